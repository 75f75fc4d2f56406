"""The abbreviations and sentence openers by which sentences are split: `python -m training sentences POLNEAR`."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from nltk.tokenize.punkt import PunktTrainer

from training.corpora import texts

ABOUT = "Learnt by Punkt from the training part of PolNeAR 1.0 (Newell, Margolin and Ruths 2018): python -m training sentences"


def sentence_model(articles: Iterable[str]) -> dict[str, list[str]]:
    """Abbreviations and sentence openers learnt from `articles` by Punkt (Kiss and Strunk 2006), each list sorted."""
    trainer = PunktTrainer()
    for text in articles:
        trainer.train(text, finalize=False)
    trainer.finalize_training()
    learnt = trainer.get_params()
    abbreviations = {kind.lstrip("'“‘\"") for kind in learnt.abbrev_types}
    return {
        "abbreviations": sorted(kind for kind in abbreviations if re.fullmatch(r"[a-z][a-z.&\-]*", kind)),
        "sentence_openers": sorted(learnt.sent_starters),
    }


def make(polnear: Path, out: Path) -> None:
    """Writes the model learnt from the part of PolNeAR in the folder `polnear` to `out`."""
    model = {"_about": ABOUT, **sentence_model(texts(polnear).values())}
    out.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
