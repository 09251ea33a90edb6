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
    meetings = {int(dict(e.details)["index"]): e for e in context.reading.entities if e.type == "MEETING"}
    minutes = any(meeting.kind != "agenda" for meeting in context.reading.meetings)
    for index, own in by_item(stage).items():
        if index not in items:
            continue
        item = items[index]
        place = context.reading.sections[index].meeting or 0
        body = meetings[place].owner if place in meetings else ""
        held = context.reading.meetings[place].date if context.reading.meetings else ""
        if minutes:
            for scene in ballots.ours(own, body, held):
                yield from followups.find(context, scene, item.key)
                yield from ballots.find(context, scene, item.key)
        yield from earlier.find(context, item, body, held, own)
