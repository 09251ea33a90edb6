"""Annexes that a list of annexes names."""

from __future__ import annotations

from extractors.attachments import attachments
from extractors.flow import flow_of
from extractors.records import Document
from extractors.structure import structure

TEXT = """Referat af møde i Ældrerådet den 3. maj 2026

1. Ny plan
Beslutning
Godkendt.
Bilag
- Bilag 1: Plan for busser
2. Høringssvar fra rådet
https://example.dk/plan

2. Eventuelt
Beslutning
Intet.
Bilag
Ingen
"""


def test_attachments_named_without_number_and_mark() -> None:
    document = Document("0" * 16, "0" * 64, "prøve", "prøve.txt", "text/plain", TEXT)
    flow = flow_of(document)
    found = list(attachments(structure(document, flow), flow))
    assert [problem.text for problem in found] == ["Plan for busser", "Høringssvar fra rådet"]


def test_attachments_point_at_their_line() -> None:
    document = Document("0" * 16, "0" * 64, "prøve", "prøve.txt", "text/plain", TEXT)
    flow = flow_of(document)
    first = next(iter(attachments(structure(document, flow), flow)))
    assert first.span and TEXT[first.span.start : first.span.end] == "- Bilag 1: Plan for busser"
