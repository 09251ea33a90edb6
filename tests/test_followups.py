"""Follow-ups: what is asked for, agreed, promised or to come back, by whom, and until when."""

from __future__ import annotations

import pytest
from readings import decided, doers, minutes, read, remarks

from extractors.followups import CUES
from extractors.records import Reading, Remark


def one(reading: Reading) -> Remark:
    """Return the only follow-up."""
    (remark,) = remarks(reading, "follow_up")
    return remark


def kinds(text: str) -> list[str]:
    """Return the kinds of follow-ups of a decision."""
    return [r.detail("kind") for r in remarks(decided(text), "follow_up")]


@pytest.mark.parametrize(("kind", "example"), [(kind, example) for kind, _, example in CUES])
def test_followups_table_reads_its_examples(kind: str, example: str) -> None:
    assert kind in {name for name, pattern, _ in CUES if pattern.search(example)}


@pytest.mark.parametrize(("text", "kind"), [
    ("Administrationen vender tilbage med et notat.", "returns"),
    ("Sagen genoptages på næste møde.", "returns"),
    ("Byrådet bad administrationen om et notat.", "asked"),
    ("Byrådet ønsker en status til sommer.", "asked"),
    ("Det blev aftalt, at Ida Holm skriver et udkast.", "agreed"),
    ("Det blev besluttet at holde et ekstra møde.", "agreed"),
    ("SIND inviteres til næste møde.", "agreed"),
    ("Forvaltningen undersøger sagen.", "promised"),
    ("Ida Holm lovede at sende materialet rundt.", "promised"),
    ("Ida Holm tager det med til bestyrelsen.", "promised"),
])  # fmt: skip
def test_followups_have_the_kind_of_their_verb(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


def test_followups_recipient_is_not_who_acts() -> None:
    reading = decided("Byrådet besluttede at sende en opfordring til styregruppen om at åbne for flere.")
    remark = one(reading)
    assert (remark.detail("actor"), doers(reading, remark)) == ("", ("Byrådet i Holbæk Kommune",))


def test_followups_who_is_asked_acts() -> None:
    remark = one(decided("Byrådet bad forvaltningen om et notat til formanden."))
    assert (remark.detail("actor"), remark.by) == ("forvaltningen", ())


def test_followups_named_body_that_is_asked_acts() -> None:
    reading = decided("Byrådet bad Holbæk Sygehus om en redegørelse.")
    assert doers(reading, one(reading)) == ("Holbæk Sygehus",)


def test_followups_who_was_asked_acts_in_the_passive_too() -> None:
    assert one(decided("Forvaltningen blev bedt om at undersøge ordningen.")).detail("actor") == "forvaltningen"


def test_followups_who_asks_does_not_act() -> None:
    assert one(decided("Ida Holm (V) bad om, at ventetiden bliver vist.")).by == ()


@pytest.mark.parametrize(("text", "status"), [
    ("Byrådet bad administrationen om et notat.", "decided"),
    ("Ida Holm (V) bad administrationen om et notat.", "stated"),
    ("Formanden bad administrationen om et notat.", "stated"),
    ("Administrationen blev bedt om et notat.", "decided"),
    ("Byrådet aftalte, at forvaltningen skriver til SIND.", "decided"),
    ("Sekretariatet sender materialet rundt.", "decided"),
    ("Ida Holm undersøger sagen.", "expected"),
    ("Ida Holm foreslog, at formanden tager sagen op.", "proposed"),
])  # fmt: skip
def test_followups_status_tells_whose_wish_it_is(text: str, status: str) -> None:
    assert one(decided(text)).status == status


@pytest.mark.parametrize(("text", "due", "occasion"), [
    ("Byrådet bad administrationen om et notat inden den 1. maj 2026.", "2026-05-01", ""),
    ("Administrationen vender tilbage på næste møde.", "", "næste møde"),
    ("Byrådet aftalte at sende et brev efter mødet den 5. marts 2026.", "", ""),
    ("Byrådet bad administrationen om et notat om planen fra 2019.", "", ""),
])  # fmt: skip
def test_followups_are_due_when_the_sentence_says(text: str, due: str, occasion: str) -> None:
    remark = one(decided(text))
    assert (remark.detail("due"), remark.detail("occasion")) == (due, occasion)


def test_followups_who_is_to_be_told_does_not_act() -> None:
    assert one(decided("Det blev aftalt, at rådet orienteres løbende.")).detail("actor") == ""


def test_followups_pronoun_stands_for_the_person_before_it() -> None:
    reading = decided("Det kunne Ida Holm ikke svare på, men hun lovede at vende tilbage.")
    assert doers(reading, one(reading)) == ("Ida Holm",)


@pytest.mark.parametrize("text", [
    "Ida Holm (V) opfordrede alle til at hænge plakaten op.",
    "Ida Holm (V) bad om, at punkt 4 blev behandlet før punkt 3.",
    "Da byrådet vedtog planen, blev det aftalt at undersøge ordningen.",
    "I 2024 besluttede byrådet at sende et brev.",
    "Hvis der kommer flere penge, kan spørgsmålet tages op igen.",
    "Sagen kan eventuelt tages op på næste møde.",
    "Byrådet besluttede ikke at sende et brev.",
    "Forvaltningen har nu sendt et brev.",
    "Mange patienter vender tilbage til egen læge.",
])  # fmt: skip
def test_followups_of_the_past_the_possible_and_the_agenda_are_none(text: str) -> None:
    assert kinds(text) == []


def test_followups_of_an_agenda_are_none() -> None:
    reading = read(minutes("Status\nAdministrationen vender tilbage med et notat.", kind="Dagsorden"))
    assert remarks(reading, "follow_up") == ()


def test_followups_of_an_earlier_meeting_are_none() -> None:
    reading = read(minutes("Status\nTidligere beslutninger\nRådet bad administrationen om et notat.\n\nBeslutning\nGodkendt."))
    assert remarks(reading, "follow_up") == ()
