"""In what standing a person is named: elected, official, representative, presenter, private or unknown.

Private are those whom the text calls bruger, patient, pårørende or borger; they stay out of page, report and exports.
Not caught: private people whom the text gives a title, and standings that only another document tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from extractors.flow import Flow
from extractors.records import LocalEntity, Reading

_BEFORE = re.compile(r"(?<![\w-])(?:bruger|patient|pårørende|borger|beboer|klient)(?:en)? $", re.IGNORECASE)
_AFTER = re.compile(
    r"^,? (?:\(|der er |som er )?(?:tidligere )?(?:bruger|patient|pårørende|borger|beboer|klient)(?:en)?(?![\w-])",
    re.IGNORECASE,
)
_ELECTED = re.compile(
    r"borgmester|rådmand|regionsrådsmedlem|byrådsmedlem|kommunalbestyrelsesmedlem|regionsrådsformand|minister|udvalgsformand|ordfører",
    re.IGNORECASE,
)
_OFFICES = {"REGION", "MUNICIPALITY", "PROVIDER", "AUTHORITY", "EDUCATION"}
_OTHERS = {"ASSOCIATION", "ORG_OTHER", "PARTY"}


def with_standings(reading: Reading, flow: Flow) -> Reading:
    """Return the reading with every person's standing."""
    kinds = {entity.key: entity.type for entity in reading.entities}
    said: dict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        if kinds.get(claim.subject) != "PERSON":
            continue
        role = claim.qualifier("role")
        if claim.predicate == "party_member" or _ELECTED.search(role):
            said[claim.subject].add("elected")
        elif claim.predicate == "holds_post":
            kind = kinds.get(claim.object, "")
            said[claim.subject].add("official" if kind in _OFFICES else "representative" if kind in _OTHERS else "")
        elif claim.predicate == "member_of":
            said[claim.subject].add("representative")
        elif claim.predicate == "presented_at":
            said[claim.subject].add("presenter")
    return replace(
        reading,
        entities=tuple(
            _placed(entity, said[entity.key], flow) if entity.type == "PERSON" else entity
            for entity in reading.entities
        ),
    )


def _placed(entity: LocalEntity, said: set[str], flow: Flow) -> LocalEntity:
    standing = next((s for s in ("elected", "official", "representative", "presenter") if s in said), "unknown")
    for mention in entity.mentions:
        start, end = flow.range(mention.span)
        if standing in ("unknown", "presenter") and (
            _BEFORE.search(flow.text[max(0, start - 20) : start]) or _AFTER.search(flow.text[end : end + 40])
        ):
            standing = "private"
    return replace(entity, standing=standing)
