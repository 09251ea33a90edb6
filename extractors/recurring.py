"""Names that nothing explains but their capital: words written large in the middle of a sentence, at least twice.

Danish writes common nouns small, so such a word names something; what people, places, registers and patterns have taken
is left out. Not caught: names used once, and names whose every word is written small.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from extractors.hits import Hit
from ontology.registry import given_names

_MIDDLE = re.compile(r"(?<=[a-zæøå,] )(?P<word>[A-ZÆØÅ][a-zæøå]{4,}(?:-[A-ZÆØÅa-zæøå]+)*)(?![\w/@-])")
_NEXT = re.compile(r" ([A-ZÆØÅa-zæøå][\wæøå-]*)")
_LINKS = frozenset("i på til for med og af om som der er har at den det de en et ved fra blev bliver vil skal kan hvor samt når men eller inden efter under over ikke også".split())
_BODY = re.compile(r"(?:udvalg|udvalget|råd|rådet|bestyrelse|bestyrelsen|forvaltning|forvaltningen|nævn|nævnet|klynge|klyngen|kommune|kommunen|regionen|ministeren|formand|formanden|styrelse|styrelsen|sekretariatet|administrationen|kommission(?:en)?|foreningen|mester(?:en)?|direktør(?:en)?|chef(?:en)?|huset|gården|fællesskabet|partiet|er|erne|en)$")
_ORGANISATION = re.compile(r"(?:center|centret|centeret|hus|enhed|afdeling|service)$")
_NOT = frozenset(
    "Bilag Punkt Beslutning Indstilling Sagsfremstilling Dagsorden Referat Resume Resumé Mandag Tirsdag Onsdag Torsdag Fredag Lørdag Søndag Januar Februar Marts April Juni Juli August "
    "September Oktober November December Corona Covid Danmark Dansk Danske Europa Europæiske Nordisk Internet Teams Zoom Outlook Facebook LinkedIn Google Microsoft Excel Word Aula Region "
    "Kommune Regeringen Folketinget Christiansborg Kristus Grundloven Borger Offentlig Fortrolig Åben Lukket Venstre Konservative Radikale Enhedslisten Alternativet Moderaterne "
    "Socialdemokratiet Medlem Formand Næstformand Agenda First Sankt Sundhed Social Psykiatri Ældre Handicap Kultur Teknik Miljø Børn Unge Beskæftigelse Status Notat Nord Øst Vest".split()
)


def recurring_names(text: str, taken: Collection[int], surnames: Collection[str], titles: Sequence[str]) -> Iterator[Hit]:
    """Yield every use of the words written large in mid-sentence twice or more that nothing else explains.

    `taken` holds the positions that other hits cover, `surnames` the last words of the document's people, `titles` the
    titles of its sections: one use in a title counts like one in a sentence.

    >>> text = "Kommunen prøver Makkerhold i år. Deltagerne i Makkerhold er glade."
    >>> [text[h.start:h.end] for h in recurring_names(text, (), (), ())]
    ['Makkerhold', 'Makkerhold']
    """
    uses: dict[str, list[int]] = defaultdict(list)
    given = given_names()
    for found in _MIDDLE.finditer(text):
        word = found["word"]
        if found.start() not in taken and word not in _NOT and word not in given and word not in surnames:
            uses[word].append(found.start())
    for word, starts in sorted(uses.items()):
        in_title = any(word in title for title in titles)
        if len(starts) + in_title < 2 or _written_small(text, word) or (_BODY.search(word) and len(starts) < 3):
            continue
        name = _whole(text, word, starts)
        kind = "ORG_OTHER" if _ORGANISATION.search(name) else "INITIATIVE"
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?=s?(?![\w-]))", text):
            if found.start() not in taken:
                yield Hit(found.start(), found.end(), kind, "recurring", score=0.55)


def _written_small(text: str, word: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(word[0].lower() + word[1:])}(?:e?s|e?t|e?n|er|e)?(?![\w])", text))


def _whole(text: str, word: str, starts: Sequence[int]) -> str:
    """Return the words that follow in every use, up to five: 'Tilbage til hverdagen'."""
    name = word
    for _ in range(4):
        following = {found[1] if (found := _NEXT.match(text, start + len(name))) else "" for start in starts}
        if len(following) != 1 or "" in following or len(starts) < 2:
            break
        name = f"{name} {following.pop()}"
    words = name.split(" ")
    while len(words) > 1 and words[-1] in _LINKS:
        words.pop()
    return " ".join(words)
