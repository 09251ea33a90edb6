"""Measure a tagger: ``python -m extractors.model evaluate FILE…``, on IOB2 files or on texts with their mentions.

Examples::

    python -m extractors.model evaluate da_ddt-ud-dev.iob2
    python -m extractors.model evaluate da_ddt-ud-dev.iob2 --noise 0.05
    python -m extractors.model evaluate tests/minutes/tuning/*.txt --names muslim --name-list names.csv --errors
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from extractors.errors import PolicyKGError
from extractors.model.evaluation import Case, Result, alone, is_news, measure, paper_case, segment_cases
from extractors.model.iob import Labelled, read_iob2
from extractors.model.perturb import noisy, read_name_list, renamed
from extractors.names import read_words
from extractors.records import NO_TAGGER

SEED = 20261122
"""Of the slips and names that are put in."""


def cases(options: argparse.Namespace) -> Iterator[Case]:
    """Yield the cases of all files."""
    draw = random.Random(SEED)
    beside = options.files[0].parent / "names.csv"
    names = read_name_list(options.name_list or beside, options.names) if options.names else None
    for path in options.files:
        if path.suffix == ".txt":
            yield paper_case(path, partial(alone, model=options.model), noise=options.noise, names=names, seed=draw.randrange(2**32))
            continue
        segments = list(read_iob2(path))
        news = options.text == "news" or (options.text == "auto" and is_news(segments))
        if names is not None:
            segments = [renamed(segment, names, draw) for segment in segments]
        if options.noise:
            segments = [noisy(segment, options.noise, draw) for segment in segments]
        yield from segment_cases(segments, partial(_read, options.model, news))


def _read(model: str, news: bool, words: Sequence[str]) -> list[Labelled]:
    return [(start, end, kind) for start, end, kind, _ in read_words(words, model=model, news=news)]


def table(result: Result) -> Iterator[str]:
    """Yield the lines of the table that is printed."""
    yield f"{'':6}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'wrong':>7}{'missed':>8}"
    for label, count in (*result.labels.items(), ("all", result.all)):
        yield f"{label:6}{count.precision:7.3f}{count.recall:7.3f}{count.f1:7.3f}{count.right:8}{count.wrong:7}{count.missed:8}"
    if result.typed_of:
        yield f"exact type of the right ones: {result.typed} of {result.typed_of} ({result.typed / result.typed_of:.3f})"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m extractors.model", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    evaluate = parser.add_subparsers(required=True, metavar="evaluate").add_parser("evaluate", help="print precision, recall and F1 by label")
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE", help="IOB2 files, or texts (.txt) with NAME.mentions.jsonl beside them")
    evaluate.add_argument("--noise", type=float, default=0.0, metavar="SHARE", help="share of letters replaced by a neighbouring key's, e.g. 0.05")
    evaluate.add_argument("--names", default="", metavar="GROUP", help="put the names of a group in place of all people's, e.g. muslim")
    evaluate.add_argument("--name-list", type=Path, metavar="CSV", help="where the groups' names stand (default: names.csv beside the first file)")
    evaluate.add_argument("--model", default="", metavar="NAME", help="an installed spaCy pipeline or a folder instead of the shipped tagger")
    evaluate.add_argument("--text", choices=("auto", "news", "minutes"), default="auto", help="how IOB2 files are read (default: auto, news where nearly all segments are sentences)")
    evaluate.add_argument("--labels", default="PER,ORG,LOC", help="the labels that count (default: PER,ORG,LOC; PROG is known too)")
    evaluate.add_argument("--errors", action="store_true", help="print every wrong and missed name")
    options = parser.parse_args(arguments)
    if not 0 <= options.noise < 1:
        parser.error(f"--noise is a share from 0 to below 1, not {options.noise}.")
    if options.model == NO_TAGGER:
        parser.error("without a tagger there is nothing to measure; leave --model out for the one that ships.")
    try:
        read_words(("Og",), model=options.model)
        begun = time.perf_counter()
        result = measure(cases(options), labels=options.labels.split(","))
    except PolicyKGError as error:
        sys.exit(f"Error: {error}")
    print("\n".join(table(result)))
    print(f"{time.perf_counter() - begun:.1f} s", file=sys.stderr)
    if options.errors:
        for (what, label, surface), number in sorted(result.errors.items(), key=lambda row: (row[0], -row[1])):
            print(f"{number}\t{what}\t{label}\t{surface!r}")


if __name__ == "__main__":
    main()
