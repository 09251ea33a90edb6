"""Documents whose names were marked by hand, turned into plain text with spans, and into gold for the scorer.

A mark is ``[[TYPE:id|surface]]``; the id is the same for all mentions of one thing. Beside ``NAME.txt`` stand
``NAME.mentions.jsonl`` (start and end in code points, type, id) and ``NAME.entities.jsonl`` (one line per thing).
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

_MARK = re.compile(r"\[\[(?P<type>[A-Z_]+):(?P<id>[^|\]]+)\|(?P<surface>[^\[\]|]+)\]\]")

_SPLIT = re.compile(r"(?<=[a-zæøåéü])-\s*\n\s*(?=[a-zæøå])(?!(?:og|eller|samt|til)\b)")
"""A word split at a line end; the hyphen stays where the guidelines keep it."""


def unmark(marked: str) -> tuple[str, list[dict[str, object]]]:
    """Return the text without its marks, and the mentions in order.

    Raises
    ------
    ValueError
        If a bracket of a mark is left over; it names the place.

    >>> unmark("Så kom [[PERSON:p1|Ida Holm]].")
    ('Så kom Ida Holm.', [{'start': 7, 'end': 15, 'type': 'PERSON', 'id': 'p1'}])
    """
    text, mentions, last = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        mentions.append({"start": len(text), "end": len(text) + len(found["surface"]), "type": found["type"], "id": found["id"]})
        text += found["surface"]
        last = found.end()
    text += marked[last:]
    for sign in ("[[", "]]"):
        if sign in text:
            raise ValueError(f"Left over at line {text[: text.index(sign)].count(chr(10)) + 1}: {text[max(0, text.index(sign) - 20) :][:60]!r}")
    return text, mentions


def entities(name: str, text: str, mentions: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return the things that a document names, each with all its surfaces, the longest of them as its name."""
    surfaces: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mention in mentions:
        surface = " ".join(_SPLIT.sub("", text[int(str(mention["start"])) : int(str(mention["end"]))]).split())
        kept = surfaces[str(mention["type"]), str(mention["id"])]
        if surface not in kept:
            kept.append(surface)
    return [
        {"doc": name, "id": f"{kind}-{key}", "type": kind, "name": max(forms, key=lambda form: (len(form), form)), "surfaces": forms, "value": None, "optional": False}
        for (kind, key), forms in surfaces.items()
    ]


def convert(marked: Path, folder: Path) -> int:
    """Write the three files of one marked document into a folder; return how many mentions it has."""
    text, mentions = unmark(marked.read_text(encoding="utf-8"))
    name = marked.stem
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    for ending, rows in (("mentions", mentions), ("entities", entities(name, text, mentions)), ("relations", [])):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.{ending}.jsonl").write_text(lines, encoding="utf-8")
    return len(mentions)


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.glob("*.txt")):
        print(path.name, convert(path, target))
