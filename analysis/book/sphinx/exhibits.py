"""A Sphinx extension: numbers that lead to what they count, and numbered figures and tables made of markup.

`{result}` prints a published number by its name, as a link to its row among the data; `{counted}` prints the
statements that it counts; `{number}` prints a whole number in words; `{claim}` prints a claim in the words that its
firmness allows; `{when}` ties a sentence to the results on which it depends. `{drawing}` and `{exhibit}`
hold the markup of a figure and of a table, with a caption, and are numbered and referred to like any other.
"""

import json
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.writers.html5 import HTML5Translator

from analysis.book.data import RESULTS, write_data
from analysis.book.prose import broken, number_word
from analysis.book.show import runs

LOGGER = logging.getLogger(__name__)
DATA_PAGE, ARTICLE_PAGE = "chapters/data", "chapters/article"


class table_exhibit(nodes.General, nodes.Element):  # noqa: N801 (docutils names a node's visitors after its class)
    """A numbered table made of markup: a caption, then the table."""


class ResultRole(SphinxRole):
    """`{result}` with the name of a published number: its text, linked to its row."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The reference, or a warning where no result has that name."""
        record = self.env.config.results.get(self.text)
        if record is None:
            message = f"no result is called '{self.text}'. The names stand in the file {RESULTS} of the build."
            LOGGER.warning(message, location=self.get_location())
            return [nodes.literal(text=self.text)], []
        return self.link(record), []

    def link(self, record: dict[str, Any]) -> list[nodes.Node]:
        """The number, linked to its row."""
        page = self.env.app.builder.get_relative_uri(self.env.docname, DATA_PAGE)
        address = f"{page}#result-{record['name']}"
        link = nodes.reference("", record["text"], internal=True, refuri=address, classes=["result"])
        link["reftitle"] = record["meaning"]
        return [link]


class NumberRole(ResultRole):
    """`{number}` with the name of a published whole number: the number in words, linked to its row."""

    def link(self, record: dict[str, Any]) -> list[nodes.Node]:
        """The word, linked to its row."""
        return super().link({**record, "text": number_word(record["value"])})


class CountedRole(ResultRole):
    """`{counted}` with the name of a published number: the statements that it counts, each a link to the article."""

    def link(self, record: dict[str, Any]) -> list[nodes.Node]:
        """The links, with commas between them."""
        page = self.env.app.builder.get_relative_uri(self.env.docname, ARTICLE_PAGE)
        links: list[nodes.Node] = []
        for first, text in runs(record["statements"]):
            links += [nodes.Text(", ")] if links else []
            links.append(nodes.reference("", text, internal=True, refuri=f"{page}#s{first}", classes=["result"]))
        return links


class ClaimRole(ResultRole):
    """`{claim}` with the name of a result that is a sentence: its words, as plain text."""

    def link(self, record: dict[str, Any]) -> list[nodes.Node]:
        """The words; what they rest on is linked by the numbers beside them."""
        return [nodes.Text(record["text"])]


class WhenRole(SphinxRole):
    """`{when}` with what its sentence depends on (see `analysis.book.prose`): prints nothing."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Nothing."""
        return [], []


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
    """Opens the table's box."""
    translator.body.append(translator.starttag(node, "figure", CLASS="table-exhibit"))


def depart_table(translator: HTML5Translator, node: table_exhibit) -> None:
    """Closes the table's box."""
    translator.body.append("</figure>\n")


def prefer_markdown(app: Sphinx, config: Config) -> None:
    """Has pages show what chapters display as MyST and not as the HTML that notebooks show."""
    config.nb_mime_priority_overrides = [("html", "text/markdown", 0), *config.nb_mime_priority_overrides]


def load_results(app: Sphinx) -> None:
    """Writes the data files, keeps the results for the roles, and warns of sentences that they do not bear out."""
    folder = Path(app.outdir).parent
    write_data(folder)
    records = json.loads((folder / RESULTS).read_text(encoding="utf-8"))
    app.config.results = {record["name"]: record for record in records}
    for message in broken(sorted(Path(app.srcdir, "chapters").glob("*.md")), records):
        LOGGER.warning(message)


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers the extension."""
    app.add_config_value("results", {}, "", dict)
    app.add_role("result", ResultRole())
    app.add_role("number", NumberRole())
    app.add_role("when", WhenRole())
    app.add_role("counted", CountedRole())
    app.add_role("claim", ClaimRole())
    app.add_directive("drawing", Drawing)
    app.add_directive("exhibit", Exhibit)
    app.add_enumerable_node(table_exhibit, "table", html=(visit_table, depart_table))
    app.connect("config-inited", prefer_markdown)
    app.connect("builder-inited", load_results)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
