"""Any text at all: remarks, problems and the words of decisions have valid spans, keys and details, and no rule raises."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings import document, minutes

from extractors import read_document
from extractors.claiming import MAX_QUOTE
from extractors.records import Reading
from kg.remarks import check
from ontology.terms import OUTCOMES

few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
WORDS = (
    "For stemte", "Imod stemte:", "imod 5 (", "undlod", "bortset fra", "A (4)", "Ida Holm (V)", "Venstre", "SF", "Æ", "og", ",", ":", ";", ".", "»", "”", "(", ")", "tog forbehold",
    "ændringsforslag fra", "Ændringsforslaget faldt", "forlod mødet kl. 16.30", "deltog ikke i sagens behandling", "mens", "Rådet", "Udvalget", "administrationen", "bad", "om", "at",
    "vender tilbage", "til", "næste møde", "aftalte, at", "blev bedt om", "lovede at sende", "inden den 1. maj 2026", "31. april 2026", "mandag den 15. januar 2026", "407 patienter",
    "tre kommuner", "ca. 12 pladser", "i", "Projekt Trygt Hjem", "Holbæk Sygehus", "hver", "ud af", "Ad 1-3:", "Ad 2", "1.", "Punkt 7", "Godkendt", "Udsat", "anbefalede, at", "-", "•",
    "Indstilling\n", "\nBeslutning\n", "\nTidligere beslutninger\n", "Socialudvalget, 3. januar 2026:", "\n", "Beslutning fra Byrådet, 15-01-2026:\n", "Fraværende\n", "Ifølge", "oplyste, at", "siger", "i alt 5 mio. kr., heraf", "2 mio. kr.",
)  # fmt: skip


def read_and_check(text: str) -> Reading:
    """Read a text and hold what must be true of every remark, problem and decision."""
    paper = document(text)
    reading = read_document(paper)
    check(reading)
    size = len(paper.text)
    keys = {entity.key for entity in reading.entities}
    for remark in reading.remarks:
        assert 0 < len(remark.evidence) <= MAX_QUOTE and remark.evidence.end <= size
        assert remark.section is not None and remark.section < len(reading.sections)
    for problem in reading.problems:
        assert problem.text and (problem.span is None or problem.span.end <= size)
    for claim in reading.claims:
        assert not claim.said_by or claim.said_by in keys
        if claim.predicate == "decision":
            assert claim.object in OUTCOMES and claim.qualifier("wording") and claim.qualifier("matter") in ("", "orientation", "discussion")
    return reading


@few
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_remarks_of_minutes_made_of_any_words_are_valid(words: list[str]) -> None:
    read_and_check(minutes(f"Sag\nIndstilling\nDet indstilles, 1. at A 2. at B\n\nBeslutning\n{' '.join(words)}", "Anden sag\nBeslutning\nGodkendt.", body="Byrådet i Holbæk Kommune"))


@few
@given(st.text(alphabet="abdegkmnorstæøåABDÆØÅ0123456789 \n\t.,:;()-–\"»«'%§", max_size=400))
def test_remarks_of_any_letters_are_valid(text: str) -> None:
    read_and_check(minutes(f"Sag\nBeslutning\n{text}"))


@pytest.mark.parametrize("text", [
    "Ad 99-1: Godkendt.", "Ad 1-99: Godkendt.", "Ad 1 og 2, 3-5: Udsat.", "Indstillingens punkt 1.-3. blev godkendt.", "For stemte " * 200, "imod 5 (" * 200, "Rådet bad om, at " * 100,
    "12 pladser " * 200, "i alt 5 mio. kr., heraf " + "1 mio. kr., " * 11, "»" * 300, "Socialudvalget:\n" * 60, "- at\n" * 100, "a" * 3000 + " blev godkendt", "Oversendt " + "sendes " * 200 + "med anbefaling",
], ids=lambda text: repr(text)[:24])  # fmt: skip
def test_remarks_of_odd_decisions_are_valid(text: str) -> None:
    read_and_check(minutes(f"Sag\nIndstilling\n1. at A godkendes\n2. at B drøftes\n\nBeslutning\n{text}", body="Byrådet i Holbæk Kommune"))
