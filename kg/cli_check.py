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

    The build knows where its sources lay. INPUT is a file or folder to look in first, for sources that lie elsewhere
    now.

    \b
    kg verify
    kg verify --output output --format json
    kg verify minutes/ --output output

    Exit status: 0 all is as it was; 1 something is not, or there is no build.
    """
    from kg import printing, verify_text
    from kg.progress import Progress
    from kg.verify import verify as check

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
