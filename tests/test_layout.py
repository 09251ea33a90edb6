"""What kind of line a paragraph is."""

from __future__ import annotations

import pytest

from extractors.layout import STRONG_ITEMS, has_date, is_person, rows_of

BELOW = "\nDer er en lang tekst under linjen, som fortæller om sagen og om det, der skal ske."


@pytest.mark.parametrize(("family", "pattern", "example"), STRONG_ITEMS)
def test_layout_examples_of_item_patterns(family: str, pattern: object, example: str) -> None:
    row = rows_of(example + BELOW)[0]
    assert (row.kind, row.family, row.number) == ("item", family, "3")


@pytest.mark.parametrize(
    ("line", "number", "title", "access"),
    [
        ("Pkt. 42 Ny plan", "42", "Ny plan", ""),
        ("Punkt 1.0: Ny plan", "1", "Ny plan", ""),
        ("Punkt 3 – Ny plan", "3", "Ny plan", ""),
        ("PUNKT 3 (Lukket) Ny plan", "3", "Ny plan", "lukket"),
        ("3 (Åben) Ny plan", "3", "Ny plan", "åben"),
        ("1. Ny plan (åben)", "1", "Ny plan", "åben"),
        ("Dagsordenspunkt 3: Ny plan", "3", "Ny plan", ""),
        ("SAG NR. 3", "3", "", ""),
        ("Sag 3: Ny plan", "3", "Ny plan", ""),
    ],
)
def test_layout_items_by_form(line: str, number: str, title: str, access: str) -> None:
    row = rows_of(line + BELOW)[0]
    assert (row.kind, row.number, row.title, row.access) == ("item", number, title, access)


@pytest.mark.parametrize("line", ["Sag nr. 24/12345", "Sag 306-2009-600", "Punkt 3 blev udsat til næste møde, fordi der manglede oplysninger om økonomien i sagen."])
def test_layout_case_numbers_and_sentences_are_no_items(line: str) -> None:
    assert rows_of(line + BELOW)[0].kind != "item"


@pytest.mark.parametrize(("line", "family"), [("3. Ny plan", "weak"), ("Ad 3) Ny plan", "ad"), ("Ad pkt. 3 Ny plan", "ad"), ("3 Ny plan", "bare")])
def test_layout_numbered_headings(line: str, family: str) -> None:
    row = rows_of(line + BELOW)[0]
    assert (row.kind, row.number, row.title, row.family) == ("heading", "3", "Ny plan", family)


@pytest.mark.parametrize(
    "line", ["1. at der afsættes midler, og", "12. maj 2026 holdes der møde.", "Region Fyn 9,0 mio. kr. 2026-2029", "Godkendt", "Ingen bemærkninger", "• Flere pladser"]
)
def test_layout_what_is_no_heading(line: str) -> None:
    assert rows_of("Overskrift\n" + line + BELOW)[1].kind == "text"


@pytest.mark.parametrize(
    ("line", "body", "date", "rest"),
    [
        ("Beslutning i Social- og Sundhedsudvalget den 04-06-2025", "Social- og Sundhedsudvalget", "04-06-2025", ""),
        ("Sundhedsudvalgets beslutning den 18-03-2025:", "Sundhedsudvalget", "18-03-2025", ""),
        ("Sundheds- og Omsorgsudvalget, 03-04-2019, pkt. 42", "Sundheds- og Omsorgsudvalget", "03-04-2019", ""),
        ("• Beslutning i Byrådet den 3. maj 2026: Godkendt.", "Byrådet", "3. maj 2026", "Godkendt."),
    ],
)
def test_layout_dated_decisions(line: str, body: str, date: str, rest: str) -> None:
    row = rows_of(line + BELOW)[0]
    assert (row.kind, row.word, row.title, row.number, row.value) == ("part", "decision", body, date, rest)


def test_layout_sentence_about_a_body_is_no_decision() -> None:
    assert rows_of("Byrådet tilsluttede sig indstillingen på hjemløseområdet den 6. marts 2026." + BELOW)[0].kind == "text"


def test_layout_people_in_a_list_are_no_headings() -> None:
    rows = rows_of("Styregruppen består af:\nIda Holm, direktør, Region Fyn\nPer Dam, chef, Odense Kommune\n" + BELOW)
    assert [row.kind for row in rows[1:3]] == ["text", "text"]


def test_layout_paragraph_with_those_present_and_those_absent_is_parted() -> None:
    rows = rows_of("Til stede: Ida Holm og Per Dam. Afbud: Bo Lund.")
    assert [(row.word, row.value) for row in rows] == [("attendance", "Ida Holm og Per Dam."), ("absent", "Bo Lund.")]


def test_layout_repeated_contents_label_is_a_part_of_each_case() -> None:
    rows = rows_of("Sag A\nIndhold:\nTekst A er her.\n" * 3)
    assert {row.word for row in rows if row.kind == "part"} == {"case"}


def test_layout_doubtful_label_gives_way_to_a_clear_one() -> None:
    rows = rows_of("Drøftelse\nDer var en lang snak om planen.\nBeslutning\nGodkendt.")
    assert [row.kind for row in rows] == ["heading", "text", "part", "text"]


def test_layout_dates_and_people() -> None:
    assert has_date("Mødet 3. maj 2026") and has_date("2026-05-03") and not has_date("Møde 3")
    assert is_person("Ida Holm") and not is_person("Orientering om planen")
