"""Partnerships: who works with whom, who takes part, who is a party; what the table of rules does not hold."""

from __future__ import annotations

import pytest
from readings import claims, minutes, pairs, read


def note(text: str, predicate: str) -> set[tuple[str, str]]:
    return pairs(read(f"Notat\n\n{text}"), predicate)


@pytest.mark.parametrize("verb", ["har netop indgået aftale med", "har indgået et tæt samarbejde med", "underskrev en partnerskabsaftale med", "samarbejder tæt med"])
def test_partnerships_deal_makes_partners(verb: str) -> None:
    assert note(f"Holbæk Kommune {verb} SIND.", "partner_of") == {("Holbæk Kommune", "SIND")}


def test_partnerships_each_partner_is_one_of_whom_it_is_about() -> None:
    assert note("Holbæk Kommune og Kalundborg Kommune har indgået et samarbejde med SIND.", "partner_of") == {("Holbæk Kommune", "SIND"), ("Kalundborg Kommune", "SIND")}


def test_partnerships_between_several_are_every_pair_once() -> None:
    found = note("Der er et samarbejde mellem Holbæk Kommune, Kalundborg Kommune og SIND.", "partner_of")
    assert {frozenset(pair) for pair in found} == {frozenset(p) for p in (("Holbæk Kommune", "Kalundborg Kommune"), ("Holbæk Kommune", "SIND"), ("Kalundborg Kommune", "SIND"))}
    assert len(found) == 3


def test_partnerships_further_partners_join_the_one_before() -> None:
    found = note("Holbæk Kommune har indgået aftale med SIND. Samarbejdet er en aftale, der er indgået sammen med Kalundborg Kommune.", "partner_of")
    assert found == {("Holbæk Kommune", "SIND"), ("Kalundborg Kommune", "SIND")}


def test_partnerships_parties_are_no_partners() -> None:
    assert note("Der er et samarbejde mellem Venstre, Socialdemokratiet og Dansk Folkeparti.", "partner_of") == set()


def test_partnerships_partners_of_a_named_project_take_part_in_it() -> None:
    text = "Projekt Trygt Hjem er et samarbejde mellem Holbæk Kommune og SIND."
    assert note(text, "participates_in") == {("Holbæk Kommune", "Projekt Trygt Hjem"), ("SIND", "Projekt Trygt Hjem")}


def test_partnerships_list_below_the_agreement_names_its_parties() -> None:
    text = "Budget 2027 er på plads. Aftalen er indgået mellem:\n- Socialdemokratiet\n- Venstre\n- Dansk Folkeparti\n\nDet var alt.\n"
    assert {who for who, _ in note(text, "party_to")} == {"Socialdemokratiet", "Venstre", "Dansk Folkeparti"}


def test_partnerships_government_that_signs_is_a_party() -> None:
    assert note("Regeringen og KL indgik Aftale om havne.", "party_to") == {("Regeringen", "Aftale om havne"), ("KL", "Aftale om havne")}


def test_partnerships_relative_clause_names_who_takes_part() -> None:
    assert note("Det gælder Projekt Trygt Hjem, som Holbæk Kommune og SIND deltager i.", "participates_in") == {("Holbæk Kommune", "Projekt Trygt Hjem"), ("SIND", "Projekt Trygt Hjem")}


def test_partnerships_of_two_clauses_do_not_mix() -> None:
    assert note("Holbæk Kommune samarbejder med SIND, mens Kalundborg Kommune venter.", "partner_of") == {("Holbæk Kommune", "SIND")}


def test_partnerships_recommended_is_so_in_its_status() -> None:
    reading = read(minutes("Ny aftale\nIndstilling\nDet indstilles, at Holbæk Kommune har indgået et samarbejde med SIND.\n\nBeslutning\nUdsat."))
    assert {claim.status for claim in claims(reading, "partner_of")} == {"recommended"}


def test_partnerships_signed_agreement_makes_partners_and_parts() -> None:
    reading = read("Notat\n\nI Projekt Trygt Hjem er alt klar: Samarbejdsaftalen blev underskrevet den 3. maj 2031 af Region Sjælland, Holbæk Kommune og SIND.")
    partners = {frozenset(pair) for pair in pairs(reading, "partner_of")}
    assert partners == {frozenset(p) for p in (("Region Sjælland", "Holbæk Kommune"), ("Region Sjælland", "SIND"), ("Holbæk Kommune", "SIND"))}
    assert {subject for subject, _ in pairs(reading, "participates_in")} == {"Region Sjælland", "Holbæk Kommune", "SIND"}


def test_partnerships_agreement_that_was_not_signed_makes_none() -> None:
    reading = read("Notat\n\nSamarbejdsaftalen om Projekt Trygt Hjem er ikke underskrevet af Region Sjælland, Holbæk Kommune og SIND.")
    assert pairs(reading, "partner_of") == pairs(reading, "participates_in") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Holbæk Kommune har siden 1. maj 2031 deltaget i Projekt Trygt Hjem.",
        "Holbæk Kommune går forrest og afprøver Projekt Trygt Hjem.",
        "Holbæk Kommune stiller to medarbejdere til rådighed for Projekt Trygt Hjem.",
    ],
)
def test_partnerships_other_ways_to_take_part(text: str) -> None:
    assert {subject for subject, _ in pairs(read(f"Notat\n\n{text}"), "participates_in")} == {"Holbæk Kommune"}


def test_partnerships_parties_to_an_agreement_work_together_on_what_it_is_on() -> None:
    reading = read("Notat\n\nProjekt Trygt Hjem er nyt. Samarbejdsaftale om Projekt Trygt Hjem, som Holbæk Kommune, SIND og foreningen Blå Kors Danmark skrev under på i maj, gælder nu.")
    bodies = ("Holbæk Kommune", "SIND", "Blå Kors Danmark")
    assert {(one, "Samarbejdsaftale om Projekt Trygt Hjem") for one in bodies} == pairs(reading, "party_to")
    assert {(one, "Projekt Trygt Hjem") for one in bodies} == pairs(reading, "participates_in")
    assert len(pairs(reading, "partner_of")) == 3


def test_partnerships_parties_to_a_political_agreement_are_no_partners() -> None:
    assert not pairs(read("Notat\n\nBudgetaftale 2027 er indgået mellem Venstre og SF, og KL og SIND underskrev Aftale om havnens venner."), "partner_of")
