"""Small invented tables of statements and of mentions, a theme, an article."""

import pandas as pd

from analysis.text.segmentation import words

METADATA = " date 2020-01-01 "


def table(*parts: tuple[str, str, str]) -> pd.DataFrame:
    """Statements of (voice, mode, text), one after the other behind a line of metadata."""
    rows = [{"statement": 0, "start": 0, "end": len(METADATA), "text": METADATA, "words": 0}]
    rows[0] |= {"voice": "narrator", "mode": "narration", "sentence": 0}
    for number, (voice, mode, text) in enumerate(parts, 1):
        start = rows[-1]["end"]
        row = {"statement": number, "start": start, "end": start + len(text), "text": text}
        rows.append(row | {"words": len(words(text)), "voice": voice, "mode": mode, "sentence": number})
    return pd.DataFrame(rows)


def whole(statements: pd.DataFrame) -> str:
    """The text that the statements tile."""
    return "".join(statements["text"])


ARTICLE = """Ann Lee, the mayor of Ostby, opened the new bridge on Monday.

"It will hold for years," she said. Bo Ek, an engineer, told reporters that the old one had been closed too late.

Nobody came to the bridge in the rain. The works will go on in spring, according to officials."""


def entry(**changes: object) -> dict[str, object]:
    """A theme as a codebook lists it, with `changes`."""
    fields = {
        "id": "sea",
        "name": "Sea",
        "domain": "nature",
        "definition": "Water.",
        "counts": "Salt.",
        "example": "A sea.",
        "counterexample": "A lake.",
    }
    return {**fields, "does_not_count": "Lakes.", "terms": ["sea*"], **changes}


SIDES = {"Ann": "Ostby", "Ostby": "Ostby", "Bo": "Westby", "Westby": "Westby"}


def mentions(*rows: tuple[str, str, float], mode: str = "direct") -> pd.DataFrame:
    """Mentions of (voice, target, tone), each in a statement of its own."""
    made = pd.DataFrame(rows, columns=["voice", "target", "tone"])
    labels = {-1: "negative", 0: "neutral", 1: "positive"}
    return made.assign(statement=range(1, len(made) + 1), mode=mode, label=[labels[round(one)] for one in made["tone"]])


KIND = mentions(("Ann", "Westby", 1), ("Bo", "Ostby", 1), ("Bo", "Ostby", 0), ("narrator", "Ostby", 0))
