"""PDF to `Document`: pages, hyphens, furniture, damage, scans and OCR."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF

from extractors import reading, sandbox
from extractors.errors import ReadError
from extractors.formats.ocr import ocr_problem
from extractors.reading import read_bytes, read_file
from extractors.records import Configuration, Document

BODIES = (
    "Rådet drøftede økonomien for det nye tilbud på Ærø.",
    "Formanden orienterede om samarbejdet med Nordby Kommune.",
    "Næste møde holdes den 5. marts 2026 i mødelokale 2.",
)


@pytest.fixture(autouse=True, scope="module")
def _end_sandbox() -> Iterator[None]:
    yield
    sandbox.shutdown()


def lines_pdf(pages: Sequence[Sequence[str]], **encryption: Any) -> bytes:
    """Return a PDF with these lines on these pages."""
    pdf = FPDF()
    if encryption:
        pdf.set_encryption(**encryption)
    pdf.set_font("Helvetica", size=12)
    for lines in pages:
        pdf.add_page()
        for line in lines:
            pdf.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def scan_of(data: bytes) -> list[Any]:
    """Return the pages of a PDF as pictures."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return pictures


def mixed_pdf(parts: Sequence[Any]) -> bytes:
    """Return a PDF whose pages hold text (a string), a picture, both (a pair) or nothing (None)."""
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    for part in parts:
        pdf.add_page()
        picture, text = part if isinstance(part, tuple) else (None, part) if isinstance(part, str) else (part, "")
        if picture is not None:
            pdf.image(picture, x=0, y=0, w=pdf.w)
        if text:
            pdf.multi_cell(0, 6, text)
    return bytes(pdf.output())


def read(data: bytes, **settings: Any) -> Document:
    return read_bytes(data, source="referat.pdf", configuration=Configuration(**settings))


def refused(data: bytes, **settings: Any) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(data, **settings)
    return caught.value


def test_reading_pdf_gives_lines_pages_and_danish_letters() -> None:
    document = read(lines_pdf([["Referat æøå ÆØÅ", BODIES[0]], [BODIES[1]]]))
    assert document.text == f"Referat æøå ÆØÅ\n{BODIES[0]}\n{BODIES[1]}"
    assert [document.text[start:][:9] for start in document.page_starts] == ["Referat æ", "Formanden"]
    assert document.media_type == "application/pdf" and document.notes == () and len(document.sha256) == 64
    assert document.id == document.sha256[:16] and document.name == "referat"


def test_reading_pdf_reads_from_a_file(tmp_path: Path) -> None:
    data = lines_pdf([[BODIES[0]]])
    (tmp_path / "a.pdf").write_bytes(data)
    document = read_file(tmp_path / "a.pdf")
    assert (document.text, document.sha256) == (BODIES[0], read(data).sha256)


def test_reading_pdf_keeps_the_hyphen_and_the_line_end() -> None:
    document = read(lines_pdf([["Der er brug for udvik-", "ling af børne- og ungdoms-", "psykiatrien"]]))
    assert document.text == "Der er brug for udvik-\nling af børne- og ungdoms-\npsykiatrien"


def test_reading_pdf_finds_headers_footers_and_page_numbers() -> None:
    pages = [["Region Nord - referat", body, f"Side {n} af 3"] for n, body in enumerate(BODIES, 1)]
    document = read(lines_pdf(pages))
    assert [document.text[s.start : s.end] for s in document.furniture] == [
        line for n in (1, 2, 3) for line in ("Region Nord - referat", f"Side {n} af 3")
    ]


def test_reading_pdf_with_a_password_is_encrypted() -> None:
    assert refused(lines_pdf([["x"]], owner_password="a", user_password="b")).code == "encrypted"


def test_reading_pdf_that_is_only_locked_for_changes_is_read() -> None:
    assert read(lines_pdf([["Åben"]], owner_password="a")).text == "Åben"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_reading_pdf_cut_off_is_truncated(share: float) -> None:
    data = lines_pdf([[body] for body in BODIES])
    assert refused(data[: int(len(data) * share)]).code == "truncated"


def test_reading_pdf_with_a_hole_in_it_is_truncated() -> None:
    data = lines_pdf([[body] for body in BODIES])
    error = refused(data[:300] + data[-700:])
    assert error.code in ("truncated", "unreadable")


def test_reading_pdf_with_damaged_structure_is_unreadable() -> None:
    data = lines_pdf([["x"]])
    assert refused(b"%PDF-1.4\n" + b"\xff" * len(data) + b"\n%%EOF\n").code == "unreadable"


def test_reading_pdf_with_zeros_behind_it_is_read() -> None:
    assert read(lines_pdf([["Hej"]]) + b"\0" * 5000).text == "Hej"


def test_reading_pdf_of_pictures_needs_ocr_and_says_how() -> None:
    pictures = scan_of(lines_pdf([[body] for body in BODIES]))
    error = refused(mixed_pdf(pictures))
    assert error.code == "needs_ocr" and "3 of 3 pages" in error.reason
    assert "[ocr]" in error.remedy and "tesseract-ocr-dan" in error.remedy


def test_reading_pdf_mostly_of_pictures_needs_ocr() -> None:
    picture = scan_of(lines_pdf([[BODIES[0]]]))[0]
    assert refused(mixed_pdf([picture, BODIES[0], picture])).code == "needs_ocr"


def test_reading_pdf_of_pictures_with_a_stamp_needs_ocr() -> None:
    picture = scan_of(lines_pdf([[BODIES[0]]]))[0]
    assert refused(mixed_pdf([(picture, "Modtaget 5. maj"), (picture, "Side 2")])).code == "needs_ocr"


def test_reading_pdf_notes_pages_without_text() -> None:
    picture = scan_of(lines_pdf([[BODIES[0]]]))[0]
    document = read(mixed_pdf([*BODIES, picture, BODIES[0] + " Igen.", None]))
    assert document.notes == ("pages without text: 4, 6",)
    assert len(document.page_starts) == 6
    assert document.page(document.text.index("Igen")) == 5


def test_reading_pdf_notes_a_picture_page_with_hardly_any_text() -> None:
    picture = scan_of(lines_pdf([[BODIES[0]]]))[0]
    document = read(mixed_pdf([(picture, "Bilag"), *BODIES]))
    assert document.notes == ("pages that are pictures with hardly any text: 1",)


def test_reading_pdf_without_anything_is_empty() -> None:
    assert refused(mixed_pdf([None, None])).code == "empty"


def test_reading_pdf_without_the_ocr_program_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_ocr_problem", lambda: "the program tesseract is not installed")
    picture = scan_of(lines_pdf([[BODIES[0]]]))[0]
    error = refused(mixed_pdf([picture]), ocr=True)
    assert error.code == "needs_ocr" and "tesseract is not installed" in error.reason


@pytest.mark.skipif(bool(ocr_problem()), reason=f"OCR cannot run here: {ocr_problem()}")
def test_reading_pdf_scan_is_read_by_ocr() -> None:
    picture = scan_of(lines_pdf([BODIES]))[0]
    document = read(mixed_pdf([picture]), ocr=True)
    assert "drøftede økonomien" in document.text and "Nordby Kommune" in document.text
    assert document.notes == ("ocr",) and document.page_starts == (0,)


@pytest.mark.skipif(bool(ocr_problem()), reason=f"OCR cannot run here: {ocr_problem()}")
def test_reading_pdf_ocr_reads_only_the_pages_that_need_it() -> None:
    picture = scan_of(lines_pdf([[BODIES[1]]]))[0]
    document = read(mixed_pdf([BODIES[0], picture, BODIES[2]]), ocr=True)
    assert document.notes == ("ocr", "ocr pages: 2")
    assert document.page(document.text.index("Nordby")) == 2


def test_reading_pdf_is_the_same_each_time() -> None:
    data = lines_pdf([["Region Nord", body] for body in BODIES])
    first = read(data)
    sandbox.shutdown()
    assert read(data) == first


def test_reading_pdf_from_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines_pdf([["Hej"]]))))
    assert read_file("-").text == "Hej"
