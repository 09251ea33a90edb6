"""Word documents: paragraphs, lists and tables in reading order, from the XML by hand and by a streaming parser."""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from extractors.errors import ReadError
from extractors.formats import MAX_CHARACTERS, Extracted
from extractors.formats.clean import clean
from extractors.formats.docx_numbering import Numbering
from extractors.formats.sniff import KINDS, zip_kind

MAX_ENTRIES = 20_000
MAX_UNPACKED = 2_000_000_000
MAX_PART = 300_000_000
MAX_RATIO = 250
RATIO_FROM = 50_000_000

_AGAIN = "Open it in Word or LibreOffice and save it again as .docx."
# Content that Word does not show, or shows twice.
_SKIPPED = frozenset({"moveFrom", "del", "Fallback", "instrText", "delText", "delInstrText", "rPrChange", "pPrChange"})
_TEXTS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad", "ptab": "\t"}

Attributes = dict[str, str]


def read_docx(data: bytes, *, source: str) -> Extracted:
    """Return the text of a DOCX: a blank line between paragraphs, list items and table rows on lines of their own.

    Cells are joined by TAB; footnotes stand at the end. Deleted and hidden text is left out.

    Raises
    ------
    ReadError
        ``truncated``, ``encrypted``, ``wrong_type`` (another ZIP), ``too_large`` (a ZIP bomb), ``unreadable``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = _read_archive(archive, data, source)
    except zipfile.BadZipFile as error:
        if b"PK\x05\x06" not in data[-66_000:]:
            reason = "The end of the Word document is missing."
            raise ReadError(source, "truncated", reason, "Fetch the file again.") from error
        raise ReadError(source, "unreadable", f"The Word document is damaged ({error}).", _AGAIN) from error
    except (zlib.error, EOFError, NotImplementedError, OSError, UnicodeError) as error:
        raise ReadError(source, "unreadable", f"The Word document is damaged ({error}).", _AGAIN) from error
    except RuntimeError as error:
        raise ReadError(source, "encrypted", "The Word document is packed with a password.", _AGAIN) from error
    return Extracted((clean(text),), sha256=hashlib.sha256(data).hexdigest())


def _read_archive(archive: zipfile.ZipFile, data: bytes, source: str) -> str:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    inflated = unpacked > RATIO_FROM and unpacked > MAX_RATIO * len(data)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or inflated:
        raise ReadError(
            source,
            "too_large",
            f"Its {len(data):,} bytes unpack to {unpacked:,} in {len(entries)} parts, which no document needs.",
            "Check where the file comes from; save it again as .docx.",
        )
    names = {entry.filename for entry in entries}
    main = _main_part(archive, names, source)
    if main not in names:
        kind = zip_kind(data)
        if kind in ("docx", "zip") and "[Content_Types].xml" in names:
            raise ReadError(source, "unreadable", f"The Word document has no {main}.", _AGAIN)
        label, _, remedy = KINDS[kind]
        raise ReadError(source, "wrong_type", f"It is named as a Word document, but is {label}.", remedy)
    folder = posixpath.dirname(main)
    numbering = Numbering()
    if f"{folder}/numbering.xml" in names:
        _parse(archive, f"{folder}/numbering.xml", source, numbering.start, None, None)
    if f"{folder}/styles.xml" in names:
        _parse(archive, f"{folder}/styles.xml", source, numbering.start_style, None, None)
    body = _Body(numbering, source)
    _parse(archive, main, source, body.start, body.end, body.characters)
    text = body.text()
    if f"{folder}/footnotes.xml" in names:
        notes = _Body(numbering, source)
        _parse(archive, f"{folder}/footnotes.xml", source, notes.start, notes.end, notes.characters)
        text = f"{text}\n\n{notes.text()}" if notes.text().strip() else text
    return text


def _main_part(archive: zipfile.ZipFile, names: set[str], source: str) -> str:
    """Return the part that holds the text: the package's relation of type officeDocument (ECMA-376 part 2)."""
    found: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    if "_rels/.rels" in names:
        _parse(archive, "_rels/.rels", source, start, None, None)
    return next((target for target in found if target in names), "word/document.xml")


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    source: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None,
    characters: Callable[[str], None] | None,
) -> None:
    """Run a streaming parser over one part; a document type (and with it every entity) is refused."""

    def refuse(*_: object) -> None:
        raise ReadError(source, "unreadable", f"{part} declares a document type, which Word never writes.", _AGAIN)

    def local_start(name: str, attributes: Attributes) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = local_start
    if end is not None:
        ender = end
        parser.EndElementHandler = lambda name: ender(_local(name))
    if characters is not None:
        parser.CharacterDataHandler = characters
    size = 0
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 16):
                size += len(chunk)
                if size > MAX_PART:
                    reason = f"{part} unpacks to more than {MAX_PART:,} bytes."
                    raise ReadError(source, "too_large", reason, "Split the document.")
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ReadError(source, "unreadable", f"The Word document is damaged ({part}: {error}).", _AGAIN) from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _Paragraph:
    """A paragraph while it is read."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.style = ""
        self.number = ""
        self.level = ""


class _Body:
    """Collects blocks of text from the events of one part."""

    def __init__(self, numbering: Numbering, source: str) -> None:
        self.numbering = numbering
        self.source = source
        self.lines: list[str] = []
        self.paragraphs: list[_Paragraph] = []
        self.rows: list[list[list[str]]] = []
        self.skipping = 0
        self.in_text = False
        self.in_properties = 0
        self.hidden = False
        self.listed = False
        self.size = 0

    def text(self) -> str:
        return "\n".join(self.lines).strip("\n")

    def start(self, name: str, attributes: Attributes) -> None:
        if self.skipping or name in _SKIPPED or (name == "footnote" and attributes.get("type", "normal") != "normal"):
            self.skipping += 1
        elif name == "p":
            self.paragraphs.append(_Paragraph())
        elif name == "r":
            self.hidden = False
        elif name in ("pPr", "rPr", "tabs"):
            self.in_properties += 1
        elif name == "t":
            self.in_text = True
        elif name == "tbl" and not self.rows:
            self._blank()
        elif name == "tr":
            self.rows.append([])
        elif name == "tc" and self.rows:
            self.rows[-1].append([])
        elif self.paragraphs:
            self._start_in_paragraph(name, attributes)

    def _start_in_paragraph(self, name: str, attributes: Attributes) -> None:
        paragraph = self.paragraphs[-1]
        value = attributes.get("val", "")
        if self.in_properties:
            if name == "pStyle":
                paragraph.style = value
            elif name == "numId":
                paragraph.number = value
            elif name == "ilvl":
                paragraph.level = value
            elif name == "vanish" and value not in ("0", "false", "off"):
                self.hidden = True
        elif name in _TEXTS and not self.hidden:
            paragraph.pieces.append(_TEXTS[name])

    def characters(self, text: str) -> None:
        if self.in_text and not self.skipping and not self.hidden and self.paragraphs:
            self.paragraphs[-1].pieces.append(text)
            self.size += len(text)
            if self.size > MAX_CHARACTERS:
                reason = f"Its text has more than {MAX_CHARACTERS:,} characters."
                raise ReadError(self.source, "too_large", reason, "Split the file.")

    def end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
        elif name == "p" and self.paragraphs:
            self._end_paragraph(self.paragraphs.pop())
        elif name == "pPr":
            self.in_properties -= 1
            # The paragraph mark may be hidden where the text is not.
            self.hidden = False
        elif name in ("rPr", "tabs"):
            self.in_properties -= 1
        elif name == "t":
            self.in_text = False
        elif name == "tr" and self.rows:
            self._end_row(self.rows.pop())
        elif name == "tbl" and not self.rows:
            self._blank()

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.pieces).strip(" \t")
        label = self.numbering.label(paragraph.number, paragraph.level, paragraph.style) if text.strip() else ""
        line = f"{label} {text}" if label else text
        if self.rows and self.rows[-1]:
            if line.strip():
                self.rows[-1][-1].append(line)
            return
        if not (label and self.listed):
            self._blank()
        if line.strip():
            self.lines.append(line)
            self.listed = bool(label)

    def _end_row(self, cells: list[list[str]]) -> None:
        row = "\t".join("\n".join(cell) for cell in cells).rstrip("\t")
        if self.rows and self.rows[-1]:
            if row.strip():
                self.rows[-1][-1].append(row)
        elif row.strip():
            self.lines.append(row)
            self.listed = False

    def _blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.listed = False
