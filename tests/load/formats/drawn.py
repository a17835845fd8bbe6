"""Graphs for the tests of formats: hostile texts, and any graph that the schema allows."""

from functools import partial
from itertools import pairwise
from pathlib import Path

from hypothesis import strategies as st

from load.formats.export import Export, build_export
from load.formats.registry import open_format
from tests.builders import build_entity, build_evidence, build_facts, build_policy, build_relation
from transform.records import Entity, Facts, Relation

HOSTILE = (
    '"quoted" & <b>bold</b> \' ]]> --> ;',
    "=cmd|' /C calc'!A0",
    "+1, -2; @SUM(A1)",
    "'=already defused",
    "العربية \u202eright to left\u202c עברית",
    "flags 🇲🇳 and families 👨\u200d👩\u200d👧",
    "two\nlines, a tab\t, a return\r, \x00 and \x0b and \u2028",
    "many words " * 40,
    "back\\slash, {braces}, $dollar, `tick`, %percent, \ufffe",
    " spaces at both ends ",
    "a | list | in a name",
)
texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
)


def build_hostile() -> Facts:
    """Return a policy with every kind and relation, and a hostile text in each place that takes one."""
    policy = build_policy()
    areas = [
        build_entity(
            "area", text, build_evidence(f"{text} is named.", text), aliases=[f"{text}!"], number=text
        )
        for text in HOSTILE
    ]
    inner = [build_relation(one, "part_of", other) for one, other in pairwise(areas)]
    return build_facts([*policy.entities, *areas], [*policy.relations, *inner])


@st.composite
def draw_facts(draw: st.DrawFn) -> Facts:
    """Draw facts with areas, actors and sectors of any name, tied as the schema allows."""
    kinds = {"area": "number", "actor": "country", "sector": "code", "goal": "level"}
    labels = draw(st.lists(st.tuples(st.sampled_from(sorted(kinds)), texts), min_size=1, max_size=7))
    entities: dict[str, Entity] = {}
    for kind, label in labels:
        value = "overall" if kind == "goal" else label[:3]
        evidence = build_evidence(draw(texts), page=draw(st.integers(1, 500)))
        entity = build_entity(kind, label, evidence, aliases=[label + "!"], **{kinds[kind]: value})
        entities[entity.id] = entity
    relations: dict[str, Relation] = {}
    allowed = {
        ("area", "area"): ["part_of"],
        ("area", "goal"): ["part_of", "contributes_to"],
        ("area", "sector"): ["in_sector"],
        ("actor", "area"): ["supports", "funds"],
        ("actor", "actor"): ["assists"],
        ("area", "actor"): ["benefits"],
    }
    nodes = st.sampled_from(sorted(entities.values(), key=lambda entity: entity.id))
    for source, target, quote in draw(st.lists(st.tuples(nodes, nodes, texts), max_size=8)):
        for name in allowed.get((source.kind, target.kind), ()):
            relation = build_relation(
                source, name, target, build_evidence(quote), build_evidence(quote + ".")
            )
            relations[relation.id] = relation
    return build_facts(list(entities.values()), list(relations.values()))


def write_format(name: str, facts: Facts, folder: Path) -> Export:
    """Write the files of a format and return what was written."""
    export = build_export(facts)
    for file, write in open_format(name).FILES.items():
        partial(write, export)(folder / file)
    return export
