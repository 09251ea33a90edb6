"""A small build with every case of time: starts and ends stated or not, vague dates, bodies that merge, papers of many days."""

from __future__ import annotations

from pathlib import Path

from answers_sample import BASE, entity, iri, note, write_build

from extractors.records import Entity
from kg.facts import Fact, Source
from kg.iris import claim_iri
from kg.remarks import Note

SJAELLAND, HOVEDSTADEN = iri("REGION", "region-sjaelland"), iri("REGION", "region-hovedstaden")
OEST, ROSKILDE_AMT = iri("REGION", "region-oestdanmark"), iri("ORG_OTHER", "roskilde-amt")
COUNCIL, OTHER_COUNCIL = iri("COUNCIL", "udsatteraadet"), iri("COUNCIL", "aeldreraadet")
ANNA, BO, CARL, DORA, EVA = (iri("PERSON", name) for name in ("anna-ask", "bo-birk", "carl-ceder", "dora-due", "eva-el"))
FINN, GRO, HANS, IDA, JENS = (iri("PERSON", name) for name in ("finn-fyr", "gro-gran", "hans-hyld", "ida-iris", "jens-jord"))
NGO, PROJECT, PLAN = iri("ASSOCIATION", "foreningen-bro"), iri("INITIATIVE", "projekt-bro"), iri("PLAN", "broplan")
CLINIC, OLD_CLINIC = iri("PROVIDER", "klinik-ny"), iri("PROVIDER", "klinik-gammel")
MEETING, ITEM = iri("MEETING", "udsatteraadet-2026-02-10"), iri("AGENDA_ITEM", "udsatteraadet-2026-02-10-1")
LATER_MEETING, LATER_ITEM = iri("MEETING", "udsatteraadet-2026-09-01"), iri("AGENDA_ITEM", "udsatteraadet-2026-09-01-1")
START, END, SPAN = iri("DATE", "2025-06-01"), iri("DATE", "2026-12-31"), iri("DATE", "2022-2025")

PAPERS = {
    "old": ("00000000000000a1", "2024-03-01", "2024-03-20", ""),
    "month": ("00000000000000a2", "2025-06", "", ""),
    "minutes": ("00000000000000aa", "2026-02-10", "", "2026-03-15"),
    "undated": ("00000000000000a4", "", "", "2026-05-01"),
    "late": ("00000000000000a5", "2026-09-01", "2026-09-20", ""),
}
"""Papers by name: id, own date, publication, day of fetching."""


def paper(name: str) -> str:
    """Return the IRI of a paper."""
    return f"{BASE}document/{PAPERS[name][0]}"


def entities() -> tuple[Entity, ...]:
    """Return the entities of the sample, sorted by IRI."""
    found = [
        entity("REGION", "region-sjaelland", "Region Sjælland", code="region:1085"),
        entity("REGION", "region-hovedstaden", "Region Hovedstaden", code="region:1084"),
        entity("COUNCIL", "udsatteraadet", "Udsatterådet", owner=SJAELLAND),
        entity("COUNCIL", "aeldreraadet", "Ældrerådet", owner=HOVEDSTADEN),
        entity("ASSOCIATION", "foreningen-bro", "Foreningen Bro"),
        entity("INITIATIVE", "projekt-bro", "Projekt Bro"),
        entity("PLAN", "broplan", "Broplan"),
        entity("PROVIDER", "klinik-ny", "Klinik Ny"),
        entity("PROVIDER", "klinik-gammel", "Klinik Gammel"),
        entity("MEETING", "udsatteraadet-2026-02-10", "Udsatterådet 2026-02-10", value="2026-02-10", owner=COUNCIL),
        entity("MEETING", "udsatteraadet-2026-09-01", "Udsatterådet 2026-09-01", value="2026-09-01", owner=COUNCIL),
        entity("AGENDA_ITEM", "udsatteraadet-2026-02-10-1", "Status", value="1", owner=MEETING),
        entity("AGENDA_ITEM", "udsatteraadet-2026-09-01-1", "Evaluering", value="1", owner=LATER_MEETING),
        entity("DATE", "2025-06-01", "1. juni 2025", value="2025-06-01"),
        entity("DATE", "2026-12-31", "31. december 2026", value="2026-12-31"),
        entity("DATE", "2022-2025", "2022-2025", value="2022/2025"),
    ]
    for person in (ANNA, BO, CARL, DORA, EVA, FINN, GRO, HANS, IDA, JENS):
        slug = person.rpartition("/")[2]
        found.append(entity("PERSON", slug, slug.replace("-", " ").title(), standing="elected"))
    return tuple(sorted(found, key=lambda one: one.id))


def fact(subject: str, predicate: str, object_: str, where: str, *, status: str = "stated", polarity: str = "positive",
         stated_on: str = "", **qualifiers: str) -> Fact:
    """Return a fact of the sample, said in the paper `where`."""
    pairs, document = tuple(sorted(qualifiers.items())), paper(where)
    claim = claim_iri(BASE, (document, subject, predicate, object_, polarity, status, stated_on, *pairs))
    start = int(claim[-6:], 16) % 9000
    return Fact(claim, subject, predicate, object_, pairs, status, polarity, "", 0.9, f"Citat {claim[-6:]}", start, start + 12,
                None, f"{where}, linje 1", document, where, "minutes", "sample-1", stated_on=stated_on)


def facts() -> tuple[Fact, ...]:
    """Return the facts of the sample, sorted by claim."""
    found = (
        fact(ANNA, "member_of", COUNCIL, "month", valid_from="2024-01-01", valid_to="2026-01-01", role="formand"),
        fact(BO, "member_of", COUNCIL, "old"),
        fact(BO, "member_of", COUNCIL, "minutes"),
        fact(CARL, "member_of", COUNCIL, "minutes", valid_from="2025~"),
        fact(DORA, "member_of", COUNCIL, "minutes", valid_from="2025", valid_to="2026-06"),
        fact(EVA, "member_of", COUNCIL, "old"),
        fact(EVA, "member_of", COUNCIL, "minutes", valid_to="2025-01-01"),
        fact(FINN, "member_of", COUNCIL, "old", polarity="negative"),
        fact(GRO, "member_of", COUNCIL, "old", status="proposed"),
        fact(GRO, "member_of", COUNCIL, "minutes"),
        fact(HANS, "member_of", COUNCIL, "undated"),
        fact(IDA, "holds_post", SJAELLAND, "late", role="direktør", valid_from="2020-01-01"),
        fact(JENS, "holds_post", CLINIC, "month", role="leder", valid_from="2024/2025", valid_to="2026-23"),
        fact(BO, "holds_post", SJAELLAND, "old", role="direktør"),
        fact(COUNCIL, "part_of", SJAELLAND, "old"),
        fact(OTHER_COUNCIL, "part_of", HOVEDSTADEN, "old"),
        fact(SJAELLAND, "partner_of", NGO, "month"),
        fact(NGO, "partner_of", SJAELLAND, "minutes"),
        fact(NGO, "represented_in", COUNCIL, "old", stated_on="2024-05-06"),
        fact(NGO, "participates_in", PLAN, "minutes", valid_from="2025-1X"),
        fact(MEETING, "meeting_of", COUNCIL, "minutes"),
        fact(LATER_MEETING, "meeting_of", COUNCIL, "late"),
        fact(ANNA, "attended", MEETING, "minutes"),
        fact(BO, "attended", LATER_MEETING, "late"),
        fact(ITEM, "discusses", PROJECT, "minutes"),
        fact(LATER_ITEM, "discusses", PLAN, "late"),
        fact(LATER_ITEM, "decision", "noted", "late", status="decided"),
        fact(PROJECT, "dated", START, "month", kind="start"),
        fact(PROJECT, "dated", END, "month", kind="end"),
        fact(PLAN, "dated", SPAN, "old", kind="period"),
        fact(NGO, "responsible_for", PROJECT, "month"),
        fact(CLINIC, "succeeds", OLD_CLINIC, "month", valid_from="2026-01-01"),
        fact(SJAELLAND, "party_to", PLAN, "minutes", status="rejected"),
    )
    return tuple(sorted(found, key=lambda one: one.claim))


def notes() -> tuple[Note, ...]:
    """Return the notes of the sample, all of them in its minutes."""
    found = (
        note("figure", PROJECT, "Der var 40 borgere i forløb.", start=9500, count="40", unit="borgere"),
        note("reservation", ITEM, "Anna Ask tog forbehold.", ANNA, start=9600),
    )
    return tuple(sorted(found, key=lambda one: one.id))


def sources() -> tuple[Source, ...]:
    """Return the papers of the sample."""
    return tuple(
        Source(paper(name), id_, name, name.title(), "minutes", date, "", retrieved, f"{name}.txt", id_[-2:] * 32,
               "text/plain", 0, published)
        for name, (id_, date, published, retrieved) in PAPERS.items()
    )  # fmt: skip


def sample_build(folder: Path) -> Path:
    """Write the sample as a build."""
    return write_build(folder, entities(), facts(), sources(), notes())
