"""Actors of EU climate laws: the product's finder, a small tagger on top of it, and a blank spaCy NER.

    python -m training.actors polianna_actors.jsonl

prints span precision, recall and F1, typed and untyped, over laws that nothing was fitted on. The corpus
(POLIANNA, CC BY 4.0) marks AUTHORITY, ADDRESSEE and SECTOR; `actors.md` says how our types are put into
these. scikit-learn and the training of spaCy are needed here only.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import spacy
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from extract.records import Block, Span
from pipeline.settings import read_model_name
from transform.language import Passage, list_sentences, load_language
from transform.mentions.actors import find_named
from transform.mentions.organisations import Known
from transform.roles_of_document import Parties

EVERY = 3  # of the laws by number, one in three is held out
EPOCHS = 12  # of the blank NER; more did not help on the fitting laws
BATCH = 32  # paragraphs
SEED = 0
# Our types as the corpus's labels: whom a law empowers, whom it binds, the private actors of a sector.
LABELS = {
    "government": "ADDRESSEE",
    "local_government": "AUTHORITY",
    "multilateral": "AUTHORITY",
    "public_agency": "AUTHORITY",
}
OTHER = "SECTOR"

Spans = set[tuple[int, int, str]]


class Paragraph(NamedTuple):
    """A line of an article, with the actors that are marked in it, none overlapping another."""

    law: str
    text: str
    spans: frozenset[tuple[int, int, str]]


def read_paragraphs(path: Path) -> list[Paragraph]:
    """Return the lines of all articles; of overlapping marks the longest one counts."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        marks = sorted(
            ((mark["start"], mark["end"], mark["label"]) for mark in article["spans"]),
            key=lambda mark: (mark[0] - mark[1], mark),
        )
        start = 0
        for text in article["text"].split("\n"):
            end = start + len(text)
            inside = [
                (low - start, high - start, label)
                for low, high, label in marks
                if start <= low and high <= end
            ]
            if text.strip():
                found.append(
                    Paragraph(article["law"], text.replace("\xa0", " "), frozenset(drop_overlaps(inside)))
                )
            start = end + 1
    return found


def drop_overlaps(marks: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the marks that overlap none before them."""
    taken: list[tuple[int, int]] = []
    for low, high, label in marks:
        if not any(low < other[1] and other[0] < high for other in taken):
            taken.append((low, high))
            yield low, high, label


def split(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return paragraphs to fit on and to measure with; no law is in both."""
    laws = sorted({one.law for one in paragraphs})
    held = {law for index, law in enumerate(laws) if index % EVERY == EVERY - 1}
    return [one for one in paragraphs if one.law not in held], [one for one in paragraphs if one.law in held]


def find_ours(doc: Doc) -> Spans:
    """Return the actors that the product's finder sees in a parsed paragraph, with the corpus's labels."""
    block = Block("b", "paragraph", Span(0, len(doc.text)), (), ())
    passage = Passage(block, Span(0, len(doc.text)), doc, doc.text, list_sentences(doc))
    found = find_named(passage, "", Parties(), Known({}, doc.text))
    return {(item.start, item.end, LABELS.get(item.actor_type, OTHER)) for item in found}


def train_blank(paragraphs: Sequence[Paragraph]) -> Callable[[str], Spans]:
    """Return the finder that a blank spaCy NER is, fitted on paragraphs."""
    fix_random_seed(SEED)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    examples = [build_example(nlp, paragraph) for paragraph in paragraphs]
    nlp.initialize(lambda: examples)
    order = random.Random(SEED)  # noqa: S311 - shuffling for training, not for secrets
    for _ in range(EPOCHS):
        order.shuffle(examples)
        for batch in minibatch(examples, BATCH):
            nlp.update(batch, drop=0.2)
    return lambda text: {(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents}


def build_example(nlp: Language, paragraph: Paragraph) -> Example:
    """Return a paragraph as spaCy trains on it; marks that cut words are widened to them."""
    doc = nlp.make_doc(paragraph.text)
    spans = [
        doc.char_span(low, high, label=label, alignment_mode="expand")
        for low, high, label in sorted(paragraph.spans)
    ]
    marks = [(span.start_char, span.end_char, span.label_) for span in spacy.util.filter_spans(spans)]
    return Example.from_dict(doc, {"entities": marks})


class Tagger:
    """A logistic regression of each token's tag over the words around it and what our finder says of it."""

    def __init__(self, docs: Sequence[Doc], marks: Sequence[Spans]) -> None:
        """Fit the tagger on parsed paragraphs and their marks."""
        rows = [row for doc in docs for row in list_features(doc)]
        tags = [tag for doc, spans in zip(docs, marks, strict=True) for tag in write_tags(doc, spans)]
        self.vectorizer = DictVectorizer()
        matrix = narrow(self.vectorizer.fit_transform(rows))
        self.regression = LogisticRegression(C=3.0, max_iter=300).fit(matrix, tags)

    def find(self, doc: Doc) -> Spans:
        """Return the actors of a parsed paragraph."""
        tags = self.regression.predict(narrow(self.vectorizer.transform(list_features(doc))))
        return set(read_tags(doc, list(tags)))


def narrow(matrix: csr_matrix) -> csr_matrix:
    """Return a sparse matrix with the narrow indices that the regression asks for."""
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    return matrix


def list_features(doc: Doc) -> list[dict[str, float]]:
    """Return the features of each token: words, endings and capitals around it, and our finder's tags."""
    ours = write_tags(doc, find_ours(doc))
    rows = []
    for token in doc:
        row = {f"ours={ours[token.i]}": 1.0, f"dep={token.dep_}": 1.0, f"pos={token.tag_}": 1.0}
        for step in (-2, -1, 0, 1, 2):
            if 0 <= token.i + step < len(doc):
                row |= describe(doc[token.i + step], step)
                row[f"{step}:ours={ours[token.i + step][2:]}"] = 1.0
        rows.append(row)
    return rows


def describe(token: Token, step: int) -> dict[str, float]:
    """Return the features of a token some steps away."""
    return {f"{step}:{token.lower_}": 1.0, f"{step}:-{token.lower_[-3:]}": 1.0, f"{step}:{token.shape_}": 1.0}


def write_tags(doc: Doc, spans: Spans) -> list[str]:
    """Return for each token "O", or "B-" or "I-" with the label of the actor that it opens or continues."""
    tags = ["O"] * len(doc)
    for low, high, label in sorted(spans):
        span = doc.char_span(low, high, alignment_mode="expand")
        for token in span or ():
            tags[token.i] = ("B-" if token.i == span.start else "I-") + label
    return tags


def read_tags(doc: Doc, tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the actors that tags spell."""
    start = None
    for index in range(len(doc) + 1):
        tag = tags[index] if index < len(doc) else "O"
        if start is not None and not (tag[0] == "I" and tag[2:] == tags[start][2:]):
            yield doc[start].idx, doc[index - 1].idx + len(doc[index - 1]), tags[start][2:]
            start = None
        if tag[0] == "B" or (tag[0] == "I" and start is None):
            start = index


def measure(name: str, wanted: Sequence[Spans], found: Sequence[Spans]) -> str:
    """Return a line with precision, recall and F1 of whole spans, typed and untyped."""
    parts = []
    for typed in (True, False):
        goal = [{mark if typed else mark[:2] for mark in marks} for marks in wanted]
        got = [{mark if typed else mark[:2] for mark in marks} for marks in found]
        right = sum(len(one & other) for one, other in zip(goal, got, strict=True))
        precision = right / max(sum(map(len, got)), 1)
        recall = right / max(sum(map(len, goal)), 1)
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        parts.append(f"{'typed' if typed else 'untyped'} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    return f"{name:36} {'   '.join(parts)}"


def main(arguments: Sequence[str]) -> int:
    """Print the held-out figures."""
    parser = argparse.ArgumentParser(description="measure actors on EU climate laws")
    parser.add_argument("articles", type=Path)
    fitted, held = split(read_paragraphs(parser.parse_args(arguments).articles))
    nlp = load_language(read_model_name())
    fitted_docs = list(nlp.pipe(one.text for one in fitted))
    held_docs = list(nlp.pipe(one.text for one in held))
    wanted: list[Spans] = [set(one.spans) for one in held]
    say(f"{len({one.law for one in held})} laws held out, {sum(map(len, wanted))} actors marked in them")
    say(measure("our finder, nothing fitted", wanted, [find_ours(doc) for doc in held_docs]))
    tagger = Tagger(fitted_docs, [set(one.spans) for one in fitted])
    say(measure("our finder and a tagger on top of it", wanted, [tagger.find(doc) for doc in held_docs]))
    find = train_blank(fitted)
    say(measure("blank spaCy NER (baseline)", wanted, [find(one.text) for one in held]))
    return 0


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
