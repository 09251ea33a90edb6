"""What the page and the report say in Danish and English, and the colour and shape of each type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ontology import terms as ontology


@dataclass(frozen=True, slots=True)
class Style:
    """How a type is drawn and called: Danish and English, one and many; ``on``: drawn from the start.

    ``family`` groups the types in the legend: ``councils``, ``programmes``, ``organisations``, ``details``.
    Fill and border together reach a contrast of 3:1 against the page (WCAG 2.2, 1.4.11).
    """

    da: str
    en: str
    da_many: str
    en_many: str
    family: str
    shape: str
    colour: str
    border: str
    on: bool


_NAMES: Mapping[str, tuple[str, str, str, str]] = {
    "COUNCIL": ("Råd eller udvalg", "Council", "Råd og udvalg", "Councils"),
    "REFORM": ("Reform", "Reform", "Reformer", "Reforms"),
    "AGREEMENT": ("Aftale", "Agreement", "Aftaler", "Agreements"),
    "PLAN": ("Plan eller strategi", "Plan", "Planer og strategier", "Plans"),
    "LAW": ("Lov", "Law", "Love", "Laws"),
    "INITIATIVE": ("Indsats", "Initiative", "Indsatser", "Initiatives"),
    "REGION": ("Region", "Region", "Regioner", "Regions"),
    "MUNICIPALITY": ("Kommune", "Municipality", "Kommuner", "Municipalities"),
    "AUTHORITY": ("Myndighed", "Authority", "Myndigheder", "Authorities"),
    "PROVIDER": ("Behandlingssted", "Provider", "Behandlingssteder", "Providers"),
    "ASSOCIATION": ("Forening", "Association", "Foreninger", "Associations"),
    "EDUCATION": ("Uddannelsessted", "Education", "Uddannelse og forskning", "Education and research"),
    "PARTY": ("Parti", "Party", "Partier", "Parties"),
    "ORG_OTHER": ("Anden organisation", "Other organisation", "Andre organisationer", "Other organisations"),
    "PERSON": ("Person", "Person", "Personer", "People"),
    "MEETING": ("Møde", "Meeting", "Møder", "Meetings"),
    "AGENDA_ITEM": ("Dagsordenspunkt", "Agenda item", "Dagsordenspunkter", "Agenda items"),
    "AMOUNT": ("Beløb", "Amount", "Beløb", "Amounts"),
    "DATE": ("Dato", "Date", "Datoer", "Dates"),
    "PLACE": ("Sted", "Place", "Steder", "Places"),
}

# Hues after Okabe & Ito (2008), told apart by shape as well: circles meet, diamonds and stars are programmes,
# squares are public authorities, hexagons other organisations.
_LOOKS: Mapping[str, tuple[str, str, str, str]] = {
    "COUNCIL": ("councils", "dot", "#0072B2", "#004A75"),
    "REFORM": ("programmes", "star", "#B3261E", "#7A1510"),
    "AGREEMENT": ("programmes", "diamond", "#D55E00", "#8F3F00"),
    "PLAN": ("programmes", "triangle", "#E69F00", "#8A5F00"),
    "LAW": ("programmes", "triangleDown", "#8C6D1F", "#5C460F"),
    "INITIATIVE": ("programmes", "diamond", "#F2C14E", "#8A6400"),
    "REGION": ("organisations", "square", "#1B3A57", "#0E2236"),
    "MUNICIPALITY": ("organisations", "square", "#56B4E9", "#1F6E9C"),
    "AUTHORITY": ("organisations", "square", "#8795A6", "#4D5A69"),
    "PROVIDER": ("organisations", "hexagon", "#009E73", "#00614A"),
    "ASSOCIATION": ("organisations", "hexagon", "#CC79A7", "#8A3F68"),
    "EDUCATION": ("organisations", "hexagon", "#7E6BB3", "#4B3B7D"),
    "PARTY": ("organisations", "hexagon", "#8C2D5B", "#5C1739"),
    "ORG_OTHER": ("organisations", "hexagon", "#C9D1D3", "#5F6B70"),
    "PERSON": ("details", "dot", "#F4EFE4", "#4A4A4A"),
    "MEETING": ("details", "dot", "#A9D3EA", "#2B6C91"),
    "AGENDA_ITEM": ("details", "square", "#E4EEF4", "#2B6C91"),
    "AMOUNT": ("details", "triangle", "#CDE8D5", "#2F6B45"),
    "DATE": ("details", "triangleDown", "#E6E2F2", "#5B4F87"),
    "PLACE": ("details", "star", "#E9E2D6", "#6B5B3E"),
}
STYLES: Mapping[str, Style] = {
    name: Style(*_NAMES[name], *look, on=look[0] != "details") for name, look in _LOOKS.items()
}

PROGRAMMES = frozenset({"REFORM", "AGREEMENT", "PLAN", "LAW", "INITIATIVE"})
CORE = PROGRAMMES | {"COUNCIL"}
STRUCTURE = frozenset({"part_of", "located_in"})
"""Predicates that say where something belongs, not what it does: their lines are thin and tie nobody together."""
HUBS = frozenset({"REGION", "MUNICIPALITY"})
ORGANISATIONS = frozenset(t for t, style in STYLES.items() if style.family == "organisations")

FAMILIES: Mapping[str, tuple[str, str]] = {
    "councils": ("Hvem mødes", "Who meets"),
    "programmes": ("Hvad det gælder", "What it is about"),
    "organisations": ("Hvem er parter", "Who takes part"),
    "details": ("Kan slås til", "Can be switched on"),
}

# Danish, Danish from the object's side, English, English from the object's side.
PREDICATES: Mapping[str, tuple[str, str, str, str]] = {
    "dealt_with": ("behandlede", "behandlet i", "dealt with", "dealt with by"),
    "discusses": ("handler om", "taget op under punktet", "discusses", "discussed under item"),
    "decision": ("beslutning", "beslutning", "decision", "decision"),
    "proposes": ("foreslår", "foreslået af", "proposes", "proposed by"),
    "responsible_for": ("ansvarlig for", "ansvarlig", "responsible for", "responsible"),
    "participates_in": ("deltager i", "deltagere", "participates in", "participants"),
    "party_to": ("part i", "parter", "party to", "parties"),
    "partner_of": ("samarbejder med", "samarbejder med", "partner of", "partner of"),
    "funded_with": ("penge", "beløb til", "money", "amount for"),
    "part_of": ("del af", "omfatter", "part of", "comprises"),
    "represented_in": ("repræsenteret i", "repræsenterede", "represented in", "represented"),
    "succeeds": ("afløser", "afløst af", "succeeds", "succeeded by"),
    "located_in": ("ligger i", "her ligger", "located in", "located here"),
    "member_of": ("medlem af", "medlemmer", "member of", "members"),
    "holds_post": ("stilling i", "stillinger", "post in", "posts"),
    "party_member": ("medlem af partiet", "partimedlemmer", "party member", "party members"),
    "presented_at": ("holdt oplæg under", "oplæg ved", "presented at", "presented by"),
    "attended": ("deltog i mødet", "mødedeltagere", "attended", "attended by"),
    "absent_from": ("fraværende fra", "fraværende", "absent from", "absent"),
    "meeting_of": ("møde i", "møder", "meeting of", "meetings"),
    "item_of": ("punkt på mødet", "dagsorden", "item of", "agenda"),
    "held_at": ("holdt i", "møder holdt her", "held at", "meetings held here"),
    "dated": ("tid", "gælder", "dated", "date of"),
}

Terms = Mapping[str, tuple[str, str]]


def _labels(terms: Mapping[str, ontology.Term]) -> Terms:
    return {name: (found.label_da, found.label_en) for name, found in terms.items()}


_ORDER = ("decided", "stated", "recommended", "proposed", "expected", "estimated", "rejected")
STATUSES: Terms = {name: _labels(ontology.STATUSES)[name] for name in _ORDER}
OUTCOMES: Terms = _labels(ontology.OUTCOMES)
STANDINGS: Terms = _labels(ontology.STANDINGS)
KINDS: Terms = _labels(ontology.DOCUMENT_KINDS)

DATE_KINDS: Terms = {
    "start": ("begynder", "starts"),
    "end": ("slutter", "ends"),
    "established": ("oprettet", "established"),
    "agreed": ("aftalt", "agreed"),
    "published": ("offentliggjort", "published"),
    "deadline": ("frist", "deadline"),
    "evaluation": ("evalueres", "evaluation"),
    "period": ("periode", "period"),
    "next_meeting": ("næste møde", "next meeting"),
}

QUALIFIERS: Terms = {
    "role": ("rolle", "role"),
    "year": ("år", "year"),
    "kind": ("art", "kind"),
    "funder": ("penge fra", "money from"),
    "wording": ("ordlyd", "wording"),
    "point": ("punkt i indstillingen", "point of the recommendation"),
    "recommendation": ("svarer på indstillingen", "answers the recommendation"),
    "addition": ("tilføjelse", "addition"),
    "matter": ("gjaldt en", "on a"),
    "price_level": ("prisniveau", "price level"),
    "recurrence": ("gives", "given"),
    "valid_from": ("fra", "from"),
    "valid_to": ("til og med", "through"),
}

QUOTED = ("wording", "addition")
"""Qualifiers that the quote beside them says as well."""
MATTERS: Terms = {"orientation": ("orientering", "briefing"), "discussion": ("drøftelse", "discussion")}
RECURRENCES: Terms = {"once": ("én gang", "once"), "yearly": ("hvert år", "every year"), "permanent": ("varigt", "permanently")}
SAID: Mapping[str, Terms] = {"matter": MATTERS, "recurrence": RECURRENCES}
"""Qualifiers whose values are words of a closed list."""

CHOICES: Terms = {"for": ("For", "For"), "against": ("Imod", "Against"), "abstained": ("Stemte ikke", "Abstained")}
FOLLOW_UPS: Terms = {
    "returns": ("vender tilbage", "returns to it"),
    "asked": ("bedt om det", "asked for it"),
    "agreed": ("aftalt", "agreed"),
    "promised": ("har sagt det til", "has promised it"),
}
REMARKS: Terms = {
    "vote": ("Stemmer:", "Votes:"),
    "amendment": ("Ændringsforslag fra:", "Amendment moved by:"),
    "reservation": ("Forbehold eller mindretal:", "Reservation or minority:"),
    "non_participation": ("Ikke med under hele punktet:", "Not there for the whole item:"),
    "earlier_decision": ("Andet organ eller møde – ikke dette udfald:", "Another body or meeting – not this outcome:"),
}
SOURCE_ERRORS: Terms = {
    "no_such_day": ("En dag, der ikke findes", "A day that does not exist"),
    "weekday": ("Ugedag og dato passer ikke sammen", "Weekday and date do not agree"),
    "two_dates": ("Mødet har to datoer", "The meeting has two dates"),
    "total": ("Delene giver ikke summen", "The parts do not make the total"),
    "present_and_absent": ("Både til stede og fraværende", "Both present and absent"),
    "spelling": ("Et navn er måske stavet på to måder", "A name may be spelt in two ways"),
    "strayed_decision": ("Beslutningen gælder måske et andet punkt", "The decision may be about another item"),
}
"""What a document gets wrong, by the code of the problem that the reading found."""
UNSETTLED = ("agenda", "minutes_draft")
"""Kinds of document whose words may still change."""

MONTHS_DA = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
SEASONS_DA = {
    21: "forår", 22: "sommer", 23: "efterår", 24: "vinter",
    33: "1. kvartal", 34: "2. kvartal", 35: "3. kvartal", 36: "4. kvartal",
}  # fmt: skip


def term(words: Terms, word: str) -> tuple[str, str]:
    """Return a word's Danish and English; an unknown word stands for itself, readable.

    >>> term(STATUSES, "proposed"), term(STATUSES, "put_off")
    (('foreslået', 'proposed'), ('put off', 'put off'))
    """
    return words.get(word) or (word.replace("_", " "),) * 2


def style(type_name: str) -> Style:
    """Return how a type is drawn; one that is not known is drawn as another organisation under its own name.

    >>> style("COUNCIL").shape, style("ROBOT").da
    ('dot', 'Robot')
    """
    known = STYLES.get(type_name)
    if known is not None:
        return known
    name = type_name.replace("_", " ").capitalize()
    return Style(name, name, name, name, "details", "hexagon", "#C9D1D3", "#5F6B70", False)
