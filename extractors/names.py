"""The door to spaCy: names that registers know, found by a blank Danish pipeline's phrase ruler, and the tagger's names.

spaCy and the tagger are loaded on first use. Not caught: register names that are spelt in a way no alias gives.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extractors.errors import ConfigurationError
from extractors.hits import Hit
from extractors.keys import fold
from ontology.registry import Entry, by_code, entries
from ontology.terms import ENTITY_TYPES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc, Span

SHIPPED = Path(__file__).parent / "model" / "da_minutes"
"""The pipeline that ships with the package."""

LABELS = {
    **{kind: kind for kind in ENTITY_TYPES if kind not in ("DATE", "AMOUNT", "MEETING", "AGENDA_ITEM")},
    "PER": "PERSON", "PRS": "PERSON", "ORG": "ORG_OTHER", "ORGANIZATION": "ORG_OTHER", "LOC": "PLACE", "GPE": "PLACE", "GPE_LOC": "PLACE", "FAC": "PLACE",
}  # fmt: skip
"""How the labels of a pipeline are read: our own types as they are, those of DaNE, UNER and OntoNotes; others are left out."""

OTHERS_SCORE = 0.8
"""The probability that names of other pipelines count with: they tell none."""

MAX_LENGTH = 60_000_000

CONTEXTUAL = {"PLACE"}
"""Types whose register names count in certain contexts only; see ``places``."""

PROGRAMMES = {"REFORM", "AGREEMENT", "PLAN", "INITIATIVE", "LAW"}
BODIES = {"COUNCIL", "AUTHORITY", "PROVIDER", "EDUCATION", "MUNICIPALITY", "REGION"}
_APOSTROPHE = re.compile(r"(?<=\w)['’]s?(?!\w)")
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"[A-ZÆØÅ]")


_LITTER = re.compile(r"([^\w\s])\1{11,}|\S{200,}|[\ud800-\udfff]")
"""Rows of one sign and words without end: no name stands there, and the tokenizer takes the square of their length; and half signs."""
_ROW = re.compile(r"([^\w\s])\1{11}")
_HALF_SIGN = re.compile(r"[\ud800-\udfff]")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\S+\.(?:dk|com|org|eu)/\S*")


def _blanked(text: str) -> str:
    """Blank out the genitive apostrophe ('PLO's', 'Blå Kors''), so that the name before it stands alone."""
    return _APOSTROPHE.sub(_blank, text) if "'" in text or "’" in text else text


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


@lru_cache(maxsize=1)
def registers() -> Language:
    """Return a blank Danish pipeline: the tokenizer that the registers' phrases and the tagger share."""
    import spacy

    language = spacy.blank("da")
    language.max_length = MAX_LENGTH
    return language


@lru_cache(maxsize=1)
def _phrases() -> tuple[Language, PhraseMatcher, Mapping[str, Sequence[frozenset[str]]]]:
    """Return a pipeline, what finds the registers' phrases among its tokens, and the words of each phrase by the rarest of them."""
    from spacy.matcher import PhraseMatcher

    patterns: dict[str, dict[str, None]] = defaultdict(dict)
    for form, code in _forms():
        patterns[code][form] = None
        if form[-1] not in "sxz" and form[-1].isalnum():
            patterns[code][form + "s"] = None
    language = registers()
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    for code, forms in patterns.items():
        matcher.add(code, [language.tokenizer(form) for form in forms])
    bags = sorted({frozenset(_LETTERS.findall(form)) for forms in patterns.values() for form in forms}, key=sorted)
    counts = Counter(word for bag in bags for word in bag)
    rarest: dict[str, list[frozenset[str]]] = defaultdict(list)
    for bag in bags:
        rarest[min(bag, key=lambda word: (counts[word], -len(word), word), default="")].append(bag)
    return language, matcher, rarest


def _may_name(piece: str, rarest: Mapping[str, Sequence[frozenset[str]]]) -> bool:
    """Tell whether a segment holds all words of some phrase of the registers; the tokenizer parts no letters from letters."""
    words = {"", *_LETTERS.findall(piece.lower())}
    return any(bag <= words for word in words & rarest.keys() for bag in rarest[word])


@lru_cache(maxsize=2)
def tagger(model: str = "") -> Language:
    """Load the tagger that ships with the package, or the installed pipeline or folder that `model` names.

    Raises
    ------
    ConfigurationError
        If the named pipeline is not installed or cannot be loaded.
    """
    import spacy

    from extractors.model.component import FACTORY, SPANS, NameComponent
    from extractors.model.tagger import Tagger

    try:
        if not model:
            # On the registers' tokenizer: one of its own would take three times as long to load as the weights.
            language = registers()
            if SPANS not in language.pipe_names:
                weights = Tagger.from_disk(SHIPPED / SPANS)
                cast(NameComponent, language.add_pipe(FACTORY, name=SPANS)).tagger = weights
            return language
        language = spacy.load(model)
    except (OSError, ValueError, ImportError, KeyError, TypeError) as error:
        if not model:
            raise ConfigurationError(f"The tagger that ships with policykg cannot be loaded ({error}). Install policykg again, or say --model none.") from error
        raise ConfigurationError(
            f"The spaCy pipeline '{model}' is not installed or cannot be loaded ({error}). Install it with 'python -m spacy download {model}', "
            "name the folder of one, leave --model out for the tagger that ships with policykg, or say --model none for the rules alone."
        ) from error
    language.max_length = MAX_LENGTH
    return language


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Return the words that are common in Danish, in small letters, as the shipped tagger lists them."""
    return frozenset(json.loads((SHIPPED / "names" / "lists.json").read_bytes())["ranks"])


def find_names(text: str, segments: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield a hit for every register name in ``text``, read segment by segment; a line end counts as a space, a genitive -s is cut off.

    >>> [(hit.type, hit.code) for hit in find_names("Køge Kommunes aftale med Region Sjælland", [(0, 40)])]
    [('MUNICIPALITY', 'kommune:0259'), ('REGION', 'region:1085')]
    """
    if not segments:
        return
    known = by_code()
    language, matcher, rarest = _phrases()
    tokenizer, strings = language.tokenizer, language.vocab.strings
    for piece, offset in _pieces(_blanked(_clean(text)).replace("\n", " "), segments):
        if not _may_name(piece, rarest):
            continue  # most segments: their tokens would cost more than all the rest
        doc = tokenizer(piece)
        for first, last, code in sorted({(first, last, strings[key]) for key, first, last in matcher(doc)}):
            entry = known[code]
            start, end = offset + doc[first].idx, offset + doc[last - 1].idx + len(doc[last - 1])
            surface = text[start:end].replace("\n", " ")
            if (_blanked(surface).lower(), entry.code) not in _forms():
                surface, end = surface[:-1], end - 1
            if _spelt(surface, entry, text[max(0, start - 2) : start].replace("\n", " ")):
                yield Hit(start, end, entry.type, "register", code=entry.code, name=entry.name, score=0.97)


def read_segments(text: str, segments: Sequence[tuple[int, int]], *, model: str = "") -> Iterator[Hit]:
    """Yield the names that a tagger finds in segments of ``text``, with the probability that it gives them.

    The tagger that ships with the package says how probable each is; those of other pipelines count as `OTHERS_SCORE`.
    """
    from extractors.model.component import SPANS, NameComponent

    language = tagger(model)
    pieces = _pieces(_clean(text), segments)
    if not model:
        # Asked without spaCy's pipe, spans and groups, which cost a third of its time.
        component = cast(NameComponent, language.get_pipe(SPANS))
        for piece, offset in pieces:
            for first, last, found in component.read(language.tokenizer(piece)):
                kind = LABELS.get(found.type)
                if kind:
                    yield Hit(offset + first.idx, offset + last.idx + len(last), kind, "tagger", score=found.score)
        return
    for doc, offset in language.pipe(pieces, as_tuples=True, batch_size=200):
        for span, kind, score in _scored(doc):
            yield Hit(offset + span.start_char, offset + span.end_char, kind, "tagger", score=score)


def read_words(words: Sequence[str], *, model: str = "", news: bool = False) -> list[tuple[int, int, str, float]]:
    """Return the names that a tagger finds among words: first word, word after the last, type, probability.

    `news` tells the shipped tagger that they are of a newspaper; other pipelines do not ask.
    """
    from spacy.tokens import Doc

    from extractors.model.component import NEWS

    language = tagger(model)
    doc = Doc(language.vocab, words=list(words), user_data={NEWS: news})
    for _, component in language.pipeline:
        doc = component(doc)
    return [(span.start, span.end, kind, score) for span, kind, score in _scored(doc)]


def _scored(doc: Doc) -> Iterator[tuple[Span, str, float]]:
    """Yield the names in a document that a pipeline has read, with type and probability."""
    group = doc.spans.get("names", ())
    told = group.attrs.get("scores", []) if group else []
    spans, scores = (group, told) if group and len(told) == len(group) else (doc.ents, [OTHERS_SCORE] * len(doc.ents))
    for span, score in zip(spans, scores, strict=True):
        kind = LABELS.get(span.label_.upper())
        if kind:
            yield span, kind, score


@lru_cache(maxsize=1)
def _clean(text: str) -> str:
    """Blank out what no name stands in and no tokenizer bears, and addresses; the length stays."""
    # Both expressions try every place of every word, so each is used only on lines and words where plain tests tell that it may find something.
    lines = text.split("\n")
    littered = _may_hold_litter(text)
    for number, line in enumerate(lines):
        if littered and _may_hold_litter(line):
            line = lines[number] = _LITTER.sub(_blank, line)
        if "@" in line or "/" in line or "www." in line:
            lines[number] = " ".join([_ADDRESS.sub(_blank, word) if "@" in word or "/" in word or "www." in word else word for word in line.split(" ")])
    return "\n".join(lines)


def _may_hold_litter(text: str) -> bool:
    """Tell whether a text holds a row of one sign, a word without end or a half sign."""
    return max(map(len, text.split()), default=0) >= 200 or bool(_ROW.search(text) or _HALF_SIGN.search(text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _pieces(text: str, segments: Sequence[tuple[int, int]]) -> list[tuple[str, int]]:
    return [(text[start:end], start) for start, end in segments]


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


def _plain(name: str) -> str:
    return re.sub(r"[^\wæøå]+", " ", fold(name)).strip()


@lru_cache(maxsize=1)
def _register() -> Mapping[tuple[str, str], Entry]:
    return {(entry.type, _plain(form)): entry for entry in reversed(entries()) for form in (*entry.aliases, entry.name)}


@lru_cache(maxsize=10_000)
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
