"""Tests of bodies that meet."""

from __future__ import annotations

import pytest

from extractors.councils import find_councils
from extractors.hits import Hit, settle


def found(text: str, *, owners: tuple[Hit, ...] = (), names: tuple[Hit, ...] = ()) -> list[str]:
    return [text[h.start : h.end] for h in settle(find_councils(text, owners, names=names)) if h.score >= 0.6]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Teknik- og Havneudvalget drøftede sagen", "Teknik- og Havneudvalget"),
        ("Sagen går videre til Byrådet, som mødes", "Byrådet"),
        ("Regionsrådets beslutning", "Regionsråd"),
        ("Udvalget for Ældre, Sundhed og Pleje godkendte det", "Udvalget for Ældre, Sundhed og Pleje"),
        ("Hun sidder i Sundhedsklynge OUH, hvor", "Sundhedsklynge OUH"),
        ("Referat fra Nyby Sundhedsklynge", "Nyby Sundhedsklynge"),
        ("Arbejdsgruppen for Trygge Havne foreslår", "Arbejdsgruppen for Trygge Havne"),
        ("arbejdet er forankret i Direktør Forum", "Direktør Forum"),
        ("spørg psykiatrisk dialogforum om det", "psykiatrisk dialogforum"),
        ("Det Nationale Partnerskab for forebyggelse af støj er nedlagt", "Det Nationale Partnerskab for forebyggelse af støj"),
    ],
)
def test_councils_finds_named_bodies(text: str, body: str) -> None:
    assert any(surface.startswith(body) for surface in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "De frarådede det, og udvalget mødes.", "en arbejdsgruppe for alle", "Om klyngen: den mødes tit.", "et nyt patientudvalg i landet",
        "hele området", "arbejdsgruppen for støj mødes", "Formanden bad om råd.", "Vi skal have et udvalg om støj",
    ],
)
def test_councils_leaves_generic_ones_alone(text: str) -> None:
    assert found(text) == []


def test_councils_owner_beside_the_name_joins_it() -> None:
    text = "Udsatterådet i Nyby Kommune"
    hit = next(iter(find_councils(text, (Hit(15, 27, "MUNICIPALITY", "register", code="kommune:0999"),))))
    assert (text[hit.start : hit.end], hit.owner) == (text, "kommune:0999")


def test_councils_enumeration_ends_at_the_next_body() -> None:
    text = "Rådet for Stille Havne, SIND og FOA"
    names = (Hit(24, 28, "ASSOCIATION", "register"), Hit(32, 35, "ASSOCIATION", "register"))
    assert found(text, names=names) == ["Rådet for Stille Havne"]


def test_councils_two_places_are_two_health_councils() -> None:
    text = "Sundhedsråd for Nyby og Gammelby"
    assert [h.name for h in find_councils(text) if h.name] == ["Sundhedsråd Nyby", "Sundhedsråd Gammelby"]
