"""Foreign text: whatever it is, it is read to the end, spans are valid, and reading again says the same."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings import document, read

from extractors import read_document
from extractors.claiming import MAX_QUOTE
from extractors.reading import read_file
from extractors.records import Reading
from kg.examples import folder
from ontology.terms import PREDICATES

few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
WORDS = (
    "Region Sjælland", "Holbæk Kommune", "Udsatterådet", "Udvalget for ", "Ida Holm (V)", "SIND", "Projekt Trygt Hjem", "projektet", "Fase 1:", "Punkt 2:", "1.", "1 (Åben)",
    "Beslutning", "Indstilling", "Fraværende", "Mødedeltagere", "Referat", "Notat", "Mødedato:", "Mødested:", "15. januar 2026", "2 mio. kr.", "i 2027-2029", "afsat", "til", "og", ",", ":", ".",
    "\n", "\n\n", "\t", "-\n", " - ", "(", ")", '"', "”", "samarbejder med", "er en del af", "ikke", "blev", "Bilag 1:", "Side 1 af 2", "….....3", "•",
)  # fmt: skip


def bare(text: str) -> str:
    """Return a text without white space, hyphens and soft hyphens: what joining lines may change."""
    return re.sub(r"[\s\-\u00ad]", "", text)


def check(text: str) -> Reading:
    """Read a text and hold what must be true of every reading."""
    paper = document(text)
    text = paper.text
    reading = read_document(paper)
    size = len(text)
    for section in reading.sections:
        assert section.span.end <= size and section.body.within(section.span)
        assert section.parent is None or section.parent < section.index
        assert section.meeting is None or section.meeting < len(reading.meetings)
    for sentence in reading.sentences:
        assert sentence.span.end <= size and 0 <= sentence.section < len(reading.sections)
    for mention in reading.mentions:
        assert mention.span.end <= size and len(mention.span)
        assert bare(mention.text) == bare(text[mention.span.start : mention.span.end])
        assert 0 <= mention.score <= 1
    kinds = {e.key: e.type for e in reading.entities}
    assert len(kinds) == len(reading.entities)
    for claim in reading.claims:
        assert 0 < len(claim.evidence) <= MAX_QUOTE and claim.evidence.end <= size
        assert claim.subject in kinds
        assert claim.predicate == "decision" or PREDICATES[claim.predicate].allows(kinds[claim.subject], kinds[claim.object])
    assert read_document(document(text)) == reading
    return reading


@cache
def originals() -> tuple[str, ...]:
    return tuple(read_file(path).text for path in sorted(folder().glob("*.txt")) + sorted(folder().glob("*.docx")))


@few
@given(st.text(max_size=300))
def test_hostile_any_text_is_read(text: str) -> None:
    check(text)


@few
@given(st.text("æØÅabcAB.,:;-–()\"' \n\t\r\x0b\x0c\u00a0\u00ad\u2028\u200f\ufeff0123456789", max_size=400))
def test_hostile_layout_characters_are_read(text: str) -> None:
    check(text)


@settings(few, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_hostile_shuffled_words_of_minutes_are_read(words: list[str]) -> None:
    check(" ".join(words))


@few
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_hostile_words_on_lines_of_their_own_are_read(words: list[str]) -> None:
    check("\n".join(words))


def truncated(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(1, len(text))]


def doubled(text: str, chance: random.Random) -> str:
    return "\n".join(line for line in text.split("\n") for _ in range(1 + (chance.random() < 0.2)))


def shuffled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def swapped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(len(letters) // 40):
        place = chance.randrange(len(letters) - 1)
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


def holed(text: str, chance: random.Random) -> str:
    return "".join(letter for letter in text if chance.random() > 0.03)


def unbroken(text: str, chance: random.Random) -> str:
    return re.sub(r"\n\s*\n", "\n", text)


def one_line(text: str, chance: random.Random) -> str:
    return " ".join(text.split())


def wrapped(text: str, chance: random.Random) -> str:
    return re.sub(r"(.{1,38}) ", r"\1\n", text)


def shouted(text: str, chance: random.Random) -> str:
    return text.upper()


def whispered(text: str, chance: random.Random) -> str:
    return text.lower()


def tabbed(text: str, chance: random.Random) -> str:
    return text.replace(", ", "\t")


GARBLED = (truncated, doubled, shuffled, swapped, holed, unbroken, one_line, wrapped, shouted, whispered, tabbed)


@pytest.mark.parametrize("garble", GARBLED, ids=lambda garble: garble.__name__)
def test_hostile_garbled_minutes_are_read(garble) -> None:
    chance = random.Random(garble.__name__)
    text = originals()[GARBLED.index(garble) % len(originals())]
    check(garble(text, chance)[:6000])


def test_hostile_minutes_cut_off_anywhere_are_read() -> None:
    text = originals()[-1]
    for end in range(0, 2500, 167):
        check(text[:end])


@pytest.mark.parametrize("text", [
    "", " ", "\n", "\n" * 5000, "\t" * 3000, " \t\n" * 2000, "\x00", "Region\x00 Sjælland\x00", "\x00" * 500,
    "<script>alert('Region Sjælland')</script>", "<b>Holbæk Kommune</b> samarbejder med <i>SIND</i>.", "{{Region Sjælland}} ${x} %s {0}",
    "\u202eRegion Sjælland\u202c samarbejder med SIND.", "\u200fIda Holm\u200f (V)", "\ufeffReferat\nUdsatterådet", "Region\u00a0Sjælland", "Sund\u00adheds\u00adreformen er ny.",
    "Å" * 400, "A\u030angstrøm Kommune", "𝔘dsatterådet 🏥 SIND", "İstanbul Kommune og ẞ", "ﬁnansiering af Projekt Trygt Hjem",
    "1234567890" * 500, "0" * 4000, "12.2026 99.99.9999 31.02.2026 0 kr. 999999999999999999 mio. kr.", "-" * 3000, "." * 3000, "(" * 2500 + ")" * 2500, '"' * 801, "[{(<" * 300,
    "Ida Holm " * 400, "Region Sjælland" * 300, "og og og " * 500, "ord " * 2500, "x" * 10000, "Referat" * 300, "Punkt 1: " * 300, "Punkt 1:\n" * 200, "Punkt 999999999999: Sag\nBeslutning\nGodkendt.",
    "Punkt 2: B\nBeslutning\nGodkendt.\n\nPunkt 1: A\nBeslutning\nGodkendt.\n", "Punkt 1: A\nPunkt 1: A\nPunkt 1: A\n", "Beslutning\n" * 100, "Mødedeltagere\n" * 50, "Bilag 1: X\n" * 50,
    "Mødedato: 99. januar 2026\nReferat\nPunkt 1: A\nBeslutning\nGodkendt.", "Mødested:\nMødedato:\nUdvalg:\n", "Fase 9: Fase 8: Fase 7: Projekt Bo",
    "Punkt ٣: Sag\nBeslutning\nGodkendt.", "²³. møde den ٣. maj ٢٠٢٦", "a\rb\rc", "a\x0bb\x0cc\u2028d\u2029e", "Region Sjælland\u2028Holbæk Kommune",
], ids=lambda text: repr(text)[:24])  # fmt: skip
def test_hostile_odd_strings_are_read(text: str) -> None:
    check(text)


def test_hostile_line_of_ten_thousand_characters_is_read() -> None:
    line = "Holbæk Kommune samarbejder med SIND om Projekt Trygt Hjem, " * 170
    assert len(line) > 10_000
    check(line)


def test_hostile_lone_surrogate_is_rejected_or_survives() -> None:
    try:
        reading = read("Region Sjælland \ud800 samarbejder med SIND.")
    except (UnicodeError, ValueError):
        return
    assert reading.document.text[16] == "\ud800"


def test_hostile_markup_is_kept_as_text() -> None:
    text = "<b>Holbæk Kommune</b> samarbejder med SIND."
    assert read(text).document.text == text
