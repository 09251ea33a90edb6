"""Dates in running text: forms, periods, years by anchor, and what only looks like a date."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors import edtf
from extractors.dates import find_dates

WORDS = st.sampled_from(
    ["1.", "29.", "31", "maj", "marts", "dec.", "2025", "2026", "25", "-", "–", "/", ".", ",", "og", "til",
     "den", "d.", "i", "primo", "udgangen af", "året", "kvartal", "halvår", "foråret", "og frem", "uge", "kl.",
     "kr.", "Q2", "\u00a0", "mellem", "årsskiftet", "hvert år", "borgere", "ds.", "d.d.", "31.12.25", "5/3",
     "www.", ".pdf", "blev", "skal", "Bilag", "  "]
)  # fmt: skip


def values(text: str, anchor: str = "") -> list[str]:
    return [found.value for found in find_dates(text, anchor=anchor)]


def surfaces(text: str, anchor: str = "") -> list[str]:
    return [text[found.start : found.end] for found in find_dates(text, anchor=anchor)]


@pytest.mark.parametrize(
    "text",
    [
        "Rådet mødes tirsdag d. 4. marts 2025 kl. 16.30",
        "den 04. marts 2025",
        "Den 4 marts 2025",
        "d.4.marts 2025",
        "4. MARTS 2025",
        "4. mar. 2025",
        "4.\u00a0marts\t 2025",
        "04-03-2025",
        "4/3-2025",
        "4/3 2025",
        "04.03.2025",
        "4.3.2025",
        "04.03.25",
        "04-03-25",
        "d. 4.3.25",
        "pr. 4/3-25",
        "2025-03-04",
        "2025-03-04T10:00",
    ],
)
def test_dates_reads_every_way_to_write_a_day(text: str) -> None:
    assert values(text) == ["2025-03-04"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("til august 2027", "2027-08"),
        ("i august måned 2027", "2027-08"),
        ("jan. 2027", "2027-01"),
        ("Planen fra 2027", "2027"),
        ("forår 2027", "2027-21"),
        ("Foråret 2027", "2027-21"),
        ("i sommeren 2027", "2027-22"),
        ("efter sommerferien 2027", "2027-22"),
        ("i efteråret 2027", "2027-23"),
        ("vinteren 2027/28", "2027-24"),
        ("3. kvartal 2027", "2027-35"),
        ("første kvartal af 2027", "2027-33"),
        ("i 4. kvartal i 2027", "2027-36"),
        ("Q2 2027", "2027-34"),
        ("2027 Q2", "2027-34"),
        ("første halvår 2027", "2027-01/2027-06"),
        ("2. halvår af 2027", "2027-07/2027-12"),
        ("anden halvdel af 2027", "2027-07/2027-12"),
    ],
)
def test_dates_reads_parts_of_a_year(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value", "surface"),
    [
        ("Ordningen kører i 2023-2026.", "2023/2026", "2023-2026"),
        ("i perioden 2023–2026", "2023/2026", "2023–2026"),
        ("for årene 2023 - 2026", "2023/2026", "2023 - 2026"),
        ("2023 til 2026", "2023/2026", "2023 til 2026"),
        ("mellem 2023 og 2026", "2023/2026", "2023 og 2026"),
        ("i 2023-26.", "2023/2026", "2023-26"),
        ("skoleåret 2025/26", "2025/2026", "2025/26"),
        ("fra 2029 og frem", "2029/..", "2029 og frem"),
        ("2029 og fremover", "2029/..", "2029 og fremover"),
        ("fra 1. maj 2029 og frem", "2029-05-01/..", "1. maj 2029 og frem"),
        ("fra den 1. april til den 30. juni 2026", "2026-04-01/2026-06-30", "1. april til den 30. juni 2026"),
        ("1. april 2025 – 30. juni 2027", "2025-04-01/2027-06-30", "1. april 2025 – 30. juni 2027"),
        ("01.04.2025-30.06.2025", "2025-04-01/2025-06-30", "01.04.2025-30.06.2025"),
        ("den 7.-9. april 2025", "2025-04-07/2025-04-09", "7.-9. april 2025"),
        ("7-9. april 2025", "2025-04-07/2025-04-09", "7-9. april 2025"),
        ("mandag den 7. til onsdag den 9. april 2025", "2025-04-07/2025-04-09", "7. til onsdag den 9. april 2025"),
        ("mellem den 7. og 9. april 2025", "2025-04-07/2025-04-09", "7. og 9. april 2025"),
        ("marts-april 2025", "2025-03/2025-04", "marts-april 2025"),
        ("juni/juli 2025", "2025-06/2025-07", "juni/juli 2025"),
        ("november 2025 til februar 2026", "2025-11/2026-02", "november 2025 til februar 2026"),
        ("1.-2. kvartal 2025", "2025-01/2025-06", "1.-2. kvartal 2025"),
        ("fra primo 2025 til ultimo 2026", "2025-01~/2026-12~", "primo 2025 til ultimo 2026"),
    ],
)
def test_dates_joins_periods(text: str, value: str, surface: str) -> None:
    assert (values(text), surfaces(text)) == ([value], [surface])


@pytest.mark.parametrize(
    ("text", "value", "surface"),
    [
        ("primo 2027", "2027-01~", "primo 2027"),
        ("i starten af 2027", "2027-01~", "starten af 2027"),
        ("medio 2027", "2027-06~", "medio 2027"),
        ("midten af 2027", "2027-06~", "midten af 2027"),
        ("ultimo 2027", "2027-12~", "ultimo 2027"),
        ("i slutningen af 2027", "2027-12~", "slutningen af 2027"),
        ("primo april 2027", "2027-04~", "primo april 2027"),
        ("inden udgangen af 2027", "2027-12-31", "udgangen af 2027"),
        ("udgangen af februar 2028", "2028-02-29", "udgangen af februar 2028"),
        ("ved udgangen af 1. kvartal 2027", "2027-03-31", "udgangen af 1. kvartal 2027"),
        ("omkring årsskiftet 2026/2027", "2026-12-31~", "årsskiftet 2026/2027"),
    ],
)
def test_dates_takes_the_modifier_into_the_span(text: str, value: str, surface: str) -> None:
    assert (values(text), surfaces(text)) == ([value], [surface])


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("i april og maj 2025", ["2025-04", "2025-05"]),
        ("april, maj og august 2025", ["2025-04", "2025-05", "2025-08"]),
        ("den 2., 9. og 16. september 2025", ["2025-09-02", "2025-09-09", "2025-09-16"]),
        ("den 2. september og den 16. oktober 2025", ["2025-09-02", "2025-10-16"]),
        ("18. december og 8. januar 2026", ["2025-12-18", "2026-01-08"]),
        ("1. og 3. kvartal 2025", ["2025-33", "2025-35"]),
        ("Q3/Q4 2025", ["2025-35", "2025-36"]),
        ("i 2025, 2026 og 2027", ["2025", "2026", "2027"]),
        ("pr. 1. maj 2025 og udløber 1. maj 2026", ["2025-05-01", "2026-05-01"]),
        ("flyttes fra 5. maj 2025 til 12. maj 2025", ["2025-05-05", "2025-05-12"]),
    ],
)
def test_dates_keeps_the_members_of_a_list_apart(text: str, listed: list[str]) -> None:
    assert values(text) == listed


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("den 5. marts", "2026-01-29", "2026-03-05"),
        ("den 20. december", "2026-01-29", "2025-12-20"),
        ("den 5. februar", "2025-12-01", "2026-02-05"),
        ("den 19. november", "2025-12-01", "2025-11-19"),
        ("Gruppen mødtes sidst den 25. april", "2024-11-08", "2024-04-25"),
        ("Næste frist er den 3. marts", "2026-07-01", "2027-03-03"),
        ("pr. 1/4", "2026-01-29", "2026-04-01"),
        ("i september", "2025-10-22", "2025-09"),
        ("ultimo november", "2024-11-08", "2024-11~"),
        ("den 5. ds.", "2026-01-29", "2026-01-05"),
        ("d.d.", "2026-01-29", "2026-01-29"),
        ("dags dato", "2026-01-29", "2026-01-29"),
        ("udgangen af året", "2026-01-29", "2026-12-31"),
        ("den 4.-6. maj", "2026-01-29", "2026-05-04/2026-05-06"),
    ],
)
def test_dates_anchor_gives_the_year(text: str, anchor: str, value: str) -> None:
    assert values(text, anchor) == [value]


def test_dates_without_anchor_takes_the_last_year_of_the_text() -> None:
    assert values("Nedsat i april 2021, første møde den 17. maj") == ["2021-04", "2021-05-17"]


def test_dates_of_long_ago_keep_their_company() -> None:
    assert values("møder den 2. marts 2019 og 9. juni", "2026-01-29") == ["2019-03-02", "2019-06-09"]


def test_dates_without_any_year_are_none() -> None:
    assert values("den 5. marts og i maj") == []


def test_dates_leaves_an_unknown_anchor_to_the_caller() -> None:
    with pytest.raises(ValueError, match="EDTF"):
        find_dates("den 5. marts", anchor="i går")


@pytest.mark.parametrize(
    "text",
    [
        "EMN-2025-10101 og 1-01-72-3-25",
        "Sagsnr. 2024 - 1234, journalnr. 2025-987654",
        "§ 2020, pkt. 2025 og nr. 2024",
        "Telefon 2025 4567, tlf. 4026 2025",
        "kl. 20.25, kl. 10.10-12.00 og kl. 2015",
        "2025 kr. og 2.025 borgere",
        "i alt 2020 borgere og 2030 pladser",
        "2100 København Ø og 2000 Frederiksberg",
        "2024-pl, 2025-priser, 2025 pl, p/l 2024 og prisniveau 2024",
        "https://www.example.org/2024/plan-2025.html",
        "Referat 4. marts 2025.pdf og Plan_2024.docx",
        "i 2020'erne og 1990’erne",
        "i uge 34, 2025",
        "uge 12",
        "31. februar 2025 og 32. januar 2026",
        "31.02.2025 og 12.13.2025",
        "1. maj hvert år og hvert år den 5. juni",
        "3. Jan Hansen, 4. August Holm",
        "ca. 1/2 af 2/3",
        "afsnit 1.1.26 og 3.5.2",
        "i dag og i går",
        "1. møderunde og 2. behandling",
        "10-årsplan og 18-22 år",
    ],
)
def test_dates_leaves_out_what_only_looks_like_one(text: str) -> None:
    assert values(text, "2026-01-29") == []


def test_dates_numbered_annex_is_no_day() -> None:
    assert values("Bilag 1. maj 2024 Oversigt") == ["2024-05"]


def test_dates_head_of_a_table_states_years() -> None:
    assert values("Anlæg - Mio. kr. 2025 2026 2027") == ["2025", "2026", "2027"]


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.lists(WORDS, max_size=14).map("".join) | st.text())
@example("9" * 300)
@example("årsskiftet 2025/2026 og frem")
def test_dates_spans_are_apart_and_values_valid(text: str) -> None:
    for anchor in ("", "2026-01-29", "2025"):
        end = 0
        for found in find_dates(text, anchor=anchor):
            assert end <= found.start < found.end <= len(text)
            assert edtf.is_valid(found.value)
            assert text[found.start : found.end].strip() == text[found.start : found.end]
            end = found.end


@given(st.dates().filter(lambda day: 1900 <= day.year < 2100))
def test_dates_reads_every_day_of_the_calendar(day: object) -> None:
    assert values(f"den {edtf.label_da(str(day))} og {day}") == [str(day)] * 2
