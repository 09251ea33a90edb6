"""All hits of one document, found in a fixed order: registers, patterns, figures, people, places, their echoes, the tagger.

Not caught: names that a table's columns tear apart by more than one line end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from extractors.aliases import bare_names, defined_abbreviations, echoes, listed_programmes
from extractors.anchor import own_date
from extractors.appositions import find_explained
from extractors.coined import find_coined
from extractors.context import Context
from extractors.councils import find_councils, groups_for
from extractors.dates import find_dates
from extractors.flow import Flow, cut_at, gaps
from extractors.headed import find_headed
from extractors.hits import Hit, positions, settle
from extractors.listing import completed, listed
from extractors.money import find_amounts, find_table_amounts
from extractors.names import find_names
from extractors.naming import co_operations, phases, titled_names
from extractors.organisations import find_organisations, local_branches, wards
from extractors.owners import find_owners, is_owner
from extractors.people import BALLOT, Person, find_people
from extractors.places import find_places, meeting_places
from extractors.programmes import find_programmes
from extractors.records import Configuration, Reading
from extractors.recurring import recurring_names
from extractors.short_names import with_short_forms
from extractors.tagged import supplemented
from extractors.towns import find_towns, read_as_towns
from ontology.registry import by_code, entries


def find_hits(reading: Reading, flow: Flow, configuration: Configuration) -> Context:
    """Find every named thing of a document and settle overlaps; the context holds hits, people and lists."""
    wide = gaps(flow, reading.document.text)
    text = _in_cells(_readable(reading, flow), wide)
    segments = tuple(flow.range(sentence.span) for sentence in reading.sentences)
    names = [hit for hit in find_names(text, _joined(segments)) if _counts(hit, text)]
    names += [hit for hit in find_names(text, _broken(text)) if "\n" in text[hit.start : hit.end]]
    names += find_towns(text)
    organisations = list(_unbroken(find_organisations(text), names))
    places = [*find_places(text), *meeting_places(reading.meetings, flow)]
    organisations += list(local_branches(text, settle([*names, *organisations]), places))
    organisations += list(wards(text, settle([*names, *organisations])))
    known = settle([*names, *organisations])
    owners = [hit for hit in known if is_owner(hit)]
    councils = list(find_councils(text, owners, names=known))
    programmes = [*find_programmes(text), *find_explained(text), *find_headed(text), *find_coined(text)]
    anchor = own_date(flow, reading.meetings)
    dates = [Hit(f.start, f.end, "DATE", "dates", value=f.value, score=0.95) for f in find_dates(text, anchor=anchor)]
    sums = [Hit(f.start, f.end, "AMOUNT", "money", value=f.value, score=0.97) for f in find_amounts(text)]
    sums += _table_sums(text)
    first = settle([*names, *organisations, *councils, *programmes, *dates, *sums])
    councils += list(groups_for(text, first))
    programmes += list(listed_programmes(text, first))
    programmes += list(titled_names(text, [s.title for s in reading.sections if s.kind == "agenda_item"]))
    programmes += list(co_operations(text, first))
    programmes += list(phases(text, first))
    first = settle([*names, *organisations, *councils, *programmes, *dates, *sums])
    first_aliases = list(defined_abbreviations(text, first))
    extra = [*first_aliases, *bare_names(text, first), *echoes(text, first, first_aliases)]
    lists = tuple(listed(reading.sections, flow, text))
    spotted = settle([*first, *extra])
    taken = positions(hit for hit in spotted if not hit.nested and hit.type != "PLACE")
    on_lists = frozenset(p for entry in lists for p in range(entry.person.start, entry.person.end))
    running = [p for p in find_people(text, taken=taken) if p.start not in on_lists and p.end - 1 not in on_lists]
    people = [*(entry.person for entry in lists), *running]
    persons = [Hit(p.start, p.end, "PERSON", "attendance" if place < len(lists) else "people", score=p.score) for place, p in enumerate(people)]
    hits = settle([*names, *organisations, *councils, *programmes, *dates, *sums, *places, *extra, *persons, *_ballots(text, people)])
    cells = cut_at(_joined(segments), wide)
    hits = tuple(hit for hit in hits if hit.type != "PERSON" or bisect_left(wide, hit.start) == bisect_left(wide, hit.end))
    hits, seen = supplemented(text, cells, hits, model=configuration.model)
    hits = settle(with_short_forms(text, cells, tuple(read_as_towns(text, hits))))
    people += seen
    covered = positions(hits)
    words = {word.strip(".,") for hit in hits if hit.type not in ("DATE", "AMOUNT") for word in text[hit.start : hit.end].split()}
    recurring = recurring_names(text, covered, words, [s.title for s in reading.sections if s.kind == "agenda_item"])
    hits = settle([*hits, *recurring])
    kept = {(h.start, h.end) for h in hits if h.type == "PERSON"}
    minutes = bool(reading.meetings)
    return Context(
        reading, flow, find_owners(hits, flow, reading.sections, minutes=minutes, date=anchor), hits,
        people=tuple(p for p in people if (p.start, p.end) in kept),
        listed=completed(lists, people, hits, reading.sections, flow),
    )


def _readable(reading: Reading, flow: Flow) -> str:
    """Blank out tables of contents: what stands there stands in the text again."""
    text = flow.text
    for section in reading.sections:
        if section.kind == "contents":
            start, end = flow.range(section.span)
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _in_cells(text: str, places: Sequence[int]) -> str:
    """Put a tab where a row goes on in its next cell, so that no name runs through it.

    >>> _in_cells("Ida Holm Bo Lund", (8,))
    'Ida Holm\\tBo Lund'
    """
    return "\t".join(text[left + 1 : right] for left, right in pairwise((-1, *places, len(text))))


def _joined(segments: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge segments that overlap, so that no text is read twice."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(segments):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _unbroken(hits: Iterable[Hit], names: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits that cut no register name in two."""
    inner = {p for hit in names for p in range(hit.start + 1, hit.end)}
    return (hit for hit in hits if hit.start not in inner and hit.end not in inner)


def _table_sums(text: str) -> Iterator[Hit]:
    """Yield the sums in the cells of tables whose head tells the unit."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for cell in find_table_amounts(lines):
        yield Hit(starts[cell.line] + cell.start, starts[cell.line] + cell.end, "AMOUNT", "money", value=cell.value, score=0.9)


_BROKEN = re.compile(r"(?<=[ \n])[A-ZÆØÅ][\wæøå-]*\n(?=[A-ZÆØÅa-zæøå])")


def _broken(text: str) -> list[tuple[int, int]]:
    """Return the stretches around ends of short lines after a capital: there a table's cell may break a name in two."""
    found = []
    for match in _BROKEN.finditer(text):
        line_end = match.end() - 1
        start = max(text.rfind("\n", 0, match.start()) + 1, line_end - 60)
        stop = text.find("\n", match.end(), match.end() + 60)
        if line_end - start < 60 and (text[match.end()].isupper() or match.group() in ("Region\n",)):
            found.append((start, stop if stop >= 0 else min(len(text), match.end() + 60)))
    return found


def _counts(hit: Hit, text: str) -> bool:
    """Tell whether a register name counts where it stands: everyday words need more than a capital."""
    word = text[hit.start : hit.end]
    before = text[max(0, hit.start - 2) : hit.start]
    left, right = text[max(0, hit.start - 1) : hit.start], text[hit.end : hit.end + 1]
    if left.isalnum() or left in ("/", "@") or right in ("/", "@"):
        return False
    if hit.type == "PARTY" and word in ("Alternativet", "Venstre", "Moderaterne", "Konservative"):
        return not (before == "" or before.endswith("\n") or before.endswith(". ")) or _party_near(text, hit)
    return not (len(word) < 3 and not word.isupper())


def _party_near(text: str, hit: Hit) -> bool:
    window = text[max(0, hit.start - 120) : hit.end + 120]
    return any(e.name in window for e in entries() if e.type == "PARTY" and e.code != hit.code)


PRESS = {"S": "A", "R": "B", "RV": "B", "KF": "C", "SF": "F", "LA": "I", "DF": "O", "EL": "Ø", "DD": "Æ", "KD": "K", "NB": "D"}
"""How the press shortens parties in brackets, beside the ballot letters."""


@lru_cache(maxsize=1)
def letters() -> dict[str, str]:
    """Return party codes by ballot letter; S and R are how the press writes A and B."""
    known = {entry.letter: code for code, entry in by_code().items() if entry.letter}
    return {**known, **{short: known[letter] for short, letter in PRESS.items()}}




def _ballots(text: str, people: Sequence[Person]) -> Iterator[Hit]:
    """Yield the ballot letters in brackets that stand behind a person, or alone in a line or column."""
    ends = {p.end for p in people}
    for found in BALLOT.finditer(text):
        code = letters().get(found["letter"])
        if code is None:
            continue
        start = found.start()
        alone = text[start - 1 : start] in ("", "\n", "\t") and text[found.end() : found.end() + 1] in ("", "\n", "\t")
        if alone or start - 1 in ends or text[max(0, start - 1) : start] == "\t":
            yield Hit(*found.span("letter"), "PARTY", "attendance", code=code, name=by_code()[code].name, score=0.95)
    for voted in _VOTED.finditer(text):
        for group in ("before", "behind"):
            for found in _LETTER.finditer(text, *voted.span(group)) if voted[group] else ():
                code = letters().get(found.group())
                if code:
                    yield Hit(*found.span(), "PARTY", "attendance", code=code, name=by_code()[code].name, score=0.9)


_LETTER = re.compile(r"(?<![\w.-])[A-ZÆØÅ]{1,2}(?![\w.-])")
_PARTY_LIST = r"[A-ZÆØÅ]{1,2}(?:\s?\(\d{1,2}\))?(?:(?:,\s?(?:og\s)?|\s(?:og|samt)\s)[A-ZÆØÅ]{1,2}(?:\s?\(\d{1,2}\))?){0,14}"
_VOTED = re.compile(
    rf"(?<!\w)(?P<before>{_PARTY_LIST})?\s?(?:(?:[Ff]or|[Ii]?[Mm]od)(?:\s(?:indstillingen|forslaget|ændringsforslaget))?\s(?:stemte|stemmer)|(?:[Ss]temte|[Ss]temmer)\s(?:for|i?mod)"
    rf"|[Uu]ndlod(?:\sat\s(?:stemme|afgive stemme))?|[Ss]temte (?:hverken for eller imod|blankt)|[Tt]og forbehold|(?:[Ff]or|[Ii]mod|[Bb]lank)(?=:\s))"
    rf"(?::?\s(?:\d{{1,2}}(?:\s(?:medlemmer|stemmer))?\s?)?\(?(?P<behind>{_PARTY_LIST})(?![\w-]))?"
)
"""A vote and the ballot letters beside it: 'For stemte: A (4), V (3)', 'imod stemte 2 (F og Ø)', 'Ø undlod at stemme'."""


