"""Small and odd articles, all invented, coded once; and all that the book shows of an article, found by looking."""

import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from inspect import isabstract, signature
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pandas as pd

from analysis import sentiment
from analysis.book import figures, tables
from analysis.book.figures.chart import Chart
from analysis.book.results.record import Result
from analysis.coding import Coding, coded
from analysis.robustness import specification

FIRST = "Ada Bo Cy Dag Eli Fay Gus Hal Ida Jon Kim Lea Max Ned Ola".split()
LAST = (
    "Abernathy Birkenhead Constantinescu Dunmore Eastwood Featherstone Grimaldi Hollingsworth Iverson Jankowski "
    "Kirkpatrick Lindqvist Montgomery Nightingale Oppenheimer"
).split()


def quoting(names: list[str]) -> str:
    """An article in which each of `names` says something, the first of them most."""
    said = "The old bridge at the mill is not safe and the council must close it before the winter comes to the town"
    length = range(len(names), 0, -1)
    quotes = [
        f'"{" ".join(said.split()[: 5 + size])}, and {names[0]} is a bad liar," said {name}.'
        for name, size in zip(names, length, strict=True)
    ]
    return "\n\n".join(["The council of the town met in the rain to talk about war and about its budget.", *quotes])


ARTICLES = {
    "nobody named": "It rained hard in the night. The bridge was closed. “It is not safe any more,” an engineer said.",
    "no speech": "The river rose in the night. By the morning the meadows stood under water.",
    "no theme": "“It was cold,” said Ann Lee. “And it was late,” said Bo Ek.",
    "no word stands out": "The man said that he would go, and that they had been there.",
    "three words": "Rain is coming.",
    "one voice": "“We will open the new bridge in the spring, and we will be glad,” said Ann Lee.",
    "three voices": quoting(["Ann Lee", "Bo Ek"]),
    "six voices": quoting([" ".join(pair) for pair in zip(FIRST[:5], LAST, strict=False)]),
    "fifteen voices": quoting([" ".join(pair) for pair in zip(FIRST, LAST, strict=True)]),
    "eight words": "“It is safe,” said the Ministry of Roads and Bridges of the Northern Isles. “No,” said Bo Ek.",
    "other letters": "“It is safe,” said Łucja Černá-Ķ. “It is,” said Анна Ли. “No,” said 習近平. “Yes,” said Олег Бо.",
    "signs": "“It is safe,” said Ann $ Lee_Ek $ . “No,” said Bo <b> {Ek}.",
}

# Voices whose names the instrument would not find in a text, one for each of an article's that it did.
RENAMED = {
    "other letters": ["Łucja Černá-Ķ", "Анна Ли", "習近平", "Олег Бо", "Владимир Длиннофамильный"],
    "signs": ["$Ann_Lee$ $x^2$", "Bo <b>{Ek}</b>", "a --> b", "Cy & Co.", "Dag \\frac{1}{2}"],
}


@cache
def article(name: str) -> Coding:
    """The article of that name in full, by the instrument."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(ARTICLES[name], encoding="utf-8")
        coding = coded(path)
    if name not in RENAMED:
        return coding
    names: dict[str, str] = {"narrator": "narrator"}
    for number, (_, quote) in enumerate(coding.statements.groupby("sentence")):
        for voice in quote["voice"]:
            names.setdefault(voice, RENAMED[name][(len(names) - 1) % len(RENAMED[name])] + "'" * (number > 9))
    codings = {coder: _renamed(table, names) for coder, table in coding.codings.items()}
    targets = {coder: _renamed(table, names) for coder, table in coding.targets.items()}
    return coding._replace(statements=_renamed(coding.statements, names), codings=codings, targets=targets)


def _renamed(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return table.assign(voice=[names.get(voice, voice) for voice in table["voice"]])


@cache
def known(name: str) -> dict[str, Any]:
    """What a table or a figure may ask for of the article called `name`, by the name of the parameter."""
    coding = article(name)
    mentions = {specification.SCORERS[coder]: table for coder, table in coding.targets.items()}
    voice = coding.statements["voice"].iloc[0]
    return {
        "coding": coding,
        "statements": coding.statements,
        "article": coding.article,
        "codings": coding.codings,
        "themes": coding.themes,
        "mentions": coding.targets,
        "scored": sentiment.by_statement(coding.statements, mentions),
        "published": [Result(f"{voice}.words", 3, "3", None, "words", (1,), "analysis.speakers", f"Words of {voice}.")],
        "term": "bridge",
        "feature": "passive",
    }


def defined_in(package: ModuleType) -> Iterator[Any]:
    """Everything that the modules of `package` define."""
    for found in iter_modules(package.__path__, f"{package.__name__}."):
        module = import_module(found.name)
        yield from (value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__)


def all_tables() -> dict[str, Callable[..., pd.DataFrame]]:
    """Every function that gives a table of the book, by name."""
    return {value.__name__: value for value in defined_in(tables) if value.__name__.endswith("_table")}


def all_charts() -> dict[str, Any]:
    """Every figure of the book, by name."""
    found = (value for value in defined_in(figures) if isinstance(value, type) and issubclass(value, Chart))
    return {chart.__name__: chart for chart in found if not isabstract(chart)}


def called(function: Callable[..., Any], name: str) -> Any:
    """What `function` gives for the article called `name`; fails where it asks for something that is not known."""
    asked = [one.name for one in signature(function).parameters.values() if one.default is one.empty]
    return function(**{parameter: known(name)[parameter] for parameter in asked})
