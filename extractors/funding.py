"""Money: which programme or body it is set aside or proposed for, for which years, and who pays.

Not caught: sums whose purpose stands in another paragraph, and costs, which are not funding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors import money_tables
from extractors.claiming import make, polarity_of, status_of
from extractors.context import Context
from extractors.edtf import interval
from extractors.fields import field_of
from extractors.money import find_amounts
from extractors.records import Claim
from extractors.scene import Argument, Scene

FUNDS = re.compile(
    r"\b(?:sat|lagt|dækkes|rummer|betaler|betales|betalt|afsat|afsætter|afsætte|afsættes|afsatte|sætter|sættes|bevilge\w*|tilfør\w*|tilført|finansier\w*|udmønt\w*|støtte\w*|bidrage\w*|øremærk\w*|prioriter\w*|allokere\w*|"
    r"bevilling|pulje|puljen|[a-zæøå]*midler(?:ne)?|foreslås|foreslår|styrke|styrkes|får|fået|giver|gives|givet|donere\w*|ramme|rammen|budget|budgettet|investere\w*|tilskud|ydelse|anvende|i alt|koste)\b",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:udgift\w*|koster|kostede|omkostning\w*|merudgift\w*|besparelse\w*|spare\w*|spares|effektivisering\w*)\b",
    re.IGNORECASE,
)
TARGETS = frozenset(
    "INITIATIVE PLAN REFORM AGREEMENT COUNCIL PROVIDER ASSOCIATION EDUCATION ORG_OTHER MUNICIPALITY REGION AUTHORITY".split()
)
_TO = re.compile(
    r"\b(?:til (?:[\wæøå-]+ ){1,4}i|til|i tilskud til|for|øremærket)\s(?:at (?:[\wæøå]+ ){1,4}(?:af )?)?(?:en |et |den |det |de |årlig |projekt(?:et)? |indsatsen |drift af |etablering af |udbredelse af |arbejdet med )*[\"”“’']?$",
    re.IGNORECASE,
)
_THEREAFTER = re.compile(r"^\s*(?:mio\. kr\. )?(?:årligt )?(?:herefter|derefter|efterfølgende)", re.IGNORECASE)
_FUNDER_BEFORE = re.compile(
    r"(?:midler(?:ne)? fra|med|fra|i|af puljen|via|finansieret af|finansieres af|støttes af)\s(?:de |den |det |centrale )?$",
    re.IGNORECASE,
)
_PAYERS = frozenset("REGION MUNICIPALITY AUTHORITY ASSOCIATION ORG_OTHER AGREEMENT PARTY COUNCIL".split())
_GIVES = re.compile(
    r"^\s?(?:har |vil )?(?:støttet|givet|ydet|finansieret|doneret|betalte|yder|ydede|afsætter|afsat|bevilger|bevilgede|bevilget|bidrager|bidrog|giver|gav|støtter|støttede|finansierer|foreslår|betaler|donerer|har afsat|har bevilget)\b",
    re.IGNORECASE,
)


def find(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield funded_with for the sums of a sentence that speaks of money set aside or proposed."""
    sums = [a for a in scene.arguments if a.type == "AMOUNT"]
    cells = money_tables.find(context, scene, previous) if sums else None
    if cells is not None:
        yield from cells
        return
    named = (
        scene.arguments[0]
        if sums and _COLON_ROW.match(scene.text) and scene.arguments[0].start - scene.start < 6 and scene.arguments[0].type in TARGETS
        else None
    )
    row = (
        bool(sums)
        and scene.arguments[0].type in _PAYERS
        and scene.arguments[0].start == scene.start
        and len(scene.text) < 110
    )
    speaks = bool(sums) and bool(FUNDS.search(scene.text) or row or named or field_of(scene.text) == ("funded_with", ""))
    if (
        not (speaks or (sums and _GRANTS.search(scene.text)))
        or (_COST.search(scene.text) and not re.search(r"\b(?:afs[aæ]t\w*|bevilg\w*)\b", scene.text))
    ):
        return
    for place, amount in enumerate(sums):
        if _COST.search(scene.text) and not _granted_near(scene, amount):
            continue
        target = named or (_target(context, scene, amount, sums, previous) if speaks else None)
        by_words = target is None
        target = target or _granted_to(context, scene, sums)
        if target is None:
            continue
        qualifiers = {"year": _year(context, scene, amount, sums[place + 1] if place + 1 < len(sums) else None)}
        payer = (
            scene.arguments[0]
            if row and not named and scene.arguments[0].key != target.key
            else _payer(context, scene, amount, target)
        )
        if payer:
            qualifiers["funder"] = payer.key
        qualifiers |= _terms(context, scene, amount)
        yield make(
            context,
            scene,
            target.key,
            "funded_with",
            amount.key,
            "funding",
            min(amount.start, target.start),
            max(amount.end, target.end),
            qualifiers=qualifiers,
            polarity=polarity_of(scene, amount.start - 1),
            score=0.55 if by_words else 0.8 - 0.1 * target.pointed,
            status=status_of(scene, place=max(amount.end, target.end)),
            rule="words" if by_words else "find",
        )


_GRANTS = re.compile(
    r"\b(?:\w*bevilling(?:en)?|donation(?:en)?|tildelt|tilsagn|overfør\w*|prioriter\w*|tilfør\w*|årligt budget|frigives|støtt\w*|imødekommet|forhøje\w*|hentet|skyder|dækker|yder|øremærk\w*|fik|får|finansloven)(?!\w)",
    re.IGNORECASE,
)
"""What tells that the one sum of a sentence is granted to the one that it names, whatever the wording."""
_NOT_GRANTED = re.compile(
    r"\b(?:ikke|ingen|uden|mangl\w*|afslå\w*|afslag|nej|ansøg\w*|søge[rt]?|søgte|ønske\w*|håb\w*|hvis|drøft\w*|forventes|udgift\w*|koste\w*|omkostning\w*|merudgift\w*|merforbrug\w*|mindreforbrug\w*|underskud|overskud|besparelse\w*|spare\w*"
    r"|reducer\w*|skære\w*|beskær\w*|regnskab\w*|omsæt\w*|gebyr|takst\w*|lån|gæld|pris\w*)(?!\w)",
    re.IGNORECASE,
)
_RECEIVES = re.compile(r" (?:har )?(?:fået|fik|får|modtager|modtog|tildeles|er blevet|blev|råder over|er på finansloven|kan)\b")


def _granted_to(context: Context, scene: Scene, sums: list[Argument]) -> Argument | None:
    """Return the one programme, or the one body that receives it, that a sentence with one sum names, where its words tell of a grant."""
    if len({a.key for a in sums}) != 1 or not _GRANTS.search(scene.text) or _NOT_GRANTED.search(scene.text):
        return None
    programmes = {a.key: a for a in scene.arguments if a.coarse == "PROGRAMME" and "|budget" not in a.key and "finanslov" not in a.key}
    if programmes:
        only = next(iter(programmes.values()))
        return only if len(programmes) == 1 and only.type == "INITIATIVE" else None
    bodies = [a for a in scene.arguments if a.type in ("PROVIDER", "ASSOCIATION", "COUNCIL") and not a.pointed]
    payers = any(a.type in ("REGION", "MUNICIPALITY", "AUTHORITY", "ORG_OTHER") for a in scene.arguments)
    return bodies[0] if len(bodies) == 1 and not payers and _RECEIVES.match(context.text, bodies[0].end) else None


_GRANTED = re.compile(r"\b(?:afs[aæ]t\w*|bevilg\w*|finansier\w*)\b", re.IGNORECASE)


_PERMANENT = re.compile(r"\b(?:varigt?|varige|permanent|permanente|permanentgøre\w*|fast bevilling|i varig)\b", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:engangs\w*|én gang|et engangsbeløb|ekstraordinært?|ekstraordinære)\b", re.IGNORECASE)


def _terms(context: Context, scene: Scene, amount: Argument) -> dict[str, str]:
    """Return the price level of a sum, and whether it is given once, every year or permanently, where its clause says so."""
    start, end = max(scene.start, amount.start - 60), min(scene.end, amount.end + 60)
    found = next((f for f in find_amounts(context.text[start:end]) if start + f.start == amount.start), None)
    clause = re.split(r"[.;]\s|, (?:men|mens|heraf)\b", context.text[amount.end : end])[0]
    recurrence = "permanent" if _PERMANENT.search(clause) else "once" if _ONCE.search(context.text[start:amount.start] + clause) else ""
    return {
        "price_level": found.price_level if found else "",
        "recurrence": recurrence or ("yearly" if found and found.per_year else ""),
    }


def _granted_near(scene: Scene, amount: Argument) -> bool:
    """Tell whether money is said to be granted close to a sum, in a sentence that speaks of costs too."""
    start = max(0, amount.start - scene.start - 50)
    return bool(_GRANTED.search(scene.text, start, min(len(scene.text), amount.end - scene.start + 50)))


def _target(
    context: Context, scene: Scene, amount: Argument, sums: list[Argument], previous: tuple[Scene, ...]
) -> Argument | None:
    """Return what a sum is for: named after 'til', else the sentence's subject, else the sum before, else the topic."""
    text = context.text
    following = next((s.start for s in sums if s.start > amount.start), scene.end)
    for argument in scene.arguments:
        if argument.start < amount.end or argument.type not in TARGETS or argument.start - amount.end > 110:
            continue
        own = argument.start < following or _run_on(text, amount, argument, sums)
        if own and _TO.search(text[amount.end : argument.start]):
            return argument
    given = next((a for a in scene.arguments if a.end + 1 == amount.start and a.type in TARGETS and _GIVEN.search(text[max(scene.start, a.start - 24) : a.start])), None)
    if given:
        return given
    if _UNNAMED.match(text, amount.end) and not any(
        a.pointed and 0 <= a.start - amount.end < 40 for a in scene.arguments
    ):
        return None
    bracket = text.rfind("(", scene.start, amount.start)
    inside = bracket >= 0 and text.find(")", bracket, amount.start) < 0
    before = [
        a
        for a in scene.arguments
        if a.end <= (bracket if inside else amount.start)
        and a.type in TARGETS
        and not _is_payer(context, scene, a, amount)
    ]
    if inside:
        outer = [s for s in sums if s.end <= bracket]
        if outer and bracket - outer[-1].end < 3:
            return _target(
                context,
                scene,
                outer[-1],
                [s for s in sums if s.end <= bracket or s.start > text.find(")", amount.end)],
                previous,
            )
        if before:
            return before[-1]
    lead = [a for a in before if a.coarse == "PROGRAMME"] or before
    opening = [
        a
        for a in lead
        if re.search(r"\b(?:får|fået|tilføres|modtager|støttes|styrkes|til)\b", text[a.end : amount.start])
    ]
    if opening:
        return opening[-1]
    if lead and lead[-1].coarse == "PROGRAMME" and lead[-1].type != "AGREEMENT":
        return lead[-1]
    if scene.arguments[0].type in _PAYERS and scene.arguments[0].start == scene.start and len(scene.text) < 110:
        over = _row_topic(previous)
        if over or not _is_payer(context, scene, scene.arguments[0], amount):
            return over
    for earlier in reversed(previous[-1:]):
        if earlier.section.index == scene.section.index and "\n" not in text[earlier.end : scene.start]:
            topic = [
                a
                for a in earlier.arguments
                if a.type in ("INITIATIVE", "PLAN") or (a.type == "AGREEMENT" and _SAYS.search(earlier.text))
            ]
            if topic:
                return topic[-1]
    return _titled(context, scene) or (scene.topic if not any(a.coarse == "PROGRAMME" and "|budget" not in a.key for a in scene.arguments) else None)


_SAYS = re.compile(r"\b(?:fremgår|indgår|aftal\w+|enige)\b")
_TABLE = re.compile(r"\b(?:ramme|rammen|finansier\w*|pengene|bidrag\w*|budget\w*|fordele\w*|midlerne)\b", re.IGNORECASE)


def _row_topic(previous: tuple[Scene, ...]) -> Argument | None:
    """Return what the rows of a table of contributors pay for: the programme of the sentence over the table."""
    for earlier in reversed(previous[-10:]):
        if len(earlier.text) > 110 or _TABLE.search(earlier.text):
            topic = [
                a
                for a in earlier.arguments
                if a.type in ("INITIATIVE", "PLAN") or (a.type == "AGREEMENT" and "|budget" not in a.key)
            ]
            if topic:
                return topic[0]
            if len(earlier.text) > 110:
                return None
    return None


def _titled(context: Context, scene: Scene) -> Argument | None:
    """Return the programme that the heading over a sentence, or its item's title, names."""
    for section in (scene.section, scene.item):
        if section is None:
            continue
        start, end = context.flow.range(section.span)
        stop = start + len(section.title) + 12
        keys = context.keys
        for hit in context.hits_in(start, min(end, stop)):
            if hit.type in ("INITIATIVE", "PLAN") and (hit.start, hit.end, hit.type) in keys:
                return (
                    Argument(hit.start, hit.end, keys[(hit.start, hit.end, hit.type)], hit.type, True)
                    if hit.start >= scene.start
                    else Argument(scene.start, scene.start + 1, keys[(hit.start, hit.end, hit.type)], hit.type, True)
                )
    return None


_COLON_ROW = re.compile(r"(?:[-–•*]\s*)?[A-ZÆØÅ][^.;:]{2,90}: (?:ca\. |op til |i alt )?\d")
"""A line of a list: a name, a colon and a sum."""
_GIVEN = re.compile(r"\b(?:bevilget|bevilgede|bevilger|givet|giver|gav|tildelt|tildelte|tildeler|tilført|ydet) (?:projektet |foreningen )?$")
_UNNAMED = re.compile(
    r"(?:\s+(?:årligt|om året|varigt|i \d{4}(?:-\d{2,4})?|fra \d{4}))*\s+til (?!at\b|formålet|perioden|årene|dette|det\b|den\b|sit\b|brug|gengæld|rådighed)(?:[a-zæøå-]+ ){0,2}[a-zæøå-]+"
)
"""A purpose that no name stands for: such a sum is nobody's."""
_SERIES = re.compile(
    r"[\s(]*(?:af )?(?:mio\. kr\. )?(?:årligt |om året )?(?:i |fra |for )?[\d\-–/. ]*(?:og frem)?[\s)]*(?:,|og|samt)?\s*(?:yderligere |i alt )?[(]?\s*$"
)


def _run_on(text: str, amount: Argument, target: Argument, sums: list[Argument]) -> bool:
    """Tell whether all sums up to a purpose are one series: '2 mio. kr. i 2030 og 3 mio. kr. i 2031 til X'."""
    series = [s for s in sums if amount.start <= s.start < target.start]
    return all(_SERIES.fullmatch(text[a.end : b.start]) for a, b in pairwise(series))


_PAID_BY = re.compile(r"^(?: [\wæøå]+){0,3} af $")
_PASSIVE = re.compile(r"\b(?:støttes|finansieres|bevilges|støttet|finansieret|bevilget|betales)\b")


def _is_payer(context: Context, scene: Scene, argument: Argument, amount: Argument) -> bool:
    text = context.text
    if argument.type not in _PAYERS:
        return False
    if (
        argument.start > amount.end
        and _PAID_BY.search(text[amount.end : argument.start])
        and _PASSIVE.search(scene.text)
    ):
        return True
    lead = _FUNDER_BEFORE.search(text[max(scene.start, argument.start - 40) : argument.start])
    if lead and lead.group().split()[0].casefold() in ("med", "i") and argument.type not in ("AGREEMENT", "PLAN"):
        lead = None
    return bool(_GIVES.match(text[argument.end : argument.end + 40])) or bool(lead)


def _payer(context: Context, scene: Scene, amount: Argument, target: Argument) -> Argument | None:
    """Return who pays: 'fra X', 'med Budget 2030', or the subject that sets aside, grants or gives."""
    for argument in scene.arguments:
        if (
            argument.key != target.key
            and argument.type in _PAYERS
            and argument.type != "PARTY"
            and _is_payer(context, scene, argument, amount)
        ):
            return argument
    return None


def _series(text: str, dates: list[Argument]) -> str:
    """Return the interval of years that are counted up: '2031, 2032 og 2033'."""
    years = [dates[0]]
    for date in dates[1:]:
        if not re.fullmatch(r"\s*(?:,|og|samt|, og)\s*", text[years[-1].end : date.start]):
            break
        years.append(date)
    values = [d.key.removeprefix("DATE|") for d in years]
    if len(values) < 3 or not all(len(v) == 4 and v.isdigit() for v in values):
        return ""
    return interval(values[0], values[-1]) if int(values[-1]) - int(values[0]) == len(values) - 1 else ""


def _year(context: Context, scene: Scene, amount: Argument, following: Argument | None) -> str:
    """Return the year or years of a sum: the date right behind it, else one before it that opens the sentence."""
    text = context.text
    stop = following.start if following else scene.end
    behind = text[amount.end : stop]
    dates = [a for a in scene.arguments if a.type == "DATE"]
    after = [a for a in dates if amount.end <= a.start < stop and a.start - amount.end < 50]
    if _THEREAFTER.match(behind):
        earlier = [a for a in dates if a.end <= amount.start]
        last = earlier[-1].key.removeprefix("DATE|").split("/")[-1][:4] if earlier else ""
        return f"{int(last) + 1}/.." if last.isdigit() else ""
    if after:
        values = [a.key.removeprefix("DATE|") for a in after]
        series = _series(text, after)
        if series:
            return series
        if (
            len(values[0]) == 4
            and re.search(r"\bfra $", text[amount.end : after[0].start])
            and len(after) == 1
            and "til" not in text[after[0].end : after[0].end + 5]
        ):
            return f"{values[0]}/.."
        if (
            len(values) >= 2
            and all(len(v) == 4 for v in values[:2])
            and re.fullmatch(r"\s*(?:og|-|–|til)\s*", text[after[0].end : after[1].start])
        ):
            return interval(values[0], values[1])
        return values[0] if len(values[0]) == 4 or "/" in values[0] else ""
    opening = [a for a in dates if a.end <= amount.start]
    if re.fullmatch(r"\s*(?:årligt\s+)?(?:fra|i)?[\s,.)]*", behind) and re.search(r"fra|i\b", behind):
        return ""
    if opening:
        value = opening[-1].key.removeprefix("DATE|")
        return value if len(value) == 4 or "/" in value else ""
    later = [a for a in dates if a.start >= amount.end]
    value = later[0].key.removeprefix("DATE|") if later else ""
    return value if (len(value) == 4 or "/" in value) and following is None else ""
