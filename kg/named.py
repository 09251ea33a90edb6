"""The queries that ship with policykg: what each answers, and how a user's words narrow it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.errors import QueryError
from kg import names, sparql
from kg.answers import Handle
from kg.validity import succession
from ontology import NamedQuery, queries

_LENS = re.compile(r"^#\s*@lens as_of\s*$", re.MULTILINE)
_PARAMETER = re.compile(r"#\s*@param (\w+) (entity|text|number)( required)?: (\S.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be narrowed to: ``kind`` is entity (looked up by name), text or number."""

    name: str
    kind: str
    required: bool
    description: str


def about(query: NamedQuery) -> tuple[str, str]:
    """Return what a query answers, in Danish and in English: its first two comment lines.

    >>> about(NamedQuery("a", "", "# Hvem?\\n# Who?\\nASK {}"))
    ('Hvem?', 'Who?')
    """
    lines = [line.removeprefix("#").strip() for line in query.text.splitlines() if line.startswith("#")]
    return lines[0] if lines else "", lines[1] if len(lines) > 1 else ""


def parameters(text: str) -> tuple[Parameter, ...]:
    """Return the parameters that the comments of a query declare.

    >>> parameters("# @param council entity: only this council")
    (Parameter(name='council', kind='entity', required=False, description='only this council'),)
    """
    found = (match for line in text.splitlines() if (match := _PARAMETER.match(line)))
    return tuple(Parameter(match[1], match[2], bool(match[3]), match[4].strip()) for match in found)


def named(name: str) -> NamedQuery:
    """Return a bundled query.

    Raises
    ------
    QueryError
        Where there is none of that name; the message names the nearest.
    """
    known = queries()
    if name in known:
        return known[name]
    from rapidfuzz import process

    near = [row[0] for row in process.extract(name, list(known), limit=3, score_cutoff=55)]
    hint = f" Nearest: {', '.join(near)}." if near else ""
    raise QueryError(f"There is no bundled query {name!r}.{hint} See them all with kg query --list.")


def fill(handle: Handle, text: str, given: Sequence[str]) -> dict[str, str]:
    """Turn ``name=value`` pairs into terms: entities are looked up as `kg show` does, the rest is taken as it stands.

    Where the handle's lens follows succession, an entity stands for all that it came of and that came of it.

    Raises
    ------
    QueryError
        Where a pair has no ``=``, a required parameter is missing, or an entity is unknown or ambiguous.
    """
    declared = {parameter.name: parameter for parameter in parameters(text)}
    terms: dict[str, str] = {}
    if handle.lens.as_of and _LENS.search(text):
        # A query that says so is told the last day that is asked for.
        terms["as_of"] = sparql.string_term(handle.lens.days[1].isoformat())
    for pair in given:
        name, equals, value = pair.partition("=")
        name = name.strip().removeprefix("?")
        if not equals or not name:
            raise QueryError(f"{pair!r} is no parameter. Write name=value, as in --param council=Udsatterådet.")
        if declared and name not in declared:
            known = ", ".join(f"{one.name} ({one.description})" for one in declared.values())
            raise QueryError(f"The query has no parameter {name!r}. It has: {known}.")
        terms[name] = _term(handle, declared, name, value.strip())
    for parameter in declared.values():
        if parameter.required and parameter.name not in terms:
            raise QueryError(
                f"This query needs {parameter.name}: {parameter.description}. Add --param {parameter.name}=…"
            )
    return terms


def _term(handle: Handle, declared: Mapping[str, Parameter], name: str, value: str) -> str:
    parameter = declared.get(name)
    if parameter is None:
        return sparql.term(value)
    if parameter.kind == "entity":
        return " ".join(map(sparql.iri_term, succession.chain(handle, names.find(handle, value).iri)))
    if parameter.kind == "number":
        term = sparql.term(value)
        if term.startswith(('"', "<")):
            raise QueryError(f"{name} is a number, and {value!r} is none. Write it as in --param {name}=0.5.")
        return term
    return sparql.string_term(value)
