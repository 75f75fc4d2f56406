"""A small article whose every number can be worked out by hand.

It has four voices in twenty words: the narrator 4 + 2 words, Ann Lee 6 direct and 2 indirect, Bo Ek 5 direct, Cy Om 1
direct; its tones and themes are given by hand.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.codebook.codebook import codebook
from analysis.coding import Coding
from analysis.robustness.claims import Claim
from analysis.robustness.contrasts import Headline, Terms
from analysis.robustness.specification import DIMENSIONS, Curve
from analysis.text.article import Article
from analysis.text.statements import NARRATOR
from tests.helpers.invented import table

NAMES = ("Ann Lee", NARRATOR, "Bo Ek", "Cy Om")
WAR, TRADE = codebook()[0], codebook()[1]


def small_article() -> Coding:
    """The small article: six statements with words, of which five have a tone and three a theme."""
    rows = table(
        (NARRATOR, "narration", "It rained in Ostby. "),
        ("Ann Lee", "direct", "“The old mill will stand there,” "),
        (NARRATOR, "narration", "she said. "),
        ("Bo Ek", "direct", "“The mill is not safe,” "),
        ("Ann Lee", "indirect", "It is. "),
        ("Cy Om", "direct", "“No.”"),
    ).assign(
        stretch=range(7),
        paragraph=1,
        tone=[0.0, -0.5, 0.25, 0.0, -0.75, 0.5, 0.0],
        tone_label=["neutral", "negative", "positive", "neutral", "negative", "positive", "neutral"],
        themes=[(), (WAR.id,), (WAR.id, TRADE.id), (), (TRADE.id,), (), ()],
        probability=1.0,
    )
    mentions = pd.DataFrame(
        [
            (2, "Ann Lee", "Norland", 0.5, "positive"),
            (5, "Ann Lee", "Norland", -1.0, "negative"),
            (5, "Ann Lee", "Norland", -1.0, "negative"),
            (4, "Bo Ek", "Norland", 1.0, "positive"),
            (4, "Bo Ek", "the mill", 0.0, "neutral"),
        ],
        columns=["statement", "voice", "target", "tone", "label"],
    )
    article = Article("small", Path("small.txt"), "".join(rows["text"]), len(rows["text"][0]))
    return Coding(article, rows, {"instrument": rows}, {"instrument": mentions}, {}, [WAR, TRADE])


CODING = small_article()


def curve(*estimates: float) -> Curve:
    """A headline number on Ann Lee and Bo Ek with these estimates, each by another instrument; two are above 0."""
    ways: dict[str, Any] = {name: pd.Categorical(["same"] * len(estimates)) for name in DIMENSIONS}
    ways["by"] = pd.Categorical([f"list {number}" for number in range(len(estimates))])
    shown = Terms(np.array([1]), np.array(["Ann Lee"]), np.array([1]), np.array([0.5]), np.array([1.0]), alone=True)
    names = ("Ann Lee", "Bo Ek")
    claim = Claim("quoted", names, "Ann Lee speaks more warmly", (0.5, 0.0), 2, len(estimates))
    return Curve(Headline("quoted", names, False), shown, pd.DataFrame({**ways, "estimate": estimates}), claim)
