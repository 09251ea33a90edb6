"""Follow-ups: what a body asks for, agrees on, promises or will return to, who is to do it, and when.

Read where decisions are told, in the next steps of a case and in what members are told. Not caught: tasks in tables of
actions, promises that carry none of these verbs, and requests about the order of business, which ask for nothing later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import evidence, polarity_of
from extractors.context import Context
from extractors.records import Remark
from extractors.scene import Argument, Scene

_BODIES = (
    r"[a-zæøå-]*udvalget|[a-zæøå-]*rådet|bestyrelsen|klyngen|styregruppen|arbejdsgruppen|følgegruppen|forummet|"
    r"byrådet|regionsrådet|kommunalbestyrelsen|dialogforum"
)
_ACTORS = (
    r"administrationen|forvaltningen|sekretariatet|sekretæren|direktionen|formanden|formandskabet|næstformanden|"
    rf"regionen|kommunen|projektlederen|parterne|medlemmerne|udvalgsmedlemmerne|direktøren|centerchefen|hospitalsledelsen|{_BODIES}"
)
_TASK = (
    r"undersøger?|sender?|udarbejder?|indkalder?|fremlægger?|inviterer?|følger? op|arbejder? videre|forelægger?|kontakter?|retter? henvendelse|"
    r"orienterer?|rundsender?|formulerer?|skriver?|planlægger?|udsender?|afklarer?|belyser?|tager? kontakt|indhenter?|tager? (?:det|sagen|emnet|punktet|spørgsmålet) (?:med|op)|"
    r"kommer? med|komme med|bringer?|drøfter?|laver?|samler?|skaffer?|afholder?|vende tilbage|bede|rykker?"
)
_DONE = (
    r"inviteres|sendes|udarbejdes|undersøges|indkaldes|følges op|sættes på|tages op|drøftes|forelægges|kontaktes|afholdes|arrangeres|nedsættes|laves|"
    r"udsendes|orienteres|indhentes|genoptages|belyses"
)
_BACK = r"(?:sagen|den|det|dem|emnet|punktet|spørgsmålet|dette|planen|forslaget|udkastet|udvalget|rådet|byrådet|bestyrelsen|gruppen|klyngen)\b"
_SAGEN = r"\b(?:sagen|punktet|emnet|spørgsmålet|det|forslaget|planen|dette|udkastet)"

# fmt: off
CUES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("returns", re.compile(rf"\b(?:vender?|vende) (?:[\wæøå]+ )?tilbage\b(?! til (?!{_BACK}))|{_SAGEN}\s(?:vil blive |bliver |blev |skal )?(?:genoptag\w+|genbehandl\w+|forelæg\w+ (?:igen|på ny|på et)|tages op|tages igen|dagsordensættes|sættes på dagsordenen)|\b(?:tages|genoptages|dagsordensættes|behandles igen|sættes på(?: dagsordenen)?)(?: [\wæøå]+){{0,2}} (?:til|på|ved) (?:det |et )?(?:næste|kommende|førstkommende|senere|efterfølgende)(?: [\wæøå]+)? ?møde", re.IGNORECASE), "Administrationen vender tilbage med et notat."),
    ("asked", re.compile(r"\b(?:bad|beder|anmodede|anmoder|opfordrede|opfordrer|pålagde|pålægger|bemyndigede|bemyndiger)\s(?:samtidig |desuden |endvidere |derfor |også )?(?:om\b(?: at (?:få|modtage)\b)?|(?P<whom>(?:[\wæøå-]+ ){1,5}?)(?:om|til|at|sende|komme|undersøge|udarbejde|se)\b)|\b(?:ønskede|ønsker|efterspurgte|efterlyste)\s(?:[\wæøå-]+ ){0,3}(?:en (?:kort )?status|en opfølgning|en orientering|et notat|en redegørelse|et overblik|en evaluering|forelagt|undersøgt|belyst|fremlagt|tilbagemelding)|\b(?:blev|bliver|er) (?P<who>(?:[\wæøå-]+ ){0,2}?)(?:anmodet|bedt|opfordret) om\b", re.IGNORECASE), "Rådet bad administrationen om et notat."),
    ("agreed", re.compile(rf"\b(?:aftalte|aftalt|enige? om|besluttede|besluttet)\b,? ?(?:at )(?!\w+ (?:godkende|tiltræde|tage|tog|udsætte|anbefale)\b)(?=[^.;]{{0,90}}\b(?:{_TASK}|{_DONE}|holde)\b)|\b(?:inviteres|indkaldes) til (?:et |det )?(?:næste|kommende|senere)(?: [\wæøå]+)? ?møde", re.IGNORECASE), "Rådet aftalte, at emnet tages op igen."),
    ("promised", re.compile(rf"\b(?:vil|lovede at|lover at|tilbød at|tager sig af at|sørger for,? at) (?:[\wæøå]+ ){{0,2}}?(?:{_TASK})\b|\b(?:undersøger|sender|rundsender|udarbejder|indkalder|inviterer(?! til)|følger op|arbejder videre|tager kontakt|indhenter|retter henvendelse|skriver til|tager (?:det|sagen|emnet|punktet|spørgsmålet) (?:op|med))\b"), "Sekretariatet sender materialet rundt."),
)
# fmt: on
PARTS = frozenset({"decision", "process", "body", "agenda_item", "heading", "remarks"})
ACTORS = frozenset("PERSON COUNCIL REGION MUNICIPALITY AUTHORITY ASSOCIATION PROVIDER ORG_OTHER".split())
_ACTOR = re.compile(rf"(?<![\w-])(?:{_ACTORS})(?!\w)", re.IGNORECASE)
_BODY = re.compile(rf"(?<![\w-])(?:{_BODIES})(?!\w)", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:næste|det kommende|førstkommende|et kommende|et senere)(?: [a-zæøå]+)? ?møde\w*\b|\bnæste gang\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:har tidligere|havde tidligere|er blevet|som aftalt|aftalte i \d{4}|har (?:nu )?(?:sendt|undersøgt|udarbejdet|fulgt op|bedt|aftalt|besluttet)|havde (?:bedt|aftalt|besluttet|lovet))\b"
    r"|^(?:Da|Dengang|Efter at) |^(?:I|Siden) (?:19|20)\d\d\b|^(?:Sidste|Forrige) (?:år|møde)|^På (?:det |sit )?(?:seneste|forrige|sidste) møde",
    re.IGNORECASE,
)
"""What was agreed in the past, and what has been done since."""
_IF = re.compile(r"^(?:Hvis|Såfremt|Med mindre|Medmindre)\b", re.IGNORECASE)
_MAYBE = re.compile(r"\b(?:kan|kunne|bør|burde|må|måske|eventuelt)\b[^,.;]{0,60}$", re.IGNORECASE)
_ORDER = re.compile(
    r"\bpunkt(?:et)? ?\d*\b[^.]{0,60}\b(?:før|først|sidst|flytte[st]?|rykke[st]?|byttes?)\b|\brækkefølgen\b|\bom ordet\b|\b(?:føj\w*|sættes|sat) til dagsordenen\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(r"^(?:alle|andre|folk|hinanden|enhver|man|borgerne|borgere|deltagerne|hende|ham)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"^(?: \([A-ZÆØÅ]{1,2}\))? $")
_THEY = re.compile(r"\b(?:han|hun|de) (?:\w+ ){0,2}$")
_UNDATED = re.compile(r"\b(?:fra|for|siden|af|om|efter(?: [\wæøå]+)?) (?:den |d\. )?$|\bkr\. (?:til|i) $", re.IGNORECASE)
_PASSIVE = re.compile(rf"\b(?:(?P<active>{_TASK})|{_DONE})\b", re.IGNORECASE)
_PROPOSED = re.compile(r"\b(?:foreslog|foreslår|foreslået|forslag om)\b[^.;]{0,200}, at\b", re.IGNORECASE)


def find(context: Context, scene: Scene, item: str) -> Iterator[Remark]:
    """Yield the follow-up that a sentence of an item states, one at most; `item` is the item's key.

    >>> [kind for kind, cue, example in CUES if cue.search(example)][:2]
    ['returns', 'asked']
    """
    if scene.part not in PARTS or not item or _OVER.search(scene.text) or _IF.match(scene.text):
        return
    if scene.part in ("body", "heading", "agenda_item") and len(scene.text) > 400:
        return
    for kind, cue, _ in CUES:
        for found in cue.finditer(scene.text):
            if _holds(scene, kind, found):
                yield _remark(context, scene, item, kind, found)
                return


def _holds(scene: Scene, kind: str, found: re.Match[str]) -> bool:
    """Tell whether a cue states something to be done: by somebody, not denied, not only possible, not the order of business."""
    start, end = scene.start + found.start(), scene.start + found.end()
    before = scene.text[: found.start()]
    if polarity_of(scene, start, end) == "negative" or _ORDER.search(scene.text) or scene.text.rstrip().endswith("?"):
        return False
    if kind == "returns":
        subject = _ACTOR.search(before) or any(a.type in ACTORS and a.end <= start for a in scene.arguments)
        return not _MAYBE.search(before) and bool(subject or not found.group().casefold().startswith("vend"))
    if kind == "asked":
        told = found.groupdict()
        urged = found.group().casefold().startswith("opfordre")
        if told["whom"] is None:
            return not urged
        whom = told["whom"]
        named = any(start <= a.start < end and a.type in ACTORS for a in scene.arguments)
        return not _EVERYBODY.match(whom) and (not urged or named or bool(_ACTOR.search(whom)))
    if kind == "promised":
        return bool(_subject(scene, found.start())) or bool(_actor_before(before))
    return True


def _remark(context: Context, scene: Scene, item: str, kind: str, found: re.Match[str]) -> Remark:
    start, end = scene.start + found.start(), scene.start + found.end()
    doers = tuple(dict.fromkeys(a.key for a in _doers(scene, kind, found)))
    due = next(
        (
            a.key.removeprefix("DATE|")
            for a in scene.arguments
            if a.type == "DATE" and a.start >= start and not _UNDATED.search(scene.text[: a.start - scene.start])
        ),
        "",
    )
    coming = _NEXT.search(scene.text)
    details = {
        "kind": kind,
        "actor": "" if doers else _word(scene.text, kind, found),
        "due": due,
        "occasion": coming.group().casefold() if coming and not due else "",
    }
    return Remark(
        "follow_up",
        item,
        evidence(context, scene.start, scene.end, start, end),
        "followups-1",
        by=doers,
        details=tuple(sorted((name, value) for name, value in details.items() if value)),
        status=_status(scene, kind, found, doers),
        section=scene.section.index,
    )


def _status(scene: Scene, kind: str, found: re.Match[str], doers: tuple[str, ...]) -> str:
    """Return ``decided`` for what the body itself asks for or agrees on, ``stated`` for what one member asks for."""
    if kind != "asked" and _PROPOSED.search(scene.text[: found.start()]):
        return "proposed"
    if kind == "agreed":
        return "decided"
    if kind == "asked":
        start = scene.start + found.start()
        bodies = [scene.start + m.end() for m in _BODY.finditer(scene.text, 0, found.start())]
        bodies += [a.end for a in scene.arguments if a.type == "COUNCIL" and a.end <= start]
        single = [a.end for a in scene.arguments if a.type in ("PERSON", "PARTY") and a.end <= start]
        single += [scene.start + m.end() for m in _SINGLE.finditer(scene.text, 0, found.start())]
        if single and max(single) > max(bodies, default=-1):
            return "stated"
        return "decided" if bodies or scene.part == "decision" else "stated"
    if scene.part == "decision" and not any(key.startswith("PERSON|") for key in doers):
        return "decided"
    return "expected"


_SINGLE = re.compile(r"(?<![\w-])(?:formanden|næstformanden|borgmesteren|et medlem|flere medlemmer)(?!\w)", re.IGNORECASE)


def _subject(scene: Scene, place: int) -> tuple[Argument, ...]:
    """Return the group of names that ends right before a place of the sentence's text."""
    for group in scene.groups:
        end = group[-1].end - scene.start
        if group[0].type in ACTORS and end <= place and _NAME_BEFORE.match(scene.text[end:place]):
            return group
    return ()


def _actor_before(text: str) -> str:
    """Return the plain word for who acts that a text ends in: 'sekretariatet'."""
    found = next((m for m in reversed(list(_ACTOR.finditer(text))) if len(text) - m.end() <= 1), None)
    return found.group().casefold() if found else ""


def _doers(scene: Scene, kind: str, found: re.Match[str]) -> tuple[Argument, ...]:
    """Return who is to act: whom one asks, who stands first in what is agreed, who promises."""
    start, end = scene.start + found.start(), scene.start + found.end()
    named = [a for a in scene.arguments if a.type in ACTORS]
    if kind == "asked":
        place = "whom" if found["whom"] is not None else "who"
        low, high = found.span(place)
        if low == high and _PUT_TO.match(found.group()):
            return _subject(scene, found.start())
        return tuple(a for a in named if low >= 0 and scene.start + low <= a.start and a.end <= scene.start + high + 1)
    if kind == "agreed":
        if _for_them(scene.text, found):
            return ()
        group = next((g for g in scene.groups if g[0].type in ACTORS and g[0].start == end), ())
        if group or "," in found.group():
            return tuple(a for a in group if not a.pointed)
        return tuple(a for a in _subject(scene, found.start()) if a.type == "COUNCIL")
    group = _subject(scene, found.start())
    if not group and _THEY.search(scene.text[: found.start()]):
        group = tuple(a for a in named if a.type == "PERSON" and a.end <= start)[-1:]
    if not group and kind == "returns":
        before = [a for a in named if a.end <= start and a.type in ("PERSON", "COUNCIL")]
        told = re.search(r"\b(?:og|men) (?:[\wæøå]+ ){0,2}$", scene.text[: found.start()])
        group = tuple(before[-1:]) if told and before else ()
    return tuple(a for a in group[:3])


_PUT_TO = re.compile(r"(?:blev|bliver|er)\b", re.IGNORECASE)


def _for_them(text: str, found: re.Match[str]) -> bool:
    """Tell whether what is agreed is done to its subject: 'at rådet orienteres', unlike 'at rådet skriver'."""
    verb = _PASSIVE.search(text, found.end())
    return bool(verb and not verb["active"])


def _word(text: str, kind: str, found: re.Match[str]) -> str:
    """Return who is to act where a plain word tells it: 'administrationen'; never who only receives it."""
    if kind == "asked":
        whom = found["whom"] or found["who"] or ""
        named = _ACTOR.search(whom)
        if not whom and _PUT_TO.match(found.group()):
            return _actor_before(text[: found.start()])
        return named.group().casefold() if named else ""
    if kind == "agreed":
        named = None if _for_them(text, found) else _ACTOR.match(text, found.end())
        return named.group().casefold() if named else ""
    before = text[: found.start()]
    if close := _actor_before(before):
        return close
    if kind == "returns":
        named = next(iter(reversed(list(_ACTOR.finditer(before)))), None)
        return named.group().casefold() if named and re.search(r"\b(?:og|vil|skal)\b", before) else ""
    return ""
