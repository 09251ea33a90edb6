"""Posts and seats said beside a name in running text: titles, chairs, parties in brackets, members listed below a body.

Not caught: a post that is told in another sentence than the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import make
from extractors.context import Context
from extractors.people import TITLE
from extractors.records import Claim
from extractors.roles import ROLE, elected_body, meeting_body
from extractors.scene import Argument, Scene

_BEHIND = re.compile(
    r"^(?: \([A-ZÆØÅ]{1,2}\))?(?:,? der er |,? som er |,? er |, | \()(?:(?:den |kommende |nuværende |tidligere |ny(?:e)? )?)(?=[a-zæøåA-ZÆØÅ])"
)
_LINK = re.compile(r"^(?:,? (?:i|på|ved|for|hos|fra|af|under) (?:den |det )?|, | )$")
_BODY_LINK = re.compile(
    r"\b(?P<role>(?:bestyrelses|lands)?(?:næst)?(?:formand|forperson|forkvinde)|bestyrelsesmedlem|medlem)(?:en)? (?:for|af|i) (?:[A-ZÆØÅ]\w*(?:['’]s|s) )?$",
    re.IGNORECASE,
)


_CONSISTS = re.compile(
    r"\b(?:består af|medlemmer(?:ne)?|sidder|sammensat af|deltager|repræsenteret ved|udgøres af)\b[^.]{0,40}:?$|\b(?:består|bestod|udgøres)\b[^.]{0,50}\baf\b[^.]{0,30}:$",
    re.IGNORECASE,
)


def _listed_members(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield the members of a body whose list stands below 'Styregruppen består af:', and whom they represent."""
    first = scene.arguments[0] if scene.arguments else None
    if first is None or first.type != "PERSON" or first.start - scene.start > 4 or len(scene.text) > 160:
        return
    for earlier in reversed(previous[-12:]):
        if _CONSISTS.search(earlier.text):
            body = next((a for a in earlier.arguments if a.type == "COUNCIL"), None)
            if body:
                role = ROLE.search(scene.text)
                yield _said(
                    context,
                    scene,
                    first,
                    "member_of",
                    body,
                    first.start,
                    first.end,
                    role=role["role"].casefold() if role else "",
                    score=0.8,
                    rule="listed_members",
                )
                sent = next(
                    (a for a in scene.arguments if a.coarse == "ORG" and a.type not in ("PARTY", "COUNCIL")), None
                )
                if sent:
                    yield make(
                        context,
                        scene,
                        sent.key,
                        "represented_in",
                        body.key,
                        "posts",
                        sent.start,
                        sent.end,
                        status="stated",
                        score=0.75,
                        rule="listed_members",
                    )
            return
        if len(earlier.text) > 160:
            return


def _said(
    context: Context,
    scene: Scene,
    who: Argument,
    predicate: str,
    body: Argument,
    start: int,
    end: int,
    *,
    role: str,
    score: float,
    rule: str,
) -> Claim:
    """Make a claim that a sentence states of a person and a body."""
    return make(
        context,
        scene,
        who.key,
        predicate,
        body.key,
        "posts",
        start,
        end,
        qualifiers={"role": role},
        status="stated",
        score=score,
        rule=rule,
    )


def running(context: Context, scene: Scene, previous: tuple[Scene, ...] = ()) -> Iterator[Claim]:
    """Yield posts and seats said beside a name in running text, and the party behind it in brackets."""
    lists = scene.section.kind in ("attendance", "absent")
    if not lists:
        yield from _listed_members(context, scene, previous)
    for place, argument in enumerate(scene.arguments):
        if argument.type != "PERSON" or lists:
            continue
        following = scene.arguments[place + 1 :]
        yield from _ballot(context, scene, argument)
        yield from _behind(context, scene, argument, following)
        yield from _before(context, scene, argument, scene.arguments[:place], following)


def _ballot(context: Context, scene: Scene, person: Argument) -> Iterator[Claim]:
    keys = context.keys
    for hit in context.hits_in(person.end, person.end + 3):
        if hit.type == "PARTY" and (hit.start, hit.end, hit.type) in keys:
            yield make(
                context,
                scene,
                person.key,
                "party_member",
                keys[(hit.start, hit.end, hit.type)],
                "posts",
                person.start,
                hit.end,
                status="stated",
                score=0.95,
                rule="ballot",
            )


def _behind(context: Context, scene: Scene, person: Argument, following: tuple[Argument, ...]) -> Iterator[Claim]:
    """Read 'Ida Holm, vicedirektør på Nyby Sygehus' and 'Ida Holm, formand for Ældrerådet'."""
    text = context.text
    opening = _BEHIND.match(text[person.end : person.end + 30])
    if not opening:
        return
    begin = person.end + opening.end()
    title = TITLE.match(text, begin, min(scene.end, begin + 60))
    if not title:
        return
    clause_end = _clause_end(text, title.end(), scene.end)
    target = next(
        (
            a
            for a in following
            if a.coarse == "ORG" and a.start >= title.end() and a.start <= clause_end and a.type != "PARTY"
        ),
        None,
    )
    target = next(
        (
            a
            for a in following
            if target and a.type == "COUNCIL" and 1 <= a.start - target.end <= 3 and "s " in text[target.end : a.start]
        ),
        target,
    )
    between = text[title.end() : target.start] if target else ""
    seat = _BODY_LINK.search(text[begin : target.start]) if target else None
    if target and seat and (target.type == "COUNCIL" or (target.type == "ASSOCIATION" and seat.start() < 24)):
        yield _said(
            context,
            scene,
            person,
            "member_of",
            target,
            person.start,
            target.end,
            role=seat["role"].casefold(),
            score=0.9,
            rule="behind",
        )
    elif target and (
        _LINK.match(between)
        or (
            len(between) < 46
            and re.search(r"(?:^| )(?:i|på|ved|for|hos|fra|af),? $", between)
            and "." not in between
            and "," not in between[:-2]
        )
    ):
        role = text[begin : target.start].strip(" ,")
        role = re.sub(r"\s(?:i|på|ved|for|hos|fra|af)$", "", role)
        yield _said(
            context, scene, person, "holds_post", target, person.start, target.end, role=role, score=0.85, rule="behind"
        )
    elif target is None or target.start > clause_end:
        owner = next(
            (
                a
                for a in following
                if a.type in ("ASSOCIATION", "PROVIDER", "ORG_OTHER", "EDUCATION") and text[a.end : a.end + 2] == "s "
            ),
            None,
        )
        if owner:
            role = text[begin : min(clause_end, title.end() + 30)].strip(" ,")
            yield _said(
                context,
                scene,
                person,
                "holds_post",
                owner,
                person.start,
                owner.end,
                role=role,
                score=0.65,
                rule="behind",
            )


def _clause_end(text: str, start: int, stop: int) -> int:
    found = re.compile(r"[,;.)(]| (?:der|som|har|er|vil|og|orienterede|præsenterede|fortalte|holdt|gav) ").search(
        text, start, stop
    )
    if found and text[found.start() : found.start() + 2] == ", " and text[found.end() :].lstrip()[:1].isupper():
        further = re.compile(r"[,;.)(]").search(text, found.end(), stop)
        return further.start() if further else stop
    return found.start() if found else stop


_NEAR = re.compile(r"^(?:,| fra| på| i| ved| hos| \()? ?$")


_MINISTER = re.compile(r"minister(?:en)?$")
_CHAIR = re.compile(
    r"^(?P<of>regionsråds|byråds|kommunalbestyrelses|udvalgs)(?:formand|næstformand|forperson)(?:en)?$", re.IGNORECASE
)


def _before(
    context: Context, scene: Scene, person: Argument, earlier: tuple[Argument, ...], following: tuple[Argument, ...]
) -> Iterator[Claim]:
    """Read 'Vicedirektør Ida Holm, Nyby Sygehus' and 'formand for Ældrerådet Ida Holm'."""
    text = context.text
    window = text[max(scene.start, person.start - 60) : person.start]
    title = next((m for m in TITLE.finditer(window) if m.end() == len(window) - 1), None)
    if title:
        target = next((a for a in following if a.coarse == "ORG" and a.type != "PARTY"), None)
        if (
            target
            and not (title.group().casefold().startswith(("formand", "forperson")) and target.type in ("COUNCIL", "ASSOCIATION"))
            and (
                _NEAR.match(text[person.end : target.start])
                or re.match(r"^ \([A-ZÆØÅ]\)?,? ?$", text[person.end : target.start])
            )
            and text[person.end : target.start].strip()
        ):
            yield _said(
                context,
                scene,
                person,
                "holds_post",
                target,
                person.start,
                target.end,
                role=title.group(),
                score=0.85,
                rule="before",
            )
            return
        if target and re.match(r"^,? (?:der|som) er (?:leder|chef|formand)", text[person.end : target.start]):
            region = next((a for a in following if a.type in ("REGION", "MUNICIPALITY", "PROVIDER")), None)
            if region:
                yield _said(
                    context,
                    scene,
                    person,
                    "holds_post",
                    region,
                    person.start,
                    region.end,
                    role=title.group(),
                    score=0.65,
                    rule="before",
                )
            return
    last = earlier[-1] if earlier else None
    if (
        last
        and last.type == "AUTHORITY"
        and text[last.end : person.start] == " "
        and _MINISTER.search(text[last.start : last.end])
    ):
        role = re.search(
            r"(?:[Tt]idligere |[Dd]aværende |[Nn]uværende )?$", text[max(scene.start, last.start - 12) : last.start]
        )
        yield _said(
            context,
            scene,
            person,
            "holds_post",
            last,
            last.start,
            person.end,
            role=(role.group() if role else "") + text[last.start : last.end],
            score=0.85,
            rule="before",
        )
        return
    if title and (chair := _CHAIR.search(title.group())):
        body = (
            elected_body(context, chair["of"]) if chair["of"].casefold() != "udvalgs" else meeting_body(context, scene)
        )
        if body:
            yield make(
                context,
                scene,
                person.key,
                "member_of",
                body,
                "posts",
                person.start,
                person.end,
                qualifiers={"role": title.group()},
                status="stated",
                score=0.75,
                rule="before",
            )
    if (
        title
        and last
        and last.coarse == "ORG"
        and last.type not in ("PARTY", "COUNCIL")
        and re.fullmatch(r"s (?:[a-zæøå]+ )?", text[last.end : person.start - len(title.group()) - 1])
    ):
        yield _said(
            context,
            scene,
            person,
            "holds_post",
            last,
            last.start,
            person.end,
            role=title.group(),
            score=0.8,
            rule="before",
        )
        return
    if last and last.coarse == "ORG" and last.type != "PARTY" and text[last.end : person.start] in (" ", ", ", "s "):
        lead = text[max(scene.start, last.start - 40) : last.start]
        seat = _BODY_LINK.search(lead)
        job = next(
            (m for m in TITLE.finditer(lead) if re.fullmatch(r" (?:i|på|ved|for|hos|fra) ", lead[m.end() :])), None
        )
        if seat and last.type == "COUNCIL":
            yield _said(
                context,
                scene,
                person,
                "member_of",
                last,
                last.start,
                person.end,
                role=seat["role"].casefold(),
                score=0.85,
                rule="before",
            )
        elif job:
            yield _said(
                context,
                scene,
                person,
                "holds_post",
                last,
                last.start,
                person.end,
                role=job.group(),
                score=0.8,
                rule="before",
            )
