"""What a console can show: streams that take every character, and how wide a line may be."""

from __future__ import annotations

import codecs
import io
import sys

_PLAIN = {
    "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "é": "e", "É": "E", "ö": "oe", "ä": "ae",
    "ü": "ue", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "→": "->", "←": "<-", "↔": "<->",
    "·": "-", "•": "*", "█": "#", "░": ".", "─": "-", "“": '"', "”": '"', "„": '"', "»": '"', "«": '"', "’": "'",
    "‘": "'", "\u00a0": " ", "½": "1/2", "§": "par. ", "€": "EUR",
}  # fmt: skip


def spell_out(error: UnicodeError) -> tuple[str, int]:
    """Replace what an encoding lacks by what is nearest in ASCII: the error handler ``kg.plain``.

    >>> "Udsatterådet → 5 %".encode("ascii", "kg.plain")
    b'Udsatteraadet -> 5 %'
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(letter, "?") for letter in error.object[error.start : error.end]), error.end


codecs.register_error("kg.plain", spell_out)


def prepare_streams() -> None:
    """Let stdout and stderr take every character: what their encoding lacks is spelt out, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="kg.plain")


def width() -> int | None:
    """Return the width of the terminal, or None where output goes elsewhere and nothing is to be cut."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns
