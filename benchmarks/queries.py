"""Set the store beside rdflib: loading, and twenty questions, on the same generated graph in the same run.

Run ``python benchmarks/queries.py [--claims N] [--runs N] [--limit SECONDS] [--also BUILD]``. A build of N generated claims
(by default 50,000, a twentieth of a million) is loaded by rdflib into memory and by Oxigraph onto the disk; each question is
asked of both, its answers are counted and compared, and the medians are printed with their ratio. rdflib is given up after
the limit, which then stands for it. ``--also`` asks a larger build the same, without rdflib.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from million import generated

from extractors.records import Configuration
from kg import oxigraph, sparql
from kg.answers import open_output
from ontology import queries

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Dataset

T = TypeVar("T")
BUNDLED = ("decisions", "members", "money", "parts", "programmes", "topics", "deadlines", "attendance", "meetings", "denied")
"""Questions that ship with the program."""
OTHERS = {
    "label look-up": 'SELECT ?s { ?s skos:prefLabel "Vejle Kommune"@da }',
    "one entity": 'SELECT DISTINCT ?p ?o { ?s skos:prefLabel "Vejle Kommune"@da ; ?p ?o }',
    "count by class": "SELECT ?type (COUNT(DISTINCT ?s) AS ?n) { ?s a ?type . ?s pkg:key ?key } GROUP BY ?type",
    "count by council": "SELECT ?council (COUNT(DISTINCT ?person) AS ?n) { ?person pkg:memberOf ?council } GROUP BY ?council",
    "two hops": "SELECT DISTINCT ?other { ?a skos:prefLabel 'Vejle Kommune'@da ; pkg:participatesIn ?p . ?other pkg:participatesIn ?p }",
    "path with +": "SELECT DISTINCT ?whole { ?a skos:prefLabel 'Vejle Kommune'@da . ?council pkg:partOf+ ?a . ?council pkg:partOf+ ?whole }",
    "regular expression": "SELECT DISTINCT ?s ?name { ?s skos:prefLabel ?name FILTER(REGEX(?name, 'havn|vej', 'i')) }",
    "claims with quotes, 100": """SELECT DISTINCT ?claim ?quote { ?claim a pkg:Claim ; pkg:evidence/oa:hasSelector/oa:exact ?quote } LIMIT 100""",
    "money by year": """SELECT ?year (SUM(?kroner) AS ?sum) { ?claim rdf:predicate pkg:fundedWith ; pkg:status pkg:decided ;
        pkg:year ?year ; rdf:object/pkg:value ?kroner } GROUP BY ?year ORDER BY ?year""",
    "what documents do not say twice": """SELECT ?p (COUNT(?claim) AS ?n) { ?claim rdf:predicate ?p ; pkg:confidence ?score
        FILTER(?score < 0.65) } GROUP BY ?p ORDER BY ?p""",
}


class Expired(Exception):
    """A question that took longer than its limit."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise Expired in the block after so many seconds."""

    def stop(*_: object) -> None:
        raise Expired

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds of some work, and its result."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def questions() -> dict[str, str]:
    """Return the twenty questions by name."""
    return {**{f"kg query {name}": queries()[name].text for name in BUNDLED}, **OTHERS}


def ask_store(store: Store, text: str) -> int:
    """Return how many rows the store answers."""
    return len(sparql.ask(store, text).rows)


def ask_rdflib(graph: Dataset, text: str) -> int:
    """Return how many rows rdflib answers."""
    return len(list(graph.query(text, initNs=dict(sparql.PREFIXES))))


def load_rdflib(path: Path) -> Dataset:
    """Return an N-Quads file in rdflib's memory, its graphs seen as one."""
    from rdflib import Dataset

    graph = Dataset(default_union=True)
    graph.parse(path, format="nquads")
    return graph


def main() -> None:
    """Read the arguments, load, ask, print."""
    parser = argparse.ArgumentParser(description="Set the store beside rdflib.")
    parser.add_argument("--claims", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds after which rdflib is given up")
    parser.add_argument("--also", type=Path, help="a larger build to ask the same")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "output"
        generated(folder, given.claims, Configuration(model="none"))
        ours, count = timed(lambda: oxigraph.load_store(Path(temporary) / "again", folder / "graph.nq"))
        theirs, graph = timed(lambda: load_rdflib(folder / "graph.nq"))
        print(f"Loading {count:,} quads: Oxigraph on disk {ours:.1f} s, rdflib in memory {theirs:.1f} s, ratio {theirs / ours:.1f}\n")
        more = open_output(given.also) if given.also else None
        print(f"| question | rows | store ms | rdflib ms | ratio |{' also ms |' if more else ''}")
        print(f"|---|---:|---:|---:|---:|{'---:|' if more else ''}")
        ratios = []
        with open_output(folder) as handle:
            for name, text in questions().items():
                runs = [timed(lambda text=text: ask_store(handle.store, text)) for _ in range(given.runs)]  # type: ignore[misc]
                mine, rows = statistics.median(seconds for seconds, _ in runs), runs[0][1]
                try:
                    with limited(given.limit):
                        peer, others = timed(lambda text=text: ask_rdflib(graph, text))  # type: ignore[misc]
                    if others != rows:
                        raise SystemExit(f"{name}: the store answers {rows} rows, rdflib {others}.")
                    told = f"{peer * 1000:,.1f}"
                except Expired:
                    peer, told = given.limit, f"> {given.limit * 1000:,.0f}"
                ratios.append(peer / mine)
                also = ""
                if more:
                    also = f" {timed(lambda text=text: ask_store(more.store, text))[0] * 1000:,.1f} |"  # type: ignore[misc]
                print(f"| {name} | {rows:,} | {mine * 1000:,.1f} | {told} | {peer / mine:,.1f} |{also}", flush=True)
        print(f"\n{len(ratios)} questions: median ratio {statistics.median(ratios):,.1f}, least {min(ratios):,.2f}.")
        if more:
            more.close()


if __name__ == "__main__":
    main()
