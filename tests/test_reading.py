"""File to `Document`: encodings, types, pages, furniture, the sandbox."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import reading, sandbox
from extractors.errors import ReadError
from extractors.formats.clean import clean
from extractors.formats.furniture import find_furniture
from extractors.reading import read_bytes, read_file
from extractors.records import Configuration, Document, Origin

MINUTES = "REFERAT Udsatterådet i Nord\n\nPunkt 1: Godkendelse af dagsorden\n\nBeslutning\n\nGodkendt.\n"


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


def archive(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def docx() -> bytes:
    """Return the least that is told to be a Word document."""
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})


# Text


def test_reading_document_carries_hash_name_source_and_type(tmp_path: Path) -> None:
    path = tmp_path / "Referat 1.txt"
    path.write_bytes(MINUTES.encode())
    document = read_file(path, source="2026/Referat 1.txt", origin=Origin("https://example.dk", "T", "2026-01-01"))
    digest = hashlib.sha256(MINUTES.encode()).hexdigest()
    assert (document.id, document.sha256) == (digest[:16], digest)
    assert (document.name, document.source, document.media_type) == ("Referat 1", "2026/Referat 1.txt", "text/plain")
    assert document.text == MINUTES and document.page_starts == () and document.notes == ()
    assert document.origin.title == "T"


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("encoding: utf-16",)),
        ("cp1252", ("encoding: cp1252",)),
        ("latin-1", ("encoding: cp1252",)),
    ],
)
def test_reading_text_decodes_encodings(encoding: str, notes: tuple[str, ...]) -> None:
    document = read_bytes("Rådet på Ærø drøftede økonomi".encode(encoding), source="a.txt")
    assert document.text == "Rådet på Ærø drøftede økonomi"
    assert document.notes == notes


def test_reading_text_keeps_utf8_where_a_few_bytes_are_stray() -> None:
    document = read_bytes(("Rådet på Ærø og Læsø. ".encode() * 3) + "å".encode("cp1252") + b" slut", source="a.txt")
    assert document.text.endswith("Læsø. å slut")
    assert document.notes == ("encoding: utf-8 with 1 stray bytes read as cp1252",)


def test_reading_text_notes_utf8_encoded_twice() -> None:
    assert read_bytes("Rådet".encode().decode("cp1252").encode(), source="a.txt").notes == (
        "encoding: utf-8 encoded twice",
    )


def test_reading_text_cut_within_a_character_is_truncated(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Rådet på Ær".encode() + "ø".encode()[:1])
    assert code(path) == "truncated"


def test_reading_text_unifies_line_ends() -> None:
    assert text_of(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_reading_text_is_nfc_and_free_of_invisible_characters() -> None:
    assert text_of("R\u0061\u030adet\u200b\ufeff\u00a0i\u00adal".encode()) == "Rådet ial"


def test_reading_text_form_feed_begins_a_page() -> None:
    document = read_bytes(b"Side et\n\fSide to\fSide tre\f", source="a.txt")
    assert document.text == "Side et\n\nSide to\nSide tre\n"
    assert [document.text[start : start + 8] for start in document.page_starts] == [
        "Side et\n",
        "Side to\n",
        "Side tre",
    ]
    assert document.page(document.text.index("Side to")) == 2


def test_reading_text_from_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MINUTES.encode())))
    document = read_file("-")
    assert (document.name, document.source, document.text) == ("stdin", "-", MINUTES)


def test_reading_stdin_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<!doctype html><p>Hej")))
    assert read_file("-").media_type == "text/html"


def test_reading_masks_personal_data_without_moving_anything() -> None:
    document = read_bytes(b"Borger 010190-1234\nSag EMN-2024-05992", source="a.txt")
    assert document.text == "Borger ███████████\nSag EMN-2024-05992"
    assert document.notes == ("masked: cpr 1",)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_reading_clean_text_is_nfc_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned) and "\r" not in cleaned
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_reading_any_bytes_give_a_document_or_a_read_error(data: bytes) -> None:
    try:
        document = read_bytes(data, source="a.txt")
    except ReadError:
        return
    assert isinstance(document, Document) and document.text.strip()


# Refusals


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\f\f"])
def test_reading_refuses_empty_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert code(tmp_path / "a.txt") == "empty"


@pytest.mark.parametrize("data", [b"abc\x00def", b"abc" * 5000 + b"\x00", bytes(range(1, 32)) * 20])
def test_reading_refuses_binary_content_named_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert code(tmp_path / "a.txt") == "wrong_type"


def test_reading_refuses_what_its_ending_does_not_say(tmp_path: Path) -> None:
    cases = {
        "pdf.txt": (b"%PDF-1.4\n%%EOF", "Rename it to pdf.pdf"),
        "docx.pdf": (docx(), "Rename it to docx.docx"),
        "docx.txt": (docx(), "Rename it to docx.docx"),
        "html.txt": (b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>x", "Rename it to html.html"),
        "html.pdf": (b"<html><body>404", "Rename it to html.html"),
        "text.pdf": (b"Just text", "Rename it to text.txt"),
        "text.docx": (b"Just text", "Rename it to text.txt"),
        "pdf.html": (b"%PDF-1.4", "Rename it to pdf.pdf"),
        "rtf.txt": (rb"{\rtf1 x}", "save it as .docx"),
        "doc.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        "xlsx.docx": (archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "Save the sheets"),
        "png.pdf": (b"\x89PNG\r\n\x1a\n", "Run OCR"),
    }
    for name, (data, remedy) in cases.items():
        (tmp_path / name).write_bytes(data)
        error = refused(tmp_path / name)
        assert error.code == "wrong_type", name
        assert remedy in error.remedy, (name, error.remedy)


def test_reading_old_word_document_is_unsupported_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    error = refused(tmp_path / "a.doc")
    assert error.code == "unsupported" and ".docx" in error.remedy


def test_reading_office_file_with_a_password_is_encrypted(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9000 + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.docx").write_bytes(data)
    assert code(tmp_path / "a.docx") == "encrypted"


@pytest.mark.parametrize("name", ["a.png", "a.xlsx", "a.zip", "a.csv", "a"])
def test_reading_refuses_other_endings(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    assert code(tmp_path / name) == "unsupported"


def test_reading_damaged_pdf_and_docx_are_unreadable(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.docx"):
        (tmp_path / name).write_bytes(b"\x00\x01garbage" * 50)
        assert code(tmp_path / name) == "unreadable"


def test_reading_too_large_names_both_numbers_and_reads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_001)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("opened"))
    error = refused(path)
    assert error.code == "too_large"
    assert "200,000,001" in error.reason and "100,000,000" in error.reason


def test_reading_follows_the_configured_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 11)
    assert code(tmp_path / "a.txt", Configuration(max_bytes=10)) == "too_large"


def test_reading_missing_file(tmp_path: Path) -> None:
    assert code(tmp_path / "a.txt") == "missing"


def test_reading_locked_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")

    def shut(*_: object, **__: object) -> None:
        raise PermissionError(13, "sharing violation")

    monkeypatch.setattr(Path, "open", shut)
    assert code(tmp_path / "a.txt") == "locked"


def test_reading_folder_and_device_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    assert code(tmp_path / "a.txt") == "unsupported"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "b.txt")
        assert code(tmp_path / "b.txt") == "unsupported"


def test_reading_caps_extracted_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 10)
    with pytest.raises(ReadError, match="more than 10"):
        text_of(b"x" * 11)


# Furniture


def spans(pages: list[str]) -> list[str]:
    text = "\n".join(pages)
    starts, position = [], 0
    for page in pages:
        starts.append(position)
        position += len(page) + 1
    return [text[span.start : span.end] for span in find_furniture(text, tuple(starts))]


BODIES = ["Budgettet blev drøftet", "Formanden takkede for indsatsen", "Rådet holder sommermøde", "Der var kaffe"]


def test_reading_furniture_finds_running_lines_and_page_numbers() -> None:
    pages = [f"Region Nord   Referat 2026\n{body}\n- {n} -" for n, body in enumerate(BODIES, 4)]
    assert spans(pages) == [line for n in range(4, 8) for line in ("Region Nord   Referat 2026", f"- {n} -")]


def test_reading_furniture_takes_bare_numbers_only_where_they_count_pages() -> None:
    assert spans([f"{body}\n{n}" for n, body in enumerate(BODIES, 2)]) == ["2", "3", "4", "5"]
    assert spans([f"{body}\n{n}" for body, n in zip(BODIES, (17, 3, 250, 9), strict=True)]) == []


def test_reading_furniture_leaves_headings_and_outcomes() -> None:
    assert spans([f"Punkt {n}\n{body}\nBeslutning\nGodkendt." for n, body in enumerate(BODIES, 1)]) == []
    assert spans([f"{body}\nRådet tog orienteringen til efterretning" for body in BODIES]) == []


def test_reading_furniture_needs_pages() -> None:
    assert find_furniture("Side 1\nx", ()) == ()
