"""Seats: which organisations a body is made up of."""

from __future__ import annotations

import pytest
from readings import claims, facts, pairs, read

ELDERS = "Ældrerådet"


@pytest.mark.parametrize("sentence", [
    "Ældrerådet består af medlemmer udpeget af KL og SIND.",
    "Ældrerådet har ni medlemmer: to medlemmer udpeget af KL og et medlem udpeget af SIND.",
    "Ældrerådet består af to repræsentanter fra KL og en repræsentant fra SIND.",
])  # fmt: skip
def test_seats_sentence_names_who_appoints(sentence: str) -> None:
    assert pairs(read(f"Notat\n\n{sentence}"), "represented_in") == {("KL", ELDERS), ("SIND", ELDERS)}


def test_seats_list_below_the_body_names_who_appoints() -> None:
    text = "Notat\n\nÆldrerådet består af:\n- to repræsentanter fra KL\n- en repræsentant fra SIND.\n"
    assert pairs(read(text), "represented_in") == {("KL", ELDERS), ("SIND", ELDERS)}


def test_seats_of_the_regional_council_are_of_the_same_owner() -> None:
    text = "Notat\n\nUdsatterådet i Region Sjælland består af fem regionsrådsmedlemmer. Regionsrådet i Region Sjælland vælger dem."
    assert ("Regionsrådet i Region Sjælland", "represented_in", "Udsatterådet i Region Sjælland") in facts(read(text))


def test_seats_denied_are_negative() -> None:
    (claim,) = claims(read("Notat\n\nÆldrerådet består ikke af medlemmer udpeget af KL."), "represented_in")
    assert claim.polarity == "negative"


@pytest.mark.parametrize("sentence", ["Ældrerådet drøftede sagen med repræsentanter fra KL.", "Medlemmer udpeget af KL mødtes."])
def test_seats_need_a_body_that_is_made_up(sentence: str) -> None:
    assert pairs(read(f"Notat\n\n{sentence}"), "represented_in") == set()


def test_seats_list_under_another_heading_is_not_the_bodys() -> None:
    text = "Notat\n\nÆldrerådet består af:\n- to repræsentanter fra KL\n\nAnden aktivitet\nDer er også tale om medlemmer udpeget af SIND til en gruppe.\n"
    assert ("SIND", ELDERS) not in pairs(read(text), "represented_in")
