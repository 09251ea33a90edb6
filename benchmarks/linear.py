"""Measure that reading takes time in proportion to the text: seconds per doubling, on the examples and on awkward strings.

Run ``python benchmarks/linear.py [--megabytes N] [--profile]``: the examples' text once, twice, four and eight times;
then each string repeated to N megabytes, after an eighth, a quarter and half of it. A ratio near 2 is linear, near 4
quadratic; a string whose half takes longer than the limit is not read in full.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import io
import pstats
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractors import read_document
from extractors.reading import read_file
from extractors.records import Document
from kg.examples import folder

AWKWARD = (
    "A ", "a ", "Udvalget for ", "Udvalget for ældre, ", "(V) ", "Ida Holm (V) ", "1. ", "1. Sag\n", "Punkt 1: Sag\n", "Region ", "Region Fyn ",
    "kr. ", "2 mio. kr. ", "og ", "Fase 1 ", "Fase 1: Start\n", "- ", "- Post\n", "Projekt Bo\nFase 1: Start\n", "\"Ny By\" ", "projekt \"By\" ", "5. maj 2026 ", "2026 - ",
    "A-", "Ab-Ab ", "rådet ", "Byrådet ", "Byrådet\n", "SIND, ", "SIND og KL ", "Holbæk Kommune samarbejder med SIND. ", "Afbud: Ida Holm\n", "Beslutning\nGodkendt.\n",
    "Projekt Bo startede i 2026. ", "Mødedeltagere\nIda Holm\n", "(", "\t", "x", "8", "\n", " ", ".", "....", "æ-\n", "Æ", "_", "=", "*", "…", "https://a.dk/", "a@b.dk ",
)  # fmt: skip
LINEAR = 2.6
"""A ratio per doubling that a linear program stays under, measuring errors included."""
SLOW = 5.0
"""Seconds per megabyte that are too many."""


def paper(text: str) -> Document:
    """Make a document of a string."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(digest[:16], digest, "linear", "linear.txt", "text/plain", text)


def seconds(text: str) -> float:
    """Return the processor seconds that the rules take to read a text; other programs on the machine do not count."""
    document = paper(text)
    begun = time.process_time()
    read_document(document)
    return time.process_time() - begun


def growth(unit: str, sizes: tuple[int, ...], limit: float) -> tuple[list[float], bool]:
    """Return the seconds for each number of repetitions, and whether the last ones were left out as too slow."""
    spent: list[float] = []
    for size in sizes:
        if spent and spent[-1] > limit:
            return spent, True
        spent.append(seconds(unit * size))
    return spent, False


def hot(text: str, count: int = 4) -> str:
    """Return the functions of the project, and of ``re``, in which reading a text spends most of its own time."""
    profile = cProfile.Profile()
    profile.enable()
    read_document(paper(text))
    profile.disable()
    stats = pstats.Stats(profile, stream=io.StringIO())
    rows = sorted(((own, name) for name, (_, _, own, _, _) in stats.stats.items()), reverse=True)  # type: ignore[attr-defined]
    return ", ".join(f"{Path(file).name}:{line} {function} {own:.1f} s" for own, (file, line, function) in rows[:count])


def report(label: str, unit: str, sizes: tuple[int, ...], limit: float, *, profile: bool) -> str:
    """Return one line of the table, with the functions that are to blame where it is too slow."""
    spent, cut = growth(unit, sizes, limit)
    ratios = [b / a for a, b in pairwise(spent) if a > 0.02]
    megabytes = len((unit * sizes[len(spent) - 1]).encode()) / 1e6
    bad = (ratios and ratios[-1] > LINEAR) or spent[-1] / megabytes > SLOW
    line = f"{label!r:44} {' '.join(f'{s:8.2f}' for s in spent)}{'    (cut)' if cut else ''}  ratio {ratios[-1] if ratios else 0:.2f}  {spent[-1] / megabytes:6.1f} s/MB{'  <-- look' if bad else ''}"
    if bad and profile:
        line += "\n    " + hot(unit * sizes[max(0, len(spent) - 2)])
    return line


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description="Measure that reading takes linear time.")
    parser.add_argument("--megabytes", type=float, default=1.0, help="size of the awkward strings (default: 1)")
    parser.add_argument("--limit", type=float, default=4.0, help="seconds after which a string is not doubled again (default: 4)")
    parser.add_argument("--only", default="", help="measure only the strings that contain this")
    parser.add_argument("--profile", action="store_true", help="name the functions in which slow strings spend their time")
    given = parser.parse_args()
    seconds("Region Sjælland")
    texts = "\n\n".join(read_file(path).text for path in sorted(folder().glob("*.*")) if path.suffix in (".txt", ".pdf", ".docx", ".html"))
    if not given.only:
        print(report("examples", texts + "\n\n", (1, 2, 4, 8), 60.0, profile=given.profile), flush=True)
    for unit in (u for u in AWKWARD if given.only in u):
        whole = int(given.megabytes * 1e6 / len(unit.encode()))
        print(report(unit, unit, (whole // 8, whole // 4, whole // 2, whole), given.limit, profile=given.profile), flush=True)


if __name__ == "__main__":
    main()
