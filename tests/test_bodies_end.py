"""What ends and what is in doubt: units of bodies that end, denials, seats that pass on, and starts that are only planned."""

from __future__ import annotations

from pathlib import Path

import lens_sample as sample
import pytest
from answers_sample import entity, iri, write_build

import kg
from extractors.records import Entity
from kg import answers, describing
from kg.facts import Fact
from kg.handle import Handle
from kg.validity import clocks
from kg.validity.holding import Holding, Statement, reckon
from kg.validity.lens import Lens

GROUP, NEW_COUNCIL = iri("COUNCIL", "arbejdsgruppen"), iri("COUNCIL", "udsatteraadet-oest")
HOSPITAL, BRIDGE = iri("PROVIDER", "sygehuset"), iri("INITIATIVE", "projekt-bro-to")
DAY_2025, DAY_2028 = iri("DATE", "2025-06-01"), iri("DATE", "2028-01-01")


def build(folder: Path, *facts: Fact, more: tuple[Entity, ...] = ()) -> Path:
    things = {one.id: one for one in (
        *sample.entities(), entity("COUNCIL", "arbejdsgruppen", "Arbejdsgruppen", owner=sample.COUNCIL),
        entity("COUNCIL", "udsatteraadet-oest", "Udsatterådet Øst"), entity("PROVIDER", "sygehuset", "Sygehuset"),
        entity("INITIATIVE", "projekt-bro-to", "Projekt Bro To"),
        entity("DATE", "2028-01-01", "1. januar 2028", value="2028-01-01"), *more,
    )}  # fmt: skip
    told = sorted(facts, key=lambda one: one.claim)
    return write_build(folder / "out", tuple(things[name] for name in sorted(things)), tuple(told), sample.sources())


def members(handle: Handle, body: str) -> set[str]:
    return {fact.subject for fact in answers.card(handle, body).incoming if fact.predicate == "member_of"}


# Units end with their body


@pytest.mark.parametrize(("day", "expected"), [("2026-12-31", {sample.BO}), ("2027-01-01", set()), ("2027-02-01", set())])
@pytest.mark.parametrize("body", [sample.COUNCIL, GROUP])
def test_lives_members_of_a_unit_sit_no_longer_than_its_region(tmp_path: Path, body: str, day: str, expected: set[str]) -> None:
    with kg.open(build(tmp_path, sample.fact(sample.BO, "member_of", body, "old")), as_of=day) as opened:
        assert members(opened, body) == expected
        assert clocks.existing(opened, [body]) == ({body} if expected else set())


def test_lives_unit_of_an_ended_body_is_told_not_to_exist_then(tmp_path: Path) -> None:
    with kg.open(build(tmp_path, sample.fact(sample.BO, "member_of", GROUP, "old")), as_of="2027-06-01") as opened:
        text = describing.card_text(answers.card(opened, GROUP), base=opened.base)
    assert "It exists through 31 December 2026: not then." in text


def test_lives_unit_that_a_document_gives_a_later_end_goes_on_to_then(tmp_path: Path) -> None:
    told = (sample.fact(sample.BO, "member_of", sample.COUNCIL, "old"), sample.fact(sample.COUNCIL, "dated", DAY_2028, "late", kind="end"))
    made = build(tmp_path, *told)
    for day, expected in (("2027-12-31", {sample.BO}), ("2028-01-02", set())):
        with kg.open(made, as_of=day) as opened:
            assert members(opened, sample.COUNCIL) == expected


def test_lives_unit_that_becomes_part_of_the_successor_goes_on(tmp_path: Path) -> None:
    told = (sample.fact(sample.BO, "member_of", sample.COUNCIL, "old"), sample.fact(sample.COUNCIL, "part_of", sample.OEST, "late"))
    with kg.open(build(tmp_path, *told), as_of="2027-06-01") as opened:
        assert members(opened, sample.COUNCIL) == {sample.BO}


def test_lives_hospital_that_lies_in_a_region_outlives_it(tmp_path: Path) -> None:
    told = (sample.fact(sample.BO, "holds_post", HOSPITAL, "old"), sample.fact(HOSPITAL, "part_of", sample.SJAELLAND, "old"))
    with kg.open(build(tmp_path, *told), as_of="2027-06-01") as opened:
        assert clocks.existing(opened, [HOSPITAL]) == {HOSPITAL}


def test_lives_successor_without_a_day_makes_the_end_possible_from_the_day_it_is_told(tmp_path: Path) -> None:
    made = build(tmp_path, sample.fact(sample.CLINIC, "succeeds", sample.OLD_CLINIC, "minutes"))
    for day, certain, expected in (("2026-02-09", True, True), ("2026-02-10", True, False), ("2026-02-10", False, True)):
        with kg.open(made, as_of=day, certain=certain) as opened:
            assert (sample.OLD_CLINIC in clocks.existing(opened, [sample.OLD_CLINIC])) is expected


# Starts and ends that are only planned, or of something else


@pytest.mark.parametrize("status", ["proposed", "recommended", "expected", "estimated"])
def test_lives_planned_start_is_possible_and_hides_nothing(tmp_path: Path, status: str) -> None:
    told = (sample.fact(NEW_COUNCIL, "dated", DAY_2025, "old", kind="start", status=status), sample.fact(sample.BO, "member_of", NEW_COUNCIL, "old"))
    made = build(tmp_path, *told)
    with kg.open(made, as_of="2024-06-01", certain=True) as opened:
        assert members(opened, NEW_COUNCIL) == {sample.BO} and answers.card(opened, NEW_COUNCIL).exists_from in ("", "2025-06-01")


@pytest.mark.parametrize(("certain", "expected"), [(False, {BRIDGE}), (True, set())])
def test_lives_proposed_start_is_never_certain(tmp_path: Path, certain: bool, expected: set[str]) -> None:
    made = build(tmp_path, sample.fact(BRIDGE, "dated", DAY_2025, "old", kind="start", status="proposed"))
    with kg.open(made, as_of="2026-06-01", certain=certain) as opened:
        assert clocks.existing(opened, [BRIDGE]) == expected


def test_lives_planned_end_leaves_what_is_before_it_certain(tmp_path: Path) -> None:
    made = build(tmp_path, sample.fact(BRIDGE, "dated", DAY_2025, "old", kind="end", status="expected"))
    for day, certain, expected in (("2025-05-31", True, {BRIDGE}), ("2026-06-01", False, {BRIDGE}), ("2026-06-01", True, set())):
        with kg.open(made, as_of=day, certain=certain) as opened:
            assert clocks.existing(opened, [BRIDGE]) == expected


def test_lives_planned_start_is_told_as_possible(tmp_path: Path) -> None:
    made = build(tmp_path, sample.fact(BRIDGE, "dated", DAY_2025, "old", kind="start", status="proposed"))
    with kg.open(made, as_of="2026-06-01") as opened:
        assert "It possibly exists from 1 June 2025." in describing.card_text(answers.card(opened, BRIDGE), base=opened.base)


def test_lives_start_after_a_stated_membership_is_of_something_else(tmp_path: Path) -> None:
    told = (sample.fact(NEW_COUNCIL, "dated", DAY_2025, "minutes", kind="start"), sample.fact(sample.BO, "member_of", NEW_COUNCIL, "old"))
    with kg.open(build(tmp_path, *told), as_of="2024-06-01", certain=True) as opened:
        assert members(opened, NEW_COUNCIL) == {sample.BO} and not answers.card(opened, NEW_COUNCIL).exists_from


# Denials, ends and seats, on statements alone


def held(told: Statement, *others: Statement, day: str) -> Holding:
    return reckon([told, *others], Lens(as_of=day), lives={}, published={})[told.id]


def said(id_: str, day: str, who: str = "anna", **fields: str) -> Statement:
    return Statement(id_, who, "member_of", "council", f"paper-{id_}", day, **fields)


@pytest.mark.parametrize(("role", "denied", "expected"), [("", "", False), ("formand", "", False), ("formand", "formand", False), ("formand", "kasserer", True)])
def test_holding_a_later_denial_ends_what_was_open(role: str, denied: str, expected: bool) -> None:
    told, no = said("a", "2024-03-01", role=role), said("b", "2026-02-03", role=denied, polarity="negative")
    assert held(told, no, day="2026-02-02").kept and held(told, no, day="2026-02-03").kept is expected


def test_holding_an_earlier_denial_ends_nothing() -> None:
    told, no = said("a", "2024-03-01"), said("b", "2023-02-03", polarity="negative")
    assert held(told, no, day="2026-02-03").kept


def test_holding_a_rejected_denial_ends_nothing() -> None:
    told, no = said("a", "2024-03-01"), said("b", "2025-02-03", polarity="negative", status="rejected")
    assert held(told, no, day="2026-02-03").kept


def test_holding_what_is_stated_anew_after_a_denial_begins_then() -> None:
    told, no, anew = said("a", "2024-03-01"), said("b", "2025-02-03", polarity="negative"), said("c", "2026-01-01")
    assert not held(anew, told, no, day="2025-06-01").kept and held(anew, told, no, day="2026-01-01").kept


@pytest.mark.parametrize(("role", "ended", "expected"), [("næstformand", "", False), ("medlem", "", False), ("", "medlem", False), ("næstformand", "formand", True)])
def test_holding_a_later_end_without_a_role_ends_every_role(role: str, ended: str, expected: bool) -> None:
    told, end = said("a", "2024-03-01", role=role), said("b", "2026-02-03", role=ended, valid_to="2026-03-01")
    assert held(told, end, day="2026-02-28").kept and held(told, end, day="2026-03-01").kept is expected


def test_holding_an_end_said_earlier_without_a_role_does_not_end_a_later_role() -> None:
    told, end = said("a", "2025-03-01", role="formand"), said("b", "2024-02-03", valid_to="2026-03-01")
    assert held(told, end, day="2026-03-01").kept


def test_holding_a_later_and_earlier_end_wins_over_one_stated_before() -> None:
    told = said("a", "2025-02-04", role="formand", valid_to="2027-01-01")
    end = said("b", "2026-02-03", role="formand", valid_to="2026-04-01")
    assert held(told, end, day="2026-03-31").kept and not held(told, end, day="2026-04-01").kept


@pytest.mark.parametrize(("role", "other"), [("formand", "formand"), ("Formand", "forperson"), ("direktør", "direktør")])
def test_holding_a_seat_is_only_possible_once_another_has_it(role: str, other: str) -> None:
    told, rival = said("a", "2024-03-01", role=role), said("b", "2026-02-03", "bo", role=other)
    before, after = held(told, rival, day="2026-02-02"), held(told, rival, day="2026-02-03")
    assert (before.certain, after.kept, after.certain, after.doubted_from) == (True, True, False, "2026-02-03")


@pytest.mark.parametrize(
    "rival",
    [
        said("b", "2026-02-03", "bo", role="næstformand"), said("b", "2026-02-03", "bo", role="formand", status="proposed"),
        said("b", "2026-02-03", "bo", role="formand", polarity="negative"), said("b", "2024-03-01", "bo", role="formand"),
        said("b", "2026-02-03", "bo", role="formand", valid_from="2020-01-01", valid_to="2022-01-01"),
    ],
    ids=("deputy", "proposed", "denied", "same day", "long over"),
)  # fmt: skip
def test_holding_a_seat_is_not_doubted_by(rival: Statement) -> None:
    assert held(said("a", "2024-03-01", role="formand"), rival, day="2026-06-01").certain


def test_holding_a_successor_who_begins_later_casts_doubt_from_then() -> None:
    told, rival = said("a", "2026-02-05", role="formand"), said("b", "2026-02-05", "bo", role="formand", valid_from="2026-04-01")
    assert held(told, rival, day="2026-03-31").certain and not held(told, rival, day="2026-04-01").certain


def test_holding_a_seat_held_again_is_certain_from_when_it_is_said_again() -> None:
    told, rival, again = said("a", "2024-03-01", role="formand"), said("b", "2025-02-03", "bo", role="formand"), said("c", "2026-01-01", role="formand")
    assert not held(again, told, rival, day="2025-06-01").certain and held(again, told, rival, day="2026-01-01").certain


def test_holding_of_a_card_knows_who_else_has_the_seat(tmp_path: Path) -> None:
    told = (sample.fact(sample.BO, "member_of", sample.COUNCIL, "old", role="formand"), sample.fact(sample.EVA, "member_of", sample.COUNCIL, "minutes", role="formand"))
    with kg.open(build(tmp_path, *told), as_of="2026-03-01") as opened:
        card = answers.card(opened, sample.BO)
        text = describing.card_text(card, base=opened.base)
    assert [fact.certain for fact in card.outgoing] == [False]
    assert "possibly, another has the role from 10 February 2026" in text


def test_holding_who_is_to_begin_later_is_the_later_holder() -> None:
    told, coming = said("a", "2025-11-11", role="formand"), said("b", "2025-09-09", "bo", role="formand", valid_from="2026-01-01")
    assert held(told, coming, day="2025-12-31").certain and not held(told, coming, day="2026-01-01").certain
    assert held(coming, told, day="2026-01-01").certain


def test_lives_possible_end_does_not_outlast_the_region(tmp_path: Path) -> None:
    told = (sample.fact(sample.BO, "member_of", sample.COUNCIL, "old"), sample.fact(NEW_COUNCIL, "succeeds", sample.COUNCIL, "late", stated_on="2027-02-10"))
    with kg.open(build(tmp_path, *told), as_of="2027-06-01") as opened:
        assert members(opened, sample.COUNCIL) == set()
