"""How far a build is: a bar that stays on one line of a terminal, plain lines anywhere else."""

from __future__ import annotations

import shutil
from types import TracebackType
from typing import TextIO

_BAR = 24
_LINES = 20


class Progress:
    """Called with step, number done, number in all and what is being read; writes to a stream.

    >>> import io
    >>> stream = io.StringIO()
    >>> with Progress(stream) as progress:
    ...     progress("read", 1, 2, "a.txt")
    ...     progress("read", 2, 2, "b.txt")
    >>> print(stream.getvalue(), end="")
    read 1/2 a.txt
    read 2/2 b.txt
    """

    __slots__ = ("_drawn", "_stream", "_terminal")

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._drawn = 0

    def __call__(self, step: str, done: int, total: int, what: str) -> None:
        if self._terminal:
            self._draw(step, done, total, what)
        # At most some twenty lines a step, however many documents there are.
        elif done == total or done % max(1, total // _LINES) == 0:
            self._stream.write(f"{step} {done}/{total} {what}".rstrip() + "\n")

    def _draw(self, step: str, done: int, total: int, what: str) -> None:
        share = min(1.0, done / total) if total else 1.0
        bar = ("#" * round(_BAR * share)).ljust(_BAR, "-")
        room = shutil.get_terminal_size().columns - 1
        line = f"[{bar}] {step} {done}/{total} {what}"
        line = "".join(letter if letter.isprintable() else " " for letter in line)[: max(room, 1)]
        self._stream.write("\r" + line.ljust(self._drawn))
        self._stream.flush()
        self._drawn = len(line)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0
