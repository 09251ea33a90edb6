"""The page of a comparison: what it tells, that no document's words become markup, and how it looks in a real browser."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import diff_sample
import pytest
from answers_sample import CARE, CITY, NGO, fact

from kg.compare.diff import Diff, DocumentChange, diff
from kg.views.diff import render_diff

if TYPE_CHECKING:
    from playwright.sync_api import Page

VOID = {"meta", "link", "input", "br"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Diff:
    return diff(*diff_sample.pair(tmp_path_factory.mktemp("page")))


@pytest.fixture(scope="module")
def page(found: Diff) -> str:
    return render_diff(found)


class Reader(HTMLParser):
    """Reads a page: its elements with their attributes, its text, and whether each element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_diff_page_is_whole(page: str) -> None:
    assert Reader(page).open == [] and page.startswith('<!DOCTYPE html>\n<html lang="da">')


def test_diff_page_holds_no_script_and_asks_for_nothing(page: str) -> None:
    elements = Reader(page).elements
    assert {tag for tag, _ in elements}.isdisjoint({"script", "img", "iframe", "object", "form", "base"})
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on")]
    links = [attributes.get("href", "") for _, attributes in elements]
    assert {link.partition(":")[0] for link in links if ":" in link} == {"data", "https"}
    assert "default-src 'none'" in html.unescape(page)


def test_diff_page_shows_hostile_titles_as_they_are_written(page: str) -> None:
    assert "<script" not in page and diff_sample.HOSTILE in Reader(page).text


def test_diff_page_tells_danish_and_english_of_everything(page: str) -> None:
    counts = [len(re.findall(f'lang="{language}"><?', page)) for language in ("da", "en")]
    quotes = page.count('<blockquote lang="da">')
    assert counts[0] - quotes - 1 == counts[1] > 20  # the page itself is Danish


def test_diff_page_says_before_and_now(page: str) -> None:
    text = Reader(page).text
    assert re.search(r"Før Before Punkt 3: Status på Projekt Lys Vej – taget til efterretning .*? Nu Now Punkt 3: "
                     r"Status på Projekt Lys Vej – udsat", text)  # fmt: skip
    assert "»Der er nu afsat 3 mio. kr. i 2027.«" in text and "2.000.000 kr." in text


def test_diff_page_says_why(page: str) -> None:
    text = Reader(page).text
    assert "står i et nyt dokument" in text and "dokumentet er erstattet af et andet" in text


def test_diff_page_every_link_inside_leads_somewhere(page: str) -> None:
    elements = Reader(page).elements
    anchors = [attributes["id"] for _, attributes in elements if "id" in attributes]
    links = {attributes["href"][1:] for _, attributes in elements if attributes.get("href", "").startswith("#")}
    assert len(anchors) == len(set(anchors)) and links and links <= set(anchors)


def test_diff_page_names_the_builds_without_the_folders_they_lie_in(page: str, tmp_path: Path) -> None:
    text = Reader(page).text
    assert "oktober" in text and "november" in text and str(tmp_path.parent.parent) not in page


def test_diff_page_of_two_equal_builds_says_so(tmp_path: Path) -> None:
    folder = diff_sample.write(tmp_path / "a", [fact(NGO, "partner_of", CITY, "q")])
    text = Reader(render_diff(diff(folder, folder))).text
    assert "De samme dokumenter er i begge udgaver." in text and "1 er som før" in text


def test_diff_page_says_what_it_leaves_out(tmp_path: Path) -> None:
    a, b = diff_sample.pair(tmp_path)
    text = Reader(render_diff(diff(a, b, limit=3))).text
    assert "6 af 9 ændringer er kun talt med" in text and "mere, som ikke vises" in text


def test_diff_page_holds_no_control_characters(found: Diff) -> None:
    papers = (DocumentChange("moved", "0" * 16, "a\x1b[31m.txt", "A\x00\u202e", now="b\x9b\x7f.txt"),)
    page = render_diff(replace(found, documents=papers, before=replace(found.before, label="x/før\x1b]0;\udce6")))
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", page) == []
    assert "a[31m.txt" in page and "b.txt" in page and "før]0;" in page


def test_diff_page_lists_no_thousand_documents(found: Diff) -> None:
    many = tuple(DocumentChange("gone", f"{n:016x}", f"{n}.txt", "") for n in range(1000))
    page = render_diff(replace(found, documents=many))
    assert page.count('class="change gone"') == 202 and "Og 800 mere, som ikke vises." in page


def test_diff_page_is_the_same_every_time(tmp_path: Path) -> None:
    a, b = diff_sample.pair(tmp_path)
    assert render_diff(diff(a, b)) == render_diff(diff(a, b))


def test_diff_page_tells_one_from_many(tmp_path: Path) -> None:
    a = diff_sample.write(tmp_path / "a", [])
    b = diff_sample.write(tmp_path / "b", [fact(NGO, "partner_of", CITY, "q"), fact(NGO, "responsible_for", CARE, "r")])
    assert "2 nye udsagn" in Reader(render_diff(diff(a, b))).text


@pytest.fixture(scope="module")
def browser_page(page: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (extra `test`).")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium.")
    file = tmp_path_factory.mktemp("browser") / "diff.html"
    file.write_text(page, encoding="utf-8")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=("--no-sandbox", "--headless", "--disable-gpu"))
        opened = browser.new_page(viewport={"width": 1100, "height": 900})
        asked: list[str] = []
        complaints: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("dialog", lambda dialog: complaints.append(dialog.message))
        opened.goto(file.as_uri())
        yield opened
        assert (asked, complaints) == ([file.as_uri()], [])
        browser.close()


def test_diff_page_in_a_browser_is_danish_first_and_turns_english(browser_page: Page) -> None:
    heading = browser_page.locator("h1")
    assert heading.inner_text() == "Hvad er nyt, væk eller ændret?"
    browser_page.locator("label[for=en]").click()
    assert heading.inner_text() == "What is new, gone or changed?"
    browser_page.locator("label[for=da]").click()


@pytest.mark.parametrize("width", [1100, 390])
def test_diff_page_in_a_browser_needs_no_scrolling_aside(browser_page: Page, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 900})
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


def test_diff_page_in_a_browser_puts_before_beside_now_where_there_is_room(browser_page: Page) -> None:
    def places() -> tuple[dict[str, float], dict[str, float]]:
        one, two = (browser_page.locator(f".column.{name}").first.bounding_box() for name in ("before", "now"))
        assert one and two
        return dict(one), dict(two)

    browser_page.set_viewport_size({"width": 1100, "height": 900})
    before, now = places()
    assert before["y"] == now["y"] and before["x"] + before["width"] <= now["x"]
    browser_page.set_viewport_size({"width": 390, "height": 900})
    before, now = places()
    assert before["y"] + before["height"] <= now["y"] and before["x"] == now["x"]
