"""What a build depends on and what the last one was: code, settings, versions, files, and whether anything is new."""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from extractors.errors import ReadError
from extractors.records import NO_TAGGER, Configuration, Origin
from kg.iris import digest
from kg.outputs import FORMAT
from kg.reading import Group
from kg.written import read_json

DEPENDENCIES = (
    "pyoxigraph", "rdflib", "spacy", "networkx", "pyvis", "pypdfium2", "python-docx", "lxml", "rapidfuzz",
    "python-crfsuite", "numpy",
)  # fmt: skip
CODE = ("extractors", "kg", "ontology")
EXAMPLES = Path(__file__).resolve().parent / "examples"


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


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of this program, of Python and of the libraries that a build rests on."""
    from kg import __version__

    found = {"policykg": __version__, "python": platform.python_version()}
    for name in DEPENDENCIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def reading_state(configuration: Configuration) -> str:
    """Return a hash of all that a reading depends on beside its file: code, versions, the settings that readers see.

    >>> reading_state(Configuration()) == reading_state(Configuration(base="https://example.org/id/"))
    True
    """
    return digest([
        code_digest(), versions(), _model(configuration.model), configuration.ocr, _ocr_version() if configuration.ocr else "",
    ])  # fmt: skip


def _model(name: str) -> list[str]:
    """A pipeline by name, version and content: one of another training under the same name reads otherwise."""
    if name in ("", NO_TAGGER):
        return [name]
    folder = Path(name)
    if not folder.is_dir():
        try:
            return [name, metadata.version(name.replace("_", "-"))]
        except metadata.PackageNotFoundError:
            return [name]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [name, *(f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)]


def _ocr_version() -> str:
    import shutil

    program = shutil.which("tesseract")
    return f"{program} {Path(program).stat().st_mtime_ns}" if program else ""


def fingerprint(
    groups: Iterable[Group], problems: Iterable[ReadError], configuration: Configuration, reads: str
) -> str:
    """Return a hash of all that a build depends on: files, their names and origins, code, settings, versions.

    `reads` is what `reading_state` says. It is empty where a file could not be looked at: then nobody can tell whether anything is new.
    """
    files = []
    for group in groups:
        try:
            # What is too large to be read is known by its size and time.
            known = group.sha256 or [(s := group.files[0].path.stat()).st_size, s.st_mtime_ns]
        except OSError:
            return ""
        files.append([known, [[f.source, *(getattr(f.origin, n) for n in Origin.__slots__)] for f in group.files]])
    wrong = sorted([error.source, error.code, error.reason, error.remedy] for error in problems)
    settings = {name: str(value) for name, value in configuration.as_mapping().items()}
    return digest([FORMAT, sorted(files, key=str), wrong, reads, settings])


@dataclass(frozen=True, slots=True)
class Changes:
    """How the documents of a build differ from those of the last one in its folder, by the names of their files.

    A path whose bytes changed is a replacement: ``replaced`` holds its name, the old id and the new one.
    """

    new: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str, str], ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Last:
    """The build that stands in a folder: its run, its ledger and the files of its manifest, as it wrote them."""

    folder: Path
    run: Mapping[str, Any]
    ledger: Mapping[str, Any]
    files: Mapping[str, Any]

    def paths(self) -> dict[str, str]:
        """Return the id of the document at each path."""
        rows = self.ledger.get("inputs", ())
        return {str(row["path"]): str(row["id"]) for row in rows if row.get("read") and "id" in row}

    def unread(self) -> tuple[ReadError, ...]:
        """Return what was not read, by source and code."""
        rows = [row for row in self.ledger.get("inputs", ()) if not row.get("read")]
        found = (ReadError(*(str(row.get(n, "")) for n in ("path", "code", "reason", "remedy"))) for row in rows)
        return tuple(sorted(found, key=lambda error: (error.source, error.code)))


def last_build(folder: Path) -> Last | None:
    """Return the finished build in a folder, None where there is none or its records cannot be read."""
    try:
        run, ledger, manifest = (
            read_json(folder / f"{name}.json") for name in ("run", "ledger", "manifest")
        )
        last = Last(folder, dict(run), dict(ledger), dict(manifest["files"]))
        last.paths()
        counts = last.run.get("counts", {"documents": 0, "entities": {}, "facts": {}})
        dict(counts["entities"]), dict(counts["facts"]), int(counts["documents"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return last


def intact(last: Last) -> bool:
    """Tell whether every file of a build is as the build wrote it: by size and time, by its bytes where these differ."""
    stats = last.run.get("files")
    if not isinstance(stats, dict) or "counts" not in last.run or last.run.get("store") != store_of(last.folder):
        return False
    for name, entry in last.files.items():
        path = last.folder / name
        try:
            status = path.stat()
            if stats.get(name) != [status.st_size, status.st_mtime_ns]:
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != entry["sha256"]:
                        return False
        except (OSError, TypeError, KeyError):
            return False
    return True


def store_of(folder: Path) -> dict[str, int]:
    """Return the sizes of the files that hold a build's store; they stay as they are once it is loaded."""
    names = sorted((folder / "store").glob("*"))
    return {path.name: path.stat().st_size for path in names if path.suffix == ".sst" or path.name.startswith(("CURRENT", "MANIFEST"))}


def stats_of(folder: Path) -> dict[str, list[int]]:
    """Return size and time of every file of a build that stays as it is, to tell later whether it did."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(("store/", "readings/")):
            status = path.stat()
            found[name] = [status.st_size, status.st_mtime_ns]
    return found


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """Return what came, went and was replaced between two mappings of paths to document ids.

    >>> changes({"a.txt": "1", "b.txt": "2"}, {"b.txt": "3", "c.txt": "1"})
    Changes(new=('c.txt',), replaced=(('b.txt', '2', '3'),), removed=('a.txt',))
    """
    return Changes(
        tuple(sorted(after.keys() - before.keys())),
        tuple((path, before[path], after[path]) for path in sorted(after) if before.get(path, after[path]) != after[path]),
        tuple(sorted(before.keys() - after.keys())),
    )


def run_record(
    id: str, iri: str, configuration: Configuration, inputs: Sequence[str], clock: Mapping[str, object]
) -> dict[str, Any]:
    """Return the content of ``run.json`` but for what the build adds at its end; the only place for clocks and machines."""
    return {
        "id": id,
        "run": iri,
        "base": configuration.base,
        **clock,
        "inputs": list(inputs),
        "configuration": dict(configuration.as_mapping()),
        "code": code_digest(),
        "versions": dict(versions()),
        "platform": sys.platform,
    }
