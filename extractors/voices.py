"""Who says it: the person or body that a sentence names as its source, by words such as 'ifølge', 'oplyser, at' and 'siger'.

Only what the sentence puts into the speaker's mouth is theirs: what follows 'at', what is quoted, what stands beside 'ifølge'; not
what the minutes add of their own ('fortalte om projektet, som begyndte i 2025'). Not caught: speech that goes on over several
sentences without a new 'siger', and who speaks in a whole section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.records import Claim
from extractors.scene import Argument, Scene, scene_at

_SAYS = (
    r"siger|sagde|oplyser|oplyste|vurderer|vurderede|mener|mente|fortæller|fortalte|påpeger|påpegede|understreger|understregede|bemærker|bemærkede|"
    r"anfører|anførte|gjorde opmærksom på|gør opmærksom på|forklarer|forklarede|skriver|skrev|udtaler|udtalte|tilføjer|tilføjede|konkluderer|konkluderede|"
    r"fremhæver|fremhævede|hæfter sig ved|orienterede om|nævnte|nævner|svarede|svarer|pegede på|peger på"
)
# fmt: off
CUES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("according", re.compile(r"\b(?:ifølge|i følge)\s(?:den |det |de )?$", re.IGNORECASE), "Ifølge SIND er ordningen god."),
    ("says", re.compile(rf"^(?:\s\([^()]{{1,30}}\))?(?:,[^.;:]{{3,90}},|,)?\s(?:{_SAYS})(?: også| desuden| samtidig| endvidere| på mødet| til udvalget| til rådet)?(?:,? at\b|:)"), "SIND oplyser, at ordningen er god."),
    ("said", re.compile(r"[\"”“»’,.!?]\s?(?:siger|sagde|udtaler|fortæller|forklarer|lyder det fra|skriver|siger og tilføjer|tilføjer|mener|oplyser|vurderer|påpeger|understreger)\s(?:[a-zæøå-]+ ){0,6}$"), "”Ordningen er god,” siger Ida Holm."),
    ("told", re.compile(r"\b(?:oplyst|oplyses|vurderet|vurderes) af\s$", re.IGNORECASE), "Det er oplyst af SIND."),
)
# fmt: on
SPEAKERS = frozenset(
    "PERSON COUNCIL REGION MUNICIPALITY AUTHORITY ASSOCIATION PROVIDER PARTY EDUCATION ORG_OTHER".split()
)
_SPOKEN_OF = frozenset(
    "holds_post member_of party_member presented_at attended absent_from decision discusses meeting_of held_at".split()
)
_NAMED = frozenset({"ownership"})
"""Families whose claims follow from how something is called: nobody says them."""
_OF = re.compile(r"\b(?:for|i|af|hos|fra|ved|til|på|med|om|under|vegne af) (?:den |det |de )?$", re.IGNORECASE)
"""Before an organisation it tells that somebody else speaks: 'formanden for udvalget oplyser'."""
_GENITIVE = re.compile(r"^(?:['’]s?|s)\b")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, and the stretch of the flow that is theirs."""

    key: str
    start: int
    end: int


def voice(scene: Scene) -> Voice | None:
    """Return who a sentence says it on the authority of, with what they say, or None; a person goes before a body.

    >>> [name for name, cue, _ in CUES if cue.search(", at det går godt. Ifølge ")]
    ['according']
    """
    found = [told for argument in scene.arguments if argument.type in SPEAKERS and (told := _told(scene, argument))]
    return next((told for told in found if told.key.startswith("PERSON|")), found[0] if found else None)


def _told(scene: Scene, argument: Argument) -> Voice | None:
    low, high = argument.start - scene.start, argument.end - scene.start
    before, behind = scene.text[max(0, low - 60) : low], scene.text[high : high + 140]
    if _GENITIVE.match(behind):
        return None
    for name, cue, _ in CUES:
        if name == "says":
            verb = cue.match(behind)
            if verb and not (argument.type != "PERSON" and _OF.search(before)):
                cut = scene.text.find(";", high + verb.end())
                return Voice(argument.key, argument.end + verb.end(), scene.start + cut if cut >= 0 else scene.end)
        elif found := cue.search(before):
            if name == "said":
                return Voice(argument.key, scene.start, argument.start - len(before) + found.start())
            return Voice(argument.key, scene.start, scene.end)
    return None


def attributed(claims: Iterable[Claim], stage: Sequence[Scene], positions: Mapping[int, int]) -> Iterator[Claim]:
    """Yield the claims, those that a named speaker makes with ``said_by``; `positions` maps starts to the flow."""
    known: dict[int, Voice | None] = {}
    for claim in claims:
        scene = None
        if claim.predicate not in _SPOKEN_OF and claim.extractor.partition("-")[0] not in _NAMED:
            scene = scene_at(stage, positions[claim.evidence.start])
        if scene is None:
            yield claim
            continue
        if scene.start not in known:
            known[scene.start] = voice(scene)
        who = known[scene.start]
        said = who is not None and who.key not in (claim.subject, claim.object) and _within(claim, scene, who)
        yield replace(claim, said_by=who.key) if said and who else claim


def _within(claim: Claim, scene: Scene, who: Voice) -> bool:
    """Tell whether what a claim is about stands in what the speaker says, as far as the sentence names it."""
    found = False
    for key in (claim.subject, claim.object):
        places = [a for a in scene.arguments if a.key == key]
        if places and not any(who.start <= a.start and a.end <= who.end for a in places):
            return False
        found = found or bool(places)
    return found
