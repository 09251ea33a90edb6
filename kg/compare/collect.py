"""What two builds say differently: digests of all that either says first, the words of what differs after."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.compare.keys import Build, Filed, Key, Said, Variant

PASSAGES = 3
"""How many claims of one wording are kept to quote from."""


@dataclass(slots=True)
class Told:
    """What one build says under a key: by variant, some of the claims and all documents that say it so."""

    key: Key
    variants: dict[Variant, list[str]] = field(default_factory=dict)
    documents: dict[Variant, set[str]] = field(default_factory=dict)


Papers = tuple[tuple[Filed, ...], tuple[Filed, ...]]
Differing = tuple[dict[Key, Told], dict[Key, Told]]


def differing(
    a: Build, b: Build, same: Mapping[str, str], hidden: frozenset[str], papers: Papers
) -> tuple[Differing, Counter[str]]:
    """Return what the two builds say differently, and how many facts and remarks they say alike.

    Two passes: the first keeps digests of all that is said, the second the words of what differs.
    """
    builds = tuple(zip((a, b), papers, strict=True))
    one, two = (_Digests.of(build.said(same, hidden, filed)) for build, filed in builds)
    alike = {digest for digest, variants in one.variants.items() if two.variants.get(digest) == variants}
    families = Counter({"fact": 0, "remark": 0})
    # The first byte tells facts from remarks.
    families.update("fact" if digest[0] else "remark" for digest in alike)
    differ = (one.variants.keys() | two.variants.keys()) - alike
    brief = {digest[-8:] for digest in differ}
    where = [[paper for paper in filed if digests.holds(paper.id, brief)] for (_, filed), digests in zip(builds, (one, two), strict=True)]
    del one, two, alike
    first, second = (_second(build.said(same, hidden, left), differ) for (build, _), left in zip(builds, where, strict=True))
    return (first, second), families


@dataclass(slots=True)
class _Digests:
    """What a build says, as digests: those of all variants by that of the key, and the ends of the keys' by document."""

    variants: dict[bytes, bytes | frozenset[bytes]] = field(default_factory=dict)
    documents: dict[str, bytearray] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Iterable[Said]) -> _Digests:
        found = cls()
        for one in said:
            key, variant = _digest(one.key), _hash(one.variant)
            known = found.variants.setdefault(key, variant)
            if isinstance(known, frozenset):
                found.variants[key] = known | {variant}
            elif known != variant:
                found.variants[key] = frozenset((known, variant))
            found.documents.setdefault(one.document, bytearray()).extend(key[-8:])
        return found

    def holds(self, document: str, brief: Collection[bytes]) -> bool:
        """Tell whether a document may say something whose digest ends in one of these."""
        ends = bytes(self.documents.get(document, b""))
        return any(ends[at : at + 8] in brief for at in range(0, len(ends), 8))


def _digest(key: Key) -> bytes:
    return bytes([key[0] == "fact"]) + _hash(key)


def _hash(parts: object) -> bytes:
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _second(said: Iterable[Said], differ: Collection[bytes]) -> dict[Key, Told]:
    found: dict[Key, Told] = {}
    for one in said:
        if _digest(one.key) in differ:
            entry = found.get(one.key)
            if entry is None:
                entry = found[one.key] = Told(one.key)
            entry.documents.setdefault(one.variant, set()).add(one.document)
            claims = entry.variants.setdefault(one.variant, [])
            if len(claims) < PASSAGES:
                claims.append(one.id)
    return found
