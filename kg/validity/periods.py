"""Stretches of time with edges that may be vague: what possibly, and what certainly, falls on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from extractors import edtf

_MARKS = re.compile(r"[~?%]")
_UNSPECIFIED = 2
"""More open digits than this say nothing that could be reckoned with."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A change on some day from ``first`` to ``last``; ``sure`` is False where the source doubts even that.

    ``text`` is the EDTF value that it was read from, empty where nothing was stated. ``stated`` is False where the day is only that
    of a statement which says nothing of since when.
    """

    first: date
    last: date
    sure: bool = True
    text: str = ""
    stated: bool = field(default=True, repr=False)


EVER = Edge(date.min, date.min)
NEVER = Edge(date.max, date.max)
UNKNOWN = Edge(date.min, date.max, sure=False)


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start``, the first day of it, to ``end``, the first day that is no longer in it.

    >>> year = Period(edge("2026-01-01"), edge("2027-01-01"))
    >>> year.possible(date(2026, 12, 31), date(2026, 12, 31)), year.possible(date(2027, 1, 1), date(2027, 1, 1))
    (True, False)
    """

    start: Edge = EVER
    end: Edge = NEVER

    def possible(self, first: date, last: date) -> bool:
        """Tell whether some day from `first` to `last` may lie within."""
        day = max(first, self.start.first)
        return day <= last and day < self.end.last

    def certain(self, first: date, last: date) -> bool:
        """Tell whether every day from `first` to `last` surely lies within."""
        return self.start.sure and self.end.sure and self.start.last <= first and last < self.end.first

    def within(self, other: Period) -> Period:
        """Return what this and another period have in common."""
        return Period(later(self.start, other.start), earlier(self.end, other.end))


@lru_cache(maxsize=65536)
def edge(value: str) -> Edge:
    """Return the days on which an EDTF value may lie; one that is marked ``~``, ``?`` or ``%`` is not sure.

    An open digit (``2025-1X``, ``202X``) stands for each that makes a date; what is no EDTF may be any day.

    >>> edge("2025-06"), edge("2025~").sure, edge("2025-1X").first, edge("soon") == replace(UNKNOWN, text="soon")
    (Edge(first=datetime.date(2025, 6, 1), last=datetime.date(2025, 6, 30), sure=True, text='2025-06'), False, datetime.date(2025, 10, 1), True)
    """
    plain = _MARKS.sub("", value.strip())
    days = [days for one in _specified(plain) if (days := _bounds(one))]
    if not days:
        return replace(UNKNOWN, text=value)
    return Edge(min(first for first, _ in days), max(last for _, last in days), plain == value.strip(), value)


def _specified(value: str) -> Iterable[str]:
    """Return the values that one with open digits may stand for."""
    value = value.upper()
    while value.endswith("-XX"):
        value = value.removesuffix("-XX")
    open_digits = value.count("X")
    if not open_digits or open_digits > _UNSPECIFIED:
        return () if open_digits else (value,)
    form = value.replace("X", "{}")
    return [form.format(*digits) for digits in product("0123456789", repeat=open_digits)]


def _bounds(value: str) -> tuple[date, date] | None:
    try:
        first, last = edtf.bounds(edtf.normalise(value))
    except ValueError:
        return None
    return first or date.min, last or date.max


def is_sure(said: Edge) -> bool:
    """Tell whether an edge surely is there, on whichever of its days: it is not doubted and not merely intended."""
    return not said.text or (said.sure and said.first != date.min and said.last != date.max)


def after(edge: Edge) -> Edge:
    """Return when something is over of which the last day is told: that day is in doubt, the next is not.

    Documents say "until 31 December" of what still holds on that day, and "ceases on 1 January" of what does not. The text becomes
    that of the next day: it is the first that is no longer in it.
    """
    if edge.last == date.max:
        return edge
    last = edge.last + timedelta(days=1)
    return replace(edge, last=last, text=last.isoformat() if edge.text == edge.last.isoformat() else edge.text)


def later(one: Edge, two: Edge) -> Edge:
    """Return the later of two edges, wherever each may lie.

    >>> later(edge("2025"), edge("2025-06-01")).first
    datetime.date(2025, 6, 1)
    """
    one, two = sorted((one, two), key=lambda each: (each.first, each.last, each.text, each.stated))
    sure = two.sure and (one.sure or (one.last <= two.first and one != UNKNOWN))
    return Edge(two.first, max(one.last, two.last), sure, two.text, two.stated)


def earlier(one: Edge, two: Edge) -> Edge:
    """Return the earlier of two edges, wherever each may lie.

    >>> earlier(NEVER, edge("2027-01-01")).text
    '2027-01-01'
    """
    one, two = sorted((one, two), key=lambda each: (each.last, each.first, each.text, not each.stated))
    sure = one.sure and (two.sure or (one.last <= two.first and two != UNKNOWN))
    return Edge(min(one.first, two.first), one.last, sure, one.text, one.stated)


def together(edges: Iterable[Edge]) -> Edge | None:
    """Return the edge that several statements tell of: where they differ, it may lie anywhere between; None for none."""
    found = sorted(edges, key=lambda each: (each.first, each.last, each.text))
    if not found:
        return None
    sure = all(each.sure for each in found)
    return Edge(found[0].first, max(each.last for each in found), sure, found[0].text)
