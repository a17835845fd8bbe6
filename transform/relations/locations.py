"""Locations: which measures, areas and actors are located in which places."""

from collections.abc import Iterator, Sequence

from extract.records import Document
from transform.records import Mention, RelationMention
from transform.relations.context import MentionIndex, tie

WITHIN, SENTENCE, NAME = 0.9, 0.75, 0.9  # confidence: in the words, later in the sentence, in an actor's name
IN_NAME = "places/in-name"  # rule of places within the names of actors


def tie_places(
    document: Document, mentions: Sequence[Mention], places: Sequence[Mention]
) -> tuple[list[Mention], list[RelationMention]]:
    """Return the places where something is, and what is located in them.

    A place in which the document locates nothing says nothing of its policy and is left out.

    Args:
        document: As extract reads it.
        mentions: Of measures, areas and actors, among others.
        places: All that the document names.
    """
    index = MentionIndex(document, mentions)
    found = [relation for place in places for relation in locate(place, index)]
    tied = {relation.target for relation in found}
    return [place for place in places if place.id in tied], found


def locate(place: Mention, index: MentionIndex) -> Iterator[RelationMention]:
    """Yield what is located in a place: the actor or area whose name it stands in, or else a measure."""
    if place.rule == IN_NAME:
        yield from locate_actor(place, index)
        return
    areas = [area for area in index.within(index.home(place).span, "area") if holds(area, place)]
    for area in areas:
        yield tie(area, "located_in", place, "locations/in-label", WITHIN * place.confidence)
    measures = index.within(place.evidence.span, "measure")
    before = [item for item in measures if item.evidence.focus.start <= place.evidence.focus.start]
    if before:
        yield locate_measure(before[-1], place)
    elif not areas and opens_sentence(place):
        yield from (locate_measure(measure, place) for measure in measures)


def locate_actor(place: Mention, index: MentionIndex) -> Iterator[RelationMention]:
    """Yield the actor in whose name a place stands: "Municipality of Ulaanbaatar"."""
    for actor in index.within(index.home(place).span, "actor"):
        if holds(actor, place):
            yield tie(actor, "located_in", place, "locations/in-name", NAME * place.confidence)


def locate_measure(measure: Mention, place: Mention) -> RelationMention:
    """Return the tie of a measure to a place in its words or its sentence."""
    sure = WITHIN if holds(measure, place) else SENTENCE
    confidence = sure * min(place.confidence, measure.confidence)
    return tie(measure, "located_in", place, "locations/in-sentence", confidence, evidence=place.evidence)


def holds(mention: Mention, place: Mention) -> bool:
    """Tell whether a place stands within the words of a mention."""
    outer, inner = mention.evidence.focus, place.evidence.focus
    return outer.start <= inner.start and inner.end <= outer.end


def opens_sentence(place: Mention) -> bool:
    """Tell whether a place stands at the opening of its sentence: "In Turkana, the county will …"."""
    before = place.evidence.quote[: place.evidence.focus.start - place.evidence.span.start]
    after = place.evidence.quote[place.evidence.focus.end - place.evidence.span.start :]
    return len(before.split()) <= len(("in", "the")) and after.startswith(",")
