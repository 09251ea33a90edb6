"""Tests of people in running text and in lists of participants."""

from __future__ import annotations

import pytest

from extractors.people import find_people, first_of_two, listed_people


def found(text: str, taken: frozenset[int] = frozenset()) -> list[str]:
    return [person.name for person in find_people(text, taken=taken)]


def listed(text: str) -> list[str]:
    return [person.name for person, _, _ in listed_people(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vicedirektør Zilla Wrangborg orienterede", "Zilla Wrangborg"),
        ("Tak til Mads af Strand for oplægget", "Mads af Strand"),
        ("talte med Anne-Mette Juul-Dam om det", "Anne-Mette Juul-Dam"),
        ("Oplæg af Thomas I. Jensen", "Thomas I. Jensen"),
        ("Zilla Wrangborg (V) spurgte", "Zilla Wrangborg"),
        ("Zilla Wrangborg (SF) spurgte", "Zilla Wrangborg"),
        ("Zilla Wrangborg, ledende overlæge, svarede", "Zilla Wrangborg"),
        ("Referent: Zilla Wrangborg", "Zilla Wrangborg"),
        ("IDA HOLM, formand", "IDA HOLM"),
        ("hilsen Yusuf Çelikoğlu i dag", "Yusuf Çelikoğlu"),
        ("besøg af læge Ida Holm Tema om søvn", "Ida Holm"),
        ("næstformand Ida Gade-Rasmussen", "Ida Gade-Rasmussen"),
        ("Teamleder Ida\nHolm, Nyby", "Ida Holm"),
        ("Ida Holm\nSørensen, læge", "Ida Holm Sørensen"),
        ("Zilla Jensen\nEMN-2031", "Zilla Jensen"),
    ],
)
def test_people_in_running_text(text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Region Sjælland og Køge Kommune", "Indsats Status Regionale", "Lægedirektør Forum mødes", "Stille Havn er et projekt", "Mødet blev holdt. Ida kom.",
        "PSYKIATRI OG SOMATIK, januar", "Formand Udvalget", "Ida\nDer var kaffe",
    ],
)
def test_people_leaves_other_capitals_alone(text: str) -> None:
    assert found(text) == []


def test_people_name_after_another_name_is_found() -> None:
    text = "formand for Havneudvalget Zilla Wrangborg Jensen"
    assert found("formand i Havneudvalget Ida Holm", frozenset(range(10, 23))) == ["Ida Holm"] and found(text) == []


def test_people_title_and_party_stand_beside_the_name() -> None:
    person = next(iter(find_people("Borgmester Ida Holm (A) talte")))
    assert (person.title, person.party) == ("Borgmester", (21, 22))


def test_people_list_with_roles_and_organisations() -> None:
    text = "Ida Holm (A), formand\n- Bo Lund, chefkonsulent, Nyby Kommune\nZilla Wrangborg / Lea Birk"
    assert listed(text) == ["Ida Holm", "Bo Lund", "Zilla Wrangborg", "Lea Birk"]


def test_people_list_joins_names_over_line_ends() -> None:
    assert listed("Vicedirektør Ida\nHolm, Nyby\nLæge Bo Lund\nSørensen, Nyby") == ["Ida Holm", "Bo Lund Sørensen"]


@pytest.mark.parametrize("text", ["Indsats Status Regionale repræsentanter", "Styrket Task force", "Vicedirektør Forum", "Nyby Kommune", "Afbud"])
def test_people_list_leaves_headings_alone(text: str) -> None:
    assert listed(text) == []


@pytest.mark.parametrize(
    ("names", "count"),
    [("Ida Holm Bo Lund", 2), ("Hans Peter Holm", 3), ("Ida Lund Nielsen", 3), ("Lone Birk Hansen Ole Holm", 3), ("Ida Bo", 2)],
)
def test_people_two_names_side_by_side_are_two(names: str, count: int) -> None:
    assert first_of_two(names.split()) == count


def test_people_thing_behind_a_name_in_a_row_is_no_part_of_it() -> None:
    assert [p.name for p in find_people("Vicedirektør Ida Holm Krogården kom.")] == ["Ida Holm"]


def roles(text: str) -> list[tuple[str, str, str]]:
    """Return name, title before it and what is said behind it for each person of a list."""
    return [(p.name, p.title, text[a:b].strip(" ,")) for p, a, b in listed_people(text, 0, len(text))]


@pytest.mark.parametrize(("text", "expected"), [
    (
        "Ida Holm (A), formand, Bo Lund (V), næstformand, Lea Birk (F)",
        [("Ida Holm", "", "(A), formand"), ("Bo Lund", "", "(V), næstformand"), ("Lea Birk", "", "(F)")],
    ),
    ("Lea Birk, chefkonsulent, Bo Lund", [("Lea Birk", "", "chefkonsulent"), ("Bo Lund", "", "")]),
    ("Ida Holm, regionsrådsformand, Bo Lund", [("Ida Holm", "", "regionsrådsformand"), ("Bo Lund", "", "")]),
    ("Formand Ida Holm (A), næstformand Bo Lund (V), Lea Birk", [("Ida Holm", "Formand", "(A)"), ("Bo Lund", "næstformand", "(V)"), ("Lea Birk", "", "")]),
    ("Ida Holm, formand, næstformand Bo Lund, Lea Birk, medlem", [("Ida Holm", "", "formand"), ("Bo Lund", "næstformand", ""), ("Lea Birk", "", "medlem")]),
    ("Formand, Ida Holm, næstformand, Bo Lund, Lea Birk", [("Ida Holm", "Formand", ""), ("Bo Lund", "næstformand", ""), ("Lea Birk", "", "")]),
    ("Ida Holm, formand\nNæstformand, Bo Lund", [("Ida Holm", "", "formand"), ("Bo Lund", "Næstformand", "")]),
])  # fmt: skip
def test_people_title_of_a_list_goes_to_one_name(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize("text", ["Nu udtræder Ida Holm af Udvalget for Havne.", "Det siger Ida Holm af Venstre."])
def test_people_particle_before_other_names_is_no_part_of_a_name(text: str) -> None:
    assert found(text) == ["Ida Holm"]
