"""Each network in PyTorch is its twin in numpy, and each command makes a model. Collected where PyTorch is installed."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from transformers import BertConfig, BertModel, BertTokenizerFast

from analysis.models import attribution as attribution_network
from analysis.models import layers, word_pieces
from analysis.models import themes as theme_network
from analysis.models import tone as tone_network
from analysis.models.tokens import tokens
from analysis.models.transformer import HEADS
from analysis.models.words import vocabulary
from tests.helpers.corpus import TEXT
from tests.helpers.corpus import write as write_corpus
from training import transformer, words
from training.__main__ import main
from training.attribution import fit as attribution_fit
from training.attribution.lessons import Part
from training.corpora import is_development
from training.themes import lessons as theme_lessons
from training.themes import recipe as theme_recipe
from training.themes import student as theme_student
from training.tone import student as tone_student

LONG = f"{TEXT}\n\nThe mayor of Ostby, who was tired, said that the bridge would hold until spring, and went home."
SENTENCES = [
    f"The board praised Ann Lee for the {word} bridge over the river." for word in ("new", "old", "long", "low")
]


def shaken(net: nn.Module) -> None:
    """Gives `net` random weights, so that no layer is left out of what is compared."""
    torch.manual_seed(5)
    for name, value in net.named_parameters():
        if name != "delta":
            value.data += 0.2 * torch.randn(value.shape)
    net.eval()


@pytest.fixture(scope="module")
def pretrained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer of six layers, tiny and untrained, that knows the word pieces of the instrument."""
    folder = tmp_path_factory.mktemp("pretrained")
    known = [*words.MARKS, *list(word_pieces.vocabulary())[len(words.MARKS) :], "[PAD]"]
    (folder / "vocab.txt").write_text("\n".join(known) + "\n", encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    sizes = {"hidden_size": 2 * HEADS, "intermediate_size": 8, "num_attention_heads": HEADS, "num_hidden_layers": 6}
    torch.manual_seed(1)
    BertModel(BertConfig(vocab_size=len(known), pad_token_id=len(known) - 1, **sizes)).save_pretrained(folder)
    return folder


@pytest.fixture
def corpora(tmp_path: Path, pretrained: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """An invented part of PolNeAR and of NewsMTSC, and the tiny transformer in place of the large ones."""
    monkeypatch.setattr(transformer, "unpacked", lambda folder, model: (folder.mkdir(exist_ok=True), pretrained)[1])
    monkeypatch.setattr(words, "unpacked", lambda folder, model: pretrained)
    rows = []
    for number, text in enumerate(SENTENCES * 5):
        start = text.index("Ann Lee")
        text = f"{text[:-1]} {number}."
        target = {"Input.gid": str(number), "from": start, "to": start + 7, "polarity": (2.0, 4.0, 6.0)[number % 3]}
        rows.append({"primary_gid": f"g{number}", "sentence_normalized": text, "targets": [target]})
    assert {is_development(row["sentence_normalized"]) for row in rows} == {True, False}
    path = tmp_path / "train.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return write_corpus(tmp_path / "split"), path


def test_the_network_of_attribution_is_its_twin() -> None:
    read = tokens(LONG).features
    vectors = torch.tensor(attribution_network.word_vectors())
    net = attribution_fit.Net(vectors, torch.arange(len(vectors)) < 5000)
    shaken(net)
    net.delta.data[:5000] += 0.1 * torch.randn(5000, vectors.shape[1])
    model = attribution_network.prepared({"changed": attribution_fit.changed(net)} | attribution_fit.arrays(net))
    output = attribution_network.read(read, model)
    runs = sorted(attribution_network.sequences(read), key=lambda run: run[0] - run[1])
    lengths = np.array([last - first for first, last in runs])
    steps = np.arange(lengths[0])[:, None]
    order = (np.array([first for first, _ in runs]) + steps)[steps < lengths]
    counts = (steps < lengths).sum(axis=1)
    batch = (read[None], np.ones((1, len(read), 1), np.float32), order, counts)
    with torch.no_grad():
        states = net.states(*(torch.tensor(array) for array in batch))[np.argsort(order)]
        scores = net.label(states)
        expected = np.concatenate([marginals(net, scores[first:last]) for first, last in sorted(runs)])
        parts = [Part(3, 9, (), ()), Part(12, 15, (), ())]
        tables = net.link_scores(states, read, parts)
    assert np.abs(output.states - states.numpy()).max() < 1e-4
    assert np.abs(output.labels - expected).max() < 1e-4
    spans = np.array([part[:2] for part in parts])
    known = attribution_network.pooled(output.states, spans)
    for role, table in enumerate(tables):
        fits, nobody = attribution_network.link_scores(
            output.states, read, spans, known, np.arange(len(read)), role, model
        )
        both = np.concatenate([fits, nobody[:, None]], axis=1)
        assert np.abs(softmax(both) - softmax(table.numpy())).max() < 1e-4


def softmax(scores: np.ndarray) -> np.ndarray:
    return torch.softmax(torch.tensor(scores), 1).numpy()


def marginals(net: attribution_fit.Net, scores: torch.Tensor) -> np.ndarray:
    """The label probabilities of one sequence, as the derivatives of its log partition (Lafferty et al. 2001)."""
    with torch.enable_grad():
        scores = scores.clone().requires_grad_()
        chain = net.opening.detach() + scores[0]
        for emissions in scores[1:]:
            chain = torch.logsumexp(chain[:, None] + net.transitions.detach(), 0) + emissions
        torch.logsumexp(chain, 0).backward()
    return scores.grad.numpy()


def test_the_network_of_tone_is_its_twin() -> None:
    chance = np.random.default_rng(1)
    net = tone_student.Net(chance.standard_normal((len(vocabulary()) + 4, 64)).astype(np.float32))
    shaken(net)
    targets = [tone_network.encoded(text, (18, 25)) for text in (*SENTENCES, LONG)]
    model = tone_network.prepared(tone_student.arrays(net) | {"temperature": np.array(1.5, np.float32)})
    with torch.no_grad():
        expected = softmax(net(*tone_student.padded(targets)).numpy() / 1.5)
    assert np.abs(tone_network.classified(targets, model) - expected).max() < 1e-4


def test_the_network_of_themes_is_its_twin(pretrained: Path) -> None:
    columns = theme_network.themes()
    net = theme_student.Net(theme_student.body(pretrained), len(columns))
    shaken(net)
    contexts = [("Rain fell. ", text, " Nobody came.") for text in (*SENTENCES, LONG)]
    statements = [theme_network.encoded(parts, (), columns, frozenset())[0] for parts in contexts]
    statements[0].terms[3, 2] = 1.0
    model = layers.prepared(theme_student.arrays(net))
    chances = np.stack([theme_network.together(own) for own in theme_network.evidence(statements, model)])
    with torch.no_grad():
        expected = torch.sigmoid(net(*theme_student.padded(statements))).numpy()
    assert np.abs(chances - expected).max() < 1e-4
    assert 0.01 < expected.mean() < 0.99


def test_weights_in_bytes_and_halves_stay_close_to_the_network(pretrained: Path) -> None:
    weights = theme_student.arrays(theme_student.Net(theme_student.body(pretrained), 3))
    tables = theme_student.tables(list(weights))
    assert len(tables) == 1 + 4 * theme_student.LAYERS
    stored = layers.prepared(attribution_fit.compressed(weights, tables))
    for name, array in layers.prepared(weights).items():
        assert np.abs(stored[name] - array).max() <= np.abs(array).max() / 200


def test_the_same_corpus_gives_the_same_model_of_attribution_and_the_instrument_can_read_it(tmp_path: Path) -> None:
    split = write_corpus(tmp_path / "split")
    files = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for file in files:
        attribution_fit.make(split, file, epochs=1)
    assert files[0].read_bytes() == files[1].read_bytes()
    labels = attribution_network.read(
        tokens(TEXT).features, attribution_network.prepared(layers.stored(files[0]))
    ).labels
    assert labels.sum(axis=1) == pytest.approx(np.ones(len(labels)), abs=1e-4)


def test_the_command_of_tone_makes_a_model_and_keeps_its_steps(corpora: tuple[Path, Path], tmp_path: Path) -> None:
    out, steps = tmp_path / "tone.npz", tmp_path / "steps"
    arguments = ["tone", *map(str, corpora), "--steps", str(steps), "--out", str(out)]
    assert main(arguments) == 0
    model = tone_network.prepared(layers.stored(out))
    assert tone_network.probabilities([(SENTENCES[0], (18, 25))], model).sum() == pytest.approx(1, abs=1e-4)
    before = {path.name: path.stat().st_mtime_ns for path in steps.iterdir()}
    assert main(arguments) == 0
    assert {path.name: path.stat().st_mtime_ns for path in steps.iterdir()} == before


def test_the_command_of_themes_makes_a_model(
    corpora: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = "corpus\ttext\tstart\tend\tpart\tthemes\n"
    rows = [("newsmtsc", f"g{number}", number) for number in range(6)]
    length = {number: len(SENTENCES[number % 4]) + 1 + len(str(number)) for _, _, number in rows}
    lines = [
        f"{corpus}\t{name}\t0\t{length[number]}\t{'choosing' if number > 3 else 'fitting'}\t{'law' if number % 2 else ''}\n"
        for corpus, name, number in rows
    ]
    codes = tmp_path / "codes.tsv"
    codes.write_text(header + "".join(lines), encoding="utf-8")
    few = theme_lessons.codes(codes)
    monkeypatch.setattr(theme_lessons, "codes", lambda: few)
    invented = theme_lessons.invented()[:3]
    monkeypatch.setattr(theme_lessons, "invented", lambda: invented)
    monkeypatch.setattr(theme_recipe.records, "LESSONS", tmp_path / "lessons.json")
    out = tmp_path / "themes.npz"
    assert main(["themes", *map(str, corpora), "--steps", str(tmp_path / "steps"), "--out", str(out)]) == 0
    stored: dict[str, Any] = layers.stored(out)
    assert bytes(stored["themes"]).decode().split() == list(theme_network.themes())
    read, _ = theme_network.encoded(("", SENTENCES[0], ""), (), theme_network.themes(), frozenset())
    chances = theme_network.evidence([read], layers.prepared(stored))[0]
    assert ((chances >= 0) & (chances <= 1)).all()
    assert json.loads((tmp_path / "lessons.json").read_text("utf-8")) == {"statements": 6}


def test_the_commands_of_words_and_pieces_write_lists(corpora: tuple[Path, Path], tmp_path: Path) -> None:
    steps, out = ["--steps", str(tmp_path / "steps")], tmp_path / "list.txt"
    assert main(["words", *map(str, corpora), *steps, "--out", str(out)]) == 0
    listed = out.read_text("utf-8").splitlines()
    assert listed == sorted(listed)
    assert {"ostby", "praised", "wonderful"} <= set(listed)
    assert main(["pieces", *steps, "--out", str(out)]) == 0
    assert out.read_bytes() == word_pieces.PIECES.read_bytes()
