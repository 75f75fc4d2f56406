"""The words that have a vector for tone, and by which names are told: python -m training.tone.words TRAIN.jsonl DIR

TRAIN.jsonl is NewsMTSC's training part, DIR the folder text of PolNeAR's. Writes `analysis/models/data/words.txt`; both models
have to be made anew after it.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from transformers import AutoTokenizer

from analysis.models.encoder import WORDS
from analysis.models.tokens import TOKEN, normal
from training.tone.newsmtsc import is_development, targets
from training.transformer import unpacked

WORD = re.compile(r"[a-z][a-z'-]+")
WHOLE_WORD = re.compile(r"[a-z]{3,}")


def vocabulary(annotated: Iterable[str], texts: Iterable[str], known: Iterable[str]) -> list[str]:
    """The words that get a vector, sorted.

    They are those of the `annotated` sentences, those that come twice in `texts`, VADER's, and the whole words among the
    pieces that the teachers know.
    """
    counts = Counter(normal(match[0]) for text in texts for match in TOKEN.finditer(text))
    words = {normal(match[0]) for sentence in annotated for match in TOKEN.finditer(sentence)}
    words |= {word for word, count in counts.items() if count > 1}
    return sorted(words | set(_rated()) | {word for word in known if WHOLE_WORD.fullmatch(word)})


def _rated() -> Iterator[str]:
    lexicon = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8")
    words = (line.split("\t")[0] for line in lexicon.splitlines())
    return (word for word in words if WORD.fullmatch(word))


def main() -> None:
    """Writes the words."""
    parser = argparse.ArgumentParser(description="Choose the words that have a vector.")
    parser.add_argument("train", type=Path, metavar="TRAIN.jsonl", help="NewsMTSC's training part")
    parser.add_argument("texts", type=Path, metavar="DIR", help="PolNeAR's training part, its folder text")
    options = parser.parse_args()
    annotated = [one.sentence for one in targets(options.train) if not is_development(one.sentence)]
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.texts.glob("*.txt"))]
    known = AutoTokenizer.from_pretrained(unpacked(Path("_build/tone"))).get_vocab()
    WORDS.write_text("\n".join(vocabulary(annotated, texts, known)) + "\n", encoding="utf-8")
    print(WORDS)


if __name__ == "__main__":
    main()
