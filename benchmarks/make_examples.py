"""Make the PDF and DOCX examples of ``kg/examples`` from the text in ``benchmarks/example_sources``.

The same sources give the same bytes: dates, ids and the order of the parts are fixed, nothing is compressed (what
zlib writes differs between its versions). Run ``python benchmarks/make_examples.py [FOLDER]`` after changing a
source; without a folder the shipped examples are overwritten.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from fpdf import FPDF

SOURCES = Path(__file__).parent / "example_sources"
EXAMPLES = Path(__file__).parent.parent / "kg" / "examples"

_LINE = 5.4  # mm from one line to the next
_TOP, _BOTTOM, _LEFT = 30.0, 272.0, 24.0  # mm: the part of an A4 page that text may fill
_COLUMNS = (24.0, 112.0, 130.0, 148.0, 166.0)  # mm: where the cells of a table row begin
_SIZES = {"# ": 15, "## ": 12, "### ": 11}

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCX_STYLES = (("Title", 36), ("Heading1", 28), ("Heading2", 22), ("ListBullet", 22))


def pdf(source: str, date: datetime) -> bytes:
    """Return the PDF of a source whose lines are set as they stand.

    Parameters
    ----------
    source
        ``@header TEXT`` and ``@footer TEXT`` (with ``{page}`` and ``{pages}``) stand on every page; ``#``, ``##``
        and ``###`` begin headings; ``| a | b`` is a table row without rules, as exports flatten them.
    date
        The document's creation date.
    """
    lines = source.splitlines()
    running = dict(line[1:].split(" ", 1) for line in lines if line.startswith("@"))
    pages = list(_paginate([line for line in lines if not line.startswith("@")]))
    out = FPDF(format="A4", unit="mm")
    out.set_compression(False)
    out.set_creation_date(date)
    out.set_producer("policykg examples")
    out.set_lang("da")
    out.set_auto_page_break(False)
    for number, page in enumerate(pages, start=1):
        out.add_page()
        _text(out, _LEFT, 16.0, running.get("header", ""), 8)
        for y, line in page:
            _line(out, y, line)
        _text(out, _LEFT, 284.0, running.get("footer", "").format(page=number, pages=len(pages)), 8)
    return bytes(out.output())


def _paginate(lines: list[str]) -> Iterator[list[tuple[float, str]]]:
    """Yield the pages as (height in mm, line), no heading last on a page."""
    page: list[tuple[float, str]] = []
    y = _TOP
    for line in lines:
        if y > _BOTTOM or (line.startswith("#") and y > _BOTTOM - 4 * _LINE):
            yield page
            page, y = [], _TOP
        if line:
            page.append((y, line))
        elif y == _TOP:
            continue
        y += _LINE if line else 0.7 * _LINE
    yield page


def _line(out: FPDF, y: float, line: str) -> None:
    if line.startswith("|"):
        for x, cell in zip(_COLUMNS, line[1:].split("|"), strict=False):
            _text(out, x, y, cell.strip(), 10)
        return
    for mark, size in _SIZES.items():
        if line.startswith(mark):
            _text(out, _LEFT, y, line.removeprefix(mark), size, bold=True)
            return
    _text(out, _LEFT, y, line, 11)


def _text(out: FPDF, x: float, y: float, text: str, size: int, *, bold: bool = False) -> None:
    out.set_font("Helvetica", "B" if bold else "", size)
    out.text(x, y, text)


def docx(source: str, title: str, date: datetime) -> bytes:
    """Return the DOCX of a source: ``=``, ``==``, ``===`` headings, ``- `` list items, ``| a | b`` table rows."""
    stamp = date.strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{_override('/word/document.xml', 'wordprocessingml.document.main')}"
            f"{_override('/word/styles.xml', 'wordprocessingml.styles')}"
            f"{_override('/word/numbering.xml', 'wordprocessingml.numbering')}"
            '<Override PartName="/docProps/core.xml"'
            ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>'
        ),
        "docProps/core.xml": (
            f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title)}</dc:title><dc:language>da-DK</dc:language>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created></cp:coreProperties>'
        ),
        "word/_rels/document.xml.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f"{_XML}<w:document {_WORD}><w:body>{''.join(_body(source))}<w:sectPr/></w:body></w:document>"
        ),
        "word/numbering.xml": (
            f'{_XML}<w:numbering {_WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        ),
        "word/styles.xml": f"{_XML}<w:styles {_WORD}>{''.join(_style(*style) for style in _DOCX_STYLES)}</w:styles>",
    }
    return _zip(parts)


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'


def _style(name: str, half_points: int) -> str:
    shown = name.replace("Heading", "heading ").replace("ListBullet", "List Bullet")
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:rPr><w:sz w:val="{half_points}"/></w:rPr></w:style>'
    )


def _body(source: str) -> Iterator[str]:
    """Yield the paragraphs and tables of a source in the order of its lines."""
    rows: list[str] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            cells = (cell.strip() for cell in line.strip("| ").split("|"))
            rows.append(f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>")
            continue
        if rows:
            yield f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"
            rows = []
        for mark, style in (("=== ", "Heading2"), ("== ", "Heading1"), ("= ", "Title"), ("- ", "ListBullet")):
            if line.startswith(mark):
                yield _paragraph(line.removeprefix(mark), style)
                break
        else:
            if line:
                yield _paragraph(line)


def _paragraph(text: str, style: str = "") -> str:
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if style == "ListBullet" else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{bullet}</w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _zip(parts: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, text in parts.items():
            info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # otherwise the platform's own
            archive.writestr(info, text.encode())
    return buffer.getvalue()


def make(folder: Path) -> tuple[Path, ...]:
    """Write every example that has a source to `folder` and return the files in the order of their names."""
    written = []
    for path in sorted(SOURCES.glob("*.txt")):
        source = path.read_text(encoding="utf-8")
        date = datetime.fromisoformat(path.stem[-10:]).replace(hour=12, tzinfo=UTC)
        if source.startswith("@"):
            target, data = folder / f"{path.stem}.pdf", pdf(source, date)
        else:
            title = source.splitlines()[0].lstrip("= ")
            target, data = folder / f"{path.stem}.docx", docx(source, title, date)
        target.write_bytes(data)
        written.append(target)
    return tuple(written)


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES):
        print(path.name)
