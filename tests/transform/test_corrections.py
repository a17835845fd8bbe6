"""Corrections: the graph becomes what the analyst says, what is not meant stays, what cannot be is said."""

import itertools
from pathlib import Path

import pytest

from extract.records import Document
from load.checks import check_facts
from tests.builders import (
    DOCUMENT,
    OTHER_DOCUMENT,
    build_entity,
    build_evidence,
    build_facts,
    build_policy,
    build_relation,
)
from tests.transform.test_resolve import annotate, build_mention, tie
from transform.corrections import Library, apply_corrections, read_corrections
from transform.errors import CorrectionsError
from transform.records import Facts
from transform.resolve import resolve

PLAN = """# Water for All Plan

The Ministry of Rivers works with the Lake Users’ Board and pays for forty water points – and their upkeep.

Wells are dug by the Board.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a library with the plan that the facts of `build_policy` are of."""
    from extract.document import read_document

    path = tmp_path_factory.mktemp("plan") / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    document: Document = read_document(path, source="plan.md")
    text = Document(DOCUMENT, "plan.md", document.text, document.pages, document.blocks)
    return Library({"plan.md": DOCUMENT, "north/other.pdf": OTHER_DOCUMENT}, {DOCUMENT: text}.get)


@pytest.fixture
def correct(tmp_path: Path, library: Library):
    """Return a function that corrects facts by a text, and gives them with what was said."""

    def correct_by(text: str, facts: Facts | None = None) -> tuple[Facts, list[str]]:
        path = tmp_path / "corrections.toml"
        path.write_text(text, encoding="utf-8")
        corrections = read_corrections(path)
        corrected, problems = apply_corrections(facts or build_policy(), corrections, library)
        check_facts(corrected)
        assert apply_corrections(corrected, corrections, library)[0] == corrected
        assert corrected == build_facts(corrected.entities, corrected.relations)
        assert all(problem.code == "correction" and problem.severity == "warning" for problem in problems)
        assert all(problem.remedy for problem in problems)
        return corrected, [problem.message for problem in problems]

    return correct_by


def find(facts: Facts, label: str):
    [entity] = [entity for entity in facts.entities if entity.label == label]
    return entity


def list_ties(facts: Facts) -> set[tuple[str, str, str]]:
    labels = {entity.id: entity.label for entity in facts.entities}
    return {(labels[one.source], one.relation, labels[one.target]) for one in facts.relations}


def list_changed(facts: Facts) -> set[str]:
    """Return the labels of entities that are not as they were, before or after."""
    before = set(build_policy().entities)
    return {entity.label for entity in before ^ set(facts.entities)}


def test_without_corrections_nothing_changes(correct):
    assert correct("") == (build_policy(), [])


# Merging


def test_merged_nodes_are_the_first_one_with_the_names_the_words_and_the_ties_of_all(correct):
    facts, said = correct("""
        [[merge]]
        nodes = ["ministry of rivers", "Government of Japan"]
        label = "Ministry of  Rivers and Lakes"
    """)
    assert said == []
    before = build_policy()
    merged = find(facts, "Ministry of Rivers and Lakes")
    assert merged.id == find(before, "Ministry of Rivers").id
    assert merged.aliases == ("Government of Japan", "Ministry of Rivers", "MoR", "the Ministry")
    assert dict(merged.attributes) == {"actor_type": "government", "country": "MN"}
    assert {("Ministry of Rivers and Lakes", "assists", "herder families")} <= list_ties(facts)
    assert len(facts.entities) == len(before.entities) - 1
    assert len(facts.relations) == len(before.relations)


def test_without_a_label_the_first_ones_stays(correct):
    facts, _ = correct('[[merge]]\nnodes = ["Government of Japan", "MoR"]')
    assert find(facts, "Government of Japan").aliases == ("Ministry of Rivers", "MoR", "the Ministry")


def test_ties_that_become_one_keep_all_their_evidence_and_the_stated_one_has_the_word(correct):
    one, two = build_entity("actor", "MoR"), build_entity("actor", "Rivers")
    measure = build_entity("measure", "dig wells")
    here, there = build_evidence("MoR digs."), build_evidence("Rivers digs.", start=90)
    ties = [
        build_relation(one, "implements", measure, here, basis="inferred", confidence=0.9),
        build_relation(two, "implements", measure, there, confidence=0.4),
    ]
    facts, _ = correct('[[merge]]\nnodes = ["MoR", "Rivers"]', build_facts([one, two, measure], ties))
    [relation] = facts.relations
    assert (relation.source, relation.basis, relation.evidence) == (one.id, "stated", (here, there))


def test_a_tie_between_merged_nodes_goes(correct):
    facts, said = correct('[[merge]]\nnodes = ["Rural water supply", "Wells and springs"]')
    assert said == []
    assert ("Rural water supply", "part_of", "Rural water supply") not in list_ties(facts)


def test_what_a_kind_cannot_have_goes_when_nodes_of_two_kinds_are_merged(correct):
    facts, [said] = correct('[[merge]]\nnodes = ["drying wells", "build forty water points"]')
    assert find(facts, "drying wells").attributes == ()
    assert said.startswith("line 1: [[merge]]: 6 ties that the schema does not allow were left out: ")


def test_of_nodes_to_merge_those_that_are_there_are_merged_and_the_others_are_named(correct):
    facts, said = correct('\n[[merge]]\nnodes = ["MoR", "Ministry of Lakes", "Government of Japan"]')
    assert said == ['line 2: [[merge]]: no node is called "Ministry of Lakes"']
    assert "Government of Japan" in find(facts, "Ministry of Rivers").aliases


# Splitting


def test_the_evidence_on_pages_becomes_a_node_of_its_own(correct):
    facts, said = correct('[[split]]\nnode = "MoR"\npages = [10]\nlabel = "Ministry of Rivers of Lakeland"')
    assert said == []
    old, new = find(facts, "Ministry of Rivers"), find(facts, "Ministry of Rivers of Lakeland")
    assert [one.page for one in old.evidence] == [2]
    assert [one.page for one in new.evidence] == [10]
    assert old.id == find(build_policy(), "Ministry of Rivers").id
    assert (new.kind, new.attributes, new.rule) == ("actor", old.attributes, "correction/split")


def test_ties_go_with_the_pages_that_they_stand_on(correct):
    facts, _ = correct('[[split]]\nnode = "MoR"\npages = [2]\nlabel = "Board"')
    assert ("Board", "implements", "build forty water points") in list_ties(facts)
    assert ("Ministry of Rivers", "implements", "build forty water points") not in list_ties(facts)


@pytest.mark.parametrize("named", ["north/other.pdf", "NORTH/Other.pdf"])
def test_a_node_is_split_by_documents(correct, named: str):
    here = build_evidence("MoR digs.")
    there = build_evidence("MoR builds.", document_id=OTHER_DOCUMENT)
    actor, measure = build_entity("actor", "MoR", here, there), build_entity("measure", "dig", here)
    tied = build_relation(actor, "implements", measure, here, there)
    text = f'[[split]]\nnode = "MoR"\nlabel = "Ministry of Roads"\ndocuments = ["{named}"]'
    facts, _ = correct(text, build_facts([actor, measure], [tied]))
    assert find(facts, "Ministry of Roads").evidence == (there,)
    ends = {one.source: one.evidence for one in facts.relations}
    assert ends == {actor.id: (here,), find(facts, "Ministry of Roads").id: (there,)}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("pages = [7]", '"Ministry of Rivers" is not named there'),
        ("pages = [2, 10]", '"Ministry of Rivers" is named nowhere else'),
        ('documents = ["lost.pdf"]', 'no document of the graph is called "lost.pdf"'),
    ],
)
def test_a_split_that_leaves_one_node_is_not_done(correct, rule: str, said: str):
    facts, found = correct(f'[[split]]\nnode = "MoR"\nlabel = "Board"\n{rule}')
    assert found == [f"line 1: [[split]]: {said}"]
    assert facts == build_policy()


# Renaming, retyping


def test_a_renamed_node_keeps_its_id_and_its_old_label_as_an_alias(correct):
    facts, said = correct('[[rename]]\nnode = "herder families"\nlabel = "herders"')
    assert said == []
    herders = find(facts, "herders")
    assert (herders.id, herders.aliases) == (
        find(build_policy(), "herder families").id,
        ("herder families",),
    )
    assert list_changed(facts) == {"herders", "herder families"}
    assert facts.relations == build_policy().relations


def test_a_document_can_be_renamed(correct):
    facts, said = correct('[[rename]]\nnode = "Water for All Plan"\nlabel = "Water Plan"')
    assert said == []
    assert find(facts, "Water Plan").kind == "document"


def test_a_retyped_node_keeps_its_id_and_loses_what_its_kind_cannot_have(correct):
    facts, said = correct('[[retype]]\nnode = "Wells and springs"\nkind = "measure"\ncommitment = "planned"')
    changed = find(facts, "Wells and springs")
    assert changed.id == find(build_policy(), "Wells and springs").id
    assert (changed.kind, changed.rule, changed.confidence) == ("measure", "correction/retype", 1.0)
    assert dict(changed.attributes) == {"commitment": "planned", "number": "2.1"}
    assert ("Wells and springs", "part_of", "Rural water supply") in list_ties(facts)
    [said] = said
    assert said == (
        "line 1: [[retype]]: 2 ties that the schema does not allow were left out: "
        '"40 water points by 2030" part_of "Wells and springs"; '
        '"build forty water points" part_of "Wells and springs"'
    )


@pytest.mark.parametrize(
    ("keys", "attributes"),
    [
        ('actor_type = "ngo"', {"actor_type": "ngo", "country": "MN"}),
        ('country = ""', {"actor_type": "government"}),
        ('kind = "actor"\ncountry = "NO"', {"actor_type": "government", "country": "NO"}),
        ('kind = "place"', {"country": "MN"}),
    ],
)
def test_attributes_are_set_and_taken_away(correct, keys: str, attributes: dict[str, str]):
    facts, _ = correct(f'[[retype]]\nnode = "MoR"\n{keys}')
    assert dict(find(facts, "Ministry of Rivers").attributes) == attributes


def test_an_attribute_that_the_node_cannot_have_is_said(correct):
    facts, said = correct('[[retype]]\nnode = "MoR"\ncommitment = "planned"\ncountry = "NO"')
    assert said == ["line 1: [[retype]]: a node of kind actor has no commitment"]
    assert ("country", "NO") in find(facts, "Ministry of Rivers").attributes


def test_a_code_brings_its_code_list(correct):
    facts, _ = correct('[[retype]]\nnode = "drying wells"\nkind = "sector"\ncode = 140\nlevel = "category"')
    attributes = dict(find(facts, "drying wells").attributes)
    assert attributes == {"code": "140", "level": "category", "scheme": "DAC-CRS"}


# Deleting


def test_a_deleted_node_takes_its_ties_along_and_nothing_else(correct):
    facts, said = correct('[[delete]]\nnode = "Rural water supply"')
    assert said == []
    assert list_changed(facts) == {"Rural water supply"}
    assert list_ties(facts) == {
        one for one in list_ties(build_policy()) if "Rural water supply" not in (one[0], one[2])
    }


def test_a_tie_is_deleted_by_its_ends_and_by_its_id(correct):
    gone = ("Government of Japan", "funds", "build forty water points")
    before = build_policy()
    by_ends, _ = correct(
        f'[[delete]]\nsource = "{gone[0]}"\nrelation = "{gone[1]}"\ntarget = "{gone[2].upper()}"'
    )
    assert list_ties(before) - list_ties(by_ends) == {gone}
    [tied] = [one for one in before.relations if one.relation == "funds"]
    assert correct(f'[[delete]]\ntie = "{tied.id}"')[0] == by_ends


def test_a_tie_that_is_not_there_is_said(correct):
    facts, said = correct('[[delete]]\nsource = "MoR"\nrelation = "funds"\ntarget = "drying wells"')
    assert said == ['line 1: [[delete]]: no tie says that "Ministry of Rivers" funds "drying wells"']
    assert correct('[[delete]]\ntie = "funds:0"')[1] == ['line 1: [[delete]]: no tie has the id "funds:0"']
    assert facts == build_policy()


# Adding


def test_an_added_node_has_the_words_that_name_it(correct):
    facts, said = correct("""
        [[add]]
        kind = "actor"
        label = "Lake Users' Board"
        actor_type = "ngo"
        document = "plan.md"
    """)
    assert said == []
    added = find(facts, "Lake Users' Board")
    [evidence] = added.evidence
    assert (evidence.document_id, evidence.page, evidence.quote) == (DOCUMENT, 1, "Lake Users’ Board")
    assert (added.rule, added.confidence) == ("correction/add", 1.0)
    assert added.attributes == (("actor_type", "ngo"),)


@pytest.mark.parametrize("document", ["plan.md", "Water for All Plan", DOCUMENT.replace("doc:", "document:")])
def test_a_document_is_named_by_file_title_or_id(correct, document: str):
    keys = f'document = "{document}"\nquote = "forty water   points - AND their\\nupkeep"'
    facts, said = correct(f'[[add]]\nkind = "measure"\nlabel = "keep wells"\n{keys}')
    assert said == []
    assert find(facts, "keep wells").evidence[0].quote == "forty water points – and their upkeep"


def test_what_the_graph_has_already_gets_the_words_and_stays_one_node(correct):
    facts, said = correct(
        '[[add]]\nkind = "actor"\nlabel = "MOR"\ndocument = "plan.md"\nquote = "Ministry of Rivers"'
    )
    assert said == []
    ministry = find(facts, "Ministry of Rivers")
    assert "Ministry of Rivers" in [one.quote for one in ministry.evidence]
    assert len(facts.entities) == len(build_policy().entities)


def test_an_added_sector_has_the_id_of_its_code(correct):
    facts, _ = correct(
        '[[add]]\nkind = "sector"\nlabel = "Wells"\ncode = "14031"\ndocument = "plan.md"\nquote = "Wells"'
    )
    sector = find(facts, "Basic drinking water supply")
    assert (sector.id, sector.aliases) == ("sector:DAC-CRS:14031", ("Wells",))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            'document = "plan.md"\nquote = "no such words"',
            '"plan.md" does not hold the words "no such words"',
        ),
        ('document = "plan.md"', '"plan.md" does not hold the words "Board of Nowhere"'),
        ('document = "plan.md"\nquote = "upkeep. Wells are"', '"plan.md" does not hold the words'),
        ('document = "plan.md"\nquote = "dug by the Boa"', '"plan.md" does not hold the words'),
        ('document = "lost.md"\nquote = "Wells"', 'no document of the graph is called "lost.md"'),
        ('document = "north/other.pdf"\nquote = "Wells"', 'the text of "north/other.pdf" is not at hand'),
    ],
)
def test_what_no_document_says_is_not_added(correct, keys: str, said: str):
    facts, [found] = correct(f'[[add]]\nkind = "actor"\nlabel = "Board of Nowhere"\n{keys}')
    assert found.startswith(f"line 1: [[add]]: {said}")
    assert facts == build_policy()


FUNDS = '[[add]]\nsource = "MoR"\nrelation = "funds"\ntarget = "build forty water points"\n'


def test_a_tie_with_words_is_stated_and_one_without_is_inferred(correct):
    for quote, basis, shown in (
        (
            'document = "plan.md"\nquote = "pays for forty water points"',
            "stated",
            "pays for forty water points",
        ),
        ("", "inferred", find(build_policy(), "Ministry of Rivers").evidence[0].quote),
        ('document = "plan.md"', "inferred", find(build_policy(), "Ministry of Rivers").evidence[0].quote),
    ):
        facts, said = correct(FUNDS + quote)
        assert said == []
        [added] = set(facts.relations) - set(build_policy().relations)
        assert (added.relation, added.basis, added.rule) == ("funds", basis, "correction/add")
        assert [one.quote for one in added.evidence] == [shown]
        assert facts.entities == build_policy().entities


def test_a_tie_that_is_there_already_stays_as_it_is_without_words(correct):
    again = '[[add]]\nsource = "MoR"\nrelation = "implements"\ntarget = "build forty water points"\n'
    assert correct(again) == (build_policy(), [])
    facts, _ = correct(again + 'document = "plan.md"\nquote = "forty water points"')
    [relation] = [one for one in facts.relations if one.relation == "implements"]
    assert len(relation.evidence) == 2


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('source = "MoR"\nrelation = "addresses"\ntarget = "drying wells"', "no tie actor addresses issue"),
        ('source = "MoR"\nrelation = "assists"\ntarget = "the Ministry"', "no tie actor assists actor"),
        ('source = "MoR"\nrelation = "funds"\ntarget = "dig"', 'no node is called "dig"'),
        (
            FUNDS.removeprefix("[[add]]\n") + 'document = "north/other.pdf"',
            '"north/other.pdf" names neither end',
        ),
    ],
)
def test_a_tie_that_cannot_be_is_not_added(correct, keys: str, said: str):
    facts, [found] = correct(f"[[add]]\n{keys}")
    assert said in found
    assert facts == build_policy()


# What a name means


def build_namesakes() -> Facts:
    """Return two goals, an area and an actor of like names in two documents."""
    here, there = build_evidence("Clean water"), build_evidence("Clean water", document_id=OTHER_DOCUMENT)
    return build_facts(
        [
            build_entity("goal", "Clean water", here, key="one"),
            build_entity("goal", "Clean water", there, key="two"),
            build_entity("area", "Clean water", here, key="three"),
            build_entity("actor", "Water Board", here, key="four", aliases=["Clean water"]),
        ]
    )


@pytest.mark.parametrize(
    ("node", "meant"),
    [
        ('"goal:two"', "goal:two"),
        ('{ name = "clean WATER", kind = "area" }', "area:three"),
        ('{ name = "Clean water", kind = "goal", document = "plan.md" }', "goal:one"),
        ('{ name = "Clean water", document = "north/other.pdf" }', "goal:two"),
        ('{ name = "Clean water", kind = "actor" }', "actor:four"),
    ],
)
def test_kind_and_document_say_which_node_is_meant(correct, node: str, meant: str):
    before = build_namesakes()
    facts, said = correct(f'[[rename]]\nnode = {node}\nlabel = "Pure water"', before)
    assert said == []
    assert find(facts, "Pure water").id == meant


def test_a_name_of_more_than_one_node_is_said_with_their_ids(correct):
    facts, said = correct('[[rename]]\nnode = "Clean water"\nlabel = "Pure water"', build_namesakes())
    assert said == [
        'line 1: [[rename]]: more than one node is called "Clean water": area:three, goal:one, goal:two'
    ]
    assert facts == build_namesakes()


def test_of_nodes_of_one_name_a_tie_means_the_one_that_can_have_it(correct):
    actor = build_entity("actor", "MoR")
    facts = build_facts([actor, build_entity("measure", "dig wells"), build_entity("target", "dig wells")])
    text = '[[add]]\nsource = "MoR"\nrelation = "implements"\ntarget = "dig wells"\n'
    facts, said = correct(text, facts)
    assert said == []
    [relation] = facts.relations
    assert relation.target.startswith("measure:")
    assert correct(text.replace("add", "delete"), facts)[0].relations == ()


def test_a_label_comes_before_an_alias(correct):
    one, two = build_entity("actor", "Water Board", aliases=["Board"]), build_entity("actor", "Board")
    facts, said = correct('[[rename]]\nnode = "board"\nlabel = "The Board"', build_facts([one, two]))
    assert said == []
    assert find(facts, "The Board").id == two.id


def test_a_label_as_long_as_the_graph_shows_it_is_found(correct):
    label = "water " * 50
    facts, said = correct(
        f'[[rename]]\nnode = "{label[:200]}"\nlabel = "Water"', build_facts([build_entity("issue", label)])
    )
    assert said == []
    assert facts.entities[0].label == "Water"


@pytest.mark.parametrize(
    "text",
    [
        '[[merge]]\nnodes = ["MoR", "Water for All Plan"]',
        '[[split]]\nnode = "Water for All Plan"\npages = [1]\nlabel = "Part"',
        '[[retype]]\nnode = "Water for All Plan"\nkind = "framework"',
        '[[delete]]\nnode = "Water for All Plan"',
    ],
)
def test_a_document_stays_a_document(correct, text: str):
    facts, [said] = correct(text)
    assert '"Water for All Plan" is a document, which cannot be ' in said
    assert facts == build_policy()


def test_each_correction_sees_what_those_above_it_left(correct):
    facts, said = correct("""
        [[rename]]
        node = "MoR"
        label = "Ministry of Lakes"

        [[delete]]
        source = "Ministry of Lakes"
        relation = "implements"
        target = "build forty water points"

        [[rename]]
        node = "Ministry of Lakes"
        label = "Ministry of Water"

        [[merge]]
        nodes = ["Ministry of Water", "Government of Japan"]
    """)
    assert said == []
    assert find(facts, "Ministry of Water").aliases[0] == "Government of Japan"
    assert not any(one[1] == "implements" for one in list_ties(facts))


def test_the_order_of_the_documents_does_not_matter(correct):
    library = []
    for number, document in enumerate((DOCUMENT, OTHER_DOCUMENT, "doc:00000000000000c3")):
        actor = build_mention("actor", ("MoR", "Rivers", "Streams")[number], document=document)
        measure = build_mention("measure", "dig wells", f"{number}:dig", at=40, document=document)
        ties = [tie(actor, "implements", measure, confidence=0.5 + number / 10)]
        library.append(annotate(actor, measure, ties=ties, document=document))
    text = '[[merge]]\nnodes = ["Rivers", "Streams", "MoR"]\n[[rename]]\nnode = "Streams"\nlabel = "Waters"'
    results = [correct(text, resolve(order)) for order in itertools.permutations(library)]
    assert all(result == results[0] for result in results)
    assert results[0][1] == []


# The file


def test_without_a_file_there_are_no_corrections(tmp_path: Path):
    assert read_corrections(tmp_path / "corrections.toml") == ()


def test_a_file_of_another_system_is_read(tmp_path: Path):
    path = tmp_path / "corrections.toml"
    path.write_bytes('\ufeff[[delete]]\r\nnode = "Größe"\r\n'.encode())
    [correction] = read_corrections(path)
    assert (correction.line, correction.name) == (1, "delete")


def test_corrections_are_in_the_order_of_the_file(tmp_path: Path):
    path = tmp_path / "corrections.toml"
    path.write_text('[[delete]]\nnode="a"\n\n[[ rename ]]\nnode="b"\nlabel="c"\n\n[[delete]]\nnode="d"\n')
    assert [(one.line, one.name) for one in read_corrections(path)] == [
        (1, "delete"),
        (4, "rename"),
        (8, "delete"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[merge]", "line 1: Expected ']]'"),
        ('[[rename]]\nnode = "a', "line 2: "),
        (
            '\n[[merg]]\nnodes = ["a", "b"]',
            'line 2: "merg" is none of merge, split, rename, retype, delete, add',
        ),
        ('[merge]\nnodes = ["a", "b"]', r"line 1: a correction opens with \[\[merge\]\]"),
        ("merge = 1", r"line 1: a correction opens with \[\[merge\]\]"),
        ('[[merge]]\nnodes = ["a"]', r"line 2: \[\[merge\]\]: nodes names fewer than two"),
        ('[[merge]]\nlabel = "c"\nnode = "a"', 'line 3: .*there is no key "node"; it has nodes, label'),
        (
            '[[delete]]\nnode = "a"\n[[rename]]\nnode = "a"',
            r'line 3: \[\[rename\]\]: it lacks the key "label"',
        ),
        ('[[rename]]\nlabel = "b"\nnode = { nam = "a" }', "line 3: .*there is no key"),
        (
            '[[rename]]\nlabel = "b"\nnode = { name = "a", kind = "agent" }',
            'line 3: .*kind "agent" is none of',
        ),
        ('[[rename]]\nnode = "a"\nlabel = " "', "line 3: .*label is empty"),
        (f'[[rename]]\nnode = "a"\nlabel = "{"b" * 201}"', "line 3: .*more than 200 characters"),
        ("[[rename]]\nnode = 3\nlabel = 'b'", 'line 2: .*got "int" at node'),
        ('[[retype]]\nnode = "a"', "line 2: .*it needs a kind"),
        ('[[retype]]\nnode = "a"\nkind = "agent"', 'line 3: .*kind "agent" is none of goal, area'),
        ('[[retype]]\nnode = "a"\nkind = "document"', 'line 3: .*kind "document" is none of goal, area'),
        (
            '[[retype]]\nnode = "a"\nkind = "goal"\nactor_type = "ngo"',
            "line 4: .*kind goal has no actor_type",
        ),
        ('[[retype]]\nnode = "a"\nactor_type = "club"', 'line 3: .*actor_type "club" is none of government'),
        ('[[retype]]\nnode = "a"\ncountry = ["NO"]', "line 3: .*country is neither text nor a number"),
        ('[[split]]\nnode = "a"\nlabel = "b"', "line 2: .*it needs documents, pages or both"),
        ('[[split]]\nnode = "a"\nlabel = "b"\npages = ["3"]', "line 4: .*Expected"),
        ('[[delete]]\nsource = "a"\ntarget = "b"', 'line 1: .*it lacks the key "relation"'),
        (
            '[[delete]]\nsource = "a"\nrelation = "pays"\ntarget = "b"',
            'line 3: .*relation "pays" is none of states',
        ),
        ('[[add]]\nkind = "goal"\nlabel = "a"', 'line 1: .*it lacks the key "document"'),
        (
            '[[add]]\nsource = "a"\nrelation = "funds"\ntarget = "b"\nquote = "c"',
            "line 5: .*needs the document",
        ),
        ("[[add]]", "line 1: .*it lacks the key"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(tmp_path: Path, text: str, said: str):
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionsError, match=said) as caught:
        read_corrections(path)
    assert str(caught.value).startswith("corrections.toml: line ")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_refused_with_its_line(tmp_path: Path):
    (tmp_path / "corrections.toml").write_bytes(b'[[delete]]\nnode = "\xff"\n')
    with pytest.raises(CorrectionsError, match="line 2: this is no UTF-8 text"):
        read_corrections(tmp_path / "corrections.toml")
