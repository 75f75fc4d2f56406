"""The instrument's voices against coded ones, by name and word by word: python -m benchmarks.voices [FOLDER]

Without FOLDER the coded articles that ship are used (`data/voices.md` says what they are): Wikinews reports and
interviews, and with `--polnear DIR` articles of PolNeAR's development part, whose texts do not ship. `--part` names the
half to choose by (the default) or the half held back, which is scored once a version.

FOLDER holds for each article NAME.txt, NAME.gold.json (a list of {"start", "end", "voice", "mode"}; what is not listed
is narration) and, where a voice goes by several names, NAME.aliases.json ({voice: [name, ...]}). Offsets are characters
of the file. `--errors` prints what goes wrong, word for word.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import pandas as pd

from analysis.attribution.coder import code
from analysis.codebook import agreement
from analysis.codebook.records import HELD_BACK
from analysis.speakers import share_intervals
from analysis.text.article import Article
from analysis.text.files import InputError, read_text
from analysis.text.quotations import quotations
from analysis.text.segmentation import Span, words
from analysis.text.statements import DIRECT, NARRATION, NARRATOR, spoken
from benchmarks import record
from benchmarks.scoring import owners

RIGHT, WRONG, ALONE, MISSED, EXTRA = "right", "wrong person", "left alone", "missed", "extra"
CODED = Path(__file__).parent / "data" / "voices.jsonl"
CHOOSING = "choosing"
NEAR = 120
NAME = re.compile(r"(?:[A-Z][\w’'-]+)(?: (?:[A-Z][\w’'-]*\.?|de|van|von|bin|al))* [A-Z][\w’'-]+")
ARTICLES = re.compile(r"^(?:the|a|an|his|her|their|its|our|some|one|another)\s+", re.IGNORECASE)


class Gold(NamedTuple):
    """An article with its voices as coded: stretches (start, end, voice, mode), and other names of each voice."""

    name: str
    text: str
    stretches: tuple[tuple[int, int, str, str], ...]
    aliases: Mapping[str, Sequence[str]]


class Word(NamedTuple):
    """One word: where it stands, whose it is by the coding and by the system, and in which modes; what came of it."""

    span: Span
    voice: str
    mode: str
    given: str
    given_mode: str
    outcome: str


class Scores(NamedTuple):
    """How well a system meets the coding. F1 are from 0 to 1; words and voices are counts; `holds` is None without intervals."""

    articles: int
    spoken_words: int
    content_f1: float
    credited_f1: float
    credited_or_alone_f1: float
    mode: float
    wrong: int
    alone: int
    missed: int
    extra: int
    split: int
    share_error: float
    holds: int | None


def gold(folder: Path) -> list[Gold]:
    """The coded articles in `folder`. Raises `InputError` where there is none, or one lacks its text."""
    articles = []
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        aliases = path.with_name(f"{name}.aliases.json")
        rows = json.loads(read_text(path))
        stretches = sorted((row["start"], row["end"], row["voice"], row["mode"]) for row in rows)
        listed = json.loads(read_text(aliases)) if aliases.is_file() else {}
        articles.append(Gold(name, read_text(path.with_name(f"{name}.txt")), tuple(stretches), listed))
    if not articles:
        raise InputError(f"{folder}: there is no NAME.gold.json in it. Give a folder of coded articles.")
    return articles


def shipped(part: str, polnear: Path | None = None, path: Path = CODED) -> list[Gold]:
    """The coded articles of `part` that ship; those of PolNeAR only where `polnear` is the folder `text` of its part.

    Raises `InputError` where a text is missing from `polnear`.
    """
    articles = []
    for line in read_text(path).splitlines():
        coded = json.loads(line)
        if coded["part"] == part and ("text" in coded or polnear):
            text = coded["text"] if "text" in coded else read_text(Path(polnear or "") / f"{coded['name']}.txt")
            articles.append(Gold(coded["name"], text, tuple(map(tuple, coded["stretches"])), coded["aliases"]))
    return articles


def instrument(article: Gold) -> pd.DataFrame:
    """The statements of the article by the instrument, without a declared cast."""
    return code(Article(article.name, Path(f"{article.name}.txt"), article.text))


def nearest_name(article: Gold) -> pd.DataFrame:
    """The statements of a baseline: each quotation is that of the nearest name of two words or more."""
    rows = []
    for start, end in quotations(article.text):
        window = [
            *NAME.finditer(article.text, max(0, start - NEAR), start),
            *NAME.finditer(article.text, end, end + NEAR),
        ]
        nearest = min(window, key=lambda match: max(start - match.end(), match.start() - end), default=None)
        rows.append((start, end, nearest[0] if nearest else "somebody", DIRECT, 1))
    return pd.DataFrame(rows, columns=["start", "end", "voice", "mode", "words"])


SYSTEMS: Mapping[str, Callable[[Gold], pd.DataFrame]] = {
    "the instrument": instrument,
    "quotations and the nearest name": nearest_name,
}


def by_word(article: Gold, statements: pd.DataFrame) -> list[Word]:
    """Each word of the article with its voice by the coding and by `statements`, and what came of it."""
    rows = statements[statements["mode"] != NARRATION][["start", "end", "voice", "mode"]]
    spans = words(article.text)
    coded, given = _owners(spans, article.stretches), _owners(spans, list(rows.itertuples(index=False, name=None)))
    result = []
    for index, span in enumerate(spans):
        (voice, mode), (name, given_mode) = (table.get(index, (NARRATOR, NARRATION)) for table in (coded, given))
        result.append(Word(span, voice, mode, name, given_mode, _outcome(article, voice, name)))
    return result


def _owners(spans: Sequence[Span], stretches: Sequence[tuple[int, int, str, str]]) -> dict[int, tuple[str, str]]:
    """The voice and the mode of each word that is somebody's, by its index in `spans`."""
    contents = [(((start, end),), ()) for start, end, _, _ in stretches]
    return {index: stretches[number][2:] for index, (number, _) in owners(spans, contents).items()}


def _outcome(article: Gold, voice: str, given: str) -> str:
    if voice == NARRATOR:
        return EXTRA if given != NARRATOR else ""
    if given == NARRATOR:
        return MISSED
    if same(article, voice, given):
        return RIGHT
    return ALONE if not _is_name(given) else WRONG


def same(article: Gold, voice: str, given: str) -> bool:
    """Whether `given` names `voice`: by its name, by another form of it, or, of who has no name, by the same noun."""
    wanted, said = _plain(voice), _plain(given)
    if wanted == said:
        return True
    if _is_name(voice):
        forms = [_plain(name) for name in article.aliases.get(voice, ()) if _is_name(name)]
        return said in forms
    return not _is_name(given) and bool(wanted) and (wanted in said or said in wanted)


def _is_name(voice: str) -> bool:
    """Whether the words are a name and no description: a capital after the article's first word, or in it."""
    return any(word[:1].isupper() for word in ARTICLES.sub("", voice).split()[-1:]) or bool(NAME.search(voice))


def _plain(name: str) -> str:
    ascii_form = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return " ".join(re.sub(r"\W+", " ", ARTICLES.sub("", ascii_form.strip()).lower().replace("'s", "")).split())


def evaluate(articles: Sequence[Gold], system: Callable[[Gold], pd.DataFrame]) -> tuple[Scores, dict[str, list[Word]]]:
    """The scores of `system` on `articles`, and each article's words."""
    counts: Counter[str] = Counter()
    errors, held, split, modes = [], [], 0, [0, 0]
    table = {}
    for article in articles:
        statements = system(article)
        rows = table[article.name] = by_word(article, statements)
        counts.update(row.outcome for row in rows)
        spoken_share = mean(row.voice != NARRATOR for row in rows)
        errors.append(abs(spoken_share - mean(row.given != NARRATOR for row in rows)))
        both = [row for row in rows if NARRATOR not in (row.voice, row.given)]
        modes[0] += sum(row.mode == row.given_mode for row in both)
        modes[1] += len(both)
        split += len(_split(rows))
        if "probability" in statements:
            held.append(_holds(statements, 1 - spoken_share))
    spoken_words = sum(counts[outcome] for outcome in (RIGHT, WRONG, ALONE, MISSED))
    ours = sum(counts[outcome] for outcome in (RIGHT, WRONG, ALONE, EXTRA))

    def f1(both: int) -> float:
        return agreement.scores(both, ours, spoken_words).f1

    scores = Scores(
        articles=len(articles),
        spoken_words=spoken_words,
        content_f1=f1(counts[RIGHT] + counts[WRONG] + counts[ALONE]),
        credited_f1=f1(counts[RIGHT]),
        credited_or_alone_f1=f1(counts[RIGHT] + counts[ALONE]),
        mode=modes[0] / max(1, modes[1]),
        wrong=counts[WRONG],
        alone=counts[ALONE],
        missed=counts[MISSED],
        extra=counts[EXTRA],
        split=split,
        share_error=mean(errors),
        holds=sum(held) if held else None,
    )
    return scores, table


def _split(rows: Sequence[Word]) -> set[str]:
    """The voices whose words stand under two names or more, none of them another voice's."""
    names: dict[str, set[str]] = {}
    for row in rows:
        if row.outcome in (RIGHT, ALONE):
            names.setdefault(row.voice, set()).add(_plain(row.given))
    return {voice for voice, given in names.items() if len(given) > 1}


def _holds(statements: pd.DataFrame, narrated: float) -> bool:
    intervals = share_intervals(spoken(statements)).set_index("voice")
    if NARRATOR not in intervals.index:
        return narrated == 0
    return bool(intervals.at[NARRATOR, "low"] <= narrated <= intervals.at[NARRATOR, "high"])


def _line(name: str, scores: Scores) -> str:
    holds = "" if scores.holds is None else f"  interval holds {scores.holds} of {scores.articles}"
    return (
        f"{name:34} content {scores.content_f1:.3f}  credited {scores.credited_f1:.3f} "
        f"({scores.credited_or_alone_f1:.3f} with titles)  mode {scores.mode:.3f}  wrong {scores.wrong}  "
        f"alone {scores.alone}  missed {scores.missed}  extra {scores.extra}  split {scores.split}  "
        f"share error {scores.share_error:.3f}{holds}"
    )


def _errors(article: Gold, rows: Sequence[Word]) -> Iterator[str]:
    """The runs of words that went wrong in one way: outcome, voice coded, voice given, words, the text."""
    for (outcome, voice, given), run in groupby(rows, key=lambda row: (row.outcome, row.voice, row.given)):
        spans = [row.span for row in run]
        if outcome not in ("", RIGHT):
            text = " ".join(article.text[spans[0][0] : spans[-1][1]].split())
            yield f"{outcome:12} {len(spans):4} {voice!r} -> {given!r}: {text[:160]}"


def run(options: argparse.Namespace) -> None:
    """Scores the systems on a folder of coded articles, or on those that ship, and prints the table."""
    articles = gold(options.folder) if options.folder else shipped(options.part, options.polnear)
    for name, system in SYSTEMS.items():
        scores, table = evaluate(articles, system)
        print(_line(name, scores))
        if options.errors and system is instrument:
            for article in articles:
                print(f"--- {article.name}", *_errors(article, table[article.name]), sep="\n")


def main() -> int:
    """The exit status of the benchmark."""
    folder = "a folder with NAME.txt, NAME.gold.json, NAME.aliases.json"
    polnear = "the folder text/ of PolNeAR's development part"
    arguments: dict[str, dict[str, Any]] = {
        "folder": {"type": Path, "nargs": "?", "help": folder},
        "--part": {"choices": (CHOOSING, HELD_BACK), "default": CHOOSING, "help": "which half of what ships"},
        "--polnear": {"type": Path, "metavar": "DIR", "help": polnear},
        "--errors": {"action": "store_true", "help": "print the words that the instrument gets wrong"},
    }
    return record.status(run, __doc__, arguments)


if __name__ == "__main__":
    sys.exit(main())
