"""Pointers: nouns, pronouns and numbers that stand for something named before."""

from __future__ import annotations

import pytest
from readings import minutes, names, pairs, read

from extractors.nouns import NOUNS, _forms


def note(text: str, predicate: str) -> set[tuple[str, str]]:
    return pairs(read(f"Notat\n\n{text}"), predicate)


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_nouns_each_has_a_definite_form(noun: str) -> None:
    assert _forms(noun)


@pytest.mark.parametrize(("text", "expected"), [
    ("Varmestuen Lampen hjælper unge. Varmestuen hører under Holbæk Sygehus.", "Varmestuen Lampen"),
    ("KOL-Vennen er en app til patienter. Vi bruger KOL-Vennen. Appen ledes af SIND.", "KOL-Vennen"),
])  # fmt: skip
def test_pointers_noun_stands_for_what_the_text_calls_so(text: str, expected: str) -> None:
    reading = read(f"Notat\n\n{text}")
    known = names(reading)
    assert expected in {known[key] for claim in reading.claims for key in (claim.subject, claim.object) if key in known}


def test_pointers_noun_before_a_name_is_no_pointer() -> None:
    assert note("Foreningen Lampen er ny. Ida Holm er medlem af foreningen Blå Kors Danmark.", "member_of") <= {("Ida Holm", "Blå Kors Danmark")}


def test_pointers_pronoun_stands_for_the_subject_before() -> None:
    assert ("Sundhedsaftalen", "2027-07-01") in note("Sundhedsaftalen er ny. Den træder i kraft den 1. juli 2027.", "dated")


def test_pointers_de_tre_kommuner_are_those_named_together() -> None:
    text = "Holbæk Kommune, Lejre Kommune og Køge Kommune mødes. De tre kommuner deltager i Projekt Trygt Hjem."
    assert note(text, "participates_in") == {(f"{town} Kommune", "Projekt Trygt Hjem") for town in ("Holbæk", "Lejre", "Køge")}


def test_pointers_number_that_fits_no_group_points_nowhere() -> None:
    assert not note("Holbæk Kommune og Lejre Kommune mødes. De tre kommuner deltager i Projekt Trygt Hjem.", "participates_in")


def test_pointers_do_not_cross_an_agenda_item() -> None:
    reading = read(minutes("Projekt Trygt Hjem\nProjekt Trygt Hjem er nyt.\nBeslutning\nGodkendt.", "Eventuelt\nProjektet ledes af SIND."))
    assert not pairs(reading, "responsible_for")
