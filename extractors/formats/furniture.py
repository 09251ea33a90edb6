"""Running headers, footers and page numbers: lines that come back at the edges of pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractors.records import Span

EDGE = 4
_NUMBER = re.compile(r"\d{1,6}")
_PAGE_NUMBER = re.compile(
    r"(?:side|s\.|page|pagina)\s?\d{1,4}(?:\s?(?:af|of|/|ud af)\s?\d{1,4})?"
    r"|\d{1,4}\s?/\s?\d{1,4}|[-–]\s?\d{1,4}\s?[-–]"
)
# These words open a part of the minutes, and may well stand at the top of many pages.
_CONTENT = re.compile(
    r"(?:punkt|pkt|sag|bilag|kapitel|afsnit|ad)\b.{0,3}\d|(?:beslutning|indstilling|sagsfremstilling|resum[eé]|økonomi|bilag"
    r"|fraværende|fravær|dagsorden|afbud|tilstede|til stede|tidligere beslutninger|beslutningskompetence"
    r"|kommunikation|høring|indhold|deltagere|baggrund|formål)\b.{0,2}$"
)


def find_furniture(text: str, page_starts: tuple[int, ...]) -> tuple[Span, ...]:
    r"""Return the spans of running headers, footers and page numbers, ordered by start.

    A line among the outermost of its page is furniture where the same line stands there on at least three
    pages (and a fifth of all), or on more than half of them; a number in it may count the pages. A page number
    that says so (``Side 3 af 12``, ``- 3 -``) needs no other page.

    >>> words = "Budgettet blev drøftet.", "Rådet holder pause.", "Formanden takkede."
    >>> text = "".join(f"Region Nord\n{word}\nSide {n}\n" for n, word in enumerate(words, 1))
    >>> starts = tuple(i for i in range(len(text)) if text.startswith("Region", i))
    >>> [text[s.start:s.end] for s in find_furniture(text, starts)][:3]
    ['Region Nord', 'Side 1', 'Region Nord']
    """
    if not page_starts:
        return ()
    edges = [_edges(text, start, end) for start, end in zip(page_starts, (*page_starts[1:], len(text)), strict=True)]
    pages_of: dict[tuple[str, str], set[int]] = defaultdict(set)
    for page, sides in enumerate(edges):
        for side, lines in sides.items():
            for span in lines:
                for key in _keys(text[span.start : span.end], page):
                    pages_of[side, key].add(page)
    found: set[Span] = set()
    for page, sides in enumerate(edges):
        for side, lines in sides.items():
            for span in lines:
                line = text[span.start : span.end]
                recurs = any(_recurs(pages_of[side, key], len(edges)) for key in _keys(line, page))
                if not recurs and not _is_page_number(line):
                    break
                found.add(span)
    return tuple(sorted(found))


def _edges(text: str, start: int, end: int) -> dict[str, list[Span]]:
    """Return the outermost lines that are not blank, from the edge inwards."""
    return {side: list(_lines(text, start, end, forward=side == "top")) for side in ("top", "bottom")}


def _lines(text: str, start: int, end: int, *, forward: bool) -> Iterator[Span]:
    given = 0
    while given < EDGE and start < end:
        if forward:
            cut = text.find("\n", start, end)
            cut = end if cut < 0 else cut
            line, start = (start, cut), cut + 1
        else:
            cut = text.rfind("\n", start, end) + 1
            cut = max(cut, start)
            line, end = (cut, end), cut - 1
        stripped = text[line[0] : line[1]].strip()
        if stripped:
            given += 1
            begin = line[0] + text[line[0] : line[1]].index(stripped)
            yield Span(begin, begin + len(stripped))


# What was decided ends many pages in the same words.
_OUTCOME = re.compile(
    r"(?:(?:udvalget|rådet|regionsrådet|byrådet|det|der|sagen|punktet|orienteringen|indstillingen)\s(?:\w{1,20}\s){0,3})?"
    r"(?:godkend|tiltråd|tiltræd|taget til|tages til|tog til|vedtage|vedtog|drøfte|anbefal|indstill|udsat\b|enig"
    r"|ingen\b|intet\b|blev\b|orienter|til efterretning)(?!.{0,40}(?:referat|dagsorden))"
)


def _keys(line: str, page: int) -> list[str]:
    """Return what a line may have in common with its like on other pages.

    The line itself, and for each number in it the line with that number told as its distance from the page's.
    """
    folded = " ".join(line.casefold().split())
    numbers = list(_NUMBER.finditer(folded))[:6]
    sentence = folded.endswith((".", ":", ";", ",", "?", "!")) and not numbers
    if len(line) > 200 or sentence or _CONTENT.match(folded) or _OUTCOME.match(folded):
        return []
    keys = [folded] if any(c.isalpha() for c in folded) else []
    for match in numbers:
        keys.append(f"{folded[: match.start()]}\x00{int(match.group()) - page}\x00{folded[match.end() :]}")
    return keys


def _is_page_number(line: str) -> bool:
    return len(line) < 30 and _PAGE_NUMBER.fullmatch(line.casefold()) is not None


def _recurs(pages: set[int], total: int) -> bool:
    return (len(pages) >= 3 and len(pages) * 5 >= total) or (len(pages) >= 2 and len(pages) * 2 > total)
