"""Five questions that an analyst asks of the graph, with networkx.

usage: python docs/questions.py output/graph.graphml
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

import networkx as nx

CARRYING = ("implements", "supports", "funds")
MOST = 10  # lines that an answer has at most


def ask(graph: nx.MultiDiGraph) -> Iterator[str]:
    """Yield the questions and their answers, line by line."""
    kinds, labels = dict(graph.nodes(data="kind")), dict(graph.nodes(data="label"))
    ties = [(source, data["relation"], target) for source, target, data in graph.edges(data=True)]

    yield "1 Which sectors does no measure serve?"
    served = {
        target for source, relation, target in ties if relation == "in_sector" and kinds[source] == "measure"
    }
    yield from sorted(labels[name] for name in graph if kinds[name] == "sector" and name not in served)[:MOST]

    yield "2 Which actors carry most?"
    carried = defaultdict(set)
    for source, relation, target in ties:
        if relation in CARRYING:
            carried[source].add(target)
    ranked = sorted((-len(things), labels[name]) for name, things in carried.items())
    yield from (f"{-count} {label}" for count, label in ranked[:MOST])

    yield "3 What do two documents share?"
    shared = Counter()
    for name, documents in graph.nodes(data="documents"):
        if kinds[name] != "document":
            shared.update(combinations(sorted(set(documents.split(" | "))), 2))
    yield from sorted(f"{count} {one} / {other}" for (one, other), count in shared.items())[:MOST]

    yield "4 Which committed measures does nobody carry?"
    carriers = {target for _, relation, target in ties if relation in CARRYING}
    committed = [name for name, strength in graph.nodes(data="commitment") if strength == "committed"]
    yield from sorted(
        labels[name] for name in committed if kinds[name] == "measure" and name not in carriers
    )[:MOST]

    yield "5 Which issues does no area or measure address?"
    addressed = {
        target for source, relation, target in ties if relation == "addresses" and kinds[source] != "goal"
    }
    yield from sorted(labels[name] for name in graph if kinds[name] == "issue" and name not in addressed)[
        :MOST
    ]


if __name__ == "__main__":
    for line in ask(nx.read_graphml(sys.argv[1], force_multigraph=True)):
        sys.stdout.buffer.write(f"{line}\n".encode())
