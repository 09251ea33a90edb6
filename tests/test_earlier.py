"""Earlier decisions: of which body, of which day, and apart from the decision at hand."""

from __future__ import annotations

import pytest
from readings import claims, doers, minutes, read, remarks

from extractors.records import Reading

OURS = "\n\nBeslutning fra Byrådet, 15-01-2026:\nUdsat."


def case(text: str) -> Reading:
    return read(minutes(f"Ny plan\n{text}{OURS}", body="Byrådet i Holbæk Kommune"))


def told(reading: Reading) -> list[tuple[tuple[str, ...], str, str]]:
    """Return (who, outcome, day) of the earlier decisions."""
    return [(doers(reading, r), r.detail("outcome"), r.detail("date")) for r in remarks(reading, "earlier_decision")]


@pytest.mark.parametrize(("text", "outcome"), [("Anbefales.", "recommended"), ("Godkendt.", "approved"), ("Drøftet.", "discussed"), ("Forkastet.", "rejected"), ("Anbefales godkendt.", "recommended")])
def test_earlier_decision_has_its_body_and_day(text: str, outcome: str) -> None:
    reading = case(f"Beslutning fra Socialudvalget, 03-01-2026:\n{text}")
    assert told(reading) == [(("Socialudvalget i Holbæk Kommune",), outcome, "2026-01-03")]


def test_earlier_decision_is_of_who_is_headed_not_of_whom_it_is_put_to() -> None:
    reading = case("Beslutning fra Socialudvalget, 03-01-2026:\nAnbefales over for Økonomiudvalget.")
    assert told(reading) == [(("Socialudvalget i Holbæk Kommune",), "recommended", "2026-01-03")]


def test_earlier_decisions_leave_the_one_at_hand_alone() -> None:
    reading = case("Beslutning fra Socialudvalget, 03-01-2026:\nGodkendt.")
    assert [claim.object for claim in claims(reading, "decision")] == ["postponed"]


def test_earlier_decisions_of_two_bodies_are_two() -> None:
    reading = case("Beslutning fra Socialudvalget, 03-01-2026:\nAnbefales.\n\nBeslutning fra Økonomiudvalget, 08-01-2026:\nAnbefales.")
    assert [(who, day) for who, _, day in told(reading)] == [(("Socialudvalget i Holbæk Kommune",), "2026-01-03"), (("Økonomiudvalget i Holbæk Kommune",), "2026-01-08")]


def test_earlier_amendment_is_no_decision_on_the_case() -> None:
    reading = case("Beslutning fra Socialudvalget, 03-01-2026:\nÆndringsforslaget blev forkastet.")
    assert told(reading) == []


def test_earlier_line_in_one_decision_gives_the_word_to_another_body() -> None:
    reading = read(minutes("Ny plan\nBeslutning\nSocialudvalget, 3. januar 2026:\nGodkendt.", body="Byrådet i Holbæk Kommune"))
    assert told(reading) == [(("Socialudvalget i Holbæk Kommune",), "approved", "2026-01-03")]
    assert claims(reading, "decision") == ()


def test_earlier_decision_without_body_and_day_is_none() -> None:
    assert told(case("Tidligere beslutninger\nGodkendt.")) == []
