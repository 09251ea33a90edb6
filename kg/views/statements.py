"""One statement as the report prints it: in words, with its mark, its quote and its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.records import Entity
from kg.facts import Fact, Source
from kg.views import model, texts
from kg.views.markup import Markup, both, join, tag
from ontology.terms import PREDICATES


@dataclass(frozen=True)
class Context:
    """The records of a build with what several chapters look up."""

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    base: str
    by_id: dict[str, Entity] = field(init=False)
    papers: dict[str, Source] = field(init=False)
    anchors: dict[str, str] = field(init=False)
    dealt: tuple[model.Dealt, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {e.id: e for e in self.entities})
        object.__setattr__(self, "papers", {s.iri: s for s in self.sources})
        object.__setattr__(self, "dealt", model.dealt_with(self.entities, self.facts))
        anchors: dict[str, str] = {}
        taken: set[str] = set()
        for entity in self.entities:
            anchor = plain = re.sub(r"[^A-Za-z0-9]+", "-", entity.id.removeprefix(self.base)).strip("-") or "x"
            for turn in range(2, len(self.entities) + 2):
                if anchor not in taken:
                    break
                anchor = f"{plain}-{turn}"
            taken.add(anchor)
            anchors[entity.id] = anchor
        object.__setattr__(self, "anchors", anchors)

    def name(self, iri: str) -> str:
        entity = self.by_id.get(iri)
        return (entity.name or iri) if entity else iri

    def is_programme(self, iri: str) -> bool:
        return iri in self.by_id and self.by_id[iri].type in texts.PROGRAMMES

    def by_name(self, iris: Iterable[str]) -> list[str]:
        return sorted(iris, key=lambda iri: (danish(self.name(iri)), iri))


def danish(name: str) -> str:
    """Return a key that sorts æ, ø and å last, as a Dane expects.

    >>> sorted(["Ørsted", "Zealand", "Århus"], key=danish)
    ['Zealand', 'Ørsted', 'Århus']
    """
    return name.lower().replace("æ", "{a").replace("ø", "{b").replace("å", "{c")


def number(n: int) -> str:
    """Return a count with points between thousands.

    >>> number(12345)
    '12.345'
    """
    return f"{n:,}".replace(",", ".")


def nothing(da: str, en: str) -> Markup:
    """Return the line that stands where a chapter is empty."""
    return tag("p", both(da, en), class_="nothing")


def badge(fact: Fact, *, always: bool = False) -> Markup:
    """Return the mark of a statement that is not simply stated, or of an outcome that is not simply decided."""
    marks = []
    if fact.polarity != "positive":
        marks.append(tag("span", both("benægtes", "negated"), class_="badge negative"))
    plain = {"stated", "decided"} if fact.predicate == "decision" else {"stated"}
    if always or fact.status not in plain:
        word = re.sub(r"[^a-z]", "", fact.status)
        marks.append(tag("span", both(*texts.term(texts.STATUSES, fact.status)), class_=f"badge {word}"))
    return Markup(" ".join(marks))


def evidence(context: Context, fact: Fact) -> Markup:
    """Return the quote with its citation, the link to the origin and, discreetly, the confidence."""
    source = context.papers.get(fact.document)
    cite: list[str] = [fact.citation]
    if source is not None and source.title and source.title not in fact.citation:
        cite += [" · ", source.title]
    kind = texts.term(texts.KINDS, fact.kind)
    if kind[0] not in fact.citation.lower():
        cite += [" (", both(*kind), ")"]
    address = model.place_url(source, fact.page)
    if address:
        cite += [" · ", tag("a", both("kilden", "source"), href=address, rel="noopener noreferrer")]
    sure = f"{round(fact.confidence, 2):g}"
    cite.append(tag("span", both(f" · sikkerhed {sure.replace('.', ',')}", f" · confidence {sure}"), class_="sure"))
    return join(tag("blockquote", f"»{fact.quote}«", lang="da") if fact.quote else "", tag("p", *cite, class_="cite"))


def qualifiers(context: Context, fact: Fact) -> Markup:
    """Return role, year, kind and funder in words."""
    parts = []
    for name, value in fact.qualifiers:
        if name == "kind":
            parts.append(both(*texts.term(texts.DATE_KINDS, value)))
        elif name == "role":
            parts.append(join(value))
        else:
            shown = context.name(value) if name == "funder" else model.date_da(value) if name == "year" else value
            da, en = texts.term(texts.QUALIFIERS, name)
            parts.append(both(f"{da}: {shown}", f"{en}: {shown}"))
    if fact.said_by:
        parts.append(both(f"ifølge {context.name(fact.said_by)}", f"according to {context.name(fact.said_by)}"))
    return tag("span", Markup(" · ".join(parts)), class_="said") if parts else Markup("")


def link(context: Context, iri: str) -> Markup:
    """Return a name; a council or programme leads to its own place in the report."""
    name = _display(context, iri)
    entity = context.by_id.get(iri)
    if entity is None or entity.type not in texts.CORE:
        return tag("strong", name)
    return tag("a", name, href=f"#{context.anchors[iri]}", class_="name")


def _display(context: Context, iri: str) -> str:
    entity = context.by_id.get(iri)
    if entity is not None and entity.type in {"DATE", "AMOUNT"} and entity.value:
        shown = (model.date_da if entity.type == "DATE" else model.kroner)(entity.value)
        if not entity.name or entity.name == entity.value:
            return shown
    return context.name(iri)


def sentence(context: Context, fact: Fact) -> Markup:
    """Return a statement in words: subject, predicate, object."""
    predicate = PREDICATES.get(fact.predicate)
    words = (predicate.label_da, predicate.label_en) if predicate else (fact.predicate,) * 2
    if fact.polarity != "positive":
        words = _denied(*words)
    last = (
        both(*texts.term(texts.OUTCOMES, fact.object)) if fact.predicate == "decision" else link(context, fact.object)
    )
    return join(link(context, fact.subject), " ", both(*words), " ", last)


def _denied(da: str, en: str) -> tuple[str, str]:
    """Return a predicate in the negative: Danish puts ``ikke`` after the verb.

    >>> _denied("er part i", "is a party to"), _denied("deltager i", "participates in")[0]
    (('er ikke part i', 'is not a party to'), 'deltager ikke i')
    """
    verb, _, rest = da.partition(" ")
    first, _, last = en.partition(" ")
    english = f"{first} not {last}" if first in {"is", "was"} else f"not: {en}"
    return f"{verb} ikke {rest}".rstrip(), english


def statement(context: Context, fact: Fact, words: Markup | None = None, *, always: bool = False) -> Markup:
    """Return one statement as a list item with its evidence."""
    said = [words or sentence(context, fact), badge(fact, always=always), qualifiers(context, fact)]
    return tag("li", tag("p", Markup(" ".join(part for part in said if part)), class_="claim"), evidence(context, fact))


def statement_list(items: Iterable[Markup]) -> Markup:
    return tag("ul", *items, class_="statements")
