"""A block that announces a part of the policy and names nothing."""

from spacy.language import Language

from tests.transform.conftest import Read
from transform.annotate import annotate


def test_a_label_with_nothing_after_it_does_not_stop_the_document(read: Read, nlp: Language):
    assert annotate(read("# Rivers\n\n- Policy : )\n"), nlp).mentions
