"""Labels of the parts of a case, of the form above it, and of lists of people."""

from __future__ import annotations

import pytest

from extractors.labels import form_kind, opens_case, part_kind, split_label


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Indstilling", "recommendation"),
        ("POLITISK BEHANDLING", "decision"),
        ("• Resume", "summary"),
        ("Sagens forløb:", "earlier"),
        ("Økonomiske konsekvenser og finansiering", "economy"),
        ("Følgende deltog ikke på mødet:", "absent"),
        ("Fra administrationen", "attendance"),
        ("Indstillingen blev fulgt", ""),
        ("fra psykiatrien.", ""),
        ("deltagere:", ""),
    ],
)
def test_labels_own_line(line: str, kind: str) -> None:
    assert part_kind(line) == kind


@pytest.mark.parametrize(
    ("line", "kind", "family", "content"),
    [
        ("Afbud: Ida Holm", "absent", "part", "Ida Holm"),
        ("Beslutning: Vedtaget", "decision", "part", "Vedtaget"),
        ("Sagsnr. 24/12345", "case_id", "form", "24/12345"),
        ("Sag 306-2009-600", "case_id", "form", "306-2009-600"),
        ("Dok. 306-2026-263412", "document_id", "form", "306-2026-263412"),
        ("MødestedRådssalen", "place", "form", "Rådssalen"),
        ("Afbud fra Ida Holm og Per Dam.", "absent", "list", "Ida Holm og Per Dam."),
        ("Til stede var Ida Holm.", "attendance", "list", "Ida Holm."),
        ("Fra forvaltningen deltog direktør Ida Holm", "attendance", "list", "direktør Ida Holm"),
        ("Sagen blev drøftet", "", "", "Sagen blev drøftet"),
        ("Fra 2026 er der flere pladser", "", "", "Fra 2026 er der flere pladser"),
    ],
)
def test_labels_with_content(line: str, kind: str, family: str, content: str) -> None:
    found, group, offset = split_label(line)
    assert (found, group, line[offset:]) == (kind, family, content)


def test_labels_form_fields() -> None:
    assert [form_kind(line) for line in ("STARTTIDSPUNKT", "Mødelokale:", "Sags-ID", "Byrådet")] == ["date", "place", "case_id", ""]


def test_labels_lines_that_open_a_case() -> None:
    assert opens_case("Pkt. 42 Ny plan") and opens_case("3 (Åben) Ny plan") and opens_case("Beslutning i Byrådet den 3. maj 2026")
    assert not opens_case("Punktet blev udsat") and not opens_case("3 (tre) pladser")
