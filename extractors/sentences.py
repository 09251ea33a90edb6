"""Sentences: where a paragraph of the flow ends one statement and begins the next.

Not caught: a sentence that begins with a small letter, and one that ends in an abbreviation.
"""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    "bl.a f.eks fx ca mio mia kr nr d jf pt p.t hhv inkl ekskl mv m.v m.fl mfl evt pr vedr tlf ift ifm ifbm mhp mht dvs dr "
    "st sct stk afd kl min max maks osv pkt sagsnr j.nr jnr adm dir cand prof s side etc o.l m.m mm el eksl bem red f.s.v "
    "tidl nuv resp gnsn alm off indv aug sept okt nov dec jan feb mar apr skt vdr forv pga i.f.t a.m cit".split()
)

_BREAK = re.compile(r"[.!?…][\"”“'’)\]]?(?=\s+[\"”“'’(\[]?[A-ZÆØÅÉ0-9])")
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
        if found.group()[0] == "." and (
            (last in ABBREVIATIONS
            and not (last in {"kr", "mv", "m.v", "m.fl", "mm", "m.m", "osv", "d", "pkt"} and after[:1].isupper()))
            or (len(last) == 1 and last.isalpha())
            or (last.isdigit() and len(last) <= 2 and len(found.group()) == 1)
        ):
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
