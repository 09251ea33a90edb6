"""Tests of all hits of a document together."""

from __future__ import annotations

import hashlib

from extractors import read_document
from extractors.records import Document

MINUTES = """Nyby Kommune
Havne- og Kulturudvalget

REFERAT

Dato: 4. juni 2031
Sted: Mødelokale 3, Nyby Rådhus

Til stede: Ida Holm (A), formand, Bo Lund (SF) og Lea Birk (V).

1. Rolig Havn
Udvalget drøftede Rolig Havn, et tilbud til skippere. SIND i Nyborg deltager i Rolig Havn.
Direktør Zilla Wrangborg, Region
Sjælland, orienterede om samarbejdet på Holbæk Sygehus.
"""


def read(text: str) -> dict[str, set[str]]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    found: dict[str, set[str]] = {}
    for entity in read_document(Document(sha[:16], sha, "d", "d", "text/plain", text)).entities:
        found.setdefault(entity.type, set()).update(entity.surfaces)
    return found


def test_mentions_of_invented_minutes() -> None:
    found = read(MINUTES)
    assert found["PERSON"] == {"Ida Holm", "Bo Lund", "Lea Birk", "Zilla Wrangborg"}
    assert found["PARTY"] == {"A", "SF", "V"}
    assert found["INITIATIVE"] == {"Rolig Havn"}
    assert found["ASSOCIATION"] == {"SIND i Nyborg"}
    assert found["PROVIDER"] == {"Holbæk Sygehus"}
    assert "Region Sjælland" in found["REGION"]


def test_mentions_surfaces_stand_in_the_text() -> None:
    plain = " ".join(MINUTES.split())
    assert all(surface in plain for surfaces in read(MINUTES).values() for surface in surfaces)


def test_mentions_party_word_at_the_start_of_a_sentence() -> None:
    assert "PARTY" not in read("Venstre side af vejen er lukket.")
    assert read("Venstre stemte imod, og Enhedslisten stemte for.")["PARTY"] == {"Venstre", "Enhedslisten"}


def test_mentions_sums_in_a_table_take_the_unit_of_its_head() -> None:
    assert read("Budget\nMio. kr. 2031 2032\nRolig Kaj 1,5 2,0\n")["AMOUNT"] == {"1,5", "2,0"}


def test_mentions_register_name_broken_over_short_lines() -> None:
    assert read("Ida Holm, direktør, Region\nSjælland\nBo Lund, læge, Nyby\n")["REGION"] == {"Region Sjælland"}


def test_mentions_pattern_never_cuts_a_register_name() -> None:
    found = read("Det laves af Syddansk Universitet og Sydvestjysk Sygehus.")
    assert (found["EDUCATION"], found["PROVIDER"]) == ({"Syddansk Universitet"}, {"Sydvestjysk Sygehus"})
