"""Tone: how positive or negative the words of a statement are, and which words make it so.

The measure is VADER (Hutto and Gilbert 2014, ICWSM), a lexicon of rated words with rules for negation, intensifiers,
"but", capitals and exclamation marks, as NLTK has it. It rates words and not what is meant: irony, quotation and the
harshness of a neutral word are beyond it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import NamedTuple

import pandas as pd
from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

from analysis.attribution.mentions import mentions
from analysis.models import tone as tone_network
from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.segmentation import Span
from analysis.text.statements import require, spoken

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"
THRESHOLD = 0.05

SCORES = {"compound": "tone", "pos": "positive", "neu": "neutral", "neg": "negative"}
WordRow = tuple[int, int, str, float, float, tuple[str, ...]]
WORD_COLUMNS = ("start", "end", "word", "valence", "contribution", "changed_by")

APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
HIDING_MARK = re.compile(r"""["“”„‟«»‹›‘’–—]|(?<!\S)'(?=\w)|(?<=[\w.,!?])'(?!\S)""")


class Lexicon(SentimentIntensityAnalyzer):  # type: ignore[misc]
    """NLTK's VADER on the lexicon that the package vaderSentiment ships; nothing is downloaded."""

    def __init__(self) -> None:
        # NLTK's own constructor loads only from NLTK's data folders
        self.constants = VaderConstants()
        self.lexicon_file = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8").strip()
        self.lexicon = self.make_lex_dict()


class Token(NamedTuple):
    """A word as VADER reads it, and where it stands."""

    start: int
    end: int
    word: str


@cache
def lexicon() -> Lexicon:
    """The VADER lexicon and rules, loaded once."""
    return Lexicon()


def with_tone(statements: pd.DataFrame, threshold: float = THRESHOLD) -> pd.DataFrame:
    """`statements` with five columns added: tone, positive, neutral, negative, tone_label.

    `tone` is VADER's compound score, -1 (all negative) to 1 (all positive). `positive`, `neutral` and `negative` are
    the parts of a statement's words in each class, 0 to 1. `tone_label` is "positive" for a tone of at least
    `threshold`, "negative" for one of at most minus `threshold`, else "neutral"; 0.05 is the authors' own threshold.
    A row without words has tone 0, is "neutral" and is counted by none of the functions here.

    Raises `InputError` where `threshold` is not above 0 and at most 1.
    """
    if not 0 < threshold <= 1:
        raise InputError(f"threshold of tone: {threshold} is not above 0 and at most 1. Give a number such as 0.05.")
    require(statements, "text", "words")
    scores = [score(text if words else "") for text, words in zip(statements["text"], statements["words"], strict=True)]
    result = statements.copy()
    for name, column in SCORES.items():
        result[column] = [one[name] for one in scores]
    result["tone_label"] = [label(tone, threshold) for tone in result["tone"]]
    return result


def toward(article: Article, statements: pd.DataFrame) -> pd.DataFrame:
    """How each statement speaks of each person, country and body that it names; one row a mention.

    To the columns of `analysis.attribution.mentions.mentions` come `negative`, `neutral`, `positive` (probabilities, 0 to 1,
    which sum to 1), `tone` (positive less negative, -1 to 1) and `label`, the likeliest of the three. The model sees the
    statement with a blank for the mention, so that nobody is judged by name.
    """
    table = mentions(article, statements)
    rows = statements.set_index("statement").loc[table["statement"]]
    places = zip(table["start"] - rows["start"].to_numpy(), table["end"] - rows["start"].to_numpy(), strict=True)
    chances = tone_network.probabilities(zip(rows["text"], places, strict=True))
    for column, name in enumerate(tone_network.LABELS):
        table[name] = chances[:, column].astype(float)
    table["tone"] = table[POSITIVE] - table[NEGATIVE]
    table["label"] = [tone_network.LABELS[place] for place in chances.argmax(axis=1)]
    return table


def because(text: str, target: Span) -> pd.DataFrame:
    """The words that made the tone of `text` toward its `target`: one row a word, in the order of the text.

    Columns: `start`, `end` (offsets into `text`), `word`, `adds` (by how much the tone, positive less negative, is
    higher with the word than with an unknown one in its place; the method of leaving out one word at a time).
    """
    whole = tone_network.encoded(text, target)
    chances = tone_network.classified([whole, *tone_network.without_each(whole)], tone_network.weights())
    tones = chances[:, 2] - chances[:, 0]
    rows = [
        (*span, text[slice(*span)], float(tones[0] - tone))
        for span, tone in zip(whole.spans, tones[1:], strict=True)
        if text[span[0]].isalnum()
    ]
    return pd.DataFrame(rows, columns=["start", "end", "word", "adds"])


def score(text: str) -> dict[str, float]:
    """VADER's scores of `text`: compound (-1 to 1), and pos, neu, neg (parts, 0 to 1).

    They are those that NLTK's `polarity_scores` gives for the text as `readable` has it.

    >>> score("They are not happy.")["compound"]
    -0.4585
    """
    plain = readable(text)
    scores: dict[str, float] = lexicon().score_valence(_contributions(_tokens(plain)), plain)
    return scores


def readable(text: str) -> str:
    """`text` with spaces for quotation marks and dashes and with plain apostrophes, each character in its old place.

    VADER takes one mark at most off each side of a word, and no typographic one, so it would miss the words beside.

    >>> readable("He’s “glad,” she said—“very.”")
    "He's  glad,  she said  very. "
    """
    return HIDING_MARK.sub(" ", APOSTROPHE.sub("'", text))


def label(tone: float, threshold: float = THRESHOLD) -> str:
    """The label of a tone between -1 and 1: "positive", "neutral" or "negative"."""
    if tone >= threshold:
        return POSITIVE
    return NEGATIVE if tone <= -threshold else NEUTRAL


def explain(text: str) -> pd.DataFrame:
    """How VADER comes to the tone of `text`: one row for each word it reads and each mark that adds emphasis.

    Columns: `start`, `end` (offsets into `text`), `word`, `valence` (rating in the lexicon, -4 to 4; 0 where the word
    is not in it), `contribution` (what the word adds after negation, intensifiers, capitals and "but"), `changed_by`
    (the words near it that make the difference). With S the sum of contributions, the tone is S / sqrt(S * S + 15),
    rounded to four places: see `tone_of`.

    >>> explain("They are not happy.").to_dict("records")[-1]
    {'start': 13, 'end': 18, 'word': 'happy', 'valence': 2.7, 'contribution': -1.998, 'changed_by': ('not',)}
    """
    return pd.DataFrame(_explained(text), columns=list(WORD_COLUMNS))


def tone_of(contributions: Sequence[float] | pd.Series) -> float:
    """The tone, -1 to 1, that `contributions` of words and marks add up to."""
    return round(float(lexicon().constants.normalize(float(sum(contributions)))), 4)


def toned_words(statements: pd.DataFrame) -> pd.DataFrame:
    """Every word of `statements` that the lexicon rates, one row each, in the order of the text.

    Columns: `statement`, `start`, `end` (offsets into the file), `word`, `valence`, `contribution`, `changed_by` as in
    `explain`. What moves the tone up or down is the contribution: "no" or "not" can turn a word round.
    """
    require(statements, "statement", "start", "text", "words")
    counted = spoken(statements)
    rows: list[tuple[object, ...]] = []
    for number, first, text in zip(counted["statement"], counted["start"], counted["text"], strict=True):
        rows += [
            (number, first + start, first + end, word, valence, *rest)
            for start, end, word, valence, *rest in _explained(text)
            if valence
        ]
    return pd.DataFrame(rows, columns=["statement", *WORD_COLUMNS])


def toned_words_by(statements: pd.DataFrame, column: str = "voice") -> pd.DataFrame:
    """Who carries the positive and the negative words: one row for each value of `column`, "voice" or any other.

    Columns: the value; `positive_words`, `negative_words` (how many words push the tone up and down, negation and
    intensifiers reckoned in); `positive_sum`, `negative_sum` (how far they push it, before VADER brings the sum into
    -1 to 1). The value with the most negative words comes first; one without a rated word has zeros.
    """
    require(statements, column)
    found = toned_words(statements)
    added = found["contribution"].astype(float)
    value_of = statements.set_index("statement")[column]
    amounts = pd.DataFrame(
        {
            column: found["statement"].map(value_of),
            "positive_words": (added > 0).astype(int),
            "negative_words": (added < 0).astype(int),
            "positive_sum": added.clip(lower=0),
            "negative_sum": added.clip(upper=0),
        }
    )
    values = pd.Index(spoken(statements)[column].unique(), name=column)
    table = amounts.groupby(column, sort=False).sum().reindex(values, fill_value=0).reset_index()
    return table.sort_values(["negative_words", column], ascending=[False, True], ignore_index=True)


def tone_by(statements: pd.DataFrame, column: str | Sequence[str]) -> pd.DataFrame:
    """Tone of each value of `column`, a name of a column of `statements` or a list of them; `with_tone` goes before.

    Columns: the value; `statements`, `words` (how many); `tone` (mean over statements, weighted by their words, -1 to
    1); `tone_unweighted` (mean in which each statement weighs the same); `positive`, `neutral`, `negative` (how many
    statements have that label). The value with the most words comes first.
    """
    columns = [column] if isinstance(column, str) else list(column)
    require(statements, *columns, "words")
    require(statements, "tone", "tone_label", made_by="with_tone")
    counted = spoken(statements)
    labels = {name: (counted["tone_label"] == name).astype(int) for name in (POSITIVE, NEUTRAL, NEGATIVE)}
    groups = counted.assign(weighted=counted["tone"] * counted["words"], **labels).groupby(columns, sort=False)
    table = groups.agg(
        statements=("words", "size"),
        words=("words", "sum"),
        tone=("weighted", "sum"),
        tone_unweighted=("tone", "mean"),
        positive=(POSITIVE, "sum"),
        neutral=(NEUTRAL, "sum"),
        negative=(NEGATIVE, "sum"),
    ).reset_index()
    table["tone"] = table["tone"] / table["words"]
    return table.sort_values(["words", *columns], ascending=[False, *[True] * len(columns)], ignore_index=True)


def tone_by_theme(statements: pd.DataFrame) -> pd.DataFrame:
    """Tone of each theme, with the columns of `tone_by`; `with_tone` and `themes.with_themes` go before.

    A statement with several themes counts in each of them, one without any in none.
    """
    require(statements, "themes", made_by="themes.with_themes")
    long = statements.explode("themes").rename(columns={"themes": "theme"})
    return tone_by(long[long["theme"].notna()], "theme")


def _explained(text: str) -> list[WordRow]:
    plain = readable(text)
    tokens = _tokens(plain)
    contributions = _contributions(tokens)
    rows: list[WordRow] = [
        (*token, lexicon().lexicon.get(token.word.lower(), 0.0), contribution, changed_by)
        for token, contribution, changed_by in zip(tokens, contributions, _changes(tokens), strict=True)
    ]
    rows += _emphasis(plain, sum(contributions))
    return sorted(rows)


def _tokens(plain: str) -> list[Token]:
    """The words of `plain` as VADER cuts them: at white space, less one mark before or behind, single letters left out.

    NLTK makes a table of every word with every mark; the marks are tried here word by word, which gives the same in
    linear space.
    """
    constants = lexicon().constants
    bare_words = {word for word in constants.REGEX_REMOVE_PUNCTUATION.sub("", plain).split() if len(word) > 1}
    tokens = []
    for start, chunk in _chunks(plain):
        before, after = 0, 0
        for mark in constants.PUNC_LIST:
            if chunk.endswith(mark) and chunk[: -len(mark)] in bare_words:
                after = len(mark)
            elif chunk.startswith(mark) and chunk[len(mark) :] in bare_words:
                before = len(mark)
        end = start + len(chunk) - after
        tokens.append(Token(start + before, end, plain[start + before : end]))
    return tokens


def _chunks(plain: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for chunk in plain.split():
        offset = plain.index(chunk, offset)
        if len(chunk) > 1:
            yield offset, chunk
        offset += len(chunk)


def _contributions(tokens: Sequence[Token]) -> list[float]:
    """What each token adds to the sum that VADER normalises."""
    vader = lexicon()
    words = [token.word for token in tokens]
    capitals = _some_in_capitals(words)
    valences = []
    for place in _places(words):
        window = words[max(0, place - 3) : place + 3]
        valences.append(_valence(window, min(place, 3), capitals))
    contributions: list[float] = vader._but_check(words, valences)
    return contributions


def _changes(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    """For each token the words near it without which its contribution would be another."""
    vader = lexicon()
    words = [token.word for token in tokens]
    capitals = _some_in_capitals(words)
    but = next((number for number, word in enumerate(words) if word.lower() == "but"), None)
    changes = []
    for number, place in enumerate(_places(words)):
        found: list[str] = []
        if words[place].lower() in vader.lexicon:
            window, here = words[max(0, place - 3) : place + 3], min(place, 3)
            whole = _valence(window, here, capitals)
            for other, word in enumerate(window):
                without = [*window[:other], "_", *window[other + 1 :]]
                if other != here and _valence(without, here, capitals) != whole:
                    found.append(word)
            if but is not None and number != but and whole:
                found.append(words[but])
        changes.append(tuple(found))
    return changes


def _places(words: Sequence[str]) -> list[int]:
    """Where VADER looks for the neighbours of each word: at the first place in which the same word stands."""
    first: dict[str, int] = {}
    return [first.setdefault(word, number) for number, word in enumerate(words)]


def _valence(window: Sequence[str], here: int, capitals: bool) -> float:
    """VADER's valence of the word number `here` of `window`, which reaches from three words before to two behind."""
    vader = lexicon()
    word = window[here].lower()
    kind_of = word == "kind" and here + 1 < len(window) and window[here + 1].lower() == "of"
    if kind_of or word in vader.constants.BOOSTER_DICT:
        return 0.0
    context = SimpleNamespace(words_and_emoticons=window, is_cap_diff=capitals)
    return float(vader.sentiment_valence(0, context, window[here], here, [])[0])


def _some_in_capitals(words: Sequence[str]) -> bool:
    return 0 < sum(word.isupper() for word in words) < len(words)


def _emphasis(plain: str, total: float) -> list[WordRow]:
    """Rows for the exclamation and question marks of `plain`, the emphasis that they add shared among them."""
    if total == 0:
        return []
    sign = 1 if total > 0 else -1
    rows: list[WordRow] = []
    for mark, amount in (("!", lexicon()._amplify_ep(plain)), ("?", lexicon()._amplify_qm(plain))):
        places = [offset for offset, character in enumerate(plain) if character == mark and amount]
        rows += [(place, place + 1, mark, 0.0, sign * amount / len(places), ()) for place in places]
    return rows
