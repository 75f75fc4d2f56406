"""A Sphinx extension: each page with code offers itself as an executed notebook.

In that notebook the names of results are replaced by the numbers, so that it reads without the book. It can be rerun
wherever the package is installed.
"""

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from analysis.book.verdicts import readable

FOLDER = "notebooks"
EXECUTED = "jupyter_execute"


def offer(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Adds a link to the notebook at the end of the page."""
    if doctree is None or not _executed(app, pagename).is_file():
        return
    name = Path(pagename).name
    address = context["pathto"](f"{FOLDER}/{name}.ipynb", 1)
    context["body"] += (
        f'<p class="notebook-link"><a href="{address}" download>This page as an executed notebook '
        f"({name}.ipynb)</a></p>"
    )


def write(app: Sphinx, exception: Exception | None) -> None:
    """Writes the notebook of each page with code to the folder `notebooks` of the web book."""
    if exception is not None or app.builder.format != "html":
        return
    published = app.config.results
    target = Path(app.outdir) / FOLDER
    target.mkdir(exist_ok=True)
    for page in sorted(app.env.found_docs):
        source = _executed(app, page)
        if not source.is_file():
            continue
        notebook = json.loads(source.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = readable("".join(cell["source"]), published)
        content = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
        (target / f"{Path(page).name}.ipynb").write_text(content + "\n", encoding="utf-8")


def _executed(app: Sphinx, page: str) -> Path:
    return Path(app.outdir).parent / EXECUTED / f"{page}.ipynb"


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", offer)
    app.connect("build-finished", write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
