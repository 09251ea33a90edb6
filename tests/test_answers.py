"""Finding, showing and connecting entities of a finished build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import answers_sample as sample
import pytest

import kg
from extractors.errors import QueryError
from kg import answers, describing, names, noted, paths
from kg.answers import Handle
from kg.facts import Fact


@pytest.fixture(scope="module")
def handle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    folder = sample.sample_build(tmp_path_factory.mktemp("answers") / "output")
    with answers.open_output(folder) as opened:
        yield opened


def test_answers_open_is_the_packages_open(tmp_path: Path) -> None:
    with kg.open(sample.sample_build(tmp_path / "out")) as opened:
        assert opened.base == sample.BASE


def test_answers_package_names_an_unknown_attribute() -> None:
    with pytest.raises(AttributeError, match="It has: __version__, build, open"):
        kg.nothing  # noqa: B018


def test_answers_open_missing_folder_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no folder.*kg build --output"):
        answers.open_output(tmp_path / "none")


def test_answers_open_unfinished_folder_says_how_to_build(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with pytest.raises(QueryError, match=r"no finished build.*kg build --output"):
        answers.open_output(tmp_path)


def test_answers_open_broken_store_says_how_to_build(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(QueryError, match=r"cannot be opened.*kg build --output"):
        answers.open_output(tmp_path)


def test_answers_open_finds_the_base_without_a_run(tmp_path: Path) -> None:
    folder = sample.sample_build(tmp_path / "out")
    (folder / "run.json").unlink()
    with answers.open_output(folder) as opened:
        assert opened.base == sample.BASE


def test_answers_open_leaves_the_build_as_it_is(tmp_path: Path) -> None:
    folder = sample.sample_build(tmp_path / "out")
    before = sorted((path.name, path.stat().st_mtime_ns) for path in folder.rglob("*"))
    with answers.open_output(folder) as opened:
        answers.card(opened, sample.CARE)
    assert sorted((path.name, path.stat().st_mtime_ns) for path in folder.rglob("*")) == before


def test_answers_closed_handle_says_so(tmp_path: Path) -> None:
    opened = answers.open_output(sample.sample_build(tmp_path / "out"))
    opened.close()
    with pytest.raises(QueryError, match="closed"):
        answers.entity(opened, sample.CARE)


def test_answers_entities_come_back_as_they_went_in(handle: Handle) -> None:
    expected = tuple(replace(one, replaces=()) for one in sample.entities())
    assert tuple(answers.entities(handle)) == expected


def test_answers_facts_come_back_as_they_went_in(handle: Handle) -> None:
    assert tuple(answers.facts(handle)) == sample.facts()


def test_answers_notes_come_back_as_they_went_in(handle: Handle) -> None:
    assert tuple(noted.notes(handle)) == sample.notes()


def test_answers_words_of_a_decision_come_back_as_they_went_in(tmp_path: Path) -> None:
    words = {"addition": "idet …", "matter": "orientation", "point": "2", "recommendation": "at …", "wording": "Tiltrådt, idet …"}
    told = sample.fact(sample.ITEM_N, "decision", "approved", "Tiltrådt.", status="decided", **words)
    folder = sample.write_build(tmp_path / "out", sample.entities(), (told,), sample.sources())
    with answers.open_output(folder) as opened:
        assert tuple(answers.facts(opened)) == (told,)
        text = describing.card_text(answers.card(opened, sample.ITEM_N), base=opened.base)
    assert "approved [decided, matter: orientation, point: 2, 0.90]" in text
    assert "    wording: Tiltrådt, idet …" in text and "    answers the recommendation: at …" in text


def test_answers_card_holds_notes_about_and_by(handle: Handle) -> None:
    assert {note.remark for note in answers.card(handle, sample.CARE).notes} == {"figure"}
    assert [note.remark for note in answers.card(handle, sample.ANNA).notes] == [
        "vote", "reservation", "non_participation"
    ]  # fmt: skip


def test_answers_card_text_tells_notes_with_quotes_after_the_facts(handle: Handle) -> None:
    text = describing.card_text(answers.card(handle, sample.CARE), base=handle.base)
    facts, _, notes = text.partition("\nFigure\n")
    assert "2.000.000 kr." in facts and "  ca. 1240 borgere, 31 December 2025 [stated]" in notes
    assert '"Ved årsskiftet var ca. 1.240 borgere i forløb."' in notes and "referat-nord, s. 1" in notes


def test_answers_card_text_tells_every_kind_of_note(handle: Handle) -> None:
    text = describing.card_text(answers.card(handle, sample.ITEM_N), base=handle.base)
    for line in (
        "Bo Tranum, promised, 1 May 2026 [decided]", "administrationen, returns, næste møde [expected]",
        "Radikale Venstre: for (4) [stated]", "Anna Lysholt Krog: abstained [stated]", "Anna Lysholt Krog, at 14.30 [stated]",
        "Udsatterådet i Region Syddanmark, 5 January 2026: recommended [recommended]",
    ):
        assert line in text


def test_answers_card_text_says_what_a_note_is_about(handle: Handle) -> None:
    text = describing.card_text(answers.card(handle, sample.BO), base=handle.base)
    assert "[decided, about: Status på Projekt Lys Vej]" in text


def test_answers_card_limit_keeps_the_number_of_notes(handle: Handle) -> None:
    card = answers.card(handle, sample.ITEM_N, limit=2)
    assert (len(card.notes), card.notes_total) == (2, 8)
    assert "6 more figures, follow-ups and the like: use --limit 8" in describing.card_text(card, base=handle.base)


def test_answers_entity_unknown_says_so(handle: Handle) -> None:
    with pytest.raises(QueryError, match="no entity"):
        answers.entity(handle, sample.BASE + "plan/none")


@pytest.mark.parametrize(
    "given",
    [
        sample.CARE,
        f"<{sample.CARE}>",
        "initiative/projekt-lys-vej",
        "initiative/lys-vej-gammel",
        sample.BASE + "initiative/lys-vej-gammel",
        "Projekt Lys Vej",
        "lys vej",
        "  PROJEKT   lys VEJ ",
    ],
)
def test_answers_find_takes_iri_slug_old_iri_and_name(handle: Handle, given: str) -> None:
    assert names.find(handle, given).iri == sample.CARE


def test_answers_find_takes_an_official_code(handle: Handle) -> None:
    assert names.find(handle, "region:1081").iri == sample.NORTH


def test_answers_find_shared_name_lists_the_candidates(handle: Handle) -> None:
    with pytest.raises(names.AmbiguousError) as error:
        names.find(handle, "Udsatterådet")
    assert [(one.iri, one.owner) for one in error.value.candidates] == [
        (sample.COUNCIL_N, "Region Nordjylland"),
        (sample.COUNCIL_S, "Region Syddanmark"),
    ]


def test_answers_find_misspelt_name_suggests_the_nearest_first(handle: Handle) -> None:
    with pytest.raises(names.UnknownNameError) as error:
        names.find(handle, "Foreningn Åbn Dør")
    assert error.value.candidates[0].iri == sample.NGO


def test_answers_find_type_narrows_the_choice(handle: Handle) -> None:
    with pytest.raises(names.UnknownNameError):
        names.find(handle, "Projekt Lys Vej", type="PLAN")


def test_answers_find_unknown_type_names_the_known(handle: Handle) -> None:
    with pytest.raises(QueryError, match=r"Unknown type 'råd'. Known: PERSON"):
        names.find(handle, "Udsatterådet", type="råd")


def test_answers_find_empty_name_is_refused(handle: Handle) -> None:
    with pytest.raises(QueryError, match="empty"):
        names.find(handle, "  ")


@pytest.mark.parametrize("given", ['a"} . ?s ?p ?o #', "a/b>c", "\\", "https://example.org/a b", "x" * 5000])
def test_answers_find_takes_any_text_as_a_name(handle: Handle, given: str) -> None:
    with pytest.raises(QueryError):
        names.find(handle, given)


def test_answers_search_finds_parts_of_names(handle: Handle) -> None:
    assert [one.iri for one in names.search(handle, "lys vej", type="INITIATIVE")] == [sample.CARE]


def test_answers_search_keeps_to_its_limit(handle: Handle) -> None:
    assert len(names.search(handle, "e", limit=3)) == 3


def test_answers_card_holds_facts_of_both_directions(handle: Handle) -> None:
    card = answers.card(handle, sample.CARE)
    assert {fact.predicate for fact in card.outgoing} == {"funded_with"}
    assert {fact.predicate for fact in card.incoming} == {"discusses", "participates_in", "responsible_for"}


def test_answers_card_names_the_owner(handle: Handle) -> None:
    assert answers.card(handle, sample.COUNCIL_N).owner == "Region Nordjylland"


def test_answers_card_says_who_dealt_with_it(handle: Handle) -> None:
    assert answers.card(handle, sample.CARE).dealt_with_by == (sample.COUNCIL_N, sample.COUNCIL_S)


def test_answers_card_limit_keeps_the_totals(handle: Handle) -> None:
    card = answers.card(handle, sample.CARE, limit=1)
    assert (len(card.outgoing), card.outgoing_total) == (1, 3)


def test_answers_card_text_marks_what_is_denied(handle: Handle) -> None:
    text = describing.card_text(answers.card(handle, sample.SOUTH), base=handle.base)
    assert "denied: Projekt Lys Vej" in text


def test_answers_card_text_gives_quote_status_and_citation(handle: Handle) -> None:
    text = describing.card_text(answers.card(handle, sample.CARE), base=handle.base)
    assert "2.000.000 kr. [decided, funder: Aalborg Kommune, year: 2027, 0.90]" in text
    assert '"Der er afsat 2 mio. kr. i 2027."' in text
    assert "referat-nord, s. 1 (referat-nord" in text


def test_answers_card_text_says_the_same_thing_once(handle: Handle) -> None:
    text = describing.card_text(answers.card(handle, sample.CARE), base=handle.base)
    assert text.count("2.000.000 kr. [decided") == 1 and text.count("mio. kr.") == 3


def test_answers_card_text_says_how_to_see_the_rest(handle: Handle) -> None:
    text = describing.card_text(answers.card(handle, sample.CARE, limit=1), base=handle.base)
    assert "2 more outgoing facts: use --limit 3" in text


def test_answers_card_of_an_unconnected_entity_says_so(handle: Handle) -> None:
    text = describing.card_text(answers.card(handle, sample.HERMIT), base=handle.base)
    assert "No document makes a statement about it" in text


def test_answers_path_follows_facts_with_their_quotes(handle: Handle) -> None:
    found = paths.path(handle, sample.NGO, sample.COUNCIL_N)
    assert [step.facts[0].quote for step in found[0].steps] == ["Foreningen Åben Dør udpeger et medlem"]


def test_answers_path_is_the_same_both_ways(handle: Handle) -> None:
    there = [one.nodes for one in paths.path(handle, sample.ANNA, sample.CARE)]
    back = [one.nodes[::-1] for one in paths.path(handle, sample.CARE, sample.ANNA)]
    assert there and there == back


def test_answers_path_goes_through_the_agenda(handle: Handle) -> None:
    found = paths.path(handle, sample.COUNCIL_S, sample.CARE)
    assert found[0].nodes == (sample.COUNCIL_S, sample.MEETING_S, sample.ITEM_S, sample.CARE)
    assert found[0].steps[1].structure == "has_item"


def test_answers_path_through_a_denied_statement_is_none(handle: Handle) -> None:
    found = paths.path(handle, sample.SOUTH, sample.CARE)
    assert all(len(one.steps) > 1 for one in found)


def test_answers_path_passes_through_no_sum_of_money(handle: Handle) -> None:
    told = (*sample.facts(), sample.fact(sample.HERMIT, "funded_with", sample.TWO_MILLION, "2 mio.", start=900))
    assert not any(step for step in _paths_of(told, handle, sample.HERMIT, sample.NGO))


def test_answers_path_may_end_at_a_sum_of_money(handle: Handle) -> None:
    found = paths.path(handle, sample.NGO, sample.TWO_MILLION)
    assert found[0].nodes == (sample.NGO, sample.CARE, sample.TWO_MILLION)


def test_answers_path_between_unconnected_is_empty(handle: Handle) -> None:
    assert paths.path(handle, sample.NGO, sample.HERMIT) == ()


def test_answers_path_skips_what_it_is_told_to(handle: Handle) -> None:
    found = paths.path(handle, sample.NGO, sample.COUNCIL_S, skip=(sample.CARE,))
    assert found == ()


def test_answers_path_keeps_off_hubs(handle: Handle) -> None:
    assert paths.path(handle, sample.NGO, sample.COUNCIL_S, max_links=1) == ()


def test_answers_path_longer_than_allowed_is_empty(handle: Handle) -> None:
    assert paths.path(handle, sample.NGO, sample.COUNCIL_S, max_steps=3) == ()


def test_answers_path_limit_is_kept(handle: Handle) -> None:
    assert len(paths.path(handle, sample.ANNA, sample.CARE, limit=1)) == 1


def test_answers_path_to_itself_is_empty(handle: Handle) -> None:
    assert paths.path(handle, sample.NGO, sample.NGO) == ()


def test_answers_path_of_unknown_entity_says_so(handle: Handle) -> None:
    with pytest.raises(QueryError, match="no entity"):
        paths.path(handle, sample.NGO, sample.BASE + "plan/none")


def _paths_of(told: tuple[Fact, ...], handle: Handle, a: str, b: str) -> tuple[paths.Path, ...]:
    folder = handle.directory.with_name("output-of-paths")
    with answers.open_output(sample.write_build(folder, sample.entities(), told, sample.sources())) as opened:
        return paths.path(opened, a, b)
