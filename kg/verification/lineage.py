"""Where the sources of a build lie, and what has become of each since: still the same, replaced, moved or gone."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, Protocol

from extractors.errors import QueryError, ReadError
from extractors.inputs import STDIN, closed_to_us, find_inputs
from kg.runs import EXAMPLES
from kg.staging import is_build

PACKAGED = "policykg:"
"""What the path of a document that ships with the package begins with: it lies elsewhere on every machine."""
PACKAGE = EXAMPLES.parent
MOST_FILES = 5000
"""How many files of the folders that a build was given are read in search of renamed ones."""


class Located(Protocol):
    """A file that a build reads: where it lies and what the build calls it."""

    @property
    def path(self) -> Path: ...

    @property
    def source(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Place:
    """What has become of one path of a document.

    ``state`` is ``same``; ``changed`` (other bytes stand there, whose hash is ``sha256``); ``gone``; ``moved`` (its
    bytes stand in the file called ``now``); ``unreadable`` (``reason`` says why) or ``unchecked`` (there is nothing to
    read again, as ``reason`` says). A changed path may have a ``now`` as well. ``path`` is the file to read, or empty.
    """

    source: str
    state: str
    path: str = ""
    sha256: str = ""
    now: str = ""
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether the document's bytes are still to be had."""
        return self.state in ("same", "moved") or bool(self.now)


def recorded(found: Iterable[Located], output: Path) -> dict[str, str]:
    """Return where each source lies, as ``run.json`` tells it: relative to the output folder, with ``/`` between.

    Parameters
    ----------
    found
        The files of a build.
    output
        The folder that the build writes, or its sibling.

    Returns
    -------
    Paths by source name, in order of the names: ``-`` for standard input, ``policykg:…`` for what ships with the
    package. A file whose path cannot be written as text, as some old disks have it, is left out.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> recorded([SimpleNamespace(path=Path("/data/in/a.txt"), source="a.txt")], Path("/data/output"))
    {'a.txt': '../in/a.txt'}
    """
    folder = os.path.realpath(output)
    places = {file.source: _relative(file.path, folder) for file in found}
    return {source: places[source] for source in sorted(places) if places[source]}


def _relative(path: Path, folder: str) -> str:
    if str(path) == STDIN:
        return STDIN
    # The folder's own links are followed, a link to the file is not: it may lead elsewhere tomorrow.
    whole = os.path.join(os.path.realpath(path.parent), path.name)
    if Path(whole).is_relative_to(EXAMPLES):
        return PACKAGED + Path(whole).relative_to(PACKAGE).as_posix()
    try:
        near = os.path.relpath(whole, folder)
    except ValueError:  # Another drive.
        near = whole
    near = Path(near).as_posix()
    try:
        near.encode("utf-8")
    except UnicodeEncodeError:
        return ""
    return near


def record(path: Path) -> Mapping[str, Any]:
    """Return what a record of a build tells, such as ``run.json``; nothing where it cannot be read.

    Raises
    ------
    QueryError
        If objects or lists lie too deep in one another.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    except RecursionError as error:
        raise QueryError(f"{path} nests objects or lists too deep, as no build writes it. Run kg build again.") from error
    return content if isinstance(content, dict) else {}


def paths_read(folder: Path) -> dict[str, list[str]]:
    """Return every path that each document of a build was read from, by document id, as ``ledger.json`` tells.

    >>> paths_read(Path("no such build"))
    {}
    """
    found: dict[str, list[str]] = {}
    rows = record(folder / "ledger.json").get("inputs", ())
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and row.get("read") and isinstance(row.get("path"), str):
            found.setdefault(str(row.get("id")), []).append(row["path"])
    return {document: sorted(paths) for document, paths in found.items()}


def located(path: str, folder: Path) -> Path:
    """Return the file that a path of ``run.json`` leads to from the build's folder.

    >>> located("../in/a.txt", Path("/data/output")).as_posix()
    '/data/output/../in/a.txt'
    """
    if path.startswith(PACKAGED):
        return PACKAGE / PurePosixPath(path.removeprefix(PACKAGED))
    return Path(os.path.realpath(folder)) / path


@dataclass
class Whereabouts:
    """Looks for the sources of a build: where they lay, among the files that the user names, in the folders it was given.

    ``places`` are the paths of ``run.json`` and ``given`` its inputs; ``problems`` is what could not be used of the files
    named.
    """

    folder: Path
    places: Mapping[str, str]
    inputs: Sequence[str] = ()
    given: Sequence[str] = ()
    problems: tuple[ReadError, ...] = field(init=False, default=())
    _named: dict[str, Path] = field(init=False, default_factory=dict)
    _called: dict[Path, str] = field(init=False, default_factory=dict)
    _known: dict[Path, str] = field(init=False, default_factory=dict)
    _found: dict[str, Path] = field(init=False, default_factory=dict)
    _by_hash: dict[str, list[tuple[str, Path]]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._known = {self._real(source): source for source, path in self.places.items() if path != STDIN}
        if not self.inputs:
            return
        given = find_inputs([name for name in self.inputs if name != STDIN])
        self.problems = given.problems
        for file in given.found:
            # A file that lies where the build read it is that one, from whichever folder it is named now.
            source = self._known.get(Path(os.path.realpath(file.path)), file.source)
            self._named[source] = file.path
            self._called[file.path] = source

    def look(self, source: str, sha256: str, own: Sequence[str] = ()) -> Place:
        """Return what has become of the path `source` of the document with this hash.

        `own` are all paths that the build read the document from: bytes found at another one of them have not moved.
        """
        recorded = self.places.get(source, "")
        if source in self._named:
            place = _state(source, self._named[source], sha256)
        elif recorded == STDIN:
            place = Place(source, "unchecked", reason="It was read from standard input, which cannot be read again.")
        elif not recorded:
            place = Place(source, "unchecked", reason="The build does not say where it lay: name the file or its folder.")
        else:
            place = _state(source, located(recorded, self.folder), sha256)
        moved = None if place.state == "same" else self._elsewhere(sha256, own)
        if moved is None:
            return place
        if place.state == "changed":
            return replace(place, now=moved[0])
        return Place(source, "moved", str(moved[1]), sha256, now=moved[0])

    def file(self, place: Place) -> str:
        """Return the file that holds the document's bytes now."""
        return str(self._found[place.now]) if place.now in self._found else place.path

    def _real(self, source: str) -> Path:
        return Path(os.path.realpath(located(self.places[source], self.folder)))

    def _elsewhere(self, sha256: str, own: Sequence[str]) -> tuple[str, Path] | None:
        if self._by_hash is None:
            self._by_hash = {}
            named = sorted(self._called.items(), key=lambda pair: pair[1])
            for path, source in (*named, *self._in_folders()):
                try:
                    self._by_hash.setdefault(file_hash(path), []).append((source, path))
                except OSError:
                    continue  # Told where the file itself is asked for, if a document was read from it.
        found = next((pair for pair in self._by_hash.get(sha256, ()) if pair[0] not in own), None)
        if found is not None:
            self._found[found[0]] = found[1]
        return found

    def _in_folders(self) -> Iterator[tuple[Path, str]]:
        """Yield files of the folders that the build was given, those first whose names it did not know: not all of many."""
        built = cache(is_build)
        files = [
            (real in self._known, self._known.get(real, file.source), file.path)
            for file in find_inputs([str(folder) for folder in self._folders()]).found
            for real in (Path(os.path.realpath(file.path)),)
            # What a build wrote holds the words of its sources.
            if not any(map(built, real.parents))
        ]
        for _, source, path in sorted(files)[:MOST_FILES]:
            yield path, source

    def _folders(self) -> list[Path]:
        """Return the folders that the build was given and that are still there, as far as its record tells."""
        names = {PurePath(os.path.normpath(name)).name for name in self.given if name.strip() and name != STDIN}
        folders: set[Path] = set()
        for source, path in self.places.items():
            lay = Path(os.path.normpath(located(path, self.folder)))
            below = PurePosixPath(source).parts
            # A file that was named itself makes no folder of its own one that was given.
            if path == STDIN or path.startswith(PACKAGED) or lay.name in names or lay.parts[-len(below) :] != below:
                continue
            root = lay.parents[len(below) - 1]
            if names & {"", ".."}:
                folders.add(root)
            # Where two folders had files of one name, the name of each is part of the source.
            folders |= {folder for folder in lay.parents if folder.name in names and folder.is_relative_to(root)}
        return sorted(folder for folder in folders if folder.is_dir())


def _state(source: str, path: Path, sha256: str) -> Place:
    try:
        found = file_hash(path)
    except (FileNotFoundError, NotADirectoryError):
        return Place(source, "gone")
    except PermissionError:
        return Place(source, "unreadable", str(path), reason=closed_to_us(source).reason)
    except OSError as error:
        return Place(source, "unreadable", str(path), reason=f"The system cannot read it ({error.strerror}).")
    return Place(source, "same" if found == sha256 else "changed", str(path), found)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file; OSError where it cannot be read."""
    if not path.is_file():
        path.stat()
        raise OSError(0, "it is no ordinary file")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
