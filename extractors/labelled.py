"""Labelled lines of plans and notes: 'Ansvarlig: SIND', 'Samarbejdspartnere: A og B', 'Frist: 1. maj', said of the programme above.

Labels are data. The programme is the one that the passage or its heading is about. Not caught: labels in the columns of a table,
and labels with more than a few words before the colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import make
from extractors.context import Context
from extractors.records import Claim
from extractors.rules import BODY, PERSON
from extractors.scene import Argument, Scene

# fmt: off
LABELS: tuple[tuple[str, str, re.Pattern[str], frozenset[str], str], ...] = (
    ("responsible_for", "", re.compile(r"(?:ansvarlig(?:e|t)?(?: (?:enhed|forvaltning|afdeling|part|parter|center|udvalg|organisation))?|tovholder(?:e)?|projektejer|projektleder|ejer|forankring|forankret i|ledelse|koordinering)", re.IGNORECASE), BODY | PERSON, "Ansvarlig enhed: SIND"),
    ("participates_in", "", re.compile(r"(?:samarbejdspartner(?:e)?|partner(?:e)?|deltager(?:e)?|deltagende (?:kommuner|parter|organisationer|afdelinger|sygehuse)|medvirkende|samarbejde med|involverede(?: parter)?|aktører|parter)", re.IGNORECASE), BODY, "Samarbejdspartnere: SIND og KL"),
    ("dated", "deadline", re.compile(r"(?:frist|tidsfrist|deadline|svarfrist|høringsfrist|færdig|afsluttes senest|milepæl)", re.IGNORECASE), frozenset({"DATE"}), "Frist: 1. maj 2031"),
    ("dated", "start", re.compile(r"(?:start|opstart|startdato|igangsættelse|igangsættes|ikrafttræden|påbegyndes)", re.IGNORECASE), frozenset({"DATE"}), "Opstart: 1. maj 2031"),
    ("dated", "end", re.compile(r"(?:slut|slutdato|udløb|udløber|ophør|afslutning|afsluttes)", re.IGNORECASE), frozenset({"DATE"}), "Slutdato: 1. maj 2031"),
    ("dated", "period", re.compile(r"(?:periode|projektperiode|tidsplan|tidsramme|løbetid|varighed|aftaleperiode)", re.IGNORECASE), frozenset({"DATE"}), "Projektperiode: 2031-2033"),
    ("dated", "evaluation", re.compile(r"(?:evaluering|evalueres|midtvejsevaluering|slutevaluering|opfølgning)", re.IGNORECASE), frozenset({"DATE"}), "Evaluering: efteråret 2031"),
    ("dated", "agreed", re.compile(r"(?:vedtaget|godkendt|indgået|underskrevet)", re.IGNORECASE), frozenset({"DATE"}), "Vedtaget: 1. maj 2031"),
)
# fmt: on
_LABEL = re.compile(r"(?:[-–•*]\s*)?(?P<label>[A-ZÆØÅ][\wæøåé /-]{2,36}):\s")
_TOPICS = frozenset({"INITIATIVE", "PLAN", "AGREEMENT"})


def find(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield what a labelled line says of the programme that its passage is about.

    >>> [kind for predicate, kind, label, _, example in LABELS if label.fullmatch("Frist")]
    ['deadline']
    """
    found = _LABEL.match(scene.text)
    if found is None or scene.part in ("attendance", "absent", "header", "contents", "attachments"):
        return
    told = next((row for row in LABELS if row[2].fullmatch(found["label"])), None)
    programmes = {a.key: a for a in scene.arguments if a.type in _TOPICS}
    thing = next(iter(programmes.values())) if len(programmes) == 1 else scene.topic if not programmes else None
    if told is None or thing is None:
        return
    predicate, kind, _, types, _ = told
    stop = scene.text.find(". ", found.end())
    for argument in scene.arguments:
        inside = found.end() <= argument.start - scene.start and (stop < 0 or argument.end - scene.start <= stop + 1)
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
