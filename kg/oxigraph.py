"""The store: Oxigraph on disk, written once by a build, opened read-only, dumped and loaded back."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from extractors.errors import BuildError, QueryError
from kg.iris import PREFIXES, RDF

THREADS = 8
PART = 128 << 20
"""Bytes of N-Quads that are loaded at a time: some 600,000 quads, and some 400 MB while they are sorted."""
TURTLE_LIMIT = 300_000
"""Triples above which a Turtle file is no longer something to read."""
_TYPE = f"<{RDF}type>"


def write_store(path: Path, quads: Iterable[Quad]) -> int:
    """Write `quads` to a new Oxigraph store on disk and return how many it holds.

    Raises
    ------
    BuildError
        If the folder cannot be written.
    """
    return _write(path, lambda store: store.bulk_extend(quads))


def load_store(path: Path, graph: Path) -> int:
    """Write the quads of an N-Quads file to a new Oxigraph store on disk and return how many it holds.

    The file is loaded in parts, as many at a time as there are processors: one load alone sorts in one thread.

    Raises
    ------
    BuildError
        If the folder cannot be written.
    """
    threads = min(os.cpu_count() or 1, THREADS)
    size = min(max(graph.stat().st_size // (2 * threads), 1 << 22), PART)

    def fill(store: Store) -> None:
        with ThreadPoolExecutor(threads) as pool, graph.open("rb") as file:
            waiting: list[Future[None]] = []
            for part in _parts(file, size):
                if len(waiting) >= threads:
                    waiting.pop(0).result()
                waiting.append(pool.submit(store.bulk_load, input=part, format=RdfFormat.N_QUADS))
            for future in waiting:
                future.result()
        # The parts lie beside one another in many files; questions are a fifth faster when they are one.
        store.optimize()

    return _write(path, fill)


def _parts(file: IO[bytes], size: int) -> Iterator[bytes]:
    """Yield a file in parts of some `size` bytes, each of whole lines."""
    while part := file.read(size):
        yield part + file.readline()


def _write(path: Path, fill: Callable[[Store], None]) -> int:
    try:
        store = Store(str(path))
        fill(store)
        store.flush()
        return len(store)
    except OSError as error:
        raise BuildError(f"The store {path} cannot be written: {error}. Check the disk's free space.") from error


def open_store(path: Path) -> Store:
    """Open a store read-only; several programs may do so at once.

    Raises
    ------
    OSError
        If there is no store at `path` or it cannot be read.
    """
    if not (path / "CURRENT").is_file():
        raise OSError(f"{path} holds no Oxigraph store")
    return Store.read_only(str(path))


def nquads(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield the canonical lines of `quads`, each with its line end, without duplicates.

    Graphs come in code-point order of their IRIs; within a graph, lines do.

    Examples
    --------
    >>> a, b = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")
    >>> print("".join(nquads([Quad(b, a, a, a), Quad(a, a, a, a), Quad(b, a, a, a)])), end="")
    <http://example.org/a> <http://example.org/a> <http://example.org/a> <http://example.org/a> .
    <http://example.org/b> <http://example.org/a> <http://example.org/a> <http://example.org/a> .
    """
    blocks: dict[str, list[tuple[object, object, object]]] = defaultdict(list)
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        blocks[name].append((quad.subject, quad.predicate, quad.object))
    for name in sorted(blocks):
        yield from lines(blocks[name], name)


def lines(statements: Iterable[tuple[object, object, object]], graph: str) -> list[str]:
    """Return the canonical lines of one graph in code-point order, each once; `graph` is empty for the default one.

    >>> a = NamedNode("http://example.org/a")
    >>> lines([(a, a, a), (a, a, a)], "")
    ['<http://example.org/a> <http://example.org/a> <http://example.org/a> .\\n']
    """
    end = f" <{graph}> .\n" if graph else " .\n"
    return sorted({f"{subject} {predicate} {object_}{end}" for subject, predicate, object_ in statements})


def load_nquads(path: Path) -> list[Quad]:
    """Return the quads of an N-Quads file in the order of its lines.

    Raises
    ------
    QueryError
        If the file cannot be read as N-Quads; the message names the line.
    """
    try:
        return list(parse(path=str(path), format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise QueryError(f"{path} is no N-Quads: {error.msg}. Run kg build again.") from error


def turtle(quads: Iterable[Quad]) -> bytes:
    """Return all graphs merged as Turtle, sorted by subject."""
    lines: dict[tuple[str, str, str], Triple] = {}
    for quad in quads:
        subject, predicate, object_ = str(quad.subject), str(quad.predicate), str(quad.object)
        # The class comes first, as a reader expects it.
        lines[subject, "" if predicate == _TYPE else predicate, object_] = quad.triple
    ordered = (lines[key] for key in sorted(lines))
    data = serialize(ordered, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    assert data is not None
    # Oxigraph declares the prefixes in an order of its own at every run.
    lines_out = data.split(b"\n")
    head = sorted(line for line in lines_out if line.startswith(b"@prefix "))
    return b"\n".join([*head, b"", *lines_out[len(head) :]])
