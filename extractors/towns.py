"""Municipalities that are named by their towns: 'Holbæk, Lejre og Køge kommuner', 'kommunerne i Holbæk og Lejre', 'Lejre er med'.

A bare town counts only where the tagger takes it for an organisation and the document names the municipality. Not caught: towns
that are no municipality's name, and a bare town that the document never calls a municipality.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from extractors.hits import Hit
from ontology.registry import Entry, entries

_TOWN = r"[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?(?: [A-ZÆØÅ][a-zæøå]+)?"
_LIST = rf"{_TOWN}(?:, {_TOWN}){{0,12}}(?:,? (?:og|samt) {_TOWN})"
BEFORE = re.compile(rf"(?<![\w-])(?P<towns>{_LIST}) [Kk]ommuner(?:ne|s|nes)?(?![\w-])")
BEHIND = re.compile(rf"(?<![\w-])[Kk]ommuner(?:ne)?(?: i|:)? (?P<towns>{_LIST})(?! [Kk]ommune)")
_ONE = re.compile(_TOWN)


@lru_cache(maxsize=1)
def municipalities() -> Mapping[str, Entry]:
    """Return the municipalities by their names without 'Kommune', and by their bare towns.

    >>> municipalities()["Lejre"].code
    'kommune:0350'
    """
    found = {entry.place: entry for entry in entries() if entry.type == "MUNICIPALITY" and entry.place}
    return found | {entry.name.removesuffix(" Kommune"): entry for entry in entries() if entry.type == "MUNICIPALITY"}


def find_towns(text: str) -> Iterator[Hit]:
    """Yield the municipalities of the lists that a text calls municipalities.

    >>> text = "Holbæk, Lejre og Køge kommuner er med, ligesom kommunerne i Greve og Solrød."
    >>> [text[h.start:h.end] for h in find_towns(text)]
    ['Holbæk', 'Lejre', 'Køge', 'Greve', 'Solrød']
    """
    for pattern in (BEFORE, BEHIND):
        for found in pattern.finditer(text):
            for town in _ONE.finditer(text, *found.span("towns")):
                yield from _named(text, town.start(), town.end())


def _named(text: str, start: int, end: int) -> Iterator[Hit]:
    """Yield the municipality that a town's name stands for; of two words the last alone, where both are none ('Desuden Køge')."""
    name = text[start:end]
    entry = municipalities().get(name)
    if entry is None and " " in name:
        start += name.index(" ") + 1
        entry = municipalities().get(text[start:end])
    if entry:
        yield Hit(start, end, "MUNICIPALITY", "register", code=entry.code, name=entry.name, score=0.95)


def read_as_towns(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield hits as they are; an organisation of the tagger's that is one town or two is the municipality, where the text names it.

    >>> text = "Lejre Kommune deltager, og i år er Lejre med."
    >>> hits = [Hit(0, 13, "MUNICIPALITY", "register", code="kommune:0350"), Hit(35, 40, "ORG_OTHER", "tagger")]
    >>> [(h.type, text[h.start:h.end]) for h in read_as_towns(text, hits)]
    [('MUNICIPALITY', 'Lejre Kommune'), ('MUNICIPALITY', 'Lejre')]
    """
    hits = list(hits)
    codes = {hit.code for hit in hits if hit.type == "MUNICIPALITY"}
    for hit in hits:
        towns = list(_towns_of(text, hit)) if hit.source == "tagger" and hit.type == "ORG_OTHER" else []
        if towns and all(town.code in codes for town in towns):
            yield from towns
        elif len(towns) < 2:
            yield hit


def _towns_of(text: str, hit: Hit) -> Iterator[Hit]:
    """Yield the municipalities whose towns a name is made of, 'Holbæk og Lejre'; nothing where a part of it is no town."""
    names = text[hit.start : hit.end].split(" og ")
    start = hit.start
    for name in names if all(name in municipalities() for name in names) else ():
        entry = municipalities()[name]
        yield Hit(start, start + len(name), "MUNICIPALITY", "register", code=entry.code, name=entry.name, score=0.7)
        start += len(name) + len(" og ")
