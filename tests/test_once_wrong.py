"""Sentences that were once read wrongly, by the family of rules that reads them; each says what the guidelines ask for."""

from __future__ import annotations

import pytest
from readings import claims, entity, facts, minutes, names, pairs, quote, read
from test_decisions import decided
from test_local import kinds
from test_owners import NOTE, councils
from test_presentations import presented
from test_relations import EXAMPLES, example
from test_rules import RULES, fired
from test_timing import dated

from extractors.keys import definite


def note(text: str, predicate: str) -> set[tuple[str, str]]:
    return pairs(read(f"Notat\n\n{text}"), predicate)


def polarities(sentence: str, predicate: str) -> set[str]:
    return {claim.polarity for claim in claims(read(f"Notat\n\n{sentence}"), predicate)}


# --- mentions: what the very end of a text names; names that swallow their neighbours


@pytest.mark.parametrize("text", ["Notat\n\nVi samarbejder med SIND", "Notat\n\nVi bor i Region Sjælland", "Notat\n\nHer er\n- Venstre\n- Dansk Folkeparti\n"])
def test_names_at_the_end_of_the_text_is_found(text: str) -> None:
    assert text.rstrip().split("\n")[-1].removeprefix("- ").split(" med ")[-1].split(" i ")[-1] in {e.name for e in read(text).entities}


def test_organisations_association_does_not_take_the_given_name_behind_it() -> None:
    assert set(kinds("Direktør i SIND Ida Holm talte.")) == {"SIND", "Ida Holm"}


def test_people_name_behind_a_noun_and_af_is_found() -> None:
    assert presented("Oplæg af Ida Holm, SIND.") == {"Ida Holm"}


def test_people_name_behind_a_capital_at_the_start_is_found() -> None:
    assert entity(read("Notat\n\nPatient Ida Holm fortalte."), "Ida Holm").standing == "private"


def test_programmes_two_joined_names_are_two() -> None:
    assert set(kinds("Projekt Trygt Hjem og Åben Dialog udbredes.")) == {"Projekt Trygt Hjem", "Åben Dialog"}


@pytest.mark.parametrize("verb", ["erstatter", "afløser", "viderefører"])
def test_phrases_verb_ends_a_bodys_name(verb: str) -> None:
    assert ("Udvalget for ældre", "succeeds", "Ældreudvalget") in facts(read(f"Notat\n\nUdvalget for ældre {verb} Ældreudvalget."))


# --- rules and polarity

DENIED = {
    "works_with": "Holbæk Kommune samarbejder ikke med SIND.",
    "takes_part": "Holbæk Kommune deltager ikke i Projekt Trygt Hjem.",
    "behind": "Region Sjælland og KL står ikke bag Sundhedsaftalen.",
    "has_responsibility": "Holbæk Kommune har ikke ansvaret for Projekt Trygt Hjem.",
    "coordination_by": "Projekt Trygt Hjem ledes ikke af SIND.",
    "wishes": "KL ønsker ikke at indføre Projekt Trygt Hjem.",
    "takes_over": "Sundhedsråd Midtby viderefører ikke Sundhedsklynge Midtby.",
    "replaced_by": "Sundhedsklynge Holbæk afløses ikke af Sundhedsråd Midtby.",
    "merges_into": "Region Hovedstaden og Region Sjælland lægges ikke sammen til Region Østdanmark.",
    "part_of_org": "Øjenklinikken er ikke en del af Holbæk Sygehus.",
    "belongs_under": "Projekt Trygt Hjem henhører ikke under Sundhedsaftalen.",
    "follows_up": "Projekt Trygt Hjem følger ikke op på Sundhedsaftalen.",
    "lies_in": "Øjenklinikken ligger ikke i Holbæk.",
    "represents_in": "KL er ikke repræsenteret i Ældrerådet.",
    "takes_place_with": "I Projekt Trygt Hjem er der ro, men samarbejdet omfatter ikke SIND og Holbæk Kommune.",
}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name in DENIED], ids=lambda rule: rule.name)
def test_rules_ikke_behind_the_verb_denies(rule) -> None:
    assert fired(rule, DENIED[rule.name]) == {"negative"}


@pytest.mark.parametrize("word", ["Hverken", "Aldrig"])
def test_claiming_negation_with_a_capital_denies(word: str) -> None:
    sentence = {"Hverken": "Hverken SIND eller Danske Patienter har indgået aftale med KL.", "Aldrig": "Aldrig har Holbæk Kommune indgået aftale med KL."}[word]
    assert polarities(sentence, "partner_of") == {"negative"}


def test_scene_eller_joins_a_group() -> None:
    assert note("Hverken Holbæk Kommune eller Kalundborg Kommune deltager i Projekt Trygt Hjem.", "participates_in") == {(who, "Projekt Trygt Hjem") for who in ("Holbæk Kommune", "Kalundborg Kommune")}


def test_claiming_negation_of_a_cleft_sentence_denies() -> None:
    assert polarities("Det er ikke Holbæk Kommune, der driver Projekt Trygt Hjem.", "responsible_for") == {"negative"}


@pytest.mark.parametrize(("sentence", "predicate"), [
    ("Holbæk Kommune samarbejder med SIND og har ikke planer om at stoppe.", "partner_of"),
    ("Videncenter for Sår på Holbæk Sygehus er ikke åbent.", "part_of"),
    ("Projekt Trygt Hjem ledes af SIND og er ikke slut.", "responsible_for"),
])  # fmt: skip
def test_claiming_negation_of_the_next_verb_does_not_deny(sentence: str, predicate: str) -> None:
    assert polarities(sentence, predicate) == {"positive"}


def test_rules_under_programme_reads_its_own_example() -> None:
    (rule,) = [rule for rule in RULES if rule.name == "under_programme"]
    assert rule.cue.search(rule.example) and fired(rule, "Projekt Trygt Hjem under Sundhedsaftalen er i gang.") == {"positive"}


def test_rules_subject_that_points_is_not_swallowed_by_its_cue() -> None:
    assert note("Projekt Trygt Hjem er i gang. Projektet omfatter SIND og Holbæk Kommune.", "participates_in") == {(who, "Projekt Trygt Hjem") for who in ("SIND", "Holbæk Kommune")}


def test_rules_leader_of_reads_a_name_that_begins_with_projekt() -> None:
    (rule,) = [rule for rule in RULES if rule.name == "leader_of"]
    assert fired(rule, "Ida Holm, der er leder af Projekt Trygt Hjem, bød på kaffe.") == {"positive"}


@pytest.mark.parametrize("sentence", ["Projekt Trygt Hjem er ifølge Ida Holm en succes.", "Projekt Trygt Hjem er besøgt af Ida Holm."])
def test_rules_leader_is_needs_a_leaders_title(sentence: str) -> None:
    assert note(sentence, "responsible_for") == set()


def test_partnerships_aftalen_is_about_a_partnership() -> None:
    assert ("Kalundborg Kommune", "SIND") in note("Holbæk Kommune har indgået aftale med SIND. Aftalen er indgået sammen med Kalundborg Kommune.", "partner_of")


# --- decisions


@pytest.mark.parametrize(("text", "expected"), [
    ("Udsatterådet anbefaler, at regionsrådet godkender planen.", {"recommended"}),
    ("Udsatterådet ønskede, at sagen drøftes igen.", set()),
    ("Udsatterådet vil gerne have planen godkendt til maj.", set()),
    ("Byrådet har tidligere godkendt planen.", set()),
    ("Regionsrådet godkendte planen i maj 2025.", set()),
    ("Forslaget blev ikke vedtaget.", {"rejected"}),
    ("Forslaget faldt.", {"rejected"}),
])  # fmt: skip
def test_decisions_wishes_and_others_decisions_are_not_the_items(text: str, expected: set[str]) -> None:
    assert decided(text) == expected


def test_layout_line_with_byraadet_and_a_date_is_a_decision() -> None:
    reading = read(minutes("Ny plan\nSocialudvalget den 03-05-2026\nForkastet.\n\nByrådet den 12-05-2026\nUdsat.", body="Byrådet i Holbæk Kommune"))
    assert [s.kind for s in reading.sections if s.parent is not None] == ["decision", "decision"]


def test_structure_short_prose_minutes_have_items() -> None:
    text = "Referat af møde i Udsatterådet i Region Sjælland den 15. januar 2026\n\n1. Dagsorden\nDagsordenen blev godkendt.\n\n2. Ny plan\nUdsatterådet drøftede planen.\n\n3. Eventuelt\nIntet.\n"
    assert [e.value for e in read(text).entities if e.type == "AGENDA_ITEM"] == ["1", "2", "3"]


# --- owners


def test_owners_subject_that_has_the_body_owns_it() -> None:
    assert "Psykiatriudvalget i Holbæk Kommune" not in councils("Notat\n\nHolbæk Kommune er vært. Region Sjælland har et Psykiatriudvalg.")


def test_owners_generic_word_in_a_title_is_no_council() -> None:
    reading = read(NOTE.replace("Notat\n\nOm rådenes arbejde", "Notat om udsatteråd\n\nOm rådenes arbejde"))
    assert "Notat om udsatteråd" not in {quote(reading, claim) for claim in claims(reading, "part_of")}


def test_keys_definite_reads_a_word_that_begins_the_name() -> None:
    assert (definite("bestyrelse"), definite("klynge")) == ("Bestyrelsen", "Klyngen")


# --- posts, presentations


def test_meetings_list_in_an_annex_is_not_the_meetings() -> None:
    text = minutes("Godkendelse af dagsorden\nBeslutning\nGodkendt.", "Eventuelt\nBeslutning\nIntet.") + "\nBilag 1: Deltagerliste fra temadagen\n\nDeltagere\nPer Krog, SIND\nEva Dahl, SIND\n"
    assert pairs(read(text), "attended") == set()


def test_posts_genitive_before_a_title_is_the_employer() -> None:
    assert note("SINDs formand Ida Holm er glad.", "holds_post") == {("Ida Holm", "SIND")}


def test_presentations_second_speaker_of_a_sentence_counts() -> None:
    assert presented("Ida Holm gav en status på projektet, og Bo Lund fortalte om økonomien.") == {"Ida Holm", "Bo Lund"}


def test_presentations_denied_is_not_positive() -> None:
    reading = read(minutes("Ny plan\nBeslutning\nIda Holm orienterede ikke om planen."))
    assert {claim.polarity for claim in claims(reading, "presented_at")} <= {"negative"}


def test_presentations_chairs_thanks_do_not_hide_the_speaker() -> None:
    assert presented("Formanden takkede, og Ida Holm orienterede om projektet.") == {"Ida Holm"}


# --- timing, funding, quotes


def test_timing_denied_is_negative() -> None:
    (claim,) = claims(read("Notat\n\nProjekt Trygt Hjem startede ikke i 2025."), "dated")
    assert claim.polarity == "negative"


def test_timing_definite_evaluation_is_one() -> None:
    assert dated("Notat\n\nMidtvejsevalueringen af Projekt Trygt Hjem foreligger i juni 2026.") == {("Projekt Trygt Hjem", "2026-06", "evaluation")}


def test_timing_relative_clause_dates_its_noun_behind_a_preposition() -> None:
    assert dated("Notat\n\nDer er bred støtte til Projekt Trygt Hjem, som startede i 2025.") == {("Projekt Trygt Hjem", "2025", "start")}


def test_funding_payer_of_a_passive_is_the_funder() -> None:
    reading = read("Notat\n\nProjekt Trygt Hjem støttes med 2 mio. kr. af Sundhedsstyrelsen.")
    assert {names(reading).get(c.qualifier("funder"), "") for c in claims(reading, "funded_with")} == {"Sundhedsstyrelsen"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_relations_quotes_are_trimmed(path) -> None:
    reading = example(path)
    assert [q for q in (quote(reading, c) for c in reading.claims) if q != q.strip()] == []


# --- forms of the second blind reading


def test_layout_capital_heading_with_a_date_is_a_decision() -> None:
    text = "REGION SJÆLLAND\n\nREGIONSRÅDET\n\nREFERAT\n\nMØDETIDSPUNKT\n12-05-2026 16:30\n\n" + "\n".join(
        f"SAG NR. {n}\n{title}\n\nSAGSFREMSTILLING\nDer er en sag om nye bænke i parken.\n\nFORRETNINGSUDVALGETS BESLUTNING DEN 05-05-2026\nAnbefalet.\n\nREGIONSRÅDETS BESLUTNING DEN 12-05-2026\nTiltrådt.\n"
        for n, title in ((1, "NYE BÆNKE"), (2, "ORIENTERING OM PARKEN"))
    )
    reading = read(text)
    assert [s.kind for s in reading.sections if s.parent is not None] == ["case", "earlier", "decision"] * 2
    assert [e.name for e in reading.entities if e.type == "AGENDA_ITEM"] == ["NYE BÆNKE", "ORIENTERING OM PARKEN"]
    assert {claim.object for claim in claims(reading, "decision")} == {"approved"}


def test_responsibility_role_before_a_colon_names_who_leads() -> None:
    assert note("- Projektleder for Projekt Trygt Hjem: Ida Holm, Region Sjælland", "responsible_for") == {("Ida Holm", "Projekt Trygt Hjem")}


def test_responsibility_chair_before_a_colon_is_a_member() -> None:
    (claim,) = claims(read("Notat\n\n- Næstformand for Ældrerådet i Holbæk Kommune: Ida Holm, SIND"), "member_of")
    assert claim.qualifier("role") == "næstformand"


def test_partnerships_all_who_agreed_jointly_are_parties() -> None:
    text = "Venstre (V) og Moderaterne har sammen med KL og Danske Regioner indgået Aftale om trygge havne."
    assert {who for who, _ in note(text, "party_to")} == {"Venstre", "Moderaterne", "KL", "Danske Regioner"}


def test_partnerships_date_between_signing_and_signers() -> None:
    text = "Samarbejdsaftalen om trygge havne blev underskrevet den 3. maj 2026 af KL og Holbæk Kommune."
    assert {who for who, _ in note(text, "party_to")} == {"KL", "Holbæk Kommune"}


def test_councils_health_council_of_two_areas_is_one() -> None:
    text = "Notat\n\nMed reformen oprettes Sundhedsråd Nordby, Sundhedsråd Sydby og Øerne og Sundhedsråd Midtby."
    assert councils(text) >= {"Sundhedsråd Nordby", "Sundhedsråd Sydby og Øerne", "Sundhedsråd Midtby"}


def test_flow_two_entries_of_a_list_are_two_lines() -> None:
    wide = "\n".join("Vi skriver en lang linje om bænke, haver og veje, så teksten har en bredde." for _ in range(12))
    text = minutes(wide, head="Deltagere\nPreben Holm, Danske Handicaporganisationer i Holbæk (næstformand)\nIda Lund, SIND\n")
    assert {who for who, _ in pairs(read(text), "attended")} == {"Preben Holm", "Ida Lund"}


@pytest.mark.parametrize(("sentence", "expected"), [
    ("Opstart af Projekt Trygt Hjem: 1. april 2027.", {("Projekt Trygt Hjem", "2027-04-01", "start")}),
    ("Afslutning af Projekt Trygt Hjem den 31. december 2027.", {("Projekt Trygt Hjem", "2027-12-31", "end")}),
])  # fmt: skip
def test_timing_nouns_of_beginning_and_end_date_what_they_are_of(sentence: str, expected: set[tuple[str, str, str]]) -> None:
    assert dated("Notat\n\n" + sentence) == expected


def test_decisions_resolved_to_postpone_is_postponed() -> None:
    assert decided("Udsatterådet drøftede forslaget og besluttede at udskyde sagen til næste møde.") >= {"postponed"}
    assert "approved" not in decided("Udsatterådet besluttede at udskyde sagen til næste møde.")


@pytest.mark.parametrize("sentence", [
    "Ida Holm, der er formand for Ældrerådet, bød velkommen.",
    "Ida Holm (V), som er formand for Ældrerådet, bød velkommen.",
    "Formanden for Ældrerådet, Ida Holm, bød velkommen.",
])  # fmt: skip
def test_posts_chair_of_a_body_is_its_member(sentence: str) -> None:
    reading = read("Notat om Holbæk Kommune\n\n" + sentence)
    assert {who for who, _ in pairs(reading, "member_of")} == {"Ida Holm"} and not claims(reading, "holds_post")


def test_participants_deputy_who_was_not_called_is_no_role() -> None:
    text = minutes("Ny plan\nBeslutning\nGodkendt.", head="Afbud\nIda Holm (A), stedfortræder kunne ikke indkaldes\n")
    assert not any(claim.qualifier("role") == "stedfortræder" for claim in claims(read(text), "member_of"))


def test_programmes_partners_are_no_part_of_an_agreements_name() -> None:
    text = "Holbæk Kommune har indgået Partnerskabsaftale om Trygge Havne med SIND og KL."
    assert note(text, "party_to") == {(who, "Partnerskabsaftale om Trygge Havne") for who in ("Holbæk Kommune", "SIND", "KL")}


@pytest.mark.parametrize("head", ["Partnerskabsprogrammet", "pilotprojektet", "projektet"])
def test_programmes_any_sort_of_project_introduces_its_name(head: str) -> None:
    assert kinds(f"Vi begynder på {head} Fælles Havn i maj.") == {"Fælles Havn": "INITIATIVE"}


def test_owners_municipality_has_no_health_council() -> None:
    assert not [name for name in councils("Notat\n\nHolbæk Kommune er med i sundhedsrådet. Sundhedsrådet mødes i Holbæk Kommune.") if "Kommune" in name]
