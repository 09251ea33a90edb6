"""Who was at the meetings of a body though nothing says that they belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from kg import sparql
from kg.passages import clauses
from kg.validity.periods import edge

if TYPE_CHECKING:
    from kg.handle import Handle

YEARS = 2
"""How far back meetings are looked at."""


def guests(handle: Handle, bodies: Iterable[str] | None) -> set[tuple[str, str]]:
    """Return persons and bodies: who attended a meeting in the two years before the day without a membership or post stated.

    Parameters
    ----------
    handle
        The open build; its lens says the day.
    bodies
        IRIs of the bodies whose meetings are looked at; those of all where None.
    """
    last = handle.lens.days[1]
    first = date.min if last.year <= YEARS else date(last.year - YEARS, last.month, min(last.day, 28))
    met: set[tuple[str, str]] = set()
    seated: set[tuple[str, str]] = set()
    for clause in clauses("body", None if bodies is None else list(bodies)):
        query = f"""SELECT DISTINCT ?person ?body ?day {{ {clause} ?meeting pkg:meetingOf ?body ; pkg:edtf ?day .
            ?person pkg:attended ?meeting }}"""
        for person, body, day in sparql.rows(handle.view, query):
            if first <= edge(day).first <= last:
                met.add((person, body))
        for word in ("memberOf", "holdsPost"):
            query = f"""SELECT DISTINCT ?person ?body {{ {clause} ?claim rdf:object ?body ; rdf:predicate pkg:{word} ;
                rdf:subject ?person ; pkg:status ?status . FILTER(?status NOT IN (pkg:rejected, pkg:proposed))
                FILTER NOT EXISTS {{ ?claim pkg:polarity pkg:negative }} }}"""
            seated.update((row[0], row[1]) for row in sparql.rows(handle.view, query))
    return met - seated
