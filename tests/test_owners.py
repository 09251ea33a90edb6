"""Owners: whose 'Udsatterådet' it is."""

from __future__ import annotations

import pytest
from readings import minutes, read, staged

from extractors.owners import name_of


def councils(text: str, name: str = "prøve") -> set[str]:
    return {e.name for e in read(text, name).entities if e.type == "COUNCIL"}


@pytest.mark.parametrize("region", ["Region Sjælland", "Region Midtjylland", "Region Nordjylland"])
def test_owners_minutes_make_their_bare_council_their_regions(region: str) -> None:
    text = minutes("Status\nBeslutning\nUdsatterådet drøftede sagen.", body=f"Udsatterådet i {region}")
    assert councils(text) == {f"Udsatterådet i {region}"}


def test_owners_two_regions_minutes_have_two_councils() -> None:
    texts = [minutes("Status\nBeslutning\nUdsatterådet drøftede sagen.", body=f"Udsatterådet i Region {name}") for name in ("Sjælland", "Midtjylland")]
    assert councils(texts[0]).isdisjoint(councils(texts[1]))


def test_owners_municipality_of_the_head_owns_its_committees() -> None:
    text = minutes("Status\nBeslutning\nSocialudvalget drøftede sagen.", body="Socialudvalget\nHolbæk Kommune")
    assert councils(text) == {"Socialudvalget i Holbæk Kommune"}


def test_owners_name_beside_the_body_counts_most() -> None:
    text = minutes("Status\nBeslutning\nUdsatterådet i Region Midtjylland var på besøg.")
    assert councils(text) == {"Udsatterådet i Region Sjælland", "Udsatterådet i Region Midtjylland"}


def test_owners_genitive_before_the_body_counts() -> None:
    text = minutes("Status\nBeslutning\nRegion Midtjyllands udsatteråd var på besøg.")
    assert "Udsatterådet i Region Midtjylland" in councils(text)


NOTE = """Notat

Om rådenes arbejde i to regioner, Region Sjælland og Region Midtjylland, og hvad de laver.

Region Sjælland
Udsatterådet blev nedsat i 2018 og mødes fire gange om året med fokus på boliger.

Region Midtjylland
Udsatterådet blev nedsat i 2020 og mødes to gange om året med fokus på misbrug.
"""


def test_owners_note_on_several_regions_goes_by_its_headings() -> None:
    assert councils(NOTE) == {"Udsatterådet i Region Sjælland", "Udsatterådet i Region Midtjylland"}


def test_owners_heading_owns_what_stands_under_it() -> None:
    reading = read(NOTE)
    known = {e.key: e.name for e in reading.entities}
    established = {(known[c.subject], c.object) for c in reading.claims if c.qualifier("kind") == "established"}
    assert established == {("Udsatterådet i Region Sjælland", "DATE|2018"), ("Udsatterådet i Region Midtjylland", "DATE|2020")}


def test_owners_headings_of_minutes_do_not_count() -> None:
    text = minutes("Status\nSagsfremstilling\nSagen er her.\n\nRegion Midtjylland\nUdsatterådet drøftede erfaringer derfra, og de var gode.\n\nBeslutning\nGodkendt.")
    assert councils(text) == {"Udsatterådet i Region Sjælland"}


def test_owners_unknown_stays_unknown() -> None:
    assert councils("Notat\n\nUdsatterådet drøftede sagen.") == {"Udsatterådet"}


def test_owners_regional_council_is_the_regions_of_the_municipality() -> None:
    assert "Regionsrådet i Region Sjælland" in councils("Notat\n\nHolbæk Kommune skrev til Regionsrådet om sagen.")


def test_owners_coming_council_is_of_the_coming_region() -> None:
    text = "Notat\n\nRegion Sjælland forbereder sig. Det forberedende regionsråd mødes i maj."
    assert councils(text) == {"Det forberedende regionsråd for Region Østdanmark"}


def test_owners_head_weighs_more_than_the_rest() -> None:
    text = minutes("Status\nBeslutning\nSagen blev drøftet med Region Midtjylland. Region Midtjylland var glad, og Region Midtjylland skriver.")
    assert staged(text)[0].owners.own == "region:1085"


@pytest.mark.parametrize("head", ["REFERAT\nUdsatterådet\nRegion Sjælland", "Referat fra Udsatterådet\nRegion Sjælland"])
def test_owners_head_of_several_lines_is_the_head(head: str) -> None:
    text = f"{head}\nMødedato: 15. januar 2026\n\nPunkt 1: Status\nBeslutning\nUdsatterådet drøftede samarbejdet med Region Midtjylland.\n"
    assert councils(text) == {"Udsatterådet i Region Sjælland"}


def test_owners_named_region_of_a_municipality_is_its_own() -> None:
    owners = staged("Notat\n\nHolbæk Kommune er vært for mødet.")[0].owners
    assert (owners.own, owners.region(8)) == ("kommune:0316", "region:1085")


def test_owners_document_without_authority_has_none() -> None:
    assert staged("Notat\n\nDer var ro.")[0].owners.own == ""


def test_owners_code_has_a_name() -> None:
    assert (name_of("region:1085"), name_of("ingen:kode")) == ("Region Sjælland", "ingen:kode")
