"""Problem lists: what a sentence names as the problems that it announces, or that somebody faces."""

from collections.abc import Iterator

from spacy.tokens import Token

from transform.mentions.problems import BASE, Found, announces, classify, cover, read_cues

_EXAMPLES = ("as", "like", "including")


def find_listed(token: Token) -> Iterator[Found]:
    """Yield each thing that is named as a problem, whatever its words.

    "The main constraints are [short leases], [costly seed] and …", "challenges such as [rising tides]"
    """
    if token.lemma_.lower() not in read_cues().announcing or token.pos_ != "NOUN":
        return
    heads: list[Token] = []
    if announces(token) and token.dep_ == "nsubj":
        heads = [child for child in token.head.rights if child.dep_ in ("attr", "dobj")]
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _EXAMPLES:
            heads += [item for item in child.rights if item.dep_ == "pobj"]
        elif child.dep_ == "appos":
            heads.append(child)
    for head in heads:
        yield from (
            Found(cover(item), item.lemma_.lower(), "issues/listed", BASE + 0.15)
            for item in (head, *head.conjuncts)
            if item.pos_ in ("NOUN", "PROPN") and not classify(item) and item.i > token.i
        )


def find_faced(token: Token) -> Iterator[Found]:
    """Yield what somebody faces or suffers from: "faces [unfair competition]", "hit by [low prices]"."""
    cues = read_cues()
    if token.lemma_.lower() not in cues.facing or token.pos_ not in ("VERB", "ADJ"):
        return
    heads = [child for child in token.rights if child.dep_ == "dobj"] if token.lemma_ == "face" else []
    for child in token.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by", "to"):
            heads += [item for item in child.rights if item.dep_ == "pobj"]
    for head in heads:
        for item in (head, *head.conjuncts):
            known = classify(item) or item.lemma_.lower() in cues.announcing | cues.plain
            if item.pos_ == "NOUN" and not known:
                yield Found(cover(item), item.lemma_.lower(), "issues/faced", BASE + 0.05)
