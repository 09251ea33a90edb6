"""A tokeniser for HTML that takes any nesting, any length and any slip of the pen in linear time."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# Elements whose content is no markup.
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"})
_NAME = re.compile(r"[A-Za-z][^\s/>]{0,60}")
_QUOTE = re.compile(r"=\s{0,9}([\"'])")


def tokens(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield text, start tags (with their attributes), end tags and titles; one pass, no step back."""
    position = 0
    while position < len(text):
        opening = text.find("<", position)
        if opening < 0:
            yield "text", text[position:], ""
            return
        if opening > position:
            yield "text", text[position:opening], ""
        following = text[opening + 1 : opening + 2]
        if following.isalpha() and following.isascii():
            position, name, attributes = _start_tag(text, opening)
            if position < 0:
                yield "note", "it ends inside a tag", ""
                return
            yield "start", name, attributes
            if name in RAW and not attributes.rstrip().endswith("/"):
                content, position, closed = _raw_content(text, position, name)
                if not closed:
                    yield "note", f"it ends inside <{name}>", ""
                if name == "title":
                    yield "title", content, ""
                elif name == "xmp":
                    yield "text", html.escape(content), ""
                yield "end", name, ""
        elif following in ("/", "!", "?"):
            comment = text.startswith("<!--", opening)
            # "<!-->" is a whole comment.
            end = text.find("-->" if comment else ">", opening + (2 if comment else 1))
            if end < 0:
                yield "note", "it ends inside a comment" if comment else "it ends inside a tag", ""
                return
            if following == "/" and (found := _NAME.match(text, opening + 2)):
                yield "end", found.group().lower(), ""
            position = end + (3 if comment else 1)
        else:
            yield "text", "<", ""
            position = opening + 1


def _start_tag(text: str, opening: int) -> tuple[int, str, str]:
    """Return the position behind a start tag, its name and its attributes; -1 where it never ends."""
    found = _NAME.match(text, opening + 1)
    name = found.group().lower() if found else ""
    begin = position = opening + 1 + len(name)
    while True:
        end = text.find(">", position)
        if end < 0:
            return -1, name, ""
        # A ">" within a quoted value is no end: every quote up to here must be closed.
        quoted = _open_quote(text, position, end)
        if quoted < 0:
            return end + 1, name, text[begin:end]
        closing = text.find(text[quoted], quoted + 1)
        if closing < 0:
            # The quote is never closed: it is a slip of the pen, and the tag ends at the first ">".
            return end + 1, name, text[begin:end]
        position = closing + 1


def _open_quote(text: str, start: int, end: int) -> int:
    """Return where a quoted value opens within the range and is not closed in it, else -1."""
    position = start
    while match := _QUOTE.search(text, position, end):
        closing = text.find(match.group(1), match.end(), end)
        if closing < 0:
            return match.end() - 1
        position = closing + 1
    return -1


def _raw_content(text: str, position: int, name: str) -> tuple[str, int, bool]:
    """Return an element's raw content, the position behind its end tag, and whether it has one."""
    search = position
    while True:
        end = text.find("</", search)
        if end < 0:
            return text[position:], len(text), False
        if text[end + 2 : end + 2 + len(name)].lower() == name:
            close = text.find(">", end)
            return text[position:end], len(text) if close < 0 else close + 1, True
        search = end + 2
