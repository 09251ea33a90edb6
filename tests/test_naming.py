"""Tests of names that only the whole text gives away, and of quoted titles."""

from __future__ import annotations

import pytest

from extractors.hits import Hit
from extractors.naming import co_operations, phases, titled_names
from extractors.quoting import quoted_titles


def test_naming_item_title_used_as_a_name() -> None:
    text = "3. Status på Rolig Havn\nDeltagerne i Rolig Havn er glade."
    assert [text[h.start : h.end] for h in titled_names(text, ["Status på Rolig Havn"])] == ["Rolig Havn", "Rolig Havn"]


@pytest.mark.parametrize(("text", "title"), [("1. Næste møde\nDet er i maj.", "Næste møde"), ("2. Støj\nDer er Støj og støj her.", "Støj i byen")])
def test_naming_other_titles_are_no_names(text: str, title: str) -> None:
    assert list(titled_names(text, [title])) == []


def test_naming_definite_co_operation_is_an_initiative() -> None:
    text = "Status på samarbejdet med SIND. Et samarbejde med FOA er muligt."
    hits = [Hit(26, 30, "ASSOCIATION", "register", name="SIND"), Hit(53, 56, "ASSOCIATION", "register", name="FOA")]
    assert [h.name for h in co_operations(text, hits)] == ["Samarbejdet med SIND"]


def test_naming_phases_belong_to_the_programme_before() -> None:
    text = "Projekt Havn har to faser.\nFase 1: Start\nFase 2: Slut"
    assert [h.name for h in phases(text, [Hit(0, 12, "INITIATIVE", "programmes")])] == ["Projekt Havn, fase 1", "Projekt Havn, fase 2"]


def test_naming_phase_without_a_programme_is_none() -> None:
    assert list(phases("Fase 1: Start", [])) == []


@pytest.mark.parametrize("text", ['Planen "Ro nu" er', "Planen ”Ro nu” er", "Planen »Ro nu« er", "Planen ’Ro nu’ er"])
def test_naming_quotation_marks_of_every_sort(text: str) -> None:
    assert [text[a:b] for a, b in quoted_titles(text)] == ["Ro nu"]


@pytest.mark.parametrize("text", ['"Det er godt." sagde han', "KFUM's hus og byens' ro", '""'])
def test_naming_quoted_sentences_and_apostrophes_are_no_titles(text: str) -> None:
    assert list(quoted_titles(text)) == []
