"""Builds the book: the data files, the web book and the PDF. Run as `python -m analysis.book.build`.

What is up to date is not built again: a digest of everything that goes into the book is kept beside it.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from analysis.article import ROOT
from analysis.book.freshness import DEPENDENCIES, digest

OUT = ROOT / "_build"
HTML, PDF = OUT / "html", OUT / "pdf" / "who-speaks.pdf"
STAMP = OUT / "built"
INPUTS = (*DEPENDENCIES, "chapters", "_config.yml", "_toc.yml", "CITATION.cff", "pyproject.toml")
SPHINX = ("build", str(ROOT), "--builder", "html", "-n", "-W", "--keep-going", "--quiet")


def build() -> int:
    """The exit status: 0 if web book and PDF are there and up to date, else that of the step that failed."""
    now = digest(ROOT, INPUTS)
    offered = HTML / PDF.name
    if STAMP.is_file() and STAMP.read_text() == now and offered.is_file() and PDF.is_file():
        print("The book is up to date.")
        return 0
    STAMP.unlink(missing_ok=True)
    for command in (
        [str(Path(sys.executable).parent / "jupyter-book"), *SPHINX],
        [sys.executable, "-m", "analysis.book.pdf", str(HTML), str(PDF)],
    ):
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status:
            return status
    shutil.copyfile(PDF, offered)
    STAMP.write_text(now)
    return 0


if __name__ == "__main__":
    sys.exit(build())
