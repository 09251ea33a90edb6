"""Lists of who sits in a group, in papers of another body: 'Styregruppen for X:' over 'Formand: Ida Holm, chef, Nyby Kommune'.

Not caught: substitutes and observers, lists without a role before the name, and lists whose group stands in another section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import make
from extractors.context import Context
from extractors.records import Claim
from extractors.rules import BODY
from extractors.scene import Argument, Scene

_MEMBER = re.compile(r"(?:[-–•*]\s*)?(?P<role>[Ff]ormand|[Nn]æstformand|[Ff]orperson|[Nn]æstforperson|[Mm]edlem(?:mer)?)\s*:\s+")
_LEADING = frozenset("formand næstformand forperson næstforperson".split())
_OF_PERSON = re.compile(r"(?:,[^,;:]{0,60})?, $|\s\($|, $")
ABOVE = 12
"""How many lines above the group may stand."""


def find(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield member_of and represented_in for a line of a list that stands under a group's name.

    >>> _MEMBER.match("Medlem:  Bo Lund, SIND")["role"]
    'Medlem'
    """
    yield from _inline(context, scene)
    found = _MEMBER.match(scene.text)
    if found is None or scene.part in ("attendance", "absent", "contents", "attachments"):
        return
    group = _group(previous)
    people = [a for a in scene.arguments if a.type == "PERSON"]
    if group is None or not people:
        return
    role = found["role"].casefold()
    for place, person in enumerate(people):
        qualifiers = {"role": role} if role in _LEADING else None
        yield make(
            context, scene, person.key, "member_of", group.key, "rosters", scene.start, person.end,
            qualifiers=qualifiers, status="stated", score=0.85, rule="member",
        )  # fmt: skip
        stop = people[place + 1].start if place + 1 < len(people) else scene.end
        sent = next((a for a in scene.arguments if a.type in BODY and person.end <= a.start < stop), None)
        if sent and sent.key != group.key and _OF_PERSON.search(context.text[person.end : sent.start]):
            yield make(
                context, scene, sent.key, "represented_in", group.key, "rosters", person.start, sent.end,
                status="stated", score=0.75, rule="member",
            )  # fmt: skip


_OF_GROUP = re.compile(r"(?:[-–•*]\s*)?(?:Medlemmer(?:ne)?(?: af| i)? |I )?$")
_ROLE = re.compile(r"(?:,| \() ?(?P<role>(?:næst)?(?:formand|forperson))\b")
_ACTS = re.compile(r" (?!og\b|samt\b|fra\b|for\b|som\b|i\b)[a-zæøå]")
_DEPUTY = re.compile(r"\b(?:stedfortræder|suppleant)(?:er)?:? $", re.IGNORECASE)
_ENDS = re.compile(r"\.\s+[A-ZÆØÅ]")


def _inline(context: Context, scene: Scene) -> Iterator[Claim]:
    """Read 'Arbejdsgruppen for X: Ida Holm (formand), Bo Lund (SIND)' and 'Medlemmer af Rådet for X: …'."""
    group = next((a for a in scene.arguments if a.type == "COUNCIL" and context.text.startswith(":", a.end)), None)
    if group is None or scene.part in ("attendance", "absent", "contents", "attachments") or not _OF_GROUP.fullmatch(scene.text, 0, group.start - scene.start):
        return
    stop = _ENDS.search(context.text, group.end, scene.end)
    limit = stop.start() if stop else scene.end
    listed = [a for a in scene.arguments if a.type == "PERSON" and group.end < a.start < limit]
    if not listed or not re.fullmatch(r":\s+(?:[a-zæøå]+ )?", context.text[group.end : listed[0].start]):
        return
    if any(_ACTS.match(context.text, person.end) for person in listed):
        return
    listed = [person for person in listed if not _DEPUTY.search(context.text[max(group.end, person.start - 16) : person.start])]
    for place, person in enumerate(listed):
        end = listed[place + 1].start if place + 1 < len(listed) else limit
        role = _ROLE.match(context.text, person.end, end)
        yield make(
            context, scene, person.key, "member_of", group.key, "rosters", scene.start, person.end,
            qualifiers={"role": role["role"]} if role else None, status="stated", score=0.8, rule="inline",
        )  # fmt: skip
        sent = next((a for a in scene.arguments if a.type in BODY and a.type != "COUNCIL" and person.end <= a.start < end), None)
        if sent and context.text[person.end : sent.start] == " (":
            yield make(
                context, scene, sent.key, "represented_in", group.key, "rosters", person.start, sent.end,
                status="stated", score=0.75, rule="inline",
            )  # fmt: skip


def _group(previous: tuple[Scene, ...]) -> Argument | None:
    """Return the group that stands over a list: the last one that a line before the list ends in."""
    for earlier in reversed(previous[-ABOVE:]):
        if _MEMBER.match(earlier.text):
            continue
        groups = [a for a in earlier.arguments if a.type == "COUNCIL"]
        return groups[-1] if groups and (earlier.text.endswith(":") or "." not in earlier.text) and earlier.end - groups[-1].end < 60 else None
    return None
