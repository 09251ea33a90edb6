"""Labelled: lines such as 'Ansvarlig: SIND', said of the programme above them."""

from __future__ import annotations

import pytest
from readings import claims, names, pairs, read

from extractors.fields import FIELDS, field_of

HOME = "Projekt Trygt Hjem"


def plan(*lines: str) -> str:
    return "Notat\n\nProjekt Trygt Hjem\nProjekt Trygt Hjem hjælper unge.\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(("told", "kind", "example"), [(row[0], row[1], row[3]) for row in FIELDS])
def test_labelled_table_reads_its_examples(told: str, kind: str, example: str) -> None:
    assert field_of(example) == (told, kind)


def test_labelled_responsible_and_partners() -> None:
    reading = read(plan("Ansvarlig enhed: Holbæk Kommune", "Samarbejdspartnere: SIND og Odense Kommune"))
    assert pairs(reading, "responsible_for") == {("Holbæk Kommune", HOME)}
    assert pairs(reading, "participates_in") == {("SIND", HOME), ("Odense Kommune", HOME)}


def test_labelled_dates_have_the_kind_of_their_label() -> None:
    reading = read(plan("Projektperiode: 2026-2028", "Frist: 1. maj 2027"))
    known = names(reading)
    assert {(known[c.object], c.qualifier("kind")) for c in claims(reading, "dated")} == {("2026/2028", "period"), ("2027-05-01", "deadline")}


def test_labelled_word_that_is_no_label_says_nothing() -> None:
    assert not pairs(read(plan("Vejret: SIND")), "responsible_for")


def test_labelled_sums_and_milestones_are_of_the_programme_above() -> None:
    reading = read(plan("Økonomi: 2,4 mio. kr. i 2027", "Milepæle: Åbner 1. marts 2027. Evalueres i efteråret 2028."))
    known = names(reading)
    assert pairs(reading, "funded_with") == {(HOME, "2400000")}
    assert {(known[c.object], c.qualifier("kind")) for c in claims(reading, "dated")} == {("2027-03-01", "start"), ("2028-23", "evaluation")}


def test_labelled_employer_of_a_leader_is_not_responsible() -> None:
    assert pairs(read(plan("Projektleder: Ida Holm, SIND")), "responsible_for") == {("Ida Holm", HOME)}
