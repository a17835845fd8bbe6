"""Messages: what a person should know, one line for each document and problem, its pages named together."""

from collections.abc import Iterable, Sequence

from extract.records import Problem

MOST_RUNS = 8  # runs of pages that a line names; issues.jsonl names them all


def describe_problems(problems: Iterable[tuple[str, Problem]]) -> list[str]:
    """Return one line for each document and problem, in the order in which they come first.

    Args:
        problems: Each with the name of its document.
    """
    groups: dict[tuple[str, str, str, str], list[Problem]] = {}
    for name, problem in problems:
        key = (name, problem.severity, problem.message, problem.remedy)
        groups.setdefault(key, []).append(problem)
    return [describe_problem(key[0], group) for key, group in groups.items()]


def describe_problem(name: str, group: Sequence[Problem]) -> str:
    """Return problems that differ in their page alone as one line: file, pages, what was seen, what to do."""
    problem = group[0]
    numbers = {item.page for item in group if item.page}
    where = f", {name_pages(numbers)}" if numbers else ""
    message = state_problem(problem) if len(group) == 1 else problem.message
    shown = "".join(char if char.isprintable() else "?" for char in name)
    remedy = f". {problem.remedy}." if problem.remedy else "."
    return f"{problem.severity}: {shown}{where}: {message}{remedy}"


def state_problem(problem: Problem) -> str:
    """Return what was seen, with what is particular to its page."""
    return f"{problem.message} ({problem.detail})" if problem.detail else problem.message


def name_pages(numbers: Iterable[int]) -> str:
    """Return page numbers in words, runs of them as ranges.

    >>> name_pages([1, 2, 3, 7, 9])
    'pages 1-3, 7 and 9'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:MOST_RUNS]]
    if len(runs) > MOST_RUNS:
        named.append(f"{sum(map(len, runs[MOST_RUNS:]))} more")
    label = "page" if sum(map(len, runs)) == 1 else "pages"
    return f"{label} {', '.join(named[:-1])} and {named[-1]}" if named[1:] else f"{label} {named[0]}"
