"""Builders of small records for tests: a made-up policy in our own words, and graphs of any size."""

from collections.abc import Sequence

from extract.records import BBox, Span
from transform.ids import build_entity_id, build_relation_id
from transform.records import Basis, Entity, Evidence, Facts, Region, Relation

DOCUMENT = "doc:00000000000000a1"
OTHER_DOCUMENT = "doc:00000000000000b2"


def build_evidence(
    quote: str = "The Ministry of Rivers will build forty water points by 2030.",
    focus: str = "",
    *,
    document_id: str = DOCUMENT,
    page: int = 1,
    start: int = 0,
) -> Evidence:
    """Return evidence for `focus` in a sentence (all of it if none is given) that begins at `start`."""
    at = quote.index(focus) if focus else 0
    length = len(focus) if focus else len(quote)
    box = Region(page, BBox(72.0, 100.5, 320.25, 112.5))
    span = Span(start, start + len(quote))
    return Evidence(document_id, page, span, quote, Span(start + at, start + at + length), (box,))


def build_entity(
    kind: str,
    label: str,
    *evidence: Evidence,
    key: str = "",
    aliases: Sequence[str] = (),
    confidence: float = 0.9,
    **attributes: str,
) -> Entity:
    """Return an entity, with its label as evidence if none is given."""
    return Entity(
        id=build_entity_id(kind, key or label),
        kind=kind,
        label=label,
        rule=f"{kind}/test",
        confidence=confidence,
        evidence=evidence or (build_evidence(label),),
        attributes=tuple(sorted(attributes.items())),
        aliases=tuple(sorted(aliases)),
    )


def build_relation(
    source: Entity,
    relation: str,
    target: Entity,
    *evidence: Evidence,
    basis: Basis = "stated",
    confidence: float = 0.8,
    **attributes: str,
) -> Relation:
    """Return a tie between two entities, with the source's evidence if none is given."""
    return Relation(
        id=build_relation_id(source.id, relation, target.id),
        source=source.id,
        relation=relation,
        target=target.id,
        rule=f"{relation}/test",
        basis=basis,
        confidence=confidence,
        evidence=evidence or source.evidence[:1],
        attributes=tuple(sorted(attributes.items())),
    )


def build_facts(entities: Sequence[Entity], relations: Sequence[Relation] = ()) -> Facts:
    """Return facts in the order that resolve gives them."""
    return Facts(
        tuple(sorted(entities, key=lambda entity: entity.id)),
        tuple(sorted(relations, key=lambda relation: relation.id)),
    )


def build_policy() -> Facts:
    """Return the facts of a made-up water policy: every kind and every relation occurs."""
    sentence = "The Ministry of Rivers will build forty water points for herder families by 2030."
    place = build_evidence("Work begins in Lakeside Province.", "Lakeside Province", page=3, start=900)
    said = build_evidence(sentence, "build forty water points", page=2, start=400)
    document = build_entity(
        "document",
        "Water for All Plan",
        key="00000000000000a1",
        title="Water for All Plan",
        publisher="Ministry of Rivers",
        country="MN",
        year="2026",
        page_count="4",
        language="en",
    )
    vision = build_entity("goal", "safe water for every household", level="overall", number="1")
    goal = build_entity("goal", "healthier rivers by 2035", level="specific", number="1.1")
    area = build_entity("area", "Rural water supply", number="2")
    inner = build_entity("area", "Wells and springs", number="2.1")
    measure = build_entity(
        "measure", "build forty water points", said, commitment="committed", number="2.1.1"
    )
    refused = build_entity(
        "measure",
        "raise the price of water",
        build_evidence("If costs rise, the price of water will not be raised.", "price", page=2, start=500),
        commitment="planned",
        negated="true",
        condition="if costs rise",
    )
    target = build_entity(
        "target", "40 water points by 2030", said, value="40", unit="water points", year="2030"
    )
    sector = build_entity(
        "sector",
        "Basic drinking water supply",
        key="DAC-CRS:14031",
        scheme="DAC-CRS",
        code="14031",
        level="purpose",
    )
    category = build_entity(
        "sector",
        "Water Supply & Sanitation",
        key="DAC-CRS:140",
        scheme="DAC-CRS",
        code="140",
        level="category",
    )
    sdg = build_entity("sdg", "Clean water and sanitation", key="UNSDG:6", scheme="UNSDG", code="6")
    ministry = build_entity(
        "actor",
        "Ministry of Rivers",
        said,
        build_evidence("The Ministry of Rivers leads.", "Ministry of Rivers", page=10, start=1200),
        key="ministry-of-rivers",
        aliases=["MoR", "the Ministry"],
        actor_type="government",
        country="MN",
    )
    donor = build_entity(
        "actor", "Government of Japan", key="government:JP", actor_type="government", country="JP"
    )
    herders = build_entity("actor", "herder families", said, actor_type="population_group")
    issue = build_entity("issue", "drying wells", build_evidence("Wells are drying up.", page=1, start=200))
    framework = build_entity("framework", "Water Act", year="2012", country="MN")
    province = build_entity("place", "Lakeside Province", place, country="MN")
    relations = [
        build_relation(document, "states", vision),
        build_relation(document, "states", area),
        build_relation(goal, "contributes_to", vision),
        build_relation(area, "contributes_to", goal, basis="inferred", confidence=0.6),
        build_relation(inner, "part_of", area),
        build_relation(measure, "part_of", inner, said),
        build_relation(refused, "part_of", area),
        build_relation(target, "part_of", inner, said),
        build_relation(measure, "in_sector", sector, said, basis="inferred"),
        build_relation(sector, "part_of", category, basis="inferred"),
        build_relation(ministry, "implements", measure, said),
        build_relation(donor, "supports", area, commitment="possible"),
        build_relation(donor, "funds", measure, said),
        build_relation(donor, "assists", herders),
        build_relation(measure, "benefits", herders, said),
        build_relation(area, "addresses", issue),
        build_relation(goal, "aligned_with", sdg),
        build_relation(measure, "located_in", province, said, place),
        build_relation(document, "cites", framework),
    ]
    entities = [document, vision, goal, area, inner, measure, refused, target, sector, category, sdg]
    return build_facts([*entities, ministry, donor, herders, issue, framework, province], relations)


def build_many(nodes: int, documents: int) -> Facts:
    """Return facts of about so many entities, shared out over documents, with about three ties each."""
    entities: list[Entity] = []
    relations: list[Relation] = []
    shared = max(nodes // 25, 1)
    sectors = [
        build_entity(
            "sector", f"Sector number {index}", key=f"DAC-CRS:{10000 + index}", code=f"{10000 + index}"
        )
        for index in range(shared)
    ]
    actors = [build_entity("actor", f"Agency number {index}", actor_type="ngo") for index in range(shared)]
    each = max((nodes - 2 * shared) // max(documents, 1), 12)
    for number in range(documents):
        own, ties = build_one(number, each, sectors, actors)
        entities += own
        relations += ties
    return build_facts([*entities, *sectors, *actors], relations)


def build_one(
    number: int, size: int, sectors: Sequence[Entity], actors: Sequence[Entity]
) -> tuple[list[Entity], list[Relation]]:
    """Return one document of `size` entities: a goal, an area for every eight measures, the measures."""
    document_id = f"doc:{number:016x}"

    def say(text: str, place: int) -> Evidence:
        return build_evidence(text, document_id=document_id, page=1 + place // 10, start=100 * place)

    document = build_entity(
        "document", f"Plan {number}", say(f"Plan {number}", 0), key=f"{number:016x}", title=f"Plan {number}"
    )
    goal = build_entity("goal", f"a better life in district {number}", say("A better life for all.", 1))
    entities, relations = [document, goal], [build_relation(document, "states", goal)]
    area = goal
    for index in range(size - 2):
        text = f"improve service {index} of district {number} for all who live there"
        if index % 9 == 0:
            area = build_entity("area", f"Area {number}.{index}: services for people", say(text, index + 2))
            entities.append(area)
            relations.append(build_relation(area, "contributes_to", goal))
            continue
        measure = build_entity(
            "measure", text, say(f"The council will {text}.", index + 2), commitment="planned"
        )
        entities.append(measure)
        relations += [
            build_relation(measure, "part_of", area),
            build_relation(measure, "in_sector", sectors[(number + index) % len(sectors)], basis="inferred"),
            build_relation(actors[(number * 3 + index) % len(actors)], "implements", measure),
        ]
    return entities, relations
