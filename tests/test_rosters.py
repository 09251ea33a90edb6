"""Rosters: lists of a group's members in papers of somebody else."""

from __future__ import annotations

from readings import claims, names, pairs, read

GROUP = "Styregruppen for Projekt Trygt Hjem"


def roster(*lines: str) -> str:
    return f"Notat\n\nProjekt Trygt Hjem er nyt. Det styres af {GROUP}:\n\n" + "\n".join(lines) + "\n"


def test_rosters_members_and_those_who_send_them() -> None:
    reading = read(roster("  Formand: Ida Holm, vicedirektør, Holbæk Sygehus", "  Medlem:  Bo Lund, socialchef, Køge Kommune", "  Medlem:  Eva Krog, SIND"))
    known = names(reading)
    assert {(known[c.subject], known[c.object], c.qualifier("role")) for c in claims(reading, "member_of")} == {
        ("Ida Holm", GROUP, "formand"), ("Bo Lund", GROUP, ""), ("Eva Krog", GROUP, ""),
    }  # fmt: skip
    assert {(who, GROUP) for who in ("Holbæk Sygehus", "Køge Kommune", "SIND")} <= pairs(reading, "represented_in")


def test_rosters_lines_without_a_role_say_nothing() -> None:
    assert not pairs(read(roster("  Kontakt: Bo Lund, socialchef, Køge Kommune")), "represented_in")


def test_rosters_in_one_line() -> None:
    reading = read("Notat\n\nArbejdsgruppen for Projekt Trygt Hjem: Ida Holm (formand), Bo Lund (SIND), Eva Krog.")
    assert pairs(reading, "member_of") == {(who, "Arbejdsgruppen for Projekt Trygt Hjem") for who in ("Ida Holm", "Bo Lund", "Eva Krog")}
    assert pairs(reading, "represented_in") == {("SIND", "Arbejdsgruppen for Projekt Trygt Hjem")}


def test_rosters_observers_and_substitutes_are_no_members() -> None:
    found = pairs(read(roster("  Observatør: Bo Lund, SIND", "  Suppleant: Eva Krog, SIND")), "member_of")
    assert GROUP not in {body for _, body in found}
