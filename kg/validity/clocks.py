"""The clocks of a build together: which of its statements, remarks and things the lens shows, and when they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import sparql
from kg.passages import clauses
from kg.validity.holding import Holding, Statement, reckon
from kg.validity.lives import PROGRAMMES, is_planned, lives
from kg.validity.periods import EVER, Period, edge
from kg.validity.sources import dated, is_meeting, is_of, meetings, publications, rivals, siblings, statements

if TYPE_CHECKING:
    from kg.handle import Handle

__all__ = ["dealt_with", "existing", "holdings", "is_meeting", "kept_remarks", "lives", "meetings", "publications", "reckoned",
           "shown", "statements", "unstated"]
_MANY = 4000
"""Of more things than this, all are asked for at once."""


def holdings(handle: Handle, claims: Iterable[str] | None, *, complete: bool = False) -> dict[str, Holding]:
    """Return when claims hold and which of them the handle's lens shows, by IRI.

    Parameters
    ----------
    handle
        The open build, with its lens.
    claims
        IRIs of claims; all of them where None.
    complete
        Whether `claims` hold every claim of each fact, so that no others need to be looked for.
    """
    told = statements(handle, claims)
    if claims is not None and not complete:
        others = siblings(handle, told).difference(one.id for one in told)
        told += statements(handle, others) if others else []
    if claims is not None:
        others = rivals(handle, told).difference(one.id for one in told)
        told += statements(handle, others) if others else []
    return reckoned(handle, told, everything=claims is None)


def reckoned(handle: Handle, told: Collection[Statement], *, everything: bool = False) -> dict[str, Holding]:
    """Return when statements hold, with what the graph says of their documents and bodies."""
    ends = {end for one in told for end in (one.subject, one.object)}
    papers = {one.document for one in told} - {""}
    published = publications(handle, None if everything else papers) if handle.lens.known_by else {}
    existing = lives(handle, None if everything else ends) if handle.lens.as_of else {}
    # Who is to carry out a plan is so before it begins; nobody does when it is over.
    clipped = {iri: _clip(one, programme=is_of(handle, iri, PROGRAMMES)) for iri, one in existing.items()}
    return reckon(told, handle.lens, lives=clipped, published=published)


def _clip(period: Period, *, programme: bool) -> Period:
    """Return what a life cuts off states: an intended start nothing, an intended end no more than their certainty."""
    start = EVER if programme or is_planned(period.start) else period.start
    return Period(start, replace(period.end, text="") if is_planned(period.end) else period.end)


def kept_remarks(handle: Handle, iris: Iterable[str] | None) -> set[str]:
    """Return those of some remarks (of all, where None) that the lens shows: they are said once, and stay history."""
    described: dict[str, dict[str, str]] = {}
    for clause in clauses("remark", iris):
        query = f"SELECT ?remark ?about ?passage {{ {clause} ?remark a pkg:Remark ; pkg:about ?about ; pkg:evidence ?passage }}"
        for remark, about, passage in sparql.rows(handle.store, query):
            described[remark] = {"subject": about, "evidence": passage}
    told = dated(handle, described, everything=iris is None)
    return {remark for remark, holding in reckoned(handle, told, everything=iris is None).items() if holding.kept}


def dealt_with(handle: Handle, iris: Iterable[str], *, inverse: bool) -> tuple[str, ...]:
    """Return what bodies dealt with at their meetings, or which bodies dealt with things (`inverse`), by IRI."""
    end, other = ("other", "x") if inverse else ("x", "other")
    found: set[str] = set()
    for clause in clauses("x", iris):
        query = f"SELECT DISTINCT ?other {{ {clause} ?{end} pkg:dealtWith ?{other} }}"
        found.update(row[0] for row in sparql.rows(handle.store, query))
        if handle.lens.active and found:
            # The link follows from items that discuss something: it holds where one of them had done so.
            query = f"""SELECT DISTINCT ?other ?claim {{ {clause} ?{end} pkg:dealtWith ?{other} . ?claim rdf:object ?{other} ;
                rdf:predicate pkg:discusses ; rdf:subject/pkg:itemOf/pkg:meetingOf ?{end} .
                FILTER NOT EXISTS {{ ?claim pkg:polarity pkg:negative }} }}"""
            because = [(row[0], row[1]) for row in sparql.rows(handle.store, query)]
            kept = holdings(handle, {claim for _, claim in because})
            found = {iri for iri, claim in because if kept[claim].kept}
    return tuple(sorted(found))


def existing(handle: Handle, iris: Iterable[str]) -> set[str]:
    """Return those of `iris` that exist on the day of the lens: bodies and programmes, meetings that have been held."""
    asked = set(iris)
    if not handle.lens.as_of:
        return asked
    many = len(asked) > _MANY
    periods = lives(handle, None if many else asked)
    met = meetings(handle, None if many else [iri for iri in asked if is_meeting(handle, iri)])
    periods.update((iri, Period(edge(day))) for iri, day in met.items())
    return asked - {iri for iri, period in periods.items() if not shown(handle, period)}


def shown(handle: Handle, period: Period) -> bool:
    """Tell whether the lens shows what lasts for a period."""
    lens = handle.lens
    return not lens.as_of or (period.certain if lens.certain else period.possible)(*lens.days)


def unstated(handle: Handle) -> tuple[int, int]:
    """Return of how many documents nothing states when they were published, and how many there are."""
    query = "SELECT DISTINCT ?d ?known { ?d a pkg:Document . BIND(EXISTS { ?d pkg:published ?day } AS ?known) }"
    papers = {row[0]: row[1] for row in sparql.rows(handle.store, query)}
    return sum(known == "false" for known in papers.values()), len(papers)
