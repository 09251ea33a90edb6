"""An open build, read-only: the handle that the command line, the page and the report ask, and how to open one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from extractors.errors import QueryError
from kg.swapping import Hold
from kg.validity.lens import EVERYTHING, Lens
from kg.written import BASE, read_json
from ontology.terms import DATA

if TYPE_CHECKING:
    from pyoxigraph import Store

    from extractors.records import Entity
    from kg.answers import Card
    from kg.facts import Fact
    from kg.names import Candidate
    from kg.paths import Path as Chain
    from kg.sparql import Answer
    from kg.stats import Table


class Handle:
    """An open build, read-only: ``directory``, its ``store``, the ``base`` that its IRIs begin with, and a ``lens``.

    Use it as a context manager, or call ``close()``. Its methods return records and read no more than their limits ask
    for (`find` returns one IRI); what a day or a succession changes in an answer is set once, where the build is opened.
    """

    __slots__ = ("_hold", "_store", "_view", "base", "directory", "lens")

    def __init__(
        self, directory: Path, store: Store, base: str = DATA, lens: Lens = EVERYTHING, hold: Hold | None = None
    ) -> None:
        self.directory = directory
        self.base = base
        self.lens = lens
        self._store: Store | None = store
        self._view: Store | None = None
        self._hold = hold

    @property
    def files(self) -> Path:
        """Where the files of this build are read, also after another build took its folder's place."""
        return self._hold.path if self._hold is not None else self.directory

    @property
    def store(self) -> Store:
        """The Oxigraph store; QueryError where the handle is closed."""
        if self._store is None:
            raise QueryError(f"The build in {self.directory} is closed. Open it again with kg.open.")
        return self._store

    @property
    def view(self) -> Store:
        """The store as the lens shows it: itself, or one in memory with only what holds, made at the first use."""
        if not self.lens.active:
            return self.store
        if self._view is None:
            from kg.validity.view import view

            self._view = view(self)
        return self._view

    def close(self) -> None:
        """Let go of the store's files."""
        self._store = self._view = None
        if self._hold is not None:
            self._hold.release()

    def __enter__(self) -> Handle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def find(self, name: str, *, type: str = "") -> str:
        """Return the one IRI that a name, a slug, a code or an older IRI means; `search` lists all that bear a name.

        Raises
        ------
        AmbiguousError
            Where several entities have the name; its message and ``candidates`` list them.
        UnknownNameError
            Where none has it; its message and ``candidates`` list the nearest.
        """
        from kg import names

        return names.find(self, name, type=type).iri

    def card(self, name: str, *, limit: int = 50) -> Card:
        """Return the card of what `name` (or an IRI) means, with at most `limit` facts each way and as many notes."""
        from kg import answers

        return answers.card(self, self.find(name), limit=limit)

    def facts(self, name: str = "", *, predicate: str = "", limit: int | None = 100) -> tuple[Fact, ...]:
        """Return at most `limit` facts: of what `name` means where one is given, and with one predicate, by claim IRI."""
        from kg import answers

        claims = sorted(answers.claims_of(self, self.find(name))) if name else None
        predicates = (predicate,) if predicate else ()
        return tuple(answers.facts(self, claims, predicates=predicates, limit=limit))

    def entities(self, *, type: str = "", limit: int | None = 100) -> tuple[Entity, ...]:
        """Return at most `limit` entities, of one type where it is given, by IRI."""
        from kg import answers

        return tuple(answers.entities(self, type=type, limit=limit))

    def search(self, text: str, *, type: str = "", limit: int = 20) -> tuple[Candidate, ...]:
        """Return at most `limit` entities with `text` in one of their names, by IRI."""
        from kg import names

        return names.search(self, text, type=type, limit=limit)

    def path(self, a: str, b: str, *, limit: int = 3, max_steps: int = 8, max_links: int | None = None) -> tuple[Chain, ...]:
        """Return at most `limit` of the shortest chains between what two names mean."""
        from kg import paths

        return paths.path(self, self.find(a), self.find(b), limit=limit, max_steps=max_steps, max_links=max_links)

    def query(self, text: str, parameters: Mapping[str, str] | None = None, *, limit: int | None = 1000) -> Answer:
        """Return at most `limit` rows of a bundled query, by its name, or of one in SPARQL; of all where it is None.

        `parameters` are narrowed as ``kg query --param`` does: names of entities for a bundled query, terms else.
        """
        from kg import named, sparql
        from kg.passages import KeptTexts

        if text.replace("-", "").replace("_", "").isalnum():
            text = named.named(text).text
        terms = named.fill(self, text, [f"{name}={value}" for name, value in (parameters or {}).items()])
        return sparql.ask(self.view, text, parameters=terms, limit=limit, quote=KeptTexts(self.files).quote)

    def stats(self, table: str, *, limit: int = 20) -> Table:
        """Return one table of ``kg stats``, such as ``councils`` or ``money``, with at most `limit` rows."""
        from kg.stats import tables

        return tables(self, (table,), limit=limit)[0]


def open_output(
    directory: str | os.PathLike[str] = "output",
    *,
    as_of: str | date = "",
    known_by: str | date = "",
    certain: bool = False,
    follow_succession: bool = False,
) -> Handle:
    """Open what ``kg build`` wrote, read-only.

    Parameters
    ----------
    directory
        The folder that the build wrote.
    as_of, known_by, certain, follow_succession
        What answers are narrowed to, as in `kg.validity.lens.Lens`.

    Raises
    ------
    QueryError
        Where there is no finished build in `directory`, or a date is no day, month or year.
    """
    lens = Lens(str(as_of), str(known_by), certain, follow_succession)
    folder = Path(directory)
    again = f"Build one with: kg build --output {folder}"
    if not folder.is_dir():
        from kg.staging import recover

        # A build that was killed between two renames had put it aside.
        recover(folder)
    if not folder.is_dir():
        raise QueryError(f"There is no folder {folder}. {again}")
    if not (folder / "manifest.json").is_file() or not (folder / "store").is_dir():
        raise QueryError(f"{folder} holds no finished build (manifest.json or store is missing). {again}")
    from kg.oxigraph import open_store

    hold = Hold(folder)
    try:
        store = open_store(hold.path / "store")
    except OSError as error:
        hold.release()
        raise QueryError(f"The store in {folder} cannot be opened ({error}). {again}") from error
    return Handle(folder, store, _base(hold.path, store), lens, hold)


def _base(folder: Path, store: Store) -> str:
    """Return what the build's IRIs begin with: as its run says, or as the name of its graph of entities shows."""
    try:
        run = read_json(folder / "run.json")
        base = run.get("base") or run.get("configuration", {}).get("base")
        # It stands in queries: a record that somebody changed must not write one.
        if isinstance(base, str) and BASE.fullmatch(base):
            return base
    except (OSError, ValueError, AttributeError):
        pass  # The store itself knows, only more slowly.
    for graph in store.named_graphs():
        if graph.value and str(graph.value).endswith("graph/entities"):
            return str(graph.value).removesuffix("graph/entities")
    return DATA
