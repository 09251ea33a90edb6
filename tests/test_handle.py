"""The handle: what it answers, with which limits, and what opening it and asking it cost in imports."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import answers_sample as sample
import builds
import pytest

import kg
from extractors.errors import QueryError
from kg import answers, names, sparql
from kg.handle import Handle
from kg.pipeline import build

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("spacy", "pyvis", "rdflib", "networkx", "pyshacl", "numpy")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.sample_build(tmp_path_factory.mktemp("handle") / "output")


@pytest.fixture
def handle(folder: Path) -> Iterator[Handle]:
    with kg.open(folder) as opened:
        yield opened


def test_handle_finds_what_a_name_means(handle: Handle) -> None:
    assert handle.find("lys vej") == sample.CARE


def test_handle_card_takes_a_name_and_a_limit(handle: Handle) -> None:
    card = handle.card("Projekt Lys Vej", limit=1)
    assert (card.entity.id, len(card.outgoing), card.outgoing_total) == (sample.CARE, 1, 3)


def test_handle_facts_are_those_of_a_name(handle: Handle) -> None:
    assert {one.claim for one in handle.facts("Bo Tranum")} == {
        one.claim for one in sample.facts() if sample.BO in (one.subject, one.object)
    }


def test_handle_facts_keep_to_predicate_and_limit(handle: Handle) -> None:
    expected = [one for one in sample.facts() if one.predicate == "funded_with"]
    assert list(handle.facts(predicate="funded_with", limit=2)) == expected[:2]


def test_handle_facts_are_the_first_of_all(handle: Handle) -> None:
    assert handle.facts(limit=5) == sample.facts()[:5]


def test_handle_entities_keep_to_type_and_limit(handle: Handle) -> None:
    councils = [one.id for one in sample.entities() if one.type == "COUNCIL"]
    assert [one.id for one in handle.entities(type="COUNCIL")] == councils
    assert [one.id for one in handle.entities(type="COUNCIL", limit=1)] == councils[:1]


def test_handle_entities_of_the_general_type_are_of_no_other(handle: Handle) -> None:
    assert handle.entities(type="ORG_OTHER") == ()


def test_handle_entities_of_an_unknown_type_are_refused(handle: Handle) -> None:
    with pytest.raises(QueryError, match="Unknown type 'RÅD'"):
        handle.entities(type="RÅD")


def test_handle_facts_of_an_unknown_predicate_are_refused(handle: Handle) -> None:
    with pytest.raises(QueryError, match=r"Unknown predicate 'likes'\. Known: meeting_of"):
        handle.facts(predicate="likes")


def test_handle_search_keeps_to_its_limit(handle: Handle) -> None:
    assert len(handle.search("region", limit=2)) == 2


def test_handle_path_takes_names(handle: Handle) -> None:
    assert handle.path("Foreningen Åben Dør", "council/udsatteraadet-i-region-nordjylland", limit=1)[0].nodes[0] == sample.NGO


def test_handle_query_takes_a_bundled_name_and_its_parameters(handle: Handle) -> None:
    assert handle.query("members", {"council": "council/udsatteraadet-i-region-nordjylland"}).rows


def test_handle_query_reads_no_more_rows_than_its_limit(handle: Handle) -> None:
    # Every pair of pairs: without the limit it would take hours.
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    assert len(handle.query(endless, limit=3).rows) == 3


def test_handle_query_limits_a_construct(handle: Handle) -> None:
    told = sparql.ask(handle.store, "CONSTRUCT { ?s pkg:date 1 } WHERE { ?s ?p ?o }", limit=1).turtle
    assert told.count("pkg:date 1") == 1


def test_handle_stats_returns_one_table(handle: Handle) -> None:
    assert handle.stats("money", limit=1).name == "money"
    assert len(handle.stats("money", limit=1).rows) == 1


def test_handle_stats_of_an_unknown_table_names_the_known(handle: Handle) -> None:
    with pytest.raises(QueryError, match=r"no table 'people'\. Known: councils"):
        handle.stats("people")


def test_handle_facts_with_a_limit_and_a_day_skip_what_does_not_hold(folder: Path) -> None:
    with kg.open(folder, as_of="2026-02-15") as opened:
        everything = list(answers.facts(opened))
        assert list(answers.facts(opened, limit=4)) == everything[:4] and len(everything) > 4


def test_handle_closed_says_so(folder: Path) -> None:
    opened = kg.open(folder, as_of="2026-03-01")
    assert len(opened.view)
    opened.close()
    with pytest.raises(QueryError, match="closed"):
        len(opened.view)


@pytest.mark.parametrize("question", [
    "opened.card('Projekt Lys Vej')", "opened.query('money')", "opened.path('Bo Tranum', 'Anna Lysholt Krog')",
    "opened.facts(limit=3)", "opened.search('lys')",
])  # fmt: skip
@pytest.mark.parametrize("lens", ["", ", as_of='2026-03-01', follow_succession=True"])
def test_handle_loads_nothing_heavy(folder: Path, question: str, lens: str) -> None:
    code = f"import sys, kg\nwith kg.open({str(folder)!r}{lens}) as opened: {question}\nprint(sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_handle_answers_from_its_own_build_while_another_takes_its_place(tmp_path: Path) -> None:
    inputs, output = builds.write_samples(tmp_path / "in"), tmp_path / "out"
    build([str(inputs)], output, steps=builds.STEPS)
    with kg.open(output) as before:
        said = before.facts(limit=None)
        (inputs / "referat.txt").unlink()
        build([str(inputs)], output, steps=builds.STEPS)
        with kg.open(output) as after:
            assert len(after.facts(limit=None)) < len(said)
        if sys.platform == "linux":
            assert before.facts(limit=None) == said
            assert (before.files / "manifest.json").read_bytes() != (output / "manifest.json").read_bytes()


def test_handle_that_is_closed_leaves_nothing_behind(tmp_path: Path) -> None:
    inputs, output = builds.write_samples(tmp_path / "in"), tmp_path / "out"
    build([str(inputs)], output, steps=builds.STEPS)
    with kg.open(output):
        build([str(inputs)], output, steps=builds.STEPS)
    build([str(inputs)], output, steps=builds.STEPS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.parametrize("base", ["http://x/> { ?a ?b ?c } SERVICE <http://127.0.0.1:9/leak> { ?s ?p ?o } } #", "http://x/> } DROP ALL #", 7])
def test_handle_takes_no_base_that_would_write_a_query(tmp_path: Path, base: object) -> None:
    folder = sample.sample_build(tmp_path / "output")
    (folder / "run.json").write_text(json.dumps({"base": base}), encoding="utf-8")
    with kg.open(folder) as handle:
        assert handle.base == sample.BASE
        assert handle.search("Udsatterådet")


def test_handle_opens_a_build_that_a_killed_one_had_put_aside(tmp_path: Path) -> None:
    folder = sample.sample_build(tmp_path / "output")
    folder.rename(tmp_path / ".output.previous")
    with kg.open(folder) as handle:
        assert handle.entities()


def test_handle_ambiguous_name_says_its_candidates(handle: Handle) -> None:
    with pytest.raises(names.AmbiguousError, match=r"Udsatterådet i Region Nordjylland <https://\S+>; Udsatterådet i Region Syddanmark <"):
        handle.find("Udsatterådet")


def test_handle_unknown_name_says_the_nearest(handle: Handle) -> None:
    with pytest.raises(names.UnknownNameError, match=r"^No entity is called 'Projekt Lis Vej'\. Nearest: Projekt Lys Vej <https://\S+>"):
        handle.find("Projekt Lis Vej")


def test_handle_bad_day_is_named_as_python_names_it(folder: Path) -> None:
    with pytest.raises(QueryError, match=r"^as_of: '2026-99' is no day"):
        kg.open(folder, as_of="2026-99")
