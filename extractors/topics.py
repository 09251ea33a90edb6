"""What an agenda item is about: one to four programmes or bodies named in its title, summary or recommendation.

Procedural items are about nothing. Not caught: topics that no name stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.claiming import make
from extractors.context import Context
from extractors.records import Claim
from extractors.scene import Argument, Scene, by_item

PROCEDURAL = re.compile(
    r"^(?:\d+\.?\s*)?(?:godkendelse af (?:dagsorden|referat|åbent|deltagelse|protokol)|dagsorden|næste møde|eventuelt|evt\.?|meddelelser|gensidig orientering|"
    r"velkomst|opsamling|mødedeltagelse|underskrift|lukket|fortrolig|orientering fra (?:formand|forvaltning|administration)|siden sidst|bordet rundt|"
    r"mødeplan|udkast til mødeplan|spørgetid|protokol|valg af (?:ordstyrer|referent)|aktuelt|godkendelse)",
    re.IGNORECASE,
)
MOST = 3


def find(context: Context, stage: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield what every agenda item discusses, the title's names first."""
    keys = {int(dict(e.details)["index"]): e for e in context.reading.entities if e.type == "AGENDA_ITEM"}
    bodies = {e.owner for e in context.reading.entities if e.type == "MEETING"}
    of_items = by_item(stage)
    for index, item in keys.items():
        if PROCEDURAL.match(item.name):
            continue
        scenes = of_items.get(index, ())
        chosen: dict[str, tuple[Scene, Argument]] = {}
        titled = [s for s in scenes if s.section.index == index and s.sentence.kind == "heading"]
        for scene in titled:
            for argument in scene.arguments:
                if _topical(argument, bodies):
                    chosen.setdefault(argument.key, (scene, argument))
        for part in ("recommendation", "summary"):
            for scene, argument in _first_named(scenes, part):
                chosen.setdefault(argument.key, (scene, argument))
        if not chosen:
            for scene, argument in _opening(scenes):
                chosen.setdefault(argument.key, (scene, argument))
        ranked = sorted(
            chosen.items(), key=lambda kv: (kv[1][0] not in titled, kv[1][1].coarse != "PROGRAMME", kv[1][1].start)
        )
        for key, (scene, argument) in ranked[:MOST]:
            yield make(
                context,
                scene,
                item.key,
                "discusses",
                key,
                "topics",
                argument.start,
                argument.end,
                status="stated",
                score=0.85 if scene in titled else 0.7,
                rule="find",
            )


def _first_named(scenes: Sequence[Scene], part: str) -> list[tuple[Scene, Argument]]:
    """Return the programmes (at most two) that the first sentence with any names in a part."""
    for scene in [s for s in scenes if s.part == part][:4]:
        named = [(scene, a) for a in scene.arguments if a.coarse == "PROGRAMME" and a.type != "LAW" and not a.pointed]
        if named:
            return named[:2]
    return []


def _opening(scenes: Sequence[Scene]) -> list[tuple[Scene, Argument]]:
    """Return the one programme that the first two sentences of an item without a named title are about."""
    told = [s for s in scenes if s.sentence.kind != "heading" and s.part in ("body", "agenda_item", "summary")][:2]
    named = {a.key: (s, a) for s in reversed(told) for a in reversed(s.arguments) if a.type in ("INITIATIVE", "PLAN", "AGREEMENT", "REFORM") and not a.pointed}
    return list(named.values()) if len(named) == 1 else []


def _topical(argument: Argument, bodies: set[str]) -> bool:
    if argument.pointed:
        return False
    if argument.coarse == "PROGRAMME":
        return True
    if argument.coarse != "ORG" or argument.type in ("REGION", "MUNICIPALITY", "PARTY"):
        return False
    return argument.key not in bodies
