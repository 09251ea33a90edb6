"""Employment: who works where as what, with a verb between."""

from __future__ import annotations

import pytest
from readings import claims, names, read

from extractors.employment import BEFORE, BEHIND


def posts(text: str) -> set[tuple[str, str, str]]:
    reading = read(f"Notat\n\n{text}")
    known = names(reading)
    return {(known[c.subject], known[c.object], c.qualifier("role")) for c in claims(reading, "holds_post")}


def test_employment_tables_have_an_example_each() -> None:
    assert all(row[-1] for row in (*BEHIND, *BEFORE))


@pytest.mark.parametrize(("text", "expected"), [
    ("Bo Lund er ansat som socialsygeplejerske på Odense Universitetshospital.", ("Bo Lund", "Odense Universitetshospital", "socialsygeplejerske")),
    ("Pr. 1. august tiltræder Ida Holm som ny direktør i Danske Patienter.", ("Ida Holm", "Danske Patienter", "direktør")),
    ("I spidsen for Holbæk Sygehus står nu Bo Lund.", ("Bo Lund", "Holbæk Sygehus", "leder")),
    ("Køge Kommune har ansat Ida Holm som udsattekoordinator.", ("Ida Holm", "Køge Kommune", "udsattekoordinator")),
    ("Ny chef for Holbæk Sygehus bliver Bo Lund.", ("Bo Lund", "Holbæk Sygehus", "chef")),
    ("Ida Holm leder Værestedet Lyset.", ("Ida Holm", "Værestedet Lyset", "leder")),
])  # fmt: skip
def test_employment_is_read(text: str, expected: tuple[str, str, str]) -> None:
    found = posts(text)
    assert {(who, where) for who, where, _ in found} == {expected[:2]}
    assert expected[2] in {role.removeprefix("ny ") for _, _, role in found}


@pytest.mark.parametrize("text", [
    "Ida Holm leder Region Sjælland en tjeneste.",
    "Ida Holm talte med en læge på Holbæk Sygehus.",
    "Bo Lund besøgte Holbæk Sygehus, som har ansat flere.",
])  # fmt: skip
def test_employment_visitors_and_listeners_hold_no_post(text: str) -> None:
    assert not posts(text)
