"""What was decided on each item: outcomes read from its decision, in the order of ``OUTCOMES``.

An agenda has none. Not caught: decisions that are told only in a table of votes; what other bodies decided on the case
is left out, as is a decision that only says that there was none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.claiming import evidence
from extractors.context import Context
from extractors.keys import body_key
from extractors.records import Claim, LocalEntity
from extractors.scene import Scene, by_item

_NOT = r"(?<!ikke )(?<!ikke blev )"
# fmt: off
OUTCOMES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("postponed", re.compile(r"(?:^|\b(?:blev|bliver|er|sagen|punktet|punkt \d+|drøftelsen|beslutningen) )(?:(?:blev|er|bliver) )?(?:udsat|udsættes|udskudt|udskydes)\b(?! (?:borger|menneske|grupp|børn|unge|stilling))|\budsættes til\b|\bblev udsat\b|\budsat til\b|\b(?:besluttede|vedtog|besluttet) at (?:udskyde|udsætte) (?:sagen|punktet|drøftelsen|beslutningen|behandlingen)\b", re.IGNORECASE), "Udsat til næste møde."),
    ("rejected", re.compile(r"\b(?:forkastet|forkastede|afvist|afviste|afslået|nedstemt|ikke godkendt|ikke tiltrådt|kunne ikke godkende|bortfaldt|bortfalder|ikke imødekommet|ikke vedtaget|(?:forslaget|ændringsforslaget) faldt)\b", re.IGNORECASE), "Forslaget blev forkastet."),
    ("noted", re.compile(r"\b(?:til efterretning|til orientering|taget til eft\w*|tages til eft\w*)\b", re.IGNORECASE), "Orienteringen blev taget til efterretning."),
    ("recommended", re.compile(r"\b(?:anbefales|anbefalet|anbefaler|anbefalede|indstilles til (?:godkendelse|byrådet|kommunalbestyrelsen|regionsrådet)|indstillede)\b", re.IGNORECASE), "Anbefales."),
    ("approved", re.compile(_NOT + r"\b(?:godkendt|godkendte|godkendes|godkender|tiltrådt|tiltrådte|tiltrædes|tilrådt|vedtaget|vedtog|vedtages|besluttet|besluttede|bevilget|bevilgede|bevilges|aftalte|aftalt|tilsluttede sig|imødekommet|valgt|valgte|udpeget|udpegede)\b", re.IGNORECASE), "Dagsordenen blev godkendt."),
    ("discussed", re.compile(r"\b(?:drøftet|drøftede|drøftes|drøftelse|drøftelser|debatteret|debatterede|dialog om|diskuterede|diskuteret)\b", re.IGNORECASE), "Rådet drøftede planen."),
    ("informed", re.compile(r"\b(?:orienterede|orienteret|orienterer|orienteres|præsenterede|præsenteret|gav (?:en )?(?:kort )?(?:status|orientering|oplæg)|fortalte|holdt oplæg|fremlagde|gennemgik|redegjorde|oplyste|informerede|informeret|orientering blev givet)\b", re.IGNORECASE), "Formanden orienterede om planen."),
)
# fmt: on
_EMPTY = re.compile(r"^[\s.\-–]*$|^(?:intet|ingen|ingen bemærkninger|intet at bemærke|-)\.?$", re.IGNORECASE)
_ACTS = re.compile(
    r"(?:Udvalget|Rådet|Klyngen|Bestyrelsen|Forummet|Byrådet|Regionsrådet|Kommunalbestyrelsen|Det blev|Der blev|Indstilling|Punkt|Ad\b|Sagen|Dagsordenen|Referatet|Orienteringen|Godkend|Tiltr|Taget|[A-ZÆØÅ][\wæøå-]*(?:udvalget|rådet|klyngen|bestyrelsen)) ?(?!har |havde )",
    re.IGNORECASE,
)
_DISCUSSED = re.compile(r"\b(?:drøftede|drøftet|debatterede|debatteret|diskuterede|diskuteret)\b", re.IGNORECASE)
_DISSENT = re.compile(r"\b(?:tog forbehold|stemte imod|ønskede ført til referat|mindretal\w*|undlod)\b", re.IGNORECASE)
_PAST_PLAN = re.compile(
    r"\b(?:skal|vil|bør|kan|foreslår|foreslog|et ønske|ønsker?|ønskede|med henblik på|mhp\.?)\b", re.IGNORECASE
)


def outcomes(text: str) -> tuple[tuple[str, int], ...]:
    """Return the outcomes that a decision's sentence states, each with the place of its word.

    >>> [name for name, _ in outcomes("Tiltrådt. Orienteringen blev taget til efterretning.")]
    ['noted', 'approved']
    """
    found = []
    for name, pattern, _ in OUTCOMES:
        match = pattern.search(text)
        if match:
            found.append((name, match.start()))
    found = [
        ("rejected" if name == "approved" and re.search(r"\bikke (?:blev )?$", text[:place]) else name, place)
        for name, place in found
    ]
    first = min((place for _, place in found), default=0)
    clause = text.find(", at ", first)
    found = [f for f in found if clause < 0 or f[1] <= clause or f[0] in ("postponed", "rejected")]
    names = {name for name, _ in found}
    if names & {"postponed", "rejected"}:
        found = [f for f in found if f[0] != "approved"]
    if names & {"approved", "noted", "recommended", "discussed", "postponed"}:
        found = [f for f in found if f[0] != "informed"]
    return tuple(found)


def find(context: Context, stage: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield the outcomes of every agenda item of minutes."""
    items = {int(dict(e.details)["index"]): e for e in context.reading.entities if e.type == "AGENDA_ITEM"}
    meetings = {int(dict(e.details)["index"]): e for e in context.reading.entities if e.type == "MEETING"}
    of_items = by_item(stage)
    for index, item in items.items():
        section = context.reading.sections[index]
        meeting = context.reading.meetings[section.meeting or 0]
        if meeting.kind == "agenda":
            continue
        body = meetings[meeting.index].owner if meeting.index in meetings else ""
        yield from _of_item(context, item, body, of_items.get(section.index, ()))


def _of_item(context: Context, item: LocalEntity, body: str, own: Sequence[Scene]) -> Iterator[Claim]:
    decisions = [s for s in own if _decides(s, body)]
    labelled = any(s.part == "decision" for s in own)
    parts = {s.part for s in own} & {"recommendation", "case", "summary", "economy"}
    if not labelled and parts:
        return
    if not labelled:
        decisions = [
            s
            for s in own
            if s.part in ("body", "agenda_item", "heading", "process", "summary") and s.section.kind != "attachments"
        ]
    seen: set[str] = set()
    lead = True
    for scene in decisions:
        text = re.sub(r"^(?:Ad\.? ?\d+\s*[-–.:)]*|\d+[.)])\s*", "", scene.text)
        if _EMPTY.match(text):
            continue
        named = outcomes(text)
        point = text != scene.text
        if _DISSENT.search(text) or _ELSEWHERE.search(text) or _others(scene, body):
            continue
        for name, place in named:
            if name in seen:
                continue
            if not lead and not point and (not _leads(text, place, name, labelled) or not _ACTS.match(text)):
                continue
            if not lead and name == "discussed" and not _DISCUSSED.search(text):
                continue
            if not labelled and not _leads(text, place, name, False):
                continue
            if name == "informed" and seen:
                continue
            seen.add(name)
            offset = scene.start + len(scene.text) - len(text) + place
            start = scene.start
            if len(text) < 25 and scene.section.title and scene.section.kind == "decision":
                heading = context.flow.range(scene.section.span)[0]
                start = heading if scene.end - heading < 250 else start
            yield Claim(
                item.key,
                "decision",
                name,
                evidence(context, start, scene.end, offset),
                "decisions-1",
                status="recommended" if name == "recommended" else "decided",
                score=0.9 if labelled else 0.75,
                section=scene.section.index,
            )
        lead = lead and not named


_ELSEWHERE = re.compile(
    r"^[^,.]{0,60}\b(?:ønskede|ønsker|vil gerne|bad om|opfordrede|efterlyste|efterspurgte|har tidligere|havde tidligere)\b",
    re.IGNORECASE,
)


def _others(scene: Scene, body: str) -> bool:
    """Tell whether a sentence tells what another body does: it opens with that body's name."""
    first = scene.arguments[0] if scene.arguments else None
    return bool(
        first
        and body
        and first.type == "COUNCIL"
        and not first.pointed
        and first.start == scene.start
        and first.key != body
    )


def _decides(scene: Scene, body: str) -> bool:
    """Tell whether a sentence stands in the decision of the meeting's own body."""
    if scene.part != "decision":
        return False
    title = scene.section.title
    if not scene.section.detail("date") or not body:
        return True
    return (
        body_key(title) in body.split("|")[1]
        or body.split("|")[1].startswith(body_key(title))
        or ":" in body.split("|")[1]
        or body_key(title).rstrip("s") in body
    )


def _leads(text: str, place: int, name: str, labelled: bool) -> bool:
    """Tell whether an outcome's word is the main verb: it stands early, and nothing before it makes it a wish or a plan."""
    before = text[:place]
    return (
        len(before) < (60 if labelled else 90)
        and not _PAST_PLAN.search(before)
        and not before.count(", at")
        and (name != "informed" or not labelled or len(before) < 60)
    )
