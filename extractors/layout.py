"""What kind of line a paragraph is: numbered item, label of a part, form field, table of contents, heading, text.

Patterns are data: a name, an expression and an example each. Not caught: items that are told apart by type size only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.fields import field_of
from extractors.labels import DOUBTFUL_LABELS, fold_label, form_kind, part_kind, split_label

MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
DATE_LIKE = rf"(?:\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?\d{{2,4}}|\d{{1,2}}\.?[\s-]?(?:{MONTHS})(?:,?[\s-]\d{{4}})?|\d{{4}}-\d\d-\d\d)"
_DATE_LIKE = re.compile(DATE_LIKE, re.IGNORECASE)
ACCESS = r"åben|offentlig|åbent|lukket|fortrolig|lukket punkt|åbent punkt|åben sag|lukket sag|åbent møde|lukket møde"

STRONG_ITEMS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "punkt",
        re.compile(
            r"(?:Punkt|PUNKT|Pkt\.?|PKT\.?|Dagsordenspunkt|DAGSORDENSPUNKT)\s*(?:[Nn]r\.?\s*)?(?P<number>\d{1,3}[a-z]?)(?:\.0)?"
            rf"(?:\s*\((?P<access>(?i:{ACCESS}))\))?\s*[.:\-–)]?(?:\s+|$|(?<=[:.–)-]))(?P<title>.*)"
        ),
        "Punkt 3: Ny plan",
    ),
    ("access", re.compile(rf"(?P<number>\d{{1,3}})\.?\s*\((?P<access>{ACCESS})\)\s*(?P<title>.*)", re.IGNORECASE), "3 (Åben) Ny plan"),
    ("closing", re.compile(rf"(?P<number>\d{{1,3}})[.:)]?\s+(?P<title>[A-ZÆØÅ].*?)\s*[\[(](?P<access>{ACCESS})[\])]", re.IGNORECASE), "3. Ny plan (åben)"),
    ("sag", re.compile(r"(?:SAG|Sag)\s*(?:NR\.?|[Nn]r\.?)\s*:?\s*(?P<number>\d{1,3})(?![-/.\d])\s*[.:\-–]?\s*(?P<title>.*)"), "SAG NR. 3"),
    ("sag", re.compile(r"(?:SAG|Sag)\s+(?P<number>\d{1,3})\s*[:.–-]\s+(?P<title>[A-ZÆØÅ].*)"), "Sag 3: Ny plan"),
    ("decimal", re.compile(r"(?P<number>\d{1,3})\.0\.?\s+(?P<title>[A-ZÆØÅ].*)"), "3.0 Ny plan"),
)
WEAK_ITEM = re.compile(r"(?:Ad\.?\s*)?(?P<number>\d{1,3})\s?[.):]\s*(?P<title>[A-ZÆØÅÉ\"”“'’(0-9].*)")
AD_ITEM = re.compile(r"Ad\.?\s*(?:punkt\s*|pkt\.?\s*)?(?P<number>\d{1,3})\s*[.:)\-–]?(?:\s+[-–]?\s*(?P<title>[A-ZÆØÅ].*))?")
BARE_ITEM = re.compile(r"(?:[•▪]\s*)?(?P<number>\d{1,3})\s+(?:[-–]\s+)?(?P<title>[A-ZÆØÅ][a-zæøå].*)")
LEADER = re.compile(r"(?:\.{3,}|…{2,}|(?:\. ){3,}|_{4,})\s*\d{0,4}$")
_LEADERS = ("...", "……", ". . . ", "____")
CLOSED = re.compile(r"(?:lukket|lukkede|fortrolig)", re.IGNORECASE)
MEETING_WORDS = re.compile(
    r"\b(?:(?:møde|beslutnings|tillægs)?referat|(?:tillægs)?dagsorden|\w*møde(?:t)?|beslutningsprotokol|protokol|beslutninger|konklusioner)\b", re.IGNORECASE
)
DECISION_OF = re.compile(
    rf"(?:(?P<owner>[A-ZÆØÅ][\wæøå\-–,& ]{{2,90}}?)s\s+(?:beslutning|behandling)(?:\s+i\s+mødet|\s+på\s+mødet)?"
    rf"|(?:Beslutning(?:er)?|Behandling|Drøftelse)\s+(?:(?:i|fra)\s+)?(?P<body>[A-ZÆØÅ][\wæøå\-–,& ]{{2,90}}?)"
    rf"|(?P<plain>Byrådet|[A-ZÆØÅ][\wæøå\-–,& ]{{2,90}}?(?:udvalget?|(?<!om)rådet|bestyrelsen|byråd)),?)"
    rf"\s*,?\s*(?:den|d\.|,)?\s*(?P<date>{DATE_LIKE})\s*(?:,?\s*(?:pkt\.?|punkt|sag)\s*(?:nr\.?\s*)?\d+)?\s*(?P<colon>:?)\s*(?P<rest>.*)$"
)
ANNEX = re.compile(r"(?:BILAG|Bilag)(?:\s+Titel\s*:\s*\S|\s+(?:nr\.?\s*)?\d{1,2}[a-z]?(?:\s*[:.\-–]\s*\S|\s+[A-ZÆØÅ]|$)|\s*:\s+\S)")
_NOISE = re.compile(r"(?:Til(?:bage til)? toppen|Til top|Se alle bilag|Luk alle punkter(?: Referat)?|Fold alle ud|Udskriv(?: siden)?)$", re.IGNORECASE)
_RUNNING = re.compile(r"\b(?:indstiller|indstilles|anbefaler|,\s?at|orienterede|godkendte|drøftede|blev|deltog|har|er|vil|skal|havde)\b")
_FIGURE = re.compile(r"\b\d+,\d\b|\b\d{1,3}\.\d{3}\b")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"^[•●▪◦·\-–*]\s+")
_ACTS = re.compile(r"\b(?:sig|blev|har|er|at|\w+(?:ede|erer|eres))\b")
_OUTCOME = re.compile(
    r"(?:enstemmigt )?(?:godkendt|drøftet|tiltrådt|tilrådt|vedtaget|anbefale[ts]|udsat|intet|ingen|ingen bemærkninger|orientering givet|taget til (?:efterretning|orientering)|til (?:efterretning|orientering))",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\d\s?(?:mio\.|mia\.|kr\.|kroner|t\.kr)", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ\s\-–,&/0-9.]{3,}$")
_NUMBERED_TEXT = re.compile(r"\d{1,3}[.)]\s+[a-zæøå]|[a-z][.)]\s")
_PERSON_LINE = re.compile(r"(?:[A-ZÆØÅÉ][\wæøåéü'’.-]*\s+){1,4}[A-ZÆØÅÉ][\wæøåéü'’-]+(?:\s*\([^()]{1,40}\))?(?:\s*[,–\t-]\s*\S.*)?")
_LATER = re.compile(r"(?<=[.;] )(?=(?:Der (?:var|er) (?:meldt )?afbud fra|Afbud(?: fra)?:?|Fraværende:|Ikke til stede:) [A-ZÆØÅ])")


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the flow and what it looks like; ranges are flow positions.

    ``kind``: item, part, form, contents, heading, annex, noise, text. ``word`` is the kind of part or form;
    ``content`` the flow position where content begins on the same line (the end of the row where there is none).
    ``family`` tells which pattern made an item, and ``list`` a label that counts in the head of minutes only.
    """

    start: int
    end: int
    text: str
    kind: str
    word: str = ""
    content: int = 0
    number: str = ""
    title: str = ""
    access: str = ""
    family: str = ""
    listed: bool = False

    @property
    def value(self) -> str:
        """What stands after the row's label on the same line."""
        return self.text[self.content - self.start :].strip()


def rows_of(text: str) -> tuple[Row, ...]:
    """Classify every paragraph of a flow.

    >>> [(row.kind, row.word or row.number) for row in rows_of("Punkt 2: Ny plan\\nIndstilling\\nDet indstilles, at planen godkendes.")]
    [('item', '2'), ('part', 'recommendation'), ('text', '')]
    """
    rows: list[Row] = []
    start = 0
    paragraphs = text.split("\n")
    for number, paragraph in enumerate(paragraphs):
        end = start + len(paragraph)
        if paragraph.strip():
            following = next((p for p in paragraphs[number + 1 : number + 4] if p.strip()), "")
            rows.extend(_parted(_classify(paragraph, start, end, following)))
        start = end + 1
    return tuple(_settle(rows))


def _parted(row: Row) -> tuple[Row, ...]:
    """Part a list of people where the same paragraph goes on with those who were absent."""
    if row.kind != "part" or row.word != "attendance" or not (later := _LATER.search(row.text)):
        return (row,)
    cut = row.start + later.start()
    tail = row.text[later.start() :]
    _, _, offset = split_label(tail)
    head = replace(row, end=cut - 1, text=row.text[: later.start() - 1], content=min(row.content, cut - 1))
    return (head, Row(cut, row.end, tail, "part", word="absent", content=cut + offset, family=row.family))


def _settle(rows: list[Row]) -> list[Row]:
    """Settle what a line alone leaves open: words that are labels only where no clearer one is used, and lists."""
    clear = any(r.kind == "part" and r.word == "decision" and fold_label(r.text) not in DOUBTFUL_LABELS for r in rows)
    repeated = Counter(fold_label(r.text) for r in rows if r.kind == "part" and r.word == "contents")
    settled = []
    listed = _lists(rows)
    for number, row in enumerate(rows):
        if number in listed:
            row = replace(row, kind="text", title="")
        above = rows[number - 1] if number else None
        below = rows[number + 1] if number + 1 < len(rows) else None
        if row.kind == "part" and row.content == row.end and clear and fold_label(row.text) in DOUBTFUL_LABELS:
            row = replace(row, kind="heading", word="", title=row.text)
        elif row.kind == "part" and row.word == "contents" and repeated[fold_label(row.text)] > 2:
            row = replace(row, word="case")
        elif (row.kind == "heading" and row.family == "" and (below is None or below.kind in ("part", "item"))) or (row.kind == "heading" and row.family == "" and _in_list(row, above, below)):
            row = replace(row, kind="text", title="")
        elif row.kind == "heading" and row.number and (below is None or (below.kind == "heading" and below.number)):
            row = replace(row, listed=True)
        settled.append(row)
    return settled


def _in_list(row: Row, above: Row | None, below: Row | None) -> bool:
    """Tell whether a line that looks like a heading names somebody in a list of people."""
    if not _PERSON_LINE.fullmatch(row.text) or "," not in row.text:
        return False
    return any(r is not None and (r.text[-1] == ":" or ("," in r.text and bool(_PERSON_LINE.fullmatch(r.text)))) for r in (above, below))


def _lists(rows: Sequence[Row]) -> set[int]:
    """Return the places of three or more headings in a row: a list, but its first may head it and its last the text below."""
    found: set[int] = set()
    first = 0
    for number in range(len(rows) + 1):
        if number < len(rows) and rows[number].kind == "heading" and not rows[number].number:
            continue
        run = range(first, number)
        if len(run) >= 4:
            below = number < len(rows) and rows[number].kind == "text" and len(rows[number].text) > 100
            head = rows[first].text.endswith(":") or number - first > 4
            found.update(run[1 if head else 0 : len(run) - (1 if below else 0)])
        first = number + 1
    return found


def _classify(paragraph: str, start: int, end: int, following: str) -> Row:
    def row(kind: str, **details: str | int) -> Row:
        return Row(start, end, paragraph, kind, **{"content": end, **details})  # type: ignore[arg-type]

    if any(sign in paragraph for sign in _LEADERS) and LEADER.search(paragraph):
        return row("contents")
    if _NOISE.match(paragraph):
        return row("noise")
    if len(paragraph) <= 300 and (paragraph[0] in "PDS" or paragraph[0].isdigit()):
        for family, pattern, _ in STRONG_ITEMS:
            found = pattern.fullmatch(paragraph)
            if found and not _running_on(found["title"]):
                access = (found.groupdict().get("access") or "").casefold()
                return row("item", number=found["number"], title=found["title"].strip(), family=family, access=access)
    kind = part_kind(paragraph)
    if kind:
        return row("part", word=kind)
    decision = _decision_of(paragraph)
    if decision:
        body, date, rest = decision
        return row("part", word="decision", content=end - rest, title=body, number=date)
    if ANNEX.match(paragraph) and len(paragraph) < 160 and paragraph[-1] not in ".;":
        return row("annex", title=paragraph)
    form = form_kind(paragraph)
    if form:
        return row("form", word=form)
    word, family, offset = split_label(paragraph)
    if word:
        return row("form" if family == "form" else "part", word=word, content=start + offset, family="list" if family == "list" else "")
    return _numbered(paragraph, start, end, following) or row("text")


def _numbered(paragraph: str, start: int, end: int, following: str) -> Row | None:
    """Return a heading with or without a number, None where the paragraph is none."""
    ad = AD_ITEM.fullmatch(paragraph) if paragraph[:2] == "Ad" and len(paragraph) < 200 else None
    if ad and following and (not ad["title"] or not _running_on(ad["title"])) and not _RUNNING.search(ad["title"] or ""):
        return Row(start, end, paragraph, "heading", content=end, number=ad["number"], title=(ad["title"] or "").strip(), family="ad")
    if not _is_heading(paragraph, following) or field_of(paragraph):
        return None
    weak = WEAK_ITEM.fullmatch(paragraph)
    bare = None if weak else BARE_ITEM.fullmatch(paragraph)
    found = weak or bare
    if found and not _DATE_LIKE.match(paragraph):
        return Row(start, end, paragraph, "heading", content=end, number=found["number"], title=found["title"].strip(), family="weak" if weak else "bare")
    return Row(start, end, paragraph, "heading", content=end, title=paragraph)




def _decision_of(paragraph: str) -> tuple[str, str, int] | None:
    """Return body, date and length of the content of a decision's dated heading."""
    if (len(paragraph) > 160 and ":" not in paragraph[:160]) or not _DIGIT.search(paragraph):
        return None
    bare = _MARK.sub("", paragraph)
    found = DECISION_OF.fullmatch(bare.capitalize() if bare.isupper() else bare)
    if not found:
        return None
    rest = found["rest"] or ""
    if rest[:1].islower() or rest == "." or (found["plain"] and _ACTS.search(found["plain"])) or (found["plain"] and (MEETING_WORDS.search(found["plain"]) or len(rest) >= 40)):
        return None
    return found["owner"] or found["body"] or found["plain"], found["date"], len(rest)


def _running_on(title: str) -> bool:
    """Tell whether what follows 'Punkt 3' is a sentence rather than a title."""
    return title[:1].islower() or (title.endswith(".") and len(title) > 80)


def _is_heading(paragraph: str, following: str) -> bool:
    if len(paragraph) > 160 or paragraph[-1] in ".;,!" or not following:
        return False
    first = paragraph[0]
    if (first in "•●▪◦-–*" and not BARE_ITEM.fullmatch(paragraph)) or "\t" in paragraph or first.islower():
        return False
    if _OUTCOME.fullmatch(paragraph):
        return False
    if paragraph[-1] == ":":
        return len(paragraph) < 36 and not _RUNNING.search(paragraph)
    if _NUMBERED_TEXT.match(paragraph) or _MONEY.search(paragraph):
        return False
    if _RUNNING.search(paragraph) or len(_FIGURE.findall(paragraph)) > 1:
        return False
    if _CAPITALS.match(paragraph):
        return True
    return not paragraph.startswith(("http", "(", ")")) and any(c.isalpha() for c in paragraph)


def is_person(text: str) -> bool:
    """Tell whether a line reads like a person's name, with or without what follows it.

    >>> is_person("Ida Holm"), is_person("Ida Holm, direktør"), is_person("Status på planen")
    (True, True, False)
    """
    return bool(_PERSON_LINE.fullmatch(text))


def has_date(text: str) -> bool:
    """Tell whether a text holds something like a date.

    >>> has_date("Møde d. 3. maj 2025"), has_date("Møde 3")
    (True, False)
    """
    return bool(_DATE_LIKE.search(text))
