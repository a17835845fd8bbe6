"""Print precision, recall and F1 by kind, relation, document, confidence and rule, beside the baseline.

python -m tests.eval [GOLD_DIR DOCUMENT_DIR]…    our own labelled texts, and ../shared/gold where it is there
python -m tests.eval --rules                     each rule, what it is for and a text that it was made for
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from extract.document import read_document
from pipeline.settings import read_model_name
from tests.eval.baseline import find_baseline
from tests.eval.calibration import Finding, judge_facts, list_calibration
from tests.eval.catalogue import read_rules
from tests.eval.scoring import Count, Labels, Score, score
from transform.annotate import annotate
from transform.language import load_language
from transform.resolve import resolve

OWN = Path(__file__).parent / "gold"
SAMPLE = Path(__file__).parents[2] / "source_docs"
SHARED = Path(__file__).parents[3] / "shared"  # further labelled documents, beside the repository
ENDINGS = (".pdf", ".html", ".md", ".txt")
USAGE = "usage: python -m tests.eval [--rules | GOLD_DIR DOCUMENT_DIR…]"


def main(arguments: Sequence[str]) -> int:
    """Score the labelled documents of the folders given, or all that are known, and return the exit code."""
    if list(arguments) == ["--rules"]:
        print_rules()
        return 0
    if len(arguments) % 2:
        say(USAGE)
        return 2
    folders = [Path(name) for name in arguments] or list_folders()
    ours, baseline = Score({}, {}, {}), Score({}, {}, {})
    say(f"{'document':32} {'node F1':>8} {'edge F1':>8} {'baseline node F1':>17} {'edge F1':>8}")
    judged: list[Finding] = []
    for name, own, other, findings in score_all(folders):
        judged += findings
        ours.add(own)
        baseline.add(other)
        figures = (own.all_nodes.f1, own.all_edges.f1, other.all_nodes.f1, other.all_edges.f1)
        say("{:32} {:8.3f} {:8.3f} {:17.3f} {:8.3f}".format(name, *figures))
    print_table("\nnodes", ours.nodes, baseline.nodes, ours.all_nodes, baseline.all_nodes)
    print_table("\nedges", ours.edges, baseline.edges, ours.all_edges, baseline.all_edges)
    for line in ("", *list_calibration(judged)):
        say(line)
    say(f"\n{'rule':56} {'right':>6} {'fired':>6} {'share':>6}")
    for name, count in sorted(ours.rules.items()):
        say(f"{name:56} {count.right:6} {count.found:6} {count.precision:6.2f}")
    return 0


def list_folders() -> list[Path]:
    """Return pairs of folders, labels and documents: our own, and those beside the repository."""
    shared = [SHARED / "gold", SHARED / "docs"]
    return [OWN, OWN, OWN, SAMPLE, *(shared if all(folder.is_dir() for folder in shared) else ())]


def score_all(folders: Sequence[Path]) -> Iterator[tuple[str, Score, Score, list[Finding]]]:
    """Yield for each labelled document its name, our score, the baseline's, and what was right of ours."""
    model = read_model_name()
    nlp = load_language(model)
    for labels_file, source in list_labelled(folders):
        labels = msgspec.json.decode(labels_file.read_bytes(), type=Labels)
        document = read_document(source, source=source.name)
        facts = resolve([annotate(document, nlp)])
        other = score(labels, find_baseline(document, model))
        yield source.name, score(labels, facts), other, judge_facts(labels, facts)


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
    say(f"{title:18} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'found':>6} {'wanted':>6} {'baseline F1':>12}")
    for name, count in [*sorted(ours.items()), ("all", all_ours)]:
        other = all_theirs if name == "all" else theirs.get(name, Count())
        rates = f"{count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f}"
        say(f"  {name:15} {rates} {count.right:6} {count.found:6} {count.wanted:6} {other.f1:12.3f}")


def print_rules() -> None:
    """Print the catalogue of rules."""
    for name, rule in read_rules().items():
        say(f"{name}\n    {rule.says}")
        for line in rule.text.splitlines():
            say(f"    | {line}" if line else "    |")


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
