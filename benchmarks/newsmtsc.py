"""The instrument's tone toward a target against NewsMTSC's annotators: python -m benchmarks.newsmtsc SPLIT.jsonl

SPLIT.jsonl is a file of NewsMTSC (Hamborg and Donnay 2021). Prints macro F1 and targets a second for the instrument and
for three lexicons that score the sentence alone, and writes them to `analysis/codebook/measured/newsmtsc-SPLIT.json`, which the
book shows. With `--development` only the sentences that the model was not fitted on are taken. With `--predictions` no
polarity is read, and a line a target is written. With `--fit-thresholds` the file is the training part, and the
lexicons' thresholds are found on what the model was fitted on.
"""

import argparse
import datetime
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from afinn import Afinn
from numpy.typing import NDArray
from textblob import TextBlob

from analysis import __version__
from analysis.codebook import agreement
from analysis.models import tone as tone_network
from analysis.sentiment import vader
from analysis.text.files import InputError
from training.corpora import Target, is_development, targets

RESULTS = Path(__file__).parent.parent / "analysis" / "codebook" / "measured"
THRESHOLDS = Path(__file__).parent / "data" / "newsmtsc_thresholds.json"
SPEED_ROUNDS = 3
BINS = 10

Labels = NDArray[np.intp]
Scores = NDArray[np.float64]


def lexicons() -> dict[str, Callable[[str], float]]:
    """The score that each lexicon gives a sentence, by the lexicon's name."""
    afinn = Afinn()
    return {
        "AFINN, the sentence": lambda text: float(afinn.score(text)),
        "VADER, the sentence": lambda text: vader.score(text)["compound"],
        "TextBlob, the sentence": lambda text: float(TextBlob(text).sentiment.polarity),
    }


def by_threshold(scores: Scores, low: float, high: float) -> Labels:
    """The label of each score: negative to `low`, positive from `high`, neutral between."""
    result: Labels = np.where(scores <= low, 0, np.where(scores >= high, 2, 1))
    return result


def best_thresholds(scores: Scores, gold: Labels) -> tuple[float, float]:
    """The two thresholds among the scores' own values that give the highest macro F1."""
    tried = np.unique(np.quantile(scores, np.linspace(0, 1, 41)))
    pairs = [(low, high) for low in tried for high in tried if low < high]
    best = max(pairs, key=lambda pair: macro_f1(gold, by_threshold(scores, *pair)))
    return float(best[0]), float(best[1])


def macro_f1(gold: Labels, found: Labels) -> float:
    """The mean F1 over the labels that occur in `gold`, 0 to 1."""
    return agreement.macro(per_label(gold, found), [int((gold == label).sum()) for label in range(3)])


def per_label(gold: Labels, found: Labels) -> list[float]:
    """F1 of negative, neutral and positive, 0 to 1."""
    pairs = [(gold == label, found == label) for label in range(3)]
    return [agreement.scores((right & given).sum(), given.sum(), right.sum()).f1 for right, given in pairs]


def reliability(gold: Labels, chances: NDArray[np.float32]) -> list[dict[str, float | int]]:
    """For tenths of the probability given to the chosen label: said (mean), right (share), targets."""
    chosen, said = chances.argmax(axis=1), chances.max(axis=1)
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    return [
        {
            "said": round(float(said[place == one].mean()), 4),
            "right": round(float((chosen == gold)[place == one].mean()), 4),
            "targets": int((place == one).sum()),
        }
        for one in sorted(set(place.tolist()))
    ]


def speed(score: Callable[[], object], count: int) -> int:
    """Targets a second, by the fastest of a few rounds."""
    seconds = []
    for _ in range(SPEED_ROUNDS):
        began = time.perf_counter()
        score()
        seconds.append(time.perf_counter() - began)
    return round(count / min(seconds))


def measured(found: Sequence[Target]) -> dict[str, Any]:
    """The table: a row an instrument, with macro F1 on all targets and on those that share a sentence, and speed."""
    gold = np.array([one.label for one in found])
    several = np.array([one.others > 0 for one in found])
    pairs = [(one.sentence, one.span) for one in found]
    chances = tone_network.probabilities(pairs)
    rate = speed(lambda: tone_network.probabilities(pairs), len(pairs))
    rows = [_row("this instrument", gold, chances.argmax(axis=1), several, rate)]
    thresholds = json.loads(THRESHOLDS.read_text(encoding="utf-8"))
    for name, score in lexicons().items():
        scores = np.array([score(one.sentence) for one in found])
        rate = speed(lambda score=score: [score(one.sentence) for one in found], len(found))  # type: ignore[misc]
        rows.append(_row(name, gold, by_threshold(scores, *thresholds[name]), several, rate))
    return {"targets": len(found), "rows": rows, "reliability": reliability(gold, chances)}


def _row(name: str, gold: Labels, labels: Labels, several: NDArray[np.bool_], rate: int) -> dict[str, Any]:
    one, neutral, other = (round(value, 4) for value in per_label(gold, labels))
    return {
        "instrument": name,
        "macro_f1": round(macro_f1(gold, labels), 4),
        "several_targets": round(macro_f1(gold[several], labels[several]), 4),
        "negative": one,
        "neutral": neutral,
        "positive": other,
        "targets_per_second": rate,
    }


def predict(found: Sequence[Target], out: Path) -> None:
    """Writes a line a target to `out`: its id, its label (-1, 0 or 1), and how likely that is."""
    chances = tone_network.probabilities((one.sentence, one.span) for one in found)
    with out.open("w", encoding="utf-8") as lines:
        for one, row in zip(found, chances, strict=True):
            label = int(row.argmax())
            record = {"id": one.id, "label": label - 1, "probability": round(float(row[label]), 4)}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def fit_thresholds(found: Sequence[Target]) -> None:
    """Writes the thresholds of each lexicon, found on the targets that the model was fitted on."""
    fitted = [one for one in found if not is_development(one.sentence)]
    gold = np.array([one.label for one in fitted])
    best = {
        name: best_thresholds(np.array([score(one.sentence) for one in fitted]), gold)
        for name, score in lexicons().items()
    }
    THRESHOLDS.write_text(json.dumps(best, indent=1) + "\n", encoding="utf-8")


def show(record: dict[str, Any]) -> None:
    """Prints the table."""
    print(f"{'':26}  macro F1   several   negative   neutral   positive   targets/s")
    for row in record["rows"]:
        figures = [f"{row[name]:9.3f}" for name in ("macro_f1", "several_targets", "negative", "neutral", "positive")]
        print(f"{row['instrument']:26}{' '.join(figures)}   {row['targets_per_second']:9,}")
    print(f"{record['targets']:,} targets, peak memory {record['peak_mb']} MB")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newsmtsc", description=__doc__)
    parser.add_argument("split", type=Path, metavar="SPLIT.jsonl")
    parser.add_argument("--predictions", type=Path, metavar="OUT.jsonl", help="write the labels and measure nothing")
    parser.add_argument("--development", action="store_true", help="only the sentences kept from the fit")
    parser.add_argument("--fit-thresholds", action="store_true", help="find the lexicons' thresholds on the others")
    given = parser.parse_args()
    try:
        found = list(targets(given.split))
        if given.fit_thresholds:
            fit_thresholds(found)
            return
        if given.development:
            found = [one for one in found if is_development(one.sentence)]
        if given.predictions:
            predict(found, given.predictions)
            return
        if not found or any(one.label is None for one in found):
            raise InputError(f"{given.split}: some target has no polarity. Give an annotated file, or --predictions.")
        record = {
            "split": given.split.stem + ("-development" if given.development else ""),
            "date": datetime.date.today().isoformat(),
            "version": __version__,
            **measured(found),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
    except InputError as error:
        sys.exit(f"error: {error}")
    show(record)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"newsmtsc-{record['split']}.json"
    path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
