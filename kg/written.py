"""Records of a build read back: JSON that may be anybody's by now, and a base that may stand in a query."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

MOST = 1 << 30
"""Bytes of a record above which it is none of ours; a ledger has some 1,000 per document."""
BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")
"""What the identifiers of a build may begin with."""


def read_json(path: Path) -> Any:
    """Return the content of a JSON file.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it is no JSON, nested too deeply, or larger than any record of ours.
    """
    if path.stat().st_size > MOST:
        raise ValueError(f"{path} is larger than {MOST} bytes and no record of a build.")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except RecursionError:
        raise ValueError(f"{path} is nested too deeply and no record of a build.") from None
