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
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import pandas as pd

from analysis.attribution.coder import code
from analysis.speakers import share_intervals
from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.quotations import quotations
from analysis.text.segmentation import Span, words
from analysis.text.statements import DIRECT, NARRATION, NARRATOR, spoken

RIGHT, WRONG, ALONE, MISSED, EXTRA = "right", "wrong person", "left alone", "missed", "extra"
CODED = Path(__file__).parent / "data" / "voices.jsonl"
CHOOSING, HELD_BACK = "choosing", "held back"
NEAR = 120
NAME = re.compile(r"(?:[A-Z][\w’'-]+)(?: (?:[A-Z][\w’'-]*\.?|de|van|von|bin|al))* [A-Z][\w’'-]+")
ARTICLES = re.compile(r"^(?:the|a|an|his|her|their|its|our|some|one|another)\s+", re.IGNORECASE)


class Gold(NamedTuple):
    """An article with its voices as coded: stretches (start, end, voice, mode), and other names of each voice."""

    name: str
    text: str
    stretches: tuple[tuple[int, int, str, str], ...]
    aliases: Mapping[str, tuple[str, ...]]


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
    paths = sorted(folder.glob("*.gold.json"))
    if not paths:
        raise InputError(f"{folder}: there is no NAME.gold.json in it. Give a folder of coded articles.")
    return [_gold(path) for path in paths]


def shipped(part: str, polnear: Path | None = None, path: Path = CODED) -> list[Gold]:
    """The coded articles of `part` that ship; those of PolNeAR only where `polnear` is the folder `text` of its part.

    Raises `InputError` where a text is missing from `polnear`.
    """
    articles = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record.get("text")
        if record["part"] != part or (text is None and polnear is None):
            continue
        if text is None:
            file = Path(polnear or "") / f"{record['name']}.txt"
            if not file.is_file():
                raise InputError(f"{file}: there is no such file. Give the folder text/ of PolNeAR's development part.")
            text = file.read_bytes().decode("utf-8")
        stretches = tuple((start, end, voice, mode) for start, end, voice, mode in record["stretches"])
        aliases = {voice: tuple(names) for voice, names in record["aliases"].items()}
        articles.append(Gold(record["name"], text, stretches, aliases))
    return articles


def _gold(path: Path) -> Gold:
    name = path.name.removesuffix(".gold.json")
    text_path, alias_path = path.with_name(f"{name}.txt"), path.with_name(f"{name}.aliases.json")
    if not text_path.is_file():
        raise InputError(f"{text_path}: there is no such file. Put the text of {path.name} there.")
    rows = json.loads(path.read_text(encoding="utf-8"))
    aliases = json.loads(alias_path.read_text(encoding="utf-8")) if alias_path.is_file() else {}
    stretches = tuple(sorted((row["start"], row["end"], row["voice"], row["mode"]) for row in rows))
    text = text_path.read_bytes().decode("utf-8")
    return Gold(name, text, stretches, {voice: tuple(names) for voice, names in aliases.items()})


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
    ours = [(int(row.start), int(row.end), str(row.voice), str(row.mode)) for row in statements.itertuples(index=False)]
    coded = _owners(article.text, article.stretches)
    given = _owners(article.text, [row for row in ours if row[3] != NARRATION])
    narration = (NARRATOR, NARRATION)
    rows = []
    for span in words(article.text):
        voice, mode = coded.get(span, narration)
        name, given_mode = given.get(span, narration)
        rows.append(Word(span, voice, mode, name, given_mode, _outcome(article, voice, name)))
    return rows


def _owners(text: str, stretches: Sequence[tuple[int, int, str, str]]) -> dict[Span, tuple[str, str]]:
    owners: dict[Span, tuple[str, str]] = {}
    rest: Iterator[tuple[int, int, str, str]] = iter(sorted(stretches))
    stretch = next(rest, None)
    for span in words(text):
        while stretch and stretch[1] <= span[0]:
            stretch = next(rest, None)
        if stretch and stretch[0] < span[1]:
            owners[span] = (stretch[2], stretch[3])
    return owners


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
        gold_share, our_share = (mean(voice != NARRATOR for voice in voices) for voices in _sides(rows))
        errors.append(abs(gold_share - our_share))
        both = [row for row in rows if NARRATOR not in (row.voice, row.given)]
        modes[0] += sum(row.mode == row.given_mode for row in both)
        modes[1] += len(both)
        split += len(_split(rows))
        if "probability" in statements:
            held.append(_holds(statements, 1 - gold_share))
    spoken_words = sum(counts[outcome] for outcome in (RIGHT, WRONG, ALONE, MISSED))
    ours = sum(counts[outcome] for outcome in (RIGHT, WRONG, ALONE, EXTRA))

    def f1(both: int) -> float:
        return 2 * both / (spoken_words + ours) if spoken_words + ours else 0.0

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


def _sides(rows: Sequence[Word]) -> tuple[list[str], list[str]]:
    return [row.voice for row in rows], [row.given for row in rows]


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
    run: list[Word] = []
    for row in [*rows, None]:
        if run and (row is None or (row.outcome, row.voice, row.given) != (run[0].outcome, run[0].voice, run[0].given)):
            text = " ".join(article.text[run[0].span[0] : run[-1].span[1]].split())
            yield f"{run[0].outcome:12} {len(run):4} {run[0].voice!r} -> {run[0].given!r}: {text[:160]}"
            run = []
        if row is not None and row.outcome not in ("", RIGHT):
            run.append(row)


def main() -> int:
    """Scores the systems on a folder of coded articles and prints the table; 2 if the folder cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.voices", description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", help="a folder with NAME.txt, NAME.gold.json, NAME.aliases.json"
    )
    parser.add_argument("--part", choices=(CHOOSING, HELD_BACK), default=CHOOSING, help="which half of what ships")
    parser.add_argument("--polnear", type=Path, metavar="DIR", help="the folder text/ of PolNeAR's development part")
    parser.add_argument("--errors", action="store_true", help="print the words that the instrument gets wrong")
    options = parser.parse_args()
    try:
        articles = gold(options.folder) if options.folder else shipped(options.part, options.polnear)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for name, system in SYSTEMS.items():
        scores, table = evaluate(articles, system)
        print(_line(name, scores))
        if options.errors and system is instrument:
            for article in articles:
                print(f"--- {article.name}", *_errors(article, table[article.name]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
