"""Ballots: who voted what, who reserved, who stayed away, and whose ballot it was."""

from __future__ import annotations

import pytest
from readings import decided, doers, minutes, read, remarks

from extractors.ballots import AMENDED, AWAY, CHOICES, RESERVED
from extractors.records import Reading


def votes(reading: Reading) -> set[tuple[str, str, str]]:
    """Return (who, choice, number of votes) of every vote."""
    return {(name, r.detail("choice"), r.detail("votes")) for r in remarks(reading, "vote") for name in doers(reading, r)}


@pytest.mark.parametrize(("choice", "example"), [(choice, example) for choice, _, example in CHOICES])
def test_ballots_table_reads_its_examples(choice: str, example: str) -> None:
    assert choice in {name for name, pattern, _ in CHOICES if pattern.search(example)}


@pytest.mark.parametrize(("text", "expected"), [
    ("For stemte: A (4), V (3).", {("Socialdemokratiet", "for", "4"), ("Venstre", "for", "3")}),
    ("Imod stemte: Ø (1).", {("Enhedslisten", "against", "1")}),
    ("Enhedslisten stemte imod.", {("Enhedslisten", "against", "")}),
    ("Enhedslisten undlod at stemme.", {("Enhedslisten", "abstained", "")}),
    ("Enhedslisten stemte herefter for indstillingen.", {("Enhedslisten", "for", "")}),
    ("Hverken for eller imod stemte: C (1).", {("Det Konservative Folkeparti", "abstained", "1")}),
    ("Godkendt med 18 stemmer (Venstre) mod 7 (Enhedslisten).", {("Venstre", "for", ""), ("Enhedslisten", "against", "")}),
    ("Enhedslisten stemmer imod.", {("Enhedslisten", "against", "")}),
    ("Venstre og SF stemte for, mens Enhedslisten stemte imod.", {("Venstre", "for", ""), ("Socialistisk Folkeparti", "for", ""), ("Enhedslisten", "against", "")}),
    ("For: Enhedslisten. Imod: Venstre.", {("Enhedslisten", "for", ""), ("Venstre", "against", "")}),
    ("For tilbagesendelse stemte 4: Enhedslisten og SF.", {("Enhedslisten", "for", ""), ("Socialistisk Folkeparti", "for", "")}),
])  # fmt: skip
def test_ballots_each_party_has_its_choice(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert votes(decided(f"Indstillingen blev godkendt. {text}")) == expected


def test_ballots_names_behind_a_number_against_voted_against() -> None:
    assert votes(decided("For stemte 12, imod 3 (Venstre og Enhedslisten).")) == {("Venstre", "against", ""), ("Enhedslisten", "against", "")}


def test_ballots_names_behind_each_number_have_its_choice() -> None:
    assert votes(decided("Godkendt med 12 stemmer for (Venstre) og 3 imod (Enhedslisten).")) == {("Venstre", "for", ""), ("Enhedslisten", "against", "")}


def test_ballots_letter_behind_a_name_does_not_vote_itself() -> None:
    assert votes(decided("Imod stemte: Ida Holm (V) og Bo Lund (F).")) == {("Ida Holm", "against", "1"), ("Bo Lund", "against", "1")}


def test_ballots_next_clause_votes_for_itself() -> None:
    assert votes(decided("Imod stemte Enhedslisten, mens Venstre undlod.")) == {("Enhedslisten", "against", ""), ("Venstre", "abstained", "")}


def test_ballots_who_is_excepted_does_not_vote_with_the_others() -> None:
    assert votes(decided("Imod stemte: Socialdemokratiet bortset fra Ida Holm, og SF.")) <= {("Socialdemokratiet", "against", ""), ("Socialistisk Folkeparti", "against", "")}


def test_ballots_who_tells_of_a_vote_does_not_vote() -> None:
    assert votes(decided("Ida Holm (V) oplyste, at Enhedslisten stemmer imod.")) == {("Enhedslisten", "against", "")}


def test_ballots_reason_names_no_voter() -> None:
    assert votes(decided("Imod stemte Ida Holm (V), der er enig med Enhedslisten.")) == {("Ida Holm", "against", "1")}


def test_ballots_initial_ends_no_list() -> None:
    assert ("Bo Lund", "for", "1") in votes(decided("For stemte: Anders T. Brandt, Bo Lund."))


def test_ballots_tally_without_names_is_no_vote() -> None:
    assert votes(decided("For stemte 12. Imod stemte 3.")) == set()


@pytest.mark.parametrize("part", ["Tidligere beslutninger", "Beslutning fra Socialudvalget, 03-01-2026:"])
def test_ballots_of_another_body_are_left_out(part: str) -> None:
    reading = read(minutes(f"Ny plan\n{part}\nImod stemte: Venstre.\n\nBeslutning fra Byrådet, 15-01-2026:\nGodkendt.", body="Byrådet i Holbæk Kommune"))
    assert votes(reading) == set()


def test_ballots_under_a_line_with_another_bodys_name_are_left_out() -> None:
    reading = decided("Socialudvalget, 3. januar 2026:\nEnhedslisten stemte imod.")
    assert votes(reading) == set()


def test_ballots_in_a_recommendation_are_none() -> None:
    assert votes(decided("Godkendt.", recommended="Det indstilles, at planen godkendes. Enhedslisten stemte imod i udvalget.")) == set()


@pytest.mark.parametrize("text", [
    "Ida Holm (V) tog forbehold.",
    "Ida Holm (V) tager fortsat forbehold.",
    "Ida Holm (V) ønskede ført til protokol, at tiden er knap.",
    "Ida Holm (V) kan ikke støtte planen.",
    "Godkendt med forbehold fra Ida Holm (V).",
    "Mindretalsudtalelse fra Ida Holm (V): »Bo Lund har ret.«",
])  # fmt: skip
def test_ballots_reservation_is_of_who_makes_it(text: str) -> None:
    reading = decided(text)
    (reservation,) = remarks(reading, "reservation")
    assert doers(reading, reservation) == ("Ida Holm",)


def test_ballots_reservation_inside_a_wish_is_of_its_subject() -> None:
    reading = decided("Ida Holm (V) ønskede tilføjet, at Køge Kommune tager forbehold for økonomien.")
    assert [doers(reading, r) for r in remarks(reading, "reservation")] == [("Køge Kommune",)]


def test_ballots_amendment_is_proposed_by_who_puts_it() -> None:
    reading = decided("Ændringsforslag fra Venstre om at vente et år blev forkastet.")
    (amendment,) = remarks(reading, "amendment")
    assert (doers(reading, amendment), amendment.status) == (("Venstre",), "proposed")


def test_ballots_amendment_is_not_of_who_is_named_in_it() -> None:
    reading = decided("Ida Holm (V) stillede ændringsforslag om, at SIND får pengene.")
    assert [doers(reading, r) for r in remarks(reading, "amendment")] == [("Ida Holm",)]


@pytest.mark.parametrize(("text", "time"), [
    ("Ida Holm (V) deltog ikke i sagens behandling.", ""),
    ("Ida Holm (V) blev erklæret inhabil og forlod salen.", ""),
    ("Ida Holm (V) forlod mødet kl. 16.30.", "16.30"),
])  # fmt: skip
def test_ballots_who_stays_away_is_told_with_the_time(text: str, time: str) -> None:
    reading = decided(f"Godkendt. {text}")
    (away,) = remarks(reading, "non_participation")
    assert (doers(reading, away), away.detail("time")) == (("Ida Holm",), time)


@pytest.mark.parametrize("text", ["Udvalget så på stemmerne.", "Der er ikke stillet forslag.", "Det tyske mindretal deltager."])
def test_ballots_other_sentences_are_none(text: str) -> None:
    assert not any(p.search(text) for p in (RESERVED, AMENDED, AWAY, *(pattern for _, pattern, _ in CHOICES)))
