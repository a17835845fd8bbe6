"""Train the models that find what a policy says, or print how well they do on unseen documents.

usage: python -m training.policy GOLD_DIR[,…] PDF_DIR[,…] [--hold-out NAME …] [--apart WORD …]
       [--graphs DIR] [--write]

Papers written for training (`training/written/`) are learnt from always and never scored.

Without `--write` each document is read whole, nodes and edges, by models that were trained on the other
folds, and the score is that of `make eval`; `--graphs` keeps the graphs as GraphML. The folds are six of
documents; with `--apart` one for each word, of the documents whose names contain it, and one of the rest: how
well the models do on a genre that they do not know. With `--write` the models are trained on all documents
and written to `transform/models/`. scikit-learn is needed here only.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from spacy.language import Language

from load.graph import build_graph
from load.graphml import write_graphml
from pipeline.settings import read_model_name
from tests.eval.scoring import Count, Score, score
from training.domains import mark_written
from training.kinship import Pairs, fit_kinship, list_found_pairs, list_gold_pairs
from training.labelled import Example, list_labelled, read_example
from training.marked import list_marked, read_marked
from training.statements import Labelled, fit_statements, label_example
from transform.annotate import annotate
from transform.language import load_language
from transform.models.linear import MODELS, Models
from transform.resolve import resolve

FOLDS = 6
INNER_FOLDS = 3  # in which the kinship model meets what the statement model finds in unseen documents


class Lesson:
    """A labelled document with what the models learn from it, made once."""

    def __init__(self, example: Example, folder: str = "") -> None:
        """Label its statements and its pairs of gold nodes; `folder` is where its labels lie."""
        self.example = example
        self.folder = folder
        statements, pairs = label_example(example), list_gold_pairs(example)
        if example.marked:
            statements = statements._replace(features=mark_written(statements.features))
        self.statements: Labelled = statements
        self.pairs: Pairs = mark_pairs(example, pairs)


def mark_pairs(example: Example, pairs: Pairs) -> Pairs:
    """Return pairs of a document, marked as written if it is."""
    return pairs._replace(features=mark_written(pairs.features)) if example.marked else pairs


def read_written(nlp: Language) -> list[Lesson]:
    """Return the papers that were written for training."""
    return [Lesson(read_marked(path, nlp)) for path in list_marked()]


def train(lessons: Sequence[Lesson]) -> Models:
    """Return the models trained on these documents."""
    pairs = [lesson.pairs for lesson in lessons]
    for fold in split_evenly(lessons, INNER_FOLDS):
        model = fit_statements([lesson.statements for lesson in lessons if lesson not in fold])
        pairs += [mark_pairs(lesson.example, list_found_pairs(lesson.example, model)) for lesson in fold]
    return Models(
        statements=fit_statements([lesson.statements for lesson in lessons]),
        kinship=fit_kinship([one for one in pairs if one.labels]),
    )


def split_evenly(lessons: Sequence[Lesson], amount: int) -> list[list[Lesson]]:
    """Return the documents in so many folds, by turns in the order of their names."""
    ordered = sorted(lessons, key=lambda lesson: lesson.example.name)
    return [fold for index in range(amount) if (fold := ordered[index::amount])]


def split_by_words(lessons: Sequence[Lesson], words: Sequence[str]) -> list[list[Lesson]]:
    """Return a fold for each word, of the documents whose names contain it, and one of the rest."""
    folds: dict[str, list[Lesson]] = {word: [] for word in (*words, "")}
    for lesson in lessons:
        folds[next((word for word in words if word in lesson.example.name), "")].append(lesson)
    return [fold for fold in folds.values() if fold]


def train_without(
    lessons: Sequence[Lesson], folds: Sequence[Sequence[Lesson]], written: Sequence[Lesson]
) -> Iterator[tuple[Sequence[Lesson], Models]]:
    """Yield each fold with models that were trained on the other ones and on written papers."""
    for fold in folds:
        yield fold, train([*(lesson for lesson in lessons if lesson not in fold), *written])


def score_folds(folds: Iterable[tuple[Sequence[Lesson], Models]], nlp: Language, graphs: Path | None) -> None:
    """Print the scores of each document, of each folder of labels and of all, read by its fold's models."""
    whole = Score({}, {}, {})
    parts: dict[str, Score] = defaultdict(lambda: Score({}, {}, {}))
    for fold, models in folds:
        for lesson in fold:
            found = resolve([annotate(lesson.example.document, nlp, models=models)])
            own = score(lesson.example.labels, found)
            if graphs is not None:
                write_graphml(build_graph(found), graphs / f"{lesson.example.name}.graphml")
            whole.add(own)
            parts[lesson.folder].add(own)
            name, nodes, edges = lesson.example.name, own.all_nodes, own.all_edges
            sys.stdout.write(f"{name:32} nodes F1 {nodes.f1:.3f}  edges F1 {edges.f1:.3f}\n")
    for title, part in {
        **(dict(sorted(parts.items())) if len(parts) > 1 else {}),
        "all folders": whole,
    }.items():
        sys.stdout.write(f"\n{title}\n")
        print_counts("nodes", {**part.nodes, "all": part.all_nodes})
        print_counts("edges", {**part.edges, "all": part.all_edges})


def print_counts(title: str, counts: Mapping[str, Count]) -> None:
    """Print precision, recall and F1 by name."""
    sys.stdout.write(f"\n{title:16} {'P':>6} {'R':>6} {'F1':>6}\n")
    for name, count in counts.items():
        sys.stdout.write(f"  {name:14} {count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f}\n")


def write_models(models: Models) -> None:
    """Write the models to the folder from which they ship."""
    for name, model in (("statements", models.statements), ("kinship", models.kinship)):
        text = msgspec.json.format(msgspec.json.encode(model), indent=0)
        (MODELS / f"{name}.json").write_bytes(text + b"\n")


def main(arguments: Sequence[str]) -> int:
    """Read the labelled documents; train and write, or train on folds and score."""
    parser = argparse.ArgumentParser(description="train the models of what a policy says, or score them")
    parser.add_argument("gold")
    parser.add_argument("pdfs")
    parser.add_argument("--hold-out", nargs="*", default=[])
    parser.add_argument("--apart", nargs="*", default=[])
    parser.add_argument("--graphs", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    nlp = load_language(read_model_name())
    files = list_labelled(options.gold, options.pdfs, options.hold_out)
    lessons = [Lesson(read_example(gold, pdf, nlp), str(gold.parent)) for gold, pdf in files]
    written = read_written(nlp)
    if options.write:
        write_models(train([*lessons, *written]))
    else:
        by_words = split_by_words(lessons, options.apart) if options.apart else []
        folds = train_without(lessons, by_words or split_evenly(lessons, FOLDS), written)
        score_folds(folds, nlp, options.graphs)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
