"""Which authority a body, a service or a budget belongs to, with the sentence that says it best.

Not caught: ownership that stands in no name; hospitals belong to their region by the register, which is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.claiming import evidence, make
from extractors.context import Context
from extractors.records import Claim, LocalEntity
from extractors.scene import Scene

_GENITIVE_UNIT = re.compile(r"s (?=[A-ZÆØÅ])")


def find(context: Context, stage: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield part_of for bodies and services with an owner, responsible_for for its budgets, and phases of programmes."""
    by_code = {e.code: e for e in context.reading.entities if e.code}
    for entity in context.reading.entities:
        owner = by_code.get(entity.owner)
        if owner is None or entity.code or entity.type in ("MEETING", "AGENDA_ITEM"):
            continue
        scene = _best(context, entity, owner, stage)
        if scene is None:
            continue
        predicate = "responsible_for" if entity.type in ("AGREEMENT", "PLAN", "INITIATIVE") else "part_of"
        first, second = entity, owner
        if predicate == "responsible_for":
            first, second = owner, entity
        places = [a.start for a in scene.arguments if a.key in (entity.key, owner.key)]
        yield make(context, scene, first.key, predicate, second.key, "ownership", *(places or [scene.start]), status="stated", score=0.85 if entity.type == "COUNCIL" else 0.75)
    yield from _inside(context, stage)


def _best(context: Context, entity: LocalEntity, owner: LocalEntity, stage: Sequence[Scene]) -> Scene | None:
    """Return the sentence that names both, side by side if possible, else the first that names the entity."""
    both = first = None
    for scene in stage:
        if scene.part == "contents":
            continue
        start, end = scene.sentence.span.start, scene.sentence.span.end
        mine = [m for m in entity.mentions if start <= m.span.start < end]
        if not mine:
            continue
        first = first or scene
        theirs = [m for m in owner.mentions if start <= m.span.start < end]
        for m in mine:
            if any(o.span.within(m.span) or -3 <= m.span.start - o.span.end <= 3 for o in theirs):
                return scene
        if theirs and both is None:
            both = scene
    return both or first


def _inside(context: Context, stage: Sequence[Scene]) -> Iterator[Claim]:
    """Yield part_of where an authority stands in the name: 'Køge Kommunes Sundhedscenter', and located_in for places."""
    keys = dict(context.keys)
    outer = [h for h in context.hits if not h.nested and h.type in ("PROVIDER", "ORG_OTHER", "EDUCATION")]
    for hit in outer:
        for inner in context.hits_in(hit.start, hit.end, nested=True):
            if not inner.nested or (inner.start, inner.end, inner.type) not in keys:
                continue
            subject, object_ = keys.get((hit.start, hit.end, hit.type)), keys[(inner.start, inner.end, inner.type)]
            scene = next((s for s in stage if s.start <= hit.start < s.end), None)
            if subject is None or scene is None:
                continue
            predicate = "located_in" if inner.type == "PLACE" else "part_of"
            if predicate == "part_of" and not _GENITIVE_UNIT.match(context.text, inner.end):
                continue
            yield Claim(subject, predicate, object_, evidence(context, scene.start, scene.end, hit.start, hit.end), "ownership-1", score=0.85, section=scene.section.index)
