"""Danish regional and municipal policy as a graph: ``kg.build`` makes it, ``kg.open`` and ``kg.store`` answer from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.answers import open_output as open
    from kg.exchange.rdflib_store import store
    from kg.pipeline import build

__all__ = ["__version__", "build", "open", "store"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # Loaded on first use: `kg --help` must not wait for readers, stores and models.
    if name == "open":
        from kg.answers import open_output

        return open_output
    if name == "build":
        from kg.pipeline import build

        return build
    if name == "store":
        from kg.exchange.rdflib_store import store

        return store
    raise AttributeError(f"module 'kg' has no attribute {name!r}. It has: {', '.join(__all__)}.")
