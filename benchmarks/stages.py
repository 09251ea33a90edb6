"""Measure the stages of a build: documents, words and MB per second, beside spaCy's tokenizer on the same text.

Run ``python benchmarks/stages.py [FOLDER] [--runs N]``; without a folder the shipped examples are read. Each figure is
the median of N runs over all documents, after one run that is not counted (what is loaded once is then loaded).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractors import read_document
from extractors.flow import flow_of, lines_of
from extractors.local import link
from extractors.mentions import find_hits
from extractors.reading import find_inputs, read_file
from extractors.records import Configuration, Document, Reading
from extractors.relations import find_claims
from extractors.standing import with_standings
from extractors.structure import structure
from kg import networks
from kg.examples import folder as examples
from kg.facts import facts, sources
from kg.graph import quads, run
from kg.outputs import ledger, listed
from kg.oxigraph import nquads, write_store
from kg.resolve import resolve
from kg.views.page import page_of
from kg.views.report import report_of

PEER = "peer: spaCy's tokenizer"
T = TypeVar("T")


class Clock:
    """Seconds by stage; a stage that is entered several times adds up."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, step: Callable[[], T]) -> T:
        begun = time.perf_counter()
        result = step()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begun
        return result


def once(inputs: Sequence[str], tokenize: Callable[[str], object]) -> tuple[dict[str, float], tuple[Document, ...]]:
    """Run every stage over all documents and return its seconds, and the documents."""
    clock, configuration = Clock(), Configuration()
    base = configuration.base
    found = find_inputs(inputs).found
    documents = clock.time("read", lambda: tuple(
        read_file(file.path, source=file.source, configuration=configuration, origin=file.origin) for file in found
    ))  # fmt: skip
    readings = sorted((extract(clock, document, configuration) for document in documents), key=lambda r: r.document.id)
    entities = clock.time("resolve", lambda: resolve(readings, base=base))
    papers = sources(readings, base=base)
    told = clock.time("facts", lambda: facts(readings, entities, base=base))
    this = run(papers, configuration, code="")
    graph = clock.time("quads", lambda: tuple(quads(readings, entities, told, papers, configuration, this)))
    clock.time("graph.nq", lambda: "".join(nquads(graph)))
    with tempfile.TemporaryDirectory() as temporary:
        clock.time("store", lambda: write_store(Path(temporary) / "store", graph))
    clock.time("page", lambda: page_of(entities, told, papers, configuration=configuration))
    ranked = clock.time("networks", lambda: networks.tables_of(entities, told, base=base))
    by_id = {paper.id: paper for paper in papers}
    rows = ledger([listed(reading, by_id[reading.document.id], (), ()) for reading in readings], (), ())
    clock.time("report", lambda: report_of(entities, told, papers, rows, ranked, configuration=configuration))
    clock.time(PEER, lambda: [tokenize(document.text) for document in documents])
    return clock.seconds, documents


def extract(clock: Clock, document: Document, configuration: Configuration) -> Reading:
    """Time the parts of ``read_document`` one by one, and hold their result against its own."""
    whole = read_document(document, configuration)
    flow = clock.time("structure", lambda: flow_of(document, lines_of(document)))
    clock.time("structure", lambda: structure(document, flow))
    bare = replace(whole, mentions=(), entities=(), claims=(), problems=())
    context, entities = clock.time("mentions", lambda: link(find_hits(bare, flow, configuration)))
    scene = replace(context, reading=replace(bare, entities=entities))
    reading = clock.time("relations", lambda: with_standings(find_claims(scene), flow))
    if (reading.entities, reading.claims) != (whole.entities, whole.claims):
        raise SystemExit(f"{document.source}: the stages give another result than read_document. Bring them in step.")
    return whole


def table(runs: Sequence[dict[str, float]], documents: Sequence[Document]) -> str:
    """Return the medians as a Markdown table; ``ratio`` is the stage's speed over the peer's in the same run."""
    words = sum(len(document.text.split()) for document in documents)
    megabytes = sum(len(document.text.encode()) for document in documents) / 1e6
    whole = [{**seconds, "all stages": sum(s for stage, s in seconds.items() if stage != PEER)} for seconds in runs]
    lines = ["| stage | seconds | documents/s | words/s | MB/s | ratio to peer |", "|---|---:|---:|---:|---:|---:|"]
    for stage in [*(stage for stage in runs[0] if stage != PEER), "all stages", PEER]:
        seconds = statistics.median(one[stage] for one in whole)
        ratio = statistics.median(one[PEER] / one[stage] for one in whole)
        rates = f"{len(documents) / seconds:,.0f} | {words / seconds:,.0f} | {megabytes / seconds:.2f} | {ratio:.2f}"
        lines.append(f"| {stage} | {seconds:.3f} | {rates} |")
    head = f"{len(documents)} documents, {words:,} words, {megabytes:.3f} MB of text; medians of {len(runs)} runs."
    return "\n".join((head, "", *lines))


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description="Measure the stages of a build.")
    parser.add_argument("folder", nargs="*", default=[str(examples())], help="files or folders (default: the examples)")
    parser.add_argument("--runs", type=int, default=5, help="how many runs the medians are of (default: 5)")
    given = parser.parse_args()
    if given.runs < 1:
        parser.error(f"--runs is {given.runs}; it is at least 1.")
    import spacy

    tokenize = spacy.blank("da")
    once(given.folder, tokenize)
    results = [once(given.folder, tokenize) for _ in range(given.runs)]
    print(table([seconds for seconds, _ in results], results[0][1]))


if __name__ == "__main__":
    main()
