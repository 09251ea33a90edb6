"""EDTF values: what is valid, what they bound, how they compare and read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import edtf
from extractors.dates import find_dates

days = st.dates(date(1990, 1, 1), date(2049, 12, 31)).map(str)
years = st.integers(1990, 2049).map(str)
months = st.builds(lambda year, month: f"{year}-{month:02}", st.integers(1990, 2049), st.integers(1, 12))
parts = st.builds(
    lambda year, part: f"{year}-{part}", st.integers(1990, 2049), st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36])
)
turns = st.builds(lambda year, month: f"{year}-{month}~", st.integers(1990, 2049), st.sampled_from(["01", "06", "12"]))
singles = st.one_of(days, years, months, parts)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from([days, years, months]))
    first, last = sorted((draw(kind), draw(kind)))
    return edtf.interval(first, last)


values = st.one_of(singles, turns, intervals())


@pytest.mark.parametrize(
    "value", ["2026", "2026-02", "2024-02-29", "2026-22", "2026-36", "2026-01~", "2023/..", "../2023"]
)
def test_edtf_accepts_the_kinds_of_the_guidelines(value: str) -> None:
    assert edtf.is_valid(value)


@pytest.mark.parametrize(
    "value",
    ["", "26", "2026-13", "2025-02-29", "2026-25", "2026-1", "2026-21-01", "..", "../..", "2026/2025", "maj", "2026/"],
)
def test_edtf_rejects_everything_else(value: str) -> None:
    assert not edtf.is_valid(value)


def test_edtf_error_names_the_value_and_what_to_write() -> None:
    with pytest.raises(ValueError, match=r"'maj'.*2026-01-29"):
        edtf.bounds("maj")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-24", date(2025, 12, 1), date(2026, 2, 28)),
        ("2025-21", date(2025, 3, 1), date(2025, 5, 31)),
        ("2026-36", date(2026, 10, 1), date(2026, 12, 31)),
        ("2022/2025-06", date(2022, 1, 1), date(2025, 6, 30)),
        ("../2025", None, date(2025, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_edtf_bounds_are_first_and_last_day(value: str, first: date | None, last: date | None) -> None:
    assert edtf.bounds(value) == (first, last)


def test_edtf_interval_opens_an_empty_end() -> None:
    assert (edtf.interval("2027", ""), edtf.interval("", "2027")) == ("2027/..", "../2027")


def test_edtf_interval_takes_the_outer_ends() -> None:
    assert edtf.interval("2022/2023", "2024/2025") == "2022/2025"


def test_edtf_interval_refuses_an_end_before_the_start() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        edtf.interval("2027", "2026")


def test_edtf_normalise_writes_open_ends_one_way() -> None:
    assert {edtf.normalise(value) for value in ("2027/", "2027/open", "2027/unknown", " 2027 / .. ")} == {"2027/.."}


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        ("2026", "2026", "2026"),
        ("2026-05", "maj 2026", "May 2026"),
        ("2026-05-04", "4. maj 2026", "4 May 2026"),
        ("2026-24", "vinteren 2026", "winter 2026"),
        ("2026-06~", "medio 2026", "mid 2026"),
        ("2026-11~", "omkring november 2026", "around November 2026"),
        ("2026-12-31~", "omkring 31. december 2026", "around 31 December 2026"),
        ("2026-01/2026-06", "1. halvår 2026", "first half of 2026"),
        ("2026-09/2026-10", "september–oktober 2026", "September–October 2026"),
        ("2025-12/2026-01", "december 2025 – januar 2026", "December 2025 – January 2026"),
        ("2026-01-01/2026-12-31", "1. januar – 31. december 2026", "1 January – 31 December 2026"),
        ("../2026-05", "til maj 2026", "until May 2026"),
        ("2026-05/..", "fra maj 2026", "from May 2026"),
    ],
)
def test_edtf_labels_read_as_one_says_it(value: str, danish: str, english: str) -> None:
    assert (edtf.label_da(value), edtf.label_en(value)) == (danish, english)


@given(values)
def test_edtf_label_is_read_back_as_the_same_value(value: str) -> None:
    assert [found.value for found in find_dates(edtf.label_da(value))] == [value]


@given(values)
def test_edtf_normalise_keeps_what_is_normal(value: str) -> None:
    assert edtf.normalise(value) == value


@given(values)
def test_edtf_bounds_run_forward(value: str) -> None:
    first, last = edtf.bounds(value)
    assert first is not None
    assert last is not None
    assert first <= last


@given(values, values)
def test_edtf_compare_is_antisymmetric(a: str, b: str) -> None:
    assert edtf.compare(a, b) == -edtf.compare(b, a)


@given(st.lists(values, min_size=1))
def test_edtf_sort_key_is_total(listed: list[str]) -> None:
    turned = listed[::-1]
    assert sorted(listed, key=edtf.sort_key) == sorted(turned, key=edtf.sort_key)


@given(days)
def test_edtf_day_is_read_from_a_day_only(value: str) -> None:
    assert str(edtf.day_or_none(value)) == value
    assert edtf.day_or_none(value[:7]) is None


@given(st.text(max_size=30))
def test_edtf_any_text_is_valid_or_not(text: str) -> None:
    assert edtf.is_valid(text) in (True, False)
