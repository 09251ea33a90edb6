"""What a chapter leaves out of a build too large to tell whole: how much, by which choice, and where the rest stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.excerpts import EACH
from kg.views.markup import Markup, both, tag, text
from kg.views.statements import Context, number

LISTED = 200
"""How many rows of the ledger one list repeats."""
CHOICES: Mapping[str, tuple[str, str, str]] = {
    "documents": ("de {n} nyeste af {m} dokumenter", "the {n} newest of {m} documents", "ledger.json"),
    "councils": (
        "{n} af {m} råd og udvalg, dem med flest punkter om programmer, hvert med højst {each} af sine nyeste udsagn",
        "{n} of {m} councils, those with most items about programmes, each with at most {each} of its newest statements",
        "kg show",
    ),
    "programmes": (
        "{n} af {m} programmer, dem der siges mest om, hvert med højst {each} af sine nyeste udsagn",
        "{n} of {m} programmes, those that most is said of, each with at most {each} of its newest statements",
        "kg show",
    ),
    "decisions": (
        "{n} af {m} udfald, dem fra de nyeste møder", "{n} of {m} outcomes, those of the newest meetings",
        "kg query decisions",
    ),
    "follow_ups": (
        "{n} af {m} opfølgninger, dem med frist først", "{n} of {m} follow-ups, those still due first",
        "kg query follow-ups",
    ),
    "money": (
        "{n} af {m} udsagn om beløb, de største af hver status",
        "{n} of {m} statements of sums, the largest of each status",
        "kg query money",
    ),
    "figures": (
        "{n} af {m} tal, dem fra de nyeste dokumenter", "{n} of {m} figures, those of the newest documents",
        "kg query figures",
    ),
    "dates": (
        "{n} af {m} datoer, dem der ligger nærmest", "{n} of {m} dates, those that lie nearest", "kg query deadlines",
    ),
    "people": (
        "{n} af {m} personer, dem med flest roller, hver med højst {each} af de nyeste",
        "{n} of {m} people, those with most roles, each with at most {each} of the newest",
        "kg show",
    ),
}  # fmt: skip
"""What is shown of each chapter, in Danish and English, and the file or command that has the rest."""


def left_out(context: Context, chapter: str, shown: int) -> Markup:
    """Return how much of a chapter is shown and where the rest stands, or nothing where all of it is."""
    total = context.totals.get(chapter, 0)
    da, en, where = CHOICES[chapter]
    # Where each has its newest statements alone, something is left out even if nobody is.
    if total < shown or (total == shown and ("{each}" not in da or not shown)):
        return Markup("")
    counts = {"n": number(shown), "m": number(total), "each": number(EACH)}
    place = both(f"{where} NAVN", f"{where} NAME") if where == "kg show" else text(where)
    return tag(
        "p",
        both(f"Her står {da.format(**counts)}. Resten: ", f"Shown here: {en.format(**counts)}. The rest: "), tag("code", place), ".",
        class_="note rest",
    )  # fmt: skip


def listed(items: Sequence[Markup], *, name: str = "li") -> list[Markup]:
    """Return the first rows of a long list, and how many more there are in the ledger.

    >>> listed([Markup("<li>a</li>")])
    ['<li>a</li>']
    """
    rest = len(items) - LISTED
    if rest <= 0:
        return list(items)
    words = both(f"… og {number(rest)} mere i ledger.json", f"… and {number(rest)} more in ledger.json")
    return [*items[:LISTED], tag(name, words, class_="note")]
