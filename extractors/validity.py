"""From when and until when somebody is a member or holds a post, where the sentence of the claim says so.

A date counts where its words ('fra', 'for perioden', 'frem til', 'pr.') stand right behind the body or the role, or
between 'har siden … været' and the role. Not caught: dates in a sentence of their own, and terms of office
that a paper states once for all its members.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.edtf import bounds, day_or_none
from extractors.records import Claim, Mention, Reading, Span

STATES = frozenset({"member_of", "holds_post"})

_FROM = re.compile(r"(?:^|[\s(])(?:fra(?:\s+og\s+med)?|siden|med\s+virkning\s+fra)(?:\s+(?:den|d\.))?\s+$", re.IGNORECASE)
_UNTIL = re.compile(r"(?:^|[\s(])(?:frem\s+til|indtil|til)(?P<whole>\s+og\s+med)?(?:\s+(?:den|d\.))?\s+$", re.IGNORECASE)
_ON = re.compile(r"(?:^|[\s(])(?:pr\.|den|d\.|i|ved)\s+$", re.IGNORECASE)
_THROUGH = re.compile(
    r"(?:^|[\s(])(?:for|i)(?:\s+(?:hele|den\s+kommende))?(?:\s+(?:valg|funktions|byråds|råds|udpegnings)?perioden?)?(?:\s+fra)?(?:\s+(?:den|d\.))?\s+$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:og\s+frem\s+)?(?:til|[-–])(?P<whole>\s+og\s+med)?(?:\s+(?:den|d\.))?\s+", re.IGNORECASE)
_LINK = re.compile(r"\s+(?:i|for|på|ved|hos|under)\s+(?:den\s+)?")
_MORE = re.compile(r",?\s+(?:og\s+)?(?:medlem|formand|næstformand|forperson|suppleant)(?!\w)", re.IGNORECASE)
"""Another word for the seat behind a body or role: 'formand, medlem for perioden …'."""
_CELL = re.compile(r"(?:[|\t,;]|\s{2})\s*\(?$")
_TELLS = re.compile(r"[.:!?]\s|\b(?:er|var|har|havde|blev|bliver|deltager|deltog|holder|holdt|fortalte|fortæller|orienterede?r?|oplyste|spurgte|mødes|kommer)\b", re.IGNORECASE)
"""What stands in a sentence and in no row of a list."""
LEAVES = re.compile(
    r"\b(?:fratræder|fratrådt|fratrådte|udtræder|udtrådt|udtrådte|træder\s+(?:tilbage|ud)|trådte\s+(?:tilbage|ud)|stopper|stoppede|går\s+af"
    r"|afgår|afgik|ophører|forlader|nedlægger|nedlagde|trækker\s+sig|trak\s+sig)\b",
    re.IGNORECASE,
)
COMES = re.compile(
    r"\b(?:tiltræder|tiltrådt|tiltrådte|indtræder|indtrådt|indtrådte|udpeges|udpeget|udpegede|vælges|valgt|valgte|ansættes|ansat|ansatte"
    r"|konstitueres|konstitueret|overtager|begynder|bliver|starter|tilslutter|tilsluttede|tilsluttet|afløses|afløser|afløste|erstatter|erstattede|erstattes|sammenlægges|lægges)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\s*(?:\([^()]{1,5}\)\s*)?(?:har|er|var)?\s*")
REACH = 3
"""How many code points may stand between a body or role and the words of its date."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a sentence: where its words begin and the date ends, and the first day it holds and the first it holds no more.

    ``cell`` tells that it stands in a cell of its own, or behind a comma, in a line that tells nothing else, ``on`` that a verb
    alone makes it a start or an end.
    """

    start: int
    end: int
    valid_from: str = ""
    valid_to: str = ""
    cell: bool = False
    on: bool = False


def with_validity(reading: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims; those of members and posts with ``valid_from`` and ``valid_to`` where their sentence gives them.

    ``valid_to`` is the first day on which it holds no more. A sentence that gives more than one start or end to one
    claim gives it none.
    """
    if not any(claim.predicate in STATES for claim in claims):
        return tuple(claims)
    mentions = sorted((m for entity in reading.entities for m in entity.mentions), key=lambda m: (m.span.start, m.span.end))
    starts = [mention.span.start for mention in mentions]
    places: dict[str, list[Span]] = defaultdict(list)
    for entity in reading.entities:
        places[entity.key] += [mention.span for mention in entity.mentions]
    dated: dict[Span, tuple[Dated, ...]] = {}
    result = []
    for claim in claims:
        if claim.predicate not in STATES or claim.polarity != "positive" or claim.qualifier("valid_to"):
            result.append(claim)
            continue
        span = claim.evidence
        inside = mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if span not in dated:
            dated[span] = tuple(dates_of(reading.document.text, span, inside))
        result.append(_bounded(reading.document.text, claim, dated[span], inside, places))
    return tuple(result)


def _bounded(
    text: str, claim: Claim, dates: Sequence[Dated], inside: Sequence[Mention], places: Mapping[str, Sequence[Span]]
) -> Claim:
    if not dates:
        return claim
    people = {
        key for key, spans in places.items()
        if key.startswith("PERSON|") and any(span.within(claim.evidence) for span in spans)
    }  # fmt: skip
    ends = _ends(text, claim, inside, places, alone=len(people) == 1)
    names = [span.end for span in places[claim.subject] if span.within(claim.evidence)]
    fitting = [
        one for one in dates
        if any(0 <= one.start - end <= REACH for end in ends)
        or (one.cell and people == {claim.subject})
        or any(end < one.start and _SINCE.fullmatch(text, end, one.start) for end in names)
    ]  # fmt: skip
    found = {
        name: {value for one in fitting if (value := getattr(one, name))} for name in ("valid_from", "valid_to")
    }
    if any(len(values) > 1 for values in found.values()):
        return claim
    more = [(name, min(values)) for name, values in found.items() if values]
    return replace(claim, qualifiers=tuple(sorted((*claim.qualifiers, *more)))) if more else claim


def _ends(text: str, claim: Claim, inside: Sequence[Mention], places: Mapping[str, Sequence[Span]], *, alone: bool) -> set[int]:
    """Where the body or the role of a claim ends in its sentence; 'Rådet i Kommunen' ends with the municipality.

    A role that stands there twice may be that of two people where its person is not `alone`: the first counts.
    """
    ends = {span.end for span in places[claim.object] if span.within(claim.evidence)}
    role = claim.qualifier("role")
    if role:
        said = re.compile(rf"(?<!\w){re.escape(role)}\w*", re.IGNORECASE)
        found = [one.end() for one in said.finditer(text, claim.evidence.start, claim.evidence.end)]
        ends.update(found if alone else found[:1])
    ends |= {more.end() for end in ends if (more := _MORE.match(text, end, claim.evidence.end))}
    for mention in inside:
        for end in tuple(ends):
            if end < mention.span.start and mention.type != "DATE" and _LINK.fullmatch(text, end, mention.span.start):
                ends.add(mention.span.end)
    return ends


def dates_of(text: str, span: Span, inside: Sequence[Mention]) -> Iterable[Dated]:
    """Yield the dates of a sentence with what their words make of them."""
    sentence = text[span.start : span.end]
    leaves, comes = LEAVES.search(sentence), COMES.search(sentence)
    dates = [mention for mention in inside if mention.type == "DATE" and mention.value]
    taken = -1
    for place, mention in enumerate(dates):
        if place == taken:
            continue
        first, last = bounds(mention.value)
        begins = _begins(mention.value)
        before = text[max(span.start, mention.span.start - 48) : mention.span.start]
        at = mention.span.start - len(before)
        period = "/" in mention.value or len(mention.value) < 10
        then = dates[place + 1] if place + 1 < len(dates) else None
        to = _TO.fullmatch(text, mention.span.end, then.span.start) if then is not None else None
        if then is not None and to and (cue := _THROUGH.search(before) or _FROM.search(before)):
            taken = place + 1
            yield Dated(at + _words(cue), then.span.end, begins, first_day_after(then.value, whole=bool(to["whole"])))
        elif cue := _FROM.search(before):
            yield Dated(at + _words(cue), mention.span.end, begins, _next(last) if "/" in mention.value else "")
        elif cue := _UNTIL.search(before):
            yield Dated(at + _words(cue), mention.span.end, "", first_day_after(mention.value, whole=bool(cue["whole"])))
        elif period and "/" in mention.value and (cue := _THROUGH.search(before)):
            yield Dated(at + _words(cue), mention.span.end, _day(first), _next(last))
        elif (to or "/" in mention.value) and (cue := _CELL.search(before)) and not _TELLS.search(sentence, 0, mention.span.start - span.start):
            taken = place + 1 if to else taken
            end = first_day_after(then.value, whole=bool(to["whole"])) if then is not None and to else _next(last)
            yield Dated(at + cue.start(), then.span.end if then is not None and to else mention.span.end, _day(first), end, cell=True)
        elif bool(leaves) != bool(comes) and (cue := _ON.search(before)) and not period:
            yield Dated(at + _words(cue), mention.span.end, *(("", first_day_after(mention.value)) if leaves else (begins, "")), on=True)


def _words(cue: re.Match[str]) -> int:
    """Return where the words of a cue begin, behind the space or bracket before them."""
    return cue.end() - len(cue.group().lstrip(" \t\n("))


def _begins(value: str) -> str:
    """Return the start that a date gives, as vague as it is: 'siden 2025' is no 1 January.

    >>> _begins("2025"), _begins("2025-01~"), _begins("2026/2027"), _begins("2026-01-01")
    ('2025', '2025-01~', '2026-01-01', '2026-01-01')
    """
    return _day(bounds(value)[0]) if "/" in value else value


def first_day_after(value: str, *, whole: bool = False) -> str:
    """Return the first day behind an end: the day itself where it is no last day of a month and is not said to be in.

    'Frem til 2027' may mean the beginning or the end of the year, and stays as vague as it is.

    >>> first_day_after("2026-08-01"), first_day_after("2029-12-31"), first_day_after("2027"), first_day_after("2026-08-01", whole=True)
    ('2026-08-01', '2030-01-01', '2027', '2026-08-02')
    >>> first_day_after("2027", whole=True), first_day_after("2026-06~")
    ('2028-01-01', '2026-06~')
    """
    day = day_or_none(value)
    _, last = bounds(value)
    if "/" not in value and ((day is None and not whole) or value[-1] in "~?%"):
        return value
    if day is not None and not whole and (day + timedelta(1)).day != 1:
        return _day(day)
    return _next(last)


def _next(day: date | None) -> str:
    return _day(day + timedelta(1)) if day is not None and day < date.max else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
