"""Decisions: each outcome, what is denied, what other bodies decided, agendas, and minutes in prose."""

from __future__ import annotations

import pytest
from readings import claims, minutes, quote, read
from readings import decided as case

from extractors.decisions import OUTCOMES, outcomes


def decided(text: str, *, kind: str = "Referat", part: str = "Beslutning") -> set[str]:
    """Return the outcomes of the item whose decision is the text."""
    reading = read(minutes("Godkendelse af dagsorden\nBeslutning\nGodkendt.", f"Status på Projekt Trygt Hjem\n{part}\n{text}", kind=kind))
    return {claim.object for claim in claims(reading, "decision") if claim.subject.endswith("|2")}


@pytest.mark.parametrize(("name", "example"), [(name, example) for name, _, example in OUTCOMES])
def test_decisions_table_reads_its_examples(name: str, example: str) -> None:
    assert name in dict(outcomes(example))


@pytest.mark.parametrize(("text", "outcome"), [
    ("Godkendt.", "approved"),
    ("Tiltrådt som indstillet.", "approved"),
    ("Vedtaget.", "approved"),
    ("Indstillingen blev tiltrådt.", "approved"),
    ("Udsatterådet besluttede at fortsætte projektet.", "approved"),
    ("Rådet aftalte at mødes igen.", "approved"),
    ("Udsatterådet tilsluttede sig forslaget.", "approved"),
    ("Ida Holm blev valgt til formand.", "approved"),
    ("Taget til efterretning.", "noted"),
    ("Orienteringen blev taget til efterretning.", "noted"),
    ("Der blev orienteret om sagen.", "informed"),
    ("Ida Holm orienterede om projektet.", "informed"),
    ("Ida Holm gav en status på projektet.", "informed"),
    ("Ida Holm præsenterede planen.", "informed"),
    ("Drøftet.", "discussed"),
    ("Udsatterådet drøftede planen.", "discussed"),
    ("Anbefales.", "recommended"),
    ("Indstilles til godkendelse i byrådet.", "recommended"),
    ("Udsat.", "postponed"),
    ("Sagen blev udsat til næste møde.", "postponed"),
    ("Punktet udsættes.", "postponed"),
    ("Udsatterådet udsatte sagen.", "postponed"),
    ("Forslaget blev forkastet.", "rejected"),
    ("Udsatterådet afviste forslaget.", "rejected"),
    ("Forslaget bortfaldt.", "rejected"),
    ("Orienteringen blev givet.", "informed"),
    ("Indstillingen blev fulgt.", "approved"),
    ("Oversendt til Økonomiudvalget.", "approved"),
    ("Sagen sendes til Kommunalbestyrelsen med anbefaling.", "recommended"),
    ("Oversendt til Kommunalbestyrelsen med anbefaling.", "recommended"),
    ("Anbefales godkendt.", "recommended"),
    ("Konklusion: Udsat, til der foreligger et svar.", "postponed"),
    ("Forvaltningens indstilling blev herefter anbefalet med stemmerne 4 mod 3.", "recommended"),
])  # fmt: skip
def test_decisions_outcome_is_read_from_its_word(text: str, outcome: str) -> None:
    assert decided(text) == {outcome}


@pytest.mark.parametrize("text", ["Ikke godkendt.", "Indstillingen blev ikke godkendt.", "Udsatterådet kunne ikke godkende planen.", "Udsatterådet besluttede ikke at godkende planen.", "Udsatterådet kan ikke anbefale planen."])
def test_decisions_not_approved_is_rejected(text: str) -> None:
    assert decided(text) == {"rejected"}


def test_decisions_not_postponed_is_nothing() -> None:
    assert decided("Sagen blev ikke udsat.") == set()


@pytest.mark.parametrize("text", [".", "-", "Intet.", "Ingen bemærkninger."])
def test_decisions_empty_ones_are_none(text: str) -> None:
    assert decided(text) == set()


def test_decisions_word_for_people_is_no_postponement() -> None:
    assert decided("Udsatterådet opfordrer til omtanke for udsatte borgere.") == set()


def test_decisions_two_outcomes_stand_side_by_side() -> None:
    assert decided("Tiltrådt. Orienteringen blev taget til efterretning.") == {"approved", "noted"}


@pytest.mark.parametrize("text", ["Ad 1) Godkendt.\nAd 2) Taget til efterretning.", "Ad 1. Godkendt.\nAd 2. Taget til efterretning.", "1. Godkendt\n2. Taget til efterretning"])
def test_decisions_points_are_read_each(text: str) -> None:
    assert decided(text) == {"approved", "noted"}


def test_decisions_discussion_that_recommends_is_both() -> None:
    assert decided("Udsatterådet drøftede udbredelsen. Rådet anbefalede, at teamet udvides.") == {"discussed", "recommended"}


def test_decisions_briefing_before_a_decision_is_not_its_outcome() -> None:
    assert decided("Ida Holm orienterede om projektet. Udsatterådet godkendte planen.") >= {"approved"}


def test_decisions_dissent_is_no_outcome() -> None:
    assert decided("Godkendt. Bo Lund (V) stemte imod, da forslaget burde være forkastet.") == {"approved"}


def test_decisions_status_of_a_recommendation_is_recommended() -> None:
    reading = read(minutes("Status\nBeslutning\nAnbefales."))
    assert [claim.status for claim in claims(reading, "decision")] == ["recommended"]


def test_decisions_status_of_a_decision_is_decided() -> None:
    reading = read(minutes("Status\nBeslutning\nGodkendt."))
    assert [claim.status for claim in claims(reading, "decision")] == ["decided"]


def test_decisions_short_ones_are_quoted_with_their_label() -> None:
    reading = read(minutes("Status\nBeslutning\nGodkendt."))
    assert [quote(reading, claim) for claim in claims(reading, "decision")] == ["Beslutning\nGodkendt."]


def test_decisions_recommendation_alone_decides_nothing() -> None:
    assert decided("Administrationen indstiller, at planen godkendes.", part="Indstilling") == set()


def test_decisions_agenda_has_none() -> None:
    reading = read(minutes("Godkendelse af dagsorden\nIndstilling\nDet indstilles, at dagsordenen godkendes.", "Status\nSagsfremstilling\nPlanen blev drøftet i fjor.", kind="Dagsorden"))
    assert claims(reading, "decision") == ()


def test_decisions_earlier_ones_are_not_the_items() -> None:
    reading = read(minutes("Ny plan\nTidligere beslutninger\nForkastet i 2024.\n\nBeslutning\nUdsat."))
    assert [claim.object for claim in claims(reading, "decision")] == ["postponed"]


@pytest.mark.parametrize(("theirs", "ours"), [
    ("Beslutning fra Socialudvalget, 03-05-2026:", "Beslutning fra Byrådet, 12-05-2026:"),
    ("Beslutning Socialudvalget den 03-05-2026", "Beslutning Byrådet den 12-05-2026"),
])  # fmt: skip
def test_decisions_of_other_bodies_are_not_the_items(theirs: str, ours: str) -> None:
    item = f"Ny plan\n{theirs}\nForkastet.\n\n{ours}\nUdsat."
    reading = read(minutes(item, body="Byrådet i Holbæk Kommune"))
    assert [claim.object for claim in claims(reading, "decision")] == ["postponed"]


@pytest.mark.parametrize(("text", "outcomes_"), [
    ("Status blev taget til efterretning. Spørgsmålet om lokaler blev udskudt.", {"noted", "postponed"}),
    ("Ida Holm gennemgik tallene. Regnskabet blev godkendt.", {"approved", "informed"}),
    ("Udsatterådet tog orienteringen til efterretning og ønsker en status til maj.", {"noted"}),
    ("Afstemningen blev gennemført. Forvaltningens indstilling blev herefter anbefalet.", {"recommended"}),
])  # fmt: skip
def test_decisions_of_several_sentences_are_all_read(text: str, outcomes_: set[str]) -> None:
    assert decided(text) == outcomes_


@pytest.mark.parametrize("text", [
    "Ida Holm foreslog, at tilskuddet bortfalder.",
    "Det er ikke besluttet, og Køge Kommune har valgt ikke at være med.",
    "Bo Lund præsenterede sig.",
    "Bo Lund blev præsenteret som nyt medlem.",
    "Godkendt elektronisk: IH, BL",
    "Side 2 af 5",
    "Status på Projekt Trygt Hjem",
])  # fmt: skip
def test_decisions_wishes_greetings_and_footers_are_none(text: str) -> None:
    assert decided(text) == set()


def words(text: str, *, recommended: str = "") -> list[dict[str, str]]:
    """Return the qualifiers of the second item's outcomes."""
    reading = case(text, recommended=recommended)
    return [dict(claim.qualifiers) for claim in claims(reading, "decision") if claim.subject.endswith("|2")]


TWO = "Administrationen indstiller,\n1. at planen godkendes\n2. at der afsættes midler"


def test_decisions_recommendation_is_told_without_its_heading() -> None:
    (told,) = words("Godkendt.", recommended="Formanden indstiller, at planen godkendes.")
    assert told["recommendation"] == "Formanden indstiller, at planen godkendes."


@pytest.mark.parametrize("recommended", [".", "-"])
def test_decisions_empty_recommendation_is_none(recommended: str) -> None:
    assert "recommendation" not in words("Godkendt.", recommended=recommended)[0]


def test_decisions_minutes_behind_a_recommendation_are_no_part_of_it() -> None:
    (told,) = words("Godkendt.", recommended="Det indstilles, at planen godkendes. Ida Holm præsenterede sagen på mødet.")
    assert told["recommendation"] == "Det indstilles, at planen godkendes."


@pytest.mark.parametrize(("text", "point", "recommendation"), [
    ("Ad 2: Godkendt.", "2", "at der afsættes midler"),
    ("Ad. 1-2: Godkendt.", "1-2", "at planen godkendes at der afsættes midler"),
    ("Vedr. punkt 2: Godkendt.", "2", "at der afsættes midler"),
    ("Punkt 2 blev udsat til næste møde.", "2", "at der afsættes midler"),
    ("Indstillingens punkt 1 blev godkendt.", "1", "at planen godkendes"),
    ("Indstillingens 1. og 2. at-punkt blev godkendt.", "1 og 2", "at planen godkendes at der afsættes midler"),
    ("2. Godkendt.", "2", "at der afsættes midler"),
    ("Indstillingerne 1-2 blev godkendt.", "1-2", "at planen godkendes at der afsættes midler"),
])  # fmt: skip
def test_decisions_point_is_one_of_the_recommendation(text: str, point: str, recommendation: str) -> None:
    (told,) = words(text, recommended=TWO)
    told["recommendation"] = told["recommendation"].replace("1. ", "").replace("2. ", "")
    assert (told["point"], told["recommendation"]) == (point, recommendation)


@pytest.mark.parametrize("text", ["Punkt 7 blev udsat til næste møde.", "5. Godkendt.", "Punkt 3 blev godkendt."])
def test_decisions_other_numbers_are_no_points(text: str) -> None:
    assert [told.get("point") for told in words(text, recommended=TWO)] == [None]


@pytest.mark.parametrize("text", ["Ændringsforslaget blev forkastet.", "Ændringsforslaget blev vedtaget.", "Venstre foreslog at vente. Forslaget faldt."])
def test_decisions_amendment_answers_no_recommendation(text: str) -> None:
    assert [told.get("recommendation") for told in words(text, recommended="Det indstilles, at planen godkendes.")] == [None]


def test_decisions_wording_takes_in_the_list_that_it_opens() -> None:
    (told,) = words("Byrådet anbefalede, at\n- teamet udvides\n- SIND inddrages")
    assert told["wording"] == "Byrådet anbefalede, at - teamet udvides - SIND inddrages"


def test_decisions_wording_begins_behind_its_label() -> None:
    (told,) = words("Konklusion: Udsat, til der foreligger et svar.")
    assert told["wording"] == "Udsat, til der foreligger et svar."


def test_decisions_wording_keeps_a_point_that_is_its_subject() -> None:
    (told,) = words("Punkt 2 blev udsat til næste møde.", recommended=TWO)
    assert told["wording"] == "Punkt 2 blev udsat til næste møde."


def test_decisions_addition_is_told() -> None:
    (told,) = words("Godkendt med den tilføjelse, at SIND inddrages.")
    assert told["addition"] == "med den tilføjelse, at SIND inddrages."


@pytest.mark.parametrize(("recommended", "matter"), [
    ("Det indstilles, at orienteringen tages til efterretning.", "orientation"),
    ("Det indstilles, at udvalget drøfter planen.", "discussion"),
    ("Det indstilles, at planen godkendes.", None),
    ("Det indstilles, at udvalget tager orienteringen til efterretning og drøfter planen.", None),
    ("Det indstilles, at orienteringen tages til efterretning, og at projektet fortsætter.", None),
    ("Det indstilles, at udvalget tager status til efterretning og videresender den.", None),
])  # fmt: skip
def test_decisions_matter_is_that_of_the_whole_recommendation(recommended: str, matter: str | None) -> None:
    assert [told.get("matter") for told in words("Tiltrådt.", recommended=recommended)] == [matter]


def test_decisions_line_with_another_bodys_name_takes_the_word_from_the_meeting() -> None:
    reading = case("Socialudvalget, 3. januar 2026:\nForkastet.\n\nByrådet, 15. januar 2026:\nUdsat.")
    assert [c.object for c in claims(reading, "decision") if c.subject.endswith("|2")] == ["postponed"]


def test_decisions_note_has_none() -> None:
    assert claims(read("Notat\n\nUdsatterådet i Region Sjælland godkendte planen."), "decision") == ()


PROSE = """Referat af møde i Udsatterådet i Region Sjælland den 15. januar 2026

1. Godkendelse af dagsorden
Dagsordenen blev godkendt uden bemærkninger fra medlemmerne.

2. Status på Projekt Trygt Hjem
Ida Holm orienterede om projektet. Der er mange på venteliste, og det er et problem.

3. Sundhedsaftalen
Udsatterådet drøftede aftalen. Rådet vil gerne have flere midler til området.

4. Ny plan for rådet
Planen blev udsat til næste møde, da der ikke var tid til at tale om den.
"""


def test_decisions_minutes_in_prose_are_read_sentence_by_sentence() -> None:
    reading = read(PROSE)
    assert {(c.subject.rpartition("|")[2], c.object) for c in claims(reading, "decision")} == {("1", "approved"), ("2", "informed"), ("3", "discussed"), ("4", "postponed")}


def test_decisions_agenda_in_prose_has_none() -> None:
    assert claims(read(PROSE.replace("Referat af møde", "Dagsorden til møde")), "decision") == ()
