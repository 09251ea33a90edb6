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
    decisions = [s for s in own if decided_here(s, body)]
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
    seen: set[tuple[str, str]] = set()
    asked = _recommendations(own)
    lead = True
    for scene in decisions:
        opened = _POINT.match(scene.text)
        text = scene.text[opened.end() :] if opened else scene.text
        if _EMPTY.match(text):
            continue
        named = outcomes(text)
        point = (opened["ad"] or opened["number"] or "") if opened else ""
        if _DISSENT.search(text) or _ELSEWHERE.search(text) or _others(scene, body):
            continue
        for name, place in named:
            if (name, point) in seen or (not point and name in {n for n, _ in seen}):
                continue
            if not lead and not point and (not _leads(text, place, name, labelled) or not _ACTS.match(text)):
                continue
            if not lead and name == "discussed" and not _DISCUSSED.search(text):
                continue
            if not labelled and not _leads(text, place, name, False):
                continue
            if name == "informed" and seen:
                continue
            seen.add((name, point))
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
                _words(text, name, point, asked),
                status="recommended" if name == "recommended" else "decided",
                score=0.9 if labelled else 0.75,
                section=scene.section.index,
                rule="of_item",
            )
        lead = lead and not named


_POINT = re.compile(
    r"^(?:(?:Ad|Vedr(?:ørende)?|Punkt|Pkt)\.? ?(?P<ad>\d{1,2}(?:(?:-| og |,)\d{1,2})*)\s*[-–.:)]*|(?P<number>\d{1,2})[.)])\s*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^(?:at )?(?:(?P<number>\d{1,2})[.)]|[-–•*])\s*|^at\b", re.IGNORECASE)
_ADDED = re.compile(
    r"\b(?:idet\b|dog (?:således |med )|således,? at|med (?:den|det|de|følgende) (?:tilføjelse|ændring|bemærkning|præcisering|rettelse|justering)\w*|med bemærkning(?:er)? om|"
    r"under forudsætning af|med forbehold for|og tilføjede|med tilføjelse af|med rettelse af)",
    re.IGNORECASE,
)
LONGEST = 600
"""Code points of a decision's wording that are kept; what is longer ends in an ellipsis."""


def _recommendations(own: Sequence[Scene]) -> dict[str, str]:
    """Return the points of an item's recommendation by their number; the only one of an unnumbered one is called ''.

    Bullets and lines that begin with 'at' are counted in their order.
    """
    lines = [scene.text for scene in own if scene.part == "recommendation"]
    points: dict[str, str] = {}
    for line in lines:
        found = _LISTED.match(line)
        if found:
            points[found["number"] or str(len(points) + 1)] = line[found.end() :].strip() or line
    if len(points) > 1 or not lines:
        return points
    return {"": " ".join(lines)}


def _words(text: str, name: str, point: str, asked: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return a decision's wording, the point that it answers, what that asked for, and what was added.

    ``matter`` is ``orientation`` where the recommendation asks to be taken note of, ``discussion`` where it asks for a discussion: a
    *tiltrådt* to these approves no content.
    """
    recommended = asked.get(point) or asked.get("") or ""
    if not recommended and asked and not point and len({_matter(line) for line in asked.values()}) == 1:
        recommended = " ".join(asked.values())
    added = _ADDED.search(text)
    found = {
        "wording": _cut(text),
        "point": point,
        "recommendation": _cut(recommended),
        "matter": _matter(recommended) if name in ("approved", "noted") else "",
        "addition": _cut(text[added.start() :]) if added else "",
    }
    return tuple(sorted((key, value) for key, value in found.items() if value))


def _matter(recommended: str) -> str:
    """Tell what a recommendation asks for where that is no approval.

    >>> _matter("Det indstilles, at orienteringen tages til efterretning."), _matter("at planen godkendes")
    ('orientation', '')
    """
    if re.search(r"\b(?:godkend\w*|vedtag\w*|tiltræd\w*|bevilg\w*|anbefal\w*)\b", recommended, re.IGNORECASE):
        return ""
    if re.search(r"\btil (?:efterretning|orientering)\b", recommended, re.IGNORECASE):
        return "orientation"
    return "discussion" if re.search(r"\bdrøft\w*", recommended, re.IGNORECASE) else ""


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


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


def decided_here(scene: Scene, body: str) -> bool:
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
