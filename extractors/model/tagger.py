"""The weights at work: words to labelled spans with their probability, and a name to its type.

Two conditional random fields (Lafferty, McCallum and Pereira 2001; CRFsuite): one over the words of a segment for
PER, ORG, LOC and PROG, one over single names that tells what kind of organisation or programme each is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from extractors.model.features import Features, shape
from extractors.model.iob import spans_of
from ontology.terms import ENTITY_TYPES

FILES = ("names.crf", "types.crf", "lists.json")
COARSE = {"ORG": "ORG_OTHER", "PROG": "INITIATIVE", "PER": "PERSON", "LOC": "PLACE"}
"""The type of a label when nothing tells more."""

FINE = {label: tuple(kind for kind, entity in ENTITY_TYPES.items() if entity.coarse == coarse) for label, coarse in (("ORG", "ORG"), ("PROG", "PROGRAMME"))}
"""The types that each label may stand for."""

LABEL_OF = {"PERSON": "PER", "PLACE": "LOC", **{kind: label for label, kinds in FINE.items() for kind in kinds}}
"""The label of each type."""

WINDOW = 300
SURE_TYPE = 0.5
"""From this probability on, the kind that the second model tells is believed."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name among words: first word, word after the last, entity type, and the probability that it is one, in [0, 1]."""

    start: int
    end: int
    type: str
    score: float


class Tagger:
    """Loads the three files of a trained tagger from their bytes and reads segments with them."""

    def __init__(self, names: bytes, types: bytes, lists: bytes) -> None:
        """Open the weights.

        Raises
        ------
        ValueError
            If one of the parts is damaged or cut short; it names the file.
        """
        self.parts = dict(zip(FILES, (names, types, lists), strict=True))
        self._names, self._types = (_opened(name, self.parts[name]) for name in FILES[:2])
        self._kinds = frozenset(self._types.labels())
        try:
            known = json.loads(lists)
            self.features = Features(known["lists"], known["ranks"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{FILES[2]} is damaged: no lists and ranks in it ({error}). Install policykg again.") from error

    def __reduce__(self) -> tuple[type[Tagger], tuple[bytes, ...]]:
        """Cross to another process with the weights."""
        return type(self), tuple(self.parts.values())

    @classmethod
    def from_disk(cls, folder: Path) -> Tagger:
        """Load from a folder.

        Raises
        ------
        OSError
            If one of the three files is missing.
        ValueError
            If one of them is damaged.
        """
        names, types, lists = ((folder / name).read_bytes() for name in FILES)
        return cls(names, types, lists)

    def read(self, words: Sequence[str], *, news: bool = False) -> list[Tagged]:
        """Return the names among the words of one segment; the probability is the least of its words' marginals.

        A segment without end is read in windows of `WINDOW` words, so that its features need no memory without end.
        """
        found = []
        for first in range(0, len(words), WINDOW):
            window = words[first : first + WINDOW]
            self._names.set(self.features.of(window, news=news))
            for start, end, label in spans_of(self._names.tag()):
                inner = (self._names.marginal(f"I-{label}", place) for place in range(start + 1, end))
                score = min((self._names.marginal(f"B-{label}", start), *inner))
                kind = self.kind(window[start:end], label, window[max(0, start - 2) : start])
                found.append(Tagged(first + start, first + end, kind, round(score, 4)))
        return found

    def kind(self, name: Sequence[str], label: str, before: Sequence[str] = ()) -> str:
        """Return the type of a name that bears a label, given the two words before it."""
        kinds = [kind for kind in FINE.get(label, ()) if kind in self._kinds]
        if not kinds:
            return COARSE.get(label, label)
        self._types.set([type_features(name, before, self.features)])
        score, kind = max((self._types.marginal(kind, 0), kind) for kind in kinds)
        return kind if score >= SURE_TYPE else COARSE[label]


def _opened(name: str, weights: bytes) -> pycrfsuite.Tagger:
    """Return weights ready for use; CRFsuite itself reads past the end of a file that was cut short."""
    if weights[:4] != b"lCRF" or int.from_bytes(weights[4:8], "little") != len(weights):
        raise ValueError(f"{name} is damaged: {len(weights)} bytes that are no whole CRFsuite model. Install policykg again.")
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(weights)
    return tagger


def type_features(name: Sequence[str], before: Sequence[str], features: Features) -> list[str]:
    """Return what tells the kind of a name: its first and last word, their ends, its shape, the words before it."""
    low = [word.lower()[:40] for word in name]
    row = [f"n={min(len(low), 6)}", f"first={low[0]}", f"last={low[-1]}", f"shape={' '.join(shape(word) for word in name[:4])}"]
    row += [f"has={word}" for word in low]
    for word in (low[0], low[-1]):
        row += [f"e={word[-size:]}" for size in (3, 4, 5, 6, 8) if len(word) > size]
    row += [f"p={word[:size]}" for word in low for size in (4, 6) if len(word) > size]
    row += [f"before={word.lower()}" for word in before[-2:]]
    return row
