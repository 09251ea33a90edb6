"""Readings on disk: what a build read of each document, for its own steps and for the next build of the same files."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.records import Origin, Reading
from kg.iris import digest

if TYPE_CHECKING:
    import msgspec

FOLDER = "readings"
ENDING = ".reading"
MOST = 1 << 29
"""Bytes that a reading may unpack to: some eight times its text, which is that of a file of at most 100 MB."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The readings of one build: a re-iterable collection that holds none of them in memory.

    ``folder`` takes those of this build; ``before`` holds those of the last one, None where nothing may be taken over.
    ``state`` stands for all that a reading depends on beside its file: code, settings, versions.
    """

    folder: Path
    before: Path | None = None
    state: str = ""

    def __iter__(self) -> Iterator[Reading]:
        """Yield the readings by document id."""
        for name in sorted(os.listdir(self.folder)):
            yield _decode((self.folder / name).read_bytes())

    def __len__(self) -> int:
        return len(os.listdir(self.folder))

    def put(self, reading: Reading, sha256: str, source: str, origin: Origin) -> None:
        """Keep a reading for this build, and for the next one where the file still was what `sha256` had found."""
        document = reading.document
        key = self._key(sha256, source, origin) if sha256 and document.sha256 == sha256 else "once"
        data = zlib.compress(_encoder().encode(reading), 1)
        (self.folder / f"{document.id}-{key}{ENDING}").write_bytes(data)

    def take_over(self, sha256: str, source: str, origin: Origin) -> str:
        """Take over what the last build read of a file; return the document's id, or "" where it has to be read.

        A reading that is damaged counts as none.
        """
        if self.before is None or not sha256:
            return ""
        # The id of a document is the beginning of its hash.
        name = f"{sha256[:16]}-{self._key(sha256, source, origin)}{ENDING}"
        old, new = self.before / name, self.folder / name
        try:
            document = _decode(old.read_bytes()).document
        except (OSError, ValueError, zlib.error, MemoryError, RecursionError):
            return ""
        if (document.sha256, document.source) != (sha256, source):
            return ""  # Somebody has put another reading in its place.
        try:
            os.link(old, new)
        except OSError:
            shutil.copyfile(old, new)  # Not every file system has links.
        return sha256[:16]

    def _key(self, sha256: str, source: str, origin: Origin) -> str:
        return digest([sha256, source, [getattr(origin, name) for name in Origin.__slots__], self.state])


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    import msgspec

    return msgspec.msgpack.Encoder()


@cache
def _decoder() -> msgspec.msgpack.Decoder[Reading]:
    import msgspec

    return msgspec.msgpack.Decoder(Reading)


def _decode(data: bytes) -> Reading:
    """Return a reading; ValueError (msgspec's own is one) where it is none, or larger than any of ours."""
    unpacked = zlib.decompressobj().decompress(data, MOST)
    if len(unpacked) >= MOST:
        raise ValueError(f"A reading of more than {MOST} bytes is none of ours.")
    return _decoder().decode(unpacked)
