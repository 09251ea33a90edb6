"""Responsibility, proposals, parts and successors; what the table of rules does not hold."""

from __future__ import annotations

import pytest
from readings import claims, facts, pairs, quote, read

HOME = "Projekt Trygt Hjem"


def note(text: str, predicate: str) -> set[tuple[str, str]]:
    return pairs(read(f"Notat\n\n{text}"), predicate)


def test_responsibility_genitive_owns_what_follows() -> None:
    assert ("Holbæk Kommune", "Strategi for sundhed 2031") in note("Holbæk Kommunes Strategi for sundhed 2031 er klar.", "responsible_for")


def test_responsibility_genitive_before_a_proposal_proposes() -> None:
    assert note('Regeringens udspil "Bedre by" er klar.', "proposes") == {("Regeringen", "Bedre by")}


def test_responsibility_relative_clause_names_who_drives_it() -> None:
    assert note("Det gælder Projekt Trygt Hjem, som Holbæk Kommune og SIND driver.", "responsible_for") == {("Holbæk Kommune", HOME), ("SIND", HOME)}


def test_responsibility_relative_clause_names_who_proposed_it() -> None:
    assert note("Det gælder Projekt Trygt Hjem, som KL foreslog.", "proposes") == {("KL", HOME)}


def test_responsibility_administrator_is_responsible_too() -> None:
    found = note("Projekt Trygt Hjem er forankret i Sundhedsudvalget i Region Sjælland, mens Holbæk Kommune varetager den administrative koordinering.", "responsible_for")
    assert found == {("Sundhedsudvalget i Region Sjælland", HOME), ("Holbæk Kommune", HOME)}


def test_responsibility_leader_of_a_project_is_responsible() -> None:
    assert note("Projekt Trygt Hjem ledes af Ida Holm.", "responsible_for") == {("Ida Holm", HOME)}


def test_responsibility_for_a_law_is_none() -> None:
    assert note("Holbæk Kommune har ansvaret for serviceloven.", "responsible_for") == set()


def test_responsibility_of_deciding_is_none() -> None:
    assert note("Byrådet i Holbæk Kommune besluttede Projekt Trygt Hjem.", "responsible_for") == set()


@pytest.mark.parametrize("old", ["Region Hovedstaden", "Region Sjælland"])
def test_responsibility_merger_succeeds_each(old: str) -> None:
    assert ("Region Østdanmark", old) in note("Region Hovedstaden og Region Sjælland lægges sammen til Region Østdanmark.", "succeeds")


def test_responsibility_successor_of_a_passive_stands_right() -> None:
    assert note("Sundhedsklynge Holbæk afløses af Sundhedsråd Midtby.", "succeeds") == {("Sundhedsråd Midtby", "Sundhedsklynge Holbæk")}


def test_responsibility_parts_are_of_one_family() -> None:
    assert note("Sundhedsklynge Holbæk er en del af Sundhedsaftalen.", "part_of") == set()


def test_responsibility_appointed_person_is_a_member() -> None:
    assert ("Ida Holm", "member_of", "Ældrerådet") in facts(read("Notat\n\nByrådet skal udpege Ida Holm til Ældrerådet."))


def test_responsibility_quote_is_the_sentence() -> None:
    reading = read("Notat\n\nDer var ro. Projekt Trygt Hjem ledes af SIND. Det går godt.")
    assert [quote(reading, claim) for claim in claims(reading, "responsible_for")] == ["Projekt Trygt Hjem ledes af SIND."]
