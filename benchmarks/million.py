"""Measure a build of a million claims: seconds, memory and size of each step, from readings to a store that answers.

Run ``python benchmarks/million.py [--claims N] [--provenance full|compact] [--keep FOLDER]``. The readings are generated
(``benchmarks/generated.py``); the build is the program's own, in a process of its own, whose peak memory is printed.
``benchmarks/queries.py`` sets the store beside rdflib.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generated import CLAIMS, readings

from extractors.records import Configuration, Origin
from kg import outputs, pipeline
from kg.shelf import Shelf


def generated(folder: Path, claims: int, configuration: Configuration) -> dict[str, float]:
    """Build generated readings with so many claims in `folder`; return seconds by step."""
    clock = pipeline._Clock()
    (folder / "readings").mkdir(parents=True)
    shelf = Shelf(folder / "readings")
    for reading in readings(max(1, claims // CLAIMS)):
        shelf.put(reading, "", reading.document.source, Origin())
    clock.mark("generate")
    result, this = pipeline.write(folder, shelf, configuration, pipeline._steps(), clock=clock)
    outputs.write_json(folder / "run.json", {"base": configuration.base, "configuration": dict(configuration.as_mapping())})
    outputs.write_manifest(folder, this.iri)
    clock.mark("manifest")
    print(f"{result.documents:,} documents, {sum(result.facts_by_predicate.values()):,} claims, {sum(result.entities_by_type.values()):,} entities")
    return clock.steps


def main() -> None:
    """Read the arguments, build, print."""
    parser = argparse.ArgumentParser(description="Measure a build of many generated claims.")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--provenance", choices=("full", "compact"), default="full")
    parser.add_argument("--keep", type=Path, help="folder to build in, which stays")
    given = parser.parse_args()
    configuration = Configuration(model="none", provenance=given.provenance)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary) / "output"
        steps = generated(folder, given.claims, configuration)
        with (folder / "graph.nq").open("rb") as file:
            triples = sum(1 for _ in file)
        size = sum(path.stat().st_size for path in (folder / "store").iterdir())
        print(f"{triples:,} triples; graph.nq {(folder / 'graph.nq').stat().st_size / 1e6:,.0f} MB, store {size / 1e6:,.0f} MB,"
              f" page {(folder / 'graph.html').stat().st_size / 1e6:,.1f} MB, report {(folder / 'report.html').stat().st_size / 1e6:,.1f} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print("\n| step | seconds |\n|---|---:|")
    for step, seconds in steps.items():
        print(f"| {step} | {seconds:,.1f} |")
    print(f"| all | {time.perf_counter() - begun:,.1f} |\n\nPeak memory {peak:.2f} GiB (bar: 12).")


if __name__ == "__main__":
    main()
