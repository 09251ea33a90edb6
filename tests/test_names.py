"""Tests of the register names that spaCy finds, and of the tagger or another pipeline that reads beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from extractors.hits import settle
from extractors.names import find_names, read_segments, read_words, registered


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.type, text[hit.start : hit.end]) for hit in settle(find_names(text, [(0, len(text))]))]


def read(text: str, *, model: str = "") -> list[tuple[str, str]]:
    return [(hit.type, text[hit.start : hit.end]) for hit in read_segments(text, [(0, len(text))], model=model)]


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
def other(tmp_path: Path) -> str:
    import spacy

    language = spacy.blank("da")
    ruler = language.add_pipe("entity_ruler")
    labels = {"Ylva Zobel": "PER", "Zobelværket": "ORG", "Zobel Strand": "GPE", "Tirsdagskaffe": "MISC", "Zobelhjælpen": "INITIATIVE"}
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in labels.items()])  # type: ignore[attr-defined]
    language.to_disk(tmp_path / "other")
    return str(tmp_path / "other")


def test_names_labels_of_another_pipeline_are_mapped_and_unknown_ones_left_out(other: str) -> None:
    text = "I dag mødte Ylva Zobel folk fra Zobelværket og Zobelhjælpen til Tirsdagskaffe ved Zobel Strand."
    assert read(text, model=other) == [
        ("PERSON", "Ylva Zobel"), ("ORG_OTHER", "Zobelværket"), ("INITIATIVE", "Zobelhjælpen"), ("PLACE", "Zobel Strand"),
    ]  # fmt: skip


def test_names_another_pipeline_tells_no_probability(other: str) -> None:
    assert [score for _, _, _, score in read_words(["Så", "kom", "Zobelværket"], model=other)] == [0.8]


def test_names_shipped_tagger_tells_what_it_found_and_how_probable_it_is() -> None:
    text = "Mødet blev ledet af Solveig Tranhede Myrup fra Havørnens Venner."
    hits = list(read_segments(text, [(0, len(text))]))
    assert [(h.type, h.source, text[h.start : h.end]) for h in hits[:1]] == [("PERSON", "tagger", "Solveig Tranhede Myrup")]
    assert all(0 < hit.score <= 1 for hit in hits)


def test_names_missing_model_is_a_configuration_error_with_the_install_command() -> None:
    with pytest.raises(ConfigurationError, match="spacy download da_none"):
        read("Køge", model="da_none")


def test_names_damaged_model_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = \"da\"\npipeline = [\"nothing\"]\n", encoding="utf-8")
    with pytest.raises(ConfigurationError):
        read("Køge", model=str(tmp_path))
