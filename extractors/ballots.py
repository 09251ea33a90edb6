"""Votes, reservations, amendments and absence from one item: what single members and parties did, beside the outcome.

Ballots of another body are left out. Not caught: votes that are told in a table, tallies without a name ('15 for, 5 imod'), and
dissent that is told without one of these words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.claiming import evidence, polarity_of
from extractors.context import Context
from extractors.decisions import decided_here, of_others
from extractors.records import Remark
from extractors.scene import ORG, Argument, Scene

_MATTER = r"(?:indstillingen|forslaget|ændringsforslaget|tilbagesendelse|udsættelse)"
_ADVERB = r"(?:(?:herefter|derefter|dog|alle|begge|ligeledes|samlet|alene) )?"
# fmt: off
CHOICES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("for", re.compile(rf"(?<!\w)(?:[Ff]or(?: {_MATTER})? stemte(?: \d{{1,3}}(?!\d))?|(?:[Ss]temte|(?<!\d )[Ss]temmer) {_ADVERB}for|(?<=\d )stemmer(?= ?\([^()]{{1,80}}\) i?mod\b)|[Ff]or(?: {_MATTER})? ?:|(?<=\d )(?:stemmer |stemte )?for(?= ?\())"), "For stemte: A (4), V (3)."),
    ("against", re.compile(rf"(?<!\w)(?:(?:[Ii]mod|[Mm]od)(?: {_MATTER})? stemte(?: \d{{1,3}}(?!\d))?|(?:[Ss]temte|(?<!\d )[Ss]temmer) {_ADVERB}i?mod|[Ii]mod(?: {_MATTER})? ?:|(?:[Ii]mod|(?<=, )mod|(?<=og )mod|(?<=\) )mod) \d{{1,3}}(?= ?\()|(?<=\d )(?:stemmer? |stemte )?imod(?= ?\())"), "Imod stemte: Ø (1)."),
    ("abstained", re.compile(r"(?<!\w)(?:[Uu]ndlod(?: at stemme| at afgive stemme)?(?: \d{1,3}(?= ?\())?|[Hh]verken for eller imod(?: stemte)?(?: \d{1,3}(?!\d))?|[Ss]temte hverken for eller imod|[Bb]lank(?:t)?(?: stemte)? ?:|[Ss]temte blankt)"), "F (1) undlod at stemme."),
)
RESERVED = re.compile(r"\b(?:tog|tager|tages|taget) (?:[\wæøå]+ )?forbehold\b|\bmed forbehold (?:fra|af)\b|\b(?:ønskede|ønsker|begærede) (?:det |følgende )?(?:[\wæøå]+ )?(?:ført|tilført|indført)(?: (?:til|i)? ?(?:referatet|protokollen|referats?|protokols?)\b|:)|\b[Mm]indretals(?:udtalelse|indstilling)\w*\b|\b(?:et|[Ee]t) mindretal\b|\b(?:kan|kunne) ikke (?:støtte|tilslutte sig|tiltræde|medvirke til)\b|\b[Pp]rotokoltilførsel\b|\bstandpunkt ført til (?:referat|protokol)\b")
AMENDED = re.compile(r"\b(?:stillede|stiller|fremsatte|fremlagde|satte|foreslog) (?:[\wæøå]+ ){0,6}(?:under)?ændringsforslag\w*|\b[Ææ]ndringsforslag(?:et|ene)?(?: \d{1,2})? (?:fra|af|stillet af)\b|\bforeslog som ændring\b")
AWAY = re.compile(r"\bdeltog(?:er)? ikke i (?:sagens|punktets|behandlingen|drøftelsen|afstemningen|mødet under|punkt)|\bforlod (?:mødet|lokalet|salen)|\b(?:kom|ankom|mødte|tiltrådte mødet|indtrådte i mødet) (?:til mødet )?kl\. ?\d|\b(?:gik|forlod mødet) kl\. ?\d|\b(?:var |er )?(?:erklæret |erklærede sig )?inhabil\w*|\bvar fraværende under (?:punkt|behandlingen)|\bdeltog ikke (?:under|i) (?:dette )?punkt", re.IGNORECASE)
# fmt: on
_TIME = re.compile(r"kl\. ?(?P<time>\d{1,2}[.:]\d{2}|\d{1,2})")
_TALLY = re.compile(r"^(?:\)|s)?\s?\((?P<count>\d{1,2})\)")
_STOP = re.compile(r"(?<!\b[A-ZÆØÅ])\.(?:\s|$)|[;»\"”]")
_BREAK = re.compile(r", (?:der|som|idet|da|fordi|hvor|hvis|hvorefter|jf)\b|(?:,? mens|,? men|, og)\b")
"""What ends the names behind 'imod stemte': a reason, or the clause of the next who votes."""
_BUT = re.compile(r"\b(?:bortset fra|undtagen|på nær|med undtagelse af|minus)\s(?:[\wæøå]+ )?$")
_HOLDER = re.compile(r"[^\W\d_a-zæøå][\w.'’-]* \($")
_NOT_OURS = frozenset({"recommendation", "attachments", "contents", "case", "summary", "annex"})
_TOLD_IN = frozenset({"decision", "body", "agenda_item", "absent", "attendance", "heading", "process", "remarks", "earlier"})
_CLAUSE = re.compile(r", (?:at|fordi|idet|da|hvis|om) ")
_MINORITY = re.compile(r"(?:indretals\w+|rotokoltilførsel|med forbehold|[Ææ]ndringsforslag\w*(?: \d{1,2})?(?: stillet)?) (?:fra|af)?\s?$")


def find(context: Context, scene: Scene, item: str) -> Iterator[Remark]:
    """Yield what a sentence of an item tells of single votes, reservations, amendments and absences; `item` is its key.

    >>> [name for name, cue, example in CHOICES if cue.search(example)]
    ['for', 'against', 'abstained']
    """
    if not item or scene.part in _NOT_OURS:
        return
    who = tuple(a for a in scene.arguments if a.type == "PERSON" or (a.type == "PARTY" and not _held(scene, a)))
    votes = tuple(_votes(context, scene, item, who))
    yield from votes
    if scene.part not in _TOLD_IN:
        return
    for kind, pattern in (("reservation", RESERVED), ("amendment", AMENDED), ("non_participation", AWAY)):
        found = pattern.search(scene.text)
        if not found or (kind == "amendment" and votes):
            continue
        start, end = scene.start + found.start(), scene.start + found.end()
        named = _named(scene, who, kind, found)
        if not named or (kind == "amendment" and polarity_of(scene, start, end) == "negative"):
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


def ours(own: Sequence[Scene], body: str, held: str) -> Iterator[Scene]:
    """Yield the scenes of an item in which the body at hand may have voted: none of another body's or of an earlier day's decision."""
    theirs = of_others(own, body, held)
    for scene in own:
        if scene.start not in theirs and (scene.part not in ("decision", "earlier") or decided_here(scene, body)):
            yield scene


def _held(scene: Scene, argument: Argument) -> bool:
    """Tell whether a party only stands behind a person's name: 'Nordlund (F)'."""
    place = argument.start - scene.start
    return bool(_HOLDER.search(scene.text[max(0, place - 40) : place])) and _letter_after(scene, argument) == ")"


def _letter_after(scene: Scene, argument: Argument) -> str:
    place = argument.end - scene.start
    return scene.text[place : place + 1]


def _named(scene: Scene, who: Sequence[Argument], kind: str, found: re.Match[str]) -> tuple[Argument, ...]:
    """Return who reserves, amends or stays away: who stands before the word in its clause, or behind 'fra'."""
    start = scene.start + found.start()
    if kind == "non_participation":
        for group in reversed(scene.groups):
            if group[-1].end <= start and group[0].type == "PERSON":
                return tuple(a for a in group if a.type == "PERSON")
        return ()
    clause = max((m.end() for m in _CLAUSE.finditer(scene.text, 0, found.start())), default=0)
    named = tuple(a for a in who if scene.start + clause <= a.start and a.end <= start)
    others = [a for a in scene.arguments if a.type in ORG and scene.start + clause <= a.start and a.end <= start]
    if named or (clause and others):
        return named or tuple(others[-1:])
    if clause:
        return tuple(a for a in who if a.end <= start)
    for group in scene.groups:
        if group[0].start >= start and _MINORITY.search(scene.text[: group[0].start - scene.start]):
            return tuple(a for a in group if a in who)
    return ()


def _votes(context: Context, scene: Scene, item: str, who: Sequence[Argument]) -> Iterator[Remark]:
    """Yield one vote for each party and person named with a choice, with the number of votes where it is told."""
    text = scene.text
    cues = sorted((m.start(), m.end(), name) for name, pattern, _ in CHOICES for m in pattern.finditer(text))
    cues = [cue for place, cue in enumerate(cues) if not place or cue[0] >= cues[place - 1][1]]
    starts = [a.start for a in who]
    for place, (start, end, choice) in enumerate(cues):
        limit = cues[place + 1][0] if place + 1 < len(cues) else len(text)
        floor = cues[place - 1][1] if place else 0
        stop = max((m.end() for m in _STOP.finditer(text, floor, start)), default=floor)
        if place and _opens(text, *cues[place - 1][:2]):
            stop = max((m.end() for m in _BREAK.finditer(text, stop, start)), default=stop)
        cut = min((m.start() for p in (_STOP, _BREAK) if (m := p.search(text, end, limit))), default=limit)
        behind = _between(who, starts, scene.start + end, scene.start + cut)
        before = _between(who, starts, scene.start + stop, scene.start + start)
        clause = max((m.end() for m in _CLAUSE.finditer(text, stop, start)), default=stop)
        before = [a for a in before if a.start >= scene.start + clause] or before
        for voter in behind if _opens(text, start, end) else before or behind:
            if _BUT.search(text[max(0, voter.start - scene.start - 60) : voter.start - scene.start]):
                continue
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


def _between(who: Sequence[Argument], starts: Sequence[int], low: int, high: int) -> list[Argument]:
    """Return who stands between two flow positions; `starts` are the sorted starts of `who`."""
    return [a for a in who[bisect_left(starts, low) : bisect_left(starts, high)] if a.end <= high]


def _opens(text: str, start: int, end: int) -> bool:
    """Tell whether those who vote stand behind a cue: 'Imod stemte', 'For:', '5 stemmer imod ('; not behind 'stemte imod'.

    >>> _opens("Venstre stemmer imod.", 8, 20), _opens("5 stemmer imod (V)", 2, 14)
    (False, True)
    """
    cue = text[start:end].casefold()
    told = cue.split()[0] in ("for", "imod", "mod", "blank:", "blankt", "hverken")
    return told or cue[-1:] in ":0123456789" or text[max(0, start - 2) : start - 1].isdigit()
