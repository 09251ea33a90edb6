"""Tests of what is read by the tagger, what is cut off its names, and what of it never counts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from readings import document, names, read

from extractors import read_document
from extractors.hits import Hit
from extractors.plausible import plausible, trimmed
from extractors.records import Claim, Configuration, LocalEntity, Mention, Span
from extractors.tagged import find_tagged, no_surer, supplemented, unexplained


def hit(text: str, surface: str, kind: str = "ORG_OTHER", *, score: float = 0.9) -> Hit:
    start = text.index(surface)
    return Hit(start, start + len(surface), kind, "tagger", score=score)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def cut(text: str, surface: str, kind: str = "ORG_OTHER") -> str:
    found = trimmed(hit(text, surface, kind), text, words(text))
    return text[found.start : found.end] if found else ""


@pytest.mark.parametrize(
    ("text", "surface", "kind", "name"),
    [
        ("Så kom sygehusdirektør Ebbe Lundvang.", "sygehusdirektør Ebbe Lundvang.", "PERSON", "Ebbe Lundvang"),
        ("Rådmand Ebbe Lundvang (V) kom.", "Rådmand Ebbe Lundvang (V)", "PERSON", "Ebbe Lundvang"),
        ("Ebbe Lundvang kom. Ebbe Lundvangs bror gik.", "Ebbe Lundvangs", "PERSON", "Ebbe Lundvang"),
        ("Mødet med Jens Elius.", "Jens Elius", "PERSON", "Jens Elius"),
        ("Fra Strandby Kommunes side", "Strandby Kommunes", "MUNICIPALITY", "Strandby Kommune"),
        ("PFB's formand", "PFB's", "ASSOCIATION", "PFB"),
        ("PFBs formand", "PFBs", "ASSOCIATION", "PFB"),
        ("BYUDVALGETS MØDE", "BYUDVALGETS", "COUNCIL", "BYUDVALGET"),
        ("på »Havnehjørnet« i dag", "»Havnehjørnet«", "PROVIDER", "Havnehjørnet"),
        ("Varmt Hus A.m.b.a. søger", "Varmt Hus A.m.b.a.", "ORG_OTHER", "Varmt Hus A.m.b.a."),
        ("hos RenBy ApS. De", "RenBy ApS.", "ORG_OTHER", "RenBy ApS"),
        ("på Værestedet Perlen i Køge", "Værestedet Perlen i Køge", "PROVIDER", "Værestedet Perlen"),
        ("hos Lægevagten i Køge", "Lægevagten i Køge", "PROVIDER", "Lægevagten i Køge"),
        ("Af Ida Holm", "Af Ida Holm", "PERSON", "Ida Holm"),
        ("Ida Holm Krogården 12", "Ida Holm Krogården", "PERSON", "Ida Holm"),
        ("(Havnens Venner", "(Havnens Venner", "ASSOCIATION", "Havnens Venner"),
    ],
)
def test_tagged_names_lose_titles_signs_and_genitives(text: str, surface: str, kind: str, name: str) -> None:
    assert cut(text, surface, kind) == name


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Beslutning\nGodkendt.", "Beslutning"),
        ("SAGSFREMSTILLING\nDer er", "SAGSFREMSTILLING"),
        ("Mødested: Strandby", "Mødested"),
        ("Sag 27.03.00-A00-4-24 blev", "27.03.00-A00-4-24"),
        ("Se EMN-2031-00417 og", "EMN-2031-00417"),
        ("Bo Lund (Ø) spurgte", "Ø"),
        ("Bo Lund (RV) spurgte", "RV"),
        ("Så sagde Formanden nej", "Formanden"),
        ("Skriv til Havn@by.dk i dag", "Havn"),
        ("nye SOSU-elever kom", "SOSU-elever"),
        ("Det nære sundhedsvæsen vokser", "Det nære sundhedsvæsen"),
        ("A", "A"),
        ("Læs www.Havn.dk nu", "www.Havn.dk"),
    ],
)
def test_tagged_labels_numbers_ballot_letters_and_common_words_never_count(text: str, surface: str) -> None:
    assert not plausible(hit(text, surface), text, words(text))


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [("Ida og folk kom", "Ida og folk", "PERSON"), ("Holm Sygehus", "Holm Sygehus", "PERSON"), ("i Vuggen igen", "Vuggen", "PLACE")],
)
def test_tagged_what_cannot_be_of_its_type_never_counts(text: str, surface: str, kind: str) -> None:
    assert not plausible(hit(text, surface, kind), text, words(text))


@pytest.mark.parametrize("surface", ["Socialudvalget", "Sundhedsudvalg", "Udsatterådet"])
def test_tagged_bodies_of_one_word_count(surface: str) -> None:
    assert plausible(hit(f"Så sagde {surface} ja", surface, "COUNCIL"), f"Så sagde {surface} ja", set())


@pytest.mark.parametrize("surface", ["Regionsrådsvalget", "Dialogmødet", "Hospitalerne"])
def test_tagged_common_things_of_one_word_never_count(surface: str) -> None:
    assert not plausible(hit(f"Så kom {surface} igen", surface, "COUNCIL"), f"Så kom {surface} igen", set())


def test_tagged_name_with_other_small_words_must_be_probable() -> None:
    text = "Havnegruppen står for sporet i år"
    assert plausible(hit(text, "Havnegruppen står for sporet", score=0.98), text, words(text))
    assert not plausible(hit(text, "Havnegruppen står for sporet", score=0.6), text, words(text))


def test_tagged_reads_only_where_a_word_written_large_is_left() -> None:
    text = "Strandby Kommune mødes.\nVi ses igen.\nSå taler Ylva Zobel."
    segments = [(0, 23), (24, 36), (37, 57)]
    assert unexplained(text, segments, frozenset(range(16))) == [(37, 57)]


def test_tagged_name_found_once_with_certainty_is_found_again() -> None:
    text = "Mødet blev ledet af formand Solveig Tranhede Myrup.\nSolveig Tranhede Myrup"
    found = [text[h.start : h.end] for h in find_tagged(text, [(0, 51), (52, 74)])]
    assert found == ["Solveig Tranhede Myrup"] * 2


def test_tagged_person_whom_only_a_rule_sees_is_dropped_without_a_known_given_name() -> None:
    text = "Tak til Værestedet Rullen for kaffen."
    rule = Hit(8, 25, "PERSON", "people", score=0.8)
    assert [h for h in supplemented(text, [(0, len(text))], [rule])[0] if h.type == "PERSON"] == []
    assert supplemented(text, [(0, len(text))], [rule], model="none")[0] == (rule,)


STRANGER = "Gæsten Xhevat Krasniqaj-Brundtoft fortalte om natten på gaden."


def test_tagged_stranger_whom_no_rule_knows_is_found_with_its_probability() -> None:
    (mention,) = [m for m in read(STRANGER).mentions if m.type == "PERSON"]
    assert (mention.text, mention.extractor) == ("Xhevat Krasniqaj-Brundtoft", "tagger-1") and 0.5 < mention.score <= 1
    alone = read_document(document(STRANGER), Configuration(model="none"))
    assert [m for m in alone.mentions if m.type == "PERSON"] == []


@pytest.mark.parametrize("name", ["Šejla Žižek", "Ćamil Šarić", "Þóra Óskarsdóttir", "Ágnes Żukowska", "Łukasz Świątek"])
def test_tagged_capitals_of_all_alphabets_are_capitals(name: str) -> None:
    assert name in names(read(f"Notat\n\noverlæge {name} talte om natten.")).values()


def test_tagged_person_of_a_rule_stays_where_the_tagger_did_not_read() -> None:
    rule = Hit(0, 9, "PERSON", "people", score=0.8)
    assert supplemented("Qqq Wwwww kom.", [], [rule])[0] == (rule,)


def test_tagged_finds_no_name_inside_an_address() -> None:
    text = "Ida Lund kom. Skriv til Ida.Lund@nyby.dk eller se nyby.dk/Lund og www.Lund.dk i dag."
    reading = read(text)
    assert {m.span.start for m in reading.mentions if m.type == "PERSON"} == {0}


def test_tagged_claim_is_no_surer_than_a_name_that_only_the_tagger_found() -> None:
    mention = Mention(Span(0, 3), "Ida", "PERSON", "tagger-1", score=0.72)
    people = LocalEntity("PERSON|ida|", "PERSON", "Ida", ("Ida",), (mention,))
    council = LocalEntity("COUNCIL|r|", "COUNCIL", "Råd", ("Råd",), (replace(mention, extractor="councils-1", score=0.5),))
    claim = Claim("PERSON|ida|", "member_of", "COUNCIL|r|", Span(0, 3), "roles-1", score=0.9)
    reading = replace(read("Notat"), entities=(people, council), claims=(claim,))
    assert [c.score for c in no_surer(reading).claims] == [0.72]
    by_rule = replace(people, mentions=(mention, replace(mention, extractor="people-1")))
    assert [c.score for c in no_surer(replace(reading, entities=(by_rule, council))).claims] == [0.9]
