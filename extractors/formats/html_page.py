"""HTML: the visible text, as lines, with what is hidden left out."""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from dataclasses import dataclass, field

from extractors.formats import Extracted
from extractors.formats.clean import clean
from extractors.formats.html_tokens import RAW, tokens
from extractors.formats.text import decode
from extractors.published import META, published

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]{1,80})\s{0,9}(?:=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]{1,2000})))?")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_HIDING_STYLE = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_UNSEEN = frozenset(
    {"nav", "template", "svg", "math", "select", "datalist", "button", "object", "canvas", "audio", "video", "dialog"}
)
# Blocks that end a line, and those that stand apart by a blank line.
_LINES = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "li",
        "tr",
        "dt",
        "dd",
        "form",
        "fieldset",
        "legend",
        "figcaption",
        "caption",
        "details",
        "summary",
        "option",
        "address",
        "thead",
        "tbody",
        "tfoot",
        "hgroup",
        "search",
        "center",
        "body",
        "html",
    ]
)
_APART = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "blockquote", "pre", "figure", "hr"]
)
# A start tag that ends the open element of these names (HTML, section 13.1.2.4, optional tags).
_CLOSES: dict[str, frozenset[str]] = {
    **{name: frozenset({"p"}) for name in _LINES | _APART},
    "li": frozenset({"p", "li"}),
    "dt": frozenset({"p", "dt", "dd"}),
    "dd": frozenset({"p", "dt", "dd"}),
    "td": frozenset({"p", "td", "th"}),
    "th": frozenset({"p", "td", "th"}),
    "tr": frozenset({"p", "td", "th", "tr"}),
    "tbody": frozenset({"p", "td", "th", "tr", "thead", "tbody"}),
}
_INLINE = frozenset(
    [
        "a",
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "span",
        "font",
        "small",
        "big",
        "sub",
        "sup",
        "mark",
        "abbr",
        "cite",
        "code",
        "q",
        "label",
    ]
)
_UNSEEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden"})


def read_html(data: bytes, *, source: str) -> Extracted:
    """Return the visible text of an HTML page, its title, and the day of publication that its head states.

    Scripts, styles, navigation, forms' choices and what is hidden are left out. Nothing is fetched.

    >>> page = "<title>Referat</title><nav>Menu</nav><h1>Møde</h1><p>Godkendt&nbsp;<b>enstemmigt</b>"
    >>> extracted = read_html(page.encode(), source="a.html")
    >>> extracted.title, extracted.pages
    ('Referat', ('Møde\\n\\nGodkendt enstemmigt',))
    """
    declared = _CHARSET.search(data[:4096])
    text, notes = decode(data, source=source, declared=declared.group(1).decode("ascii") if declared else "")
    page = _Page()
    for kind, value, attributes in tokens(text):
        if kind == "text":
            page.text(html.unescape(value))
        elif kind == "start":
            page.start(value, attributes)
        elif kind == "end":
            page.end(value)
        elif kind == "title":
            page.title = page.title or " ".join(html.unescape(value).split())
        else:
            notes = (*notes, f"html: {value}")
    pages = (clean("".join(page.pieces)).strip("\n"),)
    digest = hashlib.sha256(data).hexdigest()
    return Extracted(pages, title=clean(page.title), notes=notes, sha256=digest, published=page.published)


@dataclass(slots=True)
class _Page:
    """The text as it is collected, the elements that are open, and the white space that is due."""

    pieces: list[str] = field(default_factory=list)
    title: str = ""
    published: str = ""
    open: list[tuple[str, bool]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    hidden: int = 0
    breaks: int = 0
    tabs: int = 0
    space: bool = False
    bullet: str = ""
    lists: list[int | None] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)

    def text(self, text: str) -> None:
        if self.hidden:
            return
        if self.names["pre"]:
            kept = text.rstrip()
            if kept:
                self._due()
                self.pieces.append(kept)
            self.breaks = max(self.breaks, min(text[len(kept) :].count("\n"), 2))
            return
        folded = _WHITE.sub(" ", text)
        stripped = folded.strip(" ")
        self.space = self.space or folded.startswith(" ")
        if stripped:
            self._due()
            self.pieces.append(stripped)
            self.space = folded.endswith(" ")

    def _due(self) -> None:
        if self.pieces and (self.breaks or self.tabs):
            self.pieces.append("\n" * self.breaks + "\t" * self.tabs)
        elif self.pieces and self.space:
            self.pieces.append(" ")
        if self.bullet:
            self.pieces.append(self.bullet)
        self.breaks, self.tabs, self.space, self.bullet = 0, 0, False, ""

    def start(self, name: str, attributes: str) -> None:
        self._close_for(name)
        if name in _VOID:
            if name == "meta" and not self.published:
                self.published = _published(attributes)
            if not self.hidden:
                self.breaks = min(self.breaks + (name == "br"), 2)
                self._break(name)
            return
        hides = name in _UNSEEN or name in RAW or (bool(attributes) and _hides(attributes))
        self.open.append((name, hides))
        self.names[name] += 1
        self.hidden += hides
        if self.hidden:
            return
        self._break(name)
        if name == "tr":
            self.rows.append((0, len(self.pieces)))
        elif name in ("td", "th") and self.rows:
            cells, begin = self.rows[-1]
            if cells:
                self.tabs += 1
                # The blocks of the cell before end at the TAB; the line end before the row stays.
                self.breaks = 0 if len(self.pieces) > begin else self.breaks
            self.rows[-1] = (cells + 1, begin)
        elif name in ("ul", "ol"):
            self.lists.append(_first(attributes) if name == "ol" else None)
        elif name == "li":
            number = self.lists[-1] if self.lists else None
            self.bullet = "- " if number is None else f"{number}. "
            if number is not None:
                self.lists[-1] = number + 1

    def end(self, name: str) -> None:
        if self.names[name]:
            while self.open[-1][0] != name:
                self._pop()
            self._pop()
        elif name == "p":
            self._break(name)

    def _close_for(self, name: str) -> None:
        """End the elements that a start tag ends without saying so."""
        closes = _CLOSES.get(name)
        while closes:
            depth = len(self.open)
            while depth and len(self.open) - depth < 20 and self.open[depth - 1][0] in _INLINE:
                depth -= 1
            if not depth or self.open[depth - 1][0] not in closes:
                return
            while len(self.open) >= depth:
                self._pop()

    def _pop(self) -> None:
        name, hides = self.open.pop()
        self.names[name] -= 1
        seen = not self.hidden
        self.hidden -= hides
        if not seen:
            return
        self._break(name)
        if name in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif name == "tr" and self.rows:
            self.rows.pop()
            self.tabs = 0
        elif name == "li":
            self.bullet = ""

    def _break(self, name: str) -> None:
        if self.hidden:
            return
        if name in _APART:
            inner = self.names["li"] or self.names["td"] or self.names["th"]
            self.breaks = max(self.breaks, 1 if inner else 2)
        elif name in _LINES:
            self.breaks = max(self.breaks, 1)


def _hides(attributes: str) -> bool:
    for match in _ATTRIBUTE.finditer(attributes):
        name = match.group(1).lower()
        value = match.group(2) or match.group(3) or match.group(4) or ""
        if (
            name == "hidden"
            or (name == "style" and _HIDING_STYLE.search(value))
            or (name == "role" and value.lower() == "navigation")
            or (name == "class" and not _UNSEEN_CLASSES.isdisjoint(value.split()))
        ):
            return True
    return False


def _published(attributes: str) -> str:
    """Return the day of publication that a ``meta`` element states, or the empty string."""
    values: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        value = match.group(2) or match.group(3) or match.group(4) or ""
        values.setdefault(match.group(1).lower(), html.unescape(value))
    names = (values.get(key, "").strip().lower() for key in ("property", "name", "itemprop"))
    return published(values.get("content", "")) if any(name in META for name in names) else ""


def _first(attributes: str) -> int:
    for match in _ATTRIBUTE.finditer(attributes):
        value = match.group(2) or match.group(3) or match.group(4) or ""
        if match.group(1).lower() == "start" and value.isascii() and value.isdigit() and len(value) < 7:
            return int(value)
    return 1
