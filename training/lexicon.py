"""What fills the slots of the templates: names from ``lexicon.txt`` and the registers, and names put together anew.

A slot that stands for a name returns it with its label; the others return words that are no names.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from extractors.model.tagger import LABEL_OF
from ontology.registry import entries, given_names, surnames

LABELS = {**LABEL_OF, **dict.fromkeys(("FIRST", "FAMILY", "UPPER"), "PER"), "ABBR": "ORG"}
"""Slots that are names, with the tagger's label for them."""

_NESTED = re.compile(r"\{(TOWN|SURNAME|TREE)\}")
_LETTERS = "ABCDEFGHIJKLMNOPRSTV"
_BALLOTS = "A B C D F I K M O V Ø Å Æ N L T RV EL SF LA DF".split()
_MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()


def read_lexicon(path: Path) -> Mapping[str, Sequence[str]]:
    """Read the groups of a lexicon file: a line ``## GROUP``, then one entry a line."""
    groups: dict[str, list[str]] = defaultdict(list)
    group = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            group = line[3:].strip()
        elif line.strip():
            groups[group].append(line.strip())
    return groups


class Lexicon:
    """Draws what a slot stands for; the same seed gives the same draws."""

    def __init__(self, path: Path, seed: int) -> None:
        self._random = random.Random(seed)
        self._groups = read_lexicon(path)
        self._registers: dict[str, list[str]] = defaultdict(list)
        for entry in entries():
            self._registers[entry.type] += [entry.name, *entry.aliases, *(entry.abbreviations if entry.type == "PARTY" else ())]
            self._registers["ABBR"] += entry.abbreviations if LABELS.get(entry.type) == "ORG" else ()
        self._towns = [e.name.removesuffix(" Kommune") for e in entries() if e.type == "MUNICIPALITY"] + [e.name for e in entries() if e.type == "PLACE"]
        self._given = (sorted(given_names()), self._groups["GIVEN_DANISH"], self._groups["GIVEN_FOREIGN"])
        self._family = (sorted(surnames()), self._groups["SURNAME_DANISH"], self._groups["SURNAME_FOREIGN"])
        self._drawn: Mapping[str, Callable[[], str]] = {
            "PERSON": self.person, "FIRST": self.given, "FAMILY": self.family, "UPPER": lambda: self.person().upper(),
            "title": lambda: self._of("TITLE"), "Title": lambda: _capital(self._of("TITLE")), "role": lambda: self._of("ROLE"),
            "ballot": lambda: self._pick(_BALLOTS), "case": self.case, "date": self.date, "time": self.time, "sum": self.sum,
            "number": lambda: str(self._random.choice((1, 2, 3, 4, 5, 7, 9, 12, 16, 24, 38, 110, 250))), "year": lambda: str(self._random.randint(2012, 2032)),
            "label": lambda: self._of("LABEL"), "heading": lambda: self._of("HEADING"), "topic": lambda: self._of("TOPIC"),
        }  # fmt: skip

    def draw(self, slot: str) -> str:
        """Return what fills a slot.

        Raises
        ------
        KeyError
            If there is no such slot.
        """
        if slot in self._drawn:
            return self._drawn[slot]()
        return self.name(slot)

    def name(self, kind: str) -> str:
        """Return the name of an organisation, programme or place: two of three from the lexicon, one from the registers."""
        known = self._registers.get(kind, [])
        written = self._groups.get(kind, ())
        if not known and not written:
            raise KeyError(f"No slot {{{kind}}}. Known: {', '.join(sorted({*self._drawn, *LABELS}))}.")
        pool = written if written and (not known or self._random.random() < 0.67) else known
        return _NESTED.sub(lambda found: self._nested(found[1]), self._pick(pool))

    def person(self) -> str:
        """Return a full name: plain, doubled, hyphenated, with particles or initials."""
        given, family = self.given(), self.family()
        form = self._random.random()
        if form < 0.62:
            return f"{given} {family}"
        if form < 0.76:
            return f"{given} {self.family()} {family}"
        if form < 0.80 and "-" not in given and " " not in given:
            return f"{given}-{self.given()} {family}"
        if form < 0.86 and "-" not in family:
            return f"{given} {family}-{self.family()}"
        if form < 0.89:
            return f"{given} {self._pick(('von', 'van', 'de', 'af', 'el', 'al', 'bin', 'van der'))} {family}"
        if form < 0.92:
            return f"{self._pick(_LETTERS)}. {self._pick(_LETTERS)}. {family}"
        if form < 0.96:
            return f"{given} {self._pick(_LETTERS)}. {family}"
        return f"{given} {self.given()} {self.family()} {family}"

    def given(self) -> str:
        """Return a given name; three in ten are foreign."""
        return self._pick(self._given[self._random.choices((0, 1, 2), (4, 3, 3))[0]])

    def family(self) -> str:
        """Return a family name; a fourth are put together from parts of others, so that no list knows them."""
        if self._random.random() < 0.25:
            front, back = self._pick(self._family[1]), self._pick(self._family[0])
            return front[: max(2, len(front) // 2)] + back[len(back) // 2 :].lower()
        return self._pick(self._family[self._random.choices((0, 1, 2), (4, 3, 3))[0]])

    def case(self) -> str:
        """Return a case or document number, its digits drawn anew."""
        return re.sub(r"\d", lambda _: str(self._random.randint(0, 9)), self._of("CASE"))

    def date(self) -> str:
        day, month, year = self._random.randint(1, 28), self._random.randint(1, 12), self._random.randint(2015, 2030)
        return self._pick((f"{day}. {_MONTHS[month - 1]} {year}", f"{day:02}-{month:02}-{year}", f"{day}. {_MONTHS[month - 1]}", f"{day}/{month}-{year}", f"{_MONTHS[month - 1]} {year}"))

    def time(self) -> str:
        return f"{self._random.randint(8, 20):02}{self._pick('.:')}{self._pick(('00', '15', '30', '45'))}"

    def sum(self) -> str:
        return self._pick((f"{self._random.randint(1, 99)} mio. kr.", f"{self._random.randint(1, 9)},{self._random.randint(1, 9)} mio. kr.", f"{self._random.randint(10, 950)}.000 kr.", f"kr. {self._random.randint(1, 9)}.{self._random.randint(100, 999)}.000"))

    def _nested(self, slot: str) -> str:
        if slot == "TOWN":
            return self._pick(self._towns)
        return self.family() if slot == "SURNAME" else self._of("TREE")

    def _of(self, group: str) -> str:
        return _NESTED.sub(lambda found: self._nested(found[1]), self._pick(self._groups[group]))

    def _pick(self, pool: Sequence[str]) -> str:
        return pool[self._random.randrange(len(pool))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
