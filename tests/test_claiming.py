"""Claims: the quote cut to size, the status by part and verb, and what is denied."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import claims, minutes, quote, read, staged

from extractors.claiming import MAX_QUOTE, evidence, polarity_of, status_of

LONG = "der fortæller om byen og om livet på landet og om de mange gode idéer " * 8


def test_claiming_short_sentence_is_quoted_whole() -> None:
    reading = read("Notat\n\nDer var ro. Projekt Trygt Hjem ledes af SIND. Det går godt.")
    assert {quote(reading, claim) for claim in reading.claims} == {"Projekt Trygt Hjem ledes af SIND."}


def test_claiming_long_sentence_is_cut_to_size_around_its_places() -> None:
    reading = read(f"Notat\n\nI byen, {LONG}er det sådan, at Projekt Trygt Hjem ledes af SIND, {LONG}og det var det.")
    (claim,) = reading.claims
    text = quote(reading, claim)
    assert "Projekt Trygt Hjem ledes af SIND" in text and len(text) <= MAX_QUOTE


def test_claiming_cut_is_at_word_borders() -> None:
    reading = read(f"Notat\n\nI byen, {LONG}er det sådan, at Projekt Trygt Hjem ledes af SIND, {LONG}og det var det.")
    (claim,) = reading.claims
    text, span = reading.document.text, claim.evidence
    assert text[span.start - 1].isspace() and not text[span.start].isspace()
    assert text[span.end].isspace() or not text[span.end].isalnum()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 900), st.integers(0, 900))
def test_claiming_evidence_is_short_and_holds_the_first_place(first: int, last: int) -> None:
    text = "Notat\n\nI byen " + "ord og andre ord " * 70 + "slut."
    context, stage = staged(text)
    scene = stage[-1]
    places = (scene.start + first, scene.start + last)
    span = evidence(context, scene.start, scene.end, *places)
    assert len(span) <= MAX_QUOTE
    assert span.within(context.flow.span(scene.start, scene.end))
    assert span.start <= context.flow.offsets[min(places)] < span.end
    assert max(places) - min(places) >= MAX_QUOTE or context.flow.offsets[max(places) - 1] < span.end


def test_claiming_evidence_without_places_begins_with_the_sentence() -> None:
    context, stage = staged("Notat\n\nI byen " + "ord og andre ord " * 70 + "slut.")
    span = evidence(context, stage[-1].start, stage[-1].end)
    assert span.start == context.flow.offsets[stage[-1].start]


def status(sentence: str, *, part: str = "Sagsfremstilling") -> str:
    return status_of(staged(minutes(f"Sag\n{part}\n{sentence}"))[1][-1])


@pytest.mark.parametrize(("sentence", "expected"), [
    ("Projekt Trygt Hjem ledes af SIND.", "stated"),
    ("Projektet foreslås udbredt.", "proposed"),
    ("Der lægges op til en ny plan.", "proposed"),
    ("Projektet forventes udbredt.", "expected"),
    ("Det planlægges at udbrede projektet.", "expected"),
    ("Det anslås at tage to år.", "estimated"),
    ("Forslaget blev forkastet.", "rejected"),
    ("Byrådet vedtog planen.", "decided"),
    ("Der er afsat midler.", "decided"),
])  # fmt: skip
def test_claiming_status_is_read_from_the_verb(sentence: str, expected: str) -> None:
    assert status(sentence) == expected


@pytest.mark.parametrize(("part", "expected"), [("Indstilling", "recommended"), ("Beslutning", "decided"), ("Sagsfremstilling", "stated"), ("Resumé", "stated")])
def test_claiming_status_is_read_from_the_part(part: str, expected: str) -> None:
    assert status("Projekt Trygt Hjem ledes af SIND.", part=part) == expected


def test_claiming_recommendation_outweighs_the_verb() -> None:
    assert status("Det forventes, at planen godkendes.", part="Indstilling") == "recommended"


def test_claiming_expected_outweighs_the_decision() -> None:
    assert status("Projektet forventes udbredt.", part="Beslutning") == "expected"


def test_claiming_default_status_may_be_given() -> None:
    assert status_of(staged("Notat\n\nProjekt Trygt Hjem ledes af SIND.")[1][-1], default="proposed") == "proposed"


@pytest.mark.parametrize(("sentence", "expected"), [
    ("Holbæk Kommune har ikke indgået aftale med SIND.", "negative"),
    ("Holbæk Kommune har aldrig indgået aftale med SIND.", "negative"),
    ("Holbæk Kommune har indgået aftale med SIND.", "positive"),
    ("Holbæk Kommune har ikke kun indgået aftale med SIND.", "positive"),
    ("Det er ikke nyt, at kommunen har indgået aftale med SIND.", "positive"),
    ("Holbæk Kommune har indgået aftale med SIND, men ikke med KL.", "positive"),
])  # fmt: skip
def test_claiming_polarity_is_that_of_the_clause(sentence: str, expected: str) -> None:
    scene = staged(f"Notat\n\n{sentence}")[1][-1]
    assert polarity_of(scene, scene.start + scene.text.index("indgået")) == expected


GRANT = "der bevilges 3 mio. kr. til Projekt Trygt Hjem i 2029"


@pytest.mark.parametrize("sentence", [
    f"Administrationen indstiller, at {GRANT}.",
    f"Det indstilles, at {GRANT}.",
    f"Der indstilles, at {GRANT}.",
    f"Udvalget anbefaler derfor, at {GRANT}.",
    f"Det anbefales Byrådet, at {GRANT}.",
    f"Udvalget indstiller til Byrådet, at {GRANT}.",
    f"Udvalget besluttede at anbefale, at {GRANT}.",
    "Udvalget anbefaler regionen at undersøge mulighederne i Projekt Trygt Hjem.",
    "Det anbefales at indgå en aftale om Projekt Trygt Hjem, som forventes dyr.",
])  # fmt: skip
@pytest.mark.parametrize("part", ["Sagsfremstilling", "Beslutning"])
def test_claiming_what_a_verb_recommends_is_recommended(sentence: str, part: str) -> None:
    assert status(sentence, part=part) == "recommended"


@pytest.mark.parametrize(("sentence", "expected"), [
    (f"Byrådet godkendte, som udvalget anbefalede, at {GRANT}.", "decided"),
    ("Indstillingen blev godkendt, og SIND deltager i Projekt Trygt Hjem.", "decided"),
    ("Indstillingen er kendt, og det siges, at SIND deltager i Projekt Trygt Hjem.", "stated"),
    ("Lægen anbefaler hvile for at hjælpe Projekt Trygt Hjem.", "stated"),
    ("Projekt Trygt Hjem følger de faglige anbefalinger.", "stated"),
])  # fmt: skip
def test_claiming_recommendation_that_is_only_named_recommends_nothing(sentence: str, expected: str) -> None:
    assert status(sentence) == expected


def test_claiming_what_stands_before_the_recommendation_is_not_recommended() -> None:
    reading = read("Notat\n\nSIND deltager i Projekt Trygt Hjem, som anbefaler, at der købes ind.")
    assert {c.status for c in claims(reading, "participates_in")} == {"stated"}


def test_claiming_grant_that_is_recommended_in_running_text() -> None:
    assert {c.status for c in claims(read(minutes(f"Sag\nSagsfremstilling\nDet indstilles, at {GRANT}.")), "funded_with")} == {"recommended"}
