"""Plain checks of a finished build: the quotes stand where they say, the files agree, the bytes are those written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad

from kg.iris import OA, RDF
from kg.written import read_json
from ontology.terms import ENTITY_TYPES, OUTCOMES, PREDICATES, class_iri, property_iri, term_iri

AGAIN = "Run kg build again."
_FACT = {"doc", "subject", "predicate", "object", "quote", "start", "end"}


@dataclass(frozen=True, slots=True)
class Violation:
    """Something wrong with a build.

    ``severity`` is violation, warning or info; ``file`` the file of the build that it stands in; ``focus`` the IRI
    or line that it is about; ``message`` says what is wrong and ``remedy`` what to do, both in plain words.
    """

    severity: str
    file: str
    focus: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.focus}: " if self.focus else f"{self.file}: "
        return f"{where}{self.message} {self.remedy}"


def check_files(output: Path) -> Iterator[Violation]:
    """Yield the files of a build that are missing or are not the bytes that the build wrote."""
    try:
        manifest = read_json(output / "manifest.json")
        files: Mapping[str, Mapping[str, str]] = manifest["files"]
    except (ValueError, KeyError, TypeError) as error:
        yield Violation("violation", "manifest.json", "", f"The manifest cannot be read ({error}).", AGAIN)
        return
    for name, entry in sorted(files.items()):
        path = output / name
        if not path.is_file():
            yield Violation("violation", name, "", "The file is missing.", AGAIN)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            yield Violation(
                "violation", name, "", "The file has changed since the build wrote it.",
                "If you changed it yourself, keep a copy elsewhere. " + AGAIN,
            )


def check_quads(output: Path, quads: Iterable[Quad]) -> Iterator[Violation]:
    """Yield claims whose quote does not stand in its text, blank nodes, and lines that the graph does not hold."""
    read = _Texts(output)
    passages: dict[str, dict[str, str]] = {}
    plain: set[tuple[str, str, str, str]] = set()
    types: set[tuple[str, str]] = set()
    properties = {property_iri(name) for name in PREDICATES}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode) or str(quad.object).startswith("_:"):
            yield Violation("violation", "graph.nq", str(quad), "A blank node: its name changes at every load.", AGAIN)
            continue
        subject, predicate, object_ = quad.subject.value, quad.predicate.value, str(quad.object)
        if predicate in properties and isinstance(quad.object, NamedNode):
            plain.add((_name(quad.graph_name), subject, predicate, quad.object.value))
        elif predicate == RDF + "type":
            types.add((subject, object_[1:-1]))
        elif predicate in (OA + "exact", OA + "start", OA + "end"):
            passage = subject.rpartition(";")[0]
            passages.setdefault(passage, {})[predicate] = quad.object.value  # type: ignore[union-attr]
    for passage, values in sorted(passages.items()):
        yield from _passage(read, passage, values)
    yield from _entities(output, read, types)
    yield from _relations(output, read, plain)


class _Texts:
    """The kept texts, each read once."""

    def __init__(self, output: Path) -> None:
        self.folder = output / "texts"
        self.read = cache(self._read)

    def _read(self, document: str) -> str | None:
        path = self.folder / f"{document}.txt"
        return path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else None


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _passage(read: _Texts, passage: str, values: Mapping[str, str]) -> Iterator[Violation]:
    document = passage.partition("#")[0].rpartition("/")[2]
    text = read.read(document)
    name = f"texts/{document}.txt"
    if text is None:
        yield Violation("violation", name, passage, "The text that this quote was taken from is missing.", AGAIN)
        return
    try:
        start, end = int(values[OA + "start"]), int(values[OA + "end"])
        quote = values[OA + "exact"]
    except (KeyError, ValueError):
        yield Violation("violation", "graph.nq", passage, "The passage lacks its quote or its place.", AGAIN)
        return
    if not quote or text[start:end] != quote:
        yield Violation(
            "violation", name, passage, f"The quote {_cut(quote)} does not stand at {start}–{end} of the text.",
            f"The text or the graph was changed after the build. {AGAIN}",
        )


def _entities(output: Path, read: _Texts, types: set[tuple[str, str]]) -> Iterator[Violation]:
    documents = _documents(output)
    for number, row in _lines(output / "entities.jsonl"):
        where = f"line {number}"
        if row is None or not {"doc", "id", "type", "mentions"} <= row.keys() or row["type"] not in ENTITY_TYPES:
            yield Violation("violation", "entities.jsonl", where, "The line is no entity.", AGAIN)
            continue
        if (row["id"], class_iri(row["type"])) not in types:
            yield Violation(
                "violation", "entities.jsonl", where,
                f"{row['id']} does not stand in the graph as {row['type']}.", AGAIN,
            )
        text = read.read(documents.get(row["doc"], ""))
        for mention in row["mentions"]:
            stretch = (text or "")[mention["start"] : mention["end"]]
            if not stretch.strip():
                yield Violation(
                    "violation", "entities.jsonl", where,
                    f"Nothing stands at {mention['start']}–{mention['end']} of {row['doc']}.", AGAIN,
                )


def _relations(output: Path, read: _Texts, plain: set[tuple[str, str, str, str]]) -> Iterator[Violation]:
    documents = _documents(output)
    held = {(graph.rpartition("/")[2], *rest) for graph, *rest in plain}
    for number, row in _lines(output / "relations.jsonl"):
        where = f"line {number}"
        if row is None or not row.keys() >= _FACT or row["predicate"] not in PREDICATES:
            yield Violation("violation", "relations.jsonl", where, "The line is no fact.", AGAIN)
            continue
        decision = row["predicate"] == "decision"
        object_ = term_iri(OUTCOMES[row["object"]]) if decision and row["object"] in OUTCOMES else row["object"]
        document = documents.get(row["doc"], "")
        if (document, row["subject"], property_iri(row["predicate"]), object_) not in held:
            yield Violation(
                "violation", "relations.jsonl", where,
                f"The graph of {row['doc']} does not state {row['subject']} {row['predicate']} {row['object']}.", AGAIN,
            )
        text = read.read(document)
        if text is not None and text[row["start"] : row["end"]] != row["quote"]:
            yield Violation(
                "violation", "relations.jsonl", where,
                f"The quote {_cut(row['quote'])} does not stand at {row['start']}–{row['end']} of {row['doc']}.", AGAIN,
            )


def _documents(output: Path) -> dict[str, str]:
    """Document ids by their short names, from the ledger."""
    try:
        ledger = read_json(output / "ledger.json")
    except (OSError, ValueError):
        return {}
    return {row["doc"]: row["id"] for row in ledger.get("inputs", ()) if row.get("read")}


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    if not path.is_file():
        return
    # Not splitlines: a name may hold a line separator that is no line end of the file.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line:
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            yield number, row if isinstance(row, dict) else None


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return f"»{text if len(text) <= 80 else text[:79] + '…'}«"


