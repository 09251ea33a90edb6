"""Turtle and TriG that read well, written subject by subject from sorted lines, in the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from kg.exchange.quad_lines import TYPE, Node, merged, nodes
from kg.iris import PREFIXES, XSD

LOCAL = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
"""Names after a prefix that need no escapes in any format."""
SLUG = re.compile(r"[\w-]+(?:/[\w-]+)*(?:\.\w+)?(?:#[\w=,;-]+)?", re.ASCII)
"""Ends of IRIs that stand alone after a base, whoever reads them: no dots to resolve, no colon, no escape."""
# What stands bare in Turtle, where it stands just so in the graph.
_BARE = re.compile(rf'"(?:(0|-?[1-9]\d*)"\^\^<{XSD}integer>|(-?\d+\.\d+)"\^\^<{XSD}decimal>|(true|false)"\^\^<{XSD}boolean>)')


def shortened(iri: str) -> str:
    """Return an IRI with one of the known prefixes, or the empty string where none fits.

    >>> shortened("https://w3id.org/policykg/ontology#memberOf"), shortened("https://w3id.org/policykg/id/person/a")
    ('pkg:memberOf', '')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return ""


def trig(lines: Iterable[str], *, base: str) -> Iterator[str]:
    """Yield TriG of lines that are sorted by graph, then subject; `base` is what the data's IRIs begin with."""
    yield from _head(base)
    last: str | None = None
    for graph, subject, pairs in nodes(lines):
        if graph != last:
            yield "}\n" if last else ""
            yield f"\n{_term(graph, base)} {{\n" if graph else ""
            last = graph
        yield from _node((graph, subject, pairs), base)
    yield "}\n" if last else ""


def turtle(lines: Iterable[str], *, base: str, folder: Path | None = None) -> Iterator[str]:
    """Yield Turtle of the lines with all graphs merged; more than memory should hold is sorted in `folder`."""
    yield from _head(base)
    for node in nodes(merged(lines, folder=folder)):
        yield from _node(node, base)


def _head(base: str) -> Iterator[str]:
    yield f"@base <{base}> .\n"
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"


def _node(node: Node, base: str) -> Iterator[str]:
    _, subject, pairs = node
    yield f"\n{_term(subject, base)}"
    last = ""
    for predicate, value in pairs:
        if predicate == last:
            yield f", {_term(value, base)}"
        else:
            word = "a" if predicate == TYPE else _term(predicate, base)
            yield f"{' ;' if last else ''}\n    {word} {_term(value, base)}"
        last = predicate
    yield " .\n"


def _term(term: str, base: str) -> str:
    if term.startswith("<"):
        return _iri(term, base)
    bare = _BARE.fullmatch(term)
    if bare:
        return bare[bare.lastindex or 0]
    if term.endswith(">"):
        text, _, datatype = term.rpartition("^^")
        return f"{text}^^{_iri(datatype, base)}"
    return term


@lru_cache(maxsize=65536)
def _iri(term: str, base: str) -> str:
    iri = term[1:-1]
    if iri.startswith(base) and SLUG.fullmatch(iri, len(base)):
        return f"<{iri[len(base) :]}>"
    return shortened(iri) or term
