"""What other bodies, and the body itself at earlier meetings, decided on the same case: kept apart from the decision at hand.

Read in parts headed as earlier decisions and in decisions headed with another body's name. Not caught: earlier decisions told
in the running text of a case, bodies that the heading does not name, and what became of amendments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.claiming import evidence
from extractors.context import Context
from extractors.dates import find_dates
from extractors.decisions import decided_here, of_others, outcomes
from extractors.records import LocalEntity, Remark
from extractors.scene import Argument, Scene

_BEFORE_BODY = re.compile(r"^(?:\W*(?:Beslutning(?:en)?|Behandlet|Behandling|Tidligere behandlet|Anbefaling|Udtalelse)(?: i| fra| af)?\s)?(?:Det |Den )?$", re.IGNORECASE)
"""What stands before the body's name in a line that gives it the word; not 'Anbefales over for'."""
_AMENDMENT = re.compile(r"ændringsforslag", re.IGNORECASE)


def find(context: Context, item: LocalEntity, body: str, held: str, own: Sequence[Scene]) -> Iterator[Remark]:
    """Yield the earlier decisions of one item, in the order of the text.

    `body` is the key of the body at hand, `held` the day of its meeting.
    """
    council: Argument | None = None
    day = ""
    section = -1
    seen: set[tuple[str, str, str]] = set()
    theirs = of_others(own, body, held)
    for scene in own:
        if not _elsewhere(scene, body, theirs):
            continue
        if scene.section.index != section:
            section, council, day = scene.section.index, None, ""
            if scene.section.title:
                council, day = _headed(context, scene)
        councils = [a for a in scene.arguments if a.type == "COUNCIL" and not a.pointed]
        dates = [a for a in scene.arguments if a.type == "DATE"]
        heads = councils and len(scene.text) < 140 and _BEFORE_BODY.match(scene.text[: councils[0].start - scene.start])
        council = councils[0] if heads else council
        day = dates[0].key.removeprefix("DATE|") if dates and (heads or not day) else day
        if council and council.key == body and (not day or day == held):
            continue
        for name, place in outcomes(scene.text):
            key = (council.key if council else "", day, name)
            if key in seen or (council is None and not day) or _AMENDMENT.search(scene.text):
                continue
            seen.add(key)
            yield Remark(
                "earlier_decision",
                item.key,
                evidence(context, scene.start, scene.end, scene.start + place),
                "earlier-1",
                by=(council.key,) if council else (),
                details=tuple(sorted((n, v) for n, v in (("outcome", name), ("date", day)) if v)),
                status="recommended" if name == "recommended" else "decided",
                section=scene.section.index,
            )


def _elsewhere(scene: Scene, body: str, theirs: frozenset[int]) -> bool:
    """Tell whether a sentence stands where an earlier decision, or that of another body, is told."""
    if scene.part == "earlier":
        return not decided_here(scene, body)
    return scene.part == "decision" and (scene.start in theirs or not decided_here(scene, body))


def _headed(context: Context, scene: Scene) -> tuple[Argument | None, str]:
    """Return the body and the day that the heading of a section names."""
    start = context.flow.range(scene.section.span)[0]
    keys = context.keys
    council: Argument | None = None
    for hit in context.hits_in(start, start + len(scene.section.title) + 24):
        key = keys.get((hit.start, hit.end, hit.type), "")
        if hit.type == "COUNCIL" and key and council is None:
            council = Argument(hit.start, hit.end, key, hit.type)
    return council, next((f.value for f in find_dates(scene.section.detail("date")) if len(f.value) == 10), "")
