"""From readings to the files of a build, one document after the other: no more than one reading is in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Protocol

from extractors.errors import ReadError
from extractors.records import Configuration, Entity, Reading
from kg import outputs, oxigraph
from kg.facts import Corpus, Fact, Source, corpus, facts_of, sources
from kg.graph import ACROSS, Run, across, dataset, document
from kg.iris import graph_iri
from kg.remarks import notes_of, open_items

STREAMED = ("graph.nq", "entities.jsonl", "relations.jsonl")


class Readings(Protocol):
    """Readings by document id, which can be gone through more than once."""

    def __iter__(self) -> Iterator[Reading]: ...


@dataclass(frozen=True, slots=True)
class Outlines:
    """What all documents have to say before one can be written: sources, entities, how often each is mentioned."""

    sources: tuple[Source, ...]
    entities: tuple[Entity, ...]
    mentions: Mapping[tuple[str, str], int]


@dataclass(slots=True)
class Assembled:
    """What was written: documents, positive facts by predicate, triples, and the content of the ledger."""

    documents: int = 0
    triples: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    ledger: dict[str, Any] = field(default_factory=dict)


def outlines(readings: Readings, resolve: Callable[..., tuple[Entity, ...]], *, base: str) -> Outlines:
    """Go through all readings once and return what each of them needs of the others."""
    mentions: dict[tuple[str, str], int] = {}
    bare = []
    for reading in readings:
        mentions.update({(reading.document.id, e.key): len(e.mentions) for e in reading.entities})
        bare.append(_outline(reading))
    return Outlines(sources(bare, base=base), resolve(bare, base=base), mentions)


def _outline(reading: Reading) -> Reading:
    """What resolution and sources look at: names and keys, never text."""
    return replace(
        reading,
        document=replace(reading.document, text="", furniture=()),
        sections=(), sentences=(), mentions=(), claims=(), remarks=(), problems=(),
        entities=tuple(replace(entity, mentions=()) for entity in reading.entities),
    )  # fmt: skip


def assemble(
    folder: Path,
    readings: Readings,
    outlines: Outlines,
    run: Run,
    configuration: Configuration,
    *,
    unread: tuple[ReadError, ...] = (),
    copies: tuple[outputs.Copy, ...] = (),
    notes: tuple[str, ...] = (),
) -> Assembled:
    """Write graph, JSON Lines and texts into `folder`: a function of the readings, whoever read them and when.

    Parameters
    ----------
    readings
        The same that `outlines` were made of, in the order of their documents' ids.
    run
        The build as a node of the graph.
    """
    known = corpus(outlines.entities, outlines.sources, base=configuration.base)
    private = outputs.private(outlines.entities, configuration)
    hidden = {name for iri in private for name in (known.by_iri[iri].name, *known.by_iri[iri].aliases)}
    done = Assembled(documents=len(outlines.sources))
    linking: list[Fact] = []
    extractors: set[str] = set()
    read, left_open, decided = [], [], set()
    (folder / "texts").mkdir()
    with ExitStack() as stack:
        files = {name: stack.enter_context(_writing(folder / name)) for name in STREAMED}
        for reading in readings:
            source = known.sources[reading.document.id]
            told, noted = facts_of(reading, known), notes_of(reading, known)
            stated = document(
                source, reading, told, noted, known=known.by_iri, run=run, configuration=configuration
            )
            done.triples += _write(files["graph.nq"], oxigraph.lines(stated, source.iri))
            files["entities.jsonl"].writelines(outputs.entity_lines(reading, known, private))
            files["relations.jsonl"].writelines(outputs.relation_lines(outputs.published(told, private)))
            outputs.write_text(folder / "texts" / f"{source.id}.txt", (reading.document.text,))
            read.append(outputs.listed(reading, source, copies, hidden))
            left_open += open_items(reading, known)
            extractors |= {fact.extractor for fact in told} | {note.extractor for note in noted}
            done.facts.update(fact.predicate for fact in told if fact.polarity == "positive")
            decided |= {fact.subject for fact in told if fact.predicate == "decision"}
            linking += [fact for fact in told if fact.predicate in ACROSS]
        done.triples += _write_across(files["graph.nq"], outlines, linking, extractors, run, done.triples, known)
    done.ledger = outputs.ledger(
        read, unread, copies, notes=notes, hidden=hidden,
        without_decision=[row for row in left_open if row["item"] not in decided],
    )  # fmt: skip
    return done


def _write_across(
    file: IO[str],
    outlines: Outlines,
    facts: list[Fact],
    extractors: Iterable[str],
    run: Run,
    before: int,
    known: Corpus,
) -> int:
    """Write the graphs that hold across documents in the order of their names; return how many triples they have."""
    blocks = {
        name: oxigraph.lines(statements, name)
        for name, statements in across(outlines.entities, outlines.mentions, facts, base=known.base)
    }
    # The description of the data set counts the triples of all other graphs.
    count = before + sum(map(len, blocks.values()))
    name = graph_iri(known.base, "dataset")
    described = dataset(outlines.sources, extractors, known.base, run, count, len(outlines.entities))
    blocks[name] = oxigraph.lines(described, name)
    return sum(_write(file, blocks[name]) for name in sorted(blocks))


def _write(file: IO[str], lines: list[str]) -> int:
    file.writelines(lines)
    return len(lines)


def _writing(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8", newline="")
