"""Arrangements: who runs, pays for and helps with the policy as a whole, and donor and recipient."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.records import Document, Span
from transform.evidence import build_evidence
from transform.records import Evidence, Mention, RelationMention
from transform.relations.context import MentionIndex, tie
from transform.relations.role_cues import continues_list, get_type, read_cue, read_role_cues
from transform.roles_of_document import Parties

DONOR, ROLE, ARRANGED, GIVER = 0.9, 0.65, 0.5, 0.55  # confidence, by what shows the role
OFFICES = ("public_agency", "local_government")  # types of actors that run a policy for a government
MOST_AREAS = 12  # main areas of a policy; where more are found they are hardly all main
CHANNEL_WORDS = 4  # between a cue and the actor that it is about: "through the reputable local NGOs"
FEW_AREAS = 4  # main areas up to which a sentence that names none is about them all
_GIVING = re.compile(
    r"bank|fund|facility|programme|agency|union|commission|organi[sz]ation|alliance|partnership|corporation"
)
_PAYING = re.compile(r"fund|financ|bank|sources|facility|donor institutions")
_METHOD = re.compile(
    r"\b(?:data|inventory|guidelines?|methodolog\w+|baseline|assessment report)\b", re.IGNORECASE
)


class Policy:
    """The main areas of a policy, to be asked which of them a sentence is about."""

    def __init__(self, index: MentionIndex, ties: Sequence[RelationMention]) -> None:
        """Keep the areas that are part of no other."""
        self.index = index
        below = {item.source for item in ties if item.relation == "part_of"}
        self.areas = index.of_kind("area")
        top = [area for area in self.areas if area.id not in below]
        headings = [area for area in top if index.home(area).kind == "heading"]
        self.main = top if len(top) <= MOST_AREAS else headings

    def areas_of(self, mention: Mention) -> list[Mention]:
        """Return the area that a mention stands under, else those that its sentence names, else a few."""
        if len(self.main) > MOST_AREAS:
            return []
        block = self.index.home(mention)
        above = [area for area in self.areas if self.index.home(area).id in (*block.section, block.id)]
        if above:
            return above[-1:] if block.kind != "heading" else []
        sentence = mention.evidence.quote.lower()
        named = [area for area in self.main if find_subject(area.name) in sentence]
        return named or (self.main if len(self.main) <= FEW_AREAS else [])


def find_subject(name: str) -> str:
    """Return the word that says what an area is about: of "Adaptation contributions" adaptation."""
    words = [
        word for word in re.findall(r"[a-z]{5,}", name.lower()) if word not in read_role_cues().common_words
    ]
    return words[0] if words else name.lower()


def find_arrangements(
    document: Document,
    index: MentionIndex,
    parties: Parties,
    ties: Sequence[RelationMention],
    roles: Sequence[RelationMention],
) -> Iterator[RelationMention]:
    """Yield what the parties to a document do by their role, and what its sentences say of the whole policy.

    Args:
        document: The document.
        index: What stands where in it.
        parties: Whose document it is.
        ties: Of the structure: what is part of what.
        roles: The roles that were found in single measures.
    """
    policy = Policy(index, ties)
    if parties.donor:
        yield from tie_donor(document, policy, parties)
    elif parties.owner or parties.city:
        yield from tie_owner(policy, parties)
        yield from tie_unsaid(policy, parties, ties)
        yield from tie_offices(policy, roles)
        if not parties.city:
            yield from tie_givers(policy, parties)


def first_of(index: MentionIndex, code: str) -> Mention | None:
    """Return the surest mention of a government, the first of equals."""
    found = [actor for actor in index.of_kind("actor") if actor.key == f"government:{code}"]
    return max(found, key=lambda actor: actor.confidence, default=None)


def find_owner(index: MentionIndex, parties: Parties) -> Mention | None:
    """Return the government whose policy it is: the city's, the country's, or a town's named more often.

    "Climate Plan of Rivertown" is the town's, although its country is known.
    """
    if parties.city:
        named = [actor for actor in index.of_kind("actor") if actor.name == parties.city]
        return max(named, key=lambda actor: actor.confidence, default=None)
    national = first_of(index, parties.owner)
    local = [
        actor
        for actor in index.of_kind("actor")
        if get_type(actor) == "local_government" and not actor.key.startswith("group:")
    ]
    counts = Counter(actor.key for actor in local)
    key = min(counts, key=lambda name: (-counts[name], name), default="")
    often = sum(actor.key == f"government:{parties.owner}" for actor in index.of_kind("actor"))
    if counts[key] <= often:
        return national
    return max((actor for actor in local if actor.key == key), key=lambda actor: actor.confidence)


def tie_donor(document: Document, policy: Policy, parties: Parties) -> Iterator[RelationMention]:
    """Yield that the donor assists the recipient, and supports and funds the areas of its strategy."""
    donor, recipient = first_of(policy.index, parties.donor), first_of(policy.index, parties.recipient)
    if donor is None:
        return
    if recipient is not None:
        shown = show_title(document) or donor.evidence
        yield tie(donor, "assists", recipient, "roles/donor-of-document", DONOR, evidence=shown)
    yield from tie_channels(policy, donor)
    money = find_spending(policy.index, donor.key)
    for area in policy.areas:
        yield tie(
            donor, "supports", area, "roles/donor-of-document", ROLE, basis="inferred", evidence=area.evidence
        )
        if money is not None and area in policy.main:
            yield tie(donor, "funds", area, "roles/donor-spends", ROLE, basis="inferred", evidence=money)


def tie_channels(policy: Policy, donor: Mention) -> Iterator[RelationMention]:
    """Yield that those through whom all the aid goes carry out the areas of a donor's strategy.

    "Our support is delivered through UNICEF and local charities." A sentence that says so of one area or
    measure is about that alone.
    """
    index = policy.index
    for actor in index.of_kind("actor"):
        before = index.document.text[actor.evidence.span.start : actor.evidence.focus.start]
        cue = read_cue("channel").search(before)
        if cue is None or actor.key == donor.key or index.within(actor.evidence.span, "area", "measure"):
            continue
        if cue.end() == len(before) or continues_channels(cue.end(), actor, index):
            for area in policy.main:
                yield tie(actor, "implements", area, "roles/channel-of-aid", ARRANGED, basis="inferred")


def continues_channels(offset: int, actor: Mention, index: MentionIndex) -> bool:
    """Tell whether nothing but adjectives and other actors stands between a cue and an actor."""
    start = actor.evidence.span.start + offset
    others = [item.evidence.focus for item in index.within(Span(start, actor.evidence.focus.start), "actor")]
    between = index.document.text[max([start, *(item.end for item in others)]) : actor.evidence.focus.start]
    return len(between.split()) <= CHANNEL_WORDS and not re.search(r"[.;:]", between)


def show_title(document: Document) -> Evidence | None:
    """Return the document's title as evidence, if it has one."""
    title = next((block for block in document.blocks if block.kind == "title"), None)
    return build_evidence(document, title, title.span) if title is not None else None


def find_spending(index: MentionIndex, donor: str) -> Evidence | None:
    """Return the sentence in which the donor says how much it will spend, if there is one."""
    for actor in index.of_kind("actor"):
        sentence = actor.evidence.quote
        if (
            actor.key == donor
            and read_cue("money").search(sentence)
            and read_cue("spending").search(sentence)
        ):
            return actor.evidence
    return None


def tie_owner(policy: Policy, parties: Parties) -> Iterator[RelationMention]:
    """Yield that the owner implements the main areas, and funds those for which its own means pay."""
    owner = find_owner(policy.index, parties)
    if owner is None:
        return
    for area in policy.main:
        yield tie(
            owner,
            "implements",
            area,
            "roles/owner-of-document",
            ROLE,
            basis="inferred",
            evidence=area.evidence,
        )
    for actor in policy.index.of_kind("actor"):
        sentence = actor.evidence.quote
        if actor.key == owner.key and pays_itself(sentence):
            for area in policy.areas_of(actor):
                yield tie(actor, "funds", area, "roles/own-means", ARRANGED, basis="inferred")


def tie_unsaid(
    policy: Policy, parties: Parties, ties: Sequence[RelationMention]
) -> Iterator[RelationMention]:
    """Yield that the owner does what stands under no area and what the text leaves without a doer.

    "The plan will be reviewed every five years."
    """
    owner = find_owner(policy.index, parties)
    placed = {item.source for item in ties if item.relation in ("part_of", "contributes_to")}
    for measure in policy.index.of_kind("measure") if owner is not None else []:
        unsaid = measure.rule == "statements/passive" and measure.id not in placed
        if owner is not None and unsaid and not policy.index.within(measure.evidence.span, "actor"):
            yield tie(
                owner,
                "implements",
                measure,
                "roles/owner-unsaid",
                ARRANGED,
                basis="inferred",
                evidence=measure.evidence,
            )


def pays_itself(sentence: str) -> bool:
    """Tell whether a sentence says that a country pays from its own means."""
    if read_cue("own_means").search(sentence) and read_cue("finance").search(sentence):
        return True
    return bool(read_cue("money").search(sentence) and read_cue("spending").search(sentence))


def tie_offices(policy: Policy, roles: Sequence[RelationMention]) -> Iterator[RelationMention]:
    """Yield that offices said to be responsible for the policy implement its main areas.

    "The Ministry of Environment coordinates …", "other line ministries … will be involved". An office that
    does a single measure in the same sentence is tied to that alone.
    """
    busy = {item.source for item in roles if item.relation == "implements"}
    for actor in policy.index.of_kind("actor"):
        if get_type(actor) in OFFICES and actor.id not in busy and is_responsible(actor, policy.index):
            for area in policy.areas_of(actor):
                yield tie(actor, "implements", area, "roles/responsible-office", ARRANGED, basis="inferred")


def is_responsible(actor: Mention, index: MentionIndex) -> bool:
    """Tell whether words of responsibility stand in an office's sentence, with no other actor between."""
    text, place, sentence = index.document.text, actor.evidence.focus, actor.evidence.quote
    if _METHOD.search(sentence) or read_cue("making").search(sentence):
        return False
    for cue in read_cue("responsible").finditer(text, actor.evidence.span.start, actor.evidence.span.end):
        low, high = (place.end, cue.start()) if place.end <= cue.start() else (cue.end(), place.start)
        if low > high:
            continue
        between = [other.evidence.focus for other in index.within(Span(low, high), "actor")]
        ends = [low, *(other.end for other in between)]
        starts = [*(other.start for other in between), high]
        gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
        if not between or all(continues_list(gap) for gap in (gaps[:-1] if low == place.end else gaps[1:])):
            return True
    return False


def tie_givers(policy: Policy, parties: Parties) -> Iterator[RelationMention]:
    """Yield that those from whom a country expects help assist it, and support or fund its areas."""
    owner = find_owner(policy.index, parties)
    for actor in policy.index.of_kind("actor"):
        sentence = actor.evidence.quote
        if owner is None or _METHOD.search(sentence):
            continue
        pays = bool(read_cue("finance").search(sentence))
        if is_giver(actor) and (pays or read_cue("help").search(sentence)):
            yield tie(actor, "assists", owner, "roles/giver", GIVER, basis="inferred")
        elif not takes_part(actor, policy.index) and not (pays and is_fund(actor)):
            continue
        role = "funds" if pays and _PAYING.search(actor.name.lower()) else "supports"
        for area in policy.areas_of(actor):
            yield tie(actor, role, area, "roles/giver", ARRANGED, basis="inferred")


def is_giver(actor: Mention) -> bool:
    """Tell whether an actor is one of those who help countries: donors, funds, developed countries."""
    kind, name = get_type(actor), actor.name.lower()
    if kind == "government":
        return actor.key.startswith("group:") and name.startswith(("developed", "donor", "industriali"))
    return kind == "multilateral" and (actor.key.startswith("group:") or _GIVING.search(name) is not None)


def is_fund(actor: Mention) -> bool:
    """Tell whether an actor is a country's own fund or bank."""
    return get_type(actor) == "public_agency" and actor.name.endswith(("Fund", "Facility", "Bank"))


def takes_part(actor: Mention, index: MentionIndex) -> bool:
    """Tell whether a group is said to take part in the policy: "the engagement of the private sector"."""
    sorts = ("private_sector", "ngo", "population_group", "academic")
    if get_type(actor) not in sorts or actor.name.lower().startswith("developing"):
        return False
    text = index.document.text[actor.evidence.span.start : actor.evidence.focus.start]
    last = list(read_cue("taking_part").finditer(text))
    return bool(last) and (
        text[last[-1].end() :].strip() == "" or continues_groups(last[-1].end(), actor, index)
    )


def continues_groups(offset: int, actor: Mention, index: MentionIndex) -> bool:
    """Tell whether only other groups stand between a cue and an actor: "participation of women and …"."""
    start = actor.evidence.span.start + offset
    text, place = index.document.text, actor.evidence.focus
    between = [other.evidence.focus for other in index.within(Span(start, place.start), "actor")]
    ends = [start, *(other.end for other in between)]
    starts = [*(other.start for other in between), place.start]
    return all(continues_list(text[end:begin]) for end, begin in zip(ends, starts, strict=True))
