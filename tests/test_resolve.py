"""Resolution: the same thing across documents is one entity, whatever the order of the files."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest
from readings import minutes, read

from extractors import read_document
from extractors.reading import read_file
from extractors.records import Configuration, Document, Entity, LocalEntity, Mention, Reading, Span
from kg.examples import folder
from kg.iris import digest
from kg.resolve import resolve

BASE = Configuration().base


def local(key: str, name: str, *, owner: str = "", code: str = "", standing: str = "") -> LocalEntity:
    kind = key.split("|")[0]
    kind = "INITIATIVE" if kind == "PROGRAMME" else kind
    return LocalEntity(key, kind, name, (name,), (Mention(Span(0, len(name)), name, kind, "test-1"),), owner=owner, code=code, standing=standing)


def paper(number: int, *entities: LocalEntity) -> Reading:
    digits = f"{number:064x}"
    return Reading(Document(digits[-16:], digits, f"d{number}", f"d{number}.txt", "text/plain", "x" * 99), entities=entities)


def resolved(*papers: Reading) -> tuple[Entity, ...]:
    return resolve(papers, base=BASE)


def test_resolve_same_key_of_two_documents_is_one() -> None:
    (found,) = resolved(paper(1, local("ASSOCIATION|forening:sind", "SIND")), paper(2, local("ASSOCIATION|forening:sind", "Landsforeningen SIND")))
    assert len(found.local) == 2 and "Landsforeningen SIND" in {found.name, *found.aliases}


def test_resolve_same_council_of_two_regions_is_two() -> None:
    found = resolved(paper(1, local("COUNCIL|udsatteråd|region:1085", "Udsatterådet i Region Sjælland", owner="region:1085")), paper(2, local("COUNCIL|udsatteråd|region:1082", "Udsatterådet i Region Midtjylland", owner="region:1082")))
    assert {e.id.removeprefix(BASE) for e in found} == {"council/udsatteraadet-i-region-sjaelland", "council/udsatteraadet-i-region-midtjylland"}


def test_resolve_slip_is_joined_to_the_commoner() -> None:
    right, slip = local("COUNCIL|patientinddragelsesudvalg|region:1085", "Patientinddragelsesudvalget"), local("COUNCIL|patientindragelsesudvalg|region:1085", "Patientindragelsesudvalget")
    (found,) = resolved(paper(1, right), paper(2, right), paper(3, slip))
    assert found.name == "Patientinddragelsesudvalget" and "Patientindragelsesudvalget" in found.aliases


@pytest.mark.parametrize(("one", "other"), [
    ("COUNCIL|udsatteråd|region:1085", "COUNCIL|udsatterråd|region:1082"),
    ("COUNCIL|sundhedsudvalg nord|", "ASSOCIATION|sundhedsudvalg nordd|"),
    ("PERSON|ida holm|", "PERSON|ida holt|"),
    ("PROGRAMME|kræftplan for alle 4|", "PROGRAMME|kræftplan for alle 5|"),
    ("DATE|2026-01-15", "DATE|2026-01-16"),
    ("MEETING|udsatteråd|region:1085|2026-01-15", "MEETING|udsatteråd|region:1085|2026-01-16"),
    ("PLACE|holbæk station vest|", "PLACE|holbæk station vesst|"),
])  # fmt: skip
def test_resolve_slips_are_guarded(one: str, other: str) -> None:
    assert len(resolved(paper(1, local(one, "Den ene")), paper(2, local(other, "Den anden")))) == 2


def test_resolve_two_registered_things_are_never_joined() -> None:
    found = resolved(paper(1, local("REGION|region:1085", "Region Sjælland", code="region:1085")), paper(2, local("REGION|region:1084", "Region Hovedstaden", code="region:1084")))
    assert len(found) == 2


def test_resolve_iri_is_made_of_the_registers_name() -> None:
    (found,) = resolved(paper(1, local("REGION|region:1085", "Regionen", code="region:1085")))
    assert (found.id, found.name) == (f"{BASE}region/region-sjaelland", "Region Sjælland")


def test_resolve_iris_that_collide_get_a_suffix_of_their_key() -> None:
    keys = ("ORG_OTHER|by a b|", "ORG_OTHER|by-a-b|")
    found = {e.key: e.id for e in resolved(paper(1, *(local(key, "By") for key in keys)))}
    plain = f"{BASE}organisation/by-a-b"
    assert found == {keys[0]: plain, keys[1]: f"{plain}-{digest(keys[1])[:8]}"}


def test_resolve_joined_key_is_replaced() -> None:
    right, slip = local("COUNCIL|patientinddragelsesudvalg|region:1085", "A"), local("COUNCIL|patientindragelsesudvalg|region:1085", "B")
    (found,) = resolved(paper(1, right), paper(2, right), paper(3, slip))
    assert found.id not in found.replaces
    assert {found.id, *found.replaces} == {f"{BASE}council/{word}-i-region-sjaelland" for word in ("patientinddragelsesudvalget", "patientindragelsesudvalget")}


def test_resolve_owner_is_an_iri_of_the_entities() -> None:
    region = local("REGION|region:1085", "Region Sjælland", code="region:1085")
    council = local("COUNCIL|udsatteråd|region:1085", "Udsatterådet", owner="region:1085")
    found = {e.type: e for e in resolved(paper(1, region, council))}
    assert found["COUNCIL"].owner == found["REGION"].id


def test_resolve_owner_that_no_document_names_has_its_registers_iri() -> None:
    (found,) = resolved(paper(1, local("COUNCIL|udsatteråd|region:1085", "Udsatterådet", owner="region:1085")))
    assert found.owner == f"{BASE}region/region-sjaelland"


def test_resolve_owner_of_a_meeting_is_its_council() -> None:
    found = resolve([read(minutes("Status\nBeslutning\nGodkendt."))], base=BASE)
    by_type = {e.type: e for e in found}
    assert by_type["MEETING"].owner == by_type["COUNCIL"].id
    assert by_type["AGENDA_ITEM"].owner == by_type["MEETING"].id


def test_resolve_standing_is_the_strongest() -> None:
    (found,) = resolved(paper(1, local("PERSON|ida holm|", "Ida Holm", standing="unknown")), paper(2, local("PERSON|ida holm|", "Ida Holm", standing="elected")))
    assert found.standing == "elected"


def test_resolve_is_sorted_by_id() -> None:
    ids = [e.id for e in resolved(paper(1, local("PERSON|ida holm|", "Ida Holm"), local("ASSOCIATION|forening:sind", "SIND")))]
    assert ids == sorted(ids)


def test_resolve_nothing_is_nothing() -> None:
    assert resolved() == ()


@cache
def examples() -> list[Reading]:
    return [read_document(read_file(path)) for path in sorted(folder().glob("*.txt"))]


def test_resolve_does_not_depend_on_the_order_of_files() -> None:
    readings = examples()
    expected = resolve(readings, base=BASE)
    for seed in range(4):
        shuffled = list(readings)
        random.Random(seed).shuffle(shuffled)
        assert resolve(shuffled, base=BASE) == expected


def test_resolve_does_not_depend_on_the_order_of_local_entities() -> None:
    readings = examples()
    turned = [replace(reading, entities=tuple(reversed(reading.entities))) for reading in readings]
    ids = {e.id: (e.type, e.name, e.owner) for e in resolve(readings, base=BASE)}
    assert {e.id: (e.type, e.name, e.owner) for e in resolve(turned, base=BASE)} == ids


def test_resolve_places_every_local_entity_once() -> None:
    readings = examples()
    expected = sorted((reading.document.id, e.key) for reading in readings for e in reading.entities)
    assert sorted(place for e in resolve(readings, base=BASE) for place in e.local) == expected


def test_resolve_ids_are_unique() -> None:
    found = resolve(examples(), base=BASE)
    assert len({e.id for e in found}) == len(found)


def test_resolve_base_begins_every_iri() -> None:
    found = resolve(examples(), base="https://example.dk/id/")
    assert all(e.id.startswith("https://example.dk/id/") for e in found)
    assert all(owner.startswith("https://example.dk/id/") for owner in {e.owner for e in found} - {""})


def test_resolve_owner_is_among_the_entities_or_the_register() -> None:
    found = resolve(examples(), base=BASE)
    ids = {e.id for e in found}
    assert [e.owner for e in found if e.owner and e.owner not in ids and "/region/" not in e.owner and "/municipality/" not in e.owner and "/association/" not in e.owner] == []
