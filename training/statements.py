"""The statement model: which phrases are a goal, an area, a measure, a target, or none of these.

Each statement of a labelled document is labelled with the kind of the gold node whose words it shares most.
"""

from collections.abc import Sequence
from typing import NamedTuple

from training.labelled import Example, Node, is_read, rate
from training.regression import fit_linear
from transform.features import list_features
from transform.models.linear import LinearModel
from transform.setting import build_settings
from transform.statement import Statement
from transform.wording import list_stems

MATCH = 0.5  # share of words (F1) from which a statement is a gold node's
AMBIGUOUS = 0.4  # a statement that shares this much with a gold node says little as a counter-example
SECOND = 0.3  # weight in training of such a statement, and of one that says what a better one says
UNREAD = 0.08  # weight of a statement on a page that was not read for all kinds: it may say one or none
NONE = "none"
FEWEST_USES = 3  # a feature seen in fewer statements is noise
STRENGTH = 0.05  # inverse of the regularisation, chosen on the folds


class Labelled(NamedTuple):
    """The statements of one document: their features, labels and weights."""

    features: list[list[str]]
    labels: list[str]
    weights: list[float]


def label_example(example: Example) -> Labelled:
    """Return the statements of a document with features and labels."""
    settings = build_settings(example.document, example.statements)
    features = [list_features(statement, settings(statement)) for statement in example.statements]
    words = [list_stems(statement.phrase.text) for statement in example.statements]
    labels, weights = label_statements(example.nodes, words)
    pages = [find_page(statement) for statement in example.statements]
    weighed = [
        weight if label != NONE or is_read(example.labels, page) else weight * UNREAD
        for page, label, weight in zip(pages, labels, weights, strict=True)
    ]
    return Labelled(features, labels, weighed)


def find_page(statement: Statement) -> int:
    """Return the page on which a statement's block begins."""
    lines = statement.passage.block.lines
    return lines[0].page if lines else 1


def label_statements(nodes: Sequence[Node], words: Sequence[frozenset[str]]) -> tuple[list[str], list[float]]:
    """Return label and weight of each statement: the kind of the gold node whose wording it shares most.

    Several statements may say one gold node; the best of them counts fully, the others less.
    """
    best: list[tuple[float, int]] = []
    for own in words:
        shares = [rate(node, own) for node in nodes]
        top = max(range(len(shares)), key=lambda index: shares[index], default=-1)
        best.append((shares[top], top) if top >= 0 else (0.0, -1))
    tops: dict[int, float] = {}
    for share, node in best:
        tops[node] = max(tops.get(node, 0.0), share)
    labels = [nodes[node].kind if share >= MATCH else NONE for share, node in best]
    weights = [weigh(share, tops[node]) for share, node in best]
    return labels, weights


def weigh(share: float, top: float) -> float:
    """Return how much a statement counts that shares so much with its gold node; the best shares `top`."""
    if share >= MATCH:
        return 1.0 if share >= top else SECOND
    return SECOND if share >= AMBIGUOUS else 1.0


def fit_statements(documents: Sequence[Labelled]) -> LinearModel:
    """Return the model trained on these documents."""
    return fit_linear(
        [row for document in documents for row in document.features],
        [label for document in documents for label in document.labels],
        [weight for document in documents for weight in document.weights],
        strength=STRENGTH,
        fewest_uses=FEWEST_USES,
    )
