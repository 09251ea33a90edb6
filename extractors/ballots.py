"""Votes, reservations, amendments and absence from one item: what single members and parties did, beside the outcome.

Not caught: votes that are told in a table, and dissent that is told without one of these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.claiming import evidence
from extractors.context import Context
from extractors.records import Remark
from extractors.scene import Argument, Scene

# fmt: off
CHOICES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("for", re.compile(r"(?<!\w)(?:(?:[Ff]or|[Ff]or (?:indstillingen|forslaget|ændringsforslaget)) stemte|[Ss]temte for|[Ff]or (?:indstillingen|forslaget|ændringsforslaget)? ?:)"), "For stemte: A (4), V (3)."),
    ("against", re.compile(r"(?<!\w)(?:(?:[Ii]mod|[Mm]od)(?: (?:indstillingen|forslaget|ændringsforslaget))? stemte|[Ss]temte (?:i)?mod|[Ii]mod(?: (?:indstillingen|forslaget))? ?:)"), "Imod stemte: Ø (1)."),
    ("abstained", re.compile(r"(?<!\w)(?:[Uu]ndlod(?: at stemme| at afgive stemme)?|[Hh]verken for eller imod(?: stemte)?|[Ss]temte hverken for eller imod|[Bb]lank(?:t)?(?: stemte)? ?:|[Ss]temte blankt)"), "F (1) undlod at stemme."),
)
RESERVED = re.compile(r"\b(?:tog|tager|tages|taget) forbehold\b|\bmed forbehold (?:for|fra|af)\b|\b(?:ønskede|ønsker) (?:det |følgende )?(?:ført|tilført|indført) (?:til|i) (?:referatet|protokollen|referat|protokol)|\b[Mm]indretals(?:udtalelse|indstilling)\w*\b|\b(?:et|[Ee]t) mindretal\b|\bkan ikke (?:støtte|tilslutte sig|tiltræde|medvirke til)\b|\b[Pp]rotokoltilførsel\b|\bstandpunkt ført til (?:referat|protokol)\b")
AMENDED = re.compile(r"\b[Ææ]ndringsforslag(?:et|ene)?\b|\b(?:foreslog|stillede|stiller|fremsatte) (?:[\wæøå]+ ){0,2}(?:ændringsforslag|som ændring|underændringsforslag)")
AWAY = re.compile(r"\bdeltog(?:er)? ikke i (?:sagens|punktets|behandlingen|drøftelsen|afstemningen|mødet under|punkt)|\bforlod (?:mødet|lokalet|salen)|\b(?:kom|ankom|mødte|tiltrådte mødet|indtrådte i mødet) (?:til mødet )?kl\. ?\d|\b(?:gik|forlod mødet) kl\. ?\d|\b(?:var |er )?(?:erklæret |erklærede sig )?inhabil\w*|\bvar fraværende under (?:punkt|behandlingen)|\bdeltog ikke (?:under|i) (?:dette )?punkt", re.IGNORECASE)
# fmt: on
_TIME = re.compile(r"kl\. ?(?P<time>\d{1,2}[.:]\d{2}|\d{1,2})")
_TALLY = re.compile(r"^(?:\)|s)?\s?\((?P<count>\d{1,2})\)")
_STOP = re.compile(r"[.;](?:\s|$)")


def find(context: Context, scene: Scene, item: str) -> Iterator[Remark]:
    """Yield what a sentence of an item tells of single votes, reservations, amendments and absences; `item` is its key.

    >>> [name for name, cue, example in CHOICES if cue.search(example)]
    ['for', 'against', 'abstained']
    """
    if not item or scene.part in ("recommendation", "attachments", "contents"):
        return
    people = {a.end for a in scene.arguments if a.type == "PERSON"}
    who = tuple(a for a in scene.arguments if a.type == "PERSON" or (a.type == "PARTY" and a.start - 2 not in people))
    votes = tuple(_votes(context, scene, item, who))
    yield from votes
    if scene.part not in ("decision", "body", "agenda_item", "absent", "attendance", "heading", "earlier"):
        return
    for kind, pattern in (("reservation", RESERVED), ("amendment", AMENDED), ("non_participation", AWAY)):
        found = pattern.search(scene.text)
        if not found or (kind == "amendment" and (votes or not who)) or (kind == "non_participation" and not who):
            continue
        start, end = scene.start + found.start(), scene.start + found.end()
        named = tuple(a for a in who if a.end <= start) or who
        if kind == "non_participation":
            named = tuple(a for a in named if a.type == "PERSON")
        if not named:
            continue
        time = _TIME.search(scene.text, found.start())
        details = {"time": time["time"].replace(":", ".")} if time and kind == "non_participation" else {}
        yield Remark(
            kind,
            item,
            evidence(context, scene.start, scene.end, start, end),
            "ballots-1",
            by=tuple(dict.fromkeys(a.key for a in named)),
            details=tuple(sorted(details.items())),
            status="proposed" if kind == "amendment" else "stated",
            section=scene.section.index,
        )


def _votes(context: Context, scene: Scene, item: str, who: Sequence[Argument]) -> Iterator[Remark]:
    """Yield one vote for each party and person named with a choice, with the number of votes where it is told."""
    cues = sorted((m.start(), m.end(), name) for name, pattern, _ in CHOICES for m in pattern.finditer(scene.text))
    cues = [cue for place, cue in enumerate(cues) if not place or cue[0] >= cues[place - 1][1]]
    for place, (start, end, choice) in enumerate(cues):
        limit = cues[place + 1][0] if place + 1 < len(cues) else len(scene.text)
        behind = [a for a in who if end <= a.start - scene.start < limit]
        floor = cues[place - 1][1] if place else 0
        stop = max((m.end() for m in _STOP.finditer(scene.text, floor, start)), default=floor)
        before = [a for a in who if stop <= a.start - scene.start and a.end - scene.start <= start]
        cut = _STOP.search(scene.text, end, limit)
        behind = [a for a in behind if not cut or a.end - scene.start <= cut.start()]
        opens = scene.text[start:end].casefold().split()[0] in ("for", "imod", "mod", "blank:", "blankt") or scene.text[
            start:end
        ].endswith(":")
        for voter in behind if opens else before or behind:
            tally = _TALLY.match(context.text[voter.end : voter.end + 8])
            count = tally["count"] if tally else "1" if voter.type == "PERSON" else ""
            yield Remark(
                "vote",
                item,
                evidence(context, scene.start, scene.end, voter.start, voter.end),
                "ballots-1",
                by=(voter.key,),
                details=tuple(sorted((n, v) for n, v in (("choice", choice), ("votes", count)) if v)),
                section=scene.section.index,
            )
