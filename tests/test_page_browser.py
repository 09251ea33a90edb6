"""The interactive page in a real browser: no request but the file, no error, and what a reader does works."""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from views_sample import HOSTILE, ledger, sample, tables

from extractors.records import Configuration
from kg.views.page import page_of
from kg.views.report import report_of

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (extra `dev`).")
if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

ARGUMENTS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium.")
    with playwright_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("views")
    configuration = Configuration()
    (made / "graph.html").write_text(page_of(*sample(), configuration=configuration), encoding="utf-8")
    (made / "empty.html").write_text(page_of((), (), (), configuration=configuration), encoding="utf-8")
    totals = {"documents": 1500, "entities": 54_679, "facts": 102_100}
    part = page_of(*sample(), configuration=configuration, totals=totals)
    (made / "part.html").write_text(part, encoding="utf-8")
    report = report_of(*sample(), ledger(), tables(), configuration=configuration)
    (made / "report.html").write_text(report, encoding="utf-8")
    return made


class Opened:
    """A page with what it asked for and complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self.dismiss)
        page.route(re.compile(r"^(?!file:)"), lambda route: route.abort())
        page.goto(address)

    def dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def status(self) -> str:
        return self.page.locator("#status").inner_text()

    def drawn(self) -> int:
        found = re.search(r"Viser (\d+) navne", self.status())
        return int(found[1]) if found else 0

    def pixels(self) -> int:
        counted: Any = self.page.evaluate(
            "() => { const c = document.querySelector('#graph canvas'); const d = c.getContext('2d')"
            ".getImageData(0, 0, c.width, c.height).data; let n = 0; for (let i = 3; i < d.length; i += 4)"
            " if (d[i] && (d[i - 1] < 200 || d[i - 3] < 200)) n += 1; return n; }"
        )
        return int(counted)


@pytest.fixture
def graph(browser: Browser, folder: Path) -> Iterator[Opened]:
    yield from _open(browser, (folder / "graph.html").as_uri())


def _open(browser: Browser, address: str, *, width: int = 1400, height: int = 900) -> Iterator[Opened]:
    page = browser.new_page(viewport={"width": width, "height": height})
    opened = Opened(page, address)
    page.wait_for_selector("html[data-ready=true]", timeout=20_000)
    yield opened
    assert opened.complaints == []
    assert opened.requests == [address.partition("#")[0]]
    page.close()


def centre(opened: Opened) -> tuple[float, float]:
    box = opened.page.locator("#graph").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def search(opened: Opened, words: str) -> None:
    opened.page.fill("#search", words)
    opened.page.keyboard.press("Enter")


def test_page_draws_in_the_browser_what_the_build_chose(graph: Opened) -> None:
    first = graph.page.evaluate("JSON.parse(document.getElementById('data').textContent).first.length")
    assert graph.drawn() == first == 55
    graph.page.wait_for_timeout(200)
    assert graph.pixels() > 3000


def test_page_search_finds_by_keyboard_and_shows_the_quote(graph: Opened) -> None:
    page = graph.page
    page.fill("#search", "psykiatriplan")
    assert page.locator("#suggestions [role=option]").count() == 2
    page.keyboard.press("ArrowDown")
    assert page.locator("#suggestions [aria-selected=true]").inner_text().startswith("Psykiatriplan 2030")
    page.keyboard.press("Enter")
    details = page.locator("#details")
    assert details.locator("h2").inner_text() == "Psykiatriplan 2030"
    assert "»Planen skal være gennemført ved udgangen af 2027.«" in details.inner_text()
    assert "Notat om psykiatri i regionerne, s. 2" in details.inner_text()
    assert page.locator("#suggestions").is_hidden()


def test_page_search_says_when_nothing_is_found(graph: Opened) -> None:
    graph.page.fill("#search", "xyzzy")
    assert "Intet navn ligner »xyzzy«." in graph.page.locator("#suggestions").inner_text()


def test_page_click_on_a_node_shows_its_quotes(graph: Opened) -> None:
    search(graph, "Region Midtjylland")
    graph.page.wait_for_timeout(600)
    graph.page.locator("#graph").press("Escape")
    assert graph.page.locator("#details h2").count() == 0
    x, y = centre(graph)
    graph.page.mouse.click(x, y)
    details = graph.page.locator("#details")
    assert details.locator("h2").inner_text() == "Region Midtjylland"
    assert details.locator("blockquote").count() > 0 and details.locator(".cite").count() > 0


def test_page_click_on_a_line_shows_its_quotes(graph: Opened) -> None:
    search(graph, "sundhedsloven")
    graph.page.wait_for_timeout(600)
    x, y = centre(graph)
    heading = graph.page.locator("#details h2")
    wanted = {"Sundhedsloven og Sundhedsreformen", "Sundhedsreformen og Sundhedsloven"}
    for n in range(90):
        graph.page.mouse.click(x + 55 * math.cos(2 * math.pi * n / 90), y + 55 * math.sin(2 * math.pi * n / 90))
        if heading.count() and heading.inner_text() in wanted:
            break
    assert heading.inner_text() in wanted
    assert "Loven ændres som led i reformen." in graph.page.locator("#details blockquote").inner_text()
    assert graph.page.locator("#details .badge").inner_text() == "foreslået"


def test_page_type_filter_changes_what_is_drawn(graph: Opened) -> None:
    page = graph.page
    before = graph.drawn()
    page.locator("#types input[value=PERSON]").check()
    page.locator("#types input[value=MEETING]").check()
    assert graph.drawn() > before
    page.locator("#types input[value=PLAN]").uncheck()
    page.locator("#reset").click()
    assert graph.drawn() == before


def test_page_predicate_and_status_filters_take_links_away(graph: Opened) -> None:
    page = graph.page

    def links() -> int:
        found = re.search(r"(\d+) forbindelser", graph.status())
        return int(found[1]) if found else 0

    before = links()
    page.locator(".more summary").nth(0).click()
    page.locator("#predicates input[value=dealt_with]").uncheck()
    fewer = links()
    page.locator(".more summary").nth(1).click()
    page.locator("#statuses input[value=proposed]").uncheck()
    assert before > fewer > links()


def test_page_limit_says_how_many_are_hidden(graph: Opened) -> None:
    for kind in ("PERSON", "MEETING", "AGENDA_ITEM", "AMOUNT", "DATE"):
        graph.page.locator(f"#types input[value={kind}]").check()
    graph.page.select_option("#limit", "100")
    assert graph.drawn() == 100 and re.search(r"\d+ mindre forbundne navne er skjult", graph.status())


def test_page_draws_what_is_only_named_when_asked(graph: Opened) -> None:
    assert "7 råd og programmer, der kun er nævnt, står i listen" in graph.status()
    graph.page.locator("#loose").check()
    assert graph.drawn() == 62 and "kun nævnt" not in graph.status()
    graph.page.locator("#reset").click()
    assert graph.drawn() == 55 and graph.page.locator("#list .loose .link").count() == 7


def test_page_says_when_the_filters_leave_nothing(graph: Opened) -> None:
    boxes = graph.page.locator("#types input:checked")
    while boxes.count():
        boxes.first.uncheck()
    assert "Intet passer til filtrene" in graph.page.locator("#empty").inner_text()
    graph.page.locator("#empty button").click()
    assert graph.drawn() == 55


def test_page_search_brings_in_what_is_switched_off(graph: Opened) -> None:
    search(graph, "30 mio")
    assert graph.drawn() > 55
    text = graph.page.locator("#details").inner_text()
    assert "Penge: foreslået, ikke bevilget" in text and "Beløbet er foreslået, ikke bevilget." in text


def test_page_shows_hostile_names_as_text(graph: Opened) -> None:
    search(graph, "onerror")
    assert graph.page.locator("#details h2").inner_text() == HOSTILE
    assert graph.page.locator("img").count() == 0


def test_page_links_only_to_web_addresses(graph: Opened) -> None:
    page = graph.page
    search(graph, "Udsatterådet i Region Hovedstaden")
    links: Any = page.eval_on_selector_all("#details a[target]", "found => found.map(a => a.href)")
    assert links and all(link.startswith("https://") for link in links)
    search(graph, "Psykiatriplan 2030")
    assert (
        page.locator("#details a[target]").last.get_attribute("href") == "https://www.rm.dk/notat-psykiatri.pdf#page=2"
    )


def test_page_speaks_english(graph: Opened) -> None:
    graph.page.locator("[data-lang=en]").click()
    assert graph.page.locator("h1").inner_text().startswith("Who deals with what")
    assert graph.status().startswith("Showing 55 names")
    assert graph.page.evaluate("document.documentElement.lang") == "en"


def test_page_list_holds_every_drawn_node_for_the_keyboard(graph: Opened) -> None:
    page = graph.page
    page.locator("#tab-details").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#list").is_visible() and page.locator("#list .names:not(.loose) .link").count() == graph.drawn()
    page.locator("#list .link").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#details h2").is_visible()


def test_page_address_opens_a_name(browser: Browser, folder: Path) -> None:
    for opened in _open(browser, (folder / "graph.html").as_uri() + "#plan/psykiatriplan-2030"):
        assert opened.page.locator("#details h2").inner_text() == "Psykiatriplan 2030"


def test_page_fits_a_telephone(browser: Browser, folder: Path) -> None:
    for opened in _open(browser, (folder / "graph.html").as_uri(), width=420, height=800):
        page = opened.page
        assert page.evaluate("document.documentElement.scrollWidth") <= 420
        box = page.locator("#graph").bounding_box()
        assert box and box["height"] > 300
        assert not page.evaluate("document.getElementById('drawer').open")


def test_page_stands_empty(browser: Browser, folder: Path) -> None:
    for opened in _open(browser, (folder / "empty.html").as_uri()):
        assert "Der er ingen udsagn at vise" in opened.page.locator("#empty").inner_text()


def test_report_opens_without_requests_and_changes_language(browser: Browser, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 420, "height": 800})
    opened = Opened(page, (folder / "report.html").as_uri())
    assert page.locator("h1 .da").is_visible() and page.locator("h1 .en").is_hidden()
    page.locator("label[for=en]").click()
    assert page.locator("h1 .en").is_visible() and page.locator("h1 .da").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    assert opened.complaints == [] and len(opened.requests) == 1
    page.close()


def test_browser_a_page_of_a_part_says_so(browser: Browser, folder: Path) -> None:
    for opened in _open(browser, (folder / "part.html").as_uri()):
        head = opened.page.locator(".mast").inner_text()
        assert "54.679 navne" in head and "102.100 udsagn" in head and "kg show" in head
        opened.page.fill("#search", "udsatterådet")
        rest = opened.page.locator("#suggestions .rest").inner_text()
        assert re.search(r"54\.\d{3} navne er ikke på siden", rest) and "udsatterådet" in rest
        opened.page.click("[data-lang=en]")
        assert "There is room here for" in opened.page.locator("#rest").inner_text()


def test_browser_a_whole_page_says_nothing_of_a_rest(graph: Opened) -> None:
    graph.page.fill("#search", "udsatterådet")
    assert graph.page.locator("#suggestions li").count() > 0
    assert not graph.page.locator("#rest").is_visible() and graph.page.locator("#suggestions .rest").count() == 0
