"""The commands that hold a build against its sources and against another build: `kg verify` and `kg diff`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli_common import form_option, output_option, put, tell
from kg.console import width


@click.command(short_help="Check that a build is still what its sources say.")
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@output_option("Folder that kg build wrote.")
@form_option("text", "json", help="How to print what is found.")
@click.option("-n", "--limit", type=click.IntRange(0), default=100, show_default=True,
              help="How many claims to describe; all are counted.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N",
              help="Read N documents at a time.")
def verify(inputs: tuple[str, ...], output: Path, form: str, limit: int, jobs: int) -> None:
    """Read the sources of a build again, and look for every claim's quote at its place.

    Tells which documents are gone, changed or replaced, and which claims hang on them: moved (their words stand
    elsewhere in the document now) or lost. A renamed file and a copy that is gone are told, and are no drift while the
    bytes are to be had.

    The build knows where its sources lay, and finds what was renamed inside the folders that it was given. INPUT is a
    file or folder to look in first, for sources that lie elsewhere now.

    \b
    kg verify
    kg verify --output output --format json
    kg verify minutes/ --output output

    Exit status: 0 all is as it was; 1 something is not, or there is no build.
    """
    from kg import printing
    from kg.progress import Progress
    from kg.verification import text as verify_text
    from kg.verification.verify import verify as check

    with Progress(sys.stderr) as progress:
        found = check(output, inputs, jobs=jobs, limit=limit,
                      progress=lambda done, total, name: progress("verify", done, total, name))  # fmt: skip
    if form == "json":
        put(printing.to_json(verify_text.verification_record(found)), data=True)
    else:
        put(verify_text.verification_text(found, width=width()))
    tell(f"{output}: {'not all is as it was.' if found.drift else 'all that can be checked is as it was.'}")
    if found.drift:
        sys.exit(1)


@click.command(short_help="Compare two builds: what is new, gone or changed.")
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("now", metavar="B", type=click.Path(path_type=Path))
@form_option("text", "json", "html", help="How to tell it; html is one page to send to a colleague.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="File to write instead of standard output. Elsewhere --output is the folder of a build; here A and B are.")
@click.option("-n", "--limit", type=click.IntRange(0), default=500, show_default=True,
              help="How many changes to describe, with quotes; all are counted.")
@click.option("--persons", type=click.Choice(["public", "all"]), default="public", show_default=True,
              help="public leaves private persons out; all keeps them.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything differs.")
def diff(
    before: Path, now: Path, form: str, target: Path | None, limit: int, persons: str, exit_code: bool
) -> None:
    """Compare two builds, A the older and B the newer, by what they say: facts that are new, gone or changed.

    A and B are folders that kg build wrote, or their graphs as .nq files. What is said is compared, not the number or
    the place of a claim: a fact that another document still states is not gone, and an entity that was renamed or
    merged is the same. Changes stand under their programmes and councils, each with its quotes. Neither build is
    changed: --output names the file that the comparison is written to.

    \b
    kg diff last-month output
    kg diff last-month output --format html --output changes.html
    kg diff old.nq new.nq --format json

    Exit status: 0 compared, whether or not anything differs; 1 something differs (with --exit-code), or there is no
    build.
    """
    from kg import printing
    from kg.compare import text as diff_text
    from kg.compare.diff import diff as compare

    found = compare(before, now, persons=persons, limit=limit)
    if form == "html":
        from kg.views.diff import render_diff

        text = render_diff(found)
    elif form == "json":
        text = printing.to_json(diff_text.diff_record(found))
    else:
        text = diff_text.diff_text(found, width=None if target else width())
    if target is None:
        put(text, data=form != "text")
    else:
        target.write_text(text, encoding="utf-8", newline="\n")
        tell(f"{target.resolve().as_uri()}")
    left = found.total - found.shown
    if left:
        tell(f"{left} of {found.total} changes are counted only. Use --limit {found.total} to see them all.")
    if exit_code and found.differs:
        sys.exit(1)
