"""Figures: what is counted, of what, as of when and how surely; and numbers that count nothing."""

from __future__ import annotations

import pytest
from readings import minutes, names, read, remarks

from extractors.figures import STATUSES

HOME = "Projekt Trygt Hjem"


def figures(text: str) -> set[tuple[str, str, str]]:
    """Return (of what, count, unit) of a note's figures."""
    reading = read(f"Notat\n\n{text}")
    known = names(reading)
    return {(known[r.about], r.detail("count"), r.detail("unit")) for r in remarks(reading, "figure")}


@pytest.mark.parametrize(("status", "example"), [(status, example) for status, _, example in STATUSES])
def test_figures_table_reads_its_examples(status: str, example: str) -> None:
    assert status == next(name for name, pattern, _ in STATUSES if pattern.search(example))


@pytest.mark.parametrize(("text", "expected"), [
    (f"{HOME} har hjulpet 212 borgere.", (HOME, "212", "borgere")),
    (f"{HOME} har 1.250 deltagere.", (HOME, "1250", "deltagere")),
    (f"{HOME} har tre frivillige.", (HOME, "3", "frivillige")),
    (f"{HOME} begyndte i Køge. Projektet har 40 deltagere.", (HOME, "40", "deltagere")),
    (f"Ved udgangen af 2025 var 80 patienter i {HOME}.", (HOME, "80", "patienter")),
    ("Holbæk Sygehus har 90 senge.", ("Holbæk Sygehus", "90", "senge")),
    ("SIND har 1.400 medlemmer.", ("SIND", "1400", "medlemmer")),
    ("Region Sjælland oprettede 16 nye senge på Holbæk Sygehus.", ("Holbæk Sygehus", "16", "nye senge")),
])  # fmt: skip
def test_figures_are_of_what_the_sentence_ties_them_to(text: str, expected: tuple[str, str, str]) -> None:
    assert figures(text) == {expected}


@pytest.mark.parametrize("text", [
    "Udsatterådet i Region Sjælland udpeger to medlemmer til styregruppen.",
    "Udsatterådet i Region Sjælland indstiller hver tre medlemmer.",
    "Holbæk Sygehus ligger nær to af de tre kommuner.",
    f"{HOME} er aftalt med hver af de tre kommuner.",
    "Region Sjælland og de 17 kommuner deltager.",
    "Region Sjælland går sammen med fem kommuner og to organisationer.",
    f"{HOME} hjælper 3 ud af 10 borgere.",
    f"{HOME} er for unge mellem 15 og 25 år.",
    f"{HOME} varer 12 måneder.",
    f"{HOME} mødes kl. 10 deltagere er velkomne.",
    f"{HOME} holdt i 2026 borgere orienteret.",
    f"{HOME} har ikke 40 deltagere.",
    "UCN interviewer 60 borgere.",
    "SIND har tre pladser i styregruppen.",
    "SIND minder om, at der mangler 38 læger.",
    "SIND har talt for udvalgets fire medlemmer.",
    "Ida Holm har mistet to medarbejdere til Holbæk Sygehus.",
])  # fmt: skip
def test_figures_of_shares_seats_ages_and_others_are_none(text: str) -> None:
    assert figures(text) == set()


def test_figures_of_whom_a_recommendation_is_put_to_are_none() -> None:
    reading = read(minutes("Plan\nIndstilling\nAdministrationen indstiller til Regionsrådet, at der åbnes 12 pladser.\n\nBeslutning\nGodkendt."))
    assert [r for r in remarks(reading, "figure") if r.about.startswith("COUNCIL")] == []


@pytest.mark.parametrize(("text", "status"), [
    (f"{HOME} har 40 deltagere.", "stated"),
    (f"{HOME} forventes at få 40 deltagere.", "expected"),
    (f"{HOME} foreslås udvidet til 40 deltagere.", "proposed"),
    (f"Efter udkastet får {HOME} 40 pladser.", "proposed"),
    (f"Det anslås, at {HOME} får 40 deltagere.", "estimated"),
    (f"{HOME}, som SIND i sin tid foreslog, har 40 deltagere.", "stated"),
])  # fmt: skip
def test_figures_status_is_that_of_their_verb(text: str, status: str) -> None:
    assert [r.status for r in remarks(read(f"Notat\n\n{text}"), "figure")] == [status]


@pytest.mark.parametrize(("text", "date"), [
    (f"I 2025 fik {HOME} 40 deltagere.", "2025"),
    (f"{HOME} har 40 deltagere. Data er trukket den 31. december 2025.", "2025-12-31"),
    ("SIND har 1.400 medlemmer og blev stiftet i 1960.", ""),
])  # fmt: skip
def test_figures_are_as_of_the_day_of_their_clause(text: str, date: str) -> None:
    assert [r.detail("date") for r in remarks(read(f"Notat\n\n{text}"), "figure")] == [date]


def test_figures_say_how_exact_they_are() -> None:
    (figure,) = remarks(read(f"Notat\n\n{HOME} har omkring 40 deltagere."), "figure")
    assert figure.detail("approximate") == "omkring"
