"""Names that registers know, found by spaCy: a blank Danish pipeline with its phrase ruler, or an installed one.

The only module that imports spaCy, on first use. Not caught: names that no register has, and register names that are
spelt in a way no alias gives.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.errors import ConfigurationError
from extractors.hits import Hit
from extractors.keys import fold
from ontology.registry import Entry, by_code, entries

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

LABELS = {
    "PER": "PERSON", "PERSON": "PERSON", "PRS": "PERSON", "ORG": "ORG_OTHER", "ORGANIZATION": "ORG_OTHER",
    "LOC": "PLACE", "GPE": "PLACE", "GPE_LOC": "PLACE", "FAC": "PLACE",
}  # fmt: skip
"""How the labels of an installed pipeline are read; others are left out."""

CONTEXTUAL = {"PLACE"}
"""Types whose register names count in certain contexts only; see ``places``."""

PROGRAMMES = {"REFORM", "AGREEMENT", "PLAN", "INITIATIVE", "LAW"}
BODIES = {"COUNCIL", "AUTHORITY", "PROVIDER", "EDUCATION", "MUNICIPALITY", "REGION"}
_APOSTROPHE = re.compile(r"(?<=\w)['’]s?(?!\w)")
_LABEL = re.compile(r"[A-ZÆØÅ][a-zæøå]+(?:\s?:|\n|$)")
_CAPITALS = re.compile(r"[A-ZÆØÅ]")


_LITTER = re.compile(r"([^\w\s])\1{11,}|\S{200,}")
"""Rows of one sign and words without end: no name stands there, and the tokenizer takes the square of their length."""


def _blanked(text: str) -> str:
    """Blank out the genitive apostrophe ('PLO's', 'Blå Kors''), so that the name before it stands alone."""
    return _APOSTROPHE.sub(lambda found: " " * len(found.group()), text) if "'" in text or "’" in text else text


@lru_cache(maxsize=1)
def _forms() -> Mapping[tuple[str, str], tuple[tuple[str, bool], ...]]:
    """Return, by folded form and code, the forms as the register spells them, and whether each is an abbreviation."""
    found: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    for entry in entries():
        if entry.type not in CONTEXTUAL:
            for form in (entry.name, *entry.aliases):
                found[(_blanked(form).lower(), entry.code)].append((form, False))
            for form in entry.abbreviations:
                found[(form.lower(), entry.code)].append((form, True))
    return {key: tuple(forms) for key, forms in found.items() if len(key[0]) >= 2}


@lru_cache(maxsize=2)
def pipeline(model: str = "") -> Language:
    """Load the pipeline: blank Danish, or `model` where one is named, with the registers' phrases before all else.

    Raises
    ------
    ConfigurationError
        If the named pipeline is not installed or cannot be loaded.
    """
    import spacy

    if model:
        try:
            language = spacy.load(model)
        except (OSError, ValueError, ImportError) as error:
            raise ConfigurationError(
                f"The spaCy pipeline '{model}' is not installed. Install it with 'python -m spacy download {model}' "
                "or name the path of one; without --model the rules work alone."
            ) from error
    else:
        language = spacy.blank("da")
    ruler = language.add_pipe(
        "span_ruler", name="registers", first=True,
        config={"spans_key": "register", "annotate_ents": False, "phrase_matcher_attr": "LOWER"},
    )
    language.max_length = 60_000_000
    patterns: dict[tuple[str, str], None] = {}
    for form, code in _forms():
        patterns[(form, code)] = None
        if form[-1] not in "sxz" and form[-1].isalnum():
            patterns[(form + "s", code)] = None
    ruler.add_patterns([{"label": "R", "pattern": form, "id": code} for form, code in patterns])  # type: ignore[attr-defined]
    return language


def find_names(text: str, segments: Sequence[tuple[int, int]], *, model: str = "") -> Iterator[Hit]:
    """Yield a hit for every register name in ``text``, read segment by segment; a genitive -s is cut off.

    What an installed pipeline finds follows as hits of the source ``model``.

    >>> [(hit.type, hit.code) for hit in find_names("Køge Kommunes aftale med Region Sjælland", [(0, 40)])]
    [('MUNICIPALITY', 'kommune:0259'), ('REGION', 'region:1085')]
    """
    known = by_code()
    language = pipeline(model)
    blanked = _LITTER.sub(lambda found: " " * len(found.group()), _blanked(text))
    pieces = [(blanked[start:end], start) for start, end in segments]
    for doc, offset in language.pipe(pieces, as_tuples=True, batch_size=200):
        for span in doc.spans.get("register", ()):
            entry = known[span.id_]
            start, end = offset + span.start_char, offset + span.end_char
            surface = text[start:end]
            if (_blanked(surface).lower(), entry.code) not in _forms():
                surface, end = surface[:-1], end - 1
            if _spelt(surface, entry, text[max(0, start - 2) : start]):
                yield Hit(start, end, entry.type, "register", code=entry.code, name=entry.name, score=0.97)
        for span in doc.ents if model else ():
            kind = LABELS.get(span.label_.upper())
            if kind and _plausible(span, kind, text, offset):
                yield Hit(offset + span.start_char, offset + span.end_char, kind, "model", score=0.6)


def _spelt(surface: str, entry: Entry, before: str) -> bool:
    """Tell whether a form is spelt near enough to the register: an everyday phrase must have the register's capitals."""
    forms = _forms()[(_blanked(surface).lower(), entry.code)]
    if any(surface == _blanked(form) or surface == form or surface.replace("’", "'") == form.replace("’", "'") for form, _ in forms):
        return True
    if entry.type in PROGRAMMES and any(not short and surface[1:] == form[1:] and not form.isupper() for form, short in forms):
        return True
    words = surface.split(" ")
    if all(short or form.isupper() for form, short in forms):
        return False
    if surface.isupper():
        return len(words) > 1 or (len(surface) > 8 and entry.type != "PARTY")
    if len(words) < 2 or not _CAPITALS.search(surface):
        return False
    if entry.type in BODIES:
        return surface[0].isupper() or (entry.type in ("REGION", "COUNCIL") and words[-1][0].isupper())
    if entry.type in ("ASSOCIATION", "ORG_OTHER", "PARTY"):
        return words[-1][0].isupper() or (surface[0].isupper() and bool(re.search(r"[\wæøå,] $", before)))
    return False


def _plausible(span: Span, kind: str, text: str, offset: int) -> bool:
    """Tell whether what a tagger found can be a name in minutes: no label, number, ballot letter or line of capitals."""
    start, end = offset + span.start_char, offset + span.end_char
    surface = text[start:end]
    if len(surface) < 3 or not surface[0].isupper() or any(c in surface for c in "\n\t:;|@/0123456789"):
        return False
    if surface[-1] in "-–(,." or (text[start - 1 : start].isalnum() and start):
        return False
    if start in (0, text.rfind("\n", 0, start) + 1) and _LABEL.match(text, start):
        return False
    if kind == "PERSON":
        return " " in surface and not surface.isupper()
    return not (kind == "ORG_OTHER" and " " not in surface and not surface.isupper() and start == text.rfind("\n", 0, start) + 1)


def _plain(name: str) -> str:
    return re.sub(r"[^\wæøå]+", " ", fold(name)).strip()


@lru_cache(maxsize=1)
def _register() -> Mapping[tuple[str, str], Entry]:
    return {(entry.type, _plain(form)): entry for entry in reversed(entries()) for form in (*entry.aliases, entry.name)}


def registered(kind: str, name: str) -> Entry | None:
    """Return the entry of a type that has a name, whatever its hyphens and capitals; a region may have a slip in it.

    >>> [e.code for name in ("Indenrigs og sundhedsministeriet",) if (e := registered("AUTHORITY", name))]
    ['myndighed:indenrigs-og-sundhedsministeriet']
    >>> [e.name for name in ("Region Sydanmark",) if (e := registered("REGION", name))]
    ['Region Syddanmark']
    """
    plain = _plain(name)
    entry = _register().get((kind, plain))
    if entry is None and kind == "REGION":
        from rapidfuzz.distance import Levenshtein

        ranked = sorted((Levenshtein.distance(plain, form), e.code) for (k, form), e in _register().items() if k == kind)
        codes = {code for distance, code in ranked if distance == ranked[0][0]}
        return by_code()[codes.pop()] if ranked[0][0] <= 2 and len(codes) == 1 and len(plain) > 14 else None
    return entry
