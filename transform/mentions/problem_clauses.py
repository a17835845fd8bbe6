"""Problem clauses: what is stated of something, as a reason for acting."""

from collections.abc import Iterator

from spacy.tokens import Token

from transform.mentions.problems import BASE, Found, clip, is_eased, read_cues

STATED = ("acomp", "attr", "ccomp", "ROOT")  # what a word is to the verb that states it
OTHER_THAN_FACT = {"shall", "should", "must", "to", "not", "n't", "if", "can", "could", "would"}


def find_predicate(token: Token) -> Iterator[Found]:
    """Yield a problem stated of something: "is highly vulnerable to floods", "how poor the soil is"."""
    if token.dep_ not in STATED:
        return
    cues = read_cues()
    stated = token.lemma_.lower() in cues.predicates or token.lower_ in cues.predicates
    described = token.dep_ == "attr" and any(child.lower_ in cues.predicates for child in token.lefts)
    if not (stated or described):
        return
    verb = token.head
    if depends_on_help(token) or is_eased(token):
        return
    if verb.lemma_.lower() not in ("be", "remain", "become", "stay") or verb.tag_ in ("VB",):
        return
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return
    if is_mild(token, subject):
        return
    strong = token.lemma_.lower() in ("vulnerable", "prone", "dependent", "indebted", "poor") or any(
        child.lower_ in ("poorest", "worst") for child in token.lefts
    )
    named = subject.pos_ in ("PROPN", "PRON")
    start = token.left_edge.i if named else min(subject.left_edge.i, token.left_edge.i)
    end = token.right_edge.i + 1 if subject.i < token.i else max(token.right_edge.i, verb.i) + 1
    yield Found(
        clip(token, start, end),
        token.lemma_.lower(),
        "issues/predicate",
        BASE + (0.25 if strong else 0.05),
    )


def depends_on_help(token: Token) -> bool:
    """Tell whether what is stated only makes action depend on means: "is dependent upon finance"."""
    if token.lemma_.lower() not in ("dependent", "reliant"):
        return False
    means = {
        "support",
        "finance",
        "financing",
        "funding",
        "fund",
        "resource",
        "assistance",
        "progress",
        "result",
    }
    return bool(means & {word.lemma_.lower() for word in token.subtree})


def find_harm(token: Token) -> Iterator[Found]:
    """Yield a clause that says who or what is harmed.

    "Half of the wells have been polluted", "one in ten children die before the age of five", "families lack
    clean water"; no plan, wish or denial.
    """
    cues, lemma = read_cues(), token.lemma_.lower()
    if token.pos_ != "VERB" or token.dep_ not in ("ROOT", "conj", "ccomp", "advcl") or is_planned(token):
        return
    named = [child for child in token.lefts if child.pos_ != "PRON"]
    passive = [child for child in named if child.dep_ == "nsubjpass"]
    active = [child for child in named if child.dep_ == "nsubj"]
    subject = passive if lemma in cues.harmed else active if lemma in cues.harm else []
    if subject:
        start = min(subject[0].left_edge.i, token.i)
        yield Found(clip(token, start, find_clause_end(token)), lemma, "issues/harm", BASE)


def find_scarce(token: Token) -> Iterator[Found]:
    """Yield a clause that says how few have or can do something: "only one in five villages has a clinic"."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ not in ("ROOT", "conj", "ccomp") or is_planned(token):
        return
    subject = next((child for child in token.lefts if child.dep_ == "nsubj"), None)
    if subject is None:
        return
    words = {word.lower_ for word in subject.subtree}
    if words & {"only", "fewer", "barely"} and any(word.like_num for word in subject.subtree):
        phrase = clip(token, subject.left_edge.i, find_clause_end(token))
        yield Found(phrase, token.lemma_.lower(), "issues/scarce", BASE)


def is_planned(verb: Token) -> bool:
    """Tell whether a verb is about what shall or should be, or is denied or over."""
    words = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "neg", "mark")}
    past = any(child.tag_ == "VBD" for child in verb.lefts if child.dep_ == "auxpass")
    return bool(words & OTHER_THAN_FACT) or verb.tag_ == "VBD" or past


def find_clause_end(verb: Token) -> int:
    """Return where what a verb says ends: before a further verb joined to it."""
    end = verb.i + 1
    for child in verb.rights:
        if child.dep_ in ("conj", "cc", "punct", "advcl"):
            break
        end = child.right_edge.i + 1
    return end


def is_mild(token: Token, subject: Token) -> bool:
    """Tell whether what is stated is no problem of its subject: "emissions are low", "schools are high"."""
    cues = read_cues()
    words = {word.lemma_.lower() for word in (subject, *subject.subtree)}
    if token.lower_ in ("low", "limited", "lower"):
        return bool(words & cues.unwanted)
    return token.lower_.startswith("high") and not words & (cues.unwanted | cues.problems)
