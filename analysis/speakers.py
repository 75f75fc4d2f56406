"""Speaker share: how much of an article each voice is given, in whose words, and when."""

import pandas as pd

from analysis.attribution.mentions import named
from analysis.attribution.names import is_name
from analysis.text.article import Person
from analysis.text.statements import DIRECT, INDIRECT, NARRATION, NARRATOR, spoken

UNITS = ("words", "sentences", "statements", "stretches")


def share(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice has in each mode: voice, mode, words, sentences, statements, stretches.

    One row for each pair of voice and mode that occurs, the voice with the most words first. A sentence that several
    voices share counts for the pair with the most words in it, and for the first of them where two have as many, so
    every column sums to the whole article.
    """
    counted = spoken(statements)
    pairs = counted.groupby(["voice", "mode"], sort=False)
    table = pairs.agg(words=("words", "sum"), statements=("statement", "size"), stretches=("stretch", "nunique"))
    held = sentence_holders(counted).groupby(["voice", "mode"]).size()
    table["sentences"] = held.reindex(table.index, fill_value=0)
    table = table.reset_index()
    table["total"] = table.groupby("voice")["words"].transform("sum")
    table = table.sort_values(["total", "words", "voice"], ascending=[False, False, True], ignore_index=True)
    return table[["voice", "mode", *UNITS]]


def sentence_holders(statements: pd.DataFrame) -> pd.DataFrame:
    """For each sentence the voice and the mode that have most of its words: sentence, voice, mode, statement, words.

    `statement` is the number of the first statement by that voice in that mode; of two with as many words, the first
    in the sentence holds it.
    """
    groups = spoken(statements).groupby(["sentence", "voice", "mode"], sort=False)
    amounts = groups.agg(statement=("statement", "first"), words=("words", "sum")).reset_index()
    return amounts.loc[amounts.groupby("sentence")["words"].idxmax()].reset_index(drop=True)


def voices(statements: pd.DataFrame) -> list[str]:
    """The voices of an article, the one with the most words first."""
    return list(dict.fromkeys(share(statements)["voice"]))


def share_by_voice(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice has: voice, the four units, `share` of all words (0 to 1), and words in each mode."""
    table = share(statements)
    modes = table.pivot_table(index="voice", columns="mode", values="words", aggfunc="sum", fill_value=0)
    modes = modes.reindex(columns=[DIRECT, INDIRECT, NARRATION], fill_value=0)
    result = table.groupby("voice", sort=False)[list(UNITS)].sum().join(modes)
    result.insert(0, "share", result["words"] / result["words"].sum())
    return result.reset_index()


def turns(statements: pd.DataFrame) -> pd.DataFrame:
    """Who speaks when: one row a stretch, in the order of the text.

    Columns: stretch, voice, mode, `first_word` and `last_word` (numbers of its words in the article, from 1), words,
    `statements` (their numbers).
    """
    counted = spoken(statements)
    result = counted.groupby("stretch", sort=True).agg(
        voice=("voice", "first"),
        mode=("mode", "first"),
        words=("words", "sum"),
        statements=("statement", tuple),
    )
    result["last_word"] = result["words"].cumsum()
    result["first_word"] = result["last_word"] - result["words"] + 1
    return result.reset_index()[["stretch", "voice", "mode", "first_word", "last_word", "words", "statements"]]


def named_and_silent(statements: pd.DataFrame) -> pd.DataFrame:
    """Who and what is named but never speaks: name, mentions, `statements` (numbers of those that name it).

    The names are those of people, countries and bodies as `analysis.attribution.mentions.named` knows them, each under
    one name; left out is whatever shares its last word with the name of a voice. The most often named comes first.
    """
    counted = spoken(statements)
    speakers = [voice for voice in dict.fromkeys(counted["voice"]) if voice != NARRATOR and is_name(voice)]
    last_words = {voice.split()[-1] for voice in speakers}
    numbers, ends = counted["statement"].tolist(), counted["text"].str.len().cumsum()
    places: dict[str, list[int]] = {}
    for mention in named("".join(counted["text"]), [Person(voice) for voice in speakers if " " in voice]):
        if mention.target.split()[-1] not in last_words:
            number = numbers[int(ends.searchsorted(mention.start, side="right"))]
            places.setdefault(mention.target, []).append(number)
    rows = [(name, len(where), tuple(sorted(set(where)))) for name, where in places.items()]
    table = pd.DataFrame(rows, columns=["name", "mentions", "statements"])
    return table.sort_values(["mentions", "name"], ascending=[False, True], ignore_index=True)
