"""Reforms, agreements, plans, laws and initiatives, found by the way they are named.

Patterns are data: a name, a type, an expression and an example; where a phrase follows ('forløbsprogram for …'),
``phrases`` tells where it ends. Not caught: programmes whose name is an everyday word without quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.appositions import kind_of
from extractors.hits import Hit
from extractors.names import PROGRAMMES, registered
from extractors.phrases import complement_end, near, told
from extractors.quoting import quoted_titles

_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{_YEAR}(?:\s?[-–]\s?(?:{_YEAR}|\d\d))?"
_LOW = r"[a-zæøå]"
_C = r"[A-ZÆØÅ]"

SIMPLE: tuple[tuple[str, str, re.Pattern[str], str], ...] = (
    ("reform", "REFORM", re.compile(rf"(?<![\w-])(?:{_C}|{_LOW}){_LOW}{{2,}}reform(?:en)?(?=s?\b)(?: {_YEAR}\b)?"), "boligreformen"),
    ("budget", "AGREEMENT", re.compile(rf"(?<![\w-])(?:[Bb]udget(?:tet)?|[Bb]udgetaftalen?|[Bb]udgetforlig(?:et)?|[Bb]udgetforslag(?:et)?|[A-ZÆØÅ][a-zæøå]{3,}budget(?:tet)?|[Øø]konomiaftalen?)(?: for)? {_YEAR}(?:\s?[-–]\s?(?:{_YEAR}|\d\d))?\b"), "Budget 2031"),
    ("finance_act", "AGREEMENT", re.compile(rf"(?<![\w-])(?:[Ff]inanslov(?:en|s?forslaget)?(?: for)? {_YEAR}\b|FL\s?\d\d\b|[Ff]inanslovs?forslag(?:et)? for {_YEAR}\b)"), "Finanslov 2031"),
    ("health_agreement", "AGREEMENT", re.compile(rf"(?<![\w-])[Ss]undhedsaftalen?(?=s?\b)(?: {_YEARS})?"), "Sundhedsaftalen 2031-2034"),
    ("dated_agreement", "AGREEMENT", re.compile(rf"(?<![\w-])[A-ZÆØÅ][a-zæøå-]{{2,}}aftalen? {_YEARS}(?!\w)"), "Havneaftalen 2031-2034"),
    ("law", "LAW", re.compile(rf"(?<![\w-])(?:{_C}|{_LOW}){_LOW}{{3,}}loven(?=s?\b)"), "havneloven"),
    ("cancer_plan", "PLAN", re.compile(r"(?<![\w-])[Kk]ræftplan (?:V|I{1,3}|\d)\b"), "Kræftplan 9"),
    ("ten_year_plan", "PLAN", re.compile(r"(?<![\w-])\d{1,2}[-\s]?års?[\s-]{0,2}[Pp]lan(?:en)?(?: for (?:bedre )?(?:psykiatrien|psykiatri|psykiske lidelser)?(?: og mental sundhed)?)?(?!\w)"), "12-årsplanen for psykiatrien"),
    ("dated_plan", "PLAN", re.compile(rf"(?<![\w-])(?:{_C}[a-zæøå]{{3,}}(?:sk|ial|el|al|ig|ende) )?(?:[A-ZÆØÅ][a-zæøå]+- og [a-zæøå]|{_C})[\wæøå-]{{2,}}(?:plan|planen|strategi|strategien|politik|politikken|program|programmet|vision|handleplan|handlingsplan|køreplan)(?: {_C}{_LOW}+){{0,2}} {_YEARS}(?!\w)"), "Havnepolitik 2031"),
    ("titled_plan", "PLAN", re.compile(rf"(?<![\w-]){_C}[a-zæøå]{{3,}}(?:sk|ial|el|al|ig|ende) (?:Plan|Strategi|Politik|Handleplan) {_YEARS}(?!\w)"), "Havnesocial Strategi 2031"),
    ("dated_plan_low", "PLAN", re.compile(rf"(?<![\w-])[a-zæøå][\wæøå-]{{3,}}(?:plan|strategi|politik|program|vision|handleplan|handlingsplan) {_YEARS}(?!\w)"), "havnepolitik 2031-2034"),
    ("plan_from", "PLAN", re.compile(rf"(?<![\w-])(?:[A-ZÆØÅa-zæøå][a-zæøå]+- og )?[A-ZÆØÅa-zæøå][\wæøå-]{{2,}}(?:plan|planen|strategi|strategien|politik|politikken|handleplan|køreplan) fra (?={_YEAR}(?!\w)){_YEAR}"), "Havnepolitik fra 2031"),
    ("owned_plan", "PLAN", re.compile(
        rf"(?<=s )(?:sundheds|psykiatri|klima|frivillig|ældre|værdigheds|handicap|udsatte|rusmiddel|praksis|hospitals|bolig|udviklings|nærsundheds|kronik|bæredygtigheds|kvalitets|social|demens|børne- og unge|integrations|beskæftigelses|trafik|kultur)"
        rf"(?:plan|politik|strategi)(?:en|ken)?(?=s?(?!\w))(?: {_YEARS})?(?!\w)"), "Nyby Kommunes sundhedsplan"),
    ("titled_strategy", "PLAN", re.compile(rf"(?<![\w-]){_C}[\wæøå]+(?: {_C}[\wæøå]+){{0,4}} [–-] {_C}?[\wæøå]+(?: [\wæøå]+){{0,4}}, Strategi {_YEARS}(?!\w)"), "Nyby – Ved havet, Strategi 2031-2034"),
    ("capital_policy", "PLAN", re.compile(rf"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]+- og (?=[A-ZÆØÅ]))?(?:Klima|Sundheds|Psykiatri|Frivillig|Ældre|Værdigheds|Handicap|Udsatte|Rusmiddel|Praksis|Hospitals|Bolig|Udviklings|Nærsundheds|Kronik)(?:plan|politik|strategi)(?:en|ken)?(?=s?\b)(?: {_YEARS})?(?!\w)"), "Handicappolitikken"),
)

PHRASED: tuple[tuple[str, str, re.Pattern[str], str], ...] = (
    ("care_programme", "PLAN", re.compile(r"(?<![\w-])[Ff]orløbsprogram(?:met|mer|merne)? for "), "forløbsprogram for knæsmerter"),
    ("care_description", "PLAN", re.compile(r"(?<![\w-])(?:[Pp]atient)?[Ff]orløbsbeskrivelsen? for "), "forløbsbeskrivelse for knæsmerter"),
    ("action_plan", "PLAN", re.compile(r"(?<![\w-])(?:[A-ZÆØÅa-zæøå][a-zæøå]+- og )?(?:[Nn]ational |[Rr]egional |[Ff]ælles |[Ll]okal )?(?:[Hh]andlingsplan|[Hh]andleplan|[Uu]dviklingsplan|[Hh]elhedsplan)(?:en)? (?:for|mod) "), "handlingsplanen for støj"),
    ("strategy", "PLAN", re.compile(r"(?<![\w-])(?:[A-ZÆØÅ]?[a-zæøå]*[Ss]trategi(?:en)?|[A-ZÆØÅ]?[a-zæøå]*[Pp]olitik(?:ken)?|(?:[A-ZÆØÅ][a-zæøå]{3,}sk )?Plan|(?:National |Regional |Fælles |Lokal )[Pp]lan|Boligplan|[A-ZÆØÅ][a-zæøå]+plan) (?:for|til) "), "Plan for havnen"),
    ("advice", "PLAN", re.compile(r"(?<![\w-])(?:Fælles |Regional |Lokal )?(?:Håndbog|Vejledning|National(?:e|t)? (?:klinisk(?:e)? |faglige? )?(?:vejledning|retningslinje|retningslinjer|anbefalinger)|Anbefalinger|Retningslinjer|Retningslinje|Kvalitetsstandard|Kvalitetsstandarder|Principper|Forebyggelsespakke|Servicestandard|Kvalitetsstandarden|Værdier|(?:Ni |Fem |Syv |Ti )?[Gg]rundprincipper) (?:for|om|vedrørende) (?:den |det |de )?"
        r"|(?<=s )(?:faglige |nationale |kliniske ){0,2}(?:anbefalinger|retningslinjer|retningslinje|vejledning|kvalitetsstandard|kvalitetsstandarder|forebyggelsespakke) (?:for|om|vedrørende) (?:den |det |de )?"), "Anbefalinger for den stille indsats"),
    ("vision", "PLAN", re.compile(r"(?<![\w-])(?:(?:Fælles|fælles) )?[A-ZÆØÅa-zæøå]?[a-zæøå]*vision(?:en)? for "), "Fælles vision for havnen"),
    ("agreement_on", "AGREEMENT", re.compile(r"(?<![\w-])(?:Aftale|Rammeaftale|Delaftale|Partnerskabsaftale|Driftsaftale|Udmøntningsaftale) om (?:en |et )?"), "Aftale om havnen"),
    ("cooperation", "AGREEMENT", re.compile(r"(?<![\w-])(?:[A-ZÆØÅ][a-zæøå]{3,}(?:el|sk|al|ig|les|nde|ælles) )?(?:[Ss]amarbejdsaftale|SAMARBEJDSAFTALE)(?:n|r|rne)? (?:om|for|vedr\.|vedrørende) "), "samarbejdsaftalen om havnen"),
    ("frame_agreement", "AGREEMENT", re.compile(r"(?<![\w-])(?:[Rr]ammeaftale|[Dd]elaftale|[Uu]dmøntningsaftale|[Tt]repartsaftale|[Ff]lerårsaftale|[Pp]artnerskabsaftale)(?:n)? om (?:en |et )?"), "rammeaftalen om havnen"),
    ("fund_for", "INITIATIVE", re.compile(r"(?<![\w-])(?:Pulje til |[Pp]uljen til |Pulje for |[Pp]uljen for )(?:at )?"), "Pulje til havnens venner"),
    ("training", "INITIATIVE", re.compile(r"(?<![\w-])(?:(?:[Ss]uppleringsuddannelse|[Ee]fteruddannelse|[Vv]idereuddannelse)(?:n|r|rne)? for |[Ss]pecialuddannelse(?:n|r)? i )"), "specialuddannelsen i havnefaglig pleje"),
    ("function", "INITIATIVE", re.compile(r"(?<![\w-])(?:[Hh]øjt specialiseret funktion|[Rr]egionsfunktion|[Ss]pecialfunktion(?:er)?|[Hh]ovedfunktion) (?:for|i) "), "regionsfunktion for voksne"),
    ("partnership_for", "INITIATIVE", re.compile(r"(?<![\w-])(?:Partnerskab|[Pp]artnerskabet) (?:for|til) "), "Partnerskabet for stille havne"),
    ("act_on", "LAW", re.compile(r"(?<![\w-])(?:[Ll]ov|Lovforslag|[Ff]orslag til lov) om (?:ændring af (?:lov om )?)?(?=[a-zæøå])"), "lov om havne"),
)
_PLANS = ("plan", "strategi", "politik", "program", "vision")
ANCHORS: dict[str, tuple[str, ...]] = {
    "reform": ("reform",), "budget": ("udget", "konomiaftale"), "finance_act": ("inanslov", "FL"), "health_agreement": ("undhedsaftale",), "dated_agreement": ("aftale",), "law": ("loven",), "cancer_plan": ("ræftplan",),
    "ten_year_plan": ("år",), "dated_plan": _PLANS, "titled_plan": ("Plan", "Strategi", "Politik", "Handleplan"), "dated_plan_low": _PLANS, "plan_from": ("fra 19", "fra 20"), "owned_plan": _PLANS, "titled_strategy": (", Strategi ",), "capital_policy": ("plan", "politik", "strategi"),
    "care_programme": ("orløbsprogram",), "care_description": ("orløbsbeskrivelse",), "action_plan": ("andlingsplan", "andleplan", "dviklingsplan", "elhedsplan"),
    "strategy": ("trategi", "olitik", "lan for", "lan til"), "advice": ("nbefalinger", "etningslinje", "valitetsstandard", "rincipper", "rundprincipper", "orebyggelsespakke", "Servicestandard", "Værdier", "vejledning", "Vejledning", "Håndbog"),
    "vision": ("ision",), "agreement_on": ("ftale om",), "cooperation": ("amarbejdsaftale", "AMARBEJDSAFTALE"), "frame_agreement": ("aftale",), "fund_for": ("ulje",), "training": ("uddannelse",), "function": ("unktion",),
    "partnership_for": ("artnerskab",), "act_on": ("ov om", "ovforslag om"),
}  # fmt: skip
"""Plain words that a pattern cannot do without; see ``phrases.near``."""

_STRATEGY_TO = re.compile(r"(?:[a-zæøå]*strategien for|[a-zæøå]*strategi til) ")
_TAIL = re.compile(rf"(?: for)? (?P<years>{_YEARS})(?!\w)")
_PREPOSITIONS = frozenset({"med", "i", "af", "for", "på", "til", "hos", "under", "blandt"})
_NARROW = {"function": frozenset({"med"}), "training": frozenset({"i"}), "fund_for": frozenset({"af", "i"})}

CUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("AGREEMENT", re.compile(r"(?:aftale(?:n|r)?|forlig(?:et)?|politisk(?:e)? aftale fra \d{4} om)\s*$", re.IGNORECASE)),
    ("PLAN", re.compile(r"(?:plan(?:en)?|strategi(?:en)?|politik(?:ken)?|udspil(?:let)?|oplæg(?:get)?|vision(?:en)?|pjecen?|rapport(?:en)?|anbefaling(?:en|erne)?|retningslinje(?:n|r)?|principper|regionens|kommunens)\s*$", re.IGNORECASE)),
    ("COUNCIL", re.compile(r"(?:forummet|netværket|rådet)\s*$", re.IGNORECASE)),
    ("INITIATIVE", re.compile(r"(?:projekt(?:et)?|[a-zæøå]*program(?:met)?|indsats(?:en)?|initiativ(?:et)?|tilbud(?:det)?|koncept(?:et)?|kampagne(?:n)?|ordning(?:en)?|pulje(?:n)?|model(?:len)?(?: for)?|forløb(?:et)?|partnerskab(?:et)?|samarbejdet om|kurset|temadag(?:en)?|kaldet|mærkesag(?:en)?|navnet|titlen)\s*$", re.IGNORECASE)),
    ("ORG_OTHER", re.compile(r"(?:etableret|oprettet|centret|centeret|enheden|foreningen|organisationen)\s*$", re.IGNORECASE)),
)
OWN_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("AGREEMENT", re.compile(r"(?:[A-ZÆØÅ][a-zæøå]*aftalen?|Aftalen?) (?:om|mellem|for|på) ")),
    ("PLAN", re.compile(r"(?:[A-ZÆØÅ][a-zæøå]*(?:[Ss]trategi|[Pp]olitik|[Pp]lan|[Vv]ision|[Vv]ejledning|[Oo]plæg|[Aa]nbefalinger|[Rr]etningslinjer|[Pp]rincipper)(?:en|ken|et)?) (?:for|til|om|på) ")),
)
"""A quoted title whose first word says what it is."""

NAMED_AFTER = re.compile(
    rf"(?<![\w-])(?:(?P<project>[Pp]rojekt(?:et)?)|[Dd]elprojekt(?:et)?,?|[A-ZÆØÅ]?[a-zæøå]{{0,24}}(?:programmet|projektet|indsatsen|initiativet|kampagnen|ordningen|tilbuddet|konceptet|partnerskabet|puljen|forløbet|kurset|appen|platformen|modellen)|[Pp]rogrammet|[Ii]ndsatsen|[Ii]nitiativet|[Kk]ampagnen|[Oo]rdningen|[Tt]ilbuddet|[Kk]onceptet|[Pp]artnerskabet|[Pp]uljen|[Pp]jecen|[Ff]orløbet|[Kk]urset|[Aa]ppen|[Pp]latformen|[Ff]orsøget)"
    rf" (?P<name>{_C}[\wæøåÆØÅ:-]*(?: (?:{_C}[\wæøåÆØÅ-]*|20[2-5]\d(?![.,]?\d*\s?(?:mio|kr))|i eget [a-z]+|(?:i|på|til|for|og(?! [Pp]rojekt)) {_C}[\wæøåÆØÅ-]*)){{0,4}})"
)
_WITH = re.compile(r",? (?:med|mellem) (?=[A-ZÆØÅ])")
"""Behind an agreement's matter: those who made it are no part of its name."""
_NEXT_LAW = re.compile(r",? (?:og|samt) [a-zæøå]+loven\b")
_YEAR_END = re.compile(r" 20\d\d$")
_AFTER_QUOTE = re.compile(r"[\"”“»«’']{1,2},? (?:som er |der er |er )?(?:et|en) (?P<rest>[a-zæøå][^\n.,;:()]{2,60})")
_NO_NAME = re.compile(rf"^(?:Bevilling|Periode|Navn|Region|Kommune|Der|Det|Den|I|Der|{_YEAR})\b")
HYPHENED = re.compile(r"(?<![\w-])(?:[A-ZÆØÅ][\wæøå]+ ){0,3}[A-ZÆØÅ][\wæøå]+-(?P<head>anbefalinge(?:n|rne)|projektet|indsatsen|programmet|aftalen|puljen|reserven|teamet|teams|kampagnen|ordningen|partnerskabet)(?=s?\b)")
LINES = re.compile(r"(?<=[a-zæøå,:] )[A-ZÆØÅ][a-zæøå]{3,}(?:[Ll]injen|[Ll]inien|[Tt]elefonen|puljen|ordningen)(?=s?\b)(?: [A-ZÆØÅ][a-zæøå]+)?")
CAMEL = re.compile(r"(?<![\w./@-])(?:[A-ZÆØÅ][a-zæøå]+){3,4}(?![\w@./-])|(?<![\w-])[A-ZÆØÅ]{2,}:[A-ZÆØÅ]{2,}(?!\w)")
CO_OPERATION = re.compile(r"(?<!\w)(?:(?:strategisk|strategiske|nye?|fælles|det|et) )?[Ss]amarbejdet? (?:med|mellem) ")
_GENERIC_REFORM = frozenset("reformen reform delreform".split())
_GENERIC_LAW = frozenset("grundloven lovgivningsloven".split())


def find_programmes(text: str) -> Iterator[Hit]:
    """Yield programmes that a pattern or quotation marks name.

    >>> text = 'Region Fyns forløbsprogram for borgere med knæsmerter indgår i projekt "Ny By" og budget 2031'
    >>> [(h.type, text[h.start:h.end]) for h in sorted(find_programmes(text), key=lambda h: h.start)]
    [('PLAN', 'forløbsprogram for borgere med knæsmerter'), ('INITIATIVE', 'Ny By'), ('AGREEMENT', 'budget 2031')]
    """
    for name, kind, pattern, _ in SIMPLE:
        for found in near(text, pattern, ANCHORS[name]):
            word = found.group().casefold()
            if word in _GENERIC_REFORM or word in _GENERIC_LAW or (name == "law" and word.startswith("finanslov")):
                continue
            yield Hit(found.start(), found.end(), kind, "programmes", score=0.85)
    for name, kind, pattern, _ in PHRASED:
        for found in near(text, pattern, ANCHORS[name]):
            end = complement_end(text, found.end(), joined=4, prepositions=_NARROW.get(name, _PREPOSITIONS), limit=130, enumerate_=name not in _NARROW)
            partners = _WITH.search(text, found.end(), end) if kind == "AGREEMENT" else None
            end = partners.start() if partners else end
            law = _NEXT_LAW.search(text, found.end(), end) if kind == "LAW" else None
            end = law.start() if law else end
            if end - found.end() < 4:
                continue
            tail = _TAIL.match(text, end)
            end = tail.end() if tail else end
            if name == "strategy" and not text[found.start()].isupper() and not tail and not _STRATEGY_TO.match(found.group()):
                continue
            yield Hit(found.start(), end, kind, "programmes", score=0.8)
    for start, end in quoted_titles(text):
        before = text[max(0, start - 60) : start - 1].rstrip()
        kind = next((kind for kind, cue in CUES if cue.search(before)), "")
        kind = kind or _said_after(text, end)
        own = next((kind for kind, head in OWN_HEADS if head.match(text, start, end)), "")
        if own:
            yield Hit(start, end, own, "programmes", score=0.86)
        elif kind:
            yield Hit(start, end, kind, "programmes", score=0.85)
        elif text[start].isupper() and len(text[start:end].split()) <= 8 and ("omtales" in text[max(0, start - 80) : start] or _listed(text, start)):
            yield Hit(start, end, "AGREEMENT" if "aftale" in text[max(0, start - 120) : start] else "INITIATIVE", "programmes", score=0.7)
    for found in told(text, NAMED_AFTER):
        if not _NO_NAME.match(found["name"]):
            bare = _YEAR_END.sub("", found.group())
            if bare != found.group() and text.count(bare) > text.count(found.group()):
                start = found.start() if found["project"] == "Projekt" else found.start("name")
                yield Hit(start, found.start() + len(bare), "INITIATIVE", "programmes", score=0.75)
                continue
            start = found.start() if found["project"] == "Projekt" else found.start("name")
            head, joined, second = found.group().rpartition(" og ")
            end = found.start() + len(head) if joined and any(registered(sort, second) for sort in PROGRAMMES) else found.end()
            yield Hit(start, end, "INITIATIVE", "programmes", score=0.75)
    for found in told(text, HYPHENED):
        kind = "PLAN" if found["head"].startswith("anbef") else "AGREEMENT" if found["head"] == "aftalen" else "INITIATIVE"
        yield Hit(found.start(), found.end(), kind, "programmes", score=0.75)
    for found in told(text, LINES):
        yield Hit(found.start(), found.end(), "INITIATIVE", "programmes", score=0.7)
    for found in CAMEL.finditer(text):
        if not found.group().startswith(("Mc", "Mac")):
            yield Hit(found.start(), found.end(), "PLAN" if "jece" in text[max(0, found.start() - 12) : found.start()] else "INITIATIVE", "programmes", score=0.55)


def _said_after(text: str, end: int) -> str:
    """Return the type that the words behind a quoted title give: '"Ro nu", et koncept som …'."""
    found = _AFTER_QUOTE.match(text, end)
    return kind_of(found["rest"].split(" ")[:4]) if found else ""


def _listed(text: str, start: int) -> bool:
    """Tell whether a quoted title opens a list item of its own."""
    line = text.rfind("\n", 0, start) + 1
    return start - line <= 5 and bool(re.match(r"(?:[•\-–]|\d{1,2}[.)])\s", text[line : line + 4]))
