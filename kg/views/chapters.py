"""The report's chapters that speak of the matter itself: councils, programmes, money, dates, people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.facts import Fact
from kg.views import model, texts
from kg.views.markup import Markup, both, join, table, tag, text
from kg.views.remainder import left_out
from kg.views.statements import (
    TIES,
    Context,
    alike,
    danish,
    display,
    link,
    nothing,
    statement,
    statement_list,
    statements,
)

ROLES = ("member_of", "holds_post", "party_member", "presented_at", "responsible_for", "proposes")
MATRIX = (8, 30)
BUCKETS: Mapping[str, tuple[str, str, str, str]] = {
    "decided": ("Besluttet", "Decided", "Besluttet eller bevilget", "Decided or granted"),
    "stated": (
        "Oplyst", "Stated", "Oplyst – dokumentet siger ikke, om det er besluttet",
        "Stated – the document does not say whether it is decided",
    ),
    "proposed": (
        "Foreslået", "Proposed", "Foreslået eller anbefalet – ikke bevilget", "Proposed or recommended – not granted",
    ),
    "expected": ("Forventet", "Expected", "Forventet eller skønnet – ikke bevilget",
                 "Expected or estimated – not granted"),
    "rejected": ("Afvist", "Rejected", "Afvist eller benægtet", "Rejected or denied"),
}  # fmt: skip
"""Kinds of money, in the order in which they are told: short and long, Danish and English."""


def councils(context: Context) -> Markup:
    """Return councils against programmes: the table, then each council with its quotes."""
    ties = [
        f
        for f in context.facts
        if f.predicate in TIES and context.by_id[f.subject].type == "COUNCIL" and context.is_programme(f.object)
    ]
    known = context.kept("councils", {d.council for d in context.dealt} | {f.subject for f in ties})
    if not known:
        return nothing(
            "Ingen råds dagsordener handler om et navngivet program.", "No council’s agenda is about a named programme."
        )
    note = tag(
        "p",
        both(
            "At et råd behandlede et program, er udledt: et punkt på et af rådets møder handler om det.",
            "That a council dealt with a programme is derived: an item of one of its meetings is about it.",
        ),
        class_="note",
    )
    blocks = []
    for council in context.by_name(known):
        items = []
        for dealt in (d for d in context.dealt if d.council == council):
            meeting = context.by_id[dealt.meeting]
            when, item = model.date_da(meeting.value), context.name(dealt.fact.subject)
            words = join(
                both("har på dagsordenen:", "has on its agenda:")
                if dealt.fact.kind == "agenda"
                else both("behandlede", "dealt with"),
                " ",
                link(context, dealt.programme),
                both(f" {when}" if when else "", f" {meeting.value}" if meeting.value else ""),
                both(f" under punktet »{item}«", f" under the item “{item}”"),
            )
            items.append(statement(context, [dealt.fact], words))
        items += statements(context, (f for f in ties if f.subject == council))
        blocks.append(tag("article", _heading(context, council), statement_list(items)))
    return join(note, _matrix(context), left_out(context, "councils", len(known)), *blocks)


def _heading(context: Context, iri: str) -> Markup:
    entity = context.by_id[iri]
    style = texts.style(entity.type)
    kind = tag("span", both(style.da, style.en), class_="kind")
    graph = tag(
        "a", both("i grafen", "in the graph"), href=f"graph.html#{iri.removeprefix(context.base)}", class_="graph"
    )
    return tag("h3", context.name(iri), " ", kind, " ", graph, id=context.anchors[iri])


def _matrix(context: Context) -> Markup:
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for dealt in context.dealt:
        counts[dealt.council, dealt.programme] += 1
    # The build's own counts, where the records are not all of it.
    counts.update((pair, n) for pair, n in context.dealings.items() if context.by_id.keys() >= set(pair))
    if not counts:
        return Markup("")

    def most(place: int, limit: int) -> list[str]:
        sums: defaultdict[str, int] = defaultdict(int)
        for pair, n in counts.items():
            sums[pair[place]] += n
        return context.by_name(sorted(sums, key=lambda iri: (-sums[iri], iri))[:limit])

    heads, rows = most(0, MATRIX[0]), most(1, MATRIX[1])
    cells = [
        [link(context, p), *(str(counts[c, p]) if (c, p) in counts else "" for c in heads)]
        for p in rows
        if any((c, p) in counts for c in heads)
    ]
    all_pairs = context.dealings or counts
    left = len({c for c, _ in all_pairs}) - len(heads), len({p for _, p in all_pairs}) - len(cells)
    place = ("er ikke med", "are left out") if context.dealings else ("står herunder", "follow below")
    more = (
        nothing(
            f"Tabellen viser de mest aktive; {left[0]} råd og {left[1]} programmer mere {place[0]}.",
            f"The table shows the most active; {left[0]} more councils and {left[1]} more programmes {place[1]}.",
        )
        if any(left)
        else Markup("")
    )
    return join(
        table([both("Antal punkter", "Number of items"), *(link(context, c) for c in heads)], cells, class_="matrix"),
        more,
    )


def programmes(context: Context) -> Markup:
    """Return each programme with who is responsible, takes part, is party, proposes."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if fact.predicate in TIES:
            for iri in sorted({fact.object, fact.subject}):
                if context.is_programme(iri):
                    found[iri].append(fact)
    dealt_by: defaultdict[str, set[str]] = defaultdict(set)
    for dealt in context.dealt:
        found.setdefault(dealt.programme, [])
        dealt_by[dealt.programme].add(dealt.council)
    known = context.kept("programmes", found)
    if not known:
        return nothing(
            "Dokumenterne nævner ingen parter i et program.", "The documents name no parties to a programme."
        )
    blocks = []
    for iri in context.by_name(known):
        facts = sorted(
            found[iri],
            key=lambda f: (TIES.index(f.predicate), f.object != iri, danish(context.name(f.subject)), f.claim),
        )
        by = context.by_name(dealt_by[iri])
        line = (
            tag(
                "p",
                both("Behandlet i: ", "Dealt with by: "),
                Markup(", ".join(link(context, c) for c in by)),
                class_="note",
            )
            if by
            else ""
        )
        blocks.append(
            tag(
                "article",
                _heading(context, iri),
                line,
                statement_list(statements(context, facts)) if facts else "",
            )
        )
    return join(left_out(context, "programmes", len(known)), *blocks)


def money(context: Context) -> Markup:
    """Return the sums in chapters that are never added together: granted, proposed, expected, rejected."""
    facts = [f for f in context.facts if f.predicate == "funded_with"]
    if not facts:
        return nothing(
            "Dokumenterne nævner ingen beløb til programmer eller organisationer.",
            "The documents name no sums for programmes or organisations.",
        )
    note = tag(
        "p",
        both(
            "Beløb lægges ikke sammen: det samme beløb kan stå flere steder, og en sum kan være en del af en anden. "
            "Foreslåede og forventede beløb er ikke bevilget. Oplyste beløb står i et dokument, der ikke siger, om de "
            "er besluttet. Læs citaterne under tabellen.",
            "Sums are not added up: one sum may stand in several places or be a part of another. Proposed and expected "
            "sums are not granted. Stated sums stand in a document that does not say whether they are decided. Read "
            "the quotes below the table.",
        ),
        class_="note",
    )
    parts = []
    for bucket, (_, _, da, en) in BUCKETS.items():
        chosen = [f for f in facts if model.money_bucket(f) == bucket]
        chosen.sort(key=lambda f: (danish(context.name(f.subject)), f.qualifier("year"), f.claim))
        if chosen:
            items = statement_list(
                statement(context, group, _sum(context, group[0]), always=True) for group in alike(chosen)
            )
            parts.append(tag("article", tag("h3", both(da, en)), items, class_=f"money {bucket}"))
    return join(note, left_out(context, "money", len(facts)), _sums(context, facts), *parts)


def _sums(context: Context, facts: Sequence[Fact]) -> Markup:
    """Return the table of sums: a row for each recipient and year, a column for each kind of money."""
    cells: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in facts:
        cells[fact.subject, fact.qualifier("year")][model.money_bucket(fact)].add(fact.object)
    used = [bucket for bucket in BUCKETS if any(bucket in found for found in cells.values())]

    def written(amounts: Iterable[str]) -> Markup:
        ordered = sorted(amounts, key=lambda iri: (len(context.by_id[iri].value), context.by_id[iri].value, iri))
        return Markup("<br>".join(tag("span", _amount(context, iri), class_="amount") for iri in ordered))

    rows = [
        [link(context, subject), both(model.date_da(year), year), *(written(cells[subject, year][b]) for b in used)]
        for subject, year in sorted(cells, key=lambda key: (danish(context.name(key[0])), key))
    ]
    heads = [both("Til", "For"), both("År", "Year"), *(both(*BUCKETS[bucket][:2]) for bucket in used)]
    return table(heads, rows, class_="sums")


def _amount(context: Context, iri: str) -> str:
    amount = context.by_id[iri]
    return model.kroner(amount.value) if amount.value else amount.name


def _sum(context: Context, fact: Fact) -> Markup:
    exact = tag("strong", _amount(context, fact.object), class_="amount")
    return join(exact, " ", both("til", "for"), " ", link(context, fact.subject))


def dates(context: Context) -> Markup:
    """Return coming meetings and deadlines, seen from the newest document; earlier deadlines after them."""
    newest = max((s.date for s in context.sources if re.match(r"\d{4}", s.date)), default="")
    facts = [f for f in context.facts if f.predicate == "dated" and model.holds(f)]
    facts.sort(key=lambda f: (_day(context.by_id[f.object].value), danish(context.name(f.subject)), f.claim))
    coming = [f for f in facts if _day(context.by_id[f.object].value) > newest]
    earlier = [
        f for f in facts if f not in coming and f.qualifier("kind") in {"next_meeting", "deadline", "evaluation"}
    ]
    if not coming and not earlier:
        return nothing("Dokumenterne nævner ingen kommende datoer.", "The documents name no coming dates.")
    note = (
        tag(
            "p",
            both(f"Set fra det nyeste dokument, {model.date_da(newest)}.", f"Seen from the newest document, {newest}."),
            class_="note",
        )
        if newest
        else Markup("")
    )

    councils_of = model.councils_of_meetings(context.entities, context.facts)

    def show(group: Sequence[Fact]) -> Markup:
        fact = group[0]
        value = context.by_id[fact.object].value
        when = both(model.date_da(value), value) if value else text(display(context, fact.object))
        kind = both(*texts.term(texts.DATE_KINDS, fact.qualifier("kind"))) if fact.qualifier("kind") else Markup("")
        if fact.qualifier("kind") == "next_meeting":
            what = join(kind, both(" i ", " of "), link(context, councils_of.get(fact.subject, fact.subject)))
        else:
            what = join(link(context, fact.subject), ": " if kind else "", kind)
        return statement(context, group, join(tag("strong", when), " – ", what))

    parts = [note, left_out(context, "dates", len(coming) + len(earlier))]
    if coming:
        parts.append(statement_list(show(group) for group in alike(coming)))
    if earlier:
        past = statement_list(show(group) for group in alike(earlier))
        parts += [tag("h3", both("Allerede passeret", "Already past")), past]
    return join(*parts)


def _day(value: str) -> str:
    """Return the last day that an EDTF date may mean, as text that sorts."""
    start, _, end = value.partition("/")
    day = end if re.match(r"\d{4}", end) else ("9999" if value.endswith(("/..", "/")) else start)
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", day)
    if not found:
        return ""
    month = {"21": "05", "22": "08", "23": "11", "24": "12", "33": "03", "34": "06", "35": "09", "36": "12"}.get(
        found[2] or "", found[2]
    )
    return f"{found[1]}-{month or '12'}-{found[3] or '31'}"


def people(context: Context) -> Markup:
    """Return people who have a role, by name; private persons never stand here."""
    roles: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in context.facts:
        entity = context.by_id[fact.subject]
        if entity.type == "PERSON" and entity.standing != "private" and fact.predicate in ROLES:
            roles[fact.subject].append(fact)
    known = context.kept("people", roles)
    if not known:
        return nothing("Dokumenterne nævner ingen personer med en rolle.", "The documents name no people with a role.")
    blocks = []
    for iri in context.by_name(known):
        person = context.by_id[iri]
        kind = (
            ""
            if person.standing in {"", "unknown"}
            else tag("span", both(*texts.term(texts.STANDINGS, person.standing)), class_="kind")
        )
        facts = sorted(roles[iri], key=lambda f: (ROLES.index(f.predicate), danish(context.name(f.object)), f.claim))
        blocks.append(
            tag("article", tag("h3", person.name, " ", kind), statement_list(statements(context, facts)))
        )
    return join(left_out(context, "people", len(known)), *blocks)
