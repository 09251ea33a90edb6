"""Anchor: the day of a paper as its head, its title, its signatures and its text give it, in that order."""

from __future__ import annotations

import pytest
from readings import read

TOLD = "Aftalen er drøftet i Holbæk Sundhedsklynge den 19. september 2024."


@pytest.mark.parametrize("text", [
    f"Samarbejdsaftale om Projekt Trygt Hjem\n\n{TOLD}\n\nUnderskrifter\n\nSorø, den 14. november 2024\n\nFor SIND\nIda Holm\n",
    f"Samarbejdsaftale om Projekt Trygt Hjem\n\n{TOLD}\n\nNykøbing Falster, d. 14. november 2024.\n",
    f"Samarbejdsaftale af 14. november 2024\n\n{TOLD}\n",
    f"Samarbejdsaftale\n\n14. november 2024\n\n{TOLD}\n",
    f"Samarbejdsaftale\n\n{TOLD}\n\nTorsdag den 14. november 2024\n\n{TOLD}\n",
    f"{TOLD}\n\nDato: 14. november 2024\n\nSorø, den 1. december 2024\n",
    "Samarbejdsaftale\n\nDen er indgået den 14. november 2024 og drøftet den 19. december 2024.\n",
])  # fmt: skip
def test_anchor_head_title_and_signature_win_over_running_text(text: str) -> None:
    assert read(text).date == "2024-11-14"


@pytest.mark.parametrize("line", [
    "Sorø, den 14. november 2024 kl. 10, mødes alle.",
    "Byrådet, den 14. november 2024",
    "Se brevet fra Sorø, den 14. november 2024",
])  # fmt: skip
def test_anchor_other_lines_with_a_day_are_no_signature(line: str) -> None:
    assert read(f"Aftale om Projekt Trygt Hjem\n\nmellem\n\nSIND\n\n{TOLD}\n\n{line}\n").date == "2024-09-19"


def test_anchor_meeting_wins_over_a_signature() -> None:
    text = "Referat\n\nUdsatterådet i Holbæk Kommune\nMødedato: 4. marts 2026\n\nPunkt 1: Nyt\nIntet.\n\nSorø, den 9. marts 2026\n"
    assert read(text).date == "2026-03-04"
