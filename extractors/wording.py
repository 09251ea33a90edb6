"""The words of a decision: the point that it answers, what was recommended there, what was added, and the list that goes on with it.

Not caught: recommendations that are told outside their own part, and points that a decision names by their matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.scene import Scene

POINT = re.compile(
    r"^(?:(?P<ad>Ad|Vedr(?:ørende)?\.? punkt|Vedr(?:ørende)?|Punkt|Pkt)\.? ?(?P<told>\d{1,2}(?:\.?(?:-| og | til |, ?)\d{1,2})*)(?!\d)\s*[-–.:)]*|(?P<number>\d{1,2})[.)])\s*",
    re.IGNORECASE,
)
"""What a line of a decision opens with where it answers one point of the recommendation: 'Ad 2', 'Vedr. punkt 2', '1.'."""
_OF_POINTS = re.compile(
    r"\b[Ii]ndstilling(?:ens|erne) (?:(?:punkt(?:erne)?|pkt\.?) )?(?P<told>\d{1,2}\.?(?:(?:-| og |, )\d{1,2}\.?)*)(?: at-punkt(?:er)?| punkt(?:er)?| led)?\b|^(?P<at>\d{1,2})\. (?:at-)?punkt\b"
)
_SUBJECT = re.compile(r"(?:blev|bliver|er|udsættes|godkendes|anbefales|tages)\b")
"""What makes the point the subject of its sentence: 'Punkt 2 blev udsat'."""
_LABEL = re.compile(r"^(?:Beslutning|Konklusion|Afgørelse|Resultat|Udfald)\s*:\s*", re.IGNORECASE)
_LISTED = re.compile(r"^(?:at )?(?:(?P<number>\d{1,2})[.)]|(?P<letter>[a-zA-Z])\)|[-–•●▪*])\s*|^at\b", re.IGNORECASE)
_ADDED = re.compile(
    r"\b(?:idet\b|dog (?:således |med )|således,? at|med (?:den|det|de|følgende) (?:tilføjelse|ændring|bemærkning|præcisering|rettelse|justering)\w*|med bemærkning(?:er)? om|"
    r"under forudsætning af|med forbehold for|og tilføjede|med tilføjelse af|med rettelse af)",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(r"\b(?:indstill\w+|anbefal\w+|foreslå\w*|at)\b", re.IGNORECASE)
_OPENS_LIST = re.compile(r"(?:\bat|:|\bfølgende|\bAftalt|\bBesluttet)$", re.IGNORECASE)
_BLANK = re.compile(r"[\s.\-–:]*$")
_AMENDMENT = re.compile(r"ændringsforslag|tilbagesendelse", re.IGNORECASE)
_COUNTER = re.compile(r"ændringsforslag|tilbagesendelse|\bforeslog\b|\bstillede\b[^.]{0,40}\bforslag\b|sat (?:til|under) afstemning", re.IGNORECASE)
LONGEST = 600
"""Code points of a decision's wording that are kept; what is longer ends in an ellipsis."""


def unlabelled(text: str) -> str:
    """Return a sentence without the label before it.

    >>> unlabelled("Konklusion: Udsat, til der foreligger et svar.")
    'Udsat, til der foreligger et svar.'
    """
    return text[found.end() :] if (found := _LABEL.match(text)) else text


def recommendations(own: Sequence[Scene]) -> dict[str, str]:
    """Return the points of an item's recommendation by their number; the only one of an unnumbered one is called ''.

    Bullets and lines that begin with 'at' are counted in their order. Headings, and minutes that go on behind the
    recommendation, are no part of it.
    """
    lines = [
        s.text
        for s in own
        if s.part == "recommendation"
        and (s.sentence.kind != "heading" or _LISTED.match(s.text))
        and not _BLANK.match(s.text)
    ]
    points: dict[str, str] = {}
    for line in lines:
        found = _LISTED.match(line)
        if found:
            points[found["number"] or str(len(points) + 1)] = line[found.end() :].strip() or line
    if len(points) > 1 or not lines:
        return points
    told: list[str] = []
    for line in lines:
        if told and not _LISTED.match(line) and not re.search(r"\bindstill\w+", line, re.IGNORECASE):
            break
        told.append(line)
    return {"": " ".join(told)} if _RECOMMENDS.search(" ".join(told)) else {}


def point_of(text: str, asked: Mapping[str, str]) -> tuple[str, int]:
    """Return the point that a sentence of a decision answers, and where its words begin; numbers of anything else are none.

    >>> point_of("Ad 2: Udsat.", {}), point_of("Punkt 7 blev udsat.", {"1": "at …"}), point_of("2. Godkendt", {"1": "a", "2": "b"})
    (('2', 6), ('', 0), ('2', 3))
    """
    opened = POINT.match(text)
    if opened:
        told = opened["told"] or opened["number"]
        numbers = _numbers(told)
        surely = (opened["ad"] or "").casefold() == "ad"
        if surely or (numbers and all(number in asked for number in numbers)):
            return told, 0 if _SUBJECT.match(text, opened.end()) else opened.end()
        return "", 0
    named = _OF_POINTS.search(text)
    if named:
        told = (named["told"] or named["at"]).replace(".", "")
        if all(number in asked for number in _numbers(told)):
            return told, 0
    return "", 0


def _numbers(told: str) -> tuple[str, ...]:
    """Return the numbers of '2', '1-3', '1 og 3'.

    >>> _numbers("1-3"), _numbers("1 og 3")
    (('1', '2', '3'), ('1', '3'))
    """
    found: list[str] = []
    for piece in re.split(r"\.?(?:,| og )\s?", told):
        first, _, last = piece.replace(" til ", "-").partition("-")
        low, high = int(first.strip(" .")), int((last or first).strip(" ."))
        found += [str(number) for number in range(low, min(high, low + 30) + 1)]
    return tuple(found)


def going_on(scene: Scene, behind: Sequence[Scene], text: str) -> str:
    """Return a decision's sentence with the lines of the list that it opens: 'Rådet anbefalede, at' and what follows."""
    if not _OPENS_LIST.search(text.rstrip()):
        return text
    lines = [text]
    for other in behind:
        if other.section.index != scene.section.index or other.sentence.kind in ("heading", "row"):
            break
        if not (_LISTED.match(other.text) or other.sentence.kind == "item" or other.text[:1].islower()):
            break
        lines.append(other.text)
        if sum(map(len, lines)) > LONGEST:
            break
    return " ".join(lines)


def words(text: str, name: str, point: str, asked: Mapping[str, str], *, countered: bool) -> tuple[tuple[str, str], ...]:
    """Return a decision's wording, the point that it answers, what that asked for, and what was added.

    ``matter`` is ``orientation`` where the recommendation asks to be taken note of, ``discussion`` where it asks for a discussion: a
    *tiltrådt* to these approves no content. Where the item has another proposal (`countered`), what becomes of that
    answers no recommendation.
    """
    recommended = "" if _of_amendment(text, name, countered) else _asked(point, asked)
    added = _ADDED.search(text)
    found = {
        "wording": cut(text),
        "point": point,
        "recommendation": cut(recommended),
        "matter": matter(recommended) if name in ("approved", "noted") else "",
        "addition": cut(text[added.start() :]) if added else "",
    }
    return tuple(sorted((key, value) for key, value in found.items() if value))


def _asked(point: str, asked: Mapping[str, str]) -> str:
    if point:
        told = " ".join(asked[number] for number in _numbers(point) if number in asked)
        return told or asked.get("", "")
    if "" in asked:
        return asked[""]
    return " ".join(asked.values()) if len({matter(line) for line in asked.values()}) == 1 else ""


def countered(own: Sequence[Scene]) -> bool:
    """Tell whether another proposal than the recommendation was put forward where an item is decided."""
    return any(_COUNTER.search(s.text) for s in own if s.part not in ("recommendation", "case", "summary"))


def _of_amendment(text: str, name: str, countered: bool) -> bool:
    if _AMENDMENT.search(text) and not re.search(r"\bindstilling", text, re.IGNORECASE):
        return True
    return countered and name == "rejected" and not re.search(r"\bindstilling", text, re.IGNORECASE)


_ALSO = re.compile(r"\b(?:og|samt),? (?:at|[a-zæøå]{3,}(?:er|es))\b(?!-| og\b)")


def matter(recommended: str) -> str:
    """Tell what a recommendation asks for where that is no approval; one that asks for more besides asks for an approval.

    >>> matter("Det indstilles, at orienteringen tages til efterretning."), matter("at planen godkendes")
    ('orientation', '')
    >>> matter("at udvalget tager orienteringen til efterretning og drøfter den")
    ''
    """
    if re.search(r"\b(?:godkend\w*|vedtag\w*|tiltræd\w*|bevilg\w*|anbefal\w*)\b", recommended, re.IGNORECASE):
        return ""
    noted = re.search(r"\btil (?:efterretning|orientering)\b", recommended, re.IGNORECASE)
    discussed = re.search(r"\bdrøft(?:er|es|e)\b", recommended, re.IGNORECASE)
    if (noted and discussed) or _ALSO.search(recommended):
        return ""
    return "orientation" if noted else "discussion" if discussed else ""


def cut(text: str) -> str:
    """Return a text on one line, without a joint at its end, cut at a word where it is longer than is kept."""
    text = re.sub(r"(?:,? og|,)$", "", " ".join(text.split()))
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
