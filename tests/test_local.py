"""Local entities: one per thing, with its surfaces, key and name."""

from __future__ import annotations

import pytest
from readings import entity, minutes, read


def kinds(text: str) -> dict[str, str]:
    return {e.name: e.type for e in read(f"Notat\n\n{text}").entities}


def test_local_inflected_forms_are_one_entity() -> None:
    reading = read("Notat\n\nSundhedsreformen er ny. Vi kender sundhedsreformen.")
    (found,) = [e for e in reading.entities if e.type == "REFORM"]
    assert set(found.surfaces) == {"Sundhedsreformen", "sundhedsreformen"}


def test_local_surfaces_stand_in_order_of_first_appearance() -> None:
    reading = read("Notat\n\nUdsatterådet i Region Sjælland mødtes. Udsatterådet er glad. Udsatterådet i Region Sjælland er stort.")
    assert entity(reading, "Udsatterådet i Region Sjælland").surfaces == ("Udsatterådet i Region Sjælland", "Udsatterådet")


def test_local_genitive_is_no_part_of_a_surface() -> None:
    assert entity(read("Notat\n\nHolbæk Kommunes plan er klar."), "Holbæk Kommune").surfaces == ("Holbæk Kommune",)


def test_local_title_and_letter_are_no_part_of_a_person() -> None:
    assert entity(read("Notat\n\nVicedirektør Ida Holm (V) orienterede."), "Ida Holm").surfaces == ("Ida Holm",)


def test_local_ballot_letter_is_a_surface_of_its_party() -> None:
    assert entity(read("Notat\n\nIda Holm (V) spurgte."), "Venstre").surfaces == ("V",)


def test_local_abbreviation_defined_in_the_text_is_the_same_thing() -> None:
    reading = read("Notat\n\nTilbuddet integreret dobbeltdiagnosebehandling (IDD) er nyt. IDD hjælper.")
    (found,) = [e for e in reading.entities if e.type == "INITIATIVE"]
    assert {"integreret dobbeltdiagnosebehandling", "IDD"} <= set(found.surfaces)


def test_local_dates_of_one_value_are_one() -> None:
    reading = read("Notat\n\nDet sker den 1. maj 2026. Mødet den 01-05-2026 er slut.")
    assert [(e.value, len(e.surfaces)) for e in reading.entities if e.type == "DATE"] == [("2026-05-01", 2)]


def test_local_sums_of_one_value_are_one() -> None:
    reading = read("Notat\n\nDer er afsat 2 mio. kr. Det er 2.000.000 kr. i alt.")
    assert [e.value for e in reading.entities if e.type == "AMOUNT"] == ["2000000"]


def test_local_slip_in_a_long_name_is_one_body() -> None:
    reading = read("Notat\n\nPatientinddragelsesudvalget i Region Sjælland mødtes. Patientindragelsesudvalget i Region Sjælland drøftede sagen.")
    assert len([e for e in reading.entities if e.type == "COUNCIL"]) == 1


def test_local_budgets_of_two_years_are_two() -> None:
    reading = read("Notat\n\nRegion Sjælland vedtog Budget 2026. Region Sjælland forbereder Budget 2027.")
    assert {e.name for e in reading.entities if e.type == "AGREEMENT"} == {"Budget 2026 for Region Sjælland", "Budget 2027 for Region Sjælland"}


def test_local_budgets_of_two_owners_are_two() -> None:
    reading = read("Notat\n\nRegion Sjælland vedtog Budget 2026. Holbæk Kommune vedtog Budget 2026.")
    assert len([e for e in reading.entities if e.type == "AGREEMENT"]) == 2


@pytest.mark.parametrize("text", ["Der er et udvalg, som udvalget har nedsat.", "En arbejdsgruppe mødtes.", "Rådet drøftede sagen."])
def test_local_generic_bodies_are_none(text: str) -> None:
    assert [name for name, kind in kinds(text).items() if kind == "COUNCIL"] == []


def test_local_word_split_at_a_line_end_is_one_surface() -> None:
    reading = read("Notat\n\nDer er i år mange gode grunde til, at vi nu kender sundhedsre-\nformen og dens mål.")
    assert [e.surfaces for e in reading.entities if e.type == "REFORM"] == [("sundhedsreformen",)]


def test_local_name_over_a_line_end_has_one_space() -> None:
    reading = read("Notat\n\nDer er i år mange gode grunde til, at vi nu kender Holbæk\nKommune og dens mål.")
    assert [e.surfaces for e in reading.entities if e.type == "MUNICIPALITY"] == [("Holbæk Kommune",)]


def test_local_key_of_a_registered_thing_is_its_code() -> None:
    assert entity(read("Notat\n\nRegion Sjælland er stor."), "Region Sjælland").key == "REGION|region:1085"


def test_local_key_of_a_body_holds_its_owner() -> None:
    assert entity(read("Notat\n\nUdsatterådet i Region Sjælland mødtes."), "Udsatterådet i Region Sjælland").key == "COUNCIL|udsatteråd|region:1085"


def test_local_agenda_item_has_number_title_and_meeting() -> None:
    item = entity(read(minutes("Ny plan\nSags ID: EMN-2026-00001\n\nBeslutning\nGodkendt.")), "Ny plan")
    assert (item.value, item.owner) == ("1", "MEETING|udsatteråd|region:1085|2026-01-15")
    assert dict(item.details)["case_id"] == "EMN-2026-00001"


def test_local_keys_are_unique() -> None:
    reading = read(minutes("Ny plan\nBeslutning\nGodkendt.", "Projekt Trygt Hjem\nBeslutning\nProjekt Trygt Hjem blev drøftet med SIND og Region Sjælland."))
    keys = [e.key for e in reading.entities]
    assert len(keys) == len(set(keys))


def test_local_every_entity_has_a_mention() -> None:
    reading = read(minutes("Ny plan\nBeslutning\nGodkendt.", "Projekt Trygt Hjem\nBeslutning\nProjekt Trygt Hjem blev drøftet med SIND."))
    assert all(e.mentions and e.surfaces for e in reading.entities)


def test_local_body_behind_an_article_keeps_the_indefinite_form() -> None:
    reading = read("Notat\n\nDet forberedende regionsråd for Region Østdanmark mødes i maj. I det forberedende regionsråd sidder 31.")
    assert "Det forberedende regionsråd for Region Østdanmark" in {e.name for e in reading.entities}
