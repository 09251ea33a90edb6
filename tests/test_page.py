"""The interactive page as text: what stands in it, that it is the same everywhere, and that no name becomes markup."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from remarks_sample import RECOMMENDED, worded
from views_sample import HOSTILE, sample

from extractors.records import Configuration, Entity
from kg.printing import readable
from kg.views import layout, model
from kg.views.page import drawn_first, embed, page_of

ROOT = Path(__file__).resolve().parent.parent


class Resources(HTMLParser):
    """Collects every attribute that makes a browser fetch something, and the scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fetched: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in {"src", "srcset", "data", "poster", "action", "background"} or (name == "href" and tag != "a"):
                self.fetched.append((tag, value or ""))
            if name.startswith("on"):
                self.handlers.append(name)


@pytest.fixture(scope="module")
def page() -> str:
    return page_of(*sample(), configuration=Configuration())


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


def test_page_fetches_nothing(page: str) -> None:
    parser = Resources()
    parser.feed(page)
    assert [value for _, value in parser.fetched if value and not value.startswith("data:")] == []
    style = "".join(re.findall(r"<style>(.*?)</style>", page, re.S))
    assert "@import" not in style and "url(" not in style
    assert "sourceMappingURL" not in page and "bootstrap" not in page.lower()


def test_page_policy_names_its_scripts_by_hash(page: str) -> None:
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert page.count("'sha256-") == 2
    policy = re.search(r'content="(default-src[^"]*)"', page)
    assert policy and "http" not in policy[1] and "script-src 'unsafe" not in policy[1]


def test_page_keeps_hostile_names_as_text(page: str) -> None:
    assert HOSTILE not in page and "<img" not in page.split("<script>")[0]
    parser = Resources()
    parser.feed(page)
    assert parser.tags.count("script") == 3 and parser.handlers == []
    assert HOSTILE in [node["label"] for node in data_of(page)["nodes"]]


def test_page_escapes_line_separators(page: str) -> None:
    assert "\u2028" not in page and "\\u2028" in page


def test_page_drops_addresses_that_are_no_web_pages(page: str) -> None:
    assert "javascript:alert" not in page
    assert {source["u"][:8] for source in data_of(page)["sources"]} == {"https://", ""}


def test_page_is_the_same_for_any_order_of_records(page: str) -> None:
    entities, facts, sources = sample()
    assert page_of(entities[::-1], facts[::-1], sources[::-1], configuration=Configuration()) == page


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_page_is_the_same_for_any_hash_seed(page: str, seed: str) -> None:
    code = (
        "import hashlib; from views_sample import sample; from kg.views.page import page_of;"
        "from extractors.records import Configuration;"
        "print(hashlib.sha256(page_of(*sample(), configuration=Configuration()).encode()).hexdigest())"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_page_leaves_out_private_people(page: str) -> None:
    assert "Mille Hemmelig" not in page
    assert "Mille Hemmelig" in page_of(*sample(), configuration=Configuration(persons="all"))


def test_page_derives_which_council_dealt_with_what(page: str) -> None:
    data = data_of(page)
    derived = [fact for fact in data["facts"] if fact["p"] == "dealt_with"]
    assert len(derived) == 20
    assert {data["nodes"][fact["s"]]["group"] for fact in derived} == {"COUNCIL"}
    assert all(data["texts"][fact["q"]] for fact in derived)


def test_page_ties_nothing_with_a_negated_statement(page: str) -> None:
    data = data_of(page)
    negated = [i for i, fact in enumerate(data["facts"]) if fact.get("n")]
    assert negated and not set(negated) & {f for edge in data["edges"] for f in edge["facts"]}


def test_page_marks_proposed_sums(page: str) -> None:
    marks = {node["label"]: node.get("mark") for node in data_of(page)["nodes"] if node["group"] == "AMOUNT"}
    assert marks == {
        "12,5 mio. kr.": None,
        "30 mio. kr.": "proposed",
        "4 mio. kr.": "expected",
        "800.000 kr.": None,
        "2 mio. kr.": "mixed",
    }


def test_page_holds_every_quote_once(page: str) -> None:
    quotes = data_of(page)["texts"]
    assert len(quotes) == len(set(quotes))
    assert {readable(fact.quote) for fact in model.shown(*sample()[:2], configuration=Configuration())[1]} <= set(quotes)


def test_page_draws_at_most_three_hundred_at_first() -> None:
    entities, facts, sources = sample()
    council = next(e for e in entities if e.type == "COUNCIL")
    many = [replace(council, id=f"{council.id}-{n:04d}", name=f"Råd {n}") for n in range(900)]
    plan = next(e.id for e in entities if e.type == "PLAN")
    fact = next(f for f in facts if f.predicate == "party_to")
    ties = [replace(fact, subject=e.id, object=plan, claim=f"{fact.claim}-{e.id}") for e in many]
    data = data_of(page_of((*entities, *many), (*facts, *ties), sources, configuration=Configuration()))
    assert len(data["first"]) == 300 and len(data["nodes"]) == 1020
    names = {data["nodes"][i]["label"] for i in data["first"]}
    assert "Udsatterådet i Region Midtjylland" in names


def named(type_name: str, name: str) -> Entity:
    return Entity(id=name, type=type_name, name=name, aliases=(), local=(), key=name)


def test_page_draws_only_organisations_tied_to_councils_and_programmes() -> None:
    entities = [named("COUNCIL", "Rådet"), named("PLAN", "Planen"), named("PARTY", "Partiet"), named("PROVIDER", "Klinik")]
    assert set(drawn_first(entities, {(0, 1): [0]})) == {0, 1}
    assert set(drawn_first(entities, {(0, 1): [0], (1, 2): [1]})) == {0, 1, 2}


def test_page_leaves_out_first_what_only_belongs_somewhere() -> None:
    entities = [named("COUNCIL", "A"), named("COUNCIL", "B"), named("PLAN", "C"), named("REGION", "R")]
    links = {(0, 2): [0], (0, 3): [1], (1, 3): [2]}
    assert set(drawn_first(entities, links, weak={(0, 3), (1, 3)})) == {0, 2, 3}


def test_page_calls_a_meeting_by_its_day_in_words() -> None:
    meeting = replace(named("MEETING", "Rådet 2026-03-12"), value="2026-03-12")
    assert data_of(page_of((meeting,), (), (), configuration=Configuration()))["nodes"][0]["label"] == (
        "Rådet, 12. marts 2026"
    )


def test_page_stands_without_any_facts() -> None:
    page = page_of((), (), (), configuration=Configuration())
    data = data_of(page)
    assert data["nodes"] == data["facts"] == [] and "</html>" in page


def test_page_survives_facts_of_unknown_things() -> None:
    entities, facts, sources = sample()
    stray = replace(facts[0], object="https://example.org/none")
    other = replace(facts[0], document="https://example.org/no-document", said_by="en ukendt")
    data = data_of(page_of(entities, (stray, other), sources, configuration=Configuration()))
    assert [fact for fact in data["facts"] if not fact.get("x")] == [
        fact for fact in data["facts"] if not fact.get("x") and "d" not in fact
    ]
    assert len([fact for fact in data["facts"] if not fact.get("x")]) == 1


def test_page_embed_escapes_what_ends_a_script() -> None:
    assert embed({"a": "</script>&\u2029"}) == '{"a":"\\u003c/script\\u003e\\u0026\\u2029"}'


def test_layout_places_no_two_nodes_alike() -> None:
    points = layout.place(400, [(i, i // 7) for i in range(1, 400)], core=range(150))
    assert len(set(points)) == 400


def test_layout_is_whole_numbers_that_do_not_move() -> None:
    points = layout.place(12, [(0, i) for i in range(1, 8)] + [(8, 9)])
    assert hashlib.sha256(repr(points).encode()).hexdigest()[:12] == "00eda5a6ef6f"


def test_layout_puts_neighbours_closer_than_strangers() -> None:
    links = [(a, b) for a in range(5) for b in range(a)] + [(a, b) for a in range(5, 10) for b in range(5, a)]
    points = layout.place(10, links)

    def apart(a: int, b: int) -> float:
        return float(((points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2) ** 0.5)

    near = [apart(a, b) for a, b in links]
    far = [apart(a, b) for a in range(5) for b in range(5, 10)]
    assert sum(near) / len(near) < sum(far) / len(far)


def test_model_item_belongs_to_the_only_meeting_of_its_document() -> None:
    entities, _, _ = sample()
    without = tuple(replace(e, owner="") if e.type == "AGENDA_ITEM" else e for e in entities)
    assert model.meetings_of_items(without) == model.meetings_of_items(entities)


def test_page_tells_what_an_adoption_was_of_and_says_no_quote_twice() -> None:
    entities, _, sources = sample()
    page = page_of(entities, worded(), sources, configuration=Configuration())
    data = data_of(page)
    (row,) = [row for row in data["facts"] if row["p"] == "decision" and len(row.get("ql", ())) > 1]
    assert dict(row["ql"]) == {"matter": "orientation", "point": "2", "recommendation": RECOMMENDED}
    assert data["said"]["matter"]["orientation"] == ["orientering", "briefing"]
    assert HOSTILE not in page and "<b>planen</b>" not in page
