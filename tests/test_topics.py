"""Topics: what an agenda item is about."""

from __future__ import annotations

import pytest
from readings import claims, minutes, pairs, quote, read

from extractors.topics import MOST


def topics(title: str, rest: str = "", **options: str) -> set[str]:
    """Return what the item of a title discusses."""
    return {name for _, name in pairs(read(minutes(f"{title}\n{rest}\n\nBeslutning\nGodkendt.", **options)), "discusses")}


def test_topics_programme_of_the_title_is_one() -> None:
    assert topics("Status på Projekt Trygt Hjem") == {"Projekt Trygt Hjem"}


def test_topics_title_may_name_two() -> None:
    assert topics("Udmøntning af Sundhedsaftalen og 10-årsplanen for psykiatrien") == {"Sundhedsaftalen", "10-årsplan for psykiatrien"}


def test_topics_organisation_of_the_title_is_one() -> None:
    assert topics("Besøg fra SIND") == {"SIND"}


def test_topics_authorities_are_none() -> None:
    assert topics("Samarbejde mellem Region Sjælland og Holbæk Kommune") == set()


def test_topics_own_body_is_none() -> None:
    assert topics("Udsatterådets mødekalender") == set()


@pytest.mark.parametrize("title", ["Næste møde", "Eventuelt", "Godkendelse af dagsorden", "Meddelelser", "Gensidig orientering"])
def test_topics_procedural_items_have_none(title: str) -> None:
    assert topics(title, "Indstilling\nDet indstilles, at Projekt Trygt Hjem drøftes.") == set()


def test_topics_recommendation_may_name_it() -> None:
    assert topics("Ny indsats", "Indstilling\nAdministrationen indstiller, at Udsatterådet godkender Projekt Trygt Hjem.") == {"Projekt Trygt Hjem"}


def test_topics_summary_may_name_it() -> None:
    assert topics("Ny indsats", "Resumé\nÅben Dialog udbredes i Holbæk.") == {"Åben Dialog"}


def test_topics_case_alone_names_none() -> None:
    assert topics("Ny indsats", "Sagsfremstilling\nÅben Dialog udbredes i Holbæk.") == set()


def test_topics_are_at_most_a_few() -> None:
    assert len(topics("Projekt Trygt Hjem, IDD, Åben Dialog, Sundhedsaftalen, Kræftplan V og F-ACT")) == MOST


def test_topics_title_is_quoted_first() -> None:
    reading = read(minutes("Status på Projekt Trygt Hjem\nResumé\nProjekt Trygt Hjem er i gang.\n\nBeslutning\nGodkendt."))
    assert [quote(reading, claim) for claim in claims(reading, "discusses")] == ["Punkt 1: Status på Projekt Trygt Hjem"]


def test_topics_note_has_none() -> None:
    assert claims(read("Notat om Projekt Trygt Hjem\n\nProjekt Trygt Hjem er i gang."), "discusses") == ()
