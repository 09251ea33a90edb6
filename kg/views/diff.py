"""Two builds compared, as one page to send: what is new, gone or changed by programme and council, with quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from extractors.records import Entity
from kg.compare.diff import KINDS, Change, Diff, DocumentChange, Group
from kg.compare.show import Shown, Side
from kg.compare.text import DOCUMENTS, alike
from kg.facts import Fact
from kg.remarks import Note
from kg.views import model, texts
from kg.views.markup import Markup, both, join, tag
from kg.views.page import part
from kg.views.report import POLICY
from kg.views.statements import Context, claim, evidence, link, number, status_mark, unsettled_mark
from ontology.terms import PROGRAMME, REMARKS

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What names of files may hold and no page should: it may not stand in HTML, turns the words around it, or is no text."""
TITLE = "Hvad er nyt, væk eller ændret?"
Words = Mapping[str, tuple[str, str]]
MARKS: Words = {
    "new": ("Nyt", "New"),
    "gone": ("Væk", "Gone"),
    "changed": ("Ændret", "Changed"),
    "replaced": ("Erstattet", "Replaced"),
    "moved": ("Flyttet", "Moved"),
}
WHY: Words = {
    "document_new": ("står i et nyt dokument", "told by a new document"),
    "document_gone": ("dokumentet er væk", "its document is gone"),
    "document_replaced": ("dokumentet er erstattet af et andet", "its document has been replaced"),
    "read_otherwise": (
        "dokumentet er i begge udgaver, men læses anderledes",
        "its document is in both, but is read otherwise",
    ),
}
FEW: Words = {kind: (MARKS[kind][0].lower(), MARKS[kind][1].lower()) for kind in ("new", "gone", "changed")}
MANY: Words = {"new": ("nye", "new"), "gone": ("væk", "gone"), "changed": ("ændrede", "changed")}
COUNTED: Mapping[str, tuple[str, str, str, str]] = {
    "new": ("nyt udsagn", "new statement", "nye udsagn", "new statements"),
    "gone": ("udsagn er væk", "statement is gone", "udsagn er væk", "statements are gone"),
    "changed": ("ændret udsagn", "changed statement", "ændrede udsagn", "changed statements"),
    "same": ("er som før", "is as before", "er som før", "are as before"),
}
"""What is counted of statements: Danish and English, one and many."""
PAPERS: Mapping[str, tuple[str, str, str, str]] = {
    "new": ("nyt dokument", "new document", "nye dokumenter", "new documents"),
    "gone": ("dokument er væk", "document is gone", "dokumenter er væk", "documents are gone"),
    "replaced": ("dokument er erstattet", "document is replaced", "dokumenter er erstattet", "documents are replaced"),
}
"""What is counted of documents, likewise."""


def render_diff(found: Diff) -> str:
    """Return a comparison as one HTML file without scripts, Danish first; the same comparison gives the same text.

    Everything in it that a document tells is escaped; nothing is asked of the network.
    """
    contexts = _context(found.before), _context(found.now)
    anchors = {group.slug: f"gruppe-{turn}" for turn, group in enumerate(found.groups, 1)}
    programmes = [group for group in found.groups if group.type in PROGRAMME]
    councils = [group for group in found.groups if group.type == "COUNCIL"]
    others = [group for group in found.groups if not group.type]
    sections = [("dokumenter", "Dokumenter", "Documents", _documents(found))]
    for anchor, da, en, groups in (
        ("programmer", "Programmer", "Programmes", programmes),
        ("raad", "Råd og udvalg", "Councils", councils),
        ("andet", "Andet", "Other", others),
    ):
        if groups:
            articles = (_group(group, contexts, anchors, found.group_names) for group in groups)
            sections.append((anchor, da, en, join(*articles)))
    contents = [tag("li", tag("a", both(da, en), href=f"#{anchor}"), _inside(anchor, found, anchors))
                for anchor, da, en, _ in sections]  # fmt: skip
    return _page(
        _masthead(found),
        tag("nav", tag("h2", both("Indhold", "Contents")), tag("ol", *contents), class_="contents",
            aria_label="Indhold / Contents"),
        *(tag("section", tag("h2", both(da, en)), content, id=anchor) for anchor, da, en, content in sections),
        _left(found),
    )  # fmt: skip


def _context(side: Side) -> Context:
    """Return what the statements of one build are put into words with; an agenda item is told from what it is about."""
    return Context(tuple(_called(side.entities[iri]) for iri in sorted(side.entities)), (), side.sources, side.base)


def _called(entity: Entity) -> Entity:
    if entity.type != "AGENDA_ITEM":
        return entity
    return replace(entity, name=f"Punkt {entity.value}: {entity.name}" if entity.value else f"Punkt: {entity.name}")


def _masthead(found: Diff) -> Markup:
    before, now = (PurePath(side.label).name or side.label for side in (found.before, found.now))
    kinds = [one.kind for one in found.documents]
    counts = [(kind, found.facts[kind] + found.remarks[kind], words) for kind, words in COUNTED.items()]
    counts += [("paper", kinds.count(kind), words) for kind, words in PAPERS.items()]
    return tag(
        "header",
        tag("p", both("To udgaver af vidensgrafen sammenlignet", "Two builds of the knowledge graph compared"), class_="kicker"),
        tag("h1", both(TITLE, "What is new, gone or changed?")),
        tag("p", both("Fra ", "From "), tag("strong", before), both(" til ", " to "), tag("strong", now),
            both(
                ". Udsagnene er udtrukket automatisk, og her sammenlignes, hvad de siger – ikke hvor de står. "
                "Læs citatet, før du bruger dem.",
                ". The statements were extracted automatically; what they say is compared, not where they stand. "
                "Read the quote before you use them.",
            ), class_="standfirst"),
        tag("dl", *(tag("div", tag("dd", number(n)), tag("dt", both(*words[:2] if n == 1 else words[2:])), class_=kind)
                    for kind, n, words in counts), class_="figures"),
        _entities(found),
    )  # fmt: skip


def _entities(found: Diff) -> Markup:
    def listed(counts: Mapping[str, int]) -> tuple[str, str]:
        styles = [(texts.style(kind), count) for kind, count in counts.items()]
        return (", ".join(f"{n} {(s.da if n == 1 else s.da_many).lower()}" for s, n in styles) or "ingen",
                ", ".join(f"{n} {(s.en if n == 1 else s.en_many).lower()}" for s, n in styles) or "none")  # fmt: skip

    new, gone = listed(found.entities_new), listed(found.entities_gone)
    return tag("p", both(f"Nye navne: {new[0]}. Navne, der er væk: {gone[0]}.",
                         f"New names: {new[1]}. Names that are gone: {gone[1]}."), class_="note")  # fmt: skip


def _inside(anchor: str, found: Diff, anchors: Mapping[str, str]) -> Markup:
    """Return the entries below one of the contents: the groups of a section, at most some twenty."""
    chosen = {"programmer": PROGRAMME, "raad": {"COUNCIL"}}.get(anchor, frozenset())
    groups = [group for group in found.groups if group.type in chosen]
    if not groups or len(groups) > 24:
        return Markup("")
    return tag("ul", *(tag("li", tag("a", group.name, href=f"#{anchors[group.slug]}"), " ", _chips(group.counts))
                       for group in groups))  # fmt: skip


def _chips(counts: Mapping[str, int]) -> Markup:
    """Return how many changes of each kind there are, as small marks."""
    return join(*_between([
        tag("span", f"{number(counts[kind])} ", both(*(MANY if counts[kind] > 1 else FEW)[kind]), class_=f"chip {kind}")
        for kind in KINDS if counts.get(kind)
    ], " "))  # fmt: skip


def _documents(found: Diff) -> Markup:
    if not found.documents:
        return tag("p", both("De samme dokumenter er i begge udgaver.", "Both builds hold the same documents."), class_="nothing")
    listed = (tag("li", _document(one), class_=f"change {one.kind}") for one in found.documents[:DOCUMENTS])
    left = len(found.documents) - DOCUMENTS
    more = tag("p", both(f"Og {number(left)} mere, som ikke vises.", f"And {number(left)} more, not shown."), class_="nothing")
    return join(tag("ul", *listed, class_="statements"), more if left > 0 else "")


def _document(one: DocumentChange) -> Markup:
    more = Markup("")
    if one.kind == "replaced":
        more = both("Der ligger en anden fil på samme sted nu.", "Another file lies in the same place now.")
    elif one.kind == "moved":
        more = both(f"Ligger nu her: {one.now}", f"Lies here now: {one.now}")
    identity = f"{one.id} → {one.new_id}" if one.new_id else one.id
    return join(tag("p", _mark(one.kind), " ", tag("strong", one.title or one.path), class_="claim"),
                tag("p", one.path, " · ", identity, " · " if more else "", more, class_="cite"))  # fmt: skip


def _mark(kind: str) -> Markup:
    return tag("span", both(*MARKS[kind]), class_=f"mark {kind}")


Contexts = tuple[Context, Context]


def _group(group: Group, contexts: Contexts, anchors: Mapping[str, str], names: Mapping[str, str]) -> Markup:
    style = texts.style(group.type) if group.type else None
    head = [group.name or both("Hører ikke til et program eller et råd", "Belongs to no programme or council"), " "]
    if style:
        head += [tag("span", both(style.da, style.en), class_="kind"), " "]
    facts = [_change(one, contexts, anchors, names) for one in group.changes if one.family == "fact"]
    remarks = [_change(one, contexts, anchors, names) for one in group.changes if one.family != "fact"]
    parts = [tag("h3", *head, _chips(group.counts))]
    if facts:
        parts.append(tag("ul", *facts, class_="statements"))
    if remarks:
        parts.append(tag("h4", both("Tal, opfølgning, stemmer og forbehold", "Figures, follow-ups, votes and reservations")))
        parts.append(tag("ul", *remarks, class_="statements"))
    left = sum(group.counts.values()) - len(group.changes)
    if left:
        parts.append(tag("p", both(f"Og {number(left)} mere, som ikke vises.", f"And {number(left)} more, not shown."), class_="nothing"))
    return tag("article", *parts, id=anchors[group.slug])


def _change(change: Change, contexts: Contexts, anchors: Mapping[str, str], names: Mapping[str, str]) -> Markup:
    foot: list[str] = [both(*WHY[change.why])]
    if change.groups[1:]:
        linked = [tag("a", names[slug], href=f"#{anchors[slug]}") if slug in anchors else names[slug] for slug in change.groups[1:]]
        foot += [" · ", both("også under ", "also under "), *_between(linked, ", ")]
    why = tag("p", *foot, class_="why")
    if change.kind != "changed":
        told, context = (change.now, contexts[1]) if change.kind == "new" else (change.before, contexts[0])
        return tag("li", tag("div", _mark(change.kind), class_="side"),
                   tag("div", *_told(told, context), why, class_="told"), class_=f"change {change.kind}")  # fmt: skip
    columns = (
        tag("div", tag("h5", both(da, en)), *(_told(told, context) or [_silent(da)]), class_=f"column {name}")
        for da, en, name, told, context in (
            ("Før", "Before", "before", change.before, contexts[0]),
            ("Nu", "Now", "now", change.now, contexts[1]),
        )
    )
    return tag("li", tag("div", _mark("changed"), class_="side"),
               tag("div", tag("div", *columns, class_="columns"), why, class_="told"), class_="change changed")  # fmt: skip


def _silent(side: str) -> Markup:
    if side == "Før":
        return tag("p", both("Blev ikke sagt sådan. Det øvrige stod der.", "Was not said so. The rest stood there."), class_="nothing")
    return tag("p", both("Siges ikke længere sådan. Det øvrige står der.", "No longer said so. The rest still stands."), class_="nothing")


def _between(parts: Sequence[str], separator: str) -> Iterator[str]:
    for turn, one in enumerate(parts):
        if turn:
            yield separator
        yield one


def _told(told: Iterable[Shown], context: Context) -> list[Markup]:
    """Return what one build says, each wording with its quotes."""
    found: list[Markup] = []
    for group in alike(tuple(told)):
        facts = [one for one in group if isinstance(one, Fact)]
        notes = [one for one in group if isinstance(one, Note)]
        found.append(claim(context, facts) if facts else _noted(context, notes))
    return found


def _noted(context: Context, notes: Sequence[Note]) -> Markup:
    note = notes[0]
    kind = REMARKS[note.remark]
    marks = [status_mark(note.status)] if note.status != "stated" else []
    said = [join(link(context, note.about), " – ", both(kind.label_da, kind.label_en), ": ", _words(context, note)),
            *marks, unsettled_mark(note.kind)]  # fmt: skip
    return join(tag("p", Markup(" ".join(one for one in said if one)), class_="claim"), evidence(context, notes))


def _words(context: Context, note: Note) -> Markup:
    """Return what a note tells beside its quote."""
    who = join(*_between([link(context, iri) for iri in context.by_name(note.by)], ", "))
    if note.remark == "figure":
        day = note.detail("date")
        exact = tag("strong", f"{note.detail('approximate')} {model.counted(note.detail('count'))}".strip(), class_="amount")
        return join(exact, f" {note.detail('unit')}", both(f" · {model.date_da(day)}", f" · {day}") if day else "")
    if note.remark == "follow_up":
        due, occasion = note.detail("due"), note.detail("occasion")
        when = both(f" · {model.date_da(due)}", f" · {due}") if due else f" · {occasion}" if occasion else ""
        actor = who or note.detail("actor") or both("ikke anført, hvem", "not stated who")
        return join(actor, " – ", both(*texts.term(texts.FOLLOW_UPS, note.detail("kind"))), when)
    if note.remark == "vote":
        count = f" ({note.detail('votes')})" if note.detail("votes") else ""
        return join(both(*texts.term(texts.CHOICES, note.detail("choice"))), " – ", who, count)
    if note.remark == "earlier_decision":
        day = note.detail("date")
        when = both(f" {model.date_da(day)}", f" {day}") if day else Markup("")
        return join(who, when, ": ", both(*texts.term(texts.OUTCOMES, note.detail("outcome"))))
    time = note.detail("time")
    return join(who, both(f", kl. {time}", f", at {time}") if time else "")


def _left(found: Diff) -> Markup:
    left = found.total - found.shown
    if not left:
        return Markup("")
    return tag("p", both(f"{number(left)} af {number(found.total)} ændringer er kun talt med. kg diff --limit viser flere.",
                         f"{number(left)} of {number(found.total)} changes are counted only. kg diff --limit shows more."),
               class_="note")  # fmt: skip


def _page(*body: Markup) -> str:
    head = join(
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("link", rel="icon", href="data:,"),
        tag("title", TITLE),
        tag("style", Markup(part("report.css") + part("diff.css"))),
    )
    switch = join(
        tag("input", type="radio", name="language", id="da", checked=""),
        tag("input", type="radio", name="language", id="en"),
        tag("div", tag("label", "Dansk", for_="da", lang="da"), tag("label", "English", for_="en", lang="en"),
            class_="language", role="group", aria_label="Sprog / Language"),
    )  # fmt: skip
    page = f'<!DOCTYPE html>\n<html lang="da">\n<head>{head}</head>\n<body>{switch}{tag("main", *body)}</body>\n</html>\n'
    page = _CONTROL.sub("", page)
    return re.sub(r"(</(?:section|article|li|h2|h3|h4|nav|header|blockquote)>)", r"\1\n", page)
