"""Names beside, or made of, a noun that says what they are: 'varmestuen Kanalen', 'aftalen Fri Havn', 'Følgekortet'.

The nouns are data, by type and by their end. Not caught: a name whose noun stands in another sentence, and names of
lower-case words that no capital follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

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
NAME = rf"{_U}[\wæøåÆØÅ'’-]*(?: (?:{_U}[\wæøåÆØÅ'’-]*|\d{{1,2}}\+|{_LINK} {_U}[\wæøåÆØÅ-]*)){{0,4}}"
_NOUNS = {noun: kind for kind, nouns in BESIDE for noun in nouns.split()}
_KINDS = {end: kind for kind, ends in INSIDE for end in ends.split()}
_NOUN_ENDS, _WORD_ENDS = tuple(_NOUNS), tuple(_KINDS)
_CAPITAL = re.compile(rf"(?P<before>(?<![a-zæøåéA-ZÆØÅ0-9-])[a-zæøåéA-ZÆØÅ0-9-]{{1,60}}|[,;»”)]) (?={_U})")
_NAME = re.compile(NAME)
_WORD = re.compile(rf"(?P<name>{_U}[a-zæøå]{{4,34}})(?P<more>(?: {_U}[a-zæøå]+){{0,2}})(?=s?(?![\w-]))")
_NO_NAME = re.compile(r"^(?:Regions?|Kommune|Der|Det|Den|De|I|Vi|Som|Ved|Fra|Til|På|(?:19|20)\d\d|Pr|Nr|Jf|Kl|Formålet)\b")
_JOINED = re.compile(r" (?:og|på|i|af|for|med|ved|fra|til|under|hos|om) (?=[A-ZÆØÅ])")


_WITH_NOUN = frozenset({"ASSOCIATION", "PROVIDER", "ORG_OTHER", "COUNCIL"})
"""Types whose names begin with the noun where it has a capital: 'Peernetværket Lyset', but 'Projektet Lyset'."""
_FOR_WHOM = re.compile(r" (?:for|til|mod) [A-ZÆØÅ][a-zæøå]+(?![\w-])")


def find_headed(text: str) -> Iterator[Hit]:
    """Yield the names that the noun before them, or the noun that they end in, tells of.

    >>> text = "Hun leder varmestuen Kanalen i Køge, som Følgekortet gælder for."
    >>> [(h.type, text[h.start:h.end]) for h in find_headed(text)]
    [('PROVIDER', 'Kanalen'), ('INITIATIVE', 'Følgekortet')]
    """
    for place in _CAPITAL.finditer(text):
        head = place["before"]
        if head.casefold().endswith(_NOUN_ENDS) and (hit := _beside(text, head, place.start(), place.end())):
            yield hit
        word = _WORD.match(text, place.end()) if not head[0].isupper() else None
        if word and (hit := _inside(text, word)):
            yield hit


def _beside(text: str, head: str, before: int, start: int) -> Hit | None:
    """Return the name that begins at `start`, behind the noun that says what it is."""
    found = _NAME.match(text, start)
    if found is None or _NO_NAME.match(found.group()) or found.group().split(" ")[0] in given_names():
        return None
    noun = max((noun for noun in _NOUN_ENDS if head.casefold().endswith(noun)), key=len)
    end = _end(text, start, found.end())
    if head[0].isupper() and " og " in text[start:end]:
        end = text.index(" og ", start)
    if end - start < 4 or registered("MUNICIPALITY", text[start:end]) or registered("PLACE", found.group().split(" ")[0]):
        return None
    named = _NOUNS[noun] in _WITH_NOUN and head[0].isupper()
    return Hit(before if named else start, end, _NOUNS[noun], "headed", score=0.76)


def _inside(text: str, found: re.Match[str]) -> Hit | None:
    """Return the name that is, or begins with, one word in the definite form that says what it is."""
    name = found["name"]
    ends = [end for end in _WORD_ENDS if name.endswith(end)]
    if found["more"] and name.endswith(_NOUN_ENDS):
        return None
    if not ends or len(name) - len(max(ends, key=len)) < 3:
        return None
    if name[0].lower() + name[1:] in written_small(text):
        return None
    more = None if found["more"] else _FOR_WHOM.match(text, found.end())
    return Hit(found.start(), more.end() if more else found.end(), _KINDS[max(ends, key=len)], "headed", score=0.6)


@lru_cache(maxsize=2)
def written_small(text: str) -> frozenset[str]:
    """Return the words that a text writes small."""
    return frozenset(re.findall(r"(?<![\w-])[a-zæøå][\wæøå-]{3,}", text))


@lru_cache(maxsize=4096)
def _count(text: str, name: str) -> int:
    return text.count(name)


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
        if len(bare) > 4 and _count(text, bare) > _count(text, text[start:end]):
            return joint.start()
    name = text[start:end]
    if name.endswith("s") and re.search(rf"(?<!\w){re.escape(name[:-1])}(?![\w-])", text):
        return end - 1
    return end
