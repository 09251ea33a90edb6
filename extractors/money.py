"""Sums of money in Danish text and tables, as decimal numbers of kroner with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from extractors.phrases import told

_NUMBER: Final = r"[0-9]{1,3}(?:[.\u00a0\u2009\u202f][0-9]{3}){1,4}(?:,[0-9]{1,4})?|[0-9]{1,12}(?:[.,][0-9]{1,4})?"
_SCALE: Final = (
    r"(?:mio|mill|mia|mrd)(?:\.|(?!\w))|million(?:er)?(?!\w)|milliard(?:er)?(?!\w)|tusinde?(?!\w)"
    r"|t(?:\.\s{0,2}|(?=kr))"
)
_CROWNS: Final = r"(?:(?:danske\s{1,3}|d\.\s?)?kroner(?!\w)|d?kr(?:\.(?!\w)|(?!\w)\.?)|dkk(?!\w))"
_WRITTEN: Final = re.compile(
    rf"(?<![\w.,/])(?P<number>{_NUMBER})(?P<dash>,\s?[-–—])?\s{{0,4}}(?:(?P<scale>{_SCALE})\s{{0,4}})?(?P<crowns>{_CROWNS})"
    rf"|(?<![\w.,/-])(?P<round>[0-9]{{1,3}}(?:\.[0-9]{{3}}){{0,4}}),[-–—](?![0-9\w])",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    rf"(?<!\w)(?:(?P<scale>{_SCALE})\s{{0,4}})?(?:kr(?:\.|(?=\s))|dkk(?=\s))\s{{0,4}}(?P<number>{_NUMBER})(?:,[-–—])?"
    rf"(?:\s{{0,4}}(?P<after>(?:mio|mia)(?:\.|(?!\w))|million(?:er)?(?!\w)|milliard(?:er)?(?!\w)))?(?![\w%])(?![.,:/-][0-9])",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"\.\s?[a-zæøå]|\s{0,2}(?:pct|procent|%|borgere|patienter|personer|timer|stk|mio|mia)")
_YEAR: Final = re.compile(r"(?:199|20[0-4])[0-9](?![0-9])")
_FACTORS: Final = (("mio", 6), ("mill", 6), ("mia", 9), ("mrd", 9), ("t", 3))
_RANGE: Final = re.compile(
    rf"(?<![\w.,/-])(?P<low>{_NUMBER})\s?(?P<joint>[-–—]|til\s|og\s)\s{{0,2}}$", re.IGNORECASE
)
_CROWNS_BEFORE: Final = re.compile(r"(?<!\w)(?:kr\.?|dkk)\s{1,4}$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(?<!\w)mellem\s{1,3}$", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"(?<![\w.,/-])(?<![0-9]\s)(?P<high>[0-9]{1,3}(?:\s[0-9]{3}){0,2})\s$")
_ABOUT: Final = re.compile(
    r"(?<!\w)(?:ca\.?|cirka|circa|knap|godt|omkring|omtrent|næsten|op\s{1,3}til|mindst|mere\s{1,3}end|over|under"
    r"|maks\.?|maksimalt|højst|minimum|i\s{1,3}størrelsesordenen|små|skønsmæssigt|anslået)\s{1,3}(?:på\s{1,3})?$",
    re.IGNORECASE,
)
_YEARLY: Final = re.compile(
    r"(?:\s{0,3}\([^()]{0,30}\))?\s{0,3}(?:årligt|(?:pr\.?|per|om|hvert|i)\s{1,3}år(?:et)?(?!\w)|p\.\s?a\.|/\s?år)",
    re.IGNORECASE,
)
_YEARLY_BEFORE: Final = re.compile(
    r"(?<!kr\.\s)(?<!kroner\s)(?<!\w)(?:årligt|årlige?\s{1,3}(?:[a-zæøå-]{1,30}\s{1,3}){1,2}på)\s{1,3}"
    r"(?:(?:ca\.|cirka|knap|godt|omkring|op\s{1,3}til)\s{1,3})?$",
    re.IGNORECASE,
)
_LEVEL: Final = re.compile(
    r"\s{0,3}[(,]?\s{0,2}(?:i\s{1,3})?(?:(?P<year>(?:199|20[0-4])[0-9])\s?-?\s?(?:p/?l(?!\w)|pris|niveau)"
    r"|(?:p/?l|prisniveau|pris-\s?og\s{1,2}lønniveau)\.?:?\s{1,2}(?P<level>(?:199|20[0-4])[0-9])(?!\w))",
    re.IGNORECASE,
)
_HEADING_UNIT: Final = re.compile(r"1\.?000(?:\.?000)?")
_UNIT_LEAD: Final = re.compile(r"(?:\(|(?<!\w)(?:i|beløb|hele)\s{1,3})$", re.IGNORECASE)
_CELL: Final = re.compile(r"(?<!\S)(?:[-−–]?(?:[0-9]{1,3}(?:\.[0-9]{3}){1,4}|[0-9]{1,12})(?:,[0-9]{1,4})?|[-–])(?!\S)")
_COLUMN: Final = re.compile(
    r"(?<![\w.,/-])(?P<year>(?:199|20[0-4])[0-9])(?![\w.,/]|-\w)(?P<onwards>\s{1,3}og\s{1,3}frem\w{0,8})?"
    r"|(?<!\w)(?P<other>i\s{1,2}alt|total|varigt|sum)(?!\w)",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"(?<![\w.,])(?P<scale>mio\.?|mia\.?|mill\.?|millioner|t\.?|tusinde?|1\.?000|1\.000\.000)\s{0,2}(?:kr(?:oner)?(?!\w)|dkk(?!\w))"
    r"|(?<!\w)(?P<plain>(?:i\s{1,2})?hele\s{1,2}kr(?:oner)?|\(?kr\.?\)?|dkk)(?!\w)",
    re.IGNORECASE,
)
_REACH: Final = 3


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """A sum in a text: the half-open span, in code points, and its value in kroner.

    ``low`` is the lower end where the text gives a range (*2-3 mio. kr.*) and ``value`` the upper one.
    ``price_level`` is the year of *2024-pl*; ``per_year`` and ``approximate`` tell of *årligt* and of *ca.*.
    """

    start: int
    end: int
    value: str
    low: str = ""
    price_level: str = ""
    per_year: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class TableAmount:
    """A cell of a budget table: its line and the span in it, kroner, the column's year (EDTF), the row's label."""

    line: int
    start: int
    end: int
    value: str
    year: str
    label: str


def find_amounts(text: str) -> tuple[FoundAmount, ...]:
    """Return the sums of kroner that `text` writes out in full, with number and unit.

    The span holds number and unit, without *ca.*, *årligt* or a price level. A sum whose unit stands elsewhere
    (*150 til …, 25 mio. kr. til …*), other currencies and shares are left out.

    Returns
    -------
    tuple of FoundAmount
        In the order of the text; spans do not overlap.

    >>> [(a.value, a.approximate, a.per_year) for a in find_amounts("ca. 3,5 mio. kr. årligt og kr. 1.250,50")]
    [('3500000', True, True), ('1250.5', False, False)]
    """
    found = [a for match in told(text, _WRITTEN, ("kr", "dkk", ",-", ",–", ",—"), reach=60) if (a := _written(match))]
    taken = iter([*found, None])
    current = next(taken)
    extra: list[FoundAmount] = []
    for match in told(text, _NAMED, ("kr", "dkk"), reach=60):
        while current is not None and current.end <= match.start():
            current = next(taken)
        if current is not None and current.start < match.end():
            continue
        amount = _named(match)
        if amount:
            extra.append(amount)
    return tuple(sorted((*found, *extra), key=lambda amount: amount.start))


def find_table_amounts(lines: Sequence[str]) -> tuple[TableAmount, ...]:
    """Return the sums in tables whose head gives a unit of kroner and years, one column each.

    A head is a line with two years or more that holds a unit, or has one at most three lines above it. A row is a label
    and as many numbers as the head has columns. Zeros, and columns without a year (*I alt*), are left out.

    Parameters
    ----------
    lines
        The lines of a text, or of a part of it.

    Returns
    -------
    tuple of TableAmount
        By line, then by place in the line.

    >>> [(a.value, a.year, a.label) for a in find_table_amounts(["Mio. kr. 2026 2027", "Drift 1,5 -2,0"])]
    [('1500000', '2026', 'Drift'), ('-2000000', '2027', 'Drift')]
    """
    result: list[TableAmount] = []
    columns: list[str] = []
    factor, unit_age, strangers = 0, _REACH + 1, 0
    for index, raw in enumerate(lines):
        line = raw.replace("|", " ")
        if not line.strip():
            continue
        low = line.lower()
        unit = _UNIT.search(line) if "kr" in low or "dkk" in low else None
        # Only a line with a unit or with two years tells anything by its columns.
        years = _columns(line) if unit or line.count("20") + line.count("199") > 1 else []
        if unit and (years or not _CELL.search(_UNIT.sub(" ", line))):
            factor, unit_age = _table_factor(unit), 0
        else:
            unit_age += 1
        if len([year for year in years if year]) >= 2:
            columns = years if unit_age <= _REACH else []
            strangers = 0
            continue
        cells = list(_CELL.finditer(line))[-len(columns) :] if columns else []
        label = line[: cells[0].start()].strip(" \t-–:") if cells else ""
        if not cells or len(cells) != len(columns) or not _ends_row(line, cells) or not label:
            strangers += 1
            columns = columns if strangers <= _REACH else []
            continue
        strangers = 0
        for cell, year in zip(cells, columns, strict=True):
            value = _kroner(cell[0].replace("−", "-").replace("–", "-"), factor)
            if year and value not in ("", "0"):
                result.append(TableAmount(index, cell.start(), cell.end(), value, year, label))
    return tuple(result)


def _kroner(number: str, factor: int) -> str:
    """Return a Danish number times ten to the power of `factor`, in its shortest form; empty where it is none.

    >>> _kroner("1.250,50", 0), _kroner("5,5", 6), _kroner("5.5", 6), _kroner("-", 6)
    ('1250.5', '5500000', '5500000', '')
    """
    plain = re.sub(r"[\s\u00a0\u2009\u202f]", "", number)
    if not any(letter.isdigit() for letter in plain):
        return ""
    grouped = re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", plain)
    if grouped or "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    value = f"{Decimal(plain).scaleb(factor):f}"
    value = value.rstrip("0").rstrip(".") if "." in value else value
    return "0" if value in ("-0", "") else value


def _factor(scale: str | None) -> int:
    word = (scale or "").casefold().strip()
    if word.startswith("milliard"):
        return 9
    return next((factor for prefix, factor in _FACTORS if word.startswith(prefix)), 0)


def _written(match: re.Match[str]) -> FoundAmount | None:
    text, (start, end) = match.string, match.span()
    number = match["round"] or match["number"]
    if match["round"] and _CROWNS_BEFORE.search(text, max(0, start - 8), start):
        return None
    if _HEADING_UNIT.fullmatch(number) and _UNIT_LEAD.search(text, max(0, start - 9), start):
        return None
    if match["scale"] and _YEAR.fullmatch(number):
        return None
    factor = _factor(match["scale"])
    low, first = "", start
    if not factor and not match["round"] and re.fullmatch(r"[0-9]{3}(?:,[0-9]{1,2})?", number):
        spaced = _THOUSANDS.search(text, max(0, start - 12), start)
        if spaced and not spaced["high"].startswith("0"):
            start, number = spaced.start("high"), re.sub(r"\s", "", spaced["high"]) + number
    ranged = _RANGE.search(text, max(0, start - 24), start)
    if ranged:
        between = _BETWEEN.search(text, max(0, ranged.start() - 12), ranged.start())
        if not ranged["joint"].casefold().startswith("og") or between:
            low = _kroner(ranged["low"], factor)
            first = ranged.start()
    elif text[start - 1 : start] in ("-", "−") and re.fullmatch(r"\w\s", text[max(0, start - 3) : start - 1]):
        start, number = start - 1, f"-{number}"
    value = _kroner(number, factor)
    if low and Decimal(low) >= Decimal(value):
        low = ""
    if text[end - 1] == "." and not match["round"] and _is_stop(match):
        end -= 1
    return _amount(text, start, end, value, low, first if low else start)


def _is_stop(match: re.Match[str]) -> bool:
    """Tell whether the last period ends the sentence and not the abbreviation: after *kroner* or *DKK* it must."""
    return match["crowns"].rstrip(".").casefold().endswith(("kroner", "dkk"))


def _named(match: re.Match[str]) -> FoundAmount | None:
    text, (start, end) = match.string, match.span()
    number = match["number"]
    if _YEAR.fullmatch(number) or _ORDINAL.match(text, end):
        return None
    before = text[max(0, start - 3) : start].rstrip()
    if before[-1:].isdigit() or (match["scale"] and match["after"]):
        return None
    if match["scale"] and _YEAR.match(text, end + 1):
        return None
    return _amount(text, start, end, _kroner(number, _factor(match["scale"] or match["after"])), "", start)


def _amount(text: str, start: int, end: int, value: str, low: str, first: int) -> FoundAmount:
    level = _LEVEL.match(text, end)
    return FoundAmount(
        start,
        end,
        value,
        low=low,
        price_level=(level["year"] or level["level"]) if level else "",
        per_year=bool(_YEARLY.match(text, end) or _YEARLY_BEFORE.search(text, max(0, first - 80), first)),
        approximate=_ABOUT.search(text, max(0, first - 32), first) is not None,
    )


def _columns(line: str) -> list[str]:
    """Return the years that head a table, empty for a column of another kind; none where the line is no head."""
    columns = [
        f"{match['year']}/.." if match["onwards"] else match["year"] or "" for match in _COLUMN.finditer(line)
    ]
    others = (match[0] for match in _CELL.finditer(_COLUMN.sub(" ", _UNIT.sub(" ", line))))
    return columns if not any(letter.isdigit() for other in others for letter in other) else []


def _table_factor(unit: re.Match[str]) -> int:
    scale = (unit["scale"] or "").casefold()
    if scale[:1] == "1":
        return 6 if scale.count("0") == 6 else 3
    return _factor(scale)


def _ends_row(line: str, cells: list[re.Match[str]]) -> bool:
    """Tell whether the numbers stand together at the end of the line, nothing but blanks between them."""
    edges = [cell.span() for cell in cells]
    gaps = [line[a_end:b_start] for (_, a_end), (b_start, _) in pairwise(edges)]
    return not any(gap.strip() for gap in gaps) and not line[edges[-1][1] :].strip()
