"""Tests of the register names that spaCy finds, and of an installed pipeline beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from extractors.hits import settle
from extractors.names import find_names, pipeline, registered


def found(text: str, *, model: str = "") -> list[tuple[str, str]]:
    return [(hit.type, text[hit.start : hit.end]) for hit in settle(find_names(text, [(0, len(text))], model=model))]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Køge Kommunes plan", "Køge Kommune"),
        ("Aftalen med PLO's medlemmer", "PLO"),
        ("Besøg i Blå Kors’ varmestue", "Blå Kors"),
        ("Hjælp fra KFUM's Sociale Arbejde", "KFUM's Sociale Arbejde"),
        ("Patienter på OUH får besked", "OUH"),
        ("REGION SJÆLLAND svarer", "REGION SJÆLLAND"),
        ("Rådet for socialt Udsatte mødes", "Rådet for socialt Udsatte"),
        ("Vi i danske Regioner mener det", "danske Regioner"),
        ("Det siger Sundhedsreformen om", "Sundhedsreformen"),
    ],
)
def test_names_finds_register_names_without_genitive(text: str, surface: str) -> None:
    assert surface in [word for _, word in found(text)]


@pytest.mark.parametrize(
    "text",
    ["Vi ønsker bedre psykiatri til alle.", "Der er brug for social sundhed.", "De vil lev uden vold.", "Den ouh lyd", "Danske regioner og byer"],
)
def test_names_leaves_everyday_words_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("AUTHORITY", "Indenrigs og Sundhedsministeriet", "myndighed:indenrigs-og-sundhedsministeriet"),
        ("MUNICIPALITY", "Faaborg Midtfyn kommune", "kommune:0430"),
        ("REGION", "Region Syddanark", "region:1083"),
    ],
)
def test_names_registered_forgives_spelling(kind: str, name: str, code: str) -> None:
    entry = registered(kind, name)
    assert entry is not None and entry.code == code


@pytest.mark.parametrize("name", ["Region Midtfyn", "Region By"])
def test_names_registered_keeps_unknown_regions_unknown(name: str) -> None:
    assert registered("REGION", name) is None


@pytest.fixture
def tagger(tmp_path: Path) -> str:
    import spacy

    language = spacy.blank("da")
    ruler = language.add_pipe("entity_ruler")
    patterns = [
        {"label": "PER", "pattern": "Ylva Zobel"}, {"label": "PER", "pattern": "Ylva"}, {"label": "ORG", "pattern": "Zobelværket"},
        {"label": "ORG", "pattern": "Køge Kommune Nord"}, {"label": "MISC", "pattern": "Tirsdagskaffe"}, {"label": "ORG", "pattern": "Beslutning"},
    ]  # fmt: skip
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    language.to_disk(tmp_path / "tagger")
    pipeline.cache_clear()
    return str(tmp_path / "tagger")


def test_names_model_adds_people_and_organisations(tagger: str) -> None:
    text = "I dag mødte Ylva Zobel folk fra Zobelværket til Tirsdagskaffe."
    assert found(text, model=tagger) == [("PERSON", "Ylva Zobel"), ("ORG_OTHER", "Zobelværket")]


def test_names_model_never_overrides_the_register(tagger: str) -> None:
    assert found("Det gælder Køge Kommune Nord for åen.", model=tagger) == [("MUNICIPALITY", "Køge Kommune")]


def test_names_model_leaves_labels_and_single_given_names(tagger: str) -> None:
    assert found("Beslutning\nYlva kom.", model=tagger) == []


def test_names_missing_model_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError, match="spacy download da_none"):
        list(find_names("Køge", [(0, 4)], model="da_none"))


def test_names_damaged_model_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = \"da\"\npipeline = [\"nothing\"]\n", encoding="utf-8")
    with pytest.raises(ConfigurationError):
        list(find_names("Køge", [(0, 4)], model=str(tmp_path)))
