"""Draft: facts while they are being corrected, and which thing a name means."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence

import msgspec

from extract.records import Document, Span
from transform.corrections_file import MOST_LABEL, Named, Node
from transform.evidence import build_evidence
from transform.ids import build_relation_id
from transform.records import Entity, Evidence, Facts, Relation
from transform.resolve import merge_attributes, sort_evidence
from transform.schema import read_schema

MOST_NAMED = 3  # things named in one line; the others are counted
NAME_REMEDY = "Copy the label or the id from the graph"
_FREE_SIGNS = (("'", "['\u2018\u2019]"), ('"', '["\u201c\u201d]'), ("-", "[-\u2010-\u2015]"))
_PLAIN_SIGNS = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2012\u2013\u2014\u2015", "''\"\"------")


class Fault(msgspec.Struct, frozen=True):
    """Why a correction cannot be done, or what went with it: what was seen, and what to do."""

    message: str
    remedy: str


class Library(msgspec.Struct, frozen=True):
    """The documents behind the facts.

    Attributes:
        names: The id of each document by its file's name.
        read: Gives a document by its id, or None where its text is not at hand.
    """

    names: Mapping[str, str]
    read: Callable[[str], Document | None]


class Draft:
    """Entities and relations by id, and the ids of those that bear a label or an alias."""

    def __init__(self, facts: Facts, library: Library) -> None:
        """Take the facts apart."""
        self.entities: dict[str, Entity] = {}
        self.relations = {relation.id: relation for relation in facts.relations}
        self.labels: dict[str, set[str]] = defaultdict(set)
        self.aliases: dict[str, set[str]] = defaultdict(set)
        self.library = library
        for entity in facts.entities:
            self.put(entity)

    def put(self, entity: Entity) -> None:
        """Put an entity in, in the place of the one with its id."""
        self.drop(entity.id)
        self.entities[entity.id] = entity
        self.labels[fold(entity.label)].add(entity.id)
        for alias in entity.aliases:
            self.aliases[fold(alias)].add(entity.id)

    def drop(self, entity_id: str) -> None:
        """Take an entity out, if it is there; its ties stay."""
        entity = self.entities.pop(entity_id, None)
        if entity is not None:
            self.labels[fold(entity.label)].discard(entity_id)
            for alias in entity.aliases:
                self.aliases[fold(alias)].discard(entity_id)

    def list_ties(self, entity_ids: Iterable[str]) -> list[Relation]:
        """Return the ties of entities, by id."""
        ends = set(entity_ids)
        found = [tie for tie in self.relations.values() if tie.source in ends or tie.target in ends]
        return sorted(found, key=lambda tie: tie.id)

    def put_tie(self, tie: Relation) -> None:
        """Put a tie in, joined with the one of its ends if there is one; none from a thing to itself."""
        tie = msgspec.structs.replace(tie, id=build_relation_id(tie.source, tie.relation, tie.target))
        if tie.source != tie.target:
            before = self.relations.get(tie.id)
            self.relations[tie.id] = join_ties([before, tie]) if before else tie

    def allows(self, tie: Relation) -> bool:
        """Tell whether the schema allows a tie between things of these kinds."""
        source, target = self.entities[tie.source], self.entities[tie.target]
        return read_schema().allows(source.kind, tie.relation, target.kind)

    def build_facts(self) -> Facts:
        """Return the facts as they stand now."""
        return Facts(
            tuple(self.entities[entity_id] for entity_id in sorted(self.entities)),
            tuple(self.relations[relation_id] for relation_id in sorted(self.relations)),
        )


Find = Generator[Fault, None, Entity | None]


def find_node(draft: Draft, named: Named, likely: Collection[str] = ()) -> Find:
    """Return the one node that a name means; yield why there is none.

    An id comes before a label, and a label before an alias.

    Args:
        draft: Where to look.
        named: The name, with or without kind and document.
        likely: Kinds that are meant rather than others where more than one node has the name.
    """
    wanted = named if isinstance(named, Node) else Node(named)
    document_id = ""
    if wanted.document:
        document_id = yield from find_document(draft, wanted.document)
        if not document_id:
            return None
    found = list_nodes(draft, wanted, document_id)
    found = [entity for entity in found if entity.kind in likely] or found
    if len(found) == 1:
        return found[0]
    called = f'is called "{wanted.name}"' + "".join(f" and {word}" for word in describe_exact(wanted))
    if not found:
        yield Fault(f"no node {called}", NAME_REMEDY)
    else:
        ids = ", ".join(entity.id for entity in found[:MOST_NAMED])
        more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        yield Fault(
            f"more than one node {called}: {ids}{more}", "Name it by its id, or with kind or document"
        )
    return None


def list_nodes(draft: Draft, wanted: Node, document_id: str) -> list[Entity]:
    """Return the nodes with an id, else of a label, else of an alias, in the order of their ids."""
    name = fold(wanted.name)
    own = {wanted.name} & set(draft.entities)
    for ids in (own, draft.labels.get(name, set()), draft.aliases.get(name, set())):
        found = [draft.entities[entity_id] for entity_id in sorted(ids)]
        found = [entity for entity in found if wanted.kind in ("", entity.kind)]
        found = [entity for entity in found if not document_id or stands_in(entity, document_id)]
        if found:
            return found
    return []


def describe_exact(wanted: Node) -> Iterator[str]:
    """Yield what beside its name tells a node from others."""
    if wanted.kind:
        yield f"is of kind {wanted.kind}"
    if wanted.document:
        yield f'stands in "{wanted.document}"'


def stands_in(entity: Entity, document_id: str) -> bool:
    """Tell whether a document names an entity."""
    return any(evidence.document_id == document_id for evidence in entity.evidence)


def find_document(draft: Draft, name: str) -> Generator[Fault, None, str]:
    """Return the id of the document of a file name, title or id, or "" after saying that there is none."""
    names = draft.library.names
    found = {names[file] for file in names if file == name}
    found = found or {names[file] for file in names if fold(file) == fold(name)}
    if not found:
        found = {entity.evidence[0].document_id for entity in list_nodes(draft, Node(name, "document"), "")}
    if len(found) == 1:
        return found.pop()
    if found:
        yield Fault(f'more than one document is called "{name}"', "Name it by its file")
    else:
        yield Fault(f'no document of the graph is called "{name}"', "Name it by its file, as in sources.toml")
    return ""


def find_documents(draft: Draft, names: Iterable[str]) -> Generator[Fault, None, list[str]]:
    """Return the ids of documents, "" for each that is not there, after saying so."""
    found = []
    for name in names:
        document_id = yield from find_document(draft, name)
        found.append(document_id)
    return found


def find_quote(draft: Draft, name: str, quote: str) -> Generator[Fault, None, Evidence | None]:
    """Return the first place in a document where words stand; yield why there is none."""
    document_id = yield from find_document(draft, name)
    if not document_id:
        return None
    document = draft.library.read(document_id)
    if document is None:
        yield Fault(f'the text of "{name}" is not at hand', "Run all stages")
        return None
    evidence = locate_quote(document, quote)
    if evidence is None:
        remedy = "Give as quote words that stand there, within one paragraph, list item or table row"
        yield Fault(f'"{name}" does not hold the words "{shorten(quote)}"', remedy)
    return evidence


def locate_quote(document: Document, quote: str) -> Evidence | None:
    """Return the first place where a block of a document holds words, however spaced and cased."""
    pattern = write_pattern(quote)
    for block in document.blocks:
        match = pattern.search(document.text, block.span.start, block.span.end)
        if match:
            return build_evidence(document, block, Span(match.start(), match.end()))
    return None


def write_pattern(quote: str) -> re.Pattern[str]:
    """Return the pattern of words with any spaces, quotation marks and dashes, and in any case."""
    words = unicodedata.normalize("NFC", quote).translate(_PLAIN_SIGNS).split()
    pattern = r"\s+".join(re.escape(word).replace(r"\-", "-") for word in words)
    for plain, free in _FREE_SIGNS:
        pattern = pattern.replace(plain, free)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def fold(name: str) -> str:
    """Return what is equal for two spellings of a name: case, spaces, quotation marks and dashes.

    It looks no further than a label in the graph goes, so that one copied from there is found.
    """
    plain = unicodedata.normalize("NFKC", name.strip()[:MOST_LABEL]).translate(_PLAIN_SIGNS)
    return " ".join(plain.casefold().split())


def shorten(text: str, most: int = 60) -> str:
    """Return a text of at most so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def join_ties(ties: Sequence[Relation]) -> Relation:
    """Return the tie that several of one name and one pair of ends are; what is stated has the word."""
    ordered = sorted(ties, key=lambda tie: (tie.basis != "stated", -tie.confidence, tie.rule))
    return msgspec.structs.replace(
        ordered[0],
        evidence=sort_evidence(evidence for tie in ordered for evidence in tie.evidence),
        attributes=merge_attributes(tie.attributes for tie in ordered),
    )
