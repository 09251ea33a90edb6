"""Run as a program: kill builds at random moments, and say after each whether the folder holds the old build or the new one."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import builds

from kg import pipeline
from kg.oxigraph import nquads, open_store

EVENTS = ("open", "os.", "shutil.", "fcntl.")
"""The audit events of the system that a build is killed at: whatever opens, links, renames, removes or locks a file."""


def build(inputs: Path, output: Path) -> None:
    """Build the samples."""
    pipeline.build([str(inputs)], output, steps=builds.STEPS)


def state(output: Path) -> str:
    """Return a hash of a build as it lies there, its store included; "torn" where store and graph tell different things."""
    graph = (output / "graph.nq").read_text(encoding="utf-8")
    if "".join(nquads(open_store(output / "store"))) != graph:
        return "torn"
    whole = hashlib.sha256()
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if path.is_file() and not name.startswith(("store/", "run.json")):
            whole.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def forked(work: Callable[[], object]) -> str:
    """Run `work` in a process of its own and return what it says; empty where it was killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        said = work()
        os.write(writer, json.dumps(said).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else ""


def watched(inputs: Path, output: Path, moment: int) -> int:
    """Build, and die at an event; return how many events there were where there is no such event."""
    seen = 0

    def hook(event: str, _: object) -> None:
        nonlocal seen
        if event.startswith(EVENTS):
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    build(inputs, output)
    return seen


def main(folder: Path, moments: int) -> None:
    """Print one word for each kill: old, new or torn; then how the last build of all went."""
    inputs, output = builds.write_samples(folder / "in"), folder / "out"
    for name in (output, folder / "other"):
        forked(lambda name=name: build(inputs, name))  # type: ignore[misc]
    versions = {forked(lambda: state(output)): "first"}
    (inputs / "referat.txt").unlink()
    count = forked(lambda: watched(inputs, folder / "other", -1))
    versions[forked(lambda: state(folder / "other"))] = "second"
    dice, end = random.Random(20261122), int(count) - 80
    # The folders change places among the last events: a third of the moments lie there.
    late = dice.sample(range(end, end + 81), moments // 3)
    for moment in sorted(dice.sample(range(1, end), moments - len(late)) + late):
        forked(lambda moment=moment: watched(inputs, output, moment))  # type: ignore[misc]
        found = forked(lambda: state(output)) if output.is_dir() else "gone"
        print(moment, versions.get(found, found), flush=True)
        if versions.get(found) == "second":  # Back to the start: the first build, over which the next one is killed.
            builds.write_samples(inputs)
            forked(lambda: build(inputs, output))
            (inputs / "referat.txt").unlink()
    forked(lambda: build(inputs, output))
    left = sorted(path.name for path in folder.iterdir())
    print("end", versions.get(forked(lambda: state(output))), *left)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
