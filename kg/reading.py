"""Reading many files onto a shelf, one at a time or several: the failure of one is its own, equal files are read once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from kg.shelf import Shelf

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
class Group:
    """Files of equal bytes; ``sha256`` is empty where they could not be hashed, such as a stream."""

    files: tuple[Found, ...]
    sha256: str = ""

    @property
    def origin(self) -> Origin:
        """Where the bytes were fetched: as the first of the files that says so."""
        return next((file.origin for file in self.files if file.origin != Origin()), Origin())


@dataclass(frozen=True, slots=True)
class ReadAll:
    """What came of reading: files that hold the same bytes as another, files that were not read.

    ``paths`` maps each document's id to the name of its file; ``reused`` counts those that were as the last build read them.
    """

    paths: Mapping[str, str]
    copies: tuple[Copy, ...]
    unread: tuple[ReadError, ...]
    reused: int


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a group of equal files; errors as plain tuples, since they cross from one process to another."""

    document: str = ""
    source: str = ""
    copies: tuple[str, ...] = ()
    errors: tuple[tuple[str, str, str, str], ...] = ()


_Job = tuple[Group, Shelf, Configuration, ReadFile, ReadDocument]


def read_all(
    groups: Sequence[Group],
    shelf: Shelf,
    configuration: Configuration,
    read_file: ReadFile,
    read_document: ReadDocument,
    *,
    jobs: int = 1,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
) -> ReadAll:
    """Read files onto `shelf` with `jobs` processes; the result does not depend on their order or number.

    What the shelf of the last build holds of the same file, code and settings is taken over and not read again.
    """
    known = {group: _taken_over(group, shelf) for group in groups}
    work: list[_Job] = [
        (group, shelf, configuration, read_file, read_document) for group in groups if not known[group]
    ]
    paths: dict[str, str] = {}
    copies: list[Copy] = []
    unread: list[ReadError] = []
    alone = jobs == 1 or len(work) == 1
    here, there = (work, []) if alone else ([], work)
    old = [outcome for outcome in known.values() if outcome]
    for done, outcome in enumerate(chain(old, map(_read_group, here), _in_processes(there, jobs)), 1):
        unread += [ReadError(*error) for error in outcome.errors]
        name = outcome.errors[0][0] if outcome.errors else ""
        if outcome.document:
            name = paths[outcome.document] = outcome.source
            copies += [Copy(source, outcome.source) for source in outcome.copies]
        progress(done, len(groups), name)
    return ReadAll(
        dict(sorted(paths.items())),
        tuple(sorted(copies, key=lambda copy: copy.source)),
        tuple(sorted(unread, key=lambda error: (error.source, error.code))),
        len(old),
    )


def grouped(files: Sequence[Found], max_bytes: int) -> tuple[Group, ...]:
    """Return files by their bytes; what cannot be opened stands alone, and says why when it is read.

    >>> grouped((), 0)
    ()
    """
    hashed: dict[str, list[Found]] = {}
    alone: list[Group] = []
    # A document that is a file too is called as that.
    for file in sorted(files, key=lambda file: (file.source == STDIN, file.source, str(file.path))):
        try:
            if file.path.stat().st_size <= max_bytes:
                hashed.setdefault(_hash(file.path), []).append(file)
                continue
        except OSError:
            pass  # Reading it will say what is wrong.
        alone.append(Group((file,)))
    return (*(Group(tuple(group), key) for key, group in hashed.items()), *alone)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _taken_over(group: Group, shelf: Shelf) -> _Outcome | None:
    first, *others = group.files
    document = shelf.take_over(group.sha256, first.source, group.origin)
    return _Outcome(document, first.source, tuple(file.source for file in others)) if document else None


def read_errors(group: Group, configuration: Configuration, read_file: ReadFile) -> tuple[ReadError, ...] | None:
    """Return what is wrong with each file of a group, None where one of them can be read.

    Raises
    ------
    ReadError
        Never: it is what is returned.
    """
    errors = []
    for file in group.files:
        try:
            read_file(file.path, source=file.source, configuration=configuration, origin=group.origin)
        except ReadError as error:
            errors.append(error)
        except Exception:  # Whatever a reader stumbles over: the build that follows names it.
            return None
        else:
            return None
    return tuple(errors)


def _read_group(job: _Job) -> _Outcome:
    group, shelf, configuration, read_file, read_document = job
    errors: list[tuple[str, str, str, str]] = []
    for file in group.files:
        try:
            document = read_file(file.path, source=file.source, configuration=configuration, origin=group.origin)
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
            return _Outcome(errors=tuple((f.source, "extraction_failed", reason, REPORT) for f in group.files))
        shelf.put(reading, group.sha256, file.source, group.origin)
        failed = {error[0] for error in errors}
        others = tuple(f.source for f in group.files if f is not file and f.source not in failed)
        return _Outcome(reading.document.id, reading.document.source, others, tuple(errors))
    return _Outcome(errors=tuple(errors))


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
                yield _Outcome(errors=tuple((f.source, "killed", reason, remedy) for f in job[0].files))


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the same on every system, and no lock of a parent's thread is inherited.
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"))

