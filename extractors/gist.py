"""What a sentence says by its words alone, where no rule reads how it is put: one thing, those named with it, and a telling word.

Asked last: only of sentences in which no rule found a relation between the two. The words are data, by predicate. Not caught: sentences
with two things of the sort, and those that wish, ask, refuse or speak of money; what is granted to whom is read by ``funding``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from extractors.claiming import make
from extractors.context import Context
from extractors.fields import field_of
from extractors.records import Claim
from extractors.rules import BODY, PERSON
from extractors.scene import ORG, Argument, Scene


def _words(expression: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{expression})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Gist:
    """What a word tells of a thing of one of the types `things` and of those of the types `who` in its sentence."""

    name: str
    predicate: str
    who: frozenset[str]
    things: frozenset[str]
    word: re.Pattern[str]
    refuses: re.Pattern[str]
    example: str
    alone: bool = False
    """Whether only one run of names may stand beside the thing: with two, the word does not tell whose it is."""


_NOT = (
    r"ikke|ingen|uden|mangl\w*|næppe|hverken|afvis\w*|afslå\w*|afslag|nej|udenfor|uden for|udenom|trække\w* sig|trukket|trak sig|udtråd\w*|udtræd\w*|ophør\w*|stop\w*|slut\w*|tidligere|hidtil|forhenværende|overvej\w*|ønske\w*|gerne|kunne|måske|eventuelt|hvis|hvorvidt|om at"
    r"|spurgte?|spørger|anmod\w*|ansøg(?:e|er|t|te|es|ning\w*)|søge[rt]?|søgte|håb\w*|foresl\w*|forslag\w*|indstil(?:ler|les)|invit\w*|drøft\w*|afvent\w*|endnu|burde|bør|mulighed\w*|forhandl\w*|planlægger|forventes|inspir\w*|lignende|svarende til|ligesom|besøg\w*|talt|aflys\w*|opsag\w*|opsig\w*|gæst|observatør\w*|var i sin tid"
)
_OTHER = r"orienter\w*|evaluer\w*|forsk\w*|undersøge\w*|bevilg\w*|kr\.|kroner|mio|støtte[rt]?|finansier\w*|læs\w*|citat|siger|fortalte|erfaring\w*"
_REFUSES = _words(_NOT)
_TAKERS = frozenset({"MUNICIPALITY", "PROVIDER", "ASSOCIATION", "EDUCATION", "REGION"})
_INITIATIVE = frozenset({"INITIATIVE"})
# fmt: off
GISTS: tuple[Gist, ...] = (
    Gist("takes_part", "participates_in", _TAKERS, _INITIATIVE, _words(
        r"(?:er|var|bliver|blev|kommer|kom|været|kommet|fortsat|stadig|fortsætter|desuden|også|selv)(?: (?:også|fortsat|nu|igen|stadig|desuden|selv|fuldt|allerede|først|ligeledes))? med(?! til at| det formål| henblik)|med (?:fra|siden|som)|deltag\w*|medvirk\w*|tilslut\w*|tilmeld\w*|indgår|indtræ\w*|afprøv\w*|prøver|pilot\w*|forsøgssted\w*|tilbyde[rs]|udbydes|udbyder"
        r"|engager\w*|involver\w*|omfatter|dækker|udvalgt|udtaget|udpeget som|optaget i|koblet på|(?:en )?plads i|kontrakt|sagt ja|sagde ja|bakker|bidrag\w*|stiller|lægger|lader|partner\w*|samarbejd\w*|sammen|i fællesskab|aktive? i|kører|i drift|indført|visiterer|henviser|rekrutterer|parter"),
        _words(rf"{_NOT}|{_OTHER}|ansvar\w*"), "Nyby Kommune er udtaget til Projekt X"),
    Gist("signs", "party_to", ORG - {"COUNCIL"}, frozenset({"AGREEMENT"}), _words(
        r"underskr\w*|medunderskr\w*|skre(?:v|vet) under|tiltråd\w*|tiltræd\w*|part(?:er|en)? i|som part(?:er)?|aftalepart\w*|parter(?:ne)?(?: er|:| –)|indgå(?:r|et|s)?|indgik|forpligt\w*|forny\w*|tilslut\w*|bundet af|ratific\w*|(?:er|kom|også) med i|nået til enighed|binder"),
        _words(rf"{_NOT}|høring\w*|anbefal\w*|budgetlagt"), "SIND er part i Aftale om havne"),
    Gist("signs_plan", "party_to", ORG - {"COUNCIL"}, frozenset({"PLAN"}), _words(r"underskr\w*|skre(?:v|vet) under|som part(?:er)?|part(?:er)? i|aftalepart\w*"), _REFUSES, "SIND har underskrevet Havneplan 2031"),
    Gist("has_a_seat", "represented_in", BODY - {"COUNCIL"}, frozenset({"COUNCIL"}), _words(
        r"repræsent\w*|(?:har|får|fik|fået|en|én|to|tre|fire|fast|hver|tildelt|tilbydes|ledige|sin) plads(?:er)?|plads til|sæde|mandat(?:er)?|(?:gen)?udpege[rst]\w*|indstillet af|indstilling fra|indtræder|valgt ind|valgt af|bænket|besætter|en stemme i|rekrutterer|ordinært medlem|hver sit medlem"),
        _words(f"{_NOT}|på plads|pladser til (?:borgere|patienter)"), "SIND har fået sæde i Ældrerådet"),
    Gist("sits", "member_of", PERSON, frozenset({"COUNCIL"}), _words(
        r"medlem|formand(?:en|s\w*)?|forperson(?:en)?|næstformand(?:en)?|næstforperson|kasserer|sidder i|siddet i|sæde|har plads|pladser|går ind i|(?:gen|ny)?valgt(?:e|es)?(?: (?:til|som|ind))|(?:gen)?udpeget|kooptere\w*|beklædes|tiltræder|konstituer\w*|udgør|afløser"),
        _words(f"{_NOT}|suppleant|orienter\\w*|forelag\\w*|fremlag\\w*|velkommen|dirigent|referent"), "Ida Holm er nyvalgt formand for Ældrerådet", alone=True),
    Gist("leads", "responsible_for", BODY | PERSON, frozenset({"INITIATIVE", "PLAN"}), _words(
        r"tovholder\w*|ansvaret|ansvarsområde|implementeringsansvaret|projektejer|projektleder\w*|programled\w*|projektledelse\w*|driften|drives|driver|forankr\w*|ledelsen?|koordiner\w*|administrator|administrer\w*|styrer|i regi af|lead på|(?:planens|projektets) ejer|påhviler|varetag\w*|vært for|sorterer|hører under|hænderne på|i spidsen|holder i snorene|taget teten|udmøntningen"),
        _words(f"{_NOT}|{_OTHER}|samarbejd\\w*|sammen med|hun|han|mens|overgår|fordel\\w*|rapport\\w*|overtag\\w*"), "Tovholder på Projekt X er Ida Holm", alone=True),
)
_PARTNERS = Gist("partners", "partner_of", BODY - {"COUNCIL"}, BODY - {"COUNCIL"}, _words(
    r"partnerskab(?:et|er|saftale\w*)?|samarbejdsaftale\w*|samarbejdspartner\w*|partner(?:e)?|formelt samarbejde|formaliseret|aftale om samarbejde|aftalebaseret samarbejde|skriftlig aftale|har aftale med"),
    _REFUSES, "Nyby Kommune har fornyet sin partnerskabsaftale med SIND")
# fmt: on
_PARTS = frozenset({"attendance", "absent", "header", "contents", "attachments", "earlier"})
LONGEST = 300
"""Code points from which a sentence says too much for its words alone to tell."""


def find(context: Context, scene: Scene, told: Set[tuple[str, str]]) -> Iterator[Claim]:
    """Yield what the words of a sentence tell of the pairs in it of which the rules told nothing (`told`: the pairs of keys they did).

    >>> [gist.name for gist in GISTS if gist.word.search("Nyby Kommune er udvalgt til det") and not gist.refuses.search("Nyby Kommune er udvalgt til det")]
    ['takes_part']
    """
    if scene.part in _PARTS or scene.sentence.kind == "heading" or len(scene.text) > LONGEST or sum(map(len, scene.groups)) < 2 or field_of(scene.text):
        return
    kinds = {a.type for a in scene.arguments}
    for gist in GISTS:
        if gist.things.isdisjoint(kinds) or gist.who.isdisjoint(kinds):
            continue
        things = {a.key: a for a in scene.arguments if a.type in gist.things}
        thing = next(iter(things.values())) if len(things) == 1 else None
        if thing is None or (thing.coarse == "PROGRAMME" and len({a.key for a in scene.arguments if a.coarse == "PROGRAMME"}) > 1):
            continue
        who = [a for a in scene.arguments if a.type in gist.who and a.key != thing.key and _own(a, context.text)]
        who = [a for a in who if not any(a in group and not _own(group[0], context.text) for group in scene.groups)]
        who = [a for a in who if (a.key, thing.key) not in told and (thing.key, a.key) not in told]
        if gist.alone:
            who = _one_run(who, scene) if not any(thing.key in pair for pair in told) else []
        if who and _tells(gist.word, scene) and not gist.refuses.search(scene.text):
            for one in who:
                yield _said(context, scene, gist, one, thing)
    yield from _partners(context, scene, told)


def _tells(word: re.Pattern[str], scene: Scene) -> bool:
    """Tell whether a word stands in a sentence outside its names."""
    return any(not any(a.start < scene.start + m.end() and scene.start + m.start() < a.end for a in scene.arguments if not a.pointed) for m in word.finditer(scene.text))


def _partners(context: Context, scene: Scene, told: Set[tuple[str, str]]) -> Iterator[Claim]:
    """Yield partner_of where a sentence names two runs of bodies, or one of several, and a partnership."""
    runs = [group for group in scene.groups if group[0].type in _PARTNERS.who]
    if not runs or len(runs) > 2 or any(a.type == "COUNCIL" for a in scene.arguments) or not _tells(_PARTNERS.word, scene) or _PARTNERS.refuses.search(scene.text):
        return
    pairs = [(a, b) for place, a in enumerate(runs[0]) for b in runs[0][place + 1 :]] if len(runs) == 1 else [(a, b) for a in runs[0] for b in runs[1]]
    if len(runs) == 2 and min(map(len, runs)) > 1:
        return
    for one, other in pairs:
        if one.key != other.key and one.type in _PARTNERS.who and other.type in _PARTNERS.who and not {(one.key, other.key), (other.key, one.key)} & told:
            yield _said(context, scene, _PARTNERS, one, other)


def _said(context: Context, scene: Scene, gist: Gist, who: Argument, thing: Argument) -> Claim:
    return make(
        context, scene, who.key, gist.predicate, thing.key, "gist", min(who.start, thing.start), max(who.end, thing.end),
        qualifiers=_role(context, who) if gist.predicate == "member_of" else None, score=0.55, rule=gist.name,
    )  # fmt: skip


_ROLE_BEHIND = re.compile(r"(?: \([A-ZÆØÅ]{1,2}\))?,? (?:er |bliver |blev |som |der er |fortsætter som )?(?:ny |nyvalgt |genvalgt |valgt til |valgt som |rådets |udvalgets )?\(?(?P<role>(?:næst)?(?:formand|forperson)|medlem|kasserer)(?!\w)")
_ROLE_BEFORE = re.compile(r"\b(?P<role>(?:næst)?(?:formand|forperson)|kasserer)(?:en)?,? (?:er |blev |bliver |genvalg )?$", re.IGNORECASE)


def _role(context: Context, person: Argument) -> dict[str, str] | None:
    found = _ROLE_BEHIND.match(context.text, person.end) or _ROLE_BEFORE.search(context.text[max(0, person.start - 30) : person.start])
    return {"role": found["role"].casefold()} if found and found["role"].casefold() != "medlem" else None


_OF = re.compile(r"\b(?:i|for|under|af|efter) $")
_BY = re.compile(r"(?:udpeget|indstillet|valgt|indstilles|udpeges|vælges|underskrevet|indgået|tiltrådt|drives|ledes|varetages|koordineres|styres|sikres|bemandet|administreres|beklædes|parter|under|regi|repræsentanter|spidsen|vegne) (?:af|for|i|under) $", re.IGNORECASE)


def _own(one: Argument, text: str) -> bool:
    """Tell whether somebody is named for themselves, not as the owner or the place of another thing."""
    before = text[max(0, one.start - 24) : one.start]
    return not one.pointed and (not _OF.search(before) or bool(_BY.search(before)))


def _one_run(who: Sequence[Argument], scene: Scene) -> list[Argument]:
    """Return those who stand in one run; people before bodies, which are whose people they are."""
    people = [a for a in who if a.type == "PERSON"]
    chosen = people or list(who)
    runs = {place for place, group in enumerate(scene.groups) for a in chosen if a in group}
    return chosen if len(runs) == 1 else []
