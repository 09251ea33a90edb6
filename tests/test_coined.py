"""Coined: one word with a capital that the language does not have."""

from __future__ import annotations

import pytest
from readings import read


def found(text: str) -> dict[str, str]:
    return {entity.name: entity.type for entity in read(f"Notat\n\n{text}").entities}


@pytest.mark.parametrize(("text", "name", "sort"), [
    ("Vi har åbnet Natkaffen, et åbent tilbud for unge.", "Natkaffen", "INITIATIVE"),
    ("Vi talte om Havblikket. Alle kender Havblikket.", "Havblikket", "INITIATIVE"),
    ("3.1 Strandbænken\n\nI dag bruger mange Strandbænken.", "Strandbænken", "INITIATIVE"),
    ("Strandbænken: Der er nu 23 deltagere. De fleste kender Strandbænken godt.", "Strandbænken", "INITIATIVE"),
    ("Beboerne på Vesterkanten er glade. Mange vil bo på Vesterkanten.", "Vesterkanten", "PROVIDER"),
    ("Styregruppen for Dobbelt mødes. I dag er Dobbelt nyt, og om et år er Dobbelt større.", "Dobbelt", "INITIATIVE"),
])  # fmt: skip
def test_coined_word_is_a_name_where_the_text_says_so(text: str, name: str, sort: str) -> None:
    assert found(text).get(name) == sort


@pytest.mark.parametrize("text", [
    "Vi talte om Havblikket.",
    "Vi talte om Havblikket. Fra havblikket er der langt, siger Havblikket.",
    "Det siger Kommunaldirektøren. Vi spurgte Kommunaldirektøren igen.",
    "Forslaget kom fra Sundhedsforvaltningen, og det glædede Sundhedsforvaltningen.",
    "Mødet blev holdt i Rådssalen, og alle gik ud af Rådssalen.",
    "Her mødte vi Marquardsen, og vi talte med Marquardsen.",
])  # fmt: skip
def test_coined_other_words_are_no_initiatives(text: str) -> None:
    assert "INITIATIVE" not in found(text).values()
