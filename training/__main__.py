"""The commands that make the models anew: `python -m analysis train-attribution`, `train-tone` and `train-themes`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.models import attribution as network
from analysis.models import themes as theme_network
from analysis.models import tone as tone_network
from analysis.text.files import InputError

MISSING = "error: a package is missing ({}). Install what training needs: pip install -e .[train]"


def make(command: str, arguments: Sequence[str]) -> int:
    """The exit status of `command`, one of `COMMANDS`: 0 if the model was made, 2 if a corpus or a package is missing."""
    parser, run = COMMANDS[command]
    options = parser(f"python -m analysis {command}").parse_args(arguments)
    try:
        run(options)
    except ImportError as error:
        print(MISSING.format(error.name), file=sys.stderr)
        return 2
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(options.out)
    return 0


def _attribution_options(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program, description="Makes the attribution model anew; half an hour on one core, the same bits each time."
    )
    parser.add_argument("split", type=Path, help="the folder of PolNeAR's training part, with text/ and attributions/")
    _out(parser, network.MODEL)
    parser.add_argument("--epochs", type=int, help="read the articles so many times (default: as the model was made)")
    return parser


def _attribution(options: argparse.Namespace) -> None:
    from training.attribution import fit

    fit.write(fit.fit(options.split, options.epochs or fit.EPOCHS), options.out)


def _tone_options(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program, description="Makes the model of tone toward targets anew; about two hours on one core."
    )
    parser.add_argument("train", type=Path, metavar="TRAIN.jsonl", help="NewsMTSC's training part")
    parser.add_argument(
        "--texts", type=Path, required=True, metavar="DIR", help="PolNeAR's training part, its folder text"
    )
    _steps(parser, "tone")
    _out(parser, tone_network.MODEL)
    return parser


def _tone(options: argparse.Namespace) -> None:
    from training.tone import recipe as tone

    tone.make(options.train, options.texts, options.steps, options.out)


def _themes_options(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program, description="Makes the model of themes anew; about four hours on one core."
    )
    parser.add_argument("polnear", type=Path, metavar="DIR", help="PolNeAR's training part, its folder text")
    parser.add_argument("newsmtsc", type=Path, metavar="TRAIN.jsonl", help="NewsMTSC's training part")
    _steps(parser, "themes")
    _out(parser, theme_network.MODEL)
    return parser


def _themes(options: argparse.Namespace) -> None:
    from training.themes import recipe as themes

    themes.make(options.polnear, options.newsmtsc, options.steps, options.out)


def _steps(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument(
        "--steps",
        type=Path,
        default=Path("_build") / name,
        help="where each step's result is kept (default: %(default)s)",
    )


def _out(parser: argparse.ArgumentParser, model: Path) -> None:
    parser.add_argument("--out", type=Path, default=model, help="where to write the model (default: %(default)s)")


COMMANDS: dict[str, tuple[Callable[[str], argparse.ArgumentParser], Callable[[argparse.Namespace], None]]] = {
    "train-attribution": (_attribution_options, _attribution),
    "train-tone": (_tone_options, _tone),
    "train-themes": (_themes_options, _themes),
}
