"""The statements to be coded by hand for themes: python -m benchmarks.theme_sample SPLIT_DIR OUT_DIR [--again 1]

SPLIT_DIR holds `text/*.txt`, the development part of PolNeAR (Newell, Margolin and Ruths 2018). What is written to
OUT_DIR holds texts of the corpus, so keep it outside the repository:

    guide.md         the codebook and its rules, to code by
    sample.jsonl     the statements drawn, a line each, with their offsets, their context and the half they belong to
    sheet.md         the same to read and code, without the half
    seed_sheet.md    the statements of the seed by its coding

The articles are split into halves, not the statements: statements of one article share its subject and its words, so
that a statement of an article used for tuning would not be held back.

A half is held back only until it is scored. `--again 1` draws other statements of the articles of that half, as was done
before the network was first trained; `--again 2` draws others again, as was done before it was last trained.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pandas as pd

from analysis.attribution.coder import code
from analysis.book.project import SEED
from analysis.codebook.codebook import coding_guide
from analysis.codebook.records import HELD_BACK, TUNING
from analysis.codebook.voice_coding import voice_coding
from analysis.text.article import Article, read
from analysis.text.segmentation import sentences
from analysis.text.statements import spoken
from benchmarks import record
from training.corpora import overlap, texts
from training.themes.lessons import eligible

RANDOM_SEED = 5
SIZE = 320
MOST_OF_ONE_ARTICLE = 5
# The later draws from the held-back articles: seed, size, most of one article.
AGAIN = ((20261125, 320, 10), (20261126, 800, 40))
SEEN = "seen"


class Unit(NamedTuple):
    """A statement to be coded: its place, its text, and its context from sentence to sentence."""

    article: str
    start: int
    end: int
    text: str
    before: str
    after: str


def unit(article: Article, start: int, end: int) -> Unit:
    """The statement [start, end) of `article` with its context: before, statement and after are a slice of its text.

    The context goes from the start of the sentence before its own to the end of the sentence after.
    """
    text, bounds = article.text, sentences(article.text, article.start)
    first, last = start, end
    inside = [number for number, sentence in enumerate(bounds) if sentence[0] < end and start < sentence[1]]
    if inside:
        first = min(start, bounds[max(0, inside[0] - 1)][0])
        last = max(end, bounds[min(len(bounds) - 1, inside[-1] + 1)][1])
    return Unit(article.name, start, end, text[start:end], text[first:start], text[end:last])


def units(article: Article, statements: pd.DataFrame) -> list[Unit]:
    """Each of `statements` with its context."""
    return [unit(article, start, end) for start, end in statements[["start", "end"]].itertuples(index=False)]


def draw(pool: Mapping[str, Sequence[Unit]], size: int = SIZE, seed: int = RANDOM_SEED) -> list[tuple[Unit, str]]:
    """`size` units of `pool` (article to its units) in random order, each with its half.

    The articles are dealt at random into two halves of one size, and half of the units is drawn from each, at most
    five of one article. Fewer come back where there are not as many. The same pool and seed give the same draw.
    """
    random = Random(seed)
    names = sorted(pool)
    random.shuffle(names)
    drawn = []
    for half, dealt in ((TUNING, names[: len(names) // 2]), (HELD_BACK, names[len(names) // 2 :])):
        few = [unit for name in dealt for unit in random.sample(pool[name], min(MOST_OF_ONE_ARTICLE, len(pool[name])))]
        drawn += [(unit, half) for unit in random.sample(few, min(size // 2, len(few)))]
    random.shuffle(drawn)
    return drawn


def draw_again(
    pool: Mapping[str, Sequence[Unit]], times: int, size: int = SIZE, seed: int = RANDOM_SEED
) -> list[tuple[Unit, str]]:
    """Units of the held-back articles of `draw(pool, size, seed)` that overlap none drawn before, as `draw` gives them.

    `times` is the number of the later draw, from 1. The same pool and seed give the same draw.
    """
    names = sorted(pool)
    Random(seed).shuffle(names)
    taken = [unit for unit, half in draw(pool, size, seed) if half == HELD_BACK]
    drawn: list[Unit] = []
    for later_seed, later_size, most in AGAIN[:times]:
        random = Random(later_seed)
        few = []
        for name in sorted(names[len(names) // 2 :]):
            spans = [(unit.start, unit.end) for unit in taken if unit.article == name]
            free = [unit for unit in pool[name] if not overlap([(unit.start, unit.end)], spans)]
            few += random.sample(free, min(most, len(free)))
        drawn = random.sample(few, min(later_size, len(few)))
        taken += drawn
    return [(unit, HELD_BACK) for unit in drawn]


def sheet(title: str, numbered: Iterable[tuple[str, Unit]], *, offsets: bool) -> str:
    """A Markdown sheet of `numbered` units: the context quoted, the statement in bold, and a line for its codes."""
    parts = [f"# {title}", "Code the line that begins with **STATEMENT**. `...before` and `...after` are context."]
    for number, unit in numbered:
        place = f" ({unit.start}-{unit.end})" if offsets else ""
        before, text, after = (" ".join(part.split()) for part in (unit.before, unit.text, unit.after))
        parts.append(
            f"## {number}{place}\n\n> ...before: {before or '(nothing)'}\n\n**STATEMENT:** {text}\n\n"
            f"> ...after: {after or '(nothing)'}\n\nThemes:"
        )
    return "\n\n".join(parts) + "\n"


def guide(codebook: Mapping[str, Any]) -> str:
    """The codebook as a guide in Markdown: its rules, then its themes by domain."""
    parts = ["# Coding guide: what a statement is about", "## Rules"]
    parts += [f"**{rule['name']}.** {rule['text']}" for rule in codebook["rules"]]
    for domain in codebook["domains"]:
        parts.append(f"## {domain['name']}")
        for theme in codebook["themes"]:
            if theme["domain"] != domain["id"]:
                continue
            codes = "; ".join(f"{scheme} {', '.join(given) or 'none'}" for scheme, given in theme["codes"].items())
            parts.append(
                f"### `{theme['id']}` {theme['name']}\n\n{theme['definition']}\n\n"
                f"- **Counts:** {theme['counts']}\n- **Does not count:** {theme['does_not_count']}\n"
                f"- **Example:** {theme['example']}\n- **Not:** {theme['counterexample']}\n- Overlaps with: {codes}"
            )
    return "\n\n".join(parts) + "\n"


def run(options: argparse.Namespace) -> None:
    """Writes the four files and prints how many statements there are of each half."""
    pool = {}
    for name, text in texts(options.split).items():
        article = Article(name, options.split / "text" / f"{name}.txt", text)
        pool[name] = units(article, eligible(code(article)))
    drawn = draw_again(pool, options.again) if options.again else draw(pool)
    lines = [
        json.dumps({"id": number, **unit._asdict(), "half": half}, ensure_ascii=False)
        for number, (unit, half) in enumerate(drawn, 1)
    ]
    numbered = ((str(number), unit) for number, (unit, _) in enumerate(drawn, 1))
    seed = read(SEED)
    coded = spoken(voice_coding(seed))
    of_seed = zip(map(str, coded["statement"]), units(seed, coded), strict=True)
    files = {
        "guide.md": guide(coding_guide()),
        "sample.jsonl": "\n".join(lines) + "\n",
        "sheet.md": sheet("Statements to code", numbered, offsets=False),
        "seed_sheet.md": sheet("The seed's statements", of_seed, offsets=True),
    }
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (options.out / name).write_text(content, encoding="utf-8")
    for half in (TUNING, HELD_BACK):
        names = [unit.article for unit, drawn_for in drawn if drawn_for == half]
        print(f"{half}: {len(names)} statements of {len(set(names))} articles")


def main() -> int:
    """The exit status of the command."""
    again = {"type": int, "choices": range(1, len(AGAIN) + 1), "metavar": f"1-{len(AGAIN)}"}
    arguments: dict[str, dict[str, Any]] = {
        "split": {"type": Path, "help": "the development part of PolNeAR"},
        "out": {"type": Path, "help": "where to write, outside the repository"},
        "--again": {**again, "help": "a later draw, of others of the held-back articles"},
    }
    return record.status(run, __doc__, arguments)


if __name__ == "__main__":
    sys.exit(main())
