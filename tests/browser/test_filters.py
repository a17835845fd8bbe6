import pytest

pytestmark = pytest.mark.browser
MEASURE, MINISTRY, DONOR = "build forty water points", "Ministry of Rivers", "Government of Japan"
AREA = "Rural water supply"


def test_the_legend_filters_and_clears(policy):
    policy.page.uncheck('[data-facet=kind] [data-value="measure"]')
    assert MEASURE not in policy.shown()
    policy.page.click("#clear")
    assert MEASURE in policy.shown()


def test_only_one_kind_can_be_shown(policy):
    policy.page.hover('[data-facet=kind] .row:has([data-value="goal"])')
    policy.page.click('[data-facet=kind] .row:has([data-value="goal"]) .only')
    assert policy.shown() == {"safe water for every household", "healthier rivers by 2035"}


def test_filters_combine(policy):
    policy.page.click("[data-facet=country] summary")
    policy.page.uncheck("[data-facet=country] [data-value=MN]")
    assert MINISTRY not in policy.shown()
    assert DONOR in policy.shown()
    assert "herder families" in policy.shown(), "without a country it is not touched"
    policy.page.click("[data-facet=basis] summary")
    policy.page.uncheck("[data-facet=basis] [data-value=inferred]")
    bases = policy.page.evaluate("policygraph.listShown().ties.map((tie) => tie.basis)")
    assert set(bases) == {"stated"}


def test_the_address_brings_the_same_picture_back(policy):
    policy.page.uncheck('[data-facet=kind] [data-value="issue"]')
    policy.click(AREA)
    policy.page.click("#tab-outline")
    address = policy.page.url
    policy.page.goto("about:blank")
    policy.requests.clear()
    policy.go(address)
    assert "drying wells" not in policy.shown()
    assert "Rural water supply" in policy.panel()
    assert policy.page.is_visible("#outline")


def test_a_sector_filters_what_is_in_it_and_what_stands_above_that(policy):
    policy.page.click("[data-facet=sector] summary")
    row = '[data-facet=sector] .row:has([data-value="sector:DAC-CRS:14031"])'
    assert policy.page.inner_text(f"{row} .count") == "6", "the measure, two areas, two goals, the sector"
    policy.page.hover(row)
    policy.page.click(f"{row} .only")
    shown = policy.shown()
    assert {MEASURE, "Wells and springs", AREA, "Basic drinking water supply"} <= shown
    assert not {"raise the price of water", "Water Supply & Sanitation"} & shown
    assert DONOR in shown, "what has no sector is not touched"


def test_each_facet_has_its_values_with_counts(policy):
    for facet, row in [
        ("commitment", "Committed\n1"),
        ("actor", "Government\n2"),
        ("country", "Japan\n1"),
        ("country", "no country\n1"),
        ("year", "2030\n1"),
        ("basis", "Inferred\n3"),
        ("relation", "supports\n1"),
    ]:
        host = policy.page.locator(f"[data-facet={facet}]")
        host.evaluate("details => { details.open = true; }")
        texts = [text.replace("\nonly", "") for text in host.locator(".row").all_inner_texts()]
        assert row in texts, (facet, texts)


def test_confidence_hides_what_is_less_sure(policy):
    policy.page.fill("#least", "0.85")
    assert policy.page.inner_text("#counts") == "17 of 17 nodes, 0 of 19 ties"
    policy.page.fill("#least", "0.7")
    assert policy.page.inner_text("#counts") == "17 of 17 nodes, 15 of 19 ties"


def test_a_filter_of_few_values_makes_a_short_address(policy):
    policy.page.hover('[data-facet=kind] .row:has([data-value="goal"])')
    policy.page.click('[data-facet=kind] .row:has([data-value="goal"]) .only')
    assert policy.page.url.endswith("#only-kind=goal")
    policy.page.reload()
    policy.requests[1:] = []
    assert policy.shown() == {"safe water for every household", "healthier rivers by 2035"}
