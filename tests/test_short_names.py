"""Tests of given and family names that stand alone."""

from __future__ import annotations

import pytest
from readings import entity, read

from extractors.hits import Hit
from extractors.short_names import alone, initialled, shortened

TEXT = "Ida Holm, Bo Holm og Lea Birk-Toft kom. Ida talte, Holm svarede, Toft gik, Vera blev."


def joined(surface: str, *, score: float = 0.8) -> list[str]:
    full = [Hit(0, 8, "PERSON", "people"), Hit(10, 17, "PERSON", "people"), Hit(21, 34, "PERSON", "people")]
    start = TEXT.index(surface, 40)
    return [h.name for h in shortened(TEXT, [Hit(start, start + len(surface), "PERSON", "tagger", score=score)], full)]


def test_short_names_given_name_is_joined_to_the_one_it_shortens() -> None:
    assert joined("Ida") == ["Ida Holm"]


def test_short_names_second_half_of_a_double_name_is_joined() -> None:
    assert joined("Toft") == ["Lea Birk-Toft"]


def test_short_names_name_that_two_share_is_left_out() -> None:
    assert joined("Holm") == []


def test_short_names_stranger_counts_where_the_tagger_is_sure() -> None:
    assert joined("Vera", score=0.95) == [""] and joined("Vera", score=0.6) == []


def test_short_names_are_surfaces_of_the_full_name() -> None:
    reading = read("Leder Solveig Tranhede bød velkommen. Derefter fortalte Solveig om huset, og gæsterne spurgte Solveig om natten.")
    assert "Solveig" in entity(reading, "Solveig Tranhede").surfaces


def test_short_names_initials_stand_for_the_person_who_bears_them() -> None:
    reading = read("Deltagere: Jens Peter Hald (JPH), Solveig Tranhede (ST)\n\nJPH skriver referatet. ST bestiller kaffe.")
    assert "JPH" in entity(reading, "Jens Peter Hald").surfaces and "ST" in entity(reading, "Solveig Tranhede").surfaces


def test_short_names_initials_that_a_register_knows_are_the_organisations() -> None:
    text = "Karen Lund (KL) kom. KL svarede."
    assert list(initialled(text, [(0, 20), (21, 32)], [Hit(0, 10, "PERSON", "people")])) == []


def test_short_names_initials_that_two_share_or_that_stand_once_are_nobodys() -> None:
    text = "Bo Holm og Bent Hald kom. BH talte. LB gik, sagde Lea Birk."
    people = [Hit(0, 7, "PERSON", "people"), Hit(11, 20, "PERSON", "people"), Hit(50, 58, "PERSON", "people")]
    assert list(initialled(text, [(0, len(text))], people)) == []


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("Hanne Rask", "HR deltager i mødet. HR følger op."),
        ("Inga Voss", "Fase IV begynder. Bilag IV er vedlagt."),
        ("Dorthe Dahl (DD)", "DD stemte imod. DD undlod."),
        ("Bo Holm", "BH talte. BH gik."),
    ],
)
def test_short_names_two_letters_and_shorthand_need_a_bracket_behind_the_name(person: str, text: str) -> None:
    whole = f"{person} kom.\n{text}"
    end = len(person.split(" (")[0])
    assert list(initialled(whole, [(0, len(whole))], [Hit(0, end, "PERSON", "people")])) == []


def test_short_names_of_a_person_whom_only_the_tagger_saw_are_the_taggers() -> None:
    text = "Quirin Abelsø kom. Så gik Abelsø."
    (found,) = alone(text, [(0, len(text))], [Hit(0, 13, "PERSON", "tagger", score=0.6)], range(13))
    assert (found.source, found.score, found.name) == ("tagger", 0.6, "Quirin Abelsø")
