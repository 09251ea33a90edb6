"""Towns: municipalities that a text names by their towns."""

from __future__ import annotations

import pytest
from readings import read

from extractors.hits import Hit
from extractors.towns import find_towns, read_as_towns


def municipalities(text: str) -> set[str]:
    return {entity.name for entity in read(f"Notat\n\n{text}").entities if entity.type == "MUNICIPALITY"}


@pytest.mark.parametrize(("text", "expected"), [
    ("Holbæk, Lejre og Køge kommuner er med.", {"Holbæk Kommune", "Lejre Kommune", "Køge Kommune"}),
    ("Ikast-Brande og Ringkøbing-Skjern Kommuner er med.", {"Ikast-Brande Kommune", "Ringkøbing-Skjern Kommune"}),
    ("Vi har spurgt kommunerne i Holbæk og Lejre.", {"Holbæk Kommune", "Lejre Kommune"}),
    ("Vi holder møder i Holbæk og Lejre.", set()),
])  # fmt: skip
def test_towns_of_lists_are_municipalities(text: str, expected: set[str]) -> None:
    assert municipalities(text) == expected


def test_towns_that_the_tagger_takes_for_an_organisation_are_the_municipalities_that_the_text_names() -> None:
    text = "Holbæk Kommune og Lejre Kommune mødes, og Holbæk og Lejre er med."
    start = text.index("Holbæk og Lejre")
    known = [Hit(0, 14, "MUNICIPALITY", "register", code="kommune:0316"), Hit(18, 31, "MUNICIPALITY", "register", code="kommune:0350")]
    read_so = list(read_as_towns(text, [*known, Hit(start, start + 15, "ORG_OTHER", "tagger")]))
    assert [(text[h.start : h.end], h.code) for h in read_so[2:]] == [("Holbæk", "kommune:0316"), ("Lejre", "kommune:0350")]


def test_towns_that_no_municipality_is_named_for_are_no_organisation() -> None:
    text = "I år er Holbæk og Lejre med."
    assert list(read_as_towns(text, [Hit(8, 23, "ORG_OTHER", "tagger")])) == []


def test_towns_of_a_long_list_are_found_in_little_time() -> None:
    assert len(list(find_towns("Holbæk, " * 20_000))) == 0


def test_towns_of_bodies_are_those_of_the_municipality() -> None:
    known = {entity.name: entity.type for entity in read("Notat\n\nByrådet i Slagelse og Udsatterådet i Kolding mødes.").entities}
    assert known == {"Byrådet i Slagelse Kommune": "COUNCIL", "Udsatterådet i Kolding Kommune": "COUNCIL"}
