"""What the tagger adds: names in the segments where a word written large is left that nothing else explains.

The tagger reads those segments alone; ``plausible`` makes names of what it finds. Not caught: names written small, and names over the end of a segment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from extractors.hits import Hit, positions, settle
from extractors.names import everyday_words, read_segments, registered
from extractors.people import Person, first_of_two, has_given_name, named
from extractors.plausible import plausible, trimmed
from extractors.records import NO_TAGGER, Reading
from extractors.short_names import shortened

_WORD = re.compile(r"(?<![\w-])[^\W\d_a-zæøå][\w’'.-]*")
_ANY_WORD = re.compile(r"\w(?:[\w'’-]*\w)?")
_ENDS = re.compile(r"s?(?![\w-])")
BY_TAGGER = "tagger-"
LEAST = {"PERSON": 0.5, "PLACE": 0.8}
"""The least probability with which a name of a type is found; of any other type see `LEAST_OTHER`."""

LEAST_OTHER = 0.4
LEAST_IN_BUILD = 0.7
"""The least with which anything but a person counts beside the rules: there a wrong name is worse than a missing one."""

SURE, AGAIN = 0.8, 0.7
"""From which probability on a name is looked for in the rest of the text, and with which it counts there."""


def supplemented(text: str, segments: Sequence[tuple[int, int]], hits: Sequence[Hit], *, model: str = "") -> tuple[tuple[Hit, ...], list[Person]]:
    """Return the hits with those of the tagger settled among them, and the records of the people that it saw.

    A person whom a rule saw without a known given name is left out where the tagger reads the segment and sees no person.
    """
    if model == NO_TAGGER:
        return tuple(hits), []
    unsure = {hit for hit in hits if hit.type == "PERSON" and not has_given_name(text[hit.start : hit.end])}
    explained = positions(hit for hit in hits if hit not in unsure)
    read = unexplained(text, segments, explained)
    tagged = [hit for hit in find_tagged(text, read, model=model) if hit.type == "PERSON" or hit.score >= LEAST_IN_BUILD]
    people = [hit for hit in tagged if hit.type == "PERSON"]
    seen = positions(people)
    looked_at = {p for start, end in read for p in range(start, end)} if unsure else set()
    agreed = [hit for hit in hits if hit not in unsure or hit.start not in looked_at or not seen.isdisjoint(range(hit.start, hit.end))]
    tagged = list(shortened(text, tagged, [*agreed, *people]))
    return settle([*agreed, *tagged]), [named(text, hit.start, hit.end, score=hit.score) for hit in tagged if hit.type == "PERSON"]


def no_surer(reading: Reading) -> Reading:
    """Return the reading with no claim surer than the names in it that only the tagger found."""
    doubtful = {e.key: max(m.score for m in e.mentions) for e in reading.entities if e.mentions and all(m.extractor.startswith(BY_TAGGER) for m in e.mentions)}
    if not doubtful:
        return reading
    claims = (replace(c, score=min(c.score, doubtful.get(c.subject, 1.0), doubtful.get(c.object, 1.0))) for c in reading.claims)
    return replace(reading, claims=tuple(claims))


def unexplained(text: str, segments: Sequence[tuple[int, int]], covered: Collection[int]) -> list[tuple[int, int]]:
    """Return the segments in which a word written large is neither part of a name nor an everyday word that opens a sentence.

    >>> text = "I dag kom Ida. Vi var glade."
    >>> unexplained(text, [(0, 14), (15, 28)], ())
    [(0, 14)]
    """
    common = everyday_words()
    return [
        (start, end) for start, end in segments
        if any(
            found.start() not in covered and not (found.start() == start and found.group().strip(".").lower() in common)
            for found in _WORD.finditer(text, start, end)
        )
    ]  # fmt: skip


def find_tagged(text: str, segments: Sequence[tuple[int, int]], *, model: str = "") -> Iterator[Hit]:
    """Yield what the tagger, or the installed pipeline `model`, finds in the segments."""
    words = frozenset(_ANY_WORD.findall(text))
    whole = (part for hit in read_segments(text, segments, model=model) for part in _one_each(hit, text))
    found = [cut for hit in whole if (cut := trimmed(hit, text, words)) and plausible(cut, text, words)]
    alike = list(_alike(found, text))
    yield from alike
    yield from _again(alike, text, segments)


def _one_each(hit: Hit, text: str) -> Iterator[Hit]:
    """Yield the people of a hit one by one where two names stand side by side."""
    start = hit.start
    while hit.type == "PERSON":
        words = text[start : hit.end].split(" ")
        count = first_of_two(words)
        if count == len(words):
            break
        end = start + len(" ".join(words[:count]))
        yield replace(hit, start=start, end=end)
        start = end + 1
    yield replace(hit, start=start)


def _alike(hits: Sequence[Hit], text: str) -> Iterator[Hit]:
    """Yield hits, those of one surface with the type that is most probable over all of them."""
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for hit in hits:
        weights[text[hit.start : hit.end].casefold()][hit.type] += hit.score
    for hit in hits:
        kinds = weights[text[hit.start : hit.end].casefold()]
        kind = max(kinds, key=lambda kind: (kinds[kind], kind))
        if hit.score >= LEAST.get(kind, LEAST_OTHER):
            entry = registered(kind, text[hit.start : hit.end]) if kind not in ("PERSON", "PLACE") else None
            yield replace(hit, type=kind, code=entry.code, name=entry.name) if entry else replace(hit, type=kind)


def _again(hits: Sequence[Hit], text: str, segments: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the other places where a name stands that was found with certainty, as far as no other hit is there."""
    covered = {p for hit in hits for p in range(hit.start, hit.end)}
    sure: dict[str, Hit] = {}
    lengths: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        surface = text[hit.start : hit.end]
        first = _ANY_WORD.match(surface)
        if hit.score >= SURE and len(surface) > 3 and hit.type != "PLACE" and first:
            sure.setdefault(surface, hit)
            lengths[first.group()].add(len(surface))
    longest = {first: sorted(found, reverse=True) for first, found in lengths.items()}
    for start, end in segments if sure else ():
        for word in _ANY_WORD.finditer(text, start, end):
            begin = word.start()
            for opening in dict.fromkeys((word.group(), word.group().removesuffix("s"))):
                for length in longest.get(opening, []):
                    known = sure.get(text[begin : begin + length])
                    stop = begin + length
                    if known and stop <= end and _ENDS.match(text, stop) and covered.isdisjoint(range(begin, stop)):
                        covered.update(range(begin, stop))
                        yield replace(known, start=begin, end=stop, score=AGAIN)
