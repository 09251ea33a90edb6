"""Tests of short forms and later namings."""

from __future__ import annotations

import pytest

from extractors.aliases import bare_names, defined_abbreviations, echoes, listed_programmes
from extractors.hits import Hit


def at(text: str, word: str, kind: str, source: str = "programmes", **more: object) -> Hit:
    start = text.index(word)
    return Hit(start, start + len(word), kind, source, **more)  # type: ignore[arg-type]


def surfaces(text: str, hits: object) -> list[str]:
    return [text[h.start : h.end] for h in hits]  # type: ignore[attr-defined]


def test_aliases_abbreviation_in_brackets_names_what_stands_before_it() -> None:
    text = "Nyby Universitetshospital (NUH) svarer. NUH er glad."
    hits = [at(text, "Nyby Universitetshospital", "PROVIDER", "organisations")]
    short = list(defined_abbreviations(text, hits))
    assert [(h.name, text[h.start : h.end]) for h in [*short, *echoes(text, hits, short)]] == [("Nyby Universitetshospital", "NUH")] * 2


def test_aliases_long_form_is_found_by_its_letters() -> None:
    text = "et tilbud om stille havneterapi (SHT)"
    assert surfaces(text, defined_abbreviations(text, [])) == ["stille havneterapi", "SHT"]


@pytest.mark.parametrize("text", ["børn med autismespektrumforstyrrelser (ASF)", "hele Nyby (KOL)", "de store (DS)"])
def test_aliases_illnesses_and_chance_letters_are_no_programmes(text: str) -> None:
    assert list(defined_abbreviations(text, [])) == []


def test_aliases_short_form_of_the_last_word_is_not_that_of_a_plan() -> None:
    text = "forløbsprogram for støjforstyrrelser (SF)"
    assert list(defined_abbreviations(text, [at(text, "forløbsprogram for støjforstyrrelser", "PLAN")])) == []


def test_aliases_list_of_projects() -> None:
    text = "Byen støtter følgende projekter:\n- Ro på kajen\n- Flere både (2 stk.)\nSlut"
    assert surfaces(text, listed_programmes(text, [])) == ["Ro på kajen", "Flere både"]


def test_aliases_list_of_sentences_is_no_list_of_projects() -> None:
    text = "Byen har følgende forslag:\n- Havnen lukkes. Det er trist.\n- 2031\n"
    assert list(listed_programmes(text, [])) == []


def test_aliases_quoted_title_is_found_again_over_a_line_end() -> None:
    text = 'projektet "Ro på kajen" og så Ro på\nkajen igen'
    assert surfaces(text, echoes(text, [at(text, "Ro på kajen", "INITIATIVE", score=0.85)], [])) == ["Ro på\nkajen"]


def test_aliases_unsure_title_is_not_found_in_small_letters() -> None:
    text = "Ro på kajen\nDer er ro på kajen."
    assert list(echoes(text, [at(text, "Ro på kajen", "INITIATIVE", score=0.7)], [])) == []


def test_aliases_own_name_of_a_place_of_care() -> None:
    text = "Værestedet Lanternen er åbent. Folk kan lide Lanternen."
    assert surfaces(text, bare_names(text, [at(text, "Værestedet Lanternen", "PROVIDER")])) == ["Lanternen"]
