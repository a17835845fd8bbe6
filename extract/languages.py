"""Languages: which language a text is in, and whether it is language at all."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

STOPWORDS_FILE = Path(__file__).with_name("data") / "stopwords.csv"
FEWEST_WORDS = 5  # words below which no language is named
LEAST_SHARE = 0.12  # of function words from which a language is taken for sure
UNLIKELY_WORDS = 3  # different function words that show a language which the text around is not in
UNLIKELY_LEAD = 1.5  # times the share of the function words of the language around
SCRIPT_SHARE = 0.3  # of the letters from which a script names the language
KANA_SHARE = 0.05  # of the letters: Japanese mixes kana and Chinese characters, Chinese has no kana
JUDGED_LETTERS = 0.5  # of the letters are Latin: text in another script is not judged
# Measured on 60 policy documents, page by page: on pages of real language at most 0.13 of the words are
# broken (tables of gases and units), on misread or legacy-coded ones 0.38 and more.
BROKEN_WORDS = 12  # words on a page from which their shape can be judged
BROKEN_SHARE = 0.3
# Weaker signs count where function words are missing too: prose has 0.25 of them and more, tables 0.03.
NONSENSE_WORDS = 60
NONSENSE_SHARE = 0.06
MUTE_SHARE = 0.3  # of the words without a vowel; real pages have 0.09 at most
ACCENTED_SHARE = 0.4  # of the letters beyond ASCII: another script's bytes read as Latin-1
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_EDGE = ".,;:!?()[]{}\"'“”‘’«»•–—-…*/%$&+<>=|_¿¡·●▪^~"
_WHOLE = re.compile(r"[^\W\d_]+(?:[-'’./&–][^\W\d_]+)*")
_CODE = re.compile(r"[A-Z\d][A-Z\d./-]*(?:[a-z]{1,2})?|.*(?:@|://|www\.).*")
_VOWEL = re.compile(r"[aeiouy\u00c0-\u024f\u1e00-\u1eff]", re.IGNORECASE)
_KANA = re.compile(r"[\u3040-\u30ff]")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ne", re.compile(r"[\u0900-\u097f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("si", re.compile(r"[\u0d80-\u0dff]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
)
# Languages that share a script, by what only they write.
_WITHIN_SCRIPT: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "ar": (("ur", re.compile(r"[ٹڈڑںےہ]")), ("fa", re.compile(r"[پچژگکی]"))),
    "ne": (("hi", re.compile(r"(?<!\S)(?:है|हैं|में|और|के|की|का|से)(?![^\s।,])")),),
    "ru": (("uk", re.compile(r"[іїєґ]")), ("mn", re.compile(r"[өү]"))),
}
RELATED_SHARE = 0.04  # of such signs to letters: names from a neighbour's language are fewer


@cache
def read_stopwords() -> dict[str, frozenset[str]]:
    """Return the commonest function words of each language."""
    with STOPWORDS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}


def name_language(text: str, likely: str = "") -> str:
    """Return the ISO 639-1 code of the language of a text, or "" where it is too short to tell.

    Args:
        text: Any length.
        likely: The language of the text around it; another one has to be shown by more than a word or two.
    """
    script = name_script_language(text)
    if script:
        return script
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return ""
    shares = measure_function_words(words)
    best = max(sorted(shares), key=lambda name: shares[name])
    if likely in shares and best != likely and not outweighs(best, likely, words, shares):
        best = likely
    return best if shares[best] >= LEAST_SHARE else ""


def outweighs(best: str, likely: str, words: list[str], shares: dict[str, float]) -> bool:
    """Tell whether a language is shown by enough different function words to be taken for an unlikely one.

    "Phase a in die casting" in an English text is not German.
    """
    different = len(read_stopwords()[best].intersection(words))
    return different >= UNLIKELY_WORDS and shares[best] >= UNLIKELY_LEAD * shares[likely]


def name_script_language(text: str) -> str:
    """Return the language that a text's script and letters tell, or "" for Latin and unknown scripts."""
    if text.isascii():
        return ""
    letters = max(sum(map(str.isalpha, text)), 1)
    if len(_KANA.findall(text)) > KANA_SHARE * letters:
        return "ja"
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(text)) > SCRIPT_SHARE * letters:
            related = _WITHIN_SCRIPT.get(code, ())
            return next(
                (name for name, signs in related if len(signs.findall(text)) > RELATED_SHARE * letters), code
            )
    return ""


def name_main_language(parts: Iterable[tuple[str, str]]) -> str:
    """Return the language of most of a text.

    Args:
        parts: Of the text, each with its language ("" where it is not known).
    """
    sizes: Counter[str] = Counter()
    for text, language in parts:
        sizes[language] += len(text) if language else 0
    best = max(sorted(sizes), key=lambda name: sizes[name], default="")
    return best if sizes[best] else ""


def measure_function_words(words: list[str]) -> dict[str, float]:
    """Return the share of each language's function words among words in lower case."""
    sums = dict.fromkeys(read_stopwords(), 0)
    languages = read_languages_of_words()
    for word, count in Counter(words).items():
        for name in languages.get(word, ()):
            sums[name] += count
    total = max(len(words), 1)
    return {name: found / total for name, found in sums.items()}


@cache
def read_languages_of_words() -> dict[str, tuple[str, ...]]:
    """Return for each function word the languages that it is one of."""
    languages: dict[str, tuple[str, ...]] = {}
    for name, words in read_stopwords().items():
        for word in words:
            languages[word] = (*languages.get(word, ()), name)
    return languages


def is_nonsense(text: str) -> bool:
    """Tell whether a page's text is in no language: a legacy font's codes, or a misread scan."""
    return bool(describe_nonsense(text))


def describe_nonsense(text: str) -> str:
    """Return what shows that a text is in no language, in words, or "" for a text that may be in one.

    Only Latin letters are judged: legacy fonts and misread scans come out as Latin text.
    """
    latin = len(_LATIN.findall(text))
    if latin < JUDGED_LETTERS * sum(map(str.isalpha, text)) or not latin:
        return ""
    parts = [part.strip(_EDGE) for part in text.split()]
    odd = [part for part in parts if not is_plain(part)]
    tokens = [token for token in odd if is_judged(token)]
    judged = len(tokens) + sum(len(part) > 1 for part in parts) - sum(len(part) > 1 for part in odd)
    broken = sum(map(is_broken, tokens)) / max(judged, 1)
    if judged >= BROKEN_WORDS and broken >= BROKEN_SHARE:
        return f"{broken:.0%} of its words mix letters with signs, digits or capitals as no language does"
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < NONSENSE_WORDS or max(measure_function_words(words).values()) >= NONSENSE_SHARE:
        return ""
    mute = measure_mute(words)
    if mute >= MUTE_SHARE:
        return f"{mute:.0%} of its words have no vowel, and it has no function words"
    if sum(not char.isascii() for char in _LATIN.findall(text)) >= ACCENTED_SHARE * latin:
        return "most of its letters are accented, and it has no function words"
    return ""


def is_plain(token: str) -> bool:
    """Tell at a glance that a token is no odd one: plain letters, with capitals as words have them."""
    return token.isascii() and token.isalpha() and (token.islower() or token.istitle() or token.isupper())


def is_judged(token: str) -> bool:
    """Tell whether the shape of a token says anything: it has letters, all Latin, and is no lone one."""
    letters = [char for char in token if char.isalpha()]
    return len(token) > 1 and bool(letters) and all(map(_LATIN.match, letters))


def is_broken(token: str) -> bool:
    """Tell whether a token is no word: signs or digits among its letters, or a capital after a small one.

    Codes and units ("HFC-23", "SO2", "NDCs") and addresses are none.
    """
    if _CODE.fullmatch(token):
        return False
    if not _WHOLE.fullmatch(token):
        return True
    return any(left.islower() and right.isupper() for left, right in pairwise(token))


def measure_mute(words: list[str]) -> float:
    """Return the share of words of three letters and more that have no vowel."""
    long = [word for word in words if len(word) > 2]
    return sum(not _VOWEL.search(word) for word in long) / max(len(long), 1)
