"""Short forms and second namings: abbreviations defined in the text, their later uses, lists headed 'følgende projekter:'.

Not caught: short forms that the text never ties to a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.hits import Hit
from extractors.phrases import told

_DEFINED = re.compile(r" \((?P<short>[A-ZÆØÅ][A-ZÆØÅa-zæøå]{0,3}[A-ZÆØÅ][A-ZÆØÅ-]{0,6}|[A-ZÆØÅ]{2,7})\)")
_PROGRAMME_NOUN = re.compile(r"(?:behandling|indsats|program|forløb|team|projekt|model|tilbud|ordning|initiativ|støtte|træning|terapi|interviewing|undersøgelse|samarbejde|netværk|database|pakke|metode)(?:en|et|n|t|er|r|ne|erne)?$")
_PROGRAMMES = {"REFORM", "AGREEMENT", "PLAN", "LAW", "INITIATIVE"}
_LIST_HEAD = re.compile(
    r"(?:[Ff]ølgende|[Dd]isse|[Dd]e udvalgte|[Tt]o|[Tt]re|[Ff]ire|[Ff]em)[^.\n]{0,60}?\b(?P<noun>forslag|indsatser|initiativer|elementer|projekter|aftaler|programmer|planer|strategier|spor|puljer|temaer og forslag)\b[^.\n]{0,40}:\s*\n"
)
_LIST_ITEM = re.compile(r"(?:[•●▪◦]|[-–*]|\d{1,2}[.)])\s+(?P<item>[^\n]{4,130})(?:\n|$)")
_DESCRIBED = re.compile(r": (?=[a-zæøå])|, (?:et|en|der|som) ")
"""Behind a listed name: what it is, as in 'Gang i Byen: træning for ældre'."""
_SUFFIXES = r"(?:-(?:behandling(?:en)?|team(?:et|s)?|indsats(?:en)?|forløb(?:et)?|tilbud(?:det)?|projekt(?:et)?))?"
NOUN_TYPES = {"aftaler": "AGREEMENT", "planer": "PLAN", "strategier": "PLAN"}


def initials(name: str) -> str:
    """Return the initials of a name's words, small joining words left out.

    >>> initials("Praktiserende Lægers Organisation")
    'PLO'
    """
    return "".join(w[0] for w in re.split(r"[ -]+", name) if w and w not in ("og", "for", "i", "af", "på", "med", "til")).upper()


def defined_abbreviations(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield names of the form 'long name (ABC)' that no hit covers, and the short form as an alias of the name.

    A short form's hit carries the long form in ``name``.
    """
    ends = {hit.end: hit for hit in hits}
    starts = {hit.start: hit for hit in hits}
    for found in _DEFINED.finditer(text):
        short = found["short"]
        if len(short) < 2:
            continue
        start, end = found.span("short")
        holder = ends.get(found.start())
        inside = starts.get(start)
        if holder and not _shortens(text[holder.start : holder.end], short, holder):
            continue
        if holder and holder.type not in ("DATE", "AMOUNT", "PLACE", "PERSON") and (inside is None or inside.code == holder.code or holder.source != "register"):
            yield Hit(start, end, holder.type, "register" if holder.code else "programmes", name=holder.name or text[holder.start : holder.end], code=holder.code, owner=holder.owner, score=0.92)
        elif holder is None and inside is None:
            line = text.rfind("\n", 0, found.start()) + 1
            before = text[max(line, found.start() - 90) : found.start()]
            long_form = _spelt_out(before, short)
            if long_form:
                begin = found.start() - len(long_form)
                if long_form[:1].islower() and not _PROGRAMME_NOUN.search(long_form):
                    continue
                kind = "ORG_OTHER" if re.match(r"(?:[A-ZÆØÅ][a-zæøå]+ ){1,}[A-ZÆØÅ]", long_form + " ") and long_form[:1].isupper() and long_form.split(" ")[-1][:1].isupper() else "INITIATIVE"
                kind = "INITIATIVE" if _PROGRAMME_NOUN.search(long_form.casefold()) else kind
                yield Hit(begin, found.start(), kind, "programmes", score=0.75)
                yield Hit(start, end, kind, "programmes", name=long_form, score=0.75)


def _shortens(surface: str, short: str, holder: Hit) -> bool:
    """Tell whether a short form can stand for all of a name, not for its last word: 'forløbsprogram for autisme (ASF)'."""
    if holder.type not in _PROGRAMMES or holder.source == "register":
        return True
    return surface[:1].casefold() == short[0].casefold() or any(part[:1] == short[0] for part in surface.split(" "))


def _spelt_out(before: str, short: str) -> str:
    """Return the words at the end of `before` whose letters spell `short`, or the empty string.

    >>> _spelt_out("tilbud om integreret dobbeltdiagnosebehandling", "IDD")
    'integreret dobbeltdiagnosebehandling'
    """
    words = before.split(" ")
    letters = short.replace("-", "").casefold()
    for count in range(1, min(6, len(words)) + 1):
        phrase = words[-count:]
        long_form = " ".join(phrase)
        fits = phrase[0][:1].casefold() == letters[0] and not any(c in phrase[0] for c in "(,.:;")
        if fits and len(long_form) > len(short) + 4 and _spells(long_form.casefold(), letters):
            return long_form
    return ""


_HEADED = re.compile(r"(?:Værestedet|Botilbuddet|Bostedet|Plejehjemmet|Plejecentret|Plejecenteret|Herberget|Krisecentret|Forsorgshjemmet|Bofællesskabet|Sundhedshuset|Foreningen|Landsforeningen|Organisationen|Patientforeningen|Brugerforeningen|Netværket|Fonden) ", re.IGNORECASE)


def bare_names(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the later uses of a place of care's own name without its head noun: 'Kompasset' after 'Værestedet Kompasset'."""
    for hit in {text[h.start : h.end]: h for h in reversed(hits) if h.type in ("PROVIDER", "ASSOCIATION", "ORG_OTHER")}.values():
        head = _HEADED.match(text, hit.start, hit.end)
        if head and " " not in text[head.end() : hit.end] and hit.end - head.end() > 4:
            surface = text[hit.start : hit.end]
            for found in re.finditer(rf"(?<=[a-zæøå,] ){re.escape(text[head.end() : hit.end])}(?=s?(?![\w-]))", text):
                if text.endswith(head.group(), 0, found.start()):
                    continue
                yield Hit(found.start(), found.end(), hit.type, hit.source, name=surface[:1].upper() + surface[1:], code=hit.code, score=0.7)


def _spells(phrase: str, letters: str) -> bool:
    """Tell whether the letters stand in order in a phrase and most of its words begin with one of them."""
    position = 0
    for letter in letters:
        position = phrase.find(letter, position)
        if position < 0:
            return False
        position += 1
    words = [w for w in re.split(r"[ -]", phrase) if w not in ("og", "for", "i", "af", "til", "med")]
    opening = sum(1 for w in words if w[:1] in letters)
    return len(words) <= len(letters) and opening * 2 > len(words)


def listed_programmes(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the items of a list that its heading calls projects, proposals, agreements …: short ones, no sentences."""
    covered = {p for hit in hits if hit.type in _PROGRAMMES for p in (hit.start,)}
    for head in told(text, _LIST_HEAD, reach=200):
        position = head.end()
        kind = NOUN_TYPES.get(head["noun"], "INITIATIVE")
        items = []
        while item := _LIST_ITEM.match(text, position):
            items.append(item)
            position = item.end()
        if not 2 <= len(items) <= 12:
            continue
        for item in items:
            words = item["item"].rstrip(" .;")
            words = re.sub(r"\s*\([^()]{1,30}\)$", "", words)
            words = _DESCRIBED.split(words)[0]
            if " " not in words and words[:1].lower() + words[1:] in text:
                continue
            if len(words.split(" ")) <= 16 and words[:1].isupper() and ". " not in words and item.start("item") not in covered:
                yield Hit(item.start("item"), item.start("item") + len(words), kind, "programmes", score=0.7)


def echoes(text: str, hits: Sequence[Hit], aliases: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the later namings of what the text has introduced: short forms, and titles without their quotation marks."""
    shorts = {text[h.start : h.end]: h for h in aliases if text[h.start : h.end].isupper() and h.end - h.start >= 2}
    if shorts:
        pattern = re.compile(r"(?<![\w-])(" + "|".join(re.escape(s) for s in sorted(shorts, key=len, reverse=True)) + ")" + _SUFFIXES + r"(?![\w])")
        for found in pattern.finditer(text):
            known = shorts[found[1]]
            if found.start() != known.start and (found.end(1) == found.end() or known.type in _PROGRAMMES):
                yield Hit(found.start(), found.end(), known.type, known.source, name=known.name, code=known.code, owner=known.owner, score=known.score)
    titles: dict[str, Hit] = {}
    for hit in [*hits, *aliases]:
        surface = text[hit.start : hit.end]
        if (hit.source == "headed" and not hit.nested and len(surface) > 4) or (hit.type in _PROGRAMMES | {"ORG_OTHER"} and hit.source == "programmes" and 6 <= len(surface) <= 110 and not hit.nested and " " in surface) or (hit.type in _PROGRAMMES and hit.source == "programmes" and surface[:1].isupper() and len(surface) >= 5):
            titles.setdefault(surface.casefold(), hit)
    if titles:
        folded = text.casefold()
        if len(folded) != len(text):
            return
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(t).replace("\\ ", "[ \\n]") for t in sorted(titles, key=len, reverse=True)) + r")(?=s?(?!\w))")
        for found in pattern.finditer(folded):
            known = titles[found.group().replace("\n", " ")]
            if (known.score < 0.75 or " " not in found.group()) and text[found.start()] != text[known.start]:
                continue
            if found.start() != known.start:
                yield Hit(found.start(), found.end(), known.type, known.source, name=known.name, owner="", score=known.score - 0.02)
