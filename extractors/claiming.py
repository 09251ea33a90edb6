"""How a claim is made: its quote cut to size, its status read from where it stands and how it is said."""

from __future__ import annotations

import re

from extractors.context import Context
from extractors.records import Claim, Span
from extractors.scene import Scene

MAX_QUOTE = 300
VERSION = "1"

_NEGATED = re.compile(
    r"(?<!\w)(?:ikke(?! (?:kun|alene|mindst|bare))|hverken|aldrig|ingen(?! under))(?!\w)", re.IGNORECASE
)
_CLAUSE_END = re.compile(
    r"[,;:.](?!\d)|\b(?:men|mens)\b|\bog (?=(?:har|er|vil|skal|kan|deltager|[a-zæøå]+ede|[a-zæøå]+te) )"
)
_CLEFT = re.compile(r"\b[Dd]et (?:er|var|bliver) ikke [^,]{2,60}, (?:der|som) (?:[\wæøå]+ ){0,2}$")
# fmt: off
_STATUS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rejected", re.compile(r"\b(?:forkastet|afvist|nedstemt|bortfaldt)\b")),
    ("estimated", re.compile(r"\b(?:anslås|anslået|skønnes|estimeres|vurderes at koste)\b")),
    ("proposed", re.compile(r"\b(?:foreslå\w*|foreslog|forslag(?:et)? om|finanslovs?forslag\w*|lægges op til|kunne eventuelt|eventuelle midler|ønske om)\b", re.IGNORECASE)),
    ("expected", re.compile(r"\b(?:forventes|forventer|ventes|forventet|forventning\w*|planlægges|planlagt)\b")),
)
# fmt: on
_DECIDED = re.compile(
    r"\b(?:besluttede|besluttet|godkendte|godkendt|vedtog|vedtaget|bevilgede|bevilget|tiltrådte|tiltrådt|afsat|afsatte|udmøntet)\b"
)
_RECOMMENDS = re.compile(r"\b(?:indstille|anbefale)(?:r|s|t|de|des)?\b(?:(?! for at\b)[^.;:,]){0,60}?,? at\b", re.IGNORECASE)
_TO_RECOMMEND = re.compile(r"\bat $")
"""Before the verb: 'besluttede at anbefale' decides on nothing but the advice."""


def recommends(scene: Scene, place: int | None = None) -> bool:
    """Tell whether a sentence recommends what stands at a flow position: 'Det indstilles, at …', 'anbefaler … at …'.

    Without a position the sentence as a whole counts. What stands before the verb is not recommended, nor what a
    sentence decides that names a recommendation behind the decision.
    """
    for found in _RECOMMENDS.finditer(scene.text):
        if place is not None and place <= scene.start + found.end():
            return False
        if not _DECIDED.search(scene.text, 0, found.start()) or _TO_RECOMMEND.search(scene.text, 0, found.start()):
            return True
    return False


def evidence(context: Context, scene_start: int, scene_end: int, *places: int) -> Span:
    """Return the span of the quote: the sentence, or the 300 code points of it that hold the places.

    The span is one of the kept text; where it is longer than 300 code points it is cut at word borders.
    """
    while scene_start < scene_end and context.text[scene_start] in " ,;\n\t":
        scene_start += 1
    while scene_end > scene_start + 1 and context.text[scene_end - 1] in " ,;\n\t":
        scene_end -= 1
    span = context.flow.span(scene_start, scene_end)
    if len(span) <= MAX_QUOTE:
        return span
    first, last = (min(places), max(places)) if places else (scene_start, scene_start)
    low = context.flow.offsets[first]
    high = context.flow.offsets[max(first, min(last, scene_end) - 1)] + 1
    if high - low > MAX_QUOTE:
        high = low + MAX_QUOTE
    spare = MAX_QUOTE - (high - low)
    start = max(span.start, low - spare // 2)
    end = min(span.end, start + MAX_QUOTE)
    start = max(span.start, end - MAX_QUOTE)
    text = context.reading.document.text
    while start > span.start and start < low and not text[start - 1].isspace():
        start += 1
    while end < span.end and end > high and not text[end].isspace():
        end -= 1
    return Span(start, end)


def status_of(scene: Scene, *, default: str = "stated", place: int | None = None) -> str:
    """Read the status of what a sentence says from its part and its verbs.

    ``recommended`` in a recommendation and behind a verb that recommends (`place` is the flow position of what is
    said, the sentence's end where it is not given), ``decided`` in a decision or where the sentence says so; otherwise
    ``proposed``, ``expected``, ``estimated`` or ``rejected`` by the verbs, else `default`.
    """
    if scene.part == "recommendation" or recommends(scene, place):
        return "recommended"
    for status, pattern in _STATUS:
        if pattern.search(scene.text):
            return status
    if scene.part == "decision" or _DECIDED.search(scene.text):
        return "decided"
    return default


def polarity_of(scene: Scene, start: int, end: int = 0) -> str:
    """Tell whether the clause of a cue (a flow range) denies what it says: ``negative`` or ``positive``.

    What stands before the cue in its clause counts, the cue itself, and a word right behind it.
    """
    end = max(end, start)
    before = scene.text[max(0, start - scene.start - 90) : start - scene.start]
    if _CLEFT.search(before):
        return "negative"
    clause = _CLAUSE_END.split(before)[-1]
    behind = re.split(r"[,.;]| og ", scene.text[end - scene.start : end - scene.start + 12])[0]
    return (
        "negative"
        if _NEGATED.search(clause + scene.text[start - scene.start : end - scene.start] + behind)
        else "positive"
    )


def make(
    context: Context,
    scene: Scene,
    subject: str,
    predicate: str,
    object_: str,
    extractor: str,
    *places: int,
    qualifiers: dict[str, str] | None = None,
    status: str = "",
    polarity: str = "positive",
    score: float = 0.8,
    rule: str = "",
) -> Claim:
    """Make a claim whose quote is the scene's sentence; `rule` names what found it within the family."""
    return Claim(
        subject,
        predicate,
        object_,
        evidence(context, scene.start, scene.end, *places),
        f"{extractor}-{VERSION}",
        tuple(sorted((k, v) for k, v in (qualifiers or {}).items() if v)),
        status or status_of(scene, place=max(places, default=None)),
        polarity,
        score=score,
        section=scene.section.index,
        rule=rule,
    )
