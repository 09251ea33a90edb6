"""What the tests of extractors begin with: a string read as a document, and its claims by the names of things."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from extractors import read_document
from extractors.context import Context
from extractors.flow import flow_of, lines_of
from extractors.local import link
from extractors.mentions import find_hits
from extractors.records import Claim, Configuration, Document, LocalEntity, Problem, Reading, Remark
from extractors.scene import Scene, scenes
from extractors.structure import structure


def document(text: str, name: str = "prøve") -> Document:
    """Make a document of a string, as a text file of that name would be read."""
    text = unicodedata.normalize("NFC", text)
    digest = hashlib.sha256(f"{name}\n{text}".encode(errors="surrogatepass")).hexdigest()
    return Document(digest[:16], digest, name, f"{name}.txt", "text/plain", text)


def read(text: str, name: str = "prøve") -> Reading:
    """Read a string as a build does by default: with rules and tagger."""
    return read_document(document(text, name))


def names(reading: Reading) -> dict[str, str]:
    """Return the names of a reading's entities by key; a date and a sum are called by their value."""
    return {e.key: e.value if e.type in ("DATE", "AMOUNT") else e.name for e in reading.entities}


def facts(reading: Reading) -> set[tuple[str, str, str]]:
    """Return every claim as (subject's name, predicate, object's name or the literal)."""
    known = names(reading)
    return {(known[c.subject], c.predicate, known.get(c.object, c.object)) for c in reading.claims}


def claims(reading: Reading, predicate: str) -> tuple[Claim, ...]:
    """Return the claims of one predicate, in the order of the text."""
    return tuple(claim for claim in reading.claims if claim.predicate == predicate)


def pairs(reading: Reading, predicate: str) -> set[tuple[str, str]]:
    """Return (subject's name, object's name or the literal) of one predicate's claims."""
    return {(subject, object_) for subject, word, object_ in facts(reading) if word == predicate}


def quote(reading: Reading, claim: Claim) -> str:
    """Return the quote of a claim."""
    return reading.document.text[claim.evidence.start : claim.evidence.end]


def entity(reading: Reading, name: str) -> LocalEntity:
    """Return the one entity of a name."""
    (found,) = [e for e in reading.entities if e.name == name]
    return found


def one(reading: Reading, predicate: str) -> Claim:
    """Return the only claim of a predicate."""
    (claim,) = claims(reading, predicate)
    return claim


def minutes(*items: str, head: str = "", body: str = "Udsatterådet i Region Sjælland", date: str = "15. januar 2026", kind: str = "Referat") -> str:
    """Write the paper of a meeting: each of `items` is a title, then its parts, line by line."""
    lines = [f"{kind}", f"{body}", f"Mødedato: {date}", *([head] if head else []), ""]
    for number, item in enumerate(items, 1):
        title, _, rest = item.partition("\n")
        lines += [f"Punkt {number}: {title}", "", rest, ""]
    return "\n".join(lines)


def shown(reading: Reading) -> Sequence[str]:
    """Return the claims as lines for a look at what was read."""
    known = names(reading)
    return [f"{known[c.subject]} | {c.predicate} | {known.get(c.object, c.object)} | {dict(c.qualifiers)} | {c.status} {c.polarity} | {quote(reading, c)!r}" for c in reading.claims]


def remarks(reading: Reading, kind: str) -> tuple[Remark, ...]:
    """Return the remarks of one kind, in the order of the text."""
    return tuple(remark for remark in reading.remarks if remark.kind == kind)


def doers(reading: Reading, remark: Remark) -> tuple[str, ...]:
    """Return the names of who acts in a remark."""
    known = names(reading)
    return tuple(known[key] for key in remark.by)


def problems(reading: Reading, code: str) -> tuple[Problem, ...]:
    """Return the problems of one code, in the order they were found."""
    return tuple(problem for problem in reading.problems if problem.code == code)


def decided(text: str, *, recommended: str = "", body: str = "Byrådet i Holbæk Kommune", before: str = "") -> Reading:
    """Read minutes whose second item has the text as its decision, below a recommendation where one is given."""
    parts = [f"Indstilling\n{recommended}\n"] if recommended else []
    return read(minutes("Godkendelse af dagsorden\nBeslutning\nGodkendt.", "\n".join(["Status på Projekt Trygt Hjem", *parts, before, f"Beslutning\n{text}"]), body=body))


def staged(text: str) -> tuple[Context, tuple[Scene, ...]]:
    """Read a string up to the point where relation rules begin: the context and its scenes."""
    paper = document(text)
    flow = flow_of(paper, lines_of(paper))
    context, entities = link(find_hits(structure(paper, flow), flow, Configuration()))
    context = replace(context, reading=replace(context.reading, entities=entities))
    return context, tuple(scenes(context, entities))
