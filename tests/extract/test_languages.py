import pytest

from extract.languages import is_nonsense, name_language

SENTENCES = {
    "en": "The council keeps a register of every spring in the valley and reads it out in autumn.",
    "fr": "Le conseil tient un registre de toutes les sources de la vallée et il le lit en automne.",
    "es": "El consejo lleva un registro de todas las fuentes del valle y lo lee en el otoño.",
    "pt": "O conselho mantém um registo de todas as fontes do vale e faz a leitura dele no outono.",
    "de": "Der Rat führt ein Verzeichnis aller Quellen im Tal und liest es in jedem Herbst vor.",
    "ru": "Совет ведёт список всех источников долины и читает его каждую осень.",
    "ar": "يحتفظ المجلس بسجل لكل نبع في الوادي",
    "ja": "むらのひとびとはいずみをまもり、あきにかぞえる",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items(), ids=SENTENCES.keys())
def test_a_sentence_is_in_its_language(language: str, text: str):
    assert name_language(text) == language
    assert not is_nonsense(" ".join([text] * 6))


@pytest.mark.parametrize("text", ["", "12 345 6.7", "Water Plan", "xq zzt wv kjf prr gnu blorp tsk"])
def test_a_text_too_short_or_strange_has_no_language(text: str):
    assert name_language(text) == ""


def test_a_long_text_of_no_language_is_nonsense():
    assert is_nonsense("xq zzt wv kjf prr gnu blorp tsk " * 10)


def test_a_short_text_is_not_called_nonsense():
    assert not is_nonsense("xq zzt wv kjf prr gnu blorp tsk")


def test_a_table_of_names_and_numbers_is_no_nonsense():
    rows = " ".join(f"Village {number} of the North has {number} wells" for number in range(20))
    assert not is_nonsense(rows)


def test_a_letterhead_that_is_misread_in_every_third_word_is_nonsense():
    misread = (
        "No.l2 Yue Hal1ey Val1eyC0uncil W3ter 0ffice of the DEp4rtm3nt BeI1ing,lO June2Ol5 To the Wardens"
    )
    assert is_nonsense(f"{misread} from the wardens of the spring, re-spe(t and $end n0w the y&rly l!st")


def test_units_and_codes_among_words_are_no_nonsense():
    row = (
        "Emissions of CO2 and N2O in MtCO2e fell by 30% from 2005 (HFC-23, SF6) to 2,010 kWh/m2 in the Valley"
    )
    assert not is_nonsense(" ".join([row] * 4))
