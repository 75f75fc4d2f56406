"""Where the PDF cannot be made, one line says what to do."""

import os
import subprocess
import sys
from pathlib import Path

from analysis.book.project import ROOT


def run(*arguments: str | Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(path)} if path else None
    command = [sys.executable, "-m", "analysis.book.pdf.render", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def test_without_pango_one_line_says_how_to_get_it(book: Path, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("print('an essay')\nraise OSError('cannot load library libpango')\n")
    result = run(book, tmp_path / "out.pdf", path=tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "Pango" in result.stderr and "apt-get install" in result.stderr
    assert not (tmp_path / "out.pdf").exists()


def test_without_a_web_book_one_line_says_to_build_it(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere", tmp_path / "out.pdf")
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert "nowhere: there is no such folder. Build the web book first" in result.stderr
