"""A small build on disk, made of hand-written entities and facts: two regions whose councils share a name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from extractors.records import Configuration, Document, Entity, Reading
from kg.facts import Fact, Source
from kg.graph import quads, run
from kg.iris import claim_iri, node_iri
from kg.oxigraph import write_store
from kg.remarks import Note
from ontology.terms import ENTITY_TYPES, REMARKS

BASE = "https://w3id.org/policykg/id/"


def iri(kind: str, slug: str) -> str:
    """Return the IRI of an entity of the sample."""
    return f"{BASE}{ENTITY_TYPES[kind].segment}/{slug}"


def entity(kind: str, slug: str, name: str, *aliases: str, value: str = "", owner: str = "", code: str = "",
           standing: str = "", replaces: tuple[str, ...] = ()) -> Entity:
    """Return an entity of the sample."""
    return Entity(iri(kind, slug), kind, name, aliases, (), f"{kind}|{slug}", value, owner, code, standing, replaces)


NORTH, SOUTH = iri("REGION", "region-nordjylland"), iri("REGION", "region-syddanmark")
COUNCIL_N = iri("COUNCIL", "udsatteraadet-i-region-nordjylland")
COUNCIL_S = iri("COUNCIL", "udsatteraadet-i-region-syddanmark")
MEETING_N, MEETING_S = iri("MEETING", "nord-2026-02-10"), iri("MEETING", "syd-2026-03-05")
ITEM_N, ITEM_S = iri("AGENDA_ITEM", "nord-2026-02-10-3"), iri("AGENDA_ITEM", "syd-2026-03-05-1")
ANNA, BO = iri("PERSON", "anna-lysholt-krog"), iri("PERSON", "bo-tranum")
CARE, PLAN = iri("INITIATIVE", "projekt-lys-vej"), iri("PLAN", "sundhedsaftale-2027")
NGO, CITY = iri("ASSOCIATION", "foreningen-aaben-doer"), iri("MUNICIPALITY", "aalborg-kommune")
PARTY = iri("PARTY", "radikale-venstre")
CLINIC, OLD_CLINIC = iri("PROVIDER", "klinik-ny"), iri("PROVIDER", "klinik-gammel")
TWO_MILLION, ONE_MILLION = iri("AMOUNT", "2000000"), iri("AMOUNT", "1000000")
NEXT_DAY, DEADLINE = iri("DATE", "2026-04-14"), iri("DATE", "2026-12-31")
HERMIT = iri("ASSOCIATION", "foreningen-ene")
MINUTES, NOTE = f"{BASE}document/00000000000000aa", f"{BASE}document/00000000000000bb"


def entities() -> tuple[Entity, ...]:
    """Return the entities of the sample, sorted by IRI."""
    found = (
        entity("REGION", "region-nordjylland", "Region Nordjylland", code="region:1081"),
        entity("REGION", "region-syddanmark", "Region Syddanmark", code="region:1083"),
        entity("COUNCIL", "udsatteraadet-i-region-nordjylland", "Udsatterådet i Region Nordjylland", "Udsatterådet",
               owner=NORTH),
        entity("COUNCIL", "udsatteraadet-i-region-syddanmark", "Udsatterådet i Region Syddanmark", "Udsatterådet",
               owner=SOUTH),
        entity("MEETING", "nord-2026-02-10", "Udsatterådet i Region Nordjylland 2026-02-10", value="2026-02-10",
               owner=COUNCIL_N),
        entity("MEETING", "syd-2026-03-05", "Udsatterådet i Region Syddanmark 2026-03-05", value="2026-03-05",
               owner=COUNCIL_S),
        entity("AGENDA_ITEM", "nord-2026-02-10-3", "Status på Projekt Lys Vej", value="3", owner=MEETING_N),
        entity("AGENDA_ITEM", "syd-2026-03-05-1", "Projekt Lys Vej i syd", value="1", owner=MEETING_S),
        entity("PERSON", "anna-lysholt-krog", "Anna Lysholt Krog", standing="elected"),
        entity("PERSON", "bo-tranum", "Bo Tranum", standing="official"),
        entity("INITIATIVE", "projekt-lys-vej", "Projekt Lys Vej", "Lys Vej",
               replaces=(iri("INITIATIVE", "lys-vej-gammel"),)),
        entity("PLAN", "sundhedsaftale-2027", "Sundhedsaftale 2027"),
        entity("ASSOCIATION", "foreningen-aaben-doer", "Foreningen Åben Dør", "=Åben Dør"),
        entity("ASSOCIATION", "foreningen-ene", "Foreningen Ene"),
        entity("MUNICIPALITY", "aalborg-kommune", "Aalborg Kommune", code="kommune:0851"),
        entity("PARTY", "radikale-venstre", "Radikale Venstre", code="parti:B"),
        entity("PROVIDER", "klinik-ny", "Klinik Ny"),
        entity("PROVIDER", "klinik-gammel", "Klinik Gammel"),
        entity("AMOUNT", "2000000", "2.000.000 kr.", value="2000000"),
        entity("AMOUNT", "1000000", "1.000.000 kr.", value="1000000"),
        entity("DATE", "2026-04-14", "14. april 2026", value="2026-04-14"),
        entity("DATE", "2026-12-31", "31. december 2026", value="2026-12-31"),
    )
    return tuple(sorted(found, key=lambda one: one.id))


def fact(subject: str, predicate: str, object_: str, quote: str, *, document: str = MINUTES, start: int = 0,
         status: str = "stated", polarity: str = "positive", confidence: float = 0.9, page: int | None = 1,
         said_by: str = "", **qualifiers: str) -> Fact:
    """Return a fact of the sample."""
    pairs = tuple(sorted(qualifiers.items()))
    claim = claim_iri(BASE, (document, subject, predicate, object_, start, polarity, status, *pairs))
    name, kind = ("referat-nord", "minutes") if document == MINUTES else ("notat", "note")
    return Fact(claim, subject, predicate, object_, pairs, status, polarity, said_by, confidence, quote, start,
                start + len(quote), page, f"{name}, s. {page}", document, name, kind, "sample-1")


def facts() -> tuple[Fact, ...]:
    """Return the facts of the sample, sorted by claim."""
    found = (
        fact(MEETING_N, "meeting_of", COUNCIL_N, "Referat af Udsatterådets møde", start=10),
        fact(MEETING_S, "meeting_of", COUNCIL_S, "Udsatterådet mødtes i syd", start=20, document=NOTE),
        fact(ANNA, "attended", MEETING_N, "Til stede: Anna Lysholt Krog (B)", start=40),
        fact(BO, "absent_from", MEETING_N, "Afbud: Bo Tranum", start=80),
        fact(ANNA, "member_of", COUNCIL_N, "Anna Lysholt Krog, formand", start=100, role="formand"),
        fact(ANNA, "party_member", PARTY, "Anna Lysholt Krog (B)", start=110),
        fact(BO, "holds_post", NORTH, "direktør Bo Tranum", start=120, role="direktør"),
        fact(BO, "presented_at", ITEM_N, "Bo Tranum orienterede", start=130),
        fact(COUNCIL_N, "part_of", NORTH, "Region Nordjyllands udsatteråd", start=140),
        fact(COUNCIL_S, "part_of", SOUTH, "Region Syddanmarks udsatteråd", start=150, document=NOTE),
        fact(ITEM_N, "discusses", CARE, "Status på Projekt Lys Vej", start=160),
        fact(ITEM_S, "discusses", CARE, "Projekt Lys Vej i syd", start=170, document=NOTE),
        fact(ITEM_N, "decision", "approved", "Formanden indstiller, at status godkendes.", start=180,
             status="recommended"),
        fact(ITEM_N, "decision", "noted", "Taget til efterretning.", start=240, status="decided"),
        fact(CARE, "funded_with", TWO_MILLION, "Der er afsat 2 mio. kr. i 2027.", start=300, status="decided",
             year="2027", funder=CITY),
        fact(CARE, "funded_with", TWO_MILLION, "De 2 mio. kr. er bevilget for 2027.", start=310, status="decided",
             document=NOTE, confidence=0.8, year="2027", funder=CITY),
        fact(CARE, "funded_with", ONE_MILLION, "Foreningen foreslår 1 mio. kr. mere.", start=340, status="proposed",
             said_by=NGO, year="2027"),
        fact(NGO, "partner_of", CITY, "=Åben Dør og Aalborg Kommune har indgået aftale", start=400),
        fact(NGO, "responsible_for", CARE, "Foreningen Åben Dør driver Projekt Lys Vej", start=440, document=NOTE),
        fact(NGO, "represented_in", COUNCIL_N, "Foreningen Åben Dør udpeger et medlem", start=450),
        fact(NORTH, "party_to", PLAN, "Region Nordjylland har underskrevet sundhedsaftalen", start=470, document=NOTE),
        fact(PLAN, "dated", DEADLINE, "senest den 31. december 2026", start=500, document=NOTE, kind="deadline"),
        fact(COUNCIL_N, "dated", NEXT_DAY, "Næste møde er 14. april 2026", start=520, kind="next_meeting"),
        fact(CLINIC, "succeeds", OLD_CLINIC, "Klinik Ny afløser Klinik Gammel", start=540, document=NOTE),
        fact(SOUTH, "participates_in", CARE, "Region Syddanmark deltager ikke", start=560, polarity="negative"),
    )
    return tuple(sorted(found, key=lambda one: one.claim))


def note(remark: str, about: str, quote: str, *by: str, start: int, status: str = "stated", **details: str) -> Note:
    """Return a note of the sample."""
    pairs = tuple(sorted(details.items()))
    iri = node_iri(BASE, REMARKS[remark].segment, (MINUTES, remark, about, sorted(by), start, pairs))
    return Note(iri, remark, about, tuple(sorted(by)), pairs, status, quote, start, start + len(quote), 1,
                "referat-nord, s. 1", MINUTES, "referat-nord", "minutes", "sample-1")


def notes() -> tuple[Note, ...]:
    """Return the notes of the sample, sorted by IRI."""
    found = (
        note("figure", CARE, "Ved årsskiftet var ca. 1.240 borgere i forløb.", start=600, count="1240", unit="borgere",
             date="2025-12-31", approximate="ca."),
        note("follow_up", ITEM_N, "Bo Tranum sender et notat inden 1. maj 2026.", BO, start=660, status="decided",
             kind="promised", due="2026-05-01"),
        note("follow_up", ITEM_N, "Administrationen vender tilbage på næste møde.", start=720, status="expected",
             kind="returns", actor="administrationen", occasion="næste møde"),
        note("vote", ITEM_N, "For stemte: B (4).", PARTY, start=780, choice="for", votes="4"),
        note("vote", ITEM_N, "Anna Lysholt Krog undlod at stemme.", ANNA, start=800, choice="abstained"),
        note("reservation", ITEM_N, "Anna Lysholt Krog tog forbehold.", ANNA, start=840),
        note("amendment", ITEM_N, "B stillede ændringsforslag.", PARTY, start=880, status="proposed"),
        note("non_participation", ITEM_N, "Anna Lysholt Krog gik kl. 14.30.", ANNA, start=920, time="14.30"),
        note("earlier_decision", ITEM_N, "Udsatterådet i syd, 5. januar 2026: Anbefalet.", COUNCIL_S, start=960,
             status="recommended", outcome="recommended", date="2026-01-05"),
    )
    return tuple(sorted(found, key=lambda one: one.id))


def sources() -> tuple[Source, ...]:
    """Return the two documents of the sample."""
    return (
        Source(MINUTES, "00000000000000aa", "referat-nord", "Referat", "minutes", "2026-02-10",
               "https://example.org/referat.pdf", "2026-03-01", "referat-nord.pdf", "aa" * 32, "application/pdf", 3),
        Source(NOTE, "00000000000000bb", "notat", "Notat", "note", "2026-03", "", "", "notat.txt", "bb" * 32,
               "text/plain", 0),
    )


def write_build(
    folder: Path, found: Sequence[Entity], told: Sequence[Fact], papers: Sequence[Source], noted: Sequence[Note] = ()
) -> Path:
    """Write as much of a build as the answers read: store, run and manifest."""
    folder.mkdir(parents=True)
    configuration = Configuration(base=BASE)
    readings = [Reading(Document(one.id, one.sha256, one.doc, one.source, one.media_type, "")) for one in papers]
    this = run(papers, configuration, code="0")
    write_store(folder / "store", quads(readings, found, told, papers, configuration, this, notes=noted))
    (folder / "run.json").write_text(json.dumps({"base": BASE}), encoding="utf-8")
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    return folder


def sample_build(folder: Path) -> Path:
    """Write the sample as a build."""
    return write_build(folder, entities(), facts(), sources(), notes())
