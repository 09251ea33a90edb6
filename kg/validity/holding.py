"""When a statement holds: the one rule that answers, chains, tables and the view of a day rest on.

It holds on day D if validFrom ≤ D < validTo. Without a start it holds from the meeting or document that first states
it; without an end it is open, and told with the day on which it was last confirmed. A later denial ends it, and so does a
later end that is told of the same without a role. Where another is later said to have a seat that one person holds at a
time, the earlier holder has it only possibly. A state lasts no longer than the bodies that it joins; an event stays history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce

from kg.validity.lens import Lens
from kg.validity.periods import EVER, NEVER, UNKNOWN, Edge, Period, earlier, edge, later
from ontology.terms import PREDICATES

STATES = frozenset(
    "member_of party_member holds_post part_of located_in represented_in partner_of party_to participates_in responsible_for".split()
)
"""Predicates that tell of a state, which ends; the others tell of events, which stay history."""
_ACTUAL = frozenset({"stated", "decided"})
SEATED = frozenset({"member_of", "holds_post"})
"""Predicates whose role may be a seat that one person holds at a time."""
_SEATS: Mapping[str, str] = {
    **dict.fromkeys(("formand", "forkvinde", "forperson", "udvalgsformand", "rådsformand", "bestyrelsesformand"), "formand"),
    **dict.fromkeys(("adm. direktør", "administrerende direktør"), "administrerende direktør"),
    **{role: role for role in ("borgmester", "direktør", "forstander", "kommunaldirektør", "regionsdirektør", "regionsrådsformand")},
}
"""Roles of which a body has one, by the seat that they mean; of deputies there may be several."""
_PLAIN = frozenset({"medlem", "menigt medlem"})
"""Roles that say no more than that somebody is a member."""


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
        return (*ends, self.predicate, self.office, self.polarity, standing)

    @property
    def office(self) -> str:
        """The role in small letters; empty where it says no more than that somebody is a member."""
        role = " ".join(self.role.split()).casefold()
        return "" if self.predicate == "member_of" and role in _PLAIN else role

    @property
    def actual(self) -> bool:
        """Whether it says that something is so, not that it should be."""
        return self.status in _ACTUAL


def seat(one: Statement) -> str:
    """Return the seat that a statement gives somebody which one person holds at a time; empty where it gives none.

    >>> seat(Statement("c", "anna", "member_of", "council", "paper", "2026", role="Forperson"))
    'formand'
    """
    seated = one.predicate in SEATED and one.polarity == "positive" and one.actual
    return _SEATS.get(one.office, "") if seated else ""


@dataclass(frozen=True, slots=True)
class Holding:
    """When a statement holds, as EDTF, and whether it is among what the lens shows.

    ``kept`` says whether it is shown; ``certain`` whether it surely holds on the day and was surely known by then.
    ``known_from`` is when its document was published, an interval where that is not stated. ``start_stated`` is False
    where ``holds_from`` is only the day of the first statement; ``doubted_from`` is when another is said to have the same seat.
    """

    holds_from: str = ""
    holds_to: str = ""
    last_confirmed: str = ""
    known_from: str = ""
    certain: bool = True
    kept: bool = True
    start_stated: bool = True
    doubted_from: str = ""


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
    periods, unended, doubted = _periods(known, lives)
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
            period.start.stated,
            doubted.get(one.id, ""),
        )
    return found


_Ends = Sequence[tuple[Edge, Edge, bool]]
"""When something was said to end, what it ends on, and whether that is said of the very same: then also of what is said later."""


def _periods(
    statements: Sequence[Statement], lives: Mapping[str, Period]
) -> tuple[dict[str, Period], set[str], dict[str, str]]:
    """Return when each statement holds, those of which none says when it ends, and since when which are in doubt."""
    groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    triples: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    seats: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[one.key].append(one)
        if one.actual and (one.valid_to or one.polarity == "negative"):
            triples[one.key[:3]].append(one)
        if seat(one):
            seats[one.object, seat(one)].append(one)
    found: dict[str, Period] = {}
    unended: set[str] = set()
    doubted: dict[str, str] = {}
    for key, group in groups.items():
        ends = [(edge(other.date), edge(other.valid_to), True) for other in group if other.valid_to]
        if group[0].polarity == "positive":
            ends += [_over(other) for other in triples[key[:3]] if other.key != key and other.office in ("", group[0].office)]
        begun = reduce(earlier, (_holding_from(other) for other in group))
        for one in group:
            start = edge(one.valid_from) if one.valid_from else _began(one, group, ends) if ends else begun
            start = _came(one, lives) or start
            period = Period(start, _ended(one, start, ends))
            if period.end == NEVER:
                unended.add(one.id)
                period, since = _contested(one, period, seats[one.object, seat(one)])
                doubted.update({one.id: since} if since else {})
            for body in (one.subject, one.object) if one.predicate in STATES else ():
                period = period.within(lives[body]) if body in lives else period
            found[one.id] = period
    return found, unended, doubted


def _over(one: Statement) -> tuple[Edge, Edge, bool]:
    """Return when an end or a denial was said, and what it ends on: a denial on its own day, where it names no other."""
    said = edge(one.date)
    return said, edge(one.valid_to) if one.polarity == "positive" else edge(one.valid_from or one.date), False


def _came(one: Statement, lives: Mapping[str, Period]) -> Edge | None:
    """Return the day of a succession that a statement of it does not name: that on which the old one ends or the new one begins."""
    if one.predicate != "succeeds" or one.valid_from:
        return None
    ends, starts = lives.get(one.object, Period()).end, lives.get(one.subject, Period()).start
    return next((each for each in (ends, starts) if each.text and date.min < each.first and each.last < date.max), None)


def _contested(one: Statement, period: Period, holders: Sequence[Statement]) -> tuple[Period, str]:
    """Return the period of a seat, only possible from when another is later said to have it; and since when, as EDTF."""
    # Who is said to begin later is the later holder, however early that is said.
    said = _holding_from(one)
    start, end, since = period.start, period.end, ""
    for other in holders:
        told, begins = _holding_from(other), edge(other.valid_from or other.date)
        if other.subject == one.subject or (other.valid_to and edge(other.valid_to).last <= said.first):
            continue
        if told.first > said.last:
            day = max(begins.first, said.last + timedelta(days=1))
            if (day, begins.text) < (end.first, since or chr(0x10FFFF)):
                end, since = Edge(day, date.max), begins.text
        elif told.last < said.first and begins.first > start.first and not one.valid_from:
            # Somebody else had it in between: since when it is held again is not known, only that it is when it is said.
            start = replace(start, last=max(start.last, said.last))
    return Period(start, end), since


def _began(one: Statement, group: Sequence[Statement], ends: _Ends) -> Edge:
    """Return when the first statement of a fact was made; what had ended by then is another time of the same."""
    said = edge(one.date)
    over = max((end.last for _, end, _ in ends if end.last <= said.first), default=EVER.last)
    return reduce(earlier, (_holding_from(other) for other in group if other is one or edge(other.date).last >= over))


def _ended(one: Statement, start: Edge, ends: _Ends) -> Edge:
    """Return when a fact ends: as it says itself, or earlier where a later statement says so and that lies ahead of it.

    Where it names no end, that of another statement of the same counts too, whenever it was made.
    """
    said = edge(one.date)
    ahead = max(said.last, start.first)
    if one.valid_to:
        own = edge(one.valid_to)
        return reduce(earlier, (end for when, end, _ in ends if when.first > said.last and end.first > ahead), own)
    told = (end for when, end, same in ends if (same or when.last >= said.first) and end.first > ahead)
    return reduce(earlier, told, NEVER)


def _holding_from(one: Statement) -> Edge:
    """Return from when a statement shows a fact to hold: when it was said, or later where it says so itself."""
    said = replace(edge(one.date), stated=False)
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
