"""Tests of the tagger that ships: its files, its component, and how it is measured."""

from __future__ import annotations

import json
import pickle
import random
import shutil
from pathlib import Path

import pytest

from extractors import names
from extractors.errors import ConfigurationError, ReadError
from extractors.labels import form_kind, part_kind
from extractors.model.__main__ import main
from extractors.model.evaluation import alone, is_news, measure, paper_case, renamed_paper, segment_cases
from extractors.model.features import Features
from extractors.model.iob import Segment, read_iob2, spans_of, tags_of
from extractors.model.perturb import NameList, noisy, read_name_list, renamed, scanned, typed
from extractors.model.tagger import FILES, Tagger
from extractors.names import SHIPPED, everyday_words, read_words

ROOT = Path(__file__).parent.parent
MINUTES = ROOT / "tests" / "minutes" / "tuning"
IOB = "# text = Så kom Ida Holm\n1\tSå\tO\tO#O\ts\n2\tkom\tO\tO#O\ts\n3\tIda\tB-PER\tB-PER#O\ts\n4\tHolm\tI-PER\tI-PER#O\ts\n"


@pytest.fixture
def iob2(tmp_path: Path) -> Path:
    path = tmp_path / "gold.iob2"
    path.write_text(IOB, encoding="utf-8")
    return path


def test_model_weights_ship_with_card_and_licence_and_stay_small() -> None:
    files = [path for path in SHIPPED.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {*FILES, "config.cfg", "meta.json", "tokenizer"}
    assert sum(path.stat().st_size for path in files) <= 12_000_000
    assert json.loads((SHIPPED / "meta.json").read_text(encoding="utf-8"))["license"] == "CC-BY-SA-4.0"
    card = (SHIPPED.parent / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert all(word in card for word in ("CC BY-SA 4.0", "Universal NER", "python -m training", "bad at"))


def test_model_pipeline_loads_with_spacy_alone() -> None:
    import spacy

    doc = spacy.load(SHIPPED)("Mødet blev ledet af Solveig Tranhede Myrup.")
    assert [(span.label_, span.text) for span in doc.ents] == [("PERSON", "Solveig Tranhede Myrup")]
    assert len(doc.spans["names"].attrs["scores"]) == 1


SENTENCE = "Mødet blev ledet af Solveig Tranhede Myrup."


def test_model_component_writes_and_reads_its_weights(tmp_path: Path) -> None:
    import spacy

    language = spacy.load(SHIPPED)
    language.to_disk(tmp_path / "copy")
    restored = spacy.blank("da")
    restored.add_pipe("policykg_names", name="names")
    for other in (spacy.load(tmp_path / "copy"), restored.from_bytes(language.to_bytes()), pickle.loads(pickle.dumps(language))):
        assert [span.text for span in other(SENTENCE).ents] == ["Solveig Tranhede Myrup"]


@pytest.mark.parametrize(("name", "content"), [("names.crf", None), ("types.crf", b"lCRF"), ("lists.json", b"{}"), ("lists.json", b"[]"), ("lists.json", b"{")])
def test_model_damaged_folder_is_a_configuration_error(name: str, content: bytes | None, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "copy")
    path = tmp_path / "copy" / "names" / name
    path.write_bytes(path.read_bytes()[:100_000] if content is None else content)
    with pytest.raises(ConfigurationError, match=f"{name} is damaged"):
        read_words(("Ida",), model=str(tmp_path / "copy"))


def test_model_shipped_tagger_that_is_gone_is_told_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.names.SHIPPED", tmp_path)
    names.registers.cache_clear()
    names.tagger.cache_clear()
    for _ in range(2):
        with pytest.raises(ConfigurationError, match="Install policykg again"):
            read_words(("Ida",))
    monkeypatch.undo()
    names.tagger.cache_clear()
    assert read_words(SENTENCE.split())


def test_model_pipeline_with_spans_of_its_own_counts_by_its_entities(tmp_path: Path) -> None:
    import spacy

    language = spacy.blank("da")
    ruler = language.add_pipe("span_ruler", config={"spans_key": "names", "annotate_ents": True})
    ruler.add_patterns([{"label": "PER", "pattern": "Ida"}])  # type: ignore[attr-defined]
    language.to_disk(tmp_path / "other")
    assert read_words(("Ida", "kom"), model=str(tmp_path / "other")) == [(0, 1, "PERSON", 0.8)]


def test_model_component_without_weights_says_so() -> None:
    import spacy

    from extractors.model.component import FACTORY

    language = spacy.blank("da")
    language.add_pipe(FACTORY)
    with pytest.raises(ValueError, match="no weights"):
        language("Hej")


def test_model_no_label_number_or_ballot_letter_is_among_its_mentions() -> None:
    for path in sorted(MINUTES.glob("*.txt")):
        case = paper_case(path, alone)
        for span in case.found:
            surface = case.surface(span)
            assert not (part_kind(surface) or form_kind(surface)) and len(surface) > 1 and not surface.isdigit(), (path.name, surface)


def test_model_finds_most_people_of_the_tuning_minutes() -> None:
    # Far below the figures of the card: this tells a broken tagger, not a worse one.
    result = measure((paper_case(path, alone) for path in sorted(MINUTES.glob("*.txt"))), ("PER", "ORG"))
    assert result.labels["PER"].f1 > 0.9 and result.labels["ORG"].f1 > 0.8


def test_model_everyday_words_are_known() -> None:
    assert {"og", "kommunen", "ikke"} <= everyday_words()


def test_model_iob_goes_there_and_back() -> None:
    segment = Segment(("Ida", "Holm", "Nyby", "kom"), ((0, 2, "PER"), (2, 3, "LOC")))
    assert spans_of(tags_of(segment)) == segment.spans


def test_model_iob2_is_read_word_by_word(iob2: Path) -> None:
    assert list(read_iob2(iob2)) == [Segment(("Så", "kom", "Ida", "Holm"), ((2, 4, "PER"),))]


def test_model_slips_keep_every_place_of_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Så kom\x0c Ida Holm\u2028 i dag.", encoding="utf-8")
    (tmp_path / "a.mentions.jsonl").write_text('{"start": 8, "end": 16, "type": "PERSON"}\n', encoding="utf-8")
    case = paper_case(tmp_path / "a.txt", lambda text, segments: [], noise=1e-9)
    assert [case.surface(span) for span in case.wanted] == ["Ida Holm"]


@pytest.mark.parametrize("row", ["[1]", '{"start": "x", "end": 3, "type": "PERSON"}', '{"start": 0, "end": 99, "type": "PERSON"}'])
def test_model_mentions_that_cannot_be_right_name_their_file(row: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ida", encoding="utf-8")
    (tmp_path / "a.mentions.jsonl").write_text(row + "\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.mentions\.jsonl"):
        paper_case(tmp_path / "a.txt", alone)


@pytest.mark.parametrize("line", ["1\tSå\n", "1\tSå\tPER\n", "1\t \tO\n"])
def test_model_iob2_without_a_tag_names_file_and_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.iob2"
    path.write_text("1\tSå\tO\n" + line, encoding="utf-8")
    with pytest.raises(ReadError, match=r"bad\.iob2, line 2"):
        list(read_iob2(path))


def test_model_features_tell_list_rank_and_neighbours() -> None:
    rows = Features({"given": ["Ida"]}, {"kom": 3}).of(["Så", "kom", "Idas"])
    assert "l=given" in rows[2] and "-1r=3" in rows[2] and "+1=" in rows[2] and "r=-1" in rows[0]


def test_model_features_of_news_stand_beside_the_common_ones() -> None:
    features = Features({}, {})
    assert set(features.of(["Ida"])[0]) < set(features.of(["Ida"], news=True)[0])


def test_model_measure_counts_right_wrong_missed_and_types() -> None:
    segments = [Segment(("Nyby", "Råd", "kom"), ((0, 2, "COUNCIL"),)), Segment(("Ida",), ((0, 1, "PERSON"),))]
    found = {("Nyby", "Råd", "kom"): [(0, 2, "PROVIDER"), (2, 3, "PERSON")], ("Ida",): []}
    result = measure(segment_cases(segments, lambda words: found[tuple(words)]))
    assert (result.labels["ORG"].right, result.labels["PER"].wrong, result.labels["PER"].missed) == (1, 1, 1)
    assert (result.typed, result.typed_of) == (0, 1) and result.errors["wrong", "PER", "kom"] == 1


def test_model_running_text_is_read_as_news() -> None:
    assert is_news([Segment(("Ida", "kom", "."))] * 9 + [Segment(("Ida", "Holm"))])
    assert not is_news([Segment(("Ida", "kom", "."))] * 3 + [Segment(("Ida", "Holm"))]) and not is_news([])


def test_model_slips_are_those_of_neighbouring_keys_and_keep_the_length() -> None:
    made = typed("Strandby" * 50, 0.05, random.Random(1))
    assert len(made) == 400 and 0 < sum(a != b for a, b in zip(made, "Strandby" * 50, strict=True)) < 60
    assert noisy(Segment(("Ida",), ()), 0.0, random.Random(1)).words == ("Ida",)
    assert scanned("111", 1.0, random.Random(1)) == "lll"


def test_model_other_names_take_the_place_of_all_peoples() -> None:
    names = NameList(("Musa",), ("Demir",))
    segment = Segment(("Ida", "Vestby", "Holms", "plan"), ((0, 3, "PER"),))
    assert renamed(segment, names, random.Random(1)).words == ("Musa", "Demir", "Demir", "plan")
    text, spans = renamed_paper("Ida kom. Ida gik.", [(0, 3, "PERSON"), (9, 12, "PERSON")], names, random.Random(1))
    assert text == "Musa kom. Musa gik." and [text[a:b] for a, b, _ in spans] == ["Musa", "Musa"]


def test_model_unknown_group_of_names_lists_the_groups(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("count,name,ethnicity,gender,first_name\n1,Ida,danish,female,True\n1,Holm,danish,both,False\n", encoding="utf-8")
    assert read_name_list(path, "danish") == NameList(["Ida"], ["Holm"])
    with pytest.raises(ReadError, match="It has: danish"):
        read_name_list(path, "klingon")


def test_model_evaluate_prints_the_figures(iob2: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["evaluate", str(iob2)])
    assert "PER     1.000  1.000  1.000       1      0       0" in capsys.readouterr().out


def test_model_evaluate_reads_texts_with_their_mentions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Så kom Ida Holms søn.", encoding="utf-8")
    (tmp_path / "a.mentions.jsonl").write_text('{"start": 7, "end": 15, "type": "PERSON", "id": "p"}\n', encoding="utf-8")
    main(["evaluate", str(tmp_path / "a.txt"), "--noise", "0.01", "--labels", "PER", "--errors"])
    assert "PER" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["nowhere.iob2"], ["nowhere.txt"], ["nowhere.iob2", "--names", "muslim"], ["nowhere.iob2", "--model", "da_none"]])
def test_model_evaluate_what_cannot_be_read_is_an_error_without_a_traceback(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"Error: .*(nowhere|names\.csv|da_none)"):
        main(["evaluate", *arguments])


def test_model_tagger_without_its_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Tagger.from_disk(tmp_path)
