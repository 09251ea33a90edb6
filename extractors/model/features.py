"""What the tagger sees of a word: its letters, its shape, the lists that know it, and the same of its neighbours.

Features are strings; those of a word are made once and kept, since minutes say the same words again and again. Not
seen: anything outside the segment, and what a word means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

_RUN = re.compile(r"(.)\1{2,}")
_KEPT = 20_000
_APART = ("w=", "s=", "l=", "r=", "e=", "cap", "-1w", "-1s", "-1l", "+1w", "+1s", "+1l")
"""Features whose weight in news is learnt apart: neither pieces of words nor the far neighbours."""


@lru_cache(_KEPT)
def shape(word: str) -> str:
    """Return the shape of a word: X for capitals, x for other letters, 9 for digits, runs cut to two.

    >>> shape("Nyby"), shape("25/1234"), shape("A-C")
    ('Xxx', '99/99', 'X-X')
    """
    signs = ("X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in word[:40])
    return _RUN.sub(r"\1\1", "".join(signs))


class Features:
    """Features of the words of a segment.

    Parameters
    ----------
    lists : mapping of list name to the words in it, as written.
    ranks : mapping of a word in small letters to how common it is, 0 (most) to 9; missing where it is rare.
    """

    def __init__(self, lists: Mapping[str, Collection[str]], ranks: Mapping[str, int]) -> None:
        self._lists = {name: frozenset(words) for name, words in sorted(lists.items())}
        self._ranks = ranks
        self._own = lru_cache(_KEPT)(self._make_own)
        self._near = lru_cache(4 * _KEPT)(self._make_near)

    def common(self, word: str) -> bool:
        """Tell whether a word in small letters is an everyday one."""
        return word.lower() in self._ranks

    def of(self, words: Sequence[str], *, news: bool = False) -> list[list[str]]:
        """Return the features of each word of a segment, in order.

        In `news` some stand twice, once marked: what newspapers do otherwise than minutes is learnt apart (Daumé 2007,
        *Frustratingly easy domain adaptation*).

        >>> Features({"given": ["Ida"]}, {}).of(["Ida", "kom"])[0][:2]
        ['w=ida', 's=Xxx']
        """
        last = len(words) - 1
        shapes = [shape(word) for word in words]
        rows = []
        for place, word in enumerate(words):
            row = [*self._own(word)]
            row += self._near(words[place - 1], -1) if place else ("-1=",)
            row += self._near(words[place + 1], 1) if place < last else ("+1=",)
            if place > 1:
                row += self._near(words[place - 2], -2)
            if place < last - 1:
                row += self._near(words[place + 2], 2)
            row.append(f"s-s={shapes[place - 1] if place else ''}|{shapes[place]}")
            row.append(f"s+s={shapes[place]}|{shapes[place + 1] if place < last else ''}")
            if shapes[place][0] == "X":
                row.append(f"w-s={words[place - 1].lower() if place else ''}|{shapes[place]}")
                row.append(f"s+w={shapes[place]}|{words[place + 1].lower() if place < last else ''}")
            if news:
                row += [f"n:{feature}" for feature in row if feature.startswith(_APART)]
            rows.append(row)
        return rows

    def _known(self, word: str) -> tuple[str, ...]:
        """Return what the lists and the ranks tell of a word; a genitive -s is looked through."""
        bare = word[:-1] if word[-1:] == "s" and len(word) > 3 else word
        found = [f"l={name}" for name, words in self._lists.items() if word in words or bare in words]
        rank = self._ranks.get(word.lower(), -1)
        return (*found, f"r={rank}")

    def _make_own(self, word: str) -> tuple[str, ...]:
        low = word.lower()[:40]
        row = [f"w={low}", f"s={shape(word)}"]
        for size in (1, 2, 3, 4):
            if len(low) > size:
                row += [f"p={low[:size]}", f"e={low[-size:]}"]
        if len(low) > 6:
            row += [f"e={low[-5:]}", f"e={low[-6:]}"]
        framed = f"^{low}$"
        row += [f"g={framed[i : i + 4]}" for i in range(len(framed) - 3)]
        if word[0].isupper():
            row.append("cap")
        if "-" in word[1:-1]:
            row.append("hyphen")
        return (*row, *self._known(word))

    def _make_near(self, word: str, step: int) -> tuple[str, ...]:
        low = word.lower()[:40]
        row = [f"{step:+}w={low}", f"{step:+}s={shape(word)}"]
        if step in (-1, 1):
            row += [f"{step:+}e={low[-3:]}", f"{step:+}p={low[:3]}"]
            row += [f"{step:+}{known}" for known in self._known(word)]
        return tuple(row)
