"""The instrument's attributions against those of PolNeAR's annotators: python -m benchmarks.polnear SPLIT_DIR

SPLIT_DIR holds `text/*.txt` and `attributions/*.ann` (Newell, Margolin and Ruths 2018). Prints a table and writes it
to `analysis/codebook/measured/polnear-SPLIT.json`, which the book shows. Textacy is in it where `pip install -e .[benchmark]` has
put it. Each system is measured in a process of its own, on the processors that this one may use (`taskset -c 0`: one).

With `--predictions OUT.jsonl` only `text` is read, and what the instrument finds is written to OUT.jsonl, a line an
article.
"""

import argparse
import json
import multiprocessing
import re
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

from analysis.attribution.coder import code
from analysis.attribution.extraction import attributions
from analysis.attribution.voices import UNATTRIBUTED, name_sources
from analysis.models import attribution as network
from analysis.models.tokens import vocabulary
from analysis.text.article import Article
from analysis.text.segmentation import words
from analysis.text.statements import DIRECT, Attribution
from benchmarks import record
from benchmarks.baselines import MISSING, baselines, has_textacy
from benchmarks.scoring import Found, Scores, as_annotated, causes, evaluate, grouped
from training.attribution.calibrate import calibration_curve, coverage, narrated
from training.corpora import Annotated, annotations, articles, texts

NAMES = Path(__file__).parent / "data" / "polnear_names.json"
INSTRUMENT = "the instrument"


class Measured(NamedTuple):
    """A system's scores, its words a second, and the peak memory of its process in MB; people have scores only."""

    scores: Scores
    speed: float | None = None
    memory: float | None = None


def measured(split: Path, name: str) -> Measured:
    """The scores and costs of the instrument, or of the baseline `name`, on `split`; run it in a process of its own."""
    find = attributions if name == INSTRUMENT else baselines()[name]
    scores = evaluate((text, _spans(right), as_annotated(find(text))) for _, text, right in articles(split))
    speed = words_per_second(split, statements if name == INSTRUMENT else lambda _, text: find(text))
    return Measured(scores, speed, record.peak_megabytes())


def statements(name: str, text: str) -> object:
    """The statements of the article `text`."""
    return code(Article(name, Path(name), text))


def second_annotator(split: Path) -> Scores | None:
    """The scores of a second annotator against the first, on the articles that have two; None where none has."""
    pairs = []
    for name, text in texts(split).items():
        annotators = annotations(split, name)
        if len(annotators) > 1:
            first, second = map(_spans, annotators[:2])
            pairs.append((text, first, second))
    return evaluate(pairs) if pairs else None


def names(split: Path) -> dict[str, float | int] | None:
    """How often a source is given its right name, on the articles of `split` whose sources were named by hand.

    `right` is the share of sources with a name that are given it, `kept` the share of nameless sources that are given
    none of the article's names. None where no article of the split was named.
    """
    checked = json.loads(NAMES.read_text(encoding="utf-8"))
    right, kept = [], []
    for stem, sources in checked.items():
        path = split / "text" / f"{stem}.txt"
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        attributed = [Attribution((0, 1), (first, last), None, DIRECT, "") for first, last, _ in sources]
        people = {_plain(name) for _, _, name in sources if name}
        for voice, (_, _, name) in zip(name_sources(text, attributed), sources, strict=True):
            if name:
                right.append(_plain(voice.name) == _plain(name))
            else:
                kept.append(_plain(voice.name) not in people)
    if not right:
        return None
    return {"right": mean(right), "named": len(right), "kept": mean(kept), "nameless": len(kept)}


def words_per_second(split: Path, run: Callable[[str, str], object]) -> float:
    """How many words a second `run` takes, given name and text of each article of `split`."""
    named = texts(split)
    run(*next(iter(named.items())))
    total = sum(len(words(text)) for text in named.values())
    return record.per_second(lambda: [run(name, text) for name, text in named.items()], total)


def seconds_to_load() -> float:
    """The median of three measurements of how long model and word vectors take to load."""
    took = []
    for _ in range(record.SPEED_ROUNDS):
        network.weights.cache_clear()
        vocabulary.cache_clear()
        began = time.perf_counter()
        network.weights()
        vocabulary()
        took.append(time.perf_counter() - began)
    return median(took)


def prediction(name: str, text: str) -> dict[str, Any]:
    """A line of the predictions: the attributions in `text`, with offsets in characters of the raw text."""
    parts = attributions(text)
    named = [part._replace(voice=voice.name) for part, voice in zip(parts, name_sources(text, parts), strict=True)]
    quotes = []
    for group in grouped(named):
        first, modes = group[0], {part.mode for part in group}
        quotes.append(
            {
                "content": [list(part.content) for part in group],
                "source": list(first.source) if first.source else None,
                "cue": text[slice(*first.cue)] if first.cue else None,
                "speaker": None if first.voice == UNATTRIBUTED else first.voice,
                "mode": first.mode if len(modes) == 1 else "mixed",
            }
        )
    return {"doc": name, "quotes": quotes}


def _plain(name: str) -> str:
    """`name` in small letters, without "the" and without punctuation."""
    return re.sub(r"^the |\W+", " ", name.lower()).strip()


def predict(split: Path, out: Path) -> None:
    """Writes a line to `out` for each text of `split`."""
    lines = [json.dumps(prediction(name, text), ensure_ascii=False) for name, text in texts(split).items()]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def score(split: Path) -> None:
    """Prints the table for `split` and writes it."""
    gold = list(articles(split))
    table: dict[str, Measured] = {}
    for name in (INSTRUMENT, *baselines()):
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
            table[name] = alone.submit(measured, split, name).result()
    people = second_annotator(split)
    if people:
        table[f"a second human annotator, on {people.articles} articles"] = Measured(people)
    speed = words_per_second(split, lambda _, text: attributions(text))
    loading = seconds_to_load()
    held = narrated(split)[1::2]
    holds, width = coverage(held)
    named = names(split)
    for name, row in table.items():
        print(_line(name, row))
    if not has_textacy():
        print(MISSING)
    print(f"{'from text to attributions only':45} {speed:,.0f} words/s")
    print(f"{'loading the model':45} {loading:.2f} s")
    print(f"{'narrator within the interval':45} {holds:.3f} of {len(held)} articles, {width:.3f} wide")
    figures: dict[str, Any] = {
        "scores": {name: _row(row) for name, row in table.items()},
        "errors": causes((text, _spans(right), as_annotated(attributions(text))) for _, text, right in gold),
        "reliability": calibration_curve(split),
        "intervals": {"holds": holds, "width": width, "articles": len(held)},
        "cost": {
            "words per second from text to attributions": round(speed),
            "seconds to load the model": round(loading, 3),
        },
    }
    if named:
        print(f"{'sources given their right name':45} {named['right']:.3f} of {named['named']}")
        print(f"{'nameless sources given to nobody':45} {named['kept']:.3f} of {named['nameless']}")
        figures["names"] = named
    record.write(record.RESULTS / f"polnear-{split.name}.json", "PolNeAR 1.0", split.name, figures)


def _line(name: str, row: Measured) -> str:
    scores = row.scores
    cost = f"  {row.speed:7,.0f} words/s  {row.memory:5,.0f} MB" if row.speed and row.memory else ""
    return (
        f"{name:45} content F1 {scores.content_f1:.3f}  credited F1 {scores.credited_f1:.3f}"
        f"  joint F1 {scores.joint_f1:.3f}  share error {scores.share_mae:.3f}{cost}"
    )


def _row(row: Measured) -> dict[str, Any]:
    if not row.speed or not row.memory:
        return row.scores._asdict()
    return {**row.scores._asdict(), "words_per_second": round(row.speed), "peak_megabytes": round(row.memory)}


def _spans(annotated: Sequence[Annotated]) -> list[Found]:
    return [(attribution.content, attribution.source) for attribution in annotated]


def run(options: argparse.Namespace) -> None:
    """Scores the instrument and the baselines on a split, prints the table and writes it; or writes predictions."""
    if options.predictions:
        predict(options.split, options.predictions)
    else:
        score(options.split)


def main() -> int:
    """The exit status of the benchmark."""
    predictions = {"type": Path, "metavar": "OUT.jsonl", "help": "write what is attributed, and score nothing"}
    split = {"type": Path, "help": "a folder with text/ and attributions/"}
    return record.status(run, __doc__, {"split": split, "--predictions": predictions})


if __name__ == "__main__":
    sys.exit(main())
