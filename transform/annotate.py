"""Annotate: all that one document says, as mentions and relation mentions with evidence."""

from collections.abc import Iterable, Mapping, Sequence

from spacy.language import Language

from extract.records import Document
from transform.calibration import calibrate
from transform.certainty import weigh_reading
from transform.finders import FINDERS, Finding
from transform.language import Passage, parse_passages
from transform.mentions.document import find_document
from transform.mentions.places import find_places
from transform.models.linear import Models, read_models
from transform.parsed import Parsed
from transform.records import Annotations, Mention, RelationMention
from transform.relations.links import find_links
from transform.relations.locations import tie_places
from transform.relations.roles import find_roles
from transform.relations.sectors import tie_sdgs, tie_sectors
from transform.relations.structure import find_structure
from transform.sifting import drop_inside, drop_loose, drop_names, drop_passing


def annotate(
    document: Document, nlp: Language, *, models: Models | None = None, ranges: Sequence[Parsed] | None = None
) -> Annotations:
    """Return the mentions of a document and the ties between them, in the order of the text.

    Args:
        document: As extract reads it.
        nlp: The spaCy pipeline of `transform.language.load_language`.
        models: Those that find what the policy says; the ones that ship if none are given.
        ranges: What `transform.language.parse_range` says of its texts, if that was done before.
    """
    return calibrate(annotate_uncalibrated(document, nlp, models, ranges))


def annotate_uncalibrated(
    document: Document,
    nlp: Language,
    models: Models | None = None,
    ranges: Sequence[Parsed] | None = None,
) -> Annotations:
    """Return the same with the confidences that the finders give, which only rank findings of one rule."""
    trained = models or read_models()
    passages = parse_passages(document, nlp, ranges)
    found = {name: find(document, passages, trained) for name, find in FINDERS.items()}
    return tie_findings(document, passages, found, trained)


def annotate_found(
    document: Document, passages: Sequence[Passage], found: Mapping[str, Finding]
) -> Annotations:
    """Return what `annotate` does of a document whose finders have been asked, by their names."""
    return calibrate(tie_findings(document, passages, found, read_models()))


def tie_findings(
    document: Document, passages: Sequence[Passage], found: Mapping[str, Finding], models: Models
) -> Annotations:
    """Return what the finders found, sifted and tied, with the places, which depend on all else."""
    actors, frameworks = found["actors"].mentions, found["frameworks"].mentions
    mentions = [
        *find_document(document),
        *drop_names(found["policy"].mentions, [*frameworks, *actors]),
        *actors,
        *frameworks,
        *drop_inside(found["issues"].mentions, frameworks),
    ]
    structure = find_structure(document, mentions, model=models.kinship)
    sectors, in_sector = tie_sectors(document, [*mentions, *found["sectors"].mentions], structure)
    roles = find_roles(document, mentions, structure)
    links = find_links(document, mentions, structure)
    sdgs, aligned = tie_sdgs(document, [*mentions, *found["sdgs"].mentions])
    relations = sort_relations([*structure, *in_sector, *roles, *links, *aligned])
    kept = drop_passing(document, [*mentions, *sectors, *sdgs], relations)
    relations = drop_loose(relations, kept)
    places, located = tie_places(document, kept, find_places(document, passages, kept))
    relations = sort_relations([*relations, *located])
    return Annotations(
        document_id=document.id,
        mentions=weigh_reading(document, sort_mentions([*kept, *places])),
        relations=weigh_reading(document, relations),
        problems=found["actors"].problems,
    )


def sort_mentions(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return each mention once, in the order of the text."""
    by_id = {mention.id: mention for mention in mentions}
    return tuple(
        sorted(by_id.values(), key=lambda item: (item.evidence.focus.start, item.evidence.focus.end, item.id))
    )


def sort_relations(relations: Iterable[RelationMention]) -> tuple[RelationMention, ...]:
    """Return each relation mention once, the surest of equals, in the order of the text."""
    by_id: dict[str, RelationMention] = {}
    for relation in relations:
        known = by_id.get(relation.id)
        if known is None or relation.confidence > known.confidence:
            by_id[relation.id] = relation
    return tuple(sorted(by_id.values(), key=lambda item: (item.evidence.focus.start, item.id)))
