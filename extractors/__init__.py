"""Documents become claims: read, structure, mentions, local entities, relations; usable without the graph."""

from __future__ import annotations

from dataclasses import replace

from extractors.anchor import own_date
from extractors.dates import find_dates
from extractors.edtf import day_or_none
from extractors.flow import flow_of, lines_of
from extractors.records import Configuration, Document, Meeting, Reading

__all__ = ["read_document"]


def read_document(document: Document, configuration: Configuration | None = None) -> Reading:
    """Return everything that the extractors find in a document; pure, and the same for the same arguments."""
    from extractors.attachments import attachments
    from extractors.local import link
    from extractors.mentions import find_hits
    from extractors.relations import find_claims
    from extractors.standing import with_standings
    from extractors.structure import structure
    from extractors.tagged import no_surer

    configuration = configuration or Configuration()
    flow = flow_of(document, lines_of(document))
    reading = structure(document, flow)
    reading = replace(reading, meetings=tuple(_dated(m, flow.slice(m.date_span)) if m.date_span else m for m in reading.meetings))
    context, entities = link(find_hits(reading, flow, configuration))
    mentions = tuple(sorted((m for e in entities for m in e.mentions), key=lambda m: (m.span.start, m.span.end, m.type)))
    reading = replace(reading, mentions=mentions, entities=entities)
    reading = no_surer(with_standings(find_claims(replace(context, reading=reading)), flow))
    return replace(reading, date=own_date(flow, reading.meetings), problems=(*reading.problems, *attachments(reading, flow)))


def _dated(meeting: Meeting, text: str) -> Meeting:
    found = [f.value for f in find_dates(text) if day_or_none(f.value)]
    return replace(meeting, date=found[0]) if found else meeting
