"""The records that transform hands on: mentions with evidence, entities and relations.

Words are those of information extraction: a mention is one place where a document names
something, a relation mention one place where it ties two mentions, an entity or relation the
thing or tie itself over all documents. Spans count characters of `extract.records.Document.text`;
why `gc=False` is said there.
"""

from typing import Literal

import msgspec

from extract.records import BBox, Problem, Span

Basis = Literal["stated", "inferred"]
Attributes = tuple[tuple[str, str], ...]
"""Name and value, sorted by name; only names that the schema allows for the kind or relation."""


class Region(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A box on a page; evidence that runs over a line or page break has several."""

    page: int
    bbox: BBox


class Evidence(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The words that support a claim, and the sentence that they stand in.

    Attributes:
        page: Of the first word of `focus`; 1 in a source without pages.
        span: The whole sentence, list item, table row or heading.
        quote: `document.text[span.start:span.end]`.
        focus: The words themselves, within `span`.
        regions: Boxes of `focus`, one for each printed line that it touches; none in a source
            without geometry.
        ocr: Whether any of `focus` stands on a page whose words were read by OCR.
    """

    document_id: str
    page: int
    span: Span
    quote: str
    focus: Span
    regions: tuple[Region, ...] = ()
    ocr: bool = False


class Mention(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One place where a document names something.

    Attributes:
        id: Made of document, kind, span and key; unique in the document.
        kind: A kind of the schema.
        name: The label an analyst would write on a card for it.
        key: Says which thing is meant; mentions of one kind with equal keys are one entity.
            A code ("DAC-CRS:32210"), a resolved name ("government:JP"), or document and
            normalised text (goals, areas, measures, targets, issues).
        rule: Name of the pattern, cue or model that made it.
        confidence: 0 to 1.
        attributes: For example commitment, level, number, code, actor_type, country.
        evidence: The words that name it.
        aliases: Other names of the same thing that the document or a code list gives.
    """

    id: str
    kind: str
    name: str
    key: str
    rule: str
    confidence: float
    evidence: Evidence
    attributes: Attributes = ()
    aliases: tuple[str, ...] = ()


class RelationMention(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One place where a document ties two mentions; `source` and `target` are mention ids."""

    id: str
    relation: str
    source: str
    target: str
    rule: str
    basis: Basis
    confidence: float
    evidence: Evidence
    attributes: Attributes = ()


class Annotations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that was found in one document, in the order of the text."""

    document_id: str
    mentions: tuple[Mention, ...]
    relations: tuple[RelationMention, ...]
    problems: tuple[Problem, ...] = ()


class Entity(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The thing itself, with all its evidence; `rule` and `confidence` are its best mention's.

    Evidence is sorted by document, page and span; `aliases` are sorted and without `label`.
    """

    id: str
    kind: str
    label: str
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]
    attributes: Attributes = ()
    aliases: tuple[str, ...] = ()


class Relation(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The tie itself, with all its evidence; `source` and `target` are entity ids."""

    id: str
    source: str
    relation: str
    target: str
    rule: str
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...]
    attributes: Attributes = ()


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Entities and relations over all documents, sorted by id; every source is an entity too."""

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
