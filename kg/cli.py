"""The `kg` command: reads the command line, calls the library, prints what comes back."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractors.errors import PolicyKGError
from kg import __version__
from kg.cli_ask import path, query, show, stats
from kg.cli_check import diff, verify
from kg.cli_common import Failure, output_option, put, tell
from kg.cli_files import export, import_
from kg.console import prepare_streams

if TYPE_CHECKING:
    from kg.pipeline import BuildResult


class Commands(click.Group):
    """Runs a command; what fails on purpose becomes a message with the next step and exit status 1."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        prepare_streams()
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which one uses them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PolicyKGError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            name = f" ({error.filename})" if error.filename else ""
            reason = error.strerror or error
            remedy = "Check the path, its rights and the disk's free space."
            raise Failure(f"{reason}{name}. {remedy}") from error
        except MemoryError as error:
            raise Failure("The memory is full. Build fewer documents at a time, or narrow it.") from error


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: kg build --open",
)
@click.version_option(__version__, "--version", prog_name="kg", message="%(prog)s %(version)s")
def main() -> None:
    """Turn documents of Danish regions and municipalities into a knowledge graph, and ask it.

    Every answer leads back to the sentence it came from. Nothing leaves this computer.

    \b
    kg build minutes/ --output output     read documents, write the graph, a page and a report
    kg show "Region Sjælland"             everything that is said about one thing
    kg path "KL" "Region Sjælland"        how two things are connected
    kg query money                        a bundled question, or SPARQL of your own
    kg stats                              who connects most, who stands between, which groups there are
    kg export network.gexf                the graph for other programs, and kg import back
    kg validate                           is the build whole and sound?
    kg verify                             is it still what its sources say?
    kg diff last-month output             what is new, gone or changed?
    """


def _base(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or not value.endswith(("/", "#")):
        raise click.BadParameter(
            f"{value!r} is no base for identifiers. It begins with http:// or https:// and ends in / or #, "
            "such as https://example.org/id/."
        )
    if any(ord(letter) <= 32 or letter in '<>"{}|^`\\' for letter in value):
        raise click.BadParameter(f"{value!r} has characters that no IRI has, such as blanks.")
    return value


@main.command(short_help="Read documents; write a graph, a page and a report.")
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@output_option("Folder to write. A build there is replaced only when the new one is whole.")
@click.option("--open", "show", is_flag=True, help="Open the graph's page in the browser when done.")
@click.option("--model", default="", metavar="NAME",
              help="Installed spaCy pipeline, or a path to one, instead of the tagger that ships; none for the rules alone.")
@click.option("--persons", type=click.Choice(["public", "all"]), default="public", show_default=True,
              help="public leaves private persons out of pages and exports; all keeps them.")
@click.option("--ocr", is_flag=True, help="Read scanned pages with the OCR program that is installed (tesseract).")
@click.option("--base", default="https://w3id.org/policykg/id/", show_default=True, metavar="IRI", callback=_base,
              help="What the identifiers of the data begin with.")
@click.option("--provenance", type=click.Choice(["full", "compact"]), default="full", show_default=True,
              help="compact keeps the quotes in texts/ alone, which makes the graph a sixth smaller.")
@click.option("--fresh", is_flag=True, help="Read every document again, also those that are as the last build read them.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N",
              help="Read N documents at a time.")
def build(
    inputs: tuple[str, ...], output: Path, show: bool, model: str, persons: str, ocr: bool, base: str, provenance: str,
    fresh: bool, jobs: int,
) -> None:  # fmt: skip
    """Read documents and write a graph, a page, a report and data files.

    INPUT is a file (PDF, DOCX, HTML, TXT), a folder, or - for standard input. Without INPUT the examples that come
    with policykg are read.

    \b
    kg build --open
    kg build minutes/ note.pdf --output output
    curl -s https://example.org/agenda.html | kg build - --output output

    Exit status: 0 all was read; 1 something was not read (the rest is built); 2 the command was not understood.
    """
    from extractors.records import Configuration
    from kg import pipeline
    from kg.progress import Progress

    configuration = Configuration(model=model, base=base, persons=persons, ocr=ocr, provenance=provenance)
    with Progress(sys.stderr) as progress:
        result = pipeline.build(inputs, output, configuration, progress=progress, jobs=jobs, fresh=fresh)
    put(_summary(result))
    tell(_news(result))
    for note in result.notes:
        tell(f"Note: {note}")
    page = result.page.resolve().as_uri()
    if show:
        import webbrowser

        if not webbrowser.open(page):
            tell(f"No browser could be opened. Open this yourself: {page}")
    put(page + "\n")
    if result.unread:
        sys.exit(1)


def _news(result: BuildResult) -> str:
    """Say what this build made of the last one in its folder."""
    if result.unchanged:
        return f"Nothing is new: the build in {result.output} stands as it is."
    changes = result.changes
    counts = (
        (len(changes.new), "new"), (len(changes.replaced), "replaced"), (len(changes.removed), "removed"),
        (result.reused, "as the last build read them"),
        (result.documents - len(changes.new) - len(changes.replaced) - result.reused, "read again"),
    )  # fmt: skip
    return f"Documents: {', '.join(f'{count} {word}' for count, word in counts if count > 0)}."


def _summary(result: BuildResult) -> str:
    from kg.printing import clean, table
    from ontology.terms import ENTITY_TYPES, PREDICATES

    kinds = [(ENTITY_TYPES[name].label_en, str(result.entities_by_type[name]))
             for name in ENTITY_TYPES if result.entities_by_type.get(name)]
    relations = [(predicate.label_en, str(result.facts_by_predicate[name]))
                 for name, predicate in PREDICATES.items() if result.facts_by_predicate.get(name)]
    parts = [
        table(("documents", "entities", "relations", "seconds"),
              [(str(result.documents), str(sum(result.entities_by_type.values())),
                str(sum(result.facts_by_predicate.values())), f"{result.seconds:.1f}")]),
        *(table((name, "count"), rows) for name, rows in (("entities", kinds), ("relations", relations)) if rows),
    ]
    if result.unread:
        rows = [(error.source, error.code, clean(f"{error.reason} {error.remedy}")) for error in result.unread]
        parts.append(table(("not read", "code", "why, and what to do"), rows))
    return "\n\n".join(parts) + "\n\n"


@main.command(short_help="Check that a build is whole and sound.")
@output_option("Folder that kg build wrote.")
def validate(output: Path) -> None:
    """Check that a build is whole and sound, and say in plain words what is not.

    Holds the graph against its shapes, every quote against the text it comes from, and every file against the
    manifest.

    \b
    kg validate
    kg validate --output output

    Exit status: 0 all is well; 1 something is not.
    """
    from kg.shapes import validate as check

    violations = check(output)
    for one in violations:
        place = f"{one.file}: " if one.file else ""
        focus = f"{one.focus}: " if one.focus else ""
        put(f"{one.severity}: {place}{focus}{one.message} {one.remedy}".rstrip() + "\n")
    wrong = sum(one.severity == "violation" for one in violations)
    if not violations:
        tell(f"{output}: all is well.")
    else:
        tell(f"{output}: {len(violations)} found, {wrong} of them violations.")
    if wrong:
        sys.exit(1)


for _command in (verify, diff, query, show, path, stats, export, import_):
    main.add_command(_command)
