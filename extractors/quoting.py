"""Quoted titles in running text, whatever quotation marks a document uses.

Not caught: titles set in italics only, and quotations longer than a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

QUOTED = re.compile(r"[\"”“„«»](?P<title>[^\"”“„«»\n]{2,110})[\"”“„«»]|[’‘'](?P<single>[A-ZÆØÅ][^’‘'\"\n]{2,80})[’‘'](?!\w)")


def quoted_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges between quotation marks that may hold a title: no sentence, no trailing full stop.

    >>> [('Planen "Ny By" er klar')[a:b] for a, b in quoted_titles('Planen "Ny By" er klar')]
    ['Ny By']
    """
    for found in QUOTED.finditer(text):
        group = "title" if found["title"] else "single"
        start, end = found.span(group)
        inner = text[start:end]
        if inner.strip() and inner[0] not in " .," and not inner.rstrip().endswith((".", "!", "?")):
            yield start, start + len(inner.rstrip())
