"""Single dates as Danish text writes them, before years are filled in and periods joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractors.phrases import told

WEEKDAY: Final = "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag"
_MONTHS: Final = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ORDINALS: Final = {"første": 1, "andet": 2, "anden": 2, "tredje": 3, "fjerde": 4}
_SEASONS: Final = (("efterår", 23), ("forår", 21), ("sommer", 22), ("vinter", 24))

_MONTH: Final = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|jan\.?|febr?\.?|mar\.|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|okt\.?|nov\.?|dec\.?)(?![^\W_])"
)
_YEAR: Final = r"(?:1[89]|20|21)[0-9]{2}(?!\w)"
_BARE: Final = r"(?:199[0-9]|20[0-4][0-9])"
_DAY: Final = r"[0-9]{1,2}"
_WORD_START: Final = r"(?<![^\W_])"
_NUMBER_START: Final = r"(?<![^\W_])(?<![0-9][.,])"
_YEAR_START: Final = r"(?<![\w/\\§=&#%+-])(?<![0-9][.,])"
_YEAR_END: Final = r"(?!\w|[-–/\\'’]\w|[.,:][0-9]|\s?%)"

_OPENS: Final = r"jan|feb|ma[rj]|apr|ju[nl]|aug|sep|okt|nov|dec|første|and|tred|fjerd|sidst|q[1-4]|sensom|forsom|højsom|som|for|efter|vint"
"""How the words of a date begin: what opens with none of them, and with no figure, is passed over at once."""

# One alternation, so that what one form has read no other form reads again.
_PART: Final = re.compile(
    rf"""
    (?=[0-9adefhjmnoqstv])(?:(?=[0-9])|{_WORD_START}(?={_OPENS}))(?:
    (?<![\w./-])(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?=T[0-9]|[^\w-]|$)
    |(?<![\w/])(?<![0-9][.,])(?:(?<!-)|(?<=[0-9]{{4}}-))(?P<nd>{_DAY})
        (?:\.\s?(?P<nm1>{_DAY})(?:\.\s?|-(?={_YEAR}))|-(?P<nm2>{_DAY})-
          |\s?/\s?(?P<nm3>{_DAY})(?:\s?[-/.]\s?|\s{{1,2}}(?={_YEAR})))
        (?P<ny>{_YEAR}|[0-9]{{2}})(?![\w/%]|[.,-][0-9](?![0-9]?[./][0-9]))
    |{_NUMBER_START}(?P<sd>{_DAY})/(?P<sm>{_DAY})(?![\w/%-]|[.,][0-9])
    |(?:{_NUMBER_START}(?P<day>{_DAY})(?P<dot>\.?)\s{{0,4}}|{_WORD_START})(?P<month>{_MONTH})
        (?:\s{{1,4}}måned(?!\w))?(?:,?\s{{0,4}}(?P<year>{_YEAR}))?
    |{_NUMBER_START}(?:(?P<q>[1-4]\.|første|andet|tredje|fjerde|sidste)\s{{0,4}}(?P<unit>kvartal|halvår)(?:et)?
          |(?P<half>[12]\.|første|anden|sidste)\s{{0,4}}(?:halvdel|halvår)(?:en)?|Q(?P<short>[1-4]))(?!\w)
        (?:(?:\s{{1,4}}(?:af|i|for))?(?:\s{{1,4}}året)?[\s/-]{{0,4}}(?P<qy>{_YEAR}))?
    |{_YEAR_START}(?P<ry>{_BARE})[\s-]{{1,2}}Q(?P<rq>[1-4])(?!\w)
    |{_WORD_START}(?P<season>(?:sen|for|høj)?sommer(?:en|ferien)?|(?:for|efter)år(?:et)?|efterårsferien
          |vinter(?:en|ferien)?)
        (?!\w)(?:(?:\s{{1,4}}(?:i|af))?\s{{1,4}}(?P<sy>{_YEAR})(?:\s?[/–-]\s?(?:[0-9]{{4}}|[0-9]{{2}})(?!\w))?)?
    |{_YEAR_START}(?P<y1>{_BARE})(?:\s?[-–—]\s?|/)(?P<y2>{_BARE}){_YEAR_END}
    |{_YEAR_START}(?P<y3>{_BARE})[-–/](?P<yy>[0-9]{{2}}){_YEAR_END}
    |{_YEAR_START}(?P<y>{_BARE}|(?<=\bi\s)19[0-8][0-9]){_YEAR_END})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RELATIVE: Final = re.compile(
    r"(?<![^\W_])(?:(?P<today>dags\s{1,3}dato|d\.d\.)|(?P<ds>[0-9]{1,2})\.\s{0,3}ds(?:\.|(?!\w))"
    r"|(?P<out>(?:udgangen\s{1,3}af\s{1,3}(?:(?:dette|indeværende)\s{1,3})?år(?:et)?|årets\s{1,3}udgang)(?!\w|\s{1,3}[0-9]{4})))",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"(?<![^\W_])(?:§{1,2}|(?:nr|nummer|pkt|punkt|side|s|sag|sagsnummer|kl|tlf|telefon|mobil|id|dkk|eur|kr|stk|kap|kapitel"
    r"|cvr|ean|postboks|[a-zæøå]{1,12}-?(?:nr|id)|uge\s{1,2}[0-9]{1,2},?|pl|p/l|prisniveau|lønniveau)\.?)\s{0,2}:?\s{0,2}$",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r"(?<!\w)(?:bilag|punkt|pkt\.?|emne)\s{1,2}$", re.IGNORECASE)
_DAY_LEAD: Final = re.compile(r"(?<!\w)(?:den|d\.|pr\.?|per|inden|fra|til)\s{0,3}$", re.IGNORECASE)
_SLASH_LEAD: Final = re.compile(r"(?<!\w)(?:den|d\.|pr\.?|per|inden)\s{0,3}$", re.IGNORECASE)
_IN_YEAR: Final = re.compile(r"(?<!\w)(?:i|siden|året|år|inden)\s{1,3}$", re.IGNORECASE)
_FOUR_BEFORE: Final = re.compile(rf"(?<![0-9.,-])(?!{_BARE})[0-9]{{4}}\s$")
_FOUR_AFTER: Final = re.compile(rf"\s(?!{_BARE})[0-9]{{4}}(?![0-9.,])")
_HEAD_OF_YEARS: Final = re.compile(rf"\s{{1,8}}{_BARE}(?!\w)")
_UNIT_AFTER: Final = re.compile(
    r"\s{0,3}(?:kr(?!\w)|kroner|mio|mia|million|milliard|tusind|dkk|euro?(?!\w)|t\.?kr|pct|procent|promille|m[23²³](?!\w)"
    r"|k[mg](?!\w)|kwh|p/l|pl(?!\w)|-?prisniveau|-?priser|stk|,-)",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r"\s{1,3}(?:nye\s|unge\s|ældre\s|voksne\s)?(?:Frederiksberg|borgere|patienter|personer|mennesker|børn|unge|voksne|ældre|kvinder|mænd"
    r"|medarbejdere|ansatte|elever|studerende|medlemmer|indbyggere|vælgere|stemmer|deltagere|respondenter|besvarelser|husstande|familier"
    r"|boliger|pladser|senge|timer|dage|døgn|minutter|uger|gange|sider|eksemplarer|besøg|henvendelser|sager|ansøgninger"
    r"|forløb|behandlinger|operationer|kontakter|indlæggelser|udskrivelser|konsultationer|henvisninger|undersøgelser"
    r"|scanninger|prøver|doser|vaccinationer|kørsler|ture|biler|enheder|årsværk|fuldtidsstillinger|stillinger|læger"
    r"|sygeplejersker|skoler|virksomheder|liter|tons?|meter|kilometer|hektar|kvadratmeter|træer)(?!\w)"
)
_PATH: Final = re.compile(r"://|www\.|@|\\|\.(?:pdf|docx?|xlsx?|pptx?|html?|aspx?|ashx|csv|txt|msg|zip|png|jpe?g)(?!\w)")


@dataclass(frozen=True, slots=True)
class Part:
    """A single date: ``kind`` is day, month, quarter, season, year or span.

    ``part`` is the month (1-12), season (21-24) or quarter (33-36). ``stated`` tells that the text gives the year right
    there. ``value`` is set for a span (a period written as one word: *2022-2025*, *1. halvår 2024*), whose ``year`` is
    that of its first day; ``mark`` is ``early``, ``mid``, ``late``, ``end`` or ``turn``.
    """

    start: int
    end: int
    kind: str
    year: int | None
    part: int = 0
    day: int = 0
    stated: bool = False
    value: str = ""
    mark: str = ""


def parts(text: str) -> list[Part]:
    """Return the single dates of `text` in order, those without a year included.

    >>> [(p.kind, p.year, p.part, p.day) for p in parts("Fra 5. marts til efteråret 2025")]
    [('day', None, 3, 5), ('season', 2025, 23, 0)]
    """
    result: list[Part] = []
    for match in _PART.finditer(text):
        result.extend(part for part in _read(match) if not _in_path(text, part))
    return result


def relative_parts(text: str, origin: date) -> list[Part]:
    """Return what `text` dates by the day that it is of: *dags dato*, *den 5. ds.*, *udgangen af året*.

    >>> [(p.start, p.year, p.part, p.day) for p in relative_parts("den 5. ds.", date(2026, 1, 29))]
    [(4, 2026, 1, 5)]
    """
    result: list[Part] = []
    for match in told(text, _RELATIVE, ("dags", "d.d.", "ds", "udgang"), reach=60):
        month, day = (12, 31) if match["out"] else (origin.month, int(match["ds"] or origin.day))
        result.append(Part(*match.span(), "day", origin.year, month, day))
    return result


def _in_path(text: str, part: Part) -> bool:
    """Tell whether a date is a piece of a web address, a mail address or a file name."""
    left, right = text[max(0, part.start - 100) : part.start], text[part.end : part.end + 100]
    token = left.split()[-1] if left and not left[-1].isspace() else ""
    rest = right.split()[0] if right and not right[0].isspace() else ""
    return bool(_PATH.search(token + text[part.start : part.end] + rest)) if token or rest else False


def _read(match: re.Match[str]) -> list[Part]:
    text, (start, end) = match.string, match.span()
    if match["iso"]:
        year, month, day = (int(piece) for piece in match["iso"].split("-"))
        return [Part(start, end, "day", year, month, day, stated=True)]
    if match["nd"]:
        return _numeric(match)
    if match["sd"]:
        lead = _SLASH_LEAD.search(text, max(0, start - 8), start)
        day, month = int(match["sd"]), int(match["sm"])
        return [Part(start, end, "day", None, month, day)] if lead and 1 <= month <= 12 else []
    if match["month"]:
        return _worded(match)
    if match["q"] or match["half"] or match["short"] or match["rq"]:
        return _quarter(match)
    if match["season"]:
        season = next(code for word, code in _SEASONS if word in match["season"].casefold())
        stated = match["sy"] is not None
        return [Part(start, end, "season", int(match["sy"]) if stated else None, season, stated=stated)]
    return _years(match)


def _numeric(match: re.Match[str]) -> list[Part]:
    text, (start, end) = match.string, match.span()
    month = match["nm1"] or match["nm2"] or match["nm3"]
    if not 1 <= int(month) <= 12:
        return []
    if len(match["ny"]) == 4:
        year = int(match["ny"])
    else:
        # Two digits of a year are believed only where the rest cannot be a chapter or a clock.
        wide = len(match["nd"]) == len(month) == 2 or match["nm3"]
        wide = wide or _SLASH_LEAD.search(text, max(0, start - 8), start)
        if not wide or any(letter.isspace() for letter in match[0]):
            return []
        year = int(match["ny"]) + (1900 if int(match["ny"]) >= 90 else 2000)
        if _NUMBERED.search(text, max(0, start - 24), start):
            return []
    if match["nm2"] and text[start - 1 : start] == "-":
        return []
    return [Part(start, end, "day", year, int(month), int(match["nd"]), stated=True)]


def _worded(match: re.Match[str]) -> list[Part]:
    text, (start, end) = match.string, match.span()
    word = match["month"]
    month = _MONTHS.index(word[:3].casefold()) + 1
    year = int(match["year"]) if match["year"] else None
    stated = year is not None
    after = text[end : end + 2]
    if match["day"] and (not _LISTED.search(text, max(0, start - 10), start) or not stated):
        lead = _DAY_LEAD.search(text, max(0, start - 8), start)
        name = word[0].isupper() and not word.isupper() and after[:1].isspace() and after[1:].isupper()
        if not stated and not lead and (name or not match["dot"]):
            return []
        if not stated and after[:1] == "-" and after[1:].isalpha():
            return []
        return [Part(start, end, "day", year, month, int(match["day"]), stated=stated)]
    start = match.start("month")
    end = end if stated else match.end("month")
    whole = len(word) >= 5 or word.casefold() in ("maj", "juni", "juli")
    if not stated and (not whole or (after[:1] == "-" and after[1:].isalpha() and not _starts_month(text, end + 1))):
        return [Part(start, end, "month", None, month)] if _starts_month(text, end + 1) and after[:1] in "-/" else []
    return [Part(start, end, "month", year, month, stated=stated)]


def _starts_month(text: str, at: int) -> bool:
    return text[at : at + 3].casefold() in _MONTHS


def _quarter(match: re.Match[str]) -> list[Part]:
    start, end = match.span()
    stated = match["qy"] or match["ry"]
    year = int(stated) if stated else None
    word = (match["q"] or match["half"] or match["short"] or match["rq"]).casefold()
    if match["half"] or (match["unit"] or "").casefold() == "halvår":
        number = 2 if word == "sidste" else _ORDINALS.get(word) or int(word[0])
        if year is None or number > 2:
            return []
        first, last = ("01", "06") if number == 1 else ("07", "12")
        return [Part(start, end, "span", year, stated=True, value=f"{year}-{first}/{year}-{last}")]
    number = 4 if word == "sidste" else _ORDINALS.get(word) or int(word[0])
    return [Part(start, end, "quarter", year, 32 + number, stated=stated is not None)]


def _years(match: re.Match[str]) -> list[Part]:
    text, (start, end) = match.string, match.span()
    follows = _HEAD_OF_YEARS.match(text, end)
    numbered = _NUMBERED.search(text, max(0, start - 24), start)
    if (numbered and not (follows and "kr" in numbered[0].casefold())) or _UNIT_AFTER.match(text, end):
        return []
    if match["y"]:
        number = _COUNTED.match(text, end) or _FOUR_AFTER.match(text, end)
        number = number or _FOUR_BEFORE.search(text, max(0, start - 6), start)
        if number and not _IN_YEAR.search(text, max(0, start - 8), start):
            return []
        return [Part(start, end, "year", int(match["y"]), stated=True)]
    first = int(match["y1"] or match["y3"])
    last = int(match["y2"]) if match["y2"] else first // 100 * 100 + int(match["yy"])
    if first < last <= first + 60:
        if "/" in match[0] and match["yy"] and last != first + 1:
            return []
        return [Part(start, end, "span", first, stated=True, value=f"{first}/{last}")]
    if match["yy"]:
        return []
    middle = match.start("y2")
    return [
        Part(start, match.end("y1"), "year", first, stated=True),
        Part(middle, end, "year", last, stated=True),
    ]
