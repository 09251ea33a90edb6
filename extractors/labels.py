"""The words that regions and municipalities put over the parts of a case: data, folded to lower case.

A label counts only where it is a line of its own or opens a line before a colon. Not caught: labels that a
municipality has made up for itself (they become sections of kind ``heading``) and labels inside running text.
"""

from __future__ import annotations

import re

PART_LABELS: dict[str, tuple[str, ...]] = {
    "summary": (
        "resumé", "resume", "kort resumé", "kort resume", "sammendrag", "sagsresumé", "sagsresume", "indledning",
        "sagens kerne", "kort fortalt",
    ),
    "recommendation": (
        "indstilling", "indstillinger", "administrationens indstilling", "forvaltningens indstilling",
        "direktionens indstilling", "sekretariatets indstilling", "udvalgets indstilling", "formandens indstilling",
        "forslag til beslutning", "indstilling og beslutning", "indstilling til beslutning", "beslutningstema",
        "borgmesterens indstilling", "administrationen indstiller", "forvaltningen indstiller", "det indstilles",
        "sekretariatet indstiller", "direktionen indstiller", "administrationen anbefaler", "anbefaling",
    ),
    "case": (
        "sagsfremstilling", "baggrund", "baggrund for sagens fremlæggelse", "sagsbeskrivelse", "sagens baggrund",
        "beskrivelse af sagen", "problemstilling", "løsning", "uddybning", "redegørelse", "fremstilling",
        "supplerende sagsfremstilling", "baggrund og formål", "sagsfremstilling og baggrund", "beskrivelse",
        "sagsindhold", "vurdering", "administrationens vurdering", "forvaltningens vurdering", "faglig vurdering",
    ),
    "economy": (
        "økonomi", "økonomiske konsekvenser", "økonomi og finansiering", "økonomi og personaleforhold", "finansiering",
        "økonomiske og personalemæssige konsekvenser", "økonomi og personale", "konsekvenser for økonomi", "bevilling",
    ),
    "communication": (
        "kommunikation", "information", "høring", "kommunikation og høring", "inddragelse", "inddragelse og høring",
        "høring og kommunikation", "borgerinddragelse", "høring, dialog og borgerinddragelse",
    ),
    "process": (
        "videre proces", "tidsplan", "tidsplan og videre proces", "videre forløb", "videre sagsforløb", "proces",
        "opfølgning", "det videre forløb", "den videre proces", "tidsperspektiv", "næste skridt", "sagsforløb",
        "sagsgang", "sagsgang og sagstype", "beslutningskompetence", "beslutningsproces", "kompetence",
    ),
    "remarks": (
        "sekretariatets bemærkninger", "administrationens bemærkninger", "forvaltningens bemærkninger", "lovgrundlag",
        "direktørpåtegning", "retsgrundlag", "bemærkninger", "personalemæssige konsekvenser", "juridiske konsekvenser",
        "konsekvenser", "sundhedsmæssige konsekvenser", "miljømæssige konsekvenser", "klimakonsekvenser", "bæredygtighed",
        "journalnummer", "journalnr", "risikovurdering", "handicappolitiske konsekvenser", "sundhed", "lovgivning",
    ),
    "earlier": (
        "tidligere beslutninger", "tidligere beslutning", "tidligere behandling", "tidligere politisk behandling",
        "beslutningshistorik", "sagens tidligere behandling", "historik", "tidligere behandlet",
    ),
    "decision": (
        "beslutning", "beslutninger", "konklusion", "konklusioner", "politisk behandling", "udvalgets beslutning",
        "rådets beslutning", "udvalgets behandling", "mødets beslutning", "afgørelse", "behandling", "drøftelse",
        "byrådets beslutning", "regionsrådets beslutning", "referat af drøftelsen", "opsamling", "aftaler",
        "bestyrelsens beslutning", "referat",
    ),
    "absent": (
        "fraværende", "afbud", "afbud fra", "ikke til stede", "fraværende med afbud", "meldt afbud", "afbud/fraværende",
        "fravær", "fraværende/afbud", "afbud og fravær", "der var afbud fra", "ikke mødt",
    ),
    "attendance": (
        "mødedeltagere", "deltagere", "til stede", "tilstede", "medlemmer", "mødt", "fremmødte", "deltagelse", "mødte",
        "deltog", "deltagere i mødet", "deltog i mødet", "faste medlemmer", "mødedeltagelse", "til stede var", "gæster",
        "øvrige deltagere", "fra administrationen", "fra regionen", "fra kommunerne", "fra almen praksis", "fra kommunen",
        "fra forvaltningen", "fra sekretariatet", "øvrige", "sekretariat", "fra sygehuset", "fra hospitalet",
        "fra foreningerne", "fra organisationerne", "repræsentanter", "deltagende", "fra patientforeningerne",
        "administration", "fra region og kommuner", "fra psykiatrien", "fra plo", "observatører", "suppleanter",
    ),
    "attachments": (
        "bilag", "vedlagte bilag", "bilagsoversigt", "bilag til punktet", "oversigt over bilag", "bilagsliste", "links",
        "bilag/sagsakter", "bilag vedlagt",
    ),
    "contents": (
        "indholdsfortegnelse", "punkter på dagsordenen", "punkter", "indhold", "dagsordenspunkter", "oversigt over punkter",
    ),
}

DOUBTFUL_LABELS = frozenset(
    ("behandling", "drøftelse", "opsamling", "aftaler", "referat", "konklusion", "konklusioner", "afgørelse")
)
"""Labels of a decision only where the document uses no clearer one; else plain headings."""

FORM_LABELS: dict[str, tuple[str, ...]] = {
    "date": ("mødedato", "dato", "starttidspunkt", "mødetidspunkt", "dato og tid", "tid", "tidspunkt", "dato for møde",
             "mødet afholdt", "tid og sted", "dato og tidspunkt", "mødedag"),
    "end": ("sluttidspunkt", "mødet slut", "mødet sluttede", "mødet hævet"),
    "place": ("mødested", "sted", "lokale", "mødelokale", "lokation"),
    "body": ("udvalg", "forum", "råd", "organ", "mødeforum"),
    "meeting": ("møde", "mødetype"),
    "case_id": ("sags id", "sagsid", "sagsnr", "sagsnummer", "sagnr", "sag nr", "sag", "sagsnr.", "j.nr", "journalnummer",
                "journalnr", "acadre sagsnr", "esdh-sag"),
    "document_id": ("dok id", "dokid", "dok.nr", "doknr", "dok. nr", "dokumentnr", "dokument id"),
    "responsible": ("sagsbehandler", "initialer", "kontaktperson", "ansvarlig"),
}

INLINE_SPACE = {"mødedato", "mødested", "mødedeltagere", "mødetidspunkt", "starttidspunkt", "sluttidspunkt"}
"""Form labels that exports put before their content with a space only."""

_KIND = {word: kind for kind, words in PART_LABELS.items() for word in words}
_FORM = {word: kind for kind, words in FORM_LABELS.items() for word in words}
_FOLD = re.compile(r"[\s]+")


def fold_label(line: str) -> str:
    """Fold a line as labels are compared: lower case, single spaces, no closing colon or full stop.

    >>> fold_label("  TIDLIGERE  BESLUTNINGER: ")
    'tidligere beslutninger'
    """
    return _FOLD.sub(" ", line).strip(" *_#").rstrip(":. ").casefold()


def part_kind(line: str) -> str:
    """Return the kind of part that a line of its own opens, or the empty string.

    >>> part_kind("Indstilling"), part_kind("SAGSFREMSTILLING:"), part_kind("Indstillingen blev fulgt")
    ('recommendation', 'case', '')
    """
    return _KIND.get(fold_label(line), "") if len(line) < 80 else ""


def form_kind(line: str) -> str:
    """Return what a form label of its own line holds (``date``, ``place`` …), or the empty string."""
    return _FORM.get(fold_label(line), "") if len(line) < 40 else ""


def split_label(line: str) -> tuple[str, str, int]:
    """Split ``Label: content`` or ``Mødested content`` into (kind, family, offset of the content).

    The family is ``part`` or ``form``; the kind is empty where the line opens with no label.

    >>> split_label("Afbud: Ida Holm (A)")
    ('absent', 'part', 7)
    >>> split_label("Mødested Byrådssalen")
    ('place', 'form', 9)
    """
    head, colon, _ = line.partition(":")
    if colon and len(head) < 60:
        word = fold_label(head)
        kind, family = (_KIND[word], "part") if word in _KIND else (_FORM.get(word, ""), "form")
        if kind:
            offset = len(head) + 1
            return kind, family, offset + len(line[offset:]) - len(line[offset:].lstrip())
    first = line.split(maxsplit=1)
    if len(first) == 2 and first[0].casefold() in INLINE_SPACE:
        word = first[0].casefold()
        kind, family = (_KIND[word], "part") if word in _KIND else (_FORM[word], "form")
        return kind, family, line.index(first[1], len(line) - len(line.lstrip()) + len(first[0]))
    return "", "", 0
