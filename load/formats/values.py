"""Values: attributes as text and back, by their declared type."""

from load.contract import LIST_BREAK

LIST_ATTRIBUTES = ("aliases", "documents", "pages")  # of nodes; text joined with " | " in the contract


def write_value(value: object) -> str:
    """Return a value as text: booleans in lower case."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def read_value(text: str, kind: str) -> object:
    """Return a value from its text.

    Args:
        text: As `write_value` gives it.
        kind: string, int, double or boolean.

    Raises:
        ValueError: If the text is no value of the type.
    """
    if kind == "string":
        return text
    if kind == "boolean":
        if text not in ("true", "false"):
            raise ValueError(f"{text!r} is no boolean")
        return text == "true"
    return int(text) if kind == "int" else float(text)


def split_list(text: object) -> list[str]:
    """Return the values of a list attribute."""
    return str(text).split(LIST_BREAK) if text else []


def split_numbers(text: object) -> list[int]:
    """Return the numbers of a list attribute."""
    return [int(part) for part in split_list(text)]


def join_list(values: object) -> str:
    """Return a list as the contract writes it.

    Raises:
        ValueError: If it is none.
    """
    if not isinstance(values, list | tuple):
        raise ValueError(f"{values!r} is no list")
    return LIST_BREAK.join(str(value) for value in values)
