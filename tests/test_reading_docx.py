"""Word documents to `Document`: order, lists, tables, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import sandbox
from extractors.errors import ReadError
from extractors.reading import read_bytes, read_file
from extractors.records import Configuration


@pytest.fixture(autouse=True, scope="module")
def _end_sandbox() -> Iterator[None]:
    yield
    sandbox.shutdown()


def code(path: Path, configuration: Configuration = Configuration()) -> str:  # noqa: B008
    with pytest.raises(ReadError) as caught:
        read_file(path, configuration=configuration)
    assert caught.value.reason and caught.value.remedy and caught.value.source == path.name
    return caught.value.code


def refused(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_file(path)
    return caught.value


def text_of(data: bytes, name: str = "a.txt") -> str:
    return read_bytes(data, source=name).text


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def archive(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def docx(body: str, doctype: str = "", **parts: str) -> bytes:
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    )
    others = {f"word/{name}.xml": f'<w:{name} xmlns:w="{W}">{content}</w:{name}>' for name, content in parts.items()}
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **others})


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def item(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")


def word(body: str, **parts: str) -> str:
    return text_of(docx(body, **parts), "a.docx")


def test_reading_docx_paragraphs_breaks_and_tabs() -> None:
    body = (
        paragraph("Møde i Udsatterådet") + "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
    )
    assert word(body) == "Møde i Udsatterådet\n\na\tb\nc"


def test_reading_docx_table_rows_and_cells_in_document_order() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    body = paragraph("før") + f"<w:tbl>{row('Navn', 'Parti')}{row('Ane Prøve', 'A')}</w:tbl>" + paragraph("efter")
    assert word(body) == "før\n\nNavn\tParti\nAne Prøve\tA\n\nefter"


def test_reading_docx_lists_show_the_numbers_that_word_shows() -> None:
    levels = (
        "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
        "<w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>"
        "<w:lvlText w:val='%1.%2)'/></w:lvl></w:abstractNum><w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>"
    )
    body = item("Et", 2) + item("under", 2, 1) + item("To", 2) + item("under", 2, 1) + paragraph("x") + item("punkt", 9)
    assert word(body, numbering=levels) == "1. Et\n1.a) under\n2. To\n2.a) under\n\nx\n\n- punkt"


def test_reading_docx_leaves_out_deleted_hidden_and_doubled_text() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>ny </w:t></w:r></w:ins><w:del><w:r><w:delText>gammel</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>flyttet</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r>"
        "<w:r><w:t>tekst</w:t></w:r><w:r><w:Choice><w:t>!</w:t></w:Choice><w:Fallback><w:t>!</w:t></w:Fallback></w:r></w:p>"
    )
    assert word(body) == "ny tekst!"


def test_reading_docx_footnotes_stand_at_the_end() -> None:
    notes = (
        f"<w:footnote w:type='separator'>{paragraph('-')}</w:footnote><w:footnote>{paragraph('Note et')}</w:footnote>"
    )
    assert word(paragraph("Tekst"), footnotes=notes) == "Tekst\n\nNote et"


def test_reading_docx_refuses_entities(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmelig")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    (tmp_path / "a.docx").write_bytes(docx(paragraph("&e;"), doctype))
    error = refused(tmp_path / "a.docx")
    assert error.code == "unreadable" and "document type" in error.reason


def test_reading_docx_refuses_a_zip_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(" " * 80_000_000))
    assert code(tmp_path / "a.docx") == "too_large"


def test_reading_docx_cut_off_is_truncated(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph("x" * 99))[:-40])
    assert code(tmp_path / "a.docx") == "truncated"


def test_reading_docx_with_damaged_content_is_unreadable(tmp_path: Path) -> None:
    data = bytearray(docx(paragraph("Rådet drøftede sagen. " * 50)))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 8] = b"\xff" * 8
    (tmp_path / "a.docx").write_bytes(data)
    assert code(tmp_path / "a.docx") == "unreadable"
    (tmp_path / "b.docx").write_bytes(docx("<w:p><w:r>"))
    assert code(tmp_path / "b.docx") == "unreadable"


def test_reading_docx_without_text_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph(" ")))
    assert code(tmp_path / "a.docx") == "empty"
