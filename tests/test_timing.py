"""Timing: dates of programmes and bodies, each with its kind."""

from __future__ import annotations

import pytest
from readings import claims, minutes, names, pairs, read

from extractors.timing import CUES

HOME, AGREEMENT = "Projekt Trygt Hjem", "Sundhedsaftalen"


def dated(text: str) -> set[tuple[str, str, str]]:
    """Return (what, EDTF, kind) of the dates of a text."""
    reading = read(text)
    known = names(reading)
    return {(known[c.subject], known[c.object], c.qualifier("kind")) for c in claims(reading, "dated")}


def note(sentence: str) -> set[tuple[str, str, str]]:
    return dated(f"Notat\n\n{sentence}")


@pytest.mark.parametrize(("kind", "example"), [(kind, example) for kind, _, example in CUES])
def test_timing_table_reads_its_examples(kind: str, example: str) -> None:
    assert kind in {name for name, pattern, _ in CUES if pattern.search(example)}


@pytest.mark.parametrize(("sentence", "expected"), [
    ("Projekt Trygt Hjem startede i 2025.", (HOME, "2025", "start")),
    ("I 2025 startede Projekt Trygt Hjem.", (HOME, "2025", "start")),
    ("Sundhedsaftalen træder i kraft den 1. juli 2027.", (AGREEMENT, "2027-07-01", "start")),
    ("Projekt Trygt Hjem løber frem til udgangen af 2027.", (HOME, "2027-12-31", "end")),
    ("Sundhedsaftalen udløber den 31. december 2027.", (AGREEMENT, "2027-12-31", "end")),
    ("Sundhedsklynge Holbæk nedlægges den 1. januar 2027.", ("Sundhedsklynge Holbæk", "2027-01-01", "end")),
    ("Projekt Trygt Hjem løber fra 1. januar 2025 til 31. december 2027.", (HOME, "2025-01-01/2027-12-31", "period")),
    ("Sundhedsaftalen gælder for 2024-2027.", (AGREEMENT, "2024/2027", "period")),
    ("Projekt Trygt Hjem evalueres i 2026.", (HOME, "2026", "evaluation")),
    ("Sundhedsaftalen blev indgået i 2024.", (AGREEMENT, "2024", "agreed")),
    ("Sundhedsaftalen blev offentliggjort i maj 2024.", (AGREEMENT, "2024-05", "published")),
    ("Strategi for sundhed fra 2019 er gammel.", ("Strategi for sundhed", "2019", "published")),
    ("Strategi for sundhed skal foreligge senest 1. maj 2027.", ("Strategi for sundhed", "2027-05-01", "deadline")),
    ("Udsatterådet i Region Sjælland blev nedsat i 2018.", ("Udsatterådet i Region Sjælland", "2018", "established")),
    ("Regionsrådet i Region Sjælland nedsatte i 2018 Udsatterådet i Region Sjælland.", ("Udsatterådet i Region Sjælland", "2018", "established")),
])  # fmt: skip
def test_timing_date_has_the_kind_of_its_verb(sentence: str, expected: tuple[str, str, str]) -> None:
    assert note(sentence) == {expected}


def test_timing_two_dates_keep_their_verbs() -> None:
    assert note("Projekt Trygt Hjem startede i 2025 og slutter i 2027.") == {(HOME, "2025", "start"), (HOME, "2027", "end")}


def test_timing_pointer_stands_for_what_was_named() -> None:
    assert note("Sundhedsaftalen er ny. Aftalen blev indgået i 2024.") == {(AGREEMENT, "2024", "agreed")}


def test_timing_phases_have_periods_of_their_own() -> None:
    rows = note("Projekt Trygt Hjem har to faser.\nFase 1: Klargøring, 1. februar til 31. august 2026\nFase 2: Prøvetid, 1. september 2026 til 31. december 2027\n")
    assert rows == {(f"{HOME}, fase 1", "2026-02-01/2026-08-31", "period"), (f"{HOME}, fase 2", "2026-09-01/2027-12-31", "period")}


@pytest.mark.parametrize("sentence", [
    "Udsatterådet mødtes den 3. maj 2026.",
    "Projekt Trygt Hjem blev drøftet på mødet den 3. maj 2026.",
    "Der er afsat 2 mio. kr. i 2027 til Projekt Trygt Hjem.",
])  # fmt: skip
def test_timing_of_meetings_and_money_is_none(sentence: str) -> None:
    assert note(sentence) == set()


def test_timing_meetings_own_date_is_none() -> None:
    assert dated(minutes("Status\nBeslutning\nGodkendt.")) == set()


def test_timing_expected_start_is_expected() -> None:
    (claim,) = claims(read("Notat\n\nProjekt Trygt Hjem forventes at starte i foråret 2027."), "dated")
    assert (claim.object, claim.status) == ("DATE|2027-21", "expected")


@pytest.mark.parametrize(
    "text",
    [
        "Udsatterådet i Region Sjælland mødes igen torsdag den 5. juni 2031 i Sorø.",
        "Udsatterådet i Region Sjælland holder sit første møde den 5. juni 2031.",
        "Næste ordinære møde i Udsatterådet i Region Sjælland holdes den 5. juni 2031.",
    ],
)
def test_timing_next_meeting_of_a_body(text: str) -> None:
    (claim,) = claims(read(f"Notat\n\n{text}"), "dated")
    assert claim.qualifier("kind") == "next_meeting" and claim.object.endswith("2031-06-05")


@pytest.mark.parametrize("text", ["Udsatterådet i Region Sjælland mødtes den 5. juni 2031.", "Udsatterådet i Region Sjælland holder møde med naboerne om planen for 2031."])
def test_timing_other_meetings_are_no_next_one(text: str) -> None:
    assert [c for c in claims(read(f"Notat\n\n{text}"), "dated") if c.qualifier("kind") == "next_meeting"] == []


def test_timing_relative_clause_tells_when_its_agreement_was_made() -> None:
    reading = read("Notat\n\nProjektet følger Sundhedsaftalen 2031, som Venstre og KL indgik den 8. september 2030.")
    assert ("Sundhedsaftalen 2031", "2030-09-08") in pairs(reading, "dated")


def starts(sentence: str) -> set[tuple[str, str, str]]:
    reading = read(f"Notat\n\n{sentence}")
    known = names(reading)
    return {(known[c.subject], known[c.object], c.status) for c in claims(reading, "dated")}


@pytest.mark.parametrize("sentence", [
    "Psykiatrien i Region Sjælland foreslår, at der oprettes et team i Holbæk i efteråret 2026.",
    "SIND foreslår, at der åbnes et hus i 2027.",
    "Derfor foreslår SIND, at der åbnes et hus i 2027.",
    "Handicaprådet i Greve Kommune anbefaler, at indsatsen igangsættes i 2027.",
    "Foreningen SIND ønsker at åbne et hus i 2027.",
    "SIND har siden den 1. januar 2025 deltaget i Projekt Trygt Hjem.",
    "SIND er siden 1. januar 2025 ansvarlig for Projekt Trygt Hjem.",
])  # fmt: skip
def test_timing_date_of_something_else_is_not_that_of_the_body(sentence: str) -> None:
    assert starts(sentence) == set()


@pytest.mark.parametrize(("sentence", "expected"), [
    ("SIND foreslår, at Projekt Trygt Hjem starter i efteråret 2026.", ("Projekt Trygt Hjem", "2026-23", "proposed")),
    ("Projekt Trygt Hjem foreslås startet i 2027.", ("Projekt Trygt Hjem", "2027", "proposed")),
    ("Handicaprådet i Greve Kommune, der blev nedsat i 2020, foreslår et møde.", ("Handicaprådet i Greve Kommune", "2020", "proposed")),
    ("Handicaprådet i Greve Kommune har eksisteret siden 2020.", ("Handicaprådet i Greve Kommune", "2020", "stated")),
])  # fmt: skip
def test_timing_date_stays_with_what_it_is_said_of(sentence: str, expected: tuple[str, str, str]) -> None:
    assert starts(sentence) == {expected}
