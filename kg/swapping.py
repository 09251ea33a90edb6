"""What the system offers so that readers are not disturbed: exchange two folders at once, and hold one that is being read."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux' renameat2(2), RENAME_SWAP of macOS' renamex_np(2)."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, or do nothing and say so where the system cannot.

    >>> exchange(Path("no/such/folder"), Path("no/such/other"))
    False
    """
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "linux":
            done = library.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
        elif sys.platform == "darwin":
            done = library.renamex_np(os.fsencode(one), os.fsencode(other), _EXCHANGE)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False  # An older C library, or none that can be asked.
    return bool(done == 0)


class Hold:
    """A folder that is being read: a build that takes its place leaves it where it is until nobody holds it.

    ``path`` leads to this very folder, also after it was renamed; on systems that cannot do this it is the folder's own.
    """

    __slots__ = ("_handle", "path")

    def __init__(self, folder: Path) -> None:
        self.path = folder
        self._handle = -1
        if sys.platform == "linux":
            import fcntl

            self._handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            with suppress(OSError):
                # Shared: any number of readers. Some network folders have no locks.
                fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            through = Path(f"/proc/self/fd/{self._handle}")
            if through.exists():
                self.path = through

    def __del__(self) -> None:
        self.release()

    def release(self) -> None:
        """Let go of the folder; ``path`` leads nowhere any more."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)


def is_held(folder: Path) -> bool:
    """Tell whether somebody reads a folder; False where the system cannot tell.

    >>> is_held(Path("no/such/folder"))
    False
    """
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False
