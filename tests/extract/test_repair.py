import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.repair import repair_word
from tests.extract.reading import QUICK


@pytest.mark.parametrize(
    ("printed", "text", "sort"),
    [
        ("ﬁsh", "fish", "ligature"),
        ("oﬃce", "office", "ligature"),
        ("wa\u00adter", "water", "invisible"),
        ("wa\u200bter", "water", "invisible"),
        ("two\u00a0wells", "two wells", "space"),
        ("\uf0b7", "•", "bullet"),
        ("▪", "•", "bullet"),
        ("(cid:127)", "•", "cid"),
        ("wa(cid:3)ter", "water", "cid"),
        ("\ue123", "•", "private_use"),
        ("wa\ue123ter", "water", "private_use"),
        ("wa\x02ter", "water", "control"),
        ("(lNDCs)", "(INDCs)", "misread_letter"),
        ("long\u2011term", "long-term", "hyphen"),
        ("e\u0301te\u0301", "été", "composed"),
    ],
)
def test_garbled_words_are_put_right_and_counted(printed: str, text: str, sort: str):
    counts: Counter[str] = Counter()
    assert repair_word(printed, counts) == text
    assert counts == {sort: 1}


@pytest.mark.parametrize(
    "word", ["water", "lNG", "alNDC", "Größe", "план", "水", "CO2", "(a)", "“well”", "–", "5%"]
)
def test_sound_words_stay_as_they_are(word: str):
    counts: Counter[str] = Counter()
    assert repair_word(word, counts) == word
    assert not counts


@QUICK
@given(st.text(max_size=30))
def test_a_repaired_word_is_normal_and_needs_no_second_repair(word: str):
    once = repair_word(word, Counter())
    assert unicodedata.is_normalized("NFC", once)
    assert repair_word(once, Counter()) == once


@QUICK
@given(st.text(st.characters(categories=["L"], exclude_characters="ﬀﬁﬂﬃﬄﬅﬆ"), max_size=20))
def test_no_letter_is_lost(word: str):
    assert repair_word(word, Counter()) == unicodedata.normalize("NFC", word)
