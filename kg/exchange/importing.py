"""Imports: files of a build or an export become a folder that the commands which ask a build work on."""

from __future__ import annotations

import hashlib
import platform
import shutil
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from extractors.errors import QueryError
from kg import outputs, staging
from kg.exchange.exporting import BASE
from kg.exchange.foreign import Foreign
from kg.exchange.jsonld import CONTEXT_IRI, with_context
from kg.exchange.quad_lines import store_lines
from kg.iris import RDF, VOID, digest, graph_iri
from kg.oxigraph import open_store, write_store
from ontology.terms import DATA, pkg

FORMATS = {
    ".nq": RdfFormat.N_QUADS, ".nquads": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE, ".jsonld": RdfFormat.JSON_LD, ".json": RdfFormat.JSON_LD,
}  # fmt: skip
JSON = (RdfFormat.JSON_LD, RdfFormat.STREAMING_JSON_LD)
LEFT_OUT = (
    "An import holds the graph, and the kept texts that lie beside the file: the page, the report and the lists are made "
    "from documents, by kg build."
)
_KEY = pkg("key")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote: ``quads`` counts them, ``base`` is what the data's IRIs begin with, ``notes`` say what to know."""

    output: Path
    quads: int
    base: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """What is noticed while files go by.

    ``base`` is what the data set states; ``keyed`` holds the entities of files without graphs, which have keys; ``loose``
    tells that there were triples without a graph.
    """

    base: str = ""
    keyed: set[str] = field(default_factory=set)
    loose: bool = False


def import_files(files: Sequence[Path], output: str | Path) -> Imported:
    """Write a folder that holds the graph of some files: ``graph.nq``, ``store/``, ``run.json`` and ``manifest.json``.

    The kept texts that lie beside a file, as in a build's folder, are taken along: quotes are checked against them, and a
    graph with compact provenance has its quotes there alone.

    Triples without a graph, as all are in Turtle, go to two graphs: what has an entity as its subject to that of the
    entities, the rest to one called ``graph/imported``.

    Parameters
    ----------
    files
        N-Quads, TriG, Turtle or JSON-LD, told apart by their endings; together they are one graph.
    output
        The folder to write: new, empty, or an earlier build or import, which stays as it is until the new one is whole.

    Raises
    ------
    QueryError
        If a file cannot be read as its ending says; the message names file, line and remedy. Also where it has blank nodes
        or triple terms, too long a line or too deep a nesting, or names a context on the network.
    BuildError
        If `output` cannot be written, or holds something else; what stood there stands there still.
    """
    forms = [(Path(path), _form(Path(path))) for path in files]
    started = datetime.now(UTC)
    output = Path(output)
    with staging.staged(output) as folder:
        found = _Found()
        for path, form in forms:
            if form == RdfFormat.TURTLE:
                _look(path, form, found)
        count = write_store(folder / "store", _quads(forms, found))
        if not count:
            raise QueryError(f"{', '.join(map(str, files))}: no statement stands there. Export the graph again with kg export.")
        store = open_store(folder / "store")
        outputs.write_text(folder / "graph.nq", store_lines(store, folder=folder))
        base = found.base or _named(str(name.value) for name in store.named_graphs()) or DATA
        _take_texts(store, [path for path, _ in forms], folder)
        del store
        notes: tuple[str, ...] = (LEFT_OUT,)
        if found.loose:
            graphs = f"{graph_iri(base, 'entities')} and {graph_iri(base, 'imported')}"
            notes += (f"Triples that name no graph stand in {graphs}: which document states what is told by their claims.",)
        run = f"{base}run/{digest([_sha256(folder / 'graph.nq')])}"
        outputs.write_json(folder / "run.json", _record(run, base, files, started, notes))
        outputs.write_manifest(folder, run)
    return Imported(output, count, base, notes)


def _take_texts(store: Store, files: Iterable[Path], folder: Path) -> None:
    """Copy the kept texts of the graph's documents from beside the files: a compact graph has its quotes there."""
    folders = [texts for path in files if (texts := path.absolute().parent / "texts").is_dir()]
    for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(pkg("Document")), None) if folders else ():
        name = str(quad.subject)[1:-1].rpartition("/")[2]
        kept = [texts / f"{name}.txt" for texts in folders] if name.isalnum() else []
        for path in kept:
            if path.is_file() and not path.is_symlink():
                (folder / "texts").mkdir(exist_ok=True)
                shutil.copyfile(path, folder / "texts" / path.name)
                break


def _form(path: Path) -> RdfFormat:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise QueryError(f"{path} is not of a kind that can be imported. Known endings: {', '.join(FORMATS)}.")
    if not path.is_file():
        raise QueryError(f"There is no file {path}. Check the name.")
    return form


def _look(path: Path, form: RdfFormat, found: _Found) -> None:
    """Note what must be known before the first triple of a file without graphs is placed."""
    for quad in _parsed(path, form):
        found.base = found.base or _stated(quad)
        if quad.predicate.value == _KEY:
            found.keyed.add(str(quad.subject))


def _quads(forms: Iterable[tuple[Path, RdfFormat]], found: _Found) -> Iterator[Quad]:
    """Yield the quads of all files, each in a graph that has a name."""
    for path, form in forms:
        for quad in _parsed(path, form):
            found.base = found.base or _stated(quad)
            if isinstance(quad.graph_name, NamedNode):
                yield quad
            else:
                found.loose = True
                # Entities are looked up in a graph of their own.
                name = "entities" if str(quad.subject) in found.keyed else "imported"
                yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph_iri(found.base or DATA, name)))


def _stated(quad: Quad) -> str:
    """Return what the data set says that its IRIs begin with, where this quad says so."""
    if quad.predicate.value != VOID + "uriSpace" or not isinstance(quad.object, Literal):
        return ""
    return quad.object.value if BASE.fullmatch(quad.object.value) else ""


def _named(graphs: Iterable[str]) -> str:
    bases = sorted(name.removesuffix("graph/entities") for name in graphs if name.endswith("graph/entities"))
    return next((base for base in bases if BASE.fullmatch(base)), "")


def _parsed(path: Path, form: RdfFormat) -> Iterator[Quad]:
    """Yield the quads of a file."""
    if form == RdfFormat.JSON_LD:
        # Read to its end before anything is taken from it: where a graph's name comes after what stands in it, the parser
        # that reads a file as it goes by has placed that in no graph when it sees why it cannot go on.
        with suppress(QueryError):  # Read as a whole, in memory, it may be sound; if not, that tells better why.
            deque(_read(path, RdfFormat.STREAMING_JSON_LD), maxlen=0)
            form = RdfFormat.STREAMING_JSON_LD
    yield from _read(path, form)


def _read(path: Path, form: RdfFormat) -> Iterator[Quad]:
    again = "Correct it there, or export the graph again with kg export."
    with path.open("rb") as file:
        try:
            head = with_context if form in JSON else bytes
            for quad in parse(input=Foreign(file, path, head, json=form in JSON), format=form):  # type: ignore[arg-type]
                _refuse(path, quad)
                yield quad
        except SyntaxError as error:
            line = f"{path}, line {error.lineno}" if error.lineno else str(path)
            if "LoadDocumentCallback" in str(error.msg):
                raise QueryError(
                    f"{path} names a context on the network, and nothing is fetched from there. Put the context into the "
                    f"file itself; only {CONTEXT_IRI} is built in."
                ) from error
            raise QueryError(f"{line}: {error.msg}. {again}") from error


def _refuse(path: Path, quad: Quad) -> None:
    terms = (quad.subject, quad.object, quad.graph_name)
    if any(isinstance(term, BlankNode) for term in terms):
        raise QueryError(
            f"{path} has a blank node: {_cut(quad)} Such nodes have another name at every load. Give it an IRI first."
        )
    if any(isinstance(term, Triple) for term in terms):
        raise QueryError(f"{path} has a triple within a triple: {_cut(quad)} State it as an rdf:Statement first.")


def _cut(quad: Quad) -> str:
    text = str(quad)
    return text if len(text) <= 160 else text[:159] + "…"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _record(
    run: str, base: str, files: Sequence[Path], started: datetime, notes: Sequence[str]
) -> dict[str, object]:
    from kg import __version__

    return {
        "id": run.rpartition("/")[2],
        "run": run,
        "base": base,
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "imported": [str(path) for path in files],
        "versions": {"policykg": __version__, "python": platform.python_version()},
        "platform": sys.platform,
        "notes": list(notes),
    }
