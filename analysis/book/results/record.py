"""One published number, and how its value is written."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

# First parts of the names of results that are no voice's. A voice of that name gets an underscore after it.
RESERVED = frozenset(
    "agreement article claims coders direct finding headline indirect introductions keyness named quoted sentences "
    "speech targets theme themes tone wording".split()
)


class Result(NamedTuple):
    """One published number. `statements` is empty where it counts none, as with a measure of agreement."""

    name: str
    value: float
    text: str
    denominator: float | None
    unit: str
    statements: tuple[int, ...]
    function: str
    meaning: str


def slug(name: str) -> str:
    """`name` as a part of the name of a result; different names have different slugs.

    Letters and digits of any script stay and a space becomes a hyphen. Any other character becomes its code point
    between underscores.

    >>> slug("Ana María O'Neill")
    'Ana-María-O_27_Neill'
    """
    plain = "".join(sign if sign.isalnum() else "-" if sign == " " else f"_{ord(sign):x}_" for sign in name)
    return f"{plain}_" if plain in RESERVED or not plain else plain


def signed(value: float) -> str:
    """`value` with two decimals and its sign, a true minus included.

    >>> signed(-0.5)
    '−0.50'
    """
    return f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")


def numbers(statements: pd.DataFrame) -> tuple[int, ...]:
    """The numbers of `statements`."""
    return tuple(int(number) for number in statements["statement"])


def origin(function: Callable[..., Any]) -> str:
    """The address from which `function` can be imported."""
    return f"{function.__module__}.{function.__qualname__}"


def count(name: str, value: int, unit: str, rows: pd.DataFrame, function: Callable[..., Any], meaning: str) -> Result:
    """A result that counts something in `rows`."""
    return Result(name, int(value), f"{value:,}", None, unit, numbers(rows), origin(function), meaning)


def percent(name: str, rows: pd.DataFrame, words: float, function: Callable[..., Any], meaning: str) -> Result:
    """A result that is the share of `words`, a number, that stand in `rows`, in percent; not a number if that is 0."""
    share = 100 * float(rows["words"].sum()) / words if words else float("nan")
    return Result(name, share, f"{share:.0f}%", float(words), "percent", numbers(rows), origin(function), meaning)


def other(
    name: str, value: float, text: str, function: Callable[..., Any], meaning: str, of: float | None = None
) -> Result:
    """A result that counts no statements."""
    return Result(name, float(value), text, of, "other", (), origin(function), meaning)


def whole(name: str, value: int, function: Callable[..., Any], meaning: str, of: float | None = None) -> Result:
    """A result that is a whole number and counts no statements."""
    return other(name, value, f"{value:,}", function, meaning, of)


def measure(name: str, value: float, function: Callable[..., Any], meaning: str, places: int = 2) -> Result:
    """A result that is a measure of at most 1, such as an alpha or an F1, with so many decimal places."""
    return other(name, value, f"{value:.{places}f}", function, meaning, 1)


def share(name: str, part: float, total: float, function: Callable[..., Any], meaning: str) -> Result:
    """A result that is the share of `part` in `total` in percent, and counts no statements."""
    value = 100 * part / total if total else float("nan")
    return other(name, value, f"{value:.0f}%", function, meaning, 100)
