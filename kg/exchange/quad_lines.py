"""A graph as its canonical N-Quads lines: from a build's file or its store, sorted in bounded memory, split into terms."""

from __future__ import annotations

import heapq
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from extractors.errors import QueryError
from kg.iris import RDF

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.answers import Handle

Terms = tuple[str, str, str, str]
"""Subject, predicate, object and graph as N-Triples writes them; the graph is empty for the default graph."""
Node = tuple[str, str, tuple[tuple[str, str], ...]]
"""A graph, a subject in it, and its predicates and objects, classes first."""

RUN = 1 << 25
"""Characters that are sorted in memory at a time: some 200 MB, objects and all."""
TYPE = f"<{RDF}type>"
AGAIN = "Build again, or import the file anew."
_IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
_LITERAL = rf'"[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^{_IRI})?'
_LINE = re.compile(rf"({_IRI}) ({_IRI}) ({_IRI}|{_LITERAL}) (?:({_IRI}) )?\.\n")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def graph_lines(handle: Handle, *, folder: Path | None = None) -> Iterator[str]:
    """Yield the lines of a build by graph, then in code-point order: from ``graph.nq``, or from the store without it.

    Raises
    ------
    QueryError
        If ``graph.nq`` is no longer UTF-8.
    """
    path = handle.files / "graph.nq"
    if not path.is_file():
        yield from store_lines(handle.store, folder=folder)
        return
    with path.open(encoding="utf-8", newline="\n") as file:
        try:
            yield from file
        except UnicodeDecodeError as error:
            raise QueryError(f"{path} is not UTF-8 (byte {error.start}). {AGAIN}") from error


def store_lines(store: Store, *, folder: Path | None = None) -> Iterator[str]:
    """Yield the canonical lines of a store by graph, then in code-point order; large graphs are sorted in `folder`."""
    yield from sorted_lines((f"{quad.triple} .\n" for quad in store.quads_for_pattern(None, None, None, None)
                             if not isinstance(quad.graph_name, NamedNode)), folder=folder)
    names = sorted(str(name.value) for name in store.named_graphs() if isinstance(name, NamedNode))
    for name in names:
        quads = store.quads_for_pattern(None, None, None, NamedNode(name))
        yield from sorted_lines((f"{quad} .\n" for quad in quads), folder=folder)


def sorted_lines(lines: Iterable[str], *, folder: Path | None = None, run: int = RUN) -> Iterator[str]:
    """Yield lines in code-point order, each once; more than `run` characters are sorted by way of files in `folder`.

    >>> list(sorted_lines(["b\\n", "a\\n", "b\\n"], run=1))
    ['a\\n', 'b\\n']
    """
    with ExitStack() as stack:
        held: list[str] = []
        size = 0
        runs: list[Iterable[str]] = []
        place = ""
        for line in lines:
            held.append(line)
            size += len(line)
            if size >= run:
                place = place or stack.enter_context(tempfile.TemporaryDirectory(dir=folder, prefix=".sorting-"))
                path = Path(place, str(len(runs)))
                held.sort()
                with path.open("w", encoding="utf-8", newline="") as file:
                    file.writelines(held)
                runs.append(stack.enter_context(path.open(encoding="utf-8", newline="\n")))
                held, size = [], 0
        held.sort()
        last = None
        for line in heapq.merge(*runs, held) if runs else held:
            if line != last:
                yield line
            last = line


def terms(line: str) -> Terms:
    r"""Return the terms of a line.

    Raises
    ------
    QueryError
        If it is no canonical line of N-Quads without blank nodes.

    Examples
    --------
    >>> terms('<http://e.org/a> <http://e.org/b> "c"@da <http://e.org/g> .\n')
    ('<http://e.org/a>', '<http://e.org/b>', '"c"@da', '<http://e.org/g>')
    """
    match = _LINE.fullmatch(line)
    if match is None:
        shown = line.strip()
        shown = shown if len(shown) <= 120 else shown[:119] + "…"
        raise QueryError(f"graph.nq has a line that no build writes: {shown} {AGAIN}")
    subject, predicate, value, graph = match.groups()
    return subject, predicate, value, graph or ""


def nodes(lines: Iterable[str]) -> Iterator[Node]:
    """Yield subjects with all that their graph says of them, from lines sorted by graph and subject."""
    for (graph, subject), group in groupby(map(terms, lines), key=lambda quad: (quad[3], quad[0])):
        pairs = [(predicate, value) for _, predicate, value, _ in group]
        pairs.sort(key=lambda pair: (pair[0] != TYPE, pair))
        yield graph, subject, tuple(pairs)


def merged(lines: Iterable[str], *, folder: Path | None = None) -> Iterator[str]:
    """Yield the lines of all graphs as those of one graph without a name, sorted, each once.

    >>> list(merged(["<a:a> <a:b> <a:c> <a:g> .\\n", "<a:a> <a:b> <a:c> <a:h> .\\n"]))
    ['<a:a> <a:b> <a:c> .\\n']
    """
    return sorted_lines((f"{' '.join(terms(line)[:3])} .\n" for line in lines), folder=folder)


def literal(term: str) -> tuple[str, str, str]:
    r"""Return the text, datatype and language of a literal; the datatype is empty for plain strings.

    >>> literal('"a\\nb"@da'), literal('"1"^^<http://e.org/x>')
    (('a\nb', '', 'da'), ('1', 'http://e.org/x', ''))
    """
    end = term.rindex('"')
    text, tail = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    if tail.startswith("@"):
        return text, "", tail[1:]
    return text, tail[3:-1], ""


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code is None:
        return _ESCAPED.get(match[3], match[3])
    point = int(code, 16)
    if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
        raise QueryError(f"graph.nq names {match[0]}, which is no character. {AGAIN}")
    return chr(point)
