"""Tests of reforms, agreements, plans, laws and initiatives: by pattern, by their sentence and by their capital."""

from __future__ import annotations

import pytest

from extractors.appositions import find_explained
from extractors.hits import settle
from extractors.phrases import complement_end, near
from extractors.programmes import ANCHORS, PHRASED, SIMPLE, find_programmes
from extractors.recurring import recurring_names


def found(text: str) -> list[tuple[str, str]]:
    return [(h.type, text[h.start : h.end]) for h in settle(find_programmes(text))]


def explained(text: str) -> list[tuple[str, str]]:
    return [(h.type, text[h.start : h.end]) for h in settle(find_explained(text))]


def recurring(text: str) -> list[str]:
    return sorted({text[h.start : h.end] for h in recurring_names(text, (), (), ())})


@pytest.mark.parametrize(("name", "kind", "example"), [(n, k, e) for n, k, _, e in (*SIMPLE, *PHRASED)])
def test_programmes_every_pattern_finds_its_example(name: str, kind: str, example: str) -> None:
    hits = found(f"Vi læste {example}, og det var godt.")
    expected = example.removeprefix("Nyby Kommunes ")
    assert (kind, expected) in hits, (name, hits)


def test_programmes_every_pattern_has_anchors() -> None:
    assert set(ANCHORS) == {name for name, *_ in (*SIMPLE, *PHRASED)}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ('Nu kaldes ”Rammeaftalen om en stille havn” færdig', ("AGREEMENT", "Rammeaftalen om en stille havn")),
        ("den gamle støjpolitik fra 2019 afløses", ("PLAN", "støjpolitik fra 2019")),
        ("Havnestyrelsens anbefalinger for stille havne følges", ("PLAN", "anbefalinger for stille havne")),
        ("Pulje til støtte af en stille havn er tom", ("INITIATIVE", "Pulje til støtte af en stille havn")),
        ("suppleringsuddannelsen for hav- og fjordguider er ny", ("INITIATIVE", "suppleringsuddannelsen for hav- og fjordguider")),
        ("forløbsprogram for type 2-diabetes er klar", ("PLAN", "forløbsprogram for type 2-diabetes")),
        ("ordningen Skipper på Land er god", ("INITIATIVE", "Skipper på Land")),
        ("visions- og udviklingsplan for Havneområdet er ny", ("PLAN", "visions- og udviklingsplan for Havneområdet")),
    ],
)
def test_programmes_finds(text: str, pair: tuple[str, str]) -> None:
    assert pair in found(text)


def test_programmes_year_of_a_table_is_no_part_of_the_name() -> None:
    text = "Projekt Rolig Havn 2031\nProjekt Rolig Havn går godt. Projekt Rolig Havn fortsætter."
    assert {surface for _, surface in found(text)} == {"Projekt Rolig Havn"}


@pytest.mark.parametrize(
    "text",
    ["Han sagde ”det er en god dag” til os", "anbefalinger for alle", "en pulje til alle", "projektet Der er", "planen for dagen", "lov om alt"],
)
def test_programmes_leaves_words_alone(text: str) -> None:
    assert not [pair for pair in found(text) if pair[0] not in ("LAW",)]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Samtidig fortsætter Havnelinjen Nord, et telefontilbud til skippere.", ("INITIATIVE", "Havnelinjen Nord")),
        ("der oprettes et samlet forløb, Hjem igen i fred, i samarbejde med byen", ("INITIATIVE", "Hjem igen i fred")),
        ("Det er forankret i Havneplanlægning, der er en afdeling i Nyby.", ("ORG_OTHER", "Havneplanlægning")),
        ("en fælles model for samtalen, kaldet Havnesamtalen, bruges", ("INITIATIVE", "Havnesamtalen")),
        ("afsættes 3 mio. kr. i 2031 til Kendt Skipper, som er ny", ("INITIATIVE", "Kendt Skipper")),
        ("HAV:BO er samarbejdsaftalen mellem byerne.", ("AGREEMENT", "HAV:BO")),
    ],
)
def test_programmes_explained_by_their_sentence(text: str, pair: tuple[str, str]) -> None:
    assert pair in explained(text)


@pytest.mark.parametrize("text", ["Projektet er et tilbud til alle.", "der gives 3 mio. kr. til Havnen.", "I Region Fyn, et tilbud", "Vi har et hus, Ida, og en båd."])
def test_programmes_explained_leaves_words_alone(text: str) -> None:
    assert explained(text) == []


def test_programmes_recurring_phrase_is_taken_whole() -> None:
    text = "Byen prøver Roligt hjem nu. Deltagerne i Roligt hjem er glade, og flere vil med i Roligt hjem."
    assert recurring(text) == ["Roligt hjem"]


def test_programmes_recurring_words_before_belong_to_it() -> None:
    text = "Ro i Havnen\nVi støtter Ro i Havnen fuldt ud. Det er Ro i Havnen glad for."
    assert recurring(text) == ["Ro i Havnen"]


@pytest.mark.parametrize(
    "text",
    ["Vi så Makkerhold en gang.", "i Havnehold og i Havnehold, et havnehold", "hos Rådet og hos Rådet igen", "med Ida Holm og Ida Holm"],
)
def test_programmes_recurring_leaves_words_alone(text: str) -> None:
    assert recurring(text) == []


def test_programmes_complement_takes_article_and_adjective() -> None:
    text = "en robust havn er målet"
    assert text[: complement_end(text, 0)] == "en robust havn"


def test_programmes_complement_never_ends_in_a_hyphen() -> None:
    text = "ergo- med mere"
    assert text[: complement_end(text, 0)] in ("", "ergo")


def test_programmes_near_equals_a_search_of_the_whole_text() -> None:
    text = ("Vi har forløbsprogram for knæ. " + "x " * 300) * 4 + "Forløbsprogrammet for hofter er nyt. reform og boligreformen"
    for name, _, pattern, _ in (*SIMPLE, *PHRASED):
        assert [m.span() for m in near(text, pattern, ANCHORS[name])] == [m.span() for m in pattern.finditer(text)], name
