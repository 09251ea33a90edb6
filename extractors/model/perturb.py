"""What the world does to a text, done on purpose: slips of the keyboard and the scanner, and other people's names.

Used to train against and to measure with; the same seed gives the same slips.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ReadError
from extractors.model.iob import Labelled, Segment

_ROWS = ("1234567890+", "qwertyuiopå", "asdfghjklæø", "zxcvbnm,.-")
_LOOK = {"l": "1", "1": "l", "I": "l", "O": "0", "0": "O", "m": "rn", "e": "c", "c": "e", "å": "a", "ø": "o", "æ": "ae", "h": "b", "i": "í", "S": "5", "B": "8", "n": "ri"}
"""How a scanner misreads letters."""


def _neighbours() -> Mapping[str, str]:
    """Return the keys beside each key of a Danish keyboard."""
    found: dict[str, str] = {}
    for row, keys in enumerate(_ROWS):
        for place, key in enumerate(keys):
            beside = keys[max(0, place - 1) : place + 2].replace(key, "")
            for other in (row - 1, row + 1):
                if 0 <= other < len(_ROWS):
                    beside += _ROWS[other][place : place + 1]
            found[key] = beside
    return found


_KEYS = _neighbours()


def typed(word: str, share: float, draw: random.Random) -> str:
    """Return a word in which each letter is a neighbouring key's with the probability `share`."""
    return "".join(_slip(letter, draw) if draw.random() < share else letter for letter in word)


def _slip(letter: str, draw: random.Random) -> str:
    beside = _KEYS.get(letter.lower(), "")
    if not beside:
        return letter
    key = draw.choice(beside)
    return key.upper() if letter.isupper() else key


def scanned(word: str, share: float, draw: random.Random) -> str:
    """Return a word in which letters are misread by a scanner with the probability `share`."""
    return "".join(_LOOK[letter] if letter in _LOOK and draw.random() < share else letter for letter in word)


def noisy(segment: Segment, share: float, draw: random.Random) -> Segment:
    """Return a segment with slips of the keyboard in all its words; its spans stay."""
    return Segment(tuple(typed(word, share, draw) for word in segment.words), segment.spans)


@dataclass(frozen=True, slots=True)
class NameList:
    """Given and family names to draw from."""

    given: Sequence[str]
    family: Sequence[str]


def read_name_list(path: Path, group: str) -> NameList:
    """Read the names of a group from a CSV file with the columns name, ethnicity, first_name.

    Raises
    ------
    ReadError
        If the file cannot be read or has no names of the group; it names the groups that it has.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [(row["name"], row["ethnicity"], row["first_name"] == "True") for row in csv.DictReader(lines)]
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise ReadError(str(path), "unreadable", f"no list of names ({error}).", "Name a CSV file with the columns name, ethnicity and first_name.") from error
    given = [name for name, of, first in rows if of == group and first]
    family = [name for name, of, first in rows if of == group and not first]
    if not given or not family:
        raise ReadError(str(path), "empty", f"no given and family names of the group '{group}'.", f"It has: {', '.join(sorted({of for _, of, _ in rows}))}.")
    return NameList(given, family)


def renamed(segment: Segment, names: NameList, draw: random.Random) -> Segment:
    """Return a segment whose persons bear other names: the first word a given name, every other one a family name."""
    words: list[str] = []
    spans: list[Labelled] = []
    last = 0
    for start, end, label in segment.spans:
        words += segment.words[last:start]
        begin = len(words)
        if label == "PER":
            genitive = segment.words[end - 1][-1:] == "s" and end - start == 1
            words += [draw.choice(names.given), *(draw.choice(names.family) for _ in range(start + 1, end))]
            words[-1] += "s" if genitive and words[-1][-1] != "s" else ""
        else:
            words += segment.words[start:end]
        spans.append((begin, len(words), label))
        last = end
    words += segment.words[last:]
    return Segment(tuple(words), tuple(spans))
