"""Lines joined to running text, and every code point traced back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.flow import flow_of, lines_of, skipped
from extractors.records import Document, Span


def document_of(text: str, furniture: tuple[Span, ...] = ()) -> Document:
    return Document("0" * 16, "0" * 64, "prøve", "prøve.txt", "text/plain", text, furniture=furniture)


def flow_text(text: str) -> str:
    return flow_of(document_of(text)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Børne- og ung-\ndomspsykiatri", "Børne- og ungdomspsykiatri"),
        ("social-\nog sundhedsudvalget", "social- og sundhedsudvalget"),
        ("10-\nårsplan", "10-årsplan"),
        ("Der blev orienteret om\nplanen.", "Der blev orienteret om planen."),
        ("Indstilling\ndet indstilles", "Indstilling\ndet indstilles"),
        ("Der er afsat penge til\n\n• flere pladser", "Der er afsat penge til\n• flere pladser"),
        ("mødet den 3.\nmaj", "mødet den 3. maj"),
        ("for\u00adebyggelse  og\u00a0støtte", "forebyggelse og støtte"),
    ],
)
def test_flow_joins_lines(text: str, expected: str) -> None:
    assert flow_text(text) == expected


def test_flow_item_does_not_run_on_from_a_full_line() -> None:
    line = "Udvalget drøftede planen og ønskede, at den kommer på igen til efteråret."
    text = f"{line}\n" * 9 + "Punkt 4: Eventuelt\nIntet."
    assert "\nPunkt 4: Eventuelt" in flow_text(text)


def test_flow_dated_decision_does_not_run_on_from_a_full_line() -> None:
    line = "Byrådet vedtog budgettet i efteråret 2025 sammen med en bred aftale."
    assert "\nBeslutning i Udvalget" in flow_text(f"{line}\n" * 9 + "Beslutning i Udvalget den 3. maj 2026:\nGodkendt.")


@given(st.text(alphabet="Ab c-\n\t\u00ad.,1ø", max_size=120))
def test_flow_offsets_point_at_the_same_code_points(text: str) -> None:
    flow = flow_of(document_of(text))
    assert len(flow.text) == len(flow.offsets)
    assert list(flow.offsets) == sorted(flow.offsets)
    for place, character in enumerate(flow.text):
        if character not in " \n":
            assert text[flow.offsets[place]] == character


def test_flow_leaves_out_furniture() -> None:
    text = "Rådet drøftede\nRegion Fyn\nplanen."
    document = document_of(text, (Span(15, 25),))
    assert [line.text for line in lines_of(document)] == ["Rådet drøftede", "planen."]


def test_flow_headers_that_count_pages_are_left_out() -> None:
    text = "Første linje\nÆldrerådet den 3. maj Side 1 af 2\nanden linje\nÆldrerådet den 3. maj Side 2 af 2\n- 3 -\n"
    assert [text[s.start : s.end] for s in skipped(document_of(text))] == [
        "Ældrerådet den 3. maj Side 1 af 2", "Ældrerådet den 3. maj Side 2 af 2", "- 3 -",
    ]  # fmt: skip


def test_flow_one_mention_of_a_page_stays() -> None:
    assert skipped(document_of("Forslaget står i planen på side 12\nRådet var enigt.\n")) == ()
