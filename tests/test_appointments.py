"""Appointments: posts and seats that are told around a pronoun, a party, a title or the body."""

from __future__ import annotations

import pytest
from readings import claims, minutes, names, read

COUNCIL = "Ældrerådet i Holbæk Kommune"


def told(sentence: str, predicate: str) -> set[tuple[str, str, str]]:
    reading = read(f"Notat\n\n{sentence}")
    known = names(reading)
    return {(known[c.subject], known[c.object], c.qualifier("role")) for c in claims(reading, predicate)}


@pytest.mark.parametrize(("sentence", "predicate", "expected"), [
    ("Ida Holm deltog ikke, idet hun er næstformand i foreningen SIND.", "member_of", ("Ida Holm", "SIND", "næstformand")),
    ("Det siger Ida Holm, socialordfører for SF.", "holds_post", ("Ida Holm", "Socialistisk Folkeparti", "socialordfører")),
    ("Ida Holm (F) indtræder i Ældrerådet i Holbæk Kommune.", "member_of", ("Ida Holm", COUNCIL, "")),
    ("Ældrerådet i Holbæk Kommune ledes af Ida Holm.", "member_of", ("Ida Holm", COUNCIL, "formand")),
    ("Ældrerådet i Holbæk Kommune er nedsat med Ida Holm som formand.", "member_of", ("Ida Holm", COUNCIL, "formand")),
    ("Nyt fra Ældrerådet i Holbæk Kommune. Direktør Ida Holm er formand.", "member_of", ("Ida Holm", COUNCIL, "formand")),
    ("Ida Holm, der leder Værestedet Lyset, fortalte.", "holds_post", ("Ida Holm", "Værestedet Lyset", "leder")),
    ("Ida Holm forelagde sagen som formand for Ældrerådet i Holbæk Kommune.", "member_of", ("Ida Holm", COUNCIL, "formand")),
])  # fmt: skip
def test_appointments_are_read(sentence: str, predicate: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(sentence, predicate)


def test_appointments_pronoun_of_two_people_is_nobody() -> None:
    assert not told("Ida Holm og Bo Lund kom. I dag fortalte de. Hun er medlem af foreningen SIND.", "member_of")


def test_appointments_members_of_the_meetings_own_body() -> None:
    reading = read(minutes("Nyt\nMedlemmerne Ida Holm og Bo Lund havde meldt afbud.\nBeslutning\nIntet.", body=COUNCIL))
    known = names(reading)
    assert {(known[c.subject], known[c.object]) for c in claims(reading, "member_of")} >= {("Ida Holm", COUNCIL), ("Bo Lund", COUNCIL)}


@pytest.mark.parametrize(("sentence", "expected"), [
    ("Det anbefales, at Ida Holm vælges som næstformand i Ældrerådet i Holbæk Kommune.", "recommended"),
    ("Ida Holm vælges som næstformand i Ældrerådet i Holbæk Kommune.", "stated"),
    ("Det anbefales, at Ida Holm, formand for Ældrerådet i Holbæk Kommune, deltager.", "stated"),
])  # fmt: skip
def test_appointments_that_are_recommended_are_not_stated(sentence: str, expected: str) -> None:
    assert {c.status for c in claims(read(f"Notat\n\n{sentence}"), "member_of")} == {expected}
