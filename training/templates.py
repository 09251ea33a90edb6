"""Training text in the forms of councils, generated from the templates: lines with the names in them.

A template is one line of a file; its slots are filled by a ``Lexicon``, and every line of the result is a segment, as the
pipeline reads them. Not made: text that says one thing from line to line.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.lexicon import LABELS, Lexicon

_SLOT = re.compile(r"\{(?P<slot>[A-Za-z_]+)(?P<cut>\|break)?\}")
Named = tuple[int, int, str]
"""Start, end and slot of a name in a line."""


def read_templates(path: Path) -> tuple[str, ...]:
    """Return the templates of a file; lines that begin with ``## `` name groups."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return tuple(line.replace("\\n", "\n") for line in lines if line.strip() and not line.startswith("## "))


def fill(template: str, lexicon: Lexicon) -> Iterator[tuple[str, tuple[Named, ...]]]:
    """Yield the lines of a template with its slots filled, and the names in each.

    A name marked ``|break`` stands whole on its line: the pipeline joins such line ends before the tagger reads.
    """
    for line in template.split("\n"):
        text, names, last = "", [], 0
        for found in _SLOT.finditer(line):
            text += line[last : found.start()]
            drawn = lexicon.draw(found["slot"])
            if found["slot"] in LABELS:
                names.append((len(text), len(text) + len(drawn), found["slot"]))
            text += drawn
            last = found.end()
        text += line[last:]
        if text.strip():
            yield text, tuple(names)


def varied(text: str, names: Sequence[Named], draw: random.Random) -> tuple[str, tuple[Named, ...]]:
    """Return a line as it may also be written: in capitals, with names in small letters, else as it is."""
    form = draw.random()
    if form < 0.04:
        upper = text.upper()
        return (upper, tuple(names)) if len(upper) == len(text) else (text, tuple(names))
    if form < 0.06:
        letters = list(text)
        for start, end, slot in names:
            if LABELS[slot] == "ORG" and " " in text[start:end]:
                letters[start:end] = text[start:end].lower()
        return "".join(letters), tuple(names)
    return text, tuple(names)


def generate(paths: Sequence[Path], lexicon: Lexicon, rounds: int, seed: int) -> Iterator[tuple[str, tuple[Named, ...]]]:
    """Yield the lines of all templates, each filled `rounds` times, in an order that the seed sets."""
    draw = random.Random(seed)
    templates = [template for path in paths for template in read_templates(path)] * rounds
    draw.shuffle(templates)
    for template in templates:
        for text, names in fill(template, lexicon):
            yield varied(text, names, draw)
