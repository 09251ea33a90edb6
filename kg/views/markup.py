"""HTML from Python in which text cannot turn into markup: what is not marked as markup is escaped."""

from __future__ import annotations

import html
from collections.abc import Sequence

VOID = frozenset({"meta", "link", "input", "br"})


class Markup(str):
    """A piece of finished HTML."""

    __slots__ = ()


def text(content: str) -> Markup:
    """Return `content` as HTML.

    >>> text("<b>")
    '&lt;b&gt;'
    """
    return content if isinstance(content, Markup) else Markup(html.escape(content))


def tag(name: str, /, *children: str, **attributes: str) -> Markup:
    """Return an element; children that are no markup are escaped, ``class_`` and ``for_`` lose their underscore.

    >>> tag("p", "a < b", class_="x"), tag("br")
    ('<p class="x">a &lt; b</p>', '<br>')
    """
    inside = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"' for key, value in attributes.items()
    )
    if name in VOID:
        return Markup(f"<{name}{inside}>")
    return Markup(f"<{name}{inside}>{''.join(text(child) for child in children)}</{name}>")


def join(*parts: str) -> Markup:
    """Return parts after one another.

    >>> join("&", tag("i", "x"))
    '&amp;<i>x</i>'
    """
    return Markup("".join(text(part) for part in parts))


def both(da: str, en: str) -> Markup:
    """Return a text in Danish and English, of which the reader sees the one chosen.

    >>> both("år", "år")
    'år'
    """
    if da == en:
        return text(da)
    return join(tag("span", da, class_="da", lang="da"), tag("span", en, class_="en", lang="en"))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], **attributes: str) -> Markup:
    """Return a table with one row of headings.

    >>> table(["a"], [["1"]])[:55]
    '<div class="wide"><table><thead><tr><th scope="col">a</'
    """
    head = tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in heads)))
    body = tag("tbody", *(tag("tr", *(tag("td", cell) for cell in row)) for row in rows))
    return tag("div", tag("table", head, body, **attributes), class_="wide")
