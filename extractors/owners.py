"""Whose it is: which region, municipality or association a body, a service or a budget of one document belongs to.

In order: what stands beside the name; the heading it stands under, in papers that are no minutes; the document's own
body. Not caught: a paragraph that changes from one authority to another without naming it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.flow import Flow
from extractors.hits import Hit
from extractors.records import Section
from ontology.registry import Entry, by_code

OWNER_TYPES = ("REGION", "MUNICIPALITY")
FEDERATIONS = ("forening:danske-regioner", "forening:kl")


@lru_cache(maxsize=1)
def _codes() -> dict[str, Entry]:
    return dict(by_code())


def is_owner(hit: Hit) -> bool:
    """Tell whether a hit names something that bodies belong to."""
    return hit.type in OWNER_TYPES or hit.code in FEDERATIONS


def document_owner(hits: Sequence[Hit], flow: Flow, sections: Sequence[Section], date: str = "") -> str:
    """Return the code of the authority whose document it is, or the empty string.

    Each naming counts one, five times that in the head of the paper, a quarter in a list of participants; an authority
    that is yet to come on the paper's own `date` counts little. Of two that are named alike, the region owns the paper.
    """
    lists = [flow.range(s.body) for s in sections if s.kind in ("attendance", "absent") and len(s.body)]
    head = flow.range(sections[0].span)[1] if sections and sections[0].kind == "header" else min(400, len(flow.text))
    weights: Counter[str] = Counter()
    for hit in hits:
        if is_owner(hit) and hit.code:
            entry = _codes().get(hit.code)
            coming = bool(entry and entry.valid_from > (date or "2026"))
            listed = any(start <= hit.start < end for start, end in lists) or flow.text[hit.end : hit.end + 1] == ":"
            if not listed:
                weights[hit.code] += (1 if coming else 4) * (5 if hit.start < head else 1)
            else:
                weights[hit.code] += 1
    if not weights:
        return ""
    return min(weights, key=lambda code: (-weights[code], code.startswith("kommune:"), code))


def ranked(hits: Sequence[Hit], kind: str) -> list[str]:
    """Return the codes of one type in the order of how often they are named."""
    counts = Counter(hit.code for hit in hits if hit.type == kind and hit.code)
    return sorted(counts, key=lambda code: (-counts[code], code))


@dataclass(frozen=True, slots=True)
class Owners:
    """The owners of one document: its own, and those that a heading names for what stands under it."""

    own: str
    regions: tuple[str, ...]
    headings: tuple[tuple[int, int, str], ...]

    def at(self, position: int) -> str:
        """Return the owner that the innermost heading over a flow position names, else the document's own."""
        found = [(end - start, code) for start, end, code in self.headings if start <= position < end]
        return min(found)[1] if found else self.own

    def region(self, position: int) -> str:
        """Return the region in whose matters a position stands."""
        code = self.at(position)
        if code.startswith("region:"):
            return code
        entry = _codes().get(code)
        if entry and entry.parent.startswith("region:"):
            return entry.parent
        return self.regions[0] if self.regions and not code else ""

    def coming(self, code: str) -> str:
        """Return the authority that follows on `code`, or `code`."""
        entry = _codes().get(code)
        return entry.successor if entry and entry.successor else code


def find_owners(
    hits: Sequence[Hit], flow: Flow, sections: Sequence[Section], *, minutes: bool, date: str = ""
) -> Owners:
    """Work out the owners of a document from the owners named in it (`hits`, settled)."""
    named = [hit for hit in hits if is_owner(hit)]
    headings = []
    if not minutes:
        titled = [(flow.range(s.span), s) for s in sections if s.kind == "heading" and s.title]
        for place, ((start, end), section) in enumerate(titled):
            stop = start + len(section.title) + 4
            codes = {hit.code for hit in hits if start <= hit.start < stop and is_owner(hit) and hit.code}
            inside = {hit.owner for hit in hits if start <= hit.start < stop and hit.type == "COUNCIL" and hit.owner}
            if len(inside) == 1 or (len(codes) == 1 and len(section.title) < 60):
                code = next(iter(inside or codes))
                until = end
                for (next_start, next_end), following in titled[place + 1 :]:
                    names_other = any(
                        is_owner(h) for h in hits if next_start <= h.start < next_start + len(following.title)
                    )
                    if names_other or not _under(section, following):
                        break
                    until = next_end
                headings.append((start, until, code))
    return Owners(document_owner(named, flow, sections, date), tuple(ranked(named, "REGION")), tuple(headings))


def _under(section: Section, following: Section) -> bool:
    """Tell whether a heading only repeats what the one before it is about ('Evaluering af …')."""
    words = {w for w in section.title.casefold().split() if len(w) > 5}
    return bool(words & set(following.title.casefold().split()))


def name_of(code: str) -> str:
    """Return an authority's name by its code, the code itself where no register has it."""
    entry = _codes().get(code)
    return entry.name if entry else code
