"""Measure what exports and imports of a build cost: seconds, MB of the file a second, and the most memory in use.

Run ``python benchmarks/exchange.py [DIR]``: each format is written from the build in DIR (default ``output``) and, where it
is RDF, read back into a folder of its own, each in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

READ_BACK = ("nq", "trig", "ttl", "jsonld")


def measure(kind: str, source: Path, target: Path, form: str) -> dict[str, float]:
    """Return seconds, bytes of the file and peak memory in MB of one step, done in this process."""
    from kg.answers import open_output
    from kg.exchange.exporting import export
    from kg.exchange.importing import import_files

    begun = time.perf_counter()
    if kind == "export":
        with open_output(source) as handle:
            written = export(handle, target, form)
    elif kind == "import":
        import_files([source], target)
        written = (source,)
    else:
        from kg import store

        graph = store(source)
        len(graph)
        graph.close()
        written = (source / "graph.nq",)
    seconds = time.perf_counter() - begun
    # Linux counts in KB, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return {"seconds": seconds, "bytes": float(sum(path.stat().st_size for path in written)), "peak": peak}


def apart(kind: str, source: Path, target: Path, form: str) -> dict[str, float]:
    """Return what `measure` does in a process of its own."""
    arguments = [sys.executable, __file__, "--step", kind, str(source), str(target), form]
    done = subprocess.run(arguments, check=True, capture_output=True, encoding="utf-8")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print a table of all steps."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("build", nargs="?", default="output", type=Path, help="folder that kg build wrote")
    parser.add_argument("--step", nargs=4, metavar=("KIND", "SOURCE", "TARGET", "FORM"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        kind, source, target, form = given.step
        print(json.dumps(measure(kind, Path(source), Path(target), form)))
        return
    from kg.exchange.exporting import FORMATS

    with tempfile.TemporaryDirectory(dir=given.build.resolve().parent, prefix=".exchange-") as name:
        folder = Path(name)
        print("| step | format | MB | seconds | MB/s | peak MB |\n|---|---|---:|---:|---:|---:|")
        steps = [("export", form, given.build, folder / (f"graph.{form}" if form != "csv" else "csv")) for form in FORMATS]
        steps += [("import", form, folder / f"graph.{form}", folder / f"back-{form}") for form in READ_BACK]
        steps.append(("kg.store, len", "rdflib", given.build, folder))
        for kind, form, source, target in steps:
            found = apart(kind, source, target, form)
            size, seconds = found["bytes"] / 1e6, found["seconds"]
            print(f"| {kind} | {form} | {size:.1f} | {seconds:.2f} | {size / seconds:.1f} | {found['peak']:.0f} |", flush=True)


if __name__ == "__main__":
    main()
