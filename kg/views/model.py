"""What the page and the report share: who may be shown, what follows from what, and values as a Dane writes them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from extractors.edtf import last_day
from extractors.records import Configuration, Entity
from kg.facts import Fact, Source
from kg.remarks import Note
from kg.views import texts


@dataclass(frozen=True, slots=True)
class Dealt:
    """A council dealt with a programme: an item of one of its meetings discusses it, as `fact` says."""

    council: str
    programme: str
    meeting: str
    fact: Fact


def shown(
    entities: Iterable[Entity], facts: Iterable[Fact], *, configuration: Configuration
) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
    """Return the entities and facts that may be shown, sorted; private persons only where ``persons`` is ``all``.

    A fact whose subject or object is not shown is left out whole; a funder or speaker who is not shown is left out
    of the fact.

    >>> shown((), (), configuration=Configuration())
    ((), ())
    """
    kept = {
        e.id: e
        for e in sorted(entities, key=lambda entity: entity.id)
        if e.type != "PERSON" or e.standing != "private" or configuration.persons == "all"
    }
    clean = []
    for fact in facts:
        if fact.subject not in kept or (fact.predicate != "decision" and fact.object not in kept):
            continue
        qualifiers = tuple((n, v) for n, v in fact.qualifiers if n != "funder" or v in kept)
        said_by = fact.said_by if fact.said_by in kept else ""
        clean.append(replace(fact, qualifiers=qualifiers, said_by=said_by))
    clean.sort(key=lambda f: (f.subject, f.predicate, f.object, f.document, f.start, f.end, f.claim))
    return tuple(kept.values()), tuple(clean)


def shown_notes(entities: Iterable[Entity], notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes that are about and by shown entities alone, sorted.

    >>> shown_notes((), ())
    ()
    """
    kept = {entity.id for entity in entities}
    found = (note for note in notes if kept.issuperset((note.about, *note.by)))
    return tuple(sorted(found, key=lambda n: (n.about, n.remark, n.document, n.start, n.end, n.id)))


def meetings_of_items(entities: Sequence[Entity]) -> dict[str, str]:
    """Return the meeting of each agenda item: the item's owner, else the only meeting of its document.

    >>> meetings_of_items(())
    {}
    """
    meetings = {e.id for e in entities if e.type == "MEETING"}
    in_document: defaultdict[str, set[str]] = defaultdict(set)
    for meeting in (e for e in entities if e.type == "MEETING"):
        for document, _ in meeting.local:
            in_document[document].add(meeting.id)
    found = {}
    for item in (e for e in entities if e.type == "AGENDA_ITEM"):
        lonely = {m for document, _ in item.local if len(in_document[document]) == 1 for m in in_document[document]}
        if item.owner in meetings:
            found[item.id] = item.owner
        elif len(lonely) == 1:
            found[item.id] = lonely.pop()
    return found


def councils_of_meetings(entities: Sequence[Entity], facts: Iterable[Fact]) -> dict[str, str]:
    """Return the council of each meeting: as the first ``meeting_of`` says, else the meeting's owner.

    >>> councils_of_meetings((), ())
    {}
    """
    councils = {e.id for e in entities if e.type == "COUNCIL"}
    found: dict[str, str] = {}
    for fact in facts:
        if fact.predicate == "meeting_of" and holds(fact) and fact.object in councils:
            found.setdefault(fact.subject, fact.object)
    for meeting in (e for e in entities if e.type == "MEETING" and e.owner in councils):
        found.setdefault(meeting.id, meeting.owner)
    return found


def holds(fact: Fact) -> bool:
    """Tell whether a fact is neither denied nor rejected."""
    return fact.polarity == "positive" and fact.status != "rejected"


def dealt_with(entities: Sequence[Entity], facts: Sequence[Fact]) -> tuple[Dealt, ...]:
    """Return which council dealt with which programme, one for each ``discusses``, in order of council and programme.

    >>> dealt_with((), ())
    ()
    """
    types = {e.id: e.type for e in entities}
    meetings, councils = meetings_of_items(entities), councils_of_meetings(entities, facts)
    found = [
        Dealt(councils[meetings[fact.subject]], fact.object, meetings[fact.subject], fact)
        for fact in facts
        if fact.predicate == "discusses"
        and holds(fact)
        and types.get(fact.object) in texts.PROGRAMMES
        and meetings.get(fact.subject, "") in councils
    ]
    return tuple(sorted(found, key=lambda d: (d.council, d.programme, d.meeting, d.fact.start, d.fact.claim)))


def money_bucket(fact: Fact) -> str:
    """Return which money a fact speaks of: ``decided``, ``stated``, ``proposed``, ``expected`` or ``rejected``.

    No sum may ever run over two of them. ``stated`` is what a document tells without telling whether it is decided.

    >>> from types import SimpleNamespace as fact
    >>> money_bucket(fact(status="recommended", polarity="positive"))
    'proposed'
    """
    if not holds(fact):
        return "rejected"
    if fact.status in {"proposed", "recommended"}:
        return "proposed"
    if fact.status in {"expected", "estimated"}:
        return "expected"
    return "decided" if fact.status == "decided" else "stated"


def title(entity: Entity) -> str:
    """Return what an entity is called to a reader: a meeting with its day in words, else the name.

    >>> from extractors.records import Entity
    >>> title(Entity("m", "MEETING", "Rådet 2026-01-29", (), (), "", value="2026-01-29"))
    'Rådet, 29. januar 2026'
    """
    if entity.type == "MEETING" and entity.value and entity.name.endswith(entity.value):
        return f"{entity.name.removesuffix(entity.value).rstrip(' ,')}, {date_da(entity.value)}".lstrip(", ")
    return entity.name or entity.id


def safe_url(url: str) -> str:
    """Return `url` where it is a plain web address, else the empty string.

    >>> safe_url("https://www.rm.dk/moede"), safe_url("javascript:alert(1)"), safe_url("http:///x")
    ('https://www.rm.dk/moede', '', '')
    """
    try:
        parts = urlsplit(url.strip())
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return url.strip() if fine and not re.search(r"[\s\"'<>\\\x00-\x1f]", url.strip()) else ""


def place_url(source: Source | None, page: int | None) -> str:
    """Return the address of a document's page: PDF readers understand ``#page=`` (RFC 8118).

    >>> place_url(None, 3)
    ''
    """
    url = safe_url(source.url) if source else ""
    if source and url and page and "#" not in url and source.media_type == "application/pdf":
        return f"{url}#page={page}"
    return url


def kroner(value: str) -> str:
    """Return an amount as a Dane writes it; what is no number stays as it is.

    >>> kroner("12500000"), kroner("1250.5"), kroner("ukendt")
    ('12.500.000 kr.', '1.250,50 kr.', 'ukendt')
    """
    found = re.fullmatch(r"(-?)(\d{1,30})(?:\.(\d{1,10}))?", value)
    if not found:
        return value
    sign, whole, part = found[1], found[2], (found[3] or "").rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped}{',' + part.ljust(2, '0') if part else ''} kr."


def counted(value: str) -> str:
    """Return a number as a Dane writes it; what is no number stays as it is.

    >>> counted("1240"), counted("1.5"), counted("mange")
    ('1.240', '1,5', 'mange')
    """
    found = re.fullmatch(r"(\d{1,30})(?:\.(\d{1,10}))?", value)
    return f"{int(found[1]):,}".replace(",", ".") + (f",{found[2]}" if found[2] else "") if found else value


def qualifier(name: str, value: str) -> str:
    """Return the value of a qualifier as a Dane writes it: years and days in words, an end as the last day that is in.

    >>> qualifier("valid_to", "2026-01-01"), qualifier("year", "2025/2027"), qualifier("role", "formand")
    ('31. december 2025', '2025–2027', 'formand')
    """
    if name == "valid_to":
        value = last_day(value)
    return date_da(value) if name in ("year", "valid_from", "valid_to") else value


def date_da(value: str) -> str:
    """Return an EDTF date in Danish words; what is none stays as it is.

    >>> date_da("2026-01-29"), date_da("2025-22"), date_da("2024-11~"), date_da("2027/..")
    ('29. januar 2026', 'sommer 2025', 'ca. november 2024', 'fra 2027')
    >>> date_da("2022/2025"), date_da("2025-01-01/2025-06"), date_da("om lidt")
    ('2022–2025', '1. januar 2025 til juni 2025', 'om lidt')
    """
    if "/" in value:
        start, _, end = value.partition("/")
        if end in {"", ".."}:
            return f"fra {date_da(start)}"
        if start in {"", ".."}:
            return f"til {date_da(end)}"
        to = "–" if re.fullmatch(r"\d{4}/\d{4}", value) else " til "
        return f"{date_da(start)}{to}{date_da(end)}"
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", value)
    if not found:
        return value
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    about = "ca. " if found[4] else ""
    if month in texts.SEASONS_DA:
        return f"{about}{texts.SEASONS_DA[month]} {year}"
    if not 1 <= month <= 12:
        return f"{about}{year}" if not month else value
    return f"{about}{f'{day}. ' if day else ''}{texts.MONTHS_DA[month - 1]} {year}"
