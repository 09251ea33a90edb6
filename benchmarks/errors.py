"""Tell for each predicate what is found, missed and wrong, and why: the page to work from, largest class of errors first.

Run ``python benchmarks/errors.py GOLD TEXTS [--scorer ../shared/eval/score.py] [--list PREDICATE]``: the texts are built and held against
their gold by the scorer's own matching. Reasons of a miss: the subject or the object was not recognised, the pair was linked the other
way round or by another predicate, or its sentence was not understood. Reasons of a wrong one: an end that is no entity of
the gold, another owner or thing of the same name, another predicate, the other direction, or nothing that the gold states. Printed
last: what each rule has of true and false positives, and in how many documents.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg import pipeline


@dataclass(frozen=True, slots=True)
class Case:
    """One relation of the gold or of the build: what became of it and why."""

    predicate: str
    outcome: str
    reason: str
    document: str
    text: str
    family: str = ""


def load(path: Path) -> ModuleType:
    """Load the scorer from its file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"{path}: there is no scorer. Name it with --scorer.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(scorer: ModuleType, gold: Path, build: Path) -> Iterator[Case]:
    """Yield every relation of gold and build with its outcome: found, missed or wrong."""
    entities: dict[str, dict[str, Any]] = defaultdict(dict)
    relations: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in scorer.load(build / "entities.jsonl"):
        entities[row["doc"]][row["id"]] = {**row, "forms": {scorer.fold(surface) for surface in row["surfaces"]} or {scorer.fold(row["name"])}}
    for row in scorer.load(build / "relations.jsonl"):
        relations[row["doc"]].append(row)
    for path in sorted(gold.glob("*.entities.jsonl")):
        name = path.name.removesuffix(".entities.jsonl")
        wanted = {row["id"]: row for row in scorer.load(path)}
        told = scorer.load(gold / f"{name}.relations.jsonl")
        mapping = scorer.match(list(wanted.values()), list(entities[name].values()))
        yield from _document(scorer, name, wanted, told, entities[name], relations[name], mapping)


def _document(
    scorer: ModuleType, name: str, wanted: Mapping[str, Any], told: Sequence[Any], entities: Mapping[str, Any], relations: Sequence[Any], mapping: Mapping[str, str]
) -> Iterator[Case]:
    optional = {key for key, row in wanted.items() if row.get("optional")}
    bodies = {row["subject"]: row["object"] for row in told if row["predicate"] == "meeting_of"}

    def owner(row: Mapping[str, Any], subject: str | None) -> str | None:
        coming = row["predicate"] == "dated" and row["qualifiers"].get("kind") == "next_meeting"
        return bodies.get(subject, subject) if coming and subject else subject

    told = [{**row, "subject": owner(row, row["subject"])} for row in told]
    gold = {(row["predicate"], row["subject"], row["object"]): row for row in told}
    gold.update({(p, o, s): row for (p, s, o), row in list(gold.items()) if p in scorer.SYMMETRIC})
    found: set[tuple[str, str, str]] = set()
    pairs = {(s, o): p for p, s, o in gold}
    linked: dict[tuple[str | None, str | None], str] = {}
    for row in relations:
        ends = (owner(row, mapping.get(row["subject"])), row["object"] if row["predicate"] == "decision" else mapping.get(row["object"]))
        linked.setdefault(ends, row["predicate"])
        told_here = gold.get((row["predicate"], *ends)) if None not in ends else None
        labels = [entities.get(end, {}).get("name", end) for end in (row["subject"], row["object"])]
        text = f"{labels[0]} → {labels[1]}"
        family = f"{row['extractor'].rpartition('-')[0]}: {row['rule'] or row['predicate']}"
        if told_here is not None:
            if not told_here.get("optional"):
                yield Case(row["predicate"], "found", "", name, text, family)
            found.add((row["predicate"], told_here["subject"], told_here["object"]))
        elif not set(ends) & optional:
            yield Case(row["predicate"], "wrong", _why_wrong(ends, pairs, row, entities, wanted, scorer), name, text, family)
    recognised = set(mapping.values())
    for row in told:
        if row.get("optional") or {row["subject"], row["object"]} & optional or (row["predicate"], row["subject"], row["object"]) in found:
            continue
        text = " → ".join(wanted[end]["name"] if end in wanted else end for end in (row["subject"], row["object"]))
        yield Case(row["predicate"], "missed", _why_missed(row, recognised, linked), name, text)


def _why_missed(row: Mapping[str, Any], recognised: set[str], linked: Mapping[tuple[str | None, str | None], str]) -> str:
    subject, object_ = row["subject"], row["object"]
    if subject not in recognised:
        return "subject not recognised"
    if row["predicate"] != "decision" and object_ not in recognised:
        return "object not recognised"
    if (subject, object_) in linked:
        return f"taken for {linked[subject, object_]}"
    if (object_, subject) in linked:
        return "other direction"
    return "not understood"


def _why_wrong(
    ends: tuple[str | None, str | None], pairs: Mapping[tuple[str, str], str], row: Mapping[str, Any], entities: Mapping[str, Any], wanted: Mapping[str, Any], scorer: ModuleType
) -> str:
    for end, gold in zip((row["subject"], row["object"]), ends, strict=True):
        if gold is None and end in entities:
            forms = entities[end]["forms"]
            shared = any(forms & scorer.forms(other) for other in wanted.values())
            return "wrong owner, span or type" if shared else "no entity of the gold"
    if ends in pairs:
        return f"should be {pairs[ends]}"  # type: ignore[index]
    return "other direction" if (ends[1], ends[0]) in pairs else "not stated"


def tables(every: Sequence[Case]) -> Iterator[str]:
    """Yield the page: a table by predicate, largest number of errors first, and one by rule."""
    by_predicate: dict[str, list[Case]] = defaultdict(list)
    for case in every:
        by_predicate[case.predicate].append(case)
    yield "| predicate | found | missed | wrong | why missed | why wrong |\n|---|---:|---:|---:|---|---|"
    for predicate, group in sorted(by_predicate.items(), key=lambda row: (-sum(c.outcome != "found" for c in row[1]), row[0])):
        counts = Counter(case.outcome for case in group)
        why = ("; ".join(f"{reason} {n}" for reason, n in Counter(c.reason for c in group if c.outcome == outcome).most_common()) for outcome in ("missed", "wrong"))
        yield f"| {predicate} | {counts['found']} | {counts['missed']} | {counts['wrong']} | {' | '.join(why)} |"
    yield "\n| rule | true | false | documents with a true one |\n|---|---:|---:|---:|"
    families: dict[str, list[Case]] = defaultdict(list)
    for case in every:
        if case.family:
            families[case.family].append(case)
    for family, group in sorted(families.items(), key=lambda row: (-len(row[1]), row[0])):
        right = [case for case in group if case.outcome == "found"]
        yield f"| {family} | {len(right)} | {len(group) - len(right)} | {len({case.document for case in right})} |"
    alone = [group for group in (families[f] for f in families) if len({case.document for case in group if case.outcome == "found"}) == 1]
    found = sum(case.outcome == "found" for case in every)
    single = sum(case.outcome == "found" for group in alone for case in group)
    yield f"\n{single} of {found} true ones ({single / max(found, 1):.1%}) come from the {len(alone)} rules that are right in one document only."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--scorer", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "eval" / "score.py")
    parser.add_argument("--list", default="", metavar="PREDICATE", help="print every error of a predicate as well")
    options = parser.parse_args()
    texts = options.texts or options.gold
    with tempfile.TemporaryDirectory() as temporary:
        pipeline.build([str(path) for path in sorted(texts.glob("*.txt"))], Path(temporary) / "out")
        every = list(cases(load(options.scorer), options.gold, Path(temporary) / "out"))
    print("\n".join(tables(every)))
    for case in every:
        if case.predicate == options.list and case.outcome != "found":
            print(f"{case.outcome}\t{case.reason}\t{case.document}\t{case.text}")


if __name__ == "__main__":
    main()
