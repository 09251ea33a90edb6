"""What the extractors of one document share: its reading, its flow, the hits in it and who is on which list."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.flow import Flow
from extractors.hits import Hit
from extractors.owners import Owners
from extractors.people import Person
from extractors.records import Reading, Section, Sentence


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on a list of participants or absentees, with the flow range of what is said of them there."""

    person: Person
    start: int
    end: int
    section: Section


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One document while it is read; positions are those of the flow.

    ``keys`` maps every hit (by start, end and type) to the key of its local entity, once ``local`` has run. ``starts`` are those of
    the hits, to look a hit up by its place.
    """

    reading: Reading
    flow: Flow
    owners: Owners
    hits: tuple[Hit, ...] = ()
    people: tuple[Person, ...] = ()
    listed: tuple[Listed, ...] = ()
    keys: Mapping[tuple[int, int, str], str] = field(default_factory=dict)
    starts: tuple[int, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(hit.start for hit in self.hits))

    @property
    def text(self) -> str:
        return self.flow.text

    def hits_in(self, start: int, end: int, *, nested: bool = False) -> tuple[Hit, ...]:
        """Return the hits that begin in a range, those inside longer names only if `nested`."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        return tuple([hit for hit in self.hits[first:last] if nested or not hit.nested])

    def ranges(self) -> tuple[tuple[int, int, Sentence], ...]:
        """Return every sentence with its flow range, in order."""
        return tuple((*self.flow.range(sentence.span), sentence) for sentence in self.reading.sentences)

    def section(self, position: int) -> Section | None:
        """Return the innermost section at a flow position."""
        offset = self.flow.offsets[min(position, len(self.flow.offsets) - 1)] if len(self.flow.offsets) else 0
        found = None
        for section in self.reading.sections:
            if section.span.start <= offset < section.span.end:
                found = section
        return found

    def item(self, section: Section | None) -> Section | None:
        """Return the agenda item that a section is, or is part of."""
        while section is not None and section.kind not in ("agenda_item", "closed"):
            section = self.reading.sections[section.parent] if section.parent is not None else None
        return section

    def annexed(self, section: Section | None) -> bool:
        """Tell whether a section is an annex or stands in one: what is listed there is not the meeting's."""
        while section is not None:
            if section.kind == "annex":
                return True
            section = self.reading.sections[section.parent] if section.parent is not None else None
        return False

    def part(self, section: Section | None) -> str:
        """Return the kind of labelled part that a section is or stands in; ``heading`` and ``body`` look upwards."""
        kind = section.kind if section else ""
        while section is not None and section.kind in ("heading", "body") and section.parent is not None:
            section = self.reading.sections[section.parent]
            if section.kind not in ("agenda_item", "closed"):
                kind = section.kind
        return kind


def sentence_index(ranges: tuple[tuple[int, int, Sentence], ...], position: int) -> int:
    """Return the place of the last sentence that begins at or before a position, -1 where there is none."""
    return bisect_right(ranges, position, key=lambda r: r[0]) - 1
