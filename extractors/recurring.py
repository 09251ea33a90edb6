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

_LARGE = re.compile(r"(?P<middle>(?<=[a-zæøå]) )?(?<![\w-])(?P<word>[A-ZÆØÅ][a-zæøå]{4,}(?:-[A-ZÆØÅa-zæøå]+)*)(?![\w/@-])")
_HEAD = re.compile(r"^[•▪\-–*] ([A-ZÆØÅ][a-zæøå]{4,}): ", re.MULTILINE)
"""The word that a list item explains: '• Byporten: Alle skal have …'."""
_SMALL = re.compile(r"(?<![\w-])[a-zæøå]{4,}(?![\w])")
_BEFORE = re.compile(r"(?:(?<=\n)|(?<=^)|(?<=[ (]))(?:D(?:en|et) )?[A-ZÆØÅÉ][a-zæøå]+ (?:i |på |for |og |til |med )?$")
_END = re.compile(r"s?(?![\w-])")
_NEXT = re.compile(r" ([A-ZÆØÅa-zæøå][\wæøå-]*)")
_LINKS = frozenset("i på til for med og af om som der er har at den det de en et ved fra blev bliver vil skal kan hvor samt når men eller inden efter under over ikke også".split())
_BODY = re.compile(
    r"(?:udvalg|udvalget|råd|rådet|bestyrelse|bestyrelsen|forvaltning|forvaltningen|nævn|nævnet|klynge|klyngen|kommune|kommunen|regionen|ministeren|formand|formanden|styrelse|styrelsen"
    r"|sekretariatet|administrationen|kommission|kommissionen|foreningen|mester|mesteren|direktør|direktøren|chef|chefen|huset|gården|fællesskabet|partiet)$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"(?:er|erne|en|et)$")
_KINDS = (
    ("COUNCIL", re.compile(r"\b(?:[A-ZÆØÅ]\w+ )?(?:Råd|Forum|Udvalg|Nævn)\b")),
    ("PROVIDER", re.compile(r"(?:[Aa]fdeling|[Aa]fsnit|[Aa]mbulatorium|[Kk]linik|[Hh]ospital|[Ss]ygehus)\b")),
    ("PLAN", re.compile(r"^(?:Håndbog|Vejledning|Retningslinje)")),
    ("ORG_OTHER", re.compile(r"(?:center|centret|centeret|hus|enhed|service)\b")),
)
_NOT = frozenset(
    "Bilag Punkt Beslutning Indstilling Sagsfremstilling Dagsorden Referat Resume Resumé Mandag Tirsdag Onsdag Torsdag Fredag Lørdag Søndag Januar Februar Marts April Juni Juli August "
    "September Oktober November December Corona Covid Danmark Dansk Danske Europa Europæiske Nordisk Internet Teams Zoom Outlook Facebook LinkedIn Google Microsoft Excel Word Aula Region "
    "Kommune Regeringen Folketinget Christiansborg Kristus Grundloven Borger Offentlig Fortrolig Åben Lukket Venstre Konservative Radikale Enhedslisten Alternativet Moderaterne "
    "Socialdemokratiet Medlem Formand Næstformand Agenda First Sankt Sundhed Social Psykiatri Ældre Handicap Kultur Teknik Miljø Børn Unge Beskæftigelse Status Notat Nord Øst Vest".split()
)


def recurring_names(text: str, taken: Collection[int], known: Collection[str], titles: Sequence[str]) -> Iterator[Hit]:
    """Yield every use of the words written large in mid-sentence twice or more that nothing else explains.

    `taken` holds the positions that other hits cover, `known` the words of all names found, `titles` the titles of the
    sections: one use in a title counts like one in a sentence.

    >>> text = "Kommunen prøver Makkerhold i år. Deltagerne i Makkerhold er glade."
    >>> [text[h.start:h.end] for h in recurring_names(text, (), (), ())]
    ['Makkerhold', 'Makkerhold']
    """
    uses: dict[str, list[int]] = defaultdict(list)
    everywhere: dict[str, list[int]] = defaultdict(list)
    given = given_names()
    small = set(_SMALL.findall(text))
    heads = set(_HEAD.findall(text))
    title_words = {word for title in titles for word in title.split(" ")}
    for found in _LARGE.finditer(text):
        everywhere[found["word"]].append(found.start())
        if found["middle"]:
            uses[found["word"]].append(found.start("word"))
    for word, positions in sorted(uses.items()):
        starts = [p for p in positions if p not in taken]
        if word in _NOT or word in given or word in known or word.removesuffix("s") in known or len(starts) + (word in title_words or word in heads) < 2 or not starts:
            continue
        if _is_small(word, small) or _BODY.search(word) or (_NOUN.search(word) and len(starts) < 3 and word not in heads):
            continue
        lead = _lead(text, starts)
        name = lead + _whole(text, word, starts)
        if any(part in given for part in name.split(" ")):
            continue
        kind = next((kind for kind, words in _KINDS if words.search(name)), "INITIATIVE")
        for start in everywhere[word]:
            start += (text[start] == " ") - len(lead)
            if start >= 0 and start not in taken and text.startswith(name, start) and _END.match(text, start + len(name)):
                yield Hit(start, start + len(name), kind, "recurring", score=0.55)


def _is_small(word: str, small: Collection[str]) -> bool:
    """Tell whether a word is also written small, in one form or another."""
    stem = word[0].lower() + word[1:]
    stems = {stem, re.sub(r"(?:erne|ene|en|et|er|e|s|n|t)$", "", stem)}
    return any(base + ending in small for base in stems for ending in ("", "e", "n", "t", "en", "et", "er", "ne", "erne", "ene", "s", "ens", "ets"))


def _lead(text: str, starts: Sequence[int]) -> str:
    """Return the words that stand before every use and belong to the name: 'Unge i ' before 'Balance'."""
    leads = {found.group() if (found := _BEFORE.search(text[max(0, start - 30) : start])) else "" for start in starts}
    return leads.pop() if len(leads) == 1 else ""


def _whole(text: str, word: str, starts: Sequence[int]) -> str:
    """Return the words that follow in every use, up to five: 'Hjem til havnen'."""
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
