"""The weights of the model of names: `python -m training kinds`.

Softmax regression by mini-batches of Adam with a penalty on the squares, on the names that CoreNLP found in the training part
of PolNeAR, of every article and of every article with the other articles' frequent names left out of the features.
"""

import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np

from analysis.models.name_kinds import KINDS, features, tokens

LEAST_ARTICLES = 12
EPOCHS = 12
BATCH = 512
RATE = 0.02
PENALTY = 2e-5


def labelled(split: Path, every: int = 1) -> list[tuple[int, list[str], int]]:
    """Each capitalised word: the number of its article, its features, and the number of its kind."""
    rows = []
    with gzip.open(split / "corenlp.jsonl.gz", "rt", encoding="utf-8") as lines:
        for article, line in enumerate(lines):
            record = json.loads(line)
            if article % every:
                continue
            text = (split / "text" / f"{record['doc']}.txt").read_bytes().decode("utf-8")
            kinds = {}
            for first, last, kind in record["entities"]:
                for place in range(first, last):
                    kinds[place] = 1 if kind == "PERSON" else 2
            read = tokens(text)
            rows += [(article, listed, kinds.get(read[number].start, 0)) for number, listed in features(text, read)]
    return rows


def fit(rows: list[tuple[int, list[str], int]]) -> dict[str, list[float]]:
    """The weights of the features that at least `LEAST_ARTICLES` articles have."""
    articles: Counter[str] = Counter()
    for name, _ in {(name, article) for article, listed, _ in rows for name in listed}:
        articles[name] += 1
    names = sorted(name for name, count in articles.items() if count >= LEAST_ARTICLES)
    place = {name: number for number, name in enumerate(names)}
    inputs = [np.array([place[name] for name in listed if name in place]) for _, listed, _ in rows]
    truth = np.array([kind for _, _, kind in rows])
    beta = np.zeros((len(names), len(KINDS)))
    square = np.full(beta.shape, 1e-8)
    chance = np.random.default_rng(1)
    for epoch in range(EPOCHS):
        order = chance.permutation(len(inputs))
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            lengths = [len(inputs[number]) for number in batch]
            flat = np.concatenate([inputs[number] for number in batch])
            owner = np.repeat(np.arange(len(batch)), lengths)
            scores = np.zeros((len(batch), len(KINDS)))
            np.add.at(scores, owner, beta[flat])
            chances = np.exp(scores - scores.max(axis=1, keepdims=True))
            chances /= chances.sum(axis=1, keepdims=True)
            chances[np.arange(len(batch)), truth[batch]] -= 1
            used, back = np.unique(flat, return_inverse=True)
            gradient = np.zeros((len(used), len(KINDS)))
            np.add.at(gradient, back, chances[owner])
            gradient = gradient / len(batch) + PENALTY * beta[used]
            square[used] = 0.99 * square[used] + 0.01 * gradient**2
            beta[used] -= RATE * (1 - epoch / EPOCHS) * gradient / (np.sqrt(square[used]) + 1e-4)
    return {name: [round(float(value), 2) for value in beta[number]] for name, number in place.items()}


def make(polnear: Path, out: Path) -> None:
    """Fits the model on the folder `polnear` and writes it to `out`."""
    weights = fit(labelled(polnear))
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(values)}"
        for name, values in weights.items()
        if any(values)
    ]
    out.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
