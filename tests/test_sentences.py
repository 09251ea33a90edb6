"""Where one sentence ends and the next begins."""

from __future__ import annotations

import pytest

from extractors.sentences import sentence_ranges


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_ranges(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Der er afsat 2,5 mio. kr. til ordningen.",
        "Mødet holdes d. 3. maj kl. 14.30 på Nykøbing F. Sygehus.",
        "Efter 1. behandling af budgettet, jf. § 85 stk. 2, blev det sendt ud.",
        "Ida Holm, cand.scient.pol. og fhv. direktør, fortalte om bl.a. økonomi.",
        "Svaret kom i 3. Kvartal og handlede om Gl. Kongevej.",
        "Pladser f.eks. i Aarhus, ca. 40 pct. af dem, inkl. drift.",
    ],
)
def test_sentences_abbreviations_do_not_end_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        ["Der er afsat 2 mio. kr.", "Udvalget godkendte det."],
        ["Det gælder borgere, pårørende m.fl.", "Ordningen er ny."],
        ["Sagen blev udsat til punkt 3.", "Formanden takkede."],
        ["Hvad koster det?", "Det ved ingen endnu!", "Rådet venter."],
        ["»Det er godt.«", "Sådan sagde formanden."],
        ["Planen gælder i 2026.", "Derefter skal den vurderes."],
    ],
)
def test_sentences_end(text: list[str]) -> None:
    assert sentences(" ".join(text)) == text


def test_sentences_keep_to_their_range() -> None:
    text = "Første. Anden. Tredje."
    assert sentence_ranges(text, 8, 14) == ((8, 14),)
