"""Who works with whom, who takes part in what, who is a party to what: sentence rules.

Not caught: cooperation that is described without one of these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.claiming import make, polarity_of
from extractors.context import Context
from extractors.records import Claim
from extractors.rules import AGREED, BODY, ORG, PROGRAMME, Rule, apply, cue
from extractors.scene import Argument, Scene

_DEAL = r"(?:et |en )?(?:nyt |ny |nye |tæt |bredt |strategisk |forpligtende |gensidig(?:t)? |formel(?:t)? )?(?:samarbejds?|partnerskabs?|samarbejdsaftale|partnerskabsaftale|partnerskab|samarbejde|aftale|driftsaftale)"
_MAKE = r"(?:har )?(?:netop |i \d{4} |også |nu )?(?:indgået|indgik|indgår|har|etablerede|etableret|underskrev|underskrevet|indleder|indledte|indledt)"

# fmt: off
RULES: tuple[Rule, ...] = (
    Rule("deal_with", "partner_of", cue(rf"{_MAKE} {_DEAL} (?:med|sammen med)(?: organisationen| foreningen)?"), BODY, BODY, "Nyby Kommune har indgået et samarbejde med SIND", score=0.9, reach_left=60, reach_right=30),
    Rule("deal_together", "partner_of", cue(r"(?:indgået|indgik|indgår) (?:i fællesskab |sammen )med"), BODY, BODY, "Aftalen er indgået sammen med SIND", reach_left=140, score=0.75),
    Rule("works_with", "partner_of", cue(r"samarbejder (?:tæt |løbende )?(?:med|sammen med)"), BODY, BODY, "Nyby Kommune samarbejder med SIND", reach_left=60, reach_right=30, score=0.75),
    Rule("in_cooperation", "partner_of", cue(r"i (?:tæt |et |fælles )?(?:samarbejde|partnerskab|samspil) med"), BODY, BODY, "Nyby Sygehus driver klinikken i samarbejde med SIND", reach_left=110, reach_right=20, score=0.75),
    Rule("together_with", "partner_of", cue(r"(?:vil |har |i dag )?sammen med"), BODY - {"COUNCIL"}, BODY - {"COUNCIL"}, "SIND driver caféen sammen med Nyby Kommune", reach_left=60, reach_right=4, score=0.7),
    Rule("cooperation_between", "partner_of", cue(r"(?:samarbejde|samarbejdet|partnerskab|partnerskabet|fællesskab|samarbejdsprojekt|partnerskabsaftale|samarbejdsaftale|samarbejdsaftalen)(?: om [\wæøå -]{3,60})? mellem"), BODY, BODY, "et samarbejde mellem Nyby Kommune og SIND", sides="rr", reach_right=16, score=0.85),
    Rule("between_in", "partner_of", cue(r"i (?:tæt )?(?:fællesskab|samarbejde) mellem"), BODY, BODY, "i fællesskab mellem Nyby Kommune og SIND", sides="rr", reach_right=12, score=0.85),
    Rule("takes_part", "participates_in", cue(r"(?:deltager|deltog|indgår|indgik|medvirker|er med|indtræder|kommer ind|træder ind|tager del|har (?:(?:siden|fra|i) [\wæøå. ]{3,24} )?deltaget) (?:aktivt )?i"), BODY, PROGRAMME, "Nyby Kommune deltager i projekt X", reach_left=70, reach_right=30),
    Rule("leaves", "participates_in", cue(r"(?:udtræder|udtrådte|udtrådt|træder ud|trådte ud|trækker sig|trak sig) (?:af|fra)"), BODY, PROGRAMME, "Nyby Kommune udtræder af projekt X", reach_left=40, reach_right=30),
    Rule("worked_on", "participates_in", cue(r"(?:har )?(?:(?:siden|fra|i) [\wæøå. ]{3,24} )?(?:samarbejder|samarbejdet|samarbejdede|arbejder sammen)(?: ikke)? (?:tæt )?om"), BODY, PROGRAMME, "SIND og Nyby Kommune har siden foråret 2031 samarbejdet om projekt X", reach_left=12, reach_right=20, score=0.8),
    Rule("offers", "participates_in", cue(r"(?:(?:går forrest|er gået forrest|går i gang) og )?(?:tilbyder|afprøver|har afprøvet|afprøvede|anvender|har indført|indfører|tester|har taget)"), BODY, PROGRAMME, "Nyby Sygehus tilbyder IDD", reach_left=50, reach_right=40, score=0.75),
    Rule("provides_for", "participates_in", cue(r"(?:stiller|stillede|stille|har stillet) [\wæøå,. -]{3,60}? til rådighed (?:for|i|til)"), BODY, PROGRAMME, "SIND stiller lokaler til rådighed for projekt X", reach_left=90, reach_right=20, score=0.75),
    Rule("carries_out", "participates_in", cue(r"(?:har )?(?:gennemførte|gennemfører|gennemført|afviklede|afvikler)"), BODY, PROGRAMME, "Nyby Kommune gennemfører projekt X", reach_left=40, reach_right=60, score=0.75),
    Rule("began_at", "participates_in", cue(r"(?:gik i gang|begyndte|startede|åbnede|indført|indføres|starter|begynder|åbner|prøvet|i gang)(?: (?:den )?\d{1,2}\. [a-zæøå]+(?: \d{4})?| i [a-zæøå]+(?: \d{4})?| i \d{4}| som (?:et )?forsøg| (?:først|nu|samtidig))* (?:på|ved|hos)"), frozenset({"PROVIDER", "ORG_OTHER"}), frozenset({"INITIATIVE"}), "Projekt X begyndte i maj 2031 på Nyby Sygehus", sides="rl", reach_left=60, reach_right=30, score=0.75),
    Rule("joined", "participates_in", cue(r"(?:har )?(?:tilsluttet sig|tilslutter sig|tilsluttede sig|tiltrådt partnerskabet|meldt sig til)"), BODY, PROGRAMME, "Nyby Kommune har tilsluttet sig projekt X", reach_left=60, reach_right=40),
    Rule("carried_out_in", "participates_in", cue(r"(?:er |bliver |blev |har været )?(?:gennemført|gennemføres|afprøves|afprøvet|tilbydes|udbydes|organiseret|implementeret|implementeres|udrullet|udrulles|etableret|etableres|indført|i gang|i drift|placeret|forankres lokalt)(?: lige nu| aktuelt| allerede)? (?:i|på|ved|hos)"), ORG, PROGRAMME, "Projektet er gennemført i Sundhedsklynge Nyby", sides="rl", reach_left=120, reach_right=40, score=0.75),
    Rule("offer_in", "participates_in", cue(r"(?:har været |er |bliver )?(?:et )?(?:behandlings)?tilbud (?:i|på|ved)"), ORG, PROGRAMME, "IDD er et tilbud i Psykiatrien", sides="rl", reach_left=60, reach_right=20, score=0.75),
    Rule("takes_place_with", "participates_in", cue(r"(?:omfatter|består af|inkluderer)(?: desuden| også| endvidere)?"), BODY, PROGRAMME, "Samarbejdet omfatter SIND og Nyby Kommune", sides="rl", reach_left=200, reach_right=20, score=0.7),
    Rule("run_with", "participates_in", cue(r"(?:drives|drevet|ledes|udvikles|udviklet|gennemføres|gennemført|afprøves|afprøvet) (?:af|i|ved|hos) [^.;,]{2,80}? sammen med"), BODY, PROGRAMME, "Projektet drives af SIND sammen med Nyby Kommune", sides="rl", reach_left=60, reach_right=6, score=0.8),
    Rule("agreement_between", "party_to", cue(r"(?:er |blev |som er )?(?:indgået|underskrevet|skrevet under|aftalt|indgås|tiltrådt)?(?: (?:den |d\. )?\d{1,2}\. \w+(?: \d{4})?| i \w+(?: \d{4})?| i dag)?(?: af| mellem)"), ORG, AGREED, "Aftalen er indgået mellem Nyby Kommune og KL", sides="rl", reach_left=60, reach_right=12, score=0.8),
    Rule("made_agreement", "party_to", cue(r"(?:har )?(?:indgået|indgik|indgår|underskrevet|underskrev|skrevet under på|skrev under på|præsenterede|offentliggjorde|offentliggjort|landede|vedtog)"), ORG - {"COUNCIL"}, AGREED, "Regeringen og KL indgik Aftale om havne", reach_left=60, reach_right=50, score=0.75),
    Rule("reached_agreement", "party_to", cue(r"(?:(?:nåede|når|er nået|nåede frem|kom|er kommet|blev|er|har været)(?: (?:i dag|i går|den \d{1,2}\. \w+(?: \d{4})?|i \w+(?: \d{4})?|nu|sent|onsdag|mandag|tirsdag|torsdag|fredag))? )?(?:til enighed|enige|enighed) om"), ORG - {"COUNCIL"}, AGREED, "Venstre og SF blev enige om Budgetaftale 2031", reach_left=10, reach_right=20),
    Rule("approved_by", "party_to", cue(r"(?:er |blev )?(?:politisk )?(?:godkendt|tiltrådt) af"), frozenset({"REGION", "MUNICIPALITY", "PARTY"}), AGREED, "visionen blev politisk godkendt af Region Fyn", sides="rl", reach_left=90, reach_right=12, score=0.75),
    Rule("stands_behind", "party_to", re.compile(r"(?<=[a-zæøå])\s+står(?!\w)"), ORG, AGREED, "Bag aftalen står Venstre og KL", sides="rl", reach_left=0, reach_right=3),
    Rule("behind", "party_to", cue(r"(?:står|er) bag"), ORG, AGREED, "Venstre og KL står bag aftalen", reach_left=120, reach_right=20),
)
# fmt: on

_MADE_BY = re.compile(
    r"\b(?:aftale|aftalen|budgetaftale|budgetaftalen|forlig|forliget|aftaleparterne|parterne|indgået)\b[^.\n]{0,80}\b(?:mellem|af|er)\s*:?\s*$",
    re.IGNORECASE,
)

_LISTED = frozenset({"PARTY", "REGION", "MUNICIPALITY", "ASSOCIATION"})


def find(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield partnerships, participations and parties that a sentence states."""
    yield from apply(RULES, scene, context, "partnerships")
    yield from _shared_programme(context, scene)
    if any(len(group) > 1 for group in scene.groups):
        yield from _joint(context, scene)
        yield from _signed(context, scene)
    yield from _joined_forces(context, scene)
    yield from _listed_parties(context, scene, previous)
    yield from _parties_are(context, scene, previous)
    yield from _joined_partners(context, scene, previous)
    yield from _together(context, scene)
    yield from _made_with(context, scene)


def _said(
    context: Context,
    scene: Scene,
    who: Argument,
    predicate: str,
    what: Argument,
    start: int,
    end: int,
    *,
    score: float,
    rule: str,
) -> Claim:
    """Make a claim that a sentence states of a body and what it takes part in."""
    return make(context, scene, who.key, predicate, what.key, "partnerships", start, end, score=score, rule=rule)


_PARTIES_ARE = re.compile(r"\b(?:[Aa]ftaleparter(?:ne)?|[Pp]arter(?:ne)? (?:bag|i) aftalen|[Ff]orligspartier(?:ne)?|[Aa]ftalepartier(?:ne)?|[Bb]ag (?:aftalen|forliget)(?: står)?)(?: er| består af|:)?\s$")


def _parties_are(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Read 'Aftaleparterne er A, B og C': parties to the agreement spoken of last."""
    for group in scene.groups:
        if group[0].coarse != "ORG" or not _PARTIES_ARE.search(scene.text, max(0, group[0].start - scene.start - 90), group[0].start - scene.start):
            continue
        named = [a for s in (*previous, scene) for a in s.arguments if a.type == "AGREEMENT" and a.end <= group[0].start]
        named = named or _first_agreement(context, scene)
        for argument in group if named else ():
            yield _said(
                context, scene, argument, "party_to", named[-1], argument.start, argument.end, score=0.8, rule="parties_are"
            )
        return


def _first_agreement(context: Context, scene: Scene) -> list[Argument]:
    """Return the agreement that a document names first, budgets and finance acts aside: its parties are those of the paper."""
    for hit in context.hits:
        key = context.keys.get((hit.start, hit.end, hit.type), "")
        if hit.type == "AGREEMENT" and key and "budget" not in key and "finanslov" not in key:
            return [Argument(scene.start, scene.start + 1, key, hit.type, True)]
    return []


def _listed_parties(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield the parties of a list that follows 'Aftalen er indgået mellem:'."""
    if len(scene.text) >= 120 or not any(a.type in _LISTED for a in scene.arguments):
        return
    for earlier in reversed(previous[-14:]):
        if earlier.section.index != scene.section.index and earlier.section.index != scene.section.parent:
            return
        if _MADE_BY.search(earlier.text):
            agreement = next(
                (a for s in (earlier, *reversed(previous)) for a in s.arguments if a.type == "AGREEMENT"), None
            )
            if agreement:
                for argument in scene.arguments:
                    if argument.type in _LISTED:
                        yield _said(
                            context,
                            scene,
                            argument,
                            "party_to",
                            agreement,
                            argument.start,
                            argument.end,
                            score=0.8,
                            rule="listed_parties",
                        )
            return


def _one_another(context: Context, scene: Scene, group: Sequence[Argument]) -> Iterator[Claim]:
    """Yield that each of a group works with each other one."""
    for place, subject in enumerate(group):
        for other in group[place + 1 :]:
            yield _said(
                context, scene, subject, "partner_of", other, subject.start, other.end, score=0.75, rule="one_another"
            )


_SHARED_DEAL = re.compile(r"\|(?:samarbejdsaftale|partnerskabsaftale|partnerskab|driftsaftale)\b")


def of_parties(context: Context, scene: Scene, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield what follows where a sentence names the parties to a cooperation agreement: partners of one another, and parts of what it is on."""
    parties: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.predicate == "party_to" and claim.polarity == "positive" and _SHARED_DEAL.search(claim.object):
            parties.setdefault(claim.object, []).append(claim)
    known = {(c.subject, c.predicate, c.object) for c in claims}
    matter = {a.key: a for a in scene.arguments}
    initiatives = [e for e in context.reading.entities if e.type == "INITIATIVE"] if parties else []
    for deal, signed in parties.items():
        bodies = list(dict.fromkeys(c.subject for c in signed if c.subject in matter and matter[c.subject].type in BODY))
        if not 2 <= len(bodies) <= 6:
            continue
        for place, one in enumerate(bodies):
            for other in bodies[place + 1 :]:
                if not known & {(one, "partner_of", other), (other, "partner_of", one)}:
                    yield _said(context, scene, matter[one], "partner_of", matter[other], scene.start, scene.end, score=0.7, rule="of_parties")
        shared = [e for e in initiatives if f" {e.key.split('|')[1]}|" in f"{deal}|" and len(e.key.split("|")[1]) > 3]
        for body in bodies if len(shared) == 1 else ():
            if (body, "participates_in", shared[0].key) not in known:
                thing = Argument(matter[body].start, matter[body].end, shared[0].key, "INITIATIVE", True)
                yield _said(context, scene, matter[body], "participates_in", thing, scene.start, scene.end, score=0.7, rule="of_parties")


_JOINT = re.compile(
    r"(?:har )?(?:indgik|indgået|indgår|underskrev|underskrevet|etablerede|etableret)\b[^.;]{0,36}?\b(?:en|et|den|det)? ?(?:ny |nyt |fælles )?(?:samarbejdsaftale|partnerskabsaftale|partnerskab|samarbejde|driftsaftale)\b(?! med)",
    re.IGNORECASE,
)


def _joint(context: Context, scene: Scene) -> Iterator[Claim]:
    """Read 'A, B og C indgik i 2031 en samarbejdsaftale om X': partners of one another, and parts of X."""
    found = _JOINT.search(scene.text)
    group = scene.before(scene.start + found.start(), BODY, reach=6) if found else ()
    if found is None or len(group) < 2:
        return
    yield from _one_another(context, scene, group)
    for thing in scene.arguments:
        if thing.start >= scene.start + found.start() and thing.type in ("INITIATIVE", "AGREEMENT"):
            for subject in group:
                yield _said(
                    context,
                    scene,
                    subject,
                    "party_to" if thing.type == "AGREEMENT" else "participates_in",
                    thing,
                    subject.start,
                    thing.end,
                    score=0.75,
                    rule="joint",
                )
            return


_FORCES = re.compile(r"\b(?:[Bb]ag [a-zæøå]+(?:en|et) (?:står|er)|(?:går|gik)) $")
_FORCES_BEHIND = re.compile(r"^(?: (?:har|er|i \d{4}|nu|netop))* (?:gået|gik|går) sammen (?:om|for|i)\b")
_TOGETHER_BEHIND = re.compile(r"^ sammen (?:om|for|i)\b")


def _joined_forces(context: Context, scene: Scene) -> Iterator[Claim]:
    """Read 'Bag klinikken står A, B og C', 'gik A og B sammen om …' and 'A og B er gået sammen om …': partners of one another."""
    for group in scene.groups:
        if len(group) < 2 or group[0].type not in BODY:
            continue
        at, end = group[0].start - scene.start, group[-1].end - scene.start
        found, behind = _FORCES.search(scene.text, max(0, at - 90), at), scene.text[end : end + 90]
        if (found and (found.group().casefold().startswith("bag") or _TOGETHER_BEHIND.match(behind))) or _FORCES_BEHIND.match(behind):
            yield from _one_another(context, scene, group)


_SIGNED = re.compile(
    r"(?:samarbejdsaftalen?|partnerskabsaftalen?|partnerskabet|aftalen|denne aftale)\b[^.;]{0,80}?\b(?:er|blev|bliver) (?:(?:den )?\d{1,2}\. [a-zæøå]+(?: \d{4})? )?(?:indgået|underskrevet|skrevet under|tiltrådt)(?: (?:den )?\d{1,2}\. [a-zæøå]+(?: \d{4})?| i [a-zæøå]+(?: \d{4})?)? (?:af|mellem)",
    re.IGNORECASE,
)


def _signed(context: Context, scene: Scene) -> Iterator[Claim]:
    """Read 'Samarbejdsaftalen om X blev underskrevet af A, B og C': partners of one another, and parts of X."""
    found = _SIGNED.search(scene.text)
    group = scene.after(scene.start + found.end(), BODY, reach=12) if found else ()
    if (
        found is None
        or len(group) < 2
        or polarity_of(scene, scene.start + found.start(), scene.start + found.end()) == "negative"
    ):
        return
    yield from _one_another(context, scene, group)
    things = [a for a in scene.arguments if a.type == "INITIATIVE" and a.end <= group[0].start]
    if found.group().casefold().startswith("denne") and not any(a.type == "AGREEMENT" for a in scene.arguments):
        for deal in _first_agreement(context, scene):
            for subject in group:
                yield _said(context, scene, subject, "party_to", deal, subject.start, subject.end, score=0.75, rule="signed")
    for subject in group if things else ():
        yield _said(
            context,
            scene,
            subject,
            "participates_in",
            things[-1],
            things[-1].start,
            subject.end,
            score=0.75,
            rule="signed",
        )


_SHARED = re.compile(
    r"(?:samarbejde|samarbejdet|partnerskab|partnerskabet|fællesskab|samarbejdsprojekt)(?: om [\wæøå -]{3,60})? mellem |(?:har )?(?:netop )?(?:indgået|indgik) [\wæøå ]{0,30}(?:samarbejde|partnerskab|aftale) med |i (?:et |tæt )?samarbejde med |sammen med |samarbejdet omfatter (?:desuden |også )?",
    re.IGNORECASE,
)


def _shared_programme(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield participates_in for partners whose sentence names (or points to) the project that they share."""
    projects = [a for a in scene.arguments if a.type == "INITIATIVE"]
    found = _SHARED.search(scene.text) if projects else None
    if not found:
        return
    start, end = scene.start + found.start(), scene.start + found.end()
    group = scene.after(end, BODY, reach=30)
    if "med" in found.group().split():
        group = (*scene.before(start, BODY, reach=40), *group)
    if group:
        nearest = min(projects, key=lambda a: min(abs(a.start - end), abs(start - a.end)))
        for argument in group:
            yield _said(
                context,
                scene,
                argument,
                "participates_in",
                nearest,
                argument.start,
                nearest.end,
                score=0.75,
                rule="shared_programme",
            )


_JOINTLY = re.compile(r"\b(?:sammen|i fællesskab|i samarbejde) med\b")
_MADE = re.compile(r" (?:netop |nu )?(?:indgået|indgår|indgik|præsenteret|landet|underskrevet)\b")
_LIST = re.compile(r"(?:\s?\([A-ZÆØÅ]{1,2}\))?[\s,()]*(?:og|samt|har|vil|i dag|i går|nu|netop|\s)*[\s,()]*")


def _together(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield party_to for all of 'A, B (C og D) har sammen med E indgået aftale F'."""
    for found in _JOINTLY.finditer(scene.text):
        right = scene.after(scene.start + found.end(), ORG, reach=3)
        made = _MADE.match(context.text, right[-1].end) if right else None
        deal = scene.after(made.end(), AGREED, reach=40) if made else ()
        if not deal:
            continue
        left: list[Argument] = []
        edge = scene.start + found.start()
        for argument in reversed([a for a in scene.arguments if a.coarse == "ORG" and a.end <= edge]):
            if not _LIST.fullmatch(context.text[argument.end : edge]):
                break
            left.append(argument)
            edge = argument.start
        for argument in (*left, *right) if left else ():
            yield _said(
                context, scene, argument, "party_to", deal[0], argument.start, deal[0].end, score=0.8, rule="together"
            )


_WITH_WHOM = re.compile(r",? (?:sammen )?med (?:[a-zæøå]+ )?")
_MADE_BEFORE = re.compile(r"\b(?:indgået|indgår|indgik|underskrevet|underskrev)\b")


def _made_with(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield party_to for those of 'har indgået aftale X med A, B og C'; who made it has a rule."""
    for deal in (a for a in scene.arguments if a.type in AGREED):
        found = _WITH_WHOM.match(context.text, deal.end)
        made = _MADE_BEFORE.search(scene.text[: deal.start - scene.start]) if found else None
        if found and made:
            makers = scene.before(scene.start + made.start(), BODY, reach=30) if deal.type == "AGREEMENT" else ()
            for argument in scene.after(found.end(), BODY, reach=1):
                for maker in makers:
                    if maker.key != argument.key:
                        yield _said(context, scene, maker, "partner_of", argument, maker.start, argument.end, score=0.75, rule="made_with")
            for argument in scene.after(found.end(), ORG, reach=1):
                yield _said(
                    context, scene, argument, "party_to", deal, argument.start, deal.start, score=0.8, rule="made_with"
                )


_WITH = re.compile(
    r"(?:indgået |indgås )?sammen med|omfatter (?:desuden|også|endvidere)|(?:desuden|også|endvidere) (?:deltager|medvirker|indgår)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:aftale|partnerskabsaftale|partnerskab|partnerskabet|samarbejde|samarbejdet|aftalen|partnerskabsaftalen)\b",
    re.IGNORECASE,
)


def _joined_partners(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield further partners ('indgået sammen med A og B', 'Samarbejdet omfatter også C') of the partnership just stated."""
    found = _WITH.search(scene.text)
    if not found or not _ABOUT.search(scene.text):
        return
    group = scene.after(scene.start + found.end(), BODY, reach=20)
    centre = _centre(scene, previous)
    if centre is None:
        return
    for argument in group:
        if argument.key != centre.key:
            yield _said(
                context,
                scene,
                argument,
                "partner_of",
                centre,
                argument.start,
                argument.end,
                score=0.75,
                rule="joined_partners",
            )


def _centre(scene: Scene, previous: tuple[Scene, ...]) -> Argument | None:
    """Return whom the partnership is about: the one 'with' whom it was made, in this sentence or the one before."""
    for earlier in (scene, *reversed(previous[-2:])):
        if earlier.section.index != scene.section.index:
            return None
        for found in re.finditer(
            r"(?:samarbejde|partnerskab|aftale) med(?: organisationen| foreningen)? ", earlier.text
        ):
            group = earlier.after(earlier.start + found.end(), BODY, reach=4)
            if group:
                return group[0]
    return None
