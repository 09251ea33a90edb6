"""Bodies that meet, found by the way they are named: …udvalget, …rådet, …klyngen, …forum, 'Udvalget for …'.

Whose body it is stands in ``owner`` where the text says it beside the name; the rest is ``owners``. Not caught:
bodies with a fancy name, and generic ones ('udvalget', 'en arbejdsgruppe'), which are left out on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.hits import Hit
from extractors.names import everyday_words, registered
from extractors.phrases import complement_end, told
from extractors.towns import municipalities

HEADS = (
    r"(?:udvalget|udvalgets|udvalg|rådet|rådene|råd|nævnet|nævn|forummet|forum|klyngen|klyngerne|klynger|klynge|direktørkredsen|"
    r"direktørkreds|bestyrelsen|bestyrelse|kommissionen|kommission|komitéen|komiteen|komité|komite)"
)
COMPOUND = re.compile(
    rf"(?<![\w/-])(?:[A-ZÆØÅa-zæøå]+ ?-(?:, | ?(?:og|&) )){{0,4}}(?:[A-ZÆØÅa-zæøå][a-zæøå]{{2,40}}?{HEADS}|[Bb]yråd(?:et)?|Borgerrepræsentationen)(?=s?(?![\wæøå]))"
)
SPECIAL = re.compile(r"(?<![\w-])[A-ZÆØÅa-zæøå][a-zæøå]{3,}isk(?:t|e)? (?:dialogforum|kontaktforum|samarbejdsforum|brugerråd|samarbejdsudvalg)(?:met|et)?(?![\w-])")
FANCY = re.compile(r"(?<![\w-])[A-ZÆØÅ][a-zæøå]{3,}(?: [A-ZÆØÅ][a-zæøå]+)? (?:Forum|Task ?[Ff]orce|Advisory Board|Rådet)(?![\w-])|(?<![\w-])(?:Regionalt|Nationalt|Lokalt|Fælles|Tværsektorielt) (?:[A-ZÆØÅ][a-zæøå]+- og )?[A-ZÆØÅ][a-zæøå]{3,}(?:forum|råd|udvalg)(?![\w-])|(?<![\w-])(?:National|Styrket|Regional) [Tt]ask ?force(?:n)? for (?=[a-zæøå])")
PHRASE = re.compile(
    r"(?<![\w-])(?P<head>(?:[Dd]et |[Dd]en )?(?:[Nn]ational(?:t|e)? |[Rr]egionalt? |[Rr]egionale |[Cc]entrale |[A-ZÆØÅa-zæøå][a-zæøå]*faglige?t? |[Ff]agligt? |[Rr]ådgivende |[Ll]okalt? |[Tt]værgående |[Tt]værsektorielt? )?"
    r"(?:[Uu]dvalget|[Uu]dvalg|[Rr]ådet|[Rr]åd|[Nn]ævnet|[Ff]ølgegruppen|[Ss]tyregruppen|[Aa]rbejdsgruppen|[Pp]rojektgruppen|[Rr]eferencegruppen|[Tt]askforcen|[Nn]etværket|[Kk]omit[eé]en|[Pp]artnerskab(?:et)?|"
    r"(?:[Bb]ruger|[Pp]atient|[Pp]årørende|[Bb]orger|[Kk]ontakt|[Dd]ialog|[Uu]ngdoms)(?:rådet|udvalget|panelet)|[A-ZÆØÅa-zæøå]?[a-zæøå]*[Ff]orum(?:met)?))"
    r" (?P<link>for|om|vedr\.|vedrørende|på|til|i) (?=[a-zæøåA-ZÆØÅ])"
)
_PHRASE_WORDS = ("udvalg", "rådet ", "råd ", "nævnet", "gruppen", "taskforcen", "netværket", "komit", "partnerskab", "forum")
PLACED = re.compile(
    r"(?<![\w-])(?P<lead>(?:[Dd]et )?[Ff]orberedende )?(?P<head>[Ss]undhedsklyngen|[Ss]undhedsklynge|[Ss]undhedsrådene|[Ss]undhedsrådet|[Ss]undhedsråd|KKR)(?: for)?"
    r" (?P<places>[A-Z]{2,4}(?= ?[.,;:)\n]| [a-zæøå])|(?:[A-Z]{2,4} )?(?!Region |Kommune|Sundheds)[A-ZÆØÅ][a-zæøå]+(?:-?(?:, | og |/|-| )(?!Sundheds(?:råd|klynge)|Side\b|Møde\b)[A-ZÆØÅ][a-zæøå]+){0,5})"
)
_NEXT = re.compile(r", |,? (?:og|samt) ")
_HALF = re.compile(r"(?:-|\b(?:Midt|Vest|Øst|Nord|Syd|Sønder))$")
KLYNGE = re.compile(
    r"(?<![\w-])(?!(?:Om|I|På|Fra|Til|Hele|Den|For|Hvis|Når|At|Og|Ad|Med|Ved|Denne|Begge|Alle|Hver) )"
    r"[A-ZÆØÅ][a-zæøå]+(?:[-/ ][A-ZÆØÅ][a-zæøå]*\.?){0,2} (?:[Kk]lyngen|[Ss]undhedsklynge(?:n)?)(?![\wæøå])"
)
DEPARTED = re.compile(r"(?:[Dd]et |[Dd]e )?(?:[Ff]orberedende|[Mm]idlertidige) (?:[Rr]egionsrådet|[Rr]egionsråd|[Ss]undhedsrådene|[Ss]undhedsråd)(?![\wæøå])")

GENERIC = frozenset(
    "underudvalget underudvalg samråd samrådet forråd frarådet tilrådet frarådede nedråd regeringsudvalget regeringsudvalg "
    "kontaktudvalg udvalg råd udvalget rådet nævnet forum forummet klyngen klynge kommissionen bestyrelsen inddragelsesudvalg "
    "fagudvalg fagudvalget fagudvalgene aktieudvalg personaleudvalg arbejdsudvalg skolebestyrelse skolebestyrelsen "
    "skolebestyrelserne aktindsigtsudvalg kommunalbestyrelserne selskabsbestyrelse bestyrelse inddragelsesråd brugerråd "
    "rådgivningsklynge ministerråd koncerndirektørkreds naturråd udrådet anråd dialogforum kontaktforum kontaktforummet "
    "brugerforum mødeforum fællesudvalg byråd regionsråd kommunalbestyrelse ungeråd elevråd sundhedsklynge "
    "samarbejdsforum samarbejdsudvalg".split()
)
"""Words that name a sort of body, not a body; some count when a place or an owner follows."""

SORTS = frozenset("byråd regionsråd kommunalbestyrelse sundhedsklynge sundhedsråd udsatteråd ældreråd handicapråd dialogforum kontaktforum".split())
_NOT_FANCY = frozenset("Styrket Første Næste Det Dette Hele Nyt Vores Dansk Danske Folketinget Radiograf".split())
_USERS = ("bruger", "patient", "pårørende", "borger", "kontakt", "dialog", "ungdoms")
_GROUPS = ("følgegruppen", "styregruppen", "arbejdsgruppen", "projektgruppen", "referencegruppen", "taskforcen", "netværket")
_AREA = re.compile(r" (?:Midt|Nord|Syd|Vest|Øst|Hovedstaden|Sjælland|Fyn|Nordjylland|Midtjylland|Syddanmark|Østjylland|Vestjylland|Sønderjylland)(?![\w-])")
_MATTER = re.compile(r" i (?P<matter>[A-ZÆØÅ][a-zæøå]+)(?! [A-ZÆØÅ])(?![\w-])")
"""A matter behind another one: 'Udvalget for Lighed i Sundhed'; a word that the language has, and no place."""
_VERBAL = re.compile(r"(?:fra|til|be|an|for)rådet?$")
_OF = frozenset({"af"})


def find_councils(text: str, owners: Sequence[Hit] = (), *, names: Sequence[Hit] = ()) -> Iterator[Hit]:
    """Yield the named bodies of a text; `owners` are the register's regions, municipalities and associations in it.

    An enumeration in a body's name ends where one of `names`, the organisations already known, begins.

    >>> [text[h.start:h.end] for text in ["Psykiatri- og Socialudvalget drøftede sagen."] for h in find_councils(text)]
    ['Psykiatri- og Socialudvalget']
    >>> text = "Udvalget for Ældre og Sundhed anbefaler, at udvalget mødes."
    >>> [text[h.start:h.end] for h in find_councils(text)]
    ['Udvalget for Ældre og Sundhed']
    """
    starting = {hit.start: hit for hit in owners}
    ending = {hit.end: hit for hit in owners}
    others = frozenset(hit.start for hit in names if hit.type != "PLACE")
    for pattern, score in ((LOCAL, 0.88), (IN_TOWN, 0.9)):
        for found in told(text, pattern, reach=60):
            entry = municipalities().get(found["town"])
            if entry:
                yield Hit(found.start(), found.end(), "COUNCIL", "councils", name=found["body"], owner=entry.code, score=score)
    units = {hit.start: hit for hit in names if hit.type in ("PROVIDER", "EDUCATION") and not hit.nested}
    societies = frozenset(hit.start for hit in names if hit.type in ("ASSOCIATION", "PARTY"))
    for hit in _bare(text):
        seat = _SEAT.match(text, hit.start)
        if seat and seat.end() in societies:
            continue
        owned = _owned(_cut(hit, text, others), text, starting, ending)
        link = _AT.match(text, hit.end)
        unit = units.get(link.end()) if link else None
        yield replace(owned, end=unit.end) if unit and not owned.owner and text[hit.start].isupper() else owned


_AT = re.compile(r" (?:ved|på) ")
_SEAT = re.compile(r"(?:rådet|udvalget|nævnet|bestyrelsen|styregruppen) for ")
"""'hun sidder i rådet for SIND': whose seat it is, no name."""
_HAS = re.compile(r" har (?:et|en|sit|sin|deres) (?:nyt |nye |eget |egen )?")
LOCAL = re.compile(
    r"(?<![\w-])(?P<town>[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?) "
    r"(?P<body>(?:Udsatte|Ældre|Senior|Handicap|Unge|Integrations|By|Idræts|Frivillig|Social)råd(?:et)?|Kommunalbestyrelse(?:n)?)(?=s?(?!\w))"
)
"""A town before a body's name: 'Nyby Udsatteråd'."""
IN_TOWN = re.compile(
    r"(?<![\w-])(?P<body>(?:[A-ZÆØÅ][a-zæøå]+- og )?(?:[Bb]yrådet|[Kk]ommunalbestyrelsen|[A-ZÆØÅ][a-zæøå]*(?:udsatte|ældre|senior|handicap|unge|integrations|frivillig|hjemløse|børne|social|sundheds|omsorgs|psykiatri|kultur|beskæftigelses)(?:rådet|udvalget)"
    r"|(?:Udsatte|Ældre|Senior|Handicap|Unge|Integrations|Frivillig|Hjemløse|Social|Sundheds|Omsorgs|Økonomi|Beskæftigelses)(?:rådet|udvalget)))"
    r" i (?P<town>[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?)(?=s?(?![\w-]))(?! [Kk]ommune| og [A-ZÆØÅ][a-zæøå]+ [Kk]ommune)"
)
"""A body with its town behind it: 'Byrådet i Nyby', which is that of the municipality."""


def _cut(hit: Hit, text: str, others: frozenset[int]) -> Hit:
    """End a name where the next member of a list of bodies begins: 'Rådet for Nyby, SIND og …'."""
    for found in _NEXT.finditer(text, hit.start, hit.end):
        if found.end() in others:
            return replace(hit, end=found.start())
    return hit


def _bare(text: str) -> Iterator[Hit]:
    for found in told(text, DEPARTED):
        yield Hit(found.start(), found.end(), "COUNCIL", "councils", score=0.9)
    for found in told(text, COMPOUND):
        word = found.group()
        last = re.split(r"[ -]", word)[-1].casefold()
        if last.endswith("området") or last in GENERIC - SORTS or _VERBAL.search(last) or word.casefold() in GENERIC - SORTS:
            continue
        start = found.start()
        lead = re.match(r"(?:og|samt|at|i|den|det|de|til|med|for) ", word)
        if lead:
            start += lead.end()
        end = found.end() - (1 if word.endswith("udvalgets") else 0)
        area = _AREA.match(text, end) if word[0].isupper() else None
        if area:
            yield Hit(start, area.end(), "COUNCIL", "councils", score=0.9)
            continue
        sort = last in SORTS or (word == word.lower() and not last.endswith(("et", "en", "ene", "erne", "ets")))
        yield Hit(start, end, "COUNCIL", "councils", score=0.5 if sort else 0.9)
    for found in told(text, SPECIAL):
        yield Hit(found.start(), found.end(), "COUNCIL", "councils", score=0.7)
    for found in told(text, FANCY, reach=100):
        end = complement_end(text, found.end()) if found.group().endswith(" ") else found.end()
        if found.group().split(" ")[0] not in _NOT_FANCY and end - found.start() > 8:
            yield Hit(found.start(), end, "COUNCIL", "councils", score=0.75)
    for found in told(text, PHRASE, _PHRASE_WORDS, reach=90):
        head = found["head"].split()[-1]
        link = found["link"]
        users = head.casefold().startswith(_USERS) and text[found.end()].isupper() and link == "for"
        short = users or head.casefold() in ("udvalget", "udvalg", "rådet", "råd", "forum", "forummet", "nævnet")
        if not (short or head.casefold().endswith(("forum", "forummet", *_GROUPS)) or "artnerskab" in head or "omit" in head):
            continue
        if (link == "på" and short) or (link in ("i", "til") and not short):
            continue
        if link == "i" and not re.search(r"(?:[Ff]agligt|[Rr]egionale?) [Rr]åd$", found["head"]):
            continue
        if head.casefold() in ("partnerskab", "partnerskabet") and not re.search(r"[Nn]ational", found["head"]):
            continue
        if head.casefold() in _GROUPS and not (head[0].isupper() or text[found.end()].isupper()):
            continue
        if link == "om" and head.casefold() not in _GROUPS:
            continue
        if head.casefold() in ("råd", "udvalg", "forum") and not found["head"][0].isupper() and link != "for":
            continue
        if link == "for" and re.match(r"Region |[A-ZÆØÅ][\wæøå-]+ Kommune", text[found.end() : found.end() + 40]):
            continue
        if link == "på":
            one = re.match(r"[A-Za-zæøåÆØÅ-]+", text[found.end() :])
            end = found.end() + (one.end() if one else 0)
        else:
            end = complement_end(text, found.end(), joined=3, prepositions=_OF if "artnerskab" in head else frozenset())
            matter = _MATTER.match(text, end) if text[found.end()].isupper() else None
            if matter and matter["matter"].casefold() in everyday_words() and not registered("PLACE", matter["matter"]):
                end = matter.end()
        if end - found.end() < 4:
            continue
        start = found.start() + (len("Den ") if found["head"].casefold().startswith("den ") else 0)
        yield Hit(start, end, "COUNCIL", "councils", score=0.85)
    for found in told(text, KLYNGE):
        yield Hit(found.start(), found.end(), "COUNCIL", "councils", score=0.9)
    for found in told(text, PLACED):
        yield from _placed(found)


def _placed(found: re.Match[str]) -> Iterator[Hit]:
    """Yield one body for each place of 'sundhedsråd for A og B'; 'Midt- og Vestsjælland' is one place."""
    sort = next((s for s in ("sundhedsklynge", "sundhedsråd") if found["head"].casefold().startswith(s)), found["head"])
    pieces = re.split(r"( og )", found["places"])
    places = [pieces[0]]
    single = len(pieces) == 3 and found["head"] == "Sundhedsråd" and found.start("places") == found.end("head") + 1
    for joiner, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _HALF.search(places[-1]) or piece in ("Øer", "Øerne") or single:
            places[-1] += joiner + piece
        else:
            places.append(piece)
    start = found.start("places")
    for number, place in enumerate(places):
        begin = found.start() if number == 0 else start
        name = f"{sort[0].upper()}{sort[1:]} {place}"
        if found["lead"]:
            name = f"{found['lead'][0].upper()}{found['lead'][1:]}{sort} {place}"
        yield Hit(begin, start + len(place), "COUNCIL", "councils", score=0.9, name=name)
        start += len(place) + len(" og ")


_BETWEEN = re.compile(r" (?:i|for|ved|fra) (?:(?:den|det|ny|nye|nuværende|kommende) ){0,2}$")


def _owned(hit: Hit, text: str, starting: dict[int, Hit], ending: dict[int, Hit]) -> Hit:
    """Give a hit its owner where it stands beside the name: 'i Region X', 'Region Xs …'."""
    for after in range(hit.end + 3, min(hit.end + 26, len(text))):
        owner = starting.get(after)
        if owner and owner.type in ("REGION", "MUNICIPALITY", "ASSOCIATION") and _BETWEEN.fullmatch(text[hit.end : after]):
            return Hit(hit.start, owner.end, "COUNCIL", "councils", owner=owner.code or text[owner.start : owner.end], score=max(hit.score, 0.9), name=text[hit.start : hit.end])
    has = _HAS.search(text, max(0, hit.start - 24), hit.start)
    holder = ending.get(has.start()) if has else None
    if holder and holder.type in ("REGION", "MUNICIPALITY", "ASSOCIATION") and has and has.end() == hit.start:
        return replace(hit, owner=holder.code or text[holder.start : holder.end], score=max(hit.score, 0.9))
    for gap in ("s ", "'s ", "’s "):
        before = ending.get(hit.start - len(gap))
        if before and before.type in ("REGION", "MUNICIPALITY", "ASSOCIATION") and text[hit.start - len(gap) : hit.start] == gap:
            return Hit(hit.start, hit.end, "COUNCIL", "councils", owner=before.code or text[before.start : before.end], score=max(hit.score, 0.9))
    return hit


_GROUP_FOR = re.compile(r"(?<![\w-])(?:[Ss]tyregruppe|[Ff]ølgegruppe|[Aa]rbejdsgruppe|[Pp]rojektgruppe|[Rr]eferencegruppe|[Aa]dvisory [Bb]oard|[Bb]estyrelse)(?:n)? (?:for|i|bag|til) (?:projekt(?:et)? |indsatsen )?[\"”“»’']?$")


def groups_for(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the groups that steer or follow a programme that the text names: 'Styregruppen for Tæt på Livet'.

    >>> text = "Det siger Styregruppen for Tæt på Livet."
    >>> [text[h.start:h.end] for h in groups_for(text, [Hit(27, 39, "INITIATIVE", "programmes")])]
    ['Styregruppen for Tæt på Livet']
    """
    for hit in hits:
        if hit.type in ("INITIATIVE", "PLAN") and not hit.nested and (found := _GROUP_FOR.search(text, max(0, hit.start - 50), hit.start)):
            yield Hit(found.start(), hit.end, "COUNCIL", "councils", score=0.88)
