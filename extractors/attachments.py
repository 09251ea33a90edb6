"""What a document refers to as annexed: the lines of its lists of annexes, with their document numbers.

Not caught: annexes that are mentioned in running text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.flow import Flow
from extractors.records import Problem, Reading

_EMPTY = re.compile(r"[\s.\-–]*(?:ingen(?: bilag)?|-)?[\s.]*", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:(?:\d{1,2}[.)]|[•●▪\-–*])\s+)?(?:Bilag \d+[a-z]?\s*[:.\-–]?\s+)?")


def attachments(reading: Reading, flow: Flow) -> Iterator[Problem]:
    """Yield a problem of code ``attachment`` for every annex that a list of annexes names; nobody has looked whether it is there."""
    seen: set[str] = set()
    for section in reading.sections:
        if section.kind != "attachments" or not len(section.body):
            continue
        start, end = flow.range(section.body)
        for line in flow.text[start:end].split("\n"):
            name = _NUMBER.sub("", line.strip())[:300]
            if len(name) > 3 and not _EMPTY.fullmatch(name) and not name.startswith("http") and name not in seen:
                seen.add(name)
                yield Problem("attachment", name, flow.span(start, start + len(line)) if line else None)
            start += len(line) + 1
