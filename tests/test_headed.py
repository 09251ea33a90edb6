"""Headed: names beside, or made of, the noun that says what they are."""

from __future__ import annotations

import pytest
from readings import read

from extractors.headed import find_headed


def found(text: str) -> set[tuple[str, str]]:
    return {(hit.type, text[hit.start : hit.end]) for hit in find_headed(text)}


@pytest.mark.parametrize(("text", "expected"), [
    ("Hun leder varmestuen Kanalen.", ("PROVIDER", "Kanalen")),
    ("Vi prøver peer-ordningen Fodfæste.", ("INITIATIVE", "Fodfæste")),
    ("De samlede stemmer i forskningsprojektet Stemmer fra Dybet.", ("INITIATIVE", "Stemmer fra Dybet")),
    ("De skrev under på partnerskabsaftalen Lige Vej.", ("AGREEMENT", "Lige Vej")),
    ("Det siger foreningen Ly og Læ.", ("ASSOCIATION", "Ly og Læ")),
    ("Vi støtter Peernetværket Hejren.", ("ASSOCIATION", "Peernetværket Hejren")),
    ("Ledsagere får Følgekortet.", ("INITIATIVE", "Følgekortet")),
    ("Alle mødes i Ungdomspanelet.", ("COUNCIL", "Ungdomspanelet")),
])  # fmt: skip
def test_headed_names_are_found(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize("text", ["Projektet Ida Holm leder.", "Vi mødes i foreningen Region Fyn.", "Ordningen Der er ny.", "Alle fik kortet, og Kortet er nyt, siger de om kortet."])
def test_headed_people_places_and_plain_words_are_no_names(text: str) -> None:
    assert not found(text)


def test_headed_partner_is_no_part_of_a_name() -> None:
    assert ("INITIATIVE", "Fælles Vej") in found("Vi tog projektet Fælles Vej og Region Fyn med.")


def test_headed_name_is_found_again_without_its_noun() -> None:
    reading = read("Notat\n\nHun leder varmestuen Kanalen. Mange gæster i Kanalen er unge.")
    assert {len(e.mentions) for e in reading.entities if e.name.endswith("Kanalen")} == {2}
