"""Voices: what a sentence lets somebody say is theirs; what the paper adds itself is not."""

from __future__ import annotations

import pytest
from readings import names, read

from extractors.voices import CUES

SAID = "Køge Kommune samarbejder med SIND"


def speakers(text: str) -> set[str]:
    """Return who says the claims of a note, '' for the note itself."""
    reading = read(f"Notat\n\n{text}")
    known = names(reading)
    return {known.get(c.said_by, "") for c in reading.claims if c.predicate in ("partner_of", "dated", "party_to", "participates_in", "funded_with")}


@pytest.mark.parametrize(("name", "example"), [(name, example) for name, _, example in CUES])
def test_voices_table_reads_its_examples(name: str, example: str) -> None:
    cue = next(pattern for kind, pattern, _ in CUES if kind == name)
    speaker = "SIND" if "SIND" in example else "Ida Holm"
    low = example.index(speaker)
    assert cue.match(example[low + len(speaker) :]) if name == "says" else cue.search(example[:low])


@pytest.mark.parametrize(("text", "who"), [
    (f"Ida Holm oplyste, at {SAID}.", "Ida Holm"),
    (f"Ida Holm (V) orienterede om, at {SAID}.", "Ida Holm"),
    (f"Ida Holm bemærkede på mødet, at {SAID}.", "Ida Holm"),
    (f"Bedre Psykiatri vurderer, at {SAID}.", "Bedre Psykiatri"),
    (f"Ifølge Bedre Psykiatri er det sådan, at {SAID}.", "Bedre Psykiatri"),
    (f"”{SAID},” siger Ida Holm.", "Ida Holm"),
    (f"{SAID}, siger Ida Holm.", "Ida Holm"),
])  # fmt: skip
def test_voices_what_is_said_is_its_speakers(text: str, who: str) -> None:
    assert speakers(text) == {who}


def test_voices_person_in_apposition_speaks_not_the_body() -> None:
    assert speakers(f"Formanden for Socialudvalget i Køge Kommune, Ida Holm, bemærkede, at {SAID}.") == {"Ida Holm"}


@pytest.mark.parametrize("text", [
    f"Ida Holm bød velkommen. {SAID}.",
    "Ida Holm fortalte om Projekt Trygt Hjem, der startede i 2025.",
    "Ida Holm orienterede om Projekt Trygt Hjem, som Køge Kommune deltager i.",
    f"Bedre Psykiatri skriver til byrådet; {SAID}.",
    f"Medlemmet efter Ida Holm er nyt; {SAID}.",
    f"Ida Holm oplyste, at tiden er gået; {SAID}.",
])  # fmt: skip
def test_voices_what_the_paper_adds_is_its_own(text: str) -> None:
    assert speakers(text) <= {""}


def test_voices_who_is_spoken_of_does_not_say_it() -> None:
    assert speakers("SIND oplyser, at SIND samarbejder med Køge Kommune.") == {""}


def test_voices_name_of_a_body_is_nobodys_statement() -> None:
    reading = read("Notat\n\nDet er godt, siger Ida Holm, der er formand for Socialudvalget i Køge Kommune.")
    assert {c.said_by for c in reading.claims} == {""}
