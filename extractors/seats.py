"""Which organisations have seats in a body, from sentences and lists that say how it is made up.

Not caught: seats that only a law or a set of rules gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import make, polarity_of
from extractors.context import Context
from extractors.records import Claim
from extractors.rules import BODY
from extractors.scene import Argument, Scene

_MADE_UP = re.compile(
    r"\b(?:består|består af|sammensat af|har \w+ medlemmer|medlemmer|pladser(?:ne)?|udpeg\w+|udpegede)\b", re.IGNORECASE
)
_APPOINTED = re.compile(
    r"(?:(?:medlem(?:mer)?|repræsentant(?:er)?|(?:, | og )(?:en|et|ét|to|tre|fire|\d)) af|udpeget af|udpeges af|indstillet af|indstilles af|valgt af|repræsentant(?:er)? (?:fra|for)|medlem(?:mer)? (?:fra|for)|fagperson(?:er)? fra|plads(?:er)? til)\s(?:hhv\. |henholdsvis )?$",
    re.IGNORECASE,
)
_SENDS = re.compile(
    r"\b(?:udpeger|udpegede|indstiller|vælger)\b(?=[^.]{0,160}\b(?:medlem|repræsentant))", re.IGNORECASE
)
_MEMBERS_OF_COUNCIL = re.compile(
    r"(?<![\w-])(?P<seat>regionsråds|byråds|kommunalbestyrelses)medlemmer(?![\w-])(?! i)", re.IGNORECASE
)

_OVER_LIST = re.compile(r"\b(?:består|medlemmer|sammensat|udpeg\w+)\b[^.]*:$")


def find(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield represented_in for organisations that appoint or send members to the body a passage is about."""
    yield from _sitting(context, scene, previous)
    yield from _seat_line(context, scene, previous)
    body = _body(scene, previous)
    if body is None and _APPOINTING.search(scene.text):
        body = _spoken_of(scene, previous, ())
    if body is None:
        return
    for group in scene.groups:
        if group[0].type not in BODY or group[0].key == body.key:
            continue
        before = context.text[max(scene.start, group[0].start - 50) : group[0].start]
        if _APPOINTED.search(before):
            for argument in group:
                if argument.key != body.key:
                    yield make(
                        context,
                        scene,
                        argument.key,
                        "represented_in",
                        body.key,
                        "seats",
                        argument.start,
                        argument.end,
                        status="stated",
                        polarity=polarity_of(scene, argument.start),
                        score=0.8,
                        rule="find",
                    )
    sends = _SENDS.search(scene.text)
    if sends:
        group = scene.after(scene.start + sends.end(), BODY, reach=2)
        targets = [
            a
            for a in scene.arguments
            if group
            and a.type == "COUNCIL"
            and a.start >= group[-1].end
            and re.search(r"\b(?:til|i|af) $", context.text[scene.start : a.start])
        ]
        for argument in group if targets else ():
            if argument.key != targets[0].key:
                yield make(
                    context,
                    scene,
                    argument.key,
                    "represented_in",
                    targets[0].key,
                    "seats",
                    argument.start,
                    argument.end,
                    status="stated",
                    score=0.75,
                    rule="find",
                )
    seat = _MEMBERS_OF_COUNCIL.search(scene.text)
    if seat:
        near = [a for a in scene.arguments if a.type == "COUNCIL" and a.end <= scene.start + seat.start()]
        body = near[-1] if near else body
    if seat and body.type == "COUNCIL" and _MADE_UP.search(scene.text):
        council = _council(context, seat["seat"], body)
        if council and council != body.key:
            yield make(
                context,
                scene,
                council,
                "represented_in",
                body.key,
                "seats",
                scene.start + seat.start(),
                status="stated",
                polarity=polarity_of(scene, scene.start + seat.start()),
                score=0.75,
                rule="find",
            )


_NUMBER = r"(?:en|én|et|ét|to|tre|fire|fem|seks|\d{1,2}|flere|nogle)"
_HAS_SEAT = re.compile(
    rf"^(?:,? (?:der|som))? (?:får|fik|har|besætter|besatte|tildeles)(?: (?:også|selv|hver|fortsat|desuden|ligeledes|fået))* (?:{_NUMBER} )?(?:fast |faste |af )?(?:plads(?:er)?|sæde|repræsentant(?:er)?|medlem(?:mer)?|(?:flertallet|flest) af pladserne)(?! (?:i|til) [A-ZÆØÅ])"
    rf"|^ (?:er|bliver)(?: (?:også|desuden|ligeledes|fortsat))* repræsenteret(?! (?:i|ved) [A-ZÆØÅ])"
    rf"|^ (?:udpeger|indstiller|vælger)(?: hver| selv)? {_NUMBER} (?:af )?(?:medlem(?:mer)?|repræsentant(?:er)?|pladser)(?! (?:i|til) [A-ZÆØÅ])"
)
_GETS_BEFORE = re.compile(r"\b(?:får|har|fik) $")
_GETS_BEHIND = re.compile(rf"^(?: (?:også|selv))? (?:hver )?(?:{_NUMBER} )?(?:fast |faste )?(?:plads(?:er)?|repræsentant(?:er)?|medlem(?:mer)?)(?! (?:i|til) [A-ZÆØÅ])|^ sæde\b")


_SENDERS = re.compile(r"\b[Bb]landt (?:dem|de organisationer|de foreninger|organisationerne|foreningerne),? (?:der|som) (?:har udpeget|udpeger|har valgt|sender) (?:medlemmer|repræsentanter) til [^.;]{3,60}?,? er (?:[a-zæøå]+ ){0,2}$")


def _sitting(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Read 'X Råd, hvor SIND og KL får plads' and 'SIND har en plads i gruppen', of the body spoken of before."""
    for group in scene.groups:
        if group[0].type not in BODY:
            continue
        at, end = group[0].start - scene.start, group[-1].end - scene.start
        behind, before = scene.text[end : end + 240], scene.text[max(0, at - 200) : at]
        found = _HAS_SEAT.match(behind) or (_GETS_BEHIND.match(behind) if _GETS_BEFORE.search(before) else None) or _SENDERS.search(before)
        body = _spoken_of(scene, previous, group) if found else None
        if found is None or body is None:
            continue
        end = group[-1].end + (found.end() if found.re is not _SENDERS else 0)
        for argument in group:
            if argument.key != body.key and argument.type in BODY:
                yield make(
                    context, scene, argument.key, "represented_in", body.key, "seats", min(argument.start, body.start if body.start >= scene.start else argument.start), end,
                    status="stated", polarity=polarity_of(scene, group[-1].end, end), score=0.75, rule="sitting",
                )  # fmt: skip


_APPOINTING = re.compile(r"\budpeges (?:en|et|ét|to|tre|fire|\d) (?:medlem(?:mer)?|repræsentant(?:er)?) af\b", re.IGNORECASE)
_SEAT_LINE = re.compile(r"\s*[-–:]?\s*(?:\d{1,2}|en|et|to|tre)(?: (?:pladser|medlemmer|plads|medlem|repræsentanter|repræsentant))?\.?$")
_SEATS_OF = re.compile(r"\b(?:pladser(?:ne)?|medlemmer(?:ne)?|repræsentanter(?:ne)?|mandater(?:ne)?|sæder)\b", re.IGNORECASE)


def _seat_line(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Read the lines 'Nyby Kommune – 2' under 'Pladserne i Sundhedsråd Nyby fordeles sådan:'."""
    bodies = [a for a in scene.arguments if a.type in BODY]
    if len(bodies) != 1 or len(scene.text) > 60 or not _SEAT_LINE.fullmatch(scene.text, bodies[0].end - scene.start):
        return
    for earlier in reversed(previous[-12:]):
        council = next((a for a in earlier.arguments if a.type == "COUNCIL"), None)
        if council and _SEATS_OF.search(earlier.text) and council.key != bodies[0].key:
            yield make(
                context, scene, bodies[0].key, "represented_in", council.key, "seats", bodies[0].start, scene.end,
                status="stated", score=0.75, rule="seat_line",
            )  # fmt: skip
            return
        if len(earlier.text) > 60:
            return


def _spoken_of(scene: Scene, previous: tuple[Scene, ...], group: tuple[Argument, ...]) -> Argument | None:
    """Return the body that seats are in: named or pointed to in the sentence, else the last one of the two sentences before."""
    keys = {a.key for a in group}
    own = [a for a in scene.arguments if a.type == "COUNCIL" and a.key not in keys]
    if own:
        before = [a for a in own if a.end <= group[0].start]
        return before[-1] if before else own[0]
    for earlier in reversed(previous[-2:]):
        if earlier.section.index != scene.section.index:
            return None
        named = [a for a in earlier.arguments if a.type == "COUNCIL" and a.key not in keys]
        if named:
            return named[0]
    return None


def _body(scene: Scene, previous: tuple[Scene, ...]) -> Argument | None:
    """Return the body that a sentence, or the line over a list, says is made up of something."""
    own = [a for a in scene.arguments if a.type == "COUNCIL"]
    if own and _MADE_UP.search(scene.text):
        return own[0]
    for earlier in reversed(previous[-9:]):
        if earlier.section.index != scene.section.index and earlier.section.index != scene.section.parent:
            return None
        if ":" in earlier.text[-2:] and _OVER_LIST.search(earlier.text):
            return next((a for a in earlier.arguments if a.type == "COUNCIL"), None)
    return None


def _council(context: Context, seat: str, body: Argument) -> str:
    """Return the elected body of the same owner as the body at hand."""
    owner = next((e.owner for e in context.reading.entities if e.key == body.key), "")
    wanted = seat.removesuffix("s").casefold()
    return next(
        (e.key for e in context.reading.entities if e.type == "COUNCIL" and e.key == f"COUNCIL|{wanted}|{owner}"), ""
    )
