"""Fitting the two random fields, with python-crfsuite; one thread, so that the same input gives the same weights."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from extractors.model.features import Features
from extractors.model.iob import Segment, tags_of
from extractors.model.tagger import type_features
from training.settings import Fit

_HIDES = ("l=", "-1l=", "+1l=", "n:l=", "n:-1l=", "n:+1l=")


def fit(rows: Iterable[tuple[list[list[str]], list[str]]], settings: Fit) -> bytes:
    """Fit a linear chain (L-BFGS, elastic net) to rows of features and tags; return the model's bytes."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": settings.c1, "c2": settings.c2, "max_iterations": settings.iterations, "feature.possible_transitions": True})
    for features, tags in rows:
        trainer.append(features, tags)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.crf"
        trainer.train(str(path))
        return path.read_bytes()


def name_rows(segments: Iterable[Segment], features: Features, *, hidden: float, draw: random.Random, news: bool = False) -> Iterable[tuple[list[list[str]], list[str]]]:
    """Yield features and tags of each segment; of a share of the words, and as their neighbours see them, the lists' word is hidden."""
    for segment in segments:
        rows = features.of(segment.words, news=news)
        for row in rows if hidden else ():
            if draw.random() < hidden:
                row[:] = [feature for feature in row if not feature.startswith(_HIDES)]
        yield rows, tags_of(segment)


def type_rows(spans: Iterable[tuple[Sequence[str], Sequence[str], str]], features: Features) -> Iterable[tuple[list[list[str]], list[str]]]:
    """Yield features and type of each (name, words before it, type)."""
    for name, before, kind in spans:
        yield [type_features(name, before, features)], [kind]
