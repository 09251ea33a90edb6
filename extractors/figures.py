"""Figures: how many patients, places, volunteers … a document counts for a programme or a body, and as of when.

Not caught: numbers in tables, shares in per cent, waiting times, and counts whose thing is named in another paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.claiming import evidence, polarity_of, status_of
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
_SHARE = re.compile(r"\b(?:hver|hvert|én ud af|ud af) $", re.IGNORECASE)
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
    if scene.part in _PARTS or (not any(sign.isdigit() for sign in scene.text) and not _SPELLED.search(scene.text)):
        return
    for found in COUNT.finditer(scene.text):
        unit = found["unit"].strip()
        if (
            _AGE.search(unit)
            or _SHARE.search(scene.text[: found.start()])
            or _year(found["number"], scene.text, found.start())
        ):
            continue
        start, end = scene.start + found.start(), scene.start + found.end()
        if any(
            a.start < end and start < a.end
            for a in scene.arguments
            if a.type in ("DATE", "AMOUNT", "PERSON", "AGENDA_ITEM")
        ):
            continue
        if polarity_of(scene, start, end) == "negative":
            continue
        about = _about(scene, start, end) or near
        if about is None:
            continue
        details = {
            "count": _number(found["number"]),
            "unit": unit.casefold(),
            "date": _date(scene.arguments, start, end),
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
                status=status_of(scene),
                section=scene.section.index,
            ),
            about,
        )


_SPELLED = re.compile(rf"\b(?:{'|'.join(_SMALL)}) ", re.IGNORECASE)


def _number(text: str) -> str:
    """Return a Danish number as a decimal.

    >>> _number("72.500"), _number("1,5"), _number("tre")
    ('72500', '1.5', '3')
    """
    return str(_SMALL.get(text.casefold(), "")) or text.replace(".", "").replace(",", ".")


def _year(number: str, text: str, place: int) -> bool:
    """Tell whether four digits are a year and no count: 'i 2026 borgere'."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", number)) and text[:place].casefold().endswith(
        ("i ", "for ", "fra ", "til ", "medio ", "primo ", "ultimo ")
    )


def _about(scene: Scene, start: int, end: int) -> Argument | None:
    """Return what a count is of: the nearest programme of the sentence, else the body that stands before it, else after."""
    things = [a for a in scene.arguments if a.type in ABOUT]
    programmes = [a for a in things if a.coarse == "PROGRAMME"]
    units = [a for a in things if a.type in ("PROVIDER", "ASSOCIATION", "ORG_OTHER", "COUNCIL")]
    for group in (programmes, units, things):
        fit = [a for a in group if a.end <= start or _AT.search(scene.text[end - scene.start : a.start - scene.start])]
        if fit:
            return min(fit, key=lambda a: (max(start - a.end, (a.start - end) * 2), a.start))
    return None


_AT = re.compile(r"^[^.;:]{0,60}\b(?:i|på|hos|ved|under|til|for)\s(?:den |det |de )?[\"”“’']?$")
"""How what is counted is tied to a name behind it: '16 senge i Randers', not 'tre medlemmer udpeget af KL'."""


def _date(arguments: Sequence[Argument], start: int, end: int) -> str:
    """Return the EDTF value of the date that stands nearest to a count, in the same sentence."""
    dates = [a for a in arguments if a.type == "DATE"]
    if not dates:
        return ""
    nearest = min(dates, key=lambda a: (max(start - a.end, a.start - end), a.start))
    return nearest.key.removeprefix("DATE|")
