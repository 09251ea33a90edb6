"""Measure how fast a build is verified: documents per minute, for generated text files and PDFs.

Run ``python benchmarks/verify.py [--texts N] [--pdfs N] [--jobs N]``. The documents are invented minutes of some three
pages each; they are built in a temporary folder, and what is timed is ``kg verify`` alone, first as they are, then with
one letter changed in each.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.pipeline import build
from kg.verification.verify import verify

TOWNS = ("Holbæk", "Roskilde", "Næstved", "Slagelse", "Køge", "Ringsted", "Sorø", "Faxe")
ITEMS = 12


def minutes(number: int) -> str:
    """Return the minutes of an invented meeting; every number gives other words."""
    town = TOWNS[number % len(TOWNS)]
    year, month, day = 2020 + number // 300 % 6, number // 25 % 12 + 1, number % 25 + 1
    parts = [f"Referat af møde i Social- og Sundhedsudvalget i {town} Kommune den {day}. {month}. {year}\n",
             "Deltagere: Ida Vesterlund Brandt (A), formand, og Aksel Bruntoft (V)\n"]  # fmt: skip
    for item in range(1, ITEMS + 1):
        parts.append(
            f"Punkt {item}: Status på Projekt Fast Havn {number}-{item}\n\nSagsfremstilling\n{town} Kommune har indgået "
            f"partnerskab med Kirkens Korshær om Projekt Fast Havn. Der er afsat {item},5 mio. kr. til Projekt Fast Havn i "
            f"{year + 1}. Administrationen beskriver her forløbet over de seneste måneder, de aftaler som parterne har "
            "gjort, og hvad der mangler, før indsatsen kan begynde.\n\nBeslutning\nOrienteringen blev taget til "
            "efterretning.\n"
        )
    return "\n".join(parts)


def write_pdf(path: Path, text: str) -> None:
    """Write a text as a PDF with a text layer."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    pdf.multi_cell(0, 6, text)
    pdf.output(str(path))


def measured(folder: Path, name: str, count: int, jobs: int) -> None:
    """Build `count` documents, verify them twice, and print how fast that went."""
    source, output = folder / name, folder / f"{name}-output"
    source.mkdir()
    for number in range(count):
        if name == "pdf":
            write_pdf(source / f"moede-{number:05}.pdf", minutes(number))
        else:
            (source / f"moede-{number:05}.txt").write_text(minutes(number), encoding="utf-8")
    built = build([str(source)], output, jobs=2)
    _timed(f"{name}, as they were", output, built.documents, jobs)
    if name == "txt":
        for path in source.glob("*.txt"):
            path.write_text(path.read_text(encoding="utf-8").replace("3,5 mio.", "3,6 mio."), encoding="utf-8")
        _timed(f"{name}, a figure changed in each", output, built.documents, jobs)


def _timed(what: str, output: Path, documents: int, jobs: int) -> None:
    start = time.perf_counter()
    found = verify(output, jobs=jobs)
    seconds = time.perf_counter() - start
    print(f"{what}: {documents} documents, {sum(found.claims.values())} claims {dict(found.claims)}: {seconds:.2f} s, "
          f"{documents / seconds * 60:,.0f} documents a minute")  # fmt: skip


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--texts", type=int, default=200, help="how many text files to make")
    parser.add_argument("--pdfs", type=int, default=100, help="how many PDFs to make")
    parser.add_argument("--jobs", type=int, default=1, help="how many documents to read at a time")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="policykg-") as folder:
        for name, count in (("txt", given.texts), ("pdf", given.pdfs)):
            if count:
                measured(Path(folder), name, count, given.jobs)


if __name__ == "__main__":
    main()
