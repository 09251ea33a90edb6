"""Departures: who leaves a seat or a post and from which day, and what is said to hold no longer."""

from __future__ import annotations

import pytest
from readings import claims, minutes, names, read

BODY = "Handicaprådet i Greve Kommune"
OWN = "Ældrerådet i Holbæk Kommune"
HELD = "2026-01-15"


def seats(sentence: str, *, part: str = "Sagsfremstilling") -> set[tuple[str, str, str, str, str]]:
    """Return person, body, role, end and polarity of what the minutes of OWN say of seats and posts."""
    reading = read(minutes(f"Orientering\n{part}\n{sentence}", body=OWN))
    known = names(reading)
    return {
        (known[c.subject], known[c.object], c.qualifier("role"), c.qualifier("valid_to"), c.polarity)
        for predicate in ("member_of", "holds_post")
        for c in claims(reading, predicate)
    }


@pytest.mark.parametrize(("sentence", "body", "role", "end"), [
    (f"Ida Holm fratræder som næstformand i {BODY} pr. 1. marts 2026.", BODY, "næstformand", "2026-03-01"),
    (f"Ida Holm træder tilbage som formand for {BODY} den 1. april 2026.", BODY, "formand", "2026-04-01"),
    (f"Ida Holm udtræder af {BODY} pr. 1. marts 2026.", BODY, "", "2026-03-01"),
    (f"Ida Holm fratræder {BODY} pr. 30. juni 2026.", BODY, "", "2026-07-01"),
    (f"Ida Holm, SIND, udtrådte af {BODY} den 1. december 2025.", BODY, "", "2025-12-01"),
    (f"Pr. 1. marts 2026 udtræder Ida Holm af {BODY}.", BODY, "", "2026-03-01"),
    (f"Ida Holm går af som formand for {BODY} med udgangen af 2026.", BODY, "formand", "2027-01-01"),
    (f"Ida Holm stopper i {BODY} til maj 2026.", BODY, "", "2026-05"),
    (f"Ida Holm nedlægger sit mandat i {BODY}.", BODY, "", HELD),
    (f"Formanden, Ida Holm, fratræder som formand for {BODY}.", BODY, "formand", HELD),
    ("Ida Holm fratræder som formand pr. 31. december 2025.", OWN, "formand", "2026-01-01"),
    ("Ida Holm stopper som formand.", OWN, "formand", HELD),
    ("Ida Holm udtræder af rådet.", OWN, "", HELD),
    ("Ida Holm fratræder som direktør i Holbæk Kommune pr. 1. maj 2026.", "Holbæk Kommune", "direktør", "2026-05-01"),
])  # fmt: skip
def test_departures_end_the_seat(sentence: str, body: str, role: str, end: str) -> None:
    assert seats(sentence) == {("Ida Holm", body, role, end, "positive")}


def test_departures_of_several_and_who_comes_stays() -> None:
    found = seats(f"Ida Holm og Eva Krog er udtrådt af {BODY}, og Bo Lund indtræder i {BODY}.")
    assert found == {("Ida Holm", BODY, "", HELD, "positive"), ("Eva Krog", BODY, "", HELD, "positive"), ("Bo Lund", BODY, "", "", "positive")}


def test_departures_leave_other_seats_open() -> None:
    found = seats(f"Ida Holm, der er formand for SIND, udtræder af {BODY} den 1. maj 2026.")
    assert found == {("Ida Holm", "SIND", "formand", "", "positive"), ("Ida Holm", BODY, "", "2026-05-01", "positive")}


@pytest.mark.parametrize("sentence", [
    f"Hvis Ida Holm udtræder af {BODY}, vælges en ny.",
    "Ida Holm forlod mødet kl. 10.",
    f"Ida Holm træder ikke tilbage som formand for {BODY}.",
    f"SIND udtræder af {BODY}, oplyste Ida Holm.",
    "Ida Holm udtræder, da hun flytter.",
    f"Ida Holm er ikke til stede i {BODY}.",
])  # fmt: skip
def test_departures_are_not_read_of_other_words(sentence: str) -> None:
    assert not seats(sentence)


@pytest.mark.parametrize(("sentence", "role"), [
    (f"Ida Holm er ikke længere medlem af {BODY}.", "medlem"),
    (f"Ida Holm er ikke længere formand for {BODY}.", "formand"),
    (f"Ida Holm (A) sidder ikke længere i {BODY}.", ""),
    (f"Ida Holm er ikke medlem af {BODY}, men gæst.", "medlem"),
])  # fmt: skip
def test_departures_denied_seats_are_negative(sentence: str, role: str) -> None:
    assert seats(sentence) == {("Ida Holm", BODY, role, "", "negative")}


def test_departures_that_are_recommended_are_not_stated() -> None:
    reading = read(minutes(f"Sag\nSagsfremstilling\nDet indstilles, at Ida Holm udtræder af {BODY} den 1. maj 2026."))
    assert {c.status for c in claims(reading, "member_of")} == {"recommended"}


def test_departures_day_is_no_date_of_the_body() -> None:
    reading = read(minutes(f"Sag\nSagsfremstilling\nByrådet oplyste, at Ida Holm fratræder {BODY} med virkning fra den 1. maj 2026."))
    assert claims(reading, "member_of") and not claims(reading, "dated")


def test_departures_without_any_day_make_no_open_seat() -> None:
    assert not claims(read(f"Notat\n\nIda Holm fratræder som formand for {BODY}."), "member_of")
