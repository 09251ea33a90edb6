"""Segments as words with labelled spans, and the IOB2 files that hold them (CoNLL columns, as Universal NER writes them)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ReadError

Labelled = tuple[int, int, str]
"""First word, word after the last, label."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of a sentence or line, and the spans of words that are names, in order and apart from one another."""

    words: tuple[str, ...]
    spans: tuple[Labelled, ...] = ()


def tags_of(segment: Segment) -> list[str]:
    """Return one IOB2 tag for each word.

    >>> tags_of(Segment(("Ida", "Holm", "kom"), ((0, 2, "PER"),)))
    ['B-PER', 'I-PER', 'O']
    """
    tags = ["O"] * len(segment.words)
    for start, end, label in segment.spans:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tags


def spans_of(tags: Sequence[str]) -> tuple[Labelled, ...]:
    """Return the spans of a row of tags; an I after another label opens a span of its own.

    >>> spans_of(["B-PER", "I-PER", "O", "I-ORG"])
    ((0, 2, 'PER'), (3, 4, 'ORG'))
    """
    found: list[Labelled] = []
    start, label = 0, ""
    for place, tag in enumerate((*tags, "O")):
        goes_on = tag[:1] == "I" and tag[2:] == label
        if label and not goes_on:
            found.append((start, place, label))
            label = ""
        if tag != "O" and not goes_on:
            start, label = place, tag[2:]
    return tuple(found)


def word_ends(word: str, start: int) -> tuple[int, ...]:
    """Return where a name may end in a word that begins at `start`: at its end, and before a genitive's ending or a full stop.

    >>> word_ends("Nybys", 10), word_ends("KL's", 0)
    ((15, 14), (4, 2))
    """
    end = start + len(word)
    cut = next((ending for ending in ("'s", "’s", "s", "'", "’", ".") if word.endswith(ending) and len(word) > len(ending)), "")
    return (end, end - len(cut)) if cut else (end,)


def read_iob2(path: Path) -> Iterator[Segment]:
    """Yield the segments of an IOB2 file: word in column 2, tag in column 3, an empty line between segments.

    Raises
    ------
    ReadError
        If the file cannot be read, or a line has no tag of the form O, B-X or I-X; it names file and line.
    """
    words: list[str] = []
    tags: list[str] = []
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), "unreadable", f"cannot be read as UTF-8 text ({error}).", "Name an IOB2 file.") from error
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            columns = line.split("\t")
            if len(columns) < 3 or not columns[1].strip() or not (columns[2] == "O" or columns[2][:2] in ("B-", "I-")):
                raise ReadError(f"{path}, line {number}", "wrong_type", "no word in the second column or no IOB2 tag in the third.", "Expected: number, word, tag, with tabs between.")
            words.append(columns[1])
            tags.append(columns[2])
        elif words:
            yield Segment(tuple(words), spans_of(tags))
            words, tags = [], []
