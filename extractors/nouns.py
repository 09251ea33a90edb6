"""By which common nouns a document may call the things it names: 'natcafeen' for 'natcafeen Lampen', 'loven' for 'lov om havne'.

A noun is learnt from the name itself, from the word before it ('kampagnen X'), and from what the text says it is ('X, en app', 'X er
et forløb'). Not caught: nouns that only knowledge of the world ties to a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from extractors.context import Context

# fmt: off
NOUNS: dict[str, str] = {
    "projekt": "et", "indsats": "en", "ordning": "en", "tilbud": "det", "initiativ": "et", "forløb": "et", "koncept": "et", "forsøg": "et", "spor": "et", "kort": "et", "bus": "sen", "vogn": "en", "hus": "et", "skema": "et", "værktøj": "et", "program": "met",
    "kampagne": "n", "pulje": "n", "model": "len", "metode": "n", "linje": "n", "rådgivning": "en", "team": "et", "klinik": "ken", "center": "et", "station": "en",
    "café": "en", "cafe": "en", "værested": "et", "herberg": "et", "bosted": "et", "botilbud": "det", "varmestue": "n", "telefon": "en", "app": "en", "platform": "en",
    "kursus": "", "uddannelse": "n", "netværk": "et", "partnerskab": "et", "samarbejde": "t", "korps": "et", "panel": "et", "vagt": "en", "behandling": "en", "funktion": "en",
    "strategi": "en", "plan": "en", "politik": "ken", "aftale": "n", "forlig": "et", "lov": "en", "lovforslag": "et", "reform": "en", "vision": "en", "udspil": "let",
    "forening": "en", "fond": "en", "organisation": "en", "skole": "n", "universitet": "et", "hospital": "et", "sygehus": "et", "afdeling": "en", "ambulatorium": "ambulatoriet", "enhed": "en",
    "virksomhed": "en", "bibliotek": "et", "styrelse": "n", "ministerium": "ministeriet", "klynge": "n", "tjeneste": "n", "forskningsprojekt": "et", "følgeforskning": "en",
}
"""What a thing may be called, with what the definite form adds; a whole word where the stem changes."""
# fmt: on
_DEFINITE = {noun: ending if len(ending) > 4 else noun + ending for noun, ending in NOUNS.items()} | {"kursus": "kurset", "center": "centret", "team": "teamet"}
_ALSO = {"center": "centeret"}
_STEMS = "|".join(sorted({*NOUNS, *_DEFINITE.values()}, key=lambda word: (-len(word), word)))
_LAST = re.compile(rf"(?P<first>[a-zæøåé-]*?)(?P<noun>{_STEMS})$")
_BEFORE = re.compile(rf"(?<![\w-])(?P<word>[a-zæøåé-]*?(?:{_STEMS})),? [\"”“»’']?$")
_AFTER = re.compile(
    rf"[\"”“«’']{{0,2}}(?: \([A-Z]{{2,6}}\))?(?:, (?:som er |der er )?(?:et|en|den|det)| er (?:et|en|navnet på|den|det)) (?:(?:ny|nyt|nye|fælles|gratis|[a-zæøå-]+(?:t|e|sk|ig|et|ende)) ){{0,3}}(?P<word>[a-zæøåé-]*?(?:{_STEMS}))(?![\w-])"
)
_BARE = {definite: noun for noun, definite in _DEFINITE.items()} | {"centeret": "center"}
_CALLED = frozenset("REFORM AGREEMENT PLAN LAW INITIATIVE PROVIDER ORG_OTHER ASSOCIATION EDUCATION AUTHORITY".split())
_UNTOLD = frozenset({"kommune", "region"})


def nouns_of(context: Context) -> Mapping[str, frozenset[str]]:
    """Return the keys of the things that each noun, in the definite form and in small letters, may stand for.

    >>> sorted(_forms("natcafeen"))
    ['cafeen', 'natcafeen']
    """
    found: dict[str, set[str]] = defaultdict(set)
    text, keys = context.text, context.keys
    for hit in context.hits:
        key = keys.get((hit.start, hit.end, hit.type))
        if key is None or hit.type not in _CALLED:
            continue
        surface = text[hit.start : hit.end]
        words = re.split(r"[ -]", surface)
        heads = {words[0].casefold(), words[-1].casefold()} if re.search(r" (?:for|om|til|mod|på|i|ved|af) ", surface) else {w.casefold() for w in words}
        before = _BEFORE.search(text, max(0, hit.start - 50), hit.start)
        after = _AFTER.match(text, hit.end, min(len(text), hit.end + 110))
        heads |= {told["word"] for told in (before, after) if told}
        for head in heads:
            for form in _forms(head):
                found[form].add(key)
    return {form: frozenset(members) for form, members in found.items()}


def _forms(word: str) -> frozenset[str]:
    """Return the definite forms of a noun and of the noun that it ends in; nothing where it is none that is known."""
    told = _LAST.search(word)
    if told is None:
        return frozenset()
    noun = _BARE.get(told["noun"], told["noun"])
    forms = {_DEFINITE[noun], *([_ALSO[noun]] if noun in _ALSO else [])}
    return frozenset(forms | {told["first"] + form for form in forms})
