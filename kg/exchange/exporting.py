"""Exports: a build in other programs' formats, streamed to a file that takes its name only when it is whole."""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from extractors.errors import QueryError
from kg import staging
from kg.exchange import gephi, jsonld, quad_lines, sheets, turtle
from kg.exchange.edges import edges, nodes
from ontology.terms import DATA

if TYPE_CHECKING:
    from kg.answers import Handle

FORMATS = ("nq", "trig", "ttl", "jsonld", "graphml", "gexf", "csv")
ENDINGS: Mapping[str, str] = {
    ".nq": "nq", ".nquads": "nq", ".trig": "trig", ".ttl": "ttl", ".turtle": "ttl", ".jsonld": "jsonld", ".json": "jsonld",
    ".graphml": "graphml", ".gexf": "gexf", ".zip": "csv",
}  # fmt: skip
SHEETS = ("nodes.csv", "edges.csv")
CHUNK = 1 << 18
"""Characters that go to the disk or to a pipe at a time."""
BASE = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]")
"""What identifiers may begin with."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def guess(name: str) -> str:
    """Return the format that a file's name asks for.

    Raises
    ------
    QueryError
        Where its ending is none that is known.

    Examples
    --------
    >>> guess("graph.trig"), guess("til-gephi.GEXF"), guess("regneark.zip")
    ('trig', 'gexf', 'csv')
    """
    ending = Path(name).suffix.lower()
    if ending == ".csv":
        raise QueryError(
            f"CSV is two files, {' and '.join(SHEETS)}. Name a folder, as in kg export sheets --format csv, or a .zip file."
        )
    if ending not in ENDINGS:
        known = ", ".join(sorted(ENDINGS))
        raise QueryError(f"{name} does not tell its format by its ending. Known: {known}; or say it with --format.")
    return ENDINGS[ending]


def parts(
    handle: Handle, form: str, *, persons: str = "public", values: bool = False, folder: Path | None = None
) -> Iterator[str]:
    """Yield a build in one of `FORMATS` but csv, in chunks of text that follow one another.

    Parameters
    ----------
    handle
        The open build.
    form
        ``nq``, ``trig``, ``ttl`` and ``jsonld`` hold the whole graph; ``graphml`` and ``gexf`` its entities and positive facts.
    persons
        ``public`` leaves private persons out of ``graphml`` and ``gexf``, ``all`` keeps them.
    values
        Whether dates and sums are nodes in ``graphml`` and ``gexf``.
    folder
        Where ``ttl`` sorts what is more than memory should hold; by default the system's folder for such files.

    Raises
    ------
    QueryError
        Where the format is none of these, or the graph cannot be written in it.
    """
    base = handle.base if BASE.fullmatch(handle.base) else DATA
    lines = quad_lines.graph_lines(handle, folder=folder)
    graph: Mapping[str, Callable[[], Iterator[str]]] = {
        "nq": lambda: lines,
        "trig": lambda: turtle.trig(lines, base=base),
        "ttl": lambda: turtle.turtle(lines, base=base, folder=folder),
        "jsonld": lambda: jsonld.jsonld(lines, base=base),
    }
    network = {"graphml": gephi.graphml, "gexf": gephi.gexf}
    if form in graph:
        yield from _chunks(graph[form]())
    elif form in network:
        found = nodes(handle, persons=persons, values=values)
        yield from _chunks(network[form](found, edges(handle, persons=persons), base=base))
    else:
        raise QueryError(f"Unknown format {form!r} for one file. Known: {', '.join(FORMATS[:-1])}.")


def export(handle: Handle, target: Path, form: str = "", *, persons: str = "public", values: bool = False) -> tuple[Path, ...]:
    """Write a build to a file, or to two in a folder or a zip file for CSV, and return what was written.

    Parameters
    ----------
    handle
        The open build.
    target
        The file; for CSV a folder or a file that ends in ``.zip``. What stands there is replaced when the new is whole.
    form
        One of `FORMATS`; by default what the ending of `target` says.
    persons, values
        As in `parts`; for CSV dates and sums are always there.

    Raises
    ------
    QueryError
        Where the format is unknown, or the graph cannot be written in it.
    OSError
        Where `target` cannot be written; what stood there stands there still.
    """
    form = form or guess(target.name)
    _refuse(handle, target, form)
    if form != "csv":
        with replacing(target) as file:
            _write(file, parts(handle, form, persons=persons, values=values, folder=target.absolute().parent))
        return (target,)
    if target.suffix.lower() == ".zip":
        with replacing(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in _sheets(handle, persons):
                # With a date of its own in place of today's, and the same system everywhere.
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
                with archive.open(entry, "w", force_zip64=True) as member:
                    _write(member, rows)
        return (target,)
    target.mkdir(parents=True, exist_ok=True)
    paths = tuple(target / name for name in SHEETS)
    for path, (_, rows) in zip(paths, _sheets(handle, persons), strict=True):
        with replacing(path) as file:
            _write(file, rows)
    return paths


def _refuse(handle: Handle, target: Path, form: str) -> None:
    """Refuse a target that is no place for a file of this form, or that is a file of the build itself."""
    if form not in FORMATS:
        raise QueryError(f"Unknown format {form!r}. Known: {', '.join(FORMATS)}.")
    folder = form == "csv" and target.suffix.lower() != ".zip"
    if folder and target.is_file():
        raise QueryError(f"{target} is a file, and CSV is two. Name a folder or a .zip file.")
    if not folder and target.is_dir():
        raise QueryError(f"{target} is a folder. Name a file in it, such as {target / 'graph.'}{form}.")
    if not target.absolute().parent.is_dir():
        raise QueryError(f"There is no folder {target.parent}. Make it first, or write to another.")
    ours = handle.directory.resolve()
    within = target.resolve()
    if within == ours or (ours in within.parents and within.relative_to(ours).parts[0] in staging.written(ours)):
        raise QueryError(f"{target} belongs to the build in {handle.directory}. Write elsewhere, such as graph.{form}.")


def _sheets(handle: Handle, persons: str) -> Iterator[tuple[str, Iterator[str]]]:
    yield SHEETS[0], sheets.node_rows(nodes(handle, persons=persons))
    yield SHEETS[1], sheets.edge_rows(edges(handle, persons=persons))


@contextmanager
def replacing(target: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to, which takes the place of `target` when the block ends without an error.

    Raises
    ------
    OSError
        Where the folder of `target` is not there or cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # As open() would have made it: mkstemp's files are their owner's alone.
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write(file: IO[bytes], chunks: Iterable[str]) -> None:
    for chunk in chunks:
        file.write(chunk.encode("utf-8"))


def _chunks(pieces: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)
