"""The training segments: news from Universal NER, and lines generated in the forms of councils."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.model.iob import Labelled, Segment, read_iob2, word_ends
from extractors.model.perturb import NameList, noisy, renamed, scanned, typed
from training.lexicon import LABELS, Lexicon
from training.settings import Data
from training.templates import Named, generate

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

TEXT = Path(__file__).parent / "text"
TEMPLATES = (TEXT / "forms.txt", TEXT / "prose.txt", TEXT / "gaps.txt")
Line = tuple[Segment, tuple[tuple[int, int, str], ...]]
"""A generated line: with the tagger's labels, and the same spans with the slot that each came from."""

NEWS = "da_ddt-ud-{}.iob2"


def news(folder: Path, split: str) -> list[Segment]:
    """Read a split (train, dev, test) of the Danish UNER data."""
    return list(read_iob2(folder / NEWS.format(split)))


def segment(text: str, names: Sequence[Named], tokenizer: Tokenizer) -> Line:
    """Cut a line into words as the pipeline does; a genitive's ending belongs to the last word of a name.
    """
    doc = tokenizer(text)
    words = [token for token in doc if not token.is_space]
    starts = {token.idx: place for place, token in enumerate(words)}
    ends = {end: place + 1 for place, token in enumerate(words) for end in word_ends(token.text, token.idx)}
    slots = tuple((starts[a], ends[b], slot) for a, b, slot in names if a in starts and b in ends)
    spans: tuple[Labelled, ...] = tuple((a, b, LABELS[slot]) for a, b, slot in slots)
    return Segment(tuple(token.text for token in words), spans), slots


def council_lines(lexicon: Lexicon, rounds: int, seed: int, tokenizer: Tokenizer) -> Iterator[Line]:
    """Yield the generated lines as segments, with their spans by slot."""
    for text, names in generate(TEMPLATES, lexicon, rounds, seed):
        yield segment(text, names, tokenizer)


def slipped(lines: Sequence[Segment], share: float, draw: random.Random) -> Iterator[Segment]:
    """Yield the lines, a `share` of them with slips: half a typist's, half a scanner's."""
    for line in lines:
        lot = draw.random()
        if lot < share / 2:
            yield noisy(line, 0.05, draw)
        elif lot < share:
            yield Segment(tuple(scanned(word, 0.15, draw) if draw.random() < 0.5 else typed(word, 0.01, draw) for word in line.words), line.spans)
        else:
            yield line


def copies(segments: Sequence[Segment], lexicon: Lexicon, data: Data, draw: random.Random) -> Iterator[Segment]:
    """Yield the news as often as it counts: as it is, with slips of the keyboard, and with other people's names."""
    names = NameList([lexicon.given() for _ in range(3000)], [lexicon.family() for _ in range(3000)])
    for _ in range(data.plain_copies):
        yield from segments
    for _ in range(data.noisy_copies):
        yield from (noisy(s, data.noise, draw) for s in segments)
    for _ in range(data.renamed_copies):
        yield from (renamed(s, names, draw) for s in segments if any(label == "PER" for _, _, label in s.spans))
