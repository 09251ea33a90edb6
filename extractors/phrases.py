"""Where a Danish noun phrase ends (after 'Udvalget for …', 'Aftale om …'), and where a pattern is worth trying.

A scan over tokens, no parser. Not caught: complements with a verb in them, and more than one subordinate phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractors.anchors import anchors

STOP = frozenset(
    "og eller samt som der at hvor hvilket i på til med ved fra om af for den det de et en er var har havde skal vil kan "
    "blev bliver blevet være ikke også men når hvis mens efter før under over mellem mod via inden uden siden ift mhp "
    "erstatter erstattede afløser afløste viderefører videreførte overtager overtog indgår indgik drøfter drøftede godkender godkendte anbefaler anbefalede indstiller indstillede besluttede tager tog holder holdt "
    "afholder orienterede orienteres ønsker ønskede bad beder fik får deltager deltog består består kan kunne skulle ville "
    "må måtte sker skete står stod giver gav bør inkl herunder jf samtidig desuden dog kan forventes indgår indgik ses "
    "sender sendte vedtog vedtager tiltrådte tiltræder behandler behandlede udtaler indebærer omfatter omhandler dvs fremgår "
    "foreslår foreslog andre øvrige koster løber starter startede begynder begyndte afsættes forelægges fremlægges offentliggjort "
    "forankres bidrager understøtter beskriver sikrer udgør finansieres gælder afventer arbejder fortsætter retter udpeger "
    "mandag tirsdag onsdag torsdag fredag lørdag søndag fastsætter iværksætter igangsættes iværksættes etableres udarbejdes fremlagde nedsatte nedsætter anmoder udtalte".split()
)
_TOKEN = re.compile(r"[A-Za-zæøåÆØÅéüöäÉÜÖÄ0-9](?:[A-Za-zæøåÆØÅéüöäÉÜÖÄ0-9.&/]|['’](?=\w))*(?:-[A-Za-zæøåÆØÅ0-9]+)*-?|[,;:.!?()\"”“\n\t–-]|\S")
_ADJECTIVE = re.compile(r"(?:^(?:åben|fælles|ny|fri|god|høj|lav|tæt|tryg|sund|stærk|svær|nær|akut|kort|lang|gratis|varm|let)|iv|al|alt|sk|isk|ig|igt|elt|elle|ske|ende|ale|ige|ære|ede|[kdtlprs]et|eget|egen|ne|e|ens|ets|ernes)$")
_PASSIVE = re.compile(r"[a-zæøå]{2,}[^nr]es$")
_JOINERS = {"og", "samt", "eller", "&"}


def told(text: str, pattern: re.Pattern[str], words: tuple[str, ...] = (), *, reach: int = 160) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern around the words in small letters that it cannot do without, as its expression tells them.

    `words` are given where the expression does not tell them.

    >>> [m.group() for m in told("En by. Nyby Sygehus ved havet.", re.compile("[A-Z][a-z]+ Sygehus"))]
    ['Nyby Sygehus']
    """
    yield from near(text, pattern, words or _anchors(pattern), reach=reach, low=small(text))


@lru_cache(maxsize=4)
def small(text: str) -> str:
    """Return a text in small letters, each at its place; a document's is asked for by every pattern.

    >>> small("İ Ålborg")
    'İ ålborg'
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)


_anchors = lru_cache(maxsize=None)(anchors)


def places_of(text: str, words: Iterable[str]) -> list[int]:
    """Return where any of some words or pieces of words stand, in order."""
    places: list[int] = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            places.append(place)
            place = text.find(word, place + len(word))
    places.sort()
    return places


def near(text: str, pattern: re.Pattern[str], anchors: tuple[str, ...], *, reach: int = 160, low: str = "") -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern around the words it cannot do without; everywhere, where `anchors` is empty.

    A search for plain words is a hundred times faster than one for a pattern; `reach` is what a match may span. `low` is the text
    in small letters where the anchors are.

    >>> [m.group() for m in near("En by. Nyby Sygehus ved havet.", re.compile("[A-Z][a-z]+ Sygehus"), ("Sygehus",))]
    ['Nyby Sygehus']
    """
    if not anchors:
        yield from pattern.finditer(text)
        return
    places = places_of(low or text, anchors)
    done = 0
    number = 0
    while number < len(places):
        start, end = max(done, places[number] - reach), places[number] + reach
        while number + 1 < len(places) and places[number + 1] - reach <= end:
            number += 1
            end = places[number] + reach
        number += 1
        for found in pattern.finditer(text, start, min(end, len(text))):
            yield found
            done = found.end()


def complement_end(text: str, start: int, *, joined: int = 3, prepositions: frozenset[str] = frozenset(), limit: int = 110, enumerate_: bool = True) -> int:
    """Return where the noun phrase that begins at `start` ends, or `start` where there is none.

    Parameters
    ----------
    joined
        How many words an element of an enumeration may have.
    prepositions
        Prepositions that may take the phrase on, such as ``i`` in 'borgere i hjemløshed'.
    enumerate_
        Whether the phrase may be an enumeration; 'ergo- og fysioterapeuter' always may.

    >>> text = "forebyggelse, det præhospitale område, forskning og innovation godkendte den 5. maj"
    >>> text[:complement_end(text, 0)]
    'forebyggelse, det præhospitale område, forskning og innovation'
    >>> text = "borgere med lænderygbesvær er blevet revideret"
    >>> text[:complement_end(text, 0, prepositions=frozenset({"med"}))]
    'borgere med lænderygbesvær'
    """
    end = start
    words = 0
    after_joiner, article = False, False
    tokens = list(_TOKEN.finditer(text, start, min(len(text), start + limit)))
    place = 0
    while place < len(tokens):
        token = tokens[place].group()
        low = token.casefold()
        following = tokens[place + 1].group() if place + 1 < len(tokens) else ""
        if token == ",":
            if words == 0 or not enumerate_ or not _goes_on(tokens, place):
                break
            words, after_joiner = 0, False
        elif low in _JOINERS:
            half = text[start:end].endswith("-")
            if (after_joiner or words == 0 or not enumerate_) and not half:
                break
            if low == "samt" and following[:1].islower():
                break
            if not following or not following[0].isalpha() or following.casefold() in STOP - {"den", "det", "de"}:
                break
            words, after_joiner, article = 0, True, False
        elif low in ("det", "den", "de", "en", "et") and words == 0:
            article = True
        elif low in prepositions and words and following[:1].isalpha() and following.casefold() not in ("budget", "forbindelse", "henhold", "stedet", "form", "alt", "hele"):
            words, after_joiner, article = 0, False, False
        elif low in STOP or not token[0].isalnum() or (token[0].isdigit() and words and text[start:end].split(" ")[-1] not in ("type", "fase", "trin", "grad")):
            break
        else:
            words += 1
            if words > (2 if after_joiner else joined) or (words > 1 and _PASSIVE.fullmatch(token.rstrip("."))):
                break
            if words > 1 and not (words == 2 and article) and not (_ADJECTIVE.search(tokens[place - 1].group()) or token[0].isupper()):
                break
            end = tokens[place].end()
            if text[end - 1] == ".":
                end -= 1
                break
        place += 1
    return end - 1 if end > start and text[end - 1] == "-" and not text[end : end + 1].isalnum() and text[end : end + 4] not in (" og ", " sam") else end


def _goes_on(tokens: list[re.Match[str]], place: int) -> bool:
    """Tell whether a comma stands in an enumeration: 'og' or another comma follows within four words."""
    for ahead in tokens[place + 1 : place + 6]:
        low = ahead.group().casefold()
        if low in ("og", "samt", "&"):
            return True
        if ahead.group() == ",":
            return _goes_on(tokens, tokens.index(ahead))
        if low in STOP - {"det", "den", "de"} or not ahead.group()[0].isalpha():
            return False
    return False
