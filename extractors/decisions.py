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
from extractors.wording import countered, going_on, point_of, recommendations, unlabelled, words

_NOT = r"(?<!ikke )(?<!ikke blev )"
# fmt: off
OUTCOMES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("postponed", re.compile(r"(?:^|\b(?:blev|bliver|er|sagen|punktet|punkt \d+|drøftelsen|beslutningen) )(?:(?:blev|er|bliver) )?(?:udsat|udsættes|udskudt|udskydes)\b(?! (?:borger|menneske|grupp|børn|unge|stilling))|\budsættes til\b|\bblev udsat\b|\budsat til\b|\b(?:blev|bliver|er) (?:derfor |dermed |herefter )?(?:udsat|udskudt)\b|\b(?:besluttede|vedtog|besluttet) at (?:udskyde|udsætte) (?:sagen|punktet|drøftelsen|beslutningen|behandlingen)\b|\b(?:udsatte|udskød) (?:sagen|punktet|drøftelsen|beslutningen|behandlingen)\b", re.IGNORECASE), "Udsat til næste møde."),
    ("rejected", re.compile(r"\b(?:forkastet|forkastede|afvist|afviste|afslået|nedstemt|ikke godkendt|ikke tiltrådt|kunne ikke godkende|(?:besluttede|vedtog) ikke at|kan ikke (?:anbefale|godkende|tiltræde)|bortfaldt|bortfalder|ikke imødekommet|ikke vedtaget|(?:forslaget|ændringsforslaget) faldt)\b", re.IGNORECASE), "Forslaget blev forkastet."),
    ("noted", re.compile(r"\b(?:til efterretning|til orientering|taget til eft\w*|tages til eft\w*)\b", re.IGNORECASE), "Orienteringen blev taget til efterretning."),
    ("recommended", re.compile(r"\b(?:anbefales|anbefalet|anbefaler|anbefalede|(?:sendes|sendt|oversendes|oversendt|videresendes|videresendt)\b[^.;]{0,80}\bmed (?:en )?(?:positiv )?anbefaling|indstilles til (?:godkendelse|byrådet|kommunalbestyrelsen|regionsrådet)|indstillede)\b", re.IGNORECASE), "Anbefales."),
    ("approved", re.compile(_NOT + r"\b(?:godkendt|godkendte|godkendes|godkender|tiltrådt|tiltrådte|tiltrædes|tilrådt|vedtaget|vedtog(?! ikke)|vedtages|besluttet|besluttede(?! ikke)|bevilget|bevilgede|bevilges|aftalte|aftalt|tilsluttede sig|imødekommet|valgt(?! at| ikke)|valgte(?! at| ikke)|udpeget|udpegede|indstilling\w* (?:(?:blev|er|bliver|var) (?:\w+ )?(?:fulgt|imødekommet)|følges|fulgtes)|fulgte (?:\w+ )?indstillingen)\b|^(?:[Ss]agen (?:blev|er|bliver) )?[Oo]versend(?:t|es) til\b", re.IGNORECASE), "Dagsordenen blev godkendt."),
    ("discussed", re.compile(r"\b(?:drøftet|drøftede|drøftes|drøftelse|drøftelser|debatteret|debatterede|dialog om|diskuterede|diskuteret)\b", re.IGNORECASE), "Rådet drøftede planen."),
    ("informed", re.compile(r"\b(?:orienterede|orienteret|orienterer|orienteres|præsenterede(?! sig)|præsenteret(?! som)|gav (?:en )?(?:kort )?(?:status|orientering|oplæg)|fortalte|holdt oplæg|fremlagde|gennemgik|redegjorde|oplyste|informerede|informeret|orientering(?:en|erne)? (?:(?:blev|er|bliver) )?givet)\b", re.IGNORECASE), "Formanden orienterede om planen."),
)
# fmt: on
_EMPTY = re.compile(r"^[\s.\-–]*$|^(?:intet|ingen|ingen bemærkninger|intet at bemærke|-)\.?$", re.IGNORECASE)
_ACTS = re.compile(
    r"(?:(?:Udvalget|Rådet|Klyngen|Bestyrelsen|Forummet|Byrådet|Regionsrådet|Kommunalbestyrelsen|Det blev|Der blev|Indstilling|Punkt|Ad\b|Sagen|Dagsordenen|Referatet|Orienteringen|Godkend|Tiltr|Taget|Udsat|Oversendt|Anbefal|[A-ZÆØÅ][\wæøå-]*(?:udvalget|rådet|klyngen|bestyrelsen)) ?(?!har |havde )"
    r"|(?:[a-zæøå-]+s indstilling|[a-zæøå-]{3,}(?:en|et|erne|us))\b[^.;:,]{0,60}? (?:blev|er|bliver|var|tages|udsættes|anbefales|godkendes)\b)",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:foreslog|foreslår|foreslås|spurgte|mente|mener|bemærkede|opfordrede|ønskede|ønsker|fandt|finder|håber|håbede)\b[^.;]{0,300}, (?:at|om)\b[^.;,]{0,200}$",
    re.IGNORECASE,
)
"""What comes before an outcome's word that is only wished for: 'SF foreslog, at tilskuddet …'."""
_FORMER = re.compile(r"\b(?:tidligere|allerede|senest|sidste (?:år|møde)|i sin tid)\b", re.IGNORECASE)
_SIGNED = re.compile(r"^(?:Godkendt elektronisk|Referatet er godkendt elektronisk|Underskrevet)\b", re.IGNORECASE)
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
    found = [
        (name, place)
        for name, place in found
        if not _REPORTED.search(text[:place])
        and not (name == "approved" and re.search(r"\b(?:anbefal|indstill)\w+(?: til)? $", text[:place], re.IGNORECASE))
    ]
    first = min((place for _, place in found), default=0)
    clause = text.find(", at ", first)
    found = [f for f in found if clause < 0 or f[1] <= clause or f[0] in ("postponed", "rejected")]
    names = {name for name, _ in found}
    if names & {"postponed", "rejected"} or ("recommended" in names and text[:9].casefold() == "oversendt"):
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
        yield from _of_item(context, item, body, meeting.date, of_items.get(section.index, ()))


def _of_item(context: Context, item: LocalEntity, body: str, held: str, own: Sequence[Scene]) -> Iterator[Claim]:
    decisions = [s for s in own if decided_here(s, body)]
    labelled = bool(decisions) or any(s.part == "decision" for s in own)
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
    asked = recommendations(own)
    contested = countered([*own, *decisions])
    theirs = of_others(own, body, held)
    lead = True
    carried = ""
    for number, scene in enumerate(decisions):
        if scene.text == "Ad.":
            carried = "Ad "
            continue
        told, carried = carried + unlabelled(scene.text), ""
        point, opens = point_of(told, asked)
        text = told[opens:] if opens or not labelled else _NUMBER.sub("", told)
        if _EMPTY.match(text) or _SIGNED.match(text) or scene.start in theirs or (labelled and _again(text, item)):
            continue
        if _DISSENT.search(text) or _others(scene, body):
            continue
        named = outcomes(text)
        wished = _ELSEWHERE.search(text)
        if wished and not any(place < wished.end() for _, place in named):
            continue
        for name, place in named:
            if (name, point) in seen or (not point and name in {n for n, _ in seen}):
                continue
            if not lead and not point and (not _leads(text, place, name, labelled) or not _ACTS.match(text)):
                continue
            if (not lead or not labelled) and name == "discussed" and not _TALKED.search(text):
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
                words(going_on(scene, decisions[number + 1 :], text), name, point, asked, countered=contested),
                status="recommended" if name == "recommended" else "decided",
                score=0.9 if labelled else 0.75,
                section=scene.section.index,
                rule="of_item",
            )
        lead = lead and not named


_NUMBER = re.compile(r"^\d{1,2}[.)]\s+(?=[A-ZÆØÅ])")
_TALKED = re.compile(
    _DISCUSSED.pattern + r"|\b(?:var|blev|fulgte|havde|gav anledning til)\b[^.]{0,60}\b(?:drøftelser?|dialog|debat)\b",
    re.IGNORECASE,
)


def _again(text: str, item: LocalEntity) -> bool:
    """Tell whether a decision's text is only the item's title again, or a page's footer."""
    bare = re.sub(r"[\W\d_]+", " ", text).strip().casefold()
    title = re.sub(r"[\W\d_]+", " ", item.name).strip().casefold()
    return bool(bare) and (bare == title or bool(_FOOTER.match(text)))


_FOOTER = re.compile(r"^(?:Side \d+(?: af \d+)?\b|\d+ ?/ ?\d+$)", re.IGNORECASE)
_BODY_LINE = re.compile(r"^(?:Beslutning(?:en)?(?: fra| i| af| truffet af)? |Behandling i )?(?=[A-ZÆØÅ])[^;:]{4,110}:$")


def of_others(own: Sequence[Scene], body: str, held: str = "") -> frozenset[int]:
    """Return the starts of the scenes under a line that gives the word to another body, or to an earlier day: 'Socialudvalget, 9. april 2024:'.

    `body` is the key of the body at hand, `held` the day of its meeting.
    """
    found: set[int] = set()
    section, foreign = -1, False
    for scene in own:
        if scene.section.index != section:
            section, foreign = scene.section.index, False
        if scene.part == "decision" and _BODY_LINE.match(scene.text):
            councils = [a for a in scene.arguments if a.type == "COUNCIL" and not a.pointed]
            days = [a.key.removeprefix("DATE|") for a in scene.arguments if a.type == "DATE"]
            if councils:
                foreign = bool(body) and councils[0].key != body and _named(councils[0].key) != _named(body)
                foreign = foreign or bool(days and held and days[0] < held)
        if foreign:
            found.add(scene.start)
    return frozenset(found)


def _named(key: str) -> str:
    return key.split("|")[1] if "|" in key else key


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
        and first.type in ("COUNCIL", "AUTHORITY", "ASSOCIATION")
        and not first.pointed
        and first.start - scene.start <= len(scene.text) - len(scene.text.lstrip("-–•*· "))
        and first.key != body
    )


def decided_here(scene: Scene, body: str) -> bool:
    """Tell whether a sentence stands in the decision of the meeting's own body."""
    title = scene.section.title
    if scene.part == "earlier" and scene.section.kind == "heading" and body:
        return title.casefold().startswith("beslutning") and body_key(_named(body)) in body_key(title)
    if scene.part != "decision":
        return False
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
        len(before) < (60 if labelled else 130 if name == "informed" else 90)
        and not _PAST_PLAN.search(before)
        and not _FORMER.search(before)
        and not before.count(", at")
        and (name != "informed" or not labelled or len(before) < 60)
    )
