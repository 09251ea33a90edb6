"""Run as a program: begin a build, stop at a given moment, say so, and wait to be killed."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import builds

from kg import outputs, pipeline, staging

MOMENTS = ("reading", "pages", "manifest", "sync", "taken_away", "exchanged", "swapped")


def stop(*_: object, **__: object) -> Any:
    """Say that the moment has come, and wait."""
    print("here", flush=True)
    time.sleep(600)


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` with the stop behind it."""

    def both(*args: Any, **keywords: Any) -> Any:
        function(*args, **keywords)
        stop()

    return both


def main(inputs: str, output: str, moment: str) -> None:
    """Build `inputs` to `output` until `moment`."""
    steps = builds.STEPS
    if moment == "reading":
        steps = replace(steps, read_document=stop)
    elif moment == "pages":
        steps = replace(steps, render_page=stop)
    elif moment == "manifest":
        outputs.write_manifest = stop
    elif moment == "sync":
        staging._sync = after(staging._sync)
    elif moment == "taken_away":
        staging.exchange = lambda building, output: False
        staging._rename = after(staging._rename)
    elif moment == "exchanged":
        staging.exchange = after(staging.exchange)
    elif moment == "swapped":
        real = staging._swap

        def swap(building: Path, output: Path) -> None:
            shutil.rmtree = stop  # type: ignore[assignment]
            real(building, output)

        staging._swap = swap
    pipeline.build([inputs], output, steps=steps)


if __name__ == "__main__":
    main(*sys.argv[1:])
