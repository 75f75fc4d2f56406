"""The numbers on how far to trust the answers."""

from collections.abc import Iterable
from dataclasses import replace

from nltk.tokenize.punkt import PunktParameters

from analysis.attribution.coder import code
from analysis.book.results.record import Result, other
from analysis.codebook import agreement
from analysis.coding import CODING, INSTRUMENT, Coding
from analysis.robustness.choices import share_choices
from analysis.robustness.claims import share_claims
from analysis.text.article import Person
from analysis.text.segmentation import sentences, sentences_by


def results(coding: Coding) -> Iterable[Result]:
    """The results on sentence splitting, findings and agreement."""
    article = coding.article
    untrained = len(sentences_by(article.text, PunktParameters(), article.start))
    trained = len(sentences(article.text, article.start))
    function = "analysis.text.segmentation.sentences_by"
    yield other("sentences.untrained", untrained, str(untrained), function, "Sentences where no abbreviation is known.")
    extra = untrained - trained
    yield other("sentences.wrong", extra, str(extra), function, "Sentences too many where no abbreviation is known.")
    for claim in share_claims(coding.statements, share_choices(coding.codings)):
        function = "analysis.robustness.claims.share_claims"
        text = f"{claim.holds} of {claim.of}"
        yield other(f"finding.{claim.id}.holds", claim.holds, text, function, "Choices under which it holds.", claim.of)
    if CODING not in coding.codings:
        return
    shown, alone = coding.codings[CODING], coding.codings[INSTRUMENT]
    untitled = replace(article, cast=tuple(Person(person.name) for person in article.cast))
    percent = 100 * agreement.share_of_words(agreement.by_word(article, shown, code(untitled), "voice"))
    meaning = "Share of words to which coding and instrument give the same voice where no title is declared."
    yield other(
        "agreement.voice.untitled.percent",
        percent,
        f"{percent:.0f}%",
        "analysis.codebook.agreement.by_word",
        meaning,
        100,
    )
    for column in ("voice", "mode"):
        compared = agreement.by_word(article, shown, alone, column)
        alpha = agreement.krippendorff_alpha(compared)
        function = "analysis.codebook.agreement.krippendorff_alpha"
        meaning = f"Krippendorff's alpha of coding and instrument on {column}, by word."
        yield other(f"agreement.{column}.alpha", alpha, f"{alpha:.2f}", function, meaning, 1)
        same = compared[compared["one"] == compared["other"]]
        meaning = f"Words to which coding and instrument give the same {column}."
        function = "analysis.codebook.agreement.by_word"
        yield other(f"agreement.{column}.words", len(same), f"{len(same):,}", function, meaning, len(compared))
        percent = 100 * agreement.share_of_words(compared)
        meaning = f"Share of words to which coding and instrument give the same {column}."
        yield other(f"agreement.{column}.percent", percent, f"{percent:.0f}%", function, meaning, 100)
        differing = len(compared) - len(same)
        meaning = f"Words to which they give a different {column}."
        yield other(f"agreement.{column}.differing", differing, f"{differing:,}", function, meaning, len(compared))
