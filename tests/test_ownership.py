"""Ownership: which authority a body, a service or a budget belongs to."""

from __future__ import annotations

import pytest
from readings import claims, pairs, quote, read


@pytest.mark.parametrize(("sentence", "part", "whole"), [
    ("Udsatterådet i Region Sjælland mødes fire gange om året.", "Udsatterådet i Region Sjælland", "Region Sjælland"),
    ("Psykiatrien i Region Sjælland åbner et team.", "Psykiatrien i Region Sjælland", "Region Sjælland"),
    ("Køge Kommunes Sundhedscenter er åbent.", "Køge Kommunes Sundhedscenter", "Køge Kommune"),
    ("Byrådet i Holbæk Kommune mødtes.", "Byrådet i Holbæk Kommune", "Holbæk Kommune"),
])  # fmt: skip
def test_ownership_name_beside_the_authority_is_part_of_it(sentence: str, part: str, whole: str) -> None:
    assert pairs(read(f"Notat\n\n{sentence}"), "part_of") == {(part, whole)}


def test_ownership_of_a_hospital_is_no_claim() -> None:
    assert pairs(read("Notat\n\nHolbæk Sygehus er et hospital i Region Sjælland."), "part_of") == set()


def test_ownership_of_a_budget_is_responsibility() -> None:
    reading = read("Notat\n\nRegion Sjælland har vedtaget Budget 2027.")
    assert pairs(reading, "responsible_for") == {("Region Sjælland", "Budget 2027 for Region Sjælland")}
    assert pairs(reading, "part_of") == set()


def test_ownership_of_two_bodies_of_one_name_is_told_apart() -> None:
    reading = read("Notat\n\nSundhedsudvalget i Region Sjælland og Sundhedsudvalget i Region Midtjylland mødtes.")
    assert pairs(reading, "part_of") == {(f"Sundhedsudvalget i Region {name}", f"Region {name}") for name in ("Sjælland", "Midtjylland")}


def test_ownership_is_quoted_where_both_are_named() -> None:
    reading = read("Notat\n\nUdsatterådet mødtes i maj. Udsatterådet i Region Sjælland mødes igen.")
    assert [quote(reading, claim) for claim in claims(reading, "part_of")] == ["Udsatterådet i Region Sjælland mødes igen."]


def test_ownership_of_an_ownerless_body_is_none() -> None:
    assert pairs(read("Notat\n\nUdsatterådet drøftede sagen."), "part_of") == set()


def test_ownership_phases_are_part_of_their_programme() -> None:
    reading = read("Notat\n\nProjekt Trygt Hjem har to faser.\nFase 1: Klargøring, 1. februar til 31. august 2026\nFase 2: Prøvetid, 1. september 2026 til 31. december 2027\n")
    assert pairs(reading, "part_of") == {(f"Projekt Trygt Hjem, fase {number}", "Projekt Trygt Hjem") for number in (1, 2)}


def test_ownership_plan_that_opens_with_its_authority_is_its() -> None:
    reading = read("Notat\n\nRegion Sjælland – Ved havet, Strategi 2031 er sendt i høring.")
    assert pairs(reading, "responsible_for") == {("Region Sjælland", "Region Sjælland – Ved havet, Strategi 2031")}


def test_ownership_place_within_a_name_locates_it() -> None:
    assert pairs(read("Notat\n\nByens Hus i Holbæk er et værested."), "located_in") == {("Byens Hus i Holbæk", "Holbæk")}


def test_ownership_ward_whose_name_ends_in_its_hospital_is_part_of_it() -> None:
    reading = read("Notat\n\nIda Holm fra Hudmedicinsk Afdeling på Odense Universitetshospital fortalte om natten.")
    assert pairs(reading, "part_of") == {("Hudmedicinsk Afdeling på Odense Universitetshospital", "Odense Universitetshospital")}
