"""Tests of how overlapping hits are settled and become mentions."""

from __future__ import annotations

from array import array

from extractors.flow import Flow
from extractors.hits import SOURCES, Hit, mention_of, settle


def kept(*hits: Hit) -> list[tuple[str, int, int, bool]]:
    return [(h.type, h.start, h.end, h.nested) for h in settle(hits)]


def test_hits_longer_one_wins() -> None:
    assert kept(Hit(0, 5, "PERSON", "people"), Hit(0, 9, "COUNCIL", "councils")) == [("COUNCIL", 0, 9, False)]


def test_hits_of_one_length_the_surer_one_wins() -> None:
    assert kept(Hit(0, 5, "INITIATIVE", "recurring", score=0.5), Hit(0, 5, "PERSON", "people")) == [("PERSON", 0, 5, False)]


def test_hits_order_does_not_matter() -> None:
    hits = [Hit(0, 9, "COUNCIL", "councils"), Hit(4, 9, "REGION", "register"), Hit(3, 12, "PLAN", "programmes", score=0.1)]
    assert settle(hits) == settle(hits[::-1])


def test_hits_region_inside_a_body_is_kept() -> None:
    assert ("REGION", 4, 9, True) in kept(Hit(0, 9, "COUNCIL", "councils"), Hit(4, 9, "REGION", "register"))


def test_hits_town_that_opens_a_hospitals_name_is_dropped() -> None:
    assert kept(Hit(0, 15, "PROVIDER", "register"), Hit(0, 6, "PLACE", "places", code="sted:a")) == [("PROVIDER", 0, 15, False)]


def test_hits_town_in_which_a_hospital_lies_is_kept() -> None:
    assert ("PLACE", 9, 15, True) in kept(Hit(0, 15, "PROVIDER", "register"), Hit(9, 15, "PLACE", "places", code="sted:a"))


def test_hits_town_of_a_local_branch_is_dropped() -> None:
    assert len(kept(Hit(0, 15, "ASSOCIATION", "organisations"), Hit(9, 15, "PLACE", "places", code="sted:a"))) == 1


def test_hits_hospital_of_a_ward_is_kept() -> None:
    assert ("PROVIDER", 12, 25, True) in kept(Hit(0, 25, "PROVIDER", "organisations"), Hit(12, 25, "PROVIDER", "register", code="udbyder:x"))


def test_hits_tagger_yields_to_everything_else() -> None:
    assert kept(Hit(0, 30, "ORG_OTHER", "tagger", score=0.99), Hit(4, 9, "DATE", "dates")) == [("DATE", 4, 9, False)]


def test_hits_person_whom_the_tagger_sees_whole_wins_over_a_rules_shorter_one() -> None:
    assert kept(Hit(0, 14, "PERSON", "tagger", score=0.95), Hit(0, 8, "PERSON", "people")) == [("PERSON", 0, 14, False)]


def test_hits_person_of_whom_the_tagger_is_unsure_yields() -> None:
    assert kept(Hit(0, 14, "PERSON", "tagger", score=0.6), Hit(0, 8, "PERSON", "people")) == [("PERSON", 0, 8, False)]


def test_hits_every_source_has_its_place_in_the_order() -> None:
    assert SOURCES.index("register") < SOURCES.index("organisations") < SOURCES.index("recurring") < SOURCES.index("tagger")


def test_hits_mention_joins_a_name_over_a_line_end() -> None:
    text = "Ida\nHolm"
    mention = mention_of(Hit(0, 8, "PERSON", "people"), Flow(text, array("q", range(len(text)))))
    assert mention.text == "Ida Holm" and len(mention.span) == 8
