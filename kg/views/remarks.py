"""The report's chapters of follow-ups and figures, and what stands beside an item's outcome: votes, dissent, earlier decisions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from extractors.records import Entity
from kg.printing import readable
from kg.remarks import Note
from kg.views import model, texts
from kg.views.markup import Markup, both, join, tag
from kg.views.remainder import left_out
from kg.views.statements import (
    Context,
    cited,
    danish,
    evidence,
    link,
    nothing,
    statement_list,
    status_mark,
    unsettled_mark,
)

BESIDE = ("vote", "amendment", "reservation", "non_participation", "earlier_decision")
"""Kinds of remark that stand under an item's outcome, in the order in which they are told."""


def notes_alike(notes: Iterable[Note]) -> list[list[Note]]:
    """Return the notes that say the same of the same together, in the order of the first of each.

    >>> notes_alike(())
    []
    """
    groups: dict[tuple[object, ...], list[Note]] = {}
    for note in notes:
        unsettled = note.kind if note.kind in texts.UNSETTLED else ""
        key: tuple[object, ...] = (note.remark, note.about, note.by, note.details, note.status, unsettled)
        if note.remark in ("reservation", "amendment"):  # Only their words tell two of them apart.
            key = (*key, " ".join(note.quote.split()))
        groups.setdefault(key, []).append(note)
    return list(groups.values())


def noted(context: Context, notes: Sequence[Note], words: Markup, *, always: bool = False) -> Markup:
    """Return what several passages remark alike in words, with its marks and its evidence."""
    note = notes[0]
    # The outcome of an earlier decision tells its status itself.
    plain = note.status == "stated" or note.remark == "earlier_decision"
    marks = [status_mark(note.status)] if always or not plain else []
    said = [words, *marks, unsettled_mark(note.kind)]
    return join(tag("p", Markup(" ".join(part for part in said if part)), class_="claim"), evidence(context, notes))


def follow_ups(context: Context) -> Markup:
    """Return who is to do what by when, by body and meeting."""
    found = [note for note in context.notes if note.remark == "follow_up"]
    if not found:
        return nothing("Referaterne aftaler ingen opfølgning.", "The minutes agree on no follow-up.")
    note = tag(
        "p",
        both(
            "Hvem der skal gøre noget efter et punkt, og hvornår. Hvad det er, siger citatet.",
            "Who is to do something after an item, and when. The quote says what it is.",
        ),
        class_="note",
    )
    blocks = []
    for meeting, group in by_meeting(context, found):
        items = (tag("li", noted(context, same, _follow_up(context, same[0]), always=True)) for same in notes_alike(group))
        blocks.append(tag("article", meeting_heading(context, meeting), statement_list(items)))
    return join(note, left_out(context, "follow_ups", len(found)), *blocks)


def _follow_up(context: Context, note: Note) -> Markup:
    when = note.detail("due")
    occasion = note.detail("occasion")
    if when:
        time = both(f"tid: {model.date_da(when)}", f"when: {when}")
    elif occasion:
        time = both(f"tid: {occasion}", f"when: {occasion}")
    else:
        time = both("tid ikke anført", "no time stated")
    if note.by:
        who = names(context, note)
    elif note.detail("actor"):
        who = tag("strong", note.detail("actor"))
    else:
        who = both("ikke anført, hvem", "not stated who")
    kind = both(*texts.term(texts.FOLLOW_UPS, note.detail("kind")))
    return join(who, " – ", kind, " · ", time, " · ", item_words(context, note.about))


def figures(context: Context) -> Markup:
    """Return what the documents count, by what it is a figure of."""
    groups: defaultdict[str, list[Note]] = defaultdict(list)
    for note in context.notes:
        if note.remark == "figure":
            groups[note.about].append(note)
    if not groups:
        return nothing("Dokumenterne tæller intet for navngivne programmer eller organer.",
                       "The documents count nothing for named programmes or bodies.")  # fmt: skip
    caution = tag(
        "p",
        both(
            "Tal, som dokumenterne nævner; beløb står under Penge. De lægges ikke sammen: det samme kan være talt to steder.",
            "Numbers that the documents tell; sums stand under Money. They are not added up: two may count the same.",
        ),
        class_="note",
    )
    blocks = []
    for iri in context.by_name(groups):
        style = texts.style(context.by_id[iri].type)
        ordered = sorted(groups[iri], key=lambda n: (n.detail("unit"), n.detail("date"), n.document, n.start, n.id))
        items = (tag("li", noted(context, same, _figure(same[0]))) for same in notes_alike(ordered))
        kind = tag("span", both(style.da, style.en), class_="kind")
        blocks.append(tag("article", tag("h3", link(context, iri), " ", kind), statement_list(items)))
    return join(caution, left_out(context, "figures", sum(map(len, groups.values()))), *blocks)


def _figure(note: Note) -> Markup:
    about = f"{note.detail('approximate')} " if note.detail("approximate") else ""
    exact = tag("strong", about, model.counted(note.detail("count")), class_="amount")
    day = note.detail("date")
    when = both(f" · {model.date_da(day)}", f" · {day}") if day else both(" · dato ikke anført", " · no date stated")
    return join(exact, " ", note.detail("unit"), when)


def beside(context: Context, notes: Iterable[Note]) -> Markup:
    """Return what single members did and what was decided before, beside an item's outcome and apart from it."""
    kept = sorted((n for n in notes if n.remark in BESIDE),
                  key=lambda n: (BESIDE.index(n.remark), n.document, n.start, n.id))  # fmt: skip
    parts: list[Markup] = []
    for remark, found in groupby(kept, key=lambda n: n.remark):
        group = list(found)
        if remark == "vote":
            parts += _votes(context, group)
            continue
        for same in notes_alike(group):
            note = same[0]
            label = tag("span", both(*texts.REMARKS[remark]), class_="kind")
            words = _earlier(context, note) if remark == "earlier_decision" else _who(context, note)
            parts.append(noted(context, same, join(label, " ", words), always=remark == "amendment"))
    return tag("div", *parts, class_="beside") if parts else Markup("")


def _who(context: Context, note: Note) -> Markup:
    time = note.detail("time")
    return join(names(context, note), both(f", kl. {time}", f", at {time}") if time else "")


def _earlier(context: Context, note: Note) -> Markup:
    day = note.detail("date")
    when = both(f" {model.date_da(day)}", f" {day}") if day else Markup("")
    who = names(context, note) if note.by else both("organ ikke anført", "body not stated")
    return join(who, when, ": ", both(*texts.term(texts.OUTCOMES, note.detail("outcome"))))


def _votes(context: Context, votes: Sequence[Note]) -> list[Markup]:
    """Return the votes of an item in one line for each ballot, what several documents tell alike once."""
    lines: dict[Markup, list[Note]] = {}
    for group in ballots(votes):
        lines.setdefault(_vote_line(context, group), []).extend(group)
    label = tag("span", both(*texts.REMARKS["vote"]), class_="kind")
    return [
        join(
            tag("p", Markup(" ".join(p for p in (join(label, " ", line), unsettled_mark(group[0].kind)) if p)),
                class_="claim"),
            _ballot_evidence(context, group),
        )
        for line, group in lines.items()
    ]  # fmt: skip


def _ballot_evidence(context: Context, votes: Sequence[Note]) -> Markup:
    """Return every quote of a ballot; those from one place stand together above it."""
    places: dict[tuple[str, str], list[Note]] = {}
    for vote in votes:
        places.setdefault((vote.document, vote.citation), []).append(vote)
    parts: list[Markup] = []
    for group in places.values():
        quotes = dict.fromkeys(readable(vote.quote) for vote in group)
        parts += [tag("blockquote", f"»{quote}«", lang="da") for quote in quotes if quote]
        parts.append(cited(context, group[0]))
    return join(*parts)


APART = 600
"""Code points between two votes beyond which they are not taken for one ballot."""


def ballots(votes: Iterable[Note]) -> list[list[Note]]:
    """Return votes by the ballot that they seem to belong to: a motion and its amendment are voted on one after the other.

    A new one begins where a voter votes again, where a choice is told anew after another, and far on in the text.

    >>> ballots(())
    []
    """
    order = list(texts.CHOICES)
    found: list[list[Note]] = []
    for vote in sorted(votes, key=lambda n: (n.document, n.start, order.index(n.detail("choice")), n.by, n.id)):
        last = found[-1] if found else []
        told = [one.detail("choice") for one in last]
        again = any(one.by == vote.by for one in last)
        anew = vote.detail("choice") in told[:-1] and told[-1] != vote.detail("choice")
        far = bool(last) and (last[-1].document != vote.document or vote.start - last[-1].end > APART)
        if not last or again or anew or far:
            found.append([vote])
        else:
            last.append(vote)
    return found


def _vote_line(context: Context, votes: Sequence[Note]) -> Markup:
    parts = []
    for choice, label in texts.CHOICES.items():
        told: dict[str, None] = {}
        for vote in (v for v in votes if v.detail("choice") == choice):
            count = f" ({vote.detail('votes')})" if vote.detail("votes") else ""
            told[f"{', '.join(context.name(iri) for iri in context.by_name(vote.by))}{count}"] = None
        if told:
            voters = ", ".join(sorted(told, key=danish))
            parts.append(join(both(f"{label[0]}: ", f"{label[1]}: "), tag("strong", voters)))
    return Markup(" · ".join(parts))


def names(context: Context, note: Note) -> Markup:
    """Return who acts in a note, by name."""
    return Markup(", ".join(link(context, iri) for iri in context.by_name(note.by)))


def item_words(context: Context, iri: str) -> Markup:
    """Return an agenda item with its number."""
    item = context.by_id[iri]
    return join(both(f"punkt {item.value}: ", f"item {item.value}: ") if item.value else "", item.name)


def by_meeting(context: Context, notes: Iterable[Note]) -> list[tuple[str, list[Note]]]:
    """Return notes about agenda items by meeting, in the order of bodies and days, and in it by item and place."""
    meetings = model.meetings_of_items(context.entities)
    groups: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        groups[meetings.get(note.about, "")].append(note)
    for found in groups.values():
        found.sort(key=lambda n: (item_number(context.by_id[n.about]), n.about, n.document, n.start, n.id))
    return [(meeting, groups[meeting]) for meeting in in_order(context, groups)]


def in_order(context: Context, meetings: Iterable[str]) -> list[str]:
    """Return meetings by the names of their bodies, then by day."""
    councils_of = model.councils_of_meetings(context.entities, context.facts)

    def order(meeting: str) -> tuple[str, str, str]:
        entity = context.by_id.get(meeting)
        return danish(context.name(councils_of.get(meeting, ""))), entity.value if entity else "", meeting

    return sorted(meetings, key=order)


def meeting_heading(context: Context, meeting: str) -> Markup:
    """Return the heading of what belongs to one meeting."""
    return tag("h3", (context.name(meeting) if meeting else "") or both("Møde ikke oplyst", "Meeting not stated"))


def item_number(item: Entity) -> tuple[int, str]:
    """Return what items sort by: their number, then what else stands in it."""
    found = re.match(r"\d{1,6}", item.value)
    return (int(found[0]) if found else 10**6, item.value)
