"""What kind of line a paragraph is: numbered item, meeting title, label of a part, table of contents, heading, text.

Patterns are data: a name, an expression and an example each. Not caught: items that are told apart by type size only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.labels import DOUBTFUL_LABELS, fold_label, form_kind, part_kind, split_label

MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
DATE_LIKE = rf"(?:\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?\d{{2,4}}|\d{{1,2}}\.?\s?(?:{MONTHS})(?:\s\d{{4}})?|\d{{4}}-\d\d-\d\d)"
_DATE_LIKE = re.compile(DATE_LIKE, re.IGNORECASE)
ACCESS = r"åben|offentlig|åbent|lukket|fortrolig|lukket punkt|åbent punkt|åben sag|lukket sag"

STRONG_ITEMS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("punkt", re.compile(r"(?:Punkt|PUNKT|Pkt\.?|PKT\.?)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}[a-z]?)\s*[.:\-–)]?\s*(?P<title>.*)"), "Punkt 3: Ny plan"),
    ("access", re.compile(rf"(?P<number>\d{{1,3}})\.?\s*\((?P<access>{ACCESS})\)\s*(?P<title>.*)", re.IGNORECASE), "3 (Åben) Ny plan"),
    ("sag", re.compile(r"(?:SAG|Sag)\s+(?:NR\.?|nr\.?)\s*(?P<number>\d{1,3})\s*[.:\-–]?\s*(?P<title>.*)"), "SAG NR. 3"),
    ("dagsordenspunkt", re.compile(r"Dagsordenspunkt\s+(?P<number>\d{1,3})\s*[.:\-–]?\s*(?P<title>.*)"), "Dagsordenspunkt 3: Ny plan"),
)
WEAK_ITEM = re.compile(r"(?:Ad\.?\s*)?(?P<number>\d{1,3})\s?[.):]\s*(?P<title>[A-ZÆØÅÉ\"”“'’(0-9].*)")
AD_ITEM = re.compile(r"Ad\.?\s*(?:punkt\s*|pkt\.?\s*)?(?P<number>\d{1,3})\s*[.:)\-–]?\s+(?P<title>[A-ZÆØÅ].*)")
LEADER = re.compile(r"(?:\.{3,}|…{2,}|(?:\. ){3,})\s*\d{0,4}$")
CLOSED = re.compile(r"\b(?:lukket|fortrolig)", re.IGNORECASE)

TITLE_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("minutes_draft", re.compile(r"\b(?:udkast til referat|referatudkast|foreløbigt referat|ikke[- ]godkendt referat)\b", re.IGNORECASE)),
    ("minutes_approved", re.compile(r"\bgodkendt referat\b", re.IGNORECASE)),
    ("minutes", re.compile(r"^(?:åbent |beslutnings|møde|kort )?(?:referat|beslutningsprotokol|mødereferat|protokol|beslutninger|konklusioner)\b", re.IGNORECASE)),
    ("minutes", re.compile(r"(?:[-–,:]\s|\bmøde(?:t)? |\s)(?:beslutnings)?referat(?: af| fra|$)", re.IGNORECASE)),
    ("agenda", re.compile(r"^(?:åben |foreløbig |endelig )?dagsorden\b", re.IGNORECASE)),
    ("agenda", re.compile(r"(?:[-–,:]\s|\s)dagsorden(?: til| for|$)", re.IGNORECASE)),
    ("press_release", re.compile(r"^(?:pressemeddelelse|nyhed)\b", re.IGNORECASE)),
    ("note", re.compile(r"^(?:notat|n o t a t|bilagsnotat|orienteringsnotat|høringsnotat|statusnotat|baggrundsnotat)\b", re.IGNORECASE)),
    ("note", re.compile(r"\b(?:notat|i dette notat)\b", re.IGNORECASE)),
    ("agreement", re.compile(r"^(?:samarbejdsaftale|aftale|rammeaftale|partnerskabsaftale|budgetaftale|politisk aftale|driftsaftale|økonomiaftale)\b", re.IGNORECASE)),
    ("annex", re.compile(r"^bilag(?: titel| nr\.? ?\d|\s\d|:)", re.IGNORECASE)),
)

MEETING_WORDS = re.compile(r"\b(?:referat|dagsorden|møde|beslutningsprotokol|mødereferat|beslutninger|konklusioner)\b", re.IGNORECASE)

DECISION_OF = re.compile(
    rf"(?:(?P<owner>[A-ZÆØÅ][\wæøå\-–,& ]{{2,90}}?)s\s+(?:beslutning|behandling)(?:\s+i\s+mødet|\s+på\s+mødet)?"
    rf"|(?:Beslutning|Behandling|Drøftelse)\s+(?:i|fra)\s+(?P<body>[A-ZÆØÅ][\wæøå\-–,& ]{{2,90}}?)"
    rf"|(?P<plain>[A-ZÆØÅ][\wæøå\-–,& ]{{2,90}}?(?:udvalget?|rådet|bestyrelsen)),?)"
    rf"\s*,?\s*(?:den|d\.|,)?\s*(?P<date>{DATE_LIKE})\s*(?:,?\s*(?:pkt\.?|punkt|sag)\s*(?:nr\.?\s*)?\d+)?\s*(?P<colon>:?)\s*(?P<rest>.*)$"
)
ANNEX = re.compile(r"Bilag(?:\s+Titel\s*:|\s+(?:nr\.?\s*)?\d{1,2}\s*[:.\-–]|\s*:\s)\s*\S")
_STAFF = re.compile(r"(?:Fra .{3,60} (?:deltog|deltager)(?: desuden| endvidere)?(?: i mødet)?|(?:Desuden|Endvidere|Derudover|Yderligere) (?:deltog|deltager|mødte))\s*:?$")
_RUNNING = re.compile(r"\b(?:indstiller|indstilles|anbefaler|,\s?at|orienterede|godkendte|drøftede|blev|deltog|har|er|vil|skal|havde)\b")
_FIGURE = re.compile(r"\b\d+,\d\b|\b\d{1,3}\.\d{3}\b")
_CAPITALS = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ\s\-–,&/0-9.]{3,}$")


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the flow and what it looks like; ranges are flow positions.

    ``kind``: item, part, form, contents, heading, annex, decision_of, text. ``word`` is the kind of part or form;
    ``content`` the flow position where content begins on the same line (the end of the row where there is none).
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
            rows.append(_classify(paragraph, start, end, following))
        start = end + 1
    return tuple(_settle(rows))


def _settle(rows: list[Row]) -> list[Row]:
    """Settle what a line alone leaves open: words that are labels only where no clearer one is used, and lists."""
    clear = any(r.kind == "part" and r.word == "decision" and fold_label(r.text) not in DOUBTFUL_LABELS for r in rows)
    settled = []
    listed = _lists(rows)
    for number, row in enumerate(rows):
        if number in listed:
            row = replace(row, kind="text", title="")
        below = rows[number + 1] if number + 1 < len(rows) else None
        if row.kind == "part" and row.content == row.end and clear and fold_label(row.text) in DOUBTFUL_LABELS:
            row = replace(row, kind="heading", word="", title=row.text)
        elif row.kind == "heading" and row.family == "" and (below is None or below.kind in ("part", "item")):
            row = replace(row, kind="text", title="")
        elif row.kind == "heading" and row.number and (below is None or (below.kind == "heading" and below.number)):
            row = replace(row, listed=True)
        settled.append(row)
    return settled


def _lists(rows: list[Row]) -> set[int]:
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

    if LEADER.search(paragraph):
        return row("contents")
    if len(paragraph) <= 300:
        for family, pattern, _ in STRONG_ITEMS:
            found = pattern.fullmatch(paragraph)
            if found and not _running_on(found["title"]):
                return row(
                    "item", number=found["number"], title=found["title"].strip(), family=family,
                    access=(found.groupdict().get("access") or "").casefold(),
                )
    if len(paragraph) < 90 and _STAFF.match(paragraph):
        return row("part", word="attendance")
    kind = part_kind(paragraph)
    if kind:
        return row("part", word=kind)
    if len(paragraph) <= 160 or ":" in paragraph[:160]:
        decision = DECISION_OF.fullmatch(paragraph)
        if decision:
            rest = decision["rest"] or ""
            plain_title = decision["plain"] and MEETING_WORDS.search(decision["plain"])
            if not plain_title and (not decision["plain"] or (len(rest) < 40 and not rest[:1].islower())) and not rest[:1].islower():
                body = decision["owner"] or decision["body"] or decision["plain"]
                return row("part", word="decision", content=end - len(rest), title=body, number=decision["date"])
    if ANNEX.match(paragraph) and len(paragraph) < 160:
        return row("annex", title=paragraph)
    form = form_kind(paragraph)
    if form:
        return row("form", word=form)
    word, family, offset = split_label(paragraph)
    if word:
        return row(family, word=word, content=start + offset)
    if _is_heading(paragraph, following):
        weak = WEAK_ITEM.fullmatch(paragraph) or AD_ITEM.fullmatch(paragraph)
        if weak:
            return row("heading", number=weak["number"], title=weak["title"].strip(), family="ad" if paragraph[:2] == "Ad" else "weak")
        return row("heading", title=paragraph)
    return row("text")


def _running_on(title: str) -> bool:
    """Tell whether what follows 'Punkt 3' is a sentence rather than a title."""
    return title[:1].islower() or (title.endswith(".") and len(title) > 80)


def _is_heading(paragraph: str, following: str) -> bool:
    if len(paragraph) > 140 or paragraph[-1] in ".;,!" or not following:
        return False
    first = paragraph[0]
    if first in "•●▪◦-–*" or "\t" in paragraph or (first.islower()):
        return False
    if paragraph[-1] == ":":
        return len(paragraph) < 36 and not _RUNNING.search(paragraph)
    if _RUNNING.search(paragraph) or len(_FIGURE.findall(paragraph)) > 1:
        return False
    if _CAPITALS.match(paragraph):
        return True
    return not paragraph.startswith(("http", "(", ")")) and any(c.isalpha() for c in paragraph)


def has_date(text: str) -> bool:
    """Tell whether a text holds something like a date.

    >>> has_date("Møde d. 3. maj 2025"), has_date("Møde 3")
    (True, False)
    """
    return bool(_DATE_LIKE.search(text))
