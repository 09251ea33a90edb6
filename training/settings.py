"""The settings of a training run, read from a TOML file and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from extractors.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Data:
    """What the text is made of.

    ``rounds``: how often every template is filled. ``plain_copies``, ``noisy_copies`` and ``renamed_copies``:
    how often the news stand as they are, with slips of the keyboard, and with other names. ``noise``: share of letters that slip in a noisy copy.
    ``line_noise``: share of generated lines with slips, half of them a scanner's. ``hidden``: share of words that the lists
    pretend not to know.
    """

    rounds: int
    plain_copies: int
    noisy_copies: int
    renamed_copies: int
    noise: float
    line_noise: float
    hidden: float
    seed: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How a random field is fitted: weights of the L1 and L2 penalties, and when L-BFGS stops at the latest."""

    c1: float
    c2: float
    iterations: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All of them."""

    data: Data
    names: Fit
    types: Fit


def read_settings(path: Path) -> Settings:
    """Read a file of settings.

    Raises
    ------
    ConfigurationError
        If it is no TOML, or a table lacks a setting or has one that is unknown.
    """
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return Settings(Data(**tables["data"]), Fit(**tables["names"]), Fit(**tables["types"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        known = {table: [f.name for f in fields(kind)] for table, kind in (("data", Data), ("names", Fit), ("types", Fit))}
        raise ConfigurationError(f"{path}: no settings of a training run ({error}). Expected tables: {known}.") from error
