"""A document's own date: its meeting's, else the one labelled 'Dato', else the first that is written out with a year.

Relative dates ('5. marts') count from it. Not caught: papers whose only date is that of their printing.
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
    for label in _LABEL.finditer(head):
        days = [f.value for f in find_dates(label[1]) if day_or_none(f.value)]
        if days:
            return days[0]
    written = [f for f in find_dates(head) if day_or_none(f.value) and _YEAR.search(head[f.start : f.end])]
    return written[0].value if written else ""
