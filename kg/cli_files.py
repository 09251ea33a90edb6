"""The commands that take a build elsewhere and bring one back: `kg export` and `kg import`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli_common import output_option, put, tell

FORMATS = ("nq", "trig", "ttl", "jsonld", "graphml", "gexf", "csv")


@click.command(short_help="Write the graph for other programs: RDF, Gephi, spreadsheets.")
@click.argument("file", required=False, default="-")
@output_option("Folder that kg build or kg import wrote.")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default=None,
              help="The format, as in --format trig; by default what FILE ends in, nq for standard output.")
@click.option("--persons", type=click.Choice(["public", "all"]), default="public", show_default=True,
              help="public leaves private persons out of graphml, gexf and csv; all keeps them.")
@click.option("--values", is_flag=True, help="Make nodes of dates and sums in graphml and gexf too.")
def export(file: str, output: Path, form: str | None, persons: str, values: bool) -> None:
    """Write the graph of a build for other programs.

    \b
    nq       the whole graph as canonical N-Quads, one named graph per document
    trig     the same, to read
    ttl      the same with the graphs merged
    jsonld   the same for programs that read JSON; its context stands in the file
    graphml  entities and positive facts as a network: Gephi, yEd, networkx
    gexf     the same for Gephi, with the time that facts are said to hold
    csv      the same as nodes.csv and edges.csv in the folder FILE, or in a zip file

    FILE is - or left out for standard output. A file takes its name only when it is whole, and the same build gives the
    same bytes.

    \b
    kg export graph.trig
    kg export network.gexf --output output
    kg export sheets --format csv
    kg export sheets.zip
    kg export --format ttl > graph.ttl

    The first four hold everything, private persons too: read them before you pass them on. Of a build with compact
    provenance they have no quotes, which lie in texts/. The others leave out private persons, what is said of or by
    them, and what documents deny. In graphml and gexf decisions stand at no node, and
    agenda items are linked to their meetings. CSV is UTF-8 with a byte order mark and commas (in Excel: Data, From
    Text/CSV); a cell that a spreadsheet would take for a formula has ' before it.
    """
    from kg.answers import open_output
    from kg.exchange import exporting

    with open_output(output) as handle:
        if file != "-":
            paths = exporting.export(handle, Path(file), form or "", persons=persons, values=values)
            tell("Written: " + ", ".join(map(str, paths)))
            return
        if form == "csv":
            raise click.UsageError("csv is two files. Name a folder or a .zip file, as in kg export sheets -f csv.")
        for part in exporting.parts(handle, form or "nq", persons=persons, values=values):
            put(part, data=True)


@click.command("import", short_help="Make a folder to ask of files that kg export wrote.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
              help="Folder to write, as in --output theirs. What stands there is replaced only when the new is whole.")
def import_(files: tuple[Path, ...], output: Path) -> None:
    """Make a folder that query, show, path, stats, export and kg.store work on, of files that kg export or kg build wrote.

    FILE is N-Quads (.nq), TriG (.trig), Turtle (.ttl) or JSON-LD (.jsonld); several are taken together. Nothing is
    fetched from the network. An import has no page and no report; texts/ is taken along where it lies
    beside FILE. Turtle does not say which document states what; the claims still do.

    \b
    kg import graph.nq --output theirs
    kg import region-a.trig region-b.trig --output both
    """
    from kg.exchange.importing import import_files

    result = import_files(files, output)
    put(f"{result.quads} statements, {result.output}\n")
    for note in result.notes:
        tell(f"Note: {note}")
