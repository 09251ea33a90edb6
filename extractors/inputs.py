"""What the user gave — files, folders, ``-`` — as files to read, with what ``kilder.csv`` says about each."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from extractors.errors import ReadError
from extractors.formats.sniff import HEAD, KINDS, ole_kind, sniff, zip_kind
from extractors.kilder import NAME as KILDER
from extractors.kilder import Kilder, read_kilder
from extractors.records import Origin

STDIN = "-"
ENDINGS = {
    ".txt": "text",
    ".md": "text",
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_NOT_DOCUMENTS = frozenset({KILDER, "thumbs.db", "desktop.ini", "__macosx", "__pycache__"})


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: ``source`` is its POSIX path below the folder that was given, or its name."""

    path: Path
    source: str
    origin: Origin = Origin()  # noqa: RUF009 (frozen)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that were found, in the order given and sorted within a folder, and what could not be used."""

    found: tuple[InputFile, ...]
    problems: tuple[ReadError, ...]


def find_inputs(inputs: Sequence[str]) -> Inputs:
    """Return the files that `inputs` name: files, folders (with all below them), ``-`` for standard input.

    Hidden files, lock files and ``kilder.csv`` are passed over; a file named twice is found once. What is
    missing, closed or of no type that is read stands in ``problems``.

    >>> [(p.source, p.code) for p in find_inputs(["no such folder"]).problems]
    [('no such folder', 'missing')]
    """
    finder = _Finder()
    for given in inputs:
        finder.add(os.fspath(given))
    return Inputs(tuple(_distinct(finder.found)), tuple(finder.problems))


class _Finder:
    """Collects files and problems over all inputs."""

    def __init__(self) -> None:
        self.found: list[InputFile] = []
        self.problems: list[ReadError] = []
        self.seen: set[str] = set()
        self.kilder: dict[Path, Kilder | None] = {}

    def add(self, given: str) -> None:
        if given == STDIN:
            if STDIN not in self.seen:
                self.seen.add(STDIN)
                self.found.append(InputFile(Path(STDIN), STDIN))
            return
        if not given.strip():
            # An unset shell variable must not read the folder that one happens to be in.
            self.problems.append(missing("''"))
            return
        path = Path(given)
        try:
            mode = path.stat().st_mode
        except PermissionError:
            self.problems.append(closed_to_us(printable(given)))
        except (OSError, ValueError):
            self.problems.append(missing(printable(given)))
        else:
            if stat.S_ISDIR(mode):
                self._folder(path, given)
            elif not _passed_over(path.name, explicit=True):
                self._file(path, printable(path.name), path.parent)

    def _folder(self, root: Path, given: str) -> None:
        before = len(self.found), len(self.problems), len(self.seen)
        files: list[tuple[str, Path]] = []

        def closed(error: OSError) -> None:
            self.problems.append(closed_to_us(printable(Path(error.filename or given).name)))

        for folder, folders, names in os.walk(root, onerror=closed):
            below = Path(folder)
            for name in list(folders):
                if _passed_over(name) or self._is_link(below / name, root):
                    folders.remove(name)
            files += [(_relative(below / name, root), below / name) for name in names if not _passed_over(name)]
        for source, path in sorted(files):
            self._file(path, source, root)
        if before == (len(self.found), len(self.problems), len(self.seen)):
            remedy = f"Put documents in it ({', '.join(ENDINGS)})."
            self.problems.append(ReadError(printable(given), "empty", "The folder holds no document.", remedy))

    def _is_link(self, folder: Path, root: Path) -> bool:
        if not folder.is_symlink():
            return False
        remedy = "Give the folder that it points to as an input of its own."
        reason = "It is a link to a folder, which is not followed."
        self.problems.append(ReadError(_relative(folder, root), "unsupported", reason, remedy))
        return True

    def _file(self, path: Path, source: str, root: Path) -> None:
        key = os.path.normcase(os.path.realpath(path))
        if key in self.seen:
            return
        self.seen.add(key)
        problem = _problem(path, source)
        if problem is not None:
            self.problems.append(problem)
        else:
            self.found.append(InputFile(path, source, self._origin(path, root)))

    def _origin(self, path: Path, root: Path) -> Origin:
        """Return what the nearest ``kilder.csv`` between the file and the folder that was given says."""
        folder = path.parent
        while True:
            kilder = self._kilder_of(folder, root)
            origin = kilder.origin(_relative(path, folder)) if kilder is not None else None
            if origin is not None:
                return origin
            if folder == root or folder == folder.parent:
                return Origin()
            folder = folder.parent

    def _kilder_of(self, folder: Path, root: Path) -> Kilder | None:
        if folder not in self.kilder:
            self.kilder[folder] = None
            path = next((entry for entry in _listed(folder) if entry.name.casefold() == KILDER), None)
            if path is not None:
                kilder, problems = read_kilder(path, source=_relative(path, root))
                self.kilder[folder] = kilder
                self.problems += problems
        return self.kilder[folder]


def _distinct(found: list[InputFile]) -> list[InputFile]:
    """Give files of one name from several folders a folder more, until all sources differ.

    Names that differ in case are different names, as the disk that holds both says.
    """
    found = _numbered(found)
    while True:
        count = Counter(file.source for file in found)
        longer = [file if count[file.source] == 1 else _lengthened(file) for file in found]
        if longer == found:
            return found
        found = longer


def _numbered(found: list[InputFile]) -> list[InputFile]:
    """Number files whose whole paths are written alike, as with å as one character and as two: no folder tells them apart."""
    whole = [printable(os.path.abspath(file.path)) for file in found]
    taken = set(whole)
    first: set[str] = set()
    numbered: list[InputFile] = []
    for file, path in zip(found, whole, strict=True):
        source, number = file.source, 1
        while path in first:
            number += 1
            other = _with_number(path, number)
            if other not in taken:
                path, source = other, _with_number(file.source, number)
        first.add(path)
        taken.add(path)
        numbered.append(replace(file, source=source))
    return numbered


def _with_number(path: str, number: int) -> str:
    stem, dot = os.path.splitext(path)
    return f"{stem} ({number}){dot}"


def _lengthened(file: InputFile) -> InputFile:
    parts = Path(os.path.abspath(file.path)).parts
    have = len(PurePosixPath(file.source).parts)
    longer = parts[-have - 1 : -have]
    if not longer or longer[0] == os.path.abspath(os.sep):
        return file
    return replace(file, source=f"{printable(longer[0])}/{file.source}")


def _problem(path: Path, source: str) -> ReadError | None:
    """Return why a file is none to read, as far as its name and its first bytes tell."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            remedy = "Give a file; for a stream give - (standard input)."
            return ReadError(source, "unsupported", "It is no ordinary file.", remedy)
        if ending(source) in ENDINGS:
            return None
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except PermissionError:
        return closed_to_us(source)
    except OSError:
        return missing(source)
    found = sniff(head)
    return unsupported(source, {"zip": zip_kind, "ole": ole_kind}.get(found, _as(found))(head))


def _as(kind: str) -> Callable[[bytes], str]:
    return lambda _: kind


def unsupported(source: str, found: str) -> ReadError:
    """Return the problem of a file whose ending is none that is read, `found` being what it holds."""
    given = ending(source)
    named = f"Files ending in {given} are not read" if given else "Files without an ending are not read"
    known = next((kind for kind, (_, right, _) in KINDS.items() if right == given and given), found)
    if found in set(ENDINGS.values()) and known == found:
        remedy = f"Rename it to {PurePosixPath(source).stem}{KINDS[found][1]}."
        if given == ".doc":
            remedy = KINDS["doc"][2]
    else:
        remedy = KINDS[known][2] if known in KINDS else ""
        remedy = remedy or f"Give it as {', '.join(ENDINGS)}."
    content = f": it is {KINDS[found][0]}." if found in KINDS and found != "binary" else "."
    return ReadError(source, "unsupported", named + content, remedy)


def missing(source: str) -> ReadError:
    """Return the problem of a path that leads nowhere."""
    return ReadError(
        source, "missing", "There is no such file or folder.", "Check the spelling and the folder you are in."
    )


def closed_to_us(source: str) -> ReadError:
    """Return the problem of a file or folder that may not be read."""
    reason = "It may not be read: another program holds it, or you have no right to."
    return ReadError(source, "locked", reason, "Close it in other programs, or ask its owner for the right to read it.")


def ending(source: str) -> str:
    """Return the ending of a name in lower case, with its dot; empty for none.

    >>> ending("a/Referat.PDF"), ending("-")
    ('.pdf', '')
    """
    return PurePosixPath(source).suffix.lower()


def printable(name: str) -> str:
    """Return a file's name as text that can be written: NFC, with bytes that are not UTF-8 taken for cp1252."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("cp1252", "replace")
    return unicodedata.normalize("NFC", name)


def _relative(path: Path, folder: Path) -> str:
    return printable(path.relative_to(folder).as_posix())


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        # Reported where the folder itself is walked or its file is opened.
        return []


def _passed_over(name: str, *, explicit: bool = False) -> bool:
    return name.casefold() in _NOT_DOCUMENTS or name.startswith(("~$", ".~lock")) or (name[:1] == "." and not explicit)
