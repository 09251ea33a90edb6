"""The words that regions and municipalities put over the parts of a case: data, folded to lower case.

A label counts only where it is a line of its own or opens a line before a colon. Not caught: labels that a
municipality has made up for itself (they become sections of kind ``heading``) and labels inside running text.
"""

from __future__ import annotations

import re
from functools import lru_cache

PART_LABELS: dict[str, tuple[str, ...]] = {
    "summary": (
        "resumé", "resume", "kort resumé", "kort resume", "sammendrag", "sagsresumé", "sagsresume", "indledning",
        "sagens kerne", "kort fortalt", "kort om sagen", "introduktion", "formål med punktet", "sagens formål",
    ),
    "recommendation": (
        "indstilling", "indstillinger", "administrationens indstilling", "forvaltningens indstilling",
        "direktionens indstilling", "sekretariatets indstilling", "udvalgets indstilling", "formandens indstilling",
        "forslag til beslutning", "indstilling og beslutning", "indstilling til beslutning", "beslutningstema",
        "borgmesterens indstilling", "administrationen indstiller", "forvaltningen indstiller", "det indstilles",
        "sekretariatet indstiller", "direktionen indstiller", "administrationen anbefaler", "anbefaling",
        "formanden indstiller", "det indstilles at", "det indstilles, at", "det anbefales",
        "formandskabet indstiller", "udvalgets anbefaling", "borgmesteren indstiller", "beslutningspunkter",
        "der indstilles", "indstillinger og beslutning", "fagudvalgets indstilling", "formandskabets indstilling",
        "regionsdirektørens indstilling", "direktørens indstilling",
    ),
    "case": (
        "sagsfremstilling", "baggrund", "baggrund for sagens fremlæggelse", "sagsbeskrivelse", "sagens baggrund",
        "beskrivelse af sagen", "problemstilling", "løsning", "uddybning", "redegørelse", "fremstilling",
        "supplerende sagsfremstilling", "baggrund og formål", "sagsfremstilling og baggrund", "beskrivelse",
        "sagsindhold", "vurdering", "sagen", "beskrivelse af punktet", "motivation", "sagsbehandling",
        "beskrivelse og baggrund", "sag og baggrund", "alternativer", "effekt", "bemærkninger til punktet",
        "administrationens vurdering", "forvaltningens vurdering", "faglig vurdering",
    ),
    "economy": (
        "økonomi", "økonomiske konsekvenser", "økonomi og finansiering", "økonomi og personaleforhold",
        "finansiering", "økonomiske og personalemæssige konsekvenser", "økonomi og personale",
        "konsekvenser for økonomi", "bevilling", "økonomiske konsekvenser og finansiering",
        "økonomiske forhold og konsekvenser", "økonomiske forhold", "ressourcer", "økonomi og ressourcer",
        "konsekvenser for økonomi og personale", "økonomisk påvirkning", "bevillingsmæssige konsekvenser",
    ),
    "communication": (
        "kommunikation", "information", "høring", "kommunikation og høring", "inddragelse", "inddragelse og høring",
        "høring og kommunikation", "borgerinddragelse", "høring, dialog og borgerinddragelse",
        "kommunikation og presse", "presse", "høringer", "høringssvar",
        "inddragelse af handicapråd, ældreråd og udsatteråd", "udtalelser",
    ),
    "process": (
        "videre proces", "tidsplan", "tidsplan og videre proces", "videre forløb", "videre sagsforløb", "proces",
        "opfølgning", "det videre forløb", "den videre proces", "tidsperspektiv", "næste skridt", "sagsforløb",
        "sagsgang", "sagsgang og sagstype", "sagens gang", "sagens videre forløb", "opfølgning og evaluering",
        "beslutningskompetence", "det videre arbejde", "videre proces og tidsplan", "afgørelseskompetence",
        "sagen afgøres i", "sagen afgøres af", "beslutningsproces", "kompetence",
    ),
    "remarks": (
        "sekretariatets bemærkninger", "direktionens bemærkninger", "forvaltningens kommentarer",
        "administrationens bemærkninger", "forvaltningens bemærkninger", "lovgrundlag", "direktørpåtegning",
        "retsgrundlag", "bemærkninger", "personalemæssige konsekvenser", "juridiske konsekvenser", "konsekvenser",
        "sundhedsmæssige konsekvenser", "miljømæssige konsekvenser", "klimakonsekvenser", "bæredygtighed",
        "juridiske og planmæssige forhold", "juridiske forhold", "sundhedskonsekvenser", "konsekvenser for borgerne",
        "klima og miljø", "personale", "personaleforhold", "lovgrundlag og politikker", "hjemmel", "lovgrundlag mv",
        "protokolbemærkning", "godkendt af", "journalnummer", "journalnr", "risikovurdering",
        "handicappolitiske konsekvenser", "sundhed", "lovgivning",
    ),
    "earlier": (
        "tidligere beslutninger", "tidligere beslutning", "tidligere behandling", "tidligere politisk behandling",
        "beslutningshistorik", "sagens tidligere behandling", "historik", "tidligere behandlet", "sagens forløb",
        "sagens historik", "politisk historik", "behandlingshistorik", "tidligere møder",
    ),
    "decision": (
        "beslutning", "beslutninger", "konklusion", "konklusioner", "politisk behandling", "udvalgets beslutning",
        "rådets beslutning", "udvalgets behandling", "mødets beslutning", "afgørelse", "behandling", "drøftelse",
        "byrådets beslutning", "regionsrådets beslutning", "referat af drøftelsen", "opsamling", "aftaler",
        "bestyrelsens beslutning", "referat", "kommunalbestyrelsens beslutning", "klyngens beslutning",
        "økonomiudvalgets beslutning", "forretningsudvalgets beslutning", "beslutning/konklusion",
        "beslutning og konklusion", "beslutning/referat", "referat/beslutning", "konklusion/beslutning",
        "konklusion og beslutning", "drøftelse og beslutning", "beslutning og opfølgning", "udvalgets konklusion",
        "mødets konklusion", "rådets konklusion", "beslutningsreferat", "besluttet", "aftalt",
        "konklusion og aftaler", "aftale",
    ),
    "absent": (
        "fraværende", "afbud", "afbud fra", "ikke til stede", "fraværende med afbud", "meldt afbud",
        "afbud/fraværende", "fravær", "fraværende/afbud", "fraværende med afbud fra", "fraværende uden afbud",
        "fravær uden afbud", "deltog ikke", "deltog ikke i mødet", "følgende deltog ikke i mødet",
        "følgende deltog ikke på mødet", "følgende var fraværende", "udeblevet", "følgende havde meldt afbud",
        "meldte afbud", "meldt afbud fra", "fraværende medlemmer", "udeblev uden afbud", "forhindret",
        "fraværende i mødet", "afbud meldt", "afbud modtaget fra", "ikke deltagende", "ikke mødte",
        "afbud eller fravær", "afbud og fravær", "der var afbud fra", "ikke mødt",
    ),
    "attendance": (
        "mødedeltagere", "deltagere", "til stede", "tilstede", "medlemmer", "mødt", "fremmødte", "deltagelse",
        "mødte", "deltog", "deltagere på mødet", "i mødet deltog", "i mødet deltager", "på mødet deltog",
        "følgende deltog", "til stede på mødet", "tilstede var", "tilstede på mødet", "fremmøde", "mødte medlemmer",
        "tilstedeværende", "medlemmer af udvalget", "medlemmer af rådet", "rådets medlemmer", "udvalgets medlemmer",
        "øvrige mødedeltagere", "tilforordnede", "mødte op", "deltagere i øvrigt", "gæst", "inviterede",
        "inviterede gæster", "indbudte", "stedfortrædere", "suppleant", "embedsmænd", "fra den kommunale forvaltning",
        "deltagere fra administrationen", "administrative deltagere", "fra sygehusene", "fra hospitalerne",
        "fra handicaporganisationerne", "fra brugerorganisationerne", "fra kommunalbestyrelsen", "fra byrådet",
        "fra regionsrådet", "sekretariatsbetjening", "fremmødte medlemmer", "deltagere i mødet var", "deltog i mødet",
        "faste medlemmer", "mødedeltagelse", "til stede var", "gæster", "øvrige deltagere", "fra administrationen",
        "fra regionen", "fra kommunerne", "fra almen praksis", "fra kommunen", "fra forvaltningen",
        "fra sekretariatet", "øvrige", "sekretariat", "fra sygehuset", "fra hospitalet", "fra foreningerne",
        "fra organisationerne", "repræsentanter", "deltagende", "fra patientforeningerne", "administration",
        "fra region og kommuner", "fra psykiatrien", "fra plo", "observatører", "suppleanter", "andre", "andre deltagere", "referent",
        "ordstyrer", "mødeleder", "dirigent", "sekretær", "deltagerliste", "fremmødeliste", "deltageroversigt", "mødedeltagerliste",
    ),
    "attachments": (
        "bilag", "vedlagte bilag", "bilagsoversigt", "bilag til punktet", "oversigt over bilag", "bilagsliste",
        "links", "bilag/sagsakter", "bilag vedlagt", "bilag i sagen", "bilag og links", "vedhæftede bilag",
        "vedhæftede filer", "bilag til sagen", "åbne bilag", "lukkede bilag", "sagsakter", "bilagsfortegnelse",
        "vedlagt", "vedlagt dagsordenen",
    ),
    "contents": (
        "indholdsfortegnelse", "sagsoversigt", "oversigt over sager", "dagsordensoversigt", "sagsliste",
        "indholdsoversigt", "dagsordenens punkter", "punktoversigt", "punkter på dagsordenen", "punkter", "indhold",
        "dagsordenspunkter", "oversigt over punkter",
    ),
}

DOUBTFUL_LABELS = frozenset(
    "behandling drøftelse opsamling aftaler aftale aftalt besluttet referat konklusion konklusioner afgørelse".split()
)
"""Labels of a decision only where the document uses no clearer one; else plain headings."""

FORM_LABELS: dict[str, tuple[str, ...]] = {
    "date": (
        "mødedato", "dato", "starttidspunkt", "mødetidspunkt", "dato og tid", "tid", "tidspunkt", "dato for møde",
        "mødedato og -tid", "mødedato og tidspunkt", "mødestart", "møde start", "dato/tid", "mødets dato", "hvornår",
        "mødet afholdt", "tid og sted", "dato og tidspunkt", "mødedag",
    ),
    "end": (
        "sluttidspunkt", "mødet slut", "mødet sluttede", "mødet hævet", "mødet afsluttet", "mødeslut",
        "mødet blev hævet",
    ),
    "place": (
        "mødested", "sted", "lokale", "mødelokale", "lokation", "mødets sted", "hvor", "mødested og lokale",
    ),
    "body": (
        "udvalg", "forum", "råd", "organ", "mødeforum", "mødefora", "nævn",
    ),
    "meeting": (
        "møde", "mødetype",
    ),
    "case_id": (
        "sags id", "sagsid", "sagsnr", "sagsnummer", "sagnr", "sag nr", "sag", "sagsnr.", "j.nr", "journalnummer",
        "journalnr", "acadre sagsnr", "esdh-sag", "sags-id", "sags nr",
    ),
    "document_id": (
        "dok id", "dokid", "dok.nr", "doknr", "dok. nr", "dokumentnr", "dokument id",
    ),
    "responsible": (
        "sagsbehandler", "initialer", "kontaktperson", "ansvarlig",
    ),
}

INLINE_SPACE = frozenset({"mødedato", "mødested", "mødedeltagere", "mødetidspunkt", "starttidspunkt", "sluttidspunkt"})
"""Form labels that exports put before their content with a space only."""

_KIND = {word: kind for kind, words in PART_LABELS.items() for word in words}
_FORM = {word: kind for kind, words in FORM_LABELS.items() for word in words}
_MEMBERS_OF = re.compile(r"(?:faste |udpegede )?medlemmer (?:af|i) [a-zæøå ,-]*(?:råd|udvalg|forum|klynge|bestyrelse|gruppe)[a-zæøå ,-]{0,50}")
_SENT_BY = re.compile(r"(?:repræsentant(?:er)?|medlem(?:mer)?|udpeget|valgt) (?:for|fra|af) (?:region [a-zæøå]+|[a-zæøå -]{3,30} kommune|kommunerne|regionen|plo[a-zæøå -]{0,20}|almen praksis)")
"""Who sends those under it: 'Repræsentanter for Nyby Kommune'."""
_COLUMNS = re.compile(r"(?:navn|medlem(?:mer)?|deltager(?:e)?)\b[a-zæøå /()|;,–-]{0,50}\b(?:fremmøde|til ?stede|deltog|mødt|afbud|deltagelse)(?: ?/ ?[a-zæøå]+)?")
"""The labels of the columns of a list of participants: 'Medlem – udpeget af – fremmøde'."""
_LISTED_FROM = r"(?: (?:fra|af|for|blandt|i|udpeget|valgt|indstillet|repræsenterende|på|uden|med) [a-zæøå0-9 ,./-]{2,60})?"
_PRESENT_LABEL = re.compile(
    rf"(?:faste |øvrige )?(?:til ?stede|mødte|fremmødte|deltagere|deltog|deltager|mødedeltagere|mødt|tilforordnede|observatører|gæster|repræsentanter|medlemmer)"
    rf"{_LISTED_FROM}|(?:uden|med) stemmeret(?: deltog| deltager| mødte)?"
    r"|(?:deltagende|fremmødte|tilstedeværende|mødte) medlemmer|(?:af|blandt) (?:rådets|udvalgets|klyngens|bestyrelsens|de) medlemmer (?:var|deltog|mødte)(?: følgende)?(?: til stede)?"
)
_OF_MEMBERS = re.compile(r"(?:af|blandt) (?:rådets|udvalgets|klyngens|bestyrelsens|de) medlemmer (?:var|deltog|mødte)(?: følgende)?(?: til stede)?|(?:deltagende|fremmødte|fraværende) medlemmer")
_ABSENT_LABEL = re.compile(r"(?:afbud|fraværende|ikke til stede|fravær|forhindret)(?: (?:fra|blandt|med|af) [a-zæøå0-9 ,./-]{2,50})")
"""Labels of lists that say of whom: 'Til stede fra kommunerne:'; only before a colon that ends the line."""
_FOLD = re.compile(r"\s+")
_LIST_MARK = re.compile(r"[•●▪◦·\-–*]\s+")
_GLUED = re.compile(r"(Mødedato|Mødested|Mødetidspunkt|Udvalg)(?=[A-ZÆØÅ][a-zæøå])")
_ABSENT = re.compile(r"(?:Der (?:var|er) afbud fra|Afbud fra|Deltog ikke|Følgende havde meldt afbud|Fraværende var)\s+(?=[A-ZÆØÅ])")
_PRESENT = re.compile(r"Til ?stede (?:var|er)\s+(?=[A-ZÆØÅ])")
_CASE_LINE = re.compile(r"(?:Sags?[- ]?(?:nr|nummer|id|ID)?|SAGS?NR|J(?:ournal)?\.?\s?(?:nr|nummer))\.?\s+(?=[A-ZÆØÅ]{0,5}-?\d[\w./-]{3,}\w)")
_DOCUMENT_LINE = re.compile(r"Dok(?:ument)?\.?[- ]?(?:nr|nummer|id|ID)?\.?\s+(?=\d[\w./-]{3,}\w)")
_CASE_OPENS = re.compile(
    r"(?:Punkt|PUNKT|Pkt\.?|PKT\.?|SAG NR\.?|Sag nr\.?|Dagsordenspunkt)\s*\d{1,3}\b|\d{1,3}\.?\s*\((?:Åben|Lukket|Offentlig|Fortrolig|ÅBEN|LUKKET)"
    r"|(?:Beslutning(?:er)?|Behandling)\s(?:i|fra)\s[A-ZÆØÅ]"
)
_STAFF = re.compile(
    r"(?:(?:Fra|Fra de) [^:.\n]{3,60}? (?:deltog|deltager|mødte)(?: desuden| endvidere| også)?(?: i mødet| på mødet)?"
    r"|(?:Desuden|Endvidere|Derudover|Herudover|Yderligere|Ydermere|I øvrigt) (?:deltog|deltager|mødte)(?: i mødet| på mødet)?)(?:\s*:\s*|\s+(?=[A-ZÆØÅ]\w+|[a-zæøå-]+ [A-ZÆØÅ])|$)"
)
_OPENINGS = frozenset("ADEFHIJMSTUY")
"""The letters that the expressions of lines with a label and no colon begin with; nearly every line begins with another."""


def fold_label(line: str) -> str:
    """Fold a line as labels are compared: lower case, single spaces, no list mark, closing colon or full stop.

    >>> fold_label("  TIDLIGERE  BESLUTNINGER: "), fold_label("• Resume")
    ('tidligere beslutninger', 'resume')
    """
    bare = _FOLD.sub(" ", line).strip(" *_#")
    return _LIST_MARK.sub("", bare, count=1).rstrip(":. ").casefold() if _LIST_MARK.match(bare) else bare.rstrip(":. ").casefold()


@lru_cache(maxsize=64)
def part_kind(line: str) -> str:
    """Return the kind of part that a line of its own opens, or the empty string.

    A line that begins with a small letter, or ends in a full stop, goes on with a sentence.

    >>> part_kind("Indstilling"), part_kind("SAGSFREMSTILLING:"), part_kind("Indstillingen blev fulgt"), part_kind("fra psykiatrien.")
    ('recommendation', 'case', '', '')
    """
    if len(line) >= 80 or line.endswith(".") or line[:1].islower():
        return ""
    label = fold_label(line)
    known = _KIND.get(label) or ("attendance" if _MEMBERS_OF.fullmatch(label) or _SENT_BY.fullmatch(label) or _COLUMNS.fullmatch(label) else "")
    if known or not line.rstrip().endswith(":"):
        return known
    return "absent" if _ABSENT_LABEL.fullmatch(label) else "attendance" if _PRESENT_LABEL.fullmatch(label) else ""


def form_kind(line: str) -> str:
    """Return what a form label of its own line holds (``date``, ``place`` …), or the empty string."""
    return _FORM.get(fold_label(line), "") if len(line) < 40 else ""


@lru_cache(maxsize=64)
def split_label(line: str) -> tuple[str, str, int]:
    """Split ``Label: content`` or ``Mødested content`` into (kind, family, offset of the content).

    The family is ``part`` or ``form``, or ``list`` where a sentence opens a list of people: that is a label only in
    the head of minutes. The kind is empty where the line opens with no label.

    >>> split_label("Afbud: Ida Holm (A)")
    ('absent', 'part', 7)
    >>> split_label("Mødested Byrådssalen")
    ('place', 'form', 9)
    >>> split_label("Fra forvaltningen deltog direktør Ida Holm")
    ('attendance', 'list', 25)
    """
    head, colon, _ = line.partition(":")
    if colon and len(head) < 60:
        word = fold_label(head)
        kind, family = (_KIND[word], "part") if word in _KIND else (_FORM.get(word, ""), "form")
        if not kind and len(line) > len(head) + 2:
            kind = "absent" if _ABSENT_LABEL.fullmatch(word) else "attendance" if _OF_MEMBERS.fullmatch(word) else ""
            family = "part"
        if kind:
            return kind, family, _content(line, len(head) + 1)
    first = line.split(maxsplit=1)
    if len(first) == 2 and first[0].casefold() in INLINE_SPACE:
        word = first[0].casefold()
        kind, family = (_KIND[word], "part") if word in _KIND else (_FORM[word], "form")
        return kind, family, line.index(first[1], len(line) - len(line.lstrip()) + len(first[0]))
    if line[:1] not in _OPENINGS:
        return "", "", 0
    for kind, pattern in (("case_id", _CASE_LINE), ("document_id", _DOCUMENT_LINE)):
        if len(line) < 140 and (found := pattern.match(line)):
            return kind, "form", found.end()
    if glued := _GLUED.match(line):
        return _FORM[glued.group().casefold()], "form", glued.end()
    for kind, pattern in (("absent", _ABSENT), ("attendance", _PRESENT), ("attendance", _STAFF)):
        if found := pattern.match(line):
            return kind, "list", found.end()
    return "", "", 0


def opens_case(line: str) -> bool:
    """Tell whether a line begins an item or a dated decision, so that no paragraph runs on into it.

    >>> opens_case("Punkt 3: Ny plan"), opens_case("Beslutning i Byrådet den 3. maj 2026"), opens_case("Punktet blev udsat")
    (True, True, False)
    """
    return bool(_CASE_OPENS.match(line))


def _content(line: str, offset: int) -> int:
    return offset + len(line[offset:]) - len(line[offset:].lstrip())
