"""Domains: what real documents and those written for training have in common, and what they have not.

What a written document shows counts twice, as a feature and as a feature of written text. The regression lays
on the second what holds of written text alone; it is dropped from the model, so that written documents teach
what they share with real ones (H. Daumé III, Frustratingly Easy Domain Adaptation, ACL 2007, with one side).
"""

from collections.abc import Sequence

WRITTEN = "written:"


def mark_written(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return the features of examples from written documents, each also as one of written text."""
    return [(*row, WRITTEN, *(f"{WRITTEN}{name}" for name in row)) for row in rows]


def is_written(feature: str) -> bool:
    """Tell whether a feature holds of written text alone."""
    return feature.startswith(WRITTEN)
