"""Who leaves a seat or a post, and who is said to hold it no longer: memberships with an end, and denied ones.

Without a date the day of the meeting (else of the paper) is the end; a leave that no day can be given makes no claim, and
none that leaves the seat open. Not caught: leaves told of a pronoun, and those that somebody only wishes for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.claiming import make, recommends
from extractors.context import Context
from extractors.edtf import day_or_none
from extractors.people import TITLE
from extractors.records import Claim
from extractors.roles import ROLE, meeting_body
from extractors.scene import Argument, Scene
from extractors.validity import first_day_after

_LEAVE = re.compile(
    r"(?<!\w)(?:fratræder|fratrådt|fratrådte|udtræder|udtrådt|udtrådte|afgår|afgik|nedlægger|nedlagde|forlader|forlod"
    r"|(?:træder|trådt|trådte)(?P<denied> ikke)? (?:tilbage|ud)|(?:stopper|stoppet|stoppede|ophører|ophørte)(?= (?:som|i)\b)|(?:går|gik|gået) af)(?P<not> ikke)?(?!\w)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?: \([A-ZÆØÅ]{1,3}\))?(?:, [^,.;:]{2,80},|,)?(?:,? (?:der|som))?(?: (?:har|er|netop|nu|desværre|selv|også|derfor|dermed|imidlertid|hermed|efter eget ønske))* ")
_INVERTED = re.compile(r" (?:(?:medlem|[a-zæøå]*(?:formand|formanden)) )?")
_DENIED = re.compile(
    r"(?: \([A-ZÆØÅ]{1,3}\))?(?:, [^,.;:]{2,80},)?(?:,? (?:der|som))? (?:(?:er|var) (?:dermed |nu |derfor )?ikke (?:længere |mere )?(?P<role>[a-zæøå]+(?: [a-zæøå]+)?)"
    r"|(?:sidder|har (?:plads|sæde)) ikke(?: længere| mere)?(?: med)?) (?:i|af|for|på|ved|hos) (?:den |det |bestyrelsen for |bestyrelsen i )?"
)
_PERHAPS = re.compile(r"\b(?:hvis|såfremt|når|ifald|medmindre|om|dersom|eventuelt)\b", re.IGNORECASE)
_AS = re.compile(r"\bsom (?:(?:ny|menigt|fast|daglig|konstitueret|vores|deres) )?(?P<role>[a-zæøå-]+)|\b(?P<post>(?:næst)?formand)s(?:posten|hvervet|skabet)\b")
_OF = re.compile(r"(?:^|.* )(?:af|fra|i|for|på|ved|hos) (?:den |det |bestyrelsen for |bestyrelsen i )?", re.DOTALL)
_OWN = re.compile(r".{0,40}?\b(?:af|i|for) (?:rådet|udvalget|bestyrelsen|klyngen)(?!\w)", re.DOTALL)
_CLAUSE_END = re.compile(r"[.;:](?!\d)(?=\s|$)|, | (?:og|men|mens) (?!med )", re.IGNORECASE)
_SHORT = re.compile(r"(?:\d|\b(?:pr|d|nr|ca|kl|jf))$", re.IGNORECASE)
"""Before a full stop that ends no clause."""
_CUE = re.compile(r"(?:^|[\s(])(?:pr\.|den|d\.|fra(?: og med)?(?: den| d\.)?|med virkning fra(?: den| d\.)?|(?P<whole>(?:med|ved)(?: udgangen af)?|til og med(?: den| d\.)?)|i|til)\s+$", re.IGNORECASE)
_BODIES = frozenset({"COUNCIL", "ASSOCIATION"})
REACH = 90
"""How far behind its verb the body that somebody leaves may stand, in code points."""


def find(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield the ended and the denied memberships and posts of a sentence."""
    if scene.part in ("attendance", "absent", "contents", "attachments"):
        return
    for group in scene.groups:
        if group[0].type == "PERSON":
            yield from _denied(context, scene, group)
    for verb in _LEAVE.finditer(scene.text):
        people = _leavers(scene, verb)
        if people and not _denies(verb):
            yield from _ended(context, scene, people, verb)


def settled(scene: Scene, said: Sequence[Claim], ends: Sequence[Claim], *, loose: bool = False) -> list[Claim]:
    """Return a sentence's claims without the open ones of those who leave, and with the ends.

    What `said` denies because somebody does not leave goes, too, and dates of the body that are those of a leave; with
    `loose`, every seat and post that `said` gives to those who leave goes.
    """
    gone = {(claim.subject, claim.object) for claim in ends}
    leaving: set[str] = set()
    staying: set[str] = set()
    for verb in _LEAVE.finditer(scene.text):
        (staying if _denies(verb) else leaving).update(person.key for person in _leavers(scene, verb))
    kept = []
    for claim in said:
        if claim.predicate in ("member_of", "holds_post"):
            named = claim.qualifier("role")
            if (claim.subject, claim.object) in gone or (claim.subject in leaving and (loose or (named and named.casefold() in _left(scene)))):
                continue
            if claim.subject in staying and claim.polarity == "negative":
                continue
        elif claim.predicate == "dated" and any(claim.subject == body for _, body in gone):
            continue
        kept.append(claim)
    return [*kept, *ends]


def _left(scene: Scene) -> frozenset[str]:
    """Return the roles that the leaves of a sentence name."""
    found = (_AS.search(scene.text, verb.end(), verb.end() + REACH) for verb in _LEAVE.finditer(scene.text))
    return frozenset((one["role"] or one["post"]).casefold() for one in found if one)


def _stops(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where clauses of a sentence end, from a place on."""
    for found in _CLAUSE_END.finditer(text, start):
        if found.group() != "." or not _SHORT.search(text, max(0, found.start() - 4), found.start()):
            yield found.span()


def _denies(verb: re.Match[str]) -> bool:
    return bool(verb["denied"] or verb["not"])


def _leavers(scene: Scene, verb: re.Match[str]) -> tuple[Argument, ...]:
    """Return whom a verb of leaving is said of: who stands right before it, else right behind it."""
    start, end = scene.start + verb.start(), scene.start + verb.end()
    clause = re.split(r"[.;]\s", scene.text[: verb.start()])[-1]
    if _PERHAPS.search(clause):
        return ()
    before = [g for g in scene.groups if g[0].type == "PERSON" and g[-1].end < start]
    if before and _SUBJECT.fullmatch(scene.text, before[-1][-1].end - scene.start, verb.start()):
        return before[-1]
    outer = before[-1] if before else ()
    if outer and re.fullmatch(r"(?: \([A-ZÆØÅ]{1,3}\))?, [^.;:]{2,80}, ", scene.text[outer[-1].end - scene.start : verb.start()]):
        return outer
    behind = next((g for g in scene.groups if g[0].type == "PERSON" and g[0].start >= end), ())
    return behind if behind and _INVERTED.fullmatch(scene.text, verb.end(), behind[0].start - scene.start) else ()


def _ended(context: Context, scene: Scene, people: tuple[Argument, ...], verb: re.Match[str]) -> Iterator[Claim]:
    begin = max(scene.start + verb.end(), people[-1].end)
    stop = next((scene.start + a for a, _ in _stops(scene.text, begin - scene.start)), scene.end)
    body = next((a for a in scene.arguments if a.coarse == "ORG" and a.type != "PARTY" and begin <= a.start < min(stop, begin + REACH)), None)
    between = context.text[begin : body.start] if body else ""
    named = _AS.search(context.text, begin, body.start if body else stop)
    role = (named["role"] or named["post"]).casefold() if named else ""
    if role and not (ROLE.fullmatch(role) or TITLE.fullmatch(role)):
        return
    if body and not (_OF.fullmatch(between) or between == " "):
        return
    if body and not role and body.type not in _BODIES:
        return
    place = body.end if body else begin
    if body is None:
        own = meeting_body(context, scene)
        if not own or not (ROLE.fullmatch(role) if role else _OWN.match(context.text, begin, stop)):
            return
        body = Argument(people[0].start, people[-1].end, own, "COUNCIL", True)
    day = _day(context, scene, verb, stop)
    if not day:
        return
    seat = body.type in _BODIES and (not role or bool(ROLE.fullmatch(role)))
    for person in people:
        yield make(
            context, scene, person.key, "member_of" if seat else "holds_post", body.key, "departures",
            min(person.start, scene.start + verb.start()), max(place, scene.start + verb.end()),
            qualifiers={"role": role, "valid_to": day},
            status="recommended" if scene.part == "recommendation" or recommends(scene, place) else "stated",
            score=0.85, rule="leaves",
        )  # fmt: skip


def _day(context: Context, scene: Scene, verb: re.Match[str], stop: int) -> str:
    """Return the first day that a leave's seat is held no more, the day of the paper where the clause names none."""
    at = scene.start + verb.start()
    lead = max((b for _, b in _stops(scene.text, 0) if b <= verb.start()), default=0)
    dates = [a for a in scene.arguments if a.type == "DATE" and (scene.start + lead <= a.start < at or at < a.start < stop)]
    if not dates:
        held = scene.section.meeting
        meetings = context.reading.meetings
        day = meetings[held].date if held is not None and held < len(meetings) else ""
        return day or (context.reading.date if day_or_none(context.reading.date) else "")
    days = set()
    for date in dates:
        value = date.key.removeprefix("DATE|")
        cue = _CUE.search(context.text, max(scene.start, date.start - 24), date.start) or (_CUE.search(" " + context.text[scene.start : date.start]) if date.start - scene.start < 12 else None)
        if cue and "/" not in value and (day_or_none(value) or cue["whole"]):
            days.add(first_day_after(value, whole=bool(cue["whole"])))
        elif cue and "/" not in value:
            days.add(value)
    return days.pop() if len(days) == 1 else ""


def _denied(context: Context, scene: Scene, people: tuple[Argument, ...]) -> Iterator[Claim]:
    """Read 'Ida Holm er ikke længere medlem af Ældrerådet'."""
    last = people[-1]
    body = next((a for a in scene.arguments if a.coarse == "ORG" and a.type != "PARTY" and a.start >= last.end), None)
    found = _DENIED.fullmatch(context.text, last.end, body.start) if body else None
    if body is None or found is None:
        return
    role = (found["role"] or "").casefold()
    if role and not (ROLE.fullmatch(role) or TITLE.fullmatch(role)):
        return
    seat = body.type in _BODIES and (not role or bool(ROLE.fullmatch(role)))
    if not role and not seat:
        return
    for person in people:
        yield make(
            context, scene, person.key, "member_of" if seat else "holds_post", body.key, "departures", person.start, body.end,
            qualifiers={"role": role}, status="stated", polarity="negative", score=0.85, rule="denied",
        )  # fmt: skip
