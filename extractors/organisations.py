"""Organisations found by the way they are named: hospitals, clinics, ministries, agencies, associations, centres.

Patterns are data: name, type, expression, example. A single word that the text also writes small is no name. Not caught:
organisations whose name tells nothing of what they are; those wait for the registers, ``appositions`` or the tagger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.hits import Hit
from extractors.names import registered
from extractors.phrases import near
from ontology.registry import given_names

_U = r"[A-ZÆØÅ]"
_W = r"[A-ZÆØÅÉ][\wæøåéüö]*"
_PLACE = rf"{_W}(?: {_W}| F\.| S\.)?"
_LIST = rf"{_W}(?:(?:,|-,) {_W}){{0,6}}(?:(?:,? og|-? og| &) {_W})?"
_UNITS = (
    r"(?:[Ss]undhedscenter|[Rr]usmiddelcenter|[Pp]lejecenter|[Aa]kutteam|[Hh]jemmepleje|[Ss]ygepleje|[Kk]linik|[Hh]ospice|[Aa]potek|[Pp]sykiatri|[Ll]ægehus|[Tt]andpleje|[Ss]ocialpsykiatri|[Aa]kutfunktion"
    r"|[Ss]undhedspleje|[Bb]otilbud|[Hh]erberg|[Bb]orgerservice|[Jj]obcenter|[Ss]ekretariat|[Aa]dministration|[Ff]orvaltning|[Dd]irektion|[Bb]ibliotek(?:er)?|[Rr]åd)"
)

PATTERNS: tuple[tuple[str, str, re.Pattern[str], str], ...] = (
    ("region", "REGION", re.compile(r"(?<!\w)Regions? (?!Midt\b|Øst\b|Syd\b|Nord\b)[A-ZÆØÅ][a-zæøå]{2,}(?=s\b|\b)"), "Region Midtfyn"),
    ("municipality", "MUNICIPALITY", re.compile(rf"(?<![\w-]){_W}(?:-{_W})? [Kk]ommune(?=s?\b)"), "Nyby Kommune"),
    ("ministry", "AUTHORITY", re.compile(r"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]+-(?:,| og) )*(?:[A-ZÆØÅ][a-zæøå]+ og )?[A-ZÆØÅ][a-zæøå]*ministeriet(?=s?\b)"), "Byministeriet"),
    ("ministerium", "AUTHORITY", re.compile(rf"(?<!\w)Ministeri(?:et|um) for {_LIST}"), "Ministerium for Byer og Boliger"),
    ("agency", "AUTHORITY", re.compile(r"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]+- og )?(?!Be|Kommunal)[A-ZÆØÅ][a-zæøå]{2,}styrelsen(?=s?\b)"), "Vandstyrelsen"),
    ("agency_for", "AUTHORITY", re.compile(rf"(?<!\w)Styrelsen for {_LIST}"), "Styrelsen for Vand"),
    ("police", "AUTHORITY", re.compile(rf"(?<![\w-])(?:{_W}- og )?{_W}s?(?: og {_W})? Politi(?!\w)"), "Nyby Politi"),
    ("hospital", "PROVIDER", re.compile(
        rf"(?<![\w-])(?:(?!Kommune\b|Universitet\b|Region\b){_W}(?:-? og | ))?{_PLACE} (?:Sygehus|Hospital|Universitetshospital|Universitetssygehus|Regionshospital|Hospice|Apotek"
        rf"|Sundhedscenter|Sundhedshus|Plejecenter|Plejehjem|Neurocenter|Rusmiddelcenter|Akuthus|Lægehus|Rehabiliteringscenter|Psykiatrisk Center)(?:, {_W}(?= \())?(?=s?\b)"), "Nyby Sygehus"),
    ("hospital_at", "PROVIDER", re.compile(
        rf"(?<![\w-])(?:Regionshospitalet|Regionshospital|Hospitalsenheden?|Regionspsykiatrien|Sygehus|(?:Nyt |Det nye )?Hospital|Sundhedscenter|Plejecenter(?:et)?|Plejecentret|Psykiatrisk Center|Hospice|Akutafdelingen"
        rf"|Rusmiddelcenter|Steno Diabetes Center|Sundhedshuset|Akutcenter|Børnehuset|Psykiatrisk Afdeling|[Pp]lejehjemmet|[Bb]otilbuddet|[Bb]ostedet|Specialområdet|Specialområde|[Bb]ofællesskabet|Bocentret|[Vv]ærestedet|[Hh]erberget|[Kk]risecentret|Krisecenter|[Ff]orsorgshjemmet)"
        rf" (?!Kommune|Region\b){_PLACE}"), "Sygehus Nyby"),
    ("ward", "PROVIDER", re.compile(
        rf"(?<![\w-])(?:{_U}[a-zæøå]+(?:sk|t) )?{_U}[a-zæøå]+(?:kirurgi|medicin|ologi|psykiatri|klinik|klinikken|ambulatorium|ambulatoriet|afdeling|afdelingen|afsnit|teamet)"
        rf" (?:på|ved|i) {_PLACE} (?:Sygehus|Hospital|Universitetshospital|Universitetssygehus|Regionshospital)(?!\w)|(?<![\w-]){_U}[a-zæøå]+(?:kirurgi|medicin|ologi|klinik|afdeling) (?:på|ved) (?:Rigshospitalet|Regionshospitalet {_W}|[A-Z]{{3}}(?!\w))"), "Øjenklinik på Nyby Sygehus"),
    ("district_psychiatry", "PROVIDER", re.compile(rf"(?<![\w-])(?:Distrikts|Lokal|Gerontopsykiatri|Rets|Ungdoms|Oligofreni)psykiatrien(?: i {_W})?(?=s?(?!\w))"), "Distriktspsykiatrien i Nyby"),
    ("emergency", "PROVIDER", re.compile(r"(?<![\w-])(?:Den )?[Ff]ælles Akutmodtagelse(?!\w)"), "Fælles Akutmodtagelse"),
    ("specialist_centre", "PROVIDER", re.compile(rf"(?<![\w-]){_U}[a-zæøå]+(?:sk|t) {_U}[a-zæøå]+(?:center|klinik|ambulatorium|hospital|team)(?: {_W})?(?!\w)"), "Klinisk Hudcenter"),
    ("team", "PROVIDER", re.compile(rf"(?<![\w-])(?:(?:{_U}[a-zæøå]+(?:e|sk) )?[Tt]eam|Hjerneskadeteam|Psykiatriteam|Demensteam|Palliativteam) {_W}(?: {_W})?(?!\w)"), "Lindrende Team Nyby"),
    ("regional_psychiatry", "PROVIDER", re.compile(rf"(?<!\w)Region {_W} [Pp]sykiatri(?=s?\b)"), "Region Midtfyns Psykiatri"),
    ("short_hospital", "PROVIDER", re.compile(rf"(?<![\w-])(?:RH|HE) {_W}(?: Neurocenter)?"), "RH Nyby"),
    ("psychiatry", "PROVIDER", re.compile(
        r"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]+- (?:og|&) [A-ZÆØÅa-zæøå][a-zæøå]*psykiatrien|[Bb]ørne?- og unge?s?(?:doms)?psykiatrien|Psykiatrien)(?=s?\b)"), "Psykiatrien"),
    ("psychiatry_department", "PROVIDER", re.compile(r"(?<![\w-])Børne- og Ungdomspsykiatri(?:sk (?:Afdeling|Center)| [A-ZÆØÅ][a-zæøå]+)(?=s?\b)"), "Børne- og Ungdomspsykiatrisk Afdeling"),
    ("clinic", "PROVIDER", re.compile(r"(?<![\w-])[A-ZÆØÅ][a-zæøå]{3,}klinikken(?=s?\b)"), "Søvnklinikken"),
    ("named_hospital", "PROVIDER", re.compile(r"(?<![\w-])(?!Universitets|Akut|Region)[A-ZÆØÅ][a-zæøå]{4,}(?:hospitalet|sygehuset)(?=s?\b)"), "Havnehospitalet"),
    ("patient_hotel", "PROVIDER", re.compile(rf"(?<![\w-])[A-ZÆØÅ][a-zæøå]{{3,}}(?:hotellet|hjemmet|centret|centeret|huset) i {_U}[a-zæøå]+(?!\w)"), "Patienthotellet i Nyby"),
    ("house", "PROVIDER", re.compile(rf"(?<![\w-])[A-ZÆØÅ][a-zæøå]+s Hus(?: i {_W})?(?!\w)"), "Byens Hus i Nyby"),
    ("department", "PROVIDER", re.compile(
        rf"(?<![\w-])(?!(?:Økonomisk|Teknisk|Juridisk|Politisk|Strategisk|Digital|Dansk|Nordisk|Statistisk|Administrativ)\b)[A-ZÆØÅ][a-zæøå]{{3,}}sk (?:[Aa]mbulatorium|[Aa]fdeling|[Aa]fsnit)"
        rf"(?: (?:på|ved) (?:{_W} (?:Universitetshospital|Universitetssygehus|Sygehus|Hospital)|Regionshospital(?:et)? {_W}))?(?!\w)"), "Hudmedicinsk Afdeling på Nyby Sygehus"),
    ("hospital_unit", "PROVIDER", re.compile(
        rf"(?<![\w-])(?:Akutmodtagelsen|Skadestuen|Skadeklinikken|Akutklinikken|Fødeafdelingen|Fødegangen|Børneafdelingen|Intensivafdelingen|Modtagelsen) (?:på|ved) (?:{_W} ){{1,2}}(?:Universitetshospital|Universitetssygehus|Sygehus|Hospital)(?!\w)"), "Akutmodtagelsen på Nyby Sygehus"),
    ("prehospital", "PROVIDER", re.compile(rf"(?<![\w-])(?:Præhospitalet|Akutberedskabet|Lægevagten|Ambulancetjenesten)(?: Region {_W})?(?=s?\b)"), "Præhospitalet"),
    ("owned_unit", "PROVIDER", re.compile(rf"(?<!\w)(?:Region {_W}s|{_W} [Kk]ommunes) {_UNITS}(?!\w)"), "Nyby Kommunes Akutteam"),
    ("university", "EDUCATION", re.compile(rf"(?<![\w-]){_W}(?: {_W})? (?:Universitet|Professionshøjskole|University College|Erhvervsakademi|Research Group)(?=s?\b)"), "Nyby Universitet"),
    ("health_school", "EDUCATION", re.compile(rf"(?<![\w-])Social- og [Ss]undhedsskolen(?: {_W}(?:-{_W})?)?(?!\w)"), "Social- og Sundhedsskolen Nyby"),
    ("research", "EDUCATION", re.compile(rf"(?<![\w-])(?:{_U}[a-zæøå]+sk )?[Ff]orskningsenhed(?:en)? (?:for |i )?{_W}(?: {_W})?(?!\w)"), "Forskningsenheden for Søvn"),
    ("association", "ASSOCIATION", re.compile(
        r"(?<![\w-])(?:[A-ZÆØÅ][A-Za-zæøå]+|[A-ZÆØÅ]{2,})-?(?<=[a-zæøåA-Z-])foreningen(?: af [A-ZÆØÅ][a-zæøå]+| [A-ZÆØÅ]{2,}| (?!Region|Kommune)[A-ZÆØÅ][a-zæøå]+)?(?=s?\b)"), "Fiskeriforeningen"),
    ("association_for", "ASSOCIATION", re.compile(
        rf"(?<![\w-])(?:Lands|Patient|Pårørende|Bruger)?[Ff]oreningen (?:for|af|mod|til) (?:[a-zæøå]+ )?{_LIST}"), "Foreningen for Syge"),
    ("society", "ASSOCIATION", re.compile(rf"(?<![\w-])(?:Dansk|Nordisk) (?:Selskab for {_W}|{_W}(?: og {_W})? (?:Selskab|Forening|Forbund))(?!\w)|(?<![\w-])(?:Danske|Dansk|Danmarks) {_W}s (?:Sammenslutning|Landsforening|Organisation|Forening|Forbund)(?!\w)"), "Dansk Neurologisk Selskab"),
    ("professional", "ASSOCIATION", re.compile(rf"(?<![\w-]){_U}[a-zæøå]{{3,}}(?:forbundet|sammenslutningen|samvirket|netværket)(?=s?\b)"), "Fiskeforbundet"),
    ("plo", "ASSOCIATION", re.compile(rf"(?<![\w-])(?:PLO|KL|DSR|FOA|BUPL|SIND|DH|SAND|HK|3F|LAP|LEV|DGI)[- ](?:{_U}[a-zæøå]+)(?:-{_U}[a-zæøå]+)?(?=s?\b)"), "PLO-Nyby"),
    ("fund", "ORG_OTHER", re.compile(rf"(?<![\w-])(?:{_W} {_W} |{_W} )?(?:Fonden|Fond)(?: for {_W})?(?!\w)|(?<![\w-])[A-ZÆØÅ][a-zæøå]{{3,}}fonden(?=s?\b)|(?<![\w-])Danmarks {_W} {_U}[a-zæøå]*fond(?=s?\b)"), "Nyby Fonden"),
    ("centre", "ORG_OTHER", re.compile(rf"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]*[Cc]enter|Center|Videncenter|Enheden|Enhed|Afdelingen|Kontoret|Institut|Institut(?:tet)|Videnscenter|Kompetencecenter) for (?:[a-zæøå]{{4,}} )?(?:{_LIST}|[a-zæøå]{{4,}}(?![\w-]))(?: {_W})?"), "Center for Byliv"),
    ("academy", "ORG_OTHER", re.compile(r"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]+-(?:,| og) )*[A-ZÆØÅ][a-zæøå]{3,}(?:akademiet|sekretariatet|forvaltningen|huset|banken|skolen|direktionen)(?=s?\b)"), "Havneakademiet"),
    ("planning", "ORG_OTHER", re.compile(rf"(?<![\w-]){_W}(?: {_W})? (?:Planlægning|Udvikling|Forvaltning|Sekretariat|Udrykning|Innovation)(?= \(|\s+varetager|\s+er\b)"), "Strategisk Planlægning"),
    ("administration", "ORG_OTHER", re.compile(rf"(?<!\w)[Aa]dministrationen i Region {_W}"), "administrationen i Region Midtfyn"),
    ("institution", "ORG_OTHER", re.compile(
        rf"(?<![\w-])(?!(?:Den|Det|En|Vores|Ny|Nye|Alle)\b){_W}(?:-{_W})?(?: {_W})? (?:Skole|Gymnasium|Friskole|Efterskole|Højskole|Ungdomsskole|Musikskole|Museum|Teater|Menighedsråd|Boligselskab|Boligforening|Boligorganisation"
        rf"|Forsyning|Brandvæsen|Beredskab|Redningsberedskab|Frivilligcenter|Ungdomsråd|Jobcenter|Bibliotek|Bibliotekerne|Kulturhus|Medborgerhus|Ungdomscenter|Familiecenter|Erhvervsråd|Erhvervshus|Havn A/S)(?=s?(?!\w))"), "Nyby Skole"),
    ("job_centre", "ORG_OTHER", re.compile(rf"(?<![\w-])(?:Jobcenter|SSP|UU|Ungeindsatsen|Ungeenheden|Familiehuset|Headspace|Erhvervshus|Frivilligcenter|Beredskab|Boligforeningen|Boligselskabet|Ungdomsuddannelsen) (?!Kommune){_PLACE}(?!\w)"), "Jobcenter Nyby"),
    ("healthy_city", "ORG_OTHER", re.compile(rf"(?<![\w-]){_W} Sund By(?!\w)"), "Nyby Sund By"),
    ("company", "ORG_OTHER", re.compile(rf"(?<![\w-])(?:{_W}(?: &)? ){{1,4}}(?:A/S|ApS|I/S|P/S|A\.m\.b\.a\.)(?!\w)"), "Nyby Vand A/S"),
    ("danish", "ORG_OTHER", re.compile(rf"(?<![\w-])(?!Danske Regioner)(?:Danske|Dansk|Danmarks|Nordisk|Nationalt) (?:{_U}[a-zæøå]{{3,}} ){{1,3}}{_U}[a-zæøå]{{3,}}(?!\w)(?!\n{_U})|(?<=[a-zæøå,] )(?:Dansk|Danmarks) {_U}[a-zæøå]{{9,}}(?!\w)"), "Danske Tværfaglige Grupper"),
)

ANCHORS: dict[str, tuple[str, ...]] = {
    "region": ("Region",), "municipality": ("ommune",), "ministry": ("ministeriet",), "ministerium": ("Ministeri",), "agency": ("styrelsen",),
    "agency_for": ("Styrelsen for",), "police": (" Politi",),
    "hospital": (" Sygehus", "ospital", "Universitets", "Hospice", "Apotek", "Sundhedscenter", "Sundhedshus", "Pleje", "Neurocenter", "Rusmiddelcenter", "Akuthus", "Lægehus", "Rehabiliteringscenter", "Psykiatrisk Center"),
    "hospital_at": (
        "ospital", "Regionspsyk", "Sygehus ", "Sundhedscenter", "Pleje", "lejehjemmet", "Psykiatrisk ", "Hospice", "Akut", "Rusmiddelcenter", "Steno", "Sundhedshuset", "Børnehuset", "ostedet",
        "Specialområde", "ofællesskabet", "Bocentret", "ærestedet", "erberget", "risecent", "orsorgshjemmet", "otilbuddet",
    ),
    "ward": ("Sygehus", "ospital", "Universitetssyg", "gshospitalet"), "district_psychiatry": ("psykiatrien",), "emergency": ("ælles Akutmodtagelse",), "specialist_centre": ("center", "klinik", "ambulatorium", "hospital", "team"),
    "team": ("eam ",), "regional_psychiatry": ("sykiatri",), "short_hospital": ("RH ", "HE "), "psychiatry": ("sykiatrien",), "psychiatry_department": ("Ungdomspsykiatrisk",),
    "clinic": ("klinikken",), "named_hospital": ("hospitalet", "sygehuset"), "patient_hotel": ("hotellet i", "hjemmet i", "centret i", "centeret i", "huset i"), "house": ("s Hus",),
    "department": ("mbulatorium", "fdeling", "fsnit"), "hospital_unit": ("odtagelsen", "adestuen", "klinikken", "fdelingen", "ødegangen"), "prehospital": ("Præhospitalet", "Akutberedskabet", "Lægevagten", "Ambulancetjenesten"), "owned_unit": ("ommunes ", "Region "),
    "university": ("Universitet", "Professionshøjskole", "University", "Erhvervsakademi", "Research Group"), "health_school": ("undhedsskolen",), "research": ("orskningsenhed",),
    "association": ("foreningen",), "association_for": ("oreningen ",), "society": ("Selskab", "Forening", "Forbund", "Sammenslutning", "Landsforening", "Organisation"), "professional": ("forbundet", "sammenslutningen", "samvirket", "netværket"),
    "plo": ("PLO", "KL", "DSR", "FOA", "BUPL", "SIND", "DH", "SAND", "HK", "3F", "LAP", "LEV", "DGI"), "fund": ("Fond", "fond"),
    "centre": ("enter for", "nheden for", "nhed for", "Institut", "fdelingen for", "ontoret for"), "academy": ("akademiet", "sekretariatet", "forvaltningen", "huset", "banken", "skolen", "direktionen"),
    "planning": (" Planlægning", " Udvikling", " Forvaltning", " Sekretariat", " Udrykning", " Innovation"), "administration": ("dministrationen i Region",),
    "institution": (
        " Skole", " Gymnasium", " Friskole", " Efterskole", " Højskole", " Ungdomsskole", " Musikskole", " Museum", " Teater", " Menighedsråd", " Bolig", " Forsyning", " Brandvæsen",
        " Beredskab", " Redningsberedskab", " Frivilligcenter", " Ungdomsråd", " Jobcenter", " Bibliotek", " Kulturhus", " Medborgerhus", " Ungdomscenter", " Familiecenter", " Erhverv", " Havn A/S",
    ),
    "job_centre": ("Jobcenter ", "SSP ", "UU ", "Ungeindsatsen ", "Ungeenheden ", "Familiehuset ", "Headspace ", "Erhvervshus ", "Frivilligcenter ", "Beredskab ", "Boligforeningen ", "Boligselskabet ", "Ungdomsuddannelsen "), "healthy_city": ("Sund By",),
    "company": ("A/S", "ApS", "I/S", "P/S", "A.m.b.a."), "danish": ("Dansk", "Danmarks", "Nordisk", "Nationalt"),
}  # fmt: skip
"""Plain words that a pattern cannot do without; see ``phrases.near``."""

MINISTER = re.compile(r"(?<![\w-])(?:[A-ZÆØÅ]?[a-zæøå]+-(?:,| og) )*(?:[a-zæøåA-ZÆØÅ]+ og )?[A-ZÆØÅa-zæøå][a-zæøå]{2,}minister(?:en)?(?=s?\b)")
_STOP_FIRST = frozenset(
    "Den Det De En Et I På Fra Til Som For Og Hver Alle Her Nye Ny Nyt Vores Deres Dansk Danske Både Hvis Når Men Samt Ved Med Af Om Under Over Efter Før "
    "Også Dog Derfor Direktør Chef Formand Overlæge Leder".split()
)
_GENERIC = frozenset(
    "Foreningen Landsforeningen Patientforeningen Sekretariatet Forvaltningen Administrationen Fonden Rådhuset Regionshuset Folkeskolen Hovedsekretariatet "
    "Byrådssekretariatet Sygehuset Hospitalet Universitetshospitalet Huset Sygehusforvaltningen Kulturhuset Medborgerhuset Lægehuset Sundhedshuset Friskolen "
    "Efterskolen Højskolen Erhvervsskolen Ungdomsskolen Musikskolen Boligforeningen Grundejerforeningen Borgerforeningen Idrætsforeningen Brugerforeningen Plejehuset "
    "Kommunalforvaltningen Centralforvaltningen Statsforvaltningen Direktionen Koncerndirektionen Netværket Fagforbundet Forsamlingshuset Botilbuddet Sognehuset "
    "Speciallægeklinikken Fagforeningen Interesseforeningen Paraplyforeningen".split()
)
_SMALL = re.compile(r"(?<![\w-])[a-zæøå][\wæøå-]{3,}")
_HALF = re.compile(r"[-–] ?(?:og|&)\s$")
_LINKS = re.compile(r"(?:og|for|i) ")
_FREE = {"psychiatry", "region", "municipality", "ministry", "agency"}
"""Patterns whose single words count even where the text also writes them small."""

_LOCAL = re.compile(r" (?:(?:i|på) (?:Kreds |Region )?)?(?P<place>[A-ZÆØÅ][a-zæøå]{2,}(?:-[A-ZÆØÅ][a-zæøå]+)?)(?=s?(?![\w-]))(?! [Kk]ommune| Sygehus| Hospital)")
_QUARTERS = frozenset("Nord Syd Øst Vest Midt".split())


_PLACED = {"department", "clinic", "specialist_centre", "district_psychiatry", "psychiatry_department"}
"""Patterns of units that a town tells apart: 'Psykiatrisk Ambulatorium Nyby'."""
_STREETS = ("vej", "gade", "torvet", "allé", "pladsen", "parken")
_AT_PLACE = re.compile(r" (?P<place>[A-ZÆØÅ][a-zæøå]{2,})(?![\w-]| (?:[Kk]ommune|Sygehus|Hospital|Universitets|Professionsh))")


def find_organisations(text: str) -> Iterator[Hit]:
    """Yield organisations that a pattern names.

    >>> [(h.type, "Dr. Vilds Klinik på Nyby Sygehus"[h.start:h.end]) for h in find_organisations("Dr. Vilds Klinik på Nyby Sygehus")]
    [('PROVIDER', 'Nyby Sygehus')]
    """
    small = set(_SMALL.findall(text))
    for name, kind, pattern, _ in PATTERNS:
        for found in near(text, pattern, ANCHORS[name]):
            start, end = found.span()
            first = text[start:end].split(" ", 1)[0]
            if first in _STOP_FIRST and name not in ("society", "danish") and " " in text[start:end]:
                start += len(first) + 1
                link = _LINKS.match(text, start)
                start += link.end() - link.start() if link else 0
                if not pattern.match(text, start):
                    continue
            if name == "plo" and text[start:end].split(" ")[-1] in given_names():
                continue
            if name == "region" and text[end - 1] == "s":
                end -= 1
            word = text[start:end]
            if word in _GENERIC or word.rstrip("s") in _GENERIC or len(word) < 4:
                continue
            if " " not in word and name not in _FREE and word[0].lower() + word[1:] in small:
                continue
            if name == "region" and word.startswith("Regions "):
                yield _coded(Hit(start, end, kind, "organisations", name="Region " + word[8:], score=0.7), word)
                continue
            placed = _AT_PLACE.match(text, end) if name in _PLACED else None
            if placed and (registered("PLACE", placed["place"]) or placed["place"].endswith(_STREETS)):
                end, word = placed.end(), text[start : placed.end()]
            yield _coded(Hit(start, end, kind, "organisations", score=0.8), word)
    for found in near(text, MINISTER, ("minister",)):
        if found.group().casefold() not in ("minister", "ministeren", "statsminister") and not _HALF.search(text[max(0, found.start() - 6) : found.start()]):
            yield _coded(Hit(found.start(), found.end(), "AUTHORITY", "organisations", name=_office(found.group()), score=0.75), found.group())


def _coded(hit: Hit, surface: str) -> Hit:
    """Give a hit the register's code and name where the register has it in another spelling."""
    entry = registered(hit.type, hit.name or surface)
    return replace(hit, code=entry.code, name=entry.name) if entry else hit


def _office(title: str) -> str:
    """Return the ministry that a minister's title names.

    >>> _office("Social- og boligminister")
    'Social- og Boligministeriet'
    """
    base = re.sub(r"minister(?:en)?$", "ministeriet", title)
    words = [w if w in ("og", "for") else w[0].upper() + w[1:] for w in base.split(" ")]
    return " ".join(words)


_WARD = re.compile(r"(?<![\w-])(?:Fælles )?[A-ZÆØÅ][a-zæøå]*(?:afsnit(?:tet)?|afdeling(?:en)?|klinik(?:ken)?|ambulatori(?:um|et)|modtagelse(?:n)?|skadestue(?:n)?|laboratori(?:um|et)|gangen|apotek(?:et)?) (?:på|ved) $")


def wards(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the wards that stand before their hospital: 'Neonatalafsnittet på Nyby Hospital'.

    >>> text = "Vi besøgte Neonatalafsnittet på Nyby Hospital."
    >>> [text[h.start:h.end] for h in wards(text, [Hit(32, 45, "PROVIDER", "organisations")])]
    ['Neonatalafsnittet på Nyby Hospital']
    """
    for hit in hits:
        ward = _WARD.search(text, max(0, hit.start - 50), hit.start) if hit.type == "PROVIDER" and not hit.nested else None
        if ward and "\n\n" not in ward.group():
            yield Hit(ward.start(), hit.end, "PROVIDER", "wards", score=0.85)


def local_branches(text: str, hits: Sequence[Hit], places: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the local branches of associations: their name with a place, or with 'i' and a place.

    >>> text = "SIND Nordjylland og Røde Kors i Nyborg"
    >>> hits = [Hit(0, 4, "ASSOCIATION", "register", code="forening:sind"), Hit(20, 29, "ASSOCIATION", "register", code="forening:roede-kors")]
    >>> [text[h.start:h.end] for h in local_branches(text, hits, [Hit(32, 38, "PLACE", "places")])]
    ['SIND Nordjylland', 'Røde Kors i Nyborg']
    """
    towns = {hit.start: hit.end for hit in places}
    for hit in hits:
        if hit.type != "ASSOCIATION" or hit.nested or hit.code in ("forening:danske-regioner", "forening:kl"):
            continue
        found = _LOCAL.match(text, hit.end)
        if not found or (found["place"] in _QUARTERS and hit.end + 1 != found.start("place")):
            continue
        start, end = found.span("place")
        beside = start == hit.end + 1
        if beside and (registered("PLACE", found["place"]) or found["place"] in _QUARTERS):
            yield Hit(hit.start, end, "ASSOCIATION", "organisations", score=0.9)
        elif not beside and (start in towns or "Kreds " in found.group() or registered("PLACE", found["place"])) and text[hit.end + 1] == "i":
            yield Hit(hit.start, max(end, towns.get(start, end)), "ASSOCIATION", "organisations", score=0.85)
