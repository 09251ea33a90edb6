"""Builds of the samples with stand-ins for reading, resolution and pages: fast, and the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import samples

from extractors.errors import ReadError
from extractors.records import Configuration, Document, Origin, Reading
from kg.answers import Handle, entities, facts
from kg.pipeline import Steps


@dataclass(frozen=True)
class File:
    path: Path
    source: str
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True)
class Inputs:
    found: tuple[File, ...]
    problems: tuple[ReadError, ...] = ()


def find_inputs(inputs: Sequence[str]) -> Inputs:
    """Find the files of folders, and name what is not there."""
    found, problems = [], []
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            found += [File(p, p.relative_to(path).as_posix()) for p in sorted(path.rglob("*.txt"))]
        elif path.exists():
            found.append(File(path, path.name))
        else:
            problems.append(ReadError(name, "missing", "There is no such file.", "Check the name."))
    return Inputs(tuple(found), tuple(problems))


def read_file(path: Path, *, source: str, configuration: Configuration, origin: Origin) -> Document:
    """Read a text; one that says so fails as a broken file does."""
    text = path.read_bytes().decode("utf-8")
    if text.startswith("BROKEN"):
        raise ReadError(source, "unreadable", "The file is broken.", "Fetch it again.")
    if text.startswith("KILL"):
        import os

        os._exit(9)
    return replace(samples.document(text, path.name, origin=origin), source=source)


def read_document(document: Document, configuration: Configuration) -> Reading:
    """Return the sample that has this text; other texts are empty notes, and one makes the extraction fail."""
    if document.text.startswith("CRASH"):
        raise ZeroDivisionError("a mistake in a rule")
    for reading in (samples.minutes(), samples.note(), samples.press()):
        if reading.document.text == document.text:
            paged = replace(document, page_starts=reading.document.page_starts)
            return replace(reading, document=paged)
    return Reading(document)


def render(handle: Handle, *records: object, configuration: Configuration) -> str:
    """Return a page that shows how much it was given."""
    found = sum(1 for _ in entities(handle)), sum(1 for _ in facts(handle))
    return f"<!DOCTYPE html>\n<p>{[*found, *(type(record).__name__ for record in records)]}</p>\n"


STEPS = Steps(find_inputs, read_file, read_document, samples.resolve, render, render)


def write_samples(folder: Path) -> Path:
    """Write the three sample texts as files and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("referat.txt", samples.MINUTES), ("notat.txt", samples.NOTE), ("presse.txt", samples.PRESS)):
        (folder / name).write_bytes(text.encode())
    return folder
