"""One module per file format: each turns bytes into an ``Extracted``, knows no other format and never the network."""

from __future__ import annotations

from dataclasses import dataclass

MAX_CHARACTERS = 50_000_000
MAX_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a format gives: clean text page by page (one where there are no pages).

    ``without_text`` and ``pictures`` are 1-based pages: those that give no text at all, and those that are
    (mostly) a picture and can only be read by OCR. ``published`` is EDTF, where the file itself states it.
    """

    pages: tuple[str, ...]
    paged: bool = False
    title: str = ""
    notes: tuple[str, ...] = ()
    without_text: tuple[int, ...] = ()
    pictures: tuple[int, ...] = ()
    sha256: str = ""
    published: str = ""
