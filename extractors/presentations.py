"""Who presented, briefed or gave a talk under an agenda item.

Not caught: talks that are told without a verb of telling, and speakers named in a heading only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractors.claiming import make, polarity_of
from extractors.context import Context
from extractors.records import Claim
from extractors.scene import Scene

_TELLS = re.compile(
    r"\b(?:orienterede|orienterer|orientere|præsenterede|præsenterer|præsentere|fortalte|fortæller|fortælle|fremlagde|fremlægger|gennemgik|gennemgår|redegjorde|"
    r"informerede|oplyste|holdt (?:et )?(?:kort )?oplæg|holder (?:et )?oplæg|holde (?:et )?oplæg|gav (?:en )?(?:kort )?(?:status|orientering|oplæg|overblik|præsentation)|gav et oplæg|gav et overblik|giver (?:en )?(?:status|orientering)|danne afsæt|indledte|viste)\b"
)
_BY = re.compile(
    r"(?:oplæg|orientering|præsentation|status|indlæg|gennemgang)(?:en|et)? (?:af|fra|ved|v/)\s?$", re.IGNORECASE
)
_CHAIR = re.compile(r"\b(?:bød velkommen|byder velkommen|åbnede mødet|takkede)\b")


_FORMER = re.compile(r"(?:^|[.;] )(?P<role>Formanden|Næstformanden)(?= (?:orienterede|fortalte|gav|omtalte|redegjorde|præsenterede|fremlagde|gennemgik|informerede|oplyste)\b)")
_SEAT = re.compile(r"^[^.;\n]{0,40}?(?<![a-zæøå])(?P<role>næstformand|formand)(?! for)(?![a-zæøå])", re.IGNORECASE)


def _chair(context: Context, scene: Scene, item: str) -> Iterator[Claim]:
    """Read 'Formanden orienterede om …' of the one whom the list of participants calls chair."""
    found = _FORMER.search(scene.text)
    if found is None:
        return
    wanted = found["role"].casefold().removesuffix("en")
    chairs = {
        context.keys.get((entry.person.start, entry.person.end, "PERSON"))
        for entry in context.listed
        if entry.section.meeting == scene.section.meeting
        and (seat := _SEAT.match(context.text[entry.person.end : entry.end]))
        and seat["role"].casefold() == wanted
    }
    if len(chairs) == 1 and (person := chairs.pop()):
        start = scene.start + found.start("role")
        yield make(
            context, scene, person, "presented_at", item, "presentations", start, scene.start + found.end(),
            status="stated", score=0.75, rule="chair",
        )  # fmt: skip


def find(context: Context, scene: Scene, items: Mapping[int, str]) -> Iterator[Claim]:
    """Yield presented_at for the people who tell something in a sentence of an agenda item."""
    if (
        scene.item is None
        or scene.sentence.kind == "row"
        or scene.item.index not in items
        or scene.part in ("absent", "attendance", "attachments", "earlier")
        or (_CHAIR.search(scene.text) and not _TELLS.search(scene.text))
    ):
        return
    item = items[scene.item.index]
    yield from _chair(context, scene, item)
    told = False
    for found in _TELLS.finditer(scene.text):
        told = True
        position = scene.start + found.start()
        if polarity_of(scene, position, scene.start + found.end()) == "negative":
            continue
        for group in reversed(scene.groups):
            if group[0].type != "PERSON" or group[-1].end > position:
                continue
            between = context.text[group[-1].end : position]
            if len(between) < 140 and ". " not in between and not _TELLS.search(between):
                for person in group:
                    yield make(
                        context,
                        scene,
                        person.key,
                        "presented_at",
                        item,
                        "presentations",
                        person.start,
                        scene.start + found.end(),
                        status="stated",
                        score=0.85,
                        rule="find",
                    )
            break
    if told:
        return
    for group in scene.groups:
        if group[0].type == "PERSON" and _BY.search(
            context.text[max(scene.start, group[0].start - 60) : group[0].start].rstrip() + " "
        ):
            for person in group:
                yield make(
                    context,
                    scene,
                    person.key,
                    "presented_at",
                    item,
                    "presentations",
                    person.start,
                    person.end,
                    status="stated",
                    score=0.8,
                    rule="find",
                )
