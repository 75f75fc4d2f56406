"""A corpus in miniature, of invented articles, in the format of PolNeAR."""

from pathlib import Path

TEXT = 'Rain fell on Ostby.\n\n"We will rebuild," said Ann Lee, "and soon." She promised more money.\n'
NOTE = "#1\tAnnotatorNotes T1\ta note that goes\nover two lines\n"


def brat(text: str = TEXT) -> str:
    """The annotations of `text` as a brat file."""
    whole = [("Content", '"We will rebuild,"', '"and soon."'), ("Source", "Ann Lee"), ("Cue", "said")]
    short = [("Content", "more money"), ("Source", "She"), ("Cue", "promised")]
    lines, number = [], 0
    for event, roles in enumerate((whole, short), 1):
        targets = []
        for role, *parts in roles:
            number += 1
            places = ";".join(f"{text.index(part)} {text.index(part) + len(part)}" for part in parts)
            lines.append(f"T{number}\t{role} {places}\t{' '.join(parts)}")
            targets.append(f"{role}:T{number}")
        lines.append(f"E{event}\t{' '.join(targets)}")
    return "\n".join(lines) + "\n" + NOTE


def write(folder: Path, count: int = 3) -> Path:
    """The folder of a split with `count` articles."""
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True)
    for number in range(count):
        (folder / "text" / f"paper_{number}.txt").write_text(TEXT, encoding="utf-8")
        (folder / "attributions" / f"paper_{number}_a1.ann").write_text(brat(), encoding="utf-8")
    return folder
