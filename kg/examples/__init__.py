"""Documents written for the project, which ``kg build`` reads when it is given nothing.

Institutions, programmes and laws are real; the people, the meetings, the decisions and the local projects (Projekt
Trygt Hjem, Fjordbussen, Unge i Balance, Den Fælles Indgang) are invented, and so is every sum.
"""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Return the folder that holds the example documents and their ``kilder.csv``.

    >>> (folder() / "kilder.csv").is_file()
    True
    """
    return Path(__file__).resolve().parent
