"""Who leads, speaks for or sits in what, told around a pronoun, a party, a minister's title or the body that leads the clause.

What stands beside a name ('Ida Holm, chef for …') is read by ``posts``. Not caught: roles that the sentence before names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import make, polarity_of, recommends
from extractors.context import Context
from extractors.people import TITLE
from extractors.records import Claim
from extractors.roles import ROLE, meeting_body
from extractors.scene import Argument, Scene

_SEATS = r"(?:bestyrelses|lands|udvalgs|råds|gruppe|afdelings|lokal)?(?:næst)?(?:formand|forperson|forkvinde)|bestyrelsesmedlem|medlem|kasserer|suppleant|observatør"
_SITS = re.compile(rf"^(?:{_SEATS})(?:en)?$", re.IGNORECASE)
_PRONOUN = re.compile(
    rf"\b(?:[Hh]un|[Hh]an|[Hh]en) (?:selv |også |samtidig |til daglig )?er (?P<role>(?:daglig |faglig )?(?:{_SEATS}|[a-zæøå]*(?:leder|chef|direktør|konsulent|læge|sygeplejerske|koordinator|forstander)))"
    r" (?:i|for|på|af|ved|hos) (?:den |det |foreningen |organisationen |bestyrelsen for |bestyrelsen i )?$"
)
_WHERE = re.compile(r", hvor (?:hun|han|hen) (?:har (?:\w+ )?(?:plads|sæde)|sidder|er (?P<role>(?:daglig |faglig )?[a-zæøå]*(?:leder|chef|direktør|formand|forperson|koordinator|forstander|læge|sygeplejerske)))(?!\w)")
_SPEAKS = re.compile(
    r"^(?: \([A-ZÆØÅ]{1,2}\))?(?:,? (?:der|som) er|,) (?P<role>(?:politisk |social- og |sundheds- og )?[a-zæøå]*(?:ordfører|gruppeformand|partiformand|politisk leder)(?: (?:for|på) [a-zæøå]+(?: og [a-zæøå]+)?)?) (?:for|i|hos) $"
)
_MINISTER = re.compile(r"^(?: \([A-ZÆØÅ]{1,2}\))?,(?: [a-zæøå]+)? $")
_CHAIRED = re.compile(r"(?:ledes|ledet|har været ledet) af (?:[a-zæøå-]+ ){0,3}$|\b(?:formand(?:en)?|forperson(?:en)?) (?:for (?:udvalget|rådet|gruppen|styregruppen|bestyrelsen) )?er (?:[a-zæøå-]+ ){0,3}$")
_AS_CHAIR = re.compile(r"\bsom (?P<role>(?:næst)?formand|forperson) for $")
_JOINS = re.compile(
    r"^(?: \([A-ZÆØÅ]{1,2}\))?,?(?: der| som)? (?:er |bliver |blev |har )?(?:netop |nu )?(?:indtræder|indtrådt|indtrådte|valgt ind|udpeget|udpeges|valgt|vælges|genvalgt|tiltræder|tiltrådt)(?: som (?P<role>[a-zæøå]+))?(?: ind)? (?:i|til|af) $"
)
_LED_BY = re.compile(r"^(?:, (?:som er|der er|som|der))? (?:sidder|er medlem|er udpeget|er valgt) (?:også |desuden )?(?:i|af|til) $")
_LEADS = re.compile(r"^(?: \([A-ZÆØÅ]{1,2}\))?,? (?:der|som) (?:til daglig |også |selv )?(?P<verb>leder|driver|står i spidsen for|er ansat (?:i|på|ved|hos)|arbejder (?:i|på|ved|hos)) (?:den |det )?$")
_BECOMES = re.compile(r"^(?: \([A-ZÆØÅ]{1,2}\))?(?: (?:fra|i|ved|på) [^,.;]{3,50})? (?:er|bliver|blev|var|fortsætter som|indtræder som|indtrådte som|valgt til|valgt som) (?:ny |fortsat |valgt til |valgt som |nyt )?(?P<role>(?:næst)?(?:formand|forperson)|medlem)(?! (?:for|i) [A-ZÆØÅ])(?!\w)")
_AS_ROLE = re.compile(r"^(?: \([A-ZÆØÅ]{1,2}\))?(?:, [^,.;]{2,50},| fra [^,.;]{2,40}?)? som (?P<role>(?:næst)?(?:formand|forperson))(?!\w)")
_WITH = re.compile(r"(?:\bmed|\bog|\bhar|,) (?:[a-zæøå-]+ ){0,3}$")
_MEMBERS = re.compile(r"\b(?:[Mm]edlemmerne|[Mm]edlem(?:met)? af (?:rådet|udvalget|klyngen|bestyrelsen)|(?:rådets|udvalgets) medlemmer) $")
_SECRETARY = re.compile(r"\b(?:rådets|udvalgets|klyngens|bestyrelsens) (?P<role>sekretær|konsulent|koordinator|sekretariatsleder|udviklingskonsulent),? $", re.IGNORECASE)
_BODIES = frozenset({"COUNCIL", "ASSOCIATION"})
_COMING = frozenset({"joins", "becomes"})
"""Rules whose seats are only to come where the sentence recommends them; what stands beside a name holds already."""


NEAREST = 8
"""How many names behind a person's are looked at."""
WINDOW = 180
"""How far beside a name the words stand that say what it is to a body, in code points: a sentence may be as long as a paper."""


def _behind_of(pattern: re.Pattern[str], scene: Scene, at: int) -> re.Match[str] | None:
    """Search before a place in a sentence, as far as such words reach."""
    return pattern.search(scene.text, max(0, at - WINDOW), at)


def find(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield posts and seats of people in running text that no title beside the name tells."""
    if scene.part in ("attendance", "absent", "contents", "attachments"):
        return
    for place, argument in enumerate(scene.arguments):
        at = argument.start - scene.start
        if argument.coarse == "ORG":
            yield from _of_body(context, scene, previous, argument, at)
        if argument.type == "PERSON":
            yield from _of_person(context, scene, previous, argument, scene.arguments[place + 1 : place + 1 + NEAREST])


def _of_body(context: Context, scene: Scene, previous: tuple[Scene, ...], body: Argument, at: int) -> Iterator[Claim]:
    found = _behind_of(_PRONOUN, scene, at)
    if found:
        person = _person(scene, previous, scene.start + found.start())
        if person:
            yield _said(context, scene, person, body, found["role"], found.start(), rule="pronoun")
    where = _WHERE.match(scene.text, body.end - scene.start)
    if where:
        person = _person(scene, previous, body.start)
        if person:
            yield _said(context, scene, person, body, where["role"] or "", body.start - scene.start, rule="where", seat=where["role"] is None)
    chair = _behind_of(_AS_CHAIR, scene, at)
    if chair and body.type in _BODIES:
        person = _person(scene, (), scene.start + chair.start())
        if person:
            yield _said(context, scene, person, body, chair["role"], chair.start(), rule="as_chair")


def _of_person(
    context: Context, scene: Scene, previous: tuple[Scene, ...], person: Argument, following: tuple[Argument, ...]
) -> Iterator[Claim]:
    text = context.text
    for other in (a for a in following if a.coarse == "ORG"):
        between = text[person.end : other.start]
        if len(between) > 70:
            break
        spoken = _SPEAKS.match(between) if other.type == "PARTY" else None
        if spoken:
            yield _said(context, scene, person, other, spoken["role"], person.start - scene.start, rule="spokesperson")
        if other.type == "AUTHORITY" and _MINISTER.match(between) and text[other.start : other.end].casefold().endswith(("minister", "ministeren")):
            yield _said(context, scene, person, other, text[other.start : other.end], person.start - scene.start, rule="minister")
        joins = _JOINS.match(between) if other.type in _BODIES else None
        if joins or (other.type in _BODIES and _LED_BY.match(between)):
            role = joins["role"] if joins and joins["role"] and ROLE.fullmatch(joins["role"]) else ""
            yield _said(context, scene, person, other, role, person.start - scene.start, rule="joins", seat=True)
        leads = _LEADS.match(between) if other.type in ("PROVIDER", "ORG_OTHER", "ASSOCIATION", "EDUCATION", "REGION", "MUNICIPALITY") else None
        if leads:
            title = next((m.group() for m in TITLE.finditer(text, max(scene.start, person.start - 40), person.start) if m.end() == person.start - 1), "")
            role = (title or "leder") if leads["verb"] in ("leder", "driver", "står i spidsen for") else title
            yield _said(context, scene, person, other, role, person.start - scene.start, rule="leads")
    at = person.start - scene.start
    yield from _of_council(context, scene, previous, person, at)
    led = _behind_of(_CHAIRED, scene, at)
    bodies = [a for a in scene.arguments if a.type == "COUNCIL" and a.end <= scene.start + led.start() + 1] if led else []
    if led and bodies and person.start - bodies[-1].end < 60:
        yield _said(context, scene, person, bodies[-1], "formand", led.start(), rule="chaired_by", seat=True)


def _of_council(context: Context, scene: Scene, previous: tuple[Scene, ...], person: Argument, at: int) -> Iterator[Claim]:
    """Read 'Ida Holm er formand' and 'med Ida Holm som formand' of the body spoken of, 'Medlemmerne Ida Holm og …' of the meeting's own."""
    behind = scene.text[person.end - scene.start : person.end - scene.start + WINDOW]
    role = _BECOMES.match(behind) or (_AS_ROLE.match(behind) if _behind_of(_WITH, scene, at) else None)
    body = _council(scene, previous) if role else None
    if role and body:
        yield _said(context, scene, person, body, role["role"], person.start - scene.start, rule="becomes", seat=True)
    own = meeting_body(context, scene)
    if own and _behind_of(_MEMBERS, scene, at):
        for member in next((g for g in scene.groups if g[0].key == person.key and g[0].start == person.start), ()):
            yield _said(context, scene, member, Argument(member.start, member.end, own, "COUNCIL", True), "medlem", member.start - scene.start, rule="members", seat=True)
    secretary = _behind_of(_SECRETARY, scene, at)
    if own and secretary:
        yield _said(context, scene, person, Argument(person.start, person.end, own, "COUNCIL", True), secretary["role"], secretary.start(), rule="secretary")


def _council(scene: Scene, previous: tuple[Scene, ...]) -> Argument | None:
    """Return the body of the sentence, else the only one of the sentence before."""
    here = [a for a in scene.arguments if a.type == "COUNCIL"]
    if here:
        return here[0]
    last = previous[-1] if previous and previous[-1].section.index == scene.section.index else None
    bodies = {a.key: a for a in last.arguments if a.type == "COUNCIL"} if last else {}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _person(scene: Scene, previous: tuple[Scene, ...], position: int) -> Argument | None:
    """Return whom a pronoun means: the last person before it in the sentence, else the only one of the sentence before."""
    here = [a for a in scene.arguments if a.type == "PERSON" and a.end <= position]
    if here:
        return here[-1]
    last = previous[-1] if previous and previous[-1].section.index == scene.section.index else None
    people = {a.key: a for a in last.arguments if a.type == "PERSON"} if last else {}
    return next(iter(people.values())) if len(people) == 1 else None


def _said(context: Context, scene: Scene, person: Argument, body: Argument, role: str, place: int, *, rule: str, seat: bool = False) -> Claim:
    """Make the claim: a seat where the role is one of members, else a post."""
    sits = seat or bool(_SITS.fullmatch(role.split(" ")[-1]) and body.type in _BODIES | {"ORG_OTHER", "PROVIDER"})
    start = scene.start + place
    return make(
        context, scene, person.key, "member_of" if sits else "holds_post", body.key, "appointments",
        max(scene.start, min(person.start, body.start)), max(body.end, start), qualifiers={"role": role.strip()},
        status="recommended" if rule in _COMING and (scene.part == "recommendation" or recommends(scene, max(body.end, start))) else "stated",
        polarity=polarity_of(scene, start, start), score=0.8, rule=rule,
    )  # fmt: skip


