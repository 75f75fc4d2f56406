"""The command line: `who-speaks FILE`, or `python -m analysis FILE`, says who speaks, about what and in what tone.

`who-speaks context TERM FILE` lists every place of a term: the words around it, and whose words they are.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import IO

from analysis import __version__
from analysis.text.files import InputError

FORMATS = ("text", "csv", "json")
ORDERS = ("position", "left", "right")
DEFAULT_COMMAND = "code"


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 after an answer, 2 where the article or another file cannot be used."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser, commands = _parser()
    if given and given[0] not in commands and given[0] not in ("-h", "--help", "--version"):
        given.insert(0, DEFAULT_COMMAND)
    options = parser.parse_args(given)
    try:
        print(options.run(options), end="")
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def run() -> int:
    """The exit status of the process. A closed pipe, an interruption and a full disk give a status and no traceback."""
    try:
        _in_utf8(sys.stdout)
        status = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"error: the answer could not be written ({error.strerror}). Check the disk.", file=sys.stderr)
        status = 1
    return status


def _parser() -> tuple[argparse.ArgumentParser, set[str]]:
    parser = argparse.ArgumentParser(
        prog="who-speaks",
        description="Who speaks in a news report, about what, in what tone.",
        epilog="`who-speaks FILE` is short for `who-speaks code FILE`.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    code = commands.add_parser(DEFAULT_COMMAND, help="who speaks how much, the themes, the tone")
    code.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help="text: the answers, to read (default); csv, json: the statements, to compute with",
    )
    code.add_argument("--codebook", help="a codebook of your own, a YAML file, in place of the shipped one")
    code.set_defaults(run=_code)
    context = commands.add_parser("context", help="every place of a term, with whose words it is in")
    context.add_argument("term", help='a word or several: "talks", "peace*", "peace talks"')
    context.add_argument(
        "--sorted-by",
        choices=ORDERS,
        default=ORDERS[0],
        help="the order of the text (default), or that of the words to the left or to the right of the term",
    )
    context.set_defaults(run=_context)
    for command in (code, context):
        command.add_argument("file", help="a text file with one article, in UTF-8")
    return parser, set(commands.choices)


# The instrument is imported only where it is called, so that --help answers at once.
def _code(options: argparse.Namespace) -> str:
    from analysis import export
    from analysis.attribution.coder import code
    from analysis.codebook.codebook import codebook_for
    from analysis.coding import in_full
    from analysis.text.article import read

    article = read(options.file)
    themes = codebook_for(article, options.codebook)
    statements = in_full(code(article), themes)
    match options.format:
        case "csv":
            return export.to_csv(statements)
        case "json":
            return export.to_json(statements) + "\n"
        case _:
            return export.to_text(article, statements, themes) + "\n"


def _context(options: argparse.Namespace) -> str:
    from analysis import export
    from analysis.attribution.coder import code
    from analysis.text.article import read
    from analysis.wording.concordance import keyword_in_context

    article = read(options.file)
    places = keyword_in_context(article.text, options.term, article.start, order=options.sorted_by)
    return export.context_to_text(code(article), places) + "\n"


def _in_utf8(stream: IO[str]) -> None:
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(run())
