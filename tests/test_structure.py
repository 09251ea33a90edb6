"""Minutes, agendas and notes in the forms that regions and municipalities use; the papers in ``layouts`` are invented."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extractors.flow import Flow, flow_of
from extractors.records import Document, Reading, Section
from extractors.structure import structure

LAYOUTS = Path(__file__).parent / "layouts"


def read(text: str) -> tuple[Reading, Flow]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(sha256[:16], sha256, "prøve", "prøve.txt", "text/plain", text)
    flow = flow_of(document)
    return structure(document, flow), flow


def layout(name: str) -> tuple[Reading, Flow]:
    return read((LAYOUTS / f"{name}.txt").read_text(encoding="utf-8"))


def items(reading: Reading) -> list[tuple[str, str]]:
    """Return number and title of every agenda item, closed ones too."""
    return [(s.number, s.title) for s in reading.sections if s.kind in ("agenda_item", "closed")]


def item(reading: Reading, number: str) -> Section:
    return next(s for s in reading.sections if s.number == number)


def parts(reading: Reading, number: str) -> list[str]:
    """Return the kinds of the parts of an item."""
    return [s.kind for s in reading.sections if s.parent == item(reading, number).index]


def bodies(reading: Reading, flow: Flow, kind: str) -> list[str]:
    """Return the content of every section of a kind, line ends as spaces."""
    return [flow.slice(s.body).replace("\n", " ") if len(s.body) else "" for s in reading.sections if s.kind == kind]


KINDS = {
    "uppercase_labels": "minutes",
    "ad_items": "minutes_draft",
    "approved": "minutes_approved",
    "bare_agenda": "agenda",
    "numbered_note": "note",
    "agreement": "agreement",
    "press_release": "press_release",
    "report": "other",
    "prose": "minutes",
    "spaced_title": "minutes",
    "number_below_title": "minutes",
}


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_structure_document_kind(name: str, kind: str) -> None:
    assert layout(name)[0].kind == kind


@pytest.mark.parametrize("name", ["numbered_note", "agreement", "press_release", "report"])
def test_structure_numbered_chapters_are_no_agenda_items(name: str) -> None:
    reading, _ = layout(name)
    assert items(reading) == []
    assert reading.meetings == ()


ITEMS = {
    "uppercase_labels": [("1", "Godkendelse af dagsorden"), ("2", "Ny akutmodtagelse"), ("3", "Personsag")],
    "listed_twice": [("15", "Godkendelse af dagsorden"), ("16", "Status på hjemmeplejens køretider")],
    "tagged_titles": [("1", "Godkendelse af dagsorden"), ("2", "Budget 2026 - Seniorudvalget")],
    "number_below_title": [("24", "Siden sidst"), ("25", "Ventetid på plejebolig")],
    "case_above_title": [("1", "Besøg på akutmodtagelsen (kl. 13.00-14.00)"), ("2", "Valg af to medlemmer til brugerpanelet")],
    "unnumbered_labels": [("1", "Godkendelse af dagsorden"), ("2", "Siden sidst"), ("3", "Høring om strategi")],
    "bulleted_labels": [("1", "Status på de frivillige besøgsvenner"), ("2", "Ny aftale om hjælpemidler")],
    "point_zero": [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Orientering om samarbejdet med Social Sundhed"),
        ("3", "Køb af ejendom"),
    ],
    "decision_first": [("1", "Flere skæve boliger ved havnen"), ("2", "Ny svømmehal i Tranby"), ("3", "Køb af elbusser")],
    "ad_items": [("1", "Godkendelse af dagsorden"), ("2", "Nyt fra formanden"), ("3", "Tilgængelighed på stationen")],
    "access_last": [("1", "Godkendelse af dagsorden"), ("2", "Salg af bygning"), ("3", "Strategi for sundhed 2026-2030")],
    "spaced_title": [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Orientering fra social- og sundhedsforvaltningen om hjemmepleje"),
        ("3", "Eventuelt"),
    ],
    "earlier_decisions": [("42", "Godkendelse af dagsorden"), ("43", "Ny boligstrategi"), ("44", "Salg af hus"), ("45", "Eventuelt")],
    "prose": [("1", "Velkomst"), ("2", "Høring om strategi"), ("3", "Eventuelt")],
    "inline_labels": [("1", "Godkendelse af dagsorden"), ("2", "Nærsundhedsplan")],
    "bare_agenda": [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Orientering fra formanden"),
        ("3", "Høringssvar om værdighedspolitik"),
        ("4", "Eventuelt"),
    ],
    "attendance_in_item": [("1", "Godkendelse af dagsorden"), ("2", "Temamøder i foråret")],
}


@pytest.mark.parametrize(("name", "expected"), ITEMS.items())
def test_structure_item_numbers_and_titles(name: str, expected: list[tuple[str, str]]) -> None:
    assert items(layout(name)[0]) == expected


CASE_IDS = {
    "case_below_title": "306-2025-1600",
    "case_above_title": "1-31-72-990-26",
    "tagged_titles": "330-2025-30412",
    "listed_twice": "310587",
    "point_zero": "24/54321",
    "attendance_in_item": "2025-0123456",
    "uppercase_labels": "26001234",
    "access_last": "2026-012345",
    "earlier_decisions": "27.36.00-Ø34-2-19",
}
NUMBERS = {"listed_twice": "16", "access_last": "3", "earlier_decisions": "43"}


@pytest.mark.parametrize(("name", "expected"), CASE_IDS.items())
def test_structure_case_ids_of_many_systems(name: str, expected: str) -> None:
    assert item(layout(name)[0], NUMBERS.get(name, "2")).detail("case_id") == expected


def test_structure_document_ids_and_officers_under_the_title() -> None:
    section = item(layout("case_below_title")[0], "2")
    assert section.detail("document_id") == "306-2026-110499"
    assert section.detail("responsible") == "ABC"
    assert section.detail("access") == "åbent"


def test_structure_officer_and_body_under_the_title_are_no_headings() -> None:
    case = "Punkt {0}: {1}\nEMN-2026-0010{0}\nHandicaprådet\nMie Holst\nEMN-2026-0010{0}\n\nBeslutning\nDrøftet.\n\n"
    reading, _ = read("Referat Handicaprådet den 3. maj 2026\n\n" + "".join(case.format(n, t) for n, t in ((1, "Ny plan"), (2, "Busser"), (3, "Eventuelt"))))
    assert not [s for s in reading.sections if s.kind == "heading"]
    assert item(reading, "2").detail("responsible") == "Mie Holst"


def test_structure_parts_of_a_case() -> None:
    assert parts(layout("uppercase_labels")[0], "2") == [
        "recommendation", "recommendation", "decision", "earlier", "decision", "case", "remarks",
    ]  # fmt: skip


def test_structure_earlier_decision_of_the_same_body_is_not_the_decision() -> None:
    reading, flow = layout("earlier_decisions")
    assert bodies(reading, flow, "earlier") == ["Udsat."]
    assert bodies(reading, flow, "decision") == ["Godkendt.", "Anbefales.", "Intet."]


def test_structure_decision_of_an_earlier_body_leaves_an_agenda_an_agenda() -> None:
    reading, _ = read(
        "Dagsorden til møde i Byrådet den 3. maj 2026\n\n1. Ny plan\nIndstilling\nDet indstilles, at planen godkendes.\n"
        "Beslutning i Økonomiudvalget den 20. april 2026\nAnbefales.\n\n2. Eventuelt\nIndstilling\nIngen.\n"
    )
    assert reading.kind == "agenda"


def test_structure_recommendation_without_a_label() -> None:
    reading, flow = layout("case_above_title")
    assert bodies(reading, flow, "recommendation") == ["Administrationen indstiller, at udvalget vælger to medlemmer."]


def test_structure_empty_list_of_absentees_before_the_decision() -> None:
    reading, flow = layout("tagged_titles")
    assert bodies(reading, flow, "absent") == ["", "Ida Holm (A)"]
    assert [b for b in bodies(reading, flow, "decision") if b] == ["Godkendt, dog udgår sag nr. 9.", "Drøftet."]


def test_structure_lists_of_people_inside_an_item_end_where_the_decision_goes_on() -> None:
    reading, flow = layout("attendance_in_item")
    assert parts(reading, "1") == ["decision", "attendance", "absent", "decision"]
    assert "Dagsordenen" not in "".join(bodies(reading, flow, "absent"))


def test_structure_absent_and_staff_in_one_paragraph() -> None:
    reading, flow = layout("ad_items")
    assert bodies(reading, flow, "attendance") == ["Ida Holm, Per Dam og Lise Krag.", "konsulent Mie Holst."]
    assert bodies(reading, flow, "absent") == ["Bo Lund."]


def test_structure_minute_taker_is_not_absent() -> None:
    reading, flow = layout("prose")
    assert bodies(reading, flow, "absent") == ["Bo Lund"]


def test_structure_staff_stand_apart_from_those_absent() -> None:
    reading, flow = layout("earlier_decisions")
    assert bodies(reading, flow, "absent")[0] == "Lise Krag (F)"
    assert bodies(reading, flow, "attendance") == ["Ida Holm (A), Per Dam (V)", "Direktør Bo Lund"]


def test_structure_closed_items_carry_no_label() -> None:
    reading, _ = layout("point_zero")
    assert [(s.number, s.title) for s in reading.sections if s.kind == "closed"] == [("3", "Køb af ejendom")]


def test_structure_listed_titles_are_contents() -> None:
    reading, flow = layout("listed_twice")
    assert bodies(reading, flow, "contents") == ["Pkt. 15 Godkendelse af dagsorden Pkt. 16 Status på hjemmeplejens køretider"]


@pytest.mark.parametrize(("name", "title"), [("point_zero", "NOTAT"), ("spaced_title", "Bilag 1")])
def test_structure_annex_after_the_last_item(name: str, title: str) -> None:
    reading, _ = layout(name)
    assert [s.title for s in reading.sections if s.kind == "annex" and s.parent is None] == [title]


def test_structure_list_of_annexes_is_no_annex() -> None:
    reading, flow = layout("number_below_title")
    assert "annex" not in {s.kind for s in reading.sections}
    assert bodies(reading, flow, "attachments") == ["Bilag 1: Besøgsplan Bilag 2: Skema"]


def test_structure_two_meetings_each_with_its_head() -> None:
    reading, flow = layout("two_meetings")
    assert [flow.slice(m.date_span) for m in reading.meetings if m.date_span] == ["27. august 2026 – Ordinært møde", "5. december 2026 – Ordinært møde"]
    assert [m.place for m in reading.meetings] == ["Aktivitetshuset", "Rådhuset"]
    assert [s.number for s in reading.sections if s.meeting == 1 and s.kind == "agenda_item"] == ["1", "2", "3"]


def test_structure_second_meeting_where_numbering_goes_on() -> None:
    reading, _ = layout("agenda_and_minutes")
    assert [m.kind for m in reading.meetings] == ["agenda", "minutes"]
    assert [s.meeting for s in reading.sections if s.kind == "agenda_item"] == [0, 0, 1]


def test_structure_head_of_an_export() -> None:
    reading, flow = layout("uppercase_labels")
    meeting = reading.meetings[0]
    assert meeting.body_span and flow.slice(meeting.body_span) == "Psykiatriudvalget"
    assert meeting.date_span and flow.slice(meeting.date_span) == "12-05-2026 15:00:00"
    assert meeting.place == "Regionshuset, mødelokale 3"


def test_structure_sentences_do_not_run_through_page_headers() -> None:
    reading, flow = layout("running_headers")
    assert not [s for s in reading.sentences if "Side" in reading.document.text[s.span.start : s.span.end]]
    assert any(flow.slice(s.span) == "kommunen om svar." for s in reading.sentences)


def test_structure_sections_stand_in_order_and_inside_their_parents() -> None:
    for path in sorted(LAYOUTS.glob("*.txt")):
        reading, _ = layout(path.stem)
        for section in reading.sections:
            assert section.index == reading.sections.index(section)
            assert section.body.within(section.span)
            if section.parent is not None:
                assert section.parent < section.index
                assert section.span.start >= reading.sections[section.parent].span.start
        assert [s.span.start for s in reading.sections] == sorted(s.span.start for s in reading.sections)


def test_structure_empty_text() -> None:
    reading, _ = read("\n\n")
    assert reading.sections == () and reading.sentences == ()
