"""The instrument's attributions against those of PolNeAR's annotators: python -m benchmarks.polnear SPLIT_DIR

SPLIT_DIR holds `text/*.txt` and `attributions/*.ann` (Newell, Margolin and Ruths 2018). Prints a table and writes it
to `benchmarks/results/polnear-SPLIT.json`, which the book shows.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from analysis import __version__
from analysis.attribution import DIRECT, Attribution, attributions
from analysis.cues import SAYING_FORMS
from analysis.language import Span, words
from analysis.quotations import quotations

RESULTS = Path(__file__).parent / "results"


class Gold(NamedTuple):
    """An annotated attribution: the spans of its content and of its source, each possibly in parts."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


class Scores(NamedTuple):
    """How well predictions meet annotations; all but the last two from 0 to 1."""

    content_f1: float
    credited_f1: float
    joint_f1: float
    share_mae: float
    words_per_second: float
    articles: int


def annotated(path: Path) -> list[Gold]:
    """The attributions with content in a brat file; lines without a tab are skipped."""
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if fields[0].startswith("T"):
            _, _, places = fields[1].partition(" ")
            spans[fields[0]] = tuple((int(one.split()[0]), int(one.split()[1])) for one in places.split(";"))
        elif fields[0].startswith("E"):
            roles: dict[str, list[str]] = {}
            for role in fields[1].split():
                name, _, target = role.partition(":")
                roles.setdefault(re.sub(r"\d+$", "", name), []).append(target)
            content = tuple(span for target in roles.get("Content", []) for span in spans.get(target, ()))
            source = tuple(span for target in roles.get("Source", []) for span in spans.get(target, ()))
            if content:
                found.append(Gold(content, source))
    return found


def quotation_and_say(text: str) -> list[Attribution]:
    """The simplest rule: each quotation, with the capitalised words beside a verb of saying within fifty characters."""
    found = []
    say = re.compile(r"([A-Z]\w+|he|she) (?:" + "|".join(sorted(SAYING_FORMS)) + r")\b|\bsaid ([A-Z]\w+)")
    for span in quotations(text):
        near = say.search(text, span[1], span[1] + 50) or say.search(text, max(0, span[0] - 50), span[0])
        source = (near.span(1) if near[1] else near.span(2)) if near else None
        found.append(Attribution(span, DIRECT, None, source, "quotation and say"))
    return found


def evaluate(split: Path, predict: Callable[[str], Sequence[Attribution]]) -> Scores:
    """The scores of `predict` on all articles of `split`, words pooled; of several annotators the first is taken."""
    tallies = {"content": [0, 0, 0], "credited": [0, 0, 0], "joint": [0, 0, 0]}
    errors, seconds, total = [], 0.0, 0
    paths = sorted((split / "text").glob("*.txt"))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        files = sorted((split / "attributions").glob(f"{path.stem}_*.ann"))
        gold = annotated(files[0]) if files else []
        began = time.perf_counter()
        predicted = predict(text)
        seconds += time.perf_counter() - began
        places = words(text)
        total += len(places)
        right = _by_word(places, [(one.content, one.source) for one in gold])
        ours = _by_word(places, [((one.content,), (one.source,) if one.source else ()) for one in predicted])
        _tally(tallies["content"], set(right), set(ours), set(right) & set(ours))
        agreed = {word for word in set(right) & set(ours) if _overlap(right[word][1], ours[word][1])}
        _tally(tallies["credited"], set(right), set(ours), agreed)
        _joint(tallies["joint"], right, ours)
        if places:
            errors.append(abs(len(right) - len(ours)) / len(places))
    content, credited, joint = (_f1(*tallies[name]) for name in ("content", "credited", "joint"))
    return Scores(content, credited, joint, mean(errors), total / seconds, len(paths))


Words = dict[int, tuple[int, tuple[Span, ...]]]


def _by_word(places: Sequence[Span], found: Sequence[tuple[tuple[Span, ...], tuple[Span, ...]]]) -> Words:
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


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(first < end and begin < last for first, last in one for begin, end in other)


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
            if number in taken or not _overlap(source, other_source):
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
    """Scores the instrument and the baseline on a split, prints the table and writes it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.polnear", description=__doc__)
    parser.add_argument("split", type=Path, help="a folder with text/ and attributions/")
    split = parser.parse_args().split
    if not (split / "text").is_dir():
        print(
            f"error: {split}: there is no folder text/ in it. Give the folder of one part of PolNeAR.", file=sys.stderr
        )
        return 2
    table = {
        "instrument (rules)": evaluate(split, attributions),
        "quotation marks and a nearby say-verb": evaluate(split, quotation_and_say),
    }
    for name, one in table.items():
        print(
            f"{name:40} content F1 {one.content_f1:.3f}  credited F1 {one.credited_f1:.3f}  joint F1 {one.joint_f1:.3f}"
            f"  share error {one.share_mae:.3f}  {one.words_per_second:,.0f} words/s"
        )
    RESULTS.mkdir(exist_ok=True)
    record = {
        "corpus": "PolNeAR 1.0",
        "part": split.name,
        "version": __version__,
        "scores": {
            name: {key: round(value, 4) for key, value in one._asdict().items() if key != "words_per_second"}
            for name, one in table.items()
        },
    }
    path = RESULTS / f"polnear-{split.name}.json"
    path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
