"""Places: towns and areas after a preposition, what nature and streets are called, venues, and a meeting's room.

Patterns are data. A town counts after 'i', 'på', 'til' and the like, alone or in a list in which one member is known.
Not caught: towns that no register has and that stand alone, and venues whose name tells nothing of what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.flow import Flow
from extractors.hits import Hit
from extractors.phrases import told
from extractors.records import Meeting
from ontology.registry import entries

_U = r"[A-ZÆØÅ]"
_TOWN = rf"{_U}[a-zæøå]+(?:-{_U}[a-zæøå]+)?(?: (?:{_U}[a-zæøå]?\.|{_U}[a-zæøå]+|{_U}\b))?"
AFTER = re.compile(
    rf"(?<![\w-])(?:[Ii]|[Pp]å|[Tt]il|[Ff]ra|[Vv]ed|[Oo]mkring|[Nn]ær|[Mm]ellem|[Uu]den for|[Ll]angs|[Nn]ord for|[Ss]yd for|hele) "
    rf"(?P<places>{_TOWN}(?:(?:, | og | eller | til | samt |/){_TOWN}){{0,12}})(?![\w-])"
)
_ONE = re.compile(_TOWN)
_FOLLOWED = re.compile(r"-| [Kk]ommune| [Ss]ygehus| [Hh]ospital|s? Universitet| Byråd| Råd| Klyngen|s [a-zæøå]*(?:kommune|byråd|sygehus)")
_TAIL = re.compile(rf" {_U}[\w.]*$")

PATTERNS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("address", re.compile(
        rf"(?<![\w-])(?:{_U}[\wæøåéü.]*(?: (?:{_U}[\wæøåéü.]*|af|den|de|og)){{0,3}} (?:Vej|Gade|Allé|Alle|Plads|Torv|Boulevard|Stræde|Vænge|Park|Have|Kaj|Bro|Bygade|Hovedgade)"
        rf"|{_U}[\wæøåéü-]*(?: {_U}[\wæøåéü.]*){{0,2}}?(?:vej|vejen|gade|gaden|allé|alle|alléen|plads|pladsen|torv|torvet|stræde|strædet|vænget|vang|vangen|parken|boulevard|boulevarden|kajen|stien|marken|toften))"
        rf" \d{{1,4}}[A-Za-z]?(?![\w-]|[.,]\d)(?:,? (?:st|\d\.|\d\. sal)\.?)?(?:, (?:DK-)?\d{{4}} {_U}[\wæøå]+(?: {_U}[\wæøå]*\.?)?)?"), "Nyby Allé 15, 4000 Nyby"),
    ("nature", re.compile(rf"(?<![\w-]){_U}[a-zæøå]{{2,}}(?:s|e)? (?:Å|Fjord|Sø|Strand|Skov|Bugt|Hede|Bakker|Plantage|Kyst|Mose|Havn)(?![\w-])"), "Nyby Å"),
    ("venue", re.compile(
        rf"(?<![\w-])(?:(?:Hotel|Hotellet|Kulturcenter|Kulturcentret|Kulturhuset|Medborgerhuset|Kulturstationen|Kongrescenter|Konferencecenter|Konferencecentret|Forsamlingshuset|Musikhuset|Idrætscenter"
        rf"|Messecenter|Multihuset|Frivilligcenter|Aktivitetscentret|Comwell|Scandic|Severin|Biblioteket|Hovedbiblioteket)(?: {_U}[\wæøåé]+){{1,4}}(?: i {_U}[a-zæøå]+)?"
        rf"|{_U}[a-zæøå]+(?:s)? (?:Kongrescenter|Konferencecenter|Kulturhus|Kulturcenter|Medborgerhus|Forsamlingshus|Hallerne|Stadion|Bibliotek|Rådhus|Regionshus)"
        rf"|(?:Rådhuset|Regionshuset|Regionsgården)(?: i)? {_U}[a-zæøå]+)(?![\w-])"), "Hotel Nybyhus"),
    ("room", re.compile(
        rf"(?<![\w-])(?:(?:Mødelokale|Lokale|Mødeværelse|Mødesal) (?:[A-Z]?\d[\w.]*|[A-Z]\b)(?: (?:stuen|kælderen))?|Rådssalen|Byrådssalen|Byrådssal|Regionsrådssalen|Rådhussalen|Festsalen|Auditoriet|Kantinen)"
        rf"(?:(?: på | i |, )(?:{_U}[a-zæøå]+ Rådhus|Rådhuset|Regionshuset|Regionsgården|Administrationsbygningen)(?:(?: i |, | ){_U}[a-zæøå]+)?)?(?![\w-])"), "Rådssalen i Regionshuset i Nyby"),
)
_NO_NATURE = frozenset("Den Det En Et Ny Nyt Nye Stor Lille Hele Denne Vores".split())


@lru_cache(maxsize=1)
def _gazetteer() -> dict[str, str]:
    return {name: entry.code for entry in entries() if entry.type == "PLACE" for name in (entry.name, *entry.aliases)}


def find_places(text: str) -> Iterator[Hit]:
    """Yield the towns, areas, addresses and venues of a text.

    >>> text = "Bussen kører fra Nyborg, Skovlille og Odense til Bredegade 4. Mødet er på Hotel Havblik."
    >>> [text[h.start:h.end] for h in sorted(find_places(text), key=lambda h: h.start)]
    ['Nyborg', 'Skovlille', 'Odense', 'Bredegade 4', 'Hotel Havblik']
    """
    known = _gazetteer()
    for found in AFTER.finditer(text):
        members = [m for m in (_member(text, one, known) for one in _ONE.finditer(text, found.start("places"), found.end("places"))) if m]
        sure = any(code for _, _, code in members)
        for start, end, code in members:
            if code:
                yield Hit(start, end, "PLACE", "places", code=code, name=text[start:end], score=0.8)
            elif sure and " " not in text[start:end] and not text[end : end + 2].strip().isdigit() and len(members) > 1 and end - start > 3:
                yield Hit(start, end, "PLACE", "places", name=text[start:end], score=0.6)
    for name, pattern, _ in PATTERNS:
        for found in told(text, pattern):
            if name == "nature" and found.group().split(" ")[0] in _NO_NATURE:
                continue
            yield Hit(found.start(), found.end(), "PLACE", "places", score=0.75)


def _member(text: str, one: re.Match[str], known: dict[str, str]) -> tuple[int, int, str] | None:
    """Return range and code of one member of a list of places, or None where something else is named."""
    start, end = one.span()
    if one.group() not in known:
        shorter = _TAIL.sub("", one.group())
        if shorter in known:
            end = start + len(shorter)
    if _FOLLOWED.match(text, end) or text[start - 1 : start] not in (" ", "/"):
        return None
    return start, end, known.get(text[start:end], "")


def meeting_places(meetings: Sequence[Meeting], flow: Flow) -> Iterator[Hit]:
    """Yield the places that the heads of minutes name."""
    for meeting in meetings:
        if meeting.place_span:
            start, end = flow.range(meeting.place_span)
            if 2 < end - start < 120:
                yield Hit(start, end, "PLACE", "structure", score=0.95)
