"""One published number, and how its value is written."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

# How names of results begin that are not about a voice. The slug of a voice with such a name gets an underscore.
RESERVED = frozenset(
    "agreement article claims coders direct finding headline indirect introductions keyness named quoted sentences "
    "speech targets theme themes tone wording".split()
)

# The units that are counted by the different values of a column.
COLUMNS = {"sentences": "sentence", "statements": "statement", "stretches": "stretch", "voices": "voice"}


class Result(NamedTuple):
    """One published number.

    Args:
        name: as chapters print it, such as "narrator.words".
        value: the number.
        text: the number as it is printed.
        denominator: what the number is a share of, in its own unit; None where it is no share.
        unit: what is counted.
        statements: the numbers of the statements counted; empty where none are, as in a measure of agreement.
        function: the address of the function that counted, such as "analysis.speakers.share".
        meaning: a sentence.
    """

    name: str
    value: float
    text: str
    denominator: float | None
    unit: str
    statements: tuple[int, ...]
    function: str
    meaning: str


def slug(name: str) -> str:
    """`name` in the form in which it stands in names of results; different names have different slugs.

    Letters and digits of any script stay, a space becomes a hyphen, and any other character its code point between
    underscores.

    >>> slug("Ana María O'Neill")
    'Ana-María-O_27_Neill'
    """
    plain = "".join(sign if sign.isalnum() else "-" if sign == " " else f"_{ord(sign):x}_" for sign in name)
    return f"{plain}_" if plain in RESERVED or not plain else plain


def signed(value: float) -> str:
    """`value` with two decimals and its sign, which is a true minus below 0.

    >>> signed(-0.5)
    '−0.50'
    """
    return f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")


def numbers(statements: pd.DataFrame) -> tuple[int, ...]:
    """The numbers of `statements`."""
    return tuple(int(number) for number in statements["statement"])


def origin(function: Callable[..., Any]) -> str:
    """The dotted name of `function`, with its module."""
    return f"{function.__module__}.{function.__qualname__}"


def count(
    name: str, unit: str, rows: pd.DataFrame, function: Callable[..., Any], meaning: str, value: int | None = None
) -> Result:
    """A result that counts something in the statements `rows`.

    Args:
        unit: what is counted: "words" or one of `COLUMNS`; with `value`, anything.
    """
    if value is None:
        value = int(rows["words"].sum() if unit == "words" else rows[COLUMNS[unit]].nunique())
    return Result(name, value, f"{value:,}", None, unit, numbers(rows), origin(function), meaning)


def percent(name: str, rows: pd.DataFrame, words: float, function: Callable[..., Any], meaning: str) -> Result:
    """A result that is the share of `words` that stand in `rows`, in percent; NaN if `words` is 0."""
    share = 100 * float(rows["words"].sum()) / words if words else float("nan")
    return Result(name, share, f"{share:.0f}%", float(words), "percent", numbers(rows), origin(function), meaning)


def other(
    name: str, value: float, text: str, function: Callable[..., Any], meaning: str, of: float | None = None
) -> Result:
    """A result that counts no statements, with the unit "other"."""
    return Result(name, float(value), text, of, "other", (), origin(function), meaning)


def integer(name: str, value: int, function: Callable[..., Any], meaning: str, of: float | None = None) -> Result:
    """A result that is a whole number and counts no statements."""
    return other(name, value, f"{value:,}", function, meaning, of)


def measure(name: str, value: float, function: Callable[..., Any], meaning: str, places: int = 2) -> Result:
    """A result that is a measure of at most 1, such as an alpha or an F1."""
    return other(name, value, f"{value:.{places}f}", function, meaning, 1)


def share(name: str, part: float, total: float, function: Callable[..., Any], meaning: str) -> Result:
    """A result that is the share of `part` in `total`, in percent, and counts no statements; NaN if `total` is 0."""
    value = 100 * part / total if total else float("nan")
    return other(name, value, f"{value:.0f}%", function, meaning, 100)
