"""What is said of the programme that a passage is about, though the sentence ('Tovholder er SIND') does not name it.

Each cue tells on which side the actor stands; the programme is the one that the sentence points to, else the topic. Not
caught: sentences that speak of two programmes, and passages whose programme stands in another item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.anchors import anchors
from extractors.claiming import make, polarity_of
from extractors.context import Context
from extractors.records import Claim
from extractors.rules import BODY, PERSON, cue, spoken
from extractors.scene import Argument, Scene


@dataclass(frozen=True, slots=True)
class Said:
    """One way of saying it: the actors stand before (``l``) or behind (``r``) the cue, within ``reach`` code points.

    What ``behind`` tells must follow the actors: 'kommer også SIND med'. It is said of programmes of the types ``things``,
    and of the passage's topic too where ``of_topic``.
    """

    name: str
    predicate: str
    cue: re.Pattern[str]
    side: str
    actors: frozenset[str]
    example: str
    reach: int = 12
    score: float = 0.7
    behind: re.Pattern[str] | None = None
    things: frozenset[str] = frozenset({"INITIATIVE", "PLAN"})
    of_topic: bool = True
    anchors: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "anchors", anchors(self.cue))


_NOW = r"(?: også| ligeledes| fortsat| allerede| desuden| endvidere| fra starten| fra start| i dag| til daglig| alene| primært| stadig| nu| selv| fremover)*"
_ROLE = r"(?:projekt|program|delprojekt|proces)(?:leder|ejer|koordinator|ansvarlig)|tovholder|initiativtager|arrangør|vært"
# fmt: off
CUES: tuple[Said, ...] = (
    Said("is_with", "participates_in", cue(rf"(?:er|har været|var|bliver|kommer){_NOW} med(?! (?:til|at|den|det|en|et)\b)(?: i| på| fra)?"), "l", BODY, "SIND og Nyby Kommune er med."),
    Said("comes_with", "participates_in", cue(r"(?:kommer|kom|er|var|bliver)(?: også| desuden| nu)?(?= [A-ZÆØÅ])"), "r", BODY, "Fra maj kommer også SIND med.", reach=3, behind=re.compile(r"(?: (?:ved|på|i) [^,.;]{3,50}?)? (?:også )?med\b(?! (?:til|at|den|det|en|et)\b)")),
    Said("stands_for", "participates_in", cue(r"(?:står|stod|har stået) for(?! (?:evaluering|projekt|indsats|følgeforskning|drift|ledelse|koordinering|sekretariat))"), "l", BODY, "SIND står for fællesspisningen.", reach=24),
    Said("contributes", "participates_in", cue(rf"(?:bidrager|bidrog|medvirker|medvirkede|deltager|deltog|hjælper){_NOW}(?! på| ved| under)(?: med| til| i)?"), "l", BODY, "SIND bidrager med frivillige."),
    Said("puts_at_disposal", "participates_in", cue(r"(?:stiller|stillede|har stillet|lægger|lagde|leverer|udlåner)(?: hver)? (?:(?:[\wæøåé,-]+ ){1,8}?(?:til rådighed|ind i|til)|med)"), "l", BODY, "Nyby Kommune stiller lokaler til rådighed."),
    Said("put_at_disposal_by", "participates_in", cue(r"(?:stilles|stillet|leveres|udlånes) (?:til rådighed )?af"), "r", BODY, "Lokalerne stilles til rådighed af SIND."),
    Said("joins_forces", "participates_in", cue(r"(?:går|gik|er gået|gået) sammen(?: om)?"), "l", BODY, "SIND og Nyby Kommune er gået sammen om at hjælpe unge."),
    Said("went_together", "participates_in", cue(r"(?:går|gik)(?= [A-ZÆØÅ])"), "r", BODY, "I 2030 gik SIND og Nyby Kommune sammen om det.", reach=3, behind=re.compile(r" sammen\b")),
    Said("carried_out_with", "participates_in", cue(r"(?:gennemføres|drives|udvikles|udføres|løses|laves|afvikles|sker|foregår|gennemført|udviklet)(?: [\wæøå]+){0,4} (?:sammen med|i samarbejde med|i samspil med|i fællesskab med|med hjælp fra|med støtte fra)"), "r", BODY, "Det gennemføres sammen med SIND."),
    Said("cooperation_of", "participates_in", cue(r"(?:er |som er )?et (?:tæt |fælles |nyt |tværsektorielt )?(?:samarbejde|samarbejdsprojekt|partnerskab|projekt|fællesprojekt) (?:mellem|af)"), "r", BODY, "Det er et samarbejde mellem SIND og Nyby Kommune."),
    Said("tested_at", "participates_in", cue(r"(?:afprøves|prøves af|tilbydes|testes|foregår|findes|kører|prøvet af|afprøvet)(?: lige nu| aktuelt| allerede| i dag| først)? (?:på|ved|hos|i)"), "r", BODY - {"REGION"}, "Det afprøves på Nyby Sygehus.", things=frozenset({"INITIATIVE"})),
    Said("stands_behind", "participates_in", cue(r"bag (?:navnet|projektet|partnerskabet|indsatsen|ordningen|initiativet|samarbejdet|tilbuddet|forsøget|det hele|forløbet) står"), "r", BODY, "Bag projektet står SIND og Nyby Kommune.", reach=12),
    Said("in_the_hands_of", "responsible_for", cue(r"(?:lagt i hænderne på|overladt til|lagt ud til|givet til opgave)"), "r", BODY, "Arbejdet er lagt i hænderne på SIND."),
    Said("shall_stand_for", "responsible_for", cue(r"skal(?= [A-ZÆØÅ])"), "r", BODY, "Udrulningen skal SIND og KL stå for.", reach=3, behind=re.compile(r" (?:i fællesskab |sammen )?(?:stå for|have ansvaret|drive|lede|koordinere)\b")),
    Said("it_is_who", "responsible_for", cue(r"det er(?: fortsat| også| nu)?(?: (?:daglig |faglig )?[a-zæøå]+(?:en|er|ør|et|nt|f|e))?(?= [A-ZÆØÅ])"), "r", BODY | PERSON, "Det er SIND, der koordinerer indsatsen.", reach=3, behind=re.compile(r"(?: (?:i|fra|hos|ved) [^,.;]{2,50})?,? (?:der|som) (?:står for|driver|leder|koordinerer|har ansvaret|er tovholder|styrer|varetager)\b")),
    Said("runs_it", "responsible_for", cue(r"(?:driver|leder|styrer|koordinerer|ejer|arrangerer) (?:den|det|dem|stedet|arbejdet|dagligdagen|forløbet)"), "l", BODY | PERSON, "SIND driver det."),
    Said("run_by", "responsible_for", cue(rf"(?:drives|ledes|varetages|styres|koordineres|administreres|forestås|arrangeres|ejes|drevet|ledet){_NOW} af"), "r", BODY | PERSON, "Det drives af SIND."),
    Said("role_is", "responsible_for", cue(rf"(?:{_ROLE})(?:en)?(?: for (?:projektet|indsatsen|arbejdet|forløbet|ordningen))?(?: er|:| bliver)"), "r", BODY | PERSON, "Tovholder er SIND.", reach=50),
    Said("is_role", "responsible_for", cue(rf"(?:er|bliver|som er|der er){_NOW}(?: faglig| overordnet| daglig)? (?:{_ROLE})(?:e|er)?(?! (?:i|på|ved|for) [A-ZÆØÅ])"), "l", BODY | PERSON, "SIND er tovholder."),
    Said("lies_with", "responsible_for", cue(r"(?:(?:den|det) (?:[a-zæøå]+ ){1,2})?(?:ansvaret|ansvar|ledelsen|ledelse|projektledelsen|projektledelse|driften|drift|tovholderrollen|projektansvaret|koordineringen|koordinering|styringen|sekretariatet)(?: for (?:[\wæøå]+ ){1,3})? ?(?:ligger|bliver|er placeret|er forankret|placeres|forbliver|er lagt|varetages)(?: fortsat| fremover)? (?:hos|i|ved|af)"), "r", BODY, "Ansvaret ligger hos SIND."),
    Said("has_it", "responsible_for", cue(r"(?:har|får|beholder|overtager|overtog) (?:fortsat |fremover |også )?(?:ansvaret|projektledelsen|tovholderrollen|ledelsen|projektansvaret|driften|driftsansvaret|det daglige ansvar|den daglige ledelse)(?! (?:for|af) [A-ZÆØÅ])"), "l", BODY | PERSON, "SIND har projektledelsen."),
    Said("takes_care", "responsible_for", cue(r"(?:tager|tog) sig af (?:den daglige (?:drift|ledelse)|driften|ledelsen|koordineringen)|(?:står|stod) i spidsen(?! for (?!projektet|indsatsen|ordningen|arbejdet))"), "l", BODY | PERSON, "SIND tager sig af den daglige drift."),
    Said("anchored_in", "responsible_for", cue(rf"(?:er |bliver |bliver det )?(?:forankret|forankres|organisatorisk placeret|hører til){_NOW} (?:i|hos|under|ved)"), "r", BODY, "Det er forankret i SIND."),
    Said("leader_called", "responsible_for", cue(r"(?:daglig(?:e)? |faglig(?:e)? )?(?:projektleder|programleder|leder|tovholder),"), "r", PERSON, "Ordningens leder, Ida Holm, er glad.", reach=2),
    Said("called_leader", "responsible_for", re.compile(r"(?<=,\s)(?:projektleder|programleder|tovholder)(?!\s(?:i|på|ved|for|hos)\b)(?!\w)"), "l", PERSON, "Ida Holm, projektleder, fortalte om det.", reach=3),
    Said("puts_forward", "proposes", cue(r"(?:foreslog|foreslår|har foreslået|stillede forslaget|fremsatte forslaget|står bag forslaget)"), "l", BODY | PERSON | {"PARTY"}, "SIND foreslog det.", reach=6, of_topic=False),
    Said("put_forward_by", "proposes", cue(r"(?:forslaget|idéen|ideen|ønsket) (?:er stillet af|er fremsat af|kommer fra|kom fra|stammer fra|blev stillet af|blev fremsat af)"), "r", BODY | PERSON | {"PARTY"}, "Forslaget kommer fra SIND.", of_topic=False),
)
# fmt: on
_OTHERS = frozenset({"PROVIDER", "ASSOCIATION", "ORG_OTHER", "COUNCIL", "EDUCATION"})
"""Named before a passive verb, these are what it is said of: 'Værestedet Lyset drives af SIND'."""
_GOVERNED = re.compile(r"\b(?:i|på|hos|ved|fra|af|for|til|om|med) (?:den |det |de )?$")
"""A preposition before who would act: somebody else does."""
_ACTORS = BODY | PERSON | {"PARTY"}
_PARTS = frozenset({"attendance", "absent", "header", "contents", "attachments", "earlier"})


def find(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield who runs, takes part in or proposes the one programme that a sentence points to, or that its passage is about.

    >>> [said.name for said in CUES if said.cue.search("Tovholder er SIND.")]
    ['comes_with', 'role_is']
    """
    if scene.part in _PARTS or scene.sentence.kind == "heading":
        return
    thing = _thing(scene)
    if thing is None:
        return
    kinds = {group[0].type for group in scene.groups}
    _, low = spoken(scene.text) if kinds & _ACTORS else ("", "")
    for said in CUES if low else ():
        if said.actors.isdisjoint(kinds) or (said.anchors and not any(anchor in low for anchor in said.anchors)):
            continue
        for found in said.cue.finditer(scene.text):
            if thing.type not in said.things or (thing is scene.topic and not said.of_topic):
                continue
            if said.side == "r" and _OTHERS & {a.type for a in scene.arguments if a.end <= scene.start + found.start() and not a.pointed}:
                continue
            start, end = scene.start + found.start(), scene.start + found.end()
            group = scene.before(start, said.actors, reach=said.reach) if said.side == "l" else scene.after(end, said.actors, reach=said.reach)
            if said.behind and not (group and said.behind.match(context.text, group[-1].end)):
                continue
            if said.side == "l" and group and _GOVERNED.search(context.text[max(scene.start, group[0].start - 14) : group[0].start]):
                continue
            for actor in group:
                if actor.type in said.actors and actor.key != thing.key:
                    yield make(
                        context, scene, actor.key, said.predicate, thing.key, "topical", min(actor.start, start), max(actor.end, end),
                        polarity=polarity_of(scene, start, end), score=said.score - 0.05 * (thing is scene.topic), rule=said.name,
                    )  # fmt: skip


def _thing(scene: Scene) -> Argument | None:
    """Return the one programme that a sentence is of: what it names or points to, else what its passage is about."""
    here = {a.key: a for a in scene.arguments if a.coarse == "PROGRAMME"}
    own = [a for a in here.values() if a.type in ("INITIATIVE", "PLAN")]
    if len(here) > 1:
        return None
    return own[0] if own else None if here else scene.topic
