"""People: names in running text and in lists, with the title, party, organisation and role that stand beside them.

A name counts in running text where a title stands before it, or its first word is a known given name; in a list of
participants the place is enough. Not caught: single given names, and names whose parts are all everyday words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.registry import given_names

_U = "A-ZÆØÅÉÖÜÁÓÐÞŠŽ"
_L = "a-zæøåéöüáóíúýðþàèçñäëïšžćč"
TOKEN = rf"[{_U}][{_L}]+(?:['’][{_U}]?[{_L}]+)?(?:-[{_U}][{_L}]+)*"
PARTICLE = r"(?:af|de|von|van|der|den|da|el|al|bin|ibn|la|le|du)"
INITIAL = rf"[{_U}]\."
NAME = re.compile(rf"(?<![\w-]){TOKEN}(?: (?:{TOKEN}|{INITIAL}|{PARTICLE} {TOKEN}|Aff {TOKEN})){{1,4}}(?![\w])")

TITLE_STEM = (
    r"(?:direktør|chef|chefen|leder|lederen|læge|lægen|konsulent|formand|forkvinde|forperson|borgmester|borgmesteren|rådmand|minister|sygeplejerske|professor|"
    r"psykolog|koordinator|sekretær|rådgiver|jurist|forstander|rektor|lektor|fuldmægtig|planlægger|repræsentant|næstformand|"
    r"overlæge|direktøren|ordfører|projektleder|teamleder|medarbejder|terapeut|specialist|bestyrelsesmedlem|regionsrådsmedlem|byrådsmedlem|"
    r"kommunalbestyrelsesmedlem|viceborgmester|pædagog|socialrådgiver|jordemoder|farmaceut|tandlæge|forsker|ph\.?d\.?|stud\w*)"
)
_MODIFIER = (
    r"(?:(?:[Aa]dm\.|[Vv]ice|[Ll]edende|[Ff]aglig|[Ll]ægefaglig|[Ss]ygeplejefaglig|[Pp]raktiserende|[Dd]aglig|[Kk]onst\.|[Kk]onstitueret|"
    r"[Tt]idligere|[Aa]dministrerende|[Kk]ommunal|[Rr]egional) )*"
)
TITLE = re.compile(
    rf"(?<![\w-]){_MODIFIER}(?:[{_U}{_L}][{_L}-]*{TITLE_STEM}(?:en)?|"
    r"(?:[Ff]ormand|[Nn]æstformand|[Bb]orgmester|[Ll]eder|[Dd]irektør|[Ll]æge|[Oo]verlæge|[Rr]ådmand|[Pp]rofessor|[Rr]ektor|[Mm]edlem)(?:en)?)(?![\w-])"
)
BALLOT = re.compile(r"\((?P<letter>[A-ZÆØÅ])\)")
_NOT_FIRST = frozenset(
    "Region Regions Kommune Den Det De Der Dette Denne Disse Udvalget Rådet Sundhed Social Dansk Danske Nye Ny Bilag Sagen Punkt Møde "
    "Mødet Dagsorden Referat Administrationen Sekretariatet Hospital Sygehus Aftale Plan Projekt Godkendelse Status Orientering "
    "Siden Samarbejde Beslutning Indstilling Næste Fælles Øst Vest Nord Syd Sankt Steno".split()
)
_NOT_IN = re.compile(
    r"\b(?:Kommune|Region|Hospital|Sygehus|Sundhed\w*|Universitet\w*|Center|Klyngen?|Råd|Udvalg\w*|Forening\w*|Psykiatri\w*|Danmark|"
    r"Sjælland|Midtjylland|Syddanmark|Nordjylland|Hovedstaden|Østdanmark|Selskab|Fond\w*|Hus|Plan|Afdeling|Fonden|Partiet|Folkeparti|Venstre|Alliance|"
    r"Sagen|Kors|Styrelsen|Politik|Strategi|Budget|Aftale|Sekretariat\w*|Administration\w*|Organisation\w*|Ministeriet|Kommission\w*|"
    r"Dialog|Tid|Hjem|Regionshuset|Rådhus\w*|Mødelokale|Gade|Vej|Allé|Plads|Torv|Falster|Lolland|Bælt|Data|Forskning\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name with what stands beside it; ranges are flow positions, texts as written, empty where not said."""

    start: int
    end: int
    name: str
    title: str = ""
    organisation: tuple[int, int] | None = None
    party: tuple[int, int] | None = None
    role: str = ""
    score: float = 0.9


def find_people(text: str, *, taken: frozenset[int] = frozenset()) -> Iterator[Person]:
    """Yield the people named in running text; positions in `taken` belong to other names.

    >>> [p.name for p in find_people("Vicedirektør Ida Holm, Nyby Sygehus, orienterede. Mads Bo Lund (V) spurgte.")]
    ['Ida Holm', 'Mads Bo Lund']
    """
    given = given_names()
    for found in NAME.finditer(text):
        start, end = found.span()
        words = text[start:end].split(" ")
        title = _title_before(text, start)
        while len(words) > 1 and words[0] not in given and (words[0] in _NOT_FIRST or TITLE.fullmatch(words[0])):
            title = title or (words[0] if TITLE.fullmatch(words[0]) else "")
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) < 2:
            continue
        if _NOT_IN.search(text[start:end]):
            cut = _NOT_IN.search(text[start:end])
            kept = text[start : start + (cut.start() if cut else 0)].rstrip()
            if len(kept.split(" ")) < 2 or words[0] not in given:
                continue
            end = start + len(kept)
        if start in taken or end - 1 in taken:
            continue
        first = words[0].split("-")[0]
        party = BALLOT.match(text, end + 1) if text[end : end + 1] == " " else None
        after = text[end : end + 60]
        sure = title or party or words[0] in given or first in given
        if not sure and not (re.match(r", (?:[a-zæøå]+ )?[a-zæøå-]+", after) and TITLE.match(text, end + 2)):
            continue
        score = 0.95 if (words[0] in given or first in given) else 0.8
        yield Person(start, end, text[start:end], title=title, party=(end + 2, end + 3) if party else None, score=score)


def _title_before(text: str, start: int) -> str:
    """Return the title that stands right before a name, or the empty string."""
    window = text[max(0, start - 60) : start]
    if not window.endswith(" "):
        return ""
    for found in TITLE.finditer(window):
        if found.end() == len(window) - 1:
            return found.group()
    return ""


_SEPARATOR = re.compile(r"[,;:/\t•]\s*| og (?=[A-ZÆØÅ])|\. (?=[A-ZÆØÅ])")
PIECE = re.compile(
    rf"\s*(?:[•●▪◦\-–*]\s*|\d{{1,2}}[.)]\s*)?(?:(?P<title>(?:[{_U}]?[{_L}.-]+ ){{0,3}}?[{_U}{_L}][{_L}-]*{TITLE_STEM}(?:en)?),? )?"
    rf"(?P<name>{TOKEN}(?:[ ](?:{TOKEN}|{INITIAL}|{PARTICLE} {TOKEN}|Aff {TOKEN})){{1,5}})(?![\w])"
)


def listed_people(text: str, start: int, end: int) -> Iterator[tuple[Person, int, int]]:
    """Yield the people of a list of participants: each with the flow range of what is said of them.

    >>> text = "Ida Holm (A), formand, Bo Lund (V), Lea Birk, chefkonsulent, Nyby Kommune"
    >>> [(p.name, text[a:b]) for p, a, b in listed_people(text, 0, len(text))]
    [('Ida Holm', ' (A), formand, '), ('Bo Lund', ' (V), '), ('Lea Birk', ', chefkonsulent, Nyby Kommune')]
    """
    found: list[tuple[int, int, str]] = []
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        begins = [position]
        begins += [m.end() for m in _SEPARATOR.finditer(text, position, stop)]
        last = -1
        for begin in begins:
            if begin < last:
                continue
            piece = PIECE.match(text, begin, stop)
            if not piece or _NOT_IN.search(piece["name"]) or piece["name"].split(" ")[0] in _NOT_FIRST:
                continue
            name_start, name_end = piece.span("name")
            if re.match(r"[ ]?(?:kommune|sygehus|hospital|region)", text[name_end : name_end + 12], re.IGNORECASE):
                continue
            found.append((name_start, name_end, (piece["title"] or "").strip()))
            last = name_end
        position = stop + 1
    for number, (a, b, title) in enumerate(found):
        line_end = text.find("\n", b, end)
        line_end = end if line_end < 0 else line_end
        following = found[number + 1][0] if number + 1 < len(found) else end
        following -= len(found[number + 1][2]) + 1 if number + 1 < len(found) and found[number + 1][2] else 0
        yield Person(a, b, text[a:b], title=title, score=0.95), b, max(b, min(following, line_end))
