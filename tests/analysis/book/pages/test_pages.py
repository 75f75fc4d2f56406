"""The pages as a reader meets them: opened in a browser, on a desk and on a phone, by eye and by ear."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from analysis.book.pdf.assemble import page_names
from analysis.book.project import ROOT
from tests.helpers.webpages import article, chapters, drawings

PAGES = page_names(ROOT / "_toc.yml")
WIDTHS = {"desk": 1280, "phone": 390}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address(book: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(book)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDTHS["desk"], "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_an_error_and_asks_nothing_of_the_network(
    page: Page, address: str, name: str, width: int
) -> None:
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda sent: None if sent.url.startswith((address, "data:")) else wrong.append(sent.url))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{name}.html", wait_until="networkidle")
    assert wrong == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_barrier(page: Page, address: str, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}/{name}.html", wait_until="networkidle")
    found = Axe().run(page).response["violations"]
    serious = [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in ("serious", "critical")]
    assert serious == []


def test_a_number_leads_to_its_row_and_its_row_to_the_statement(page: Page, address: str) -> None:
    page.goto(f"{address}/chapters/speakers.html", wait_until="networkidle")
    page.locator('a.result[href$="#result-Khalifa-Haftar.indirect.words"]').first.click()
    page.wait_for_url("**/data.html#result-Khalifa-Haftar.indirect.words")
    row = page.locator("tr:target")
    assert "85" in row.inner_text()
    row.locator('a[href^="article.html#s"]').first.click()
    page.wait_for_url("**/article.html#s31")
    statement = page.locator(".statement:target")
    assert "pleased with the meeting" in statement.inner_text()
    background = statement.evaluate("element => getComputedStyle(element).backgroundColor")
    assert background not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_a_bar_of_the_timeline_leads_to_its_statement(page: Page, address: str) -> None:
    page.goto(f"{address}/chapters/speakers.html", wait_until="networkidle")
    link = page.locator('#fig-when svg a[*|href="article.html#s12"]').first
    link.locator("path").first.click(force=True)
    page.wait_for_url("**/article.html#s12")


def test_the_three_findings_are_on_the_first_screen_of_a_desk(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html", wait_until="networkidle")
    page.wait_for_url("**/chapters/index.html")
    page.set_viewport_size({"width": 1280, "height": 960})
    headings = page.locator("section:has(> .tag_finding) > h2")
    assert headings.count() == 3
    bottoms = page.evaluate(
        "[...document.querySelectorAll('section:has(> .tag_finding) > p')].map(e => e.getBoundingClientRect().bottom)"
    )
    assert max(bottoms) <= 960


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_has_words_that_are_no_path_and_not_its_caption(book: Path, name: str) -> None:
    for picture in drawings(book / f"{name}.html"):
        labelled = str(picture.get("aria-labelledby") or "")
        description = picture.find(id=labelled) if labelled else None
        words = description.get_text() if description else str(picture.get("alt") or "")
        figure = picture.find_parent("figure")
        caption = figure.find("figcaption") if figure else None
        assert len(words.split()) > 5
        assert "/" not in words.split()[0]
        assert caption is not None
        assert words.strip() != caption.get_text().strip()


def test_every_figure_and_table_is_numbered_and_referred_to(book: Path) -> None:
    for path in chapters(book):
        part = article(path)
        referred = {
            link["href"].rpartition("#")[2] for page in chapters(book) for link in article(page).select("a[href*='#']")
        }
        for exhibit in part.select("figure[id]"):
            assert exhibit.select_one(".caption-number") is not None, exhibit["id"]
            names = {exhibit["id"], *(span["id"] for span in exhibit.select("span[id]"))}
            if not exhibit.find_parent("section", id=True) or path.stem != "index":
                assert names & referred, f"{path.name}: nothing refers to {exhibit['id']}"
