"""Keys: normal forms by which names are compared, and when two names are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.keys import body_key, definite, fold, programme_key, same_name


@pytest.mark.parametrize(("name", "folded"), [
    ("  Psykiatri- og   Socialudvalget ", "psykiatri- og socialudvalget"),
    ("Plan – Nord", "plan - nord"),
    ("Plan—Nord", "plan - nord"),
    ('"Ny By"', "ny by"),
    ("A & B", "a og b"),
])  # fmt: skip
def test_keys_fold_evens_out_spelling(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=40))
def test_keys_fold_survives_any_text(name: str) -> None:
    assert isinstance(fold(name), str)


@given(st.text("abcæøåABCÆØÅ -–&.()0123", max_size=40))
def test_keys_fold_twice_is_fold_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(("name", "key"), [
    ("Udsatterådet", "udsatteråd"),
    ("det udsatteråd", "udsatteråd"),
    ("Sundhedsudvalget", "sundhedsudvalg"),
    ("Forretningsudvalget", "forretningsudvalg"),
    ("Udvalget for ældre", "udvalg for ældre"),
    ("Det forberedende regionsråd", "forberedende regionsråd"),
    ("Bestyrelsen", "bestyrelse"),
])  # fmt: skip
def test_keys_body_is_indefinite_without_article(name: str, key: str) -> None:
    assert body_key(name) == key


@pytest.mark.parametrize("name", ["Sundhedsklynge Holbæk", "Sundhedsklyngen Holbæk", "Holbæk klyngen", "sundhedsklyngen for Holbæk"])
def test_keys_cluster_is_one_however_it_is_put(name: str) -> None:
    assert body_key(name) == "klynge holbæk"


@pytest.mark.parametrize(("name", "key"), [
    ("Sundhedsreformen", "sundhedsreform"),
    ("Sundhedsaftalen", "sundhedsaftale"),
    ("forløbsprogrammet for knæ", "forløbsprogram for knæ"),
    ("Projekt Trygt Hjem", "trygt hjem"),
    ("10-årsplanen for psykiatrien", "10-årsplan for psykiatrien"),
    ("10 års plan", "10-årsplan"),
])  # fmt: skip
def test_keys_programme_is_indefinite_without_article(name: str, key: str) -> None:
    assert programme_key(name) == key


@pytest.mark.parametrize(("name", "full"), [("udsatteråd", "Udsatterådet"), ("Udsatterådet", "Udsatterådet"), ("udvalg for ældre", "Udvalg for ældre"), ("sundhedsudvalg", "Sundhedsudvalget")])
def test_keys_definite_form_is_made_once(name: str, full: str) -> None:
    assert definite(name) == definite(definite(name)) == full


@pytest.mark.parametrize(("a", "b", "kind"), [
    ("udsatteråd", "udsatterråd", "COUNCIL"),
    ("patientinddragelsesudvalg", "patientindragelsesudvalg", "COUNCIL"),
    ("malene lundgaard", "malene lundgård", "PROVIDER"),
    ("sundhedsaftale", "sundhedsaftale 2024", "PROGRAMME"),
    ("strategi for sundhed", "strategi for sundhed i region sjælland", "PROGRAMME"),
    ("trygt hjem - hele vejen", "trygt hjem", "PROGRAMME"),
])  # fmt: skip
def test_keys_slips_and_left_out_parts_are_one_name(a: str, b: str, kind: str) -> None:
    expected = a != "malene lundgaard"
    assert same_name(a, b, kind) is same_name(b, a, kind) is expected


@pytest.mark.parametrize(("a", "b", "kind"), [
    ("budget 2030", "budget 2031", "PROGRAMME"),
    ("budget", "budget 2031", "PROGRAMME"),
    ("finanslov", "finanslov 2031", "PROGRAMME"),
    ("kræftplan 4", "kræftplan 5", "PROGRAMME"),
    ("sundhedsaftale 2019", "sundhedsaftale 2024", "PROGRAMME"),
    ("ældreråd", "ældreråde", "COUNCIL"),
    ("bo lund", "bo lunt", "PERSON"),
    ("ida holm", "ida holt", "PERSON"),
    ("sundhedsudvalg", "tundhedsudvalg", "COUNCIL"),
    ("udsatteråd", "udsatteråd 2024", "COUNCIL"),
])  # fmt: skip
def test_keys_short_names_figures_and_budgets_are_kept_apart(a: str, b: str, kind: str) -> None:
    assert not same_name(a, b, kind) and not same_name(b, a, kind)


@given(st.text("abcdeæøå 0123456789-", min_size=1, max_size=30), st.text("abcdeæøå 0123456789-", min_size=1, max_size=30), st.sampled_from(["COUNCIL", "PERSON", "PROGRAMME"]))
def test_keys_same_name_is_symmetric_and_reflexive(a: str, b: str, kind: str) -> None:
    assert same_name(a, a, kind)
    assert same_name(a, b, kind) == same_name(b, a, kind)
