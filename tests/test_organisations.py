"""Tests of organisations found by the way they are named."""

from __future__ import annotations

import pytest

from extractors.hits import Hit, settle
from extractors.organisations import ANCHORS, PATTERNS, find_organisations, local_branches


def found(text: str) -> list[tuple[str, str]]:
    return [(h.type, text[h.start : h.end]) for h in settle(find_organisations(text))]


@pytest.mark.parametrize(("name", "kind", "example"), [(name, kind, example) for name, kind, _, example in PATTERNS])
def test_organisations_every_pattern_finds_its_example(name: str, kind: str, example: str) -> None:
    context = f"{example} er stor." if name == "planning" else f"Vi besøgte {example}."
    assert (kind, example) in found(context), name


def test_organisations_every_pattern_has_anchors() -> None:
    assert set(ANCHORS) == {name for name, *_ in PATTERNS} and all(ANCHORS.values())


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Det hører under Nyby Kommunes Akutteam i dag", ("PROVIDER", "Nyby Kommunes Akutteam")),
        ("tidligere Ministerium for Havne og Broer og Danske Skippere", ("AUTHORITY", "Ministerium for Havne og Broer")),
        ("Den hedder Øjenklinik på Nyby Sygehus nu", ("PROVIDER", "Øjenklinik på Nyby Sygehus")),
        ("talte med ADHD-foreningen om det", ("ASSOCIATION", "ADHD-foreningen")),
        ("Mødet var på værestedet Lanternen i går", ("PROVIDER", "værestedet Lanternen")),
        ("sammen med Nyby Havn A/S om det", ("ORG_OTHER", "Nyby Havn A/S")),
    ],
)
def test_organisations_finds(text: str, pair: tuple[str, str]) -> None:
    assert pair in found(text)


@pytest.mark.parametrize(
    "text",
    ["I Them har borgerforeningen valgt.", "Fonden gav penge.", "Lægehuset er lukket.", "Kommunalbestyrelsen bestyrelsen", "et center for alle", "Huset er nyt."],
)
def test_organisations_leaves_generic_words_alone(text: str) -> None:
    assert found(text) == []


def test_organisations_word_also_written_small_is_no_name() -> None:
    assert found("Svømmebanken åbner. Brug svømmebanken.") == []


def test_organisations_minister_is_the_ministry() -> None:
    hit = next(iter(find_organisations("Indenrigs- og sundhedsministeren svarer.")))
    assert hit.code == "myndighed:indenrigs-og-sundhedsministeriet"


def test_organisations_half_a_title_is_no_minister() -> None:
    assert found("Social- og\nBoligminister") == [("AUTHORITY", "Boligminister")] or found("Social- og\nBoligminister") == []


@pytest.mark.parametrize(
    ("text", "branch"),
    [("SIND Nordjylland driver den", "SIND Nordjylland"), ("SIND i Nyborg driver den", "SIND i Nyborg"), ("SIND i Kreds Nordjylland mener", "SIND i Kreds Nordjylland")],
)
def test_organisations_local_branches(text: str, branch: str) -> None:
    from extractors.places import find_places

    hits = [Hit(0, 4, "ASSOCIATION", "register", code="forening:sind")]
    assert [text[h.start : h.end] for h in local_branches(text, hits, list(find_places(text)))] == [branch]


@pytest.mark.parametrize("text", ["SIND Mandag holder møde", "SIND på Fyn", "SIND i Marts", "SIND i Køge Kommune"])
def test_organisations_no_branch_without_a_place(text: str) -> None:
    assert list(local_branches(text, [Hit(0, 4, "ASSOCIATION", "register", code="forening:sind")], [])) == []
