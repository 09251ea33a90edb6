"""Who answers for what, who proposes what, what belongs to what, what follows on what: sentence rules.

Not caught: responsibility that follows from a law the text does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.claiming import make, polarity_of
from extractors.context import Context
from extractors.records import Claim
from extractors.rules import BODY, COUNCIL, ORG, PERSON, PROGRAMME, Rule, apply, cue
from extractors.scene import Scene

_UNITS = frozenset({"PROVIDER", "ORG_OTHER", "COUNCIL", "EDUCATION"})
_OWNED = PROGRAMME - {"LAW", "REFORM"}

_WHEN = r"(?: (?:(?:den|d\.|pr\.|fra(?: den| d\.)?|i|med virkning fra(?: den)?) )(?:\d{1,2}\. )?(?:[a-zæøå]+ )?\d{4})?"
# fmt: off
RULES: tuple[Rule, ...] = (
    Rule("anchored", "responsible_for", cue(r"(?:forankret|forankres|placeret organisatorisk)(?: i regi af| i| hos| under| ved| på)(?: de kommende| den)?"), BODY, _OWNED, "Projektet er forankret i Sundhedsudvalget", sides="rl", reach_left=140, reach_right=24, score=0.85),
    Rule("has_responsibility", "responsible_for", cue(r"(?:har|får|får fremover|overtager|påtager sig|har fået) (?:hoved|(?:det )?(?:\w+ (?:og \w+ )?)?)?ansvar(?:et)? for"), BODY | PERSON, _OWNED, "Nyby Kommune har ansvaret for projekt X", reach_left=50, reach_right=70, score=0.85),
    Rule("responsible", "responsible_for", cue(r"(?:er )?(?:igen |også |fortsat )?(?:fagligt |politisk |økonomisk )?(?:ansvarlig(?:e)?|tovholder|projektleder|projektejer|koordinator|programleder|arrangør|vært|initiativtager) (?:for|på|i|af|til)"), BODY | PERSON, _OWNED, "Ida Holm er projektleder for X", reach_left=70, reach_right=40, score=0.85),
    Rule("leads", "responsible_for", cue(r"(?:leder|koordinerer|driver|står for|varetager|styrer|administrerer|sekretariatsbetjener|står i spidsen for)"), BODY | PERSON, _OWNED, "SIND driver rådgivningen X", reach_left=50, reach_right=30, score=0.75),
    Rule("leader_of", "responsible_for", cue(r"(?:leder af|formand for|leder for|chef for|ansvarlig for)(?: samarbejdet om| arbejdet med| revisionen af)?(?: projektet| indsatsen)?"), PERSON, _OWNED, "Ida Holm, der er leder af programmet X", reach_left=60, reach_right=30, score=0.85),
    Rule("coordination_by", "responsible_for", cue(r"(?:koordineres|ledes|drives|styres|administreres|udføres|varetages|evalueres) af"), BODY | PERSON, _OWNED, "Projektet ledes af SIND", sides="rl", reach_left=100, reach_right=20, score=0.8),
    Rule("under_care_of", "responsible_for", cue(r"i regi af"), BODY, _OWNED, "suppleringsuddannelsen i regi af Nyby Sygehus", sides="rl", reach_left=60, reach_right=8, score=0.7),
    Rule("draws_up", "responsible_for", cue(r"(?:er ved at |har )?(?:udarbejder|udarbejdede|udarbejdet|arbejder(?: i øjeblikket)?(?: [\wæøå]+){0,4} (?:på|med)|udvikler)(?: en| et)?"), BODY, frozenset({"PLAN"}), "Nyby Sygehus arbejder på en strategi for støj", reach_left=50, reach_right=30, score=0.7),
    Rule("proposes", "proposes", cue(r"(?:har )?(?:foreslår|foreslog|foreslået|fremsætter|fremsætte|stillet forslag om|stiller forslag om|fremsat forslag om|fremsatte forslag om|indgivet forslag (?:om|til)|lancere(?:r|de) (?:\w+ ){0,4}forslag (?:om|til))"), ORG | PERSON, PROGRAMME, "Regeringen foreslår en national indsats", reach_left=50, reach_right=90, score=0.8),
    Rule("recommends", "proposes", cue(r"(?:har )?(?:anbefaler|anbefalede|anbefalet)"), ORG | PERSON, PROGRAMME, "Nyby Klyngen anbefaler udbredelse af projekt X", reach_left=50, reach_right=90, score=0.8, status="recommended"),
    Rule("proposes_body", "proposes", cue(r"(?:foreslår|foreslog|foreslået|forslag om|forslag med til|ønsker|ønskede|prioriterede)(?: [\wæøå]+){0,8}?(?: at)?(?: etablere| oprette| nedsætte| etablering(?:en)? af| oprettelse af| nedsættelse af| organisering af)(?: et| en)?"), ORG | PERSON, COUNCIL, "Venstre foreslår at etablere et ældreråd", reach_left=60, reach_right=6, score=0.8),
    Rule("proposed_by", "proposes", cue(r"(?:er |blev |bliver )?(?:stillet|fremsat|foreslået) af"), ORG, PROGRAMME, "Projektet er foreslået af Venstre", sides="rl", reach_left=30, reach_right=6, score=0.75),
    Rule("leader_is", "responsible_for", cue(r"(?:projekt|program)leder(?:en)? er|tovholder(?:en)? er"), PERSON, _OWNED, "Projekt Lys i Nyby: projektleder er Ida Holm", sides="rl", reach_left=60, reach_right=44, score=0.75),
    Rule("leader_points", "responsible_for", re.compile(r"(?<=leder|older)\s+er(?!\w)"), PERSON, _OWNED, "Projektleder er Ida Holm", sides="rl", reach_left=0, reach_right=44, score=0.7),
    Rule("lies_with", "responsible_for", cue(r"ligger hos"), BODY, _OWNED, "Ansvaret for projektet ligger hos SIND", sides="rl", reach_left=30, reach_right=12, score=0.8),
    Rule("wishes", "proposes", cue(r"(?:ønsker|ønskede) at (?:etablere|oprette|nedsætte|indføre|indgå i)"), ORG, PROGRAMME, "Venstre ønsker at etablere et ældreråd", reach_left=50, reach_right=60, score=0.7),
    Rule("proposal_of", "proposes", cue(r"(?:forslag|forslaget|udspil|oplæg)(?: er stillet| er fremsat)? (?:fra|af)"), ORG, PROGRAMME, "projekt X er et forslag fra Venstre", sides="rl", reach_left=60, reach_right=12, score=0.7),
    Rule("replaces", "succeeds", cue(r"(?:erstatter|afløser|afløste|erstattede|er en (?:videreføring|afløser|fortsættelse) af(?: forsøget| projektet)?|træder i stedet for|trådte i stedet for|er trådt i stedet for|kommer i stedet for|kom i stedet for|er kommet i stedet for|træder i stedet for|skal erstatte|skal afløse|har taget over efter|tog over efter|er arvtager efter|afløste i sin tid)"), ORG | PROGRAMME, ORG | PROGRAMME, "Rådet for havne erstatter Havnepartnerskabet", reach_left=110, reach_right=40, score=0.85),
    Rule("takes_over", "succeeds", cue(r"(?:overtager opgave(?:n|rne|r) fra|viderefører|fører videre|bygger videre på|efterfølger)"), ORG | PROGRAMME, ORG | PROGRAMME, "Sundhedsråd Nyby viderefører Sundhedsklynge Nyby", reach_left=40, reach_right=4, score=0.75),
    Rule("goes_over_to", "succeeds", cue(r"(?:overgår|overføres|overdrages|går) (?:\w+ ){0,2}(?:til|over i)"), COUNCIL, COUNCIL, "Sundhedsklyngens opgaver overgår til Sundhedsråd Nyby", sides="rl", reach_left=70, reach_right=6, score=0.75),
    Rule("replaced_by", "succeeds", cue(rf"(?:erstattes|afløses|erstattet|afløst|videreføres){_WHEN} (?:af|i)"), ORG | PROGRAMME, ORG | PROGRAMME, "Klyngen afløses af Sundhedsråd Nyby", sides="rl", reach_left=110, reach_right=30, score=0.85),
    Rule("forerunner", "succeeds", cue(r"(?:var|er|som) (?:forgænger(?:en)?|forløber(?:en)?) for"), ORG | PROGRAMME, ORG | PROGRAMME, "Klyngen var forgænger for Sundhedsråd Nyby", sides="rl", reach_left=60, reach_right=20, score=0.8),
    Rule("merges_into", "succeeds", cue(rf"(?:lægges{_WHEN} sammen til|lægges sammen{_WHEN} til|sammenlægges{_WHEN} til|bliver{_WHEN} til|fusionerer til|sammenlagt til|smelter sammen til)"), ORG, ORG, "Region A og Region B lægges sammen til Region C", sides="rl", reach_left=60, reach_right=24, score=0.9),
    Rule("part_of", "part_of", cue(r"(?:er |som |der er |bliver |indgår som )*(?:en |første |anden |tredje |fjerde |sidste )?(?:del|etape|fase|afdeling|enhed|underafdeling|led|delprojekt|delindsats|underprojekt|element|spor|ben) (?:af|i|under|til)"), PROGRAMME, PROGRAMME, "projekt X er en del af Sundhedsaftalen", reach_left=90, reach_right=40, score=0.75),
    Rule("consists_of", "part_of", cue(r"(?:består af|rummer|udmøntes i|indeholder)(?: bl\.a\.| blandt andet| også)?(?: (?:følgende|to|tre|fire|fem) (?:indsatser|spor|projekter|elementer|dele|initiativer):?)?"), frozenset({"INITIATIVE"}), frozenset({"PLAN", "AGREEMENT", "REFORM"}), "Havneplan 2031 består af Projekt A og Projekt B", sides="rl", reach_left=20, reach_right=6, score=0.75),
    Rule("sorts_under", "part_of", cue(r"(?:sorterer|er indlejret|indlejres|rykkes ind|, (?:et|en) (?:[a-zæøå]+ )?(?:afsnit|afdeling|enhed|team)) (?:organisatorisk )?(?:i|under|på)"), frozenset({"PROVIDER", "ORG_OTHER"}), frozenset({"PROVIDER", "REGION", "MUNICIPALITY", "ORG_OTHER"}), "Nyby Klinik sorterer under Nyby Sygehus", reach_left=30, reach_right=6, score=0.75),
    Rule("part_of_org", "part_of", cue(r"(?:er |som er |der er |bliver |(?:(?:begge|alle|også|selv) )?hører )(?:organisatorisk |fagligt |ledelsesmæssigt |alle |begge )?(?:en |et |et stående )?(?:del af|(?:lokal)?afdeling (?:i|under|af|på)|(?:senge)?afsnit (?:i|under|på)|underudvalg (?:til|af|under)|team (?:i|under)|udvalg (?:i|under)|enhed (?:i|under|af)|under|til(?= [A-ZÆØÅ])|ind under)"), _UNITS, BODY, "Klinikken er en del af Nyby Sygehus", reach_left=60, reach_right=16, score=0.8),
    Rule("belongs_under", "part_of", cue(r"(?:henhører under|hører under|hører til|udspringer af|udmønter|er et led i)"), PROGRAMME, PROGRAMME, "projekt X henhører under Sundhedsaftalen", reach_left=70, reach_right=40, score=0.8),
    Rule("follows_up", "part_of", cue(r"(?:følger op på|er en opfølgning på|opfølgning på|er aftalt i|indgår som en del af|er et element i)"), frozenset({"INITIATIVE", "PLAN"}), PROGRAMME, "projekt X følger op på Sundhedsaftalen", reach_left=60, reach_right=20, score=0.75),
    Rule("named_in", "responsible_for", cue(r"(?:er )?(?:ansvarlig(?:e)? for|tovholder på|projektleder på)"), PERSON, _OWNED, "Ida Holm er ansvarlig for X", reach_left=60, reach_right=20, score=0.85),
    Rule("appointed_to", "member_of", cue(r"(?:til|som medlem(?:mer)? af|som repræsentant(?:er)? i|indtræder i|sidder i|er medlem af|har plads i)"), PERSON, COUNCIL, "udpege Ida Holm og Bo Lund til Ældrerådet", reach_left=8, reach_right=3, score=0.8),
    Rule("under_programme", "part_of", cue(r"under(?: reformprogrammet| programmet| aftalen| planen| strategien)?"), frozenset({"INITIATIVE"}), PROGRAMME, "projekt X under Sundhedsaftalen", reach_left=4, reach_right=6, score=0.65),
    Rule("including", "part_of", cue(r"(?:, )?(?:herunder|inkl\.|inklusive)"), frozenset({"PROVIDER", "COUNCIL"}), frozenset({"PROVIDER", "COUNCIL"}), "Hospitalsenhed A, herunder Nyby Neurocenter", sides="rl", reach_left=3, reach_right=3, score=0.75),
    Rule("unit_at", "part_of", cue(r"(?:på|ved|under)"), frozenset({"ORG_OTHER", "PROVIDER"}), frozenset({"PROVIDER", "REGION", "MUNICIPALITY"}), "Videncenter for Sår på Nyby Sygehus", reach_left=2, reach_right=2, score=0.75),
    Rule("unit_in", "part_of", cue(r"i"), frozenset({"ORG_OTHER"}), frozenset({"REGION", "MUNICIPALITY"}), "Center for Sår i Region Fyn", reach_left=12, reach_right=2, score=0.75),
    Rule("stands_in", "located_in", cue(r"i"), frozenset({"PROVIDER", "ASSOCIATION", "ORG_OTHER"}), frozenset({"PLACE"}), "Bostedet Lyset i Nyby", reach_left=2, reach_right=2, score=0.7),
    Rule("brought_up", "proposes", cue(r"(?:bragt på bane|bragt op|rejst|foreslået|fremsat|stillet) af|på initiativ (?:af|fra)|på forslag (?:fra|af)|efter forslag fra|efter ønske fra"), ORG | PERSON, PROGRAMME, "Projekt X er bragt på bane af SIND", sides="rl", reach_left=90, reach_right=12, score=0.75),
    Rule("seated", "located_in", cue(r"(?:har |etablerede |åbnede |får |oprettede )?(?:hovedsæde|hovedkontor|lokaler|adresse|til huse|kontor|afdeling) i"), BODY, frozenset({"PLACE"}), "SIND etablerede hovedsæde i Nyby", reach_left=50, reach_right=6, score=0.85),
    Rule("lies_in", "located_in", cue(r"(?:ligger|er beliggende|er placeret|placeres|holder til|findes|er bygget|har (?:fast )?base) i"), BODY, frozenset({"PLACE", "MUNICIPALITY"}), "Nyby Sygehus ligger i Nyby", reach_left=40, reach_right=10, score=0.8),
    Rule("there_lies", "located_in", cue(r"(?:ligger|findes|åbner)(?: også)?"), frozenset({"PROVIDER", "ASSOCIATION", "ORG_OTHER"}), frozenset({"PLACE"}), "I Nyby ligger Nyby Sygehus", sides="rl", reach_left=1, reach_right=1, score=0.75),
    Rule("seats", "represented_in", cue(r"(?:udpeger|har udpeget|udpegede|indstiller|vælger)(?: [\wæøå]+){0,5} (?:medlem(?:mer)?|repræsentant(?:er)?)(?: [\wæøå]+){0,3} (?:til|i)"), ORG, COUNCIL, "KL udpeger to medlemmer til Ældrerådet", reach_left=60, reach_right=20, score=0.85),
    Rule("represents_in", "represented_in", cue(r"er (?:også |desuden )?repræsenteret i"), ORG, COUNCIL, "KL er repræsenteret i rådet", reach_left=60, reach_right=20, score=0.85),
    Rule("has_seat", "represented_in", cue(r"(?:har|får) (?:hver )?(?:\w+ )?(?:faste? )?plads(?:er)? i"), ORG, COUNCIL, "SIND og KL har hver en plads i Ældrerådet", reach_left=30, reach_right=12, score=0.85),
    Rule("appoints_of", "represented_in", cue(r"(?:udpeger|vælger) (?:\w+ )?af"), ORG, COUNCIL, "KL udpeger to af Ældrerådets medlemmer", reach_left=30, reach_right=4, score=0.8),
    Rule("representatives", "represented_in", cue(r"(?:består af|har|får|tæller|samles af|sammensættes af)(?: [\wæøå,]+){0,8}? (?:repræsentanter|medlemmer) (?:fra|for|udpeget af)"), ORG, COUNCIL, "Rådet består af repræsentanter fra SIND og KL", sides="rl", reach_left=30, reach_right=12, score=0.8),
)
# fmt: on

_CLAUSE = re.compile(
    r"(?:foreslår|foreslog|foreslået|anbefaler|anbefalede|anbefalet)(?: [\wæøå ]{0,50})?, at\b", re.IGNORECASE
)
_SETS_UP = re.compile(
    r"\b(?:etabler\w+|opret\w+|indfør\w+|igangsæt\w+|iværksæt\w+|udbred\w+|afsæt\w+|nedsæt\w+|forlæng\w+|videref\w+|vedtag\w+|godkend\w+|gennemfør\w+)\b",
    re.IGNORECASE,
)


def _proposes(scene: Scene) -> bool:
    """Tell whether a proposal is to set something up, not that something about it be so: 'foreslår, at X får lokaler'."""
    clause = _CLAUSE.search(scene.text)
    return clause is None or bool(_SETS_UP.search(scene.text, clause.end()))


_ADMINISTERS = re.compile(
    r" (?:varetager|står for|har|løser|forestår) (?:den |det )?(?:administrative |daglige |overordnede |praktiske |faglige )?(?:koordinering|ledelse|drift|driften|sekretariat|sekretariatsbetjening|projektledelse|styring|opgave)"
)
_RELATIVE = re.compile(r"(?:, (?:et|en) [a-zæøå][\wæøå -]{2,80})?(?:,)? som (?:også |både |bl\.a\. |blandt andet )?$")
_WITH_WHOM = re.compile(r" (?:indgik|har indgået|underskrev)(?: den \d{1,2}\. [a-zæøå]+(?: \d{4})?| i [a-zæøå]+(?: \d{4})?)? (?:sammen )?med ")
_MORE = re.compile(r"^ (?:i sin tid|tidligere|selv|også|allerede|nu|sammen|i fællesskab|i \w+ \d{4}|i \d{4}|siden \d{4})(?= [a-zæøå])|^ (?:og|samt) (?:et|en|flere|de øvrige|resten) [a-zæøå -]{3,30}?(?: (?:i|af) (?:[A-ZÆØÅ][a-zæøå]+|[a-zæøå]+))?(?= (?:indgik|underskrev|vedtog|tiltrådte|driver|har|står))")
"""Others of whom nothing is said: 'som regeringen og et bredt flertal i Folketinget indgik'."""
# fmt: off
_VERBS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("responsible_for", re.compile(r" (?:driver|står for|står bag|leder|har drevet|drev|har ledet|har stået for|har koordineret|koordinerer|varetager|har ansvar(?:et)? for|administrerer|ejer|lancerede|har lanceret|udviklede|har udviklet)\b")),
    ("participates_in", re.compile(r" (?:deltager i|deltog i|har deltaget i|gennemfører|gennemførte|har sat i gang|satte i gang|sætter i gang|startede|prøver|afprøver|afprøvede|prøvede|samarbejder om|tilbyder|har afprøvet|er med i|står sammen om)\b")),
    ("proposes", re.compile(r" (?:foreslog|foreslår|har foreslået|har stillet forslag om|anbefaler|anbefalede)\b")),
    ("party_to", re.compile(r" (?:indgik|har indgået|underskrev|har underskrevet|skrev under|har skrevet under|satte (?:deres|sine|sin) (?:navne?|underskrift(?:er)?) (?:under|på)|offentliggjorde|har tiltrådt|tiltrådte|vedtog)\b")),
)
# fmt: on


def _administers(context: Context, scene: Scene) -> Iterator[Claim]:
    """Read 'Projektet er forankret i A, mens B varetager den administrative koordinering'."""
    for group in scene.groups:
        last = group[-1]
        if last.coarse == "ORG" and _ADMINISTERS.match(re.sub(r"^\)", "", context.text[last.end : last.end + 60])):
            earlier = [a for a in scene.arguments if a.end <= group[0].start and a.type in _OWNED]
            if earlier:
                yield make(
                    context,
                    scene,
                    last.key,
                    "responsible_for",
                    earlier[-1].key,
                    "responsibility",
                    earlier[-1].start,
                    last.end,
                    score=0.8,
                    rule="administers",
                )


def _relative(context: Context, scene: Scene) -> Iterator[Claim]:
    """Read 'projektet X, som A og B driver': the object stands before 'som', the verb behind the subjects."""
    for place, group in enumerate(scene.groups[1:], 1):
        thing = scene.groups[place - 1][-1]
        if (
            thing.coarse != "PROGRAMME"
            or group[0].coarse not in ("ORG", "PERSON")
            or not _RELATIVE.fullmatch(context.text[thing.end : group[0].start])
        ):
            continue
        behind = context.text[group[-1].end : group[-1].end + 80]
        behind = _MORE.sub("", behind)
        predicate = next((p for p, verb in _VERBS if verb.match(behind)), "")
        if predicate == "party_to" and (with_whom := _WITH_WHOM.match(behind)):
            place = context.text.find(with_whom.group().strip(), group[-1].end) + len(with_whom.group().strip())
            group = (*group, *scene.after(place, frozenset({"PARTY", "REGION", "MUNICIPALITY", "ASSOCIATION", "AUTHORITY"}), reach=2))
        for subject in group if predicate else ():
            yield make(
                context,
                scene,
                subject.key,
                predicate,
                thing.key,
                "responsibility",
                thing.start,
                group[-1].end,
                score=0.8,
                rule="relative",
            )


_GENITIVE = re.compile(
    r"s (?:(?:egen|egne|nye|ny|gældende|nuværende|kommende|fælles|reviderede|samlede|lokale|regionale|[a-zæøå]+) ){0,2}[\"”“’']?$"
)
_PRODUCED = PROGRAMME - {"REFORM", "LAW"}
_PROPOSED = re.compile(r"(?:udspil|oplæg|forslag)(?:et)? [\"”“’']$")


_ITEM = re.compile(r"(?:\d{1,2}[.)]|[•●▪◦–*-])\s")
_PUTS_FORWARD = re.compile(
    r"\b(?:prioriterede|prioriterer|foreslår|foreslog|anbefaler|anbefalede|peger på|pegede på|ønsker)\b[^.]{0,60}:$",
    re.IGNORECASE,
)


def _listed_proposals(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield proposes for the items of a list headed 'Udvalget foreslår følgende:'."""
    if not _ITEM.match(scene.text):
        return
    for earlier in reversed(previous[-9:]):
        if _ITEM.match(earlier.text):
            continue
        verb = _PUTS_FORWARD.search(earlier.text)
        group = earlier.before(earlier.start + verb.start(), ORG, reach=30) if verb else ()
        things = [a for a in scene.arguments if a.coarse == "PROGRAMME"]
        things = things or [
            a
            for a in scene.arguments
            if a.type == "COUNCIL" and re.search(r"[Ee]tablering af|[Oo]prettelse af|[Nn]edsættelse af", scene.text)
        ]
        for subject in group:
            for thing in things[:1]:
                yield make(
                    context,
                    scene,
                    subject.key,
                    "proposes",
                    thing.key,
                    "responsibility",
                    thing.start,
                    thing.end,
                    score=0.75,
                    rule="listed_proposals",
                )
        return


_LEADS = re.compile(
    r"[-•▪–*\s]*(?:\w+ )?(?:(?:projekt|program|delprojekt)leder|tovholder|projektejer|projektansvarlig|ansvarlig|(?:næst)?formand|forperson) for ",
    re.IGNORECASE,
)


def _labelled(context: Context, scene: Scene) -> Iterator[Claim]:
    """Yield who leads or chairs a thing in a list of roles: 'Projektleder for X: Ida Holm', 'Formand for Y: Bo Lund'."""
    found = _LEADS.match(scene.text)
    colon = scene.text.find(":", found.end()) if found else -1
    if not found or colon < 0 or colon > 160:
        return
    of = [
        a
        for a in scene.arguments
        if found.end() <= a.start - scene.start
        and a.end - scene.start <= colon
        and (a.coarse == "PROGRAMME" or a.type == "COUNCIL")
    ]
    people = [a for a in scene.arguments if a.type == "PERSON" and a.start - scene.start > colon]
    if len(of) != 1 or not people or ";" in scene.text[colon : people[0].start - scene.start]:
        return
    chairs = of[0].type == "COUNCIL" and "formand" in found.group().casefold()
    if chairs or of[0].coarse == "PROGRAMME":
        role = "næstformand" if "næst" in found.group().casefold() else "formand"
        yield make(
            context,
            scene,
            people[0].key,
            "member_of" if chairs else "responsible_for",
            of[0].key,
            "responsibility",
            of[0].start,
            people[0].end,
            qualifiers={"role": role} if chairs else None,
            score=0.85,
            rule="labelled",
        )


_LAID = re.compile(r"\b(?:lægges|bliver|sammenlægges|slås|blev|blev lagt|lagt)(?: i \d{4}| den \d{1,2}\. [a-zæøå]+ \d{4})? $")
_INTO = re.compile(r"^ (?:lagt |slået )?sammen til (?:den nye |det nye )?$|^ til (?:den nye )?$")
_AS_PART = re.compile(r"\b[Ss]om (?:et |en )?(?:led i|del af|opfølgning på|udmøntning af) (?:den |det |de )?$")
_HAS_PARTS = re.compile(r"\b(?:består af|indeholder|omfatter|rummer|er delt i|er bygget op af|har)(?: følgende)? (?:\w+ )?(?:dele|elementer|initiativer|indsatser|spor|faser|delprojekter|projekter)\b[^.]*:$")


def _merges(context: Context, scene: Scene) -> Iterator[Claim]:
    """Read 'Den 1. maj lægges Region A og Region B sammen til Region C'."""
    for group, result in pairwise(scene.groups):
        if group[0].coarse != "ORG" or result[0].coarse != "ORG" or len(group) < 2:
            continue
        at = group[0].start - scene.start
        if _LAID.search(scene.text, max(0, at - 60), at) and _INTO.match(context.text[group[-1].end : min(result[0].start, group[-1].end + 60)]):
            for old in group:
                yield make(
                    context, scene, result[0].key, "succeeds", old.key, "responsibility", group[0].start, result[0].end,
                    polarity=polarity_of(scene, group[-1].end, result[0].start), score=0.85, rule="merges",
                )  # fmt: skip


def _parts(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Read 'Som led i Sundhedsaftalen begynder projekt X' and the list below 'Aftalen består af tre dele:'."""
    things = [a for a in scene.arguments if a.coarse == "PROGRAMME"]
    for whole in things:
        at = whole.start - scene.start
        if not _AS_PART.search(scene.text, max(0, at - 50), at):
            continue
        part = next((a for a in things if a.start >= whole.end and a.key != whole.key and a.type != "REFORM"), None)
        if part and "." not in context.text[whole.end : part.start]:
            yield make(context, scene, part.key, "part_of", whole.key, "responsibility", whole.start, part.end, score=0.75, rule="as_part")
    if not things or not _ITEM.match(scene.text) or things[0].start - scene.start > 6:
        return
    for earlier in reversed(previous[-9:]):
        if _ITEM.match(earlier.text):
            continue
        parent = next((a for a in earlier.arguments if a.coarse == "PROGRAMME"), None)
        if parent and _HAS_PARTS.search(earlier.text) and parent.key != things[0].key:
            yield make(context, scene, things[0].key, "part_of", parent.key, "responsibility", things[0].start, things[0].end, score=0.8, rule="listed_part")
        return


def find(context: Context, scene: Scene, previous: tuple[Scene, ...]) -> Iterator[Claim]:
    """Yield responsibilities, proposals, parts, successions and seats that a sentence states."""
    for claim in apply(RULES, scene, context, "responsibility"):
        if claim.predicate != "proposes" or _proposes(scene):
            yield claim
    yield from _administers(context, scene)
    yield from _labelled(context, scene)
    yield from _listed_proposals(context, scene, previous)
    yield from _relative(context, scene)
    yield from _merges(context, scene)
    yield from _parts(context, scene, previous)
    for place, argument in enumerate(scene.arguments):
        if argument.coarse != "PROGRAMME" or argument.type not in _PRODUCED or argument.pointed:
            continue
        for owner in (a for a in scene.arguments[max(0, place - 8) : place] if a.coarse == "ORG"):
            between = context.text[owner.end : argument.start]
            if owner.type != "PARTY" and len(between) < 40 and _GENITIVE.fullmatch(between):
                predicate = "proposes" if _PROPOSED.search(between) else "responsible_for"
                yield make(
                    context,
                    scene,
                    owner.key,
                    predicate,
                    argument.key,
                    "responsibility",
                    owner.start,
                    argument.end,
                    score=0.85,
                    rule="find",
                )
