"""Review: which chapters of a long policy tell what there is already."""

from transform.review import LONG, find_review


def test_only_long_documents_have_chapters_of_review(read):
    document = read("# Plan\n\n## 2 Review of existing programmes\n\nText.")
    assert len(document.pages) < LONG
    assert find_review(document) == frozenset()
