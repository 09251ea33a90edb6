"""The report's chapter of decisions: the outcome of each item in its own words, what stands beside it, and what is left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.facts import Fact
from kg.printing import readable
from kg.remarks import Note
from kg.views import model, texts
from kg.views.markup import Markup, both, join, tag
from kg.views.remainder import left_out
from kg.views.remarks import BESIDE, beside, in_order, item_number, meeting_heading
from kg.views.statements import Context, alike, claim, evidence, nothing, statement_list, unsettled_mark

TOLD = ("addition", "matter", "point", "recommendation", "wording")
"""Qualifiers of decisions that have a line of their own."""


def decisions(context: Context, ledger: Mapping[object, object]) -> Markup:
    """Return the outcomes of agenda items, by body and meeting, and the items of minutes that state none."""
    meetings = model.meetings_of_items(context.entities)
    outcomes: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if fact.predicate == "decision":
            outcomes[fact.subject].append(fact)
    remarks: defaultdict[str, list[Note]] = defaultdict(list)
    for note in context.notes:
        if note.remark in BESIDE:
            remarks[note.about].append(note)
    left_open = _left_open(context, ledger)
    items: defaultdict[str, list[str]] = defaultdict(list)
    for item in sorted({*outcomes, *remarks, *left_open}):
        items[meetings.get(item, "")].append(item)
    if not items:
        return nothing("Dokumenterne gengiver ingen beslutninger.", "The documents report no decisions.")
    blocks = []
    for meeting in in_order(context, items):
        ordered = sorted(items[meeting], key=lambda iri: (item_number(context.by_id[iri]), iri))
        rows = [
            tag("li", _outcome(context, iri, outcomes[iri], left_open.get(iri, ())), beside(context, remarks[iri]))
            for iri in ordered
        ]
        blocks.append(tag("article", meeting_heading(context, meeting), statement_list(rows)))
    return join(left_out(context, "decisions", sum(map(len, outcomes.values()))), *blocks)


def _outcome(context: Context, iri: str, facts: Sequence[Fact], left_open: Sequence[Note]) -> Markup:
    """Return an agenda item with its outcomes, the title once; else that none is stated, or that none was found."""
    item = context.by_id[iri]
    place = both(f"Punkt {item.value}: ", f"Item {item.value}: ") if item.value else ""
    title = join(place, tag("strong", item.name), " – ")
    ordered = sorted(facts, key=lambda f: (item_number_of(f), f.document, f.start, f.claim))
    parts: list[Markup] = []
    answered = ""
    for group in alike(ordered):
        fact = group[0]
        head = join("– " if parts else title, _result(fact))
        words = _words(fact, answered=answered)
        answered = " ".join(fact.qualifier("recommendation").split())
        parts.append(claim(context, group, head, told=("role", "kind", *TOLD), more=words))
    if parts:
        return join(*parts)
    if left_open:
        said = tag("em", both("ingen beslutning anført", "no decision stated"), class_="outcome none")
        marks = [join(title, said), unsettled_mark(left_open[0].kind)]
        return join(tag("p", Markup(" ".join(mark for mark in marks if mark)), class_="claim"),
                    evidence(context, left_open))  # fmt: skip
    return tag("p", title, tag("em", both("intet udfald fundet", "no outcome found"), class_="outcome none"))


def item_number_of(fact: Fact) -> tuple[int, str]:
    """Return what the outcomes of one item sort by: the point of the recommendation that they answer."""
    point = fact.qualifier("point")
    return int(point) if point.isdecimal() and len(point) < 4 else 0, point


def _result(fact: Fact) -> Markup:
    """Return the outcome in words; an approval of a briefing approves no content and says so."""
    point, matter = fact.qualifier("point"), fact.qualifier("matter")
    words = texts.term(texts.OUTCOMES, fact.object)
    if matter and fact.object == "approved":
        da, en = texts.term(texts.MATTERS, matter)
        words = f"tiltrådt ({da})", f"adopted ({en} only)"
    ad = both(f"Ad {point}: ", f"Point {point}: ") if point else ""
    return join(ad, tag("em", both(*words), class_="outcome"))


def _words(fact: Fact, *, answered: str) -> Markup:
    """Return the decision's own words, what it adds and what it answers, each on its line.

    What the quote says is not said twice, nor is the recommendation that the outcome before `answered` too.
    """
    quoted = " ".join(readable(fact.quote).split())
    lines = []
    for name in ("wording", "addition", "recommendation"):
        value = " ".join(fact.qualifier(name).split())
        again = (name == "wording" and value in quoted) or (name == "recommendation" and value == answered)
        if value and not again:
            label = both(*(f"{word}: " for word in texts.term(texts.QUALIFIERS, name)))
            lines.append(tag("p", label, tag("q", value, lang="da"), class_="words"))
    return join(*lines)


def _left_open(context: Context, ledger: Mapping[object, object]) -> dict[str, list[Note]]:
    """Return the items that the ledger names as without a decision, each with the places that lack it."""
    found: dict[str, list[Note]] = {}
    rows = ledger.get("without_decision")
    for row in rows if isinstance(rows, Sequence) else ():
        item = str(row.get("item", "")) if isinstance(row, Mapping) else ""
        if item not in context.by_id:
            continue
        page = row.get("page")
        found.setdefault(item, []).append(
            Note(
                id=item, remark="", about=item, by=(), details=(), status="stated", quote=str(row.get("quote", "")),
                start=0, end=0, page=page if isinstance(page, int) else None, citation=str(row.get("citation", "")),
                document=f"{context.base}document/{row.get('id', '')}", doc=str(row.get("doc", "")),
                kind=str(row.get("kind", "")), extractor="",
            )
        )  # fmt: skip
    return found
