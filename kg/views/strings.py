"""The sentences of the interactive page, Danish and English; ``{n}`` and the like are filled in by the page."""

from __future__ import annotations

from collections.abc import Mapping

STRINGS: Mapping[str, tuple[str, str]] = {
    "headline": ("Hvem behandler hvad – og hvor står det?", "Who deals with what – and where does it say so?"),
    "kicker": (
        "Råd, programmer og parter i regioner og kommuner",
        "Councils, programmes and parties in Danish regional and municipal policy",
    ),
    "standfirst": (
        "Samlet af {documents}: {entities} og {facts}. Vælg et navn eller en linje, og læs sætningen bag.",
        "Gathered from {documents}: {entities} and {facts}. Choose a name or a line and read the sentence behind it.",
    ),
    "documents_one": ("ét dokument", "one document"),
    "documents_many": ("{n} dokumenter", "{n} documents"),
    "entities_one": ("ét navn", "one name"),
    "entities_many": ("{n} navne", "{n} names"),
    "facts_one": ("ét udsagn", "one statement"),
    "facts_many": ("{n} udsagn", "{n} statements"),
    "skip": ("Gå til det valgte og listen", "Skip to details and list"),
    "noscript": (
        "Grafen kræver JavaScript. Rapporten report.html i samme mappe kan læses uden.",
        "The graph needs JavaScript. The report report.html in the same folder can be read without.",
    ),
    "filters": ("Søgning og filtre", "Search and filters"),
    "search": ("Find et navn", "Find a name"),
    "search_hint": ("råd, aftale, kommune …", "council, agreement, municipality …"),
    "suggestions": ("Forslag", "Suggestions"),
    "no_hits": ("Intet navn ligner »{query}«.", "No name resembles “{query}”."),
    "not_drawn": ("vises ikke lige nu", "not drawn now"),
    "legend": ("Signaturer og filter", "Legend and filter"),
    "predicates": ("Slags forbindelser", "Kinds of links"),
    "statuses": ("Status", "Status"),
    "limit": ("Vis højst", "Draw at most"),
    "limit_option": ("{n} navne", "{n} names"),
    "reset": ("Nulstil", "Reset"),
    "status": (
        "{nodes} og {links}.",
        "{nodes} and {links}.",
    ),
    "nodes_one": ("Viser ét navn", "Showing one name"),
    "nodes_many": ("Viser {n} navne", "Showing {n} names"),
    "links_one": ("én forbindelse", "one link"),
    "links_many": ("{n} forbindelser", "{n} links"),
    "hidden_one": (
        "Ét mindre forbundet navn er skjult; søg efter det, eller vis flere.",
        "One less connected name is hidden; search for it, or draw more.",
    ),
    "hidden_many": (
        "{n} mindre forbundne navne er skjult; søg efter dem, eller vis flere.",
        "{n} less connected names are hidden; search for them, or draw more.",
    ),
    "tools": ("Udsnit", "View"),
    "zoom_in": ("Zoom ind", "Zoom in"),
    "zoom_out": ("Zoom ud", "Zoom out"),
    "fit": ("Vis det hele", "Fit all"),
    "graph": (
        "Graf over navne og forbindelser. Piletaster flytter, plus og minus zoomer. Alt i grafen står også i listen.",
        "Graph of names and links. Arrow keys pan, plus and minus zoom. All it shows is in the list as well.",
    ),
    "panel": ("Det valgte og listen", "Details and list"),
    "details": ("Det valgte", "Details"),
    "list": ("Liste", "List"),
    "list_lede": (
        "Det, grafen viser nu, med antallet af forbindelser.",
        "What the graph shows now, with the number of links.",
    ),
    "intro": (
        "Vælg et navn i grafen, i søgningen eller herunder. Så står alle udsagn om det her, hvert med citat og kilde.",
        "Choose a name in the graph, in the search or below. All statements about it then stand here, each with its "
        "verbatim quote and source.",
    ),
    "most_connected": ("Flest forbindelser", "Most connected"),
    "close": ("Luk", "Close"),
    "aliases": ("Også kaldt: {names}", "Also called: {names}"),
    "value_date": ("Tidspunkt: {value}", "Time: {value}"),
    "value_amount": ("Beløb: {value}", "Amount: {value}"),
    "standing": ("Rolle i dokumenterne: {value}", "Standing in the documents: {value}"),
    "amount_proposed": (
        "Beløbet er foreslået, ikke bevilget.",
        "This amount is proposed, not granted.",
    ),
    "amount_mixed": (
        "Beløbet er foreslået et sted og afsat et andet. Se hvert udsagn.",
        "This amount is proposed in one place and granted in another. See each statement.",
    ),
    "amount_expected": (
        "Beløbet er et skøn eller en forventning, ikke bevilget.",
        "This amount is an estimate or an expectation, not granted.",
    ),
    "proposed_mark": ("foreslået", "proposed"),
    "mixed_mark": ("delvis foreslået", "partly proposed"),
    "expected_mark": ("forventet", "expected"),
    "money_granted": ("Penge: afsat eller besluttet", "Money: set aside or decided"),
    "money_proposed": ("Penge: foreslået, ikke bevilget", "Money: proposed, not granted"),
    "money_expected": ("Penge: forventet eller skønnet", "Money: expected or estimated"),
    "money_rejected": ("Penge: afvist", "Money: rejected"),
    "no_facts": ("Dokumenterne siger ikke mere om dette navn.", "The documents say no more about this name."),
    "negative": ("benægtes", "negated"),
    "derived": ("udledt", "derived"),
    "derived_note": (
        "Udledt: et punkt på rådets dagsorden handler om det.",
        "Derived: an item on the council’s agenda is about it.",
    ),
    "said_by": ("ifølge {name}", "according to {name}"),
    "confidence": ("sikkerhed {value}", "confidence {value}"),
    "origin": ("Åbn kilden", "Open the source"),
    "peek": ("{name}: læs {facts}", "{name}: read {facts}"),
    "item": ("under punktet", "under item"),
    "show_all": ("Vis alle {n}", "Show all {n}"),
    "between": ("{a} og {b}", "{a} and {b}"),
    "line_stated": ("står i et dokument", "stated in a document"),
    "line_proposed": ("kun foreslået, forventet eller skønnet", "only proposed, expected or estimated"),
    "line_derived": ("udledt: rådet behandlede det", "derived: the council dealt with it"),
    "empty": ("Der er ingen udsagn at vise", "There are no statements to show"),
    "empty_note": (
        "Ingen af dokumenterne gav udsagn om råd, programmer eller organisationer. Rapporten report.html fortæller, "
        "hvad der blev læst.",
        "None of the documents gave statements about councils, programmes or organisations. The report report.html "
        "tells what was read.",
    ),
    "nothing": ("Intet passer til filtrene", "Nothing fits the filters"),
    "nothing_note": ("Slå en type eller en slags forbindelse til igen.", "Switch a type or a kind of link on again."),
}
