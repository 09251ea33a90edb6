"""Reading many files, one at a time or several: the failure of one is its own, and equal files are read once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from extractors.errors import ReadError
from extractors.records import Configuration, Document, Origin, Reading
from kg import remarks
from kg.facts import check
from kg.outputs import Copy

ReadFile = Callable[..., Document]
ReadDocument = Callable[..., Reading]
STDIN = "-"
REPORT = "The other files were built. Report this message with the file, if you may share it."


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it lies, how the user named it, where it was fetched."""

    path: Path
    source: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ReadAll:
    """Readings sorted by document id, files that hold the same bytes as another, and files that were not read."""

    readings: tuple[Reading, ...]
    copies: tuple[Copy, ...]
    unread: tuple[ReadError, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a group of equal files; errors as plain tuples, since they cross from one process to another."""

    reading: Reading | None
    copies: tuple[str, ...] = ()
    errors: tuple[tuple[str, str, str, str], ...] = ()


_Group = tuple[Found, ...]
_Job = tuple[_Group, Configuration, ReadFile, ReadDocument]


def read_all(
    files: Sequence[Found],
    configuration: Configuration,
    read_file: ReadFile,
    read_document: ReadDocument,
    *,
    jobs: int = 1,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
) -> ReadAll:
    """Read `files` with `jobs` processes; the result does not depend on their order or number.

    >>> read_all((), Configuration(), ReadFile, ReadDocument)
    ReadAll(readings=(), copies=(), unread=())
    """
    groups = _groups(files, configuration.max_bytes)
    work: list[_Job] = [(group, configuration, read_file, read_document) for group in groups]
    readings: dict[str, Reading] = {}
    copies: list[Copy] = []
    unread: list[ReadError] = []
    # Standard input belongs to this process.
    alone = jobs == 1 or len(work) == 1
    here = [job for job in work if alone or job[0][0].source == STDIN]
    there = [] if alone else [job for job in work if job[0][0].source != STDIN]
    for done, outcome in enumerate(chain(map(_read_group, here), _in_processes(there, jobs)), 1):
        unread += [ReadError(*error) for error in outcome.errors]
        name = outcome.errors[0][0] if outcome.errors else ""
        if outcome.reading is not None:
            document = outcome.reading.document
            name = document.source
            readings[document.id] = outcome.reading
            copies += [Copy(source, document.source) for source in outcome.copies]
        progress(done, len(work), name)
    return ReadAll(
        tuple(readings[i] for i in sorted(readings)),
        tuple(sorted(copies, key=lambda copy: copy.source)),
        tuple(sorted(unread, key=lambda error: (error.source, error.code))),
    )


def _groups(files: Sequence[Found], max_bytes: int) -> list[_Group]:
    """Files by their bytes; what cannot be opened stands alone, and says why when it is read."""
    groups: dict[str, list[Found]] = {}
    for file in sorted(files, key=lambda file: (file.source, str(file.path))):
        try:
            whole = file.path.stat().st_size <= max_bytes
            key = _hash(file.path) if whole else str(file.path)
        except OSError:
            key = str(file.path)
        groups.setdefault(key, []).append(file)
    return [tuple(group) for group in groups.values()]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_group(job: _Job) -> _Outcome:
    group, configuration, read_file, read_document = job
    origin = next((file.origin for file in group if file.origin != Origin()), Origin())
    errors: list[tuple[str, str, str, str]] = []
    for place, file in enumerate(group):
        try:
            document = read_file(file.path, source=file.source, configuration=configuration, origin=origin)
        except ReadError as error:
            errors.append((error.source, error.code, error.reason, error.remedy))
            continue
        except Exception as error:  # One file must not cost the others their build; the ledger names it.
            errors.append((file.source, "unreadable", f"Reading it failed: {_named(error)}.", REPORT))
            continue
        try:
            reading = read_document(document, configuration)
            check(reading)
            remarks.check(reading)
        except Exception as error:  # As above: an extractor's mistake is that document's alone.
            reason = f"Extraction failed: {_named(error)}."
            return _Outcome(None, (), tuple((f.source, "extraction_failed", reason, REPORT) for f in group))
        others = tuple(f.source for f in group if f is not group[place] and f.source not in {e[0] for e in errors})
        return _Outcome(reading, others, tuple(errors))
    return _Outcome(None, (), tuple(errors))


def _named(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:300]}" if text else type(error).__name__


def _in_processes(work: Sequence[_Job], jobs: int) -> Iterator[_Outcome]:
    """Yield outcomes as they are done; a document that kills its process is tried once more, by itself, and named."""
    if not work:
        return
    left: list[_Job] = []
    with _pool(min(jobs, len(work))) as pool:
        waiting: dict[Future[_Outcome], _Job] = {pool.submit(_read_group, job): job for job in work}
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                job = waiting.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    left.append(job)
    for job in left:
        with _pool(1) as pool:
            try:
                yield pool.submit(_read_group, job).result()
            except BrokenProcessPool:
                reason = "The process that read it was ended by the system, most often for want of memory."
                remedy = "Split the file, or build with fewer jobs at a time."
                yield _Outcome(None, (), tuple((f.source, "killed", reason, remedy) for f in job[0]))


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the same on every system, and no lock of a parent's thread is inherited.
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"))

