"""Tests of lists of participants that the tagger completes."""

from __future__ import annotations

from readings import pairs, read

LIST = "Referat af møde i Strandby Handicapråd den 3. marts 2031\n\nDeltagere:\n{people}\n\n1. Godkendelse af dagsorden\nBeslutning\nGodkendt."


def attended(people: str) -> set[str]:
    return {person for person, _ in pairs(read(LIST.format(people=people)), "attended")}


def test_listing_person_whose_name_no_list_knows_attends() -> None:
    assert attended("Solveig Holm, formand\nXhevat Krasniqaj-Brundtoft, medlem") == {"Solveig Holm", "Xhevat Krasniqaj-Brundtoft"}


def test_listing_name_that_a_rule_cuts_short_is_listed_whole() -> None:
    assert "Mikkel van der Zwaan" in attended("Solveig Holm\nMikkel van der Zwaan, medlem")


def test_listing_empty_list_is_no_error() -> None:
    assert attended("Ingen") == set()
