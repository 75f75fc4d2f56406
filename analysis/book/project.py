"""Where this repository lies, and the coding of the article that its book is about."""

import hashlib
import os
import pickle
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from analysis.coding import Coding, coded

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "seeds" / "000_cb6f4a863f9e3ab0.txt"
CODINGS = ROOT / "_build" / "codings"

# What the numbers of the book depend on, besides the text of the chapters.
DEPENDENCIES = ("analysis", "seeds", "requirements", "references.bib")
LENGTH = 16


@cache
def seed_coding() -> Coding:
    """The coding of the article that the book is about.

    It is kept under `_build/` for other processes of the build until the code, the seeds or a locked package changes.
    """
    return kept_coding(SEED, CODINGS / f"{digest(ROOT)}.pickle")


def kept_coding(article: Path, file: Path) -> Coding:
    """The coding of `article`, read from `file` if it is there; else coded and written to it.

    Other codings in the folder are removed. The file gets its name when it is complete, so nobody reads half of it.
    """
    if file.is_file():
        coding: Coding = pickle.loads(file.read_bytes())
        return coding
    coding = coded(article)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(pickle.dumps(coding))
    unfinished.replace(file)
    for old in set(file.parent.glob("*.pickle")) - {file}:
        old.unlink(missing_ok=True)
    return coding


def dependencies(root: Path, names: tuple[str, ...] = DEPENDENCIES) -> Iterator[Path]:
    """The files under `names` in `root`, in a fixed order."""
    for name in names:
        path = root / name
        if path.is_file():
            yield path
        yield from sorted(
            file
            for file in path.rglob("*")
            if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc"
        )


def digest(root: Path, names: tuple[str, ...] = DEPENDENCIES) -> str:
    """A short digest of the paths and contents of the files under `names` in `root`."""
    total = hashlib.sha256()
    for path in dependencies(root, names):
        content = path.read_bytes()
        total.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:LENGTH]
