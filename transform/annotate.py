"""Annotate: all that one document says, as mentions and relation mentions with evidence."""

from collections.abc import Iterable, Sequence

from spacy.language import Language

from extract.records import Document
from transform.calibration import calibrate
from transform.certainty import weigh_reading
from transform.language import parse_passages
from transform.mentions.actors import read_actors
from transform.mentions.document import find_document
from transform.mentions.frameworks import find_frameworks
from transform.mentions.issues import find_issues
from transform.mentions.places import find_places
from transform.mentions.policy import find_policy
from transform.mentions.sdgs import find_sdgs
from transform.mentions.sectors import find_sectors
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
    actors = read_actors(document, passages)
    frameworks = find_frameworks(document, passages)
    mentions = [
        *find_document(document),
        *drop_names(
            find_policy(document, passages, model=trained.statements), [*frameworks, *actors.mentions]
        ),
        *actors.mentions,
        *frameworks,
        *drop_inside(find_issues(document, passages), frameworks),
    ]
    structure = find_structure(document, mentions, model=trained.kinship)
    sectors, in_sector = tie_sectors(document, [*mentions, *find_sectors(document, passages)], structure)
    roles = find_roles(document, mentions, structure)
    links = find_links(document, mentions, structure)
    sdgs, aligned = tie_sdgs(document, [*mentions, *find_sdgs(document, passages)])
    relations = sort_relations([*structure, *in_sector, *roles, *links, *aligned])
    kept = drop_passing(document, [*mentions, *sectors, *sdgs], relations)
    relations = drop_loose(relations, kept)
    places, located = tie_places(document, kept, find_places(document, passages, kept))
    relations = sort_relations([*relations, *located])
    return Annotations(
        document_id=document.id,
        mentions=weigh_reading(document, sort_mentions([*kept, *places])),
        relations=weigh_reading(document, relations),
        problems=actors.unresolved,
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
