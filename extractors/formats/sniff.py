"""What a file really is, told by its first bytes and not by its ending."""

from __future__ import annotations

import io
import re
import zipfile

from extractors.formats.clean import CONTROL

HEAD = 8192

# kind -> (what it is called, the ending it should have, what to do with it where it cannot be read)
KINDS: dict[str, tuple[str, str, str]] = {
    "text": ("plain text", ".txt", ""),
    "pdf": ("a PDF", ".pdf", ""),
    "docx": ("a Word document (DOCX)", ".docx", ""),
    "html": ("an HTML page", ".html", ""),
    "doc": ("an old Word document (DOC)", ".doc", "Open it in Word or LibreOffice and save it as .docx or PDF."),
    "ole": ("an old Office file", "", "Open it in Office and save it as .docx or PDF."),
    "office-encrypted": ("an Office file with a password", "", "Open it in Office, remove the password and save it."),
    "xlsx": ("an Excel workbook", ".xlsx", "Save the sheets you need as PDF or as text."),
    "pptx": ("a PowerPoint presentation", ".pptx", "Save it as PDF."),
    "odt": ("an OpenDocument file", ".odt", "Open it in LibreOffice and save it as .docx or PDF."),
    "zip": ("a ZIP archive", ".zip", "Unpack it and give the files in it."),
    "gzip": ("a compressed archive", "", "Unpack it and give the files in it."),
    "rtf": ("an RTF document", ".rtf", "Open it in Word or LibreOffice and save it as .docx or PDF."),
    "xml": ("an XML file", ".xml", "Save what it shows as PDF, HTML or text."),
    "mhtml": ("a web archive (MHTML)", ".mhtml", "Save the page as HTML or print it to PDF."),
    "image": ("a picture", "", "Run OCR on it and save the result as PDF or text."),
    "program": ("a program", "", "Give documents only."),
    "binary": ("binary data", "", "Fetch or export it again as .pdf, .docx, .html or .txt."),
}

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "gzip"),
    (b"Rar!\x1a\x07", "gzip"),
    (b"BZh", "gzip"),
    (b"\xfd7zXZ", "gzip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"(?:\s|<!--[^>]{0,2000}-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_XML = re.compile(rb"\s*<(?:\?xml\s|!doctype\s)", re.IGNORECASE)
_MHTML = re.compile(
    rb"(?:From: <Saved by|MIME-Version: 1\.0\r?\n(?:[^\n]{0,300}\n){0,8}?Content-Type: multipart/related)",
    re.IGNORECASE,
)


def sniff(head: bytes) -> str:
    """Return the kind of a file by its first bytes (some 8 KB): a key of ``KINDS``, or ``empty``.

    A ZIP is only told to be one; `zip_kind` and `ole_kind` look further in.

    >>> sniff(b"%PDF-1.7 ..."), sniff("Referat af mødet".encode()), sniff(b"<!DOCTYPE html><p>")
    ('pdf', 'text', 'html')
    """
    if not head:
        return "empty"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    body = head
    for bom in _BOMS:
        if head.startswith(bom):
            body = head[len(bom) :]
            if bom != b"\xef\xbb\xbf":
                body = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
            break
    if _HTML.match(body):
        return "html"
    if body.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if _XML.match(body):
        return "xml"
    if _MHTML.match(body):
        return "mhtml"
    return "binary" if looks_binary(body) else "text"


def looks_binary(body: bytes) -> bool:
    """Whether bytes hold NULs, or more control characters than any text does."""
    if b"\x00" in body:
        return True
    controls = len(CONTROL.findall(body.decode("latin-1")))
    return controls > 2 + len(body) // 100


def zip_kind(data: bytes) -> str:
    """Return what a ZIP holds: docx, xlsx, pptx, odt or zip (also where it is damaged)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "docx" if b"word/" in data[:HEAD] else "zip"
    for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(name.startswith(folder) for name in names):
            return kind
    return "odt" if "content.xml" in names and "mimetype" in names else "zip"


def ole_kind(data: bytes) -> str:
    """Return what an OLE container holds: doc, office-encrypted or ole."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "office-encrypted"
    return "doc" if "WordDocument".encode("utf-16-le") in data else "ole"
