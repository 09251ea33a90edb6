"""PDF through pypdfium2: text page by page, and pages that are pictures of text."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from extractors.errors import ReadError
from extractors.formats import MAX_CHARACTERS, MAX_PAGES, Extracted
from extractors.formats.clean import clean

if TYPE_CHECKING:
    import pypdfium2

TAIL = 2048
# A page with fewer letters than this under a picture of at least half its size is a scan with a stamp on it.
STAMP = 40
_START = re.compile(rb"startxref\s{1,4}(\d{1,12})\s{0,4}%%EOF")
_TRAILING_SPACE = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_UNDECODED = re.compile(r"[\x00-\x01\x03-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")

_AGAIN = "Fetch or export the file again."


def read_pdf(data: bytes, *, source: str) -> Extracted:
    """Return the text of a PDF page by page.

    Raises
    ------
    ReadError
        ``truncated`` (no end-of-file mark within the last 2 KB), ``encrypted``, ``unreadable`` (naming the page),
        ``too_large`` (pages or characters).
    """
    _refuse_truncated(data, source)
    document = open_pdf(data, source=source)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise ReadError(source, "too_large", f"It has {count} pages; the limit is {MAX_PAGES}.", "Split the file.")
        if count == 0:
            raise ReadError(source, "unreadable", "It is a PDF without pages.", _AGAIN)
        pages: list[str] = []
        without: list[int] = []
        pictures: list[int] = []
        total = 0
        for number in range(1, count + 1):
            text, drawn = _read_page(document, number, source)
            total += len(text)
            if total > MAX_CHARACTERS:
                reason = f"Its text has more than {MAX_CHARACTERS:,} characters."
                raise ReadError(source, "too_large", reason, "Split the file.")
            if not text.strip():
                without.append(number)
            if drawn:
                pictures.append(number)
            pages.append(text)
    finally:
        document.close()
    return Extracted(
        tuple(pages),
        paged=True,
        without_text=tuple(without),
        pictures=tuple(pictures),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def open_pdf(data: bytes, *, source: str) -> pypdfium2.PdfDocument:
    """Open a PDF; ``encrypted`` where it needs a password, ``unreadable`` where it is damaged."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            reason = "The PDF is protected with a password."
            raise ReadError(source, "encrypted", reason, "Save a copy without a password and give that.") from error
        raise ReadError(source, "unreadable", f"The PDF is damaged ({error}).", _AGAIN) from error


def _refuse_truncated(data: bytes, source: str) -> None:
    """Refuse a PDF whose end is missing: pdfium would repair it and leave pages or texts out without a word."""
    tail = data.rstrip(b"\x00\r\n\t ")[-TAIL:]
    if b"%%EOF" not in tail:
        raise ReadError(source, "truncated", "The end of the PDF is missing (no %%EOF mark in its last 2 KB).", _AGAIN)
    starts = _START.findall(tail)
    if starts and int(starts[-1]) >= len(data):
        raise ReadError(
            source,
            "truncated",
            f"The PDF refers to byte {int(starts[-1])} of itself, but has only {len(data)}: a part is missing.",
            _AGAIN,
        )


def _read_page(document: pypdfium2.PdfDocument, number: int, source: str) -> tuple[str, bool]:
    """Return a page's text, and whether it must be read as a picture."""
    import pypdfium2

    try:
        page = document[number - 1]
        try:
            textpage = page.get_textpage()
            raw = textpage.get_text_range() if textpage.count_chars() else ""
            textpage.close()
            undecoded = len(raw) > 20 and len(_UNDECODED.findall(raw)) * 10 > len(raw) * 3
            text = _TRAILING_SPACE.sub("", clean(raw))
            letters = sum(c.isalpha() for c in text) if len(text) < 10 * STAMP else STAMP
            return text, undecoded or (letters < STAMP and _drawn(page, any_ink=not text.strip()))
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(source, "unreadable", f"Page {number} of the PDF cannot be read ({error}).", _AGAIN) from error


def _drawn(page: pypdfium2.PdfPage, *, any_ink: bool) -> bool:
    """Whether a page shows a picture over half of it, or (`any_ink`) anything that may be writing."""
    import pypdfium2

    width, height = page.get_size()
    paths = 0
    for item in page.get_objects(max_depth=4):
        if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            if any_ink or (right - left) * (top - bottom) * 2 >= width * height:
                return True
        elif item.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            # Letters drawn as outlines; a few lines or boxes are decoration.
            if any_ink and paths > 100:
                return True
    return False
