"""One published number, and how its value is written."""

import re
import unicodedata
from typing import NamedTuple

import pandas as pd

from analysis.text.statements import NARRATOR


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
    """`name` as it stands in the name of a result: lower case, words joined by hyphens.

    >>> slug("Ana María O'Neill")
    'ana-maria-o-neill'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"


def signed(value: float) -> str:
    """`value` with two decimals and its sign, a true minus included.

    >>> signed(-0.5)
    '−0.50'
    """
    return f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")


def called(voice: str) -> str:
    """How `voice` is called in a sentence."""
    return f"the {voice}" if voice == NARRATOR else voice


def numbers(statements: pd.DataFrame) -> tuple[int, ...]:
    """The numbers of `statements`."""
    return tuple(int(number) for number in statements["statement"])


def count(name: str, value: int, unit: str, rows: pd.DataFrame, function: str, meaning: str) -> Result:
    """A result that counts something in `rows`."""
    return Result(name, int(value), f"{value:,}", None, unit, numbers(rows), function, meaning)


def percent(name: str, rows: pd.DataFrame, whole: float, function: str, meaning: str) -> Result:
    """A result that is the part of `whole` words that stand in `rows`, in percent."""
    share = 100 * float(rows["words"].sum()) / whole if whole else 0.0
    return Result(name, share, f"{share:.0f}%", float(whole), "percent", numbers(rows), function, meaning)


def other(name: str, value: float, text: str, function: str, meaning: str, of: float | None = None) -> Result:
    """A result that counts no statements."""
    return Result(name, float(value), text, of, "other", (), function, meaning)
