"""All claims of one document: the families of relations in one explicit order, duplicates settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extractors import (
    appointments,
    decisions,
    departures,
    employment,
    funding,
    gist,
    labelled,
    meetings,
    ownership,
    participants,
    partnerships,
    posts,
    presentations,
    responsibility,
    rosters,
    seats,
    timing,
    topical,
    topics,
)
from extractors.context import Context
from extractors.inconsistencies import find as find_inconsistencies
from extractors.lasting import with_lasting
from extractors.records import Claim, Reading
from extractors.remarks import find_remarks
from extractors.scene import Scene, scenes
from extractors.validity import with_validity
from extractors.voices import attributed
from ontology.terms import PREDICATES


def find_claims(context: Context) -> Reading:
    """Return the context's reading with its claims, remarks and problems: each fact once for every sentence that states it."""
    entities = context.reading.entities
    kinds = {entity.key: entity.type for entity in entities}
    stage = tuple(scenes(context, entities))
    found = [*_of_document(context, stage), *_of_sentences(context, stage)]
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in found:
        if claim.subject == claim.object or claim.subject not in kinds:
            continue
        if claim.predicate != "decision" and not PREDICATES[claim.predicate].allows(
            kinds[claim.subject], kinds.get(claim.object, "")
        ):
            continue
        place = (claim.subject, claim.predicate, claim.object, claim.evidence, claim.qualifiers)
        if place not in kept or kept[place].score < claim.score:
            kept[place] = claim
    claims = sorted(_once(kept.values()), key=lambda c: (c.evidence.start, c.evidence.end, c.subject, c.predicate, c.object, c.qualifiers))
    places = {claim.evidence.start: context.flow.position(claim.evidence.start) for claim in claims}
    said = with_lasting(context.reading, with_validity(context.reading, tuple(attributed(claims, stage, places))))
    return replace(
        context.reading,
        claims=said,
        remarks=find_remarks(context, stage),
        problems=tuple(find_inconsistencies(context, stage, said)),
    )


def _once(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield claims; of those that say the same of overlapping quotes, the surest: two rules read one sentence."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.subject, claim.predicate, claim.object, claim.qualifiers, claim.polarity), []).append(claim)
    for group in groups.values():
        last: Claim | None = None
        for claim in sorted(group, key=lambda c: (c.evidence.start, c.evidence.end)):
            if last and claim.evidence.overlaps(last.evidence):
                last = max(last, claim, key=lambda c: (c.score, -c.evidence.start))
                continue
            if last:
                yield last
            last = claim
        if last:
            yield last


def _of_document(context: Context, stage: tuple[Scene, ...]) -> Iterator[Claim]:
    yield from meetings.find(context, stage)
    yield from decisions.find(context, stage)
    yield from topics.find(context, stage)
    yield from ownership.find(context, stage)
    yield from participants.listed(context)


def _of_sentences(context: Context, stage: tuple[Scene, ...]) -> Iterator[Claim]:
    items = {int(dict(e.details)["index"]): e.key for e in context.reading.entities if e.type == "AGENDA_ITEM"}
    for place, scene in enumerate(stage):
        previous = stage[max(0, place - 14) : place]
        if scene.part in ("contents", "attachments"):
            continue
        if not scene.arguments:
            # Only a seat may be said of a body that an earlier sentence names; whatever else is said, is said of arguments.
            yield from seats.find(context, scene, previous)
            continue
        ends = [*departures.find(context, scene)]
        said = departures.settled(scene, [*_of_scene(context, scene, previous, items)], ends)
        said += partnerships.of_parties(context, scene, said)
        yield from said
        known = {(claim.subject, claim.object) for claim in said}
        yield from departures.settled(scene, [*gist.find(context, scene, known)], [], loose=True)


def _of_scene(context: Context, scene: Scene, previous: tuple[Scene, ...], items: Mapping[int, str]) -> Iterator[Claim]:
    """Yield what the families of rules read in one sentence."""
    yield from partnerships.find(context, scene, previous)
    yield from topical.find(context, scene)
    yield from labelled.find(context, scene)
    yield from rosters.find(context, scene, previous)
    yield from responsibility.find(context, scene, previous)
    yield from seats.find(context, scene, previous)
    yield from appointments.find(context, scene, previous)
    yield from posts.running(context, scene, previous)
    yield from employment.find(context, scene)
    yield from presentations.find(context, scene, items)
    yield from funding.find(context, scene, previous)
    yield from timing.find(context, scene, previous)
