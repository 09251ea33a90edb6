"""Two hand-made builds that differ in each way that two builds can: documents, sums, outcomes, days, members, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import answers_sample as sample
from answers_sample import BASE, CARE, CITY, COUNCIL_N, ITEM_N, NGO, PLAN, fact, iri, note

from extractors.records import Entity
from kg.facts import Fact, Source
from kg.remarks import Note

LETTER = f"{BASE}document/00000000000000cc"
NOTE_2 = f"{BASE}document/00000000000000dd"
THREE_MILLION, NEW_DAY = iri("AMOUNT", "3000000"), iri("DATE", "2027-03-31")
PRIVATE = iri("PERSON", "per-borger")
NEW_NAME = iri("INITIATIVE", "lys-vej")
HOSTILE = '</script><script>alert("x")</script><img src=x onerror=alert(1)>=1+1'


def source(name: str, document: str = sample.MINUTES, **values: str) -> Source:
    """Return a document of the sample under another name."""
    return replace(sample.sources()[0], iri=document, id=document.rpartition("/")[2], doc=name, source=f"{name}.txt",
                   sha256=document[-2:] * 32, **values)  # type: ignore[arg-type]


def write(
    folder: Path, told: Iterable[Fact], *, entities: Sequence[Entity] = (), notes: Sequence[Note] = (),
    papers: Sequence[Source] = (),
) -> Path:  # fmt: skip
    """Write a build of some facts; the entities and papers are the sample's where none are given."""
    return sample.write_build(folder, entities or sample.entities(), tuple(told), papers or sample.sources(), notes)


def later() -> tuple[tuple[Entity, ...], tuple[Fact, ...], tuple[Source, ...], tuple[Note, ...]]:
    """Return what the newer of the two builds holds."""
    entities = (
        *sample.entities(),
        sample.entity("AMOUNT", "3000000", "3.000.000 kr.", value="3000000"),
        sample.entity("DATE", "2027-03-31", "31. marts 2027", value="2027-03-31"),
        sample.entity("INITIATIVE", "aaben-raadgivning", HOSTILE),
    )
    gone = {
        (NGO, "partner_of"), (CARE, "funded_with"), (ITEM_N, "decision"), (PLAN, "dated"), (sample.ANNA, "member_of"),
    }  # fmt: skip
    facts = [one for one in sample.facts() if (one.subject, one.predicate) not in gone]
    # The old note has been replaced by a new one, which says the same in other places.
    facts = [replace(one, claim=one.claim + "0", document=NOTE_2, start=one.start + 7, end=one.end + 7)
             if one.document == sample.NOTE else one for one in facts]  # fmt: skip
    facts += [
        fact(CARE, "funded_with", THREE_MILLION, "Der er nu afsat 3 mio. kr. i 2027.", status="decided", document=LETTER,
             start=20, year="2027", funder=CITY),
        fact(CARE, "funded_with", sample.ONE_MILLION, "Foreningens 1 mio. kr. er bevilget.", start=340, status="decided",
             year="2027"),
        fact(ITEM_N, "decision", "approved", "Formanden indstiller, at status godkendes.", start=180, status="recommended"),
        fact(ITEM_N, "decision", "postponed", "Sagen blev udsat.", start=240, status="decided"),
        fact(PLAN, "dated", NEW_DAY, "senest den 31. marts 2027", start=507, document=NOTE_2, kind="deadline"),
        fact(sample.ANNA, "member_of", COUNCIL_N, "Anna Lysholt Krog, næstformand", start=100, role="næstformand"),
        fact(NGO, "proposes", iri("INITIATIVE", "aaben-raadgivning"), f"Foreningen foreslår {HOSTILE}.", document=LETTER,
             start=60, status="proposed"),
    ]
    papers = (
        sample.sources()[0],
        source("notat", NOTE_2, title="Notat, rettet"),
        source("brev", LETTER, title=f"Brev {HOSTILE}", url="javascript:alert(1)", kind="note"),
    )
    notes = [one for one in sample.notes() if one.remark not in ("figure", "reservation")]
    notes.append(note("figure", CARE, "Ved årsskiftet var 1.310 borgere i forløb.", start=600, count="1310", unit="borgere",
                      date="2025-12-31", approximate="ca."))
    return entities, tuple(facts), papers, tuple(notes)


def pair(folder: Path) -> tuple[Path, Path]:
    """Write the two builds."""
    before = sample.sample_build(folder / "oktober")
    entities, facts, papers, notes = later()
    return before, write(folder / "november", facts, entities=entities, papers=papers, notes=notes)
