"""From when and until when bodies take part, are partners, parties or responsible, and from when one succeeds another.

A date counts where its words stand right behind the pair, right between the first of them and its verb, or open the
clause. Not caught: dates in a clause of their own, and most pairs of which one is only pointed to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.records import Claim, Reading, Span
from extractors.validity import COMES, LEAVES, Dated, dates_of

BETWEEN = frozenset({"participates_in", "partner_of", "party_to", "responsible_for", "succeeds"})
_PAPERS = frozenset({"AGREEMENT", "PLAN", "LAW", "REFORM"})
"""Named by their year: in 'indgik Økonomiaftalen fra 2031' the year is the agreement's."""

_BREAK = re.compile(r"[.;:!?](?!\d)\s|,|\n\s*\n|\b(?:at|om at|der|som|men|mens|hvor)\b")
_BRACKET = r"(?:\s*\([^()]{1,30}\))?"
_NAME = r"[A-ZÆØÅ][\w-]*(?:\s[A-ZÆØÅ][\w-]*){0,3}"
_TO_VERB = re.compile(rf"{_BRACKET}(?:(?:,|\s+og)\s+{_NAME}){{0,4}}(?:\s+[a-zæøå]+){{1,2}}\s+")
_OPENING = re.compile(r"[^\w]*")
_VERB = re.compile(rf"\s+[a-zæøå]+(?:\s+sig)?(?:\s+også)?\s+(?:den\s+|det\s+)?(?:{_NAME}(?:,|\s+og)\s+){{0,4}}")
_BEHIND = re.compile(rf"{_BRACKET},?\s+")
_ENDS = re.compile(r"\s*(?:[.,;)\n]|$|og\s)")
REACH = 80
"""How many code points may stand between the two of a pair, and between a date and the second of them."""


def with_lasting(reading: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims; those of pairs that last with ``valid_from`` and ``valid_to`` where their clause gives them.

    ``valid_to`` is the first day on which it holds no more. Whoever leaves something on no day said is left out.
    """
    if not any(claim.predicate in BETWEEN for claim in claims):
        return tuple(claims)
    mentions = sorted((m for entity in reading.entities for m in entity.mentions), key=lambda m: (m.span.start, m.span.end))
    starts = [mention.span.start for mention in mentions]
    kinds = {entity.key: entity.type for entity in reading.entities}
    places: dict[str, list[Span]] = defaultdict(list)
    for entity in reading.entities:
        places[entity.key] += [mention.span for mention in entity.mentions]
    dated: dict[Span, tuple[Dated, ...]] = {}
    result = []
    for claim in claims:
        if claim.predicate not in BETWEEN:
            result.append(claim)
            continue
        span = claim.evidence
        if span not in dated:
            inside = mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            dated[span] = tuple(one for one in dates_of(reading.document.text, span, inside) if not one.cell)
        if dated[span] and claim.polarity == "positive":
            pair = [[place for place in places[key] if place.within(span)] for key in (claim.subject, claim.object)]
            claim = _bounded(reading.document.text, claim, dated[span], pair, paper=kinds.get(claim.object, "") in _PAPERS)
        if claim.rule != "leaves" or claim.qualifier("valid_to"):
            result.append(claim)
    return tuple(result)


def _bounded(text: str, claim: Claim, dates: Sequence[Dated], pair: Sequence[Sequence[Span]], *, paper: bool) -> Claim:
    """Return the claim with the one start and the one end that its dates give it."""
    nearest = min(
        ((min(one, two), max(one, two)) for one in pair[0] for two in pair[1] if not one.overlaps(two)),
        key=lambda both: (both[1].start - both[0].end, both[0].start),
        default=None,
    )
    if nearest is not None:
        fitting = [one for one in dates if _fits(text, claim, one, *nearest, paper=paper)]
    elif len(pair[0]) == 1 and not pair[1]:
        fitting = [one for one in dates if _fits_pointed(text, claim, one, pair[0][0])]
    else:
        return claim
    found = {name: {value for one in fitting if (value := getattr(one, name))} for name in ("valid_from", "valid_to")}
    if any(len(values) > 1 for values in found.values()):
        return claim
    more = [(name, min(values)) for name, values in found.items() if values]
    return replace(claim, qualifiers=tuple(sorted((*claim.qualifiers, *more))))


def _fits(text: str, claim: Claim, one: Dated, first: Span, second: Span, *, paper: bool) -> bool:
    """Tell whether a date is said of the clause that joins two names."""
    if one.start >= second.end:
        between = text[first.end : second.start]
        year = paper and claim.predicate != "succeeds" and not one.on
        return (
            not year and _joined(between) and bool(_BEHIND.fullmatch(text, second.end, one.start)) and bool(_ENDS.match(text, one.end))
            and (not one.on or _turns(between))
        )  # fmt: skip
    if first.end <= one.start and one.end <= second.start:
        verb, behind = text[first.end : one.start], text[one.end : second.start]
        return bool(_TO_VERB.fullmatch(verb)) and _joined(behind) and (not one.on or _turns(verb))
    if one.end <= first.start and _OPENING.fullmatch(text, claim.evidence.start, one.start):
        verb = text[one.end : first.start]
        return bool(_VERB.fullmatch(verb)) and _joined(text[first.end : second.start]) and (not one.on or _turns(verb))
    return False


_POINTED = r"\s+(?:i|af|for)\s+(?:den\s+|det\s+)?[a-zæøå]+(?:et|en)"
_VERB_POINTED = re.compile(rf"{_BRACKET}(?:\s+[a-zæøå]+){{1,3}}?{_POINTED}\s+")
_DOES_POINTED = re.compile(rf"\s+[a-zæøå]+{_POINTED}(?=\s*[.,;]|\s*$)")


def _fits_pointed(text: str, claim: Claim, one: Dated, who: Span) -> bool:
    """Tell the same of a clause that only points to its object: 'SIND indtrådte i samarbejdet den 1. maj 2031'."""
    if one.start < who.end or claim.predicate == "partner_of":
        return False
    between = text[who.end : one.start]
    if _VERB_POINTED.fullmatch(between) and _ENDS.match(text, one.end):
        return not one.on or _turns(between)
    return not one.on and bool(_TO_VERB.fullmatch(between)) and bool(_DOES_POINTED.match(text, one.end))


def _joined(between: str) -> bool:
    return len(between) <= REACH and not _BREAK.search(between)


def _turns(words: str) -> bool:
    """Tell whether the verb of a beginning or an end stands among the words."""
    return bool(COMES.search(words) or LEAVES.search(words))


__all__ = ["BETWEEN", "with_lasting"]
