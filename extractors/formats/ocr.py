"""Scanned pages through the installed ``tesseract`` with its Danish data: rendered by pdfium, read page by page."""

from __future__ import annotations

import os
import shutil
import subprocess

from extractors.errors import ReadError
from extractors.formats.clean import clean
from extractors.formats.pdf import open_pdf

LANGUAGE = "dan"
DPI = 300
MAX_PIXELS = 40_000_000
PAGE_SECONDS = 100
REMEDY = (
    "Install OCR (Debian: apt install tesseract-ocr tesseract-ocr-dan; then pip install 'policykg[ocr]') and build"
    " with OCR switched on (--ocr), or make the PDF searchable with ocrmypdf -l dan."
)


def ocr_problem() -> str:
    """Return why OCR cannot run here, or the empty string."""
    program = shutil.which("tesseract")
    if program is None:
        return "the program tesseract is not installed"
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"tesseract does not answer ({error})"
    if LANGUAGE not in (listed.stdout + listed.stderr).split():
        return "tesseract has no Danish language data"
    return ""


def ocr_page(data: bytes, number: int, *, source: str) -> str:
    """Return the text that OCR reads on page `number` (1-based) of a PDF.

    Raises
    ------
    ReadError
        ``timeout`` or ``unreadable``, naming the page.
    """
    picture = _render(data, number, source)
    program = shutil.which("tesseract") or "tesseract"
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI)],
            input=picture,
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=False,
            # One thread: more are slower on small pages.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        reason = f"OCR of page {number} took more than {PAGE_SECONDS} seconds."
        raise ReadError(source, "timeout", reason, "Make the PDF searchable with ocrmypdf -l dan.") from error
    except OSError as error:
        raise ReadError(source, "needs_ocr", f"OCR of page {number} could not start ({error}).", REMEDY) from error
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()[-200:]
        reason = f"OCR of page {number} failed ({message})."
        raise ReadError(source, "unreadable", reason, "Make the PDF searchable with ocrmypdf -l dan.")
    return clean(done.stdout.decode("utf-8", "replace").replace("\f", "")).strip("\n")


def _render(data: bytes, number: int, source: str) -> bytes:
    """Return a page as a grey picture (PGM), so that no imaging library is needed."""
    document = open_pdf(data, source=source)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = DPI / 72
        if width * height * scale * scale > MAX_PIXELS:
            scale = (MAX_PIXELS / (width * height)) ** 0.5
        bitmap = page.render(scale=scale, grayscale=True)
        buffer = memoryview(bitmap.buffer).cast("B")
        rows = (buffer[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height))
        picture = b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
        page.close()
        return picture
    finally:
        document.close()
