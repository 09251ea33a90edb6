"""File to ``Document``: what the file really is, its text, its pages, its furniture, personal data masked."""

from __future__ import annotations

import functools
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from extractors import sandbox
from extractors.errors import ReadError
from extractors.formats import MAX_CHARACTERS, MAX_PAGES, Extracted
from extractors.formats.furniture import find_furniture
from extractors.formats.ocr import REMEDY as OCR_REMEDY
from extractors.formats.ocr import ocr_problem
from extractors.formats.sniff import HEAD, KINDS, looks_binary, ole_kind, sniff, zip_kind
from extractors.formats.text import read_text
from extractors.inputs import (
    ENDINGS,
    STDIN,
    InputFile,
    Inputs,
    closed_to_us,
    ending,
    find_inputs,
    missing,
    printable,
    unsupported,
)
from extractors.privacy import mask
from extractors.records import Configuration, Document, Origin

__all__ = ["InputFile", "Inputs", "find_inputs", "read_bytes", "read_file"]

MEDIA_TYPES = {
    "text": "text/plain",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
}


def read_file(
    path: str | os.PathLike[str],
    *,
    source: str = "",
    configuration: Configuration = Configuration(),  # noqa: B008 (frozen)
    origin: Origin = Origin(),  # noqa: B008 (frozen)
) -> Document:
    """Read a PDF, DOCX, HTML or text file as a whole.

    Parameters
    ----------
    path
        The file; ``-`` reads standard input.
    source
        What the file is called in outputs and messages: a POSIX path; the file's name if not given.
    configuration
        ``max_bytes`` and ``ocr`` matter here.
    origin
        Where the file was fetched; an HTML page's title and day of publication fill what is empty.

    Raises
    ------
    ReadError
        With one of the codes that `ReadError` lists; never a part of a document without a note that says so.
    """
    if os.fspath(path) == STDIN:
        data = sys.stdin.buffer.read(configuration.max_bytes + 1)
        return read_bytes(data, source=source or STDIN, configuration=configuration, origin=origin)
    path = Path(path)
    source = printable(source or path.name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
            raise ReadError(
                source, "unsupported", f"It is {what}.", "Give a file; for a stream give - (standard input)."
            )
        _check_size(status.st_size, source, configuration)
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        kind = _kind(head, source, lambda: path.read_bytes())
        if kind == "text":
            data = path.read_bytes()
            _check_size(len(data), source, configuration)
            return _document(_text(data, source), kind, source, origin, data=data)
        return _document(_parsed(path, kind, source, configuration), kind, source, origin)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise missing(source) from error
    except PermissionError as error:
        raise closed_to_us(source) from error
    except OSError as error:
        raise ReadError(
            source, "unreadable", f"The system cannot read it ({error}).", "Copy it to another place."
        ) from error


def read_bytes(
    data: bytes,
    *,
    source: str,
    configuration: Configuration = Configuration(),  # noqa: B008 (frozen)
    origin: Origin = Origin(),  # noqa: B008 (frozen)
) -> Document:
    """Read a document that is already in memory; its kind is told by its content where `source` has no ending.

    >>> document = read_bytes("Punkt 1: Budget\\r\\nGodkendt.".encode(), source="referat.txt")
    >>> document.name, document.text, document.page_starts
    ('referat', 'Punkt 1: Budget\\nGodkendt.', ())

    Raises
    ------
    ReadError
        As `read_file`.
    """
    source = printable(source)
    _check_size(len(data), source, configuration)
    kind = _kind(data[:HEAD], source, lambda: data)
    if kind == "text":
        return _document(_text(data, source), kind, source, origin, data=data)
    # The sandbox takes paths: a crash must not take the data's owner with it.
    with tempfile.TemporaryDirectory(prefix="policykg-") as folder:
        path = Path(folder) / "document"
        path.write_bytes(data)
        return _document(_parsed(path, kind, source, configuration), kind, source, origin)


def _check_size(size: int, source: str, configuration: Configuration) -> None:
    if size > configuration.max_bytes:
        reason = f"It has {size:,} bytes; the limit is {configuration.max_bytes:,}."
        raise ReadError(source, "too_large", reason, "Split the file, or raise the limit (max_bytes).")
    if size == 0:
        raise ReadError(source, "empty", "The file is empty (0 bytes).", "Fetch or export it again.")


def _kind(head: bytes, source: str, load: Callable[[], bytes]) -> str:
    """Return the kind to read a file as, or refuse it where content and ending disagree."""
    found = sniff(head)
    if found == "zip":
        if ending(source) == ".docx":
            # The sandbox looks inside, and refuses another kind of ZIP.
            return "docx"
        found = zip_kind(load())
    elif found == "ole":
        found = ole_kind(load())
    given = ending(source)
    wanted = ENDINGS.get(given, "")
    if not wanted:
        if given or found not in MEDIA_TYPES:
            raise unsupported(source, found)
        return found
    if found == wanted or (wanted == "html" and found in ("text", "xml")):
        return wanted
    if found == "office-encrypted":
        raise ReadError(source, "encrypted", "The document is protected with a password.", KINDS[found][2])
    if wanted == "pdf" and b"%PDF-" in head[:1024]:
        return wanted
    label, right, remedy = KINDS[found]
    if found in MEDIA_TYPES:
        remedy = f"Rename it to {PurePosixPath(source).stem}{right}"
        remedy += ", or fetch it again: a page came instead of the file." if found == "html" else "."
    elif found == "binary" and wanted in ("pdf", "docx"):
        reason = f"It is named as {KINDS[wanted][0]}, but does not begin as one: it is damaged or something else."
        raise ReadError(source, "unreadable", reason, "Fetch or export the file again.")
    raise ReadError(source, "wrong_type", f"It is named as {KINDS[wanted][0]}, but is {label}.", remedy)


def _text(data: bytes, source: str) -> Extracted:
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and looks_binary(data):
        remedy = "Fetch or export it again as text; UTF-16 needs a byte order mark."
        raise ReadError(source, "wrong_type", "It is named as plain text, but is binary data.", remedy)
    extracted = read_text(data, source=source)
    if sum(map(len, extracted.pages)) > MAX_CHARACTERS or len(extracted.pages) > MAX_PAGES:
        reason = f"It has more than {MAX_CHARACTERS:,} characters or {MAX_PAGES:,} pages."
        raise ReadError(source, "too_large", reason, "Split the file.")
    return extracted


def _parsed(path: Path, kind: str, source: str, configuration: Configuration) -> Extracted:
    extracted = sandbox.parse(path, kind, source=source)
    return _scanned(extracted, path, source, configuration) if kind == "pdf" else extracted


def _scanned(extracted: Extracted, path: Path, source: str, configuration: Configuration) -> Extracted:
    """Read pages that are pictures by OCR, or refuse the document, or note which pages give no text."""
    total, pictures = len(extracted.pages), extracted.pictures
    problem = _ocr_problem() if configuration.ocr and pictures else ""
    if pictures and configuration.ocr and not problem:
        pages = list(extracted.pages)
        for number in pictures:
            pages[number - 1] = sandbox.ocr(path, number, source=source) or pages[number - 1]
        done = ("ocr",) if len(pictures) == total else ("ocr", f"ocr pages: {_listed(pictures)}")
        without = tuple(n for n in extracted.without_text if not pages[n - 1].strip())
        extracted = replace(
            extracted, pages=tuple(pages), notes=(*extracted.notes, *done), without_text=without, pictures=()
        )
    elif pictures:
        blank = len(set(extracted.without_text) - set(pictures))
        if len(pictures) * 2 > total - blank:
            reason = f"It is scanned: {len(pictures)} of {total} pages are pictures without text"
            reason += f", and {problem}." if problem else "."
            raise ReadError(source, "needs_ocr", reason, OCR_REMEDY)
    notes = extracted.notes
    if extracted.without_text and len(extracted.without_text) < total:
        notes = (*notes, f"pages without text: {_listed(extracted.without_text)}")
    hardly = tuple(n for n in extracted.pictures if n not in extracted.without_text)
    if hardly:
        notes = (*notes, f"pages that are pictures with hardly any text: {_listed(hardly)}")
    return replace(extracted, notes=notes)


@functools.cache
def _ocr_problem() -> str:
    return ocr_problem()


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _document(extracted: Extracted, kind: str, source: str, origin: Origin, *, data: bytes | None = None) -> Document:
    text = "\n".join(extracted.pages)
    if not text.strip():
        what = "shows no text" if kind == "html" else "holds no text"
        remedy = "Save what a browser shows as PDF." if kind == "html" else "Fetch or export it again."
        raise ReadError(source, "empty", f"It {what}.", remedy)
    starts: list[int] = []
    position = 0
    for page in extracted.pages if extracted.paged else ():
        starts.append(position)
        position += len(page) + 1
    masked, counts = mask(text)
    notes = extracted.notes
    if counts:
        notes = (*notes, "masked: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    if extracted.title and not origin.title:
        origin = replace(origin, title=mask(extracted.title)[0])
    if extracted.published and not origin.published:
        origin = replace(origin, published=extracted.published)
    digest = hashlib.sha256(data).hexdigest() if data is not None else extracted.sha256
    return Document(
        id=digest[:16],
        sha256=digest,
        name="stdin" if source == STDIN else PurePosixPath(source).stem,
        source=source,
        media_type=MEDIA_TYPES[kind],
        text=masked,
        page_starts=tuple(starts),
        furniture=find_furniture(text, tuple(starts)),
        origin=origin,
        notes=notes,
    )
