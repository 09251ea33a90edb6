"""From when and until when: dates right behind a body or role bound the claim, others do not."""

from __future__ import annotations

import pytest
from readings import names, read

HEAD = "Referat af møde i Socialudvalget i Vejle Kommune den 4. marts 2026\n\nPunkt 1: Orientering\n"


def bounds(sentence: str) -> list[tuple[str, str, str]]:
    """Return person, first day and first day no more of each membership and post."""
    reading = read(HEAD + sentence + "\n")
    known = names(reading)
    return [
        (known[c.subject], c.qualifier("valid_from"), c.qualifier("valid_to"))
        for c in reading.claims
        if c.predicate in ("member_of", "holds_post")
    ]


@pytest.mark.parametrize(("sentence", "start", "end"), [
    ("Byrådet udpegede Ida Holm som medlem af Udsatterådet i Vejle Kommune for perioden 1. januar 2026 til 31. december 2029.", "2026-01-01", "2030-01-01"),
    ("Jens Lund er formand for Ældrerådet i Vejle Kommune fra 1. april 2026.", "2026-04-01", ""),
    ("Jens Lund er formand for Ældrerådet i Vejle Kommune fra den 1. april 2026.", "2026-04-01", ""),
    ("Karen Bech fratræder som formand for Handicaprådet i Vejle Kommune pr. 1. juni 2026.", "", "2026-06-01"),
    ("Anne Riis er valgt som næstformand i Ungerådet i Vejle Kommune for 2026-2027.", "2026-01-01", "2028-01-01"),
    ("Anne Riis er valgt som næstformand i Ungerådet i Vejle Kommune frem til udgangen af 2027.", "", "2028-01-01"),
    ("Anne Riis er valgt som medlem af Ungerådet i Vejle Kommune pr. 1. maj 2026.", "2026-05-01", ""),
    ("Anne Riis er medlem af Ungerådet i Vejle Kommune indtil den 15. august 2026.", "", "2026-08-15"),
    ("Anne Riis er medlem af Ungerådet i Vejle Kommune til og med den 15. august 2026.", "", "2026-08-16"),
])  # fmt: skip
def test_validity_is_read_behind_body_and_role(sentence: str, start: str, end: str) -> None:
    assert {row[1:] for row in bounds(sentence)} == {(start, end)}


@pytest.mark.parametrize("sentence", [
    "Jens Lund, der er formand for Ældrerådet i Vejle Kommune, fortalte om planen fra 1. april 2026.",
    "Jens Lund er formand for Ældrerådet i Vejle Kommune og deltog den 1. april 2026.",
    "Jens Lund er medlem af Ældrerådet i Vejle Kommune, som drøfter budgettet for 2026-2027.",
])  # fmt: skip
def test_validity_is_not_read_of_dates_that_tell_other_things(sentence: str) -> None:
    found = bounds(sentence)
    assert found and {row[1:] for row in found} == {("", "")}


def test_validity_stands_for_all_who_are_named_together() -> None:
    found = bounds("Ida Holm og Bo Krag er valgt som medlemmer af Udsatterådet i Vejle Kommune fra 1. januar 2026.")
    assert {row[1] for row in found} == {"2026-01-01"}


@pytest.mark.parametrize("sentence", [
    "Ida Holm, formand, medlem af Udsatterådet i Vejle Kommune for perioden 1. januar 2022 til 31. december 2025.",
    "Ida Holm er formand for Udsatterådet i Vejle Kommune, medlem for perioden 1. januar 2022 til 31. december 2025.",
])  # fmt: skip
def test_validity_is_read_behind_any_word_for_the_role(sentence: str) -> None:
    assert ("Ida Holm", "2022-01-01", "2026-01-01") in bounds(sentence)


@pytest.mark.parametrize("line", [
    "Ida Holm | medlem | 1. januar 2026 til 31. december 2027",
    "Ida Holm, medlem, 1. januar 2026 til 31. december 2027",
    "- Ida Holm, medlem, SIND, 1. januar 2026 - 31. december 2027",
    "Ida Holm (A), medlem, 2026-2027",
])  # fmt: skip
def test_validity_is_read_in_a_cell_of_the_persons_line(line: str) -> None:
    found = {row for row in bounds("Orientering\nUdsatterådet i Vejle Kommune består af:\n" + line + "\nBo Lund, medlem") if row[0] == "Ida Holm"}
    assert found == {("Ida Holm", "2026-01-01", "2028-01-01")}


@pytest.mark.parametrize("line", [
    "Ida Holm, medlem, er på ferie, 1. januar 2026 til 31. december 2027",
    "Ida Holm, medlem, og Bo Lund, medlem, 1. januar 2026 til 31. december 2027",
    "Ida Holm, medlem, 1. januar 2026",
])  # fmt: skip
def test_validity_is_not_read_in_cells_that_tell_other_things(line: str) -> None:
    found = bounds("Orientering\nUdsatterådet i Vejle Kommune består af:\n" + line)
    assert found and {row[1:] for row in found} == {("", "")}
