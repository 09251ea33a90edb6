"""Tests of the registers: their form, their codes and what they may not hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from ontology import data, registry

ROW = ",".join(registry.COLUMNS)
SCHEMES = {
    "region": {"REGION"},
    "kommune": {"MUNICIPALITY"},
    "parti": {"PARTY"},
    "myndighed": {"AUTHORITY"},
    "forening": {"ASSOCIATION"},
    "udbyder": {"PROVIDER"},
    "uddannelse": {"EDUCATION"},
    "organisation": {"ORG_OTHER"},
    "raad": {"COUNCIL"},
    "program": {"REFORM", "AGREEMENT", "PLAN", "LAW", "INITIATIVE"},
    "sted": {"PLACE"},
}
EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def register(folder: Path, *rows: str, header: str = ROW) -> Path:
    path = folder / "register.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_registry_holds_all_98_municipalities() -> None:
    municipalities = [e for e in registry.entries() if e.type == "MUNICIPALITY"]
    assert len(municipalities) == 98
    assert all(re.fullmatch(r"kommune:0\d{3}", e.code) for e in municipalities)
    assert all(e.name.endswith(("Kommune", "Regionskommune")) for e in municipalities)


def test_registry_municipalities_by_region() -> None:
    count = Counter(e.parent for e in registry.entries() if e.type == "MUNICIPALITY")
    assert count == {"region:1081": 11, "region:1082": 19, "region:1083": 22, "region:1084": 29, "region:1085": 17}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("kommune:0101", "Københavns Kommune"),
        ("kommune:0400", "Bornholms Regionskommune"),
        ("kommune:0773", "Morsø Kommune"),
        ("kommune:0820", "Vesthimmerlands Kommune"),
        ("kommune:0860", "Hjørring Kommune"),
        ("parti:Ø", "Enhedslisten"),
    ],
)
def test_registry_official_names(code: str, name: str) -> None:
    assert registry.by_code()[code].name == name


def test_registry_eastern_regions_are_succeeded() -> None:
    east = registry.by_code()["region:oestdanmark"]
    for code in ("region:1084", "region:1085"):
        region = registry.by_code()[code]
        assert (region.successor, region.valid_to) == (east.code, east.valid_from)


def test_registry_codes_are_unique_and_sorted() -> None:
    codes = [e.code for e in registry.entries()]
    assert codes == sorted(set(codes))


def test_registry_code_schemes_match_types() -> None:
    assert [e.code for e in registry.entries() if e.type not in SCHEMES[e.code.partition(":")[0]]] == []


def test_registry_parents_and_successors_exist() -> None:
    known = registry.by_code()
    assert [e.code for e in registry.entries() for c in (e.parent, e.successor) if c and c not in known] == []


def test_registry_dates_are_edtf_and_in_order() -> None:
    for entry in registry.entries():
        assert all(EDTF.fullmatch(d) for d in (entry.valid_from, entry.valid_to) if d), entry
        assert not (entry.valid_from and entry.valid_to) or entry.valid_from < entry.valid_to, entry


def test_registry_no_form_names_two_entries() -> None:
    owners = defaultdict(set)
    for entry in registry.entries():
        for form in (entry.name, *entry.aliases, *entry.abbreviations):
            owners[form].add(entry.code)
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


def test_registry_forms_are_not_repeated_in_an_entry() -> None:
    for entry in registry.entries():
        forms = (entry.name, *entry.aliases, *entry.abbreviations)
        assert len(set(forms)) == len(forms), entry.code


def test_registry_forms_carry_no_stray_space() -> None:
    for entry in registry.entries():
        for form in (entry.name, *entry.aliases, *entry.abbreviations):
            assert form == " ".join(form.split()), entry.code


def test_registry_ambiguous_region_abbreviations_are_left_out() -> None:
    forms = {a for e in registry.entries() for a in (*e.aliases, *e.abbreviations)}
    assert not forms & {"RH", "RM", "RN", "RSD", "RSJ"}


def test_registry_letters_belong_to_one_party_each() -> None:
    letters = Counter(e.letter for e in registry.entries() if e.letter)
    assert set(letters.values()) == {1}
    assert set("ABCFIMOVÆØÅ") <= set(letters)


def test_registry_sources_are_explained() -> None:
    explained = (data("registers") / "SOURCES.md").read_text(encoding="utf-8")
    assert {e.source for e in registry.entries() if f"`{e.source}`" not in explained} == set()


def test_registry_name_lists_are_single_names() -> None:
    assert len(registry.given_names()) > 900
    assert len(registry.surnames()) > 500
    assert all(re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)*", n) for n in registry.given_names() | registry.surnames())


def test_registry_rejects_another_header(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"register\.csv: the header"):
        list(registry.read_register(register(tmp_path, header="code,name")))


def test_registry_rejects_unknown_type_with_line(tmp_path: Path) -> None:
    path = register(tmp_path, "parti:X,FLOK,Flokken,,,,,,,,,,")
    with pytest.raises(ValueError, match=r"line 2: unknown type 'FLOK'"):
        list(registry.read_register(path))


def test_registry_rejects_short_row(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="13 fields"):
        list(registry.read_register(register(tmp_path, "parti:X,PARTY,Flokken")))


def test_registry_rejects_row_without_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs a code and a name"):
        list(registry.read_register(register(tmp_path, "parti:X,PARTY,,,,,,,,,,,")))


def test_registry_reads_lists_of_forms(tmp_path: Path) -> None:
    path = register(tmp_path, "parti:X,PARTY,Flokken,Den Store Flok|Flok,DSF,X,,,,,,,egen")
    (entry,) = registry.read_register(path)
    assert (entry.aliases, entry.abbreviations, entry.letter) == (("Den Store Flok", "Flok"), ("DSF",), "X")
