"""A sentence as relation rules see it: its text, the things named or pointed to in it in coordinated groups, its topic.

Not caught: coordinations with more between their members than an article and a bracket.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.arguments import ORG, PROGRAMME, Argument
from extractors.context import Context
from extractors.nouns import nouns_of
from extractors.phrases import places_of, small
from extractors.pointers import POINTING, Memory, main_programmes
from extractors.records import LocalEntity, Section, Sentence

_JOIN = re.compile(
    r"(?:s)?(?: \([^()]{1,30}\))?(?:, | og | samt | & |, samt | og i | og på |/|, den | og den |, og | eller )(?:hhv\. |desuden |i |på |i det |det |den |af |med |fra |for )?(?:[a-zæøå]*(?:foreningen|organisationen|kommunen|klinikken|hospitalet|sygehuset|fonden|netværket|styrelsen|selskabet) )?$"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its arguments; ``groups`` are runs of arguments of one sort joined by commas and 'og'.

    ``topic`` is the programme that the passage is about, as a word before the sentence that points to it; None where there is none.
    """

    start: int
    end: int
    text: str
    sentence: Sentence
    section: Section
    part: str
    item: Section | None
    arguments: tuple[Argument, ...]
    groups: tuple[tuple[Argument, ...], ...] = ()
    topic: Argument | None = None

    def before(self, position: int, types: frozenset[str], *, reach: int = 140) -> tuple[Argument, ...]:
        """Return the nearest group of the types that ends before a position (a flow position)."""
        for place in range(len(self.groups) - 1, -1, -1):
            group = self.groups[place]
            if group[-1].end <= position and position - group[-1].end <= reach and group[0].type in types:
                return self._head(place, position, types)
        return ()

    def _head(self, place: int, position: int, types: frozenset[str]) -> tuple[Argument, ...]:
        """Return the group that a phrase is headed by: A in 'A på B' and in 'A, chef hos B,'."""
        group = self.groups[place]
        if place:
            earlier = self.groups[place - 1]
            between = self.text[earlier[-1].end - self.start : group[0].start - self.start]
            behind = self.text[group[-1].end - self.start : position - self.start]
            inside = (
                earlier[0].type == "PERSON" and len(between) < 60 and between.startswith(",") and behind.startswith(",")
            )
            person_of = earlier[0].type == "PERSON" and between in (" i ", " hos ")
            if earlier[0].type in types and (between in (" på ", " ved ", " under ", " fra ") or inside or person_of):
                return earlier
        return group

    def after(self, position: int, types: frozenset[str], *, reach: int = 90) -> tuple[Argument, ...]:
        """Return the nearest group of the types that begins at or after a position."""
        for group in self.groups:
            if group[0].start >= position and group[0].start - position <= reach and group[0].type in types:
                return group
        return ()


def scenes(context: Context, entities: tuple[LocalEntity, ...]) -> Iterator[Scene]:
    """Yield every sentence of a document as a scene, in order."""
    keys = context.keys
    kinds = {entity.key: entity.type for entity in entities}
    codes = {entity.code: entity.key for entity in entities if entity.code}
    only, mostly = main_programmes(context)
    memory = Memory(context, kinds, codes, nouns_of(context), places_of(small(context.text), POINTING), only=only, mostly=mostly)
    orgs = {form.casefold(): e for e in entities if e.type in ORG for form in (e.name, *e.surfaces)}
    ranges = context.ranges()
    names = [
        tuple(
            Argument(hit.start, hit.end, key, kinds[key])
            for hit in context.hits_in(start, end)
            if (key := keys.get((hit.start, hit.end, hit.type))) is not None
        )
        for start, end, _ in ranges
    ]
    memory.groups = [group for named in names for group in _groups(named, context.text) if len(group) > 1 and group[0].coarse == "ORG"]
    for (start, end, sentence), named in zip(ranges, names, strict=True):
        section = context.reading.sections[sentence.section]
        item = context.item(section)
        pointed = tuple(memory.pointed(start, end, section, item, named))
        partners = tuple(_partners(named, orgs, context.text))
        arguments = tuple(sorted((*named, *partners, *pointed), key=lambda a: (a.start, a.end)))
        topic = memory.topic(start)
        groups = _groups(arguments, context.text)
        memory.learn(arguments, heading=sentence.kind == "heading")
        yield Scene(
            start,
            end,
            context.text[start:end],
            sentence,
            section,
            context.part(section),
            item,
            arguments,
            groups,
            topic,
        )


def scene_at(stage: Sequence[Scene], position: int) -> Scene | None:
    """Return the scene of a document that a flow position stands in."""
    place = bisect_right(stage, position, key=lambda scene: scene.start) - 1
    return stage[place] if place >= 0 and position < stage[place].end else None


def by_item(stage: Sequence[Scene]) -> dict[int, list[Scene]]:
    """Return the scenes of a document by the index of their agenda item."""
    found: dict[int, list[Scene]] = {}
    for scene in stage:
        if scene.item:
            found.setdefault(scene.item.index, []).append(scene)
    return found


_WITH_PARTNER = "PROGRAMME|samarbejdet med "


def _partners(named: tuple[Argument, ...], orgs: Mapping[str, LocalEntity], text: str) -> Iterator[Argument]:
    """Yield the partner that stands inside the name of a partnership: X in 'samarbejdet med X'."""
    for argument in named:
        if argument.key.startswith(_WITH_PARTNER):
            partner = orgs.get(argument.key.removeprefix(_WITH_PARTNER).rstrip("|"))
            surface = (
                next((s for s in partner.surfaces if text[argument.start : argument.end].endswith(s)), "")
                if partner
                else ""
            )
            if partner and surface:
                yield Argument(argument.end - len(surface), argument.end, partner.key, partner.type)


_VERB = re.compile(r"(?: \([^()]{1,30}\))? (?!og\b|samt\b)[a-zæøå]{2,}(?:er|ede|te|r|ver)\b")
"""Behind a name that ', og' joins to one other: a new clause begins with it."""


def _groups(arguments: tuple[Argument, ...], text: str) -> tuple[tuple[Argument, ...], ...]:
    groups: list[list[Argument]] = []
    for argument in arguments:
        if argument.type == "PARTY" and argument.end - argument.start == 1:
            continue
        last = groups[-1][-1] if groups else None
        if last and argument.pointed and (last.start, last.end) == (argument.start, argument.end):
            groups[-1].append(argument)
            continue
        if (
            last
            and last.coarse == argument.coarse
            and last.coarse != "DATE"
            and _JOIN.fullmatch(text[last.end : argument.start])
            and not (len(groups[-1]) == 1 and text.startswith(", og ", last.end) and _VERB.match(text, argument.end))
        ):
            groups[-1].append(argument)
        else:
            groups.append([argument])
    return tuple(tuple(group) for group in groups)


__all__ = ["ORG", "PROGRAMME", "Argument", "Scene", "by_item", "scene_at", "scenes"]
