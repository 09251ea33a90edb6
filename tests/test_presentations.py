"""Presentations: who told something under an agenda item."""

from __future__ import annotations

import pytest
from readings import minutes, pairs, read


def presented(text: str, part: str = "Beslutning") -> set[str]:
    """Return who presented under the item that says the text."""
    return {name for name, _ in pairs(read(minutes(f"Status på Projekt Trygt Hjem\n{part}\n{text}")), "presented_at")}


@pytest.mark.parametrize("text", [
    "Ida Holm orienterede om projektet.",
    "Ida Holm præsenterede projektet.",
    "Ida Holm holdt oplæg om projektet.",
    "Ida Holm gav en status på projektet.",
    "Ida Holm redegjorde for projektet.",
    "Vicedirektør Ida Holm, Holbæk Sygehus, fortalte om projektet.",
    "Ida Holm fra SIND viste film.",
    "Oplæg ved Ida Holm.",
    "Orientering v/ Ida Holm.",
    "Ida Holm deltager under punktet for at orientere.",
])  # fmt: skip
def test_presentations_verb_of_telling_makes_a_presenter(text: str) -> None:
    assert presented(text) == {"Ida Holm"}


def test_presentations_two_may_share_one() -> None:
    assert presented("Ida Holm og Bo Lund præsenterede projektet.") == {"Ida Holm", "Bo Lund"}


def test_presentations_item_is_the_one_of_the_section() -> None:
    reading = read(minutes("Godkendelse af dagsorden\nBeslutning\nGodkendt.", "Ny plan\nBeslutning\nIda Holm orienterede om planen."))
    assert pairs(reading, "presented_at") == {("Ida Holm", "Ny plan")}


@pytest.mark.parametrize("text", ["Ida Holm blev orienteret om sagen.", "Ida Holm spurgte til projektet."])
def test_presentations_listening_and_asking_are_none(text: str) -> None:
    assert presented(text) == set()


def test_presentations_of_earlier_meetings_are_none() -> None:
    assert presented("Ida Holm orienterede om det i maj.", part="Tidligere beslutninger") == set()


def test_presentations_planned_in_the_case_count() -> None:
    assert presented("Ida Holm holder oplæg.", part="Sagsfremstilling") == {"Ida Holm"}


def test_presentations_note_has_none() -> None:
    assert pairs(read("Notat\n\nIda Holm orienterede om projektet."), "presented_at") == set()


def test_presentations_speaker_on_no_list_did_not_attend() -> None:
    assert pairs(read(minutes("Ny plan\nBeslutning\nIda Holm orienterede om planen.")), "attended") == set()
