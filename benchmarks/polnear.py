"""The instrument's attributions against those of PolNeAR's annotators: python -m benchmarks.polnear SPLIT_DIR

SPLIT_DIR holds `text/*.txt` and `attributions/*.ann` (Newell, Margolin and Ruths 2018). Prints a table and writes it
to `benchmarks/results/polnear-SPLIT.json`, which the book shows. With `--predictions OUT.jsonl` only `text` is read, and
what the instrument finds is written to OUT.jsonl, a line an article.
"""

import argparse
import datetime
import json
import re
import resource
import sys
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

from analysis import __version__, network
from analysis.article import Article
from analysis.attribution import DIRECT, Attribution, attributions
from analysis.errors import InputError
from analysis.language import Span, words
from analysis.naming import UNATTRIBUTED, name_sources
from analysis.quotations import quotations
from analysis.statements import code
from analysis.tokens import vocabulary
from analysis.training.annotations import Annotated, annotated, articles, meet
from analysis.training.calibrate import coverage, narrated, reliability

RESULTS = Path(__file__).parent / "results"
NAMES = Path(__file__).parent / "polnear_names.json"
SAY = re.compile(r"([A-Z]\w+|he|she) (?:says?|said|adds?|added|told|asked|wrote)\b|\bsaid ([A-Z]\w+)")
SPEED_ROUNDS = 3


class Scores(NamedTuple):
    """How well predictions meet annotations; all but the last from 0 to 1."""

    content_f1: float
    credited_f1: float
    joint_f1: float
    share_mae: float
    articles: int


Found = tuple[tuple[Span, ...], tuple[Span, ...]]


def as_annotated(found: Sequence[Attribution]) -> list[Found]:
    """Content and source of each attribution; contents that share source and cue are parts of one."""
    groups: dict[object, list[Attribution]] = {}
    for number, one in enumerate(found):
        groups.setdefault((one.source, one.cue) if one.source else number, []).append(one)
    return [
        (tuple(one.content for one in group), (group[0].source,) if group[0].source else ())
        for group in groups.values()
    ]


def quotation_and_say(text: str) -> list[Attribution]:
    """The simplest rule: each quotation, with the capitalised words beside a verb of saying within fifty characters."""
    found = []
    for span in quotations(text):
        near = SAY.search(text, span[1], span[1] + 50) or SAY.search(text, max(0, span[0] - 50), span[0])
        source = (near.span(1) if near[1] else near.span(2)) if near else None
        found.append(Attribution(span, DIRECT, None, source, "quotation and say"))
    return found


def evaluate(pairs: Iterable[tuple[str, Sequence[Found], Sequence[Found]]]) -> Scores:
    """The scores of predictions against annotations, given (text, annotated, predicted) for each article."""
    tallies = {"content": [0, 0, 0], "credited": [0, 0, 0], "joint": [0, 0, 0]}
    errors = []
    for text, gold, predicted in pairs:
        places = words(text)
        right, ours = _by_word(places, gold), _by_word(places, predicted)
        _tally(tallies["content"], set(right), set(ours), set(right) & set(ours))
        agreed = {word for word in set(right) & set(ours) if meet(right[word][1], ours[word][1])}
        _tally(tallies["credited"], set(right), set(ours), agreed)
        _joint(tallies["joint"], right, ours)
        errors.append(abs(len(right) - len(ours)) / max(1, len(places)))
    content, credited, joint = (_f1(*tallies[name]) for name in ("content", "credited", "joint"))
    return Scores(content, credited, joint, mean(errors), len(errors))


def causes(pairs: Iterable[tuple[str, Sequence[Found], Sequence[Found]]]) -> list[dict[str, int | str]]:
    """What goes wrong, by cause: cause, words; the most words first. Takes what `evaluate` takes."""
    counted: Counter[str] = Counter()
    for text, gold, predicted in pairs:
        places = words(text)
        right, ours = _by_word(places, gold), _by_word(places, predicted)
        quoted = quotations(text)
        marks = [span[0] for span in quoted]
        for word, (first, _) in enumerate(places):
            if word not in right and word not in ours:
                continue
            number = bisect_right(marks, first) - 1
            inside = number >= 0 and first < quoted[number][1]
            kind = "between quotation marks" if inside else "without quotation marks"
            if word not in ours:
                counted[f"somebody's words missed, {kind}"] += 1
            elif word not in right:
                counted[f"narration taken for somebody's words, {kind}"] += 1
            elif not right[word][1]:
                counted["words given a source where the annotators name none"] += 1
            elif not ours[word][1]:
                counted["words left without a source"] += 1
            elif not meet(right[word][1], ours[word][1]):
                between = sorted((right[word][1][0][0], ours[word][1][0][0]))
                near = "in the same paragraph" if "\n" not in text[slice(*between)] else "in another paragraph"
                counted[f"words given to another source, {near}"] += 1
    return [{"cause": cause, "words": number} for cause, number in counted.most_common()]


def second_annotator(split: Path) -> Scores | None:
    """The scores of a second annotator against the first, on the articles that have two; None where none has."""
    pairs = []
    for path in sorted((split / "text").glob("*.txt")):
        files = sorted((split / "attributions").glob(f"{path.stem}_*.ann"))
        if len(files) > 1:
            first, second = ([(one.content, one.source) for one in annotated(file)] for file in files[:2])
            pairs.append((path.read_text(encoding="utf-8"), first, second))
    return evaluate(pairs) if pairs else None


def names(split: Path) -> dict[str, float | int] | None:
    """How often a source is given its right name, on the articles of `split` whose sources were named by hand.

    `right` is the share of sources that belong to a person or body by name and are credited to it, `kept` the share of
    the others that are credited to none of the article's names. None where no article of the split was named.
    """
    checked = json.loads(NAMES.read_text(encoding="utf-8"))
    right, kept = [], []
    for stem, sources in checked.items():
        path = split / "text" / f"{stem}.txt"
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        found = [Attribution((0, 1), DIRECT, None, (first, last), "") for first, last, _ in sources]
        people = {_plain(name) for _, _, name in sources if name}
        for voice, (_, _, name) in zip(name_sources(text, found), sources, strict=True):
            if name:
                right.append(_plain(voice.name) == _plain(name))
            else:
                kept.append(_plain(voice.name) not in people)
    if not right:
        return None
    return {"right": mean(right), "named": len(right), "kept": mean(kept), "nameless": len(kept)}


def words_per_second(split: Path, run: Callable[[str, str], object]) -> float:
    """The median over `SPEED_ROUNDS` of how many words a second `run` takes, given name and text of each article."""
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted((split / "text").glob("*.txt"))]
    total = sum(len(words(text)) for _, text in texts)
    run(*texts[0])
    speeds = []
    for _ in range(SPEED_ROUNDS):
        began = time.perf_counter()
        for name, text in texts:
            run(name, text)
        speeds.append(total / (time.perf_counter() - began))
    return median(speeds)


def seconds_to_load() -> float:
    """The median over `SPEED_ROUNDS` of how long model and word vectors take to load."""
    took = []
    for _ in range(SPEED_ROUNDS):
        network.weights.cache_clear()
        vocabulary.cache_clear()
        began = time.perf_counter()
        network.weights()
        vocabulary()
        took.append(time.perf_counter() - began)
    return median(took)


def prediction(name: str, text: str) -> dict[str, Any]:
    """What the instrument finds in `text`, for a line of the predictions; offsets are characters of the raw text."""
    found = attributions(text)
    voices = name_sources(text, found)
    quotes: dict[object, dict[str, Any]] = {}
    for number, (one, voice) in enumerate(zip(found, voices, strict=True)):
        key = (one.source, one.cue) if one.source else number
        quote = quotes.setdefault(
            key,
            {
                "content": [],
                "source": list(one.source) if one.source else None,
                "cue": text[slice(*one.cue)] if one.cue else None,
                "speaker": None if voice.name == UNATTRIBUTED else voice.name,
                "mode": one.mode,
                "probability": round(one.probability, 3),
            },
        )
        quote["content"].append(list(one.content))
        if one.mode != quote["mode"]:
            quote["mode"] = "mixed"
    return {"doc": name, "quotes": list(quotes.values())}


def _plain(name: str) -> str:
    return re.sub(r"^the |\W+", " ", name.lower()).strip()


Words = dict[int, tuple[int, tuple[Span, ...]]]


def _by_word(places: Sequence[Span], found: Sequence[Found]) -> Words:
    """For each attributed word its attribution's number and source."""
    owners: Words = {}
    spans = sorted((span, number) for number, (content, _) in enumerate(found) for span in content)
    index = 0
    for word, (first, last) in enumerate(places):
        while index < len(spans) and spans[index][0][1] <= first:
            index += 1
        if index < len(spans) and spans[index][0][0] < last:
            number = spans[index][1]
            owners[word] = (number, found[number][1])
    return owners


def _tally(tally: list[int], right: set[int], ours: set[int], both: set[int]) -> None:
    tally[0] += len(both)
    tally[1] += len(ours)
    tally[2] += len(right)


def _joint(tally: list[int], right: Words, ours: Words) -> None:
    """Attributions whose contents overlap by half of their words or more (of both together) and whose sources meet."""
    groups = []
    for owners in (right, ours):
        members: dict[int, set[int]] = {}
        for word, (number, _) in owners.items():
            members.setdefault(number, set()).add(word)
        groups.append([(chosen, owners[min(chosen)][1]) for chosen in members.values()])
    matched = 0
    taken: set[int] = set()
    for chosen, source in groups[1]:
        for number, (other, other_source) in enumerate(groups[0]):
            if number in taken or not meet(source, other_source):
                continue
            if 2 * len(chosen & other) >= len(chosen | other):
                taken.add(number)
                matched += 1
                break
    tally[0] += matched
    tally[1] += len(groups[1])
    tally[2] += len(groups[0])


def _f1(both: int, ours: int, right: int) -> float:
    return 2 * both / (ours + right) if ours + right else 0.0


def main() -> int:
    """Scores the instrument and the baseline on a split, prints the table and writes it; or writes predictions."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.polnear", description=__doc__)
    parser.add_argument("split", type=Path, help="a folder with text/ and attributions/")
    parser.add_argument("--predictions", type=Path, metavar="OUT.jsonl", help="write what is found, and score nothing")
    options = parser.parse_args()
    try:
        if options.predictions:
            predict(options.split, options.predictions)
        else:
            score(options.split)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def predict(split: Path, out: Path) -> None:
    """Writes a line to `out` for each text of `split`."""
    paths = sorted((split / "text").glob("*.txt"))
    if not paths:
        raise InputError(f"{split}: there is no text/*.txt in it. Give the folder of one part of PolNeAR.")
    with out.open("w", encoding="utf-8") as file:
        for path in paths:
            line = prediction(path.stem, path.read_bytes().decode("utf-8"))
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def score(split: Path) -> None:
    """Prints the table for `split` and writes it."""
    gold = list(articles(split))
    systems: dict[str, Callable[[str], list[Attribution]]] = {
        "the instrument": attributions,
        "quotation marks and a nearby say-verb": quotation_and_say,
    }
    table = {
        name: evaluate((text, _spans(right), as_annotated(find(text))) for _, text, right in gold)
        for name, find in systems.items()
    }
    people = second_annotator(split)
    if people:
        table[f"a second human annotator, on {people.articles} articles"] = people
    speeds = {
        "from text to attributions": words_per_second(split, lambda _, text: attributions(text)),
        "from text to statements": words_per_second(split, lambda name, text: code(Article(name, Path(name), text))),
    }
    loading = seconds_to_load()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, one in table.items():
        print(
            f"{name:45} content F1 {one.content_f1:.3f}  credited F1 {one.credited_f1:.3f}  joint F1 {one.joint_f1:.3f}"
            f"  share error {one.share_mae:.3f}"
        )
    for name, speed in speeds.items():
        print(f"{name:45} {speed:,.0f} words/s")
    print(f"{'peak memory':45} {memory:,.0f} MB")
    print(f"{'loading the model':45} {loading:.2f} s")
    held = narrated(split)[1::2]
    holds, width = coverage(held)
    print(f"{'narrator within the interval':45} {holds:.3f} of {len(held)} articles, {width:.3f} wide")
    record: dict[str, Any] = {
        "corpus": "PolNeAR 1.0",
        "part": split.name,
        "version": __version__,
        "date": datetime.date.today().isoformat(),
        "scores": {name: _rounded(one._asdict()) for name, one in table.items()},
        "errors": causes((text, _spans(right), as_annotated(attributions(text))) for _, text, right in gold),
        "reliability": reliability(split),
        "intervals": _rounded({"holds": holds, "width": width, "articles": len(held)}),
        "cost": {
            "words per second": {name: round(speed) for name, speed in speeds.items()},
            "peak memory in MB": round(memory),
            "seconds to load the model": round(loading, 3),
        },
    }
    named = names(split)
    if named:
        print(f"{'sources given their right name':45} {named['right']:.3f} of {named['named']}")
        print(f"{'nameless sources given to nobody':45} {named['kept']:.3f} of {named['nameless']}")
        record["names"] = _rounded(named)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"polnear-{split.name}.json"
    path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(path)


def _spans(gold: Sequence[Annotated]) -> list[Found]:
    return [(one.content, one.source) for one in gold]


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in values.items()}


if __name__ == "__main__":
    sys.exit(main())
