"""The PDF of the book, made from the pages of the web book: `python -m analysis.book.pdf.render HTML_DIR OUT.pdf`."""

import argparse
import contextlib
import io
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.book.citation import read_citation
from analysis.book.pdf.assemble import assemble, page_names
from analysis.book.project import ROOT
from analysis.text.files import InputError

STYLESHEETS = ("_static/fonts.css", "_static/book.css", "_static/print.css")
NO_PANGO = (
    "WeasyPrint cannot load Pango, which sets its text. "
    "On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "on macOS: brew install pango."
)


def make_pdf(html_dir: Path, out: Path) -> Path:
    """The path `out`, once the web book in `html_dir` has been written there as a PDF tagged for PDF/UA-1.

    The order of the pages is that of `_toc.yml`; title page and metadata come from `CITATION.cff`. The same pages give the
    same bytes. Nothing is fetched from a network.

    Raises:
        InputError: A page, a style sheet or Pango is missing, a link leads nowhere, or a picture has no alternative text.
    """
    if not html_dir.is_dir():
        raise InputError(f"{html_dir}: there is no such folder. Build the web book first: make book")
    for sheet in STYLESHEETS:
        if not (html_dir / sheet).is_file():
            raise InputError(f"{html_dir / sheet}: there is no such style sheet. Build the web book again.")
    weasyprint = _weasyprint()
    names = page_names(ROOT / "_toc.yml")
    document = assemble(html_dir, names, read_citation(), STYLESHEETS)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(_render(weasyprint, document, html_dir))
    return out


def _render(weasyprint: Any, document: str, base: Path) -> bytes:
    complaints = io.StringIO()
    handler = logging.StreamHandler(complaints)
    handler.setLevel(logging.ERROR)
    weasyprint.LOGGER.addHandler(handler)
    try:
        content: bytes = weasyprint.HTML(
            string=document,
            base_url=f"{base.resolve().as_uri()}/",
            url_fetcher=weasyprint.urls.URLFetcher(allowed_protocols=("file", "data")),
        ).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=True, finisher=_unread_running_heads)
    finally:
        weasyprint.LOGGER.removeHandler(handler)
    if faults := "; ".join(complaints.getvalue().splitlines()):
        raise InputError(f"{base}: the PDF would have faults. Correct the pages: {faults}")
    return content


def _unread_running_heads(_: Any, pdf: Any) -> None:
    """Marks the running heads in `pdf` as artifacts, so that they are not read aloud on each page.

    PDF/UA-1 requires it (ISO 14289-1, 7.1 and 7.8). WeasyPrint 70 tags running heads and page numbers as text, and leaves
    only these tags out of the structure tree; so what the tree does not reach is one of them.
    """
    root = _follow(pdf, pdf.catalog["StructTreeRoot"])
    reached: set[bytes] = set()
    ahead = list(root["K"])
    while ahead:
        reference = ahead.pop()
        reached.add(reference)
        ahead += [kid for kid in _follow(pdf, reference).get("K", ()) if isinstance(kid, bytes)]
    owners = _follow(pdf, root["ParentTree"])["Nums"]
    for number, page in enumerate(pdf.page_references):
        stream = _follow(pdf, _follow(pdf, page)["Contents"]).stream
        begins = {item["MCID"]: place for place, item in enumerate(stream) if isinstance(item, dict) and "MCID" in item}
        for mark, owner in enumerate(owners[2 * number + 1]):
            if owner not in reached:
                owners[2 * number + 1][mark] = b"null"
                stream[begins[mark] - 1] = "/Artifact"
                stream[begins[mark]] = b"<</Type /Pagination>>"


def _follow(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _weasyprint() -> Any:
    # Without Pango, WeasyPrint prints a long text before it fails; one line is enough.
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            import weasyprint  # type: ignore[import-untyped]
        except OSError as error:
            raise InputError(NO_PANGO) from error
    return weasyprint


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 if the PDF was written, 2 if it could not be."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis.book.pdf.render", description="Make a PDF from the web book."
    )
    parser.add_argument("html_dir", type=Path, help="the folder of the built web book")
    parser.add_argument("out", type=Path, help="the PDF to write")
    options = parser.parse_args(arguments)
    try:
        print(make_pdf(options.html_dir, options.out))
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
