"""Seats, posts, parties and representation from lists of participants and absentees.

Not caught: what a list's layout tells by columns alone, where an export has lost them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractors.claiming import evidence
from extractors.context import Context, Listed
from extractors.hits import Hit
from extractors.people import BALLOT, TITLE
from extractors.records import Claim
from extractors.roles import ROLE, elected_body
from extractors.scene import ORG

_SEAT = re.compile(r"(?<![\w-])(?P<seat>regionsråds|byråds|kommunalbestyrelses)medlem(?![\w-])", re.IGNORECASE)
_STAFF = re.compile(
    r"administration|sekretar|forvaltning|gæst|øvrige|referent|kommune deltog|deltog(?:,| desuden| endvidere)|oplægsholder|observatør",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"medlemmer\b|^(?:fra (?:regionen|kommunerne|almen praksis|kommunen|foreningerne|organisationerne|patientforeningerne|region og kommuner|plo|sygehuset|hospitalet|psykiatrien)|repræsentant(?:er)?\b|(?:udpeget|valgt|indstillet) (?:af|for|fra)\b)",
    re.IGNORECASE,
)
_EMPLOYERS = ORG - {"PARTY"}

_DEPUTY_ACTS = re.compile(r" (?:kunne|er|var|blev|ikke|indkaldt|deltog|deltager|møder|mødte)\b")
"""Behind a role: the line tells of somebody else, as in 'stedfortræder kunne ikke indkaldes'."""


def listed(context: Context) -> Iterator[Claim]:
    """Yield memberships, posts, parties and representation from lists of participants and absentees."""
    keys = context.keys
    councils = {int(dict(e.details)["index"]): e.owner for e in context.reading.entities if e.type == "MEETING"}
    column = tuple(_column(context, keys))
    columns = {claim.section for claim in column}
    yield from column
    for entry in context.listed:
        person = keys.get((entry.person.start, entry.person.end, "PERSON"))
        if person is None:
            continue
        council = councils.get(entry.section.meeting if entry.section.meeting is not None else -1, "")
        council = "" if context.annexed(entry.section) else council
        if entry.section.index not in columns:
            yield from _parties(context, entry, person, keys)
        yield from _seats(context, entry, person, council, keys)


def _line(context: Context, entry: Listed) -> tuple[int, int]:
    start = entry.person.start
    if title := entry.person.title:
        start -= len(title) + (2 if context.text.startswith(", ", start - 2) else 1)
    return max(0, start), max(entry.end, entry.person.end)


def _claim(
    context: Context,
    entry: Listed,
    subject: str,
    predicate: str,
    object_: str,
    *,
    role: str = "",
    score: float = 0.9,
    rule: str,
) -> Claim:
    start, end = _line(context, entry)
    while end > start and context.text[end - 1] in " ,;\n\t":
        end -= 1
    return Claim(
        subject,
        predicate,
        object_,
        evidence(context, start, end, start),
        "posts-1",
        (("role", role),) if role else (),
        score=score,
        section=entry.section.index,
        rule=rule,
    )


def _parties(context: Context, entry: Listed, person: str, keys: Mapping[tuple[int, int, str], str]) -> Iterator[Claim]:
    for hit in context.hits_in(entry.person.end, max(entry.end, entry.person.end + 6)):
        if (
            hit.type == "PARTY"
            and hit.start <= max(entry.end, entry.person.end + 2)
            and (hit.start, hit.end, hit.type) in keys
        ):
            yield _claim(
                context, entry, person, "party_member", keys[(hit.start, hit.end, hit.type)], score=0.95, rule="parties"
            )
            return


def _column(context: Context, keys: Mapping[tuple[int, int, str], str]) -> Iterator[Claim]:
    """Yield parties whose ballot letters stand below the names: line by line, as exports of a table leave them."""
    by_section: dict[int, list[Listed]] = {}
    for entry in context.listed:
        by_section.setdefault(entry.section.index, []).append(entry)
    for entries in by_section.values():
        start, end = context.flow.range(entries[0].section.body)
        lines = [line for line in context.text[start:end].split("\n") if line.strip()]
        letters = [line for line in lines if BALLOT.fullmatch(line.strip())]
        if not letters or len(letters) != len(entries) or len(lines) != 2 * len(entries):
            continue
        hits = [h for h in context.hits_in(start, end) if h.type == "PARTY" and (h.start, h.end, h.type) in keys]
        if len(hits) != len(entries):
            continue
        for entry, hit in zip(entries, hits, strict=True):
            person = keys.get((entry.person.start, entry.person.end, "PERSON"))
            if person:
                a, b = entry.person.start, hit.end + 1
                yield Claim(
                    person,
                    "party_member",
                    keys[(hit.start, hit.end, hit.type)],
                    evidence(context, a, b, a),
                    "posts-1",
                    score=0.9,
                    section=entry.section.index,
                    rule="column",
                )


def _seats(
    context: Context, entry: Listed, person: str, council: str, keys: Mapping[tuple[int, int, str], str]
) -> Iterator[Claim]:
    said = context.text[entry.person.end : max(entry.end, entry.person.end)]
    whole = f"{entry.person.title} {said}"
    title = entry.section.title
    staff = bool(_STAFF.search(title)) or bool(_STAFF.search(_heading(context, entry)))
    before = context.hits_in(max(0, entry.person.start - 60), entry.person.start)
    sender = [h for h in before if h.type in _EMPLOYERS and context.text[h.end : entry.person.start] == ": "] or _sender(context, entry)
    organisations = [
        h
        for h in (*context.hits_in(entry.person.end, entry.end), *sender)
        if h.type in _EMPLOYERS
        and (h.start, h.end, h.type) in keys
        and (h in sender or context.text[h.end : h.end + 1] != ":")
    ]
    role_words = [m["role"].casefold() for m in ROLE.finditer(said) if not _DEPUTY_ACTS.match(said, m.end())]
    posts = [
        m.group().strip()
        for m in TITLE.finditer(whole)
        if not ROLE.fullmatch(m.group().strip()) and not _SEAT.fullmatch(m.group().strip())
    ]
    led = (
        re.search(
            r"(?<![a-zæøå])[Ff]ormand(?: for|,)? $",
            context.text[entry.person.end : max(entry.person.end, organisations[0].start)],
        )
        if organisations
        else None
    )
    leading = _LEADING.search(context.text, max(0, entry.person.start - 24), entry.person.start)
    if leading:
        role_words = [leading["role"].casefold()]
    post = entry.person.title or (posts[0] if posts else "")
    if post and ROLE.fullmatch(post):
        role_words.append(post.casefold())
        post = posts[0] if posts else ""
    if led and role_words:
        post, role_words = "Formand", role_words[1:]
    if staff and post and not organisations:
        employer = _employer(context, entry, keys)
        if employer:
            yield _claim(
                context, entry, person, "holds_post", employer, role=_full_title(said, post), score=0.8, rule="seats"
            )
    for hit in organisations[:1]:
        organisation = keys[(hit.start, hit.end, hit.type)]
        if organisation == council:
            continue
        if led and hit.type == "COUNCIL":
            yield _claim(context, entry, person, "member_of", organisation, role=led.group().split()[0].casefold(), score=0.85, rule="seats")
        elif hit.type in ("ASSOCIATION", "COUNCIL") and not post and not staff:
            if not role_words:
                yield _claim(context, entry, person, "member_of", organisation, score=0.7, rule="seats")
        elif post or staff or not (role_words or _elected(context, entry, hit)):
            yield _claim(
                context,
                entry,
                person,
                "holds_post",
                organisation,
                role=_full_title(said, post) if not led else post,
                score=0.85,
                rule="seats",
            )
        if (
            council
            and not staff
            and hit.type != "COUNCIL"
            and not _SECRETARY.search(whole)
            and (role_words or _MEMBERS.search(title) or _member_list(entry) or hit in sender or _under_members(context, entry))
        ):
            yield _claim(context, entry, organisation, "represented_in", council, score=0.75, rule="seats")
    over = _headed(context, entry) if council and not staff and not organisations and (_MEMBERS.search(title) or _member_list(entry)) else None
    if over and keys.get((over.start, over.end, over.type), council) != council:
        yield _claim(context, entry, keys[(over.start, over.end, over.type)], "represented_in", council, score=0.75, rule="headed")
    seat = _SEAT.search(whole)
    if seat:
        body = elected_body(context, seat["seat"])
        if body:
            yield _claim(context, entry, person, "member_of", body, role=seat.group(), score=0.85, rule="seats")
            if council and body != council:
                yield _claim(context, entry, body, "represented_in", council, score=0.75, rule="seats")
    if council and not staff:
        if role_words:
            yield _claim(context, entry, person, "member_of", council, role=role_words[0], score=0.9, rule="seats")
        elif _MEMBERS.search(title) or _under_members(context, entry):
            yield _claim(context, entry, person, "member_of", council, score=0.8, rule="seats")


def _elected(context: Context, entry: Listed, employer: Hit) -> bool:
    """Tell whether a person sits for a region or municipality: a party stands with the name, a post does not."""
    return employer.type in ("REGION", "MUNICIPALITY") and any(h.type == "PARTY" for h in context.hits_in(entry.person.end, entry.end))


_LEADING = re.compile(r"\b(?P<role>(?:næst)?(?:formand|forperson))(?:en|(?<!, formand)(?<!, næstformand)(?<!, forperson)(?<!, næstforperson)en,)? $", re.IGNORECASE)
"""A role before a name: 'Fremmødt var formanden, Ida Holm, og næstformand Bo Lund'."""
_COLUMN = re.compile(r"^Medlem(?:mer)?\b[^.\n]{0,60}$", re.MULTILINE)


def _under_members(context: Context, entry: Listed) -> bool:
    """Tell whether the row of labels over a table says that its people are members: 'Medlem – udpeget af – fremmøde'."""
    start = context.flow.range(entry.section.span)[0]
    return bool(_COLUMN.search(context.text, max(0, start - 60), min(entry.person.start, start + 200)))


_SECRETARY = re.compile(r"\b(?:referent|[a-zæøå]*sekretær|sekretariats[a-zæøå]+)\b", re.IGNORECASE)
"""Who serves a body sits in it for nobody."""
_SENT = re.compile(r"(?:^|[-–•*]\s)?(?:udpeget|indstillet|valgt) af $|\b(?:[Ff]or|[Ff]ra) $", re.IGNORECASE)


def _sender(context: Context, entry: Listed) -> list[Hit]:
    """Return the organisation that sends all people of a line: 'Indstillet af SIND: Ida Holm, Bo Lund'."""
    line = context.text.rfind("\n", 0, entry.person.start) + 1
    colon = context.text.find(":", line, entry.person.start)
    if colon < 0 or ". " in context.text[colon : entry.person.start]:
        return []
    return [
        hit
        for hit in context.hits_in(line, colon)
        if hit.type in _EMPLOYERS and hit.end == colon and _SENT.search(context.text[line : hit.start])
    ]


def _headed(context: Context, entry: Listed) -> Hit | None:
    """Return the organisation that the title of a list names, or that stands on a line of its own over a person, with people alone between."""
    start = context.flow.range(entry.section.span)[0]
    titled = next((h for h in context.hits_in(start, start + len(entry.section.title) + 2) if h.type in _EMPLOYERS - {"COUNCIL"}), None) if entry.section.title else None
    if titled:
        return titled
    end = context.text.rfind("\n", start, entry.person.start)
    for _ in range(6):
        line = context.text.rfind("\n", start, end) + 1 if end > start else 0
        if line <= start:
            return None
        inside = context.hits_in(line, end)
        alone = next((h for h in inside if h.type in _EMPLOYERS - {"COUNCIL"} and h.start == line and not context.text[h.end : end].strip(" :")), None)
        if alone:
            return alone
        if not any(h.type == "PERSON" for h in inside):
            return None
        end = line - 1
    return None


def _member_list(entry: Listed) -> bool:
    return (
        entry.section.kind == "attendance"
        and not _STAFF.search(entry.section.title)
        and not entry.section.title.casefold().startswith(("mødedeltagere", "deltagere", "til stede"))
    )


def _heading(context: Context, entry: Listed) -> str:
    """Return the line above that a listed person stands under, within the section."""
    start = context.flow.range(entry.section.span)[0]
    lines = context.text[max(start, entry.person.start - 2000) : entry.person.start].split("\n")[:-1]
    for line in reversed(lines[-12:]):
        if (
            len(line) < 70
            and (
                line.rstrip().endswith(":")
                or re.search(r"deltog|fra (?:administrationen|forvaltningen|kommunen)", line, re.IGNORECASE)
            )
            and not re.search(r"\([A-ZÆØÅ]\)", line)
        ):
            return line
    return ""


def _employer(context: Context, entry: Listed, keys: Mapping[tuple[int, int, str], str]) -> str:
    """Return the organisation that the heading over a list of staff names ('Fra Nyby Kommune deltog')."""
    start = context.flow.range(entry.section.span)[0]
    line_end = context.text.find("\n", start)
    found = [
        h
        for h in context.hits_in(max(0, start - 1), line_end if line_end > 0 else start)
        if h.type in _EMPLOYERS and (h.start, h.end, h.type) in keys
    ]
    return keys[(found[0].start, found[0].end, found[0].type)] if found else ""


def _full_title(said: str, post: str) -> str:
    """Return a title with what goes with it ('leder af visitationen'), as written."""
    if not post:
        return ""
    at = said.find(post)
    tail = re.match(r"(?: (?:af|for) [a-zæøå-]+(?: [a-zæøå-]+)?)?", said[at + len(post) :]) if at >= 0 else None
    return post + (tail.group() if tail else "")
