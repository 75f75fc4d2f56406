"""The command line: `python -m analysis FILE` prints who speaks how much, about what and in what tone.

With `--in-context TERM` it prints every place of a term instead, with what stands beside it and whose words it is in.
`train-attribution`, `train-tone` and `train-themes` make the three models anew from corpora (`training.__main__`).
"""

import argparse
import os
import sys
from collections.abc import Sequence

from analysis import export
from analysis.attribution.coder import code
from analysis.codebook.codebook import codebook_for
from analysis.coding import in_full
from analysis.text.article import read
from analysis.text.files import InputError
from analysis.wording.concordance import ORDERS, keyword_in_context
from training.__main__ import COMMANDS, make


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 if the article could be coded, 2 if it could not be used."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in COMMANDS:
        return make(given[0], given[1:])
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
    parser.add_argument(
        "--in-context", metavar="TERM", help='print every place of a term instead: "talks", "peace*", "peace talks"'
    )
    parser.add_argument(
        "--sorted-by",
        choices=ORDERS,
        help="with --in-context: the order of the text (default), or that of the words to the left or to the right",
    )
    options = parser.parse_args(given)
    if options.sorted_by and options.in_context is None:
        parser.error("--sorted-by sorts the places of a term: give one with --in-context TERM")
    if options.in_context is not None and options.format != "text":
        parser.error("--in-context prints lines to read: leave out --format")
    try:
        article = read(options.file)
        if options.in_context is not None:
            order = options.sorted_by or ORDERS[0]
            found = keyword_in_context(article.text, options.in_context, article.start, order=order)
            print(export.context_to_text(code(article), found))
            return 0
        themes = codebook_for(article)
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
