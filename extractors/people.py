"""People: names in running text and in lists, with the title, party, organisation and role that stand beside them.

A name counts in running text where a title stands before it, or its first word is a known given name; in a list of
participants the place is enough. Not caught: single given names, and names whose parts are all everyday words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontology.registry import given_names, surnames

_U = "A-ZÆØÅÉÖÜÄÁÓÐÞŠŽĆČÇŁŚŞİÍÚÝŐŰŘĎŤŇĄĘŻŹŃĞ"
_L = "a-zæøåéöüáóíúýðþàèçñäëïšžćčğşıłńęąőűřňťďėāēīūș"
TOKEN = rf"(?:Mc|Mac|O['’])?[{_U}][{_L}]+(?:['’][{_U}]?[{_L}]+)?(?:-[{_U}][{_L}]+)*"
PARTICLE = r"(?:af|de|von|van|der|den|da|el|al|bin|ibn|la|le|du|dos|zu)"
_OPEN = re.compile(rf"(?: {PARTICLE})+ $")
"""Particles that are left at a name's end where what follows them is no part of it: 'Ida Holm af Udvalget'."""
INITIAL = rf"[{_U}]{{1,2}}\."
NAME = re.compile(rf"(?<![\w-])(?:{INITIAL} ?){{0,2}}{TOKEN}(?: (?:{TOKEN}|{INITIAL}|{PARTICLE} {TOKEN}|Aff {TOKEN})){{0,5}}(?![\w])")
UPPER = re.compile(rf"(?<![\w-])[{_U}]{{2,}}(?:-[{_U}]{{2,}})?(?: [{_U}]\.)?(?: [{_U}]{{2,}}(?:-[{_U}]{{2,}})?){{1,3}}(?=,|\n| \(|$)")

TITLE_STEM = (
    r"(?:direktør|chef|chefen|leder|lederen|læge|lægen|konsulent|formand|forkvinde|forperson|borgmester|borgmesteren|rådmand|minister|sygeplejerske|professor|"
    r"psykolog|koordinator|sekretær|rådgiver|jurist|forstander|rektor|lektor|fuldmægtig|planlægger|repræsentant|næstformand|"
    r"overlæge|direktøren|ordfører|talsperson|arkitekt|projektleder|teamleder|medarbejder|terapeut|specialist|bestyrelsesmedlem|regionsrådsmedlem|byrådsmedlem|"
    r"kommunalbestyrelsesmedlem|medlem|viceborgmester|pædagog|socialrådgiver|jordemoder|farmaceut|tandlæge|forsker|ph\.?d\.?|stud\w*)"
)
_MODIFIER = (
    r"(?:(?:[Aa]dm\.|[Vv]ice|[Ll]edende|[Ff]aglig|[Ll]ægefaglig|[Ss]ygeplejefaglig|[Pp]raktiserende|[Dd]aglig|[Kk]onst\.|[Kk]onstitueret|"
    r"[Tt]idligere|[Aa]dministrerende|[Kk]ommunal|[Rr]egional) )*"
)
TITLE = re.compile(
    rf"(?<![\w-]){_MODIFIER}(?:[{_U}{_L}][{_L}-]*{TITLE_STEM}(?:en)?|"
    r"(?:[Ff]ormand|[Nn]æstformand|[Bb]orgmester|[Ll]eder|[Dd]irektør|[Ll]æge|[Oo]verlæge|[Rr]ådmand|[Pp]rofessor|[Rr]ektor|[Mm]edlem|[Kk]onsulent|[Ll]ektor|[Cc]hef|[Ss]ygeplejerske|[Pp]sykolog|"
    r"[Kk]oordinator|[Ss]ekretær|[Jj]urist|[Ff]orstander|[Ff]uldmægtig|[Rr]epræsentant|[Oo]rdfører|[Pp]ædagog|[Tt]alsperson|[Aa]rkitekt|[Tt]erapeut|[Ff]orsker|[Tt]andlæge|[Jj]ordemoder)(?:en)?)(?![\w-])"
)
PARTY_LETTERS = ("RV", "EL", "DD", "KF", "SF", "LA", "DF", "KD", "NB")
"""How the press shortens parties in brackets, beside the ballot letters."""

BALLOT = re.compile(rf"\((?P<letter>[A-ZÆØÅ]|{'|'.join(PARTY_LETTERS)})\)")
_NOT_FIRST = frozenset(
    "Region Regions Kommune Den Det De Der Dette Denne Disse Udvalget Rådet Sundhed Social Dansk Danske Nye Ny Nyt Bilag Sagen Punkt Møde "
    "Mødet Dagsorden Referat Administrationen Sekretariatet Hospital Sygehus Aftale Plan Projekt Godkendelse Status Orientering "
    "Siden Samarbejde Beslutning Indstilling Næste Fælles Øst Vest Nord Syd Sankt Steno Tema Besøg Drøftelse Høring Oplæg Indsats Styrket Sundheds Psykiatri "
    "Medlemmerne Medlem Næstformand Kære Hej Fra Til Med Ved Og Samt Herunder Afbud Fraværende Deltagere Referent Mødeleder Ordstyrer Sagsbehandler Kontakt Navn Begge Efter Under Ifølge Tak Formand "
    "Patient Borger Pårørende Beboer Bruger Elev Forælder Mor Far Datter Søn Journalist Forfatter Advokat Arkitekt Ingeniør Bisidder Værge Kunstner "
    "Gennemgang Evaluering Præsentation Rundvisning Valg Konstituering Velkomst Anbefaling Strategi Politik Den Alle Hver Også Men Både Socialt Center Team".split()
)
_NOT_LAST = frozenset("Tema Besøg Drøftelse Høring Oplæg Orientering Status Punkt Bilag Evaluering Præsentation Formand Næstformand Medlem Region Kommune Deltog Afbud Mødt Fraværende".split())
NOT_IN = re.compile(
    r"(?<![\w-])(?:Kommune|Region|Hospital|Sygehus|Sundhed\w*|Universitet\w*|Center|Klyngen?|Råd|Udvalg\w*|Forening\w*|Psykiatri\w*|Danmark|"
    r"Sjælland|Midtjylland|Syddanmark|Nordjylland|Hovedstaden|Hovedstadens|Østdanmark|Selskab|Fond\w*|Hus|Plan|Afdeling|Fonden|Partiet|Folkeparti|Venstre|Alliance|"
    r"Sagen|Kors|Styrelsen|Politik|Strategi|Budget|Aftale|Sekretariat\w*|Administration\w*|Organisation\w*|Ministeriet|Kommission\w*|"
    r"[A-ZÆØÅ][a-zæøå]+(?:gården|klassen|vej|gade|formanden|klubben|parken|stedet|hjemmet|centret|centeret|udvalget|rådet|huset|gruppen|afdelingen|foreningen|klinikken|kommunen|værket|teamet)|"
    r"Dialog|Tid|Hjem|Regionshuset|Rådhus\w*|Mødelokale|Gade|Vej|Allé|Plads|Torv|Falster|Lolland|Bælt|Data|Forskning\w*|Forum|Task|Agenda|Team)(?![\w-])"
)
_JOB_END = re.compile(r"(?:forum|chef|leder|læge|direktør|rådet|udvalget|konsulent|sygeplejerske|koordinator|formand|minister)$", re.IGNORECASE)
_GOES_ON = re.compile(r" (?:om|af|fra|til|på|for|med|i|vedr)(?![\w])")


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


def has_given_name(name: str) -> bool:
    """Tell whether a name begins with a known given name.

    >>> has_given_name("Anne-Lotte Birk"), has_given_name("Nyby Sygehus")
    (True, False)
    """
    return name.split()[0].split("-")[0] in given_names()


def first_of_two(words: Sequence[str]) -> int:
    """Return how many words belong to the first name where two stand side by side, as in a table's cells; all where it is one.

    The second begins with a known given name behind a known family name.

    >>> first_of_two("Ida Holm Bo Lund".split()), first_of_two("Hans Peter Holm".split())
    (2, 3)
    """
    given, family = given_names(), surnames()
    for place in range(2, len(words) - 1):
        if words[place].split("-")[0] in given and words[place] not in family and (words[place - 1].split("-")[-1] in family or words[place - 1].endswith("sen")):
            return place
    return len(words)


def find_people(text: str, *, taken: frozenset[int] = frozenset()) -> Iterator[Person]:
    """Yield the people named in running text; positions in `taken` belong to other names.

    >>> [p.name for p in find_people("Vicedirektør Ida Holm, Nyby Sygehus, orienterede. Mads Bo Lund (V) spurgte.")]
    ['Ida Holm', 'Mads Bo Lund']
    """
    for found in NAME.finditer(text):
        if " " not in found.group() and text[found.end() : found.end() + 1] != "\n":
            continue
        person = _person(text, *found.span(), taken)
        if person:
            yield person
    given, family = given_names(), surnames()
    for found in UPPER.finditer(text):
        words = [word.title() for word in found.group().split(" ")]
        if words[0].split("-")[0] in given and words[-1].split("-")[-1] in family and not taken.intersection(range(*found.span())):
            yield Person(found.start(), found.end(), found.group(), score=0.85)


def named(text: str, start: int, end: int, *, score: float) -> Person:
    """Return the person whose name stands in a range, with the title before it and the party letter behind it."""
    party = BALLOT.match(text, end + 1) if text[end : end + 1] == " " else None
    return Person(start, end, " ".join(text[start:end].split()), title=_title_before(text, start), party=party.span("letter") if party else None, score=score)


def _person(text: str, start: int, end: int, taken: frozenset[int]) -> Person | None:
    """Return the person whose name stands in a run of capitalised words, or None."""
    given = given_names()
    words = text[start:end].split(" ")
    title = _title_before(text, start)
    while len(words) > 1 and (start in taken or (words[0] not in given and (words[0] in _NOT_FIRST or words[0].islower() or TITLE.fullmatch(words[0])))):
        title = words[0] if TITLE.fullmatch(words[0]) else title if start not in taken else ""
        start += len(words[0]) + 1
        words = words[1:]
    cut = NOT_IN.search(text, start, end)
    if cut:
        if cut.start() == start or len(text[start : cut.start()].split()) < 2 or words[0] not in given:
            return None
        end = start + len(_OPEN.sub("", text[start : cut.start()]).rstrip())
        words = text[start:end].split(" ")
    if (count := first_of_two(words)) < len(words):
        end = start + len(" ".join(words[:count]))
        words = words[:count]
    while len(words) > 2 and (words[-1] in _NOT_LAST or (_GOES_ON.match(text, end) and words[-1] not in surnames() and words[-2] in surnames())):
        end -= len(words[-1]) + 1
        words = words[:-1]
    if len(words) == 1 and end < len(text) and text[end] == "\n" and words[0].split("-")[0] in given:
        end = _next_line(text, start, end, bool(title))
        words = text[start:end].split()
    elif len(words) > 1 and end < len(text) and text[end] == "\n" and (title or words[0] in given):
        end = _family_below(text, end)
        words = text[start:end].split()
    if len(words) < 2 or start in taken or end - 1 in taken or _JOB_END.search(words[-1]):
        return None
    first = words[0].split("-")[0]
    party = BALLOT.match(text, end + 1) if text[end : end + 1] == " " else None
    known = words[0] in given or first in given
    sure = title or party or known or _named_line(text, start, end, words) or (text[end : end + 2] == ", " and _TITLED.match(text, end + 2))
    if not sure or (words[0][-1] == "." and not (title or party)):
        return None
    name = " ".join(words)
    return Person(start, end, name, title=title, party=party.span("letter") if party else None, score=0.95 if known else 0.8)


def _next_line(text: str, start: int, end: int, titled: bool) -> int:
    """Return where a name ends whose given name stands alone at a line's end: 'Teamleder Ida | Holm, Nyby'."""
    line = text.rfind("\n", 0, start) + 1
    if not (titled or _LINE_LEAD.fullmatch(text[line:start])):
        return end
    found = _BELOW.match(text, end + 1)
    return found.end() if found and not NOT_IN.search(found.group()) and found.group().split(" ")[0] not in _NOT_FIRST else end


def _family_below(text: str, end: int) -> int:
    """Return where a name ends whose last part stands on the next line, before a comma: 'Ida Holm | Birk, læge'."""
    found = _ONE_BELOW.match(text, end + 1)
    word = found["name"] if found else ""
    if not found or word in given_names() or word in _NOT_FIRST:
        return end
    line = max(text.rfind("\n", 0, end), end - 60) + 1
    last = " ".join(text[line:end].split(" ")[-2:])
    return found.end("name") if word.split("-")[-1] in surnames() or f"{last} {word}" in text else end


def _named_line(text: str, start: int, end: int, words: Sequence[str]) -> bool:
    """Tell whether a line holds nothing but a name: two to four words, the last of them a known family name."""
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    alone = text[line:start].strip(" -•") == "" and text[end : stop if stop >= 0 else len(text)].strip() == ""
    labelled = bool(_LABELLED.search(text[max(0, start - 40) : start]))
    return labelled or (alone and len(words) <= 4 and (words[-1].split("-")[-1] in surnames() or words[-1].endswith("sen")))


_BELOW = re.compile(rf"(?P<name>{TOKEN}(?: {TOKEN})?)(?=,|\.|;|\n| Region| &|$)")
_ONE_BELOW = re.compile(rf"(?P<name>{TOKEN})(?=,|\.|;| Region| Psykiatri)")
_LINE_LEAD = re.compile(r"\s*(?:[-•–*]\s*)?(?:[A-ZÆØÅ]?[a-zæøå-]+(?: [a-zæøå0-9-]+){0,3} )?")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s")
_LABELLED = re.compile(r"(?:Referent|Sagsbehandler|Mødeleder|Ordstyrer|Kontaktperson|Kontakt|Formand|Næstformand|Udarbejdet af|Med venlig hilsen|Programleder|Projektleder|Sekretær)\s?[:\n]\s?$")
_TITLED = re.compile(rf"(?:[{_L}.-]+ ){{0,2}}[{_U}]?[{_L}-]*{TITLE_STEM}(?:en)?(?![\w-])")


def _title_before(text: str, start: int) -> str:
    """Return the title that stands right before a name, or the empty string."""
    window = text[max(0, start - 60) : start]
    if not window.endswith(" "):
        return ""
    for found in TITLE.finditer(window):
        if found.end() == len(window) - 1:
            return found.group()
    return ""


def _in_list(text: str, piece: re.Match[str], stop: int) -> tuple[int, int]:
    """Return the range of the name that a piece of a list holds, an empty one where it holds none."""
    start, end = piece.span("name")
    words = piece["name"].split(" ")
    titled = bool(piece["title"])
    while len(words) > 1 and TITLE.fullmatch(words[0]) and words[0] not in given_names():
        start += len(words[0]) + 1
        words, titled = words[1:], True
    cut = NOT_IN.search(text, start, end)
    if cut:
        end = start + len(_OPEN.sub("", text[start : cut.start()]).rstrip())
        words = text[start:end].split(" ")
    parted = bool(cut)
    if (count := first_of_two(words)) < len(words):
        end = start + len(" ".join(words[:count]))
        words, parted = words[:count], True
    known = words[0].split("-")[0] in given_names()
    if end == stop and stop < len(text) and (known or titled):
        end = _next_line(text, start, end, True) if len(words) == 1 else _family_below(text, end)
        words = text[start:end].split()
    after = text[end : end + 5]
    family = words[-1].split("-")[-1]
    if not (known or titled or family in surnames() or family.endswith("sen")) and (after[:1] in ("\n", ".", "") and text[start - 1 : start] != ","):
        line = max(text.rfind("\n", 0, start), start - 8) + 1
        if _NUMBERED.match(text, line):
            return start, start
    ends_well = after[:1] in ("", ",", ";", ":", "/", ".", "(", "\n", "\t") or after[:2] in (" (", " –", " -", " /", " &", " :") or after.startswith((" og ", " fra ", " som "))
    if len(words) < 2 or words[-1] in _NOT_LAST or _JOB_END.search(words[-1]) or not (ends_well or parted or (known and len(words) < 5)):
        return start, start
    return start, end


_SEPARATOR = re.compile(r"[,;:/\t•]\s*| og (?=[A-ZÆØÅ])|\. (?=[A-ZÆØÅ])")
PIECE = re.compile(
    rf"\s*(?:[•●▪◦\-–*]\s*|\d{{1,2}}[.)]\s*)?(?:(?P<title>(?:[{_U}]?[{_L}.-]+ ){{0,3}}?(?:[{_U}{_L}][{_L}-]*{TITLE_STEM}|[Ff]ormand|[Ff]orperson|[Ff]orkvinde)(?:en)?)(?P<comma>,)? )?"
    rf"(?P<name>(?:{INITIAL} ?){{0,2}}{TOKEN}(?:[ ](?:{TOKEN}|{INITIAL}|{PARTICLE} {TOKEN}|Aff {TOKEN})){{0,5}})(?![\w])"
)


def listed_people(text: str, start: int, end: int) -> Iterator[tuple[Person, int, int]]:
    """Yield the people of a list of participants: each with the flow range of what is said of them.

    A title between two commas is that of the name before it, but in a line that begins with 'Formand, Ida Holm'.

    >>> text = "Ida Holm (A), formand, Bo Lund (V), Lea Birk, chefkonsulent, Nyby Kommune"
    >>> [(p.name, text[a:b]) for p, a, b in listed_people(text, 0, len(text))]
    [('Ida Holm', ' (A), formand, '), ('Bo Lund', ' (V), '), ('Lea Birk', ', chefkonsulent, Nyby Kommune')]
    """
    found: list[tuple[int, int, str, int]] = []
    position = start
    titles_first = False
    while position < end:
        goes_on = bool(found) and text[start:position].rstrip().endswith(",")
        first = not goes_on
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        begins = [position]
        begins += [m.end() for m in _SEPARATOR.finditer(text, position, stop)]
        last = -1
        for begin in begins:
            if begin < last:
                continue
            piece = PIECE.match(text, begin, stop)
            if not piece or piece["name"].split(" ")[0] in _NOT_FIRST:
                continue
            name_start, name_end = _in_list(text, piece, stop)
            name = text[name_start:name_end]
            if name_end <= name_start or " " not in name.replace("\n", " "):
                continue
            if re.match(r"[ ]?(?:kommune|sygehus|hospital|region)", text[name_end : name_end + 12], re.IGNORECASE):
                continue
            if first:
                titles_first = bool(piece["comma"]) and begin == position
            behind = bool(piece["comma"]) and not titles_first and (not first or begin > position)
            title = "" if behind else (piece["title"] or "").removeprefix("og ").strip()
            found.append((name_start, name_end, title, piece.end("title") - len(title) if title else name_start))
            first = False
            last = name_end
        position = max(stop, last) + 1
    for number, (a, b, title, _) in enumerate(found):
        line_end = text.find("\n", b, end)
        line_end = end if line_end < 0 else line_end
        following = found[number + 1][3] if number + 1 < len(found) else end
        yield Person(a, b, " ".join(text[a:b].split()), title=title, score=0.95), b, max(b, min(following, line_end))
