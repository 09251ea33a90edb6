"""Tests of towns, addresses, venues and rooms."""

from __future__ import annotations

import pytest

from extractors.hits import settle
from extractors.places import PATTERNS, find_places


def found(text: str) -> list[str]:
    return [text[h.start : h.end] for h in settle(find_places(text))]


@pytest.mark.parametrize(("name", "example"), [(name, example) for name, _, example in PATTERNS])
def test_places_every_pattern_finds_its_example(name: str, example: str) -> None:
    assert example in found(f"Vi ses ved {example}."), name


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Mødet holdes i Aalborg.", ["Aalborg"]),
        ("på Bornholm og i Nakskov", ["Bornholm", "Nakskov"]),
        ("Borgermøder i Ringe, Krogestrup og Faaborg", ["Ringe", "Krogestrup", "Faaborg"]),
        ("fra Gedser til Nykøbing F. kører bussen", ["Gedser", "Nykøbing F."]),
        ("Kontoret ligger Havnegade 12, 4000 Roskilde", ["Havnegade 12, 4000 Roskilde"]),
        ("Stien langs Halle Å er lukket", ["Halle Å"]),
    ],
)
def test_places_after_prepositions_and_by_form(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    ["i Køge Kommune", "på Holbæk Sygehus", "til Ida Holm", "i Budget 2031", "med Ringe i hånden", "i Region Sjælland", "Den Sø", "ved Aarhus Universitet"],
)
def test_places_leaves_bodies_and_words_alone(text: str) -> None:
    assert found(text) == []
