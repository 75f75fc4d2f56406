"""The reader: what is named, described and said in a text as far as it is read."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.attribution.people.entities import People
from analysis.text.segmentation import Span, meeting


class Place(NamedTuple):
    """A place in a text: offset, number of the sentence and of the paragraph, and whether it is quoted."""

    offset: int
    sentence: int
    paragraph: int
    quoted: bool


@dataclass
class Trace:
    """What is known of an entity as far as the text is read: its mentions, and how often it has spoken."""

    last: Place | None = None
    subject: Place | None = None
    spoke: Place | None = None
    mentions: int = 0
    speeches: int = 0


@dataclass
class Reader:
    """A text being read: who is in it, where it is read to, and what is known so far."""

    text: str
    known: People
    opens: list[int]
    breaks: list[int]
    quoted: list[Span]
    traces: dict[str, Trace] = field(default_factory=dict)
    last_speaker: str = ""
    speeches: list[tuple[Span, str]] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        """Where `offset` is."""
        return Place(
            offset,
            bisect_right(self.opens, offset),
            bisect_right(self.breaks, offset),
            bool(meeting(self.quoted, offset, offset + 1)),
        )

    def trace(self, key: str) -> Trace:
        """What is known of the entity `key`."""
        return self.traces.setdefault(key, Trace())

    def mention(self, key: str, place: Place, subject: bool) -> None:
        """Notes that the entity is mentioned at `place`."""
        trace = self.trace(key)
        trace.last = place
        trace.mentions += 1
        if subject and not place.quoted:
            trace.subject = place

    def speak(self, key: str, place: Place, content: Span) -> None:
        """Notes that the entity is said to speak."""
        trace = self.trace(key)
        trace.spoke = place
        trace.speeches += 1
        self.last_speaker = key
        self.speeches.append((content, key))
