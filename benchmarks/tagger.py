"""Measure the tagger: its load time, words per second where it runs, the share of the text that it reads.

Run ``python benchmarks/tagger.py [FOLDER] [--runs N]``; without a folder the shipped examples are read. Load times are those
of fresh processes, spaCy's import left out; each figure is the median of N runs. The peer is spaCy's tokenizer on the same words.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractors.flow import flow_of, lines_of
from extractors.mentions import find_hits
from extractors.names import SHIPPED, read_segments, registers
from extractors.reading import find_inputs, read_file
from extractors.records import NO_TAGGER, Configuration
from extractors.structure import structure
from extractors.tagged import unexplained
from kg.examples import folder as examples

LOADS = {
    "load, beside the registers": "import spacy, time; from extractors.names import registers, tagger; registers(); t = time.perf_counter(); tagger(); print(time.perf_counter() - t)",
    "load, spacy.load of the folder": "import spacy, time, extractors.model.component; from extractors.names import SHIPPED; t = time.perf_counter(); spacy.load(SHIPPED); print(time.perf_counter() - t)",
}


def texts(inputs: list[str]) -> tuple[int, list[tuple[str, list[tuple[int, int]]]]]:
    """Return the number of words in all texts, and of each text the segments that the tagger reads in a build."""
    words, found = 0, []
    configuration = Configuration(model=NO_TAGGER)
    for file in find_inputs(inputs).found:
        document = read_file(file.path, source=file.source, configuration=configuration, origin=file.origin)
        flow = flow_of(document, lines_of(document))
        reading = structure(document, flow)
        segments = sorted({flow.range(sentence.span) for sentence in reading.sentences})
        words += sum(len(flow.text[start:end].split()) for start, end in segments)
        hits = find_hits(reading, flow, configuration).hits
        covered = frozenset(p for hit in hits for p in range(hit.start, hit.end))
        found.append((flow.text, unexplained(flow.text, segments, covered)))
    return words, found


def timed(runs: int, step: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the first run, in which every word is new, and the median of the others."""
    seconds = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - begun)
    return seconds[0], statistics.median(seconds[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    words, read = texts(options.inputs or [str(examples())])
    tokenizer = registers().tokenizer
    pieces = [text[start:end] for text, segments in read for start, end in segments]
    tagged = sum(len(piece.split()) for piece in pieces)
    list(read_segments("Og", [(0, 2)]))
    first, seconds = timed(options.runs, lambda: [list(read_segments(text, segments)) for text, segments in read])
    _, peer = timed(options.runs, lambda: [tokenizer(piece) for piece in pieces])
    for name, code in LOADS.items():
        loads = [float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout) for _ in range(options.runs)]
        print(f"{name:40}{statistics.median(loads):8.2f} s")
    size = sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file())
    print(f"{'size on disk':40}{size / 1e6:8.1f} MB")
    print(f"{'words':40}{words:8}")
    print(f"{'share that the tagger reads':40}{tagged / words:8.2f}")
    print(f"{'tokenize and tag':40}{tagged / seconds:8.0f} words/s")
    print(f"{'the same, every word for the first time':40}{tagged / first:8.0f} words/s")
    print(f"{'peer: the tokenizer alone':40}{tagged / peer:8.0f} words/s   ratio {peer / seconds:.2f}")


if __name__ == "__main__":
    main()
