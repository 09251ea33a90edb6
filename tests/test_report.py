"""The report as text: every statement with quote and citation, money kept apart, nothing fetched, nothing run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from views_sample import HOSTILE, ledger, sample, tables

from extractors.records import Configuration
from kg.views.report import report_of


class Outline(HTMLParser):
    """Collects ids, links, fetched addresses and tags, and the balance of open and closed ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values: Mapping[str, str | None] = dict(attrs)
        self.tags.append(tag)
        if tag not in {"meta", "link", "input", "br"}:
            self.open.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a":
            self.links.append(str(values.get("href")))
        self.fetched += [str(v) for k, v in attrs if k in {"src", "srcset"} or (k == "href" and tag != "a")]
        assert not [k for k, _ in attrs if k.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def report() -> str:
    return report_of(*sample(), ledger(), tables(), configuration=Configuration())


def outline(report: str) -> Outline:
    parser = Outline()
    parser.feed(report)
    assert parser.open == []
    return parser


def chapter(report: str, anchor: str) -> str:
    found = re.search(rf'<section id="{anchor}">(.*?)</section>', report, re.S)
    assert found
    return found[1]


def test_report_is_whole_and_fetches_nothing(report: str) -> None:
    parsed = outline(report)
    assert parsed.fetched == ["data:,"] and "script" not in parsed.tags
    style = "".join(re.findall(r"<style>(.*?)</style>", report, re.S))
    assert "@import" not in style and "url(" not in style and "default-src &#x27;none&#x27;" in report


def test_report_links_lead_somewhere(report: str) -> None:
    parsed = outline(report)
    inner = {link[1:] for link in parsed.links if link.startswith("#")}
    assert len(parsed.ids) == len(set(parsed.ids)) and inner <= set(parsed.ids)
    assert all(link.startswith(("#", "https://", "graph.html")) for link in parsed.links)


def test_report_keeps_hostile_names_as_text(report: str) -> None:
    assert HOSTILE not in report and "&lt;/script&gt;&lt;img src=x" in report
    assert "img" not in outline(report).tags


def test_report_is_the_same_for_any_order_of_records(report: str) -> None:
    entities, facts, sources = sample()
    again = report_of(entities[::-1], facts[::-1], sources[::-1], ledger(), tables(), configuration=Configuration())
    assert again == report


def test_report_names_what_was_not_read_and_why(report: str) -> None:
    read = chapter(report, "laest")
    assert "skannet.pdf" in read and "skannede sider uden tekst" in read and "Use --ocr." in read
    assert "Bilag 2: Økonomi" in read


def test_report_keeps_granted_and_proposed_money_apart(report: str) -> None:
    parts = re.findall(r'<article class="money (\w+)">(.*?)</article>', chapter(report, "penge"), re.S)
    sums = {bucket: re.findall(r'class="amount">([^<]*)<', content) for bucket, content in parts}
    assert sums == {
        "decided": ["2.000.000 kr.", "12.500.000 kr."],
        "stated": ["800.000 kr."],
        "proposed": ["30.000.000 kr.", "2.000.000 kr."],
        "expected": ["4.000.000 kr."],
    }


def test_report_adds_no_sums(report: str) -> None:
    money = chapter(report, "penge")
    assert "15.300.000" not in money and "32.000.000" not in money


def test_report_statements_carry_quote_and_citation(report: str) -> None:
    for anchor in ("raad", "programmer", "beslutninger", "penge", "datoer", "personer"):
        content = chapter(report, anchor)
        assert content.count('class="claim"') == content.count("<blockquote") == content.count('class="cite"') > 0


def test_report_tells_decisions_by_meeting_in_order_of_items(report: str) -> None:
    content = chapter(report, "beslutninger")
    assert len(re.findall("<h3>", content)) == 5
    assert re.findall(r"Punkt (\d): ", content) == ["1", "2", "3", "4"] * 5


def test_report_tells_coming_meetings_from_the_newest_document(report: str) -> None:
    content = chapter(report, "datoer")
    assert "24. januar 2026" in content and content.index("14. april 2026") < content.index("31. december 2027")


def test_report_never_names_private_people() -> None:
    report = report_of(*sample(), ledger(), tables(), configuration=Configuration(persons="all"))
    assert "Mille Hemmelig" not in chapter(report, "personer")
    assert "Mille Hemmelig" not in report_of(*sample(), {}, {}, configuration=Configuration())


def test_report_shows_network_tables_in_danish(report: str) -> None:
    content = chapter(report, "netvaerk")
    assert "Råd, der forbinder mest" in content and "council/x" not in content and "Forbindelser" in content


def test_report_takes_tables_as_records_or_sequences() -> None:
    found = tables()["councils"]
    report = report_of((), (), (), {}, [found], configuration=Configuration())
    assert "Råd, der forbinder mest" in report


def test_report_names_doubts(report: str) -> None:
    content = chapter(report, "usikkert")
    assert "Udkast til referater" in content and "er ikke part i" in content
    assert "sikkerhed 0,64" in content and "To spalter" in content and "benægtes" in content


def test_report_names_contradictions() -> None:
    entities, facts, sources = sample()
    fact = next(f for f in facts if f.predicate == "party_to")
    other = replace(fact, claim=fact.claim + "-no", polarity="negative", quote="Regionen er ikke part i aftalen.")
    content = chapter(
        report_of(entities, (*facts, other), sources, {}, {}, configuration=Configuration()), "usikkert"
    )
    assert "modsiger hinanden" in content and "Regionen er ikke part" in content


def test_report_stands_without_anything() -> None:
    report = report_of((), (), (), {}, {}, configuration=Configuration())
    outline(report)
    assert "Intet dokument blev læst." in report


def test_report_tells_what_several_passages_say_alike_once() -> None:
    entities, facts, sources = sample()
    fact = next(f for f in facts if f.predicate == "party_to" and f.polarity == "positive")
    again = replace(fact, claim=fact.claim + "-2", citation="Et andet sted, s. 9", start=fact.start + 1)
    before = report_of(entities, facts, sources, {}, {}, configuration=Configuration())
    after = report_of(entities, (*facts, again), sources, {}, {}, configuration=Configuration())
    one, two = chapter(before, "programmer"), chapter(after, "programmer")
    assert two.count('class="claim"') == one.count('class="claim"') and "Et andet sted, s. 9" in two


def test_report_marks_what_an_agenda_says() -> None:
    entities, facts, sources = sample()
    fact = replace(next(f for f in facts if f.predicate == "discusses"), kind="agenda")
    meetings = [f for f in facts if f.predicate == "meeting_of"]
    content = chapter(
        report_of(entities, (fact, *meetings), sources, {}, {}, configuration=Configuration()), "raad"
    )
    assert "har på dagsordenen:" in content and 'class="badge unsettled"' in content


def test_report_says_roles_and_dates_as_one_says_them() -> None:
    entities, facts, sources = sample()
    fact = next(f for f in facts if f.predicate == "member_of")
    chair = replace(fact, qualifiers=(("role", "Formand"),))
    report = report_of(entities, (chair,), sources, {}, {}, configuration=Configuration())
    assert "er formand for" in chapter(report, "personer")
