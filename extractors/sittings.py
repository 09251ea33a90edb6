"""Meetings and agenda items as local entities, and whose meetings they are.

Not caught: a meeting of two bodies; it is the first one's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractors.context import Context
from extractors.hits import Hit, mention_of
from extractors.keys import body_key
from extractors.records import LocalEntity, Meeting, Section


def meeting_bodies(context: Context) -> dict[int, tuple[str, str]]:
    """Return each meeting's body: its own key and its owner's code, from the title, else from who acts in the items."""
    found: dict[int, tuple[str, str]] = {}
    for meeting in context.reading.meetings:
        head = [s for s in (meeting.body_span, meeting.title_span) if s]
        hit = None
        for span in head:
            start, end = context.flow.range(span)
            hit = next((h for h in context.hits_in(start, end) if h.type == "COUNCIL"), None)
            if hit:
                break
        if hit is None:
            start, end = context.flow.range(meeting.span)
            lists = [
                context.flow.range(s.span)[0]
                for s in context.reading.sections
                if s.kind not in ("header", "body", "heading")
            ]
            end = min([end, start + 500, *(position for position in lists if position > start)])
            hit = next((h for h in context.hits_in(start, end) if h.type == "COUNCIL" and h.score > 0.6), None)
        if hit is None:
            hit = _acting_body(context, meeting)
        if hit:
            found[meeting.index] = (body_key(hit.name or context.text[hit.start : hit.end]), hit.code or hit.owner)
    return found


def _acting_body(context: Context, meeting: Meeting) -> Hit | None:
    """Return the body most often named in the head, the recommendations and decisions of a meeting's items."""
    counts: Counter[str] = Counter()
    first: dict[str, Hit] = {}
    items = [s for s in context.reading.sections if s.meeting == meeting.index]
    border = next((s.span.start for s in items if s.kind in ("agenda_item", "closed")), meeting.span.end)
    for section in items:
        weight = 5 if section.span.start < border else 2 if section.kind in ("recommendation", "decision") else 0
        start, end = context.flow.range(section.span)
        for hit in context.hits_in(start, end) if weight else ():
            if hit.type == "COUNCIL":
                key = body_key(hit.name or context.text[hit.start : hit.end])
                counts[key] += weight
                if key not in first or (hit.owner and not first[key].owner):
                    first[key] = hit
    if not counts:
        return None
    return first[min(counts, key=lambda k: (-counts[k], first[k].start))]


def meeting_entities(
    context: Context, entities: Sequence[LocalEntity], bodies: Mapping[int, tuple[str, str]]
) -> Iterator[LocalEntity]:
    """Yield the meetings and agenda items of a document."""
    for meeting in context.reading.meetings:
        key, owner = bodies.get(meeting.index, ("", ""))
        council = next(
            (
                e
                for e in entities
                if e.type == "COUNCIL"
                and e.key.split("|")[1] == key
                and (not owner or e.owner == owner or e.code == owner)
            ),
            None,
        )
        if council is None:
            council = next(
                (
                    e
                    for e in entities
                    if e.type == "COUNCIL" and (e.key.split("|")[1] == key or (e.code == owner and owner))
                ),
                None,
            )
        date = meeting.date
        council_key = council.key if council else ""
        base = council_key or f"COUNCIL|{context.reading.document.id}|"
        meeting_key = f"MEETING|{base.removeprefix('COUNCIL|')}|{date or meeting.index}"
        span = meeting.title_span or meeting.span
        surface = context.flow.slice(span)[:200]
        title = Hit(*context.flow.range(span), "MEETING", "structure", value=date)
        name = f"{council.name if council else 'Møde'} {date}".strip()
        yield LocalEntity(
            meeting_key,
            "MEETING",
            name,
            (surface,),
            (mention_of(title, context.flow),),
            value=date,
            owner=council_key,
            details=(("index", str(meeting.index)),),
        )
        numbers: Counter[str] = Counter()
        for section in context.reading.sections:
            if section.meeting == meeting.index and section.kind == "agenda_item":
                numbers[section.number] += 1
                again = numbers[section.number]
                yield _item(section, f"{section.number}-{again}" if again > 1 else section.number, meeting_key, context)


def _item(section: Section, place: str, meeting_key: str, context: Context) -> LocalEntity:
    """Return an agenda item; `place` tells it apart where two items of one meeting have one number."""
    start, _ = context.flow.range(section.span)
    line = context.text.find("\n", start)
    hit = Hit(start, line if line > start else start + 1, "AGENDA_ITEM", "structure", value=section.number)
    details = (*section.details, ("index", str(section.index)))
    return LocalEntity(
        f"AGENDA_ITEM|{meeting_key.removeprefix('MEETING|')}|{place}",
        "AGENDA_ITEM",
        section.title or f"Punkt {section.number}",
        (section.title,) if section.title else (f"Punkt {section.number}",),
        (mention_of(hit, context.flow),),
        value=section.number,
        owner=meeting_key,
        details=details,
    )
