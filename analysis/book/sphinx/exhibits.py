"""A Sphinx extension: numbers that link to what they count, and numbered figures and tables made of markup.

Four roles take the name of a published result. `{result}` prints it with a link to its row among the data, `{number}` so
in words, `{counted}` the statements that it counts, with links to the article, and `{claim}` a claim as plain text.
`{when}` holds the conditions of a sentence (see `analysis.book.verdicts`) and prints nothing. `{drawing}` and `{exhibit}` hold
the markup and the caption of a figure and of a table, which are numbered and can be referred to.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.writers.html5 import HTML5Translator

from analysis.book.data import RESULTS, write_data
from analysis.book.show import runs
from analysis.book.verdicts import broken, number_word

LOGGER = logging.getLogger(__name__)
DATA_PAGE, ARTICLE_PAGE = "chapters/data", "chapters/article"

Record = dict[str, Any]


class table_exhibit(nodes.General, nodes.Element):  # noqa: N801 (docutils names a node's visitors after its class)
    """A numbered table made of markup: a caption, then the table."""


class ResultRole(SphinxRole):
    """A role whose content is the name of a result.

    Args:
        printed: the nodes that it prints, from the record of the result and a function that gives the address of a page.
    """

    def __init__(self, printed: Callable[[Record, Callable[[str], str]], list[nodes.Node]]) -> None:
        self.printed = printed

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The nodes, or a warning if there is no such result."""
        record = self.env.config.results.get(self.text)
        if record is None:
            message = f"no result is called '{self.text}'. The names stand in the file {RESULTS} of the build."
            LOGGER.warning(message, location=self.get_location())
            return [nodes.literal(text=self.text)], []
        page = partial(self.env.app.builder.get_relative_uri, self.env.docname)
        return self.printed(record, page), []


def _link(text: str, address: str, **options: str) -> nodes.Node:
    return nodes.reference("", text, internal=True, refuri=address, classes=["result"], **options)


def _result(record: Record, page: Callable[[str], str]) -> list[nodes.Node]:
    return [_link(record["text"], f"{page(DATA_PAGE)}#result-{record['name']}", reftitle=record["meaning"])]


def _number(record: Record, page: Callable[[str], str]) -> list[nodes.Node]:
    return _result({**record, "text": number_word(record["value"])}, page)


def _counted(record: Record, page: Callable[[str], str]) -> list[nodes.Node]:
    links = [_link(text, f"{page(ARTICLE_PAGE)}#s{first}") for first, text in runs(record["statements"])]
    return [node for link in links for node in (nodes.Text(", "), link)][1:]


def _claim(record: Record, page: Callable[[str], str]) -> list[nodes.Node]:
    return [nodes.Text(record["text"])]


ROLES = {"result": _result, "number": _number, "counted": _counted, "claim": _claim}


class Drawing(SphinxDirective):
    """A figure made of markup: the argument is its name, the content its markup and its caption."""

    required_arguments: ClassVar[int] = 1
    has_content: ClassVar[bool] = True
    holder: ClassVar[type[nodes.Element]] = nodes.figure
    caption_first: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        """The numbered node."""
        content = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, content)
        markup, *rest = content.children
        caption = nodes.caption("", "", *(child for paragraph in rest for child in paragraph.children))
        node = self.holder()
        node.extend([caption, markup] if self.caption_first else [markup, caption])
        self.set_source_info(node)
        self.options["name"] = self.arguments[0]
        self.add_name(node)
        return [node]


class Exhibit(Drawing):
    """A table made of markup, with its caption above it."""

    holder: ClassVar[type[nodes.Element]] = table_exhibit
    caption_first: ClassVar[bool] = True


def visit_table(translator: HTML5Translator, node: table_exhibit) -> None:
    """Opens the element of a table."""
    translator.body.append(translator.starttag(node, "figure", CLASS="table-exhibit"))


def depart_table(translator: HTML5Translator, node: table_exhibit) -> None:
    """Closes the element of a table."""
    translator.body.append("</figure>\n")


def prefer_markdown(app: Sphinx, config: Config) -> None:
    """Makes pages take the MyST that chapters display, not the HTML, which is for notebooks."""
    config.nb_mime_priority_overrides = [("html", "text/markdown", 0), *config.nb_mime_priority_overrides]


def load_results(app: Sphinx) -> None:
    """Writes the data files, keeps the results for the roles, and warns of each sentence whose condition fails."""
    folder = Path(app.outdir).parent
    write_data(folder)
    records = json.loads((folder / RESULTS).read_text(encoding="utf-8"))
    app.config.results = {record["name"]: record for record in records}
    for message in broken(sorted(Path(app.srcdir, "chapters").glob("*.md")), records):
        LOGGER.warning(message)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_config_value("results", {}, "", dict)
    for name, printed in ROLES.items():
        app.add_role(name, ResultRole(printed))
    app.add_role("when", lambda *_: ([], []))
    app.add_directive("drawing", Drawing)
    app.add_directive("exhibit", Exhibit)
    app.add_enumerable_node(table_exhibit, "table", html=(visit_table, depart_table))
    app.connect("config-inited", prefer_markdown)
    app.connect("builder-inited", load_results)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
