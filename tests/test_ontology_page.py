"""The ontology to read, docs/ontology.html: up to date, whole, the same each time, and harmless whatever stands in the Turtle."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Literal

import pytest

from ontology import data, terms

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "ontology.html"
VOID = {"meta"}
HOSTILE = '<script>alert(1)</script>"\'&'


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_ontology", ROOT / "docs" / "make_ontology.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Page(HTMLParser):
    """What stands in a page: tags, ids, links; and whether the tags close in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in VOID and tag != "br":
            self.open.append(tag)
        for name, value in attributes:
            self.attributes.add(name)
            if name == "id":
                self.ids[str(value)] += 1
            elif name == "href":
                self.links.add(str(value))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def texts() -> tuple[str, str, str]:
    style = (ROOT / "docs" / "ontology.css").read_text(encoding="utf-8")
    return data("policy.ttl").read_text(encoding="utf-8"), data("shapes.ttl").read_text(encoding="utf-8"), style


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(PAGE.read_text(encoding="utf-8"))


def test_ontology_page_is_made_of_what_stands_there(maker: ModuleType) -> None:
    made = maker.render(*texts())
    assert made == PAGE.read_text(encoding="utf-8"), "run: python docs/make_ontology.py"


def test_ontology_page_is_the_same_for_every_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, 'docs'); import hashlib, make_ontology as m\n"
        "from ontology import data\n"
        "t = [p.read_text('utf-8') for p in (data('policy.ttl'), data('shapes.ttl'), m.STYLE)]\n"
        "print(hashlib.sha256(m.render(*t).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    runs = {
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment | {"PYTHONHASHSEED": seed},
                       check=True, capture_output=True, text=True).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


def test_ontology_page_lists_every_term_once(page: Page) -> None:
    assert {name for name in page.ids if name in terms.NAMES} == terms.NAMES
    assert [name for name, times in page.ids.items() if times > 1] == []


def test_ontology_page_links_to_places_that_are_there(page: Page) -> None:
    within = {link[1:] for link in page.links if link.startswith("#")}
    assert within <= set(page.ids) and within >= terms.NAMES


def test_ontology_page_closes_what_it_opens(page: Page) -> None:
    assert page.open == []


def test_ontology_page_asks_the_network_for_nothing(page: Page) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert not page.tags.keys() & {"script", "link", "img", "iframe", "object", "embed", "base", "form", "svg", "video"}
    assert not page.attributes & {"src", "srcset", "style", "action", "data"}
    assert not re.search(r"@import|url\(|@font-face", text)
    assert "default-src 'none'" in text


def test_ontology_page_escapes_what_the_turtle_says(maker: ModuleType) -> None:
    policy, shapes, style = texts()
    in_turtle = HOSTILE.replace('"', '\\"')
    policy = policy.replace('"Et navngivet menneske."', f'"{in_turtle}"').replace('"Person"@da', f'"{in_turtle}"@da')
    policy = policy.replace("# Personer / People", f"# {HOSTILE.replace('/', '')} / People")
    shapes = shapes.replace("A person's standing is one of the six there are.", in_turtle)
    made = maker.render(policy, shapes, style)
    page = Page(made)
    assert made.count("alert(1)") > 3 and page.tags["script"] == 0 and page.open == []


def test_ontology_page_links_only_to_web_addresses(maker: ModuleType, page: Page) -> None:
    assert {link.partition(":")[0] for link in page.links if not link.startswith("#")} == {"http", "https"}
    policy, shapes, style = texts()
    policy = policy.replace("rdfs:subClassOf foaf:Person ,", "rdfs:subClassOf <javascript:alert(1)> , foaf:Person ,")
    made = Page(maker.render(policy, shapes, style))
    assert "javascript" not in {link.partition(":")[0] for link in made.links}


def test_ontology_page_says_which_shapes_hold_a_term() -> None:
    text = PAGE.read_text(encoding="utf-8")
    entry = text[text.index('<article id="fundedWith"') :].partition("</article>")[0]
    assert "<code>FundedWithSubjectShape</code>" in entry and "must be Amount." in entry


def test_ontology_page_tells_domain_range_and_inverse_in_both_languages() -> None:
    text = PAGE.read_text(encoding="utf-8")
    entry = text[text.index('<article id="meetingOf"') :].partition("</article>")[0]
    assert "er møde i" in entry and '<span lang="en">is a meeting of</span>' in entry
    assert '<a href="#Meeting">' in entry and '<a href="#Council">' in entry and "holdt mødet" in entry
    assert "besluit:isGehoudenDoor" in entry


def test_ontology_page_names_what_is_written_of_others() -> None:
    text = PAGE.read_text(encoding="utf-8")
    others = text[text.index('<section id="andres"') :]
    assert others.count("<code>org:ChangeEvent</code>") == 2  # written by builds, and named beside pkg:succeeds
    assert "<code>void:triples</code>" in others and "<code>besluit:Zitting</code>" in others


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_ontology_page_opens_in_a_browser(width: int, scheme: Literal["light", "dark"]) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (extra `test`).")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium.")
    requests: list[str] = []
    complaints: list[str] = []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--headless", "--disable-gpu"])
        opened = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        opened.on("request", lambda request: requests.append(request.url))
        opened.on("console", lambda message: complaints.append(message.text))
        opened.goto(PAGE.as_uri() + "#fundedWith")
        top = opened.locator("#fundedWith").bounding_box()["y"]
        too_wide = opened.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        browser.close()
    assert requests == [PAGE.as_uri()] and complaints == []
    assert 0 <= top < 800 and not too_wide
