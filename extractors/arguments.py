"""What a sentence names or points to, as relation rules see it, and the two families of types that relations join."""

from __future__ import annotations

from dataclasses import dataclass

ORG = frozenset("REGION MUNICIPALITY COUNCIL AUTHORITY PROVIDER PARTY ASSOCIATION EDUCATION ORG_OTHER".split())
PROGRAMME = frozenset("REFORM AGREEMENT PLAN LAW INITIATIVE".split())


@dataclass(frozen=True, slots=True)
class Argument:
    """Something that a sentence names (or points to): flow range, key and type of its local entity."""

    start: int
    end: int
    key: str
    type: str
    pointed: bool = False

    @property
    def coarse(self) -> str:
        return "ORG" if self.type in ORG else "PROGRAMME" if self.type in PROGRAMME else self.type
