"""The store as rdflib sees it: a build's Oxigraph store below an rdflib Dataset, read-only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NoReturn

from extractors.errors import QueryError
from kg.passages import KeptTexts
from kg.sparql import PREFIXES, check, functions

if TYPE_CHECKING:
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    from kg.handle import Handle

READ_ONLY = (
    "The graph of a build is only read. To change it, change the documents and run kg build; to work on a copy, add what "
    "you need to an rdflib.Graph() of your own."
)


def store(directory: str | os.PathLike[str] = "output") -> Dataset:
    """Open the graph of a build as an rdflib Dataset, read-only; queries are answered by Oxigraph.

    The union of all graphs is what ``value``, ``subjects``, ``triples`` and ``query`` see; ``graph.quads()`` tells
    each triple's graphs, and ``graph.graph(IRI)`` is one of them alone. A triple that several documents state is told
    once, but for a scan of everything and ``len``, which go graph by graph. The prefixes and ``pkg:quote`` of ``kg query`` are
    known, SERVICE is refused as there; what ``initBindings`` binds must stand in the SELECT. Several programs may have a
    build open at once. ``close()`` lets go of the files.

    Parameters
    ----------
    directory
        The folder that ``kg build`` or ``kg import`` wrote.

    Raises
    ------
    QueryError
        Where there is no finished build in `directory`; and by the dataset itself, whenever something would write.

    Examples
    --------
    >>> store("no/such/folder")
    Traceback (most recent call last):
    extractors.errors.QueryError: There is no folder no/such/folder. Build one with: kg build --output no/such/folder
    """
    from rdflib import Dataset

    from kg.answers import open_output

    handle = open_output(directory)
    asked = partial(handle.store.query, custom_functions=functions(KeptTexts(handle.files).quote))
    reader: Any = _reader()
    graph = Dataset(store=reader(store=_Asked(handle, asked)), default_union=True)
    for prefix, namespace in {**PREFIXES, "kgid": handle.base}.items():
        graph.bind(prefix, namespace, override=True, replace=True)
    return graph


class _Asked:
    """The store of an open build, which it keeps open; its queries know the functions of `kg query`."""

    __slots__ = ("handle", "query")

    def __init__(self, handle: Handle, query: Any) -> None:
        self.handle = handle
        self.query = query

    def close(self) -> None:
        self.handle.close()

    def __len__(self) -> int:
        return len(self.handle.store)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.handle.store, name)


@cache
def _reader() -> type[OxigraphStore]:
    """Return the class of the store; made on first use, for rdflib takes half a second to load."""
    from oxrdflib import OxigraphStore
    from rdflib import XSD, Graph, Literal
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    def plain(term: Any) -> Any:
        # oxrdflib writes the datatype of plain strings out, and to rdflib that is another literal.
        return Literal(str(term)) if isinstance(term, Literal) and term.datatype == XSD.string else term

    class Reader(OxigraphStore):
        """oxrdflib's store, which reads only and gives terms and triples as rdflib's own stores do."""

        closed = False

        @property
        def _inner(self) -> Any:
            # oxrdflib would go on with an empty store in memory.
            if self.closed:
                raise QueryError("This graph is closed. Open it again with kg.store.")
            return super()._inner

        def close(self, commit_pending_transaction: bool = False) -> None:
            if not self.closed:
                self._inner.close()
            self.closed = True
            self._store = None

        def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[tuple[Any, Iterator[Any]]]:
            # Oxigraph's indexes end with the graph, so a triple of several graphs stands together and is told once; but
            # where everything is asked for, its first index is by graph.
            for triple, group in groupby(super().triples(triple_pattern, context), key=lambda pair: pair[0]):
                yield tuple(map(plain, triple)), iter([graph for _, graphs in group for graph in graphs])

        def query(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            check(str(query))
            result = super().query(query, *args, **kwargs)
            if result.type == "SELECT":
                found = result.bindings
                result.bindings = [{name: plain(term) for name, term in row.items()} for row in found]
            elif result.graph is not None:
                graph = Graph(bind_namespaces="none")
                for prefix, namespace in self.namespaces():
                    graph.bind(prefix, namespace)
                for triple in result.graph:
                    graph.add(tuple(map(plain, triple)))
                result.graph = graph
            return result

        def __len__(self, context: Any = None) -> int:
            # Of all graphs their triples, as a loop over them would count; oxrdflib sorts them out in memory.
            return len(self._inner) if context is None else super().__len__(context)

        def add_graph(self, graph: Any) -> None:
            # Dataset.graph() and a loop over all graphs call this for graphs that are there already.
            if graph.identifier != DATASET_DEFAULT_GRAPH_ID and next(self.triples((None,) * 3, graph), None) is None:
                raise QueryError(f"There is no graph {graph.identifier}. {READ_ONLY}")

        def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
            raise QueryError(READ_ONLY)

        add = addN = remove = update = remove_graph = open = destroy = _refuse

    return Reader
