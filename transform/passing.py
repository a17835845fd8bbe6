"""Passing actors: those that a long document names now and then without saying what they do."""

from collections import defaultdict
from collections.abc import Sequence

from extract.records import Document
from transform.records import Mention, RelationMention

PAGES_EACH = 40  # pages of a document from which on an actor must be named on one page more
MOST_PAGES = 3  # pages that are always enough


def drop_passing(
    document: Document, mentions: Sequence[Mention], relations: Sequence[RelationMention]
) -> list[Mention]:
    """Return the mentions without actors that a long document names on few pages and ties to nothing.

    A plan of 120 pages names a hundred schools, clubs and sorts of people in its review of the situation;
    who matters to the policy comes back, or does something in it.
    """
    least = min(1 + len(document.pages) // PAGES_EACH, MOST_PAGES)
    tied = {end for relation in relations for end in (relation.source, relation.target)}
    kept = {mention.key for mention in mentions if mention.id in tied}
    pages: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        pages[mention.key].add(mention.evidence.page)
    return [
        mention
        for mention in mentions
        if mention.kind != "actor" or mention.key in kept or len(pages[mention.key]) >= least
    ]
