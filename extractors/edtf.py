"""EDTF values (ISO 8601-2): check, compare, bound and label the dates that documents state.

The subset is that of the project's guidelines: ``2026``, ``2026-01``, ``2026-01-29``, seasons ``2026-21`` to
``2026-24``, quarters ``2026-33`` to ``2026-36``, ``~`` for approximate, and intervals of these, ``..`` for an
open end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MONTHS_DA: Final = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS_DA: Final = {21: "foråret", 22: "sommeren", 23: "efteråret", 24: "vinteren"}
SEASONS_EN: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
APPROXIMATE_DA: Final = {1: "primo", 6: "medio", 12: "ultimo"}
APPROXIMATE_EN: Final = {1: "early", 6: "mid", 12: "late"}

_SINGLE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class _Single:
    """A date of one precision: ``part`` is a month (1-12), a season (21-24) or a quarter (33-36), 0 for none."""

    year: int
    part: int = 0
    day: int = 0
    mark: str = ""

    def first(self) -> date:
        return date(self.year, self._month(), self.day or 1)

    def last(self) -> date:
        if self.day:
            return self.first()
        months = 1 if 1 <= self.part <= 12 else 3 if self.part else 12
        index = self.first().year * 12 + self.first().month - 1 + months
        if index // 12 > date.max.year:
            return date.max
        return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)

    def _month(self) -> int:
        if self.part >= 33:
            return (self.part - 33) * 3 + 1
        return (self.part - 20) * 3 if self.part >= 21 else self.part or 1


def _single(text: str) -> _Single | None:
    match = _SINGLE.fullmatch(text)
    if match is None:
        return None
    year, part, day = (int(group or 0) for group in match.group(1, 2, 3))
    if match.group(2) is not None and not (1 <= part <= 12 or 21 <= part <= 24 or 33 <= part <= 36):
        return None
    if year < 1 or (match.group(3) is not None and not 1 <= part <= 12):
        return None
    value = _Single(year, part, day, match.group(4))
    if match.group(3) is not None:
        try:
            date(year, part, day)
        except ValueError:
            return None
    return value


def _parse(value: str) -> tuple[_Single | None, _Single | None]:
    """Return both ends of a value (a single date twice), None for an open end."""
    start, slash, end = value.partition("/")
    first = _single(start)
    last = _single(end) if slash else first
    open_ends = bool(slash) and [start, end].count(_OPEN) == 1
    if not (first and last) and not (open_ends and (first or last)):
        raise ValueError(f"No EDTF value of the known kinds: {value!r}. Write 2026-01-29, 2026-01, 2026 or 2022/2025.")
    if first and last and slash and first.first() > last.last():
        raise ValueError(f"The interval {value!r} ends before it begins. Swap its ends.")
    return first, last


def is_valid(value: str) -> bool:
    """Tell whether `value` is one of the kinds that the project writes.

    >>> is_valid("2025-23"), is_valid("2026-02-31"), is_valid("2023/..")
    (True, False, True)
    """
    try:
        _parse(value)
    except ValueError:
        return False
    return True


def normalise(value: str) -> str:
    """Return `value` in the one way that the project writes it.

    An empty end or the words ``open`` and ``unknown`` become ``..``; an interval of one date becomes that date.

    Raises
    ------
    ValueError
        If it is no EDTF value of the known kinds.

    >>> normalise(" 2023/ "), normalise("2025/2025")
    ('2023/..', '2025')
    """
    start, slash, end = (part.strip() for part in value.partition("/"))
    if slash:
        start, end = (_OPEN if part in ("", "open", "unknown", _OPEN) else part for part in (start, end))
        value = start if start == end else f"{start}/{end}"
    else:
        value = start
    _parse(value)
    return value


def interval(start: str, end: str) -> str:
    """Join two values to an interval, an empty one meaning an open end.

    Of intervals given, the outer ends are taken.

    Raises
    ------
    ValueError
        If an end is no EDTF value, or the end lies before the start.

    >>> interval("2022", "2025"), interval("2023", ""), interval("2024-05", "2024-05")
    ('2022/2025', '2023/..', '2024-05')
    """
    return normalise(f"{start.partition('/')[0] or _OPEN}/{end.rpartition('/')[2] or _OPEN}")


def bounds(value: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a value, None for an open end.

    Spring begins on 1 March and winter on 1 December, so the winter of 2025 ends in February 2026. The mark of
    an approximate date is not widened.

    Raises
    ------
    ValueError
        If it is no EDTF value of the known kinds.

    >>> bounds("2026-34")
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    >>> bounds("2023/..")
    (datetime.date(2023, 1, 1), None)
    """
    first, last = _parse(value)
    return first.first() if first else None, last.last() if last else None


def day_or_none(value: str) -> date | None:
    """Return the day that a value states, or None where it is no single day.

    >>> day_or_none("2026-01-29"), day_or_none("2026-01"), day_or_none("")
    (datetime.date(2026, 1, 29), None, None)
    """
    single = _single(value)
    return single.first() if single and single.day else None


def last_day(value: str) -> str:
    """Return the last day before an end that is no more part of what it ends; what is no single day stays as it is.

    >>> last_day("2026-01-01"), last_day("2027")
    ('2025-12-31', '2027')
    """
    day = day_or_none(value)
    return (day - timedelta(1)).isoformat() if day is not None and day > date.min else value


def sort_key(value: str) -> tuple[date, date, str]:
    """Return what sorts values by their first day, then their last; an open start comes first, an open end last.

    >>> sorted(["2026", "2025-23", "2025", "2025/.."], key=sort_key)
    ['2025', '2025/..', '2025-23', '2026']
    """
    first, last = bounds(value)
    return first or date.min, last or date.max, value


def compare(a: str, b: str) -> int:
    """Return -1 where `a` lies wholly before `b`, 1 where wholly after, 0 where they overlap.

    >>> compare("2025", "2026-01"), compare("2026-03-05", "2026-34"), compare("2026-01-29", "2026")
    (-1, -1, 0)
    """
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    if a_last and b_first and a_last < b_first:
        return -1
    return 1 if a_first and b_last and a_first > b_last else 0


def label_da(value: str) -> str:
    """Return a value as one says it in Danish.

    Raises
    ------
    ValueError
        If it is no EDTF value of the known kinds.

    >>> [label_da(v) for v in ("2026-01-29", "2025-23", "2022/2025", "2026-01~", "2026-34", "2027/..")]
    ['29. januar 2026', 'efteråret 2025', '2022–2025', 'primo 2026', '2. kvartal 2026', 'fra 2027']
    """
    first, last = _parse(value)
    if first is None or last is None:
        return f"fra {_say_da(first)}" if first else f"til {_say_da(last)}" if last else ""
    if "/" not in value:
        return _say_da(first)
    half = _half(first, last)
    if half:
        return f"{half}. halvår {first.year}"
    return _between(first, last, _say_da(first), _say_da(last))


def label_en(value: str) -> str:
    """Return a value as one says it in English.

    Raises
    ------
    ValueError
        If it is no EDTF value of the known kinds.

    >>> [label_en(v) for v in ("2026-01-29", "2025-23", "2022/2025", "2026-01~", "2026-34", "2027/..")]
    ['29 January 2026', 'autumn 2025', '2022–2025', 'early 2026', 'Q2 2026', 'from 2027']
    """
    first, last = _parse(value)
    if first is None or last is None:
        return f"from {_say_en(first)}" if first else f"until {_say_en(last)}" if last else ""
    if "/" not in value:
        return _say_en(first)
    half = _half(first, last)
    if half:
        return f"{('first', 'second')[half - 1]} half of {first.year}"
    return _between(first, last, _say_en(first), _say_en(last))


def _half(first: _Single, last: _Single) -> int:
    if first.year != last.year or first.day or last.day or first.mark or last.mark:
        return 0
    return {(1, 6): 1, (7, 12): 2}.get((first.part, last.part), 0)


def _between(first: _Single, last: _Single, start: str, end: str) -> str:
    """Join two labels, the year said once where both months share it."""
    if not first.part and not last.part and not first.mark and not last.mark:
        return f"{start}–{end}"
    same = first.year == last.year and first.mark == last.mark == ""
    if same and 1 <= first.part <= 12 and 1 <= last.part <= 12 and bool(first.day) == bool(last.day):
        start = start.removesuffix(f" {first.year}")
        return f"{start} – {end}" if first.day else f"{start}–{end}"
    return f"{start} – {end}"


def _say_da(single: _Single | None) -> str:
    if single is None:
        return ""
    if single.part >= 33:
        return f"{single.part - 32}. kvartal {single.year}"
    if single.part >= 21:
        return f"{SEASONS_DA[single.part]} {single.year}"
    if single.mark and single.part in APPROXIMATE_DA and not single.day:
        return f"{APPROXIMATE_DA[single.part]} {single.year}"
    words = (f"{single.day}." if single.day else "", MONTHS_DA[single.part - 1] if single.part else "")
    return " ".join(word for word in ("omkring" if single.mark else "", *words, str(single.year)) if word)


def _say_en(single: _Single | None) -> str:
    if single is None:
        return ""
    if single.part >= 33:
        return f"Q{single.part - 32} {single.year}"
    if single.part >= 21:
        return f"{SEASONS_EN[single.part]} {single.year}"
    if single.mark and single.part in APPROXIMATE_EN and not single.day:
        return f"{APPROXIMATE_EN[single.part]} {single.year}"
    words = (str(single.day) if single.day else "", MONTHS_EN[single.part - 1] if single.part else "")
    return " ".join(word for word in ("around" if single.mark else "", *words, str(single.year)) if word)
