"""Sources that err: what a document says and what cannot be right, listed for the reader and corrected nowhere.

Weekdays that are not those of their dates, days that do not exist, parts that miss their total, people who are both present and
absent, names that differ from others by one letter, one meeting with two dates, decisions that name another item's matter. Not
caught: errors that only knowledge of the world shows, and totals of tables whose columns the text has lost.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from rapidfuzz.distance import OSA

from extractors.context import Context
from extractors.edtf import day_or_none
from extractors.records import Claim, LocalEntity, Problem, Span
from extractors.scene import PROGRAMME, Argument, Scene, by_item
from ontology.registry import given_names

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_DATED = re.compile(
    rf"(?<![\w./-])(?:(?P<weekday>{'|'.join(WEEKDAYS)})(?:,)?\s)?(?:den\s|d\.\s?)?(?P<day>\d{{1,2}})(?:\.\s?(?P<month>{'|'.join(MONTHS)})|[.-](?P<number>\d{{1,2}})[.-])\s?(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:i alt|samlet|sammenlagt|tilsammen|totalt)\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\b(?:heraf|fordelt (?:med|på)|henholdsvis|hhv\.|:)", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:ca\.|bl\.a\.|(?:cirka|knap|godt|omkring|blandt andet|herunder|årligt|årlig|hvert|hver|begge|mindst|op til|over|primært|resten|øvrige|"
    r"derudover|desuden|herudover|hertil|dertil|yderligere|mens|bidrager|medfinansier\w*|tillagt|fratrukket|ud af)\b)",
    re.IGNORECASE,
)
"""What makes sums no parts of a total, or no exact ones."""


def find(context: Context, stage: Sequence[Scene], claims: Sequence[Claim]) -> Iterator[Problem]:
    """Yield what a document says that cannot be right, each with its place; kinds of error in a fixed order."""
    yield from _calendar(context)
    yield from _meeting_dates(context)
    yield from _totals(context, stage)
    yield from _present_and_absent(context, claims)
    yield from _misspelt(context)
    yield from _strayed(context, stage)


def _calendar(context: Context) -> Iterator[Problem]:
    """Yield days that do not exist, and weekdays that are not those of their dates."""
    for found in _DATED.finditer(context.text):
        month = MONTHS.index(found["month"].casefold()) + 1 if found["month"] else int(found["number"])
        day, year = int(found["day"]), int(found["year"])
        span = context.flow.span(found.start(), found.end())
        if not 1 <= month <= 12 or not day or (found["number"] and day > 31):
            continue
        if not 1 <= day <= monthrange(year, month)[1]:
            yield Problem(
                "no_such_day",
                f"“{found.group()}”: {MONTHS[month - 1]} {year} har {monthrange(year, month)[1]} dage.",
                span,
            )
        elif found["weekday"] and WEEKDAYS[date(year, month, day).weekday()] != found["weekday"].casefold():
            right = WEEKDAYS[date(year, month, day).weekday()]
            yield Problem(
                "weekday", f"“{found.group()}”: den {day}. {MONTHS[month - 1]} {year} var eller er en {right}.", span
            )


_OWN = re.compile(r"\b(?:referat|dagsorden|mødet|møde|mødedato|godkendelse af deltagelse)\b", re.IGNORECASE)


def _meeting_dates(context: Context) -> Iterator[Problem]:
    """Yield a meeting whose head gives it two days: a title line and a line of the form that differ."""
    for meeting in context.reading.meetings:
        if not meeting.date or not meeting.title_span or not meeting.date_span:
            continue
        title = context.flow.slice(meeting.title_span)
        held = day_or_none(meeting.date)
        for found in _DATED.finditer(title):
            month = MONTHS.index(found["month"].casefold()) + 1 if found["month"] else int(found["number"])
            try:
                told = date(int(found["year"]), month, int(found["day"]))
            except ValueError:
                continue
            if held and told != held:
                yield Problem(
                    "two_dates",
                    f"Mødet har to datoer: {told.isoformat()} i titlen, {meeting.date} i hovedet.",
                    meeting.date_span,
                )


def _totals(context: Context, stage: Sequence[Scene]) -> Iterator[Problem]:
    """Yield sums whose parts the same sentence gives and that do not add up: 'i alt 5 mio. kr., heraf 2 … og 2 …'."""
    for scene in stage:
        sums = [
            (a, Decimal(a.key.removeprefix("AMOUNT|")))
            for a in scene.arguments
            if a.type == "AMOUNT" and _decimal(a.key)
        ]
        if len(sums) < 3 or len(sums) > 12 or _VAGUE.search(scene.text) or _tabular(scene):
            continue
        for place, (whole, value) in enumerate(sums):
            before = scene.text[: whole.start - scene.start]
            tail = scene.text[whole.end - scene.start :]
            if place == 0 and _TOTAL.search(before[-40:]) and (told := _OF_WHICH.search(tail)) and told.start() < 60:
                parts = sums[1:]
            elif place == len(sums) - 1 and _TOTAL.search(before[-24:], max(0, 24 - _gap(sums, before, scene))):
                parts = sums[:-1]
            else:
                continue
            added = sum((v for _, v in parts), Decimal(0))
            if added not in (value, value * 2) and value / 4 < added < value * 4:
                text = f"Delene giver {_kroner(added)} kr., i alt står der {_kroner(value)} kr."
                yield Problem("total", text, context.flow.span(sums[0][0].start, sums[-1][0].end))


def _gap(sums: Sequence[tuple[Argument, Decimal]], before: str, scene: Scene) -> int:
    """Return how many code points stand between the last part and the total."""
    return len(before) - (sums[-2][0].end - scene.start)


def _tabular(scene: Scene) -> bool:
    """Tell whether a line is the row of a table: its columns are years, not parts."""
    return scene.sentence.kind == "row" or bool(_ROW.search(scene.text)) or not re.search(r"\b(?:kr|kroner)\b", scene.text)


_ROW = re.compile(r"\d\s+(?:[\d.,]+\s+){1,12}[\d.,]+\s*$")


def _decimal(key: str) -> bool:
    return bool(re.fullmatch(r"AMOUNT\|\d+(?:\.\d+)?", key))


def _kroner(value: Decimal) -> str:
    """Return a sum as Danish writes it.

    >>> _kroner(Decimal("1250000"))
    '1.250.000'
    """
    return (
        f"{int(value):,}".replace(",", ".")
        if value == int(value)
        else f"{value:,}".replace(",", "\u00a0").replace(".", ",").replace("\u00a0", ".")
    )


_INSTEAD = re.compile(r"\b(?:for|afløser|suppleant|stedfortræder)\s(?:for\s)?$", re.IGNORECASE)
_AWAY = re.compile(r"^[^\n;]{0,40}\b(?:afbud|fravær\w*|deltog|kom|forlod|fra kl|til kl|fra punkt|til punkt|under punkt|ikke til stede)\b", re.IGNORECASE)
_PRESENT_AFTER_ALL = re.compile(r"^(?: \([^()]{1,30}\))?,? (?:var|deltog|deltager|stemte|kom|mødte|forlod|er|som)\b")


def _present_and_absent(context: Context, claims: Sequence[Claim]) -> Iterator[Problem]:
    """Yield who stands on the list of participants and on that of absentees of one meeting.

    Many forms list all members and then those of them who are away. So nothing is told unless another absentee of
    the paper stands on no list of participants.
    """
    absent = {claim.subject for claim in claims if claim.predicate == "absent_from"}
    both: list[tuple[LocalEntity, Span]] = []
    away_only = False
    for entity in context.reading.entities:
        if entity.key not in absent:
            continue
        starts = {context.flow.position(m.span.start) for m in entity.mentions}
        places: dict[str, list[int]] = {"attendance": [], "absent": []}
        for listed in context.listed:
            start = listed.person.start
            if start not in starts or listed.section.kind not in places:
                continue
            before, behind = context.text[max(0, start - 30) : start], context.text[listed.person.end : listed.person.end + 60]
            if listed.section.kind == "attendance" and (_INSTEAD.search(before) or _AWAY.match(behind)):
                continue
            if listed.section.kind == "absent" and _PRESENT_AFTER_ALL.match(behind):
                continue
            places[listed.section.kind].append(start)
        if places["attendance"] and places["absent"]:
            span = next(m.span for m in entity.mentions if context.flow.position(m.span.start) == places["absent"][0])
            both.append((entity, span))
        elif places["absent"]:
            away_only = True
    for entity, span in both if away_only else ():
        yield Problem("present_and_absent", f"{entity.name} står både som deltager og som fraværende.", span)


_SHORTEST = 9
"""Letters below which one letter's difference tells nothing: 'Region A' and 'Region B'."""


def _misspelt(context: Context) -> Iterator[Problem]:
    """Yield names that stand in two forms, one letter apart; joined or not.

    Names that begin or end alike are compared, so that the number of comparisons stays near the number of names.
    """
    forms: dict[str, tuple[int, LocalEntity]] = {}
    for entity in context.reading.entities:
        if entity.type in ("DATE", "AMOUNT", "MEETING", "AGENDA_ITEM"):
            continue
        counts = Counter(mention.text for mention in entity.mentions)
        for surface in entity.surfaces:
            if len(surface) >= _SHORTEST and surface not in forms:
                forms[surface] = (counts[surface], entity)
    buckets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form in forms:
        bare = form.casefold()
        buckets["head", bare[: len(bare) // 2]].append(form)
        for length in (len(bare), len(bare) + 1, len(bare) - 1):
            if (half := (length + 1) // 2) < len(bare):
                buckets[f"tail{length}", bare[-half:]].append(form)
    told: set[tuple[str, str]] = set()
    for group in buckets.values():
        for place, one in enumerate(group[:40]):
            for other in group[place + 1 : 40]:
                if tuple(sorted((one, other))) in told or not _slip(one, other):
                    continue
                rare, common = sorted((one, other), key=lambda form: (forms[form][0], form))
                if forms[rare][0] >= forms[common][0] or forms[rare][1].type != forms[common][1].type:
                    continue
                told.add(tuple(sorted((one, other))))  # type: ignore[arg-type]
                yield _two_forms(context, rare, forms[rare][1], common, forms[common][1])


def _two_forms(context: Context, rare: str, one: LocalEntity, common: str, other: LocalEntity) -> Problem:
    """Return that a name stands in two forms, and where each does; which of them is the slip, only a reader can tell."""
    spans = [
        next((m.span for m in e.mentions if m.text == form), None) for form, e in ((rare, one), (common, other))
    ]
    lines = [f"linje {context.reading.document.line(span.start)}" if span else "uden sted" for span in spans]
    return Problem("spelling", f"To former af et navn: “{rare}” ({lines[0]}) og “{common}” ({lines[1]}).", spans[0])


_ENDINGS = ("s", "e", "et", "en", "n", "t", "er", "r", "ne")


def _slip(one: str, other: str) -> bool:
    """Tell whether two names differ as a slip of the pen does: one letter inside a word, no digit, no inflection.

    >>> _slip("Udsatterrådet", "Udsatterådet"), _slip("Udsatterådet", "Udsatteråde"), _slip("Ida Holms", "Ida Holm")
    (True, False, False)
    """
    a, b = one.casefold(), other.casefold()
    if (
        a == b
        or abs(len(a) - len(b)) > 1
        or any(sign.isdigit() for sign in a + b)
        or OSA.distance(a, b, score_cutoff=1) != 1
    ):
        return False
    left, right = a.split(), b.split()
    if len(left) != len(right):
        return False
    for place, (word, same) in enumerate(zip(left, right, strict=True)):
        if word != same:
            if re.sub(r"\W", "", word) == re.sub(r"\W", "", same) or (not place and len(left) > 1 and _given(one, other)):
                return False
            longer, shorter = (word, same) if len(word) >= len(same) else (same, word)
            inflected = longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS
            return min(len(word), len(same)) > 4 and not inflected and word[0] == same[0] and longer[-1] == shorter[-1]
    return False


def _given(one: str, other: str) -> bool:
    """Tell whether two names begin with two given names that both exist: 'Anna Holm' is not 'Anne Holm'."""
    return {one.split()[0], other.split()[0]} <= given_names()


def _strayed(context: Context, stage: Sequence[Scene]) -> Iterator[Problem]:
    """Yield decisions that name the matter of another item's title and nothing of their own item."""
    items = [e for e in context.reading.entities if e.type == "AGENDA_ITEM"]
    of_items = by_item(stage)
    keys = context.keys
    titled: dict[int, set[str]] = {}
    for entity in items:
        index = int(dict(entity.details)["index"])
        section = context.reading.sections[index]
        start, _ = context.flow.range(section.span)
        titled[index] = {
            keys[hit.start, hit.end, hit.type]
            for hit in context.hits_in(start, start + len(section.title) + 24)
            if hit.type in PROGRAMME and (hit.start, hit.end, hit.type) in keys
        }
    for entity in items:
        index = int(dict(entity.details)["index"])
        own = of_items.get(context.reading.sections[index].index, [])
        decided = [s for s in own if s.part == "decision"]
        named = {a.key for s in decided for a in s.arguments if a.coarse == "PROGRAMME" and not a.pointed}
        before = {a.key for s in own if s.part != "decision" for a in s.arguments if a.coarse == "PROGRAMME"}
        others = {key for other, found in titled.items() if other != index for key in found}
        if titled[index] and named and named <= others - before - titled[index] and len(decided) <= 2:
            text = f"Beslutningen under punkt {entity.value} nævner et andet punkts sag og intet af punktets egen."
            yield Problem("strayed_decision", text, decided[0].sentence.span)
