"""Who answers for what, who proposes what, what belongs to what, what follows on what: sentence rules.

Not caught: responsibility that follows from a law the text does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claiming import make
from extractors.context import Context
from extractors.records import Claim
from extractors.rules import BODY, COUNCIL, ORG, PERSON, PROGRAMME, Rule, apply, cue
from extractors.scene import Scene

_UNITS = frozenset({"PROVIDER", "ORG_OTHER", "COUNCIL", "EDUCATION"})
_OWNED = PROGRAMME - {"LAW", "REFORM"}

RULES: tuple[Rule, ...] = (
    Rule("anchored", "responsible_for", cue(r"(?:er |bliver |derfor |også )*(?:forankret|forankres|placeret organisatorisk|organiseret under) (?:i regi af |i |hos |under |ved |på )(?:de kommende )?"), BODY, _OWNED, "Projektet er forankret i Sundhedsudvalget", sides="rl", reach_left=140, reach_right=24, score=0.85),
    Rule("has_responsibility", "responsible_for", cue(r"(?:har|får|får fremover|overtager|påtager sig|har fået) (?:det overordnede |hoved|det samlede )?ansvar(?:et)? for"), BODY | PERSON, _OWNED, "Nyby Kommune har ansvaret for projekt X", reach_left=50, reach_right=70, score=0.85),
    Rule("responsible", "responsible_for", cue(r"(?:er )?(?:fagligt |politisk |økonomisk )?(?:ansvarlig(?:e)?|tovholder|projektleder|projektejer|koordinator|programleder) (?:for|på|i)"), BODY | PERSON, _OWNED, "Ida Holm er projektleder for X", reach_left=70, reach_right=40, score=0.85),
    Rule("leads", "responsible_for", cue(r"(?:leder|koordinerer|driver|står for|varetager|styrer|administrerer|sekretariatsbetjener|står i spidsen for)"), BODY | PERSON, _OWNED, "SIND driver rådgivningen X", reach_left=50, reach_right=30, score=0.75),
    Rule("leader_of", "responsible_for", cue(r"(?:er |der er |som er |blev |udpeget som )*(?:leder af|formand for|leder for|chef for|ansvarlig for)(?: samarbejdet om| arbejdet med| revisionen af)?"), PERSON, _OWNED, "Ida Holm, der er leder af programmet X", reach_left=60, reach_right=30, score=0.85),
    Rule("coordination_by", "responsible_for", cue(r"(?:koordineres|ledes|drives|styres|administreres|udføres|varetages|evalueres) af"), BODY | PERSON, _OWNED, "Projektet ledes af SIND", sides="rl", reach_left=100, reach_right=20, score=0.8),
    Rule("under_care_of", "responsible_for", cue(r"i regi af"), BODY, _OWNED, "suppleringsuddannelsen i regi af Nyby Sygehus", sides="rl", reach_left=60, reach_right=8, score=0.7),
    Rule("draws_up", "responsible_for", cue(r"(?:er ved at |har )?(?:udarbejder|udarbejdede|udarbejdet|arbejder(?: i øjeblikket)?(?: [\wæøå]+){0,4} (?:på|med)|udvikler)(?: en| et)?"), BODY, frozenset({"PLAN"}), "Nyby Sygehus arbejder på en strategi for støj", reach_left=50, reach_right=30, score=0.7),
    Rule("proposes", "proposes", cue(r"(?:har )?(?:foreslår|foreslog|foreslået|anbefaler|anbefalede|anbefalet|stillet forslag om|stiller forslag om|fremsat forslag om|fremsatte forslag om)"), ORG | PERSON, PROGRAMME | COUNCIL, "Regeringen foreslår en national indsats", reach_left=50, reach_right=90, score=0.8),
    Rule("wishes", "proposes", cue(r"(?:ønsker|ønskede) at (?:etablere|oprette|nedsætte|indføre|indgå i)"), ORG, PROGRAMME | COUNCIL, "Venstre ønsker at etablere et ældreråd", reach_left=50, reach_right=60, score=0.7),
    Rule("proposal_of", "proposes", cue(r"(?:forslag|udspil|oplæg) fra"), ORG | PERSON, PROGRAMME | COUNCIL, "projekt X er et forslag fra Venstre", sides="rl", reach_left=60, reach_right=12, score=0.7),
    Rule("replaces", "succeeds", cue(r"(?:erstatter|afløser|træder i stedet for|kommer i stedet for|skal erstatte|skal afløse)"), ORG | PROGRAMME, ORG | PROGRAMME, "Rådet for havne erstatter Havnepartnerskabet", reach_left=110, reach_right=40, score=0.85),
    Rule("replaced_by", "succeeds", cue(r"(?:erstattes|afløses|erstattet|afløst|videreføres) (?:af|i)"), ORG | PROGRAMME, ORG | PROGRAMME, "Klyngen afløses af Sundhedsråd Nyby", sides="rl", reach_left=110, reach_right=30, score=0.85),
    Rule("merges_into", "succeeds", cue(r"(?:lægges sammen til|sammenlægges til|bliver til|fusionerer til|sammenlagt til|smelter sammen til)"), ORG, ORG, "Region A og Region B lægges sammen til Region C", sides="rl", reach_left=60, reach_right=24, score=0.9),
    Rule("part_of", "part_of", cue(r"(?:er |som |der er |bliver |indgår som )*(?:en )?(?:del|afdeling|enhed|underafdeling|led) (?:af|i|under)"), PROGRAMME, PROGRAMME, "projekt X er en del af Sundhedsaftalen", reach_left=90, reach_right=40, score=0.75),
    Rule("part_of_org", "part_of", cue(r"(?:er |som er |der er |bliver |hører )(?:en )?(?:del af|afdeling (?:i|under|af)|enhed (?:i|under|af)|under)"), _UNITS, BODY, "Klinikken er en del af Nyby Sygehus", reach_left=60, reach_right=16, score=0.8),
    Rule("belongs_under", "part_of", cue(r"(?:henhører under|hører under|hører til|udspringer af|udmønter|er et led i)"), PROGRAMME, PROGRAMME, "projekt X henhører under Sundhedsaftalen", reach_left=70, reach_right=40, score=0.8),
    Rule("under_programme", "part_of", cue(r"under (?:reformprogrammet|programmet|aftalen|planen|strategien)?"), frozenset({"INITIATIVE"}), PROGRAMME, "projekt X under Sundhedsaftalen", reach_left=4, reach_right=6, score=0.65),
    Rule("including", "part_of", cue(r"(?:, )?(?:herunder|inkl\.|inklusive)"), frozenset({"PROVIDER", "COUNCIL"}), frozenset({"PROVIDER", "COUNCIL"}), "Hospitalsenhed A, herunder Nyby Neurocenter", sides="rl", reach_left=3, reach_right=3, score=0.75),
    Rule("unit_at", "part_of", cue(r"(?:på|ved|under)"), frozenset({"ORG_OTHER", "PROVIDER"}), frozenset({"PROVIDER", "REGION", "MUNICIPALITY"}), "Videncenter for Sår på Nyby Sygehus", reach_left=2, reach_right=2, score=0.75),
    Rule("unit_in", "part_of", cue(r"i"), frozenset({"ORG_OTHER"}), frozenset({"REGION", "MUNICIPALITY"}), "Center for Sår i Region Fyn", reach_left=12, reach_right=2, score=0.75),
    Rule("seated", "located_in", cue(r"(?:har |etablerede |åbnede |får |oprettede )?(?:hovedsæde|hovedkontor|lokaler|adresse|til huse|kontor|afdeling) i"), BODY, frozenset({"PLACE"}), "SIND etablerede hovedsæde i Nyby", reach_left=50, reach_right=6, score=0.85),
    Rule("lies_in", "located_in", cue(r"(?:ligger|er beliggende|er placeret|placeres|holder til|har base) i"), BODY, frozenset({"PLACE", "MUNICIPALITY"}), "Nyby Sygehus ligger i Nyby", reach_left=40, reach_right=10, score=0.8),
    Rule("seats", "represented_in", cue(r"(?:udpeger|har udpeget|udpegede|indstiller|vælger)(?: [\wæøå]+){0,5} (?:medlem(?:mer)?|repræsentant(?:er)?)(?: [\wæøå]+){0,3} (?:til|i)"), ORG, COUNCIL, "KL udpeger to medlemmer til Ældrerådet", reach_left=60, reach_right=20, score=0.85),
    Rule("represents_in", "represented_in", cue(r"er (?:også |desuden )?repræsenteret i"), ORG, COUNCIL, "KL er repræsenteret i rådet", reach_left=60, reach_right=20, score=0.85),
    Rule("representatives", "represented_in", cue(r"(?:består af|har|tæller)(?: [\wæøå,]+){0,8} (?:repræsentanter|medlemmer) (?:fra|for|udpeget af)"), ORG, COUNCIL, "Rådet består af repræsentanter fra SIND og KL", sides="rl", reach_left=30, reach_right=12, score=0.8),
)

_GENITIVE = re.compile(r"s (?:(?:egen|egne|nye|ny|gældende|nuværende|kommende|fælles|reviderede|samlede|lokale|regionale|[a-zæøå]+) ){0,2}[\"”“’']?$")
_PRODUCED = PROGRAMME - {"REFORM", "LAW"}
_PROPOSED = re.compile(r"(?:udspil|oplæg|forslag)(?:et)? [\"”“’']$")


def find(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield responsibilities, proposals, parts, successions and seats that a sentence states."""
    yield from apply(RULES, scene, context, "responsibility")
    for place, argument in enumerate(scene.arguments):
        if argument.coarse != "PROGRAMME" or argument.type not in _PRODUCED or argument.pointed:
            continue
        for owner in scene.arguments[:place]:
            between = context.text[owner.end : argument.start]
            if owner.coarse == "ORG" and owner.type != "PARTY" and len(between) < 40 and _GENITIVE.fullmatch(between):
                predicate = "proposes" if _PROPOSED.search(between) else "responsible_for"
                yield make(context, scene, owner.key, predicate, argument.key, "responsibility", owner.start, argument.end, score=0.85)
