"""Municipalities that are named by their towns: 'Holbæk, Lejre og Køge kommuner', 'kommunerne i Holbæk og Lejre', 'Lejre er med'.

A bare town counts only where the tagger takes it for an organisation and the document names the municipality. Not caught: towns
that are no municipality's name, and a bare town that the document never calls a municipality.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractors.hits import Hit
from ontology.registry import Entry, entries

_TOWN = r"[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?(?: [A-ZÆØÅ][a-zæøå]+)?"
_LIST = rf"{_TOWN}(?:, {_TOWN}){{0,12}}(?:,? (?:og|samt) {_TOWN})"
BEFORE = re.compile(rf"(?<![\w-])(?P<towns>{_LIST}) [Kk]ommuner(?:ne|s|nes)?(?![\w-])")
BEHIND = re.compile(rf"(?<![\w-])[Kk]ommuner(?:ne)?(?: i|:)? (?P<towns>{_LIST})(?! [Kk]ommune)")
_ONE = re.compile(_TOWN)


@lru_cache(maxsize=1)
def _municipalities() -> dict[str, Entry]:
    """Return the municipalities by their names without 'Kommune', and by their bare towns."""
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
    entry = _municipalities().get(name)
    if entry is None and " " in name:
        start += name.index(" ") + 1
        entry = _municipalities().get(text[start:end])
    if entry:
        yield Hit(start, end, "MUNICIPALITY", "register", code=entry.code, name=entry.name, score=0.95)


def read_as_towns(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield hits as they are; an organisation of the tagger's that is one town or two is the municipality, where the text names it.

    >>> hits = [Hit(0, 15, "MUNICIPALITY", "register", code="kommune:0350"), Hit(31, 36, "ORG_OTHER", "tagger")]
    >>> [h.type for h in read_as_towns("Lejre Kommune deltager. I år er Lejre med.".replace("deltager. I år er", "deltager, i år er"), hits)]
    ['MUNICIPALITY', 'ORG_OTHER']
    """
    hits = list(hits)
    codes = {hit.code for hit in hits if hit.type == "MUNICIPALITY"}
    for hit in hits:
        if hit.source != "tagger" or hit.type != "ORG_OTHER":
            yield hit
            continue
        parts = list(re.finditer(rf"{_TOWN}", text[hit.start : hit.end])) if " og " in text[hit.start : hit.end] else [re.match(r".*", text[hit.start : hit.end], re.DOTALL)]
        towns = [(part, _municipalities().get(part.group())) for part in parts if part]
        if towns and all(entry and entry.code in codes for _, entry in towns):
            for part, entry in towns:
                if entry:
                    yield Hit(hit.start + part.start(), hit.start + part.end(), "MUNICIPALITY", "register", code=entry.code, name=entry.name, score=0.7)
        elif not (len(towns) > 1 and all(entry for _, entry in towns)):
            yield hit
