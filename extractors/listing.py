"""Who is on a list of participants or absentees: read by the form of the list, completed by what the tagger saw.

Not caught: lists in annexes, which are not the meeting's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.context import Listed
from extractors.flow import Flow
from extractors.hits import Hit
from extractors.people import Person, listed_people
from extractors.records import Section

LISTS = ("attendance", "absent")


def listed(sections: Sequence[Section], flow: Flow, text: str) -> Iterator[Listed]:
    """Yield the people of all lists as their form gives them, with the flow range of what is said of each."""
    for section in _lists(sections):
        start, end = flow.range(section.body)
        for person, a, b in listed_people(text, start, end):
            yield Listed(person, a, b, section)


def completed(entries: Sequence[Listed], people: Sequence[Person], hits: Sequence[Hit], sections: Sequence[Section], flow: Flow) -> tuple[Listed, ...]:
    """Return the lists as the settled hits have them: names made longer, people added whom only the tagger saw.

    `people` are the records of the people in `hits`; an entry whose name is no person after all is left out.
    """
    persons = {(hit.start, hit.end) for hit in hits if hit.type == "PERSON"}
    records = {(person.start, person.end): person for person in people if (person.start, person.end) in persons}
    ordered = sorted(records)
    found: dict[tuple[int, int], Listed] = {}
    for entry in entries:
        place = (entry.person.start, entry.person.end)
        if place not in records:
            before = bisect_right(ordered, (entry.person.start, len(flow.text))) - 1
            place = ordered[before] if before >= 0 and entry.person.end <= ordered[before][1] else place
        if place in records:
            whole = replace(records[place], title=entry.person.title or records[place].title)
            found.setdefault(place, replace(entry, person=whole, start=max(entry.start, place[1]), end=max(entry.end, place[1])))
    for section in _lists(sections):
        start, end = flow.range(section.body)
        inside = sorted(place for place in records if start <= place[0] and place[1] <= end)
        for place, following in zip(inside, [*(p[0] for p in inside[1:]), end], strict=False):
            if place not in found:
                line = flow.text.find("\n", place[1], following)
                found[place] = Listed(records[place], place[1], line if line >= 0 else following, section)
    return tuple(_in_sentence(entry, flow.text) for entry in _apart([found[place] for place in sorted(found)]))


def _apart(entries: Sequence[Listed]) -> Iterator[Listed]:
    """End what is said of each where the next one of its list begins, title and all: one whom only the tagger saw may be next."""
    for number, entry in enumerate(entries):
        following = entries[number + 1] if number + 1 < len(entries) else None
        if following and following.section.index == entry.section.index and following.person.start < entry.end:
            begins = following.person.start - (len(following.person.title) + 1 if following.person.title else 0)
            entry = replace(entry, end=max(entry.start, min(entry.end, begins)))
        yield entry


_NEXT_SENTENCE = re.compile(r"(?<=[a-zæøå)])\.\s+(?=[A-ZÆØÅ])")


def _in_sentence(entry: Listed, text: str) -> Listed:
    """End what is said of a person with the sentence: 'Ida Holm og Bo Lund. For SIND mødte …'."""
    found = _NEXT_SENTENCE.search(text, entry.person.end, entry.end)
    return replace(entry, end=max(entry.start, found.start())) if found else entry


def _lists(sections: Sequence[Section]) -> Iterator[Section]:
    return (s for s in sections if s.kind in LISTS and not _annexed(s, sections) and len(s.body))


def _annexed(section: Section, sections: Sequence[Section]) -> bool:
    """Tell whether a section is an annex or stands in one."""
    while section.kind != "annex" and section.parent is not None:
        section = sections[section.parent]
    return section.kind == "annex"
