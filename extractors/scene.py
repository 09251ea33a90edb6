"""A sentence as relation rules see it: its text and the things named or pointed to in it, in coordinated groups.

Words that point back ('projektet', 'rådet', 'regionen') stand for the last thing of their sort; see ``pointers``. Not
caught: pointers across a heading, and more than one candidate of a sort in the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.anchors import anchors
from extractors.context import Context
from extractors.nouns import nouns_of
from extractors.phrases import places_of, small
from extractors.records import LocalEntity, Section, Sentence

ORG = frozenset("REGION MUNICIPALITY COUNCIL AUTHORITY PROVIDER PARTY ASSOCIATION EDUCATION ORG_OTHER".split())
PROGRAMME = frozenset("REFORM AGREEMENT PLAN LAW INITIATIVE".split())
_JOIN = re.compile(
    r"(?:s)?(?: \([^()]{1,30}\))?(?:, | og | samt | & |, samt | og i | og på |/|, den | og den |, og | eller )(?:hhv\. |desuden |i |på |i det |det |den |af |med |fra |for )?$"
)


@dataclass(frozen=True, slots=True)
class Argument:
    """Something that a sentence names (or points to): flow range, key and type of its local entity."""

    start: int
    end: int
    key: str
    type: str
    pointed: bool = False

    @property
    def coarse(self) -> str:
        return "ORG" if self.type in ORG else "PROGRAMME" if self.type in PROGRAMME else self.type


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
            if earlier[0].type in types and (between in (" på ", " ved ", " under ", " fra ") or inside):
                return earlier
        return group

    def after(self, position: int, types: frozenset[str], *, reach: int = 90) -> tuple[Argument, ...]:
        """Return the nearest group of the types that begins at or after a position."""
        for group in self.groups:
            if group[0].start >= position and group[0].start - position <= reach and group[0].type in types:
                return group
        return ()


# fmt: off
POINTERS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"(?<![\w-])(?:[Pp]rojektet|[Ii]ndsatsen|[Oo]rdningen|[Tt]ilbuddet|[Ii]nitiativet|[Bb]ehandlingstilbuddet|[Pp]uljen|[Ff]orløbet|[Kk]onceptet|[Ff]orsøget|[Pp]rojektperioden|[Pp]rojektleder(?= er)|[Pp]rogramleder(?= er)|[Tt]ovholder(?= er)|[Ff]orslaget(?= er| blev))(?=s?(?!\w))"), frozenset({"INITIATIVE"})),
    (re.compile(r"(?<![\w-])(?:[Tt]eamet|[Kk]linikken|[Cc]entret|[Cc]enteret|[Aa]fdelingen)(?=s?(?!\w))"), frozenset({"TEAM"})),
    (re.compile(r"(?<![\w-])(?:[Pp]rogrammet|[Rr]eformprogrammet)(?=s?(?!\w))"), frozenset({"INITIATIVE", "PLAN"})),
    (re.compile(r"(?<![\w-])[Pp]artnerskabet(?=s?(?!\w))"), frozenset({"INITIATIVE", "AGREEMENT"})),
    (re.compile(r"(?<![\w-])[Ss]amarbejdet(?! med| mellem)(?=s?(?!\w))"), frozenset({"INITIATIVE", "AGREEMENT"})),
    (re.compile(r"(?<![\w-])(?:[Aa]ftalen|[Ss]amarbejdsaftalen|[Bb]udgetaftalen)(?=s?(?!\w))(?! om| for)"), frozenset({"AGREEMENT"})),
    (re.compile(r"(?<![\w-])[Dd]en (?:nye|reviderede|opdaterede|samlede|gældende)(?: [a-zæøå]+)? (?:samarbejds)?aftale(?=s?(?!\w))(?! om| for| mellem)"), frozenset({"AGREEMENT"})),
    (re.compile(r"(?<![\w-])[Bb]udgettet(?=s?(?!\w))(?! for)"), frozenset({"BUDGET"})),
    (re.compile(r"(?<![\w-])(?:[Pp]lanen|[Ss]trategien|[Pp]olitikken|[Ff]orløbsprogrammet|[Vv]isionen)(?=s?(?!\w))(?! for| om)"), frozenset({"PLAN"})),
    (re.compile(r"(?<![\w-])[Rr]eformen(?=s?(?!\w))"), frozenset({"REFORM"})),
)
# fmt: on
BODY_POINTER = re.compile(
    r"(?<![\w-])(?:[Uu]dvalget|[Rr]ådet|[Kk]lyngen|[Ff]orummet|[Bb]estyrelsen|[Ss]tyregruppen|[Ff]ølgegruppen|[Aa]rbejdsgruppen|[Gg]ruppen|[Pp]anelet)(?!\w)(?! for)(?! [\"”“»])"
)
REGION_POINTER = re.compile(r"(?<![\w-])[Rr]egionen(?=s?(?!\w))")
MUNICIPALITY_POINTER = re.compile(r"(?<![\w-])[Kk]ommunen(?=s?(?!\w))")
_ANCHORED = tuple((pattern, types, anchors(pattern)) for pattern, types in POINTERS)
_OF_BODY, _OF_REGION, _OF_MUNICIPALITY = (anchors(p) for p in (BODY_POINTER, REGION_POINTER, MUNICIPALITY_POINTER))

_POINTING = tuple({word for _, _, words in _ANCHORED for word in words} | {*_OF_BODY, *_OF_REGION, *_OF_MUNICIPALITY})


def _holds(low: str, words: tuple[str, ...]) -> bool:
    """Tell whether a sentence in small letters holds one of the words that a pointer cannot do without."""
    return any(word in low for word in words)


def scenes(context: Context, entities: tuple[LocalEntity, ...]) -> Iterator[Scene]:
    """Yield every sentence of a document as a scene, in order."""
    keys = context.keys
    kinds = {entity.key: entity.type for entity in entities}
    codes = {entity.code: entity.key for entity in entities if entity.code}
    memory = _Memory(context, kinds, codes, nouns_of(context), places_of(small(context.text), _POINTING), only=_only_programmes(context))
    orgs = {form.casefold(): e for e in entities if e.type in ORG for form in (e.name, *e.surfaces)}
    for start, end, sentence in context.ranges():
        section = context.reading.sections[sentence.section]
        item = context.item(section)
        named = tuple(
            Argument(hit.start, hit.end, key, kinds[key])
            for hit in context.hits_in(start, end)
            if (key := keys.get((hit.start, hit.end, hit.type))) is not None
        )
        pointed = tuple(memory.pointed(start, end, section, item, named))
        named += tuple(_partners(named, orgs, context.text))
        arguments = tuple(sorted((*named, *pointed), key=lambda a: (a.start, a.end)))
        topic = memory.topic(start)
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
            _groups(arguments, context.text),
            topic,
        )


def _only_programmes(context: Context) -> dict[int, str]:
    """Return the programme that an agenda item names, for the items that name exactly one, by the item's index."""
    found: dict[int, str] = {}
    for section in context.reading.sections:
        if section.kind != "agenda_item":
            continue
        start, end = context.flow.range(section.span)
        keys = {
            context.keys[hit.start, hit.end, hit.type]
            for hit in context.hits_in(start, end)
            if hit.type in TOPICS and (hit.start, hit.end, hit.type) in context.keys
        }
        if len(keys) == 1:
            found[section.index] = keys.pop()
    return found


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


def _groups(arguments: tuple[Argument, ...], text: str) -> tuple[tuple[Argument, ...], ...]:
    groups: list[list[Argument]] = []
    for argument in arguments:
        if argument.type == "PARTY" and argument.end - argument.start == 1:
            continue
        last = groups[-1][-1] if groups else None
        if (
            last
            and last.coarse == argument.coarse
            and last.coarse != "DATE"
            and _JOIN.fullmatch(text[last.end : argument.start])
        ):
            groups[-1].append(argument)
        else:
            groups.append([argument])
    return tuple(tuple(group) for group in groups)


_DEFINITE_NOUN = re.compile(r"(?<![\w-])[A-ZÆØÅa-zæøåé][a-zæøåé-]{2,30}(?:en|et|n|t)(?=s?(?![\w-]))(?! [\"”“»])")
_PRONOUN = re.compile(
    r"(?P<it>Den|Det|De) (?:skal |vil |kan )?(?:(?:efter (?:udkastet|planen|aftalen)|også|nu|desuden|fortsat) )?(?=(?:er (?:kommet i stedet|forankret|en del|et led|afløst|ledet|udviklet|finansieret|indgået)|blev (?:til|etableret|oprettet|nedsat|indgået|startet|stiftet|lukket|åbnet)|bliver (?:ledet|drevet)"
    r"|afløse[rs]?|erstatte[rs]?|træde[rs]?|løbe[rs]?|gælde[rs]?|ledes|drives|åbne[rs]?|hører|udløber|udløbe|begynd\w+|starte\w*|finansieres|evalueres|får|varer|ophører|består|bygger|omfatter|tilbydes|afprøves|har (?:til huse|kørt|eksisteret|været i gang)|kom i gang|går i gang|gik i gang)\b)"
)
"""A pronoun that opens a sentence and stands for what the sentence before is of: 'Den gælder fra 1. maj.'"""
_OBLIQUE_SUBJECT = re.compile(r"\b(?:af|fra|til|på|i|med|for|om|hos|ved|under|efter|mellem) (?:den |det |de )?[\"”“»’']?$", re.IGNORECASE)


def _subject(arguments: Sequence[Argument], text: str) -> Argument | None:
    """Return what a sentence is of: the first programme or body in it that no preposition governs, else its only programme."""
    things = [a for a in arguments if a.coarse == "PROGRAMME" or a.type in ("PROVIDER", "COUNCIL", "ASSOCIATION")]
    for argument in things:
        if not _OBLIQUE_SUBJECT.search(text[max(0, argument.start - 14) : argument.start]):
            return argument
    programmes = {a.key: a for a in things if a.coarse == "PROGRAMME"}
    return next(iter(programmes.values())) if len(programmes) == 1 else None


_UNIT = re.compile(r"team|klinik|center|afdeling")
TOPICS = frozenset({"INITIATIVE"})
TITLED = 3
"""What a mention in a heading counts for, beside one in the text."""
LATELY = 500
"""How far back the topic of a passage may have been spoken of, in code points of the flow."""

NEAR = 600
"""How far back a pointer reaches in a paper without agenda items, in code points of the flow."""

_SORTS = ("udvalg", "råd", "klynge", "forum", "bestyrelse", "styregruppe", "følgegruppe", "arbejdsgruppe", "gruppe", "panel")
"""The sorts of bodies that a word such as 'udvalget' may point to."""

HEAD = 600
"""How far the head of a paper that is no minutes reaches, in code points of the flow: what it names, the paper is about."""


@dataclass(slots=True)
class _Memory:
    """What was spoken of last in the section at hand."""

    context: Context
    kinds: Mapping[str, str]
    codes: Mapping[str, str]
    nouns: Mapping[str, frozenset[str]]
    pointing: Sequence[int] = ()
    """Where in the flow a word stands that a pointer cannot do without, in order."""
    place: int | None = None
    subject: Argument | None = None
    subject_place: int | None = None
    since: int = 0
    last: dict[str, Argument] = field(default_factory=dict)
    main: dict[str, list[Argument]] = field(default_factory=dict)
    bodies: dict[int, str] = field(default_factory=dict)
    told: dict[str, Argument] = field(default_factory=dict)
    """Every thing where it was last spoken of, in the whole document."""
    only: Mapping[int, str] = field(default_factory=dict)
    """The one programme that an item names in all, by the item's index."""
    spoken: dict[str, int] = field(default_factory=dict)
    titled: set[str] = field(default_factory=set)
    """How often the programmes of this item were spoken of in it so far."""

    def topic(self, start: int) -> Argument | None:
        """Return the programme that the text before a position is about: the one spoken of most, then last, and lately."""
        only = self.only.get(self.place if self.place is not None else -1)
        if only:
            return Argument(start, start, only, self.kinds[only], True)
        near = [self.told[key] for key in self.spoken if key in self.titled or start - self.told[key].end < LATELY]
        if not near:
            return None
        best = max(near, key=lambda a: (self.spoken[a.key], a.start))
        return Argument(start, start, best.key, best.type, True)

    def learn(self, arguments: tuple[Argument, ...], *, heading: bool = False) -> None:
        self.subject, self.subject_place = _subject(arguments, self.context.text), self.place
        for argument in arguments:
            self.told[argument.key] = argument
            if argument.type in TOPICS:
                self.spoken[argument.key] = self.spoken.get(argument.key, 0) + (TITLED if heading else 1)
                if heading:
                    self.titled.add(argument.key)
            if argument.coarse == "PROGRAMME" or argument.type == "PROVIDER":
                self.last[argument.type] = argument
                if "|budget" in argument.key:
                    self.last["BUDGET"] = argument
                if argument.type in ("INITIATIVE", "PROVIDER") and _UNIT.search(argument.key):
                    self.last["TEAM"] = argument
                if not self.context.reading.meetings and argument.start < HEAD:
                    self.main.setdefault(argument.type, []).append(argument)
                    if "|budget" in argument.key:
                        self.main.setdefault("BUDGET", []).append(argument)
            elif argument.type == "COUNCIL" and not argument.pointed:
                for stem in _SORTS:
                    if stem in argument.key.split("|")[1]:
                        self.last[stem] = argument
                        if not self.context.reading.meetings and argument.start < HEAD:
                            self.main.setdefault(stem, []).append(argument)

    def pointed(
        self, start: int, end: int, section: Section, item: Section | None, named: tuple[Argument, ...]
    ) -> Iterator[Argument]:
        root = item.index if item else section.index
        if root != self.place:
            self.place, self.last, self.since, self.spoken = root, {}, start, {}
            self.titled = set()
        text = self.context.text
        low = text[start:end].lower()
        covered = [(a.start, a.end) for a in named]

        def free(found: re.Match[str]) -> bool:
            return not any(a <= found.start() < b for a, b in covered)

        called: list[tuple[int, int]] = []
        opening = _PRONOUN.match(text, start, end)
        if opening and self.subject and self.subject_place == root:
            called.append(opening.span("it"))
            yield Argument(*opening.span("it"), self.subject.key, self.subject.type, True)
        for found in _DEFINITE_NOUN.finditer(text, start, end):
            if any(a.start == found.end() + 1 for a in named):
                continue
            known = self._called(found.group().casefold(), found.start(), named, item)
            if known and free(found):
                called.append(found.span())
                yield Argument(found.start(), found.end(), known.key, known.type, True)
        covered += called
        first = bisect_left(self.pointing, start)
        if first == len(self.pointing) or self.pointing[first] >= end:
            return
        for pattern, types, words in _ANCHORED:
            for found in pattern.finditer(text, start, end) if _holds(low, words) else ():
                earlier = [a for a in named if a.end <= found.start() and a.type in types]
                known = (
                    earlier[-1]
                    if earlier
                    else max((self.last[t] for t in types if t in self.last), key=lambda a: a.start, default=None)
                )
                if known and not earlier and item is None and found.start() - known.start > NEAR:
                    known = None
                known = known or next((only for t in sorted(types) if (only := self._only(t))), None)
                if known and free(found):
                    yield Argument(found.start(), found.end(), known.key, known.type, True)
        for pattern, words, code_at in (
            (REGION_POINTER, _OF_REGION, self._region),
            (MUNICIPALITY_POINTER, _OF_MUNICIPALITY, self._municipality),
        ):
            key = self.codes.get(code_at(start), "") if _holds(low, words) else ""
            for found in pattern.finditer(text, start, end) if key else ():
                if free(found):
                    yield Argument(found.start(), found.end(), key, self.kinds[key], True)
        for found in BODY_POINTER.finditer(text, start, end) if _holds(low, _OF_BODY) else ():
            stem = next((stem for stem in _SORTS if found.group().casefold().startswith(stem)), "")
            own = self._meeting_body(section)
            known = self.last.get(stem) or self._only(stem)
            body = own if stem and stem in own else known.key if known else own if "gruppe" not in stem else ""
            if body and free(found):
                yield Argument(found.start(), found.end(), body, "COUNCIL", True)

    def _called(self, noun: str, position: int, named: tuple[Argument, ...], item: Section | None) -> Argument | None:
        """Return the thing that a noun calls: the last one spoken of in this item, or the only one of the document's."""
        keys = self.nouns.get(noun)
        if not keys:
            return None
        earlier = [a for a in named if a.key in keys and a.end <= position]
        if earlier:
            return earlier[-1]
        spoken = [self.told[key] for key in keys if key in self.told]
        here = [a for a in spoken if a.start >= self.since]
        if here:
            return max(here, key=lambda a: a.start)
        return spoken[0] if len(keys) == 1 and spoken and item is None else None

    def _only(self, sort: str) -> Argument | None:
        """Return the one thing of a sort that the head of a paper names."""
        found = self.main.get(sort, [])
        return found[0] if len({argument.key for argument in found}) == 1 else None

    def _region(self, position: int) -> str:
        return self.context.owners.region(position)

    def _municipality(self, position: int) -> str:
        code = self.context.owners.at(position)
        return code if code.startswith("kommune:") else ""

    def _meeting_body(self, section: Section) -> str:
        if section.meeting is None:
            return ""
        if section.meeting not in self.bodies:
            meeting = next(
                (
                    e
                    for e in self.context.reading.entities
                    if e.type == "MEETING" and ("index", str(section.meeting)) in e.details
                ),
                None,
            )
            self.bodies[section.meeting] = meeting.owner if meeting else ""
        return self.bodies[section.meeting]
