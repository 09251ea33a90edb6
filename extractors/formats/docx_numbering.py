"""The numbers and bullets that Word shows in front of paragraphs and does not store with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class _Level:
    kind: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Numbering definitions (ECMA-376 part 1, section 17.9) and the counters while a document is read."""

    abstract: dict[str, dict[int, _Level]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, str]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _abstract: str = ""
    _level: int = 0
    _number: str = ""
    _style: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take one element of ``numbering.xml``."""
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._abstract, self._number = attributes.get("abstractNumId", ""), ""
            self.abstract[self._abstract] = {}
        elif name == "num":
            self._abstract, self._number = "", attributes.get("numId", "")
        elif name == "abstractNumId" and self._number:
            self.numbers[self._number] = value
        elif name == "lvl" and self._abstract:
            self._level = _integer(attributes.get("ilvl", ""), 0)
            self.abstract[self._abstract][self._level] = _Level()
        elif self._abstract and self._level in self.abstract[self._abstract]:
            level = self.abstract[self._abstract][self._level]
            if name == "numFmt":
                level.kind = value
            elif name == "lvlText":
                level.text = value
            elif name == "start":
                level.start = _integer(value, 1)

    def start_style(self, name: str, attributes: dict[str, str]) -> None:
        """Take one element of ``styles.xml``: paragraph styles may carry a numbering."""
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif self._style and name == "numId":
            self.styles[self._style] = (attributes.get("val", ""), self.styles.get(self._style, ("", "0"))[1])
        elif self._style and name == "ilvl":
            self.styles[self._style] = (self.styles.get(self._style, ("", ""))[0], attributes.get("val", "0"))

    def label(self, number: str, level: str, style: str) -> str:
        """Return what stands before the next paragraph of this list: ``-``, ``3.``, ``2.1``, or nothing."""
        if not number and style in self.styles:
            number, styled = self.styles[style]
            level = level or styled
        if not number or number == "0":
            return ""
        depth = _integer(level, 0)
        abstract = self.numbers.get(number, "")
        levels = self.abstract.get(abstract, {})
        if depth not in levels or levels[depth].kind in ("bullet", "none"):
            return "" if depth in levels and levels[depth].kind == "none" else "-"
        counters = self.counters.setdefault(abstract, {})
        counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in [key for key in counters if key > depth]:
            del counters[deeper]

        def shown(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            kind = levels[place].kind if place in levels else "decimal"
            return _count(counters.get(place, levels[place].start if place in levels else 1), kind)

        return _PLACE.sub(shown, levels[depth].text).strip()


def _integer(value: str, default: int) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default


def _count(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 400:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if kind == "upperRoman" else roman
    return f"{number:02d}" if kind == "decimalZero" else str(number)
