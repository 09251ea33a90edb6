"""Figures: how many patients, places, volunteers … a document counts for a programme or a body, and as of when.

Not caught: numbers in tables, shares in per cent, waiting times, and counts whose thing is named in another paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.claiming import evidence, polarity_of
from extractors.context import Context
from extractors.records import Remark
from extractors.scene import Argument, Scene

UNITS = (
    "patient borger bruger besøgende deltager frivillig brobygger medlem medarbejder fuldmægtig ansat årsværk stilling sygeplejerske læge psykolog "
    "socialrådgiver pædagog mentor peer bisidder elev studerende barn unge ung ældre familie pårørende beboer beboere hjemløs plads seng sengeplads døgnplads "
    "bolig lejlighed værelse forløb behandlingsforløb behandling konsultation besøg henvendelse samtale opkald henvisning ansøgning indlæggelse genindlæggelse "
    "udeblivelse sag klage høringssvar svar klinik praksis kommune afdeling hold kursus vagt overnatning måltid kontakt "
    "forening organisation virksomhed træning ledsagelse udskrivning udredning rådgivning visit arrangement"
).split()
"""What is counted, as nouns in their bare form; compounds that end in one of them count too."""

_IRREGULAR = {
    "borger": "borgere", "bruger": "brugere", "deltager": "deltagere", "brobygger": "brobyggere", "medlem": "medlemmer", "medarbejder": "medarbejdere",
    "frivillig": "frivillige", "ansat": "ansatte", "barn": "børn", "bolig": "boliger", "plads": "pladser", "seng": "senge", "sag": "sager", "klinik": "klinikker",
    "besøgende": "besøgende", "hold": "hold", "kursus": "kurser", "fuldmægtig": "fuldmægtige", "socialrådgiver": "socialrådgivere",
    "forening": "foreninger", "hjemløs": "hjemløse", "svar": "svar", "besøg": "besøg", "forløb": "forløb", "opkald": "opkald", "årsværk": "årsværk",
    "tilbud": "tilbud", "måltid": "måltider", "bisidder": "bisiddere", "beboer": "beboere",
}  # fmt: skip


def _forms(noun: str) -> tuple[str, ...]:
    return (
        (_IRREGULAR[noun],)
        if noun in _IRREGULAR
        else (f"{noun}er", f"{noun}e", f"{noun}r")
        if not noun.endswith(("e", "s", "nde"))
        else (f"{noun}r", noun)
    )


_WORDS = "|".join(
    sorted({form for noun in UNITS for form in _forms(noun) if form}, key=lambda form: (-len(form), form))
)
_SMALL = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
COUNT = re.compile(
    rf"(?<![\w.,/§-])(?P<about>(?:ca\.|cirka|omkring|knap|godt|over|mere end|mindst|op til|næsten) )?"
    rf"(?P<number>\d{{1,3}}(?:\.\d{{3}}){{1,2}}|\d{{1,6}}(?:,\d{{1,2}})?|{'|'.join(_SMALL)})(?: ud af \d{{1,6}})? "
    rf"(?P<unit>(?:(?!borgere |patienter )[a-zæøå-]{{2,24}}[elt] ){{0,2}}(?:[a-zæøå-]{{2,20}})?(?:{_WORDS}))(?![\w-])(?! (?:kr|kroner)\b)",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?:årige|år|måneder|uger|dage|timer|minutter|gange|procent|pct|kroner|kr)\b", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"\b(?:hver|hvert|hveranden|ud af|af (?:de|disse|dem)(?: [a-zæøå]+)?|(?:og|samt) fra|fra|kl\.|klokken|§|nr\.|side|punkt|fase|bilag|uge|trin|niveau|\d og) $"
    r"|\b(?:udpege[rs]?|udpegede|vælge[rs]?|valgte|indstille[rs]?|indstillede)(?: hver)? (?:de )?$",
    re.IGNORECASE,
)
"""What stands before a number that counts nothing, is a share, or tells whom a body appoints."""
_OTHERS_OWN = re.compile(r"(?<![\w-])[a-zæøå-]{3,}(?:en|et|ne)s (?:nu |i alt )?$")
"""A genitive before a number: 'udvalgets to organisationer' counts what is somebody's else."""
_MEMBERS = re.compile(r"(?:kommuner|regioner|organisationer|foreninger|virksomheder|afdelinger)$", re.IGNORECASE)
"""Units that take part in something: figures of a programme only, and not where they are known already ('de tre kommuner')."""
_WINDOW = 80
"""Code points beside a number that are looked at; four times as many for the verbs of its clause."""
_KNOWN = re.compile(r"\b(?:de|alle|begge|disse)(?: [a-zæøå]+)? $", re.IGNORECASE)
_SEATS = re.compile(r"^ i (?:den |det )?[\wæøå-]*(?:udvalg|gruppe|råd|klynge|forum|bestyrelse|panel)", re.IGNORECASE)
_PARTS = frozenset({"contents", "attachments", "attendance", "absent", "earlier"})
ABOUT = frozenset(
    "INITIATIVE PLAN REFORM AGREEMENT COUNCIL PROVIDER ASSOCIATION ORG_OTHER EDUCATION MUNICIPALITY REGION".split()
)


def find(context: Context, stage: Sequence[Scene]) -> Iterator[Remark]:
    """Yield the figures of a document, in order; one whose sentence has no date takes that of 'data er trukket 31.12.25' beside it.

    >>> COUNT.search("Ved årets udgang var 407 patienter i forløb")["unit"]
    'patienter'
    """
    last: Argument | None = None
    for place, scene in enumerate(stage):
        near = last if place and stage[place - 1].section.index == scene.section.index else None
        last = None
        for remark, about in _of_sentence(context, scene, near):
            last = about
            day = "" if remark.detail("date") else _drawn(stage, place)
            yield replace(remark, details=tuple(sorted((*remark.details, ("date", day))))) if day else remark


_DRAWN = re.compile(
    r"\b(?:data|tal|tallene|opgørelsen|opgørelse|optælling(?:en)?|opgjort|trukket|status)\b", re.IGNORECASE
)
_NEAR = 3
"""Sentences before or behind a figure in which the day of its data is looked for."""


def _drawn(stage: Sequence[Scene], place: int) -> str:
    """Return the day that a sentence beside a figure gives for the data of its paragraph."""
    for other in (*stage[place + 1 : place + 1 + _NEAR], *stage[max(0, place - _NEAR) : place]):
        if other.section.index == stage[place].section.index and len(other.text) < 120 and _DRAWN.search(other.text):
            dates = [a for a in other.arguments if a.type == "DATE"]
            if len(dates) == 1:
                return dates[0].key.removeprefix("DATE|")
    return ""


def _of_sentence(context: Context, scene: Scene, near: Argument | None) -> Iterator[tuple[Remark, Argument]]:
    """Yield the figures of a sentence with what they are of: what it names nearest, programmes first, else `near`."""
    if scene.part in _PARTS or not (_DIGIT.search(scene.text) or _SPELLED.search(scene.text)):
        return
    for found in COUNT.finditer(scene.text):
        if not _counts(scene, found):
            continue
        start, end = scene.start + found.start(), scene.start + found.end()
        about = _about(scene, start, end) or (None if any(a.type in ABOUT for a in scene.arguments) else near)
        if about is None or not _fits(scene.text, found, about):
            continue
        details = {
            "count": _number(found["number"]),
            "unit": found["unit"].strip().casefold(),
            "date": _date(scene, start, end),
        }
        if found["about"]:
            details["approximate"] = found["about"].strip().casefold()
        yield (
            Remark(
                "figure",
                about.key,
                evidence(context, scene.start, scene.end, start, end),
                "figures-1",
                details=tuple(sorted((name, value) for name, value in details.items() if value)),
                status=_status(scene, found.start()),
                section=scene.section.index,
            ),
            about,
        )


def _counts(scene: Scene, found: re.Match[str]) -> bool:
    """Tell whether a number counts things: no age, time, share, year, date or sum, not denied."""
    before = scene.text[max(0, found.start() - _WINDOW) : found.start()]
    if _AGE.search(found["unit"]) or " ud af " in found.group() or _year(found["number"], scene.text, found.start()):
        return False
    if _NO_COUNT.search(before) or _OTHERS_OWN.search(before):
        return False
    start, end = scene.start + found.start(), scene.start + found.end()
    if any(
        a.start < end and start < a.end for a in scene.arguments if a.type in ("DATE", "AMOUNT", "PERSON", "AGENDA_ITEM")
    ):
        return False
    return polarity_of(scene, start, end) != "negative"


def _fits(text: str, found: re.Match[str], about: Argument) -> bool:
    """Tell whether a unit can be counted of what it is said to be of."""
    if _MEMBERS.search(found["unit"]) and (about.coarse != "PROGRAMME" or _KNOWN.search(text[max(0, found.start() - _WINDOW) : found.start()])):
        return False
    seats = found["unit"].casefold().endswith("pladser") and about.type in ("COUNCIL", "ASSOCIATION")
    return not (seats and (about.type == "COUNCIL" or _SEATS.match(text[found.end() : found.end() + _WINDOW])))


# fmt: off
STATUSES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("rejected", re.compile(r"\b(?:forkastet|afvist|nedstemt)\b", re.IGNORECASE), "Forslaget om 12 pladser blev forkastet."),
    ("estimated", re.compile(r"\b(?:anslå\w*|anslået|skønne[rs]\w*|estimere[rst]\w*)\b", re.IGNORECASE), "Behovet anslås til 40 pladser."),
    ("proposed", re.compile(r"\b(?:foreslå\w*|foreslog|udkast\w*|forslag\w*|lægge[rs]? op til|kunne eventuelt)\b", re.IGNORECASE), "Efter udkastet får rådet 16 medlemmer."),
    ("expected", re.compile(r"\b(?:forvent\w*|ventes|planlægges|planlagt|på sigt|målet er|målsætningen|ved fuld|skal (?:der )?(?:[\wæøå]+ ){0,2}?(?:etableres|oprettes|bygges|ansættes|have|indrettes|rekrutteres|åbnes)|vil (?:[\wæøå]+ ){0,2}?(?:få|blive|have|kunne))\b", re.IGNORECASE), "Der forventes 60 brobyggere."),
    ("decided", re.compile(r"\b(?:besluttede|besluttet|godkendte|vedtog|vedtaget|bevilgede|bevilget)\b", re.IGNORECASE), "Det er besluttet at oprette 12 pladser."),
)
# fmt: on
_ASIDE = re.compile(r", (?:som|der|hvor)\b[^,]*,")


def _status(scene: Scene, place: int) -> str:
    """Return how sure a figure is, from the verbs of its sentence outside relative clauses that do not hold it."""
    if scene.part == "recommendation":
        return "recommended"
    low = max(0, place - 4 * _WINDOW)
    text, place = scene.text[low : place + 4 * _WINDOW], place - low
    for aside in reversed(list(_ASIDE.finditer(text))):
        if not aside.start() <= place < aside.end():
            text = text[: aside.start()] + " " * len(aside.group()) + text[aside.end() :]
    return next((status for status, pattern, _ in STATUSES if pattern.search(text)), "stated")


_DIGIT = re.compile(r"\d")
_SPELLED = re.compile(rf"\b(?:{'|'.join(_SMALL)}) ", re.IGNORECASE)


def _number(text: str) -> str:
    """Return a Danish number as a decimal.

    >>> _number("72.500"), _number("1,5"), _number("tre")
    ('72500', '1.5', '3')
    """
    return str(_SMALL.get(text.casefold(), "")) or text.replace(".", "").replace(",", ".")


def _year(number: str, text: str, place: int) -> bool:
    """Tell whether four digits are a year and no count: 'i 2026 borgere'."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", number)) and text[max(0, place - 8) : place].casefold().endswith(
        ("i ", "for ", "fra ", "til ", "medio ", "primo ", "ultimo ")
    )


def _about(scene: Scene, start: int, end: int) -> Argument | None:
    """Return what a count is of: the name that it is tied to, else the nearest programme, else the body before it in its clause."""
    text = scene.text
    things = [a for a in scene.arguments if a.type in ABOUT and not (a.type == "COUNCIL" and scene.part == "recommendation")]
    tied = [a for a in things if a.start >= end and _TIED.match(text[end - scene.start : a.start - scene.start])]
    if tied:
        return tied[0]
    programmes = [a for a in things if a.coarse == "PROGRAMME"]
    units = [a for a in things if a.type in ("PROVIDER", "ASSOCIATION", "ORG_OTHER", "COUNCIL")]
    for group in (programmes, units, things):
        fit = [a for a in group if a.end <= start or _AT[group is programmes].search(text[end - scene.start : a.start - scene.start])]
        if fit:
            nearest = min(fit, key=lambda a: (max(start - a.end, (a.start - end) * 2), a.start))
            between = text[nearest.end - scene.start : start - scene.start]
            if group is programmes or nearest.start >= end:
                return nearest
            cut = _CUT.search(between) or (_WHERE.search(between) and not _WHERE.match(between))
            watched = nearest.type == "EDUCATION" and _STUDIES.search(between)
            return None if cut or watched else nearest
    return None


_TIED = re.compile(r"^ (?:i|på|hos|ved|under) (?:den |det |de )?[\"”“’']?$")
"""How what is counted is tied to the name right behind it: '16 senge i Randers'."""
_AT = {
    tied: re.compile(rf"^[^.;:,]{{0,60}}\b(?:{words}) (?:den |det |de )?[\"”“’']?$")
    for tied, words in ((False, "i|på|hos|ved|under"), (True, "i|på|hos|ved|under|til|for"))
}
"""The same with other words between, by whether the name is a programme's: '46 unge fra byen på plejecentret'."""
_CUT = re.compile(r", (?:at|om|men|fordi|da|idet)\b|;")
_WHERE = re.compile(r", (?:hvor|som|der)\b")
_STUDIES = re.compile(r"\b(?:følge[rs]?|fulgt|fulgte|interview\w*|undersøg\w*|evaluer\w*|spurgt|spørger)\b", re.IGNORECASE)
"""Who studies people does not have them."""


def _date(scene: Scene, start: int, end: int) -> str:
    """Return the EDTF value of the date that stands nearest to a count, in the same clause."""
    dates = []
    for a in scene.arguments:
        if a.type == "DATE":
            between = scene.text[min(a.end, end) - scene.start : max(a.start, start) - scene.start]
            if not _OTHER_CLAUSE.search(between):
                dates.append(a)
    if not dates:
        return ""
    nearest = min(dates, key=lambda a: (max(start - a.end, a.start - end), a.start))
    return nearest.key.removeprefix("DATE|")


_OTHER_CLAUSE = re.compile(r"[;:]|, (?:som|der|at|men|hvor|da|fordi)\b|\bog (?:blev|er|har|kom|startede|begyndte|åbnede)\b")
