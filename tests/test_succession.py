"""Following a succession: what came of what, what is asked of a whole family, and which body counts for which."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lens_sample as sample
import pytest
from answers_sample import write_build
from click.testing import CliRunner

import kg
from kg import answers, describing, names, paths, stats
from kg.cli import main
from kg.handle import Handle
from kg.tallies import CouncilProgramme
from kg.validity import succession


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    told = (
        *sample.facts(),
        sample.fact(sample.ANNA, "holds_post", sample.HOVEDSTADEN, "minutes", role="direktør"),
        sample.fact(sample.BO, "holds_post", sample.SJAELLAND, "minutes", role="læge"),
        sample.fact(sample.OLD_CLINIC, "participates_in", sample.PROJECT, "month"),
        sample.fact(sample.CLINIC, "participates_in", sample.PROJECT, "minutes"),
    )
    return write_build(tmp_path_factory.mktemp("succession") / "output", sample.entities(), told, sample.sources())


@pytest.fixture
def handle(folder: Path) -> Iterator[Handle]:
    with kg.open(folder, follow_succession=True) as opened:
        yield opened


def test_succession_goes_up_and_down_and_never_sideways(handle: Handle) -> None:
    found = succession.family(handle, sample.SJAELLAND)
    assert found.after == (sample.OEST,)
    assert sample.ROSKILDE_AMT.rpartition("/")[2] in {iri.rpartition("/")[2] for iri in found.before}
    assert sample.HOVEDSTADEN not in found.iris and len(found.before) == 3


def test_succession_of_the_new_region_holds_both_old_ones_and_what_they_came_of(handle: Handle) -> None:
    assert {sample.SJAELLAND, sample.HOVEDSTADEN} < set(succession.family(handle, sample.OEST).before)


def test_succession_follows_positive_facts(handle: Handle) -> None:
    assert succession.family(handle, sample.OLD_CLINIC).after == (sample.CLINIC,)


@pytest.mark.parametrize(("status", "polarity"), [("stated", "negative"), ("proposed", "positive"), ("rejected", "positive")])
def test_succession_does_not_follow_what_is_denied_or_only_proposed(tmp_path: Path, status: str, polarity: str) -> None:
    told = (sample.fact(sample.CLINIC, "succeeds", sample.OLD_CLINIC, "month", status=status, polarity=polarity),)
    with kg.open(write_build(tmp_path / "out", sample.entities(), told, sample.sources())) as opened:
        assert succession.family(opened, sample.OLD_CLINIC).after == ()


def test_succession_that_was_not_known_yet_is_not_followed(folder: Path) -> None:
    for day, expected in (("2025-05-31", ()), ("2025-06-01", (sample.CLINIC,))):
        with kg.open(folder, known_by=day, follow_succession=True) as opened:
            assert succession.family(opened, sample.OLD_CLINIC).after == expected


def test_succession_in_a_circle_ends(tmp_path: Path) -> None:
    told = (sample.fact(sample.CLINIC, "succeeds", sample.OLD_CLINIC, "month"),
            sample.fact(sample.OLD_CLINIC, "succeeds", sample.CLINIC, "month"))  # fmt: skip
    with kg.open(write_build(tmp_path / "out", sample.entities(), told, sample.sources()), follow_succession=True) as opened:
        assert succession.family(opened, sample.CLINIC).after == (sample.OLD_CLINIC,)
        assert set(succession.representatives(opened)) <= {sample.CLINIC, sample.OLD_CLINIC, *NAMED}


NAMED = {sample.SJAELLAND, sample.HOVEDSTADEN} | {
    f"{sample.BASE}organisation/{name}" for name in (
        "frederiksborg-amt", "hovedstadens-sygehusfaellesskab", "koebenhavns-amt", "roskilde-amt", "storstroems-amt",
        "vestsjaellands-amt",
    )
}  # fmt: skip


def test_succession_coming_region_is_found_though_no_document_names_it(handle: Handle) -> None:
    assert names.find(handle, "region østdanmark").iri == sample.OEST
    assert names.find(handle, "region:oestdanmark").iri == sample.OEST


def test_succession_card_tells_of_predecessors_under_their_names(handle: Handle) -> None:
    card = answers.card(handle, sample.OEST)
    assert {fact.object for fact in card.incoming} == {sample.SJAELLAND, sample.HOVEDSTADEN}
    text = describing.card_text(card, base=handle.base)
    assert "said of Region Sjælland]" in text and "said of Region Hovedstaden]" in text


def test_succession_card_without_it_tells_of_the_body_alone(folder: Path) -> None:
    with kg.open(folder) as opened:
        assert answers.card(opened, sample.OEST).incoming == ()
        assert {fact.object for fact in answers.card(opened, sample.SJAELLAND).incoming} == {sample.SJAELLAND}


def test_succession_does_not_merge_the_councils_of_regions(handle: Handle) -> None:
    assert sample.OTHER_COUNCIL not in {fact.subject for fact in answers.card(handle, sample.COUNCIL).incoming}


def test_succession_query_binds_the_whole_family(handle: Handle) -> None:
    told = handle.query("posts", {"organisation": "Region Østdanmark"})
    at = told.columns.index("organisation_name")
    assert {cell.value for row in told.rows if (cell := row[at]) is not None} == {"Region Sjælland", "Region Hovedstaden"}


def test_succession_path_ends_at_any_of_the_family(handle: Handle) -> None:
    found = paths.path(handle, sample.ANNA, sample.OEST)
    assert found and found[0].nodes == (sample.ANNA, sample.HOVEDSTADEN)


def test_succession_path_within_a_family_is_none(handle: Handle) -> None:
    assert paths.path(handle, sample.SJAELLAND, sample.OEST) == ()


@pytest.mark.parametrize(("day", "expected"), [("2026-06-01", None), ("2027-01-01", sample.OEST), ("", sample.OEST)])
def test_succession_a_body_counts_as_the_one_that_exists_on_the_day(folder: Path, day: str, expected: str | None) -> None:
    with kg.open(folder, as_of=day, follow_succession=True) as opened:
        found = succession.representatives(opened)
    assert (found.get(sample.SJAELLAND), found.get(sample.HOVEDSTADEN)) == (expected, expected)


def test_succession_a_county_counts_as_the_region_of_the_day(folder: Path) -> None:
    with kg.open(folder, as_of="2026-06-01", follow_succession=True) as opened:
        found = {old.rpartition("/")[2]: new for old, new in succession.representatives(opened).items()}
    assert found["roskilde-amt"] == sample.SJAELLAND and found["koebenhavns-amt"] == sample.HOVEDSTADEN


def test_succession_a_body_to_come_counts_as_its_only_predecessor(folder: Path) -> None:
    with kg.open(folder, as_of="2025-07-01", follow_succession=True) as opened:
        found = succession.representatives(opened)
    assert found[sample.CLINIC] == sample.OLD_CLINIC and sample.OEST not in found


def test_succession_stats_counts_what_was_merged_as_one(folder: Path) -> None:
    with kg.open(folder) as alone, kg.open(folder, follow_succession=True) as merged:
        one, two = (str(stats.tables(opened, ("brokers",))[0].records) for opened in (alone, merged))
    assert "Klinik Gammel" in one and "Klinik Gammel" not in two and "Klinik Ny" in two
    assert "Region Østdanmark" in two and "Region Sjælland" not in two and "Region Sjælland" in one


def test_succession_stats_rows_say_the_name_of_the_day(folder: Path) -> None:
    with kg.open(folder, as_of="2026-06-01", follow_succession=True) as opened:
        rows = stats.tables(opened, ("matrix",))[0].records
    assert [row.programme_name for row in rows if isinstance(row, CouncilProgramme)] == ["Projekt Bro"]


def ask(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [*arguments, "--output", str(folder)])
    return done.exit_code, done.stdout, done.stderr


def test_succession_show_on_the_command_line(folder: Path) -> None:
    code, out, _ = ask(folder, "show", "Region Østdanmark", "--follow-succession", "--as-of", "2026-06-01")
    assert code == 0 and "Bo Birk" in out and "said of Region Sjælland" in out


def test_succession_path_between_relatives_says_so(folder: Path) -> None:
    code, _, error = ask(folder, "path", "Region Sjælland", "Region Østdanmark", "--follow-succession")
    assert code == 1 and "came of one another" in error
