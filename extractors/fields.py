"""The labels that open a line of a plan, a project's facts or an action plan: 'Ansvarlig: …', 'Projektperiode: …', 'Økonomi: …'.

Data only: a predicate (or what the line tells), a kind, an expression and an example. Not caught: labels of more than a few words,
and labels in the columns of a table.
"""

from __future__ import annotations

import re

# fmt: off
FIELDS: tuple[tuple[str, str, re.Pattern[str], str], ...] = (
    ("responsible_for", "", re.compile(r"(?:ansvarlig(?:e|t)?(?: (?:enhed|forvaltning|afdeling|part|parter|center|udvalg|organisation))?|tovholder(?:e)?|projektejer|projektleder|programleder|ejer|forankring|forankret i|ledelse|koordinering)", re.IGNORECASE), "Ansvarlig enhed: SIND"),
    ("participates_in", "", re.compile(r"(?:samarbejdspartner(?:e)?|partner(?:e)?|deltager(?:e)?|deltagende (?:kommuner|parter|organisationer|afdelinger|sygehuse)|medvirkende|samarbejde med|involverede(?: parter)?|aktører|parter)", re.IGNORECASE), "Samarbejdspartnere: SIND og KL"),
    ("dated", "deadline", re.compile(r"(?:frist|tidsfrist|deadline|svarfrist|høringsfrist|færdig|afsluttes senest|milepæl)", re.IGNORECASE), "Frist: 1. maj 2031"),
    ("dated", "start", re.compile(r"(?:start|opstart|startdato|igangsættelse|igangsættes|ikrafttræden|påbegyndes)", re.IGNORECASE), "Opstart: 1. maj 2031"),
    ("dated", "end", re.compile(r"(?:slut|slutdato|udløb|udløber|ophør|afslutning|afsluttes)", re.IGNORECASE), "Slutdato: 1. maj 2031"),
    ("dated", "period", re.compile(r"(?:periode|projektperiode|tidsramme|løbetid|varighed|aftaleperiode)", re.IGNORECASE), "Projektperiode: 2031-2033"),
    ("dated", "evaluation", re.compile(r"(?:evaluering|evalueres|midtvejsevaluering|slutevaluering|opfølgning)", re.IGNORECASE), "Evaluering: efteråret 2031"),
    ("dated", "agreed", re.compile(r"(?:vedtaget|godkendt|indgået|underskrevet)", re.IGNORECASE), "Vedtaget: 1. maj 2031"),
    ("funded_with", "", re.compile(r"(?:økonomi|finansiering|bevilling|bevilget|økonomisk ramme|ramme|støttebeløb|støtte|beløb|budget|tilskud)", re.IGNORECASE), "Økonomi: 2 mio. kr. i 2031"),
    ("milestones", "", re.compile(r"(?:milepæle|tidsplan|tidsplanen|proces og tidsplan)", re.IGNORECASE), "Milepæle: Åbner 1. maj 2031"),
    ("named", "", re.compile(r"(?:navn|projektnavn|projekttitel|projektets navn|indsatsens navn)", re.IGNORECASE), "Navn: Projekt Trygt Hjem"),
)
# fmt: on
FIELD = re.compile(r"(?:[-–•*]\s*)?(?P<label>[A-ZÆØÅ][\wæøåé /-]{2,36}):\s")


def field_of(line: str) -> tuple[str, str] | None:
    """Return what the label of a line tells and its kind, None where it has none that is known.

    >>> field_of("Frist: 1. maj 2031"), field_of("Vejret: 1. maj 2031")
    (('dated', 'deadline'), None)
    """
    found = FIELD.match(line)
    told = next((row for row in FIELDS if row[2].fullmatch(found["label"])), None) if found else None
    return told[:2] if told else None
