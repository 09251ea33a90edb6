"""Gist: what the words of a sentence tell where no rule reads how it is put."""

from __future__ import annotations

import pytest
from readings import claims, minutes, names, pairs, read

from extractors.gist import GISTS

HOME = "Projekt Trygt Hjem"


def said(text: str, predicate: str) -> set[tuple[str, str]]:
    return pairs(read(f"Notat\n\n{text}"), predicate)


@pytest.mark.parametrize("name", [gist.name for gist in GISTS])
def test_gist_table_reads_its_examples(name: str) -> None:
    gist = next(gist for gist in GISTS if gist.name == name)
    assert gist.word.search(gist.example) and not gist.refuses.search(gist.example)


@pytest.mark.parametrize(("text", "predicate", "expected"), [
    ("Holbæk Kommune er udtaget som pilotkommune i Projekt Trygt Hjem.", "participates_in", {("Holbæk Kommune", HOME)}),
    ("Blandt 23 ansøgere blev Holbæk Kommune og Lejre Kommune udvalgt til Projekt Trygt Hjem.", "participates_in", {("Holbæk Kommune", HOME), ("Lejre Kommune", HOME)}),
    ("På vegne af Røde Kors underskrev Ida Holm Aftale om havnens venner efter et kort oplæg.", "party_to", {("Røde Kors", "Aftale om havnens venner")}),
    ("Forleden fornyede Holbæk Kommune med glæde sin partnerskabsaftale med SIND.", "partner_of", {("Holbæk Kommune", "SIND")}),
    ("Med virkning fra årsskiftet får også Røde Kors sæde i Sundhedsklynge Nordfyn.", "represented_in", {("Røde Kors", "Sundhedsklynge Nordfyn")}),
    ("Formandsposten i Udsatterådet i Region Sjælland er gået til Ida Holm, der blev valgt til formand.", "member_of", {("Ida Holm", "Udsatterådet i Region Sjælland")}),
])  # fmt: skip
def test_gist_reads_what_the_words_tell(text: str, predicate: str, expected: set[tuple[str, str]]) -> None:
    assert said(text, predicate) == expected


@pytest.mark.parametrize(("text", "predicate"), [
    ("Holbæk Kommune vil gerne være med i Projekt Trygt Hjem.", "participates_in"),
    ("Holbæk Kommune trak sig, da Projekt Trygt Hjem blev udvidet.", "participates_in"),
    ("Holbæk Kommune spurgte, om Projekt Trygt Hjem omfatter unge.", "participates_in"),
    ("Holbæk Kommune ønsker en partnerskabsaftale med SIND.", "partner_of"),
    ("Røde Kors er observatør i Sundhedsklynge Nordfyn uden plads ved bordet.", "represented_in"),
    ("Ida Holm orienterede Udsatterådet i Region Sjælland om plads til flere.", "member_of"),
    ("Projekt Trygt Hjem og Projekt Fælles Havn ligner hinanden, og Holbæk Kommune er med.", "participates_in"),
])  # fmt: skip
def test_gist_wishes_refusals_and_two_things_tell_nothing(text: str, predicate: str) -> None:
    assert not said(text, predicate)


def test_gist_denied_is_no_positive_claim() -> None:
    reading = read("Notat\n\nSIND har ikke underskrevet Aftale om havnens venner.")
    assert {claim.polarity for claim in claims(reading, "party_to")} <= {"negative"}


def test_gist_is_less_sure_than_a_rule() -> None:
    reading = read("Notat\n\nHolbæk Kommune er udtaget som pilotkommune i Projekt Trygt Hjem. SIND deltager i Projekt Trygt Hjem.")
    known = names(reading)
    scores = {known[claim.subject]: claim.score for claim in claims(reading, "participates_in")}
    assert scores["Holbæk Kommune"] < 0.6 < scores["SIND"]


def test_gist_does_not_repeat_what_a_rule_says() -> None:
    reading = read("Notat\n\nTovholder på Projekt Trygt Hjem er SIND, og Holbæk Kommune har ansvaret for det.")
    assert len(claims(reading, "responsible_for")) <= 2


def test_gist_in_a_recommendation_is_recommended() -> None:
    reading = read(minutes("Ny indsats\nIndstilling\nAt Holbæk Kommune bliver udtaget som pilotkommune i Projekt Trygt Hjem.\nBeslutning\nUdsat."))
    assert {claim.status for claim in claims(reading, "participates_in")} == {"recommended"}
