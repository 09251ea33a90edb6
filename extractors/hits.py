"""Hits: what an extractor found in the flow, and how overlapping hits are settled.

The rule: the longer one, then the more certain, then the source that stands first in ``SOURCES``. What the tagger found
counts only where nothing else did, but for people whom it is sure of: it sees names whole that a rule cuts. A region, a municipality or a place that stands inside a longer name is
kept beside it: it is named there all the same; so is the hospital at the end of a ward's name. Not caught: names that overlap without one holding the other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from extractors.flow import Flow
from extractors.records import Mention

SOURCES = ("structure", "attendance", "register", "money", "dates", "councils", "wards", "organisations", "programmes", "headed", "people", "places", "recurring", "tagger")
_RANKS = {source: rank for rank, source in enumerate(SOURCES)}
SURE_PERSON = 0.8
"""The tagger's probability from which a person of its competes with the hits of rules."""

NESTED = {"REGION", "MUNICIPALITY", "PLACE"}
NEVER_HOLDS = {"DATE", "AMOUNT", "PERSON", "REGION", "MUNICIPALITY"}
PLACELESS = {"PROVIDER", "EDUCATION", "ORG_OTHER", "AUTHORITY", "PLACE"}
"""Types whose names begin with a place without speaking of it: 'Hammel Neurocenter', unlike 'Nybyhuset i Hammel'."""

NEVER_PLACED = {"ASSOCIATION", "PARTY"}
"""Types whose local branches bear a place: 'SIND i Nordjylland'."""

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Hit:
    """A named stretch of the flow; the fields are those of ``Mention``, the range is one of flow positions."""

    start: int
    end: int
    type: str
    source: str
    name: str = ""
    value: str = ""
    code: str = ""
    owner: str = ""
    score: float = 0.9
    nested: bool = False


def settle(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Choose among overlapping hits; the result is ordered by start.

    >>> outer, inner = Hit(0, 22, "COUNCIL", "councils"), Hit(9, 22, "REGION", "register")
    >>> [(hit.type, hit.nested) for hit in settle([inner, outer, Hit(5, 12, "PERSON", "people")])]
    [('COUNCIL', False), ('REGION', True)]
    """
    # The same hit twice does no harm: the second never stays beside the first.
    order = sorted(
        (replace(hit, nested=False) if hit.nested else hit for hit in hits),
        key=lambda h: (h.source == "tagger" and _yields(h), h.start - h.end, -h.score, _RANKS[h.source], h.start, h.type, h.code, h.name),
    )
    taken: list[Hit] = []
    # One number a position, the place of its hit in `taken` and one: slices of an array are read and filled without a step for each.
    covered = array("i", bytes(array("i").itemsize * max((hit.end for hit in order), default=0)))
    inside = bytearray(len(covered))
    for hit in order:
        start, end = hit.start, hit.end
        if not any(covered[start:end]):
            taken.append(hit)
            covered[start:end] = array("i", [len(taken)]) * (end - start)
        elif (place := covered[start] or covered[end - 1]) and _stays(hit, taken[place - 1]) and not any(inside[start:end]):
            inside[start:end] = b"\1" * (end - start)
            taken.append(replace(hit, nested=True))
    return tuple(sorted(taken, key=lambda h: (h.start, h.end, h.type)))


def positions(hits: Iterable[Hit]) -> frozenset[int]:
    """Return the flow positions that hits cover."""
    return frozenset(chain.from_iterable(range(hit.start, hit.end) for hit in hits))


def _yields(hit: Hit) -> bool:
    """Tell whether a hit of the tagger counts only where no other is."""
    return hit.type != "PERSON" or hit.score < SURE_PERSON


def _stays(hit: Hit, holder: Hit) -> bool:
    """Tell whether a hit is kept beside the longer one that holds it."""
    if hit.type == "PROVIDER" and not holder.code and hit.end == holder.end and hit.start > holder.start + 6 and (holder.source in ("wards", "councils") or (hit.code and holder.type == "PROVIDER")):
        return True
    if hit.type not in NESTED or holder.type in NEVER_HOLDS or hit.source == "tagger":
        return False
    if not (holder.start <= hit.start and hit.end <= holder.end):
        return False
    if hit.type != "PLACE":
        return True
    return bool(hit.code) and (holder.type not in NEVER_PLACED) and not (holder.type == "COUNCIL" and holder.owner.startswith("kommune:")) and (holder.type not in PLACELESS or hit.start > holder.start)


def mention_of(hit: Hit, flow: Flow) -> Mention:
    """Turn a hit into a mention of the text as kept; a name that goes on in the next line is joined by one space."""
    return Mention(
        flow.span(hit.start, hit.end), " ".join(flow.text[hit.start : hit.end].split()), hit.type, f"{hit.source}-{VERSION}",
        hit.name, hit.value, hit.code, hit.owner, hit.score,
    )
