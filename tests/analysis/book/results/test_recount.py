"""Published numbers are counted again, by other code than that which counted them.

Words, sentences and statements are counted from the offsets and the article's text; agreement from the files of codes;
what was measured on other texts from the records. What is not counted again is listed, and the data page says so.
"""

import re
from collections import Counter

import pytest
import yaml

from analysis.book.project import ROOT
from analysis.book.results import Result, results, slug
from tests.helpers.counting import (
    ALONE,
    CODING,
    NAMES,
    ROWS,
    VOICES,
    WORD,
    alpha,
    alphas,
    article_words,
    borne_out,
    by_word,
    f1,
    in_words,
    record,
    reference,
    shared,
    shares,
    sheet,
    standing,
    statement,
    targets,
    tone,
)

PUBLISHED = {result.name: result for result in results(CODING)}
COUNTED = [result for result in PUBLISHED.values() if result.unit != "other"]
OTHER = [result for result in PUBLISHED.values() if result.unit == "other"]

# What a number of these names depends on is tested where it is computed; the number is not counted again.
NOT_COUNTED = {
    r"claims\..+|.+\.(?:minimum|least|threshold)|keyness\.false\.percent|themes\.corpus\.aims?\b.*": "limits",
    r"(?:headline|targets)\..+\.(?:words|holds)|themes\.findings.*": (
        "how many ways or draws bear out a claim on tone or on themes"
    ),
    r"headline\..+": "contrasts and the ends of their intervals",
    r"sentences\.untrained|agreement\.voice\.untitled\.percent": "what the instrument does without titles or abbreviations",
}


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


def of_other(result: Result) -> float:
    """The value of `result`, which counts no statements, from the files of codes and the records."""
    words = article_words()
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
                for mention in CODING.targets["instrument"].to_dict("records")
            )
        case ["agreement", column, measure]:
            pairs = by_word(column)
            same = sum(one == other for one, other in pairs)
            values = {"words": same, "percent": 100 * same / len(pairs), "differing": len(pairs) - same}
            return alpha(pairs) if measure == "alpha" else values[measure]
        case ["keyness", "standing"]:
            return len(standing())
        case ["keyness", "more"]:
            return sum(ratio > 0 for ratio in standing().values())
        case ["keyness", "tests"]:
            return len(reference()[0].keys() | words.keys())
        case ["keyness", "word", term, "rank"]:
            return [slug(word) for word in standing()].index(term) + 1
        case ["themes", "reliable"]:
            decided = Counter(code for row in sheet("themes") for code in row["themes"].split())
            return sum(value >= 0.67 and decided[theme] >= 10 for theme, value in alphas().items())
        case ["themes", "reliable", theme]:
            return alphas()[theme]
        case ["themes", "occurring"]:
            return len({code for row in sheet("themes") for code in row["themes"].split()})
        case ["themes", "lessons"]:
            return record("theme-lessons.json")["statements"]
        case ["themes", kind]:
            guide = yaml.safe_load((ROOT / "analysis" / "codebook" / "codebook.yml").read_text("utf-8"))
            found = {"number": guide["themes"], "domains": guide["domains"], "schemes": guide["schemes"]}
            return len(found[kind])
        case ["tone", "lists"]:
            return len({"VADER", "AFINN", "TextBlob"})
        case ["coders", "runs"]:
            return sum(column.startswith("coder_") for column in sheet("targets")[0])
        case ["named", "number"]:
            return len(NAMES)
        case [voice, "percent", bound]:
            found = [way.get(name, 0.0) for _, _, way in shares() for name in VOICES if slug(name) == voice]
            return 100 * (min(found) if bound == "low" else max(found))
        case ["finding", kind, measure]:
            held = borne_out(kind)
            return sum(held) if measure == "holds" else sum(held) / len(held)
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
            return sum(
                theme["alpha"] >= 0.67 and theme["statements"] >= 10
                for theme in scores["instrument"]["themes"].values()
            )


def on_wording(name: list[str]) -> float:
    rows = record("wording-dev.json")["agreement"]
    held = {(row["feature"], row["code"]): row for row in rows if row["compared"] == "held back"}
    coders = {(row["feature"], row["code"]): row for row in rows if row["compared"] == "coder one with coder two"}
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


def test_the_data_page_says_what_is_not_counted_again() -> None:
    page = (ROOT / "chapters" / "data.md").read_text("utf-8")
    assert "Not counted again are " + "; ".join(NOT_COUNTED.values()) + "." in page
