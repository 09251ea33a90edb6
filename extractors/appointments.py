"""Who leads, speaks for or sits in what, told around a pronoun, a party, a minister's title or the body that leads the clause.

What stands beside a name ('Ida Holm, chef for …') is read by ``posts``. Not caught: roles that the sentence before names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import make, polarity_of
from extractors.context import Context
from extractors.records import Claim
from extractors.roles import ROLE
from extractors.scene import Argument, Scene

_SEATS = r"(?:bestyrelses|lands|udvalgs|råds|gruppe|afdelings|lokal)?(?:næst)?(?:formand|forperson|forkvinde)|bestyrelsesmedlem|medlem|kasserer|suppleant|observatør"
_SITS = re.compile(rf"^(?:{_SEATS})(?:en)?$", re.IGNORECASE)
_PRONOUN = re.compile(
    rf"\b(?:[Hh]un|[Hh]an|[Hh]en) (?:selv |også |samtidig |til daglig )?er (?P<role>(?:daglig |faglig )?(?:{_SEATS}|[a-zæøå]*(?:leder|chef|direktør|konsulent|læge|sygeplejerske|koordinator|forstander)))"
    r" (?:i|for|på|af|ved|hos) (?:den |det |foreningen |organisationen |bestyrelsen for |bestyrelsen i )?$"
)
_WHERE = re.compile(r", hvor (?:hun|han|hen) er (?P<role>(?:daglig |faglig )?[a-zæøå]*(?:leder|chef|direktør|formand|forperson|koordinator|forstander|læge|sygeplejerske))(?!\w)")
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
_BODIES = frozenset({"COUNCIL", "ASSOCIATION"})


def find(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield posts and seats of people in running text that no title beside the name tells."""
    if scene.part in ("attendance", "absent", "contents", "attachments"):
        return
    for place, argument in enumerate(scene.arguments):
        before = scene.text[: argument.start - scene.start]
        if argument.coarse == "ORG":
            yield from _of_body(context, scene, previous, argument, before)
        if argument.type == "PERSON":
            yield from _of_person(context, scene, argument, scene.arguments[place + 1 :])


def _of_body(context: Context, scene: Scene, previous: tuple[Scene, ...], body: Argument, before: str) -> Iterator[Claim]:
    found = _PRONOUN.search(before)
    if found:
        person = _person(scene, previous, scene.start + found.start())
        if person:
            yield _said(context, scene, person, body, found["role"], found.start(), rule="pronoun")
    behind = scene.text[body.end - scene.start :]
    where = _WHERE.match(behind)
    if where:
        person = _person(scene, previous, body.start)
        if person:
            yield _said(context, scene, person, body, where["role"], body.start - scene.start, rule="where")
    chair = _AS_CHAIR.search(before)
    if chair and body.type in _BODIES:
        person = _person(scene, (), scene.start + chair.start())
        if person:
            yield _said(context, scene, person, body, chair["role"], chair.start(), rule="as_chair")


def _of_person(context: Context, scene: Scene, person: Argument, following: tuple[Argument, ...]) -> Iterator[Claim]:
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
    window = scene.text[: person.start - scene.start]
    led = _CHAIRED.search(window)
    bodies = [a for a in scene.arguments if a.type == "COUNCIL" and a.end <= scene.start + (led.start() if led else 0) + 1]
    if led and bodies and person.start - bodies[-1].end < 60:
        yield _said(context, scene, person, bodies[-1], "formand", led.start(), rule="chaired_by", seat=True)


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
        max(scene.start, min(person.start, body.start)), max(body.end, start), qualifiers={"role": role.strip()}, status="stated",
        polarity=polarity_of(scene, start, start), score=0.8, rule=rule,
    )  # fmt: skip


