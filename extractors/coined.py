"""Coined names: one word with a capital in the middle of a sentence that the language does not have: 'Natkaffen', 'Mellemlandet'.

Such a word counts where the text tells that it is a name: it stands alone as a heading or before a colon, something is said
of it at once (', et åbent tilbud'), or it is used at least twice. Not caught: coined words that are everyday words too
('Broen'), and names of several words.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache

from extractors.appositions import kind_of
from extractors.headed import written_small
from extractors.hits import Hit
from extractors.names import everyday_words
from ontology.registry import entries, given_names, surnames

_U = "[A-ZÆØÅ]"
_WITHIN = re.compile(rf"(?<=[a-zæøå0-9,)] ){_U}[a-zæøå]{{5,28}}(?:en|et|erne)(?=s?(?![\w-]))(?! {_U})")
_ALONE = re.compile(rf"^(?:[-–•] |\d{{1,2}}(?:\.\d{{1,2}})*\.? )?(?P<name>{_U}[a-zæøå]{{5,28}}(?:en|et|erne))(?:$|:(?= {_U}))", re.MULTILINE)
_STEERED = re.compile(rf"\b(?:[Ss]tyregruppen|[Ff]ølgegruppen|[Pp]rojektgruppen|[Pp]artnerskabet|[Ss]amarbejdsaftale(?:n)?|[Pp]artnerskabsaftale(?:n)?|[Ss]amarbejdet|[Pp]rojektlederen) (?:for|om|bag) (?P<name>{_U}[a-zæøå]{{3,28}})(?![\w-])(?! {_U}| og | [Kk]ommune)")
"""What is steered or agreed on under a name, whatever word it is."""
_CAPITALISED = re.compile(rf"(?<![\w-]){_U}[a-zæøå]{{3,29}}(?![\w-])(?! {_U})")
_APPOSED = re.compile(r", (?:et|en|der er et|der er en|som er et|som er en) (?P<rest>[a-zæøå]+(?: [a-zæøå]+){0,2})")
_OTHERS = tuple(
    "rådet udvalget nævnet styrelsen foreningen forbundet fonden kommunen regionen partiet sygehuset hospitalet klinikken afdelingen afsnittet forvaltningen "
    "centret centeret ministeriet selskabet banken skolen gården enheden klyngen gruppen kredsen samvirket direktionen administrationen sekretariatet "
    "forummet akademiet universitetet instituttet laboratoriet regeringen folketinget tinget retten politiet domstolen "
    "aftalen forliget reformen loven planen strategien politikken forslaget bekendtgørelsen vejledningen rapporten retningslinjen paragraffen "
    "manden kvinden chefen lederen direktøren mesteren formanden lægen plejersken rådgiveren konsulenten medarbejderen borgeren patienten beboeren "
    "samfundet psykiatrien salen rådhuset regionshuset stolen landet byen øen fjorden bugten vejen gaden pladsen halvøen regnskabet budgettet mødet punktet bilaget sagen notatet referatet indstillingen beslutningen "
    "sektoren området niveauet perioden processen udviklingen ordføreren repræsentanten forpersonen bestyrelsen organisationen forsamlingen ledelsen".split()
)
"""Ends of words that name a body, a paper, a person or a part of a paper, with a capital or without."""
_SURNAME = re.compile(r"[^s]sen$")
_HOUSES = ("huset", "haven", "parken", "hjemmet", "rummet", "apoteket", "gangen", "svinget", "dokken")
_PREVIOUS = re.compile(r"[\wæøå-]+[,)]? $")
_AT = ("på ", "ved ", "hos ")


def find_coined(text: str) -> Iterator[Hit]:
    """Yield the coined words of a text; those of no sort that the text tells are initiatives.

    >>> text = "Hun fortalte om Natkaffen, et åbent tilbud i Køge. Byrådet besøgte Natkaffen."
    >>> [(h.type, text[h.start:h.end]) for h in find_coined(text)]
    [('INITIATIVE', 'Natkaffen'), ('INITIATIVE', 'Natkaffen')]
    """
    places: dict[str, list[int]] = {}
    told: dict[str, str] = {}
    housed: set[str] = set()
    for found in _WITHIN.finditer(text):
        name = found.group()
        if name not in places and not _may_be(name, text):
            continue
        before = _PREVIOUS.search(text, max(0, found.start() - 40), found.start())
        if before is None or before.group()[0].isupper():
            continue
        places.setdefault(name, []).append(found.start())
        if before.group() in _AT or name.endswith(_HOUSES):
            housed.add(name)
        apposed = _APPOSED.match(text, found.end())
        if apposed and name not in told:
            told[name] = kind_of(apposed["rest"].split(" "))
    yield from _steered(text, places)
    alone = [found.span("name") for found in _ALONE.finditer(text) if found["name"] in places]
    headings = {text[start:end] for start, end in alone}
    within = [(start, start + len(name)) for name, starts in places.items() if len(starts) > 1 or told.get(name) or name in headings for start in starts]
    for start, end in (*within, *alone):
        name = text[start:end]
        yield Hit(start, end, told.get(name) or ("PROVIDER" if name in housed else "INITIATIVE"), "headed", score=0.58)


def _steered(text: str, known: Container[str]) -> Iterator[Hit]:
    """Yield the words that are steered or agreed on under a name, wherever they stand; three times at least."""
    names = {found["name"] for found in _STEERED.finditer(text)}
    names = {name for name in names if name not in known and _may_be(name, text, strict=False)}
    uses: dict[str, list[int]] = {name: [] for name in names}
    for word in _CAPITALISED.finditer(text) if names else ():
        name = word.group() if word.group() in uses else word.group().removesuffix("s")
        if name in uses:
            uses[name].append(word.start())
    for name, starts in uses.items():
        for start in starts if len(starts) > 2 else ():
            yield Hit(start, start + len(name), "INITIATIVE", "headed", score=0.58)


def _may_be(name: str, text: str, *, strict: bool = True) -> bool:
    """Tell whether a word may be coined: the language does not have it, the text never writes it small, and it ends like no body."""
    low = name.casefold()
    bare = re.sub(r"(?:en|et|erne)$", "", low)
    return not (
        low.endswith(_OTHERS) or _SURNAME.search(low) or (strict and (low in everyday_words() or bare in everyday_words())) or low in written_small(text)
        or name in given_names() or name in surnames() or name in _known()
    )  # fmt: skip


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return the one-word names of the registers."""
    return frozenset(form for entry in entries() for form in (entry.name, *entry.aliases) if " " not in form)
