"""As of a day, known by a day, certain only: what holds, and that answers, chains, tables and the view agree on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import lens_sample as sample
import pytest
from answers_sample import entity as answers_entity
from answers_sample import write_build
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import kg
from extractors.errors import QueryError
from kg import answers, describing, paths, sparql, stats
from kg.cli import main
from kg.facts import Fact
from kg.handle import Handle
from kg.validity import clocks
from kg.validity.holding import Statement, reckon
from kg.validity.lens import Lens
from kg.validity.periods import Edge, Period, edge
from ontology import queries

CASES = (
    {"as_of": "2024-02-29"}, {"as_of": "2024-03-01"}, {"as_of": "2025-06"}, {"as_of": "2025"}, {"as_of": "2025-12-31"},
    {"as_of": "2026-01-01"}, {"as_of": "2026-06-15"}, {"as_of": "2026-12-31"}, {"as_of": "2027-01-01"}, {"as_of": "1990"},
    {"as_of": "2025-06", "certain": True}, {"as_of": "2026-03-20", "certain": True}, {"known_by": "2024-03-19"},
    {"known_by": "2024"}, {"known_by": "2026-02-10"}, {"known_by": "2026-03-15", "certain": True},
    {"as_of": "2026-06-01", "known_by": "2025"}, {"as_of": "2026-10", "known_by": "2026-09-19", "certain": True},
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.sample_build(tmp_path_factory.mktemp("lens") / "output")


@pytest.fixture(params=CASES, ids=str)
def handle(folder: Path, request: pytest.FixtureRequest) -> Iterator[Handle]:
    with kg.open(folder, **request.param) as opened:
        yield opened


def members(folder: Path, **lens: object) -> dict[str, Fact]:
    """Return who is said to be a member of the council, by the slug of the name; the surest statement of each."""
    with kg.open(folder, **lens) as opened:  # type: ignore[arg-type]
        card = answers.card(opened, sample.COUNCIL, limit=100)
    told = [fact for fact in card.incoming if fact.predicate == "member_of"]
    return {fact.subject.rpartition("/")[2]: fact for fact in sorted(told, key=lambda one: one.certain)}


def triples(handle: Handle, text: str) -> set[tuple[str, ...]]:
    return set(sparql.rows(handle.view, text))


# The rule, on statements alone


def kept(told: Statement, *others: Statement, lives: dict[str, Period] | None = None, **lens: object) -> bool:
    asked = Lens(**lens)  # type: ignore[arg-type]
    return reckon([told, *others], asked, lives=lives or {}, published={})[told.id].kept


def member(id_: str = "c", day: str = "2026-02-10", **fields: str) -> Statement:
    return Statement(id_, "anna", "member_of", "council", f"paper-{id_}", day, **fields)


@pytest.mark.parametrize(("day", "expected"), [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)])
def test_lens_claim_holds_from_its_start_until_the_day_before_its_end(day: str, expected: bool) -> None:
    assert kept(member(valid_from="2026-01-01", valid_to="2027-01-01"), as_of=day) is expected


def test_lens_claim_without_a_start_holds_from_the_first_that_states_it() -> None:
    first, again = member("a", "2024-03-01"), member("b", "2026-02-10")
    assert kept(again, first, as_of="2024-03-01") and not kept(again, first, as_of="2024-02-29")


def test_lens_another_role_is_another_fact() -> None:
    assert not kept(member("b"), member("a", "2024-03-01", role="formand"), as_of="2025-01-01")


def test_lens_a_proposal_does_not_say_since_when_it_is_so() -> None:
    assert not kept(member("b"), member("a", "2024-03-01", status="proposed"), as_of="2025-01-01")


def test_lens_an_end_that_a_later_paper_states_ends_what_was_said_before() -> None:
    told, ended = member("a", "2024-03-01"), member("b", "2026-02-10", valid_to="2025-01-01")
    assert kept(told, ended, as_of="2024-12-31") and not kept(told, ended, as_of="2025-01-01")


def test_lens_what_began_anew_after_an_end_holds_from_then() -> None:
    ended, anew = member("a", "2019-03-01", valid_to="2020-01-01"), member("b", "2026-02-10")
    assert kept(anew, ended, as_of="2026-03-01") and not kept(anew, ended, as_of="2023-03-01")


@pytest.mark.parametrize("start", ["2025~", "2025?", "2025-06-01%", "soon"])
def test_lens_uncertain_start_is_possible_and_never_certain(start: str) -> None:
    told = member(valid_from=start)
    assert kept(told, as_of="2026-06-01") and not kept(told, as_of="2026-06-01", certain=True)


@pytest.mark.parametrize("start", ["2026", "2026-06", "2026-22", "2026-0X", "2025-09-01/2026-09-01"])
def test_lens_vague_start_is_certain_once_it_is_over(start: str) -> None:
    told = member(valid_from=start)
    assert kept(told, as_of="2026-06-15") and not kept(told, as_of="2026-06-15", certain=True)
    assert kept(told, as_of="2027-01-01", certain=True)


def test_lens_claim_without_any_date_is_possible_only() -> None:
    assert kept(member(day=""), as_of="1990") and not kept(member(day=""), as_of="2026", certain=True)


def test_lens_state_ends_with_its_body_and_an_event_does_not() -> None:
    lives = {"council": Period(edge("2025-01-01"), edge("2027-01-01"))}
    event = Statement("e", "anna", "attended", "council", "p", "2026-02-10")
    assert kept(member(), lives=lives, as_of="2026-12-31") and not kept(member(), lives=lives, as_of="2027-01-01")
    assert kept(event, lives=lives, as_of="2027-01-01")


def test_lens_state_begins_no_earlier_than_its_body() -> None:
    lives = {"council": Period(edge("2026-06-01"))}
    assert not kept(member(), lives=lives, as_of="2026-05-31") and kept(member(), lives=lives, as_of="2026-06-01")


def test_lens_of_a_month_certain_is_what_holds_throughout() -> None:
    told = member(valid_from="2026-01-15")
    assert kept(told, as_of="2026-01") and not kept(told, as_of="2026-01", certain=True) and kept(told, as_of="2026-02", certain=True)


@pytest.mark.parametrize("value", ["2026-13", "2026-02-30", "i går", "2026/2027", "2026~", "26", "2026-21"])
def test_lens_bad_date_is_named(value: str) -> None:
    with pytest.raises(QueryError, match=r"^as_of: .* is no day, month or year\. Write 2026-01-29"):
        Lens(as_of=value)


def test_lens_certain_needs_a_day() -> None:
    with pytest.raises(QueryError, match="as_of or known_by"):
        Lens(certain=True)


DAYS = st.dates(date(1990, 1, 1), date(2050, 1, 1))
VALUES = st.builds(lambda day, form: form(day), DAYS, st.sampled_from(
    [date.isoformat, lambda day: f"{day:%Y-%m}", lambda day: f"{day:%Y}", lambda day: f"{day:%Y}~", lambda day: f"{day:%Y}-23"]))


@given(VALUES, VALUES, DAYS, st.integers(0, 400))
def test_lens_certain_is_possible_and_stays_so_for_fewer_days(start: str, end: str, first: date, length: int) -> None:
    period, last = Period(edge(start), edge(end)), first + timedelta(days=length)
    assert period.possible(first, last) or not period.certain(first, last)
    assert period.possible(first, last) or not period.possible(first, first)
    assert period.certain(first, first) or not period.certain(first, last)


@given(DAYS, DAYS, DAYS)
def test_lens_exact_period_is_half_open(start: date, end: date, day: date) -> None:
    period = Period(edge(start.isoformat()), edge(end.isoformat()))
    assert period.possible(day, day) == period.certain(day, day) == (start <= day < end)


@given(DAYS, st.lists(DAYS, min_size=2, max_size=5, unique=True))
def test_lens_without_an_end_what_held_once_holds_ever_after(start: date, days: list[date]) -> None:
    told = member(valid_from=start.isoformat())
    held = [kept(told, as_of=day.isoformat()) for day in sorted(days)]
    assert held == sorted(held)


STATEMENTS = st.lists(
    st.builds(
        lambda number, day, start, end, status, predicate: Statement(
            str(number), "anna", predicate, "council", f"paper-{number % 3}", day, "", "positive", status, start, end),
        st.integers(0, 8), st.one_of(VALUES, st.just("")), st.one_of(VALUES, st.just("")), st.one_of(VALUES, st.just("")),
        st.sampled_from(["stated", "decided", "proposed"]), st.sampled_from(["member_of", "attended"]),
    ),
    unique_by=lambda one: one.id,
)  # fmt: skip
PUBLISHED = st.fixed_dictionaries({}, optional={f"paper-{number}": VALUES.map(edge) for number in range(3)})
LIVES = st.fixed_dictionaries({}, optional={"council": st.builds(Period, VALUES.map(edge), VALUES.map(edge))})


def shown(told: list[Statement], lives: dict[str, Period], published: dict[str, Edge], **lens: object) -> set[str]:
    asked = Lens(**lens)  # type: ignore[arg-type]
    return {name for name, held in reckon(told, asked, lives=lives, published=published).items() if held.kept}


@given(STATEMENTS, LIVES, PUBLISHED, DAYS, st.one_of(DAYS.map(str), st.just("")))
def test_lens_certain_shows_a_part_of_what_is_possible(
    told: list[Statement], lives: dict[str, Period], published: dict[str, Edge], day: date, known_by: str
) -> None:
    possible = shown(told, lives, published, as_of=str(day), known_by=known_by)
    assert shown(told, lives, published, as_of=str(day), known_by=known_by, certain=True) <= possible


@given(STATEMENTS, PUBLISHED, DAYS, DAYS, st.booleans())
def test_lens_what_was_known_once_is_known_ever_after(
    told: list[Statement], published: dict[str, Edge], one: date, two: date, certain: bool
) -> None:
    early, late = (shown(told, {}, published, known_by=str(day), certain=certain) for day in sorted((one, two)))
    assert early <= late


@given(STATEMENTS, LIVES, PUBLISHED, DAYS, st.randoms(use_true_random=False))
def test_lens_does_not_depend_on_the_order_of_statements(
    told: list[Statement], lives: dict[str, Period], published: dict[str, Edge], day: date, random: Random
) -> None:
    mixed = random.sample(told, len(told))
    lens = Lens(as_of=str(day), known_by=str(day))
    assert reckon(told, lens, lives=lives, published=published) == reckon(mixed, lens, lives=lives, published=published)


def test_lens_an_end_that_was_perhaps_known_casts_doubt() -> None:
    told, ended = member("a", "2024-03-01"), member("b", "2026-02-10", valid_to="2026-03-01")
    published = {"paper-a": edge("2024-03-01"), "paper-b": Edge(date(2026, 2, 10), date(2026, 5, 1))}
    lens = Lens(as_of="2026-03-15", known_by="2026-04-01", certain=True)
    assert not reckon([told, ended], lens, lives={}, published=published)["a"].kept


# Answers


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-02-29", "anna-ask hans-hyld"),
        ("2024-12-31", "anna-ask bo-birk eva-el finn-fyr gro-gran hans-hyld"),
        ("2025-12-31", "anna-ask bo-birk carl-ceder dora-due finn-fyr gro-gran hans-hyld"),
        ("2026-07-01", "bo-birk carl-ceder finn-fyr gro-gran hans-hyld"),
    ],
)
def test_lens_card_tells_who_is_a_member_on_the_day(folder: Path, day: str, expected: str) -> None:
    assert " ".join(sorted(members(folder, as_of=day))) == expected


def test_lens_card_of_certain_facts_leaves_out_the_possible(folder: Path) -> None:
    assert sorted(members(folder, as_of="2025-12-30", certain=True)) == ["anna-ask", "bo-birk", "finn-fyr", "gro-gran"]


def test_lens_card_says_since_when_until_when_and_last_confirmed(folder: Path) -> None:
    told = members(folder, as_of="2025-12-31")
    anna, bo, carl = told["anna-ask"], told["bo-birk"], told["carl-ceder"]
    assert (anna.holds_from, anna.holds_to, anna.last_confirmed, anna.certain) == ("2024-01-01", "2026-01-01", "", True)
    assert (bo.holds_from, bo.holds_to, bo.last_confirmed) == ("2024-03-01", "2027-01-01", "2024-03-01")
    assert (carl.holds_from, carl.certain) == ("2025~", False)
    assert members(folder, as_of="2026-07-01")["bo-birk"].last_confirmed == "2026-02-10"


def test_lens_statement_of_a_paper_of_many_meetings_holds_from_its_own(folder: Path) -> None:
    with kg.open(folder, as_of="2024-06-01") as opened:
        told = [one for one in answers.card(opened, sample.NGO).outgoing if one.predicate == "represented_in"]
    assert [one.holds_from for one in told] == ["2024-05-06"]


def test_lens_known_by_leaves_out_what_was_not_published(folder: Path) -> None:
    assert "eva-el" not in members(folder, known_by="2024-03-19") and "eva-el" in members(folder, known_by="2024-03-20")


def test_lens_known_by_reckons_from_a_papers_own_date_and_says_so(folder: Path) -> None:
    carl = members(folder, known_by="2026-02-10")["carl-ceder"]
    assert (carl.known_from, carl.certain) == ("2026-02-10/2026-03-15", False)
    assert members(folder, known_by="2026-03-15")["carl-ceder"].certain
    assert "carl-ceder" not in members(folder, known_by="2026-03-14", certain=True)


def test_lens_of_all_members_none_are_lost_without_a_lens(folder: Path) -> None:
    assert {fact.holds_from + fact.holds_to + fact.known_from for fact in members(folder).values()} == {""}


def test_lens_state_of_a_region_ends_with_it(folder: Path) -> None:
    for day, expected in (("2026-12-31", {"part_of", "partner_of", "holds_post"}), ("2027-01-01", set())):
        with kg.open(folder, as_of=day) as opened:
            card = answers.card(opened, sample.SJAELLAND)
            told = {fact.predicate for fact in (*card.incoming, *card.outgoing)} - {"party_to"}
            assert (told, card.exists) == (expected, bool(expected))


def test_lens_old_name_of_a_region_is_told_not_to_exist(folder: Path) -> None:
    with kg.open(folder, as_of="2027-01-01") as opened:
        text = describing.card_text(answers.card(opened, sample.SJAELLAND), base=opened.base)
    assert "It exists from 1 January 2007 through 31 December 2026: not then." in text


def test_lens_programme_lasts_as_its_dates_say(folder: Path) -> None:
    for day, expected in (("2025-05-31", False), ("2025-06-01", True), ("2026-12-31", True), ("2027-01-01", False)):
        with kg.open(folder, as_of=day) as opened:
            assert (sample.PROJECT in clocks.existing(opened, [sample.PROJECT])) is expected


def test_lens_programme_on_its_last_day_is_not_certain(folder: Path) -> None:
    with kg.open(folder, as_of="2026-12-31", certain=True) as opened:
        assert not clocks.existing(opened, [sample.PROJECT])


def test_lens_who_carries_out_a_programme_does_so_until_it_ends_and_may_before_it_begins(folder: Path) -> None:
    for day, expected in (("2025-06-01", 1), ("2026-12-31", 1), ("2027-01-01", 0)):
        with kg.open(folder, as_of=day) as opened:
            told = [one for one in answers.card(opened, sample.NGO).outgoing if one.predicate == "responsible_for"]
            assert len(told) == expected


def test_lens_term_of_a_council_does_not_end_the_council(tmp_path: Path) -> None:
    told = (*sample.facts(), sample.fact(sample.COUNCIL, "dated", sample.SPAN, "old", kind="period"))
    made = write_build(tmp_path / "out", sample.entities(), told, sample.sources())
    with kg.open(made, as_of="2026-06-01") as opened:
        assert clocks.existing(opened, [sample.COUNCIL]) == {sample.COUNCIL}


def test_lens_takes_a_date_of_python(folder: Path) -> None:
    with kg.open(folder, as_of=date(2026, 6, 1)) as opened:
        assert opened.lens.as_of == "2026-06-01"


def test_lens_body_that_was_succeeded_ends_on_that_day(folder: Path) -> None:
    for day, expected in (("2025-12-31", {sample.OLD_CLINIC}), ("2026-01-01", {sample.CLINIC})):
        with kg.open(folder, as_of=day) as opened:
            assert clocks.existing(opened, [sample.CLINIC, sample.OLD_CLINIC]) == expected


def test_lens_path_goes_through_what_holds_only(folder: Path) -> None:
    for day, steps in (("2024-12-31", 1), ("2025-01-01", 0)):
        with kg.open(folder, as_of=day) as opened:
            assert len(paths.path(opened, sample.EVA, sample.COUNCIL)) == steps


def test_lens_path_tells_since_when(folder: Path) -> None:
    with kg.open(folder, as_of="2024-12-31") as opened:
        found = paths.path(opened, sample.EVA, sample.COUNCIL)
        text = describing.path_text(found, {}, width=None)
    assert "first stated 1 March 2024, through 31 December 2024" in text


def test_lens_path_does_not_go_through_meetings_to_come(folder: Path) -> None:
    for day, found in (("2026-08-31", False), ("2026-09-01", True)):
        with kg.open(folder, as_of=day) as opened:
            assert bool(paths.path(opened, sample.LATER_ITEM, sample.COUNCIL, max_steps=3)) is found


@pytest.mark.parametrize(("day", "expected"), [("2026-02-09", 0), ("2026-02-10", 1), ("2027-01-01", 0)])
def test_lens_stats_counts_what_holds(folder: Path, day: str, expected: int) -> None:
    with kg.open(folder, as_of=day) as opened:
        table = stats.tables(opened, ("matrix",))[0]
    assert (len(table.rows), table.title) == (expected, f"Councils and programmes, as of {day}")


@pytest.mark.parametrize("table", ["councils", "programmes", "brokers", "communities", "matrix", "money", "timeline"])
def test_lens_stats_names_nothing_that_does_not_exist(folder: Path, table: str) -> None:
    with kg.open(folder, as_of="2027-01-01") as opened:
        shown = str(stats.tables(opened, (table,))[0].records)
    assert "Region Sjælland" not in shown and "Projekt Bro" not in shown


def test_lens_notes_are_told_from_their_day_on(folder: Path) -> None:
    for day, expected in (("2026-02-09", 0), ("2026-02-10", 1)):
        with kg.open(folder, as_of=day) as opened:
            card = answers.card(opened, sample.ANNA)
            assert (len(card.notes), card.notes_total) == (expected, expected)


def test_lens_dealt_with_follows_from_what_had_been_discussed(folder: Path) -> None:
    for day, expected in (("2026-02-09", ()), ("2026-03-01", (sample.PROJECT,)), ("2026-09-01", (sample.PROJECT, sample.PLAN))):
        with kg.open(folder, as_of=day) as opened:
            assert answers.card(opened, sample.COUNCIL).dealt_with == expected
            assert {row[0] for row in triples(opened, f"SELECT ?o {{ <{sample.COUNCIL}> pkg:dealtWith ?o }}")} == set(expected)


# The view holds what the lens says


def test_lens_view_and_answers_agree_claim_by_claim(handle: Handle) -> None:
    told = {fact.claim: fact for fact in answers.facts(handle)}
    assert {row[0] for row in triples(handle, "SELECT ?c { ?c a pkg:Claim }")} == set(told)
    seen = triples(handle, """SELECT ?c ?a ?b ?l ?s { ?c pkg:holdsCertainly ?s OPTIONAL { ?c pkg:holdsFrom ?a }
        OPTIONAL { ?c pkg:holdsTo ?b } OPTIONAL { ?c pkg:lastConfirmed ?l } }""")
    said = {(one.claim, one.holds_from, one.holds_to, one.last_confirmed, str(one.certain).lower()) for one in told.values()}
    assert seen == said


def test_lens_cards_and_tables_agree_with_all_facts(handle: Handle) -> None:
    told = set(answers.facts(handle))
    cards = [answers.card(handle, entity.id, limit=200) for entity in answers.entities(handle)]
    assert {fact for card in cards for fact in (*card.outgoing, *card.incoming)} == told
    assert {fact.claim for fact in answers.brief_facts(handle)} == {fact.claim for fact in told}


def test_lens_view_has_the_plain_triples_of_what_holds_and_no_others(handle: Handle) -> None:
    told = {(one.subject, one.predicate, one.object) for one in answers.facts(handle) if one.polarity == "positive"}
    words = {ontology: word for word, ontology in ((word, sparql.term(f"pkg:{name}")) for word, name in PLAIN.items())}
    values = " ".join(words)
    found = triples(handle, f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?p {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} FILTER(CONTAINS(STR(?g), '/document/')) }}")
    assert {(one, words[f"<{name}>"], two.rpartition("#")[2]) for one, name, two in found} == told


PLAIN = {
    "member_of": "memberOf", "holds_post": "holdsPost", "part_of": "partOf", "partner_of": "partnerOf",
    "represented_in": "representedIn", "participates_in": "participatesIn", "meeting_of": "meetingOf",
    "attended": "attended", "discusses": "discusses", "decision": "decision", "dated": "dated",
    "responsible_for": "responsibleFor", "succeeds": "succeeds", "party_to": "partyTo",
}  # fmt: skip


def test_lens_view_has_memberships_and_posts_of_those_that_hold(handle: Handle) -> None:
    told = {(one.subject, one.object) for one in answers.facts(handle)
            if one.predicate in ("member_of", "holds_post") and one.polarity == "positive"}  # fmt: skip
    found = triples(handle, """SELECT DISTINCT ?who ?where { { ?n org:member ?who ; org:organization ?where }
        UNION { ?n org:heldBy ?who ; org:postIn ?where } }""")
    assert found == told


def test_lens_view_types_what_exists_and_keeps_all_names(handle: Handle) -> None:
    bodies = {entity.id for entity in answers.entities(handle)}
    typed = {row[0] for row in triples(handle, "SELECT DISTINCT ?s { ?s a ?t ; skos:prefLabel ?n }")}
    named = {row[0] for row in triples(handle, "SELECT DISTINCT ?s { ?s skos:prefLabel ?n }")}
    assert bodies <= named
    if not handle.lens.known_by:
        assert bodies & typed == clocks.existing(handle, bodies)


def test_lens_view_quotes_nothing_of_what_is_left_out(handle: Handle) -> None:
    used = triples(handle, "SELECT DISTINCT ?p { ?c pkg:evidence ?p }")
    assert triples(handle, "SELECT DISTINCT ?p { ?p oa:hasSource ?d }") == used


@pytest.mark.parametrize("name", sorted(queries()))
def test_lens_bundled_queries_are_answered_in_the_view(folder: Path, name: str) -> None:
    given = {"entity": "Udsatterådet"} if name == "entity" else {}
    with kg.open(folder, as_of="2026-06-01") as opened:
        assert opened.query(name, given).kind in ("select", "graph")


def test_lens_view_is_not_made_without_a_day(folder: Path) -> None:
    with kg.open(folder, follow_succession=True) as opened:
        assert opened.view is opened.store


# The command line


def ask(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [*arguments, "--output", str(folder)])
    return done.exit_code, done.stdout, done.stderr


def test_lens_query_asks_as_of_a_day(folder: Path) -> None:
    for day, expected in (("2024-12-31", True), ("2025-01-01", False)):
        code, out, _ = ask(folder, "query", "members", "--as-of", day, "--format", "csv")
        assert (code, "Eva El" in out) == (0, expected)


def test_lens_show_prints_possibly_and_the_days(folder: Path) -> None:
    code, out, _ = ask(folder, "show", "Udsatterådet", "--as-of", "2026-03-01")
    assert code == 0 and "Carl Ceder [stated, possibly, since around 2025, through 31 December 2026, last confirmed on 10 February 2026" in out
    assert "Bo Birk [stated, first stated 1 March 2024, through 31 December 2026, last confirmed on 10 February 2026" in out


def test_lens_show_prints_json_with_the_days(folder: Path) -> None:
    card = json.loads(ask(folder, "show", "Udsatterådet", "--as-of", "2026-03-01", "--format", "json")[1])
    bo = next(fact for fact in card["incoming"] if fact["subject"] == sample.BO)
    assert {key: bo[key] for key in ("holds_from", "holds_to", "last_confirmed", "certain")} == {
        "holds_from": "2024-03-01", "holds_to": "2027-01-01", "last_confirmed": "2026-02-10", "certain": True,
    }  # fmt: skip


def test_lens_known_by_says_how_many_papers_state_no_publication(folder: Path) -> None:
    assert "Of 3 of 5 documents no date of publication is stated" in ask(folder, "show", "Udsatterådet", "--known-by", "2026")[2]


@pytest.mark.parametrize("command", [("query", "members"), ("show", "Udsatterådet"), ("path", "Bo Birk", "Udsatterådet"), ("stats",)])
def test_lens_bad_date_on_the_command_line_exits_1_and_says_how(folder: Path, command: tuple[str, ...]) -> None:
    code, _, error = ask(folder, *command, "--as-of", "2026-99")
    assert code == 1 and "--as-of: '2026-99' is no day, month or year. Write 2026-01-29, 2026-01 or 2026." in error


def test_lens_memberships_tell_how_many_more_attended(folder: Path) -> None:
    told = (*sample.facts(), sample.fact(sample.HANS, "attended", sample.MEETING, "minutes"), sample.fact(sample.IDA, "attended", sample.MEETING, "minutes"))
    made = write_build(folder.parent / "guests", sample.entities(), tuple(sorted(told, key=lambda one: one.claim)), sample.sources())
    for day, expected in (("2026-06-01", "2 more attended its meetings in the 2 years before 2026-06-01"), ("2026-02-09", "")):
        error = ask(made, "query", "memberships-on", "--param", "body=Udsatterådet", "--as-of", day)[2]
        assert expected in error and ("kg query attendance" in error) is bool(expected)


def test_lens_path_says_that_no_chain_holds_then(folder: Path) -> None:
    error = ask(folder, "path", "Eva El", "Udsatterådet", "--as-of", "1990")[2]
    assert "none holds then" in error and "--max-steps" not in error


def test_lens_tables_of_stats_tell_vague_dates_in_words(tmp_path: Path) -> None:
    autumn = answers_entity("DATE", "2026-23", "efteråret 2026", value="2026-23")
    told = tuple(sorted((*sample.facts(), sample.fact(sample.PLAN, "dated", autumn.id, "minutes", kind="start")), key=lambda one: one.claim))
    made = write_build(tmp_path / "out", tuple(sorted((*sample.entities(), autumn), key=lambda one: one.id)), told, sample.sources())
    out, data = (ask(made, "stats", "timeline", "--format", form)[1] for form in ("table", "csv"))
    assert "autumn 2026" in out and "2026-23" not in out and "2026-23" in data
    assert "Value: autumn 2026" in ask(made, "show", "efteråret 2026")[1]
