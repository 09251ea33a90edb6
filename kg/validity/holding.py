"""When a statement holds: the one rule that answers, chains, tables and the view of a day rest on.

It holds on day D if validFrom ≤ D < validTo. Without a start it holds from the meeting or document that first states
it; without an end it is open, and told with the day on which it was last confirmed. A state lasts no longer than the
bodies that it joins; an event stays history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from kg.validity.lens import Lens
from kg.validity.periods import EVER, NEVER, UNKNOWN, Edge, Period, earlier, edge, later
from ontology.terms import PREDICATES

STATES = frozenset(
    "member_of party_member holds_post part_of located_in represented_in partner_of party_to participates_in responsible_for".split()
)
"""Predicates that tell of a state, which ends; the others tell of events, which stay history."""
_ACTUAL = frozenset({"stated", "decided"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, or a remark with an empty ``predicate``, with its clocks.

    ``date`` is that of its meeting, or else of its document; all dates are EDTF, empty where not known.
    """

    id: str
    subject: str
    predicate: str
    object: str
    document: str
    date: str
    role: str = ""
    polarity: str = "positive"
    status: str = "stated"
    valid_from: str = ""
    valid_to: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two statements state the same: who, what, whom, as what, whether denied or only intended."""
        if not self.predicate:
            return (self.id,)
        ends = (self.subject, self.object)
        if PREDICATES[self.predicate].symmetric:
            ends = (min(ends), max(ends))
        standing = "stated" if self.status in _ACTUAL else self.status
        return (*ends, self.predicate, " ".join(self.role.split()).casefold(), self.polarity, standing)


@dataclass(frozen=True, slots=True)
class Holding:
    """When a statement holds, as EDTF, and whether it is among what the lens shows.

    ``kept`` says whether it is shown; ``certain`` whether it surely holds on the day and was surely known by then.
    ``known_from`` is when its document was published, an interval where that is not stated.
    """

    holds_from: str = ""
    holds_to: str = ""
    last_confirmed: str = ""
    known_from: str = ""
    certain: bool = True
    kept: bool = True


def reckon(
    statements: Iterable[Statement], lens: Lens, *, lives: Mapping[str, Period], published: Mapping[str, Edge]
) -> dict[str, Holding]:
    """Return when each statement holds, by its id.

    Parameters
    ----------
    statements
        All statements of each fact that is asked for: the first of them says since when it holds.
    lens
        What is asked for.
    lives
        When each body exists, by IRI; those that are not there always did and always will.
    published
        When each document was published, by IRI; those that are not there may have been at any time.

    Examples
    --------
    >>> told = Statement("c", "anna", "member_of", "council", "paper", "2026-02-10", valid_to="2027-01-01")
    >>> holding = reckon([told], Lens(as_of="2026-12-31"), lives={}, published={})["c"]
    >>> holding.holds_from, holding.holds_to, holding.kept
    ('2026-02-10', '2027-01-01', True)
    """
    known_by = lens.known
    all_of_them = list(statements)
    out = {one.document: published.get(one.document, UNKNOWN) for one in all_of_them}
    known = [one for one in all_of_them if not lens.known_by or out[one.document].first <= known_by]
    sure = known
    if lens.known_by:
        sure = [one for one in known if out[one.document].sure and out[one.document].last <= known_by]
    periods, unended = _periods(known, lives)
    surely = periods if sure is known else _periods(sure, lives)[0]
    confirmed = _confirmed(known, lens)
    found = {one.id: Holding(certain=False, kept=False) for one in all_of_them}
    days = lens.days
    for one in known:
        period = periods[one.id]
        # What may have been known by then can prove nothing, and can cast doubt.
        certain = one.id in surely and (not lens.as_of or (period.certain(*days) and surely[one.id].certain(*days)))
        possible = not lens.as_of or period.possible(*days)
        found[one.id] = Holding(
            period.start.text,
            period.end.text,
            confirmed.get(one.key, "") if one.id in unended and one.predicate in STATES else "",
            out[one.document].text if lens.known_by else "",
            certain,
            certain if lens.certain else possible,
        )
    return found


def _periods(statements: Sequence[Statement], lives: Mapping[str, Period]) -> tuple[dict[str, Period], set[str]]:
    """Return when each statement holds, and those of which none says when it ends."""
    groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[one.key].append(one)
    found: dict[str, Period] = {}
    unended: set[str] = set()
    for group in groups.values():
        ends = [edge(other.valid_to) for other in group if other.valid_to]
        begun = reduce(earlier, (_holding_from(other) for other in group))
        for one in group:
            start = edge(one.valid_from) if one.valid_from else _began(one, group, ends) if ends else begun
            period = Period(start, edge(one.valid_to) if one.valid_to else _ended(one, start, ends))
            if period.end == NEVER:
                unended.add(one.id)
            for body in (one.subject, one.object) if one.predicate in STATES else ():
                period = period.within(lives[body]) if body in lives else period
            found[one.id] = period
    return found, unended


def _began(one: Statement, group: Sequence[Statement], ends: Sequence[Edge]) -> Edge:
    """Return when the first statement of a fact was made; what had ended by then is another time of the same."""
    said = edge(one.date)
    over = max((end.last for end in ends if end.last <= said.first), default=EVER.last)
    return reduce(earlier, (_holding_from(other) for other in group if other is one or edge(other.date).last >= over))


def _ended(one: Statement, start: Edge, ends: Sequence[Edge]) -> Edge:
    """Return when a fact ends that is told without an end: with what another statement says, if that lies ahead of it."""
    said = edge(one.date)
    return reduce(earlier, (end for end in ends if end.first > max(said.last, start.first)), NEVER)


def _holding_from(one: Statement) -> Edge:
    """Return from when a statement shows a fact to hold: when it was said, or later where it says so itself."""
    said = edge(one.date)
    return later(said, edge(one.valid_from)) if one.valid_from else said


def _confirmed(statements: Iterable[Statement], lens: Lens) -> dict[tuple[str, ...], str]:
    """Return the date of the latest statement of each fact that lies not after the day asked for."""
    last = lens.days[1]
    found: dict[tuple[str, ...], Edge] = {}
    for one in statements:
        said = edge(one.date) if one.date else UNKNOWN
        if said.text and said.first <= last and said != UNKNOWN:
            best = found.get(one.key, said)
            found[one.key] = max(best, said, key=lambda each: (each.last, each.first, each.text))
    return {key: said.text for key, said in found.items()}
