"""Tests of all hits of a document together."""

from __future__ import annotations

import hashlib
import time

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


def test_mentions_are_linear_in_the_text() -> None:
    started = time.process_time()
    read("Udvalget for Aa og (A, Ida Holm\n" * 3000)
    once = time.process_time() - started
    started = time.process_time()
    read("Udvalget for Aa og (A, Ida Holm\n" * 9000)
    assert time.process_time() - started < 8 * once + 2
