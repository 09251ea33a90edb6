"""Topical: what is said of the programme that a passage is about, without naming it."""

from __future__ import annotations

import pytest
from readings import minutes, pairs, read

from extractors.topical import CUES

HOME = "Projekt Trygt Hjem"


def said(sentence: str, predicate: str) -> set[tuple[str, str]]:
    return pairs(read(f"Notat\n\nProjekt Trygt Hjem hjælper unge. {sentence}"), predicate)


@pytest.mark.parametrize(("name", "example"), [(said.name, said.example) for said in CUES])
def test_topical_table_reads_its_examples(name: str, example: str) -> None:
    assert name in {said.name for said in CUES if said.cue.search(example)}


@pytest.mark.parametrize(("sentence", "predicate", "who"), [
    ("SIND og Holbæk Kommune er med.", "participates_in", {"SIND", "Holbæk Kommune"}),
    ("Holbæk Kommune bidrager med lokaler.", "participates_in", {"Holbæk Kommune"}),
    ("Desuden stiller det frivillige til rådighed, og SIND stiller mentorer til rådighed.", "participates_in", {"SIND"}),
    ("Fra maj 2027 kommer også Odense Kommune med.", "participates_in", {"Odense Kommune"}),
    ("Bag projektet står SIND og Odense Kommune.", "participates_in", {"SIND", "Odense Kommune"}),
    ("Tovholder er SIND.", "responsible_for", {"SIND"}),
    ("Ansvaret ligger hos Holbæk Kommune.", "responsible_for", {"Holbæk Kommune"}),
    ("Den daglige ledelse varetages af SIND.", "responsible_for", {"SIND"}),
    ("Udrulningen skal SIND og KL stå for.", "responsible_for", {"SIND", "KL"}),
])  # fmt: skip
def test_topical_what_a_sentence_leaves_out_is_the_topic(sentence: str, predicate: str, who: set[str]) -> None:
    assert said(sentence, predicate) == {(name, HOME) for name in who}


def test_topical_denied_is_no_positive_claim() -> None:
    reading = read("Notat\n\nProjekt Trygt Hjem hjælper unge. SIND er ikke med.")
    assert {claim.polarity for claim in reading.claims if claim.predicate == "participates_in"} <= {"negative"}


def test_topical_other_subject_of_a_passive_is_not_the_topic() -> None:
    assert not said("Værestedet Lyset drives af SIND.", "responsible_for")


def test_topical_two_programmes_in_a_sentence_are_left_alone() -> None:
    assert not said("Projekt Trygt Hjem og Projekt Fælles Havn ligner hinanden, og SIND er med.", "participates_in")


def test_topical_item_with_one_programme_is_about_it_before_it_is_named() -> None:
    reading = read(minutes("Ny indsats\nSIND og Holbæk Kommune er gået sammen om at hjælpe unge. Det hedder Projekt Trygt Hjem.\nBeslutning\nGodkendt."))
    assert {("SIND", HOME), ("Holbæk Kommune", HOME)} <= pairs(reading, "participates_in")


def test_topical_budget_is_nobodys_topic() -> None:
    assert not pairs(read("Notat\n\nBudget 2027 er vedtaget. Tovholder er SIND."), "responsible_for")
