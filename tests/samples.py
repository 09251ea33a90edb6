"""Hand-made readings of three invented documents, and the entities that join them: what tests of `kg` start from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from extractors.records import (
    Claim,
    Document,
    Entity,
    LocalEntity,
    Meeting,
    Mention,
    Origin,
    Problem,
    Reading,
    Remark,
    Section,
    Span,
)

BASE = "https://w3id.org/policykg/id/"

REGION = "REGION|region:1081"
MUNICIPALITY = "MUNICIPALITY|kommune:0851"
COUNCIL = "COUNCIL|psykiatri- og socialudvalget|REGION|region:1081"
ASSOCIATION = "ASSOCIATION|forening:kirkens-korshaer"
PROJECT = "INITIATIVE|projekt fast havn"
IDA = "PERSON|ida vesterlund brandt"
AKSEL = "PERSON|aksel bruntoft"
CITIZEN = "PERSON|solveig aagren"
PARTY = "PARTY|parti:A"
ROOM = "PLACE|mødelokale 4"
MEETING = "MEETING|2026-03-12|" + COUNCIL
ITEM = "AGENDA_ITEM|2|" + MEETING
MONEY = "AMOUNT|2500000"
YEAR = "DATE|2027"
DAY = "DATE|2026-05-01"
OLD_CLINIC = "PROVIDER|klinik havblik"
NEW_CLINIC = "PROVIDER|klinik søbred"

MINUTES = """Referat Psykiatri- og Socialudvalget den 12. marts 2026

Mødested: Mødelokale 4
Deltagere: Ida Vesterlund Brandt (A), formand, og Aksel Bruntoft

Punkt 2: Status på Projekt Fast Havn
Sags ID: SAG-2026-00417

Sagsfremstilling
Aalborg Kommune har indgået partnerskab med Kirkens Korshær om Projekt Fast Havn.
Der er afsat 2,5 mio. kr. til Projekt Fast Havn i 2027.
Solveig Aagren fortalte om sit forløb.
Region Nordjylland deltager ikke i Projekt Fast Havn.

Beslutning
Orienteringen blev taget til efterretning.
For stemte: A (4). Aksel Bruntoft forlod mødet kl. 14.30.
Sekretariatet sender et notat inden 1. maj 2026.

Psykiatri- og Socialudvalget, den 5. februar 2026: Anbefalet.
I 2025 var ca. 1.240 borgere med i Projekt Fast Havn.
Solveig Aagren tog forbehold.
"""

NOTE = """Notat om Projekt Fast Havn

Projekt Fast Havn begynder 1. maj 2026 i Aalborg Kommune.
\fKlinik Søbred afløser Klinik Havblik.
Kirkens Korshær står for Projekt Fast Havn.
"""

PRESS = """Pressemeddelelse: Projekt Fast Havn

Kirkens Korshær har ansvaret for Projekt Fast Havn.
"""


def span(text: str, part: str, *, nth: int = 0) -> Span:
    """Return where `part` stands in `text`, the first time or a later one.

    >>> span("et hus, et hus", "hus", nth=1)
    Span(start=11, end=14)
    """
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Span(start, start + len(part))


def document(text: str, name: str, *, pages: tuple[int, ...] = (), origin: Origin | None = None) -> Document:
    """Return a document whose ids are those of the text's own bytes."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    media_type = "application/pdf" if pages else "text/plain"
    return Document(digest[:16], digest, name, name, media_type, text, pages, origin=origin or Origin())


def local(
    text: str,
    key: str,
    name: str,
    *surfaces: str,
    value: str = "",
    owner: str = "",
    standing: str = "",
    details: tuple[tuple[str, str], ...] = (),
) -> LocalEntity:
    """Return a local entity whose mentions are every place where one of its surfaces stands."""
    kind, _, rest = key.partition("|")
    code = rest if ":" in rest and "|" not in rest else ""
    forms = surfaces or (name,)
    mentions = tuple(
        Mention(Span(at, at + len(form)), form, kind, "samples-1", name=name, value=value, code=code)
        for form in forms
        for at in range(len(text))
        if text.startswith(form, at)
    )
    return LocalEntity(key, kind, name, forms, mentions, value, owner, code, standing, details)


def minutes() -> Reading:
    """Return minutes without pages: a meeting, an item with parts, each status and a negated claim."""
    text = MINUTES
    item = Span(text.index("Punkt 2"), len(text))
    case, decision = text.index("Sagsfremstilling"), text.index("Beslutning")
    title = "Status på Projekt Fast Havn"
    sections = (
        Section(0, "header", Span(0, item.start), Span(0, item.start), meeting=0),
        Section(1, "attendance", span(text, "Deltagere: Ida Vesterlund Brandt (A), formand, og Aksel Bruntoft"),
                span(text, "Ida Vesterlund Brandt (A), formand, og Aksel Bruntoft"), "Deltagere", parent=0, meeting=0),
        Section(2, "agenda_item", item, Span(case, item.end), title, "2", meeting=0,
                details=(("case_id", "SAG-2026-00417"),)),
        Section(3, "case", Span(case, decision), Span(case + 17, decision), "Sagsfremstilling", parent=2, meeting=0),
        Section(4, "decision", Span(decision, item.end), Span(decision + 11, item.end), "Beslutning", parent=2,
                meeting=0),
    )
    meeting = Meeting(0, Span(0, len(text)), "minutes", "2026-03-12", span(text, "12. marts 2026"),
                      "Psykiatri- og Socialudvalget", span(text, "Psykiatri- og Socialudvalget"))
    entities = (
        local(text, REGION, "Region Nordjylland"),
        local(text, MUNICIPALITY, "Aalborg Kommune"),
        local(text, COUNCIL, "Psykiatri- og Socialudvalget i Region Nordjylland", "Psykiatri- og Socialudvalget",
              owner=REGION),
        local(text, ASSOCIATION, "Kirkens Korshær"),
        local(text, PROJECT, "Projekt Fast Havn"),
        local(text, IDA, "Ida Vesterlund Brandt", standing="elected"),
        local(text, AKSEL, "Aksel Bruntoft", standing="official"),
        local(text, CITIZEN, "Solveig Aagren", standing="private"),
        local(text, PARTY, "Socialdemokratiet", "(A)"),
        local(text, ROOM, "Mødelokale 4"),
        local(text, MEETING, "Psykiatri- og Socialudvalget i Region Nordjylland 2026-03-12", "12. marts 2026",
              value="2026-03-12", owner=COUNCIL),
        local(text, ITEM, title, value="2", owner=MEETING, details=(("case_id", "SAG-2026-00417"),)),
        local(text, MONEY, "2.500.000 kr.", "2,5 mio. kr.", value="2500000"),
        local(text, YEAR, "2027", value="2027"),
    )
    present = span(text, "Deltagere: Ida Vesterlund Brandt (A), formand, og Aksel Bruntoft")
    deal = span(text, "Aalborg Kommune har indgået partnerskab med Kirkens Korshær om Projekt Fast Havn.")
    money = span(text, "Der er afsat 2,5 mio. kr. til Projekt Fast Havn i 2027.")
    claims = (
        Claim(MEETING, "meeting_of", COUNCIL, span(text, "Referat Psykiatri- og Socialudvalget den 12. marts 2026"),
              "meetings-1", score=0.98, section=0),
        Claim(MEETING, "held_at", ROOM, span(text, "Mødested: Mødelokale 4"), "meetings-1", score=0.97, section=0),
        Claim(IDA, "attended", MEETING, present, "meetings-1", section=1),
        Claim(AKSEL, "attended", MEETING, present, "meetings-1", section=1),
        Claim(IDA, "member_of", COUNCIL, present, "memberships-1", (("role", "formand"),), section=1),
        Claim(IDA, "party_member", PARTY, present, "memberships-1", section=1),
        Claim(COUNCIL, "part_of", REGION, span(text, "Psykiatri- og Socialudvalget"), "memberships-1", section=0),
        Claim(ITEM, "discusses", PROJECT, span(text, title), "meetings-1", section=2),
        Claim(ITEM, "decision", "noted", span(text, "Orienteringen blev taget til efterretning."), "decisions-1",
              status="decided", section=4),
        Claim(MUNICIPALITY, "partner_of", ASSOCIATION, deal, "partnerships-1", score=0.93, section=3),
        Claim(MUNICIPALITY, "participates_in", PROJECT, deal, "partnerships-1", score=0.8, section=3),
        Claim(PROJECT, "funded_with", MONEY, money, "money-1", (("funder", MUNICIPALITY), ("year", "2027")),
              status="decided", section=3),
        Claim(CITIZEN, "presented_at", ITEM, span(text, "Solveig Aagren fortalte om sit forløb."), "meetings-1",
              section=3),
        Claim(REGION, "participates_in", PROJECT, span(text, "Region Nordjylland deltager ikke i Projekt Fast Havn."),
              "partnerships-1", polarity="negative", section=3),
    )
    origin = Origin("https://example.dk/referat.txt", "Referat 12. marts 2026", "2026-04-02")
    return Reading(
        document(text, "referat-2026-03-12.txt", origin=origin), "minutes_approved", "Psykiatri- og Socialudvalget",
        "2026-03-12", sections, (), (meeting,), tuple(m for e in entities for m in e.mentions), entities, claims,
        remarks=_remarks(text),
        problems=(Problem("attachment", "Bilag 1: Budget for Projekt Fast Havn", span(text, title)),),
    )


def _remarks(text: str) -> tuple[Remark, ...]:
    """Return what the minutes remark: a vote, an absence, a follow-up, an earlier decision, a figure, a reservation."""
    return (
        Remark("vote", ITEM, span(text, "For stemte: A (4)."), "ballots-1", (PARTY,), (("choice", "for"), ("votes", "4")),
               section=4),
        Remark("non_participation", ITEM, span(text, "Aksel Bruntoft forlod mødet kl. 14.30."), "ballots-1", (AKSEL,),
               (("time", "14.30"),), section=4),
        Remark("follow_up", ITEM, span(text, "Sekretariatet sender et notat inden 1. maj 2026."), "followups-1",
               details=(("actor", "sekretariatet"), ("due", "2026-05-01"), ("kind", "promised")), status="decided",
               section=4),
        Remark("earlier_decision", ITEM, span(text, "Psykiatri- og Socialudvalget, den 5. februar 2026: Anbefalet."),
               "earlier-1", (COUNCIL,), (("date", "2026-02-05"), ("outcome", "recommended")), status="recommended",
               section=4),
        Remark("figure", PROJECT, span(text, "I 2025 var ca. 1.240 borgere med i Projekt Fast Havn."), "figures-1",
               details=(("approximate", "ca."), ("count", "1240"), ("date", "2025"), ("unit", "borgere")), section=4),
        Remark("reservation", ITEM, span(text, "Solveig Aagren tog forbehold."), "ballots-1", (CITIZEN,), section=4),
    )


def note() -> Reading:
    """Return a note of two pages, without a meeting."""
    text = NOTE
    body = Section(0, "body", Span(0, len(text)), Span(0, len(text)))
    entities = (
        local(text, PROJECT, "Projekt Fast Havn"),
        local(text, MUNICIPALITY, "Aalborg Kommune"),
        local(text, ASSOCIATION, "Kirkens Korshær"),
        local(text, OLD_CLINIC, "Klinik Havblik"),
        local(text, NEW_CLINIC, "Klinik Søbred"),
        local(text, DAY, "1. maj 2026", value="2026-05-01"),
    )
    start = span(text, "Projekt Fast Havn begynder 1. maj 2026 i Aalborg Kommune.")
    claims = (
        Claim(PROJECT, "dated", DAY, start, "dates-1", (("kind", "start"),), section=0),
        Claim(MUNICIPALITY, "participates_in", PROJECT, start, "partnerships-1", score=0.7, section=0),
        Claim(NEW_CLINIC, "succeeds", OLD_CLINIC, span(text, "Klinik Søbred afløser Klinik Havblik."), "partnerships-1",
              section=0),
        Claim(ASSOCIATION, "responsible_for", PROJECT, span(text, "Kirkens Korshær står for Projekt Fast Havn."),
              "partnerships-1", section=0),
    )
    paper = document(text, "notat.pdf", pages=(0, text.index("\f")))
    return Reading(paper, "note", "Notat om Projekt Fast Havn", "2026-04", (body,),
                   mentions=tuple(m for e in entities for m in e.mentions), entities=entities, claims=claims)


def press() -> Reading:
    """Return a press release that says what the note says too."""
    text = PRESS
    entities = (local(text, PROJECT, "Projekt Fast Havn"), local(text, ASSOCIATION, "Kirkens Korshær"))
    claims = (
        Claim(ASSOCIATION, "responsible_for", PROJECT,
              span(text, "Kirkens Korshær har ansvaret for Projekt Fast Havn."), "partnerships-1", score=0.85),
    )
    return Reading(document(text, "presse.txt"), "press_release", "", "", entities=entities, claims=claims)


def readings() -> tuple[Reading, ...]:
    """Return the three readings in the order of their document ids, as a build sorts them."""
    return tuple(sorted((minutes(), note(), press()), key=lambda reading: reading.document.id))


def resolve(readings: Sequence[Reading], *, base: str = BASE) -> tuple[Entity, ...]:
    """Join local entities of equal key: a stand-in for `kg.resolve` that knows no judgement.

    >>> [e.id.removeprefix(BASE) for e in resolve(readings()) if e.type == "AMOUNT"]
    ['amount/2500000']
    """
    from ontology.terms import ENTITY_TYPES

    groups: dict[str, list[tuple[str, LocalEntity]]] = {}
    for reading in readings:
        for entity in reading.entities:
            groups.setdefault(entity.key, []).append((reading.document.id, entity))

    def iri(key: str) -> str:
        kind, _, rest = key.partition("|")
        slug = rest if kind in ("AMOUNT", "DATE") else groups[key][0][1].name
        if kind == "AGENDA_ITEM":
            slug = iri(groups[key][0][1].owner).rpartition("/")[2] + "-" + groups[key][0][1].value
        for letter, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), (" ", "-"), (".", "")):
            slug = slug.lower().replace(letter, plain)
        return f"{base}{ENTITY_TYPES[kind].segment}/{slug}"

    entities = []
    for key, group in groups.items():
        first = group[0][1]
        aliases = {form for _, entity in group for form in entity.surfaces} - {first.name}
        entities.append(
            Entity(
                iri(key), first.type, first.name, tuple(sorted(aliases)), tuple((d, key) for d, _ in group), key,
                first.value, iri(first.owner) if first.owner else "", first.code, first.standing, (), first.details,
            )
        )
    return tuple(sorted(entities, key=lambda entity: entity.id))


def entities() -> tuple[Entity, ...]:
    """Return the entities of the three readings; the project also answers to an older IRI."""
    return tuple(
        replace(entity, replaces=(BASE + "initiative/fast-havn",)) if entity.key == PROJECT else entity
        for entity in resolve(readings())
    )
