"""Given and family names that stand alone, and initials, joined to the one full name of the document that they shorten.

Not caught: a short name that two people of the document share, unless only one of them has been named before it, and
nicknames.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.hits import Hit
from extractors.people import PARTY_LETTERS
from ontology.registry import entries, given_names, surnames

SHORTHAND = frozenset(
    "KOL ADHD ADD PTSD OCD HIV AIDS COVID MRSA IBS ALS CT MR IT HR GDPR CVR CPR KPI FTE APV MUS EU PDF EMN ESDH SBSYS TV SU NB OBS PS AC AI OK VIP TAP UTH MED TR ID NN OPP IV VI VII III XI XII IX".split()
)
"""Diseases, shorthand of offices and Roman numbers, which name nobody."""

INITIALS = 0.8
SHORT = 0.75
_ONE = re.compile(r"(?<![\w’'-])[^\W\d_a-zæøå][\w’'-]*")
_SMALL = re.compile(r"(?<![\w-])[a-zæøå]+(?![\w-])")
_LARGE_BEFORE = re.compile(r"(?<![\w-])[^\W\d_a-zæøå][\w.-]* $")
_LARGE_AFTER = re.compile(r"(?: (?:og|&) | |-)[^\W\d_a-zæøå]|[.\w-]*@|/|\.\w")
_IN_ADDRESS = re.compile(r"[@/.]\S*$")
_LETTERS = re.compile(r"(?<![\w-])[^\W\d_a-zæøå]{2,4}(?![\w-])")
ALONE = 0.9
"""The probability from which a single name counts that shortens no full name of the document, if a list knows it."""


def shortened(text: str, tagged: Iterable[Hit], full: Sequence[Hit]) -> Iterator[Hit]:
    """Yield hits, those of persons named by one word with the full name in ``name``; the unclear ones are left out.

    `full` are the hits of the document's people; those of one word are ignored.

    >>> text = "Ida Holm kom. Holm talte."
    >>> [hit.name for hit in shortened(text, [Hit(14, 18, "PERSON", "tagger")], [Hit(0, 8, "PERSON", "people")])]
    ['Ida Holm']
    """
    wholes_at: dict[str, int] = {}
    for hit in sorted(full, key=lambda h: h.start):
        if hit.type == "PERSON":
            wholes_at.setdefault(" ".join((hit.name or text[hit.start : hit.end]).split()), hit.start)
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for whole, start in wholes_at.items():
        words = whole.split(" ")
        if len(words) > 1:
            for short in {words[0], words[-1], words[-1].split("-")[-1], " ".join(words[:2]), " ".join(words[-2:])} - {whole}:
                names[short.casefold()][whole] = start
    for hit in tagged:
        surface = " ".join(text[hit.start : hit.end].split())
        if hit.type != "PERSON" or hit.name:
            yield hit
            continue
        wholes = names.get(surface.casefold()) or names.get(surface.casefold().removesuffix("s")) or {}
        before = [whole for whole, start in wholes.items() if start < hit.start]
        if len(wholes) == 1 or len(before) == 1:
            end = hit.end if surface.casefold() in names else hit.end - 1
            yield replace(hit, end=end, name=before[0] if len(before) == 1 else next(iter(wholes)))
        elif not wholes and (" " in surface or (hit.score >= ALONE and surface in given_names() | surnames())):
            yield hit


def with_short_forms(text: str, segments: Sequence[tuple[int, int]], hits: Sequence[Hit]) -> list[Hit]:
    """Return hits with the initials of their people, in place of what was taken for an organisation there, and their names alone."""
    people = [hit for hit in hits if hit.type == "PERSON"]
    letters = list(initialled(text, segments, people))
    taken = {(hit.start, hit.end) for hit in letters}
    whole = [*(hit for hit in hits if (hit.start, hit.end) not in taken or hit.type == "PARTY"), *letters]
    return [*whole, *alone(text, segments, people, {p for hit in whole for p in range(hit.start, hit.end)})]


def alone(text: str, segments: Sequence[tuple[int, int]], people: Iterable[Hit], covered: Collection[int]) -> Iterator[Hit]:
    """Yield the places where one of the people's given or family names stands alone, as far as nothing else is there.

    A name that also begins a sentence as a common word does not count there; nor one beside another word written large.

    >>> text = "Bo Vestergaard kom. Så gik Vestergaard."
    >>> [(text[h.start : h.end], h.name) for h in alone(text, [(0, 19), (20, 39)], [Hit(0, 14, "PERSON", "people")], range(14))]
    [('Vestergaard', 'Bo Vestergaard')]
    """
    shorts: dict[str, dict[str, Hit]] = defaultdict(dict)
    for hit in people:
        whole = " ".join((hit.name or text[hit.start : hit.end]).split())
        words = whole.split(" ")
        if len(words) > 1 and not whole.isupper():
            for word in (words[0], words[-1]):
                if len(word) > 2 and word[-1] != ".":
                    shorts[word].setdefault(whole, hit)
    small = frozenset(_SMALL.findall(text)) if shorts else frozenset()
    for start, end in segments if shorts else ():
        for found in _ONE.finditer(text, start, end):
            word, place = found.group(), found.start()
            bare = word if word in shorts else word[:-1] if word[-1] == "s" and word[:-1] in shorts else ""
            if not bare or len(shorts[bare]) > 1 or place in covered or (place == start and bare.lower() in small):
                continue
            if _LARGE_BEFORE.search(text, max(start, place - 30), place) or _LARGE_AFTER.match(text, found.end()) or _IN_ADDRESS.search(text, max(start, place - 30), place):
                continue
            (whole, full), = shorts[bare].items()
            yield replace(full, start=place, end=place + len(bare), name=whole, score=min(full.score, SHORT))


def initialled(text: str, segments: Sequence[tuple[int, int]], people: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the places where the initials of one of the people stand for them: 'JPH følger op' where Jens Peter Holm is named.

    Initials count where they stand in brackets behind their name somewhere; three or four letters also where they stand at least
    twice. What a register knows as an abbreviation, a party's letters, shorthand of offices, and what two people share, does not.

    >>> text = "Bo Holm (BH) og Ida kom. BH talte."
    >>> [(text[h.start : h.end], h.name) for h in initialled(text, [(0, 24), (25, 34)], [Hit(0, 7, "PERSON", "people")])]
    [('BH', 'Bo Holm'), ('BH', 'Bo Holm')]
    """
    wholes: dict[str, dict[str, Hit]] = defaultdict(dict)
    for hit in people:
        whole = " ".join((hit.name or text[hit.start : hit.end]).split())
        words = [word for word in re.split(r"[ -]", whole) if word[:1].isupper()]
        if len(words) > 1 and not whole.isupper():
            for letters in {"".join(word[0] for word in words), words[0][0] + words[-1][0], "".join(word[0] for word in whole.split(" ") if word[0].isupper())}:
                wholes[letters].setdefault(whole, hit)
    known = {letters: next(iter(found.items())) for letters, found in wholes.items() if len(found) == 1 and letters not in _abbreviations() and letters not in SHORTHAND}
    places: dict[str, list[int]] = defaultdict(list)
    for start, end in segments if known else ():
        for found in _LETTERS.finditer(text, start, end):
            if found.group() in known:
                places[found.group()].append(found.start())
    for letters, starts in sorted(places.items()):
        whole, full = known[letters]
        defined = letters not in PARTY_LETTERS and any(text[max(0, start - len(whole) - 2) : start] == f"{whole} (" for start in starts)
        if defined or (len(starts) > 1 and len(letters) > 2):
            yield from (replace(full, start=start, end=start + len(letters), name=whole, score=min(full.score, INITIALS)) for start in starts)


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(form for entry in entries() for form in (entry.name, *entry.aliases, *entry.abbreviations) if form.isupper())
