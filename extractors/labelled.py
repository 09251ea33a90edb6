"""Labelled lines of plans and notes: 'Ansvarlig: SIND', 'Samarbejdspartnere: A og B', 'Frist: 1. maj', said of the programme above.

The labels are ``fields``. The programme is the one that the passage or its heading is about. Not caught: labels in the columns of a table,
and labels with more than a few words before the colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import make
from extractors.context import Context
from extractors.fields import FIELD, field_of
from extractors.records import Claim
from extractors.rules import BODY, PERSON
from extractors.scene import Argument, Scene

_END = re.compile(r"\. (?=[A-ZÆØÅ])")
_TYPES = {"responsible_for": BODY | PERSON, "participates_in": BODY, "dated": frozenset({"DATE"})}
"""What a line may hold, by what its label tells; sums and milestones are read where all sums and dates are."""
_TOPICS = frozenset({"INITIATIVE", "PLAN", "AGREEMENT"})


def find(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield what a labelled line says of the programme that its passage is about.

    >>> field_of("Projektperiode: 2031-2033")
    ('dated', 'period')
    """
    found = FIELD.match(scene.text)
    if found is None or scene.part in ("attendance", "absent", "header", "contents", "attachments"):
        return
    told = field_of(scene.text)
    programmes = {a.key: a for a in scene.arguments if a.type in _TOPICS}
    thing = next(iter(programmes.values())) if len(programmes) == 1 else scene.topic if not programmes else None
    if told is None or thing is None or told[0] not in _TYPES:
        return
    predicate, kind = told
    types = _TYPES[predicate]
    leads = predicate == "responsible_for" and next((a for a in scene.arguments if a.type == "PERSON"), None)
    ended = _END.search(scene.text, found.end())
    stop = ended.start() if ended else -1
    for argument in scene.arguments:
        inside = found.end() <= argument.start - scene.start and (stop < 0 or argument.end - scene.start <= stop + 1)
        if leads and argument.start > leads.end:
            continue  # whose the person is: 'Projektleder: Ida Holm, SIND'
        if argument.type in types and inside and argument.key != thing.key:
            yield _claim(context, scene, predicate, kind, thing, argument)
            if predicate == "dated":
                return


def _claim(context: Context, scene: Scene, predicate: str, kind: str, thing: Argument, argument: Argument) -> Claim:
    """Make the claim; a period of one day is a start."""
    dated = predicate == "dated"
    kind = "start" if kind == "period" and "/" not in argument.key and len(argument.key) > len("DATE|2031") else kind
    subject, object_ = (thing, argument) if dated else (argument, thing)
    return make(
        context, scene, subject.key, predicate, object_.key, "labelled", scene.start, argument.end,
        qualifiers={"kind": kind} if dated else None, status="stated", score=0.75, rule=kind or predicate,
    )  # fmt: skip
