"""Keys: the normal form of a name by which the mentions of one document, and the documents of a corpus, are joined.

Not caught: names that are spelt in two ways more than one letter apart; those need a judgement.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_YEAR = re.compile(r"(?:19|20)\d\d")
_DASH = re.compile(r"\s*[–—]\s*|\s-\s")
_HYPHEN = re.compile(r"\s*-\s+(?=og |& )")
_BODY_ENDS = (
    ("udvalget", "udvalg"), ("udvalgene", "udvalg"), ("rådene", "råd"), ("rådet", "råd"), ("nævnet", "nævn"),
    ("forummet", "forum"), ("klyngerne", "klynger"), ("klyngen", "klynge"), ("kredsen", "kreds"), ("kommissionen", "kommission"),
    ("bestyrelsen", "bestyrelse"), ("gruppen", "gruppe"), ("komiteen", "komite"), ("komitéen", "komite"), ("komité", "komite"),
)  # fmt: skip
_PROGRAMME_ENDS = (
    ("programmet", "program"), ("programmer", "program"), ("programmerne", "program"), ("reformen", "reform"), ("planen", "plan"),
    ("aftalerne", "aftale"), ("aftaler", "aftale"), ("aftalen", "aftale"), ("strategien", "strategi"), ("politikken", "politik"),
    ("beskrivelsen", "beskrivelse"), ("loven", "lov"), ("visionen", "vision"), ("behandlingen", "behandling"),
    ("projektet", "projekt"), ("indsatsen", "indsats"), ("forslaget", "forslag"), ("uddannelsen", "uddannelse"), ("uddannelser", "uddannelse"),
)  # fmt: skip
_CLUSTER = re.compile(
    r"(?:sundhedsklynge|klynge)(?: for)? (?:[a-z]{2,4} )?(?P<after>[a-zæøå/ -]{4,}f?)|(?P<before>[a-zæøå/ -]{4,}) klynge"
)
_LEADING = re.compile(r"^(?:den|det|de|en|et|ny|nye|nuværende|kommende|projekt(?:et)?|fælles) ")


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """Fold a name as keys are compared: lower case, one sort of dash and space, no outer punctuation.

    >>> fold('Psykiatri - og  Socialudvalget'), fold("Plan – Nord")
    ('psykiatri- og socialudvalget', 'plan - nord')
    """
    text = (
        _HYPHEN.sub("- ", name.casefold())
        .replace("&", "og")
        .replace("’", "'")
        .replace("ungepsyk", "ungdomspsyk")
        .replace("ungespsyk", "ungdomspsyk")
    )
    text = _DASH.sub(" - ", text)
    return re.sub(r"\s+", " ", text).strip(" .,;:\"'”“()")


@lru_cache(maxsize=10_000)
def body_key(name: str) -> str:
    """Return the key of a body's own name: indefinite, without article.

    >>> body_key("Udsatterådet"), body_key("Det forberedende regionsråd"), body_key("Udvalget for ældre")
    ('udsatteråd', 'forberedende regionsråd', 'udvalg for ældre')
    """
    text = " ".join(_cut(word, _BODY_ENDS) for word in _LEADING.sub("", fold(name)).split(" "))
    text = text.removeprefix("regionale ").removeprefix("regionalt ")
    cluster = _CLUSTER.fullmatch(text)
    if cluster:
        return "klynge " + (cluster["after"] or cluster["before"]).replace("/", "-").replace(
            "nykøbing falster", "nykøbing f"
        )
    return text


@lru_cache(maxsize=10_000)
def programme_key(name: str) -> str:
    """Return the key of a programme's name: indefinite, without article.

    >>> programme_key("Sundhedsreformen"), programme_key("forløbsprogrammet for knæ")
    ('sundhedsreform', 'forløbsprogram for knæ')
    """
    text = (
        _LEADING.sub("", fold(name))
        .replace("vedr. ", "om ")
        .replace("aftaler for ", "aftale om ")
        .replace("aftalerne for ", "aftale om ")
    )
    text = re.sub(r"(\d+)[- ]?års?[- ]{0,2}plan", r"\1-årsplan", text)
    return " ".join(_cut(word, _PROGRAMME_ENDS) for word in text.split(" "))


def _cut(word: str, ends: tuple[tuple[str, str], ...]) -> str:
    for end, kept in ends:
        if word.endswith(end):
            return word[: -len(end)] + kept
    return word


def definite(name: str) -> str:
    """Put the last word of a body's name in the definite form, first letter upper case.

    >>> definite("udsatteråd"), definite("Regionsrådet"), definite("Udvalg for ældre")
    ('Udsatterådet', 'Regionsrådet', 'Udvalg for ældre')
    """
    text = name[:1].upper() + name[1:]
    for ending in ("udvalg", "råd", "nævn"):
        if text.casefold().endswith(ending) and " for " not in text:
            return text + "et"
    return text + "n" if text.casefold().endswith(("klynge", "bestyrelse")) and " " not in text else text


def same_name(a: str, b: str, kind: str) -> bool:
    """Tell whether two normal forms are one name: a slip in a long name, or the name without year, place or subtitle.

    Figures must agree, the first letter too, and one letter may differ in 9 to 24 letters, three in longer names;
    names of people must be 12 letters long for that. `kind` is PROGRAMME, PERSON or any other.

    >>> same_name("udsatteråd", "udsatterråd", "COUNCIL"), same_name("budget 2030", "budget 2031", "PROGRAMME")
    (True, False)
    """
    if a == b:
        return True
    if re.findall(r"\d+", a) == re.findall(r"\d+", b) and a[:1] == b[:1]:
        shorter = min(len(a), len(b))
        allowed = 0 if shorter < 9 or (kind == "PERSON" and shorter < 12) else 1 if shorter < 25 else 3
        if allowed and Levenshtein.distance(a, b, score_cutoff=allowed) <= allowed:
            return True
    if kind == "PROGRAMME":
        long, short = (a, b) if len(a) > len(b) else (b, a)
        if len(short) >= 8 and re.search(rf" - (?:den |det |de )?{re.escape(short)}$", long):
            return True
        if len(short.split(" ")) >= 3 and re.match(rf"{re.escape(short)} (?:i|med) ", long):
            return True
        rest = long.removeprefix(short)
        return (
            len(short) >= 8
            and rest != long
            and bool(re.fullmatch(r" ?(?:- .*|(?:19|20)\d\d(?:-\d+)?(?: - .*)?)", rest))
            and not _YEAR.search(short)
            and not short.startswith(("budget", "finanslov"))
        )
    return False
