"""Tests of the training program: its templates and lexicon, its settings, and that the same input gives the same weights."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from extractors.model.features import Features
from extractors.model.iob import Segment
from extractors.model.tagger import Tagger
from training.corpus import TEMPLATES, TEXT, council_lines, segment, slipped
from training.fitting import fit, name_rows, type_rows
from training.lexicon import LABELS, Lexicon
from training.marked import entities, unmark
from training.settings import Fit, read_settings
from training.templates import fill, generate, read_templates

SETTINGS = Path(__file__).parent.parent / "training" / "config.toml"
FIT = Fit(c1=0.05, c2=0.1, iterations=30)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(TEXT / "lexicon.txt", 1)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_training_every_slot_of_a_template_is_known(path: Path, lexicon: Lexicon) -> None:
    templates = read_templates(path)
    assert len(templates) > 50
    for template in templates:
        for text, names in fill(template, lexicon):
            assert "{" not in text and "}" not in text, template
            assert all(text[start:end].strip() == text[start:end] != "" for start, end, _ in names), template


def test_training_unknown_slot_names_the_known_ones(lexicon: Lexicon) -> None:
    with pytest.raises(KeyError, match="MUNICIPALITY"):
        lexicon.draw("TOWNHALL")


def test_training_same_seed_gives_the_same_lines() -> None:
    first, second = (list(generate(TEMPLATES, Lexicon(TEXT / "lexicon.txt", 7), 1, 7)) for _ in range(2))
    assert first == second and len(first) > 1000


def test_training_lines_hold_every_type_and_lines_without_names() -> None:
    import spacy

    lines = list(council_lines(Lexicon(TEXT / "lexicon.txt", 3), 1, 3, spacy.blank("da").tokenizer))
    assert {slot for _, slots in lines for _, _, slot in slots} >= set(LABELS)
    assert sum(not line.spans for line, _ in lines) > 300


def test_training_genitive_belongs_to_the_last_word_of_a_name() -> None:
    import spacy

    line, _ = segment("Strandby Kommunes plan", [(0, 16, "MUNICIPALITY")], spacy.blank("da").tokenizer)
    assert line.words == ("Strandby", "Kommunes", "plan") and line.spans == ((0, 2, "ORG"),)


def test_training_slips_change_words_and_keep_spans() -> None:
    lines = [Segment(("Kommunaldirektør", "Solveig", "Tranhede"), ((1, 3, "PER"),))] * 40
    made = list(slipped(lines, 1.0, random.Random(1)))
    assert all(line.spans == lines[0].spans and len(line.words) == 3 for line in made)
    assert any(line.words != lines[0].words for line in made)


def small() -> Tagger:
    features = Features({"given": ["Ida", "Bo"]}, {"kom": 1})
    segments = [Segment(("Så", "kom", name, "Holm"), ((2, 4, "PER"),)) for name in ("Ida", "Bo", "Lea")] + [Segment(("Rådet", "kom"), ())]
    names = fit(name_rows(segments, features, hidden=0.1, draw=random.Random(1)), FIT)
    types = fit(type_rows([(("Nyby", "Sygehus"), (), "PROVIDER"), (("Nyby", "Råd"), (), "COUNCIL")], features), FIT)
    return Tagger(names, types, b'{"lists":{"given":["Bo","Ida"]},"ranks":{"kom":1}}')


def test_training_twice_gives_the_same_weights() -> None:
    assert small().parts == small().parts


def test_training_tagger_has_learnt_its_examples() -> None:
    (found,) = small().read(("Så", "kom", "Eva", "Holm"))
    assert (found.start, found.end, found.type) == (2, 4, "PERSON") and 0 < found.score <= 1


def test_training_settings_are_those_of_the_file() -> None:
    settings = read_settings(SETTINGS)
    assert settings.data.seed and settings.names.iterations > 0


@pytest.mark.parametrize("text", ["[data]\nrounds = 1\n", "rounds", "[data]\n[names]\n[types]\nc3 = 1\n"])
def test_training_wrong_settings_name_the_file_and_what_is_expected(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"a\.toml.*Expected tables"):
        read_settings(tmp_path / "a.toml")


def test_training_marks_become_text_and_things() -> None:
    text, mentions = unmark("[[PERSON:p1|Ida Holm]] og [[PERSON:p1|Ida]] fra [[COUNCIL:r|Byens Udsatte-\nråd]].")
    assert text == "Ida Holm og Ida fra Byens Udsatte-\nråd."
    assert [(e["name"], e["surfaces"]) for e in entities("a", text, mentions)] == [("Ida Holm", ["Ida Holm", "Ida"]), ("Byens Udsatteråd", ["Byens Udsatteråd"])]


def test_training_half_a_mark_is_an_error_with_its_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        unmark("Så kom\n[[PERSON:p1|Ida Holm] i dag, og det var sent.")
