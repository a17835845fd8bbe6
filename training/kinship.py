"""The kinship model: which goals, areas, measures and targets belong to which.

It learns from the gold nodes where the text says them, and from what the statement model finds in documents
that it did not see, so that it knows the company in which it will meet them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.records import Block, Span
from tests.eval.scoring import match
from training.labelled import KINDS, Example, rate
from training.regression import fit_linear
from transform.judging import Finding
from transform.mentions.policy import build_mention, find_policy
from transform.mentions.targets import find_targets
from transform.models.linear import LinearModel
from transform.records import Entity, Mention
from transform.relations.kinship import Kinship
from transform.resolve import build_entity
from transform.wording import list_stems

MATCH, SURE = 0.5, 0.8  # share of words from which a phrase is the best mention of a gold node; a further one
FEWEST_USES = 1
STRENGTH = 0.05  # inverse of the regularisation, chosen on the folds
APART, BELONGS = "apart", "belongs"


class Pairs(NamedTuple):
    """Pairs of things of one document: what speaks for a tie, and whether the gold graph has it."""

    features: list[Sequence[str]]
    labels: list[str]


def list_gold_pairs(example: Example) -> Pairs:
    """Return the pairs of gold nodes, each where the text says it best; areas and goals wherever it does."""
    mentions = []
    phrases = list(list_phrases(example))
    for node in example.nodes:
        shares = [rate(node, words) for *_, words in phrases]
        best = max(shares, default=0.0)
        for share, (block, sentence, phrase, _) in zip(shares, phrases, strict=True):
            again = share >= SURE and node.kind in ("area", "goal")
            if best >= MATCH and (share >= best or again):
                level = node.level if node.kind == "goal" else ""
                finding = Finding(block, node.kind, sentence, phrase, "gold", 1.0, level)
                mentions.append(build_mention(example.document, finding, node.id))
    names = {(kind, key): key for kind, key in {(one.kind, one.key) for one in mentions}}
    return label_pairs(example, mentions, names)


def list_phrases(example: Example) -> Iterator[tuple[Block, Span, Span, frozenset[str]]]:
    """Yield the phrases that may say a gold node: block, sentence, phrase, words."""
    for statement in example.statements:
        place = statement.passage.locate
        words = list_stems(statement.phrase.text)
        yield statement.passage.block, place(statement.sentence), place(statement.phrase), words
    blocks = example.document.blocks
    for target in find_targets(example.document, example.passages):
        evidence = target.evidence
        home = next(one for one in blocks if one.span.start <= evidence.focus.start < max(one.span.end, 1))
        yield home, evidence.span, evidence.focus, list_stems(target.name)


def list_found_pairs(example: Example, model: LinearModel) -> Pairs:
    """Return the pairs of what a statement model finds in a document, as far as they are gold nodes."""
    mentions = find_policy(example.document, example.passages, model=model)
    grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        grouped[mention.kind, mention.key].append(mention)
    names: dict[tuple[str, str], str] = {}
    for kind in KINDS:
        entities: dict[str, tuple[str, str]] = {}
        found: list[Entity] = []
        for (own, key), group in grouped.items():
            if own == kind:
                found.append(build_entity(key, group))
                entities[key] = (own, key)
        wanted = [node for node in example.labels.nodes if node.kind == kind]
        names |= {entities[item]: label for item, label in match(kind, wanted, found).items()}
    return label_pairs(example, mentions, names)


def label_pairs(example: Example, mentions: Sequence[Mention], names: Mapping[tuple[str, str], str]) -> Pairs:
    """Return the pairs of things that are both gold nodes, by the ids that the names give them."""
    features, labels = [], []
    for child, parent, found in Kinship(example.document, mentions).list_pairs():
        ends = names.get((child.kind, child.key)), names.get((parent.kind, parent.key))
        if None not in ends:
            features.append(found)
            labels.append(BELONGS if ends in example.ties else APART)
    return Pairs(features, labels)


def fit_kinship(documents: Sequence[Pairs]) -> LinearModel:
    """Return the model trained on these documents; long ones count less for each pair."""
    sizes = [len(document.labels) for document in documents]
    raw = [1.0 / math.sqrt(size) for size in sizes for _ in range(size)]
    scale = len(raw) / sum(raw)
    labels = [label for document in documents for label in document.labels]
    if len(Counter(labels)) < len((APART, BELONGS)):
        message = "the gold graphs have no ties to learn from; check the edges of the gold files"
        raise ValueError(message)
    return fit_linear(
        [row for document in documents for row in document.features],
        labels,
        [weight * scale for weight in raw],
        strength=STRENGTH,
        fewest_uses=FEWEST_USES,
    )
