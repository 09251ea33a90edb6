"""How a build takes its folder's place only when it is whole: a sibling folder, a lock, a swap and a recovery."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from extractors.errors import BuildError
from kg.outputs import FORMAT
from kg.swapping import exchange, is_held
from kg.written import read_json

KEPT = frozenset({".gitignore", ".gitkeep"})
"""What may lie in an output folder without its being somebody else's; it is carried over."""
IGNORED = KEPT | {".DS_Store", "Thumbs.db", "desktop.ini"}
OURS = frozenset({"manifest.json", "run.json", "store", "readings"})


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Give a new folder to write to, which takes the place of `output` when the block ends without an error.

    Parameters
    ----------
    output
        A folder that does not exist, is empty, or holds an earlier build.

    Raises
    ------
    BuildError
        If `output` holds anything else, another build writes to it, or the system refuses a step; the last good
        build then stands where it stood.
    """
    with held(output) as target, replacing(target) as building:
        yield building


@contextmanager
def held(output: Path) -> Iterator[Path]:
    """Keep other builds out of `output`, put back what a killed one had taken away, and give its real path.

    Raises
    ------
    BuildError
        As `staged`.
    """
    target = _target(output)
    with _locked(target):
        _recover(target)
        _refuse_foreign(target)
        yield target


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new folder, which takes the place of `target`; only for who holds it.

    Raises
    ------
    BuildError
        If the system refuses a step.
    """
    # A folder that a reader of this very process still holds may have the first name.
    names = (f"building-{os.getpid()}{turn}" for turn in ("", *range(1000)))
    building = next(path for name in names if not (path := _sibling(target, name)).exists())
    try:
        building.mkdir(parents=True)
        yield building
        _carry_over(target, building)
        _sync(building)
        _swap(building, target)
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        # After the swap this is the last build; who still reads it keeps it until the next build.
        if not is_held(building):
            shutil.rmtree(building, ignore_errors=True)


def recover(output: Path) -> None:
    """Put the last good build back where a killed one had taken it away; nothing happens while a build is running.

    >>> recover(Path("no/such/folder"))
    """
    output = Path(os.path.realpath(output))
    if not output.exists() and _sibling(output, "previous").is_dir():
        with suppress(BuildError), _locked(output):
            _recover(output)


def is_build(folder: Path) -> bool:
    """Tell whether `folder` holds a build that was finished."""
    try:
        manifest = read_json(folder / "manifest.json")
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


def written(folder: Path) -> frozenset[str]:
    """Return the names in `folder` that a build wrote, as its manifest says."""
    try:
        manifest = read_json(folder / "manifest.json")
        return OURS.union(name.partition("/")[0] for name in manifest["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return OURS


def _target(output: Path) -> Path:
    path = Path(os.path.realpath(output))
    if path == Path.cwd() or path in Path.cwd().parents:
        raise BuildError(f"{output} is the folder you stand in. Name a folder inside it, such as {output / 'output'}.")
    if path.exists() and not path.is_dir():
        raise BuildError(f"{output} is a file. Name a folder.")
    if os.path.ismount(path):
        raise BuildError(
            f"{output} is the root of a disk or volume and cannot be replaced. Name a folder inside it, such as "
            f"{output / 'output'}."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _explained(error, path) from error
    return path


def _sibling(output: Path, purpose: str) -> Path:
    return output.with_name(f".{output.name}.{purpose}")


def _recover(output: Path) -> None:
    """Undo what a killed build left; only the holder of the lock may."""
    previous = _sibling(output, "previous")
    try:
        if previous.is_dir():
            empty = output.is_dir() and not any(output.iterdir())
            if empty:
                output.rmdir()
            if not output.exists():
                previous.rename(output)
            elif is_build(output):
                _remove(previous)
        prefix = f".{output.name}.building-"
        for left in sorted(output.parent.iterdir()):
            if left.name.startswith(prefix) and left.name.removeprefix(prefix).isdigit() and not is_held(left):
                _remove(left)
    except OSError as error:
        raise _explained(error, output) from error


def _refuse_foreign(output: Path) -> None:
    if not output.is_dir() or is_build(output):
        return
    held = sorted(path.name for path in output.iterdir() if path.name not in IGNORED)
    if held:
        more = f" and {len(held) - 1} more" if len(held) > 1 else ""
        raise BuildError(
            f"{output} holds {held[0]}{more}, and no build of ours. Name an empty folder, or move these files away."
        )


def _carry_over(output: Path, building: Path) -> None:
    """Copy what lies in the old folder and no build wrote: a swap must not cost anybody a file."""
    if not output.is_dir():
        return
    ours = written(output)
    for path in sorted(output.iterdir()):
        target = building / path.name
        if path.name not in ours and not target.exists():
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, target, symlinks=True)
            else:
                shutil.copy2(path, target, follow_symlinks=False)


def _sync(folder: Path) -> None:
    """Ask the system to bring every file to the disk before names change."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            # Windows asks for a handle that may write.
            with path.open("rb+" if sys.platform == "win32" else "rb") as file:
                os.fsync(file.fileno())
    for path in (*(p for p in folder.rglob("*") if p.is_dir()), folder, folder.parent):
        _sync_folder(path)


def _sync_folder(path: Path) -> None:
    if sys.platform == "win32":
        return  # There are no handles of folders to flush.
    handle = os.open(path, os.O_RDONLY)
    try:
        # Some network folders cannot be flushed; their files have been.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _swap(building: Path, output: Path) -> None:
    """Put the new build in the old one's place: in one step where the system can, else in two that recovery undoes."""
    if output.exists() and exchange(building, output):
        _sync_folder(output.parent)
        return
    previous = _sibling(output, "previous")
    replaced = output.exists()
    if replaced:
        _remove(previous)
        _rename(output, previous)
    try:
        _rename(building, output)
    except OSError:
        if replaced:
            previous.rename(output)
        raise
    _sync_folder(output.parent)
    # What cannot be removed now is removed at the next start.
    shutil.rmtree(previous, ignore_errors=True)


def _rename(source: Path, target: Path) -> None:
    """Rename a folder; on Windows a virus scanner may hold a new file for a moment."""
    for pause in (0.1, 0.4, 1.0) if sys.platform == "win32" else ():
        try:
            source.rename(target)
            return
        except PermissionError:
            time.sleep(pause)
    source.rename(target)


def _remove(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)


def _explained(error: OSError, output: Path) -> BuildError:
    if isinstance(error, PermissionError) and sys.platform == "win32":
        return BuildError(
            f"{error.filename or output} is in use. Close the program that has {output} open and build again; the last "
            "good build is as it was."
        )
    reason = error.strerror or str(error)
    return BuildError(
        f"{error.filename or output}: {reason}. Check that the folder may be written, that the disk has free space and "
        f"that no program has {output} open; the last good build is as it was."
    )


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Hold the lock of `output`: a file with the builder's process number, which the system frees when it dies."""
    path = _sibling(output, "lock")
    try:
        handle = _lock(path, output)
    except OSError as error:
        raise _explained(error, output) from error
    try:
        yield
    finally:
        if sys.platform == "win32":
            os.close(handle)
            with suppress(OSError):
                path.unlink()
        else:
            # Removed while it is still held, so that nobody can lock a file that is about to vanish unseen.
            with suppress(OSError):
                path.unlink()
            os.close(handle)


def _lock(path: Path, output: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _acquire(handle):
            holder = os.read(handle, 32).decode("ascii", errors="replace").strip("\0 \n") or "unknown"
            os.close(handle)
            raise BuildError(
                f"Another build is writing to {output} (process {holder}). Wait until it is done, or name another "
                "folder."
            )
        if sys.platform == "win32" or _same_file(handle, path):
            break
        os.close(handle)  # The last holder removed the file between our opening and our locking it.
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode("ascii"))
    return handle


def _same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _acquire(handle: int) -> bool:
        # A byte far behind the text, so that others can still read who holds the lock.
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _acquire(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP):
                raise OSError(error.errno, "This file system has no locks. Name a folder on a disk of this computer") from error
            raise
        return True
