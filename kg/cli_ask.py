"""The commands that ask a finished build: `kg query`, `kg show`, `kg path` and `kg stats`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractors.errors import PolicyKGError
from kg.cli_common import Failure, explain_name, find, form_option, lens_options, output_option, put, tell, tell_lens
from kg.console import width

if TYPE_CHECKING:
    from kg.handle import Handle


@click.command(short_help="Ask a bundled question, or one in SPARQL.")
@click.argument("query", required=False)
@output_option("Folder that kg build wrote.")
@form_option("table", "csv", "tsv", "json", "ttl", help="How to print the answer. ttl is for CONSTRUCT and DESCRIBE.")
@click.option("-p", "--param", "given", multiple=True, metavar="NAME=VALUE",
              help="Give a variable a value, as in --param council=Udsatterådet. May be repeated.")
@click.option("-n", "--limit", type=click.IntRange(0), default=0, metavar="N",
              help="Print at most N rows, as in --limit 20; 0 prints all.")
@lens_options
@click.option("--list", "listed", is_flag=True, help="List the bundled queries and what each answers.")
def query(query: str | None, output: Path, form: str, given: tuple[str, ...], limit: int, listed: bool, lens: Any) -> None:
    """Ask the graph a question.

    QUERY is the name of a bundled query (see --list), a file that ends in .rq or .sparql, SPARQL 1.1 text, or - for
    standard input. Queries run over all graphs at once; the same triple from two documents counts twice, so use
    DISTINCT. The prefixes pkg, kgid, rdf, rdfs, skos, org, prov, oa, dcterms, xsd and foaf need no declaration. The
    graph is only read, and SERVICE is refused: nothing is asked of the network.

    \b
    kg query --list
    kg query members --param council="Udsatterådet i Region Sjælland"
    kg query money --format csv > money.csv
    kg query "SELECT DISTINCT ?name WHERE { ?council a pkg:Council ; rdfs:label ?name }"
    kg query my.rq --format json
    kg query memberships-on --param body="Udsatterådet i Region Sjælland" --as-of 2026-06-01
    kg query posts --param organisation="Region Østdanmark" --as-of 2026-06-01 --follow-succession

    csv, tsv, json and ttl are UTF-8 on every system. In csv and tsv a cell that a spreadsheet would take for a
    formula (it begins with = + - @, a tab or a line end, and is no number) has ' before it.

    With --as-of or --known-by the question is asked of a copy in memory that holds only what holds or was known; there
    each claim says so too: pkg:holdsFrom, pkg:holdsTo, pkg:lastConfirmed, pkg:holdsCertainly. holdsTo (and holds_to in
    csv, tsv and json) is the first day on which it holds no more; a table shows the last on which it does, as "through".
    """
    from kg import named, printing, sparql
    from kg.answers import open_output
    from kg.passages import KeptTexts

    if listed:
        put(_query_list(form))
        return
    if query is None:
        raise click.UsageError("Say what to ask: a bundled query (see kg query --list), a .rq file, SPARQL or -.")
    text = _query_text(query)
    with open_output(output, **lens) as handle:
        tell_lens(handle)
        try:
            terms = named.fill(handle, text, given)
        except PolicyKGError as error:
            explain_name(error, handle, "--param NAME=SLUG")
            raise
        quote = KeptTexts(handle.files).quote
        answer = sparql.ask(handle.view, text, parameters=terms, limit=limit or None, quote=quote)
        if (answer.kind == "graph") != (form == "ttl") and not (answer.kind == "graph" and form == "table"):
            choices = "ttl" if answer.kind == "graph" else "table, csv, tsv or json"
            raise click.UsageError(f"This query cannot be printed as {form}. Use --format {choices}.")
        put(printing.answer_text(answer, form, base=handle.base, width=width()), data=form != "table")
        if query == "memberships-on" and form == "table" and "person" not in terms:
            _tell_guests(handle, terms.get("body", ""))
    if answer.kind == "select" and not answer.rows and form == "table":
        then = " that holds then" if handle.lens.active else ""
        tell(f"No document says anything of the kind{then}.")
    elif limit and len(answer.rows) == limit:
        tell(f"These are the first {limit} rows. For all of them leave out --limit.")


def _tell_guests(handle: Handle, bodies: str) -> None:
    """Say how many more were at the meetings of some bodies (SPARQL terms; of all where there are none) before the day."""
    from kg.validity.presence import YEARS, guests

    if handle.lens.as_of:
        count = len({who for who, _ in guests(handle, [term[1:-1] for term in bodies.split()] if bodies else None)})
        if count:
            whose = "its" if bodies else "their"
            tell(f"{count} more attended {whose} meetings in the {YEARS} years before {handle.lens.as_of} without a stated "
                 "membership: kg query attendance tells who.")  # fmt: skip


def _query_text(query: str) -> str:
    from kg import named

    if query == "-":
        data = sys.stdin.buffer.read()
        return _decoded(data, "standard input")
    if query.lower().endswith((".rq", ".sparql")) and "\n" not in query:
        path = Path(query)
        if not path.is_file():
            raise Failure(f"There is no file {query}. Bundled queries go by name: kg query --list.")
        return _decoded(path.read_bytes(), query)
    if query.replace("-", "").replace("_", "").isalnum():
        return named.named(query).text
    return query


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"{name} is not UTF-8 (byte {error.start}). Save the query as UTF-8.") from error


def _query_list(form: str) -> str:
    from kg import named, printing
    from ontology import queries

    rows = []
    for name, query in queries().items():
        danish, english = named.about(query)
        narrowed = ", ".join(one.name + (" (required)" if one.required else "") for one in named.parameters(query.text))
        rows.append((name, english, danish, narrowed))
    columns = ("name", "answers", "svarer på", "parameters")
    if form in ("csv", "tsv"):
        return printing.delimited(columns, rows, delimiter="," if form == "csv" else "\t")
    if form == "json":
        return printing.to_json([dict(zip(columns, row, strict=True)) for row in rows])
    lines = []
    for name, english, danish, narrowed in rows:
        lines += [name, f"    {english}", f"    {danish}", *([f"    --param {narrowed}"] if narrowed else [])]
    return "\n".join(lines) + "\n"


@click.command(short_help="Show everything that is said about one thing.")
@click.argument("name")
@output_option("Folder that kg build wrote.")
@click.option("-t", "--type", "kind", default="", metavar="TYPE", help="Only this type, such as COUNCIL or PERSON.")
@click.option("-n", "--limit", type=click.IntRange(1), default=50, show_default=True,
              help="How many facts to show in each direction, and how many remarks.")
@lens_options
@form_option("text", "json", help="How to print the card.")
def show(name: str, output: Path, kind: str, limit: int, form: str, lens: Any) -> None:
    """Show everything the documents say about one thing, each statement with its quote and citation.

    NAME is a name in any letter case, an official code, a slug or an IRI, older IRIs included. Where several things
    have the name they are listed, and a slug or --type chooses. With --as-of each statement says since when it holds, or
    when it was first stated, and through which day; in json holds_to and exists_to are the first day after that.

    \b
    kg show "Region Sjælland"
    kg show udsatterådet --type COUNCIL
    kg show council/udsatteraadet-i-region-sjaelland --limit 200
    kg show region:1085 --format json
    kg show "Region Sjælland" --as-of 2026-06-01
    kg show "Region Østdanmark" --follow-succession
    """
    from kg import answers, describing, printing
    from kg.answers import open_output

    with open_output(output, **lens) as handle:
        tell_lens(handle)
        iri = find(handle, name, kind)
        card = answers.card(handle, iri, limit=limit)
        if form == "json":
            put(printing.to_json(card), data=True)
        else:
            put(describing.card_text(card, base=handle.base, width=width()))


@click.command(short_help="Show how two things are connected.")
@click.argument("a")
@click.argument("b")
@output_option("Folder that kg build wrote.")
@click.option("-n", "--limit", type=click.IntRange(1), default=3, show_default=True, help="How many chains to show.")
@click.option("--max-steps", type=click.IntRange(1, 20), default=8, show_default=True,
              help="The longest chain to look for.")
@click.option("--max-links", type=click.IntRange(1), default=None, metavar="N",
              help="Pass through nothing with more than N links: keeps hubs such as a region out of the way.")
@click.option("--skip", multiple=True, metavar="NAME", help="Pass not through this. May be repeated.")
@lens_options
@form_option("text", "json", help="How to print the chains.")
def path(
    a: str, b: str, output: Path, limit: int, max_steps: int, max_links: int | None, skip: tuple[str, ...], form: str,
    lens: Any,
) -> None:
    """Show how two things are connected: the shortest chains of facts, with the quotes along the way.

    Dates, sums and denied statements connect nothing. Of chains of equal length, those through things with few other
    links come first.

    \b
    kg path "Kirkens Korshær" "Region Sjælland"
    kg path "Kirkens Korshær" "KL" --max-links 50 --limit 5
    kg path "Kirkens Korshær" "KL" --skip "Region Sjælland"
    kg path "Kirkens Korshær" "KL" --as-of 2026-06-01
    """
    from kg import answers, describing, paths, printing
    from kg.answers import open_output
    from kg.validity import succession

    with open_output(output, **lens) as handle:
        tell_lens(handle)
        start, end = (find(handle, name, "") for name in (a, b))
        around = [find(handle, name, "") for name in skip]
        if start == end:
            raise Failure(f"{a!r} and {b!r} are the same: {printing.short(start, handle.base)}.")
        if set(succession.chain(handle, start)) & set(succession.chain(handle, end)):
            raise Failure(f"{a!r} and {b!r} came of one another. Leave out --follow-succession.")
        found = paths.path(handle, start, end, limit=limit, max_steps=max_steps, max_links=max_links, skip=around)
        if form == "json":
            put(printing.to_json(found), data=True)
        elif found:
            names = answers.names(handle, {node for one in found for node in one.nodes})
            put(describing.path_text(found, names, width=width()))
        else:
            remedy = "--max-steps, or leave out --max-links and --skip" if max_links or around else "--max-steps"
            if handle.lens.active and _ever(output, start, end, max_steps):
                tell("A chain connects them, but none holds then. Leave out --as-of and --known-by to see it.")
            else:
                tell(f"No chain of up to {max_steps} steps connects them{', then or ever' if handle.lens.active else ''}. "
                     f"Try a larger {remedy}.")  # fmt: skip


def _ever(output: Path, start: str, end: str, max_steps: int) -> bool:
    """Tell whether two things are connected where no day is asked for."""
    from kg import paths
    from kg.answers import open_output

    with open_output(output) as handle:
        return bool(paths.path(handle, start, end, limit=1, max_steps=max_steps))


TABLES = ("councils", "programmes", "brokers", "communities", "matrix", "money", "timeline")


@click.command(short_help="Show who connects most, and which groups there are.")
@click.argument("table", required=False, type=click.Choice(TABLES))
@output_option("Folder that kg build wrote.")
@click.option("-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many rows a table has.")
@lens_options
@form_option("table", "csv", "json", help="How to print the tables. csv prints one: name it.")
def stats(table: str | None, output: Path, limit: int, form: str, lens: Any) -> None:
    """Show who connects most, who stands between others, and which groups there are.

    \b
    councils     the councils with most links, by neighbours, then PageRank
    programmes   the reforms, agreements, plans, laws and initiatives with most links
    brokers      who stands between others (betweenness)
    communities  groups with more links among themselves than to others (Louvain)
    matrix       councils against the programmes they dealt with
    money        sums by programme, year and status
    timeline     meetings and dates

    Without TABLE the first four are shown.

    \b
    kg stats
    kg stats councils --limit 50 --format csv > councils.csv
    kg stats councils --as-of 2027-01-01 --follow-succession
    """
    from kg import printing
    from kg.answers import open_output
    from kg.stats import tables

    if form == "csv" and table is None:
        raise click.UsageError(f"csv prints one table. Name it, as in kg stats money -f csv: {', '.join(TABLES)}.")
    with open_output(output, **lens) as handle:
        tell_lens(handle)
        chosen = tables(handle, (table,) if table else TABLES[:4], limit=limit)
    if form == "json":
        put(printing.to_json({one.name: one.records for one in chosen}), data=True)
    elif form == "csv":
        put(printing.delimited(chosen[0].columns, chosen[0].rows), data=True)
    else:
        texts = [f"{one.title}\n\n{printing.table(one.columns, printing.worded(one.columns, one.rows), width=width())}\n" for one in chosen]
        put("\n".join(texts))
