"""All remarks of one document: figures, follow-ups, votes and reservations, earlier decisions, in one explicit order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors import ballots, earlier, figures, followups
from extractors.context import Context
from extractors.records import Remark
from extractors.scene import Scene, by_item


def find_remarks(context: Context, stage: Sequence[Scene]) -> tuple[Remark, ...]:
    """Return the remarks of a document, each once, in the order of the text."""
    kept: dict[tuple[object, ...], Remark] = {}
    for remark in _all(context, stage):
        kept.setdefault((remark.kind, remark.about, remark.evidence, remark.by, remark.details), remark)
    return tuple(sorted(kept.values(), key=lambda r: (r.evidence, r.kind, r.about, r.by, r.details)))


def _all(context: Context, stage: Sequence[Scene]) -> Iterator[Remark]:
    items = {int(dict(e.details)["index"]): e for e in context.reading.entities if e.type == "AGENDA_ITEM"}
    yield from figures.find(context, stage)
    minutes = any(meeting.kind != "agenda" for meeting in context.reading.meetings)
    for scene in stage:
        item = items.get(scene.item.index) if scene.item and minutes else None
        if item:
            yield from followups.find(context, scene, item.key)
            yield from ballots.find(context, scene, item.key)
    meetings = {int(dict(e.details)["index"]): e for e in context.reading.entities if e.type == "MEETING"}
    for index, own in by_item(stage).items():
        if index in items:
            meeting = meetings.get(context.reading.sections[index].meeting or 0)
            yield from earlier.find(context, items[index], meeting.owner if meeting else "", own)
