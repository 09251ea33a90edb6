"""Sums of money: forms, what stands around them, tables, and what only looks like a sum."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.money import find_amounts, find_table_amounts

WORDS = st.sampled_from(
    ["5", "5,5", "250.000", "1.000", "000", "2025", "mio.", "mia", "kr.", "kr", "kroner", "DKK", "t.kr.", ",-", "-",
     "–", "og", "til", "mellem", "ca.", "årligt", "(2024-pl)", ".", " ", "\u00a0", "|", "\n", "I alt", "Drift", "0,0"]
)  # fmt: skip


def amounts(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.value) for found in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("Der er afsat 7,5 mio. kr. til rådet", "7,5 mio. kr.", "7500000"),
        ("7 mio.kr.", "7 mio.kr.", "7000000"),
        ("7 mio. kr", "7 mio. kr", "7000000"),
        ("7 mio.\u00a0kr.", "7 mio.\u00a0kr.", "7000000"),
        ("7.5 mio. kr.", "7.5 mio. kr.", "7500000"),
        ("7.500 mio. kr.", "7.500 mio. kr.", "7500000000"),
        ("7 millioner kroner.", "7 millioner kroner", "7000000"),
        ("1,2 mia. kr.", "1,2 mia. kr.", "1200000000"),
        ("2 milliarder kroner", "2 milliarder kroner", "2000000000"),
        ("300.000 kroner", "300.000 kroner", "300000"),
        ("300.000 kr.", "300.000 kr.", "300000"),
        ("300.000,50 kr.", "300.000,50 kr.", "300000.5"),
        ("300.000,- kr.", "300.000,- kr.", "300000"),
        ("300.000,-", "300.000,-", "300000"),
        ("koster 300 000 kr.", "300 000 kr.", "300000"),
        ("koster 3 300 000 kr.", "3 300 000 kr.", "3300000"),
        ("i alt kr. 300.000.", "kr. 300.000", "300000"),
        ("kr. 300.000,-", "kr. 300.000,-", "300000"),
        ("mio. kr. 7,5 til", "mio. kr. 7,5", "7500000"),
        ("DKK 7 mio. til", "DKK 7 mio.", "7000000"),
        ("300 t.kr.", "300 t.kr.", "300000"),
        ("300 tkr.", "300 tkr.", "300000"),
        ("300 tusind kr.", "300 tusind kr.", "300000"),
        ("sænkes med -2,5 mio. kr.", "-2,5 mio. kr.", "-2500000"),
        ("- 2,5 mio. kr. til drift", "2,5 mio. kr.", "2500000"),
    ],
)
def test_money_reads_every_way_to_write_a_sum(text: str, surface: str, value: str) -> None:
    assert amounts(text) == [(surface, value)]


def test_money_reads_a_row_of_sums_and_years() -> None:
    text = "2,0 mio. kr. i 2024, 13,5 mio. kr. i 2025 og 9 mio. kr. i 2026"
    assert [value for _, value in amounts(text)] == ["2000000", "13500000", "9000000"]


def test_money_range_gives_its_upper_end_and_keeps_the_lower() -> None:
    for text in ("ca. 2-3 mio. kr.", "mellem 2 og 3 mio. kr.", "2 til 3 mio. kr."):
        (found,) = find_amounts(text)
        assert (found.value, found.low) == ("3000000", "2000000")


def test_money_leaves_out_a_sum_whose_unit_stands_elsewhere() -> None:
    assert amounts("40 til drift og 5 mio. kr. til anlæg") == [("5 mio. kr.", "5000000")]


@pytest.mark.parametrize("text", ["knap 7 mio. kr.", "op til 7 mio. kr.", "ca. 7 mio. kr.", "mere end 7 mio. kr."])
def test_money_approximation_stays_outside_the_span(text: str) -> None:
    (found,) = find_amounts(text)
    assert found.approximate
    assert text[found.start : found.end] == "7 mio. kr."


@pytest.mark.parametrize(
    "text", ["7 mio. kr. årligt", "7 mio. kr. pr. år", "7 mio. kr. (2025-pl) om året", "årligt 7 mio. kr."]
)
def test_money_knows_a_yearly_sum(text: str) -> None:
    assert [found.per_year for found in find_amounts(text)] == [True]


def test_money_yearly_belongs_to_one_sum_only() -> None:
    assert [found.per_year for found in find_amounts("2 mio. kr. årligt og 5 mio. kr. i 2025")] == [True, False]


@pytest.mark.parametrize("text", ["7 mio. kr. (2025-pl)", "7 mio. kr. i 2025-priser", "7 mio. kr. (p/l 2025)"])
def test_money_knows_the_price_level(text: str) -> None:
    assert [found.price_level for found in find_amounts(text)] == ["2025"]


@pytest.mark.parametrize(
    "text",
    [
        "5 mio. euro og 20 pct.",
        "2.500 borgere",
        "de 4 mio. indbyggere",
        "tlf. 20 25 30 40",
        "010203-1234",
        "Beløb i 1.000 kr.",
        "Mio. kr. 2025 2026",
        "mio. kr. 1. kvartal",
        "kr. 2025",
        "kreds 5 og krise 7",
    ],
)
def test_money_leaves_out_what_only_looks_like_a_sum(text: str) -> None:
    assert amounts(text) == []


def test_money_table_gives_unit_year_and_label() -> None:
    lines = ["Anlæg - Mio. kr. 2025 2026 2027", "", "Veje 1,5 2,0 0,0", "", "Kultur og fritid 0,5 - 1,0"]
    assert [(a.line, a.value, a.year, a.label) for a in find_table_amounts(lines)] == [
        (2, "1500000", "2025", "Veje"),
        (2, "2000000", "2026", "Veje"),
        (4, "500000", "2025", "Kultur og fritid"),
        (4, "1000000", "2027", "Kultur og fritid"),
    ]


def test_money_table_takes_the_unit_from_above() -> None:
    lines = ["Beløb i 1.000 kr. (2025-pl)", "", "| Område | 2025 | 2026 og frem | I alt |"]
    lines.append("| Pulje | 1.200 | 300 | 1.500 |")
    found = find_table_amounts(lines)
    assert [(a.value, a.year, a.label) for a in found] == [("1200000", "2025", "Pulje"), ("300000", "2026/..", "Pulje")]
    assert [lines[a.line][a.start : a.end] for a in found] == ["1.200", "300"]


def test_money_table_without_unit_is_none() -> None:
    assert find_table_amounts(["Besøg 2025 2026", "Klinik 120 140"]) == ()


def test_money_table_ends_where_text_goes_on() -> None:
    lines = ["Mio. kr. 2025 2026", "Drift 1,0 2,0", *["Så følger løbende tekst."] * 4, "Fra side 4 5"]
    assert [a.value for a in find_table_amounts(lines)] == ["1000000", "2000000"]


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.lists(WORDS, max_size=14).map("".join) | st.text())
def test_money_spans_are_apart_and_values_numbers(text: str) -> None:
    end = 0
    for found in find_amounts(text):
        assert end <= found.start < found.end <= len(text)
        assert Decimal(found.value).is_finite()
        assert any(letter.isdigit() for letter in text[found.start : found.end])
        end = found.end


@given(st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=8))
def test_money_table_spans_lie_in_their_lines(lines: list[str]) -> None:
    for found in find_table_amounts(["Mio. kr. 2025 2026", *lines]):
        line = ["Mio. kr. 2025 2026", *lines][found.line]
        assert 0 <= found.start < found.end <= len(line)
        assert Decimal(found.value)


@given(st.integers(1, 10**12))
def test_money_reads_grouped_numbers_back(kroner: int) -> None:
    grouped = f"{kroner:,}".replace(",", ".")
    assert [value for _, value in amounts(f"bevilget {grouped} kr. til")] == [str(kroner)]
