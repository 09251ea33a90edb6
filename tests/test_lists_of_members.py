"""Lists of participants that tell who sends their people: by headings, by columns, by roles before the names."""

from __future__ import annotations

import pytest
from readings import claims, minutes, names, pairs, quote, read, staged

HEAD = "Referat\n\nUdsatterådet i Holbæk Kommune\nMøde onsdag den 4. marts 2026\n\n"
ITEM = "\n\n1. Godkendelse af dagsorden\nBeslutning\nGodkendt.\n\n2. Eventuelt\nIntet.\n"
BODY = "Udsatterådet i Holbæk Kommune"


def people(text: str, predicate: str) -> set[str]:
    return {who for who, _ in pairs(read(HEAD + text + ITEM), predicate)}


def test_lists_headed_by_who_sends() -> None:
    text = "Deltagerliste\n\nRepræsentanter for Region Sjælland\nRegionsrådsmedlem Ida Holm (A) (formand)\n\nRepræsentanter for Køge Kommune\nBorgmester Bo Lund (V)\nByrådsmedlem Eva Krog (C) – afbud"
    assert people(text, "attended") == {"Ida Holm", "Bo Lund"}
    assert people(text, "absent_from") == {"Eva Krog"}
    assert {"Region Sjælland", "Køge Kommune"} <= people(text, "represented_in")


def test_lists_by_columns() -> None:
    text = "Medlem – udpeget af – fremmøde\nIda Holm, formand – SIND – mødt\nBo Lund – Blå Kors Danmark – afbud"
    assert people(text, "attended") == {"Ida Holm"}
    assert people(text, "absent_from") == {"Bo Lund"}
    assert {"SIND", "Blå Kors Danmark"} <= people(text, "represented_in")


@pytest.mark.parametrize("text", [
    "Til stede: formanden, Ida Holm, næstformand Bo Lund og Eva Krog.",
    "Til stede: formanden Ida Holm, næstformand Bo Lund og Eva Krog.",
])  # fmt: skip
def test_lists_role_before_a_name(text: str) -> None:
    reading = read(HEAD + text + ITEM)
    known = names(reading)
    roles = {(known[c.subject], c.qualifier("role")) for c in reading.claims if c.predicate == "member_of" and known[c.object] == BODY}
    assert {("Ida Holm", "formand"), ("Bo Lund", "næstformand")} <= roles
    assert "Eva Krog" not in {who for who, _ in roles}


def test_lists_role_behind_a_name_is_not_the_next_ones() -> None:
    reading = read(f"{HEAD}Til stede: Ida Holm (A), formand, Bo Lund (V) og Eva Krog (C){ITEM}")
    known = names(reading)
    assert {known[c.subject] for c in reading.claims if c.predicate == "member_of"} == {"Ida Holm"}


def test_lists_secretary_of_a_body_represents_nobody() -> None:
    assert "Køge Kommune" not in people("Medlemmer:\nIda Holm, SIND\nBo Lund, sekretær, Køge Kommune", "represented_in")


def test_lists_of_members_post_between_commas_is_that_of_the_name_before_it() -> None:
    reading = read(minutes("Sag\nBeslutning\nIntet.", head="Deltagere: Ida Holm (A), formand, Bo Lund (V), næstformand, Lea Birk (F)"))
    known = names(reading)
    seats = [c for c in claims(reading, "member_of") if c.qualifier("role")]
    assert {(known[c.subject], c.qualifier("role")) for c in seats} == {("Ida Holm", "formand"), ("Bo Lund", "næstformand")}
    assert {quote(reading, c) for c in seats} == {"Ida Holm (A), formand", "Bo Lund (V), næstformand"}


def test_lists_of_members_quote_begins_with_the_title() -> None:
    reading = read(minutes("Sag\nBeslutning\nIntet.", head="Deltagere: Formand, Ida Holm (A), næstformand, Bo Lund (V), Lea Birk (F)"))
    assert {quote(reading, c) for c in claims(reading, "member_of") if c.qualifier("role")} == {"Formand, Ida Holm (A)", "næstformand, Bo Lund (V)"}


def test_lists_of_members_what_is_said_of_one_ends_before_the_next_name() -> None:
    context, _ = staged(f"{HEAD}Medlemmer\nIda Holm (F), medlem siden 2022 Vibeke Krog (A), medlem siden 2024{ITEM}")
    assert [(e.person.name, context.text[e.start : e.end].strip(" ,")) for e in context.listed] == [
        ("Ida Holm", "(F), medlem siden 2022"),
        ("Vibeke Krog", "(A), medlem siden 2024"),
    ]
