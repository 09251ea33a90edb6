"""Names that only the whole text gives away: item titles used as names, 'samarbejdet med X', phases of a programme.

Not caught: titles that are never used again, and phases without a number.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from extractors.hits import Hit
from extractors.phrases import near, told

_LEAD = re.compile(
    r"^(?:(?:status(?:orientering)?|orientering|drøftelse|temadrøftelse|evaluering|godkendelse|revision|udmøntning|opfølgning|præsentation|forslag|udkast|"
    r"høringssvar|høring|partnerskab|samarbejde|projekt|midtvejsstatus|afrapportering|videreførelse|forlængelse|driften?|etablering|oprettelse|lukning|finansiering|fremtiden|permanentgørelse|udbredelse|implementering|igangsættelse|anbefaling(?:er)?|erfaringer)"
    r"(?: (?:på|om|af|fra|til|vedr\.?|vedrørende|for|med))? (?:projekt(?:et)? |udbredelse af |indsatsen )?)",
    re.IGNORECASE,
)
_COOPERATION = re.compile(r"(?<!\w)(?:(?:strategisk|strategiske|nye?|nyt) )?(?:[Ss]amarbejdet|[Ss]amarbejde|[Pp]artnerskabet|[Pp]artnerskab) med (?:organisationen |foreningen )?$")
_PHASE = re.compile(r"(?:^|(?<=\n)|(?<=[.:;] ))(?:•\s*|-\s*)?(?P<phase>[Ff]ase (?:\d|[IVX]{1,3}))(?=[ :.–-])(?P<title>: [A-ZÆØÅ][\wæøå]+(?: [a-zæøå]+){0,2})?")
_PROGRAMMES = {"INITIATIVE", "PLAN", "REFORM"}


def titled_names(text: str, titles: Sequence[str]) -> Iterator[Hit]:
    """Yield every use of an item's title as a name: with a capital in the middle of a sentence.

    >>> text = "3. Status på Tryg By\\nHer begynder det. Deltagerne i Tryg By er glade."
    >>> [text[h.start:h.end] for h in titled_names(text, ["Status på Tryg By"])]
    ['Tryg By', 'Tryg By']
    """
    for title in dict.fromkeys(titles):
        for name in dict.fromkeys((title, _LEAD.sub("", title, count=1))):
            words = name.split(" ")
            if not 1 <= len(words) <= 5 or len(name) < 6 or not name[:1].isupper() or name.endswith((".", ":")):
                continue
            pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?=s?(?![\w-]))")
            used = [m for m in near(text, pattern, (name,)) if re.search(r"[a-zæøå,0-9] $", text[max(0, m.start() - 2) : m.start()]) and not _in_title(text, m.start(), title)]
            named = len(name) < len(title) and sum(word[:1].isupper() for word in title.split()) <= 1 + sum(word[:1].isupper() for word in words)
            if (used or (named and pattern.search(text, text.find(title) + len(title)))) and not _common(text, name):
                for found in near(text, pattern, (name,)):
                    yield Hit(found.start(), found.end(), "INITIATIVE", "programmes", score=0.72)
                break


def _in_title(text: str, start: int, title: str) -> bool:
    line = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    return title in text[line : end if end >= 0 else len(text)] and len(text[line : end if end >= 0 else len(text)]) < len(title) + 30


def _common(text: str, name: str) -> bool:
    """Tell whether a one-word name is also written small: then it is a word, not a name."""
    small = name[0].lower() + name[1:]
    return small in text and bool(re.search(rf"(?<![\w-]){re.escape(small)}(?![\w-])", text))


def co_operations(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield 'samarbejdet med X' as an initiative where the text speaks of it in the definite form.

    >>> text = "Status på samarbejdet med SIND"
    >>> [text[h.start:h.end] for h in co_operations(text, [Hit(26, 30, "ASSOCIATION", "register")])]
    ['samarbejdet med SIND']
    """
    found = []
    for hit in hits:
        if hit.type in ("ASSOCIATION", "ORG_OTHER", "EDUCATION") and not hit.nested:
            window = text[max(0, hit.start - 70) : hit.start]
            match = _COOPERATION.search(window)
            if match:
                start = hit.start - (len(window) - match.start())
                found.append((start, hit, "et med" in match.group().casefold()))
    definite = {_name(text, hit) for _, hit, is_definite in found if is_definite}
    for start, hit, _ in found:
        if _name(text, hit) in definite:
            yield Hit(start, hit.end, "INITIATIVE", "programmes", name=f"Samarbejdet med {_name(text, hit)}", score=0.7)


def _name(text: str, hit: Hit) -> str:
    return hit.name or text[hit.start : hit.end]


def phases(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield numbered phases, named after the programme spoken of before them.

    >>> text = "Projekt Bo har to faser.\\nFase 1: Start i maj."
    >>> [h.name for h in phases(text, [Hit(0, 10, "INITIATIVE", "programmes")])]
    ['Projekt Bo, fase 1']
    """
    programmes = [h for h in hits if h.type in _PROGRAMMES and not h.nested]
    ends = [h.end for h in programmes]
    for found in told(text, _PHASE):
        first, last = bisect_left(ends, found.start() - 2499), bisect_right(ends, found.start())
        before = programmes[max(first, last - 200) : last]
        before = [h for h in before if h.type == "INITIATIVE"] or before
        if before:
            holder = before[-1]
            name = holder.name or text[holder.start : holder.end]
            yield Hit(found.start("phase"), found.end("phase"), "INITIATIVE", "programmes", name=f"{name}, {found['phase'].casefold()}", owner="phase", score=0.8)
