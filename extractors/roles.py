"""Words for seats and chairs, and which body they are in.

Not caught: titles that imply a seat without naming the body.
"""

from __future__ import annotations

import re

from extractors.context import Context
from extractors.keys import body_key
from extractors.scene import Scene

ROLE = re.compile(
    r"(?<![\w-])(?P<role>næstformand|formand|forperson|næstforperson|forkvinde|medlem|suppleant|observatør|stedfortræder|udvalgsformand|formandskab)(?![\w-])",
    re.IGNORECASE,
)


def elected_body(context: Context, seat: str) -> str:
    """Return the key of the elected body that a title such as 'regionsrådsmedlem' names, the document's own first."""
    wanted = body_key(seat.removesuffix("s"))
    own = {context.owners.own, context.owners.region(0)}
    bodies = [e for e in context.reading.entities if e.type == "COUNCIL" and e.key.split("|")[1] == wanted]
    return min(bodies, key=lambda e: (e.owner not in own, e.key)).key if bodies else ""


def meeting_body(context: Context, scene: Scene) -> str:
    """Return the key of the body whose meeting a sentence's paper is of, or the empty string."""
    wanted = ("index", str(scene.section.meeting))
    return next((e.owner for e in context.reading.entities if e.type == "MEETING" and wanted in e.details), "")
