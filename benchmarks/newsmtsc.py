"""The instrument's tone toward a target against NewsMTSC's annotators: python -m benchmarks.newsmtsc SPLIT.jsonl

SPLIT.jsonl is a file of NewsMTSC (Hamborg and Donnay 2021). Prints macro F1 and targets a second for the instrument and
for three lexicons that score the sentence alone, and writes them to `analysis/codebook/measured/newsmtsc-SPLIT.json`, which
the book shows. With `--development` only the sentences that the model was not fitted on are scored; with `--predictions`
polarities are not read, and a line for each target is written instead; with `--fit-thresholds` the file is the training
part, and the thresholds of the lexicons are found on the sentences that the model was fitted on.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from afinn import Afinn
from numpy.typing import NDArray
from textblob import TextBlob

from analysis.codebook import agreement
from analysis.models import tone as tone_network
from analysis.sentiment import vader
from analysis.text.files import InputError
from benchmarks import record
from training.corpora import Target, is_development, targets

THRESHOLDS = Path(__file__).parent / "data" / "newsmtsc_thresholds.json"
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


def macro_f1(gold: Labels, given: Labels) -> float:
    """The mean F1 over the labels that occur in `gold`, 0 to 1."""
    return agreement.macro(per_label(gold, given), [int((gold == label).sum()) for label in range(3)])


def per_label(gold: Labels, given: Labels) -> list[float]:
    """F1 of negative, neutral and positive, 0 to 1."""
    pairs = [(gold == label, given == label) for label in range(3)]
    return [agreement.scores((right & ours).sum(), ours.sum(), right.sum()).f1 for right, ours in pairs]


def calibration_curve(gold: Labels, chances: NDArray[np.float32]) -> list[dict[str, float | int]]:
    """For tenths of the probability given to the chosen label: said (mean), right (share), targets."""
    chosen, said = chances.argmax(axis=1), chances.max(axis=1)
    places = np.minimum((said * BINS).astype(int), BINS - 1)
    inside = [places == place for place in sorted(set(places.tolist()))]
    return [
        {"said": said[rows].mean(), "right": (chosen == gold)[rows].mean(), "targets": rows.sum()} for rows in inside
    ]


def measured(annotated: Sequence[Target]) -> dict[str, Any]:
    """The figures of the record: a row for each instrument, and how well the model's probabilities hold."""
    gold = np.array([target.label for target in annotated])
    several = np.array([target.others > 0 for target in annotated])
    pairs = [(target.sentence, target.span) for target in annotated]
    chances = tone_network.probabilities(pairs)
    rate = record.per_second(lambda: tone_network.probabilities(pairs), len(pairs))
    rows = [_row("this instrument", gold, chances.argmax(axis=1), several, rate)]
    thresholds = json.loads(THRESHOLDS.read_text(encoding="utf-8"))
    for name, score in lexicons().items():
        scored = partial(_scores, score, annotated)
        rate = record.per_second(scored, len(pairs))
        rows.append(_row(name, gold, by_threshold(scored(), *thresholds[name]), several, rate))
    return {"targets": len(annotated), "rows": rows, "reliability": calibration_curve(gold, chances)}


def _scores(score: Callable[[str], float], annotated: Sequence[Target]) -> Scores:
    return np.array([score(target.sentence) for target in annotated])


def _row(name: str, gold: Labels, labels: Labels, several: NDArray[np.bool_], rate: float) -> dict[str, Any]:
    return {
        "instrument": name,
        "macro_f1": macro_f1(gold, labels),
        "several_targets": macro_f1(gold[several], labels[several]),
        **dict(zip(tone_network.LABELS, per_label(gold, labels), strict=True)),
        "targets_per_second": round(rate),
    }


def predict(annotated: Sequence[Target], out: Path) -> None:
    """Writes a line for each target to `out`: its id, its label (-1, 0 or 1), and the probability of that."""
    chances = tone_network.probabilities((target.sentence, target.span) for target in annotated)
    with out.open("w", encoding="utf-8") as lines:
        for target, row in zip(annotated, chances, strict=True):
            label = int(row.argmax())
            line = {"id": target.id, "label": label - 1, "probability": round(float(row[label]), 4)}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def fit_thresholds(annotated: Sequence[Target]) -> None:
    """Writes the thresholds of each lexicon, found on the targets that the model was fitted on."""
    fitted = [target for target in annotated if not is_development(target.sentence)]
    gold = np.array([target.label for target in fitted])
    best = {name: best_thresholds(_scores(score, fitted), gold) for name, score in lexicons().items()}
    THRESHOLDS.write_text(json.dumps(best, indent=1) + "\n", encoding="utf-8")


def show(figures: dict[str, Any]) -> None:
    """Prints the table."""
    print(f"{'':26}  macro F1   several   negative   neutral   positive   targets/s")
    for row in figures["rows"]:
        values = [f"{row[name]:9.3f}" for name in ("macro_f1", "several_targets", *tone_network.LABELS)]
        print(f"{row['instrument']:26}{' '.join(values)}   {row['targets_per_second']:9,}")
    print(f"{figures['targets']:,} targets, peak memory {figures['peak_mb']} MB")


def run(options: argparse.Namespace) -> None:
    """Does what the command line says. Raises `InputError` where the file has no polarities to measure by."""
    annotated = list(targets(options.split))
    if options.fit_thresholds:
        fit_thresholds(annotated)
        return
    if options.development:
        annotated = [target for target in annotated if is_development(target.sentence)]
    if options.predictions:
        predict(annotated, options.predictions)
        return
    if not annotated or any(target.label is None for target in annotated):
        raise InputError(f"{options.split}: some target has no polarity. Give an annotated file, or --predictions.")
    figures = measured(annotated) | {"peak_mb": round(record.peak_megabytes())}
    show(figures)
    part = options.split.stem + ("-development" if options.development else "")
    record.write(record.RESULTS / f"newsmtsc-{part}.json", "NewsMTSC", part, figures)


def main() -> int:
    """The exit status of the benchmark."""
    arguments: dict[str, dict[str, Any]] = {
        "split": {"type": Path, "metavar": "SPLIT.jsonl"},
        "--predictions": {"type": Path, "metavar": "OUT.jsonl", "help": "write the labels and measure nothing"},
        "--development": {"action": "store_true", "help": "only the sentences that were not fitted on"},
        "--fit-thresholds": {"action": "store_true", "help": "find the lexicons' thresholds on the others"},
    }
    return record.status(run, __doc__, arguments)


if __name__ == "__main__":
    sys.exit(main())
