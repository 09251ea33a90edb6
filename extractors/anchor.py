"""A document's own date: its meeting's, else the one labelled 'Dato', in its title, under its signatures or on a line of its own.

Where none of these stands, the first date of its beginning that is written out with a year. Relative dates ('5. marts')
count from it. Not caught: papers whose only date is that of their printing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.dates import find_dates
from extractors.edtf import day_or_none
from extractors.flow import Flow
from extractors.records import Meeting

HEAD = 2500
"""How far the head of a paper reaches that its own date is looked for in, in code points of the flow."""

_LABEL = re.compile(
    r"(?:^|\n|\t| {2,})(?:Dato|DATO|Dato for udarbejdelse|Udsendt|Offentliggjort|Pressemeddelelse|Mødedato)[:,]?\s+([^\n]{6,50})"
)
_SIGNED = re.compile(r"^[^\S\n]*(?!\w*(?:rådet|udvalget|klyngen|mødet?|nævnet|bestyrelsen)\b)[A-ZÆØÅ][\wæøå.-]{1,30}(?: [A-ZÆØÅ][\wæøå.-]{0,30}){0,2},\s(?:den|d\.)\s([^\n]{6,30})$", re.MULTILINE)
"""A town and a day on a line of their own: 'Nyby, den 4. marts 2031'."""
_ALONE = re.compile(r"^[^\S\n]*(?:(?:man|tirs|ons|tors|fre|lør|søn)dag,?\s)?(?:den\s|d\.\s?)?([0-9][^\n]{5,28})$", re.MULTILINE | re.IGNORECASE)
_TITLE = 3
"""How many lines a title has at most."""
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d\d")


def own_date(flow: Flow, meetings: Sequence[Meeting] = ()) -> str:
    """Return the day of a document as EDTF, or the empty string.

    >>> from extractors.flow import flow_of
    >>> from extractors.records import Document
    >>> own_date(flow_of(Document("", "", "", "", "text/plain", "Seminaret 17. maj om budget 2032\\n\\nDato 24-06-2031")))
    '2031-06-24'
    """
    for meeting in meetings:
        if meeting.date:
            return meeting.date
        if meeting.date_span:
            days = [f.value for f in find_dates(flow.slice(meeting.date_span)) if day_or_none(f.value)]
            if days:
                return days[0]
    head = flow.text[:HEAD]
    title = [line for line in head.split("\n") if line.strip()][:_TITLE]
    for label in _LABEL.finditer(head):
        days = [f.value for f in find_dates(label[1]) if day_or_none(f.value)]
        if days:
            return days[0]
    for line in title:
        if not line.rstrip().endswith((".", ":")) and (days := _written(line)):
            return days[0]
    for lines in ([signed[1] for signed in _SIGNED.finditer(flow.text)][::-1], [alone[1] for alone in _ALONE.finditer(head)]):
        for line in lines:
            if day := _whole(line):
                return day
    return next(iter(_written(head)), "")


def _written(text: str) -> list[str]:
    """Return the days of a text that are written out with their year, in its order."""
    return [f.value for f in find_dates(text) if day_or_none(f.value) and _YEAR.search(text[f.start : f.end])]


def _whole(line: str) -> str:
    """Return the day that a line is, but for a full stop behind it; the empty string where it says more."""
    line = line.strip().rstrip(".")
    return next((f.value for f in find_dates(line) if f.start == 0 and f.end == len(line) and day_or_none(f.value) and _YEAR.search(line)), "")
