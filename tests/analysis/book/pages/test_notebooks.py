"""Each page offers itself as an executed notebook, which can be read by itself and reruns alone."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient

from analysis.book.project import ROOT
from analysis.book.verdicts import readable

CODED = sorted(
    path.stem for path in (ROOT / "chapters").glob("*.md") if "{code-cell}" in path.read_text(encoding="utf-8")
)


def test_every_page_with_code_offers_its_notebook_and_no_other_does(book: Path) -> None:
    assert sorted(path.stem for path in (book / "notebooks").glob("*.ipynb")) == CODED
    for page in (book / "chapters").glob("*.html"):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        offered = [link["href"] for link in soup.select(".notebook-link a")]
        assert offered == ([f"../notebooks/{page.stem}.ipynb"] if page.stem in CODED else [])


@pytest.mark.parametrize("name", CODED)
def test_a_notebook_carries_its_outputs_and_its_numbers(book: Path, name: str) -> None:
    notebook = json.loads((book / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    prose = "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    assert any(cell["outputs"] for cell in code)
    assert not re.search(r"\{(?:result|number|counted|claim|when)\}", prose)


@pytest.mark.parametrize("name", CODED)
def test_a_notebook_reruns_alone(book: Path, tmp_path: Path, name: str) -> None:
    notebook = nbformat.read(book / "notebooks" / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert any(cell.outputs for cell in notebook.cells if cell.cell_type == "code")


def test_roles_become_what_they_print() -> None:
    known = {
        "a.words": {"text": "It is so", "value": 1.0, "statements": []},
        "a.holds": {"text": "9", "value": 9.0, "statements": [1, 2, 3, 5]},
    }
    text = (
        "{claim}`a.words`{when}`a.holds > 1` ({result}`a.holds`, {number}`a.holds`; {counted}`a.holds`, {result}`c.d`)."
    )
    assert readable(text, known) == "It is so (9, nine; 1–3, 5, c.d)."
