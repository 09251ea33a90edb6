"""The one place that composes the steps: find, read, resolve, write and swap in, from files to a finished build."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from extractors.errors import BuildError, ConfigurationError, ReadError
from extractors.records import NO_TAGGER, Configuration, Entity, Reading
from kg import outputs, oxigraph, runs, selection, shelf, staging
from kg.assembly import Readings, assemble, outlines
from kg.graph import Run, run
from kg.reading import STDIN, Found, Group, ReadAll, grouped, read_all, read_errors
from kg.runs import EXAMPLES, Changes
from kg.verification.lineage import recorded
from kg.written import BASE

Progress = Callable[[str, int, int, str], None]


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
    interactive graph; ``notes`` say what was left out of the build, in plain words. ``reused`` counts the documents that
    were as the last build in the folder had read them, ``changes`` names the others; ``unchanged`` tells that nothing was
    new and the last build stands.
    """

    output: Path
    documents: int
    unread: tuple[ReadError, ...]
    entities_by_type: Mapping[str, int]
    facts_by_predicate: Mapping[str, int]
    seconds: float
    page: Path
    notes: tuple[str, ...] = ()
    reused: int = 0
    changes: Changes = field(default_factory=Changes)
    unchanged: bool = False


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

    def record(self) -> dict[str, object]:
        """Return the times as ``run.json`` has them."""
        finished = datetime.now(UTC).isoformat(timespec="seconds")
        return {"started": self.started, "finished": finished, "seconds": {**self.steps, "all": self.seconds}}


def build(
    inputs: Sequence[str] = (),
    output: str | Path = "output",
    configuration: Configuration | None = None,
    *,
    progress: Progress | None = None,
    jobs: int = 1,
    fresh: bool = False,
    steps: Steps | None = None,
) -> BuildResult:
    """Read documents and write a knowledge graph of what they state.

    A document that the last build in `output` read is read again only where its bytes, its name or origin, the code or
    the settings differ; the result is byte for byte that of reading all of them.

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
    fresh
        Read every document again.
    steps
        Other functions than the project's own; what they read is never taken over by a later build.

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
    with staging.held(Path(output)) as target, TemporaryDirectory(prefix="policykg-") as spool:
        last = None if fresh or steps is not None else runs.last_build(target)
        found, problems, notes = _find(steps, inputs)
        found = tuple(_spooled(file, Path(spool), configuration.max_bytes) for file in found)
        groups = grouped(found, configuration.max_bytes)
        reads = runs.reading_state(configuration)
        state = runs.fingerprint(groups, problems, configuration, reads)
        places = recorded(found, target)
        clock.mark("find")
        if last is not None and last.run.get("sources") == places and _nothing_new(last, state, groups, problems, configuration):
            return _stands(last, Path(output), clock)
        composed = steps or _steps()
        _check_tagger(configuration)
        with staging.replacing(target) as folder:
            (folder / shelf.FOLDER).mkdir()
            before = None if last is None else target / shelf.FOLDER
            kept = shelf.Shelf(folder / shelf.FOLDER, before, reads)
            read = read_all(
                groups, kept, configuration, composed.read_file, composed.read_document, jobs=max(1, jobs),
                progress=lambda done, total, name: tell("read", done, total, name),
            )
            unread = tuple(sorted((*problems, *read.unread), key=lambda error: (error.source, error.code)))
            if not read.paths:
                raise BuildError(_nothing(inputs, unread))
            clock.mark("read")
            result, this = write(
                folder, kept, configuration, composed, unread=unread, copies=read.copies, notes=notes, inputs=inputs,
                clock=clock, tell=tell,
            )
            result = replace(result, reused=read.reused, changes=_changes(last, read))
            outputs.write_json(folder / "run.json", {
                **runs.run_record(this.id, this.iri, configuration, inputs, clock.record()),
                **_outlook(folder, result, state if steps is None else ""), "sources": places,
            })
            outputs.write_manifest(folder, this.iri)
    return replace(result, output=Path(output), page=Path(output) / "graph.html", seconds=clock.seconds)


def _nothing_new(
    last: runs.Last,
    state: str,
    groups: Sequence[Group],
    problems: Sequence[ReadError],
    configuration: Configuration,
) -> bool:
    """Tell whether a build would write what stands there already; what could not be read is tried again."""
    from extractors.reading import read_file

    if not state or last.run.get("state") != state or not runs.intact(last):
        return False
    unread = last.unread()
    failed = {error.source for error in unread}
    stumbled = {error.source for error in unread if error.code == "extraction_failed"}
    again: list[ReadError] = list(problems)
    for group in groups:
        if failed.intersection(file.source for file in group.files):
            if group.files[0].source in stumbled:
                return False
            files = tuple(file for file in group.files if file.source in failed)
            wrong = read_errors(replace(group, files=files), configuration, read_file)
            if wrong is None:
                return False
            again += wrong
    return sorted(map(_plain, again)) == sorted(map(_plain, unread))


def _plain(error: ReadError) -> tuple[str, ...]:
    return (error.source, error.code, error.reason, error.remedy)


def _stands(last: runs.Last, output: Path, clock: _Clock) -> BuildResult:
    counts = last.run["counts"]
    documents = counts["documents"]
    return BuildResult(
        output, documents, last.unread(), counts["entities"], counts["facts"], clock.seconds, output / "graph.html",
        tuple(last.run.get("notes", ())), reused=documents, unchanged=True,
    )


def _changes(last: runs.Last | None, read: ReadAll) -> Changes:
    after = {source: document for document, source in read.paths.items()}
    after |= {copy.source: after[copy.same_as] for copy in read.copies}
    return runs.changes({} if last is None else last.paths(), after)


def write(
    folder: Path,
    readings: Readings,
    configuration: Configuration,
    steps: Steps,
    *,
    unread: tuple[ReadError, ...] = (),
    copies: tuple[outputs.Copy, ...] = (),
    notes: tuple[str, ...] = (),
    inputs: Sequence[str] = (),
    clock: _Clock | None = None,
    tell: Progress = lambda step, done, total, name: None,
) -> tuple[BuildResult, Run]:
    """Write every file of a build but ``run.json`` and the manifest into `folder`: a function of the readings."""
    clock = clock or _Clock()
    tell("write", 1, 5, "entities")
    base = configuration.base
    drawn = outlines(readings, steps.resolve, base=base)
    clock.mark("resolve")

    tell("write", 2, 5, "graph.nq")
    this = run(drawn.sources, configuration, code=runs.code_digest())
    done = assemble(folder, readings, drawn, this, configuration, unread=unread, copies=copies, notes=notes)
    clock.mark("graph.nq")
    oxigraph.load_store(folder / "store", folder / "graph.nq")
    clock.mark("store")

    tell("write", 3, 5, "ledger.json")
    if done.triples <= oxigraph.TURTLE_LIMIT:
        (folder / "graph.ttl").write_bytes(oxigraph.turtle(oxigraph.load_nquads(folder / "graph.nq")))
    else:
        notes += (f"graph.ttl was left out: {done.triples} triples are more than {oxigraph.TURTLE_LIMIT}. Read graph.nq.",)
        done.ledger["notes"] = list(notes)
    outputs.write_json(folder / "ledger.json", done.ledger)
    clock.mark("files")

    tell("write", 4, 5, "graph.html")
    # The handle is let go of before the folder is renamed: Windows renames nothing that is open.
    with selection.opened(folder, base=base) as handle:
        outputs.write_text(folder / "graph.html", (steps.render_page(handle, configuration=configuration),))
        clock.mark("page")
        tell("write", 5, 5, "report.html")
        report = steps.render_report(handle, done.ledger, configuration=configuration)
        outputs.write_text(folder / "report.html", (report,))
        clock.mark("report")

    result = BuildResult(
        output=folder,
        documents=done.documents,
        unread=unread,
        entities_by_type=_counts(entity.type for entity in drawn.entities),
        facts_by_predicate=_counts(done.facts.elements()),
        seconds=clock.seconds,
        page=folder / "graph.html",
        notes=notes,
    )
    return result, this


def _outlook(folder: Path, result: BuildResult, state: str) -> dict[str, object]:
    """What the next build in this folder has to know, and what this one made of the last."""
    changes = result.changes
    return {
        "notes": list(result.notes),
        "reused": result.reused,
        "changes": {"new": changes.new, "replaced": changes.replaced, "removed": changes.removed},
        "counts": {
            "documents": result.documents, "entities": result.entities_by_type, "facts": result.facts_by_predicate,
        },
        "state": state,
        "files": runs.stats_of(folder),
        "store": runs.store_of(folder),
    }


def _check(configuration: Configuration) -> None:
    base = configuration.base
    if not BASE.fullmatch(base):
        raise ConfigurationError(f"The base {base!r} is no IRI that ends in /, such as {Configuration().base}.")
    if configuration.persons not in ("public", "all"):
        raise ConfigurationError(f"Unknown setting persons={configuration.persons!r}. Known: public, all.")


def _check_tagger(configuration: Configuration) -> None:
    if configuration.model != NO_TAGGER:
        from extractors.names import tagger

        # Before any document is read: a name that is mistyped would else be told once for each.
        tagger(configuration.model)


def _counts(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _find(
    steps: Steps | None, inputs: Sequence[str]
) -> tuple[tuple[Found, ...], tuple[ReadError, ...], tuple[str, ...]]:
    """The files to read; what an earlier build wrote is never read as if it were a document."""
    from extractors.reading import find_inputs

    find = find_inputs if steps is None else steps.find_inputs
    given = find(list(inputs) or [str(EXAMPLES)])
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


def _spooled(file: Found, folder: Path, max_bytes: int) -> Found:
    """Put standard input into a file: it can be read once only, and may hold the bytes of another input."""
    if file.source != STDIN:
        return file
    path = folder / "stdin"
    path.write_bytes(sys.stdin.buffer.read(max_bytes + 1))
    return replace(file, path=path)


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


def _steps() -> Steps:
    # Loaded here, so that `kg --help` and `kg query` pay for none of it.
    from extractors import read_document
    from extractors.reading import find_inputs, read_file
    from kg.resolve import resolve
    from kg.views.page import render_page
    from kg.views.report import render_report

    return Steps(find_inputs, read_file, read_document, resolve, render_page, render_report)
