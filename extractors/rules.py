"""The engine of the sentence rules: a cue between (or beside) two groups of things named in one sentence.

A rule is data: name, predicate, cue, what may stand on which side, example. Each pair of the two groups becomes a
claim. Not caught: what is said over two sentences, and cues whose sides stand farther apart than the rule reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.anchors import anchors
from extractors.claiming import make, polarity_of
from extractors.context import Context
from extractors.records import Claim
from extractors.scene import ORG, PROGRAMME, Argument, Scene

PERSON = frozenset({"PERSON"})
COUNCIL = frozenset({"COUNCIL"})
AGREED = frozenset({"AGREEMENT", "PLAN"})
BODY = ORG - {"PARTY"}


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One way in which Danish says a relation; a rule equals itself only, so that a table of them is quick to look up.

    ``sides``: ``lr`` the subject stands left of the cue and the object right; ``rl`` the other way; ``rr`` both stand
    right, joined by 'og' or commas (each with the first, or every pair where ``pairs``). ``left`` and ``right`` are the
    types of subject and object.
    """

    name: str
    predicate: str
    cue: re.Pattern[str]
    left: frozenset[str]
    right: frozenset[str]
    example: str
    sides: str = "lr"
    reach_left: int = 100
    reach_right: int = 60
    score: float = 0.8
    parts: frozenset[str] = field(default_factory=frozenset)
    status: str = ""
    anchors: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "anchors", anchors(self.cue))


def cue(expression: str) -> re.Pattern[str]:
    """Compile a cue: whole words, any spacing.

    >>> bool(cue("samarbejde[rt]? med").search("Nyby samarbejder  med"))
    True
    """
    return re.compile(r"(?<![\w-])(?:" + expression.replace(" ", r"\s+") + r")(?![\w])", re.IGNORECASE)


def apply(rules: tuple[Rule, ...], scene: Scene, context: Context, extractor: str) -> Iterator[Claim]:
    """Yield the claims that the rules find in one sentence."""
    if sum(map(len, scene.groups)) < 2:
        return
    fitting = _fitting(rules, frozenset([group[0].type for group in scene.groups]))
    said, low = spoken(scene.text) if fitting else ("", "")
    for rule in fitting:
        if rule.parts and scene.part not in rule.parts:
            continue
        for anchor in rule.anchors:
            if anchor in low:
                break
        else:
            if rule.anchors:
                continue
        for found in rule.cue.finditer(said):
            start, end = scene.start + found.start(), scene.start + found.end()
            denied = _BEHIND.match(scene.text, found.end())
            end += denied.end() - found.end() if denied else 0
            for subject, object_ in _pairs(rule, scene, start, end):
                if rule.predicate == "succeeds" and subject.coarse != object_.coarse:
                    continue
                if subject.key != object_.key:
                    yield make(
                        context,
                        scene,
                        subject.key,
                        rule.predicate,
                        object_.key,
                        extractor,
                        min(subject.start, object_.start, start),
                        max(subject.end, object_.end, end),
                        polarity=polarity_of(scene, start, end),
                        score=rule.score - 0.1 * (subject.pointed or object_.pointed),
                        status=rule.status,
                        rule=rule.name,
                    )


@lru_cache(maxsize=1024)
def _fitting(rules: tuple[Rule, ...], kinds: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules whose sides groups of these kinds can take.

    A side is always a whole group, found by the type of its first member; only of those joined by 'og' the second may be of another.
    """
    return tuple(r for r in rules if not r.left.isdisjoint(kinds) and (r.sides == "rr" or not r.right.isdisjoint(kinds)))


@lru_cache(maxsize=16)
def spoken(text: str) -> tuple[str, str]:
    """Return a sentence as cues are looked for in it, and the same in small letters; all families ask for it in turn."""
    said = _NOT.sub("    ", text) if "ikke" in text else text
    return said, said.lower()


_NOT = re.compile(r"\bikke\b")
"""Taken out before cues are looked for, so that 'deltager ikke i' is 'deltager i', denied."""

_BEHIND = re.compile(r"\s+ikke\b")

_OPENS = re.compile(r"(?:^|[,.;:] )(?:[A-ZÆØÅ][a-zæøå]*|og|men|derfor|desuden|samtidig)\b[^,.;:]{0,70}$")
"""An adverb opens the clause, so that the subject stands behind the verb: 'Undervejs foreslog SIND projekt X'."""

_OBLIQUE = re.compile(
    r"\b(?:over for|overfor|til|af|fra|hos|ved|i|på|med|om|under|efter) (?:den |det |de )?$", re.IGNORECASE
)
"""A name behind a preposition is nobody's subject, unless a relative clause says something of it."""

_RELATIVE = re.compile(r"(?: \([^()]{1,30}\))?,? (?:der|som)\b")


def _pairs(rule: Rule, scene: Scene, start: int, end: int) -> Iterator[tuple[Argument, Argument]]:
    if rule.sides == "rr":
        group = scene.after(end, rule.left, reach=rule.reach_right)
        members = [a for a in group if a.type in rule.left | rule.right]
        for place, subject in enumerate(members):
            for object_ in members[place + 1 :]:
                yield subject, object_
        return
    if rule.sides == "lr":
        behind = scene.after(end, rule.left, reach=1)
        opening = _OPENS.search(scene.text[: start - scene.start]) if behind else None
        led = opening and any(scene.start + opening.start() <= a.start < start and a.type in rule.left for a in scene.arguments)
        inverted = scene.after(behind[-1].end, rule.right, reach=rule.reach_right) if opening and not led else ()
        for subject in behind if inverted else ():
            for object_ in inverted:
                if subject.type in rule.left and object_.type in rule.right:
                    yield subject, object_
        if inverted:
            return
    before = scene.before(start, rule.left if rule.sides == "lr" else rule.right, reach=rule.reach_left)
    after = scene.after(end, rule.right if rule.sides == "lr" else rule.left, reach=rule.reach_right)
    if (
        rule.sides == "lr"
        and rule.predicate != "partner_of"
        and before
        and not (rule.reach_left <= 12 and rule.reach_right <= 3)
        and not _RELATIVE.match(scene.text, before[-1].end - scene.start)
        and _OBLIQUE.search(scene.text[: before[0].start - scene.start])
    ):
        return
    subjects, objects = (before, after) if rule.sides == "lr" else (after, before)
    for subject in subjects:
        for object_ in objects:
            if subject.type in rule.left and object_.type in rule.right:
                yield subject, object_


__all__ = ["AGREED", "BODY", "COUNCIL", "ORG", "PERSON", "PROGRAMME", "Rule", "apply", "cue"]
