"""Who takes part in a programme, where no rule of its own reads the sentence: one programme, bodies, and a word of taking part.

Asked last: only of sentences in which no rule found a relation between the two. The words are data. Not caught: sentences that speak of
money, of wishes, plans and refusals, and those that name two programmes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extractors.claiming import make
from extractors.context import Context
from extractors.records import Claim
from extractors.scene import Argument, Scene

TAKES_PART = re.compile(
    r"\b(?:(?:er|var|bliver|blev|kommer|kom|været|kommet|fortsat|stadig|fortsætter|desuden|også|selv)(?: [\wæøå]+)? med\b(?! til at| det formål| henblik)|med (?:fra|siden|som)\b|deltag\w*|medvirk\w*|tilslut\w*|tilmeld\w*|indgår|indtræ\w*|afprøv\w*|prøver|pilot\w*|forsøgssted\w*|tilbyde[rs]|udbydes|udbyder"
    r"|engager\w*|involver\w*|omfatter|dækker|udvalgt|udtaget|udpeget som|optaget i|koblet på|(?:en )?plads i|kontrakt|sagt ja|sagde ja|bakker|bidrag\w*|stiller|lægger|lader|partner\w*|samarbejd\w*|sammen|i fællesskab|aktive? i|kører|i drift|indført|visiterer|henviser|rekrutterer|parter)\b",
    re.IGNORECASE,
)
REFUSES = re.compile(
    r"\b(?:ikke|ingen|næppe|afvis\w*|afslå\w*|afslag|nej|udenfor|uden for|udenom|trækker sig|trukket|trak sig|udtråd\w*|udtræd\w*|ophør\w*|stop\w*|slut\w*|tidligere|overvej\w*|ønske\w*|gerne|kunne|måske|eventuelt|hvis|hvorvidt|om at|spurgte?|spørger|anmod\w*|ansøg\w*|søge[rt]?|søgte|håb\w*|foresl\w*|indstil\w*"
    r"|invit\w*|drøft\w*|orienter\w*|afvent\w*|endnu|burde|bør|mulighed\w*|forhandl\w*|planlægger|forventes|evaluer\w*|forsk\w*|undersøge\w*|bevilg\w*|kr\.|kroner|mio|støtte[rt]?|finansier\w*|ansvar\w*|inspir\w*|lignende|svarende til|ligesom|besøg\w*|læs\w*|citat|siger|fortalte|erfaring\w*)(?!\w)",
    re.IGNORECASE,
)
TAKERS = frozenset({"MUNICIPALITY", "PROVIDER", "ASSOCIATION", "EDUCATION", "REGION"})
_PARTS = frozenset({"attendance", "absent", "header", "contents", "attachments", "earlier"})


def find(context: Context, scene: Scene, told: Collection[tuple[str, str]]) -> Iterator[Claim]:
    """Yield participates_in for the bodies of a sentence that speaks of taking part in the one programme it names or points to.

    >>> bool(TAKES_PART.search("Nyby Kommune er udvalgt til Projekt X")), bool(REFUSES.search("SIND vil gerne med"))
    (True, True)
    """
    if scene.part in _PARTS or scene.sentence.kind == "heading" or len(scene.text) > 400:
        return
    things = {a.key: a for a in scene.arguments if a.coarse == "PROGRAMME"}
    thing = next(iter(things.values())) if len(things) == 1 else None
    if thing is None or thing.type != "INITIATIVE":
        return
    takers = [a for a in scene.arguments if a.type in TAKERS and (a.key, thing.key) not in told and (thing.key, a.key) not in told]
    found = TAKES_PART.search(scene.text) if takers else None
    if not found or REFUSES.search(scene.text):
        return
    for taker in _own(takers, context.text):
        yield make(
            context, scene, taker.key, "participates_in", thing.key, "involvement", min(taker.start, thing.start), max(taker.end, thing.end),
            status="stated", score=0.55, rule="word",
        )  # fmt: skip


_OWNER = re.compile(r"(?:s|’s|') (?=[a-zæøåA-ZÆØÅ])")
_OF = re.compile(r"\b(?:i|for|under|af|efter) $")


def _own(takers: list[Argument], text: str) -> Iterator[Argument]:
    """Yield the bodies that are named for themselves, not as the owner or the place of another thing."""
    for taker in takers:
        if not taker.pointed and not _OF.search(text[max(0, taker.start - 8) : taker.start]):
            yield taker
