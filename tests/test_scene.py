"""Scenes: what a sentence names or points to, and what it names in one breath."""

from __future__ import annotations

import pytest
from readings import staged

from extractors.pointers import POINTERS
from extractors.scene import Scene


def last(text: str) -> Scene:
    return staged(f"Notat\n\n{text}")[1][-1]


def pointed(scene: Scene) -> dict[str, str]:
    """Return the keys that the pointing words of a scene stand for."""
    return {scene.text[a.start - scene.start : a.end - scene.start]: a.key for a in scene.arguments if a.pointed}


@pytest.mark.parametrize(("text", "word", "key"), [
    ("Projekt Trygt Hjem er nyt. Projektet er godt.", "Projektet", "PROGRAMME|trygt hjem|"),
    ("Projekt Trygt Hjem er nyt. Vi kender indsatsen.", "indsatsen", "PROGRAMME|trygt hjem|"),
    ("Aftale om havne er ny. Aftalen er god.", "Aftalen", "PROGRAMME|aftale om havne|"),
    ("Strategi for sundhed er ny. Strategien er god.", "Strategien", "PROGRAMME|strategi for sundhed|"),
    ("Region Sjælland er stor. Regionen er glad.", "Regionen", "REGION|region:1085"),
    ("Holbæk Kommune er stor. Kommunen er glad.", "Kommunen", "MUNICIPALITY|kommune:0316"),
])  # fmt: skip
def test_scene_pointer_stands_for_the_last_of_its_sort(text: str, word: str, key: str) -> None:
    assert pointed(last(text)) == {word: key}


def test_scene_pointer_within_its_sentence_prefers_what_stands_before() -> None:
    assert pointed(last("Åben Dialog er kendt. Projekt Trygt Hjem er nyt, og projektet er godt.")) == {"projektet": "PROGRAMME|trygt hjem|"}


def test_scene_pointer_to_nothing_is_none() -> None:
    assert pointed(last("Der var ro. Projektet er godt.")) == {}


def test_scene_pointer_to_another_sort_is_none() -> None:
    assert pointed(last("Sundhedsaftalen er ny. Projektet er godt.")) == {}


def test_scene_pointer_does_not_reach_into_the_next_item() -> None:
    text = "Referat\nUdsatterådet i Region Sjælland\nMødedato: 15. januar 2026\n\nPunkt 1: Sag\nBeslutning\nProjekt Trygt Hjem er nyt.\n\nPunkt 2: Anden sag\nBeslutning\nProjektet er godt.\n"
    assert pointed(staged(text)[1][-1]) == {}


def test_scene_council_that_meets_is_pointed_to_by_its_sort() -> None:
    text = "Referat\nUdsatterådet i Region Sjælland\nMødedato: 15. januar 2026\n\nPunkt 1: Sag\nBeslutning\nRådet drøftede sagen.\n"
    assert pointed(staged(text)[1][-1]) == {"Rådet": "COUNCIL|udsatteråd|region:1085"}


def test_scene_pointer_within_a_longer_word_is_none() -> None:
    assert pointed(last("Projekt Trygt Hjem er nyt. Byggeprojektet er slut.")) == {}


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in POINTERS])
def test_scene_pointers_are_whole_words(pattern) -> None:
    assert not pattern.search("byggeprojektetx overindsatsenx planenx")


def test_scene_names_joined_by_commas_are_one_group() -> None:
    scene = last("Holbæk Kommune, Kalundborg Kommune og SIND mødtes.")
    assert [len(group) for group in scene.groups] == [3]


def test_scene_groups_are_of_one_sort() -> None:
    scene = last("Holbæk Kommune og Ida Holm mødtes.")
    assert [[a.type for a in group] for group in scene.groups] == [["MUNICIPALITY"], ["PERSON"]]


def test_scene_dates_are_never_joined() -> None:
    assert [len(group) for group in last("Det sker den 1. maj 2026 og 3. juni 2026 i byen.").groups] == [1, 1]


def test_scene_verb_parts_groups() -> None:
    assert [len(group) for group in last("Holbæk Kommune hjælper Kalundborg Kommune.").groups] == [1, 1]


def test_scene_before_is_the_nearest_group_within_reach() -> None:
    scene = last("Holbæk Kommune hjælper Kalundborg Kommune meget.")
    at = scene.end
    assert [a.key for a in scene.before(at, frozenset({"MUNICIPALITY"}))] == ["MUNICIPALITY|kommune:0326"]
    assert scene.before(at, frozenset({"MUNICIPALITY"}), reach=2) == ()
    assert scene.before(at, frozenset({"PERSON"})) == ()


def test_scene_after_is_the_nearest_group_within_reach() -> None:
    scene = last("I dag hjælper Holbæk Kommune gerne SIND.")
    assert [a.key for a in scene.after(scene.start, frozenset({"MUNICIPALITY"}))] == ["MUNICIPALITY|kommune:0316"]
    assert scene.after(scene.start, frozenset({"MUNICIPALITY"}), reach=3) == ()


def test_scene_part_is_that_of_the_label() -> None:
    text = "Referat\nUdsatterådet i Region Sjælland\nMødedato: 15. januar 2026\n\nPunkt 1: Sag\nIndstilling\nDet indstilles.\n\nBeslutning\nGodkendt.\n"
    assert {scene.text: scene.part for scene in staged(text)[1]} | {"Godkendt.": "decision", "Det indstilles.": "recommendation"} == {scene.text: scene.part for scene in staged(text)[1]}


def test_scene_arguments_are_in_order() -> None:
    scene = last("Projekt Trygt Hjem er nyt, og projektet ledes af SIND i Region Sjælland.")
    assert list(scene.arguments) == sorted(scene.arguments, key=lambda a: (a.start, a.end))
