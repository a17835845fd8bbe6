"""Numbering: how a list's counter is printed, in the number formats of Word, OpenDocument and HTML."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_FORMATS = {
    "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I",
}  # fmt: skip


def format_number(value: int, style: str) -> str:
    """Return a counter as printed; `style` is "1", "a", "A", "i", "I" or Word's name for one of them."""
    style = _FORMATS.get(style, style)
    if value < 1 or style not in ("a", "A", "i", "I"):
        return str(value)
    text = write_letters(value) if style in "aA" else write_roman(value)
    return text.upper() if style in "AI" else text


def write_letters(value: int) -> str:
    """Return a, b … z, aa, bb …, as word processors count."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 % 9 + 1)


def write_roman(value: int) -> str:
    """Return a number in small roman numerals, or in digits where there are none for it."""
    if value > _LARGEST_ROMAN:
        return str(value)
    text = ""
    for amount, letters in _ROMAN:
        text += letters * (value // amount)
        value %= amount
    return text
