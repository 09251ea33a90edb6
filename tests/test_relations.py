"""Claims as a whole: what holds for every claim of every shipped example."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from readings import claims, facts, one, quote, read

from extractors import read_document
from extractors.claiming import MAX_QUOTE
from extractors.dates import find_dates
from extractors.edtf import day_or_none
from extractors.reading import read_file
from extractors.records import Claim, Reading
from kg.examples import folder
from ontology.terms import DATE_KINDS, OUTCOMES, POLARITIES, PREDICATES, STATUSES

EXAMPLES = sorted(path for path in folder().iterdir() if path.suffix in {".pdf", ".docx", ".html", ".txt"})
every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
QUALIFIERS = {"role", "year", "kind", "funder", "wording", "point", "recommendation", "addition", "matter", "price_level", "recurrence", "valid_from", "valid_to"}


@cache
def example(path: Path) -> Reading:
    return read_document(read_file(path))


def wrong(path: Path, right: object) -> list[str]:
    """Return the claims of an example for which a condition does not hold."""
    reading = example(path)
    return [f"{c.subject} {c.predicate} {c.object}: {quote(reading, c)!r}" for c in reading.claims if not right(reading, c)]  # type: ignore[operator]


@every_example
def test_relations_examples_have_claims(path: Path) -> None:
    assert len(example(path).claims) > 10


@every_example
def test_relations_domain_and_range_hold(path: Path) -> None:
    kinds = {e.key: e.type for e in example(path).entities}

    def right(_: Reading, claim: Claim) -> bool:
        if claim.predicate == "decision":
            return kinds[claim.subject] == "AGENDA_ITEM" and claim.object in OUTCOMES
        return claim.object in kinds and PREDICATES[claim.predicate].allows(kinds[claim.subject], kinds[claim.object])

    assert wrong(path, right) == []


@every_example
def test_relations_evidence_is_in_the_text_and_short(path: Path) -> None:
    assert wrong(path, lambda reading, claim: 0 < len(claim.evidence) <= MAX_QUOTE and claim.evidence.end <= len(reading.document.text)) == []


@every_example
def test_relations_words_are_of_the_closed_lists(path: Path) -> None:
    assert wrong(path, lambda _, claim: claim.status in STATUSES and claim.polarity in POLARITIES and 0 < claim.score <= 1) == []


@every_example
def test_relations_qualifiers_are_known_and_sorted(path: Path) -> None:
    assert wrong(path, lambda _, claim: list(claim.qualifiers) == sorted(claim.qualifiers) and {n for n, _ in claim.qualifiers} <= QUALIFIERS and all(v for _, v in claim.qualifiers)) == []


@every_example
def test_relations_dates_have_a_kind_of_the_list(path: Path) -> None:
    assert wrong(path, lambda _, claim: claim.predicate != "dated" or claim.qualifier("kind") in DATE_KINDS) == []


@every_example
def test_relations_funders_are_entities(path: Path) -> None:
    keys = {e.key for e in example(path).entities} | {""}
    assert wrong(path, lambda _, claim: claim.qualifier("funder") in keys) == []


@every_example
def test_relations_section_holds_the_evidence(path: Path) -> None:
    def right(reading: Reading, claim: Claim) -> bool:
        return claim.section is None or claim.evidence.overlaps(reading.sections[claim.section].span)

    assert wrong(path, right) == []


@every_example
def test_relations_are_sorted_without_duplicates(path: Path) -> None:
    found = [(c.evidence, c.subject, c.predicate, c.object, c.qualifiers) for c in example(path).claims]
    assert found == sorted(set(found))


@every_example
def test_relations_nobody_both_attended_and_was_absent(path: Path) -> None:
    reading = example(path)
    assert {(c.subject, c.object) for c in claims(reading, "attended")}.isdisjoint({(c.subject, c.object) for c in claims(reading, "absent_from")})


@every_example
def test_relations_symmetric_pair_stands_in_one_direction_in_a_sentence(path: Path) -> None:
    found = {(c.subject, c.object, c.evidence) for c in claims(example(path), "partner_of")}
    assert {(b, a, evidence) for a, b, evidence in found} & found == set()


@every_example
def test_relations_mentions_are_slices_of_the_text(path: Path) -> None:
    reading = example(path)
    text = reading.document.text
    assert [m for m in reading.mentions if m.span.end > len(text) or not text[m.span.start : m.span.end].strip()] == []


@every_example
def test_relations_document_is_dated_by_its_own_day(path: Path) -> None:
    reading = example(path)
    assert day_or_none(reading.date) and reading.date in {f.value for f in find_dates(" ".join(reading.document.text.split()))}


@every_example
def test_relations_reading_twice_is_reading_once(path: Path) -> None:
    assert read_document(read_file(path)) == example(path)


def test_relations_same_fact_of_two_sentences_is_kept_for_each() -> None:
    reading = read("Notat\n\nProjekt Trygt Hjem ledes af SIND. Det er godt, at Projekt Trygt Hjem ledes af SIND.")
    assert len(claims(reading, "responsible_for")) == 2


def test_relations_same_fact_of_two_rules_is_kept_once() -> None:
    reading = read("Notat\n\nIda Holm er projektleder for Projekt Trygt Hjem og er ansvarlig for Projekt Trygt Hjem.")
    assert one(reading, "responsible_for").subject == "PERSON|ida holm|"


def test_relations_forbidden_pairs_are_left_out() -> None:
    assert facts(read("Notat\n\nSundhedsklynge Holbæk er en del af Sundhedsaftalen.")) == set()


def test_relations_text_without_names_has_none() -> None:
    assert read("Der var ro i byen.").claims == ()
