"""Words that stand for something named before: 'projektet', 'rådet', 'regionen', 'Den'; and what a passage is about.

A noun that the document itself ties to a name comes first (``nouns``), then the last thing of its sort. Not caught: pointers
across a heading, and more than one candidate of a sort in the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.anchors import anchors
from extractors.arguments import Argument
from extractors.context import Context
from extractors.records import Section

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

POINTING = tuple({word for _, _, words in _ANCHORED for word in words} | {*_OF_BODY, *_OF_REGION, *_OF_MUNICIPALITY})


def _holds(low: str, words: tuple[str, ...]) -> bool:
    """Tell whether a sentence in small letters holds one of the words that a pointer cannot do without."""
    return any(word in low for word in words)


_PRONOUN = re.compile(
    r"(?P<it>Den|Det|De) (?:skal |vil |kan )?(?:(?:efter (?:udkastet|planen|aftalen)|også|nu|desuden|fortsat) )?(?=(?:er (?:kommet i stedet|forankret|en del|et led|afløst|ledet|udviklet|finansieret|indgået)|blev (?:til|underskrevet|vedtaget|godkendt|etableret|oprettet|nedsat|indgået|startet|stiftet|lukket|åbnet)|bliver (?:ledet|drevet)"
    r"|afløse[rs]?|erstatte[rs]?|træde[rs]?|løbe[rs]?|gælde[rs]?|ledes|drives|åbne[rs]?|hører|udløber|udløbe|begynd\w+|starte\w*|finansieres|evalueres|får|varer|ophører|består|bygger|omfatter|tilbydes|afprøves|har (?:til huse|kørt|eksisteret|været i gang)|kom i gang|går i gang|gik i gang)\b)"
)
"""A pronoun that opens a sentence and stands for what the sentence before is of: 'Den gælder fra 1. maj.'"""
_COUNT = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "begge": 2}
_TOGETHER = re.compile(r"(?<![\w-])[Dd]e (?P<count>to|tre|fire|fem|seks)(?: (?P<sort>kommuner|regioner|hospitaler|sygehuse|afdelinger|klinikker|parter|organisationer|foreninger)|(?! (?:nye|gamle|første|sidste|største|andre|øvrige|mest|\w+er\b|\w+e\b)))(?= [a-zæøå,]|[.,]|s\b)", re.IGNORECASE)
_SORTED = {
    "kommuner": frozenset({"MUNICIPALITY"}), "regioner": frozenset({"REGION"}), "hospitaler": frozenset({"PROVIDER"}), "sygehuse": frozenset({"PROVIDER"}),
    "afdelinger": frozenset({"PROVIDER"}), "klinikker": frozenset({"PROVIDER"}), "foreninger": frozenset({"ASSOCIATION"}),
}  # fmt: skip
"""What a word for several organisations may stand for; 'parter' for any that were named together."""
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
class Memory:
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
    called: re.Pattern[str] = field(init=False)
    """The nouns that may call something, as words of their own."""
    told: dict[str, Argument] = field(default_factory=dict)
    """Every thing where it was last spoken of, in the whole document."""
    only: Mapping[int, str] = field(default_factory=dict)
    """The one programme that an item names in all, by the item's index."""
    mostly: Mapping[int | None, str] = field(default_factory=dict)
    """The programme that an item names most, twice at least and twice as often as any other."""
    spoken: dict[str, int] = field(default_factory=dict)
    titled: set[str] = field(default_factory=set)
    heading: tuple[int | None, Argument] | None = None
    groups: Sequence[tuple[Argument, ...]] = ()
    """Organisations that the document names together, in the order of the text."""
    """How often the programmes of this item were spoken of in it so far."""

    def __post_init__(self) -> None:
        forms = "|".join(re.escape(form) for form in sorted(self.nouns, key=lambda form: (-len(form), form)))
        self.called = re.compile(rf"(?<![\w-])(?:{forms})(?=s?(?![\w-]))(?! [\"”“»])", re.IGNORECASE)

    def topic(self, start: int) -> Argument | None:
        """Return the programme that the text before a position is about: the one spoken of most, then last, and lately."""
        only = self.only.get(self.place if self.place is not None else -1)
        if only:
            return Argument(start, start, only, self.kinds[only], True)
        if not self.spoken and self.place in self.mostly:
            most = self.mostly[self.place]
            return Argument(start, start, most, self.kinds[most], True)
        near = [self.told[key] for key in self.spoken if key in self.titled or start - self.told[key].end < LATELY]
        if not near:
            return None
        best = max(near, key=lambda a: (self.spoken[a.key], a.start))
        return Argument(start, start, best.key, best.type, True)

    def learn(self, arguments: tuple[Argument, ...], *, heading: bool = False) -> None:
        """Remember what a sentence spoke of, alone and together."""
        self.subject, self.subject_place = _subject(arguments, self.context.text), self.place
        for argument in arguments:
            self.told[argument.key] = argument
            if argument.type in TOPICS:
                self.spoken[argument.key] = self.spoken.get(argument.key, 0) + (TITLED if heading else 1)
                if heading:
                    self.titled.add(argument.key)
            if heading and argument.coarse == "PROGRAMME":
                self.heading = (self.place, argument)
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
        opens = self.place is None or section.kind in ("heading", "body", "header")  # 'Økonomi' under a heading goes on with what it is about
        root = item.index if item else section.index if opens else self.place
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
        subject = self.subject if self.subject_place == root else None
        if subject is None and self.heading and self.heading[0] == root:
            subject = self.heading[1]
        if opening and subject:
            called.append(opening.span("it"))
            yield Argument(*opening.span("it"), subject.key, subject.type, True)
        for found in _TOGETHER.finditer(text, start, end):
            several = self._several(found.start(), _COUNT[found["count"].casefold()], found["sort"] or "")
            if several and free(found):
                called.append(found.span())
                for one in several:
                    yield Argument(found.start(), found.end(), one.key, one.type, True)
        for found in self.called.finditer(text, start, end) if self.nouns else ():
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
                if any(a.start == found.end() + 1 and a.type in types for a in named):
                    continue
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

    def _several(self, position: int, count: int, sort: str) -> tuple[Argument, ...]:
        """Return whom 'de tre kommuner' stands for: those named together that are so many of that sort, the last before it or the first behind."""
        types = _SORTED.get(sort.casefold())
        place = bisect_left(self.groups, position, key=lambda group: group[0].start)
        for group in (*reversed(self.groups[max(0, place - 40) : place]), *self.groups[place : place + 40]):
            members = {a.key: a for a in group if types is None or a.type in types}
            if len(members) == count and (types is not None or len(group) == count):
                return tuple(members.values())
        return ()

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


def main_programmes(context: Context) -> tuple[dict[int, str], dict[int | None, str]]:
    """Return the programme that an agenda item names, where it is the only one, and where it is named most; by the item's index."""
    only: dict[int, str] = {}
    mostly: dict[int | None, str] = {}
    for section in context.reading.sections:
        if section.kind != "agenda_item":
            continue
        start, end = context.flow.range(section.span)
        named = Counter(
            context.keys[hit.start, hit.end, hit.type]
            for hit in context.hits_in(start, end)
            if hit.type in TOPICS and (hit.start, hit.end, hit.type) in context.keys
        )
        ranked = sorted(named.items(), key=lambda row: (-row[1], row[0]))
        if len(ranked) == 1:
            only[section.index] = ranked[0][0]
        elif ranked and ranked[0][1] >= 2 * ranked[1][1]:
            mostly[section.index] = ranked[0][0]
    return only, mostly
