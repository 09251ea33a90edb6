"""Plain text: its encoding, and form feeds as page breaks."""

from __future__ import annotations

import codecs
import re

from extractors.errors import ReadError
from extractors.formats import Extracted
from extractors.formats.clean import clean

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_DECLARED = re.compile(r"iso-?8859-(?:[2-9]|1[0-6])|windows-125\d|cp(?:850|865|125\d)|macintosh|mac-roman")
_TWICE = re.compile("Ã[¦¸¥†˜…]")


def read_text(data: bytes, *, source: str) -> Extracted:
    r"""Return the text of a plain text file, one page per form feed.

    >>> read_text("Første\fAnden".encode(), source="a.txt").pages
    ('Første', 'Anden')
    """
    text, notes = decode(data, source=source)
    if "\x00" in text:
        raise ReadError(source, "wrong_type", "It is no text: it holds NUL bytes.", "Fetch or export it again as text.")
    pages = text.split("\f")
    # Programs that write a form feed write one after the last page too.
    if len(pages) > 1 and not pages[-1].strip():
        pages[-2:] = ["\n".join(pages[-2:])]
    cleaned = tuple(clean(page) for page in pages)
    return Extracted(cleaned, paged="\f" in text, notes=notes)


def decode(data: bytes, *, source: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and a note on its encoding where that is not UTF-8.

    A byte order mark decides; then strict UTF-8, which Danish text in another encoding does not pass; then the
    encoding that the file declares; then Windows-1252.

    Raises
    ------
    ReadError
        ``truncated`` where UTF-8 text ends in the middle of a character, or UTF-16 in the middle of a unit.
    """
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            try:
                text = data[len(bom) :].decode(codec)
            except UnicodeDecodeError as error:
                if name == "utf-8":
                    return decode(data[len(bom) :], source=source)
                raise _cut(source, name) from error
            return text, () if name == "utf-8" else (f"encoding: {name}",)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        sequences = len(_SEQUENCE.findall(data))
        if sequences and error.reason == "unexpected end of data":
            raise _cut(source, "utf-8") from error
        if sequences:
            mixed, replaced = _decode_mixed(data)
            if replaced * 4 <= sequences:
                return mixed, (f"encoding: utf-8 with {replaced} stray bytes read as cp1252",)
        return _decode_single(data, declared)
    notes = ("encoding: utf-8 encoded twice",) if _TWICE.search(text) else ()
    return text, notes


def _decode_single(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    # Browsers read ISO 8859-1 as Windows-1252 too (WHATWG Encoding Standard, section 4.2).
    names = [declared] if _DECLARED.fullmatch(declared.lower()) else []
    for name in (*names, "cp1252"):
        try:
            return data.decode(name), (f"encoding: {codecs.lookup(name).name}",)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1"), ("encoding: iso8859-1",)


def _decode_mixed(data: bytes) -> tuple[str, int]:
    pieces: list[str] = []
    position = replaced = 0
    while position < len(data):
        try:
            pieces.append(data[position:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            start = position + error.start
            pieces += (data[position:start].decode("utf-8"), data[start : start + 1].decode("cp1252", "replace"))
            position = start + 1
            replaced += 1
            if replaced > 200:
                return "", len(data)
    return "".join(pieces), replaced


def _cut(source: str, name: str) -> ReadError:
    reason = f"The text ends in the middle of a character ({name})."
    return ReadError(source, "truncated", reason, "Fetch the file again.")
