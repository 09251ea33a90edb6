"""When programmes and bodies began, end, were agreed, published, evaluated: dates tied to them by a verb or a word.

Not caught: dates whose event stands in another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.anchors import anchors
from extractors.claiming import make, polarity_of
from extractors.context import Context
from extractors.meetings import NEXT
from extractors.records import Claim
from extractors.scene import Argument, Scene

# fmt: off
CUES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("evaluation", re.compile(r"\b(?:midtvejsevaluering(?:en)?|slutevaluering(?:en)?|følgeevaluering(?:en)?|midtvejsrapport(?:en)?|midtvejsnotat(?:et)?|slutrapport(?:en)?|gør(?:es)? status|gøres op|evaluering(?:en)?|evalueres|evaluerer|evaluere|evaluerede|evalueret|statusrapport(?:en)?)\b", re.IGNORECASE), "Projektet evalueres i 2031"),
    ("deadline", re.compile(r"\b(?:senest|frist(?:en)?|svarfrist(?:en)?|høringsfrist(?:en)?|ansøgningsfrist(?:en)?|tilmeldingsfrist(?:en)?|i høring|afleveres|deadline|inden den|i hænde|færdigbeskrevet|skal foreligge|skal være (?:klar|færdig|påbegyndt|afsluttet))\b", re.IGNORECASE), "planen skal foreligge senest 1. maj"),
    ("published", re.compile(r"\b(?:offentliggjort|offentliggjorde|offentliggøres|udgivet|udgives|udkom|publiceret|revideret|opdateret|udsendt|lanceret|lanceres|være klar|foreligger)\b", re.IGNORECASE), "planen blev offentliggjort i maj 2031"),
    ("established", re.compile(r"\b(?:nedsat|nedsatte|nedsætte|nedsættes|etableret|etablerede|etablere|etableres|oprettet|oprettede|oprette|oprettes|stiftet|dannet|blev til|grundlagt|åbnede|åbner|åbnes|indviet)\b", re.IGNORECASE), "Rådet blev nedsat i 2031"),
    ("end", re.compile(r"\b(?:frem til|udløber|udløb|slutter|sluttede|ophører|ophørte|afsluttes|afsluttet|afslutning(?:en)?|nedlægges|nedlagt|indtil|til og med|lukker|lukkede|lukkes|løber til|kører til|varer til|stopper|stoppede|løber ud|løb ud|holder op|holdt op|sidste gang|bortfalder|bortfaldt|falder bort|udgår|ophæves|rinder ud|med udgangen af|ved udgangen af)\b", re.IGNORECASE), "Projektet løber frem til 2031"),
    ("start", re.compile(r"\b(?:starte\w*|startede|ikrafttræd\w*|skudt i gang|første dag|opstart\w*|begynd\w*|kom(?:mer)? i gang|sat i søen|gik i luften|får virkning|har virkning|fungerer fra|kørt(?: som [a-zæøå]+)? siden|så dagens lys|skød|tages ind|træder i funktion|trådte i funktion|slår dørene op|slog dørene op|er på plads|får tilbuddet|træder i kraft|trådte i kraft|siden|tages i brug|taget i brug|igangsæt\w*|igangsat|indføres|indført|iværksæt\w*|iværksat|sættes i gang|implementeret|implementeres|går i gang|gik i gang|satte i gang|sat i gang|indfasning|indfases|gælde fra|gælder fra|i drift fra|med virkning fra|virke fra|overtager)\b", re.IGNORECASE), "Projektet startede i 2031"),
    ("agreed", re.compile(r"\b(?:indgået|indgik|indgås|godkendt\w*|godkendte|vedtag\w*|vedtog|enighed|underskrev|skrev under|skrevet under|besluttet|besluttede|aftalt|aftalte|underskrevet|underskrifterne|grønt lys|tiltrådt|bevilget|tildelt)\b", re.IGNORECASE), "Aftalen blev indgået i 2031"),
    ("period", re.compile(r"\b(?:i perioden|perioden|løber fra|gælder (?:for|fra|i)|for årene|fortsætter|arbejde(?:t)? for|erfaringer fra|funktionsperiode\w*)\b", re.IGNORECASE), "Planen gælder for 2031-2034"),
)
# fmt: on
_WORDS = {kind: anchors(pattern) or ("",) for kind, pattern, _ in CUES}
SUBJECTS = frozenset("REFORM AGREEMENT PLAN LAW INITIATIVE COUNCIL PROVIDER ASSOCIATION ORG_OTHER".split())
_ESTABLISHED = frozenset({"COUNCIL", "PROVIDER", "ASSOCIATION", "ORG_OTHER", "EDUCATION"})
_TABLE = 40
"""Dates in one sentence that are too many for prose: a table, whose cells no cue ties together."""
_FROM_YEAR = re.compile(r"^ fra $")
_OTHER_VERB = re.compile(r"[.;:]|\b(?:er|blev|bliver|har|skal|og|som|der)\b")
_PAST_MEETING = re.compile(r"\b(?:på (?:mødet|møde|et møde|sit møde|møder)|regionsrådets? møde)\b", re.IGNORECASE)


def find(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield dated claims of a sentence: each date with the cue nearest to it and the thing that the cue is said of."""
    yield from _phase(context, scene)
    if (scene.sentence.kind == "heading" and scene.section.kind in ("header", "agenda_item")) or scene.part in (
        "attendance",
        "absent",
        "header",
        "earlier",
        "attachments",
    ):
        return
    dates = [a for a in scene.arguments if a.type == "DATE"]
    if not dates or len(dates) > _TABLE:
        return
    low = scene.text.lower()
    cues = [
        (scene.start + m.start(), scene.start + m.end(), kind)
        for kind, pattern, _ in CUES
        if any(word in low for word in _WORDS[kind])
        for m in pattern.finditer(scene.text)
    ]
    yield from _coming(context, scene, dates)
    sums = [a for a in scene.arguments if a.type == "AMOUNT"]
    for date in dates:
        if any(0 <= date.start - s.end < 30 for s in sums) or any(0 <= s.start - date.end < 12 for s in sums):
            continue
        yield from _direct(context, scene, date)
        chosen = _cue(context, scene, date, cues, dates)
        if chosen is None:
            continue
        start, end, kind = chosen
        if kind == "published" and any(
            e <= start and k == "evaluation" and not _OTHER_VERB.search(context.text[e:start]) for _, e, k in cues
        ):
            kind = "evaluation"
        subject = _subject(context, scene, date, start, end, kind)
        if kind == "established" and subject is None and (start == scene.start or _OPENS.search(context.text, max(scene.start, start - 14), start)):
            kind = "start"
        if subject is None and not _body_before(scene, start):
            subject = _only(scene, date)
        evaluates = kind == "evaluation" and not any(a.type in ("COUNCIL", "PERSON", "REGION", "MUNICIPALITY") for a in scene.arguments)
        if subject is None and kind in _OF_TOPIC and (evaluates or not _body_before(scene, start)):
            subject = (_topic(context, scene) if kind == "evaluation" and previous else None) or _of_passage(scene)
        if subject is None or _proposes(context, scene, subject, start) or _busy(context, scene, subject, start, date):
            continue
        if kind == "established" and subject.coarse == "PROGRAMME":
            kind = "start"
        if kind == "start" and subject.type == "COUNCIL" and "/" in date.key:
            kind = "period"
        if kind in ("start", "end") and "/" in date.key and not date.key.endswith(".."):
            kind = "period"
        yield make(
            context,
            scene,
            subject.key,
            "dated",
            date.key,
            "timing",
            min(subject.start, date.start, start),
            max(subject.end, date.end, end),
            qualifiers={"kind": kind},
            polarity=polarity_of(scene, start, end),
            score=0.75 - 0.1 * subject.pointed,
            rule=kind,
        )


_OPENS = re.compile(r"(?:[Mm]ilepæle?|[Tt]idsplan|[Ss]tatus): $")
_OF_TOPIC = frozenset({"evaluation", "deadline", "start", "end", "period"})
"""Kinds of dates that a sentence may tell of what its passage is about: 'Fristen er 1. maj.'"""


def _only(scene: Scene, date: Argument) -> Argument | None:
    """Return the one programme of a sentence with one date: whatever the wording, the date is its own."""
    named = {a.key: a for a in scene.arguments if a.coarse == "PROGRAMME"}
    alone = len(named) == 1 and not any(a.type == "DATE" and a.key != date.key for a in scene.arguments)
    return next(iter(named.values())) if alone else None


def _of_passage(scene: Scene) -> Argument | None:
    """Return the only initiative that a sentence names, behind whatever preposition; where it names no programme, its topic."""
    named = {a.key: a for a in scene.arguments if a.coarse == "PROGRAMME"}
    only = next(iter(named.values())) if len(named) == 1 else None
    return (only if only.type == "INITIATIVE" else None) if only else None if named else scene.topic


def _body_before(scene: Scene, position: int) -> bool:
    """Tell whether a body stands before a cue, of which it is then said."""
    return any(a.coarse in ("ORG", "PERSON") and a.end <= position for a in scene.arguments)


_SITS = re.compile(
    r"\s(?:mødes|holder (?:(?:sit|deres|et|næste|første|ordinære|årets) )*møde)(?: (?:igen|næste gang|første gang))?(?: [a-zæøå]+dag)?,?(?: den| d\.| i)? $"
)
_NEXT_OF = re.compile(r"\b[Nn]æste (?:ordinære )?møde i (?:det |den )?$")
_IS_ON = re.compile(r"\s(?:er|holdes|afholdes|finder sted|bliver|ligger)(?: [a-zæøå]+dag)?,?(?: den| d\.| i)? $")


def _coming(context: Context, scene: Scene, dates: list[Argument]) -> Iterator[Claim]:
    """Read when a body meets next: 'Styregruppen mødes igen den 3. maj', 'Næste møde i udvalget holdes den 3. maj'.

    What the body of the minutes says of its own next meeting is read by ``meetings``.
    """
    held = {meeting.date for meeting in context.reading.meetings}
    own = {e.owner for e in context.reading.entities if e.type == "MEETING"} if NEXT.search(scene.text) else set()
    for body in scene.arguments:
        if body.type != "COUNCIL" or body.key in own:
            continue
        date = next((date for date in dates if date.start > body.end), None)
        if date is None or date.key.removeprefix("DATE|") in held or "/" in date.key:
            continue
        between = context.text[body.end : date.start]
        before = context.text[max(scene.start, body.start - 40) : body.start]
        if _SITS.fullmatch(between) or (_NEXT_OF.search(before) and _IS_ON.fullmatch(between)):
            yield make(
                context, scene, body.key, "dated", date.key, "timing", body.start, date.end,
                qualifiers={"kind": "next_meeting"}, status="stated", score=0.8,
                rule="coming",
            )  # fmt: skip


_WHICH = re.compile(r",? som ")
_CLAUSE_STOP = re.compile(r"[.;]|, (?:men|mens|der|og [a-zæøå]+(?:r|de|te))\b")


def _topic(context: Context, scene: Scene) -> Argument | None:
    """Return the one programme that the title of a sentence's item names: what an evaluation without object is of."""
    if scene.item is None:
        return None
    start, _ = context.flow.range(scene.item.span)
    keys = context.keys
    named = {
        keys[(h.start, h.end, h.type)]: h
        for h in context.hits_in(start, start + len(scene.item.title) + 16)
        if h.type in ("INITIATIVE", "PLAN") and (h.start, h.end, h.type) in keys
    }
    if len(named) != 1:
        return None
    ((key, hit),) = named.items()
    return Argument(scene.start, scene.start + 1, key, hit.type, True)


_PHASE_NAME = re.compile(r", fase (?:\d|[ivx]+)\|", re.IGNORECASE)


def _phase(context: Context, scene: Scene) -> Iterator[Claim]:
    """Read 'Fase 1: Klargøring, 1. februar til 31. august 2026'."""
    for place, argument in enumerate(scene.arguments[:-1]):
        following = scene.arguments[place + 1]
        between = context.text[argument.end : following.start]
        if (
            _PHASE_NAME.search(argument.key)
            and following.type == "DATE"
            and len(between) < 50
            and not re.search(r"\b(?:er|blev|startede|løber|inkluderer)\b", between)
        ):
            kind = "period" if "/" in following.key and not following.key.endswith("..") else "start"
            yield make(
                context,
                scene,
                argument.key,
                "dated",
                following.key,
                "timing",
                argument.start,
                following.end,
                qualifiers={"kind": kind},
                score=0.75,
                rule="phase",
            )


def _direct(context: Context, scene: Scene, date: Argument) -> Iterator[Claim]:
    """Read 'anbefalingen fra 2031': a document of a year."""
    for argument in scene.arguments:
        if (
            argument.type in ("PLAN", "AGREEMENT")
            and argument.end <= date.start
            and _FROM_YEAR.fullmatch(context.text[argument.end : date.start])
        ):
            yield make(
                context,
                scene,
                argument.key,
                "dated",
                date.key,
                "timing",
                argument.start,
                date.end,
                qualifiers={"kind": "published" if argument.type == "PLAN" else "agreed"},
                status="stated",
                score=0.75,
                rule="direct",
            )


def _cue(
    context: Context, scene: Scene, date: Argument, cues: list[tuple[int, int, str]], dates: list[Argument]
) -> tuple[int, int, str] | None:
    """Return the cue that a date goes with: the nearest in its clause."""
    best: tuple[int, int, str] | None = None
    least = 10**9
    for start, end, kind in cues:
        gap = date.start - end if end <= date.start else start - date.end
        if gap < 0 or gap > (70 if end <= date.start else 30):
            continue
        if start >= date.end and " og " in context.text[date.end : start]:
            continue
        between = context.text[min(end, date.end) : max(start, date.start)]
        if re.search(r"[.;]\s|, (?:men|mens|og [a-zæøå]+(?:r|de|te) )", between) or any(
            min(end, date.end) <= d.start and d.end <= max(start, date.start) for d in dates if d is not date
        ):
            continue
        weight = gap + (8 if start > date.end else 0)
        if weight < least:
            best, least = (start, end, kind), weight
    if best and _PAST_MEETING.search(context.text[max(scene.start, date.start - 30) : date.start]):
        return None
    return best


_INCLUDED = re.compile(r"^[^.;]{0,40}\b(?:inkl\.|inklusive|herunder|samt)\s[^.;]{0,30}$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:på|i|ved|hos|til|fra|med|af|under|mellem|for)\s(?:den |det |de )?$", re.IGNORECASE)


def _oblique(context: Context, argument: Argument) -> bool:
    """Tell whether a preposition stands before a name, so that nothing is said of it; 'arbejdet med X' is of X."""
    window = context.text[max(0, argument.start - 40) : argument.start]
    if re.match(r",? (?:som|der) ", context.text[argument.end : argument.end + 8]):
        return False
    if argument.coarse == "PROGRAMME" and re.search(
        r"\b(?:\w*evaluering(?:en)? af|implementering(?:en)? af|gang med|afprøvning(?:en)? af|arbejdet med|udkast(?:et)? til|oplæg(?:get)? til|høring(?:en)? af|om|udrulning(?:en)? af|revision(?:en)? af|opstart(?:en)? af|start(?:en)? (?:af|på)|afslutning(?:en)? (?:af|på)|igangsættelse(?:n)? af|frist(?:en)? for|ikrafttræd\w+ af|gang (?:i|med)|skudt i gang|høringssvar til|bemærkninger til|underskrifterne på|lys til)\s(?:den |det )?$",
        window,
        re.IGNORECASE,
    ):
        return False
    if argument.type == "COUNCIL" and re.search(r"etablering(?:en)? af (?:et |en )?$", window):
        return False
    return bool(_PREPOSITION.search(window))


_PROPOSING = r"(?:foreslår|foreslog|foreslået|anbefaler|anbefalede|anbefalet|indstiller|indstillede|ønsker|ønskede|ønsket|opfordrer|opfordrede|anmoder|anmodede|efterlyser|efterlyste)"
_PROPOSER = re.compile(rf"(?: \([^()]{{1,20}}\))?(?: i (?:[A-ZÆØÅ][\w-]+ ?){{1,3}})?,? ?(?:(?:har|vil|der|som|også|derfor|nu|desuden|fortsat) ){{0,3}}{_PROPOSING}\b")
_PROPOSER_BEHIND = re.compile(rf"\b{_PROPOSING} (?:den |det )?$", re.IGNORECASE)


def _proposes(context: Context, scene: Scene, argument: Argument, cue: int) -> bool:
    """Tell whether a cue stands in what its argument proposes or wishes for: 'SIND foreslår, at der åbnes et hus i 2031'."""
    if argument.end > cue:
        return False
    if _PROPOSER.match(context.text, argument.end, cue):
        return True
    behind = argument.coarse == "ORG" and _PROPOSER_BEHIND.search(context.text, max(scene.start, argument.start - 40), argument.start)
    return bool(behind and ", at " in context.text[argument.end : cue])


_TAKES_PART = re.compile(r" (?:også |aktivt |været )*(?:deltaget|medvirket|samarbejdet|haft|ansvarlig|med\b|part(?:ner)?\b|ledet|drevet|været)")
_HAS = re.compile(r"\b(?:har|er|var|havde) (?:(?:også|nu|netop) )?$")


def _busy(context: Context, scene: Scene, argument: Argument, cue: int, date: Argument) -> bool:
    """Tell whether 'siden' bounds what a body does, and not the body: 'SIND har siden 2031 deltaget i projektet'."""
    text = context.text
    since = argument.coarse == "ORG" and text[cue : cue + 5].casefold() == "siden" and bool(_HAS.search(text, max(scene.start, cue - 16), cue))
    return since and bool(_TAKES_PART.match(text, date.end))


def _subject(context: Context, scene: Scene, date: Argument, start: int, end: int, kind: str) -> Argument | None:
    """Return what a cue is said of: for a decision what is decided on, else what stands before it."""
    candidates = [a for a in scene.arguments if a.type in SUBJECTS and not _oblique(context, a) and not _proposes(context, scene, a, start)]
    if not candidates:
        return None
    passive = context.text[start:end].casefold().endswith(("t", "s", "es"))
    inverted = next((a for a in candidates if 0 <= a.start - end <= 1 and a.coarse in ("ORG", "PROGRAMME")), None)
    if (
        inverted
        and kind in ("start", "end", "established", "published", "evaluation")
        and (passive or inverted.coarse == "PROGRAMME")
    ):
        return inverted
    if kind == "agreed" and not passive:
        which = [
            a
            for a in scene.arguments
            if a.coarse == "PROGRAMME" and a.end <= start and _WHICH.match(context.text, a.end)
        ]
        if which and not _CLAUSE_STOP.search(context.text[which[-1].end + 2 : start]):
            return which[-1]
    if kind in ("established", "agreed") and not passive:
        after = [a for a in candidates if a.start >= end and a.start - end < 110]
        actor = next((a for a in scene.arguments if a.start - end in (0, 1) and a.coarse == "ORG"), None)
        after = [
            a
            for a in after
            if (actor is None or a.key != actor.key)
            and (a.coarse == "PROGRAMME" or a.type == "COUNCIL" or kind == "established")
        ]
        if date.start >= end and ", at " in context.text[end : date.start]:
            return None
        if after:
            return after[0]
        first = candidates[0]
        own = first.type in ("ASSOCIATION", "ORG_OTHER", "PROVIDER") and first.start == scene.start
        return first if own and kind == "established" else None
    if kind == "agreed" and passive:
        before = [a for a in candidates if a.end <= start and a.coarse == "PROGRAMME"]
        after = [a for a in candidates if a.start >= end and a.start - end < 60 and a.coarse == "PROGRAMME"]
        return before[-1] if before else after[0] if after else None
    if kind == "evaluation" and not passive:
        actor = next((a for a in candidates if a.start - end in (0, 1) and a.type == "COUNCIL"), None)
        if actor:
            return actor
    before = [a for a in candidates if a.end <= start]
    programmes = [a for a in before if a.coarse == "PROGRAMME"]
    if kind in ("evaluation", "published", "deadline"):
        near = [a for a in before if a.coarse == "PROGRAMME" or (kind == "evaluation" and passive)]
        after = [a for a in candidates if a.start >= end and a.start - end < 50 and a.coarse == "PROGRAMME"]
        return near[-1] if near else after[0] if after else None
    if kind == "established" and before:
        bodies = [a for a in before if a.type in _ESTABLISHED]
        return bodies[-1] if bodies else programmes[-1] if programmes else None
    if programmes:
        included = len(programmes) > 1 and _INCLUDED.search(context.text[programmes[-2].end : programmes[-1].start])
        return programmes[-2] if included else programmes[-1]
    bodies = [
        a
        for a in before
        if a.type == "COUNCIL" or (a.type in ("ASSOCIATION", "PROVIDER") and (a.start == scene.start or kind == "end"))
    ]
    if (
        bodies
        and kind in ("start", "end", "period")
        and (kind == "period" or min(start, date.start) - bodies[-1].end < 25)
    ):
        return bodies[-1]
    after = [a for a in candidates if a.start >= end and a.start - end < 60 and a.coarse == "PROGRAMME"]
    return after[0] if after else None


__all__ = ["CUES", "find"]
