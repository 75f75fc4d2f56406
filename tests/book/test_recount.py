"""Published numbers are counted again, by other code than that which counted them.

Words, sentences and statements are counted from the offsets and the article's text; agreement from the files of codes;
what was measured on other texts from the records. What is not counted again is listed, and the data page says so.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.book.project import ROOT, SEED, seed_coding
from analysis.book.results import Result, results, slug

CODING = seed_coding()
ROWS = [row for row in CODING.statements.to_dict("records") if row["words"]]
ALONE = [row for row in CODING.codings["instrument"].to_dict("records") if row["words"]]
TEXT = SEED.read_text("utf-8")
PUBLISHED = {result.name: result for result in results(CODING)}
COUNTED = [result for result in PUBLISHED.values() if result.unit != "other"]
OTHER = [result for result in PUBLISHED.values() if result.unit == "other"]
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
MEASURED = ROOT / "analysis" / "codebook" / "measured"

# What a number of these names depends on is tested where it is computed; the number is not counted again.
NOT_COUNTED = {
    r"claims\..+|.+\.(?:minimum|least|threshold)|keyness\.(?:tests|false\.percent)|themes\.corpus\.aims?\b.*": "limits",
    r"(?:finding|headline|toward)\..+\.(?:words|holds)|themes\.findings.*": "how many ways bear out a claim",
    r"headline\..+|.+\.percent\.(?:low|high)": "contrasts, and the ends of intervals and ranges",
    r"themes\.(?:number|domains|schemes|reliable|occurring).*|tone\.lists|coders\.runs|named\.number": "lengths of lists",
    r"sentences\.untrained|agreement\.voice\.untitled\.percent": "what the instrument does with less knowledge",
    r"themes\.lessons|keyness\.standing|keyness\.more|keyness\.word\..+\.rank": "orders and counts of other texts",
}


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


def recount(result: Result) -> float:
    """The value of `result`, from its statements and the article's text alone."""
    rows = [row for row in ROWS if row["statement"] in result.statements]
    match result.unit:
        case "words":
            return in_words(rows)
        case "percent":
            assert result.denominator
            return 100 * in_words(rows) / result.denominator
        case "statements":
            return len(rows)
        case "sentences" | "stretches" | "voices":
            return len({row[result.unit.removesuffix("es" if result.unit == "stretches" else "s")] for row in rows})
        case "number of a statement":
            voice = result.name.split(".")[0]
            return min(row["statement"] for row in ROWS if slug(row["voice"]) == voice and row["mode"] == "direct")
        case "mean tone":
            return sum(tone(row["text"])[0] * row["words"] for row in rows) / in_words(rows)
        case "positive words" | "negative words":
            sign = 1 if result.unit.startswith("positive") else -1
            return sum(added * sign > 0 for row in rows for added in tone(row["text"])[1])
        case "uses":
            term = result.name.split(".")[2]
            return sum(slug(word.lower()) == term for row in rows for word in WORD.findall(row["text"]))
        case "mentions of targets":
            _, voice, target, label = result.name.split(".")
            whose = {row["statement"]: slug(row["voice"]) for row in rows}
            return sum(
                whose.get(statement(start)) == voice and slug(code["target"]) == target
                for start, code in targets()
                if label in ("mentions", code["tone"])
            )
        case "mentions":
            names = [name for name in NAMES if slug(name) == result.name.split(".")[1]]
            inside = [name for name in NAMES if names[0] in name and name != names[0]]
            texts = "\n".join(row["text"] for row in rows)
            return len(re.findall(rf"\b{names[0]}\b", texts)) - sum(texts.count(name) for name in inside)
    raise AssertionError(f"{result.name}: no way to count the unit {result.unit} again")


NAMES = ["Belarus", "Libya", "Libyan National Army", "Minsk", "NATO", "Palace of Independence", "Republic of Belarus"]


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
    found = CODING.toward["instrument"].to_dict("records")
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


def record(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((MEASURED / name).read_text("utf-8"))
    return content


def of_other(result: Result) -> float:
    """The value of `result`, which counts no statements, from the files of codes and the records."""
    words = Counter(word.lower().replace("’", "'") for row in ROWS for word in WORD.findall(row["text"]))
    runs = [(row["coder_one"], row["coder_two"]) for row in sheet("targets")]
    both = [pair for pair in runs if all(pair)]
    match result.name.split("."):
        case ["keyness", "judged"]:
            return sum(times >= 3 for times in words.values())
        case ["keyness", "rare"]:
            return sum(times < 3 for times in words.values())
        case ["theme", "covered", "statements", "percent"]:
            return 100 * sum(bool(row["themes"]) for row in ROWS) / len(ROWS)
        case ["theme", "covered", "instrument", "percent"]:
            return 100 * in_words(row for row in ALONE if row["themes"]) / in_words(ALONE)
        case ["themes", "article", average]:
            return f1(average)
        case ["themes", "corpus", *rest]:
            return on_corpus(rest)
        case ["wording", *rest]:
            return on_wording(rest)
        case ["tone", "quoted", "lowest"]:
            voices = {row["voice"] for row in ROWS} - {"narrator"}
            return min(PUBLISHED[f"tone.{slug(voice)}.mean"].value for voice in voices)
        case ["coders", "decided"]:
            return len(targets())
        case ["coders", "either"]:
            return len(runs)
        case ["coders", "both"]:
            return len(both)
        case ["coders", "same"]:
            return sum(one == other for one, other in both)
        case ["coders", "alpha"]:
            return alpha(both)
        case ["agreement", "targets", "found"]:
            return len(shared())
        case ["agreement", "targets", "same"]:
            return sum(one == other for one, other in shared())
        case ["agreement", "targets", "alpha"]:
            return alpha(shared())
        case ["agreement", "targets", "extra"]:
            return sum(
                not any(
                    row["target"] == mention["target"] and start < mention["end"] and int(row["end"]) > mention["start"]
                    for start, row in targets()
                )
                for mention in CODING.toward["instrument"].to_dict("records")
            )
        case ["agreement", column, measure]:
            pairs = by_word(column)
            same = sum(one == other for one, other in pairs)
            values = {"words": same, "percent": 100 * same / len(pairs), "differing": len(pairs) - same}
            return alpha(pairs) if measure == "alpha" else values[measure]
        case ["sentences", "wrong"]:
            return PUBLISHED["sentences.untrained"].value - PUBLISHED["article.sentences"].value
    raise AssertionError(f"{result.name} is neither counted again nor on the list of what is not")


def on_corpus(name: list[str]) -> float:
    held = record("themes-dev.json")["halves"]["held back"]
    scores = {"instrument": held["the instrument"], "coders": held["coder one with coder two"]}
    match name:
        case [who, average]:
            return float(scores[who][f"{average}_f1"])
        case ["statements"]:
            return float(scores["instrument"]["statements"])
        case ["articles"]:
            return float(held["articles"])
        case ["same"]:
            return float(scores["coders"]["same_set"])
        case _:
            return sum(theme["alpha"] >= 0.67 for theme in scores["instrument"]["themes"].values())


def on_wording(name: list[str]) -> float:
    rows = record("wording-dev.json")["agreement"]
    held = {(row["frame"], row["code"]): row for row in rows if row["compared"] == "held back"}
    coders = {(row["frame"], row["code"]): row for row in rows if row["compared"] == "coder one with coder two"}
    match name:
        case ["codes"]:
            return len(held)
        case ["reliable"]:
            return sum(held[code]["reliable"] and coders[code]["reliable"] for code in held)
        case [one]:
            return {"coded": coders, "held-back": held}[one]["passive", "agentless"]["statements"]
        case _:
            return held[name[0], name[1]]["one"]


def listed(result: Result) -> bool:
    return any(re.fullmatch(pattern, result.name) for pattern in NOT_COUNTED)


@pytest.mark.parametrize("result", COUNTED, ids=lambda result: result.name)
def test_a_published_number_is_what_its_statements_give(result: Result) -> None:
    assert recount(result) == pytest.approx(result.value)


@pytest.mark.parametrize("result", [result for result in OTHER if not listed(result)], ids=lambda result: result.name)
def test_a_measure_is_what_the_codes_and_the_records_give(result: Result) -> None:
    assert of_other(result) == pytest.approx(result.value)


def test_each_entry_of_the_list_of_what_is_not_counted_again_is_needed() -> None:
    assert [one for one in NOT_COUNTED if not any(re.fullmatch(one, result.name) for result in OTHER)] == []
