"""Is a build still what its sources say? Every source is read again, and every claim's quote looked up in it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any

from extractors.errors import QueryError, ReadError
from extractors.reading import read_file
from extractors.records import Configuration
from kg import sparql
from kg.answers import Handle, facts, names, open_output
from kg.facts import Fact
from kg.noted import notes
from kg.remarks import Note
from kg.verification.lineage import Place, Whereabouts, paths_read, record
from kg.verification.quoting import Passage, Texts, sorted_out

LIMIT = 100
"""How many claims are described one by one."""
BATCH = 64
"""How many documents other processes read before the first of them has been looked at."""
DRIFT = ("changed", "reread", "gone", "unreadable", "damaged")
"""States of a document that are drift."""
_FIELDS = {"model": str, "base": str, "persons": str, "ocr": bool, "max_bytes": int}

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a build: its IRI, id, short name, title, SHA-256 and the paths that it was read from."""

    iri: str
    id: str
    doc: str
    title: str
    sha256: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concerned:
    """A claim or remark that no longer stands as it did.

    ``state`` is ``moved`` (its words stand at ``now`` instead), ``lost`` (they stand nowhere), ``hanging`` (the document
    is gone or cannot be read) or ``damaged`` (the build's own files disagree). ``told`` is the fact or note with its
    quote; ``start`` and ``end`` are code points into the kept text.
    """

    id: str
    state: str
    start: int
    end: int
    now: int | None
    told: Fact | Note


@dataclass(frozen=True, slots=True)
class Verified:
    """What has become of a document.

    ``state`` is ``unchanged``; ``changed`` (other bytes stand at its path: a replacement, whose id is ``new_id``);
    ``reread`` (the same bytes give another text now, as after an update of the program); ``gone``; ``unreadable`` (for
    the ``reason``); ``unchecked`` (nothing to read again); or ``damaged`` (the build's own files disagree, as
    ``damage`` says, though the source is as it was). ``counts`` are numbers of claims and remarks by state: those of
    `Concerned`, ``intact`` and ``unchecked``. ``concerned`` describes at most the asked number of them.
    """

    paper: Paper
    state: str
    places: tuple[Place, ...]
    counts: Mapping[str, int]
    new_id: str = ""
    reason: str = ""
    damage: tuple[str, ...] = ()
    concerned: tuple[Concerned, ...] = ()

    @property
    def drift(self) -> bool:
        """Whether anything is not as it was; a path that is gone or renamed is none while the bytes are to be had."""
        return self.state in DRIFT or bool(self.damage)


@dataclass(frozen=True, slots=True)
class Verification:
    """The documents with something to tell, by path; ``documents`` and ``claims`` count all of them by state.

    ``damage`` tells which files of the build are not those it wrote; ``names`` maps IRIs in the claims to names.
    """

    found: tuple[Verified, ...]
    documents: Mapping[str, int]
    claims: Mapping[str, int]
    damage: tuple[str, ...]
    problems: tuple[ReadError, ...]
    names: Mapping[str, str]

    @property
    def drift(self) -> bool:
        """Whether a document, a claim or a file of the build is not as it was."""
        return bool(self.damage) or any(one.drift for one in self.found)


@dataclass(frozen=True, slots=True)
class _Task:
    """A document to check and where it may be read; plain, for it crosses to another process."""

    paper: Paper
    places: tuple[Place, ...]
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What checking a document gave; the passages are those concerned, at most the asked number."""

    state: str
    counts: Mapping[str, int]
    new_id: str = ""
    reason: str = ""
    damage: tuple[str, ...] = ()
    passages: tuple[tuple[Passage, str, int | None], ...] = ()


def verify(
    directory: str | os.PathLike[str],
    inputs: Sequence[str] = (),
    *,
    jobs: int = 1,
    limit: int = LIMIT,
    progress: Progress = lambda done, total, name: None,
) -> Verification:
    """Read the sources of a build again and look for every claim's quote at its place.

    Parameters
    ----------
    directory
        The folder that ``kg build`` wrote.
    inputs
        Files and folders to look in before the places where the build read its sources, and before other files of the
        folders that it was given.
    jobs
        How many documents to read at a time.
    limit
        How many claims to describe; all are counted.
    progress
        Called with how many documents of how many are checked, and the name of the last.

    Raises
    ------
    QueryError
        If there is no build in `directory`, or none of its sources can be looked for.
    """
    with open_output(directory) as handle:
        run = record(handle.files / "run.json")
        where = Whereabouts(handle.directory, _places(run), inputs, _inputs(run))
        papers = tuple(_papers(handle))
        tasks = [_task(paper, where) for paper in papers]
        if papers and all(place.state == "unchecked" for task in tasks for place in task.places) and not _streams(where):
            raise QueryError(
                f"The build in {handle.directory} does not say where its sources lie. Name them: kg verify INPUT... "
                f"--output {handle.directory}"
            )
        texts = Texts(handle.files, _compact(run))
        outcomes = _checked(handle, tasks, _configuration(run), texts, jobs, limit, progress)
        return _assembled(handle, tasks, outcomes, texts, where.problems, limit)


def _streams(where: Whereabouts) -> bool:
    return "-" in where.places.values()


def _assembled(
    handle: Handle, tasks: Sequence[_Task], outcomes: Iterator[_Outcome], texts: Texts,
    problems: tuple[ReadError, ...], limit: int,
) -> Verification:  # fmt: skip
    documents: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    kept: list[tuple[_Task, _Outcome]] = []
    room = limit
    for task, outcome in zip(tasks, outcomes, strict=True):
        documents[outcome.state] += 1
        claims.update(outcome.counts)
        if outcome.state != "unchanged" or outcome.damage or any(place.state != "same" for place in task.places):
            passages = outcome.passages[:room]
            room -= len(passages)
            kept.append((task, _Outcome(outcome.state, outcome.counts, outcome.new_id, outcome.reason,
                                        outcome.damage, passages)))  # fmt: skip
    told = _told(handle, [passage for _, outcome in kept for passage, _, _ in outcome.passages])
    found = tuple(_verified(task, outcome, told) for task, outcome in kept)
    mentioned = {iri for one in told.values() for iri in _mentioned(one)}
    known = names(handle, (iri for iri in mentioned if iri.startswith(handle.base)))
    return Verification(found, _ordered(documents), _ordered(claims), tuple(texts.strangers()), problems, known)


def _verified(task: _Task, outcome: _Outcome, told: Mapping[str, Fact | Note]) -> Verified:
    concerned = tuple(
        Concerned(passage.told, state, passage.start, passage.end, now, told[passage.told])
        for passage, state, now in outcome.passages
        if passage.told in told
    )
    return Verified(task.paper, outcome.state, task.places, _ordered(outcome.counts), outcome.new_id, outcome.reason,
                    outcome.damage, concerned)  # fmt: skip


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return {state: counts[state] for state in sorted(counts) if counts[state]}


def _told(handle: Handle, passages: Sequence[Passage]) -> dict[str, Fact | Note]:
    """Return the facts and notes of some passages, with the quote that the check found."""
    from dataclasses import replace

    quotes = {passage.told: passage.quote for passage in passages}
    found: dict[str, Fact | Note] = {}
    for fact in facts(handle, [p.told for p in passages if not p.remark]) if quotes else ():
        found[fact.claim] = replace(fact, quote=quotes[fact.claim] or fact.quote)
    for note in notes(handle, [p.told for p in passages if p.remark]) if quotes else ():
        found[note.id] = replace(note, quote=quotes[note.id] or note.quote)
    return found


def _mentioned(told: Fact | Note) -> tuple[str, ...]:
    return (told.about, *told.by) if isinstance(told, Note) else (told.subject, told.object)


def _papers(handle: Handle) -> Iterator[Paper]:
    """Yield the documents of a build by path and id, with every path that the ledger names for each."""
    paths = paths_read(handle.files)
    query = """SELECT ?d (MIN(?n) AS ?name) (MIN(?t) AS ?title) (MIN(?h) AS ?hash) (MIN(?p) AS ?path) {
        ?d a pkg:Document ; pkg:sha256 ?h . OPTIONAL { ?d pkg:name ?n } OPTIONAL { ?d pkg:title ?t }
        OPTIONAL { ?d pkg:sourcePath ?p } } GROUP BY ?d"""
    found = []
    for iri, name, title, sha256, path in sparql.rows(handle.store, query):
        own = iri.rpartition("/")[2]
        named = [path] + [one for one in paths.get(own, ()) if one != path]
        found.append(Paper(iri, own, name, title, sha256, tuple(one for one in named if one)))
    yield from sorted(found, key=lambda paper: (paper.paths, paper.id))


def _task(paper: Paper, where: Whereabouts) -> _Task:
    places = tuple(where.look(path, paper.sha256, paper.paths) for path in paper.paths)
    holding = next((place for place in places if place.holds), None)
    if holding is not None:
        return _Task(paper, places, where.file(holding), paper.sha256)
    changed = next((place for place in places if place.state == "changed"), None)
    return _Task(paper, places, changed.path if changed else "", changed.sha256 if changed else "")


def _checked(
    handle: Handle, tasks: Sequence[_Task], configuration: Configuration, texts: Texts, jobs: int, limit: int,
    progress: Progress,
) -> Iterator[_Outcome]:  # fmt: skip
    """Yield the outcomes in the order of the tasks."""
    for done, (task, again) in enumerate(zip(tasks, _read(tasks, configuration, jobs), strict=True), 1):
        outcome = _check(handle, task, again, texts=texts, limit=limit)
        progress(done, len(tasks), task.paper.doc)
        yield outcome


_Again = tuple[str, str | None, str]
"""What reading a document again gave: its state, its text now, and why it has none."""


def _read(tasks: Sequence[_Task], configuration: Configuration, jobs: int) -> Iterator[_Again]:
    """Yield what reading each document again gives, in the order of the tasks; the build itself stays in this process."""
    again = partial(_again, configuration=configuration)
    done = 0
    if jobs > 1 and len(tasks) > 1:
        # Spawned, as the reading of a build is; what a document that ends its process leaves is read here.
        with ProcessPoolExecutor(min(jobs, len(tasks)), get_context("spawn")) as pool, suppress(BrokenProcessPool):
            # Some at a time: texts that nobody has looked at yet lie in memory.
            for start in range(0, len(tasks), BATCH):
                for found in pool.map(again, tasks[start : start + BATCH], chunksize=4):
                    done += 1
                    yield found
    yield from map(again, tasks[done:])


def _check(handle: Handle, task: _Task, again: _Again, *, texts: Texts, limit: int) -> _Outcome:
    paper = task.paper
    kept, damage = texts.kept(paper.id)
    passages = texts.passages(handle, paper.iri, kept)
    state, text, reason = again
    new_id = task.sha256[:16] if task.sha256 not in ("", paper.sha256) else ""
    sorted_ = sorted_out(passages, kept, text, without="unchecked" if state == "unchecked" else "hanging")
    counts = Counter(one for _, one, _ in sorted_)
    concerned = tuple(row for row in sorted_ if row[1] not in ("intact", "unchecked"))
    if state == "unchanged" and text is not None and kept is not None and text != kept:
        state = "reread"
    if counts["damaged"]:
        where = f"do not stand in texts/{paper.id}.txt as the graph has them" if kept is not None else "are not to be had"
        damage += (f"{counts['damaged']} quotes {where}.",)
    if state == "unchanged" and damage:
        state = "damaged"
    return _Outcome(state, dict(counts), new_id, reason, damage, concerned[:limit])


def _again(task: _Task, configuration: Configuration) -> _Again:
    states = [place.state for place in task.places]
    if not task.file:
        state = next((one for one in ("unreadable", "gone") if one in states), "unchecked")
        return state, None, next((place.reason for place in task.places if place.reason), "")
    state = "unchanged" if task.sha256 == task.paper.sha256 else "changed"
    try:
        # Called as it was: the name's ending tells how a file is read.
        document = read_file(task.file, source=task.paper.paths[0], configuration=configuration)
    except ReadError as error:
        return "unreadable", None, f"{error.reason} {error.remedy}"
    except Exception as error:  # One file must not cost the others their check; it is named.
        return "unreadable", None, f"Reading it failed: {type(error).__name__}."
    return state, document.text, ""


def _places(run: Mapping[str, Any]) -> dict[str, str]:
    places = run.get("sources")
    return {str(name): str(path) for name, path in places.items()} if isinstance(places, dict) else {}


def _inputs(run: Mapping[str, Any]) -> tuple[str, ...]:
    inputs = run.get("inputs")
    return tuple(map(str, inputs)) if isinstance(inputs, list) else ()


def _settings(run: Mapping[str, Any]) -> Mapping[str, Any]:
    settings = run.get("configuration")
    return settings if isinstance(settings, dict) else {}


def _configuration(run: Mapping[str, Any]) -> Configuration:
    """Return the settings that the build was read with."""
    settings = _settings(run)
    kept = {name: settings[name] for name, kind in _FIELDS.items() if isinstance(settings.get(name), kind)}
    return Configuration(**kept)


def _compact(run: Mapping[str, Any]) -> bool | None:
    """Return whether the build says that its graph has no quotes; None where it does not say, as of an import."""
    provenance = _settings(run).get("provenance")
    return provenance == "compact" if isinstance(provenance, str) else None
