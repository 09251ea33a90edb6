"""Posts, seats and parties of people, from lists and from running text."""

from __future__ import annotations

import pytest
from readings import claims, minutes, pairs, quote, read

BODY = "Udsatterådet i Region Sjælland"


def listed(lines: str, label: str = "Mødedeltagere") -> str:
    return minutes("Godkendelse af dagsorden\nBeslutning\nGodkendt.", head=f"\n{label}\n{lines}")


def roles(text: str, predicate: str) -> set[tuple[str, str, str]]:
    """Return (person, role, body or employer) of a predicate's claims."""
    reading = read(text)
    known = {e.key: e.name for e in reading.entities}
    return {(known[c.subject], c.qualifier("role"), known[c.object]) for c in claims(reading, predicate)}


@pytest.mark.parametrize(("sentence", "expected"), [
    ("Ida Holm, vicedirektør på Holbæk Sygehus, orienterede.", ("Ida Holm", "vicedirektør", "Holbæk Sygehus")),
    ("Vicedirektør Ida Holm, Holbæk Sygehus, orienterede.", ("Ida Holm", "Vicedirektør", "Holbæk Sygehus")),
    ("Overlæge Ida Holm fra Holbæk Sygehus fortalte.", ("Ida Holm", "Overlæge", "Holbæk Sygehus")),
    ("Ida Holm er direktør for SIND.", ("Ida Holm", "direktør", "SIND")),
    ("Emil Dahl Thy, regionschef i SIND, orienterede.", ("Emil Dahl Thy", "regionschef", "SIND")),
    ("Sundhedsminister Ida Holm holdt tale.", ("Ida Holm", "Sundhedsminister", "Sundhedsministeriet")),
    ("Tidligere sundhedsminister Ida Holm holdt tale.", ("Ida Holm", "Tidligere sundhedsminister", "Sundhedsministeriet")),
])  # fmt: skip
def test_posts_title_beside_a_name_is_a_post(sentence: str, expected: tuple[str, str, str]) -> None:
    assert roles(f"Notat\n\n{sentence}", "holds_post") == {expected}


def test_posts_two_people_keep_their_own() -> None:
    text = "Notat\n\nIda Holm, chefkonsulent i Region Sjælland, og Bo Lund, overlæge på Holbæk Sygehus, deltog."
    assert roles(text, "holds_post") == {("Ida Holm", "chefkonsulent", "Region Sjælland"), ("Bo Lund", "overlæge", "Holbæk Sygehus")}


@pytest.mark.parametrize("sentence", ["Ida Holm, formand for Ældrerådet, bød velkommen.", "Ida Holm er formand for Ældrerådet.", "Formand for Ældrerådet Ida Holm bød velkommen."])
def test_posts_chair_of_a_council_is_its_member(sentence: str) -> None:
    assert roles(f"Notat\n\n{sentence}", "member_of") == {("Ida Holm", "formand", "Ældrerådet")}


def test_posts_chair_of_the_regional_council_is_its_member() -> None:
    text = "Notat\n\nRegionsrådsformand Ida Holm er glad for Regionsrådet i Region Sjælland."
    assert roles(text, "member_of") == {("Ida Holm", "Regionsrådsformand", "Regionsrådet i Region Sjælland")}


@pytest.mark.parametrize("sentence", ["Ida Holm er ikke formand for Ældrerådet.", "Ida Holm er ikke direktør for SIND.", "Ida Holm har besøgt Holbæk Sygehus."])
def test_posts_what_is_not_said_is_none(sentence: str) -> None:
    reading = read(f"Notat\n\n{sentence}")
    assert [c for c in reading.claims if c.predicate in ("holds_post", "member_of") and c.polarity == "positive"] == []


def test_posts_ballot_letter_behind_a_name_is_a_party() -> None:
    assert pairs(read("Notat\n\nIda Holm (V) spurgte til sagen."), "party_member") == {("Ida Holm", "Venstre")}


def test_posts_unknown_letter_is_no_party() -> None:
    assert pairs(read("Notat\n\nIda Holm (Y) spurgte til sagen."), "party_member") == set()


def test_posts_letters_in_a_list_are_parties() -> None:
    assert pairs(read(listed("Ida Holm (A)\nBo Lund (V)")), "party_member") == {("Ida Holm", "Socialdemokratiet"), ("Bo Lund", "Venstre")}


def test_posts_letters_below_the_names_are_parties() -> None:
    reading = read(listed("Ida Holm\n(A)\nBo Lund\n(V)\nLea Birk\n(F)"))
    assert pairs(reading, "party_member") == {("Ida Holm", "Socialdemokratiet"), ("Bo Lund", "Venstre"), ("Lea Birk", "Socialistisk Folkeparti")}


def test_posts_letters_of_a_row_are_parties() -> None:
    reading = read(listed("Ida Holm\tRegionsrådsmedlem\tFormand\t(A)\nBo Lund\tRegionsrådsmedlem\tMedlem\t(V)"))
    assert pairs(reading, "party_member") == {("Ida Holm", "Socialdemokratiet"), ("Bo Lund", "Venstre")}


def test_posts_role_in_a_list_is_membership() -> None:
    assert roles(listed("Ida Holm (A), formand\nBo Lund (V), næstformand\nLea Birk (F)"), "member_of") == {("Ida Holm", "formand", BODY), ("Bo Lund", "næstformand", BODY)}


def test_posts_being_listed_is_no_membership() -> None:
    assert pairs(read(listed("Ida Holm (A)\nBo Lund (V)")), "member_of") == set()


def test_posts_list_of_members_is_membership() -> None:
    assert pairs(read(listed("Ida Holm (A)\nBo Lund (V)", label="Medlemmer")), "member_of") == {("Ida Holm", BODY), ("Bo Lund", BODY)}


def test_posts_employer_in_a_list_is_a_post() -> None:
    assert roles(listed("Lea Birk, chefkonsulent, Holbæk Kommune\nBo Lund (V)"), "holds_post") == {("Lea Birk", "chefkonsulent", "Holbæk Kommune")}


def test_posts_organisation_of_a_listed_member_is_represented() -> None:
    assert pairs(read(listed("Ida Holm, SIND\nBo Lund, Holbæk Kommune", label="Medlemmer")), "represented_in") == {("SIND", BODY), ("Holbæk Kommune", BODY)}


def test_posts_staff_represent_nobody() -> None:
    assert pairs(read(listed("Ida Holm, chefkonsulent, Region Sjælland", label="Fra administrationen")), "represented_in") == set()


def test_posts_list_below_what_a_body_consists_of_names_its_members() -> None:
    text = "Notat\n\nUdsatterådet i Region Sjælland består af:\n- Ida Holm, SIND\n- Bo Lund, formand, Holbæk Kommune\n"
    assert roles(text, "member_of") == {("Ida Holm", "", BODY), ("Bo Lund", "formand", BODY)}
    assert pairs(read(text), "represented_in") == {("SIND", BODY), ("Holbæk Kommune", BODY)}


def test_posts_membership_is_quoted_by_its_entry() -> None:
    reading = read(listed("Ida Holm (A), formand\nBo Lund (V)"))
    assert [quote(reading, claim) for claim in claims(reading, "member_of")] == ["Ida Holm (A), formand"]
