"""Remarks for the views' sample: one of each kind and more, with hostile words, about items, programmes and councils there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from views_sample import HOSTILE, sample

from extractors.records import Entity
from kg.facts import Fact, Source
from kg.remarks import Note

RECOMMENDED = "at orienteringen om <b>planen</b> tages til efterretning"


def note(remark: str, about: str, source: Source, quote: str, *by: str, n: int = 0, status: str = "stated",
         **details: str) -> Note:
    """Return a note of the sample; `n` tells two of the same words apart."""
    return Note(
        f"{source.iri}/{remark}-{n}", remark, about, tuple(sorted(by)), tuple(sorted(details.items())), status, quote,
        900 + n, 900 + n + len(quote), 2, f"{source.title}, punkt 1, s. 2", source.iri, source.doc, source.kind, "sample-1",
    )  # fmt: skip


def named(entities: Iterable[Entity], name: str) -> str:
    """Return the IRI of the entity with this name."""
    return next(e.id for e in entities if e.name == name)


def items(entities: Iterable[Entity], day: str) -> list[str]:
    """Return the agenda items of the meeting on `day`, in their order."""
    return sorted(e.id for e in entities if e.type == "AGENDA_ITEM" and f"/{day}" in e.id)


def notes() -> tuple[Note, ...]:
    """Return the remarks of the sample."""
    entities, _, sources = sample()
    paper = next(s for s in sources if s.doc == "notat-psykiatri")
    minutes = next(s for s in sources if s.doc == "referat-udsatteraad-0")
    draft = next(s for s in sources if s.doc == "referat-udsatteraad-1")
    first, second = items(entities, "2026-01-20")[:2]
    third = items(entities, "2026-01-21")[0]
    team, plan = named(entities, "Gadeplansteamet"), named(entities, "Psykiatriplan 2030")
    one, two = named(entities, "Socialdemokratiet"), named(entities, "Venstre")
    asger, secret = named(entities, "Asger Testrup"), named(entities, "Mille Hemmelig")
    council = named(entities, "Psykiatri- og socialudvalget i Region Nordjylland")
    return (
        note("figure", team, paper, "407 borgere var i forløb.", count="407", unit="borgere", date="2025-12-31"),
        note("figure", team, minutes, "Der var 407 borgere.", count="407", unit="borgere", date="2025-12-31"),
        note("figure", plan, paper, f"ca. 12.000 {HOSTILE}", n=1, count="12000", unit=HOSTILE, approximate="ca."),
        note("figure", plan, paper, "Der foreslås 16 pladser.", n=2, status="proposed", count="16", unit="pladser"),
        note("follow_up", first, minutes, "Administrationen sender et notat inden 1. maj 2026.", status="decided",
             kind="promised", actor="administrationen", due="2026-05-01"),
        note("follow_up", second, minutes, "Punktet tages op på næste møde.", n=1, status="expected", kind="returns",
             occasion="næste møde"),
        note("follow_up", third, draft, "Asger Testrup undersøger sagen.", asger, status="decided", kind="promised"),
        note("follow_up", third, draft, "Mille Hemmelig skriver et brev.", secret, n=1, kind="promised"),
        note("vote", first, minutes, "For stemte: A (3).", one, choice="for", votes="3"),
        note("vote", first, minutes, "Imod stemte: V (2).", two, n=1, choice="against", votes="2"),
        note("vote", first, minutes, "Asger Testrup undlod at stemme.", asger, n=2, choice="abstained", votes="1"),
        note("reservation", first, minutes, "Venstre tog forbehold.", two),
        note("amendment", first, minutes, "Venstre stillede ændringsforslag.", two, status="proposed"),
        note("non_participation", first, minutes, "Asger Testrup gik kl. 14.30.", asger, time="14.30"),
        note("earlier_decision", first, minutes, "Udvalget anbefalede sagen.", council, status="recommended",
             outcome="recommended", date="2025-12-09"),
    )  # fmt: skip


def worded() -> tuple[Fact, ...]:
    """Return the sample's facts, one of the decisions with its wording, its point and what it answers."""
    entities, facts, _ = sample()
    first, second = items(entities, "2026-01-20")[:2]
    words = (("addition", "idet rådet <i>følger</i> sagen"), ("matter", "orientation"), ("point", "2"),
             ("recommendation", RECOMMENDED), ("wording", f"Tiltrådt {HOSTILE}"))  # fmt: skip
    return tuple(
        replace(fact, object="approved", qualifiers=words)
        if fact.predicate == "decision" and fact.subject == first
        else fact
        for fact in facts
        if not (fact.predicate == "decision" and fact.subject == second)
    )


def left_open() -> dict[str, object]:
    """Return the ledger's row of an item without a decision."""
    entities, _, sources = sample()
    minutes = next(s for s in sources if s.doc == "referat-udsatteraad-0")
    return {
        "doc": minutes.doc, "id": minutes.id, "kind": minutes.kind, "item": items(entities, "2026-01-20")[1],
        "text": "x", "number": "2", "quote": "Punktet blev taget op.", "citation": f"{minutes.title}, punkt 2, s. 3",
        "page": 3, "line": 40,
    }  # fmt: skip
