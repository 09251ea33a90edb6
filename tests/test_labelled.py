"""Labelled: lines such as 'Ansvarlig: SIND', said of the programme above them."""

from __future__ import annotations

import pytest
from readings import claims, names, pairs, read

from extractors.labelled import LABELS

HOME = "Projekt Trygt Hjem"


def plan(*lines: str) -> str:
    return "Notat\n\nProjekt Trygt Hjem\nProjekt Trygt Hjem hjælper unge.\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(("predicate", "kind", "example"), [(row[0], row[1], row[4]) for row in LABELS])
def test_labelled_table_reads_its_examples(predicate: str, kind: str, example: str) -> None:
    label = example.split(":")[0]
    assert (predicate, kind) in {(row[0], row[1]) for row in LABELS if row[2].fullmatch(label)}


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
