"""Names beside, or made of, a noun that says what they are: 'varmestuen Kanalen', 'aftalen Fri Havn', 'Følgekortet'.

The nouns are data, by type and by their end. Not caught: a name whose noun stands in another sentence, and names of
lower-case words that no capital follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.hits import Hit
from extractors.names import registered
from ontology.registry import given_names

BESIDE: tuple[tuple[str, str], ...] = (
    ("AGREEMENT", "aftalen forliget"),
    ("PLAN", "strategien politikken køreplanen handleplanen udviklingsplanen pjecen vejledningen"),
    ("COUNCIL", "panelet"),
    ("ASSOCIATION", "foreningen netværket brugerorganisationen patientorganisationen organisationen"),
    ("PROVIDER", "varmestuen natcafeen natcaféen caféen cafeen klinikken bostedet botilbuddet plejehjemmet krisecentret krisecenteret ambulatoriet hospicet ungestationen"),
    ("ORG_OTHER", "virksomheden fonden enheden selskabet firmaet tegnestuen boligforeningen"),
    ("INITIATIVE", (
        "projektet programmet indsatsen initiativet kampagnen ordningen tilbuddet konceptet partnerskabet puljen forløbet kurset appen platformen modellen rådgivningen "
        "forsøget metoden linjen tjenesten følgeforskningen behandlingsmodellen"
    )),
)  # fmt: skip
"""Nouns in the definite form before a name, each also as the end of a compound ('peer-ordningen', 'forskningsprojektet')."""

INSIDE: tuple[tuple[str, str], ...] = (
    ("INITIATIVE", "sporet korpset kortet bussen vagten skolerne partnerskaberne ugen linjen telefonen ordningen indsatsen programmet kampagnen puljen modellen banken posen ruten"),
    ("COUNCIL", "panelet"),
    ("PROVIDER", "stationen varmestuen"),
)
"""Ends of a name that is one word in the definite form, with a capital in the middle of a sentence."""

_U = r"[A-ZÆØÅÉ]"
_LINK = r"(?:i|på|til|for|med|og|af|fra|uden|under|mod|før|efter|ved|hos|om|over)"
NAME = rf"{_U}[\wæøåÆØÅ'’:-]*(?: (?:{_U}[\wæøåÆØÅ'’:-]*|\d{{1,2}}\+|{_LINK} {_U}[\wæøåÆØÅ-]*)){{0,4}}"
_NOUNS = {noun: kind for kind, nouns in BESIDE for noun in nouns.split()}
_ENDS = "|".join(sorted(_NOUNS, key=lambda noun: (-len(noun), noun)))
_BESIDE = re.compile(rf"(?<![\w-])(?P<head>[A-ZÆØÅa-zæøå]?[a-zæøå-]{{0,24}}?(?P<noun>{_ENDS})) (?P<name>{NAME})", re.MULTILINE)
_KINDS = {end: kind for kind, ends in INSIDE for end in ends.split()}
_WORD_ENDS = "|".join(sorted(_KINDS, key=lambda end: (-len(end), end)))
_INSIDE = re.compile(rf"(?<=[a-zæøå0-9,;»”)] )(?P<name>{_U}[a-zæøå]{{3,24}}?(?P<end>{_WORD_ENDS}))(?P<more>(?: {_U}[a-zæøå]+){{0,2}})(?=s?(?![\w-]))")
_NO_NAME = re.compile(r"^(?:Regions?|Kommune|Der|Det|Den|De|I|Vi|Som|Ved|Fra|Til|På|(?:19|20)\d\d|Pr|Nr|Jf|Kl|Formålet)\b")
_JOINED = re.compile(r" (?:og|på|i|af|for|med|ved|fra|til|under|hos|om) (?=[A-ZÆØÅ])")


_FOR_WHOM = re.compile(r" (?:for|til|mod) [A-ZÆØÅ][a-zæøå]+(?![\w-])")


def find_headed(text: str) -> Iterator[Hit]:
    """Yield the names that the noun before them, or the noun that they end in, tells of.

    >>> text = "Hun leder varmestuen Kanalen i Køge, som Følgekortet gælder for."
    >>> [(h.type, text[h.start:h.end]) for h in find_headed(text)]
    [('PROVIDER', 'Kanalen'), ('INITIATIVE', 'Følgekortet')]
    """
    for found in _BESIDE.finditer(text):
        start, end = found.span("name")
        if _NO_NAME.match(found["name"]) or found["name"].split(" ")[0] in given_names():
            continue
        end = _end(text, start, end)
        kind = _NOUNS[found["noun"]]
        if found["head"][0].isupper() and " og " in text[start:end]:
            end = text.index(" og ", start)
        if end - start < 4 or registered("MUNICIPALITY", text[start:end]) or registered("PLACE", text[start:end]):
            continue
        if found["head"][0].isupper() and re.search(r"[a-zæøå,] $", text[max(0, found.start() - 2) : found.start()]):
            start = found.start()
        yield Hit(start, end, kind, "headed", score=0.76)
    for found in _INSIDE.finditer(text):
        if not re.search(rf"(?<![\w-]){re.escape(found['name'][0].lower() + found['name'][1:])}(?![\w-])", text):
            more = None if found["more"] else _FOR_WHOM.match(text, found.end())
            yield Hit(found.start(), more.end() if more else found.end(), _KINDS[found["end"]], "headed", score=0.6)


def _end(text: str, start: int, end: int) -> int:
    """Return where a name ends: before a place, a body or anything that the text also has without what is joined to it."""
    for joint in _JOINED.finditer(text, start, end):
        rest = text[joint.end() : end]
        first = rest.split(" ")[0]
        if rest.startswith(("Region", "KL")) or " Kommune" in text[joint.end() : end + 9] or registered("PLACE", first) or first in given_names():
            return joint.start()
        if registered("ASSOCIATION", rest) or registered("MUNICIPALITY", first):
            return joint.start()
        bare = text[start : joint.start()]
        if text.count(bare) > text.count(text[start:end]) and len(bare) > 4:
            return joint.start()
    name = text[start:end]
    if name.endswith("s") and re.search(rf"(?<!\w){re.escape(name[:-1])}(?![\w-])", text):
        return end - 1
    return end
