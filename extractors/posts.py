"""Posts, seats and parties of people: from lists of participants, and from what stands beside a name in running text.

Not caught: a post that is told in another sentence than the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import evidence, make
from extractors.context import Context, Listed
from extractors.keys import body_key
from extractors.people import BALLOT, TITLE
from extractors.records import Claim
from extractors.scene import ORG, Argument, Scene

_ROLE = re.compile(r"(?<![\w-])(?P<role>næstformand|formand|forperson|næstforperson|forkvinde|medlem|suppleant|observatør|stedfortræder|udvalgsformand|formandskab)(?![\w-])", re.IGNORECASE)
_SEAT = re.compile(r"(?<![\w-])(?P<seat>regionsråds|byråds|kommunalbestyrelses)medlem(?![\w-])", re.IGNORECASE)
_STAFF = re.compile(r"administration|sekretar|forvaltning|gæst|øvrige|referent|kommune deltog|deltog(?:,| desuden| endvidere)|oplægsholder|observatør", re.IGNORECASE)
_MEMBERS = re.compile(r"^(?:medlemmer|faste medlemmer|fra (?:regionen|kommunerne|almen praksis|kommunen|foreningerne|organisationerne|patientforeningerne|region og kommuner|plo|sygehuset|hospitalet|psykiatrien)|repræsentanter)", re.IGNORECASE)
_EMPLOYERS = ORG - {"PARTY"}


def listed(context: Context, stage: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield memberships, posts, parties and representation from lists of participants and absentees."""
    keys = dict(context.keys)
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
    start = entry.person.start - (len(entry.person.title) + 1 if entry.person.title else 0)
    return max(0, start), max(entry.end, entry.person.end)


def _claim(context: Context, entry: Listed, subject: str, predicate: str, object_: str, *, role: str = "", score: float = 0.9) -> Claim:
    start, end = _line(context, entry)
    while end > start and context.text[end - 1] in " ,;\n\t":
        end -= 1
    return Claim(subject, predicate, object_, evidence(context, start, end, start), "posts-1", (("role", role),) if role else (), score=score, section=entry.section.index)


def _parties(context: Context, entry: Listed, person: str, keys: dict[tuple[int, int, str], str]) -> Iterator[Claim]:
    for hit in context.hits_in(entry.person.end, max(entry.end, entry.person.end + 6)):
        if hit.type == "PARTY" and hit.start <= max(entry.end, entry.person.end + 2) and (hit.start, hit.end, hit.type) in keys:
            yield _claim(context, entry, person, "party_member", keys[(hit.start, hit.end, hit.type)], score=0.95)
            return


def _column(context: Context, keys: dict[tuple[int, int, str], str]) -> Iterator[Claim]:
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
                yield Claim(person, "party_member", keys[(hit.start, hit.end, hit.type)], evidence(context, a, b, a), "posts-1", score=0.9, section=entry.section.index)


def _seats(context: Context, entry: Listed, person: str, council: str, keys: dict[tuple[int, int, str], str]) -> Iterator[Claim]:
    said = context.text[entry.person.end : max(entry.end, entry.person.end)]
    whole = f"{entry.person.title} {said}"
    title = entry.section.title
    staff = bool(_STAFF.search(title)) or bool(_STAFF.search(_heading(context, entry)))
    organisations = [h for h in context.hits_in(entry.person.end, entry.end) if h.type in _EMPLOYERS and (h.start, h.end, h.type) in keys]
    role_words = [m["role"].casefold() for m in _ROLE.finditer(said)]
    posts = [m.group().strip() for m in TITLE.finditer(whole) if not _ROLE.fullmatch(m.group().strip()) and not _SEAT.fullmatch(m.group().strip())]
    led = re.search(r"[Ff]ormand(?: for|,)? $", context.text[entry.person.end : organisations[0].start]) if organisations else None
    post = entry.person.title or (posts[0] if posts else "")
    if post and _ROLE.fullmatch(post):
        role_words.append(post.casefold())
        post = posts[0] if posts else ""
    if led and role_words:
        post, role_words = "Formand", role_words[1:]
    if staff and post and not organisations:
        employer = _employer(context, entry, keys)
        if employer:
            yield _claim(context, entry, person, "holds_post", employer, role=_full_title(said, post), score=0.8)
    for hit in organisations[:1]:
        organisation = keys[(hit.start, hit.end, hit.type)]
        if organisation == council:
            continue
        if post or not role_words or staff:
            yield _claim(context, entry, person, "holds_post", organisation, role=_full_title(said, post) if not led else post, score=0.85)
        if council and not staff and hit.type != "COUNCIL" and (role_words or _MEMBERS.search(title) or _member_list(entry)):
            yield _claim(context, entry, organisation, "represented_in", council, score=0.75)
    seat = _SEAT.search(whole)
    if seat:
        body = _seat_body(context, seat["seat"])
        if body:
            yield _claim(context, entry, person, "member_of", body, role=seat.group(), score=0.85)
            if council and body != council:
                yield _claim(context, entry, body, "represented_in", council, score=0.75)
    if council and not staff:
        if role_words:
            yield _claim(context, entry, person, "member_of", council, role=role_words[0], score=0.9)
        elif _MEMBERS.search(title):
            yield _claim(context, entry, person, "member_of", council, score=0.8)


def _seat_body(context: Context, seat: str) -> str:
    """Return the key of the elected body that a title such as 'regionsrådsmedlem' names, the document's own first."""
    wanted = body_key(seat.removesuffix("s"))
    own = {context.owners.own, context.owners.region(0)}
    bodies = [e for e in context.reading.entities if e.type == "COUNCIL" and e.key.split("|")[1] == wanted]
    return min(bodies, key=lambda e: (e.owner not in own, e.key)).key if bodies else ""


def _member_list(entry: Listed) -> bool:
    return entry.section.kind == "attendance" and not _STAFF.search(entry.section.title) and not entry.section.title.casefold().startswith(("mødedeltagere", "deltagere", "til stede"))


def _heading(context: Context, entry: Listed) -> str:
    """Return the line above that a listed person stands under, within the section."""
    start = context.flow.range(entry.section.span)[0]
    lines = context.text[start : entry.person.start].split("\n")[:-1]
    for line in reversed(lines[-12:]):
        if len(line) < 70 and (line.rstrip().endswith(":") or re.search(r"deltog|fra (?:administrationen|forvaltningen|kommunen)", line, re.IGNORECASE)) and not re.search(r"\([A-ZÆØÅ]\)", line):
            return line
    return ""


def _employer(context: Context, entry: Listed, keys: dict[tuple[int, int, str], str]) -> str:
    """Return the organisation that the heading over a list of staff names ('Fra Nyby Kommune deltog')."""
    start = context.flow.range(entry.section.span)[0]
    line_end = context.text.find("\n", start)
    found = [h for h in context.hits_in(max(0, start - 1), line_end if line_end > 0 else start) if h.type in _EMPLOYERS and (h.start, h.end, h.type) in keys]
    return keys[(found[0].start, found[0].end, found[0].type)] if found else ""


def _full_title(said: str, post: str) -> str:
    """Return a title with what goes with it ('leder af visitationen'), as written."""
    if not post:
        return ""
    at = said.find(post)
    tail = re.match(r"(?: (?:af|for) [a-zæøå-]+(?: [a-zæøå-]+)?)?", said[at + len(post) :]) if at >= 0 else None
    return post + (tail.group() if tail else "")


_BEHIND = re.compile(r"^(?:, |,? der er |,? som er |,? er | \()(?:(?:den |kommende |nuværende |tidligere |ny(?:e)? )?)(?=[a-zæøåA-ZÆØÅ])")
_LINK = re.compile(r"^(?:,? (?:i|på|ved|for|hos|fra|af|under) (?:den |det )?|, | )$")
_BODY_LINK = re.compile(r"\b(?P<role>næstformand|formand|forperson|medlem|forkvinde) (?:for|af|i) $", re.IGNORECASE)


_CONSISTS = re.compile(r"\b(?:består af|medlemmer(?:ne)?|sidder|sammensat af|deltager|repræsenteret ved|udgøres af)\b[^.]{0,40}:?$", re.IGNORECASE)


def _listed_members(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield the members of a body whose list stands below 'Styregruppen består af:', and whom they represent."""
    first = scene.arguments[0] if scene.arguments else None
    if first is None or first.type != "PERSON" or first.start - scene.start > 4 or len(scene.text) > 160:
        return
    for earlier in reversed(previous[-12:]):
        if _CONSISTS.search(earlier.text):
            body = next((a for a in earlier.arguments if a.type == "COUNCIL"), None)
            if body:
                role = _ROLE.search(scene.text)
                yield make(context, scene, first.key, "member_of", body.key, "posts", first.start, first.end, qualifiers={"role": role["role"].casefold() if role else ""}, status="stated", score=0.8)
                sent = next((a for a in scene.arguments if a.coarse == "ORG" and a.type not in ("PARTY", "COUNCIL")), None)
                if sent:
                    yield make(context, scene, sent.key, "represented_in", body.key, "posts", sent.start, sent.end, status="stated", score=0.75)
            return
        if len(earlier.text) > 160:
            return


def running(context: Context, scene: Scene, previous: tuple[Scene, ...] = ()) -> Iterator[Claim]:
    """Yield posts and seats said beside a name in running text, and the party behind it in brackets."""
    lists = scene.section.kind in ("attendance", "absent")
    if not lists:
        yield from _listed_members(context, scene, previous)
    for place, argument in enumerate(scene.arguments):
        if argument.type != "PERSON" or lists:
            continue
        following = scene.arguments[place + 1 :]
        yield from _ballot(context, scene, argument)
        yield from _behind(context, scene, argument, following)
        yield from _before(context, scene, argument, scene.arguments[:place], following)


def _ballot(context: Context, scene: Scene, person: Argument) -> Iterator[Claim]:
    keys = dict_of(context)
    for hit in context.hits_in(person.end, person.end + 3):
        if hit.type == "PARTY" and (hit.start, hit.end, hit.type) in keys:
            yield make(context, scene, person.key, "party_member", keys[(hit.start, hit.end, hit.type)], "posts", person.start, hit.end, status="stated", score=0.95)


def dict_of(context: Context) -> dict[tuple[int, int, str], str]:
    """Return the keys of hits by place."""
    return dict(context.keys)


def _behind(context: Context, scene: Scene, person: Argument, following: tuple[Argument, ...]) -> Iterator[Claim]:
    """Read 'Ida Holm, vicedirektør på Nyby Sygehus' and 'Ida Holm, formand for Ældrerådet'."""
    text = context.text
    opening = _BEHIND.match(text[person.end : person.end + 30])
    if not opening:
        return
    begin = person.end + opening.end()
    title = TITLE.match(text, begin, min(scene.end, begin + 60))
    if not title:
        return
    clause_end = _clause_end(text, title.end(), scene.end)
    target = next((a for a in following if a.coarse == "ORG" and a.start >= title.end() and a.start <= clause_end and a.type != "PARTY"), None)
    between = text[title.end() : target.start] if target else ""
    seat = _BODY_LINK.search(text[begin : target.start]) if target else None
    if target and seat and target.type == "COUNCIL":
        yield make(context, scene, person.key, "member_of", target.key, "posts", person.start, target.end, qualifiers={"role": seat["role"].casefold()}, status="stated", score=0.9)
    elif target and (_LINK.match(between) or (len(between) < 46 and re.search(r"(?:^| )(?:i|på|ved|for|hos|fra|af),? $", between) and "." not in between and "," not in between[:-2])):
        role = text[begin : target.start].strip(" ,")
        role = re.sub(r"\s(?:i|på|ved|for|hos|fra|af)$", "", role)
        yield make(context, scene, person.key, "holds_post", target.key, "posts", person.start, target.end, qualifiers={"role": role}, status="stated", score=0.85)
    elif target is None or target.start > clause_end:
        owner = next((a for a in following if a.type in ("ASSOCIATION", "PROVIDER", "ORG_OTHER", "EDUCATION") and text[a.end : a.end + 2] == "s "), None)
        if owner:
            role = text[begin : min(clause_end, title.end() + 30)].strip(" ,")
            yield make(context, scene, person.key, "holds_post", owner.key, "posts", person.start, owner.end, qualifiers={"role": role}, status="stated", score=0.65)


def _clause_end(text: str, start: int, stop: int) -> int:
    found = re.compile(r"[,;.)(]| (?:der|som|har|er|vil|og|orienterede|præsenterede|fortalte|holdt|gav) ").search(text, start, stop)
    if found and text[found.start() : found.start() + 2] == ", " and text[found.end() :].lstrip()[:1].isupper():
        further = re.compile(r"[,;.)(]").search(text, found.end(), stop)
        return further.start() if further else stop
    return found.start() if found else stop


_NEAR = re.compile(r"^(?:,| fra| på| i| ved| hos| \()? ?$")


_MINISTER = re.compile(r"minister(?:en)?$")
_CHAIR = re.compile(r"^(?P<of>regionsråds|byråds|kommunalbestyrelses|udvalgs)(?:formand|næstformand|forperson)(?:en)?$", re.IGNORECASE)


def context_body(context: Context, scene: Scene) -> str:
    """Return the key of the body whose meeting a sentence's paper is of, or the empty string."""
    wanted = ("index", str(scene.section.meeting))
    return next((e.owner for e in context.reading.entities if e.type == "MEETING" and wanted in e.details), "")


def _before(context: Context, scene: Scene, person: Argument, earlier: tuple[Argument, ...], following: tuple[Argument, ...]) -> Iterator[Claim]:
    """Read 'Vicedirektør Ida Holm, Nyby Sygehus' and 'formand for Ældrerådet Ida Holm'."""
    text = context.text
    window = text[max(scene.start, person.start - 60) : person.start]
    title = next((m for m in TITLE.finditer(window) if m.end() == len(window) - 1), None)
    if title:
        target = next((a for a in following if a.coarse == "ORG" and a.type != "PARTY"), None)
        if target and (_NEAR.match(text[person.end : target.start]) or re.match(r"^ \([A-ZÆØÅ]\)?,? ?$", text[person.end : target.start])) and text[person.end : target.start].strip():
            yield make(context, scene, person.key, "holds_post", target.key, "posts", person.start, target.end, qualifiers={"role": title.group()}, status="stated", score=0.85)
            return
        if target and re.match(r"^,? (?:der|som) er (?:leder|chef|formand)", text[person.end : target.start]):
            region = next((a for a in following if a.type in ("REGION", "MUNICIPALITY", "PROVIDER")), None)
            if region:
                yield make(context, scene, person.key, "holds_post", region.key, "posts", person.start, region.end, qualifiers={"role": title.group()}, status="stated", score=0.65)
            return
    last = earlier[-1] if earlier else None
    if last and last.type == "AUTHORITY" and text[last.end : person.start] == " " and _MINISTER.search(text[last.start : last.end]):
        role = re.search(r"(?:[Tt]idligere |[Dd]aværende |[Nn]uværende )?$", text[max(scene.start, last.start - 12) : last.start])
        yield make(context, scene, person.key, "holds_post", last.key, "posts", last.start, person.end, qualifiers={"role": (role.group() if role else "") + text[last.start : last.end]}, status="stated", score=0.85)
        return
    if title and (chair := _CHAIR.search(title.group())):
        body = _seat_body(context, chair["of"]) if chair["of"] != "udvalgs" else context_body(context, scene)
        if body:
            yield make(context, scene, person.key, "member_of", body, "posts", person.start, person.end, qualifiers={"role": title.group()}, status="stated", score=0.75)
    if last and last.coarse == "ORG" and last.type != "PARTY" and text[last.end : person.start] in (" ", ", ", "s "):
        lead = text[max(scene.start, last.start - 40) : last.start]
        seat = _BODY_LINK.search(lead)
        job = next((m for m in TITLE.finditer(lead) if re.fullmatch(r" (?:i|på|ved|for|hos|fra) ", lead[m.end() :])), None)
        if seat and last.type == "COUNCIL":
            yield make(context, scene, person.key, "member_of", last.key, "posts", last.start, person.end, qualifiers={"role": seat["role"].casefold()}, status="stated", score=0.85)
        elif job:
            yield make(context, scene, person.key, "holds_post", last.key, "posts", last.start, person.end, qualifiers={"role": job.group()}, status="stated", score=0.8)
