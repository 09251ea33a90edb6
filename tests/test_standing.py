"""Standing: in what role a person is named, and who is private."""

from __future__ import annotations

import pytest
from readings import entity, minutes, read


@pytest.mark.parametrize(("sentence", "standing"), [
    ("Ida Holm (V) spurgte.", "elected"),
    ("Sundhedsminister Ida Holm holdt tale.", "elected"),
    ("Ida Holm, direktør på Holbæk Sygehus, orienterede.", "official"),
    ("Ida Holm, chefkonsulent i Holbæk Kommune, orienterede.", "official"),
    ("Ida Holm, formand for SIND, orienterede.", "representative"),
    ("Ida Holm er medlem af Ældrerådet.", "representative"),
    ("Ida Holm smilede.", "unknown"),
    ("Ida Holm, der er patient, fortalte.", "private"),
    ("Ida Holm (tidligere patient) fortalte.", "private"),
    ("Vi mødte patienten Ida Holm i dag.", "private"),
    ("Vi mødte pårørende Ida Holm i dag.", "private"),
    ("Vi mødte brugeren Ida Holm i dag.", "private"),
])  # fmt: skip
def test_standing_is_read_from_what_is_said(sentence: str, standing: str) -> None:
    assert entity(read(f"Notat\n\n{sentence}"), "Ida Holm").standing == standing


def test_standing_presenter_is_one_who_only_presents() -> None:
    assert entity(read(minutes("Ny plan\nBeslutning\nIda Holm orienterede om planen.")), "Ida Holm").standing == "presenter"


def test_standing_private_presenter_is_private() -> None:
    assert entity(read(minutes("Ny plan\nBeslutning\nIda Holm, der er patient, fortalte om planen.")), "Ida Holm").standing == "private"


def test_standing_elected_outweighs_the_rest() -> None:
    text = "Notat\n\nIda Holm (V) spurgte. Ida Holm, formand for SIND, svarede."
    assert entity(read(text), "Ida Holm").standing == "elected"


def test_standing_official_outweighs_the_word_for_patients() -> None:
    text = "Notat\n\nIda Holm, overlæge på Holbæk Sygehus, talte. Vi mødte patienten Ida Holm i dag."
    assert entity(read(text), "Ida Holm").standing == "official"


def test_standing_is_of_people_alone() -> None:
    assert {e.standing for e in read("Notat\n\nPatienten i Region Sjælland er på Holbæk Sygehus.").entities} == {""}
