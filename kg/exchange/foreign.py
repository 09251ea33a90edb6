"""A file of somebody else's as a parser gets it: in bounded pieces, with no line too long and no JSON nested too deep."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import IO

from extractors.errors import QueryError

LONGEST = 1 << 24
"""Bytes that a line may have: more is no file of ours, and parsers hold a line in memory."""
DEEPEST = 64
"""How deep objects and lists of JSON may lie in one another: ours lie five deep, and parsers call themselves for each."""
PIECE = 1 << 16
"""Bytes that are read at a time; what `head` changes must stand among the first of them."""
_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*("|\Z)', re.DOTALL)
_END = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*("|\Z)', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"{}[]"))


class Foreign:
    """A binary file with a ``read`` that checks what passes; `head` may change its first bytes, a byte order mark is dropped.

    Raises
    ------
    QueryError
        By ``read``, if the file cannot be read, a line has more than `LONGEST` bytes, or, where it is `json`, something
        lies more than `DEEPEST` deep.
    """

    __slots__ = ("cut", "depth", "file", "held", "json", "length", "path", "within")

    def __init__(self, file: IO[bytes], path: Path, head: Callable[[bytes], bytes], *, json: bool = False) -> None:
        self.file = file
        self.path = path
        self.json = json
        self.length = self.depth = 0
        self.within = False
        self.cut = b""
        self.held = head(self._piece().removeprefix(b"\xef\xbb\xbf"))

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes, none at the end of the file."""
        if not self.held:
            self.held = self._piece()
        size = len(self.held) if size < 0 else size
        data, self.held = self.held[:size], self.held[size:]
        return data

    def _piece(self) -> bytes:
        try:
            data = self.file.read(PIECE)
        except OSError as error:
            # Not as an OSError, which would be taken for one of the store that is written.
            raise QueryError(f"{self.path} cannot be read: {error.strerror}. Check the disk.") from error
        self._lines(data)
        if self.json:
            self._nesting(data)
        return data

    def _lines(self, data: bytes) -> None:
        first, last = data.find(b"\n"), data.rfind(b"\n")
        if self.length + (len(data) if first < 0 else first) > LONGEST:
            raise QueryError(
                f"{self.path} has a line of more than {LONGEST >> 20} MB. Files that kg export writes have none; export it "
                "again, or break its lines."
            )
        self.length = self.length + len(data) if last < 0 else len(data) - last - 1

    def _nesting(self, data: bytes) -> None:
        data = self.cut + data
        # A backslash at the end of a piece belongs to the next one's first byte.
        self.cut = b"\\" if (len(data) - len(data.rstrip(b"\\"))) % 2 else b""
        data = data.removesuffix(self.cut)
        if self.within:
            match = _END.match(data)
            self.within = match is None or not match[1]
            data = data[match.end() :] if match else b""
        outside = _STRING.sub(lambda match: b"" if match[1] else b'"', data)
        self.within = self.within or outside.endswith(b'"')
        for bracket in outside.translate(None, _NO_BRACKETS):
            self.depth += 1 if bracket in b"{[" else -1
            if self.depth > DEEPEST:
                raise QueryError(
                    f"{self.path} nests objects or lists more than {DEEPEST} deep. Files that kg export writes lie five deep; "
                    "export it again."
                )
