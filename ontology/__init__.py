"""The words everything uses: classes, properties, registers and named queries, as data with a thin face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from types import MappingProxyType

__all__ = ["NamedQuery", "data", "queries"]


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A SPARQL query that ships with the ontology; ``description`` says what it answers."""

    name: str
    description: str
    text: str


def data(name: str) -> Path:
    """Return the path of a data file or folder of this package.

    Raises
    ------
    FileNotFoundError
        If the package holds no such file.

    Examples
    --------
    >>> data("policy.ttl").name
    'policy.ttl'
    """
    with as_file(files(__name__)) as root:
        path = root / name
    if not path.exists():
        known = ", ".join(sorted(p.name for p in path.parent.iterdir())) if path.parent.is_dir() else "none"
        raise FileNotFoundError(f"The ontology has no file {name!r}. Beside it: {known}. Reinstall policykg.")
    return path


@cache
def queries() -> Mapping[str, NamedQuery]:
    """Return the named queries by name, in code-point order; the opening comment lines are the description.

    >>> all(query.text for query in queries().values())
    True
    """
    found = {}
    for path in sorted(data("queries").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        opening: list[str] = []
        for line in text.splitlines():
            if not line.startswith("#"):
                break
            opening.append(line.removeprefix("#").strip())
        found[path.stem] = NamedQuery(path.stem, " ".join(opening).strip(), text)
    return MappingProxyType(found)
