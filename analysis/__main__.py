"""The command line: `python -m analysis FILE` prints who speaks how much, about what and in what tone."""

import argparse
import os
import sys
from collections.abc import Sequence

from analysis import export
from analysis.article import read
from analysis.coding import in_full
from analysis.errors import InputError
from analysis.statements import code
from analysis.themes import codebook


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 if the article could be coded, 2 if it could not be used."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Who speaks in a news report, about what, in what tone.",
    )
    parser.add_argument("file", help="a text file with one article, in UTF-8")
    parser.add_argument(
        "--format",
        choices=("text", "csv", "json"),
        default="text",
        help="text: the answers, to read (default); csv, json: the statements, to compute with",
    )
    options = parser.parse_args(arguments)
    try:
        article = read(options.file)
        themes = codebook()
        statements = in_full(code(article), themes)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    match options.format:
        case "csv":
            print(export.to_csv(statements), end="")
        case "json":
            print(export.to_json(statements))
        case _:
            print(export.to_text(article, statements, themes))
    return 0


if __name__ == "__main__":
    try:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)
