"""Sentences: where a paragraph of the flow ends one statement and begins the next.

Not caught: a sentence that begins with a small letter, and one that ends in an abbreviation.
"""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    "bl.a f.eks fx ca mio mia kr nr d jf jfr jvf pt p.t hhv inkl ekskl mv m.v m.fl mfl evt pr vedr tlf ift i.f.t ifm i.f.m ifbm i.f.b.m mhp m.h.p "
    "mht m.h.t dvs dr st sct stk afd kl min max maks osv o.s.v pkt sagsnr j.nr jnr adm dir cand cand.mag cand.scient.pol dr.med ph.d prof s side etc "
    "o.l o.lign m.m mm el eksl bem red f.s.v tidl nuv resp gnsn gns alm off indv aug sept okt nov dec jan feb mar apr skt vdr forv pga p.g.a a.m cit "
    "iht i.h.t vha v.h.a ang fhv hr fr frk gl ndr sdr sr jr jun sen bd kap art kgl stud o.a d.d s.d s.å d.å p.a div dok ekstraord ord mdr md ugtl "
    "årl årg opr oprd ref repr sekr suppl td tils udg u.år vs vol ønsk k.v n.br phd lic mag int nat reg kom komm spec sygepl socialpæd ass".split()
)
_AT_ENDS = frozenset("kr mv m.v m.fl mm m.m osv o.s.v d pkt o.l o.lign o.a etc mdr p.t p.a p.g.a pga".split())
"""Abbreviations that a sentence often ends in: they end one where a capital follows."""
_COUNTED = re.compile(r"(?:\b(?:punkt|pkt\.|sag|bilag|side|nr\.|stk\.|kapitel|afsnit|fase|initiativ|indsats|mål|kl\.|trin|niveau|type|gruppe|team)|§)\s+\d{1,2}$", re.IGNORECASE)
_MONTH = re.compile(r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|kvartal|halvår|klasse|behandling)\b", re.IGNORECASE)

_BREAK = re.compile(r"[.!?…]+[\"”“'’«»)\]]?(?=\s+[\"”“'’«»(\[]?[A-ZÆØÅÉ0-9])")
_WORD_BEFORE = re.compile(r"(\S+)$")


def sentence_ranges(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Split ``text[start:end]``, one paragraph, into sentences; return ranges without outer white space.

    >>> text = "Der er afsat 2,5 mio. kr. til SIND. Nykøbing F. Sygehus deltager fra d. 1. maj."
    >>> [text[a:b] for a, b in sentence_ranges(text, 0, len(text))]
    ['Der er afsat 2,5 mio. kr. til SIND.', 'Nykøbing F. Sygehus deltager fra d. 1. maj.']
    """
    ranges: list[tuple[int, int]] = []
    begin = start
    for found in _BREAK.finditer(text, start, end):
        before = text[max(begin, found.start() - 24) : found.start()]
        word = _WORD_BEFORE.search(before)
        last = word.group(1).lstrip("(\"”“'’[").casefold() if word else ""
        after = text[found.end() : found.end() + 40].lstrip()
        if found.group()[0] == "." and len(found.group()) < 3 and _goes_on(before, last, after, found.group()):
            continue
        ranges.append((begin, found.end()))
        begin = found.end()
    ranges.append((begin, end))
    trimmed = []
    for a, b in ranges:
        piece = text[a:b]
        a += len(piece) - len(piece.lstrip())
        b -= len(piece) - len(piece.rstrip())
        if b > a:
            trimmed.append((a, b))
    return tuple(trimmed)


def _goes_on(before: str, last: str, after: str, mark: str) -> bool:
    """Tell whether a full stop belongs to the word before it: an abbreviation, an initial, an ordinal."""
    if last in ABBREVIATIONS:
        return not (last in _AT_ENDS and after[:1].isupper())
    if len(last) == 1 and last.isalpha():
        return True
    if last.isdigit() and len(last) <= 2 and len(mark) == 1:
        return not (_COUNTED.search(before) and after[:1].isupper() and not _MONTH.match(after))
    return False
