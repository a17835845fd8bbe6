from itertools import pairwise

from extract.records import BBox
from load.bands import CONTEXT, MOST_EVIDENCE, NEAR, Band, find_bands, merge_strips
from tests.builders import DOCUMENT, build_entity, build_evidence, build_facts, build_policy
from transform.records import Evidence, Region


def build_boxed(*tops: float, page: int = 1) -> Evidence:
    regions = tuple(Region(page, BBox(72.0, top, 200.0, top + 12)) for top in tops)
    plain = build_evidence("Wells are drying up.", page=page, start=int(tops[0]))
    return Evidence(plain.document_id, page, plain.span, plain.quote, plain.focus, regions)


def test_a_strip_holds_the_words_and_some_lines_around_them():
    facts = build_facts([build_entity("issue", "drying wells", build_boxed(300.0, 314.0))])
    assert find_bands(facts) == [Band(DOCUMENT, 1, 300.0 - CONTEXT, 326.0 + CONTEXT, 1)]


def test_a_strip_does_not_begin_above_the_page():
    facts = build_facts([build_entity("issue", "drying wells", build_boxed(4.0))])
    assert find_bands(facts)[0].top == 0.0


def test_strips_that_touch_are_one_and_say_how_many_rest_on_them():
    apart = [(0.0, 50.0), (50.0 + NEAR, 100.0), (100.0 + NEAR + 1, 150.0)]
    assert merge_strips(reversed(apart)) == [(0.0, 100.0, 2), (100.0 + NEAR + 1, 150.0, 1)]


def test_a_strip_inside_another_does_not_shorten_it():
    assert merge_strips([(0.0, 90.0), (10.0, 20.0)]) == [(0.0, 90.0, 2)]


def test_no_two_strips_of_a_page_share_a_place():
    bands = sorted(find_bands(build_policy()), key=lambda band: (band.document_id, band.page, band.top))
    pairs = [(one, other) for one, other in pairwise(bands) if one.page == other.page]
    assert all(one.bottom < other.top for one, other in pairs)


def test_the_place_that_most_rests_on_comes_first():
    entities = [build_entity("issue", f"issue {number}", build_boxed(100.0, page=2)) for number in range(3)]
    facts = build_facts([build_entity("issue", "drying wells", build_boxed(100.0)), *entities])
    assert [(band.page, band.claims) for band in find_bands(facts)] == [(2, 3), (1, 1)]


def test_evidence_over_two_pages_has_a_strip_on_each():
    first, second = build_boxed(780.0), build_boxed(40.0, page=2)
    both = Evidence(
        first.document_id, 1, first.span, first.quote, first.focus, first.regions + second.regions
    )
    bands = find_bands(build_facts([build_entity("issue", "drying wells", both)]))
    assert {(band.page, band.claims) for band in bands} == {(1, 1), (2, 1)}


def test_evidence_that_the_page_does_not_show_has_no_strip():
    shown = [build_boxed(100.0, page=1) for _ in range(MOST_EVIDENCE)]
    facts = build_facts([build_entity("issue", "drying wells", *shown, build_boxed(100.0, page=9))])
    assert {band.page for band in find_bands(facts)} == {1}


def test_evidence_without_boxes_has_no_strip():
    plain = build_boxed(100.0)
    bare = Evidence(plain.document_id, 1, plain.span, plain.quote, plain.focus, ())
    assert find_bands(build_facts([build_entity("issue", "drying wells", bare)])) == []
