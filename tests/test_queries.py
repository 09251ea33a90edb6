"""SPARQL made safe, and what each bundled query answers on the sample."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import answers_sample as sample
import pytest

from extractors.errors import QueryError
from kg import answers, named, sparql
from kg.answers import Handle
from ontology import queries


@pytest.fixture(scope="module")
def handle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    folder = sample.sample_build(tmp_path_factory.mktemp("queries") / "output")
    with answers.open_output(folder) as opened:
        yield opened


def rows(handle: Handle, name: str, *given: str) -> list[dict[str, str]]:
    """Return the rows of a bundled query as mappings; what is not bound is left out."""
    text = queries()[name].text
    answer = sparql.ask(handle.store, text, parameters=named.fill(handle, text, given))
    return [
        {column: cell.value for column, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]


def test_queries_are_at_least_fifteen() -> None:
    assert len(queries()) >= 15


@pytest.mark.parametrize("name", sorted(queries()))
def test_queries_say_what_they_answer_in_both_languages(name: str) -> None:
    danish, english = named.about(queries()[name])
    assert danish.endswith((".", "?")) and english.endswith((".", "?")) and danish != english


@pytest.mark.parametrize("name", sorted(queries()))
def test_queries_have_the_variables_they_declare(name: str) -> None:
    text = queries()[name].text
    assert {parameter.name for parameter in named.parameters(text)} <= set(sparql.variables(text))


@pytest.mark.parametrize("name", sorted(set(queries()) - {"entity"}))
def test_queries_answer_something_on_the_sample(handle: Handle, name: str) -> None:
    assert rows(handle, name)


@pytest.mark.parametrize("name", sorted(set(queries()) - {"entity", "doubtful"}))
def test_queries_repeat_no_row(handle: Handle, name: str) -> None:
    found = [tuple(sorted(row.items())) for row in rows(handle, name)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", sorted(set(queries()) - {"denied", "doubtful", "entity"}))
def test_queries_leave_denied_statements_out(handle: Handle, name: str) -> None:
    assert "Region Syddanmark deltager ikke" not in str(rows(handle, name))


def test_queries_decisions_give_council_quote_and_citation(handle: Handle) -> None:
    noted = [row for row in rows(handle, "decisions") if row["outcome"] == "noted"]
    assert noted == [
        {
            "council_name": "Udsatterådet i Region Nordjylland", "date": "2026-02-10", "number": "3",
            "item_title": "Status på Projekt Lys Vej", "outcome": "noted", "status": "decided",
            "quote": "Taget til efterretning.", "citation": "referat-nord, s. 1",
        }
    ]  # fmt: skip


def test_queries_topics_narrow_to_a_council(handle: Handle) -> None:
    found = rows(handle, "topics", "council=Udsatterådet i Region Syddanmark")
    assert [row["item_title"] for row in found] == ["Projekt Lys Vej i syd"]


def test_queries_attendance_tells_present_from_absent(handle: Handle) -> None:
    assert {(row["person_name"], row["presence"]) for row in rows(handle, "attendance")} == {
        ("Anna Lysholt Krog", "present"),
        ("Bo Tranum", "absent"),
    }


def test_queries_meetings_count_people_and_items(handle: Handle) -> None:
    found = {row["date"]: (row.get("attended"), row.get("items")) for row in rows(handle, "meetings")}
    assert found == {"2026-02-10": ("1", "1"), "2026-03-05": (None, "1")}


def test_queries_money_keeps_proposed_from_decided(handle: Handle) -> None:
    found = {(row["kroner"], row["status"], row["year"], row.get("funder_name")) for row in rows(handle, "money")}
    assert found == {("2000000", "decided", "2027", "Aalborg Kommune"), ("1000000", "proposed", "2027", None)}


def test_queries_members_give_role_and_party(handle: Handle) -> None:
    assert [(row["person_name"], row["role"], row["party_name"]) for row in rows(handle, "members")] == [
        ("Anna Lysholt Krog", "formand", "Radikale Venstre")
    ]


def test_queries_partners_hold_both_ways(handle: Handle) -> None:
    found = rows(handle, "partners", "organisation=Aalborg Kommune")
    assert [row["partner_name"] for row in found] == ["Foreningen Åben Dør"]


def test_queries_programmes_count_councils(handle: Handle) -> None:
    found = rows(handle, "programmes")
    assert (found[0]["programme_name"], found[0]["councils"], found[0]["items"]) == ("Projekt Lys Vej", "2", "2")


def test_queries_recommended_stands_beside_decided(handle: Handle) -> None:
    (row,) = rows(handle, "recommended-and-decided")
    assert (row["recommended"], row["decided"]) == ("approved", "noted")


def test_queries_undecided_leaves_out_what_is_decided(handle: Handle) -> None:
    assert [(row["status"], row["object_name"]) for row in rows(handle, "undecided")] == [
        ("proposed", "1.000.000 kr.")
    ]


def test_queries_next_meetings(handle: Handle) -> None:
    assert [(row["date"], row["council_name"]) for row in rows(handle, "next-meetings")] == [
        ("2026-04-14", "Udsatterådet i Region Nordjylland")
    ]


def test_queries_deadlines_take_a_kind(handle: Handle) -> None:
    assert [row["date"] for row in rows(handle, "deadlines", "kind=deadline")] == ["2026-12-31"]
    assert rows(handle, "deadlines", "kind=start") == []


def test_queries_figures_give_count_unit_and_date(handle: Handle) -> None:
    (row,) = rows(handle, "figures", "subject=Projekt Lys Vej")
    assert (row["approximate"], row["count"], row["unit"], row["date"]) == ("ca.", "1240", "borgere", "2025-12-31")
    assert row["quote"] == "Ved årsskiftet var ca. 1.240 borgere i forløb." and row["citation"] == "referat-nord, s. 1"


def test_queries_follow_ups_give_who_and_when(handle: Handle) -> None:
    found = {(row["who"], row["kind"], row.get("due"), row.get("occasion")) for row in rows(handle, "follow-ups")}
    assert found == {
        ("Bo Tranum", "promised", "2026-05-01", None),
        ("administrationen", "returns", None, "næste møde"),
    }


def test_queries_follow_ups_narrow_to_who(handle: Handle) -> None:
    assert [row["who"] for row in rows(handle, "follow-ups", "by=Bo Tranum")] == ["Bo Tranum"]


@pytest.mark.parametrize("name", ["follow-ups", "votes", "dissent", "earlier-decisions"])
def test_queries_of_remarks_narrow_to_a_council(handle: Handle, name: str) -> None:
    everything = rows(handle, name)
    assert rows(handle, name, "council=Udsatterådet i Region Nordjylland") == everything
    assert rows(handle, name, "council=Udsatterådet i Region Syddanmark") == []


def test_queries_votes_give_choice_and_number(handle: Handle) -> None:
    assert [(row["voter_name"], row["choice"], row.get("votes")) for row in rows(handle, "votes")] == [
        ("Radikale Venstre", "for", "4"),
        ("Anna Lysholt Krog", "abstained", None),
    ]


def test_queries_dissent_tells_its_kinds_apart(handle: Handle) -> None:
    found = {(row["what"], row["who"], row.get("time")) for row in rows(handle, "dissent")}
    assert found == {
        ("Amendment", "Radikale Venstre", None),
        ("NonParticipation", "Anna Lysholt Krog", "14.30"),
        ("Reservation", "Anna Lysholt Krog", None),
    }


def test_queries_earlier_decisions_name_the_other_body(handle: Handle) -> None:
    (row,) = rows(handle, "earlier-decisions")
    assert (row["council_name"], row["earlier_name"]) == (
        "Udsatterådet i Region Nordjylland", "Udsatterådet i Region Syddanmark",
    )  # fmt: skip
    assert (row["outcome"], row["earlier_date"]) == ("recommended", "2026-01-05")


def test_queries_decisions_know_no_earlier_ones(handle: Handle) -> None:
    assert "Udsatterådet i syd" not in str(rows(handle, "decisions"))


def test_queries_said_by_name_the_speaker(handle: Handle) -> None:
    assert [(row["speaker_name"], row["object_name"]) for row in rows(handle, "said-by")] == [
        ("Foreningen Åben Dør", "1.000.000 kr.")
    ]
    assert rows(handle, "said-by", "by=Bo Tranum") == []


def test_queries_denied_gives_the_quote(handle: Handle) -> None:
    assert [row["quote"] for row in rows(handle, "denied")] == ["Region Syddanmark deltager ikke"]


def test_queries_documents_count_their_statements(handle: Handle) -> None:
    found = {row["document_name"]: (row["kind"], int(row["claims"])) for row in rows(handle, "documents")}
    assert found["referat-nord"] == ("minutes", sum(fact.doc == "referat-nord" for fact in sample.facts()))


def test_queries_agreements_name_the_parties(handle: Handle) -> None:
    assert [(row["agreement_name"], row["party_name"]) for row in rows(handle, "agreements")] == [
        ("Sundhedsaftale 2027", "Region Nordjylland")
    ]


def test_queries_mergers_narrow_to_either_side(handle: Handle) -> None:
    assert [row["new_name"] for row in rows(handle, "mergers", "entity=Klinik Gammel")] == ["Klinik Ny"]


def test_queries_entity_tells_everything_about_it(handle: Handle) -> None:
    found = rows(handle, "entity", "entity=initiative/projekt-lys-vej")
    about = [fact for fact in sample.facts() if sample.CARE in (fact.subject, fact.object)]
    assert sorted(row["quote"] for row in found) == sorted(fact.quote for fact in about)


def test_queries_entity_without_its_parameter_says_so(handle: Handle) -> None:
    with pytest.raises(QueryError, match=r"needs entity.*--param entity="):
        rows(handle, "entity")


def test_queries_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(QueryError, match="Nearest: members"):
        named.named("member")


def test_queries_parameter_without_value_says_how(handle: Handle) -> None:
    with pytest.raises(QueryError, match="name=value"):
        named.fill(handle, "ASK {}", ["council"])


def test_queries_parameter_that_the_query_lacks_names_the_others(handle: Handle) -> None:
    with pytest.raises(QueryError, match=r"no \?who to bind. It has: o, p, s"):
        sparql.ask(handle.store, "SELECT * { ?s ?p ?o }", parameters={"who": '"x"'})


@pytest.mark.parametrize("value", ['"} . ?a ?b ?c #', "a\nb", "\\", 'x" . SERVICE <http://a.example> {} #'])
def test_queries_parameter_cannot_leave_its_string(handle: Handle, value: str) -> None:
    text = "SELECT ?x ?label WHERE { ?x rdfs:label ?label }"
    terms = named.fill(handle, text, [f"label={value}"])
    assert sparql.ask(handle.store, text, parameters=terms).rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { ?s a pkg:Council } WHERE { ?s a ?kind }",
        "SELECT (EXISTS { ?s a ?kind } AS ?x) WHERE { ?s a ?kind }",
        "ASK { ?s a ?kind }",
        "# {\nSELECT ?s { # {\n ?s a ?kind }",
    ],
)
def test_queries_bind_goes_into_the_pattern_of_every_form(handle: Handle, text: str) -> None:
    answer = sparql.ask(handle.store, text, parameters={"kind": sparql.term("pkg:Council")})
    assert answer.truth or answer.turtle or answer.rows


def test_queries_bind_refuses_the_short_construct(handle: Handle) -> None:
    with pytest.raises(QueryError, match=r"takes no --param"):
        sparql.ask(handle.store, "CONSTRUCT WHERE { ?s a ?kind }", parameters={"kind": sparql.term("pkg:Council")})


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { \\u005Cu0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE?x#>\n{ ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)BIND('>' AS ?a)SERVICE <http://127.0.0.1/> { ?s ?p ?o } BIND('' AS ?b) }",
        "PREFIX service: <http://a.example/> SELECT * { SERVICE service:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a'SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1.SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p _:b.SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p pkg:b.SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a'@da.SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX a.SERVICE: <http://127.0.0.1/> SELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p 'a'@daSERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    ],
)
def test_queries_never_ask_another_server(text: str) -> None:
    asked: list[str] = []

    class Spy:
        def query(self, text: str, **_: object) -> object:
            asked.append(text)
            raise SyntaxError("error at 1:1: expected nothing")

    with pytest.raises(QueryError):
        sparql.ask(Spy(), text)  # type: ignore[arg-type]
    assert not asked


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service WHERE { ?service a pkg:Council }",
        'SELECT ?x WHERE { ?x rdfs:label "Service" }',
        "SELECT ?x WHERE { ?x <https://example.org/service/a> ?y } # SERVICE",
        "SELECT ?x WHERE { ?x pkg:service ?y }",
    ],
)
def test_queries_may_use_the_word_service_otherwise(handle: Handle, text: str) -> None:
    sparql.ask(handle.store, text)


@pytest.mark.parametrize("text", ["INSERT DATA { <a:a> <a:b> <a:c> }", "PREFIX a: <b:> DELETE WHERE { ?s ?p ?o }",
                                  "drop all", "LOAD <file:///etc/hosts>", "CLEAR DEFAULT"])
def test_queries_that_change_the_graph_are_refused(handle: Handle, text: str) -> None:
    with pytest.raises(QueryError, match="only reads"):
        sparql.ask(handle.store, text)


@pytest.mark.parametrize("text", ["", "  \n", "# only a comment"])
def test_queries_without_text_say_so(handle: Handle, text: str) -> None:
    with pytest.raises(QueryError, match="empty"):
        sparql.ask(handle.store, text)


def test_queries_syntax_error_names_the_line(handle: Handle) -> None:
    with pytest.raises(QueryError, match="Line 3, column"):
        sparql.ask(handle.store, "SELECT * {\n ?s ?p\n}")


def test_queries_unknown_prefix_names_the_known(handle: Handle) -> None:
    with pytest.raises(QueryError, match=r"prefix is not known.*pkg"):
        sparql.ask(handle.store, "SELECT * { ?s none:a ?o }")


def test_queries_see_all_graphs_at_once(handle: Handle) -> None:
    text = "ASK { kgid:initiative\\/projekt-lys-vej rdfs:label ?name ; pkg:fundedWith ?amount }"
    assert sparql.ask(handle.store, text).truth


def test_queries_from_keeps_to_its_graph(handle: Handle) -> None:
    text = f"ASK FROM <{sample.NOTE}> {{ ?person pkg:attended ?meeting }}"
    assert not sparql.ask(handle.store, text).truth


def test_queries_long_texts_are_read_in_linear_time() -> None:
    begun = time.perf_counter()
    for text in ("<" * 100_000, '"' * 99_999, "'''" + "a'" * 50_000, "?" * 100_000, "\\u005C" * 10_000, "a:" * 50_000):
        list(sparql._tokens(text))
    assert time.perf_counter() - begun < 5


def test_queries_memberships_on_a_day_say_since_when(tmp_path: Path) -> None:
    folder = sample.sample_build(tmp_path / "out")
    with answers.open_output(folder, as_of="2026-02-15") as opened:
        told = opened.query("memberships-on", {"person": "Anna Lysholt Krog"})
    row = {name: cell.value if cell else "" for name, cell in zip(told.columns, told.rows[0], strict=True)}
    shown = {name: row[name] for name in ("since", "first_stated", "holds_to", "last_confirmed", "certain")}
    assert shown == {"since": "", "first_stated": "2026-02-10", "holds_to": "", "last_confirmed": "2026-02-10", "certain": "true"}


def test_queries_succession_says_the_day(handle: Handle) -> None:
    found = rows(handle, "succession", "body=Region Nordjylland")
    assert found == [{"old_name": "Nordjyllands Amt", "new_name": "Region Nordjylland", "day": "2007-01-01"}]
