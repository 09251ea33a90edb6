"""Facts: claims with resolved entities, names of documents, ids of claims."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Reading
from kg.facts import Fact, check, facts, names, sources


def found(*readings: Reading) -> tuple[Fact, ...]:
    return facts(readings, samples.resolve(readings), base=samples.BASE)


def only(reading: Reading, predicate: str) -> Reading:
    return replace(reading, claims=tuple(c for c in reading.claims if c.predicate == predicate))


def test_facts_map_local_keys_to_entities() -> None:
    (fact,) = found(only(samples.minutes(), "funded_with"))
    assert fact.subject.endswith("/initiative/projekt-fast-havn")
    assert fact.object.endswith("/amount/2500000")
    assert dict(fact.qualifiers) == {
        "funder": samples.BASE + "municipality/aalborg-kommune",
        "year": "2027",
    }


def test_facts_quote_is_the_slice_of_the_text() -> None:
    text = {reading.document.id: reading.document.text for reading in samples.readings()}
    for fact in facts(samples.readings(), samples.entities(), base=samples.BASE):
        assert fact.quote == text[fact.document.rpartition("/")[2]][fact.start : fact.end]


def test_facts_do_not_depend_on_the_order_of_readings() -> None:
    forward, backward = samples.readings(), samples.readings()[::-1]
    entities = samples.entities()
    assert facts(forward, entities, base=samples.BASE) == facts(backward, entities[::-1], base=samples.BASE)


def test_facts_of_decisions_keep_the_outcome() -> None:
    (fact,) = found(only(samples.minutes(), "decision"))
    assert (fact.object, fact.status) == ("noted", "decided")


def test_facts_count_a_claim_once_and_keep_the_surer() -> None:
    reading = only(samples.minutes(), "partner_of")
    doubtful = replace(reading.claims[0], score=0.5, extractor="other-1")
    (fact,) = found(replace(reading, claims=(doubtful, *reading.claims)))
    assert (fact.confidence, fact.extractor) == (0.93, "partnerships-1")


def test_facts_count_a_symmetric_claim_once() -> None:
    reading = only(samples.minutes(), "partner_of")
    claim = reading.claims[0]
    turned = replace(claim, subject=claim.object, object=claim.subject, score=0.4)
    assert len(found(replace(reading, claims=(claim, turned)))) == 1


def test_facts_keep_a_denial_apart() -> None:
    reading = only(samples.minutes(), "partner_of")
    denied = replace(reading.claims[0], polarity="negative")
    assert len({f.claim for f in found(replace(reading, claims=(denied, *reading.claims)))}) == 2


def test_facts_ids_know_no_score_and_no_version() -> None:
    reading = only(samples.minutes(), "partner_of")
    other = replace(reading, claims=(replace(reading.claims[0], score=0.1, extractor="partnerships-9"),))
    assert found(reading)[0].claim == found(other)[0].claim


def test_facts_of_unknown_entities_raise() -> None:
    reading = only(samples.minutes(), "partner_of")
    with pytest.raises(ValueError, match=r"referat-2026-03-12\.txt.*no resolved entity has the key"):
        facts((reading,), (), base=samples.BASE)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"predicate": "likes"}, "unknown predicate 'likes'"),
        ({"status": "sure"}, "unknown status 'sure'"),
        ({"predicate": "decision", "object": "sold"}, "unknown outcome 'sold'"),
        ({"score": 1.5}, r"the score 1.5 is not in \[0, 1\]"),
        ({"object": "PERSON|nobody"}, "no entity of the document has the key"),
        ({"qualifiers": (("funder", "PERSON|nobody"),)}, "no entity of the document has the key"),
    ],
)
def test_facts_check_names_what_is_wrong(change: dict[str, Any], message: str) -> None:
    reading = only(samples.minutes(), "partner_of")
    with pytest.raises(ValueError, match=message):
        check(replace(reading, claims=(replace(reading.claims[0], **change),)))


def test_facts_names_fall_back_to_paths_and_ids() -> None:
    assert names({"1": "a/x.pdf", "2": "b/x.pdf"}) == {"1": "a/x", "2": "b/x"}
    assert names({"1": "a/x.pdf", "2": "a/x.txt"}) == {"1": "a/x.pdf", "2": "a/x.txt"}
    assert names({"1": "a\\x.pdf", "2": "-"}) == {"1": "x", "2": "-"}


@given(st.dictionaries(st.text("0123456789abcdef", min_size=16, max_size=16),
                       st.sampled_from(["a/x.pdf", "b/x.pdf", "a/x.txt", "x", "y.txt", "a", "a/x", "b.x/y", ""])))
def test_facts_names_are_unique(paths: dict[str, str]) -> None:
    given_names = names(paths)
    assert given_names.keys() == paths.keys()
    assert len(set(given_names.values())) == len(paths)


def test_facts_sources_describe_documents_in_the_order_of_their_ids() -> None:
    papers = sources(samples.readings()[::-1], base=samples.BASE)
    assert [paper.id for paper in papers] == sorted(paper.id for paper in papers)
    assert {paper.doc: paper.pages for paper in papers} == {"notat": 2, "presse": 0, "referat-2026-03-12": 0}


def test_facts_say_the_day_of_their_meeting_where_the_document_has_another() -> None:
    reading = samples.minutes()
    other = replace(reading, date="2026-12-24")
    assert {one.stated_on for one in found(reading)} == {""}
    days = {meeting.date for meeting in reading.meetings}
    assert {one.stated_on for one in found(other)} == days
