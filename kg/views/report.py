"""The report: what the documents say, to read and to print, each statement with its quote and its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.records import Configuration, Entity
from kg import networks, selection
from kg.facts import Fact, Source
from kg.remarks import Note
from kg.views import model, statements
from kg.views.chapters import councils, dates, money, people, programmes
from kg.views.decisions import decisions
from kg.views.markup import Markup, both, join, tag
from kg.views.page import part
from kg.views.paperwork import doubts, network_tables, read_and_unread
from kg.views.remarks import figures, follow_ups
from kg.views.statements import Context

if TYPE_CHECKING:
    from kg.answers import Handle

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def render_report(handle: Handle, ledger: object, *, configuration: Configuration) -> str:
    """Return the report of a build: all of it, or what each chapter's budget holds of a large one and how much that leaves out.

    Parameters
    ----------
    handle
        The open build.
    ledger
        What ``ledger.json`` holds: ``inputs``, ``missing_attachments``, ``without_decision``, ``notes``.
    configuration
        ``persons`` decides whether private persons are left out.
    """
    chosen = selection.report(handle, configuration=configuration)
    return report_of(
        chosen.entities, chosen.facts, chosen.sources, ledger, networks.tables(handle, configuration=configuration),
        configuration=configuration, notes=chosen.notes, totals=chosen.totals, dealings=chosen.dealings, shown=chosen.shown,
    )  # fmt: skip


def report_of(
    entities: Sequence[Entity],
    facts: Sequence[Fact],
    sources: Sequence[Source],
    ledger: object,
    tables: object,
    *,
    configuration: Configuration,
    notes: Sequence[Note] = (),
    totals: Mapping[str, int] = MappingProxyType({}),
    dealings: Mapping[tuple[str, str], int] = MappingProxyType({}),
    shown: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> str:
    """Return the whole report as one HTML file without scripts; the same records give the same text everywhere.

    Parameters
    ----------
    entities, facts, sources
        The records to show, in any order.
    ledger
        What ``ledger.json`` holds: ``inputs``, ``missing_attachments``, ``without_decision``, ``notes``.
    tables
        Results of the network analysis: a mapping or sequence of things with ``title``, ``columns`` and ``rows``.
    configuration
        ``persons`` decides whether private persons are left out.
    notes
        Follow-ups, figures, votes and the like, in any order.
    totals
        How much the build holds, by the names of `kg.excerpts`, where the records are not all of it.
    dealings
        How often each council dealt with each programme, where the records do not tell.
    shown
        The ``councils``, ``documents``, ``people`` and ``programmes`` that have a place of their own, where not all have.

    Examples
    --------
    >>> report = report_of((), (), (), {}, {}, configuration=Configuration())
    >>> report.startswith("<!DOCTYPE html>"), "<script" in report
    (True, False)
    """
    entities, facts = model.shown(entities, facts, configuration=configuration)
    context = Context(
        entities,
        facts,
        tuple(sorted(sources, key=lambda s: (s.date, s.title, s.iri))),
        configuration.base,
        model.shown_notes(entities, notes),
        totals,
        dealings,
        shown,
    )
    record = ledger if isinstance(ledger, Mapping) else {}
    sections = (
        ("laest", "Hvad der er læst", "What was read", read_and_unread(context, record)),
        ("raad", "Hvem behandlede hvad", "Who dealt with what", councils(context)),
        ("programmer", "Programmer og deres parter", "Programmes and their parties", programmes(context)),
        ("beslutninger", "Beslutninger", "Decisions", decisions(context, record)),
        ("opfoelgning", "Opfølgning", "Follow-up", follow_ups(context)),
        ("penge", "Penge", "Money", money(context)),
        ("tal", "Tal", "Figures", figures(context)),
        ("datoer", "Møder og frister, der kommer", "Coming meetings and deadlines", dates(context)),
        ("personer", "Personer og deres roller", "People and their roles", people(context)),
        ("netvaerk", "Netværk", "Networks", network_tables(tables)),
        ("usikkert", "Usikkert og uafklaret", "Uncertain and open", doubts(context, record)),
    )
    contents = tag(
        "nav",
        tag("h2", both("Indhold", "Contents")),
        tag("ol", *(tag("li", tag("a", both(da, en), href=f"#{anchor}")) for anchor, da, en, _ in sections)),
        class_="contents",
        aria_label="Indhold / Contents",
    )
    body = join(
        _masthead(context, record),
        contents,
        *(tag("section", tag("h2", both(da, en)), content, id=anchor) for anchor, da, en, content in sections),
    )
    return _document(body)


def _masthead(context: Context, ledger: Mapping[object, object]) -> Markup:
    totals = context.totals
    read = totals.get("documents", len(context.sources))
    inputs = ledger.get("inputs")
    unread = (
        sum(1 for row in inputs if isinstance(row, Mapping) and row.get("read") is False)
        if isinstance(inputs, Sequence)
        else 0
    )
    types = [e.type for e in context.entities]
    programme_count = sum(1 for e in context.entities if context.is_programme(e.id))
    outcomes = sum(1 for f in context.facts if f.predicate == "decision")
    figures = (
        (read, "dokumenter læst", "documents read"),
        (unread, "ikke læst", "not read"),
        (totals.get("all_councils", types.count("COUNCIL")), "råd og udvalg", "councils"),
        (totals.get("all_programmes", programme_count), "programmer", "programmes"),
        (totals.get("decisions", outcomes), "udfald af punkter", "outcomes of items"),
        (totals.get("facts", len(context.facts)), "udsagn med citat", "statements with quotes"),
    )
    return tag(
        "header",
        tag(
            "p",
            both("Rapport over råd, programmer og parter", "Report on councils, programmes and parties"),
            class_="kicker",
        ),
        tag("h1", both("Hvad dokumenterne siger – og hvor det står", "What the documents say – and where it stands")),
        tag(
            "p",
            both(
                "Alt herunder er udtrukket automatisk. Hvert udsagn står med det ordrette citat og stedet i "
                "dokumentet: læs citatet, før du bruger udsagnet.",
                "All of this was extracted automatically. Each statement stands with its verbatim quote and its "
                "place in the document: read the quote before you use the statement.",
            ),
            class_="standfirst",
        ),
        tag(
            "dl",
            *(tag("div", tag("dd", statements.number(n)), tag("dt", both(da, en))) for n, da, en in figures),
            class_="figures",
        ),
        tag("p", tag("a", both("Se det som graf", "See it as a graph"), href="graph.html"), class_="graph"),
    )


def _document(body: Markup) -> str:
    head = join(
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("link", rel="icon", href="data:,"),
        tag("title", "Hvad dokumenterne siger – og hvor det står"),
        tag("style", Markup(part("report.css"))),
    )
    switch = join(
        tag("input", type="radio", name="language", id="da", checked=""),
        tag("input", type="radio", name="language", id="en"),
        tag(
            "div",
            tag("label", "Dansk", for_="da", lang="da"),
            tag("label", "English", for_="en", lang="en"),
            class_="language",
            role="group",
            aria_label="Sprog / Language",
        ),
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="da">\n<head>{head}</head>\n<body>{switch}{tag("main", body)}</body>\n</html>\n'
    )
    return re.sub(r"(</(?:section|article|li|tr|h2|h3|nav|header|blockquote)>)", r"\1\n", page)
