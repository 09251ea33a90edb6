"""The lens: on which day, with whose knowledge and how surely a build is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors import edtf
from extractors.errors import QueryError

_DAY = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Lens:
    """What an answer is narrowed to; without any of it, everything is told.

    Parameters
    ----------
    as_of
        Only what holds on this day; of a month or a year, what may hold on some day of it. EDTF.
    known_by
        Only what had been published by this day, or by the end of this month or year. EDTF.
    certain
        Only what surely holds (throughout the month or year) and was surely known.
    follow_succession
        What is asked of a body is asked of what it came of and what came of it too.

    Raises
    ------
    QueryError
        Where a date is no day, month or year, or `certain` stands alone.

    Examples
    --------
    >>> Lens(as_of="2026-02").days
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """

    as_of: str = ""
    known_by: str = ""
    certain: bool = False
    follow_succession: bool = False

    def __post_init__(self) -> None:
        for name, value in (("as_of", self.as_of), ("known_by", self.known_by)):
            if value and not (_DAY.fullmatch(value) and edtf.is_valid(value)):
                raise QueryError(f"{name}: {value!r} is no day, month or year. Write 2026-01-29, 2026-01 or 2026.")
        if self.certain and not self.active:
            raise QueryError("certain leaves out what is only possible on a day. Give the day: as_of or known_by.")

    @property
    def active(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.as_of or self.known_by)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that is asked for; all days where none is."""
        first, last = edtf.bounds(self.as_of) if self.as_of else (None, None)
        return first or date.min, last or date.max

    @property
    def known(self) -> date:
        """The last day on which something may have been published to count."""
        return (edtf.bounds(self.known_by)[1] if self.known_by else None) or date.max


EVERYTHING = Lens()
