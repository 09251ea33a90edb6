"""Lasting: participations, partnerships, responsibilities and successions with the days that their clause gives them."""

from __future__ import annotations

import pytest
from readings import names, read

from extractors.lasting import BETWEEN

HOME = "Projekt Trygt Hjem"


def bounds(sentence: str) -> set[tuple[str, str, str, str, str]]:
    """Return subject, predicate, object, first day and first day no more of what a sentence says of pairs."""
    reading = read(f"Notat\n\n{sentence}")
    known = names(reading)
    return {
        (known[c.subject], c.predicate, known[c.object], c.qualifier("valid_from"), c.qualifier("valid_to"))
        for c in reading.claims
        if c.predicate in BETWEEN
    }


@pytest.mark.parametrize(("sentence", "start", "end"), [
    (f"SIND har siden den 1. januar 2025 deltaget i {HOME}.", "2025-01-01", ""),
    (f"SIND indtræder i {HOME} den 1. januar 2026.", "2026-01-01", ""),
    (f"SIND udtræder af {HOME} den 31. december 2025.", "", "2026-01-01"),
    (f"SIND udtræder af {HOME} pr. 1. maj 2026.", "", "2026-05-01"),
    (f"Fra 1. marts 2027 deltager SIND i {HOME}.", "2027-03-01", ""),
    (f"SIND deltager i {HOME} fra 1. marts 2026 til 31. december 2027.", "2026-03-01", "2028-01-01"),
    (f"SIND deltager i {HOME} frem til 31. december 2027.", "", "2028-01-01"),
])  # fmt: skip
def test_lasting_participation_is_bounded(sentence: str, start: str, end: str) -> None:
    assert bounds(sentence) == {("SIND", "participates_in", HOME, start, end)}


@pytest.mark.parametrize(("sentence", "expected"), [
    ("Holbæk Kommune har siden 2025 haft en partnerskabsaftale med SIND.", ("Holbæk Kommune", "partner_of", "SIND", "2025", "")),
    (f"SIND leder {HOME} fra 1. marts 2026.", ("SIND", "responsible_for", HOME, "2026-03-01", "")),
    (f"SIND er siden 1. januar 2025 ansvarlig for {HOME}.", ("SIND", "responsible_for", HOME, "2025-01-01", "")),
    ("Region Sjælland bliver den 1. januar 2027 til Region Østdanmark.", ("Region Østdanmark", "succeeds", "Region Sjælland", "2027-01-01", "")),
    ("Handicaprådet i Greve Kommune afløses fra 1. juni 2026 af Udsatterådet i Greve Kommune.", ("Udsatterådet i Greve Kommune", "succeeds", "Handicaprådet i Greve Kommune", "2026-06-01", "")),
    (f"Projekt Lys Aften afløser {HOME} den 1. juni 2026.", ("Projekt Lys Aften", "succeeds", HOME, "2026-06-01", "")),
])  # fmt: skip
def test_lasting_other_pairs_are_bounded(sentence: str, expected: tuple[str, str, str, str, str]) -> None:
    assert bounds(sentence) == {expected}


@pytest.mark.parametrize("sentence", [
    "Den 1. januar 2027 bliver Region Sjælland og Region Hovedstaden til Region Østdanmark.",
    "Region Sjælland og Region Hovedstaden lægges den 1. januar 2027 sammen til Region Østdanmark.",
    "Region Sjælland og Region Hovedstaden bliver fra den 1. januar 2027 til Region Østdanmark.",
])  # fmt: skip
def test_lasting_merger_of_two_begins_on_its_day(sentence: str) -> None:
    found = bounds(sentence)
    assert found == {("Region Østdanmark", "succeeds", old, "2027-01-01", "") for old in ("Region Sjælland", "Region Hovedstaden")}


@pytest.mark.parametrize("sentence", [
    f"{HOME}, som SIND deltager i, startede den 1. marts 2026.",
    f"SIND deltager i {HOME} og holdt møde den 1. marts 2026.",
    f"SIND har siden 2025 arbejdet på at deltage i {HOME}.",
    "KL og regeringen indgik Økonomiaftale for 2026 fra 2025.",
    f"Den 1. marts 2026 fortalte Ida Holm, at SIND deltager i {HOME}.",
    f"SIND deltager i {HOME} den 1. marts 2026.",
])  # fmt: skip
def test_lasting_dates_of_other_things_bound_nothing(sentence: str) -> None:
    found = bounds(sentence)
    assert found and {row[3:] for row in found} == {("", "")}


@pytest.mark.parametrize("sentence", [f"SIND udtræder af {HOME}.", f"SIND udtræder ikke af {HOME} den 1. marts 2026."])
def test_lasting_leave_without_a_day_is_no_participation(sentence: str) -> None:
    assert not bounds(sentence)


@pytest.mark.parametrize(("sentence", "start", "end"), [
    ("SIND indtrådte i samarbejdet den 1. maj 2025.", "2025-05-01", ""),
    ("SIND har siden 1. maj 2025 deltaget i projektet.", "2025-05-01", ""),
    ("SIND deltager i projektet frem til 31. december 2027.", "", "2028-01-01"),
    ("SIND deltager i projektet, der blev drøftet den 1. maj 2025.", "", ""),
])  # fmt: skip
def test_lasting_clause_that_points_to_its_object(sentence: str, start: str, end: str) -> None:
    found = {row for row in bounds(f"{HOME} er nyt. {sentence}") if row[1] == "participates_in"}
    assert found == {("SIND", "participates_in", HOME, start, end)}
