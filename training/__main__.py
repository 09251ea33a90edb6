"""Train the tagger: ``python -m training --uner FOLDER``.

FOLDER holds ``da_ddt-ud-train.iob2`` of Universal NER v1, see ``training/README.md``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import spacy

from extractors.errors import PolicyKGError
from extractors.model.component import FACTORY
from extractors.model.features import Features
from extractors.model.tagger import FINE, Tagger
from ontology.registry import entries
from training.corpus import TEXT, Line, copies, council_lines, news, slipped
from training.fitting import fit, name_rows, type_rows
from training.lexicon import Lexicon
from training.lists import word_lists, word_ranks
from training.settings import Settings, read_settings

HERE = Path(__file__).parent
OUT = HERE.parent / "extractors" / "model" / "da_minutes"


def train(uner: Path, settings: Settings) -> Tagger:
    """Return a tagger trained on the news of a folder and on generated lines, as the settings say."""
    data = settings.data
    draw = random.Random(data.seed)
    lexicon = Lexicon(TEXT / "lexicon.txt", data.seed)
    lines = list(council_lines(lexicon, data.rounds, data.seed, spacy.blank("da").tokenizer))
    reports = copies(news(uner, "train"), lexicon, data, draw)
    minutes = slipped([line for line, _ in lines], data.line_noise, draw)
    lists, ranks = word_lists(), word_ranks()
    features = Features(lists, ranks)
    rows = chain(
        name_rows(reports, features, hidden=data.hidden, draw=draw, news=True), name_rows(minutes, features, hidden=data.hidden, draw=draw)
    )  # fmt: skip
    names = fit(rows, settings.names)
    types = fit(type_rows(typed_names(lines), features), settings.types)
    known = json.dumps({"lists": lists, "ranks": ranks}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Tagger(names, types, known.encode())


def typed_names(lines: Sequence[Line]) -> Iterator[tuple[Sequence[str], Sequence[str], str]]:
    """Yield (name, the two words before it, type) of the organisations and programmes in lines, then of those in the registers."""
    kinds = {kind for group in FINE.values() for kind in group}
    for line, slots in lines:
        yield from ((line.words[start:end], line.words[max(0, start - 2) : start], slot) for start, end, slot in slots if slot in kinds)
    for entry in entries():
        if entry.type in kinds:
            yield from ((name.split(), (), entry.type) for name in (entry.name, *entry.aliases))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--uner", type=Path, required=True, help="folder with da_ddt-ud-train.iob2 of Universal NER")
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--out", type=Path, default=OUT, help="where the pipeline is written")
    options = parser.parse_args(arguments)
    if not (options.uner / "da_ddt-ud-train.iob2").is_file():
        sys.exit(f"{options.uner}: no da_ddt-ud-train.iob2 there. Get the Danish files of Universal NER v1 (universalner.org) and name their folder.")
    begun = time.perf_counter()
    pipeline = spacy.blank("da")
    pipeline.meta.update(name="minutes", version="1.0.0", spacy_version=">=3.8,<4.0", license="CC-BY-SA-4.0", description="Names in Danish minutes, agendas and notes.")
    try:
        pipeline.add_pipe(FACTORY, name="names").tagger = train(options.uner, read_settings(options.config))  # type: ignore[attr-defined]
    except PolicyKGError as error:
        sys.exit(f"Error: {error}")
    pipeline.to_disk(options.out)
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    print(f"{options.out}: {size / 1e6:.1f} MB, trained in {time.perf_counter() - begun:.0f} s.")


if __name__ == "__main__":
    main()
