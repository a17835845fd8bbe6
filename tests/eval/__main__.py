"""Print precision, recall and F1 by kind, relation, rule and document, beside the baseline."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from extract.document import read_document
from pipeline.settings import read_model_name
from tests.eval.baseline import find_baseline
from tests.eval.calibration import Finding, judge_facts, list_calibration
from tests.eval.scoring import Count, Labels, Score, score
from transform.annotate import annotate
from transform.language import load_language
from transform.resolve import resolve

OWN = Path(__file__).parent / "gold"
SAMPLE = Path(__file__).parents[2] / "source_docs"
ENDINGS = (".pdf", ".md", ".txt")


def main(arguments: Sequence[str]) -> int:
    """Score the labelled documents of the folders given, or our own, and return the exit code."""
    if len(arguments) % 2:
        say("usage: python -m tests.eval [GOLD_DIR DOCUMENT_DIR]…")
        return 2
    folders = [Path(name) for name in arguments] or [OWN, OWN, OWN, SAMPLE]
    nlp = load_language(read_model_name())
    ours, baseline = Score({}, {}, {}), Score({}, {}, {})
    judged: list[Finding] = []
    for labels_file, source in list_labelled(folders):
        labels = msgspec.json.decode(labels_file.read_bytes(), type=Labels)
        document = read_document(source, source=source.name)
        facts = resolve([annotate(document, nlp)])
        own = score(labels, facts)
        judged += judge_facts(labels, facts)
        baseline.add(score(labels, find_baseline(document, read_model_name())))
        ours.add(own)
        say(f"{source.name:32} nodes F1 {own.all_nodes.f1:.3f}  edges F1 {own.all_edges.f1:.3f}")
    print_table("\nnodes", ours.nodes, baseline.nodes, ours.all_nodes, baseline.all_nodes)
    print_table("\nedges", ours.edges, baseline.edges, ours.all_edges, baseline.all_edges)
    for line in ("", *list_calibration(judged)):
        say(line)
    say(f"\n{'rule':56} {'right':>6} {'found':>6} {'share':>6}")
    for name, count in sorted(ours.rules.items()):
        say(f"{name:56} {count.right:6} {count.found:6} {count.precision:6.2f}")
    return 0


def list_labelled(folders: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield each labels file with its document, of the same name."""
    for gold, documents in zip(folders[::2], folders[1::2], strict=True):
        for labels in sorted(gold.glob("*.json")):
            sources = [documents / f"{labels.stem}{ending}" for ending in ENDINGS]
            found = next((source for source in sources if source.is_file()), None)
            if found is not None:
                yield labels, found


def print_table(
    title: str, ours: dict[str, Count], theirs: dict[str, Count], all_ours: Count, all_theirs: Count
) -> None:
    """Print precision, recall and F1 by name, and the baseline's F1 beside them."""
    say(f"{title:18} {'P':>6} {'R':>6} {'F1':>6} {'baseline F1':>12}")
    for name, count in [*sorted(ours.items()), ("all", all_ours)]:
        other = all_theirs if name == "all" else theirs.get(name, Count())
        say(f"  {name:15} {count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f} {other.f1:12.3f}")


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
