"""Which authority a body, a service or a budget belongs to, with the sentence that says it best.

Not caught: ownership that stands in no name; hospitals belong to their region by the register, which is no claim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.claiming import evidence, make
from extractors.context import Context
from extractors.keys import programme_key
from extractors.records import Claim, LocalEntity, Mention
from extractors.scene import PROGRAMME, Scene, scene_at

_GENITIVE_UNIT = re.compile(r"s (?=[A-ZÆØÅ])")


_JOINT = re.compile(
    r"sundhedsklynge|klynger|sundhedssamarbejdsudvalg|sundhedskoordinationsudvalg|praksisplanudvalg|sundhedsfagligt råd"
)
"""Bodies that regions and municipalities have together, or that a profession has: nobody's own."""


def find(context: Context, stage: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield part_of for bodies and services with an owner, responsible_for for its budgets, and phases of programmes."""
    by_code = {e.code: e for e in context.reading.entities if e.code}
    named = {
        code: _by_sentence(by_code[code], stage)
        for code in sorted({e.owner for e in context.reading.entities} & by_code.keys())
    }
    for entity in context.reading.entities:
        owner = by_code.get(entity.owner)
        if owner is None or entity.code or entity.type in ("MEETING", "AGENDA_ITEM"):
            continue
        if entity.type == "COUNCIL" and _JOINT.search(entity.key):
            continue
        scene = _best(_by_sentence(entity, stage), named[entity.owner], stage)
        if scene is None:
            continue
        predicate = "responsible_for" if entity.type in ("AGREEMENT", "PLAN", "INITIATIVE") else "part_of"
        first, second = entity, owner
        if predicate == "responsible_for":
            first, second = owner, entity
        if predicate == "responsible_for" and owner.key not in {a.key for a in scene.arguments}:
            continue
        places = [a.start for a in scene.arguments if a.key in (entity.key, owner.key)]
        yield make(
            context,
            scene,
            first.key,
            predicate,
            second.key,
            "ownership",
            *(places or [scene.start]),
            status="stated",
            score=0.85 if entity.type == "COUNCIL" else 0.75,
            rule="find",
        )
    yield from _inside(context, stage)
    yield from _phases(context, stage)
    yield from _titled_plans(context, stage)


_PHASE = re.compile(r"^(?P<whole>.+), fase (?:\d|[ivx]+)$", re.IGNORECASE)


def _phases(context: Context, stage: Sequence[Scene]) -> Iterator[Claim]:
    """Yield part_of for numbered phases, whose names hold that of their programme."""
    programmes = {
        programme_key(name): e.key
        for e in context.reading.entities
        if e.type in PROGRAMME
        for name in (e.name, *e.surfaces)
    }
    first: dict[str, Scene] = {}
    for named in stage:
        for argument in named.arguments:
            first.setdefault(argument.key, named)
    for entity in context.reading.entities:
        phase = _PHASE.match(entity.name)
        whole = programmes.get(programme_key(phase["whole"])) if phase else None
        scene = first.get(entity.key)
        if whole and scene:
            yield make(
                context,
                scene,
                entity.key,
                "part_of",
                whole,
                "ownership",
                scene.start,
                status="stated",
                score=0.85,
                rule="phases",
            )


def _titled_plans(context: Context, stage: Sequence[Scene]) -> Iterator[Claim]:
    """Yield responsible_for where a plan's title opens with its authority: 'Region Fyn – Ved havet, Strategi 2031'."""
    keys = context.keys
    for hit in context.hits:
        if hit.type == "PLAN" and not hit.nested and (hit.start, hit.end, hit.type) in keys:
            for inner in context.hits_in(hit.start, hit.start + 1, nested=True):
                if (
                    inner.nested
                    and inner.type in ("REGION", "MUNICIPALITY")
                    and (inner.start, inner.end, inner.type) in keys
                ):
                    scene = scene_at(stage, hit.start)
                    if scene:
                        yield make(
                            context,
                            scene,
                            keys[(inner.start, inner.end, inner.type)],
                            "responsible_for",
                            keys[(hit.start, hit.end, hit.type)],
                            "ownership",
                            hit.start,
                            hit.end,
                            status="stated",
                            score=0.8,
                            rule="titled_plans",
                        )


def _by_sentence(entity: LocalEntity, stage: Sequence[Scene]) -> dict[int, list[Mention]]:
    """Return the mentions of an entity by the place of their scene."""
    found: dict[int, list[Mention]] = {}
    for mention in entity.mentions:
        place = bisect_right(stage, mention.span.start, key=lambda scene: scene.sentence.span.start) - 1
        if place >= 0 and mention.span.start < stage[place].sentence.span.end:
            found.setdefault(place, []).append(mention)
    return found


def _best(entity: dict[int, list[Mention]], owner: dict[int, list[Mention]], stage: Sequence[Scene]) -> Scene | None:
    """Return the sentence that names both, side by side if possible, else the first that names the entity."""
    both = first = None
    for place, mine in sorted(entity.items()):
        scene = stage[place]
        if scene.part == "contents":
            continue
        if first is None or first.sentence.kind == "heading":
            first = scene
        theirs = owner.get(place, ())
        for m in mine:
            if any(o.span.within(m.span) or -3 <= m.span.start - o.span.end <= 3 for o in theirs):
                return scene
        if theirs and both is None:
            both = scene
    return both or first


_AT = re.compile(r" (?:på|ved|under) $")


def _inside(context: Context, stage: Sequence[Scene]) -> Iterator[Claim]:
    """Yield part_of where an authority stands in the name: 'Nyby Kommunes Sundhedscenter', 'Hudklinik på Nyby Sygehus'; located_in for places."""
    keys = context.keys
    outer = [h for h in context.hits if not h.nested and h.type in ("PROVIDER", "ORG_OTHER", "EDUCATION", "COUNCIL")]
    for hit in outer:
        for inner in context.hits_in(hit.start, hit.end, nested=True):
            if not inner.nested or (inner.start, inner.end, inner.type) not in keys:
                continue
            subject, object_ = keys.get((hit.start, hit.end, hit.type)), keys[(inner.start, inner.end, inner.type)]
            scene = scene_at(stage, hit.start)
            if subject is None or scene is None:
                continue
            if hit.type == "COUNCIL" and inner.type != "PROVIDER":
                continue
            if inner.type == "PLACE" and context.text[inner.start - 3 : inner.start] != " i ":
                continue
            predicate = "located_in" if inner.type == "PLACE" else "part_of"
            at_its_end = (
                inner.type == "PROVIDER" and inner.end == hit.end and _AT.search(context.text, hit.start, inner.start)
            )
            if predicate == "part_of" and not at_its_end and not _GENITIVE_UNIT.match(context.text, inner.end):
                continue
            yield Claim(
                subject,
                predicate,
                object_,
                evidence(context, scene.start, scene.end, hit.start, hit.end),
                "ownership-1",
                score=0.85,
                section=scene.section.index,
                rule="inside",
            )
