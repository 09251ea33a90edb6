"""Cards, chains and network tables in words: what `kg show`, `kg path` and `kg stats` print."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from kg.analytics import Community, CouncilProgramme, Event, Money, Ranked
from kg.answers import Card
from kg.facts import Fact
from kg.names import Candidate
from kg.paths import Path
from kg.printing import clean, day_words, kroner, readable, short, table, through
from kg.remarks import Note
from kg.validity.holding import STATES
from ontology.terms import DOCUMENT_KINDS, ENTITY_TYPES, OUTCOMES, PREDICATES, REMARKS, STANDINGS

STRUCTURES: Mapping[str, str] = {
    "item_of": "is on the agenda of",
    "has_item": "has on its agenda",
    "owner": "belongs to",
    "owns": "has as its own",
    "linked": "is linked with",
}


WORDS: Mapping[str, str] = {
    "wording": "wording",
    "addition": "addition",
    "recommendation": "answers the recommendation",
}
"""Qualifiers that quote the document: each has a line of its own."""
PASSAGES = 3
"""How many passages a card quotes for one and the same statement."""


def wrapped(text: str, *, width: int | None, indent: int) -> str:
    """Return text on lines of at most `width` characters, each indented; on one line where `width` is None."""
    pad = " " * indent
    text = clean(text)
    if width is None:
        return pad + text
    return textwrap.fill(text, max(width, indent + 20), initial_indent=pad, subsequent_indent=pad)


def candidates_text(candidates: Sequence[Candidate], *, base: str, width: int | None = None) -> str:
    """Return entities as a table: name, type, what they belong to, slug."""
    rows = [(one.name, ENTITY_TYPES[one.type].label_en, one.owner, short(one.iri, base)) for one in candidates]
    return table(("name", "type", "belongs to", "slug"), rows, width=width)


def card_text(card: Card, *, base: str, width: int | None = None) -> str:
    """Return an entity's card: what it is, its facts by predicate, its notes by kind, each with quote, status and citation."""
    return "\n".join(_card_lines(card, base, width)) + "\n"


def _card_lines(card: Card, base: str, width: int | None) -> Iterator[str]:
    entity = card.entity
    yield clean(entity.name)
    yield f"  {ENTITY_TYPES[entity.type].label_en}, {short(entity.id, base)}"
    yield f"  {entity.id}"
    if entity.aliases:
        yield wrapped("Also called: " + " | ".join(entity.aliases), width=width, indent=2)
    for label, value in (
        ("Code", entity.code),
        ("Belongs to", card.owner),
        ("Value", kroner(entity.value) if entity.type == "AMOUNT" and entity.value else
         day_words(entity.value) if entity.type == "DATE" else entity.value),
        ("Standing", STANDINGS[entity.standing].label_en if entity.standing else ""),
        *((name.replace("_", " ").capitalize(), value) for name, value in entity.details),
    ):
        if value:
            yield f"  {label}: {clean(value)}"
    yield from _lens_lines(card, width)
    for facts, total, inverse in ((card.outgoing, card.outgoing_total, False),
                                  (card.incoming, card.incoming_total, True)):
        heading = ""
        for group in _alike(facts, inverse):
            fact = group[0]
            predicate = PREDICATES[fact.predicate]
            label = predicate.inverse_en if inverse else predicate.label_en
            if label != heading:
                heading = label
                yield f"\n{label}"
            one, other = (fact.object, fact.subject) if inverse else (fact.subject, fact.object)
            said_of = "" if one == card.entity.id else card.names.get(one, short(one, base))
            yield from fact_lines(group, other, card.names, base, width, said_of=said_of)
        if total > len(facts):
            yield f"\n  … {total - len(facts)} more {'incoming' if inverse else 'outgoing'} facts: use --limit {total}"
    yield from _note_lines(card, base, width)
    for label, others in (("dealt with (from meetings and items)", card.dealt_with),
                          ("dealt with by (from meetings and items)", card.dealt_with_by)):
        if others:
            yield f"\n{label}"
            yield from (f"  {clean(card.names.get(other, other))}  ({short(other, base)})" for other in others)
    if not card.outgoing and not card.incoming and not card.notes:
        if card.lens.active:
            yield "\nNo statement about it holds then; without --as-of and --known-by all are shown."
        else:
            yield "\nNo document makes a statement about it; it is named only."


def _lens_lines(card: Card, width: int | None) -> Iterator[str]:
    """Yield the day that was asked for, whether the thing existed then, and whose facts stand on its card too."""
    if card.succession:
        others = "; ".join(card.names.get(iri, iri) for iri in card.succession)
        yield wrapped(f"With what it came of and what came of it: {others}", width=width, indent=2)
    if not card.lens.active:
        return
    asked = [f"as of {card.lens.as_of}"] if card.lens.as_of else []
    asked += [f"known by {card.lens.known_by}"] if card.lens.known_by else []
    asked += ["certain only"] if card.lens.certain else []
    yield wrapped(f"Only what holds: {', '.join(asked)}", width=width, indent=2)
    lasts = _lasts(card)
    if lasts:
        yield wrapped(f"It {lasts}" + ("." if card.exists else ": not then."), width=width, indent=2)


def _lasts(card: Card) -> str:
    """Return since when and until when a thing exists; empty where nothing tells."""
    words = []
    if card.exists_from:
        words.append(("exists" if card.starts_surely else "possibly exists") + f" from {day_words(card.exists_from)}")
    if card.exists_to:
        words.append(("" if words else "exists ") + ("" if card.ends_surely else "possibly only ") + through(card.exists_to))
    return " ".join(words)


def _note_lines(card: Card, base: str, width: int | None) -> Iterator[str]:
    """Yield the notes about or by an entity on lines, by kind."""
    heading = ""
    for note in card.notes:
        label = REMARKS[note.remark].label_en
        if label != heading:
            heading = label
            yield f"\n{label}"
        about = "" if note.about == card.entity.id else f", about: {card.names.get(note.about, short(note.about, base))}"
        yield wrapped(f"{note_words(note, card.names)} [{note.status}{about}]", width=width, indent=2)
        yield from passages((note,), width, indent=4)
    if card.notes_total > len(card.notes):
        yield f"\n  … {card.notes_total - len(card.notes)} more figures, follow-ups and the like: use --limit {card.notes_total}"


def note_words(note: Note, names: Mapping[str, str]) -> str:
    """Return what a note tells beside its quote: a number and its unit, who is to act and when, who voted how."""
    who = ", ".join(names.get(iri, iri) for iri in note.by)
    if note.remark == "figure":
        parts = [note.detail("approximate"), note.detail("count"), note.detail("unit")]
        day = day_words(note.detail("date"))
        return " ".join(part for part in parts if part) + (f", {day}" if day else "")
    if note.remark == "follow_up":
        parts = [who or note.detail("actor") or "not stated who", note.detail("kind"),
                 day_words(note.detail("due")) or note.detail("occasion")]  # fmt: skip
        return ", ".join(part for part in parts if part)
    if note.remark == "vote":
        count = f" ({note.detail('votes')})" if note.detail("votes") else ""
        return f"{who}: {note.detail('choice')}{count}"
    if note.remark == "earlier_decision":
        whom = ", ".join(part for part in (who, day_words(note.detail("date"))) if part)
        return f"{whom}: {OUTCOMES[note.detail('outcome')].label_en}"
    return f"{who}, at {note.detail('time')}" if note.detail("time") else who


def _alike(facts: Sequence[Fact], inverse: bool) -> list[list[Fact]]:
    """Return the facts that say the same of the same thing together, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        other = fact.subject if inverse else fact.object
        this = fact.object if inverse else fact.subject
        key = (this, fact.predicate, other, fact.polarity, fact.status, fact.qualifiers, fact.said_by)
        groups.setdefault(key, []).append(fact)
    return list(groups.values())


def fact_lines(
    group: Sequence[Fact], other: str, names: Mapping[str, str], base: str, width: int | None, *, said_of: str = ""
) -> Iterator[str]:
    """Yield what several passages say alike on lines: the other end, status and qualifiers, quotes and citations."""
    fact = group[0]
    name = OUTCOMES[other].label_en if other in OUTCOMES else names.get(other, short(other, base))
    denied = "denied: " if fact.polarity == "negative" else ""
    under = f", said of {said_of}" if said_of else ""
    yield wrapped(f"{denied}{name} [{_notes(group, names)}{under}]", width=width, indent=2)
    quoted = " ".join(readable(fact.quote).split())
    for word, label in WORDS.items():
        value = " ".join(fact.qualifier(word).split())
        if value and not (word == "wording" and value in quoted):
            yield wrapped(f"{label}: {value}", width=width, indent=4)
    yield from passages(group, width, indent=4)


def _notes(group: Sequence[Fact], names: Mapping[str, str]) -> str:
    fact = group[0]
    days = when(group)
    notes = [fact.status, *(_qualifier(key, value, names) for key, value in fact.qualifiers
                            if key not in WORDS and not (days and key in ("valid_from", "valid_to")))]  # fmt: skip
    if fact.said_by:
        notes.append(f"said by {names.get(fact.said_by, fact.said_by)}")
    notes += days
    notes.append(f"{max(one.confidence for one in group):.2f}")
    return ", ".join(notes)


def _qualifier(key: str, value: str, names: Mapping[str, str]) -> str:
    if key == "valid_to":
        return f"valid {through(value)}"
    return f"{key.replace('_', ' ')}: {day_words(value) if key == 'valid_from' else names.get(value, value)}"


def when(group: Sequence[Fact]) -> list[str]:
    """Return since when and until when what several passages say alike holds; nothing where no day was asked for."""
    best = min(group, key=lambda fact: (not fact.certain, fact.known_from))
    words = [] if best.certain else ["possibly"]
    if best.doubted_from and not best.certain:
        words.append(f"another has the role from {day_words(best.doubted_from)}")
    if best.holds_from:
        since = "since" if best.predicate in STATES else "on"
        words.append(f"{since if best.start_stated or (since == 'on' and best.predicate != 'succeeds') else 'first stated'} {day_words(best.holds_from)}")
    words += [through(best.holds_to)] if best.holds_to else []
    words += [f"last confirmed on {day_words(best.last_confirmed)}"] if best.last_confirmed else []
    if best.known_from:
        stated = "/" not in best.known_from
        words.append(f"published {day_words(best.known_from)}" if stated else f"publication not stated: {_span(best.known_from)}")
    return words


def _span(value: str) -> str:
    first, _, last = value.partition("/")
    ends = (f"{word} {day_words(day)}" for word, day in (("from", first), ("through", last)) if day != "..")
    return " ".join(ends)


def passages(group: Sequence[Fact | Note], width: int | None, *, indent: int) -> Iterator[str]:
    """Yield the first quotes of what several passages say alike, each with citation, document and its kind."""
    quoted = ""
    for one in group[:PASSAGES]:
        if one.quote != quoted:
            quoted = one.quote
            yield wrapped(f'"{clean(readable(one.quote))}"', width=width, indent=indent)
        kind = DOCUMENT_KINDS[one.kind].label_en if one.kind in DOCUMENT_KINDS else one.kind
        origin = ", ".join(part for part in (one.doc, kind) if part)
        yield wrapped(f"{one.citation or one.document} ({origin})", width=width, indent=indent + 2)
    if len(group) > PASSAGES:
        yield f"{' ' * (indent + 2)}… and {len(group) - PASSAGES} more: see --format json"


def path_text(paths: Sequence[Path], names: Mapping[str, str], *, width: int | None = None) -> str:
    """Return chains, one after another, with the facts and quotes along the way."""
    lines: list[str] = []
    for number, path in enumerate(paths, 1):
        steps = len(path.steps)
        lines.append(f"{number}. {' - '.join(clean(names.get(node, node)) for node in path.nodes)} "
                     f"({steps} step{'s' if steps != 1 else ''})")
        for step in path.steps:
            start, end = (clean(names.get(node, node)) for node in (step.start, step.end))
            if not step.facts:
                lines.append(wrapped(f"{start} {STRUCTURES[step.structure]} {end}", width=width, indent=3))
            for group in _alike(step.facts, inverse=False):
                fact = group[0]
                one, two = (start, end) if fact.subject == step.start else (end, start)
                told = f"{one} {PREDICATES[fact.predicate].label_en} {two} [{_notes(group, names)}]"
                lines.append(wrapped(told, width=width, indent=3))
                lines += passages(group, width, indent=5)
        lines.append("")
    return "\n".join(lines)


Rows = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Headings and cells of a table."""


def ranked_rows(ranked: Sequence[Ranked], *, base: str) -> Rows:
    """Return a ranking as headings and cells."""
    return ("place", "name", "type", "neighbours", "score", "slug"), tuple(
        (str(place), row.name, row.type, str(row.neighbours), f"{row.score:.4f}", short(row.iri, base))
        for place, row in enumerate(ranked, 1)
    )


def community_rows(communities: Sequence[Community], *, shown: int = 5) -> Rows:
    """Return groups as headings and cells: size and the best connected members."""
    return ("group", "size", "best connected members"), tuple(
        (str(one.number), str(len(one.members)), "; ".join(member.name for member in one.members[:shown]))
        for one in communities
    )


def council_rows(rows: Sequence[CouncilProgramme]) -> Rows:
    """Return councils against programmes as headings and cells."""
    return ("council", "programme", "type", "items", "other facts", "outcomes", "first", "last"), tuple(
        (row.council_name, row.programme_name, row.programme_type, str(row.items), str(row.facts),
         ", ".join(f"{name} {count}" for name, count in row.outcomes), row.first, row.last)
        for row in rows
    )


def money_rows(rows: Sequence[Money]) -> Rows:
    """Return sums as headings and cells, amounts as plain numbers of kroner."""
    return ("for", "amount", "status", "year", "funder", "quote", "citation"), tuple(
        (row.name, f"{row.amount.normalize():f}", row.status, row.year, row.funder_name, row.quote, row.citation)
        for row in rows
    )


def event_rows(rows: Sequence[Event]) -> Rows:
    """Return dated things as headings and cells."""
    return ("date", "kind", "what", "status", "quote", "citation"), tuple(
        (row.date, row.kind, row.name, row.status, row.quote, row.citation) for row in rows
    )
