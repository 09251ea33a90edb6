"""Citations: body, date, item, part, case, page or line."""

from __future__ import annotations

from dataclasses import replace

import samples

from kg.citations import citation, danish_date
from kg.facts import facts


def cite(predicate: str) -> str:
    reading = samples.minutes()
    return citation(reading, next(c for c in reading.claims if c.predicate == predicate))


def test_citations_of_minutes_name_body_date_item_part_case_and_line() -> None:
    assert cite("decision") == (
        "Psykiatri- og Socialudvalget, 12. marts 2026, punkt 2, Beslutning, sag SAG-2026-00417, linje 16"
    )


def test_citations_of_attendance_name_the_part() -> None:
    assert cite("attended") == "Psykiatri- og Socialudvalget, 12. marts 2026, Deltagere, linje 4"


def test_citations_of_headers_name_body_and_date() -> None:
    assert cite("held_at") == "Psykiatri- og Socialudvalget, 12. marts 2026, linje 3"


def test_citations_of_paged_notes_name_title_and_page() -> None:
    reading = samples.note()
    claim = next(c for c in reading.claims if c.predicate == "succeeds")
    assert citation(reading, claim) == "Notat om Projekt Fast Havn, april 2026, s. 2"


def test_citations_without_title_and_date_name_the_file() -> None:
    reading = samples.press()
    assert citation(reading, reading.claims[0]) == "presse, linje 3"


def test_citations_of_items_without_number_name_the_title() -> None:
    reading = samples.minutes()
    sections = tuple(replace(s, number="") if s.kind == "agenda_item" else s for s in reading.sections)
    claim = next(c for c in reading.claims if c.predicate == "discusses")
    assert "Status på Projekt Fast Havn, sag" in citation(replace(reading, sections=sections), claim)


def test_citations_fall_back_to_the_document_number() -> None:
    reading = samples.minutes()
    sections = tuple(
        replace(s, details=(("document_id", "4711"),)) if s.kind == "agenda_item" else s for s in reading.sections
    )
    claim = next(c for c in reading.claims if c.predicate == "decision")
    assert citation(replace(reading, sections=sections), claim).endswith("Beslutning, dokument 4711, linje 16")


def test_citations_in_facts_name_the_resolved_body() -> None:
    fact = next(
        f for f in facts(samples.readings(), samples.entities(), base=samples.BASE) if f.predicate == "decision"
    )
    assert fact.citation.startswith("Psykiatri- og Socialudvalget i Region Nordjylland, 12. marts 2026, punkt 2")


def test_citations_leave_uncommon_dates_as_they_are() -> None:
    assert [danish_date(d) for d in ("", "2026", "2026-13-01", "2026-05~")] == ["", "2026", "2026-13-01", "2026-05~"]


def test_citations_of_annexes_name_their_title() -> None:
    reading = samples.note()
    annex = replace(reading.sections[0], kind="annex", title="Bilag 2: Tidsplan")
    cited = citation(replace(reading, sections=(annex,)), reading.claims[0])
    assert cited == "Notat om Projekt Fast Havn, april 2026, Bilag 2: Tidsplan, s. 1"


def test_citations_of_agendas_and_drafts_say_so() -> None:
    reading = samples.minutes()
    claim = next(c for c in reading.claims if c.predicate == "discusses")
    assert ", dagsorden 12. marts 2026, punkt 2" in citation(replace(reading, kind="agenda"), claim)
    assert ", udkast til referat 12. marts 2026" in citation(replace(reading, kind="minutes_draft"), claim)


def test_citations_do_not_repeat_a_date_that_the_title_has() -> None:
    reading = replace(samples.note(), title="Notat om Fast Havn, 3. april 2026 (udkast)", date="2026-04-03")
    assert citation(reading, reading.claims[0]).startswith("Notat om Fast Havn (udkast), 3. april 2026, ")


def test_citations_pass_over_points_of_a_list() -> None:
    reading = samples.minutes()
    claim = next(c for c in reading.claims if c.predicate == "decision")
    parent = reading.sections[claim.section or 0]
    point = replace(parent, index=len(reading.sections), kind="heading", title="1. at sagen tages", parent=parent.index)
    cited = citation(
        replace(reading, sections=(*reading.sections, point)), replace(claim, section=point.index)
    )
    assert "punkt 2, Beslutning, sag" in cited and "1. at" not in cited
