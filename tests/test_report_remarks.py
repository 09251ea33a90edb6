"""The report's chapters of follow-ups and figures, what stands beside an outcome, open items, and sources that err."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from remarks_sample import RECOMMENDED, left_open, notes, worded
from test_report import chapter, outline
from views_sample import HOSTILE, ledger, sample, tables

from extractors.records import Configuration
from kg.views import texts
from kg.views.remarks import ballots
from kg.views.report import report_of


def render(*, persons: str = "public", backwards: bool = False, rows: dict[str, object] | None = None) -> str:
    entities, _, sources = sample()
    step = -1 if backwards else 1
    record = {**ledger(), "without_decision": [left_open()], **(rows or {})}
    return report_of(
        entities[::step], worded()[::step], sources[::step], record, tables(), notes=notes()[::step],
        configuration=Configuration(persons=persons),
    )  # fmt: skip


@pytest.fixture(scope="module")
def report() -> str:
    return render()


def articles(content: str) -> dict[str, str]:
    """Return the articles of a chapter by their headings, without the markup."""
    found = re.findall(r"<article><h3>(.*?)</h3>(.*?)</article>", content, re.S)
    return {plain(head): body for head, body in found}


def plain(markup: str) -> str:
    danish = re.sub(r'<span class="en" lang="en">.*?</span>', "", markup, flags=re.S)
    return " ".join(re.sub(r"<[^>]*>", "", danish).split())


def item(report: str) -> str:
    """Return the first item of the first meeting in the chapter of decisions."""
    (content,) = [body for head, body in articles(chapter(report, "beslutninger")).items()
                  if "Nordjylland, 20. januar" in head]  # fmt: skip
    return content.partition("<li>")[2].partition("<li>")[0]


def test_report_remarks_leave_it_whole(report: str) -> None:
    parsed = outline(report)
    assert parsed.fetched == ["data:,"] and len(parsed.ids) == len(set(parsed.ids))
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)


def test_report_remarks_keep_hostile_words_as_text(report: str) -> None:
    assert HOSTILE not in report and "<b>planen</b>" not in report and "<i>følger</i>" not in report
    assert "&lt;b&gt;planen&lt;/b&gt;" in report and not {"img", "b", "i"} & set(outline(report).tags)


def test_report_remarks_are_the_same_in_any_order(report: str) -> None:
    assert render(backwards=True) == report


def test_report_tells_who_is_to_do_what_by_when(report: str) -> None:
    found = articles(chapter(report, "opfoelgning"))
    assert list(found) == ["Udsatterådet i Region Midtjylland, 21. januar 2026",
                           "Udsatterådet i Region Nordjylland, 20. januar 2026"]  # fmt: skip
    north = plain(found["Udsatterådet i Region Nordjylland, 20. januar 2026"])
    assert "administrationen – har sagt det til · tid: 1. maj 2026 · punkt 1:" in north
    assert "ikke anført, hvem – vender tilbage · tid: næste møde · punkt 2:" in north
    assert "»Administrationen sender et notat inden 1. maj 2026.«" in north and "besluttet" in north
    assert "Asger Testrup – har sagt det til · tid ikke anført" in plain(found["Udsatterådet i Region Midtjylland, 21. januar 2026"])


def test_report_marks_follow_ups_of_a_draft(report: str) -> None:
    assert 'class="badge unsettled"' in articles(chapter(report, "opfoelgning"))["Udsatterådet i Region Midtjylland, 21. januar 2026"]


def test_report_leaves_remarks_by_private_people_out(report: str) -> None:
    assert "Mille Hemmelig" not in report
    assert "Mille Hemmelig skriver et brev" in render(persons="all")


def test_report_tells_figures_by_what_they_are_of(report: str) -> None:
    found = articles(chapter(report, "tal"))
    assert list(found) == ["Gadeplansteamet Indsats", "Psykiatriplan 2030 Plan eller strategi"]
    team = plain(found["Gadeplansteamet Indsats"])
    assert team.count("407 borgere · 31. december 2025") == 1 and "Der var 407 borgere." in team
    assert "ca. 12.000" in plain(found["Psykiatriplan 2030 Plan eller strategi"])


def test_report_marks_figures_that_are_only_proposed(report: str) -> None:
    assert re.search(r"16</strong> pladser.*?badge proposed", chapter(report, "tal"), re.S)


def test_report_statements_of_remarks_carry_quote_and_citation(report: str) -> None:
    for anchor in ("beslutninger", "opfoelgning", "tal"):
        content = chapter(report, anchor)
        claims = re.findall(r'<p class="claim">.*?(?=<p class="claim">|\Z)', content, re.S)
        assert claims and all("<blockquote" in one and 'class="cite"' in one for one in claims)


def test_report_approval_of_a_briefing_is_no_approval(report: str) -> None:
    words = plain(item(report))
    assert "Ad 2: tiltrådt (orientering)" in words and "godkendt" not in words
    assert "adopted (briefing only)" in item(report)


def test_report_tells_wording_addition_and_recommendation(report: str) -> None:
    words = plain(item(report))
    assert "ordlyd: Tiltrådt &lt;/script&gt;" in words and "tilføjelse: idet rådet" in words
    assert f"svarer på indstillingen: {RECOMMENDED.replace('<', '&lt;').replace('>', '&gt;')}" in words


def test_report_tells_votes_in_one_line(report: str) -> None:
    assert "Stemmer: For: Socialdemokratiet (3) · Imod: Venstre (2) · Stemte ikke: Asger Testrup (1)" in plain(item(report))


def test_report_quotes_every_vote_of_a_ballot_above_its_place(report: str) -> None:
    _, _, votes = item(report).partition("Stemmer:")
    votes = votes.partition('<p class="claim">')[0]
    assert votes.count("<blockquote") == 3 and votes.count('class="cite"') == 1


def test_report_mixes_no_two_ballots(report: str) -> None:
    entities, _, sources = sample()
    told = [n for n in notes() if n.remark == "vote"]
    again = [replace(n, id=n.id + "-2", start=n.start + 100, end=n.end + 100, details=(("choice", "against"), ("votes", "9")))
             for n in told[:2]]  # fmt: skip
    assert [len(ballot) for ballot in ballots([*again, *told])] == [3, 2]
    words = plain(chapter(report_of(entities, worded(), sources, {}, {}, notes=[*again, *told],
                                        configuration=Configuration()), "beslutninger"))  # fmt: skip
    assert "For: Socialdemokratiet (3) · Imod: Venstre (2) · Stemte ikke: Asger Testrup (1)" in words
    assert "Stemmer: Imod: Socialdemokratiet (9), Venstre (9)" in words


def test_report_takes_a_choice_told_anew_and_a_far_vote_for_another_ballot() -> None:
    one, two, three = (n for n in notes() if n.remark == "vote")
    anew = replace(three, start=two.start + 1, end=two.end + 1, details=(("choice", "for"),))
    far = replace(three, start=two.end + 700, end=two.end + 720)
    assert [len(ballot) for ballot in ballots((one, two, anew))] == [2, 1]
    assert [len(ballot) for ballot in ballots((one, two, far))] == [2, 1]


def test_report_tells_dissent_beside_the_outcome(report: str) -> None:
    outcome, _, beside = item(report).partition('<div class="beside">')
    words = plain(beside)
    assert "Ændringsforslag fra: Venstre foreslået" in words and "Forbehold eller mindretal: Venstre" in words
    assert "Ikke med under hele punktet: Asger Testrup, kl. 14.30" in words and "forbehold" not in outcome


def test_report_keeps_earlier_decisions_from_the_outcome(report: str) -> None:
    outcome, _, beside = item(report).partition('<div class="beside">')
    assert "Psykiatri- og socialudvalget i Region Nordjylland 9. december 2025: anbefalet»Udvalget" in plain(beside)
    assert "ikke dette udfald" in plain(beside) and "anbefalet" not in plain(outcome)


def test_report_names_items_without_a_decision(report: str) -> None:
    content = chapter(report, "beslutninger")
    assert content.count("ingen beslutning anført") == 1 and "no decision stated" in content
    assert "punkt 2, s. 3" in content and "»Punktet blev taget op.«" in content
    assert re.findall(r"Punkt (\d): ", content) == ["1", "2", "3", "4"] * 5


def test_report_item_with_remarks_alone_says_that_no_outcome_was_found() -> None:
    report = report_of(sample()[0], (), sample()[2], {}, {}, notes=notes(), configuration=Configuration())
    assert "intet udfald fundet" in chapter(report, "beslutninger")


def test_report_rows_of_a_strange_ledger_are_left_alone() -> None:
    rows: dict[str, object] = {"without_decision": ["x", {}, {"item": "nowhere"}, None]}
    assert "ingen beslutning anført" not in render(rows=rows)


def test_report_names_sources_that_err_apart() -> None:
    problems = [{"code": code, "text": f"Fejl {code}", "page": 3, "line": 80} for code in texts.SOURCE_ERRORS]
    row = {"path": "a.pdf", "read": True, "doc": "a", "problems": [*problems, {"code": "layout", "text": "To spalter"}]}
    found = articles(chapter(render(rows={"inputs": [row]}), "usikkert"))
    errors = found["Kilder, der fejler"]
    assert all(f"Fejl {code}" in errors and da in errors and en in errors for code, (da, en) in texts.SOURCE_ERRORS.items())
    assert errors.count("a, s. 3") == len(problems) and "To spalter" not in errors
    assert "To spalter" in found["Bemærket under læsningen"] and "Fejl" not in found["Bemærket under læsningen"]
    assert 'class="en" lang="en">Sources that err<' in chapter(render(rows={"inputs": [row]}), "usikkert")


def test_report_says_where_there_is_nothing_to_follow_up_or_count() -> None:
    report = report_of((), (), (), {}, {}, configuration=Configuration())
    assert "aftaler ingen opfølgning" in report and "tæller intet" in report
