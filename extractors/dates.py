"""Dates and periods that Danish running text states, as EDTF values with their places in the text.

Dates are read in three steps: single dates (`extractors.date_parts`), then the year of those that state none,
then what joins them to periods. All patterns are bounded, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from extractors import edtf
from extractors.date_parts import WEEKDAY, Part, parts, relative_parts

_MODIFIER: Final = re.compile(
    r"(?<![^\W_])(?:"
    r"(?P<early>primo|(?:starten|begyndelsen)\s{1,3}af)|(?P<mid>medio|midten\s{1,3}af)"
    r"|(?P<late>ultimo|slutningen\s{1,3}af)|(?P<end>(?:udgangen|udløbet)\s{1,3}af)|(?P<turn>årsskiftet(?:\s{1,3}mellem)?)"
    r")\s{1,3}(?:året\s{1,3})?$",
    re.IGNORECASE,
)
_ONWARDS: Final = re.compile(
    r"\s{1,3}(?:og\s{1,3}(?:frem(?:efter|over|adrettet)?|(?:de\s{1,3})?(?:efter)?følgende\s{1,3}år"
    r"|årene\s{1,3}(?:frem|herefter|derefter|efter))|ff)(?!\w)",
    re.IGNORECASE,
)
_LEAD: Final = rf"(?:(?:{WEEKDAY})\s{{1,3}})?(?:den\s{{1,3}}|d\.\s{{0,3}})?"
_THROUGH: Final = re.compile(
    rf"\s{{0,4}}(?:[-–—]|til(?:\s{{1,3}}og\s{{1,3}}med)?\s|t\.?o\.?m\.?\s)\s{{0,4}}{_LEAD}", re.IGNORECASE
)
_AND: Final = re.compile(rf"\s{{0,4}}(?:,|og\s|eller\s|samt\s|&|,\s?og\s|/)\s{{0,4}}{_LEAD}", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(?<!\w)mellem\s{1,3}(?:den\s{1,3}|d\.\s{0,3})?$", re.IGNORECASE)
_MOVED: Final = re.compile(r"flyt|udskud|udskyd|udsæt|udsat|ændre", re.IGNORECASE)
_LISTED: Final = re.compile(
    rf"(?<![\w,/-])(?<![0-9]\.)(?P<day>[0-9]{{1,2}})(?P<dot>\.?)\s{{0,3}}"
    rf"(?P<gap>,|og\s|eller\s|samt\s|&|-|–|—|til\s)\s{{0,3}}{_LEAD}$",
    re.IGNORECASE,
)
_RECURRING_AFTER: Final = re.compile(r"\s{1,3}(?:hver(?:t)?|årligt|om\s{1,3}året)(?!\w)", re.IGNORECASE)
_RECURRING_BEFORE: Final = re.compile(
    r"(?<!\w)(?:hver(?:t)?(?:\s{1,3}andet)?(?:\s{1,3}år)?|årligt)(?:\s{1,3}(?:i|den|d\.|pr\.))?\s{0,3}$", re.IGNORECASE
)
_MONTH_LEAD: Final = re.compile(
    r"(?<!\w)(?:i|siden|fra|til|inden|omkring|pr\.?|medio|primo|ultimo|af|hele)\s{1,3}$", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"[.!?:]\s{1,4}(?=[A-ZÆØÅ•])|[•\n]")
_PAST: Final = re.compile(
    r"(?<!\w)(?:blev|var|havde|har|fik|gav|kom|gik|fandt|sidste|seneste|siden|[a-zæøå]{2,20}(?:ede|edes|tes))(?!\w)",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(
    r"(?<!\w)(?:vil|skal|bliver|næste|kommende|senest|inden|frist(?:en)?|forventes|planlægges|mødes"
    r"|[a-zæøå]{1,20}(?:holdes|sendes|lægges|sættes|handles|rettes|tages|gøres|startes|gives))(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: the half-open span, in code points, and its EDTF value."""

    start: int
    end: int
    value: str


def find_dates(text: str, *, anchor: str = "") -> tuple[Found, ...]:
    """Return the dates and periods that `text` states.

    Weekday, *den*, *d.* and prepositions stay outside the span; *primo*, *udgangen af* and *og frem* are inside.
    What recurs, price levels, case numbers, addresses of the web and file names are no dates.

    Parameters
    ----------
    text
        Running text in which line ends are single spaces.
    anchor
        EDTF value of the document's or the meeting's date. It gives the year to a day or month without one: its own
        year, or a neighbouring one where that lies nearer or the tense demands it. Without it such a day takes the last
        year that the text states before it, and such a month is no date.

    Returns
    -------
    tuple of Found
        In the order of the text; spans do not overlap.

    Raises
    ------
    ValueError
        If `anchor` is neither empty nor an EDTF value.

    >>> [f.value for f in find_dates("Mødet den 5. marts om budgettet for 2027 og frem", anchor="2026-01-29")]
    ['2026-03-05', '2027/..']
    >>> find_dates("fra 1. januar til 31. december 2026")
    (Found(start=4, end=35, value='2026-01-01/2026-12-31'),)
    """
    origin = (edtf.day_or_none(anchor) or edtf.bounds(anchor)[0]) if anchor else None
    found = parts(text)
    if origin is not None:
        found = _merged(found, relative_parts(text, origin))
    found = _expanded(text, found)
    floors = (0, *(part.end for part in found))
    found = [_modified(text, part, floor) for part, floor in zip(found, floors, strict=False)]
    found = _inherited(text, found)
    found = _dated(text, found, origin)
    return tuple(_joined(text, found))


def _merged(found: list[Part], relative: list[Part]) -> list[Part]:
    """Return both in the order of the text; where they overlap, the first to begin stays."""
    result: list[Part] = []
    for part in sorted((*found, *relative), key=lambda part: (part.start, -part.end)):
        if not result or part.start >= result[-1].end:
            result.append(part)
    return result


def _expanded(text: str, found: list[Part]) -> list[Part]:
    """Add the days that share a month with the one after them: *6., 13. og 20. november*, *1.-3. juni*."""
    result: list[Part] = []
    floor = 0
    for part in found:
        listed = [part]
        while part.kind == "day" or (part.kind == "quarter" and text[part.start].isdigit()):
            match = _LISTED.search(text, max(floor, listed[-1].start - 24), listed[-1].start)
            if match is None:
                break
            through, number = match["gap"] in "-–—", int(match["day"])
            if not (match["dot"] or through) or not 1 <= number <= (31 if part.kind == "day" else 4):
                break
            if through and number >= (listed[-1].day or listed[-1].part - 32):
                break
            start, end = match.start("day"), match.end("dot")
            day, place = (number, part.part) if part.kind == "day" else (0, 32 + number)
            listed.append(replace(listed[-1], start=start, end=end, part=place, day=day))
        result.extend(reversed(listed))
        floor = part.end
    return result


def _modified(text: str, part: Part, floor: int) -> Part:
    """Take *primo*, *udgangen af* and the like into the span."""
    if part.kind not in ("year", "month", "span", "quarter"):
        return part
    match = _MODIFIER.search(text, max(floor, part.start - 32), part.start)
    if match is None or match.lastgroup is None:
        return part
    if (match.lastgroup == "turn") != (part.kind == "span") or (part.kind == "quarter" and match.lastgroup != "end"):
        return part
    return replace(part, start=match.start(), mark=match.lastgroup)


def _inherited(text: str, found: list[Part]) -> list[Part]:
    """Give a year to what stands in a list or a period whose last member states it: *maj og juni 2025*."""
    result = list(found)
    for index in range(len(found) - 2, -1, -1):
        part, after = result[index], result[index + 1]
        if part.year is not None or after.year is None or part.kind != after.kind:
            continue
        gap = text[part.end : after.start] if after.start - part.end <= 80 else ". A"
        tied = bool(_AND.fullmatch(gap) or _THROUGH.fullmatch(gap))
        later = (part.part, part.day) > (after.part, after.day)
        near = part.kind == "day" and after.stated and len(gap) <= 60 and not _SENTENCE_END.search(gap)
        if tied or (near and not later):
            result[index] = replace(part, year=after.year - later)
    return result


def _dated(text: str, found: list[Part], origin: date | None) -> list[Part]:
    """Give the remaining days and months a year, and leave out what has none or is no day of the calendar."""
    result: list[Part] = []
    for part in found:
        before = result[-1] if result else None
        if part.year is None:
            part = _with_year(text, part, before, origin)
        if part.year is None or (part.kind == "day" and not _exists(part.year, part.part, part.day)):
            continue
        result.append(part)
    return result


_SEASON_LEAD: Final = re.compile(r"(?<!\w)(?:i\s{1,3}løbet\s{1,3}af|hen\s{1,3}over|til|i|siden|inden|efter|fra)\s{1,3}$", re.IGNORECASE)
_SEASON_MONTH: Final = {21: 4, 22: 7, 23: 10, 24: 1}
"""The month in the middle of a season: a bare *til efteråret* is that of the nearest year."""


def _with_year(text: str, part: Part, before: Part | None, origin: date | None) -> Part:
    if part.kind == "season" and origin is not None and text[part.start : part.end].casefold() in ("foråret", "sommeren", "efteråret", "vinteren"):
        if not _SEASON_LEAD.search(text, max(0, part.start - 20), part.start):
            return part
        return replace(part, year=_nearest(text, replace(part, part=_SEASON_MONTH[part.part]), origin))
    if part.kind not in ("day", "month") or _RECURRING_AFTER.match(text, part.end):
        return part
    if _RECURRING_BEFORE.search(text, max(0, part.start - 24), part.start):
        return part
    gap = text[before.end : part.start] if before and part.start - before.end <= 400 else None
    listed = before is not None and gap is not None and before.kind == part.kind and bool(_AND.fullmatch(gap))
    through = before is not None and gap is not None and before.kind == part.kind and bool(_THROUGH.fullmatch(gap))
    if part.kind == "month" and not part.mark and not listed and not through and not (
        text[part.start].islower() and _MONTH_LEAD.search(text, max(0, part.start - 12), part.start)
    ):
        return part
    if before is not None and before.year is not None and (listed or through):
        return replace(part, year=before.year + ((part.part, part.day) < (before.part, before.day)))
    if before is not None and before.year is not None and gap is not None and part.kind == "day":
        close = before.kind == "day" and len(gap) <= 120 and not _SENTENCE_END.search(gap)
        if origin is not None and close and abs(before.year - origin.year) > 1:
            return replace(part, year=before.year + ((part.part, part.day) < (before.part, before.day)))
        if origin is None:
            return replace(part, year=before.year)
    return replace(part, year=_nearest(text, part, origin)) if origin is not None else part


def _nearest(text: str, part: Part, origin: date) -> int:
    """Return the year that puts a part within 5 months before and 7 after `origin`, unless the tense forbids it."""
    ahead = part.part - origin.month
    year = origin.year + (1 if ahead < -5 else -1 if ahead > 7 else 0)
    months = (year - origin.year) * 12 + ahead
    before = _SENTENCE_END.split(text[max(0, part.start - 100) : part.start])[-1]
    clause = before + _SENTENCE_END.split(text[part.end : part.end + 60])[0]
    past, future = bool(_PAST.search(clause)), bool(_FUTURE.search(clause))
    if past and not future and months >= 3:
        return year - 1
    if future and not past and months <= -3:
        return year + 1
    return year


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _value(part: Part) -> str:
    year, month = part.year or 0, part.part
    if part.kind == "span":
        return f"{year}-12-31~" if part.mark == "turn" else part.value
    if part.kind == "day":
        return f"{year}-{month:02}-{part.day:02}"
    if part.mark == "end":
        return str(edtf.bounds(f"{year}-{month:02}" if month else str(year))[1])
    if part.mark:
        return f"{year}-{month or {'early': 1, 'mid': 6, 'late': 12}[part.mark]:02}~"
    return f"{year}-{month:02}" if month else str(year)


def _period(text: str, left: Part, right: Part) -> str:
    """Return the interval that two neighbours make, or the empty string where they stand for themselves."""
    if left.kind != right.kind or left.kind == "span" or right.start - left.end > 32:
        return ""
    gap = text[left.end : right.start]
    if gap.strip() == "/":
        tied = left.kind in ("month", "season") and not left.stated
    elif _THROUGH.fullmatch(gap):
        tied = not _MOVED.search(text, max(0, left.start - 60), left.start)
    else:
        tied = _AND.fullmatch(gap) is not None and "," not in gap
        tied = tied and _BETWEEN.search(text, max(0, left.start - 16), left.start) is not None
    start, end = _value(left), _value(right)
    if left.kind == "quarter":
        start, end = f"{edtf.bounds(start)[0]!s:.7}", f"{edtf.bounds(end)[1]!s:.7}"
    return edtf.interval(start, end) if tied and edtf.compare(start, end) < 0 else ""


def _joined(text: str, found: list[Part]) -> Iterator[Found]:
    index = 0
    while index < len(found):
        part = found[index]
        end, value = part.end, _value(part)
        period = _period(text, part, found[index + 1]) if index + 1 < len(found) else ""
        if period:
            index += 1
            end, value = found[index].end, period
        elif part.kind in ("year", "month", "day") and not part.mark:
            onwards = _ONWARDS.match(text, end)
            if onwards:
                end, value = onwards.end(), edtf.interval(value, "")
        yield Found(part.start, end, value)
        index += 1
