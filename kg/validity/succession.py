"""What came of what: the predecessors and successors of a body, and which of them stands for it on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import sparql
from kg.handle import Handle
from kg.passages import clauses
from kg.validity import clocks
from kg.validity.periods import Period


@dataclass(frozen=True, slots=True)
class Family:
    """A body with those ``before`` it and those ``after`` it, nearest first; never those that merged with it."""

    iri: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def iris(self) -> tuple[str, ...]:
        """All of them, the body itself first."""
        return (self.iri, *self.before, *self.after)


def family(handle: Handle, iri: str) -> Family:
    """Return a body with its predecessors and successors: those of the register, and of positive facts.

    What it merged with is no relative: of Region Sjælland, Region Østdanmark is one and Region Hovedstaden is not.
    """
    return Family(iri, _walk(handle, iri, "new", "old"), _walk(handle, iri, "old", "new"))


def chain(handle: Handle, iri: str) -> tuple[str, ...]:
    """Return the IRIs that a question of `iri` is asked of: itself, and its family where the lens follows succession."""
    return family(handle, iri).iris if handle.lens.follow_succession else (iri,)


def _walk(handle: Handle, iri: str, here: str, there: str) -> tuple[str, ...]:
    """Return what is reached from a body in one direction, layer by layer, each layer by IRI."""
    found = {iri: None}
    layer = [iri]
    while layer:
        near = {row[there == "old"] for row in _links(handle, layer, here)}
        layer = sorted(near.difference(found))
        found.update(dict.fromkeys(layer))
    return tuple(found)[1:]


def _links(handle: Handle, iris: Iterable[str] | None, side: str) -> list[tuple[str, str]]:
    """Return pairs of a new and an old body, of which one side is asked for."""
    pairs: set[tuple[str, str]] = set()
    claims: dict[str, tuple[str, str]] = {}
    for clause in clauses(side, iris):
        query = f"SELECT DISTINCT ?new ?old {{ {clause} ?new dcterms:replaces ?old }}"
        pairs.update((row[0], row[1]) for row in sparql.rows(handle.store, query))
        query = f"""SELECT ?claim ?new ?old {{ {clause} ?claim rdf:subject ?new ; rdf:object ?old ;
            rdf:predicate pkg:succeeds ; pkg:status ?status .
            FILTER(?status NOT IN (pkg:rejected, pkg:proposed)) FILTER NOT EXISTS {{ ?claim pkg:polarity pkg:negative }} }}"""
        claims.update((row[0], (row[1], row[2])) for row in sparql.rows(handle.store, query))
    if handle.lens.known_by and claims:
        # What is coming may be known before the day, so the day itself is not asked for here.
        published = clocks.publications(handle, {one.document for one in clocks.statements(handle, claims)})
        told = {one.id: published.get(one.document) for one in clocks.statements(handle, claims)}
        day, certain = handle.lens.known, handle.lens.certain
        claims = {
            claim: pair for claim, pair in claims.items()
            if (edge := told.get(claim)) and (edge.sure and edge.last <= day if certain else edge.first <= day)
        }  # fmt: skip
    return sorted(pairs.union(claims.values()))


def representatives(handle: Handle) -> dict[str, str]:
    """Return which body stands for which, where another does: the one that exists on the day, or else the latest.

    A body that ended is rolled up to its successor; one that is yet to come is rolled down to its only predecessor.
    Where one became several, or several will become one, each stands for itself.
    """
    after: Mapping[str, set[str]] = defaultdict(set)
    before: Mapping[str, set[str]] = defaultdict(set)
    for new, old in _links(handle, None, "new"):
        after[old].add(new)
        before[new].add(old)
    bodies = {*after, *before}
    periods = clocks.lives(handle, bodies) if handle.lens.as_of else {}
    found = {}
    for iri in sorted(bodies):
        now, seen = iri, {iri}
        while len(near := _toward(handle, now, after, before, periods)) == 1 and not near <= seen:
            now = next(iter(near))
            seen.add(now)
        if now != iri:
            found[iri] = now
    return found


def _toward(
    handle: Handle,
    iri: str,
    after: Mapping[str, set[str]],
    before: Mapping[str, set[str]],
    periods: Mapping[str, Period],
) -> set[str]:
    """Return the bodies next to one in the direction of the day; none where it exists on the day."""
    if not handle.lens.as_of:
        return after.get(iri, set())
    period, (first, last) = periods.get(iri, Period()), handle.lens.days
    if period.possible(first, last):
        return set()
    return after.get(iri, set()) if period.end.last <= first else before.get(iri, set())
