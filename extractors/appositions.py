"""Names that their own sentence explains: 'X, et tilbud til …', 'X er en enhed', 'et forløb, X, …', 'kaldet X', '2 mio. kr. til X'.

What kind of thing a name is, the noun beside it tells. Patterns are data. Not caught: names that the sentence after
explains, and names of lower-case words outside commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.hits import Hit
from extractors.phrases import told

HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("AGREEMENT", ("aftale", "aftalen", "forlig", "forliget")),
    ("PLAN", ("plan", "strategi", "politik", "pjece", "vejledning", "planen", "strategien", "politikken", "pjecen", "vejledningen")),
    ("COUNCIL", ("udvalg", "råd", "forum", "arbejdsgruppe", "styregruppe", "følgegruppe", "nævn")),
    ("ASSOCIATION", ("forening", "patientorganisation", "interesseorganisation", "brugerorganisation", "hjælpeorganisation")),
    ("PROVIDER", ("klinik", "botilbud", "værested", "bosted", "plejecenter", "plejehjem", "hospital", "sygehus", "ambulatorium", "skadestue", "herberg", "sundhedscenter", "sundhedshus", "afsnit")),
    ("ORG_OTHER", ("afdeling", "enhed", "center", "virksomhed", "fond", "institution", "stab", "kontor", "organisation")),
    ("INITIATIVE", (
        "tilbud", "projekt", "forsøg", "ordning", "forløb", "indsats", "initiativ", "kampagne", "partnerskab", "pulje", "program", "koncept", "kursus", "rådgivning", "app",
        "behandlingsmodel", "samarbejde", "samarbejdsmodel", "netværk", "linje", "hotline", "platform", "team",
    )),
)  # fmt: skip
"""What a noun beside a name tells of it, by the noun's end; the first row that fits counts."""

_U = r"[A-ZÆØÅÉ]"
_NAME = rf"(?P<name>(?:D(?:et|en|e) )?{_U}[\wæøå:&-]+(?: (?:{_U}[\wæøå:&-]*|i|på|til|for|med|og|af|før|uden|[a-zæøå]{{3,}}(?= {_U}))){{0,4}})"
_REST = r"(?P<rest>[a-zæøå0-9][^\n.,;:()]{2,60})"

AFTER = re.compile(rf"(?<=[a-zæøå0-9,:»”] ){_NAME}(?: \([A-Z]{{2,6}}\))?, (?:som er |der er )?(?:et|en) {_REST}")
COPULA = re.compile(rf"(?:^|(?<=\n)|(?<=[.!?] )){_NAME} er (?:navnet på )?(?:et |en |(?=[a-zæøå]+(?:aftalen|planen|strategien) )){_REST}")
"""At the start of a sentence every word has a capital: such a name must stand in the middle of another."""

BEFORE = re.compile(r"(?<![\w-])(?:et|en) (?P<rest>(?:[a-zæøå-]+ ){0,3}[a-zæøå-]+), (?P<name>[A-ZÆØÅ][\wæøå-]+(?: [\wæøåÆØÅ-]+){0,4}),")
CALLED = re.compile(rf"(?<![\w-])(?:kaldet|kaldes|ved navn|under navnet|døbt|hedder|navngivet|med navnet|den såkaldte|det såkaldte|de såkaldte) (?P<name>{_U}[\wæøå:-]+(?: (?:{_U}[\wæøå:-]*|(?:i|på|til|for|med|og|af|om|fra|under|mod|uden) {_U}[\wæøå-]*)){{0,4}})")
FUNDED = re.compile(
    rf"(?:kr\.|kroner)(?: (?:årligt|om året|i|fra|og frem|(?:19|20)\d\d(?:-(?:19|20)?\d\d)?|og|varigt))* til (?P<name>{_U}[a-zæøå]+(?: (?:{_U}[\wæøå-]+|(?:i|på|til|for|med|og|af) {_U}[\wæøå-]+)){{1,4}})(?=,| som| der|\.|;| i \d)"
)
_NOT = frozenset(
    "Der Det Den De Dette Denne Disse Her Formålet Projektet Indsatsen Tilbuddet Ordningen Målet Hensigten Resultatet Forslaget Planen Udvalget Rådet Formanden Region "
    "Kommune Kommunen Regionen Vi Han Hun Man Jeg Samtidig Endelig Derfor Derudover Desuden Et En Som Hvis Når Hvert Hver Alle Begge Ét Én Aftalen Programmet Initiativet "
    "Kampagnen Netværket Foreningen Sagen Punktet Mødet Sundhedsvæsenet Partnerskabet Samarbejdet Forløbet Baggrunden Udgangspunktet Resultat Idéen Ideen Visionen Opgaven "
    "Administrationen Forvaltningen Sekretariatet Dagsordenen Referatet Bestyrelsen Strategien Politikken Klinikken Teamet Behandlingen Evalueringen Rapporten Analysen Puljen".split()
)
_NO_PLACE = re.compile(r"(?:Region|Regions|Kommune|Kommunes|Danmark|Folketinget|Regeringen)\b")


def find_explained(text: str) -> Iterator[Hit]:
    """Yield the names that their sentence explains; what stands there may still be a person or a place to others.

    >>> text = "Samtidig fortsætter Trygge Skridt, et tilbud til ældre, og 2 mio. kr. i 2031 til Vågen Nat, som er ny."
    >>> [(h.type, text[h.start:h.end]) for h in find_explained(text)]
    [('INITIATIVE', 'Trygge Skridt'), ('INITIATIVE', 'Vågen Nat')]
    """
    for found in AFTER.finditer(text):
        kind = kind_of(found["rest"].split(" ")[:4])
        if kind and _is_name(found["name"]):
            yield Hit(*found.span("name"), kind, "programmes", score=0.78)
    for found in COPULA.finditer(text):
        kind = kind_of(found["rest"].split(" ")[:4])
        if kind and _is_name(found["name"]) and (":" in found["name"] or _used(text, found["name"])):
            yield Hit(*found.span("name"), kind, "programmes", score=0.7)
    for found in BEFORE.finditer(text):
        kind = kind_of(found["rest"].split(" ")[-1:])
        if kind and _is_name(found["name"]):
            yield Hit(*found.span("name"), kind, "programmes", score=0.72)
    for found in told(text, CALLED, reach=200):
        if _is_name(found["name"]):
            yield Hit(*found.span("name"), "INITIATIVE", "programmes", score=0.7)
    for found in told(text, FUNDED, ("kr.", "kroner"), reach=200):
        if _is_name(found["name"]):
            yield Hit(*found.span("name"), "INITIATIVE", "programmes", score=0.65)


def kind_of(words: Iterable[str]) -> str:
    """Return the type that the first telling noun among some words gives, or the empty string.

    >>> kind_of(["nyt", "telefontilbud", "til"]), kind_of(["god", "dag"])
    ('INITIATIVE', '')
    """
    for word in words:
        for kind, ends in HEADS:
            if word.casefold().endswith(ends):
                return kind
    return ""


def _is_name(name: str) -> bool:
    words = name.split(" ")
    return words[0] not in _NOT - {"Det", "Den", "De"} and not _NO_PLACE.search(name) and len(name) > 4 and not (len(words) == 1 and words[0] in _NOT)


def _used(text: str, name: str) -> bool:
    """Tell whether a name also stands, with its capital, in the middle of a sentence."""
    place = text.find(" " + name, 1)
    while place >= 0:
        if text[place - 1].islower() or text[place - 1] == ",":
            return True
        place = text.find(" " + name, place + 1)
    return False
