"""Who says it: the person or body that a sentence names as its source, by words such as 'ifølge', 'oplyser' and 'siger'.

Not caught: speech that goes on over several sentences without a new 'siger', and who speaks in a whole section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.records import Claim
from extractors.scene import Argument, Scene, scene_at

# fmt: off
CUES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("according", re.compile(r"\b(?:ifølge|efter|i følge)\s(?:den |det |de )?$", re.IGNORECASE), "Ifølge SIND er ordningen god."),
    ("says", re.compile(r"^(?:\s\([A-ZÆØÅ]{1,2}\))?(?:,[^.,;]{3,60},)?\s(?:siger|sagde|oplyser|oplyste|vurderer|vurderede|mener|mente|fortæller|fortalte|påpeger|påpegede|understreger|understregede|bemærker|bemærkede|anfører|anførte|gjorde opmærksom på|gør opmærksom på|forklarer|forklarede|skriver|skrev|udtaler|udtalte|tilføjer|tilføjede|konkluderer|konkluderede|fremhæver|fremhævede|hæfter sig ved|orienterede om|nævnte|nævner|svarede|svarer)\b"), "SIND oplyser, at ordningen er god."),
    ("said", re.compile(r"[\"”“»’,.!?]\s?(?:siger|sagde|udtaler|fortæller|forklarer|lyder det fra|skriver|siger og tilføjer|tilføjer|mener|oplyser|vurderer|påpeger|understreger)\s(?:[a-zæøå-]+ ){0,6}$"), "”Ordningen er god,” siger Ida Holm."),
    ("told", re.compile(r"\b(?:oplyste|oplyses|fortalte|orienterede|vurderede) (?:af|fra)\s$", re.IGNORECASE), "Det oplyses af SIND."),
)
# fmt: on
SPEAKERS = frozenset(
    "PERSON COUNCIL REGION MUNICIPALITY AUTHORITY ASSOCIATION PROVIDER PARTY EDUCATION ORG_OTHER".split()
)
_SPOKEN_OF = frozenset(
    {
        "holds_post",
        "member_of",
        "party_member",
        "presented_at",
        "attended",
        "absent_from",
        "decision",
        "discusses",
        "meeting_of",
        "held_at",
    }
)


def speaker(scene: Scene) -> Argument | None:
    """Return who a sentence says it on the authority of, or None.

    >>> [name for name, cue, _ in CUES if cue.search(", at det går godt. Ifølge ")]
    ['according']
    """
    for argument in scene.arguments:
        if argument.type not in SPEAKERS:
            continue
        before = scene.text[max(0, argument.start - scene.start - 60) : argument.start - scene.start]
        behind = scene.text[argument.end - scene.start : argument.end - scene.start + 100]
        for name, cue, _ in CUES:
            if (cue.match(behind) if name == "says" else cue.search(before)) and not (
                name == "according" and re.match(r"s\b", behind)
            ):
                return argument
    return None


def attributed(claims: Iterable[Claim], stage: Sequence[Scene], positions: Mapping[int, int]) -> Iterator[Claim]:
    """Yield the claims, those of a sentence with a named speaker with ``said_by``; `positions` maps starts to the flow."""
    known: dict[int, str] = {}
    for claim in claims:
        if claim.predicate in _SPOKEN_OF:
            yield claim
            continue
        scene = scene_at(stage, positions[claim.evidence.start])
        if scene is None:
            yield claim
            continue
        if scene.start not in known:
            found = speaker(scene)
            known[scene.start] = found.key if found else ""
        who = known[scene.start]
        yield replace(claim, said_by=who) if who and who not in (claim.subject, claim.object) else claim
