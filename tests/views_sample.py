"""A data set of a realistic size for the views: real institutions, invented people, documents and sentences."""

from __future__ import annotations

import hashlib

from extractors.records import Configuration, Entity
from kg.facts import Fact, Source

BASE = Configuration().base
HOSTILE = "</script><img src=x onerror=alert(1)>"

REGIONS = ("Region Nordjylland", "Region Midtjylland", "Region Syddanmark", "Region Hovedstaden", "Region Sjælland")
MUNICIPALITIES = (
    "Aarhus Kommune",
    "Randers Kommune",
    "Viborg Kommune",
    "Horsens Kommune",
    "Aalborg Kommune",
    "Odense Kommune",
    "Esbjerg Kommune",
    "Roskilde Kommune",
    "Næstved Kommune",
    "Københavns Kommune",
)
PROVIDERS = (
    "Aarhus Universitetshospital",
    "Regionshospitalet Gødstrup",
    "Rigshospitalet",
    "Odense Universitetshospital",
    "Psykiatrien i Region Midtjylland",
    "Sjællands Universitetshospital",
)
ASSOCIATIONS = ("Danske Regioner", "KL", "SIND", "Bedre Psykiatri", "PLO", "Danske Patienter")
AUTHORITIES = ("Sundhedsstyrelsen", "Indenrigs- og Sundhedsministeriet", "Sundhedsdatastyrelsen")
PARTIES = ("Socialdemokratiet", "Venstre", "Socialistisk Folkeparti", "Det Konservative Folkeparti")
PLANS = (
    "Psykiatriplan 2030",
    "Sundhedsaftalen 2024–2027",
    "Strategi for lige adgang",
    "Kronikerpakken",
    "Kvalitetsplan for fødende",
)
INITIATIVES = (
    "Gadeplansteamet",
    "Den Åbne Dør",
    "Fremskudt sygepleje",
    "Sundhed på Hjul",
    "Projekt Trygt Hjem",
    "Fælles Indgang",
    "Botilbudsteamet",
    "Natcafé Nord",
    "Flere Hænder",
    "Unge i Balance",
    "Digital Samtale",
    "Hospitalets Brobyggere",
)
PEOPLE = (
    "Asger Testrup",
    "Birgit Eksempel",
    "Claus Prøvesen",
    "Ditte Opdigtet",
    "Erik Påfund",
    "Frida Fiktiv",
    "Gorm Tænkt",
    "Hanne Skabelon",
    "Iben Mønster",
    "Jens Udkast",
    "Karla Kladde",
    "Lars Notat",
)


def slug(name: str) -> str:
    table = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-", "–": "-"})
    return "".join(c for c in name.lower().translate(table) if c.isalnum() or c == "-")


class Corpus:
    """Collects records; everything is made in one order, so two calls of `sample` are equal."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.facts: list[Fact] = []
        self.sources: list[Source] = []

    def source(self, doc: str, title: str, kind: str, date: str, *, url: str = "", pages: int = 4) -> Source:
        sha = hashlib.sha256(doc.encode()).hexdigest()
        media = "application/pdf" if pages else "text/plain"
        made = Source(
            f"{BASE}document/{sha[:16]}",
            sha[:16],
            doc,
            title,
            kind,
            date,
            url,
            "2026-02-01",
            f"{doc}.pdf",
            sha,
            media,
            pages,
        )
        self.sources.append(made)
        return made

    def entity(self, kind: str, name: str, document: Source, *, key: str = "", **more: object) -> str:
        segment = {"AGENDA_ITEM": "item", "COUNCIL": "council"}.get(kind, kind.lower())
        iri = f"{BASE}{segment}/{slug(key or name)}"
        if iri not in self.entities:
            fields: dict[str, object] = {"aliases": (name,), "local": ((document.id, f"{kind}|{key or name}"),)} | more
            self.entities[iri] = Entity(id=iri, type=kind, name=name, key=f"{kind}|{key or name}", **fields)  # type: ignore[arg-type]
        return iri

    def fact(
        self,
        document: Source,
        subject: str,
        predicate: str,
        obj: str,
        quote: str,
        *,
        status: str = "stated",
        polarity: str = "positive",
        qualifiers: dict[str, str] | None = None,
        confidence: float = 0.9,
        page: int | None = 2,
        place: str = "",
        said_by: str = "",
    ) -> None:
        n = len(self.facts)
        self.facts.append(
            Fact(
                claim=f"{BASE}claim/{n:06d}",
                subject=subject,
                predicate=predicate,
                object=obj,
                qualifiers=tuple(sorted((qualifiers or {}).items())),
                status=status,
                polarity=polarity,
                said_by=said_by,
                confidence=confidence,
                quote=quote,
                start=40 * n,
                end=40 * n + len(quote),
                page=page if document.pages else None,
                citation=f"{document.title}{', ' + place if place else ''}, s. {page}",
                document=document.iri,
                doc=document.doc,
                kind=document.kind,
                extractor="sample-1",
            )
        )


def sample() -> tuple[tuple[Entity, ...], tuple[Fact, ...], tuple[Source, ...]]:
    """Return some 120 entities with their facts and documents."""
    c = Corpus()
    paper = c.source(
        "notat-psykiatri",
        "Notat om psykiatri i regionerne",
        "note",
        "2026-01-10",
        url="https://www.rm.dk/notat-psykiatri.pdf",
    )
    regions = [c.entity("REGION", name, paper, code=f"region:{1081 + i}") for i, name in enumerate(REGIONS)]
    towns = [c.entity("MUNICIPALITY", name, paper) for name in MUNICIPALITIES]
    providers = [c.entity("PROVIDER", name, paper) for name in PROVIDERS]
    associations = [c.entity("ASSOCIATION", name, paper) for name in ASSOCIATIONS]
    authorities = [c.entity("AUTHORITY", name, paper) for name in AUTHORITIES]
    parties = [c.entity("PARTY", name, paper) for name in PARTIES]
    plans = [c.entity("PLAN", name, paper) for name in PLANS]
    initiatives = [c.entity("INITIATIVE", name, paper) for name in INITIATIVES]
    reform = c.entity("REFORM", "Sundhedsreformen", paper, aliases=("Sundhedsreformen", "reformen"))
    deal = c.entity("AGREEMENT", "Aftale om en samlet psykiatri", paper)
    budget = c.entity("AGREEMENT", "Budget 2026", paper)
    law = c.entity("LAW", "Sundhedsloven", paper)
    university = c.entity("EDUCATION", "Aarhus Universitet", paper)
    people = [
        c.entity("PERSON", name, paper, standing=("elected", "official", "representative", "presenter")[i % 4])
        for i, name in enumerate(PEOPLE)
    ]
    for i, town in enumerate(towns):
        region = regions[(1, 1, 1, 1, 0, 2, 2, 4, 4, 3)[i]]
        c.fact(
            paper,
            town,
            "located_in" if i % 2 else "partner_of",
            region,
            f"{MUNICIPALITIES[i]} arbejder sammen med regionen om de mest udsatte borgere.",
        )
    for i, provider in enumerate(providers):
        c.fact(
            paper,
            provider,
            "part_of",
            regions[(1, 1, 3, 2, 1, 4)[i]],
            f"{PROVIDERS[i]} hører under regionen.",
            confidence=0.97,
        )
    for i, initiative in enumerate(initiatives):
        c.fact(paper, initiative, "part_of", (plans[i % 5]), f"{INITIATIVES[i]} er en del af {PLANS[i % 5]}.")
        c.fact(
            paper,
            towns[i % 10],
            "participates_in",
            initiative,
            f"{MUNICIPALITIES[i % 10]} afprøver {INITIATIVES[i]} i to år.",
            status="expected" if i % 4 == 3 else "stated",
        )
        c.fact(
            paper,
            (regions + providers)[i % 11],
            "responsible_for",
            initiative,
            f"{INITIATIVES[i]} er forankret i driften.",
            confidence=0.64 if i % 5 == 0 else 0.88,
        )
    for i, association in enumerate(associations):
        c.fact(
            paper,
            association,
            "proposes",
            (plans + initiatives)[i * 2],
            f"{ASSOCIATIONS[i]} foreslår, at arbejdet bredes ud.",
            status="proposed",
        )
    for region in regions:
        c.fact(paper, region, "party_to", deal, "Aftalen er indgået af de fem regioner og regeringen.")
    c.fact(paper, authorities[1], "responsible_for", reform, "Ministeriet har ansvaret for reformen.")
    c.fact(paper, authorities[0], "participates_in", reform, "Sundhedsstyrelsen følger reformen.")
    c.fact(paper, deal, "part_of", reform, "Aftalen udmønter en del af sundhedsreformen.")
    c.fact(paper, law, "part_of", reform, "Loven ændres som led i reformen.", status="proposed")
    c.fact(paper, university, "participates_in", plans[2], "Universitetet evaluerer strategien.")
    c.fact(paper, university, "party_to", budget, "Universitetet er ikke part i budgettet.", polarity="negative")
    c.fact(paper, plans[4], "succeeds", plans[3], "Planen afløser kronikerpakken.", status="rejected")
    money = (
        (12_500_000, "12,5 mio. kr.", "decided"),
        (30_000_000, "30 mio. kr.", "proposed"),
        (4_000_000, "4 mio. kr.", "estimated"),
        (800_000, "800.000 kr.", "stated"),
        (2_000_000, "2 mio. kr.", "proposed"),
        (2_000_000, "2 mio. kr.", "decided"),
    )
    for i, (value, name, status) in enumerate(money):
        amount = c.entity("AMOUNT", name, paper, value=str(value))
        verb = {
            "decided": "bevilget",
            "proposed": "foreslået afsat",
            "estimated": "anslået at koste",
            "stated": "afsat",
        }[status]
        c.fact(
            paper,
            initiatives[i],
            "funded_with",
            amount,
            f"Der er {verb} {name} til {INITIATIVES[i]} i 2026.",
            status=status,
            qualifiers={"year": "2026", "funder": regions[i % 5]},
        )
    for i, region in enumerate(regions):
        council = c.entity(
            "COUNCIL",
            f"Udsatterådet i {REGIONS[i]}",
            paper,
            aliases=(f"Udsatterådet i {REGIONS[i]}", "Udsatterådet"),
            owner=region,
        )
        health = c.entity("COUNCIL", f"Psykiatri- og socialudvalget i {REGIONS[i]}", paper, owner=region)
        c.fact(paper, council, "part_of", region, f"Udsatterådet rådgiver {REGIONS[i]}.")
        c.fact(paper, health, "part_of", region, f"Udvalget er nedsat af {REGIONS[i]}.")
        c.fact(paper, associations[i], "represented_in", council, f"{ASSOCIATIONS[i]} udpeger to medlemmer.")
        date = f"2026-01-{20 + i}"
        minutes = c.source(
            f"referat-udsatteraad-{i}",
            f"Referat, Udsatterådet i {REGIONS[i]}",
            ("minutes", "minutes_draft", "minutes_approved")[i % 3],
            date,
            url=f"https://www.regioner.dk/referat-{i}.pdf" if i != 3 else "javascript:alert(1)",
        )
        meeting = c.entity("MEETING", f"Udsatterådet i {REGIONS[i]} {date}", minutes, value=date, owner=council)
        c.fact(
            minutes, meeting, "meeting_of", council, f"Referat af møde i Udsatterådet den {20 + i}. januar 2026", page=1
        )
        place = c.entity(
            "PLACE",
            ("Regionshuset Aalborg", "Regionshuset Viborg", "Regionshuset Vejle", "Regionsgården", "Regionshuset Sorø")[
                i
            ],
            minutes,
        )
        c.fact(minutes, meeting, "held_at", place, "Mødested: Regionshuset", page=1)
        coming = c.entity("DATE", f"{14 + i}. april 2026", minutes, value=f"2026-04-{14 + i}")
        c.fact(
            minutes,
            council,
            "dated",
            coming,
            f"Næste møde holdes {14 + i}. april 2026.",
            qualifiers={"kind": "next_meeting"},
            page=4,
        )
        for k in range(4):
            programme = (plans + initiatives + [reform, deal])[(i * 3 + k * 4) % 19]
            title = c.entities[programme].name
            item = c.entity(
                "AGENDA_ITEM", f"Drøftelse af {title}", minutes, key=f"{date} {k + 1}", value=str(k + 1), owner=meeting
            )
            c.fact(
                minutes,
                item,
                "discusses",
                programme,
                f"Rådet drøftede {title} og den videre proces.",
                place=f"punkt {k + 1}",
            )
            c.fact(
                minutes,
                item,
                "decision",
                ("discussed", "noted", "approved", "recommended")[k],
                "Rådet tog sagen op og besluttede som indstillet.",
                status="recommended" if k == 3 else "decided",
                place=f"punkt {k + 1}, Beslutning",
            )
            c.fact(
                minutes,
                people[(i + k) % 12],
                "presented_at",
                item,
                f"{PEOPLE[(i + k) % 12]} holdt oplæg.",
                place=f"punkt {k + 1}",
            )
        for k in range(3):
            person = people[(i * 2 + k) % 12]
            c.fact(minutes, person, "attended", meeting, "Til stede: " + ", ".join(PEOPLE[:4]), page=1)
            c.fact(
                minutes,
                person,
                "member_of",
                council,
                f"{PEOPLE[(i * 2 + k) % 12]}, medlem",
                qualifiers={"role": "formand" if k == 0 else "medlem"},
                page=1,
            )
        c.fact(minutes, people[i], "party_member", parties[i % 4], f"{PEOPLE[i]} ({'ACFV'[i % 4]})", page=1)
    deadline = c.entity("DATE", "udgangen af 2027", paper, value="2027-12-31")
    c.fact(
        paper,
        plans[0],
        "dated",
        deadline,
        "Planen skal være gennemført ved udgangen af 2027.",
        qualifiers={"kind": "deadline"},
    )
    secret = c.entity("PERSON", "Mille Hemmelig", paper, standing="private")
    c.fact(
        paper, secret, "presented_at", next(e for e in c.entities if "/item/" in e), "En borger fortalte sin historie."
    )
    odd = c.entity("INITIATIVE", HOSTILE, paper, key="fjendtlig")
    c.fact(paper, towns[0], "participates_in", odd, f"Kommunen deltager i {HOSTILE} & <b>andet</b>\u2028ny linje")
    return tuple(c.entities.values()), tuple(c.facts), tuple(c.sources)


def ledger() -> dict[str, object]:
    """Return a ledger as a build writes it: one document read with a remark, one not read, one annex missing."""
    return {
        "inputs": [
            {
                "path": "notat-psykiatri.pdf",
                "read": True,
                "doc": "notat-psykiatri",
                "masked": 12,
                "problems": [
                    {"code": "layout", "text": "To spalter på side 3 kan være blandet.", "page": 3, "line": 80}
                ],
            },
            {
                "path": "skannet.pdf",
                "read": False,
                "code": "needs_ocr",
                "reason": "The pages are pictures.",
                "remedy": "Use --ocr.",
            },
        ],
        "missing_attachments": [{"doc": "notat-psykiatri", "text": "Bilag 2: Økonomi", "page": 4, "line": 120}],
        "notes": [],
    }


def tables() -> dict[str, object]:
    """Return one network table."""
    columns = ("place", "name", "type", "neighbours", "score", "slug")
    rows = (
        ("1", "Udsatterådet i Region Midtjylland", "COUNCIL", "11", "0.0421", "council/x"),
        ("2", HOSTILE, "INITIATIVE", "2", "0.01", "y"),
    )
    return {"councils": {"title": "Councils that connect most", "columns": columns, "rows": rows}}
