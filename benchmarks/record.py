"""How every benchmark reads its command line, measures its speed, and writes its record for the book to show."""

import argparse
import datetime
import json
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence, Set
from pathlib import Path
from statistics import median
from typing import Any

from analysis import __version__
from analysis.codebook.records import ATTRIBUTION
from analysis.text.files import InputError

RESULTS = ATTRIBUTION.parent
SPEED_ROUNDS = 3
DIGITS = 4


def write(path: Path, corpus: str, part: str, figures: Mapping[str, Any]) -> None:
    """Writes a record to `path` and prints where: corpus, part, version and date, then `figures` as `plain` gives them."""
    head = {"corpus": corpus, "part": part, "version": __version__, "date": datetime.date.today().isoformat()}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(head | plain(figures), indent=1) + "\n", encoding="utf-8")
    print(path)


def plain(value: Any) -> Any:
    """`value` for JSON: numbers of numpy as Python's, to four digits, None for what is not a number, lists for arrays.

    >>> plain({"f1": 2 / 3, "recall": float("nan"), "counts": (1, 2)})
    {'f1': 0.6667, 'recall': None, 'counts': [1, 2]}
    """
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, Sequence | Set) and not isinstance(value, str):
        return [plain(item) for item in value]
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, float):
        return None if number != number else round(number, DIGITS)
    return number


def per_second(run: Callable[[], object], count: int) -> float:
    """How many of `count` things `run` does a second, the median of three rounds.

    Seconds are the processor's, of all threads together, so that what else the machine does counts little; run it under
    `taskset -c 0` for the speed on one processor.
    """
    speeds = []
    for _ in range(SPEED_ROUNDS):
        began = time.process_time()
        run()
        speeds.append(count / max(time.process_time() - began, 1e-9))
    return median(speeds)


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def status(
    run: Callable[[argparse.Namespace], None], about: str | None, arguments: Mapping[str, Mapping[str, Any]]
) -> int:
    """The exit status of a benchmark: 0, or 2 where `run` raised `InputError`, which is printed.

    Args:
        run: takes what the command line says.
        about: the text of `--help`, the docstring of the benchmark.
        arguments: by name, as `argparse` takes them.
    """
    parser = argparse.ArgumentParser(
        prog=f"python -m {run.__module__}", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, options in arguments.items():
        parser.add_argument(name, **options)
    try:
        run(parser.parse_args())
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0
