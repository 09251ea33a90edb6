"""What the commands share: options, printing to any console, and what to say when a name is not found."""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractors.errors import PolicyKGError
from kg.console import width

if TYPE_CHECKING:
    from kg.answers import Handle
    from kg.names import Candidate

OUTPUT = "output"
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def output_option(text: str) -> Decorator:
    """Return the --output option with its help."""
    return click.option(
        "-o", "--output", default=OUTPUT, show_default=True, metavar="DIR", help=text,
        type=click.Path(file_okay=False, path_type=Path),
    )  # fmt: skip


def lens_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that narrow an answer to a day; it gets them together, as ``lens``."""

    @click.option("--as-of", default="", metavar="DATE",
                  help="Only what holds on this day (or may, in this month or year), as in --as-of 2027-01-01.")
    @click.option("--known-by", default="", metavar="DATE",
                  help="Only what had been published by this day, as in --known-by 2026-06. Where no date of publication "
                       "is stated, the document's own date counts.")
    @click.option("--certain", is_flag=True,
                  help="Leave out what only possibly holds or was known, as in --as-of 2026 --certain.")
    @click.option("--follow-succession", is_flag=True,
                  help="Ask also what a body came of and what came of it, as in kg show region:1085 --follow-succession.")
    @wraps(command)
    def narrowed(
        *arguments: Any, as_of: str, known_by: str, certain: bool, follow_succession: bool, **options: Any
    ) -> Any:
        from kg.validity.lens import Lens

        lens = {"as_of": as_of, "known_by": known_by, "certain": certain, "follow_succession": follow_succession}
        try:
            Lens(as_of, known_by, certain, follow_succession)
        except PolicyKGError as error:
            # Python calls them as_of and known_by.
            told = re.sub(r"\b(as_of|known_by|certain)\b", lambda found: "--" + found[0].replace("_", "-"), str(error))
            raise Failure(told) from error
        return command(*arguments, lens=lens, **options)

    return narrowed


def tell_lens(handle: Handle) -> None:
    """Say of how many documents no date of publication is stated, where an answer depends on it."""
    if handle.lens.known_by:
        from kg.validity.clocks import unstated

        without, documents = unstated(handle)
        if without:
            tell(f"Of {without} of {documents} documents no date of publication is stated: they count as known from their "
                 "own date on, and with --certain from the day they were fetched.")  # fmt: skip


def form_option(*forms: str, help: str) -> Decorator:
    """Return the --format option; the first form is the default."""
    return click.option(
        "-f", "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=help
    )


def find(handle: Handle, name: str, kind: str) -> str:
    from kg import names

    try:
        match = names.find(handle, name, type=kind)
    except PolicyKGError as error:
        explain_name(error, handle, "its slug")
        raise
    if match.others:
        tell("Also called so:")
        _candidates(match.others, handle)
    return match.iri


def explain_name(error: PolicyKGError, handle: Handle, how: str) -> None:
    """Print the candidates of an ambiguous or unknown name, and fail with the next step."""
    from kg.names import AmbiguousError, UnknownNameError

    if isinstance(error, AmbiguousError):
        _candidates(error.candidates, handle)
        example = _slug(error.candidates[0], handle)
        raise Failure(f"{error.brief}. Choose one by {how}, such as {example}.") from error
    if isinstance(error, UnknownNameError):
        if error.candidates:
            tell("Nearest names:")
            _candidates(error.candidates, handle)
            raise Failure(f"{error.brief}. Take one of the above.") from error
        raise Failure(f"{error.brief}. Nothing in the graph is like it; see kg stats for what is.") from error


def _slug(candidate: Candidate, handle: Handle) -> str:
    from kg.printing import short

    return short(candidate.iri, handle.base)


def _candidates(candidates: Sequence[Candidate], handle: Handle) -> None:
    from kg.describing import candidates_text

    tell(candidates_text(candidates, base=handle.base, width=width()) + "\n")


class Failure(click.ClickException):
    """What went wrong and what to do next: printed on any console, exit status 1."""

    def show(self, file: Any = None) -> None:
        """Write the message to stderr."""
        tell(f"Error: {self.format_message()}")


def tell(text: str) -> None:
    """Write a line to stderr."""
    _write(sys.stderr, text + "\n")


def put(text: str, *, data: bool = False) -> None:
    """Write to stdout; `data` for programs goes out as UTF-8 whatever the console speaks."""
    if data and not sys.stdout.isatty() and hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        _write(sys.stdout.buffer, text.encode("utf-8"))
    else:
        _write(sys.stdout, text)


def _write(stream: Any, text: str | bytes) -> None:
    # Not click.echo: it writes UTF-8 to a console that has said it speaks ASCII.
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # Windows says EINVAL where the reader of a pipe has gone.
        if error.errno == errno.EINVAL:
            raise BrokenPipeError(errno.EPIPE, "The reader has gone") from error
        raise
