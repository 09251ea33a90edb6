"""Measure what the tagger adds: entities found with it and without it, by the scorer of the reference texts.

Run ``python benchmarks/contribution.py FOLDER [--scorer ../shared/eval/score.py]``; FOLDER holds texts with their entities beside
them, as `tests/minutes/tuning` does. Types that its annotation leaves out (dates, sums, meetings, items) and ballot
letters are left out on both sides.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractors.records import Configuration
from kg import pipeline

UNMARKED = {"DATE", "AMOUNT", "MEETING", "AGENDA_ITEM"}


def entities(build: Path) -> list[str]:
    """Return the lines of a build's entities that the annotation can confirm."""
    kept = []
    for line in (build / "entities.jsonl").read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        if entity["type"] == "PARTY":
            entity["surfaces"] = [surface for surface in entity["surfaces"] if len(surface) > 1]
        if entity["surfaces"] and entity["type"] not in UNMARKED:
            kept.append(json.dumps(entity, ensure_ascii=False))
    return kept


def score(folder: Path, model: str, scorer: Path) -> str:
    """Build a folder with or without the tagger; return what the scorer prints of entities."""
    with tempfile.TemporaryDirectory() as temporary:
        out, compared = Path(temporary) / "out", Path(temporary) / "compared"
        pipeline.build([str(path) for path in sorted(folder.glob("*.txt"))], out, Configuration(model=model))
        compared.mkdir()
        (compared / "entities.jsonl").write_text("\n".join(entities(out)) + "\n", encoding="utf-8")
        (compared / "relations.jsonl").write_text("", encoding="utf-8")
        command = [sys.executable, str(scorer), "--pred", str(compared), "--gold", str(folder), "--texts", str(folder)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "eval" / "score.py")
    options = parser.parse_args()
    if not options.scorer.is_file():
        sys.exit(f"{options.scorer}: there is no scorer. Name it with --scorer.")
    for name, model in (("rules alone", "none"), ("with the tagger", "")):
        printed = score(options.folder, model, options.scorer)
        wanted = re.compile(r"^  (?:all|ORG|PERSON|PLACE|PROGRAMME) |exact type")
        lines = [line for line in printed.split("\nrelations")[0].splitlines() + printed.splitlines() if wanted.search(line)]
        print(f"{name}\n  " + "\n  ".join(dict.fromkeys(line.strip() for line in lines if "0.000  0.000" not in line)))


if __name__ == "__main__":
    main()
