"""Builds the web book and the PDF: `python -m analysis.book.build`.

A book that is up to date is not built again: a digest of all its inputs is kept beside it.
"""

import calendar
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from analysis.book.citation import read_citation
from analysis.book.project import DEPENDENCIES, ROOT, digest

OUT = ROOT / "_build"
HTML, PDF = OUT / "html", OUT / "pdf" / "who-speaks.pdf"
STAMP = OUT / "built"
INPUTS = (*DEPENDENCIES, "chapters", "_config.yml", "_toc.yml", "CITATION.cff", "pyproject.toml")
STRICT = ("--builder", "html", "-n", "-W", "--keep-going", "--quiet")
KERNEL = 'c.IPKernelApp.log_level = "ERROR"\nc.HistoryManager.enabled = False\n'


def build() -> int:
    """The exit status: 0 if web book and PDF are up to date, else that of the step that failed."""
    inputs = digest(ROOT, INPUTS)
    offered = HTML / PDF.name
    if not (STAMP.is_file() and STAMP.read_text() == inputs and offered.is_file() and PDF.is_file()):
        STAMP.unlink(missing_ok=True)
        variables = environment(OUT, read_citation().released)
        jupyter_book = str(Path(sys.executable).parent / "jupyter-book")
        if status := _run([jupyter_book, "build", str(ROOT), *STRICT], variables):
            return status
        if status := _run([sys.executable, "-m", "analysis.book.pdf.render", str(HTML), str(PDF)], variables):
            print(f"web book: {HTML / 'index.html'}\nPDF:      not made")
            return status
        shutil.copyfile(PDF, offered)
        STAMP.write_text(inputs)
    print(f"web book: {HTML / 'index.html'}\nPDF:      {PDF}")
    return 0


def environment(folder: Path, released: str) -> dict[str, str]:
    """The variables of the environment with which the same sources give the same book on any day and any machine.

    The clock stands at the day of release, and kernels read a profile in `folder` in place of the user's.
    """
    profile = folder / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(KERNEL, encoding="utf-8")
    epoch = calendar.timegm(time.strptime(released, "%Y-%m-%d"))
    settings = {"SOURCE_DATE_EPOCH": str(epoch), "IPYTHONDIR": str(folder / "ipython"), "PYTHONUTF8": "1"}
    return {**os.environ, **settings}


def _run(command: list[str], variables: dict[str, str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(build())
