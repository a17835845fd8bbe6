"""Corrections: facts become what an analyst says that they are, from the first correction to the last."""

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from functools import singledispatch

import msgspec

from extract.records import Problem
from transform.corrections_file import (
    CORRECTIONS_FILE,
    Action,
    AddNode,
    AddTie,
    Correction,
    DeleteEdge,
    DeleteNode,
    DeleteTie,
    Merge,
    Named,
    Node,
    Rename,
    Retype,
    Split,
    read_corrections,
)
from transform.draft import (
    MOST_NAMED,
    Draft,
    Fault,
    Find,
    Library,
    find_document,
    find_documents,
    find_node,
    find_quote,
    list_nodes,
    shorten,
)
from transform.ids import build_digest, build_entity_id, build_relation_id, build_slug
from transform.records import Attributes, Basis, Entity, Evidence, Facts, Relation
from transform.resolve import merge_attributes, sort_evidence
from transform.schema import read_schema

__all__ = ["CORRECTIONS_FILE", "Library", "apply_corrections", "read_corrections"]

SURE = 1.0  # confidence in what an analyst says
SCHEMES = {"sector": "DAC-CRS", "sdg": "UNSDG"}  # the code list of each kind that has codes
SHARED_KINDS = frozenset({"sector", "sdg", "actor", "framework", "place"})  # one thing over all documents
NO_LIBRARY = Library({}, lambda _: None)

Faults = Iterator[Fault]


def apply_corrections(
    facts: Facts, corrections: Sequence[Correction], library: Library = NO_LIBRARY
) -> tuple[Facts, tuple[Problem, ...]]:
    """Return the facts after the corrections, and a problem for each that could not be done as written.

    Each correction sees what those above it left. Ids of nodes never change: a merged node has the id of
    the first one, a retyped one keeps its own. Done again on the result, corrections change nothing more,
    unless one of them undoes another or could only be done after one below it.
    """
    if not corrections:
        return facts, ()
    draft = Draft(facts, library)
    problems = [
        Problem("correction", f"line {item.line}: [[{item.name}]]: {fault.message}", fault.remedy)
        for item in corrections
        for fault in correct(item.action, draft)
    ]
    return draft.build_facts(), tuple(problems)


@singledispatch
def correct(action: Action, draft: Draft) -> Faults:
    """Do one correction in a draft, and yield what is wrong with it."""
    raise NotImplementedError(type(action), draft)


@correct.register
def merge(action: Merge, draft: Draft) -> Faults:
    """Make one node of several, as far as they are there, with the ties of all."""
    found: dict[str, Entity] = {}
    for named in action.nodes:
        entity = yield from find_free_node(draft, named, "merged")
        if entity is not None:
            found[entity.id] = entity
    if not found:
        return
    joined = join_entities(list(found.values()), action.label)
    ties = draft.list_ties(found)
    for entity_id in found:
        draft.drop(entity_id)
    draft.put(joined)
    yield from move_ties(draft, ties, dict.fromkeys(found, joined.id))


@correct.register
def split(action: Split, draft: Draft) -> Faults:
    """Make a node of its own of the evidence on some pages, with the ties that rest on these pages."""
    entity = yield from find_free_node(draft, action.node, "split")
    documents = yield from find_documents(draft, action.documents)
    if entity is None or "" in documents:
        return
    moved, kept = part_evidence(entity.evidence, documents, action.pages)
    if not moved:
        yield Fault(f'"{shorten(entity.label)}" is not named there', "Give a document and page that name it")
    elif not kept:
        yield Fault(f'"{shorten(entity.label)}" is named nowhere else', "Use [[rename]]")
    else:
        new = build_part(entity, clean(action.label), moved)
        draft.put(msgspec.structs.replace(entity, evidence=kept))
        draft.put(join_entities([draft.entities[new.id], new]) if new.id in draft.entities else new)
        split_ties(draft, entity.id, new.id, documents, action.pages)


@correct.register
def rename(action: Rename, draft: Draft) -> Faults:
    """Give a node another label."""
    entity = yield from find_node(draft, action.node)
    if entity is not None:
        draft.put(relabel(entity, action.label))


@correct.register
def retype(action: Retype, draft: Draft) -> Faults:
    """Give a node another kind or other attributes; ties that the schema then forbids go."""
    entity = yield from find_free_node(draft, action.node, "retyped")
    if entity is None:
        return
    kind = action.kind or entity.kind
    unknown = sorted(set(action.attributes) - set(read_schema().kinds[kind].attributes))
    if unknown:
        yield Fault(f"a node of kind {kind} has no {', '.join(unknown)}", "Remove that key")
    given = {name: value for name, value in action.attributes.items() if name not in unknown}
    # A level says other things of other kinds: "overall" of a goal, "category" of a sector.
    old = {name: value for name, value in entity.attributes if kind == entity.kind or name != "level"}
    draft.put(
        msgspec.structs.replace(
            entity,
            kind=kind,
            rule="correction/retype",
            confidence=SURE,
            attributes=write_attributes(kind, old | given),
        )
    )
    yield from move_ties(draft, draft.list_ties([entity.id]), {})


@correct.register
def delete_node(action: DeleteNode, draft: Draft) -> Faults:
    """Take a node and its ties out."""
    entity = yield from find_free_node(draft, action.node, "deleted")
    if entity is not None:
        for tie in draft.list_ties([entity.id]):
            del draft.relations[tie.id]
        draft.drop(entity.id)


@correct.register
def delete_tie(action: DeleteTie, draft: Draft) -> Faults:
    """Take a tie between two nodes out."""
    source, target = yield from find_ends(draft, action)
    if source is None or target is None:
        return
    if draft.relations.pop(build_relation_id(source.id, action.relation, target.id), None) is None:
        ties = [tie.relation for tie in draft.list_ties([source.id]) if tie.target == target.id]
        there = f"Of this direction there is {', '.join(ties)}" if ties else "See the edges of either node"
        yield Fault(f"no tie says that {describe_tie(source, action.relation, target)}", there)


@correct.register
def delete_edge(action: DeleteEdge, draft: Draft) -> Faults:
    """Take the tie of an id out."""
    if draft.relations.pop(action.tie, None) is None:
        yield Fault(f'no tie has the id "{action.tie}"', "Copy the eid from the graph")


@correct.register
def add_node(action: AddNode, draft: Draft) -> Faults:
    """Put in a node that a document names, or this place of it where the graph has the node already."""
    evidence = yield from find_quote(draft, action.document, action.quote or action.label)
    if evidence is None:
        return
    attributes = write_attributes(action.kind, action.attributes)
    new = Entity(
        id=name_entity(action.kind, clean(action.label), dict(attributes), evidence.document_id),
        kind=action.kind,
        label=clean(action.label),
        rule="correction/add",
        confidence=SURE,
        evidence=(evidence,),
        attributes=attributes,
    )
    there = find_like(draft, new)
    draft.put(join_entities([there, new]) if there else new)


@correct.register
def add_tie(action: AddTie, draft: Draft) -> Faults:
    """Put in a tie between two nodes: stated where a document's words say it, otherwise inferred."""
    source, target = yield from find_ends(draft, action)
    if source is None or target is None:
        return
    tie_id = build_relation_id(source.id, action.relation, target.id)
    if source.id == target.id or not read_schema().allows(source.kind, action.relation, target.kind):
        said = f"the schema has no tie {source.kind} {action.relation} {target.kind}"
        yield Fault(said, "Choose another relation or retype one of the two")
    elif action.quote or tie_id not in draft.relations:
        evidence = yield from find_support(draft, action, source, target)
        if evidence is not None:
            basis: Basis = "stated" if action.quote else "inferred"
            ends = (source.id, action.relation, target.id)
            draft.put_tie(Relation(tie_id, *ends, "correction/add", basis, SURE, (evidence,)))


def find_free_node(draft: Draft, named: Named, done: str) -> Find:
    """Return the one node that a name means unless it is a document, from which all its findings hang."""
    entity = yield from find_node(draft, named)
    if entity is None or entity.kind != "document":
        return entity
    remedy = "Rename it, tie it to others, or take its file out of the folder"
    yield Fault(f'"{shorten(entity.label)}" is a document, which cannot be {done}', remedy)
    return None


def find_ends(
    draft: Draft, action: AddTie | DeleteTie
) -> Generator[Fault, None, tuple[Entity | None, Entity | None]]:
    """Return the nodes that a tie leads from and to, rather those that the schema lets it tie."""
    ends = read_schema().relations[action.relation].ends
    source = yield from find_node(draft, action.source, ends)
    target = yield from find_node(draft, action.target, ends.get(source.kind, ()) if source else ())
    return source, target


def find_support(
    draft: Draft, action: AddTie, source: Entity, target: Entity
) -> Generator[Fault, None, Evidence | None]:
    """Return the words that say a tie, or else those that name one of its ends; yield why there are none."""
    if action.quote:
        return (yield from find_quote(draft, action.document, action.quote))
    document_id = ""
    if action.document:
        document_id = yield from find_document(draft, action.document)
        if not document_id:
            return None
    ends = (target, source) if source.kind == "document" else (source, target)
    named = (evidence for end in ends for evidence in end.evidence)
    found = next((item for item in named if document_id in ("", item.document_id)), None)
    if found is None:
        yield Fault(f'"{action.document}" names neither end', "Give a quote or another document")
    return found


def move_ties(draft: Draft, ties: Iterable[Relation], places: Mapping[str, str]) -> Faults:
    """Give ties their new ends; those that the schema then forbids go, and it is said."""
    forbidden: list[str] = []
    for tie in ties:
        del draft.relations[tie.id]
        source, target = places.get(tie.source, tie.source), places.get(tie.target, tie.target)
        moved = msgspec.structs.replace(tie, source=source, target=target)
        if draft.allows(moved):
            draft.put_tie(moved)
        elif source != target:
            forbidden.append(describe_tie(draft.entities[source], tie.relation, draft.entities[target]))
    if forbidden:
        count = "1 tie that the schema does not allow was" if len(forbidden) == 1 else ""
        count = count or f"{len(forbidden)} ties that the schema does not allow were"
        more = f" and {len(forbidden) - MOST_NAMED} more" if len(forbidden) > MOST_NAMED else ""
        listed = "; ".join(forbidden[:MOST_NAMED])
        yield Fault(f"{count} left out: {listed}{more}", "Add other ties if they are missed")


def split_ties(draft: Draft, old: str, new: str, documents: Sequence[str], pages: Sequence[int]) -> None:
    """Give the part of a split node those ties, or that evidence of them, that stand on its pages."""
    for tie in draft.list_ties([old]):
        moved, kept = part_evidence(tie.evidence, documents, pages)
        del draft.relations[tie.id]
        if kept:
            draft.put_tie(msgspec.structs.replace(tie, evidence=kept))
        if moved:
            source, target = (new if end == old else end for end in (tie.source, tie.target))
            draft.put_tie(msgspec.structs.replace(tie, source=source, target=target, evidence=moved))


def part_evidence(
    evidence: Iterable[Evidence], documents: Sequence[str], pages: Sequence[int]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return the evidence in these documents on these pages (all of them if none is given), and the rest."""
    moved: list[Evidence] = []
    kept: list[Evidence] = []
    for item in evidence:
        there = (not documents or item.document_id in documents) and (not pages or item.page in pages)
        (moved if there else kept).append(item)
    return tuple(moved), tuple(kept)


def build_part(entity: Entity, label: str, evidence: tuple[Evidence, ...]) -> Entity:
    """Return the part of a node that this evidence names."""
    slug = build_slug(label)
    new_id = f"{entity.kind}:{slug}:{build_digest('split', entity.id, label)}".replace("::", ":")
    return msgspec.structs.replace(
        entity, id=new_id, label=label, rule="correction/split", evidence=evidence, aliases=()
    )


def join_entities(entities: Sequence[Entity], label: str = "") -> Entity:
    """Return the node that several are: the first one, with the names, evidence and attributes of all."""
    first = entities[0]
    names = {name for entity in entities for name in (entity.label, *entity.aliases)}
    attributes = merge_attributes(entity.attributes for entity in entities)
    joined = msgspec.structs.replace(
        first,
        evidence=sort_evidence(evidence for entity in entities for evidence in entity.evidence),
        attributes=write_attributes(first.kind, dict(attributes)),
        aliases=tuple(sorted(names - {first.label})),
    )
    return relabel(joined, label) if label else joined


def relabel(entity: Entity, label: str) -> Entity:
    """Return a node with another label; the old one becomes an alias."""
    new = clean(label)
    aliases = tuple(sorted({*entity.aliases, entity.label} - {new}))
    return msgspec.structs.replace(entity, label=new, aliases=aliases)


def write_attributes(kind: str, values: Mapping[str, str]) -> Attributes:
    """Return those attributes that a kind may have and that are not empty; a code gets its code list."""
    known = dict(values)
    if kind in SCHEMES and known.get("code"):
        known = {"scheme": SCHEMES[kind]} | known
    allowed = read_schema().kinds[kind].attributes
    return tuple(sorted((name, value) for name, value in known.items() if value and name in allowed))


def find_like(draft: Draft, new: Entity) -> Entity | None:
    """Return the node that an added one is already: by its id, else by kind and name."""
    document = "" if new.kind in SHARED_KINDS else new.evidence[0].document_id
    like = list_nodes(draft, Node(new.label, new.kind), document)
    return draft.entities.get(new.id) or (like[0] if len(like) == 1 else None)


def name_entity(kind: str, label: str, attributes: Mapping[str, str], document_id: str) -> str:
    """Return the id of an added node, made of its parts like those of the nodes that are found."""
    words = " ".join(re.findall(r"\w+", label.lower()))
    if "code" in attributes and "scheme" in attributes:
        return build_entity_id(kind, f"{attributes['scheme']}:{attributes['code']}")
    if kind in SHARED_KINDS:
        return build_entity_id(kind, build_slug(label) or words or label)
    return build_entity_id(kind, f"{document_id.removeprefix('doc:')}:{words or label}")


def describe_tie(source: Entity, relation: str, target: Entity) -> str:
    """Return a tie as a short sentence."""
    return f'"{shorten(source.label)}" {relation} "{shorten(target.label)}"'


def clean(label: str) -> str:
    """Return a label with single spaces and nothing at its ends."""
    return " ".join(label.split())
