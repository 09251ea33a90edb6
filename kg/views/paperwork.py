"""The report's chapters about the work itself: what was read and what not, network tables, what is uncertain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.facts import Fact
from kg.views import model, texts
from kg.views.markup import Markup, both, join, table, tag
from kg.views.remainder import LISTED, left_out, listed
from kg.views.statements import Context, danish, link, nothing, number, statement_list, statements

UNSURE = 0.7
MOST = 40

REASONS: texts.Terms = {
    "empty": ("tom fil", "empty"),
    "encrypted": ("beskyttet med adgangskode", "encrypted"),
    "truncated": ("ufuldstændig fil", "truncated"),
    "too_large": ("for stor", "too large"),
    "wrong_type": ("indholdet er af en anden type, end navnet siger", "wrong type"),
    "unsupported": ("formatet kan ikke læses", "unsupported format"),
    "needs_ocr": ("skannede sider uden tekst", "scanned pages without text"),
    "timeout": ("tog for lang tid", "took too long"),
    "unreadable": ("kunne ikke læses", "unreadable"),
    "missing": ("findes ikke", "missing"),
    "locked": ("låst af et andet program", "locked"),
}

# Titles and headings of the network tables, English as they come, in Danish.
TITLES: Mapping[str, str] = {
    "Councils that connect most": "Råd, der forbinder mest",
    "Programmes that connect most": "Programmer, der forbinder mest",
    "Who stands between others": "Hvem der står mellem andre",
    "Groups": "Grupper, der hænger tæt sammen",
    "Councils and programmes": "Råd og programmer",
}
COLUMNS: Mapping[str, str] = {
    "place": "nr.",
    "name": "navn",
    "type": "type",
    "neighbours": "forbindelser",
    "score": "vægt",
    "group": "gruppe",
    "size": "antal",
    "best connected members": "bedst forbundne",
    "council": "råd",
    "programme": "program",
    "items": "punkter",
    "first": "første",
    "last": "seneste",
    "other facts": "andre udsagn",
    "outcomes": "udfald",
    "members": "medlemmer",
    "degree": "forbindelser",
}
ELSEWHERE = frozenset({"matrix", "money", "timeline", "money_totals", "totals"})


def read_and_unread(context: Context, ledger: Mapping[object, object]) -> Markup:
    """Return the documents with kind and date, those not read with the reason, and what is referred to but missing."""
    facts = Counter(f.document for f in context.facts)
    rows: list[list[str]] = []
    listed_here = context.kept("documents", context.papers)
    for source in (source for source in context.sources if source.iri in listed_here):
        url = model.safe_url(source.url)
        title = (
            tag("a", source.title or source.doc, href=url, rel="noopener noreferrer")
            if url
            else tag("strong", source.title or source.doc)
        )
        rows.append(
            [
                join(title, tag("small", source.source)),
                both(*texts.term(texts.KINDS, source.kind)),
                both(model.date_da(source.date), source.date),
                str(source.pages or ""),
                number(context.totals.get(source.iri, facts[source.iri])),
            ]
        )
    heads = [
        both("Dokument", "Document"),
        both("Art", "Kind"),
        both("Dato", "Date"),
        both("Sider", "Pages"),
        both("Udsagn", "Statements"),
    ]
    parts: list[Markup] = [
        left_out(context, "documents", len(rows)),
        table(heads, rows) if rows else nothing("Intet dokument blev læst.", "No document was read."),
    ]
    unread = [
        row
        for key in ("inputs", "unread")
        for row in _rows(ledger.get(key))
        if row.get("read") is False or key == "unread"
    ]
    if unread:
        heads = [both("Fil", "File"), both("Hvorfor ikke", "Why not"), both("Hvad du kan gøre", "What to do")]
        cells: list[list[str]] = [
            [
                _word(row, "path", "source"),
                join(both(*texts.term(REASONS, _word(row, "code"))), tag("small", _word(row, "reason"))),
                _word(row, "remedy"),
            ]
            for row in unread
        ]
        rest = listed([Markup("")] * len(cells), name="p")[LISTED:]
        parts += [tag("h3", both("Ikke læst", "Not read")), table(heads, cells[:LISTED]), *rest]
    copies = [row for row in _rows(ledger.get("inputs")) if row.get("same_as")]
    if copies:
        items = listed([tag("li", _word(row, "path"), " = ", _word(row, "same_as")) for row in copies])
        parts += [tag("h3", both("Kopier af samme dokument", "Copies of the same document")), tag("ul", *items)]
    missing = _rows(ledger.get("missing_attachments"))
    if missing:
        shown = listed([tag("li", _word(row, "text"), tag("small", _place(row))) for row in missing])
        parts += [tag("h3", both("Nævnt, men ikke med", "Referred to, but not there")), tag("ul", *shown)]
    return join(*parts)


def network_tables(tables: object) -> Markup:
    """Return the tables of the network analysis; those that the report tells with quotes are left out here."""
    parts = []
    for name, found in _tables(tables):
        columns, rows = _get(found, "columns"), _get(found, "rows")
        title = str(_get(found, "title") or name)
        if name in ELSEWHERE or not isinstance(columns, Iterable) or not isinstance(rows, Iterable):
            continue
        heads = [str(column) for column in columns]
        kept = [i for i, head in enumerate(heads) if head not in {"slug", "iri"}]
        cells: list[list[str]] = [[_cell(heads[i], str(list(row)[i])) for i in kept] for row in rows]
        if cells:
            shown: list[str] = [both(COLUMNS.get(heads[i], heads[i]).capitalize(), heads[i].capitalize()) for i in kept]
            parts += [tag("h3", _title(title)), table(shown, cells)]
    if not parts:
        return nothing("Der er ingen netværkstabeller.", "There are no network tables.")
    note = tag(
        "p",
        both(
            "Tabellerne tæller forbindelser i dokumenterne. De siger, hvem der nævnes sammen, ikke hvem der har magt.",
            "The tables count links in the documents. They tell who is mentioned together, not who has power.",
        ),
        class_="note",
    )
    return join(note, *parts)


def _title(title: str) -> Markup:
    """Return the heading of a table; that it is of a part of the network alone is said in both languages."""
    found = re.fullmatch(r"(.*?) \(among the ([0-9,]+) best linked of ([0-9,]+)\)", title)
    if not found:
        return both(TITLES.get(title, title), title)
    name, few, many = found[1], found[2].replace(",", "."), found[3].replace(",", ".")
    return both(f"{TITLES.get(name, name)} (blandt de {few} bedst forbundne af {many})", title)


def doubts(context: Context, ledger: Mapping[object, object]) -> Markup:
    """Return what a reader should check: drafts, contradictions, denied and unsure statements, problems in reading."""
    parts: list[Markup] = []

    def add(da: str, en: str, *content: str) -> None:
        parts.append(tag("article", tag("h3", both(da, en)), *content))

    for kind, da, en in (
        ("minutes_draft", "Udkast til referater: kan blive ændret", "Draft minutes: may change"),
        (
            "minutes",
            "Referater, hvor det ikke fremgår, om de er godkendt",
            "Minutes that do not say whether they are approved",
        ),
    ):
        papers = [s for s in context.sources if s.kind == kind and context.kept("documents", (s.iri,))]
        if papers:
            add(da, en, tag("ul", *(tag("li", s.title or s.doc, tag("small", model.date_da(s.date))) for s in papers)))
    clashes = _contradictions(context)
    if clashes:
        add(
            "Udsagn, der modsiger hinanden",
            "Statements that contradict each other",
            statement_list(statements(context, clashes, always=True)),
        )
    denied = [f for f in context.facts if not model.holds(f) and f not in clashes and f.predicate != "funded_with"]
    if denied:
        add(
            "Benægtet eller afvist",
            "Denied or rejected",
            statement_list(statements(context, denied, always=True)),
            tag("p", both("De nyeste. Resten: ", "The newest. The rest: "), tag("code", "kg query denied"), ".", class_="note rest")
            if context.totals
            else "",
        )
    sums = _sums(context)
    if sums:
        note = tag(
            "p",
            both(
                "Samme modtager og år, men flere beløb. Læs citaterne under Penge.",
                "The same recipient and year, but several sums. Read the quotes under Money.",
            ),
            class_="note",
        )
        add("Flere beløb til det samme", "Several sums for the same", note, tag("ul", *sums))
    unsure = sorted(
        (f for f in context.facts if f.confidence < UNSURE and f not in clashes and f not in denied),
        key=lambda f: (f.confidence, f.claim),
    )
    if unsure:
        rest = context.totals.get("unsure", len(unsure)) - MOST
        more = nothing(f"Og {rest} mere i relations.jsonl.", f"And {rest} more in relations.jsonl.") if rest > 0 else ""
        add(
            "Udsagn, som udtrækket er mindst sikkert på",
            "Statements that the extraction is least sure of",
            statement_list(statements(context, unsure[:MOST])),
            more,
        )
    remarks = [(row, p) for row in _rows(ledger.get("inputs")) for p in _rows(row.get("problems"))]
    problems = [
        tag("li", _word(p, "text"), tag("small", _where(row, p)))
        for row, p in remarks
        if p.get("code") not in texts.SOURCE_ERRORS
    ]
    errors = [
        tag("li", both(*(f"{word}: " for word in texts.SOURCE_ERRORS[code])), tag("span", _word(p, "text"), lang="da"),
            tag("small", _where(row, p)))
        for row, p in remarks
        if (code := str(p.get("code"))) in texts.SOURCE_ERRORS
    ]  # fmt: skip
    masked = [
        tag(
            "li",
            _word(row, "doc"),
            tag("small", both(f"{row['masked']} tegn skjult", f"{row['masked']} characters masked")),
        )
        for row in _rows(ledger.get("inputs"))
        if row.get("masked")
    ]
    notes = ledger.get("notes")
    if errors:
        note = tag(
            "p",
            both(
                "Det står sådan i dokumentet og kan ikke passe, eller det passer dårligt. Intet er rettet i udtrækket.",
                "So it stands in the document, and it cannot be right or hardly is. Nothing was corrected here.",
            ),
            class_="note",
        )
        add("Kilder, der fejler", "Sources that err", note, tag("ul", *listed(errors)))
    if problems:
        add("Bemærket under læsningen", "Noted while reading", tag("ul", *listed(problems)))
    if masked:
        add("Personoplysninger er skjult (█)", "Personal data are masked (█)", tag("ul", *listed(masked)))
    if isinstance(notes, Sequence) and not isinstance(notes, str) and notes:
        add("Om kørslen", "About the run", tag("ul", *(tag("li", str(note)) for note in notes)))
    return join(*parts) if parts else nothing("Intet at bemærke.", "Nothing to note.")


def _contradictions(context: Context) -> list[Fact]:
    groups: defaultdict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in context.facts:
        groups[fact.subject, fact.predicate, fact.object].append(fact)
    return [f for facts in groups.values() if len({model.holds(f) for f in facts}) == 2 for f in facts]


def _sums(context: Context) -> list[Markup]:
    groups: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in context.facts:
        if fact.predicate == "funded_with" and model.holds(fact):
            amount = context.by_id[fact.object]
            exact = model.kroner(amount.value) if amount.value else amount.name
            groups[fact.subject, fact.qualifier("year")][exact].add(fact.status)
    found = []
    for subject, year in sorted(groups, key=lambda key: (danish(context.name(key[0])), key)):
        sums = groups[subject, year]
        if len(sums) > 1:
            said = [join(amount, " (", _statuses(sums[amount]), ")")
                    for amount in sorted(sums, key=lambda amount: (len(amount), amount))]  # fmt: skip
            found.append(
                tag(
                    "li",
                    link(context, subject),
                    f" {model.date_da(year)}: " if year else ": ",
                    Markup(" · ".join(said)),
                )
            )
    return found


def _statuses(statuses: Iterable[str]) -> Markup:
    words = [texts.term(texts.STATUSES, status) for status in texts.STATUSES if status in set(statuses)]
    return both(", ".join(da for da, _ in words), ", ".join(en for _, en in words))


def _cell(head: str, value: str) -> Markup:
    if re.fullmatch(r"\d+\.\d+", value):
        return both(value.replace(".", ","), value)
    if head == "type":
        style = texts.style(value)
        return both(style.da, style.en)
    return join(value)


def _tables(tables: object) -> list[tuple[str, object]]:
    if isinstance(tables, Mapping):
        return [(str(name), found) for name, found in tables.items()]
    if isinstance(tables, Iterable):
        return [(str(_get(found, "name") or ""), found) for found in tables]
    return []


def _get(record: object, name: str) -> object:
    return record.get(name) if isinstance(record, Mapping) else getattr(record, name, None)


def _rows(rows: object) -> list[Mapping[str, object]]:
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, Sequence) else []


def _word(row: Mapping[str, object], *names: str) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def _where(row: Mapping[str, object], problem: Mapping[str, object]) -> str:
    return ", ".join(word for word in (_word(row, "doc", "path"), _place(problem)) if word)


def _place(row: Mapping[str, object]) -> str:
    words = [
        _word(row, "doc"),
        f"s. {row['page']}" if row.get("page") else f"linje {row['line']}" if row.get("line") else "",
    ]
    return ", ".join(word for word in words if word)
