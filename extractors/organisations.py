"""Organisations found by the way they are named: hospitals, clinics, ministries, agencies, associations, centres.

Patterns are data: type, expression, example. Not caught: organisations whose name tells nothing of what they are;
those wait for the registers or the tagger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.hits import Hit

_W = r"[A-ZÆØÅÉ][\wæøåéüö]*"
_PLACE = rf"{_W}(?: {_W}| F\.| S\.)?"

PATTERNS: tuple[tuple[str, str, re.Pattern[str], str], ...] = (
    ("region", "REGION", re.compile(r"(?<!\w)Regions? (?!Midt\b)[A-ZÆØÅ][a-zæøå]{2,}(?=s\b|\b)"), "Region Midtfyn"),
    ("municipality", "MUNICIPALITY", re.compile(rf"(?<![\w-]){_W}(?:-{_W})? [Kk]ommune(?=s?\b)"), "Nyby Kommune"),
    ("ministry", "AUTHORITY", re.compile(r"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]+-(?:,| og) )*(?:[A-ZÆØÅ][a-zæøå]+ og )?[A-ZÆØÅ][a-zæøå]*ministeriet(?=s?\b)"), "Byministeriet"),
    ("ministerium", "AUTHORITY", re.compile(rf"(?<!\w)Ministeriet? for {_W}(?:,? (?:og )?{_W})*"), "Ministerium for Byer og Boliger"),
    ("agency", "AUTHORITY", re.compile(r"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]+- og )?(?!Be|Kommunal)[A-ZÆØÅ][a-zæøå]{2,}styrelsen(?=s?\b)"), "Vandstyrelsen"),
    ("agency_for", "AUTHORITY", re.compile(rf"(?<!\w)Styrelsen for {_W}(?:,? (?:og )?{_W})*"), "Styrelsen for Vand"),
    ("hospital", "PROVIDER", re.compile(
        rf"(?<![\w-])(?:(?!Kommune\b){_W}(?:-? og | ))?{_PLACE} (?:Sygehus|Hospital|Universitetshospital|Universitetssygehus|Regionshospital"
        rf"|Sundhedscenter|Sundhedshus|Plejecenter|Neurocenter|Rusmiddelcenter|Psykiatrisk Center)(?:, {_W}(?= \())?(?=s?\b)"), "Nyby Sygehus"),
    ("hospital_at", "PROVIDER", re.compile(
        rf"(?<![\w-])(?:Regionshospitalet|Hospitalsenheden?|Regionspsykiatrien|Sygehus|Sundhedscenter|Plejecenter|Psykiatrisk Center"
        rf"|Rusmiddelcenter|Steno Diabetes Center|Sundhedshuset|Akutcenter|Børnehuset|Psykiatrisk Afdeling|Plejehjemmet|Botilbuddet|Bostedet|Specialområdet|Specialområde)"
        rf" {_PLACE}"), "Sygehus Nyby"),
    ("regional_psychiatry", "PROVIDER", re.compile(rf"(?<!\w)Region {_W} Psykiatri(?=s?\b)"), "Region Midtfyns Psykiatri"),
    ("short_hospital", "PROVIDER", re.compile(rf"(?<![\w-])(?:RH|HE) {_W}(?: Neurocenter)?"), "RH Nyby"),
    ("psychiatry", "PROVIDER", re.compile(
        r"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]+- (?:og|&) [A-ZÆØÅa-zæøå][a-zæøå]*psykiatrien|[Bb]ørne?- og unge?s?(?:doms)?psykiatrien|Psykiatrien)(?=s?\b)"), "Psykiatrien"),
    ("psychiatry_department", "PROVIDER", re.compile(r"(?<![\w-])Børne- og Ungdomspsykiatrisk (?:Afdeling|Center)(?=s?\b)"), "Børne- og Ungdomspsykiatrisk Afdeling"),
    ("clinic", "PROVIDER", re.compile(r"(?<![\w-])[A-ZÆØÅ][a-zæøå]{3,}klinikken(?=s?\b)"), "Fodklinikken"),
    ("named_hospital", "PROVIDER", re.compile(r"(?<![\w-])(?!Universitets|Akut|Region)[A-ZÆØÅ][a-zæøå]{4,}(?:hospitalet|sygehuset)(?=s?\b)"), "Hudhospitalet"),
    ("house", "PROVIDER", re.compile(rf"(?<![\w-])[A-ZÆØÅ][a-zæøå]+s Hus(?: i {_W})?(?!\w)"), "Byens Hus i Nyby"),
    ("department", "PROVIDER", re.compile(r"(?<![\w-])[A-ZÆØÅ][a-zæøå]+(?:psykiatrisk|medicinsk|kirurgisk|logisk) [Aa](?:mbulatorium|fdeling)(?!\w)"), "Hudmedicinsk Afdeling"),
    ("prehospital", "PROVIDER", re.compile(rf"(?<![\w-])(?:Præhospitalet|Akutberedskabet|Lægevagten|Ambulancetjenesten)(?: Region {_W})?(?=s?\b)"), "Præhospitalet"),
    ("university", "EDUCATION", re.compile(rf"(?<![\w-]){_W}(?: {_W})? (?:Universitet|Professionshøjskole|University College)(?=s?\b)"), "Nyby Universitet"),
    ("association", "ASSOCIATION", re.compile(r"(?<![\w-])(?:Lands|Patient|Pårørende)?[A-ZÆØÅ]?[A-Za-zæøå]*-?(?<=[a-zæøåA-Z-])foreningen(?: for [A-ZÆØÅ]?[a-zæøå]+| af [A-ZÆØÅ]?[a-zæøå]+| [A-ZÆØÅ]+| [A-ZÆØÅ][a-zæøå]+)?(?=s?\b)"), "Fiskeriforeningen"),
    ("society", "ASSOCIATION", re.compile(rf"(?<![\w-])Dansk (?:Selskab for {_W}|{_W}(?: og {_W})? (?:Selskab|Forening|Forbund))(?!\w)"), "Dansk Neurologisk Selskab"),
    ("plo", "ASSOCIATION", re.compile(rf"(?<![\w-])(?:PLO|KL|DSR|FOA|BUPL|SIND|DH|SAND)[- ](?:{_W})(?=s?\b)"), "PLO-Nyby"),
    ("fund", "ORG_OTHER", re.compile(rf"(?<![\w-])(?:{_W} {_W} |{_W} )?(?:Fonden|Fond)(?: for {_W})?(?!\w)|(?<![\w-])[A-ZÆØÅ][a-zæøå]{{3,}}fonden(?=s?\b)"), "Nyby Fonden"),
    ("centre", "ORG_OTHER", re.compile(rf"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]*[Cc]enter|Center|Videncenter|Enheden|Enhed) for (?:{_W}|[a-zæøå]+)(?:,? (?:og )?{_W})*"), "Center for Byliv"),
    ("academy", "ORG_OTHER", re.compile(r"(?<![\w-])[A-ZÆØÅ][a-zæøå]{3,}(?:akademiet|sekretariatet|forvaltningen|huset|banken|skolen)(?=s?\b)"), "Byakademiet"),
    ("planning", "ORG_OTHER", re.compile(rf"(?<![\w-]){_W}(?: {_W})? (?:Planlægning|Udvikling|Forvaltning|Sekretariat|Udrykning|Innovation)(?= \(|\s+varetager|\s+er\b)"), "Strategisk Planlægning"),
    ("administration", "ORG_OTHER", re.compile(rf"(?<!\w)[Aa]dministrationen i Region {_W}"), "administrationen i Region Midtfyn"),
)

MINISTER = re.compile(r"(?<![\w-])(?:[A-ZÆØÅ]?[a-zæøå]+-(?:,| og) )*(?:[a-zæøåA-ZÆØÅ]+ og )?[A-ZÆØÅa-zæøå][a-zæøå]{2,}minister(?:en)?(?=s?\b)")
_STOP_FIRST = frozenset("Den Det De En Et I På Fra Til Som For Og Hver Alle Her Nye Ny Nyt Vores Deres Dansk Danske".split())
_GENERIC = frozenset("Foreningen Landsforeningen Patientforeningen Sekretariatet Forvaltningen Administrationen Fonden Rådhuset Regionshuset Folkeskolen Hovedsekretariatet Byrådssekretariatet Sygehuset Hospitalet Universitetshospitalet Huset Sygehusforvaltningen Kulturhuset Medborgerhuset".split())
_LINKS = re.compile(r"(?:og|for|i) ")


def find_organisations(text: str) -> Iterator[Hit]:
    """Yield organisations that a pattern names.

    >>> [(h.type, "Dr. Vilds Klinik på Nyby Sygehus"[h.start:h.end]) for h in find_organisations("Dr. Vilds Klinik på Nyby Sygehus")]
    [('PROVIDER', 'Nyby Sygehus')]
    """
    for name, kind, pattern, _ in PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span()
            first = text[start:end].split(" ", 1)[0]
            if first in _STOP_FIRST and name not in ("society",) and " " in text[start:end]:
                start += len(first) + 1
                link = _LINKS.match(text, start)
                start += link.end() - link.start() if link else 0
                if not pattern.match(text, start):
                    continue
            if name == "region" and text[end - 1] == "s":
                end -= 1
            word = text[start:end]
            if word in _GENERIC or word.rstrip("s") in _GENERIC or len(word) < 4:
                continue
            if name == "region" and word.startswith("Regions "):
                yield Hit(start, end, kind, "organisations", name="Region " + word[8:], score=0.7)
                continue
            yield Hit(start, end, kind, "organisations", score=0.8)
    for found in MINISTER.finditer(text):
        if found.group().casefold() not in ("minister", "ministeren", "statsminister"):
            yield Hit(found.start(), found.end(), "AUTHORITY", "organisations", name=_office(found.group()), score=0.75)


def _office(title: str) -> str:
    """Return the ministry that a minister's title names.

    >>> _office("Social- og boligminister")
    'Social- og Boligministeriet'
    """
    base = re.sub(r"minister(?:en)?$", "ministeriet", title)
    words = [w if w in ("og", "for") else w[0].upper() + w[1:] for w in base.split(" ")]
    return " ".join(words)
