"""Every sentence rule: it fires on a sentence of its kind, and says so where the sentence denies it."""

from __future__ import annotations

import pytest
from readings import claims, one, pairs, read, staged

from extractors import partnerships, responsibility
from extractors.rules import Rule, apply, cue

RULES = (*partnerships.RULES, *responsibility.RULES)

# name: (a sentence that fires it, a sentence that denies it); where only a name in apposition tells the relation
# ('X, herunder Y'), 'ikke' is of the verb and denies nothing.
SENTENCES: dict[str, tuple[str, str]] = {
    "carries_out": ("Holbæk Kommune gennemfører Projekt Trygt Hjem.", "Holbæk Kommune gennemfører ikke Projekt Trygt Hjem."),
    "began_at": ("Projekt Trygt Hjem begyndte i maj 2025 på Holbæk Sygehus.", "Projekt Trygt Hjem begyndte ikke i maj 2025 på Holbæk Sygehus."),
    "stands_in": ("Værestedet Lyset i Slagelse har åbent.", ""),
    "brought_up": ("Projekt Trygt Hjem er bragt på bane af SIND.", "Projekt Trygt Hjem er ikke bragt på bane af SIND."),
    "reached_agreement": ("Venstre og SF blev enige om Budgetaftale 2031.", "Venstre og SF blev ikke enige om Budgetaftale 2031."),
    "deal_with": ("Holbæk Kommune har indgået et samarbejde med SIND.", "Holbæk Kommune har ikke indgået et samarbejde med SIND."),
    "deal_together": ("Region Sjælland oplyser, at aftalen er indgået sammen med SIND.", "Region Sjælland oplyser, at aftalen ikke er indgået sammen med SIND."),
    "works_with": ("Holbæk Kommune samarbejder med SIND.", "Det er kendt, at Holbæk Kommune ikke samarbejder med SIND."),
    "in_cooperation": ("Holbæk Sygehus driver klinikken i samarbejde med SIND.", "Holbæk Sygehus driver ikke klinikken i samarbejde med SIND."),
    "together_with": ("SIND driver caféen sammen med Holbæk Kommune.", "SIND driver ikke caféen sammen med Holbæk Kommune."),
    "recommends": ("KL anbefaler Projekt Trygt Hjem.", "KL anbefaler ikke Projekt Trygt Hjem."),
    "proposed_by": ("Projekt Trygt Hjem er foreslået af KL.", "Projekt Trygt Hjem er ikke foreslået af KL."),
    "leader_is": ("Det er Projekt Trygt Hjem: projektleder er Ida Holm.", "Det er Projekt Trygt Hjem: projektleder er ikke Ida Holm."),
    "cooperation_between": ("Der er et samarbejde mellem Holbæk Kommune og SIND.", "Der er ikke et samarbejde mellem Holbæk Kommune og SIND."),
    "between_in": ("Cafeen drives i fællesskab mellem Holbæk Kommune og SIND.", "Cafeen drives ikke i fællesskab mellem Holbæk Kommune og SIND."),
    "takes_part": ("Holbæk Kommune deltager i Projekt Trygt Hjem.", "Det er kendt, at Holbæk Kommune ikke deltager i Projekt Trygt Hjem."),
    "worked_on": ("SIND og Holbæk Kommune har siden foråret 2027 samarbejdet om Projekt Trygt Hjem.", "SIND og Holbæk Kommune samarbejder ikke om Projekt Trygt Hjem."),
    "consists_of": ("Sundhedsaftalen består af Projekt Trygt Hjem og Projekt Fælles Havn.", ""),
    "sorts_under": ("Klinik Havnen sorterer under Holbæk Sygehus.", ""),
    "forerunner": ("Sundhedsklynge Holbæk var forgænger for Sundhedsråd Holbæk.", ""),
    "there_lies": ("I Slagelse ligger Holbæk Sygehus.", ""),
    "offers": ("Holbæk Sygehus tilbyder IDD.", "Holbæk Sygehus tilbyder ikke IDD."),
    "provides_for": ("SIND stiller en sygeplejerske til rådighed for Projekt Trygt Hjem.", "SIND stiller ikke lokaler til rådighed for Projekt Trygt Hjem."),
    "leaves": ("Holbæk Kommune udtræder af Projekt Trygt Hjem den 1. maj 2026.", ""),
    "joined": ("Holbæk Kommune har tilsluttet sig Projekt Trygt Hjem.", "Holbæk Kommune har ikke tilsluttet sig Projekt Trygt Hjem."),
    "carried_out_in": ("Projekt Trygt Hjem er gennemført i Sundhedsklynge Holbæk.", "Projekt Trygt Hjem er ikke gennemført i Sundhedsklynge Holbæk."),
    "offer_in": ("IDD er et tilbud i Psykiatrien i Region Sjælland.", "IDD er ikke et tilbud i Psykiatrien i Region Sjælland."),
    "takes_place_with": ("I Projekt Trygt Hjem er der ro, og samarbejdet omfatter SIND og Holbæk Kommune.", "I Projekt Trygt Hjem er det ikke sådan at samarbejdet omfatter SIND og Holbæk Kommune."),
    "agreement_between": ("Sundhedsaftalen er indgået mellem Holbæk Kommune og KL.", "Sundhedsaftalen er ikke indgået mellem Holbæk Kommune og KL."),
    "made_agreement": ("Regeringen og KL indgik Aftale om havne.", "Regeringen og KL indgik ikke Aftale om havne."),
    "approved_by": ("Sundhedsaftalen blev politisk godkendt af Region Sjælland.", "Sundhedsaftalen blev ikke politisk godkendt af Region Sjælland."),
    "behind": ("Region Sjælland og KL står bag Sundhedsaftalen.", "Det er kendt, at Region Sjælland og KL ikke står bag Sundhedsaftalen."),
    "anchored": ("Projekt Trygt Hjem er forankret i Sundhedsudvalget.", "Projekt Trygt Hjem er ikke forankret i Sundhedsudvalget."),
    "has_responsibility": ("Holbæk Kommune har ansvaret for Projekt Trygt Hjem.", "Det er kendt, at Holbæk Kommune ikke har ansvaret for Projekt Trygt Hjem."),
    "responsible": ("Ida Holm er projektleder for Projekt Trygt Hjem.", "Ida Holm er ikke projektleder for Projekt Trygt Hjem."),
    "leads": ("SIND driver Projekt Trygt Hjem.", "SIND driver ikke Projekt Trygt Hjem."),
    "leader_of": ("Ida Holm, der er leder af projektet Trygt Hjem, bød på kaffe.", "Ida Holm, der ikke er leder af projektet Trygt Hjem, bød på kaffe."),
    "coordination_by": ("Projekt Trygt Hjem ledes af SIND.", "Det er kendt, at Projekt Trygt Hjem ikke ledes af SIND."),
    "under_care_of": ("Projekt Trygt Hjem i regi af Holbæk Sygehus er slut.", "Projekt Trygt Hjem, der ikke er i regi af Holbæk Sygehus, er slut."),
    "draws_up": ("Holbæk Sygehus arbejder på Strategi for sundhed 2031.", "Holbæk Sygehus arbejder ikke på Strategi for sundhed 2031."),
    "proposes": ("Regeringen foreslår Projekt Trygt Hjem.", "Regeringen foreslår ikke Projekt Trygt Hjem."),
    "proposes_body": ("KL foreslår at etablere Udsatterådet i Region Sjælland.", "KL foreslår ikke at etablere Udsatterådet i Region Sjælland."),
    "wishes": ("KL ønsker at indføre Projekt Trygt Hjem.", "Det er kendt, at KL ikke ønsker at indføre Projekt Trygt Hjem."),
    "proposal_of": ("Projekt Trygt Hjem er et forslag fra KL.", "Projekt Trygt Hjem er ikke et forslag fra KL."),
    "replaces": ("Projekt Trygt Hjem erstatter Sundhedsaftalen.", "Projekt Trygt Hjem erstatter ikke Sundhedsaftalen."),
    "takes_over": ("Sundhedsråd Midtby viderefører Sundhedsklynge Midtby.", "Det er kendt, at Sundhedsråd Midtby ikke viderefører Sundhedsklynge Midtby."),
    "goes_over_to": ("Opgaverne i Sundhedsklynge Holbæk overgår til Sundhedsråd Midtby.", "Opgaverne i Sundhedsklynge Holbæk overgår ikke til Sundhedsråd Midtby."),
    "replaced_by": ("Sundhedsklynge Holbæk afløses af Sundhedsråd Midtby.", "Det er kendt, at Sundhedsklynge Holbæk ikke afløses af Sundhedsråd Midtby."),
    "merges_into": ("Region Hovedstaden og Region Sjælland lægges sammen til Region Østdanmark.", "Det er kendt, at Region Hovedstaden og Region Sjælland ikke lægges sammen til Region Østdanmark."),
    "part_of": ("Projekt Trygt Hjem er en del af Sundhedsaftalen.", "Projekt Trygt Hjem er ikke en del af Sundhedsaftalen."),
    "part_of_org": ("Øjenklinikken er en del af Holbæk Sygehus.", "Det er kendt, at Øjenklinikken ikke er en del af Holbæk Sygehus."),
    "belongs_under": ("Projekt Trygt Hjem henhører under Sundhedsaftalen.", "Det er kendt, at Projekt Trygt Hjem ikke henhører under Sundhedsaftalen."),
    "follows_up": ("Projekt Trygt Hjem følger op på Sundhedsaftalen.", "Det er kendt, at Projekt Trygt Hjem ikke følger op på Sundhedsaftalen."),
    "run_with": ("Projekt Trygt Hjem drives af KL sammen med SIND.", "Projekt Trygt Hjem drives ikke af KL sammen med SIND."),
    "has_seat": ("KL og SIND har hver en plads i Ældrerådet.", "KL har ikke en plads i Ældrerådet."),
    "appoints_of": ("KL udpeger to af Ældrerådets medlemmer.", "KL udpeger ikke to af Ældrerådets medlemmer."),
    "leader_points": ("Projekt Trygt Hjem er i gang. Projektleder er Ida Holm.", "Projekt Trygt Hjem er i gang. Projektleder er ikke Ida Holm."),
    "lies_with": ("Ansvaret for Projekt Trygt Hjem ligger hos SIND.", "Ansvaret for Projekt Trygt Hjem ligger ikke hos SIND."),
    "stands_behind": ("Venstre har en aftale. Bag Sundhedsaftalen står SIND og KL.", "Bag Sundhedsaftalen står ikke KL."),
    "named_in": ("Ida Holm er ansvarlig for Projekt Trygt Hjem.", "Ida Holm er ikke ansvarlig for Projekt Trygt Hjem."),
    "appointed_to": ("Byrådet skal udpege Ida Holm og Bo Lund til Ældrerådet.", "Byrådet skal ikke udpege Ida Holm og Bo Lund til Ældrerådet."),
    "under_programme": ("Projekt Trygt Hjem under programmet Åben Dialog er i gang.", ""),
    "including": ("Holbæk Sygehus, herunder Øjenklinikken, udvides.", ""),
    "unit_at": ("Videncenter for Sår på Holbæk Sygehus er åbent.", ""),
    "unit_in": ("Center for Sår i Region Sjælland er åbent.", "Center for Sår er ikke i Region Sjælland."),
    "seated": ("SIND har hovedsæde i Holbæk.", "SIND har ikke hovedsæde i Holbæk."),
    "lies_in": ("Øjenklinikken ligger i Holbæk.", "Det er kendt, at Øjenklinikken ikke ligger i Holbæk."),
    "seats": ("KL udpeger to medlemmer til Ældrerådet.", "KL udpeger ikke to medlemmer til Ældrerådet."),
    "represents_in": ("KL er repræsenteret i Ældrerådet.", "Det er kendt, at KL ikke er repræsenteret i Ældrerådet."),
    "representatives": ("Ældrerådet består af syv repræsentanter fra SIND og KL.", "Det er kendt, at Ældrerådet ikke består af syv repræsentanter fra SIND og KL."),
}  # fmt: skip


def fired(rule: Rule, text: str) -> set[str]:
    """Return the polarities of what one rule finds in a text."""
    context, stage = staged(text)
    return {claim.polarity for scene in stage for claim in apply((rule,), scene, context, "test")}


def test_rules_table_of_sentences_holds_every_rule() -> None:
    assert set(SENTENCES) == {rule.name for rule in RULES}


def test_rules_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name != "under_programme"], ids=lambda rule: rule.name)
def test_rules_cue_stands_in_its_own_example(rule: Rule) -> None:
    assert rule.cue.search(f"{rule.example}.")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_fires_on_a_sentence_of_its_kind(rule: Rule) -> None:
    assert fired(rule, SENTENCES[rule.name][0]) == {"positive"}


@pytest.mark.parametrize("rule", [rule for rule in RULES if SENTENCES.get(rule.name, ("", ""))[1]], ids=lambda rule: rule.name)
def test_rules_denied_is_negative(rule: Rule) -> None:
    assert fired(rule, SENTENCES[rule.name][1]) == {"negative"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_claim_reaches_the_reading(rule: Rule) -> None:
    assert rule.predicate in {claim.predicate for claim in read(SENTENCES[rule.name][0]).claims}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_are_found_in_the_middle_of_a_text(rule: Rule) -> None:
    assert fired(rule, f"Notat\n\nDer var ro.\n\n{SENTENCES[rule.name][0]}\n\nDet var alt.") == {"positive"}


def test_rules_cue_is_a_whole_word() -> None:
    assert not cue("leder").search("vejleder") and not cue("leder").search("lederen")


def test_rules_cue_reads_any_spacing() -> None:
    assert cue("i samarbejde med").search("i  samarbejde\tmed")


def test_rules_cue_reads_any_case() -> None:
    assert cue("i samarbejde med").search("I Samarbejde Med")


def test_rules_every_pair_of_two_groups_is_a_claim() -> None:
    found = pairs(read("Holbæk Kommune og Kalundborg Kommune deltager i Åben Dialog og Projekt Trygt Hjem."), "participates_in")
    assert found == {(who, what) for who in ("Holbæk Kommune", "Kalundborg Kommune") for what in ("Projekt Trygt Hjem", "Åben Dialog")}


def test_rules_reach_is_limited() -> None:
    words = "der har mange gode idéer til hverdagen og til livet i byen og på landet "
    assert pairs(read(f"Holbæk Kommune er en kommune, {words * 2}og samarbejder med SIND."), "partner_of") == set()


def test_rules_nothing_relates_to_itself() -> None:
    assert pairs(read("Holbæk Kommune samarbejder med Holbæk Kommune."), "partner_of") == set()


def test_rules_pointed_things_are_less_certain() -> None:
    named = one(read("Notat\n\nProjekt Trygt Hjem ledes af SIND."), "responsible_for")
    pointed = one(read("Notat\n\nProjekt Trygt Hjem er nyt. Projektet ledes af SIND."), "responsible_for")
    assert pointed.score < named.score


def test_rules_sentences_in_a_table_of_contents_are_not_read() -> None:
    text = "Referat\nUdsatterådet i Region Sjælland\nMødedato: 15. januar 2026\n\nIndholdsfortegnelse\nHolbæk Kommune samarbejder med SIND.....3\n\nPunkt 1: Status\nBeslutning\nGodkendt.\n"
    assert claims(read(text), "partner_of") == ()
