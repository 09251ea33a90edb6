"""Names that registers know, found by spaCy: a blank Danish pipeline with its phrase ruler, or an installed one.

The only module that imports spaCy, on first use. Not caught: names that no register has, and register names that are
spelt in a way no alias gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.errors import ConfigurationError
from extractors.hits import Hit
from ontology.registry import Entry, entries

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LABELS = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG_OTHER", "LOC": "PLACE", "GPE": "PLACE"}
"""How the labels of an installed pipeline are read; others are left out."""

CONTEXTUAL = {"PLACE", "PARTY"}
"""Types whose register names count in certain contexts only; see ``places`` and ``people``."""


def _forms(entry: Entry) -> Iterator[tuple[str, bool]]:
    """Yield every form of an entry and whether it is an abbreviation."""
    for form in (entry.name, *entry.aliases):
        yield form, False
        first = form[0]
        if entry.type in ("REFORM", "AGREEMENT", "PLAN", "INITIATIVE", "LAW") and first.isalpha() and not form.isupper():
            yield (first.lower() if first.isupper() else first.upper()) + form[1:], False
    for form in entry.abbreviations:
        yield form, True


@lru_cache(maxsize=2)
def pipeline(model: str = "") -> Language:
    """Load the pipeline: blank Danish with the registers' phrases, after `model` where one is named.

    Raises
    ------
    ConfigurationError
        If the named pipeline is not installed.
    """
    import spacy

    if model:
        try:
            language = spacy.load(model)
        except OSError as error:
            raise ConfigurationError(
                f"The spaCy pipeline '{model}' is not installed. Install it with 'python -m spacy download {model}' "
                "or name the path of one; without --model the rules work alone."
            ) from error
        ruler = language.add_pipe("span_ruler", config={"spans_key": "register", "annotate_ents": False})
    else:
        language = spacy.blank("da")
        ruler = language.add_pipe("span_ruler", config={"spans_key": "register", "annotate_ents": False})
    language.max_length = 60_000_000
    patterns: dict[tuple[str, str], None] = {}
    for entry in entries():
        if entry.type in CONTEXTUAL and entry.type != "PARTY":
            continue
        for form, _ in _forms(entry):
            if len(form) < 2 or (entry.type == "PARTY" and len(form) < 2):
                continue
            patterns[(form, entry.code)] = None
            if form[-1] not in "sxz" and form[-1].isalnum():
                patterns[(form + "s", entry.code)] = None
    ruler.add_patterns([{"label": "R", "pattern": form, "id": code} for form, code in patterns])  # type: ignore[attr-defined]
    return language


@lru_cache(maxsize=1)
def _genitives() -> frozenset[tuple[str, str]]:
    forms = {(form, entry.code) for entry in entries() for form, _ in _forms(entry)}
    return frozenset((form + "s", code) for form, code in forms if (form + "s", code) not in forms)


def find_names(text: str, segments: Sequence[tuple[int, int]], *, model: str = "") -> Iterator[Hit]:
    """Yield a hit for every register name in ``text``, read segment by segment; a genitive -s is cut off.

    >>> [(hit.type, hit.code) for hit in find_names("Køge Kommunes aftale med Region Sjælland", [(0, 40)])]
    [('MUNICIPALITY', 'kommune:0259'), ('REGION', 'region:1085')]
    """
    known = {entry.code: entry for entry in entries()}
    language = pipeline(model)
    pieces = [(text[start:end], start) for start, end in segments]
    for doc, offset in _documents(language, pieces):
        for span in doc.spans.get("register", ()):
            entry = known[span.id_]
            start, end = offset + span.start_char, offset + span.end_char
            if (span.text, entry.code) in _genitives():
                end -= 1
            yield Hit(start, end, entry.type, "register", code=entry.code, name=entry.name, score=0.97)
        if model:
            for span in doc.ents:
                kind = LABELS.get(span.label_)
                if kind:
                    yield Hit(offset + span.start_char, offset + span.end_char, kind, "model", score=0.6)


def _documents(language: Language, pieces: Iterable[tuple[str, int]]) -> Iterator[tuple[Doc, int]]:
    yield from language.pipe(pieces, as_tuples=True, batch_size=200)
