"""What `extractors.privacy` masks, and above all what it leaves alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.privacy import MASK, mask


def masked_parts(text: str) -> list[str]:
    """Return the stretches that were masked."""
    masked, _ = mask(text)
    assert len(masked) == len(text)
    parts, current = [], ""
    for before, after in zip(text, masked, strict=True):
        if after == MASK and before != MASK:
            current += before
        elif current:
            parts.append(current)
            current = ""
    return [*parts, current] if current else parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Borgeren 010190-1234 fik afslag.", ["010190-1234"]),
        ("Borgeren (311299-4321).", ["311299-4321"]),
        ("CPR: 0101901234", ["0101901234"]),
        ("cpr-nr. 010190 1234 er noteret", ["010190 1234"]),
        ("Sagen om 0101901234 blev udsat", ["0101901234"]),
        ("Ane Prøve, 150385 1234, mødte", ["150385 1234"]),
        ("Erstatningsnummer 610190-1234", ["610190-1234"]),
        ("CPR-nummer 01 01 90 1234", ["01 01 90 1234"]),
        ("personnummer: 010190", ["010190"]),
        ("nr. 010190–1234 i listen", ["010190–1234"]),
        ("Sagsnr. 24/1234, borger 010190-1234", ["010190-1234"]),
        ("010190-\n1234", ["010190-", "1234"]),
    ],
)
def test_privacy_masks_cpr_numbers(text: str, expected: list[str]) -> None:
    assert masked_parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1-21-78-2-21",
        "1-01-81-11-23",
        "Sags ID: EMN-2024-05992",
        "DokID: 12470096",
        "Dok ID: 0101901234",
        "Dokumentnr. 1012470096",
        "Journalnummer 120522-2023",
        "j.nr. 010125-1234",
        "Sagsnr. 010125-1234",
        "CVR 29190909",
        "CVR-nr.: 29 19 09 09",
        "sags nr 306-2009-600",
        "EAN 5798000012345",
        "Kontonr. 1234 0101901234",
        "P-nummer 1003283263",
        "den 31.12.2025 kl. 16.30",
        "451390-1234 er ingen dag",
        "011390-1234 er ingen måned",
        "101200 2025",
        "101200 102300 1050 1100",
        "https://example.dk/sag/0101901234",
        "MDR-2024-00036 og 22/00567",
        "ISBN 978-87-0101-901-2",
        "12010190-12345",
        "perioden 010125-311225",
        "CPR-registeret fra 1968",
    ],
)
def test_privacy_leaves_numbers_that_are_no_cpr(text: str) -> None:
    assert mask(text) == (text, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Skriv til ane.proeve@example.dk.", ["ane.proeve@example.dk"]),
        ("(ap@region-nord.example.dk)", ["ap@region-nord.example.dk"]),
        ("mailto:ÅSE@kommune.dk;", ["ÅSE@kommune.dk"]),
        ("ane@\nexample.dk", ["ane@", "example.dk"]),
        ("ane@region-\nnord.dk", ["ane@region-", "nord.dk"]),
        ("ane(at)example.dk", ["ane(at)example.dk"]),
        ("a@b.dk c@d.dk", ["a@b.dk", "c@d.dk"]),
        ("Mail: ane@example.dk.\nVi mødes", ["ane@example.dk"]),
    ],
)
def test_privacy_masks_email_addresses(text: str, expected: list[str]) -> None:
    assert masked_parts(text) == expected


@pytest.mark.parametrize(
    "text", ["Følg @regionnord", "3 stk. @ 20 kr.", "a@b", "user@localhost siger", "@@@@", "www.example.dk"]
)
def test_privacy_leaves_what_is_no_email_address(text: str) -> None:
    assert mask(text) == (text, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tlf. 20304050", ["20304050"]),
        ("telefon: 2030 4050", ["2030 4050"]),
        ("Mobil 20 30 40 50", ["20 30 40 50"]),
        ("Ane Prøve, 20 30 40 50, møder op", ["20 30 40 50"]),
        ("Ring til Ane Prøve på 20304050 før mødet", ["20304050"]),
        ("+45 20 30 40 50", ["+45 20 30 40 50"]),
        ("+4520304050", ["+4520304050"]),
        ("0045 2030 4050", ["0045 2030 4050"]),
        ("T: 20304050", ["20304050"]),
        ("(+45) 20304050", ["(+45) 20304050"]),
        ("20304050 (mobil)", ["20304050"]),
        ("tlf. 20304050 / 20304051", ["20304050", "20304051"]),
        ("Telefon:\n20304050", ["20304050"]),
        ("Ane Prøve, ane@example.dk, 20304050", ["ane@example.dk", "20304050"]),
        ("Hovednummer 70 10 20 30, direkte 20 30 40 50", ["20 30 40 50"]),
        ("Efter retningslinjen ringes Ane op på tlf. 20304050", ["20304050"]),
        ("+46 70 123 45 67", ["+46 70 123 45 67"]),
    ],
)
def test_privacy_masks_telephone_numbers_of_persons(text: str, expected: list[str]) -> None:
    assert masked_parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ring 112 eller 1813.",
        "Hovednummer 70 10 20 30",
        "Hovednummer: +45 70 10 20 30",
        "Omstillingen, tlf. 70102030",
        "Rådgivningstelefon 70 20 30 40 er åben",
        "Den psykiatriske akuttelefon har nummer 70 20 30 40",
        "Ring til Livslinjen på 70 20 12 01",
        "Ring til Livslinien på 70 20 12 01",
        "Lægevagten, tlf. 70 11 31 31",
        "Hotline: 7020 3040",
        "12 345 678 kr.",
        "I alt 12345678 kr.",
        "beløb 20 30 40 50",
        "DokID 12345678",
        "Dokument 12470096 og 12470097",
        "2022 2023 2024 2025",
        "Andel 12 34 56 78 90",
        "Der er 2022 2023",
        "12.03.2026",
        "den 12 03 2026",
        "kl. 15.00-17.00",
        "1-01-81-11-23",
        "5 12 34 56 78",
        "CVR 12 34 56 78",
        "reg. 1234 konto 12345678",
        "80.000-300.000",
        "Telefontiden er 2025-2026",
        "mobilitet 12345678",
        "6386720498921039",
    ],
)
def test_privacy_leaves_helplines_amounts_and_ids(text: str) -> None:
    assert mask(text) == (text, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("se file:///C://Users/ANPR/Downloads/aftale.pdf her", ["file:///C://Users/ANPR/Downloads/aftale.pdf"]),
        (r"C:\Users\anpr\sag.docx", [r"C:\Users\anpr\sag.docx"]),
        (r"(file:\\server\anpr\a.pdf).", [r"file:\\server\anpr\a.pdf"]),
    ],
)
def test_privacy_masks_links_to_local_files(text: str, expected: list[str]) -> None:
    assert masked_parts(text) == expected


def test_privacy_leaves_the_word_file_and_web_links() -> None:
    text = "profile: ja, file: nej, https://example.dk/file/1"
    assert mask(text) == (text, {})


def test_privacy_counts_each_kind() -> None:
    text = "010190-1234 og 020290-1234, a@b.dk, tlf. 20304050, file:///a/b"
    assert mask(text)[1] == {"cpr": 2, "email": 1, "link": 1, "phone": 1}


FRAGMENTS = st.sampled_from(
    "010190|-|1234| |\n|20 30 40 50|20304050|tlf. |mobil |"
    "a@b.dk|@|b.dk|cpr |+45|file:///x/|C:\\Users\\a|Hovednummer|sag "
    f"|kr.|,|.|(|æ|12|/|id |Livslinjen |{MASK}".split("|")
)


@settings(max_examples=400, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=6), max_size=25).map("".join))
def test_privacy_keeps_length_and_line_ends_and_is_idempotent(text: str) -> None:
    masked, _ = mask(text)
    assert len(masked) == len(text)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
    assert all(a in (b, MASK) for a, b in zip(masked, text, strict=True))
    assert mask(masked) == (masked, {})


@pytest.mark.parametrize(
    "unit", ["a", "1", "a@", "@", "1 ", "12 ", "a.", "-", "tlf ", "+45", "file:/", "010190-", "cpr ", "(at)", "█"]
)
def test_privacy_runs_in_linear_time(unit: str) -> None:
    begin = time.process_time()
    mask(unit * (300_000 // len(unit)))
    assert time.process_time() - begin < 20
