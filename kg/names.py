"""Finding the entity that somebody means: by IRI, slug, older IRI, code or name, and the nearest where none fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.errors import QueryError
from kg import answers, sparql
from kg.answers import Handle
from kg.iris import graph_iri
from ontology.terms import ENTITY_TYPES

_ALIKE = 60.0
_DESCRIBED = frozenset({"AGENDA_ITEM", "MEETING", "DATE", "AMOUNT"})
"""Types whose names tell what they are about: a thing that bears the name itself is meant first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean, with the name of the body that it belongs to."""

    iri: str
    type: str
    name: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The entity that was found, and the others that also go by the name."""

    iri: str
    others: tuple[Candidate, ...] = ()


class AmbiguousError(QueryError):
    """A name that several entities have; ``candidates`` lists them, ``brief`` says it without them."""

    def __init__(self, name: str, candidates: Sequence[Candidate]) -> None:
        self.brief = f"{len(candidates)} entities are called {name!r}"
        super().__init__(f"{self.brief}: {_told(candidates)}.")
        self.name = name
        self.candidates = tuple(candidates)


class UnknownNameError(QueryError):
    """A name that no entity has; ``candidates`` lists the nearest, best first, ``brief`` says it without them."""

    def __init__(self, name: str, candidates: Sequence[Candidate]) -> None:
        near = f" Nearest: {_told(candidates)}." if candidates else ""
        self.brief = f"No entity is called {name!r}"
        super().__init__(f"{self.brief}.{near}")
        self.name = name
        self.candidates = tuple(candidates)


def _told(candidates: Sequence[Candidate], shown: int = 5) -> str:
    """Return the first candidates in words: name and IRI."""
    words = [f"{one.name} <{one.iri}>" for one in candidates[:shown]]
    return "; ".join(words) + (f" and {len(candidates) - shown} more" if len(candidates) > shown else "")


def normalised(name: str) -> str:
    """Return a name as it is compared: letter case and blanks make no difference.

    >>> normalised("  Region\\nSJÆLLAND ")
    'region sjælland'
    """
    return " ".join(name.casefold().split())


def find(handle: Handle, name: str, *, type: str = "", limit: int = 10) -> Match:
    """Return the entity that `name` means.

    Parameters
    ----------
    handle
        The open build.
    name
        An IRI, its slug (``council/udsatteraadet-i-region-x``), an IRI that was replaced, an official code
        (``region:1085``) or a name in any letter case. A canonical name wins over other names.
    type
        An entity type such as ``COUNCIL``, where a name is shared.
    limit
        How many candidates an error lists.

    Raises
    ------
    AmbiguousError
        Where several entities have the name.
    UnknownNameError
        Where none has it; the nearest names are in its ``candidates``.
    QueryError
        Where `type` is no entity type.
    """
    kind = _type(type)
    given = name.strip()
    if not given:
        raise QueryError("The name is empty. Give a name, a slug or an IRI, as in kg show 'Region Sjælland'.")
    direct = _by_iri(handle, given) or _by_code(handle, given)
    if direct:
        return Match(direct)
    canonical, other = _by_name(handle, given)
    if not canonical and not other:
        canonical, other = _by_any_case(handle, given)
    if not canonical and not other:
        canonical = _in_registers(handle, given)
    best = _candidates(handle, canonical, kind) or _candidates(handle, other, kind)
    if len(best) == 1:
        rest = _candidates(handle, sorted({*canonical, *other} - {best[0].iri}), kind)
        return Match(best[0].iri, rest[:limit])
    named = [item for item in best if item.type not in _DESCRIBED]
    if len(named) == 1:
        return Match(named[0].iri, tuple(item for item in best if item is not named[0])[:limit])
    if best:
        raise AmbiguousError(given, best)
    raise UnknownNameError(given, nearest(handle, given, type=kind, limit=limit))


def _type(given: str) -> str:
    kind = given.upper().replace("-", "_")
    if kind and kind not in ENTITY_TYPES:
        raise QueryError(f"Unknown type {given!r}. Known: {', '.join(ENTITY_TYPES)}.")
    return kind


def nearest(handle: Handle, name: str, *, type: str = "", limit: int = 10) -> tuple[Candidate, ...]:
    """Return the entities whose names are most like `name`, best first; reads the names, nothing else."""
    from rapidfuzz import fuzz, process

    asked = normalised(name)
    labels = _labels(handle)
    scored = process.extract(asked, list(labels), scorer=fuzz.WRatio, limit=limit * 5, score_cutoff=_ALIKE)
    ranked = sorted(scored, key=lambda row: (-row[1], -fuzz.ratio(asked, row[0]), row[0]))
    iris = list(dict.fromkeys(iri for label, _, _ in ranked for iri in labels[label]))
    known = {candidate.iri: candidate for candidate in _candidates(handle, iris, type)}
    return tuple(known[iri] for iri in iris if iri in known)[:limit]


def search(handle: Handle, text: str, *, type: str = "", limit: int = 20) -> tuple[Candidate, ...]:
    """Return the entities with `text` in one of their names, in any letter case, by IRI."""
    asked = normalised(text)
    iris = {iri for label, owners in _labels(handle).items() if asked in label for iri in owners}
    return _candidates(handle, sorted(iris), _type(type))[:limit]


def _by_iri(handle: Handle, given: str) -> str:
    text = given.removeprefix("<").removesuffix(">")
    if not text.startswith(("http://", "https://")):
        if "/" not in text or " " in text:
            return ""
        text = handle.base + text
    try:
        iri = sparql.iri_term(text)
    except QueryError:
        return ""
    seen: set[str] = set()
    while text not in seen:
        seen.add(text)
        later = [row[0] for row in sparql.rows(
            handle.store, f"SELECT DISTINCT ?new {{ {iri} dcterms:isReplacedBy ?new }} ORDER BY ?new")]
        if not later:
            break
        text, iri = later[0], sparql.iri_term(later[0])
    return text if next(answers.entities(handle, (text,)), None) else ""


def _by_code(handle: Handle, given: str) -> str:
    if ":" not in given:
        return ""
    code = sparql.string_term(given)
    query = f"SELECT DISTINCT ?s {{ ?s pkg:code {code} }} ORDER BY ?s"
    found = [row[0] for row in sparql.rows(handle.store, query)]
    held = [item.id for item in answers.entities(handle, found)]
    return held[0] if len(held) == 1 else ""


def _by_name(handle: Handle, given: str) -> tuple[list[str], list[str]]:
    """Return the IRIs whose canonical name is the given one, and those that have it as another name."""
    forms = f"{sparql.string_term(given, 'da')} {sparql.string_term(given)}"
    query = "SELECT DISTINCT ?s {{ VALUES ?name {{ {} }} GRAPH {} {{ ?s {} ?name }} }} ORDER BY ?s"
    graph = sparql.iri_term(graph_iri(handle.base, "entities"))
    canonical, other = (
        [row[0] for row in sparql.rows(handle.store, query.format(forms, graph, path))]
        for path in ("skos:prefLabel", "skos:altLabel")
    )
    return canonical, other


def _in_registers(handle: Handle, given: str) -> list[str]:
    """Return what only the registers know by a name: no document speaks of it, but of what it came of or will be."""
    graph = sparql.iri_term(graph_iri(handle.base, "registers"))
    query = f"SELECT DISTINCT ?s ?name {{ GRAPH {graph} {{ ?s skos:prefLabel ?name }} }}"
    asked = normalised(given)
    return sorted({iri for iri, name in sparql.rows(handle.store, query) if normalised(name) == asked})


def _by_any_case(handle: Handle, given: str) -> tuple[list[str], list[str]]:
    asked = normalised(given)
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for iri, name, canonical in _all_names(handle):
        if normalised(name) == asked:
            found[canonical].add(iri)
    return sorted(found[True]), sorted(found[False])


def _all_names(handle: Handle) -> list[tuple[str, str, bool]]:
    query = (
        f"SELECT DISTINCT ?s ?path ?name {{ GRAPH {sparql.iri_term(graph_iri(handle.base, 'entities'))} {{ "
        "VALUES ?path { skos:prefLabel skos:altLabel } ?s ?path ?name } }"
    )
    return sorted((iri, name, path.endswith("prefLabel")) for iri, path, name in sparql.rows(handle.store, query))


def _labels(handle: Handle) -> dict[str, list[str]]:
    labels: dict[str, list[str]] = {}
    for iri, name, _ in _all_names(handle):
        labels.setdefault(normalised(name), []).append(iri)
    return labels


def _candidates(handle: Handle, iris: Sequence[str], kind: str) -> tuple[Candidate, ...]:
    """Return the candidates of one type (any where it is empty), in the order of their IRIs."""
    found = [item for item in answers.entities(handle, iris) if not kind or item.type == kind]
    owners = answers.names(handle, {item.owner for item in found if item.owner})
    return tuple(Candidate(item.id, item.type, item.name, owners.get(item.owner, "")) for item in found)
