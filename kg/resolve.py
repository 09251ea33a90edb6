"""Resolution: local entities of all documents become entities; it sees keys, names, owners and codes, never text.

Same key, same thing. Spelling slips are joined as within a document (``extractors.keys.same_name``), guarded by type
and owner. Not caught: two people of one name, who are one here until a judgement tells them apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.keys import definite, same_name
from extractors.records import Entity, LocalEntity, Reading
from kg.iris import digest, slug
from ontology.registry import by_code
from ontology.terms import ENTITY_TYPES

_FUZZY = {"COUNCIL", "PROVIDER", "ASSOCIATION", "ORG_OTHER", "EDUCATION", "PERSON", "PROGRAMME"}
_FIXED = {"DATE", "AMOUNT", "MEETING", "AGENDA_ITEM", "PLACE", "REGION", "MUNICIPALITY", "PARTY", "AUTHORITY"}


@dataclass(slots=True)
class _Cluster:
    """Local entities that are one thing, with the keys that led to it."""

    keys: list[str]
    members: list[tuple[str, LocalEntity]] = field(default_factory=list)

    @property
    def least(self) -> str:
        """The key that names the whole: a register's first, then the shortest, then by code points."""
        return min(self.keys, key=lambda key: (not is_coded(key), len(key), key))


def is_coded(key: str) -> bool:
    """Tell whether a key rests on a register's code.

    >>> is_coded("REGION|region:1085"), is_coded("COUNCIL|udsatteråd|region:1085")
    (True, False)
    """
    parts = key.split("|")
    return len(parts) == 2 and parts[1] in by_code()


def resolve(readings: Sequence[Reading], *, base: str) -> tuple[Entity, ...]:
    """Join the local entities of a corpus; return entities sorted by id.

    The result depends on the set of readings, not on their order. `base` is the IRI that ids begin with.
    """
    clusters: dict[str, _Cluster] = {}
    for reading in sorted(readings, key=lambda r: r.document.id):
        for entity in reading.entities:
            clusters.setdefault(entity.key, _Cluster([entity.key])).members.append((reading.document.id, entity))
    joined = _joined(clusters)
    types = {cluster.least: _type(cluster) for cluster in joined}
    ids = _ids(joined, types, base)
    key_ids = {key: ids[cluster.least] for cluster in joined for key in cluster.keys}
    code_ids = {cluster.least.split("|")[1]: ids[cluster.least] for cluster in joined if is_coded(cluster.least)}
    return tuple(sorted((_entity(c, types[c.least], ids, key_ids, code_ids, base) for c in joined), key=lambda e: e.id))


def _joined(clusters: Mapping[str, _Cluster]) -> list[_Cluster]:
    """Join clusters that are spelling variants of one another, the rarer to the commoner."""
    kinds: dict[tuple[str, str], list[_Cluster]] = defaultdict(list)
    for key, cluster in clusters.items():
        parts = key.split("|")
        owner = parts[2] if len(parts) > 2 else ""
        kinds[(parts[0], owner if parts[0] not in _FIXED else key)].append(cluster)
    result: list[_Cluster] = []
    for (kind, _), members in sorted(kinds.items()):
        order = sorted(members, key=lambda c: (not is_coded(c.keys[0]), -len(c.members), c.keys[0]))
        kept: list[_Cluster] = []
        blocks: dict[str, list[_Cluster]] = defaultdict(list)
        for cluster in order:
            name = cluster.keys[0].split("|")[1]
            block = name[:2]
            match = next(
                (
                    other
                    for other in blocks[block]
                    if kind in _FUZZY
                    and not is_coded(cluster.keys[0])
                    and same_name(other.keys[0].split("|")[1], name, kind)
                ),
                None,
            )
            if match is None:
                kept.append(cluster)
                blocks[block].append(cluster)
            else:
                match.keys += cluster.keys
                match.members += cluster.members
        result += kept
    return result


def _type(cluster: _Cluster) -> str:
    counts = Counter(entity.type for _, entity in cluster.members)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def readable(key: str, kind: str) -> str:
    """Return the words that an IRI is made of, from a key alone.

    >>> readable("COUNCIL|udsatteråd|region:1085", "COUNCIL"), readable("DATE|2026-01-29", "DATE")
    ('Udsatterådet i Region Sjælland', '2026-01-29')
    """
    parts = key.split("|")
    known = by_code()
    if len(parts) == 2:
        return known[parts[1]].name if parts[1] in known else parts[1]
    if kind in ("MEETING", "AGENDA_ITEM"):
        words = [definite(parts[1]), *(known[p].name if p in known else p for p in parts[2:])]
        if kind == "AGENDA_ITEM":
            words.insert(-1, "punkt")
        return " ".join(word for word in words if word)
    name = definite(parts[1]) if kind == "COUNCIL" else parts[1]
    owner = known[parts[2]].name if parts[2] in known else parts[2]
    return f"{name} i {owner}" if owner else name


def _ids(clusters: Iterable[_Cluster], types: Mapping[str, str], base: str) -> dict[str, str]:
    """Give every cluster an IRI; keys whose words fold to the same slug get a hash of the key behind it."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for cluster in clusters:
        kind = types[cluster.least]
        wanted[f"{base}{ENTITY_TYPES[kind].segment}/{slug(readable(cluster.least, kind))[:120]}"].append(cluster.least)
    ids: dict[str, str] = {}
    for iri, keys in wanted.items():
        for place, key in enumerate(sorted(keys, key=lambda k: (not is_coded(k), len(k), k))):
            ids[key] = iri if place == 0 else f"{iri}-{digest(key)[:8]}"
    return ids


def _entity(
    cluster: _Cluster,
    kind: str,
    ids: Mapping[str, str],
    key_ids: Mapping[str, str],
    code_ids: Mapping[str, str],
    base: str,
) -> Entity:
    locals_ = [entity for _, entity in cluster.members]
    names = Counter(entity.name for entity in locals_)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    code = next((entity.code for entity in sorted(locals_, key=lambda e: e.key) if entity.code), "")
    if code in by_code():
        name = by_code()[code].name
    aliases = {surface for entity in locals_ for surface in (*entity.surfaces, entity.name)} - {name}
    owner = next((entity.owner for entity in sorted(locals_, key=lambda e: e.key) if entity.owner), "")
    known = ("elected", "official", "representative", "presenter", "private", "unknown")
    standings = [entity.standing for entity in locals_ if entity.standing]
    details: dict[str, str] = {}
    for entity in locals_:
        for word, value in entity.details:
            if word != "index":
                details.setdefault(word, value)
    others = sorted(key for key in cluster.keys if key != cluster.least)
    return Entity(
        ids[cluster.least],
        kind,
        name,
        tuple(sorted(aliases)),
        tuple(sorted((document, entity.key) for document, entity in cluster.members)),
        cluster.least,
        value=next((entity.value for entity in locals_ if entity.value), ""),
        owner=_owner(owner, key_ids, code_ids, base),
        code=code,
        standing=min(standings, key=known.index) if standings else "",
        replaces=tuple(
            sorted(
                {f"{base}{ENTITY_TYPES[kind].segment}/{slug(readable(key, kind))[:120]}" for key in others}
                - {ids[cluster.least]}
            )
        ),
        details=tuple(sorted(details.items())),
    )


def _owner(owner: str, key_ids: Mapping[str, str], code_ids: Mapping[str, str], base: str) -> str:
    """Return the IRI of an owner given by key or register code; one that no document names has its register's IRI."""
    if not owner:
        return ""
    if owner in key_ids:
        return key_ids[owner]
    if owner in code_ids:
        return code_ids[owner]
    entry = by_code().get(owner)
    return f"{base}{ENTITY_TYPES[entry.type].segment}/{slug(entry.name)}" if entry else ""


__all__ = ["is_coded", "readable", "resolve"]
