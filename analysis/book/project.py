"""Where the book of this repository lies, and the article that it is about, coded."""

from functools import cache
from pathlib import Path

from analysis.coding import Coding, coded

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "seeds" / "000_cb6f4a863f9e3ab0.txt"


@cache
def seed_coding() -> Coding:
    """The coding of the article that the book is about."""
    return coded(SEED)
