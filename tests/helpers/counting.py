"""The article counted by other code than the instrument's: from offsets, the text and the files of codes alone."""

import csv
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations, product
from typing import Any

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.book.project import ROOT, SEED, seed_coding
from analysis.text.statements import is_reporting_clause

CODING = seed_coding()
ROWS = [row for row in CODING.statements.to_dict("records") if row["words"]]
ALONE = [row for row in CODING.codings["instrument"].to_dict("records") if row["words"]]
TEXT = SEED.read_text("utf-8")
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
MEASURED = ROOT / "analysis" / "codebook" / "measured"
VOICES = {str(row["voice"]) for row in ROWS}
NAMES = ["Belarus", "Libya", "Libyan National Army", "Minsk", "NATO", "Palace of Independence"]


@cache
def reference() -> tuple[dict[str, int], int]:
    """How often each word is listed in the reference, and how many words the reference has."""
    path = ROOT / "analysis" / "wording" / "reference_counts.tsv.gz"
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    size = int(next(line for line in lines if line.startswith("# words")).split("\t")[1])
    return {term: int(times) for term, times in (line.split("\t") for line in lines if not line.startswith("#"))}, size


def in_words(rows: Iterable[Mapping[str, Any]]) -> int:
    return sum(len(WORD.findall(TEXT[row["start"] : row["end"]])) for row in rows)


class Valences(SentimentIntensityAnalyzer):
    """VADER as its authors' package has it, which keeps what each word adds."""

    def score_valence(self, sentiments: list[float], text: str) -> dict[str, float]:
        self.sentiments = sentiments
        scores: dict[str, float] = super().score_valence(sentiments, text)
        return scores


VADER = Valences()


def tone(text: str) -> tuple[float, list[float]]:
    """VADER's tone of `text`, and what each of its words adds."""
    plain = re.sub(r"""["“”–—]""", " ", text)
    return VADER.polarity_scores(plain)["compound"], VADER.sentiments


def statement(place: int) -> int:
    """The number of the statement in which the character `place` stands."""
    return next(row["statement"] for row in ROWS if row["start"] <= place < row["end"])


def sheet(kind: str) -> list[dict[str, str]]:
    path = SEED.parent / "codings" / f"{SEED.stem}.{kind}.csv"
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def targets() -> list[tuple[int, dict[str, str]]]:
    return [(int(row["start"]), row) for row in sheet("targets") if row["tone"]]


def alpha(pairs: list[tuple[Any, Any]]) -> float:
    """Krippendorff's alpha of two coders from the coincidences (Krippendorff 2004, chapter 11)."""
    values = [value for pair in pairs for value in pair]
    total, counts = len(values), Counter(values)
    seen = 2 * sum(one != other for one, other in pairs) / total
    expected = sum(counts[one] * counts[other] for one, other in combinations(counts, 2)) * 2 / (total * (total - 1))
    return 1 - seen / expected


def by_word(column: str) -> list[tuple[str, str]]:
    """What coding and instrument say of each word."""
    places = [row["start"] + word.start() for row in ROWS for word in WORD.finditer(row["text"])]
    return [
        tuple(next(row[column] for row in table if row["start"] <= place < row["end"]) for table in (ROWS, ALONE))
        for place in places
    ]  # type: ignore[misc]


def shared() -> list[tuple[str, str]]:
    """The tones that coding and instrument give to a mention of the same target in overlapping words."""
    found = CODING.targets["instrument"].to_dict("records")
    pairs = []
    for start, row in targets():
        same = [
            other
            for other in found
            if other["target"] == row["target"] and other["start"] < int(row["end"]) and other["end"] > start
        ]
        pairs += [(row["tone"], same[0]["label"])] if same else []
    return pairs


def f1(average: str) -> float:
    """Micro or macro F1 of the instrument's themes against the codes decided."""
    assert CODING.themes_by_instrument is not None
    found = dict(zip(CODING.themes_by_instrument["start"], CODING.themes_by_instrument["themes"], strict=True))
    pairs = [(set(row["themes"].split()), set(found[int(row["start"])])) for row in sheet("themes")]
    names = set().union(*(decided for decided, _ in pairs))
    every = names.union(*(other for _, other in pairs))
    both = {name: sum(name in one and name in other for one, other in pairs) for name in every}
    size = {name: sum((name in one) + (name in other) for one, other in pairs) for name in every}
    if average == "micro":
        return 2 * sum(both.values()) / sum(size.values())
    return sum(2 * both[name] / size[name] for name in names) / len(names)


def alphas() -> dict[str, float]:
    """The alpha of the instrument on each theme that coding or instrument gives to a statement of the article."""
    assert CODING.themes_by_instrument is not None
    found = dict(zip(CODING.themes_by_instrument["start"], CODING.themes_by_instrument["themes"], strict=True))
    rows = [(row["themes"].split(), found[int(row["start"])]) for row in sheet("themes")]
    names = {name for pair in rows for codes in pair for name in codes}
    return {name: alpha([(name in decided, name in other) for decided, other in rows]) for name in names}


def shares() -> list[tuple[str, str, dict[str, float]]]:
    """Each way of counting shares: its unit, whose paraphrase is, and each voice's share."""
    ways = []
    for table, unit, paraphrase, clauses in product(
        (ROWS, ALONE), ("words", "sentence", "statement"), ("source", "narrator"), (True, False)
    ):
        introducing = introductions(table)
        kept = [row for row in table if clauses or row["statement"] not in introducing]
        amounts: dict[Any, Counter[str]] = {}
        for row in kept:
            voice = "narrator" if paraphrase == "narrator" and row["mode"] == "indirect" else row["voice"]
            amounts.setdefault(row.get(unit) if unit != "words" else "all", Counter())[voice] += row["words"]
        held = Counter(max(words, key=lambda name: words[name]) for words in amounts.values())
        counts = amounts["all"] if unit == "words" else held
        ways.append((unit, paraphrase, {voice: number / counts.total() for voice, number in counts.items()}))
    return ways


def introductions(rows: list[dict[str, Any]]) -> set[int]:
    """The narrator's statements that only introduce somebody's words: they hold a cue and no other clause."""
    table = pd.DataFrame(rows)
    return set(table.loc[is_reporting_clause(table), "statement"])


def standing() -> dict[str, float]:
    """The words that stand out against the reference, the strongest evidence first, with their log ratio."""
    listed, size = reference()
    used = article_words()
    total, judged = used.total(), {}
    for term, times in used.items():
        other = listed.get(term, 2)
        expected = [(times + other) * part / (total + size) for part in (total, size)]
        evidence = 2 * sum(seen * math.log(seen / mean) for seen, mean in zip((times, other), expected, strict=True))
        if times >= 3:
            judged[term] = (-evidence, math.erfc(math.sqrt(evidence / 2)), math.log2(times / total / other * size))
    ranked = sorted(judged, key=lambda term: (judged[term][0], term))
    tests = len(listed.keys() | used)
    passed = [rank for rank, term in enumerate(ranked, 1) if judged[term][1] * tests / rank <= 0.05]
    return {term: judged[term][2] for term in ranked[: max(passed, default=0)]}


def article_words() -> Counter[str]:
    return Counter(word.lower().replace("’", "'") for row in ROWS for word in WORD.findall(row["text"]))


def record(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((MEASURED / name).read_text("utf-8"))
    return content


def borne_out(kind: str) -> list[bool]:
    """Whether each way of counting that a finding does not fix bears it out."""
    host, guest = sorted(
        VOICES - {"narrator"}, key=lambda name: -in_words(row for row in ROWS if row["voice"] == name)
    )[:2]
    if kind == "loudest":
        return [way["narrator"] >= max(way.values()) for _, _, way in shares()]
    if kind == "level":
        ways = [way for unit, paraphrase, way in shares() if (unit, paraphrase) == ("words", "source")]
        return [abs(way[host] - way[guest]) < 0.05 for way in ways]
    return [way[host] >= 1.5 * way[guest] for _, paraphrase, way in shares() if paraphrase == "narrator"]
