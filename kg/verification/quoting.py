"""Quotes against texts: those the graph holds, the text they were taken from, and the text that the source gives now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import sparql
from kg.passages import place
from kg.verification.lineage import file_hash
from kg.written import read_json

if TYPE_CHECKING:
    from kg.answers import Handle

STATES = ("intact", "moved", "lost", "hanging", "damaged", "unchecked")
"""What can be said of a quote."""
MOST_LINES = 3000
"""A changed stretch of more lines is taken as a whole: comparing takes the square of their number."""
Sorted = tuple["Passage", str, int | None]
"""A passage, its state, and where it begins now if it has moved."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a claim or a remark stands: ``told`` is its IRI, ``quote`` empty where nothing holds its words."""

    told: str
    start: int
    end: int
    quote: str
    remark: bool = False
    agrees: bool = True


@dataclass
class Texts:
    """The kept texts of a build; ``compact`` builds hold their quotes nowhere else.

    Where ``compact`` is None, as nothing is known of how a graph was made, that holds of documents without any quote in it.
    """

    folder: Path
    compact: bool | None = None
    _files: Mapping[str, str] | None = field(init=False, default=None)

    @property
    def files(self) -> Mapping[str, str]:
        """The hashes that the manifest gives, by file name; empty where there is no manifest to go by."""
        if self._files is None:
            try:
                found: Any = read_json(self.folder / "manifest.json")["files"]
                self._files = {str(name): str(entry["sha256"]) for name, entry in found.items()}
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                self._files = {}
        return self._files

    def kept(self, document: str) -> tuple[str | None, tuple[str, ...]]:
        """Return the kept text of a document, None where there is none, and what is wrong with its file."""
        name = f"texts/{document}.txt"
        try:
            data = (self.folder / name).read_bytes()
            text = data.decode("utf-8")
        except FileNotFoundError:
            # An import has the texts that lay beside its file.
            return None, (f"{name} is missing.",) if name in self.files or not self.files else ()
        except (OSError, UnicodeDecodeError) as error:
            return None, (f"{name} cannot be read ({type(error).__name__}).",)
        wanted = self.files.get(name)
        if wanted is None:
            return text, (f"{name} is not in the manifest.",)
        if hashlib.sha256(data).hexdigest() != wanted:
            return text, (f"{name} has changed since the build wrote it.",)
        return text, ()

    def strangers(self) -> Iterator[str]:
        """Yield what is wrong with the manifest and the graph's own file."""
        if not self.files:
            yield "manifest.json is missing or cannot be read."
        for name in ("graph.nq",):
            path = self.folder / name
            if name in self.files and not path.is_file():
                yield f"{name} is missing."
            elif name in self.files and file_hash(path) != self.files[name]:
                yield f"{name} has changed since the build wrote it."

    def passages(self, handle: Handle, document: str, kept: str | None) -> list[Passage]:
        """Return the passages of a document's claims and remarks, by place; their quotes are those of the graph.

        In a compact build they are those of the kept text.
        """
        graph = sparql.iri_term(document)
        quotes: dict[str, str] = {}
        spans: dict[str, tuple[str, str]] = {}
        if not self.compact:
            query = f"SELECT ?selector ?quote {{ GRAPH {graph} {{ ?selector oa:exact ?quote }} }}"
            quotes = {selector.rpartition(";")[0]: quote for selector, quote in sparql.rows(handle.store, query)}
            query = f"SELECT ?selector ?a ?b {{ GRAPH {graph} {{ ?selector oa:start ?a ; oa:end ?b }} }}"
            spans = {one.rpartition(";")[0]: (a, b) for one, a, b in sparql.rows(handle.store, query)}
        compact = self.compact if self.compact is not None else not quotes
        found: list[Passage] = []
        for kind, remark in (("Claim", False), ("Remark", True)):
            query = f"""SELECT ?told ?passage {{ GRAPH {graph} {{ ?told a pkg:{kind}
                OPTIONAL {{ ?told pkg:evidence ?passage }} }} }}"""
            for told, passage in sparql.rows(handle.store, query):
                paper, start, end = place(passage)
                slice_ = (kept or "")[start:end]
                quote = slice_ if compact else quotes.get(passage, "")
                # Without a kept text, as of a graph that was imported alone, its length tells whether the quote may be whole.
                whole = slice_ == quote if kept is not None else len(quote) == end - start
                agrees = bool(quote) and whole and paper == document
                agrees = agrees and spans.get(passage, (str(start), str(end))) == (str(start), str(end))
                found.append(Passage(told, start, end, quote, remark, agrees))
        return sorted(found, key=lambda one: (one.start, one.end, one.told))


def sorted_out(passages: Sequence[Passage], kept: str | None, text: str | None, *, without: str) -> list[Sorted]:
    """Return the state of each passage against the `text` that the source gives now.

    Parameters
    ----------
    passages
        The passages of one document.
    kept
        The text that they were taken from.
    text
        The source's text now, or None where there is none: each passage is then in the state `without`.

    Returns
    -------
    Passages with their states. A quote that stands at its place is intact; one that was not touched by what changed
    between the two texts has moved with its surroundings; one that was touched has moved where its very words stand
    in what is new, and is lost where they do not. The same words elsewhere in the document are other words.

    Examples
    --------
    >>> def states(kept, text, *places):
    ...     found = [Passage(str(a), a, b, kept[a:b]) for a, b in places]
    ...     return [(state, now) for _, state, now in sorted_out(found, kept, text, without="hanging")]
    >>> states("Godkendt. Nej. Godkendt.", "Godkendt. Nej. Godkjent.", (0, 9), (15, 24))
    [('intact', None), ('lost', None)]
    >>> states("Godkendt. Nej.", "Ny: Godkendt. Nej.", (0, 9), (10, 14))
    [('moved', 4), ('moved', 14)]
    """
    if text is None:
        return [(one, without if one.agrees else "damaged", None) for one in passages]
    same = _Same.between(kept or "", text)
    return [(one, *_state(one, text, same)) for one in passages]


@dataclass(frozen=True, slots=True)
class _Same:
    """The stretches that two texts share, in their order: where each begins in the old and the new one, and its length."""

    stretches: tuple[tuple[int, int, int], ...]

    @classmethod
    def between(cls, old: str, new: str) -> _Same:
        if old == new:
            return cls(((0, 0, len(old)),))
        most = min(len(old), len(new))
        head = _longest(most, lambda n: old[:n] == new[:n])
        tail = _longest(most - head, lambda n: not n or old[-n:] == new[-n:])
        middle = _lines(old[head : len(old) - tail], new[head : len(new) - tail])
        found = [(0, 0, head), *((a + head, b + head, size) for a, b, size in middle)]
        found.append((len(old) - tail, len(new) - tail, tail))
        joined: list[tuple[int, int, int]] = []
        for a, b, size in found:
            if joined and joined[-1][0] + joined[-1][2] == a and joined[-1][1] + joined[-1][2] == b:
                a, b, size = joined[-1][0], joined[-1][1], joined.pop()[2] + size
            if size:
                joined.append((a, b, size))
        return cls(tuple(joined))

    def new(self, start: int, end: int) -> int | None:
        """Return where a stretch of the old text begins in the new one, or None where it was touched."""
        return next((b + start - a for a, b, size in self.stretches if a <= start and end <= a + size), None)

    def near(self, start: int) -> int:
        """Return the place in the new text that comes nearest to a place in the old."""
        return max((b + min(start - a, size) for a, b, size in self.stretches if a <= start), default=0)

    def old(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the new text was there before."""
        return any(b <= start and end <= b + size for _, b, size in self.stretches)


def _lines(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of whole lines that two texts share; none where the texts are too long to be compared line by line."""
    one, two = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(one) > MOST_LINES or len(two) > MOST_LINES:
        return
    before, after = ([0, *accumulate(map(len, lines))] for lines in (one, two))
    for a, b, size in SequenceMatcher(None, one, two).get_matching_blocks():
        yield before[a], after[b], before[a + size] - before[a]


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """Return the greatest number up to `most` for which `holds`, which holds for all that are less."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        low, most = (middle, most) if holds(middle) else (low, middle - 1)
    return low


def _state(one: Passage, text: str, same: _Same) -> tuple[str, int | None]:
    if not one.agrees:
        return "damaged", None
    if text[one.start : one.end] == one.quote:
        return "intact", None
    kept = same.new(one.start, one.end)
    if kept is not None:
        return "moved", kept
    near = same.near(one.start)
    size = len(one.quote)
    # Words that stood there before are those of another claim.
    places = (at for at in _places(text, one.quote) if not same.old(at, at + size))
    nearest = min(places, key=lambda at: (abs(at - near), at), default=None)
    return ("lost", None) if nearest is None else ("moved", nearest)


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at != -1:
        yield at
        at = text.find(quote, at + len(quote))
