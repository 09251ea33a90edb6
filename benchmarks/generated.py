"""Readings of invented minutes in any number: what benchmarks of graph, store and queries start from."""

from __future__ import annotations

import csv
import hashlib
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractors.records import Claim, Document, LocalEntity, Meeting, Mention, Reading, Section, Span
from ontology import data
from ontology.registry import entries

CLAIMS = 50
"""How many claims a document has."""
BODIES = ("Socialudvalget", "Sundhedsudvalget", "Udsatterådet", "Ældrerådet", "Handicaprådet", "Byrådet", "Børneudvalget")
KINDS = ("INITIATIVE", "PLAN", "AGREEMENT")
OUTCOMES = ("approved", "noted", "discussed", "postponed")


@dataclass(frozen=True)
class World:
    """Who and what there is: names of people, towns with their codes, and programmes."""

    people: tuple[str, ...]
    towns: tuple[tuple[str, str], ...]
    programmes: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str], ...]


def world(documents: int, seed: int) -> World:
    """Return a world that grows with the square root of its documents, as that of an archive does."""
    dice = random.Random(seed)
    given, family = (_column(name) for name in ("given_names.csv", "surnames.csv"))
    size = max(20, int(40 * documents**0.5))
    people = sorted({f"{dice.choice(given)} {dice.choice(family)}" for _ in range(2 * size)})
    syllables = [a + b for a in "bdfghjklmnprstv" for b in ("a", "e", "i", "o", "u", "æ", "ø", "å")]
    coined = sorted({"".join(dice.choice(syllables) for _ in range(4)) for _ in range(size)})
    programmes = tuple((KINDS[i % 3], f"{('Projekt', 'Plan for', 'Aftale om')[i % 3]} {name.title()}") for i, name in enumerate(coined))
    towns = tuple((entry.code, entry.name) for entry in entries() if entry.type == "MUNICIPALITY")
    parties = tuple((entry.code, entry.name) for entry in entries() if entry.type == "PARTY")
    return World(tuple(people), towns, programmes, parties)


def _column(name: str) -> list[str]:
    with (data("registers") / name).open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


def readings(documents: int, *, seed: int = 20261122) -> Iterator[Reading]:
    """Yield the readings of that many minutes with `CLAIMS` claims each."""
    known = world(documents, seed)
    for number in range(documents):
        yield _Minutes(known, random.Random(f"{seed}/{number}"), number).reading()


class _Minutes:
    """Minutes in the making: lines of text, and what stands in them."""

    def __init__(self, known: World, dice: random.Random, number: int) -> None:
        self.known, self.dice, self.number = known, dice, number
        self.text = ""
        self.entities: dict[str, LocalEntity] = {}
        self.claims: list[Claim] = []
        self.sections: list[Section] = []
        self.code, self.town = dice.choice(known.towns)
        self.day = f"{dice.randint(2018, 2026)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"

    def entity(self, key: str, name: str, start: int, *, value: str = "", owner: str = "", standing: str = "") -> str:
        """Note a mention of an entity at `start`, where `name` stands."""
        kind = key.partition("|")[0]
        mention = Mention(Span(start, start + len(name)), name, kind, "generated-1")
        old = self.entities.get(key)
        if old is None:
            code = key.split("|")[1] if kind in ("MUNICIPALITY", "PARTY") else ""
            self.entities[key] = LocalEntity(key, kind, name, (name,), (mention,), value, owner, code, standing)
        else:
            self.entities[key] = LocalEntity(
                key, kind, name, old.surfaces, (*old.mentions, mention), old.value, old.owner, old.code, old.standing
            )
        return key

    def line(self, text: str) -> int:
        """Add a line and return where it begins."""
        start = len(self.text)
        self.text += text + "\n"
        return start

    def claim(self, subject: str, predicate: str, object_: str, start: int, *qualifiers: tuple[str, str], status: str = "stated") -> None:
        """Note what the last line says."""
        self.claims.append(Claim(
            subject, predicate, object_, Span(start, len(self.text) - 1), f"{predicate.replace('_', '-')}-1",
            tuple(sorted(qualifiers)), status, score=round(self.dice.uniform(0.6, 0.99), 2),
            section=len(self.sections) - 1 if self.sections else None,
        ))  # fmt: skip

    def reading(self) -> Reading:
        """Return the minutes of one meeting."""
        town = f"MUNICIPALITY|{self.code}"
        body = self.dice.choice(BODIES)
        council = f"COUNCIL|{body.lower()}|{town}"
        meeting = f"MEETING|{self.day}|{council}"
        start = self.line(f"Referat af møde {self.number} i {body} i {self.town} den {self.day}")
        place = self.text.index(body)
        self.entity(town, self.town, self.text.index(self.town))
        self.entity(council, body, place, owner=town)
        self.entity(meeting, f"{body}, {self.day}", start, owner=council, value=self.day)
        self.claim(meeting, "meeting_of", council, start)
        self.claim(council, "part_of", town, start)
        item = 0
        while len(self.claims) < CLAIMS:
            if len(self.claims) % 12 == 2:
                item += 1
                self._item(meeting, item)
            self._sentence(council, meeting, f"AGENDA_ITEM|{item}|{meeting}")
        self._close()
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        name = f"referat-{self.number:06}"
        document = Document(digest[:16], digest, name, f"{name}.txt", "text/plain", self.text)
        held = Meeting(0, Span(0, len(self.text)), "minutes", self.day, body=body)
        return Reading(
            document, "minutes", f"Referat {self.number}", self.day, tuple(self.sections), meetings=(held,),
            entities=tuple(self.entities.values()), claims=tuple(self.claims[:CLAIMS]),
        )  # fmt: skip

    def _item(self, meeting: str, item: int) -> None:
        self._close()
        title = f"Punkt {item}: Status på sag {self.dice.randint(1, 999)}"
        start = self.line(title)
        place = len(self.sections)
        self.sections.append(Section(place, "agenda_item", Span(start, len(self.text)), Span(len(self.text), len(self.text)), title, str(item), meeting=0))
        self.entity(f"AGENDA_ITEM|{item}|{meeting}", title, start, owner=meeting, value=str(item))

    def _close(self) -> None:
        if self.sections:
            last = self.sections.pop()
            body = Span(last.body.start, len(self.text))
            self.sections.append(Section(last.index, last.kind, Span(last.span.start, body.end), body, last.title, last.number, meeting=0))

    def _sentence(self, council: str, meeting: str, item: str) -> None:
        dice, known = self.dice, self.known
        way = dice.randrange(9)
        if way in (0, 1, 2):
            person, (code, party) = dice.choice(known.people), dice.choice(known.parties)
            start = self.line(f"{person} ({party}) {('deltog', 'er medlem', 'er valgt ind')[way]}.")
            who = self.entity(f"PERSON|{person.lower()}", person, start, standing="elected")
            if way == 0:
                self.claim(who, "attended", meeting, start)
            else:
                self.claim(who, "member_of", council, start, ("role", dice.choice(("medlem", "formand", "næstformand"))))
            self.claim(who, "party_member", self.entity(f"PARTY|{code}", party, start + len(person) + 2), start)
            return
        kind, name = dice.choice(known.programmes)
        code, town = dice.choice(known.towns)
        key = f"{kind}|{name.lower()}"
        if way in (3, 4):
            start = self.line(f"{town} indgår i {name} fra {self.day[:4]}.")
            self.entity(key, name, self.text.index(name, start))
            self.claim(self.entity(f"MUNICIPALITY|{code}", town, start), "participates_in", key, start)
        elif way == 5:
            sum_, year = dice.randint(1, 400) * 50_000, dice.randint(2024, 2029)
            start = self.line(f"Der er afsat {sum_} kr. til {name} i {year}.")
            self.entity(key, name, self.text.index(name, start))
            amount = self.entity(f"AMOUNT|{sum_}", str(sum_), self.text.index(str(sum_), start), value=str(sum_))
            self.claim(key, "funded_with", amount, start, ("year", str(year)), status=dice.choice(("decided", "proposed", "stated")))
        elif way == 6:
            date = f"{dice.randint(2024, 2029)}-{dice.randint(1, 12):02}"
            start = self.line(f"{name} begynder {date}.")
            self.entity(key, name, start)
            self.claim(key, "dated", self.entity(f"DATE|{date}", date, self.text.index(date, start), value=date), start, ("kind", "start"))
        elif item in self.entities:
            start = self.line(f"Sagen om {name} blev behandlet.")
            self.entity(key, name, self.text.index(name, start))
            self.claim(item, "discusses", key, start)
            self.claim(item, "decision", dice.choice(OUTCOMES), start, status="decided")
