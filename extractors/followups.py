"""Follow-ups: what a body asks for, agrees on, promises or will return to, who is to do it, and when.

Read where decisions are told, in the next steps of a case and in what members are told. Not caught: tasks in tables of
actions, and promises that carry none of these verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import evidence, polarity_of
from extractors.context import Context
from extractors.records import Remark
from extractors.scene import Scene

_ACTORS = (
    r"administrationen|forvaltningen|sekretariatet|direktionen|formanden|formandskabet|næstformanden|udvalget|rådet|bestyrelsen|klyngen|styregruppen|arbejdsgruppen|"
    r"regionen|kommunen|projektlederen|parterne|medlemmerne|byrådet|regionsrådet|kommunalbestyrelsen|forretningsudvalget|direktøren|centerchefen"
)
_TASK = (
    r"undersøge|undersøger|sende|sender|udarbejde|udarbejder|indkalde|indkalder|fremlægge|fremlægger|invitere|inviterer|følge op|følger op|arbejde videre|arbejder videre|"
    r"forelægge|forelægger|kontakte|kontakter|rette henvendelse|retter henvendelse|orientere|orienterer|rundsende|rundsender|formulere|formulerer|skrive|skriver|"
    r"planlægge|planlægger|udsende|udsender|afklare|afklarer|belyse|belyser|tage kontakt|tager kontakt|indhente|indhenter|tage (?:det|sagen|emnet|punktet) (?:med|op)|komme med|bringe|drøfte"
)

# fmt: off
CUES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("returns", re.compile(rf"\b(?:{_ACTORS})?\s?(?:vil |skal )?(?:vender?|vende) (?:derfor |efterfølgende |herefter )?tilbage\b(?: (?:med|til|når|på|om|herom))?|\b(?:sagen|punktet|emnet|spørgsmålet|det|forslaget|planen|dette)\s(?:vil blive |bliver |blev |skal )?(?:genoptag\w+|genbehandl\w+|forelæg\w+ (?:igen|på ny|på et)|tages op|tages igen|dagsordensættes|sættes på dagsordenen)|\b(?:tages|genoptages|dagsordensættes|behandles igen|sættes på(?: dagsordenen)?)(?: [\wæøå]+){0,2} (?:til|på|ved) (?:det |et )?(?:næste|kommende|førstkommende|senere|efterfølgende)(?: [\wæøå]+)? ?møde", re.IGNORECASE), "Administrationen vender tilbage med et notat."),
    ("asked", re.compile(r"\b(?:bad|beder|anmodede|anmoder|opfordrede|opfordrer|pålagde|pålægger|bemyndigede|bemyndiger)\s(?:samtidig |desuden |endvidere |derfor )?(?:om\b|(?:[\wæøå-]+ ){1,5}(?:om|til|at)\b)|\b(?:ønskede|ønsker|efterspurgte|efterlyste)\s(?:[\wæøå-]+ ){0,3}(?:en status|en opfølgning|en orientering|et notat|en redegørelse|et overblik|en evaluering|forelagt|undersøgt|belyst|fremlagt|tilbagemelding)|\b(?:blev|bliver|er) (?:anmodet|bedt|opfordret) om\b", re.IGNORECASE), "Rådet bad administrationen om et notat."),
    ("agreed", re.compile(rf"\b(?:aftalte|aftalt|enige? om|besluttede)\b,? ?(?:at )(?!\w+ (?:godkende|tiltræde|tage|tog|udsætte|anbefale))(?=[^.;]{{0,90}}\b(?:{_TASK}|inviteres|sendes|udarbejdes|undersøges|indkaldes|følges op|sættes på|tages op|drøftes|forelægges|kontaktes|afholdes|arrangeres|nedsættes|laves|udsendes)\b)", re.IGNORECASE), "Rådet aftalte, at emnet tages op igen."),
    ("promised", re.compile(rf"(?:^|(?<=[.;] ))(?:[A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+)?|{_ACTORS})(?: \([A-ZÆØÅ]\))? (?:vil |lovede at |lover at |tilbød at |tager sig af at |sørger for,? at )(?:[\wæøå]+ ){{0,2}}(?:{_TASK})\b|\b(?:{_ACTORS}) (?:undersøger|sender|rundsender|udarbejder|indkalder|inviterer|følger op|arbejder videre|tager kontakt|indhenter|retter henvendelse)\b", re.IGNORECASE), "Sekretariatet sender materialet rundt."),
)
# fmt: on
PARTS = frozenset({"decision", "process", "body", "agenda_item", "heading", "remarks"})
_ACTOR = re.compile(rf"(?<!\w)(?:{_ACTORS})(?!\w)", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:næste|det kommende|førstkommende|et kommende|et senere)(?: [a-zæøå]+)? ?møde\w*\b", re.IGNORECASE
)
_OVER = re.compile(
    r"\b(?:har tidligere|havde tidligere|er blevet|som aftalt|aftalte i \d{4}|har (?:nu )?(?:sendt|undersøgt|udarbejdet|fulgt op))\b",
    re.IGNORECASE,
)


def find(context: Context, scene: Scene, item: str) -> Iterator[Remark]:
    """Yield the follow-up that a sentence of an item states, one at most; `item` is the item's key.

    >>> [kind for kind, cue, example in CUES if cue.search(example)][:2]
    ['returns', 'asked']
    """
    if scene.part not in PARTS or not item or _OVER.search(scene.text):
        return
    if scene.part in ("body", "heading", "agenda_item") and len(scene.text) > 400:
        return
    for kind, cue, _ in CUES:
        found = cue.search(scene.text)
        if not found:
            continue
        start, end = scene.start + found.start(), scene.start + found.end()
        if polarity_of(scene, start, end) == "negative":
            return
        doers = _doers(scene, kind, start, end)
        actor = "" if doers else _word(scene.text, kind, found.start(), found.end())
        due = next((a.key.removeprefix("DATE|") for a in scene.arguments if a.type == "DATE" and a.start >= start), "")
        coming = _NEXT.search(scene.text)
        details = {
            "kind": kind,
            "actor": actor,
            "due": due,
            "occasion": coming.group().casefold() if coming and not due else "",
        }
        yield Remark(
            "follow_up",
            item,
            evidence(context, scene.start, scene.end, start, end),
            "followups-1",
            by=doers,
            details=tuple(sorted((name, value) for name, value in details.items() if value)),
            status="decided" if scene.part == "decision" else "expected",
            section=scene.section.index,
        )
        return


def _doers(scene: Scene, kind: str, start: int, end: int) -> tuple[str, ...]:
    """Return the keys of who is to act: whom one asks stands behind the verb, who promises before it."""
    actors = frozenset("PERSON COUNCIL REGION MUNICIPALITY AUTHORITY ASSOCIATION PROVIDER ORG_OTHER".split())
    if kind == "asked":
        inside = tuple(a for a in scene.arguments if start <= a.start < end + 2 and a.type in actors)
        return tuple(a.key for a in inside[:1])
    if kind == "agreed":
        group = scene.after(end, actors, reach=6)
        return tuple(a.key for a in group if not _ACTOR.match(scene.text, end - scene.start))
    group = tuple(a for a in scene.arguments if a.type in actors and start <= a.start and a.end <= end) or scene.before(
        start + 1, actors, reach=4
    )
    return tuple(dict.fromkeys(a.key for a in group[:3]))


def _word(text: str, kind: str, start: int, end: int) -> str:
    """Return who is to act where a plain word tells it: 'administrationen'."""
    places = list(_ACTOR.finditer(text))
    if kind in ("asked", "agreed"):
        found = next((m for m in places if m.start() >= start), None)
    else:
        found = next((m for m in reversed(places) if m.start() < end), None)
    return found.group().casefold() if found else ""
