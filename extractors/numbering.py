"""Which rows open agenda items, and where one meeting ends and the next begins.

Numbered by form (*Punkt 3*), by a run of numbered headings, or by headings alone where minutes have no numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from extractors.layout import MEETING_WORDS, WEAK_ITEM, Row, has_date, is_person

Items = dict[int, Row]
BY_FORM = frozenset({"punkt", "access", "closing", "sag", "decimal"})
CASE_PARTS = frozenset({"summary", "recommendation", "case", "economy", "communication", "process", "remarks", "earlier", "decision"})
_GAP = 3
"""How far numbering may jump over items that have been left out, closed ones for example."""
_OPEN = 20
"""How many runs of one number are kept open; lists in running text begin over and over."""


def find_items(rows: Sequence[Row], *, titled: bool = False) -> tuple[tuple[Row, ...], Items]:
    """Return the rows, those that only list items made ``contents``, and the items by the place of their first row.

    ``titled``: the first lines say that these are minutes or an agenda, so that a short run of numbers is enough.
    """
    rows = _without_listing(rows)
    strong = _strong(rows)
    weak = _numbered(rows, 2 if titled else 4)
    if len(strong) < 3 and len(weak) > 2 * len(strong):
        return rows, weak
    return rows, strong or weak


def unnumbered_items(rows: Sequence[Row]) -> Items:
    """Return the headings of minutes without numbers as items 1, 2, …: three or more, each with something under it."""
    places = _over_label(rows) or _over_text(rows)
    return {i: replace(rows[i], number=str(n), title=rows[i].text.rstrip(":"), family="unnumbered") for n, i in enumerate(places, 1)}


def listed_items(rows: Sequence[Row]) -> Items:
    """Return the titles of an agenda that is a bare list: three or more in a row, numbered from 1."""
    items: Items = {}
    for i, row in enumerate(rows):
        found = WEAK_ITEM.fullmatch(row.text) if row.kind in ("heading", "text", "item") and len(row.text) < 200 else None
        if found and int(found["number"]) == len(items) + 1:
            items[i] = replace(row, number=found["number"], title=found["title"].strip(), family="listed")
        elif len(items) > 2:
            break
        elif items and i - max(items) > 1:
            items = {}
    return items if len(items) > 2 else {}


def decided(rows: Sequence[Row]) -> bool:
    return any(r.kind == "part" and r.word in ("decision", "absent") for r in rows)


def figure(row: Row) -> int:
    """Return an item's number without its letter."""
    return int("".join(c for c in row.number if c.isdigit()))


def meeting_borders(rows: Sequence[Row], items: Items) -> list[tuple[int, int]]:
    """Split the rows into meetings: numbering that begins again, or a new title with a date form between two items."""
    starts = [0]
    last_number, last_index = 0, 0
    for i, row in items.items():
        number = figure(row)
        head = next((j for j in range(i - 1, last_index, -1) if is_title(rows[j])), None)
        if last_index and last_number and head is not None and any(r.kind == "form" and r.word == "date" for r in rows[head:i]):
            starts.append(_first_of_head(rows, head, last_index))
        elif number <= last_number and number <= 3 and last_number > 2:
            starts.append(_first_of_head(rows, head, last_index) if head is not None and i - head < 40 else i)
        last_number, last_index = number, i
    starts = sorted(set(starts))
    return list(zip(starts, [*starts[1:], len(rows)], strict=True))


def is_title(row: Row) -> bool:
    """Tell whether a row titles minutes or an agenda."""
    if row.kind not in ("heading", "text") or len(row.text) >= 160 or row.text[-1] in ".;" or not MEETING_WORDS.search(row.text):
        return False
    return has_date(row.text) or row.text.isupper() or len(row.text) < 14


def _first_of_head(rows: Sequence[Row], head: int, floor: int) -> int:
    """Return the place of a head's first row: short lines above its title belong to it."""
    while head - 1 > floor + 1 and rows[head - 1].kind == "heading" and len(rows[head - 1].text) < 60 and not rows[head - 1].number:
        head -= 1
    return head


def _without_listing(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Turn the strong items that stand in a bare list, and come back later, into a table of contents."""
    marked = [i for i, r in enumerate(rows) if r.kind == "item"]
    last_place = {(rows[i].number, _title(rows, i)): place for place, i in enumerate(marked)}
    listing: set[int] = set()
    run: list[int] = []
    for place, i in enumerate(marked):
        run.append(i)
        following = marked[place + 1] if place + 1 < len(marked) else -1
        if following == i + 1 and figure(rows[following]) > figure(rows[i]):
            continue
        if len(run) > 1 and all(last_place.get((rows[j].number, rows[j].title.casefold()), -1) > place for j in run):
            listing.update(run)
        run = []
    return tuple(replace(r, kind="contents", number="") if i in listing else r for i, r in enumerate(rows))


def _title(rows: Sequence[Row], i: int) -> str:
    return (rows[i].title or rows[min(i + 1, len(rows) - 1)].text).casefold()


def _strong(rows: Sequence[Row]) -> Items:
    """Return the items by form; a number that is repeated at once only repeats its title."""
    marked = {i: r for i, r in enumerate(rows) if r.kind == "item"}
    counts = Counter(r.family for r in marked.values())
    most = max(counts.values(), default=0)
    content = list(accumulate((r.kind in ("text", "part") for r in rows), initial=0))
    decisions = list(accumulate((decided((r,)) for r in rows), initial=0))
    kept: Items = {}
    last = -1
    for i, row in marked.items():
        if counts[row.family] * 4 < most:
            continue
        if last >= 0 and kept[last].number == row.number and content[i] - content[last + 1] <= 24 and decisions[i] == decisions[last]:
            kept[last] = replace(kept[last], title=kept[last].title or row.title, access=row.access or kept[last].access)
            continue
        kept[i] = row
        last = i
    return _titled_above(rows, kept)


def _titled_above(rows: Sequence[Row], items: Items) -> Items:
    """Move items without a title up to the heading above them, where the case begins right below the number."""
    bare = [i for i, row in items.items() if not row.title and not row.access]
    above = [i for i in bare if i and _may_title(rows[i - 1]) and i + 1 < len(rows) and rows[i + 1].kind in ("part", "form")]
    if not bare or len(above) * 2 < len(bare):
        return items
    return {(i - 1 if i in above else i): (replace(row, title=rows[i - 1].text) if i in above else row) for i, row in items.items()}


def _may_title(row: Row) -> bool:
    return row.kind in ("heading", "text") and len(row.text) < 200 and row.text[-1] not in ".;,:" and not row.text[0].islower()


@dataclass(slots=True)
class _Run:
    """Numbered headings that go on from one another; ``full`` counts those with a case or text right under them."""

    places: list[int]
    number: int
    full: int

    @property
    def share(self) -> float:
        return self.full / len(self.places)


def _numbered(rows: Sequence[Row], least: int) -> Items:
    """Choose the best runs of numbered headings, those that have cases or text under them."""
    runs: list[_Run] = []
    open_runs: dict[tuple[str, int], list[_Run]] = {}
    annexed = _annexed(rows)
    before: tuple[int, str, str] = (-9, "", "")
    for i, row in enumerate(rows):
        if row.kind != "heading" or not row.number or (before[0] >= i - 2 and before[1:] == (row.number, row.title)):
            continue
        before = (i, row.number, row.title)
        number, full = int(row.number), _has_case(rows, i)
        mistaken = next((r for r in open_runs.get((row.family, number), ()) if full and r.number == number and r.full < len(r.places) and r.places[-1] in annexed), None)
        if mistaken and len(mistaken.places) > 1:
            mistaken.places[-1], mistaken.full = i, mistaken.full + 1
            continue
        run = _run_for(open_runs, row.family, number, i, full)
        if run is None:
            run = _Run([], number, 0)
            runs.append(run)
        run.places.append(i)
        run.number, run.full = number, run.full + full
        waiting = open_runs.setdefault((row.family, number), [])
        waiting.append(run)
        del waiting[:-_OPEN]
    items: Items = {}
    low, high = len(rows), -1
    for run in sorted(runs, key=lambda run: (-_weight(run.places, rows), run.places[0])):
        first, last = run.places[0], run.places[-1]
        if len(run.places) > 1 and _weight(run.places, rows) >= least and (last < low or first > high):
            items.update((i, rows[i]) for i in run.places)
            low, high = min(low, first), max(high, last)
    return dict(sorted(items.items()))


def _annexed(rows: Sequence[Row]) -> frozenset[int]:
    """Return the places of numbered lines in lists of annexes: an item with the same number takes their place in a run."""
    found, inside = set(), False
    for i, row in enumerate(rows):
        if row.kind in ("part", "item"):
            inside = row.kind == "part" and row.word == "attachments"
        elif inside and row.number and not _has_case(rows, i):
            found.add(i)
    return frozenset(found)


def _run_for(open_runs: dict[tuple[str, int], list[_Run]], family: str, number: int, i: int, full: bool) -> _Run | None:
    """Take the run that a number goes on from: the one right above it, else the one that is most like it."""
    found = [run for run in open_runs.get((family, number - 1), ()) if run.number == number - 1]
    beside = [run for run in found if run.places[-1] == i - 1]
    if beside:
        return beside[-1]
    if not found and full:
        found = [
            run for step in range(2, _GAP + 1) for run in open_runs.get((family, number - step), ()) if run.number == number - step and run.share > 0.5
        ]
    return max(found, key=lambda run: (run.share if full else -run.share, run.places[-1]), default=None)


def _has_case(rows: Sequence[Row], i: int) -> bool:
    under = rows[i + 1 : i + 3]
    if under and under[0].kind == "heading" and under[0].number:
        return False
    return any((r.kind == "part" and r.word in CASE_PARTS) or r.kind == "form" or (r.kind == "text" and len(r.text) > 60) for r in under)


_FORMAL = re.compile(r"(?:Godkendelse af (?:dagsorden|referat)|Dagsorden(?:en)?\s*$|Velkomst|Eventuelt\b|Næste møde\b)", re.IGNORECASE)


def _weight(run: Sequence[int], rows: Sequence[Row]) -> int:
    """Weigh a run of numbered headings: two for each that has a part under it, one for each with text under it.

    A run that begins with the agenda's approval or ends with *Eventuelt* is the agenda: it weighs two more.
    """
    total = 2 * any(_FORMAL.match(rows[i].title or rows[i].text) for i in (run[0], run[-1]))
    for place, i in enumerate(run):
        stop = run[place + 1] if place + 1 < len(run) else min(len(rows), i + 12)
        under = rows[i + 1 : stop]
        parts = any(r.kind == "part" and r.word not in ("attendance", "contents") for r in under)
        text = sum(len(r.text) for r in under if r.kind == "text")
        total += 2 * parts + (text > 30) - (not under)
    return total


def _over_label(rows: Sequence[Row]) -> list[int]:
    """Return the places of titles that stand right over the label that every case begins with."""
    over: dict[str, list[int]] = {}
    for i in range(1, len(rows)):
        label = rows[i]
        if label.kind == "part" and label.word in CASE_PARTS:
            over.setdefault(label.word if label.number else label.text.casefold().rstrip(":"), []).append(i)
    best: list[int] = []
    for places in over.values():
        titles = [i - 1 for i in places if _may_title(rows[i - 1]) and not rows[i - 1].family]
        if len(titles) >= 3 and len(titles) >= 0.8 * len(places) and len(titles) > len(best):
            best = titles
    return best


def _over_text(rows: Sequence[Row]) -> list[int]:
    """Return the places of the headings of prose, after the first text that is no head."""
    head = [i for i, r in enumerate(rows[:20]) if is_title(r) or r.kind == "form" or (r.kind == "part" and r.word in ("attendance", "absent"))]
    places = []
    for i, row in enumerate(rows[:-1]):
        if i <= max(head, default=0):
            continue
        if row.kind != "heading" or row.number or (is_person(row.text) and "," in row.text):
            continue
        stop = next((j for j in range(i + 1, len(rows)) if rows[j].kind == "heading"), len(rows))
        if sum(len(r.text) for r in rows[i + 1 : stop] if r.kind == "text") > 60:
            places.append(i)
    plain = [i for i in places if rows[i].text[-1] != ":"]
    places = plain if len(plain) * 2 >= len(places) else places
    return places if len(places) >= 3 else []
