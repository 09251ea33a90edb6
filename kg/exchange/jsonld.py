"""JSON-LD that reads well, written entity by entity with the ontology's own context, and its context put into files that name it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from extractors.errors import QueryError
from kg.exchange.quad_lines import TYPE, literal, nodes
from kg.exchange.turtle import LOCAL, SLUG, shortened
from kg.iris import PREFIXES, XSD
from ontology import data
from ontology.terms import ONTOLOGY

CONTEXT_IRI = "https://w3id.org/policykg/context.jsonld"
"""What a file may name in place of the context itself; it is built in and never fetched."""
_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}")
_NAMED = re.compile(rb'(?<!\\)("@context"\s*:\s*(?:\[\s*)?)"' + re.escape(CONTEXT_IRI).encode() + rb'"')


@cache
def context() -> Mapping[str, Any]:
    """Return the context that ships with the ontology, without a base.

    >>> context()["memberOf"]
    {'@id': 'pkg:memberOf', '@type': '@id'}
    """
    content: dict[str, Any] = json.loads(data("context.jsonld").read_text(encoding="utf-8"))
    return dict(content["@context"])


def with_context(head: bytes) -> bytes:
    """Return the beginning of a file with our context in place of its name.

    >>> with_context(b'{"@context": "https://w3id.org/policykg/context.jsonld"}').startswith(b'{"@context": {"@vocab"')
    True
    """
    ours = json.dumps(context(), ensure_ascii=False).encode()
    return _NAMED.sub(lambda match: match[1] + ours, head)


def jsonld(lines: Iterable[str], *, base: str) -> Iterator[str]:
    """Yield a JSON-LD document of lines that are sorted by graph, then subject: each graph with its entities one by one.

    Raises
    ------
    QueryError
        If an IRI cannot be written, since its scheme is one of the context's prefixes.
    """
    yield '{\n"@context": ' + json.dumps({"@base": base, **context()}, ensure_ascii=False, indent=2) + ',\n"@graph": ['
    before = ""
    for graph, group in groupby(nodes(lines), key=lambda node: node[0]):
        opened = f'{{\n"id": {_json(_id(graph, base))},\n"@graph": [' if graph else ""
        yield f"{before}\n{opened}"
        before = ""
        for _, subject, pairs in group:
            yield f"{before}\n{_node(subject, pairs, base)}"
            before = ","
        yield "\n]}" if graph else ""
        before = ","
    yield "\n]}\n"


def _node(subject: str, pairs: Iterable[tuple[str, str]], base: str) -> str:
    # The type before the id: in this order JSON-LD is read as it goes by, without the whole file in memory.
    named = f'"id": {_json(_id(subject, base))}'
    rows: list[str] = []
    for predicate, group in groupby(pairs, key=lambda pair: pair[0]):
        values = [value for _, value in group]
        shown: list[object]
        if predicate == TYPE and all(value.startswith("<") for value in values):
            name, shown = "type", [_word(value) for value in values]
        else:
            name, form = _property(predicate)
            shown = [_value(value, form, base) for value in values]
        row = f"{_json(name)}: {_json(shown[0] if len(shown) == 1 else shown)}"
        rows += [row, named] if name == "type" else [row]
    return "{" + ",\n ".join(rows if named in rows else [named, *rows]) + "}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=4096)
def _property(term: str) -> tuple[str, tuple[str, str]]:
    """Return what the context calls a property, and how it types its values: ``@type`` and ``@language``."""
    known = _names().get(term[1:-1])
    if known is None:
        return _word(term), ("", "")
    form = context()[known]
    return known, ("", "") if isinstance(form, str) else (form.get("@type", ""), form.get("@language", ""))


@cache
def _names() -> Mapping[str, str]:
    names = {}
    for name, form in context().items():
        prefix, colon, local = (form if isinstance(form, str) else form["@id"]).partition(":")
        if colon and prefix in PREFIXES:
            names[PREFIXES[prefix] + local] = name
    return names


def _value(term: str, form: tuple[str, str], base: str) -> object:
    coerced, language = form
    if term.startswith("<"):
        if coerced == "@vocab":
            return _word(term)
        return _id(term, base) if coerced == "@id" else {"id": _id(term, base)}
    text, datatype, tag = literal(term)
    if tag:
        return text if tag == language else {"@value": text, "@language": tag}
    if not datatype:
        return {"@value": text} if coerced or language else text
    kind = shortened(datatype) or _safe(datatype)
    if datatype == XSD + "integer" and coerced in ("", kind) and _INTEGER.fullmatch(text):
        return int(text)
    return text if coerced == kind else {"@type": kind, "@value": text}


@lru_cache(maxsize=65536)
def _id(term: str, base: str) -> str:
    iri = term[1:-1]
    if iri.startswith(base) and SLUG.fullmatch(iri, len(base)):
        return iri[len(base) :]
    return shortened(iri) or _safe(iri)


@lru_cache(maxsize=4096)
def _word(term: str) -> str:
    """Return a class, a property or a concept: ours by its bare name, unless the context means another thing by it."""
    iri = term[1:-1]
    local = iri.removeprefix(ONTOLOGY)
    if local != iri and LOCAL.fullmatch(local) and (local not in context() or _names().get(iri) == local):
        return local
    return shortened(iri) or _safe(iri)


def _safe(iri: str) -> str:
    scheme, _, rest = iri.partition(":")
    if scheme in context() and not rest.startswith("//"):
        raise QueryError(
            f"{iri} cannot be written as JSON-LD: its scheme {scheme} is a prefix there. Export it as nq, trig or ttl."
        )
    return iri
