"""What bundled queries say of a day: one row for a membership with its latest citation, and the day of a merger."""

from __future__ import annotations

from pathlib import Path

import answers_sample as sample
import lens_sample
import pytest

from extractors.errors import QueryError
from kg import answers, describing, printing, sparql
from kg.facts import Fact


def table(folder: Path, name: str, given: dict[str, str] | None = None, **lens: object) -> list[dict[str, str]]:
    """Return the rows of a bundled query as the lens shows them."""
    with answers.open_output(folder, **lens) as opened:  # type: ignore[arg-type]
        answer = opened.query(name, given or {})
    return [{column: cell.value for column, cell in zip(answer.columns, row, strict=True) if cell} for row in answer.rows]


def of_bo(folder: Path, *facts: Fact, **lens: object) -> list[dict[str, str]]:
    made = sample.write_build(folder / "bo", lens_sample.entities(), tuple(sorted(facts, key=lambda one: one.claim)), lens_sample.sources())
    return table(made, "memberships-on", {"person": "Bo Birk"}, **lens)


def bo(where: str, **qualifiers: str) -> Fact:
    return lens_sample.fact(lens_sample.BO, "member_of", lens_sample.COUNCIL, where, **qualifiers)


def test_queries_memberships_on_have_one_row_for_each_person_body_and_role(tmp_path: Path) -> None:
    told = of_bo(tmp_path, bo("old"), bo("minutes", role="medlem"), bo("month", valid_from="2024-01-01"), as_of="2026-06-01")
    row = {name: told[0].get(name, "") for name in ("since", "first_stated", "last_confirmed", "role", "passages")}
    assert len(told) == 1
    assert row == {"since": "2024-01-01", "first_stated": "2024-03-01", "last_confirmed": "2026-02-10", "role": "medlem", "passages": "3"}


def test_queries_memberships_on_cite_and_count_what_was_said_by_the_day(tmp_path: Path) -> None:
    told = of_bo(tmp_path, bo("old"), bo("minutes"), bo("late", valid_from="2024-01-01"), as_of="2026-06-01")
    assert [(row["citation"], row["passages"]) for row in told] == [("minutes, linje 1", "2")]


def test_queries_memberships_on_cite_the_first_of_what_was_said_after_the_day(tmp_path: Path) -> None:
    told = of_bo(tmp_path, bo("late", valid_from="2024-01-01"), bo("minutes", valid_from="2024-01-01"), as_of="2025-06-01")
    assert [(row["citation"], row["passages"]) for row in told] == [("minutes, linje 1", "0")]


def test_queries_memberships_on_show_roles_apart(tmp_path: Path) -> None:
    told = of_bo(tmp_path, bo("old", role="formand"), bo("old", role="kasserer"), as_of="2026-06-01")
    assert [row["role"] for row in told] == ["formand", "kasserer"]


def test_queries_members_quote_the_newest_statement(tmp_path: Path) -> None:
    made = sample.write_build(tmp_path / "bo", lens_sample.entities(), (bo("old"), bo("minutes")), lens_sample.sources())
    assert [row["citation"] for row in table(made, "members")] == ["minutes, linje 1"]


def merged(folder: Path, **qualifiers: str) -> Path:
    told = lens_sample.fact(lens_sample.OEST, "succeeds", lens_sample.SJAELLAND, "minutes", **qualifiers)
    other = lens_sample.fact(lens_sample.PROJECT, "succeeds", lens_sample.PLAN, "minutes")
    things = (*lens_sample.entities(), sample.entity("REGION", "region-oestdanmark", "Region Østdanmark", code="region:oestdanmark"))
    facts = tuple(sorted((told, other), key=lambda one: one.claim))
    return sample.write_build(folder / "merged", tuple(sorted(things, key=lambda one: one.id)), facts, lens_sample.sources())


def test_queries_mergers_tell_the_day_of_the_register_and_never_that_of_the_paper(tmp_path: Path) -> None:
    found = {row["new_name"]: row.get("day", "") for row in table(merged(tmp_path), "mergers")}
    assert found == {"Region Østdanmark": "2027-01-01", "Projekt Bro": ""}


@pytest.mark.parametrize(("day", "expected"), [("2026-12-31", []), ("2027-01-01", ["2027-01-01"])])
def test_queries_mergers_have_not_happened_before_their_day(tmp_path: Path, day: str, expected: list[str]) -> None:
    assert [row["day"] for row in table(merged(tmp_path), "mergers", {"entity": "Region Sjælland"}, as_of=day)] == expected


def test_queries_mergers_without_a_day_are_told_as_first_stated(tmp_path: Path) -> None:
    with answers.open_output(merged(tmp_path), as_of="2026-06-01") as opened:
        text = describing.card_text(opened.card("Projekt Bro"), base=opened.base)
    assert "Broplan [stated, first stated 10 February 2026" in text


def test_queries_unknown_parameter_is_told_the_declared_ones(tmp_path: Path) -> None:
    handle = answers.open_output(sample.sample_build(tmp_path / "out"))
    with pytest.raises(QueryError, match=r"no parameter 'foo'\. It has: council \(only this council or organisation\)\.$"):
        handle.query("members", {"foo": "x"})


def test_queries_table_shows_the_last_day_and_dates_in_words() -> None:
    cells = tuple(sparql.Term("literal", value) for value in ("2026-23", "2027-01-01"))
    answer = sparql.Answer("select", ("since", "holds_to"), (cells,))
    shown = printing.answer_text(answer, "table", base="")
    assert shown.split("\n")[0].split() == ["since", "through"] and shown.split("\n")[2].split() == ["autumn", "2026", "2026-12-31"]
    assert printing.answer_text(answer, "csv", base="") == "since,holds_to\n2026-23,2027-01-01\n"
