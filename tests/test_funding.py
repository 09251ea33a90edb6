"""Money: for what, from whom, for which years, and how certain it is."""

from __future__ import annotations

import pytest
from readings import claims, minutes, names, read

HOME = "Projekt Trygt Hjem"


def money(text: str) -> set[tuple[str, str, str, str, str]]:
    """Return (what, kroner, year, funder, status) of the sums of a text."""
    reading = read(text)
    known = names(reading)
    return {(known[c.subject], known[c.object], c.qualifier("year"), known.get(c.qualifier("funder"), ""), c.status) for c in claims(reading, "funded_with")}


def note(sentence: str) -> set[tuple[str, str, str, str, str]]:
    return money(f"Notat\n\n{sentence}")


@pytest.mark.parametrize(("sentence", "status"), [
    ("Der er afsat 2 mio. kr. til Projekt Trygt Hjem.", "decided"),
    ("Region Sjælland har bevilget 2 mio. kr. til Projekt Trygt Hjem.", "decided"),
    ("Regeringen foreslår at afsætte 2 mio. kr. til Projekt Trygt Hjem.", "proposed"),
    ("Det forventes, at der bevilges 2 mio. kr. til Projekt Trygt Hjem.", "expected"),
    ("Det anslås, at der skal afsættes 2 mio. kr. til Projekt Trygt Hjem.", "estimated"),
    ("Forslaget om at afsætte 2 mio. kr. til Projekt Trygt Hjem blev forkastet.", "rejected"),
    ("Projekt Trygt Hjem har et budget på 2 mio. kr.", "stated"),
])  # fmt: skip
def test_funding_status_is_that_of_the_verb(sentence: str, status: str) -> None:
    assert {(what, sum_, said) for what, sum_, _, _, said in note(sentence)} == {(HOME, "2000000", status)}


def test_funding_status_of_a_recommendation_and_its_decision_differ() -> None:
    text = minutes("Ny indsats\nIndstilling\nDet indstilles, at der afsættes 2 mio. kr. til Projekt Trygt Hjem.\n\nBeslutning\nUdsatterådet bevilgede 2 mio. kr. til Projekt Trygt Hjem.")
    assert {row[-1] for row in money(text)} == {"recommended", "decided"}


@pytest.mark.parametrize(("sentence", "year"), [
    ("Der er afsat 2 mio. kr. til Projekt Trygt Hjem i 2027.", "2027"),
    ("Der er i 2027 afsat 2 mio. kr. til Projekt Trygt Hjem.", "2027"),
    ("Der er afsat 2 mio. kr. årligt i 2027-2029 til Projekt Trygt Hjem.", "2027/2029"),
    ("Der er afsat 2 mio. kr. i 2026 og 2027 til Projekt Trygt Hjem.", "2026/2027"),
    ("Der er afsat 2 mio. kr. til Projekt Trygt Hjem i perioden 2025-2027.", "2025/2027"),
    ("Der er afsat 2 mio. kr. til Projekt Trygt Hjem.", ""),
])  # fmt: skip
def test_funding_year_is_that_of_the_sum(sentence: str, year: str) -> None:
    assert {row[:3] for row in note(sentence)} == {(HOME, "2000000", year)}


def test_funding_series_of_years_has_one_purpose() -> None:
    rows = note("Der er afsat 2 mio. kr. i 2026 og 3 mio. kr. i 2027 til Projekt Trygt Hjem.")
    assert {row[:3] for row in rows} == {(HOME, "2000000", "2026"), (HOME, "3000000", "2027")}


def test_funding_thereafter_is_open() -> None:
    rows = note("Projekt Trygt Hjem får 2 mio. kr. i 2027 og 3 mio. kr. årligt herefter.")
    assert {row[:3] for row in rows} == {(HOME, "2000000", "2027"), (HOME, "3000000", "2028/..")}


def test_funding_two_purposes_keep_their_sums() -> None:
    rows = note("Der er afsat 2 mio. kr. til Projekt Trygt Hjem og 3 mio. kr. til Åben Dialog.")
    assert {row[:2] for row in rows} == {(HOME, "2000000"), ("Åben Dialog", "3000000")}


def test_funding_part_of_a_sum_has_the_same_purpose() -> None:
    rows = note("Der er afsat 11,4 mio. kr. til Projekt Trygt Hjem i perioden 2025-2027, heraf 3,2 mio. kr. i 2025.")
    assert {row[:3] for row in rows} == {(HOME, "11400000", "2025/2027"), (HOME, "3200000", "2025")}


def test_funding_in_brackets_belongs_to_what_stands_before() -> None:
    assert {row[:3] for row in note("Projekt Trygt Hjem (4 mio. kr. i 2027) er en ny bevilling.")} == {(HOME, "4000000", "2027")}


def test_funding_bracket_behind_a_sum_has_its_purpose() -> None:
    rows = note("Der er afsat 10 mio. kr. til Sundhedsaftalen (heraf 2 mio. kr. i 2027).")
    assert {row[:3] for row in rows} == {("Sundhedsaftalen", "10000000", ""), ("Sundhedsaftalen", "2000000", "2027")}


@pytest.mark.parametrize(("sentence", "funder"), [
    ("Region Sjælland har bevilget 2 mio. kr. til Projekt Trygt Hjem.", "Region Sjælland"),
    ("Projekt Trygt Hjem får 2 mio. kr. fra Helsefonden.", "Helsefonden"),
    ("Helsefonden bidrager med 2 mio. kr. til Projekt Trygt Hjem.", "Helsefonden"),
    ("Der er afsat 2 mio. kr. til Projekt Trygt Hjem.", ""),
])  # fmt: skip
def test_funding_funder_is_named(sentence: str, funder: str) -> None:
    assert {(row[0], row[3]) for row in note(sentence)} == {(HOME, funder)}


def test_funding_funder_may_be_an_agreement() -> None:
    assert {(row[0], row[3].split(" for ")[0]) for row in note("Med Budget 2027 afsættes 5 mio. kr. til Projekt Trygt Hjem.")} == {(HOME, "Budget 2027")}


def test_funding_table_of_contributors_names_each() -> None:
    rows = money("Notat\n\nFinansiering af Projekt Trygt Hjem i 2027:\nHolbæk Kommune\t1,0 mio. kr.\nRegion Sjælland\t2,0 mio. kr.\nSIND\t0,5 mio. kr.\n")
    assert {(what, sum_, payer) for what, sum_, _, payer, _ in rows} == {(HOME, "1000000", "Holbæk Kommune"), (HOME, "2000000", "Region Sjælland"), (HOME, "500000", "SIND")}


@pytest.mark.parametrize("sentence", [
    "Projekt Trygt Hjem koster 4 mio. kr. om året.",
    "Udgifterne til Projekt Trygt Hjem er 8,2 mio. kr. i 2026.",
    "Der spares 2 mio. kr. på Projekt Trygt Hjem.",
    "Holbæk Kommune sælger en grund for 2 mio. kr.",
])  # fmt: skip
def test_funding_costs_savings_and_sales_are_none(sentence: str) -> None:
    assert note(sentence) == set()


@pytest.mark.parametrize("sentence", ["Der er ikke afsat 2 mio. kr. til Projekt Trygt Hjem.", "Der blev ikke bevilget 2 mio. kr. til Projekt Trygt Hjem."])
def test_funding_denied_is_negative(sentence: str) -> None:
    assert [claim.polarity for claim in claims(read(f"Notat\n\n{sentence}"), "funded_with")] == ["negative"]


def test_funding_heading_names_the_purpose_of_what_stands_below() -> None:
    text = minutes("Godkendelse af dagsorden\nBeslutning\nGodkendt.", "Projekt Trygt Hjem\nØkonomi\nDer er afsat 2 mio. kr. i 2027.\n\nBeslutning\nUdsat.")
    assert {row[:3] for row in money(text)} == {(HOME, "2000000", "2027")}


@pytest.mark.parametrize("sentence", [
    "Blandt andet har Projekt Trygt Hjem nu med glæde en donation på 275.000 kr. i ryggen.",
    "Fra en privat giver er der hentet 275.000 kr. hjem til glæde for Projekt Trygt Hjem.",
])  # fmt: skip
def test_funding_words_of_a_grant_tell_of_the_one_programme(sentence: str) -> None:
    assert {(what, kroner) for what, kroner, *_ in note(sentence)} == {(HOME, "275000")}


def test_funding_sum_that_is_asked_for_is_no_grant() -> None:
    assert not note("Projekt Trygt Hjem søgte om en donation på 275.000 kr.")


def test_funding_by_words_in_a_recommendation_is_recommended() -> None:
    text = minutes("Nye penge\nIndstilling\nAdministrationen indstiller,\nat Projekt Trygt Hjem med virkning fra maj har et tilsagn om 275.000 kr. i ryggen.\nBeslutning\nUdsat.")
    assert {status for *_, status in money(text)} <= {"recommended", "proposed"}
