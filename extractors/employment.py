"""Who works where as what, where verb and title stand between the name and the place: 'Bo Lund er ansat som læge på Nyby Sygehus'.

Titles beside a name are read by ``posts``. Not caught: places of work that another sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import make, polarity_of
from extractors.context import Context
from extractors.records import Claim
from extractors.scene import Argument, Scene

_JOB = (
    r"(?:(?:ny|daglig|faglig|ledende|konstitueret|fungerende|administrerende|praktiserende) )?"
    r"[a-zæøå-]*(?:chef|leder|direktør|læge|sygeplejerske|konsulent|koordinator|forstander|rådgiver|sekretær|medarbejder|terapeut|psykolog|jordemoder|professor|lektor|forsker|assistent|pædagog|overlæge|præst|jurist)"
)
_PARTY = r"(?: \([A-ZÆØÅ]{1,2}\))?"
_WHEN = r"(?: (?:til daglig|i dag|nu|netop|også|selv|midlertidigt|fra (?:den )?\d{1,2}\. [a-zæøå]+|pr\. \d{1,2}\. [a-zæøå]+))*"
BEHIND: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("works", re.compile(rf"^{_PARTY},?(?: (?:der|som))?{_WHEN} (?:er|bliver|blev|tiltræder|tiltrådte|arbejder|begynder|fortsætter|virker|har sagt ja til (?:jobbet|stillingen)){_WHEN}(?: ansat| tiltrådt)?(?: som)? (?P<role>{_JOB}) (?:i|på|ved|hos|for|af) (?:den |det )?$"), "Bo Lund er ansat som læge på X"),
    ("leads", re.compile(rf"^{_PARTY},?(?: (?:der|som))?{_WHEN} (?P<role>leder)(?: til daglig)? $"), "Bo Lund leder X"),
    ("as", re.compile(rf"^{_PARTY} som (?P<role>{_JOB}) (?:i|på|ved|hos|for) (?:den |det )?$"), "tiltræder Bo Lund som læge på X"),
    ("beside", re.compile(r"^, (?P<role>" + _JOB + r") (?:i|på|ved|hos) $"), "Bo Lund, læge på X"),
)
"""What stands between a person and the place of work behind it."""
BEFORE: tuple[tuple[str, re.Pattern[str], re.Pattern[str], str], ...] = (
    ("new_head", re.compile(rf"\b(?P<role>{_JOB}) (?:for|i|på|ved|hos|af) (?:den |det )?$", re.IGNORECASE), re.compile(r"^ (?:bliver|er|blev)(?: (?:fra|pr\.) (?:den )?\d{1,2}\. [a-zæøå]+)?(?: (?:nu|fremover))? $"), "Ny chef for X bliver Bo Lund"),
    ("in_front", re.compile(r"\b(?:[Ii] )?(?P<role>spidsen) for $"), re.compile(r"^ står(?: (?:nu|fortsat|stadig|fremover))? (?:[a-zæøå]+ )?$"), "I spidsen for X står Bo Lund"),
    ("hired", re.compile(r"^"), re.compile(r"^ (?:har )?(?:ansat|ansatte|ansætter|har haft) $"), "X har ansat Bo Lund som koordinator"),
    ("owned", re.compile(r"^"), re.compile(rf"^(?:s|['’]s?) (?P<role>{_JOB}), $"), "X' direktør, Bo Lund"),
)
"""What stands before the place of work, and between it and the person behind it."""
_AS = re.compile(rf" som (?P<role>{_JOB})(?!\w)")
PLACES = frozenset({"PROVIDER", "ORG_OTHER", "ASSOCIATION", "EDUCATION", "REGION", "MUNICIPALITY", "AUTHORITY"})


def find(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield holds_post for people whose place of work and title a clause tells.

    >>> BEHIND[0][1].match(" er ansat som læge på ")["role"]
    'læge'
    """
    if scene.part in ("attendance", "absent", "contents", "attachments"):
        return
    text = context.text
    people = [a for a in scene.arguments if a.type == "PERSON"]
    for place in (a for a in scene.arguments if a.type in PLACES and not a.pointed) if people else ():
        earlier = [p for p in people if p.end <= place.start and place.start - p.end < 110]
        if earlier:
            between = text[earlier[-1].end : place.start]
            found = next(((name, told["role"]) for name, pattern, _ in BEHIND if (told := pattern.match(between))), None)
            if found and not (found[0] == "leads" and place.type in ("REGION", "MUNICIPALITY", "AUTHORITY")):
                yield _said(context, scene, earlier[-1], place, found[1], found[0])
        later = next((p for p in people if 0 <= p.start - place.end < 60), None)
        if later:
            between, before = text[place.end : later.start], text[max(scene.start, place.start - 60) : place.start]
            for name, lead, middle, _ in BEFORE:
                over, under = lead.search(before), middle.match(between)
                if over and under:
                    role = {**over.groupdict(), **under.groupdict()}.get("role") or ((said := _AS.match(text, later.end)) and said["role"]) or ""
                    if role or name == "hired":
                        yield _said(context, scene, later, place, "leder" if role == "spidsen" else role, name)


def _said(context: Context, scene: Scene, person: Argument, place: Argument, role: str, rule: str) -> Claim:
    start, end = min(person.start, place.start), max(person.end, place.end)
    return make(
        context, scene, person.key, "holds_post", place.key, "employment", start, end,
        qualifiers={"role": re.sub(r"^[Nn]y ", "", role)} if role else None, polarity=polarity_of(scene, start, end), score=0.75, rule=rule,
    )  # fmt: skip
