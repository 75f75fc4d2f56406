"""The numbers on how far to trust the answers."""

from collections.abc import Iterable
from dataclasses import replace

from nltk.tokenize.punkt import PunktParameters

from analysis.attribution.coder import code
from analysis.book.results.record import Result, integer, measure, other, share
from analysis.book.results.targets import firmness
from analysis.codebook.agreement import by_word, krippendorff_alpha
from analysis.coding import CODING, INSTRUMENT, Coding
from analysis.robustness import bootstrap, claims
from analysis.robustness.choices import share_choices
from analysis.text.article import Person
from analysis.text.segmentation import sentences, sentences_by


def results(coding: Coding) -> Iterable[Result]:
    """The results on sentence splitting, on the claims of the front page and on agreement."""
    yield from _rules()
    yield from _sentences(coding)
    for claim in claims.share_claims(coding.statements, share_choices(coding.codings)):
        yield from firmness(f"finding.{claim.id}", claim, claims.share_claims)
    if CODING in coding.codings:
        yield from _agreement(coding)


def _rules() -> Iterable[Result]:
    """The limits by which claims are worded."""
    level = bootstrap.HIGH - bootstrap.LOW
    meaning = "Share of the ways under which a claim must hold to be worded as certain."
    yield other("claims.firm", claims.FIRM, f"{claims.FIRM:.0%}", claims.share_claims, meaning, 1)
    meaning = "Two shares that differ by less than this, in percentage points, are about the same."
    yield other("claims.close", 100 * claims.CLOSE, f"{100 * claims.CLOSE:g}", claims.share_claims, meaning, 100)
    meaning = "How many times another amount is, at least, that is much more."
    yield other("claims.much", claims.MUCH_MORE, f"{claims.MUCH_MORE:g}", claims.share_claims, meaning)
    meaning = "Share of the resampled values that an interval holds."
    yield other("claims.interval", level, f"{level:g}%", bootstrap.bounds, meaning, 100)


def _sentences(coding: Coding) -> Iterable[Result]:
    article = coding.article
    untrained = len(sentences_by(article.text, PunktParameters(), article.start))
    extra = untrained - len(sentences(article.text, article.start))
    yield integer("sentences.untrained", untrained, sentences_by, "Sentences where no abbreviation is known.")
    yield integer("sentences.wrong", extra, sentences_by, "Sentences too many where no abbreviation is known.")


def _agreement(coding: Coding) -> Iterable[Result]:
    article, shown, alone = coding.article, coding.codings[CODING], coding.codings[INSTRUMENT]
    untitled = code(replace(article, cast=tuple(Person(person.name) for person in article.cast)))
    right = by_word(article, shown, untitled, "voice")
    meaning = "Share of words to which coding and instrument give the same voice where no title is declared."
    same = int((right["one"] == right["other"]).sum())
    yield share("agreement.voice.untitled.percent", same, len(right), by_word, meaning)
    for column in ("voice", "mode"):
        compared = by_word(article, shown, alone, column)
        words, same = len(compared), int((compared["one"] == compared["other"]).sum())
        meaning = f"Krippendorff's alpha of coding and instrument on {column}, by word."
        yield measure(f"agreement.{column}.alpha", krippendorff_alpha(compared), krippendorff_alpha, meaning)
        meaning = f"Words to which coding and instrument give the same {column}."
        yield integer(f"agreement.{column}.words", same, by_word, meaning, words)
        meaning = f"Share of words to which coding and instrument give the same {column}."
        yield share(f"agreement.{column}.percent", same, words, by_word, meaning)
        meaning = f"Words to which they give a different {column}."
        yield integer(f"agreement.{column}.differing", words - same, by_word, meaning, words)
