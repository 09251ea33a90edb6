"""Meetings: whose, where, who took part and who was absent, and the next one.

An agenda states neither attendance nor absence. Not caught: those who came late or left early; being absent from one
item only is neither attendance nor absence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.claiming import evidence, make
from extractors.context import Context, Listed
from extractors.records import Claim, LocalEntity, Meeting
from extractors.scene import Argument, Scene, scene_at

_ABSENT_WORD = re.compile(r"\b(?:afbud|fraværende|ikke til stede|udeblev|ikke mødt|sygemeldt|forhindret)\b", re.IGNORECASE)
_ABSENT_SENTENCE = re.compile(
    r"\b(?:(?:havde|har|der var|med|meldt|meldte) afbud|afbud fra|var fraværende|undtagen|kunne ikke deltage|deltog ikke i mødet|var (?:desværre )?forhindret|måtte melde afbud)\b",
    re.IGNORECASE,
)
_ABSENT_LINE = re.compile(r"(?:Afbud|Fraværende|Ikke til stede|Meldt afbud)\b", re.IGNORECASE)
_ONE_ITEM = re.compile(r"\b(?:punkt|sag|sagen|pkt\.?|behandling(?:en)?)\b", re.IGNORECASE)
NEXT = re.compile(r"\b(?:[Nn]æste møde|[Nn]æste ordinære møde|mødes igen|[Nn]æste gang mødes|mødes vi (?:igen|næste gang)|[Nn]æste rådsmøde|[Nn]æste udvalgsmøde|[Kk]ommende møder|[Nn]æste møder|mødes næste gang|ses igen|samles igen)\b")


def find(context: Context, stage: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield whose meeting it is, its place, its participants and absentees, and the date of the next one."""
    for entity in context.reading.entities:
        if entity.type == "MEETING":
            meeting = context.reading.meetings[int(dict(entity.details)["index"])]
            yield from _head(context, meeting, entity, stage)
            if meeting.kind != "agenda":
                yield from _attendance(context, meeting, entity, stage)
            yield from _next(context, meeting, entity, stage)


def _claim(
    context: Context,
    subject: str,
    predicate: str,
    object_: str,
    start: int,
    end: int,
    *places: int,
    score: float = 0.95,
    rule: str = "",
) -> Claim:
    return Claim(
        subject,
        predicate,
        object_,
        evidence(context, start, end, *places),
        "meetings-1",
        score=score,
        section=_section(context, start),
        rule=rule,
    )


def _section(context: Context, position: int) -> int | None:
    section = context.section(position)
    return section.index if section else None


def _head(context: Context, meeting: Meeting, entity: LocalEntity, stage: Sequence[Scene]) -> Iterator[Claim]:
    keys = context.keys
    if entity.owner:
        span = meeting.title_span or meeting.body_span or meeting.span
        for chosen in (meeting.title_span, meeting.body_span):
            if chosen and any(
                keys.get((h.start, h.end, h.type)) == entity.owner for h in context.hits_in(*context.flow.range(chosen))
            ):
                span = chosen
                break
        else:
            hit = next(
                (
                    h
                    for h in context.hits_in(*context.flow.range(meeting.span))
                    if keys.get((h.start, h.end, h.type)) == entity.owner
                ),
                None,
            )
            scene = scene_at(stage, hit.start) if hit else None
            span = context.flow.span(scene.start, scene.end) if scene else span
        start, end = context.flow.range(span)
        yield _claim(context, entity.key, "meeting_of", entity.owner, start, end, start, rule="head")
    if meeting.place_span:
        start, end = context.flow.range(meeting.place_span)
        key = next((keys.get((h.start, h.end, h.type)) for h in context.hits_in(start, end) if h.type == "PLACE"), None)
        if key:
            line = context.text.rfind("\n", 0, start) + 1
            yield _claim(context, entity.key, "held_at", key, line, end, start, end, rule="head")


def _attendance(context: Context, meeting: Meeting, entity: LocalEntity, stage: Sequence[Scene]) -> Iterator[Claim]:
    present: dict[str, tuple[int, int]] = {}
    absent: dict[str, tuple[int, int]] = {}
    by_item: dict[str, list[tuple[int, int]]] = defaultdict(list)
    items: set[int] = set()
    keys = context.keys
    for listed in context.listed:
        if listed.section.meeting != meeting.index or context.annexed(listed.section):
            continue
        key = keys.get((listed.person.start, listed.person.end, "PERSON"))
        if key is None:
            continue
        place = _row(context, listed)
        if _INSTEAD.search(context.text[max(0, listed.person.start - 40) : listed.person.start]):
            if _ABSENT_WORD.search(context.text[listed.start : listed.end]):
                absent.setdefault(key, place)
            continue
        item = context.item(listed.section)
        if listed.section.kind == "absent":
            if item is None:
                absent.setdefault(key, place)
            else:
                items.add(item.index)
                by_item[key].append(place)
        elif _ABSENT_WORD.search(context.text[listed.start : listed.end]) or _ABSENT_LINE.match(
            context.text[place[0] : place[1]]
        ):
            absent.setdefault(key, place)
        else:
            present.setdefault(key, place)
    for key, places in by_item.items():
        if len(places) >= max(1, 0.6 * len(items)) and (len(items) > 1 or len(_items(context, meeting)) < 3):
            absent.setdefault(key, places[0])
    for scene in stage:
        if scene.section.meeting == meeting.index and scene.part != "contents" and _ABSENT_SENTENCE.search(scene.text):
            if scene.item and _ONE_ITEM.search(scene.text):
                continue
            for argument in scene.arguments:
                if (
                    argument.type == "PERSON"
                    and (not scene.item or re.search(r"afbud|undtagen", scene.text))
                    and scene.section.kind not in ("absent", "attendance")
                ):
                    absent.setdefault(argument.key, (scene.start, scene.end))
    for key, (start, end) in absent.items():
        yield _claim(context, key, "absent_from", entity.key, start, end, start, rule="attendance")
    for key, (start, end) in present.items():
        if key not in absent:
            yield _claim(context, key, "attended", entity.key, start, end, start, rule="attendance")


_INSTEAD = re.compile(r"\b(?:i stedet for|(?:personlig )?(?:suppleant|stedfortræder|afløser) for|på vegne af)\s(?:[a-zæøå]+ ){0,2}$", re.IGNORECASE)
"""Before a name: somebody else came for that person."""


def _items(context: Context, meeting: Meeting) -> list[int]:
    return [
        s.index for s in context.reading.sections if s.meeting == meeting.index and s.kind in ("agenda_item", "closed")
    ]


def _row(context: Context, listed: Listed) -> tuple[int, int]:
    """Return the flow range of the line that a listed person stands in."""
    start = context.text.rfind("\n", 0, listed.person.start) + 1
    end = context.text.find("\n", listed.person.end)
    end = len(context.text) if end < 0 else end
    if end - start > 280:
        return listed.person.start, max(listed.person.end, listed.end)
    return start, end


def _next(context: Context, meeting: Meeting, entity: LocalEntity, stage: Sequence[Scene]) -> Iterator[Claim]:
    for scene in stage:
        if scene.section.meeting != meeting.index or not NEXT.search(scene.text):
            continue
        dates = [
            a
            for a in scene.arguments
            if a.type == "DATE"
            and len(a.key.removeprefix("DATE|")) == 10
            and a.key.removeprefix("DATE|") > meeting.date
        ]
        other = [a for a in scene.arguments if a.type == "COUNCIL" and a.key != entity.owner]
        held = bool(dates) and (not other or any(a.key == entity.owner for a in scene.arguments))
        for date in _listed_days(context, dates) if held else ():
            yield make(
                context,
                scene,
                entity.key,
                "dated",
                date.key,
                "meetings",
                date.start,
                date.end,
                qualifiers={"kind": "next_meeting"},
                status="stated",
                score=0.9,
                rule="next",
            )


_AND = re.compile(r"(?:,| og| samt|,? og)(?: [a-zæøå]+dag)?(?: den| d\.)? ?|(?: i [A-ZÆØÅ][a-zæøå]+)(?:,| og|,? samt)(?: [a-zæøå]+dag)?(?: den| d\.)? ")


def _listed_days(context: Context, dates: Sequence[Argument]) -> Iterator[Argument]:
    """Yield the first day of a list and those joined to it: 'den 12. marts, den 9. april og den 14. maj'."""
    yield dates[0]
    for earlier, later in pairwise(dates):
        if not _AND.fullmatch(context.text[earlier.end : later.start]):
            return
        yield later
