"""Small tables of statements, made of invented sentences."""

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
