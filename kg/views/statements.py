"""One statement as the report prints it: in words, with its mark, its quote and its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.records import Entity
from kg.facts import Fact, Source
from kg.printing import readable
from kg.remarks import Note
from kg.views import model, texts
from kg.views.markup import Markup, both, join, tag
from ontology.terms import PREDICATES

PASSAGES = 3
"""How many passages are quoted for one and the same statement; the others are cited."""
TIES = ("responsible_for", "participates_in", "party_to", "proposes", "part_of", "succeeds")
"""Predicates that the chapters of councils and programmes tell."""
OVER = re.compile(r"(?:formand|næstformand|leder|forperson|næstforperson)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """The records of a build with what several chapters look up."""

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    base: str
    notes: tuple[Note, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    dealings: Mapping[tuple[str, str], int] = field(default_factory=dict)
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    by_id: dict[str, Entity] = field(init=False)
    papers: dict[str, Source] = field(init=False)
    anchors: dict[str, str] = field(init=False)
    dealt: tuple[model.Dealt, ...] = field(init=False)
    headed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {e.id: e for e in self.entities})
        object.__setattr__(self, "papers", {s.iri: s for s in self.sources})
        object.__setattr__(self, "dealt", model.dealt_with(self.entities, self.facts))
        ties = [f for f in self.facts if f.predicate in TIES]
        named = {iri for f in ties for iri in (f.subject, f.object) if self.is_programme(iri)}
        councils = {f.subject for f in ties if self.by_id[f.subject].type == "COUNCIL" and self.is_programme(f.object)}
        headed = self.kept("programmes", {*named, *(d.programme for d in self.dealt)})
        headed |= self.kept("councils", {*councils, *(d.council for d in self.dealt)})
        object.__setattr__(self, "headed", headed)
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

    def kept(self, chapter: str, iris: Iterable[str]) -> frozenset[str]:
        """Return those that have a place of their own in a chapter: all, or in a large build those chosen."""
        return frozenset(iris) & self.shown[chapter] if chapter in self.shown else frozenset(iris)

    def name(self, iri: str) -> str:
        entity = self.by_id.get(iri)
        return model.title(entity) if entity else iri

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
    """Return the mark of a statement that is not simply stated, or of an outcome that is not simply decided.

    What an agenda or a draft says is marked so: the meeting may have ended otherwise.
    """
    marks = []
    if fact.polarity != "positive":
        marks.append(tag("span", both("benægtes", "negated"), class_="badge negative"))
    plain = {"stated", "decided", fact.object} if fact.predicate == "decision" else {"stated"}
    if fact.status not in plain or (always and fact.polarity == "positive"):
        word = re.sub(r"[^a-z]", "", fact.status)
        said = texts.term(texts.STATUSES, fact.status)
        if fact.predicate == "decision" and fact.status == "recommended":
            said = "indstilling", "recommendation"
        marks.append(tag("span", both(*said), class_=f"badge {word}"))
    marks.append(unsettled_mark(fact.kind))
    return Markup(" ".join(mark for mark in marks if mark))


def status_mark(status: str) -> Markup:
    """Return the mark of a status.

    >>> status_mark("stated")
    '<span class="badge stated"><span class="da" lang="da">oplyst</span><span class="en" lang="en">stated</span></span>'
    """
    return tag("span", both(*texts.term(texts.STATUSES, status)), class_=f"badge {re.sub(r'[^a-z]', '', status)}")


def unsettled_mark(kind: str) -> Markup:
    """Return the mark of what an agenda or a draft says, else nothing.

    >>> unsettled_mark("minutes")
    ''
    """
    if kind not in texts.UNSETTLED:
        return Markup("")
    return tag("span", both(*texts.term(texts.KINDS, kind)), class_="badge unsettled")


def alike(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return the facts that say the same of the same together, in the order of the first of each.

    >>> alike(())
    []
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        unsettled = fact.kind if fact.kind in texts.UNSETTLED else ""
        key = (fact.subject, fact.predicate, fact.object, fact.qualifiers, fact.status, fact.polarity, fact.said_by)
        groups.setdefault((*key, unsettled), []).append(fact)
    return list(groups.values())


def evidence(context: Context, facts: Sequence[Fact | Note]) -> Markup:
    """Return the quotes of what several passages say alike; a quote that stands in several places stands once here."""
    quotes: dict[str, list[Fact | Note]] = {}
    for fact in sorted(facts, key=_surest):
        quotes.setdefault(readable(fact.quote), []).append(fact)
    parts = []
    for quote, passages in list(quotes.items())[:PASSAGES]:
        if quote:
            parts.append(tag("blockquote", f"»{quote}«", lang="da"))
        parts.append(cited(context, passages[0]))
        parts += _also([fact.citation for fact in passages[1:] if fact.citation != passages[0].citation])
    return join(*parts, *_also([fact.citation for found in list(quotes.values())[PASSAGES:] for fact in found]))


def _surest(fact: Fact | Note) -> tuple[object, ...]:
    if isinstance(fact, Note):
        return (0.0, fact.document, fact.start, fact.id)
    return (-fact.confidence, fact.document, fact.start, fact.claim)


def _also(citations: Sequence[str]) -> list[Markup]:
    if not citations:
        return []
    return [tag("p", both("Også: ", "Also: "), " · ".join(dict.fromkeys(citations)), class_="cite also")]


def cited(context: Context, fact: Fact | Note) -> Markup:
    """Return a citation with the kind of document, the link to the origin and, discreetly, the confidence."""
    source = context.papers.get(fact.document)
    cite: list[str] = [fact.citation]
    if source is not None and source.title and not _identified(fact.citation, source):
        cite += [" · ", source.title]
    kind = texts.term(texts.KINDS, fact.kind)
    if kind[0] not in fact.citation.lower():
        cite += [" (", both(*kind), ")"]
    address = model.place_url(source, fact.page)
    if address:
        cite += [" · ", tag("a", both("kilden", "source"), href=address, rel="noopener noreferrer")]
    if isinstance(fact, Fact):
        sure = f"{round(fact.confidence, 2):g}"
        cite.append(tag("span", both(f" · sikkerhed {sure.replace('.', ',')}", f" · confidence {sure}"), class_="sure"))
    return tag("p", *cite, class_="cite")


def _identified(citation: str, source: Source) -> bool:
    date = model.date_da(source.date)
    return source.title[:24] in citation or bool(re.search(r"\d{4}", date) and date in citation)


def qualifiers(context: Context, fact: Fact, *, told: Collection[str] = ()) -> Markup:
    """Return role, year, kind, funder and the like in words, but those of the names `told` and what the quote says."""
    parts = []
    for name, value in fact.qualifiers:
        if name in told or name in texts.QUOTED:
            continue
        if name == "kind":
            parts.append(both(*texts.term(texts.DATE_KINDS, value)))
        elif name == "role":
            parts.append(join(value))
        elif name in texts.SAID:
            words = zip(texts.QUALIFIERS[name], texts.term(texts.SAID[name], value), strict=True)
            parts.append(both(*(" ".join(pair) for pair in words)))
        else:
            shown = context.name(value) if name == "funder" else model.qualifier(name, value)
            da, en = texts.term(texts.QUALIFIERS, name)
            colon = "" if name.startswith("valid_") else ":"
            parts.append(both(f"{da}{colon} {shown}", f"{en}{colon} {shown}"))
    if fact.said_by:
        parts.append(both(f"ifølge {context.name(fact.said_by)}", f"according to {context.name(fact.said_by)}"))
    return tag("span", Markup(" · ".join(parts)), class_="said") if parts else Markup("")


def link(context: Context, iri: str) -> Markup:
    """Return a name; a council or programme that has a place of its own in the report leads there."""
    name = display(context, iri)
    if iri not in context.headed:
        return tag("strong", name)
    return tag("a", name, href=f"#{context.anchors[iri]}", class_="name")


def display(context: Context, iri: str) -> str:
    entity = context.by_id.get(iri)
    if entity is not None and entity.type in {"DATE", "AMOUNT"} and entity.value:
        shown = (model.date_da if entity.type == "DATE" else model.kroner)(entity.value)
        if not entity.name or entity.name == entity.value:
            return shown
    return context.name(iri)


def sentence(context: Context, fact: Fact) -> Markup:
    """Return a statement in words: subject, predicate, object."""
    subject = link(context, fact.subject)
    if fact.predicate == "decision":
        return join(subject, " – ", tag("em", both(*texts.term(texts.OUTCOMES, fact.object))))
    if fact.predicate == "dated" and fact.polarity == "positive" and fact.qualifier("kind"):
        return join(subject, ": ", both(*texts.term(texts.DATE_KINDS, fact.qualifier("kind"))), " ",
                    link(context, fact.object))  # fmt: skip
    words = _words(fact)
    if fact.polarity != "positive":
        words = _denied(*words)
    return join(subject, " ", both(*words), " ", link(context, fact.object))


def _words(fact: Fact) -> tuple[str, str]:
    """Return the predicate in Danish and English; a role stands in it as one says it: ``er formand for``."""
    predicate = PREDICATES.get(fact.predicate)
    if predicate is None:
        return (fact.predicate,) * 2
    role = fact.qualifier("role")
    if not role or fact.predicate not in {"member_of", "holds_post"}:
        return predicate.label_da, predicate.label_en
    english = f"{predicate.label_en} (as {role})"
    if fact.predicate == "member_of" and "medlem" in role.lower():
        return predicate.label_da, predicate.label_en
    small = role if len(role) < 2 or role[1].isupper() else role[:1].lower() + role[1:]
    return f"er {small} {'for' if OVER.match(role) else 'i'}", english


def _denied(da: str, en: str) -> tuple[str, str]:
    """Return a predicate in the negative: Danish puts ``ikke`` after the verb.

    >>> _denied("er part i", "is a party to"), _denied("deltager i", "participates in")[0]
    (('er ikke part i', 'is not a party to'), 'deltager ikke i')
    """
    verb, _, rest = da.partition(" ")
    first, _, last = en.partition(" ")
    english = f"{first} not {last}" if first in {"is", "was"} else f"not: {en}"
    return f"{verb} ikke {rest}".rstrip(), english


def claim(
    context: Context,
    facts: Sequence[Fact],
    words: Markup | None = None,
    *,
    always: bool = False,
    told: Collection[str] = ("role", "kind"),
    more: Markup | None = None,
) -> Markup:
    """Return what several passages say alike in words, with its marks, what `more` there is to it, and its evidence."""
    fact = facts[0]
    said = [words or sentence(context, fact), badge(fact, always=always), qualifiers(context, fact, told=told)]
    line = tag("p", Markup(" ".join(part for part in said if part)), class_="claim")
    return join(line, more or "", evidence(context, facts))


def statement(
    context: Context,
    facts: Sequence[Fact],
    words: Markup | None = None,
    *,
    always: bool = False,
    told: Collection[str] = ("role", "kind"),
) -> Markup:
    """Return one statement as a list item with its evidence."""
    return tag("li", claim(context, facts, words, always=always, told=told))


def statements(context: Context, facts: Iterable[Fact], *, always: bool = False) -> list[Markup]:
    """Return facts as statements, those that say the same as one."""
    return [statement(context, group, always=always) for group in alike(facts)]


def statement_list(items: Iterable[Markup]) -> Markup:
    return tag("ul", *items, class_="statements")
