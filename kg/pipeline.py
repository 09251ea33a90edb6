"""The one place that composes the steps: find, read, resolve, write and swap in, from files to a finished build."""

from __future__ import annotations

import hashlib
import platform
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from extractors.errors import BuildError, ConfigurationError, ReadError
from extractors.records import NO_TAGGER, Configuration, Entity, Reading
from kg import outputs, staging
from kg.facts import facts, sources
from kg.reading import Found, read_all
from kg.remarks import notes as resolved_notes
from kg.remarks import without_decision

Progress = Callable[[str, int, int, str], None]
DEPENDENCIES = ("pyoxigraph", "rdflib", "spacy", "networkx", "pyvis", "pypdfium2", "python-docx", "lxml", "rapidfuzz")
CODE = ("extractors", "kg", "ontology")
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")
EXAMPLES = Path(__file__).resolve().parent / "examples"


class Resolve(Protocol):
    """``kg.resolve.resolve``."""

    def __call__(self, readings: Sequence[Reading], *, base: str) -> tuple[Entity, ...]: ...


@dataclass(frozen=True, slots=True)
class Steps:
    """The functions that a build composes; a test may put others in their place."""

    find_inputs: Callable[[Sequence[str]], Any]
    read_file: Callable[..., Any]
    read_document: Callable[..., Reading]
    resolve: Resolve
    render_page: Callable[..., str]
    render_report: Callable[..., str]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build wrote.

    ``documents`` counts what was read, ``unread`` holds what was not and why; ``entities_by_type`` and
    ``facts_by_predicate`` count resolved entities and positive facts, most frequent first; ``page`` is the
    interactive graph; ``notes`` say what was left out of the build, in plain words.
    """

    output: Path
    documents: int
    unread: tuple[ReadError, ...]
    entities_by_type: Mapping[str, int]
    facts_by_predicate: Mapping[str, int]
    seconds: float
    page: Path
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Clock:
    """Wall-clock times, which go into ``run.json`` and nowhere else."""

    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    begun: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=dict)

    def mark(self, step: str) -> None:
        self.steps[step] = abs(round(self.seconds - sum(self.steps.values()), 3))

    @property
    def seconds(self) -> float:
        return round(time.perf_counter() - self.begun, 3)


def build(
    inputs: Sequence[str] = (),
    output: str | Path = "output",
    configuration: Configuration | None = None,
    *,
    progress: Progress | None = None,
    jobs: int = 1,
    steps: Steps | None = None,
) -> BuildResult:
    """Read documents and write a knowledge graph of what they state.

    Parameters
    ----------
    inputs
        Files and folders; the project's own examples where there are none.
    output
        The folder to write: new, empty, or an earlier build, which stays as it is until the new one is whole.
    configuration
        The settings; the defaults where it is None.
    progress
        Called with the step (``read``, ``write``), how far it is of how much, and a name.
    jobs
        How many documents to read at a time.
    steps
        Other functions than the project's own.

    Raises
    ------
    ConfigurationError
        If a setting cannot be used.
    BuildError
        If no document could be read, or `output` cannot be written; a build that stood there stands there still.
    """
    clock = _Clock()
    configuration = configuration or Configuration()
    _check(configuration)
    tell = progress or (lambda step, done, total, name: None)
    steps = steps or _steps()
    output = Path(output)
    with staging.staged(output) as folder:
        found, unread, notes = _find(steps, inputs)
        clock.mark("find")
        read = read_all(
            found, configuration, steps.read_file, steps.read_document, jobs=max(1, jobs),
            progress=lambda done, total, name: tell("read", done, total, name),
        )
        unread = tuple(sorted((*unread, *read.unread), key=lambda error: (error.source, error.code)))
        if not read.readings:
            raise BuildError(_nothing(inputs, unread))
        clock.mark("read")
        result = _assemble(folder, read.readings, read.copies, unread, notes, configuration, steps, inputs, clock, tell)
    return replace(result, output=output, page=output / "graph.html", seconds=clock.seconds)


def _assemble(
    folder: Path,
    readings: tuple[Reading, ...],
    copies: tuple[outputs.Copy, ...],
    unread: tuple[ReadError, ...],
    notes: tuple[str, ...],
    configuration: Configuration,
    steps: Steps,
    inputs: Sequence[str],
    clock: _Clock,
    tell: Progress,
) -> BuildResult:
    """Write every file of a build into `folder`: a function of the readings, but for ``run.json`` and ``store``."""
    from kg import oxigraph, selection
    from kg.graph import quads, run

    tell("write", 1, 5, "entities")
    base = configuration.base
    entities = steps.resolve(readings, base=base)
    papers = sources(readings, base=base)
    claims = facts(readings, entities, base=base)
    remarks = resolved_notes(readings, entities, base=base)
    clock.mark("resolve")

    tell("write", 2, 5, "graph.nq")
    this = run(papers, configuration, code=code_digest())
    graph = tuple(quads(readings, entities, claims, papers, configuration, this, notes=remarks))
    outputs.write_text(folder / "graph.nq", oxigraph.nquads(graph))
    turtle = oxigraph.turtle(graph)
    if turtle is None:
        notes += (f"graph.ttl was left out: {len(graph)} triples are more than {oxigraph.TURTLE_LIMIT}. Read graph.nq.",)
    else:
        (folder / "graph.ttl").write_bytes(turtle)
    oxigraph.write_store(folder / "store", graph)
    clock.mark("graph")

    tell("write", 3, 5, "ledger.json")
    shown, told = outputs.published(entities, claims, configuration)
    outputs.write_text(folder / "entities.jsonl", outputs.entity_lines(readings, shown, papers))
    outputs.write_text(folder / "relations.jsonl", outputs.relation_lines(told))
    (folder / "texts").mkdir()
    for reading in readings:
        outputs.write_text(folder / "texts" / f"{reading.document.id}.txt", (reading.document.text,))
    ledger = outputs.ledger(
        readings, papers, unread, copies, notes=notes,
        without_decision=without_decision(readings, entities, claims, base=base),
        hidden={name for entity in set(entities) - set(shown) for name in (entity.name, *entity.aliases)},
    )
    outputs.write_json(folder / "ledger.json", ledger)
    clock.mark("files")

    tell("write", 4, 5, "graph.html")
    # The handle is let go of before the folder is renamed: Windows renames nothing that is open.
    with selection.opened(folder, base=base) as handle:
        outputs.write_text(folder / "graph.html", (steps.render_page(handle, configuration=configuration),))
        clock.mark("page")
        tell("write", 5, 5, "report.html")
        outputs.write_text(folder / "report.html", (steps.render_report(handle, ledger, configuration=configuration),))
        clock.mark("report")

    outputs.write_json(folder / "run.json", _run_record(this.id, this.iri, configuration, inputs, clock, notes))
    outputs.write_manifest(folder, this.iri)
    return BuildResult(
        output=folder,
        documents=len(readings),
        unread=unread,
        entities_by_type=_counts(entity.type for entity in entities),
        facts_by_predicate=_counts(fact.predicate for fact in claims if fact.polarity == "positive"),
        seconds=clock.seconds,
        page=folder / "graph.html",
        notes=notes,
    )


def _check(configuration: Configuration) -> None:
    base = configuration.base
    if not _BASE.fullmatch(base):
        raise ConfigurationError(f"The base {base!r} is no IRI that ends in /, such as {Configuration().base}.")
    if configuration.persons not in ("public", "all"):
        raise ConfigurationError(f"Unknown setting persons={configuration.persons!r}. Known: public, all.")
    if configuration.model != NO_TAGGER:
        from extractors.names import tagger

        # Before any document is read: a name that is mistyped would else be told once for each.
        tagger(configuration.model)


def _counts(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _find(
    steps: Steps, inputs: Sequence[str]
) -> tuple[tuple[Found, ...], tuple[ReadError, ...], tuple[str, ...]]:
    """The files to read; what an earlier build wrote is never read as if it were a document."""
    given = steps.find_inputs(list(inputs) or [str(EXAMPLES)])
    found = tuple(_example(Found(Path(file.path), file.source, file.origin)) for file in given.found)
    # The examples lie in a package, whose own file is no document.
    ours = not inputs or any(Path(name).resolve() == EXAMPLES for name in inputs)
    problems = tuple(error for error in given.problems if not (ours and error.source == "__init__.py"))
    builds = {parent: staging.is_build(parent) for parent in _parents(file.path for file in found)}
    own = [file for file in found if any(builds[parent] for parent in file.path.resolve().parents)]
    if not own:
        return found, problems, ()
    note = f"{len(own)} files that a build wrote stand among the inputs and were not read, such as {own[0].source}."
    return tuple(file for file in found if file not in own), problems, (note,)


def _example(file: Found) -> Found:
    """Name our own examples the same on every machine, wherever the package is installed."""
    path = file.path.resolve()
    if EXAMPLES not in path.parents:
        return file
    return replace(file, source=f"examples/{path.relative_to(EXAMPLES).as_posix()}")


def _parents(paths: Iterable[Path]) -> set[Path]:
    return {parent for folder in {path.resolve().parent for path in paths} for parent in (folder, *folder.parents)}


def _nothing(inputs: Sequence[str], unread: Sequence[ReadError]) -> str:
    if not unread:
        named = ", ".join(inputs) or "the examples"
        return f"There is no document to read in {named}. Name files or folders with PDF, DOCX, HTML or TXT in them."
    reasons = "\n".join(f"  {error}" for error in unread[:20])
    more = f"\n  and {len(unread) - 20} more" if len(unread) > 20 else ""
    return f"None of the {len(unread)} files could be read:\n{reasons}{more}"


@cache
def code_digest() -> str:
    """Return 16 hex digits of the program's own files: code, vocabulary, registers, model.

    >>> len(code_digest())
    16
    """
    root = Path(__file__).resolve().parent.parent
    whole = hashlib.sha256()
    for package in CODE:
        for path in sorted((root / package).rglob("*"), key=lambda path: path.relative_to(root).as_posix()):
            if path.is_file() and "__pycache__" not in path.parts and EXAMPLES not in path.parents:
                data = path.read_bytes().replace(b"\r\n", b"\n")
                whole.update(path.relative_to(root).as_posix().encode() + b"\0")
                whole.update(hashlib.sha256(data).digest())
    return whole.hexdigest()[:16]


def _run_record(
    run_id: str, iri: str, configuration: Configuration, inputs: Sequence[str], clock: _Clock, notes: Sequence[str]
) -> dict[str, object]:
    from kg import __version__

    versions = {"policykg": __version__, "python": platform.python_version()}
    for name in DEPENDENCIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return {
        "id": run_id,
        "run": iri,
        "base": configuration.base,
        "started": clock.started,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": {**clock.steps, "all": clock.seconds},
        "inputs": list(inputs),
        "configuration": dict(configuration.as_mapping()),
        "code": code_digest(),
        "versions": versions,
        "platform": sys.platform,
        "notes": list(notes),
    }


def _steps() -> Steps:
    # Loaded here, so that `kg --help` and `kg query` pay for none of it.
    from extractors import read_document
    from extractors.reading import find_inputs, read_file
    from kg.resolve import resolve
    from kg.views.page import render_page
    from kg.views.report import render_report

    return Steps(find_inputs, read_file, read_document, resolve, render_page, render_report)
