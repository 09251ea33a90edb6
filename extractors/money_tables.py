"""Sums in the rows of a table whose head counts years: which programme gets them, in which year, and from whom.

A row that names a programme is that programme's; one that names a payer pays for the programme that the table is about. Not
caught: tables whose head stands on another page, and columns that are no years. Totals are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from extractors.claiming import make
from extractors.context import Context
from extractors.edtf import interval
from extractors.records import Claim
from extractors.scene import Argument, Scene

_YEARS = re.compile(r"(?<![\w.,/-])(20[0-4]\d)(?: og frem\w*)?(?![\w.,/])")
_CELLS = re.compile(r"(?:(?<=\s)|^)(?:[-−–]?\d[\d.]*(?:,\d+)?(?: (?:mio\. |t\.)?kr\.)?|[-−–])(?=\s|$)")
_TAIL = re.compile(r"(?:\s+(?:[-−–]?\d[\d.]*(?:,\d+)?(?: (?:mio\. |t\.)?kr\.)?|[-−–]))+\s*$|^(?:[-−–]?\d[\d.]*(?:,\d+)?\s*)+$")
_SUM = re.compile(r"^\W*(?:i alt|total|sum|samlet|hele)\b", re.IGNORECASE)
_PROPOSED = re.compile(r"\b(?:forslag|foreslå\w*|ønske\w*|intet af dette er bevilget|budgetønsk\w*)\b", re.IGNORECASE)
_REACH = 14
"""Lines above a row in which the head of its table is looked for."""
PAYERS = frozenset("REGION MUNICIPALITY AUTHORITY ASSOCIATION ORG_OTHER COUNCIL".split())
_TARGETS = frozenset("INITIATIVE PLAN PROVIDER REFORM".split())


def columns(text: str) -> tuple[str, ...]:
    """Return the years that the head of a table counts, the last one open where it says 'og frem'; nothing for running text.

    >>> columns("Mio. kr. 2031 2032 2033 og frem"), columns("I 2031 og 2032 mødes rådet.")
    (('2031', '2032', '2033/..'), ())
    """
    found = list(_YEARS.finditer(text))
    if len(found) < 2 or text.rstrip().endswith("."):
        return ()
    between = "".join(text[a.end() : b.start()] for a, b in pairwise(found))
    if between.strip(" |\t"):
        return ()
    return tuple(m.group(1) + ("/.." if "og frem" in m.group() else "") for m in found)


def find(context: Context, scene: Scene, previous: Sequence[Scene]) -> Iterator[Claim] | None:
    """Return the claims of a table's row, or None where the sentence is no such row."""
    tail = _TAIL.search(scene.text)
    if tail is None:
        return None
    head = next(((place, years) for place, earlier in enumerate(reversed(previous[-_REACH:])) if (years := columns(earlier.text))), None)
    cells = [(scene.start + tail.start() + m.start(), m.group()) for m in _CELLS.finditer(tail.group())]
    if head is None or len(cells) != len(head[1]):
        return None
    return _row(context, scene, previous, head[0], list(zip(cells, head[1], strict=True)))


def _row(
    context: Context, scene: Scene, previous: Sequence[Scene], lines: int, cells: list[tuple[tuple[int, str], str]]
) -> Iterator[Claim]:
    named = [a for a in scene.arguments if a.type in _TARGETS and not a.pointed]
    payers = [a for a in scene.arguments if a.type in PAYERS and not a.pointed]
    if _SUM.match(scene.text):
        return
    above = list(reversed(previous[-_REACH:]))[: lines + 4]
    label = scene.text[: cells[0][0][0] - scene.start].strip()
    bare = not label or (bool(payers) and payers[0].start == scene.start)
    target = named[-1] if named else _topic(scene, above) if bare else None
    if target is None:
        return
    sums = {a.start: a for a in scene.arguments if a.type == "AMOUNT"}
    told = [(sums[start], year) for (start, _), year in cells if start in sums and not sums[start].key.endswith(("|0", "|0.0", "|0.00"))]
    status = "proposed" if any(_PROPOSED.search(earlier.text) for earlier in above) else "stated"
    for party in (a for a in scene.arguments if named and status == "proposed" and a.type == "PARTY" and a.end - a.start > 2):
        yield make(
            context, scene, party.key, "proposes", target.key, "funding", scene.start, scene.end,
            status=status, score=0.7, rule="table_proposal",
        )  # fmt: skip
    for key, group in groupby(told, key=lambda pair: pair[0].key):
        run = list(group)
        first, last = run[0][1], run[-1][1]
        year = first if len(run) == 1 else f"{first[:4]}/.." if last.endswith("..") else interval(first, last)
        qualifiers = {"year": year}
        if payers and payers[0].key != target.key:
            qualifiers["funder"] = payers[0].key
        yield make(
            context, scene, target.key, "funded_with", key, "funding", scene.start, scene.end,
            qualifiers=qualifiers, status=status, score=0.75, rule="table_row",
        )  # fmt: skip


def _topic(scene: Scene, above: Sequence[Scene]) -> Argument | None:
    """Return the programme that a table is about: named in its head or over it, else that of the passage."""
    for earlier in above:
        things = [a for a in earlier.arguments if a.type in ("INITIATIVE", "PLAN", "PROVIDER")]
        if len({a.key for a in things}) == 1 and (columns(earlier.text) or len(earlier.text) < 90) and not _TAIL.search(earlier.text.split("20", 1)[0]):
            return things[0]
    return scene.topic
