"""Masking of personal data: CPR numbers, e-mail addresses, persons' telephone numbers and links to local files.

What is masked becomes ``█`` of the same length and line ends stay where they are, so that offsets hold. Case,
document, CVR and account numbers, dates, amounts, helplines and switchboards stay readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

MASK = "█"

_EDGE = r"[\w█]"

# CPR: day 61-91 is a replacement number (Bekendtgørelse om folkeregistrering, erstatningspersonnummer).
_CPR = re.compile(
    rf"(?<!{_EDGE})(?P<day>\d\d)(?P<month>\d\d)\d\d"
    rf"(?P<sep>[ \t]?[-–‐‑][ \t]?\n?[ \t]?|[ \t]|)(?P<last>\d{{4}})(?!{_EDGE})"
)
_CPR_CUED = re.compile(
    r"\b(?:cpr|personn(?:umme)?r)(?:[ .-]{0,2}n(?:umme)?r)?[ .:]{0,3}(?:er[ :]{1,2})?\n?"
    rf"(?P<number>\d(?:[ .–-]{{0,3}}\d){{5}}(?:[ .–-]{{0,3}}(?:\d(?:[ .–-]{{0,3}}\d){{3}}))?)(?!{_EDGE})",
    re.IGNORECASE,
)
_CPR_NEAR = re.compile(r"cpr|personn(?:umme)?r|fødselsn", re.IGNORECASE)

# A number straight after one of these names a case, a document, an account or an organisation, not a person.
_NO_PERSON = re.compile(
    r"(?:\b(?:\w{0,20}sags?|journal|j\.? ?|dok(?:ument)?|cvr|ean|gln|se|konto|reg|registrerings|faktura|issn|isbn|doi"
    r"|kle|ref|referenced?|løbe|ordre|bilags?|tilbuds?|version|matr|matrikel|edoc|esdh|acadre|p|kr|dkk|beløb|sum|iban)"
    r"(?:[ .-]{0,2}(?:n(?:umme)?r|id|nummeret))?[ .:#(]{0,4}(?:er )?(?:\d{4}[ -])?|\bid[ .:#(]{0,4})$",
    re.IGNORECASE,
)
_AMOUNT_AFTER = re.compile(
    r"\s?(?:,\d|,-|kr\b|kroner|mio\b|mia\b|mill|pct|procent|%|dkk|t\.? ?kr|euro|eur\b)", re.IGNORECASE
)

_EMAIL_LOCAL = re.compile(r"[\w.+'%&=~-]{1,64}$")
_EMAIL_DOMAIN = re.compile(
    r"(?:[ \t]?\n[ \t]?)?(?:[^\W_][\w-]{0,62}(?:(?<=-)\n\w[\w-]{0,62})?\.){1,6}[^\W\d_]{2,24}(?![^\W_])", re.IGNORECASE
)
_EMAIL_AT = re.compile(r"@|(?:\[at\]|\(at\)|\(a\))", re.IGNORECASE)

_LINK = re.compile(r"\bfile:[/\\]+[^\s<>\"█]+|\b[A-Za-z]:[/\\]{1,4}(?:Users|Brugere)[/\\][^\s<>\"█]+", re.IGNORECASE)

_PHONE = re.compile(
    rf"(?<!{_EDGE})(?P<country>(?:\+|00)45[ .-]{{0,2}}|\(\+?45\)[ ]?)?"
    r"(?P<number>\d\d(?:[ .-]?\d){6})(?!\d)(?![^\W\d_]|█)"
)
_PHONE_ABROAD = re.compile(
    rf"(?<!{_EDGE})\+(?:298|299|354|358|44|46|47|49)(?:[ .-]?\(0\))?(?:[ .-]?\d){{6,11}}(?!{_EDGE})"
)
_YEARS = re.compile(r"(?:19|20)\d\d[ -](?:19|20)\d\d")
_PHONE_WORD = (
    r"(?:tlf|tlfnr|telefon(?!linj|samt|isk|råd)\w{0,8}|mobil(?!itet)\w{0,7}|mob|ring|ringe|ringes|opkald|tel|phone|fax|sms"
    r"|træffes|kontakt|kontaktes|kontaktperson|kontaktoplysninger|direkte|lokalnummer|privat)"
)
_PHONE_BEFORE = re.compile(
    rf"\b{_PHONE_WORD}\b[^\d\n█]{{0,40}}\n?[ \t]?$|(?:^|[\s,;(])[TM]:[ .]{{0,2}}$", re.IGNORECASE
)
_PHONE_AFTER = re.compile(r"[ \t]?\(?(?:mobil|tlf|telefon|direkte|privat)\b", re.IGNORECASE)
_PHONE_PERSONAL = re.compile(r"\b(?:mobil|mob|direkte|privat)\w{0,3}\b[^\d\n]{0,30}$", re.IGNORECASE)
_PHONE_CHAIN = re.compile(r"[ \t]?(?:[,;/&]|og|eller|samt|\n)[ \t\n]?$|[ \t]{1,3}$")
_PUBLIC = re.compile(
    r"hovednummer|hovedtelefon|omstilling|hot ?line"
    r"|(?:rådgivnings|akut|vagt|krise|døgn|børne|forældre|bestillings|visitations|patient)telefon|hjælpelinj|rådgivningslinj|telefonlinj|lægevagt|vagtlæge|lægehelpline|alarmcentral|akutnummer|callcenter"
    r"|kontaktcent|servicenummer|reception|borgerservice|helpline|(?P<line>[^\W\d_]{3,20})lin[ij]en\b",
    re.IGNORECASE,
)
_NOT_A_LINE = frozenset({"retnings", "hoved", "grund", "under", "kyst", "bane", "dead", "tids"})
_SHAPES = {(8,): "plain", (4, 4): "halves", (2, 2, 2, 2): "pairs", (3, 2, 3): "odd", (2, 3, 3): "odd", (2, 6): "odd"}


def mask(text: str) -> tuple[str, Mapping[str, int]]:
    """Return `text` with personal data masked, and how many of each kind were.

    Parameters
    ----------
    text
        Any text; spans and length are in code points.

    Returns
    -------
    tuple
        The text of equal length, and counts by ``cpr``, ``email``, ``link`` and ``phone`` (only those found,
        sorted by name). Masking masked text changes nothing.

    Examples
    --------
    >>> mask("Ring til Ane Prøve på tlf. 20 30 40 50, sag EMN-2024-05992")
    ('Ring til Ane Prøve på tlf. ███████████, sag EMN-2024-05992', {'phone': 1})
    >>> mask("Hovednummer 70 10 20 30")[1]
    {}
    """
    counts: dict[str, int] = {}
    while True:
        changed = False
        for kind, find in (("link", _links), ("email", _emails), ("cpr", _cprs), ("phone", _phones)):
            spans = list(find(text))
            if spans:
                changed = True
                counts[kind] = counts.get(kind, 0) + len(spans)
                text = _cover(text, spans)
        if not changed:
            return text, dict(sorted(counts.items()))


def _cover(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        start = max(start, position)
        if start < end:
            pieces += (text[position:start], "\n".join(MASK * len(part) for part in text[start:end].split("\n")))
            position = end
    return "".join((*pieces, text[position:]))


def _before(text: str, start: int, width: int = 60) -> str:
    """Return what stands before `start` on its line."""
    return text[max(start - width, text.rfind("\n", max(start - width, 0), start) + 1) : start]


def _after(text: str, end: int, width: int = 40) -> str:
    """Return what stands after `end` on its line."""
    stop = text.find("\n", end, end + width)
    return text[end : stop if stop >= 0 else end + width]


def _glued(text: str, start: int, end: int) -> bool:
    """Whether a number is one part of a longer one, such as a case number or an address on the web."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return (
        (len(before) == 2 and before[1] in "-/.,–_=&?#%:" and (before[0].isalnum() or before[1] in "/_=&?#%"))
        or (len(after) == 2 and after[0] in "-/.,–_:" and after[1].isdigit())
        or after[:1] in ("/", "_", "=")
    ) and not before.endswith(": ")


def _links(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINK.finditer(text):
        end = match.end()
        while text[end - 1] in ".,;:)]" and end > match.start() + 1:
            end -= 1
        yield match.start(), end


def _emails(text: str) -> Iterator[tuple[int, int]]:
    last = 0
    for at in _EMAIL_AT.finditer(text):
        local = _EMAIL_LOCAL.search(text[max(at.start() - 64, last) : at.start()])
        domain = _EMAIL_DOMAIN.match(text, at.end()) if local else None
        if local and domain:
            start = at.start() - len(local.group().lstrip(".'=-&"))
            if start < at.start():
                yield start, domain.end()
                last = domain.end()


def _cprs(text: str) -> Iterator[tuple[int, int]]:
    for match in _CPR_CUED.finditer(text):
        if sum(c.isdigit() for c in match.group("number")) in (6, 10):
            yield match.span("number")
    for match in _CPR.finditer(text):
        if _is_cpr(text, match):
            yield match.span()


def _is_cpr(text: str, match: re.Match[str]) -> bool:
    day, month = int(match.group("day")), int(match.group("month"))
    if not (1 <= day <= 31 or 61 <= day <= 91) or not 1 <= month <= 12:
        return False
    start, end = match.span()
    before, after, separator = _before(text, start), _after(text, end), match.group("sep")
    if _CPR_NEAR.search(before[-40:]) or _CPR_NEAR.search(after[:20]):
        return True
    if _glued(text, start, end) or _NO_PERSON.search(before) or _AMOUNT_AFTER.match(after):
        return False
    if separator in (" ", "\t"):
        # Two numbers side by side in a table, or an amount and its year, look the same.
        beside = re.search(r"\d[%.)]?[ \t]{1,4}$", before) or re.match(r"[ \t]{1,4}\d", after)
        return not beside and match.group("last")[:2] not in ("19", "20")
    return True


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE_ABROAD.finditer(text):
        if not _public(text, match.start(), match.end()):
            yield match.span()
    chained = -10
    for match in _PHONE.finditer(text):
        if _is_phone(text, match, chained):
            yield match.span()
            chained = match.end()


def _is_phone(text: str, match: re.Match[str], chained: int) -> bool:
    number = match.group("number")
    start, end = match.span()
    shape = _SHAPES.get(tuple(len(part) for part in re.split(r"[ .-]", number)), "")
    if match.group("country") is None and (not shape or number[0] == "0"):
        return False
    before, after = _before(text, start), _after(text, end)
    if _glued(text, start, end) or _AMOUNT_AFTER.match(after) or _NO_PERSON.search(before) or _YEARS.fullmatch(number):
        return False
    if _public(text, start, end):
        return False
    if match.group("country") is not None:
        return True
    above = text[max(start - 80, 0) : start]
    cued = (
        _PHONE_BEFORE.search(above) is not None
        or _PHONE_AFTER.match(after) is not None
        or (0 <= start - chained <= 8 and _PHONE_CHAIN.search(text[chained:start]) is not None)
    )
    if cued:
        return True
    if shape == "pairs" and len(set(re.sub(r"\d", "", number))) == 1 and "-" not in number and "." not in number:
        return not (re.search(r"\d[%.)]?[ \t]{1,4}$", before) or re.match(r"[ \t]{1,4}[\d-]", after))
    # An e-mail address beside it (masked by now) makes a bare number a person's.
    return shape in ("plain", "halves") and (MASK * 5 in before or MASK * 5 in after)


def _public(text: str, start: int, end: int) -> bool:
    """Whether the line says that the number is a switchboard's or a helpline's."""
    before, after = _before(text, start, 200), _after(text, end, 100)
    if _PHONE_PERSONAL.search(before):
        return False
    if not before.strip():
        before = text[max(start - 80, 0) : start]
    for match in _PUBLIC.finditer(f"{before} {after}"):
        line = match.group("line")
        if line is None or line.casefold() not in _NOT_A_LINE:
            return True
    return False
