"""What the report takes from a build too large to tell whole: for each chapter what counts most, each list in a total order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from kg import ranks, sparql
from ontology.terms import STATUSES, term_iri

if TYPE_CHECKING:
    from kg.answers import Handle

DOCUMENTS, COUNCILS, PROGRAMMES, PEOPLE, MEETINGS = 500, 60, 150, 150, 80
"""How many documents, councils, programmes, people and meetings have a place of their own."""
OUTCOMES, FOLLOW_UPS, SUMS, FIGURES, COMING, PAST, DENIED, UNSURE = 600, 300, 80, 300, 150, 80, 60, 40
"""How many statements the chapters hold; of sums as many for each status."""
EACH = 15
"""How many of the newest statements a council, a programme or a person has."""
TIES = ("responsible_for", "participates_in", "party_to", "proposes", "part_of", "succeeds")
ROLES = ("member_of", "holds_post", "party_member", "presented_at", "responsible_for", "proposes")
BESIDE = ("Vote", "Amendment", "Reservation", "NonParticipation", "EarlierDecision")
DEADLINES = ("next_meeting", "deadline", "evaluation")

_STATUS = {name: sparql.iri_term(term_iri(term)) for name, term in STATUSES.items()}
_HOLDS = f"FILTER NOT EXISTS {{ ?claim pkg:polarity ?not }} FILTER NOT EXISTS {{ ?claim pkg:status {_STATUS['rejected']} }}"
# The last day that an EDTF date may mean, as text that sorts: an open end lies far ahead, a bare year at its end.
_END = """BIND(IF(CONTAINS(?edtf, "/"), STRAFTER(?edtf, "/"), ?edtf) AS ?after)
    BIND(IF(?after IN ("", ".."), "9999", IF(STRSTARTS(?after, ".."), STRBEFORE(?edtf, "/"), ?after)) AS ?end)"""


def dealings(handle: Handle) -> Mapping[tuple[str, str], int]:
    """Return how many items of each council's meetings discuss each programme, by the IRIs of both, most first."""
    graph = ranks.entities_graph(handle)
    # Types are asked for last and apart: together with the meetings they make the store try each with each.
    query = f"""SELECT ?council ?programme ?n {{
        {{ SELECT ?council ?programme (COUNT(?claim) AS ?n) {{
            GRAPH ?document {{ ?claim rdf:predicate pkg:discusses ; rdf:subject ?item ; rdf:object ?programme {_HOLDS} }}
            GRAPH {graph} {{ ?item pkg:itemOf ?meeting . ?meeting pkg:meetingOf ?council }} }} GROUP BY ?council ?programme }}
        GRAPH {graph} {{ ?programme a pkg:Programme }} GRAPH {graph} {{ ?council a pkg:Council }}
        }} ORDER BY DESC(?n) ?council ?programme"""
    return {(council, programme): int(n) for council, programme, n in sparql.rows(handle.store, query)}


def councils(handle: Handle, dealt: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return the councils with most items about programmes, then those with most ties to any."""
    items: Counter[str] = Counter()
    for (council, _), n in dealt.items():
        items[council] += n
    first = sorted(items, key=lambda iri: (-items[iri], iri))[:COUNCILS]
    more = ranks.most_told(handle, "Council", limit=COUNCILS, predicates=TIES) if len(first) < COUNCILS else ()
    return tuple(dict.fromkeys((*first, *more)))[:COUNCILS]


def council_count(handle: Handle, dealt: Mapping[tuple[str, str], int]) -> int:
    """Return how many councils have an item about a programme or a tie to one."""
    graph = ranks.entities_graph(handle)
    query = f"""SELECT DISTINCT ?council {{ GRAPH {graph} {{ ?council a pkg:Council }}
        GRAPH ?document {{ ?claim rdf:subject ?council ; rdf:object ?programme {ranks.among(TIES)} }}
        FILTER EXISTS {{ GRAPH {graph} {{ ?programme a pkg:Programme }} }} }}"""
    return len({council for council, _ in dealt} | set(ranks.column(handle, query)))


def programmes(handle: Handle) -> tuple[str, ...]:
    """Return the programmes with most ties and items."""
    return ranks.most_told(handle, "Programme", limit=PROGRAMMES, predicates=(*TIES, "discusses"))


def people(handle: Handle) -> tuple[str, ...]:
    """Return the public persons with most roles."""
    return ranks.most_told(handle, "Person", limit=PEOPLE, predicates=ROLES)


def newest_date(handle: Handle) -> str:
    """Return the date of the newest document, or the empty string."""
    query = """SELECT ?date { ?document a pkg:Document ; pkg:edtf ?date FILTER(REGEX(?date, "^[0-9]{4}")) }
        ORDER BY DESC(?date) LIMIT 1"""
    return next(iter(ranks.column(handle, query)), "")


def discussed(handle: Handle, council: str) -> tuple[str, ...]:
    """Return the newest claims that an item of a council's meetings is about something."""
    query = f"""SELECT ?claim {{
        GRAPH {ranks.entities_graph(handle)} {{
            ?meeting pkg:meetingOf {sparql.iri_term(council)} . ?item pkg:itemOf ?meeting }}
        GRAPH ?document {{ ?claim rdf:subject ?item ; rdf:predicate pkg:discusses }}
        OPTIONAL {{ ?meeting pkg:edtf ?date }} }} ORDER BY DESC(?date) ?claim LIMIT {EACH}"""
    return ranks.column(handle, query)


def decided(handle: Handle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the outcomes of the newest meetings, and the remarks that stand beside them: whole meetings, while they fit."""
    graph = ranks.entities_graph(handle)
    query = f"""SELECT DISTINCT ?meeting ?date {{
        GRAPH ?document {{ ?claim rdf:predicate pkg:decision ; rdf:subject ?item }}
        GRAPH {graph} {{ ?item pkg:itemOf ?meeting OPTIONAL {{ ?meeting pkg:edtf ?date }} }}
        }} ORDER BY DESC(?date) ?meeting LIMIT {MEETINGS}"""
    kinds = ", ".join(f"pkg:{name}" for name in BESIDE)
    claims: dict[str, None] = {}
    notes: dict[str, None] = {}
    for meeting in ranks.column(handle, query):
        item = f"GRAPH {graph} {{ ?item pkg:itemOf {sparql.iri_term(meeting)} }}"
        told = ranks.column(handle, f"""SELECT ?claim {{ {item}
            GRAPH ?document {{ ?claim rdf:subject ?item ; rdf:predicate pkg:decision }} }} ORDER BY ?claim LIMIT {OUTCOMES}""")
        if claims and len(claims) + len(told) > OUTCOMES:
            break
        claims.update(dict.fromkeys(told))
        notes.update(dict.fromkeys(ranks.column(handle, f"""SELECT ?note {{ {item}
            GRAPH ?document {{ ?note pkg:about ?item ; a ?kind FILTER(?kind IN ({kinds})) }} }} ORDER BY ?note LIMIT {OUTCOMES}""")))
    return tuple(claims), tuple(notes)


def follow_ups(handle: Handle, newest: str) -> tuple[str, ...]:
    """Return follow-ups: those still due, soonest first; those without a day, newest document first; then those past."""
    day = sparql.string_term(newest)
    note = "GRAPH ?document { ?note a pkg:FollowUp"
    parts = (
        f"{note} ; pkg:due ?due FILTER(?due >= {day}) }} }} ORDER BY ?due ?note",
        f"{note} FILTER NOT EXISTS {{ ?note pkg:due ?due }} }} OPTIONAL {{ ?document pkg:edtf ?date }} }} ORDER BY DESC(?date) ?note",
        f"{note} ; pkg:due ?due FILTER(?due < {day}) }} }} ORDER BY DESC(?due) ?note",
    )
    return _in_turn(handle, "note", parts, FOLLOW_UPS)


def figures(handle: Handle) -> tuple[str, ...]:
    """Return the figures of the newest documents."""
    query = f"""SELECT ?note {{ GRAPH ?document {{ ?note a pkg:Figure }} OPTIONAL {{ ?document pkg:edtf ?date }} }}
        ORDER BY DESC(?date) ?note LIMIT {FIGURES}"""
    return ranks.column(handle, query)


def sums(handle: Handle) -> tuple[str, ...]:
    """Return the largest sums of each status, so that what is hoped for does not hide what is granted."""
    found: dict[str, None] = {}
    for status in _STATUS.values():
        query = f"""SELECT ?claim {{ GRAPH ?document {{
            ?claim rdf:predicate pkg:fundedWith ; pkg:status {status} ; rdf:object ?amount }} ?amount pkg:value ?value }}
            ORDER BY DESC(?value) ?claim LIMIT {SUMS}"""
        found.update(dict.fromkeys(ranks.column(handle, query)))
    return tuple(found)


def dates(handle: Handle, newest: str) -> tuple[str, ...]:
    """Return what is to come, soonest first, then the deadlines last passed."""
    coming, past = _dated(newest)
    return (
        *ranks.column(handle, f"SELECT ?claim {{ {coming} }} ORDER BY ?end ?claim LIMIT {COMING}"),
        *ranks.column(handle, f"SELECT ?claim {{ {past} }} ORDER BY DESC(?end) ?claim LIMIT {PAST}"),
    )


def date_count(handle: Handle, newest: str) -> int:
    """Return how many claims of coming dates and passed deadlines there are."""
    return sum(ranks.counted(handle, f"SELECT (COUNT(DISTINCT ?claim) AS ?n) {{ {part} }}") for part in _dated(newest))


def _dated(newest: str) -> tuple[str, str]:
    claim = f"GRAPH ?document {{ ?claim rdf:predicate pkg:dated ; rdf:object ?day {_HOLDS} }} ?day pkg:edtf ?edtf {_END}"
    day, year = sparql.string_term(newest), sparql.string_term(newest[:4])
    # A year or a month that has not ended is still to come.
    ahead = f"(?end > {day} || (STRLEN(?end) < 10 && STRSTARTS({day}, ?end)) || (STRLEN(?end) < 5 && ?end >= {year}))"
    kinds = ", ".join(sparql.string_term(kind) for kind in DEADLINES)
    return f"{claim} FILTER{ahead}", f"{claim} FILTER(!{ahead}) ?claim pkg:kind ?kind FILTER(?kind IN ({kinds}))"


def doubted(handle: Handle) -> tuple[str, ...]:
    """Return denied and rejected claims with those that say the contrary, and the claims that are least sure."""
    query = f"""SELECT ?claim {{ GRAPH ?document {{ {{ ?claim pkg:polarity ?not }}
        UNION {{ ?claim pkg:status {_STATUS['rejected']} ; rdf:predicate ?word }} }} OPTIONAL {{ ?document pkg:edtf ?date }} }} ORDER BY DESC(?date) ?claim LIMIT {DENIED}"""
    denied = ranks.column(handle, query)
    claims = dict.fromkeys(denied)
    for claim in denied:
        term = sparql.iri_term(claim)
        query = f"""SELECT ?other {{ {term} rdf:subject ?one ; rdf:predicate ?word ; rdf:object ?two .
            ?other rdf:subject ?one ; rdf:object ?two ; rdf:predicate ?word }} ORDER BY ?other LIMIT 5"""
        claims.update(dict.fromkeys(ranks.column(handle, query)))
    return tuple(dict.fromkeys((*claims, *_least_sure(handle))))


def _least_sure(handle: Handle) -> list[str]:
    """Return the claims that are least sure, ties by IRI.

    One confidence after another: to sort many claims by their IRIs, the store would read each of these many times over.
    """
    query = "SELECT ?sure { GRAPH ?document { ?claim pkg:confidence ?sure FILTER(?sure < 0.7) } } GROUP BY ?sure ORDER BY ?sure"
    found: list[str] = []
    for sure in ranks.column(handle, query):
        if len(found) < UNSURE:
            said = f'"{sure}"^^xsd:decimal'
            found += sorted(ranks.column(handle, f"SELECT ?claim {{ GRAPH ?document {{ ?claim pkg:confidence {said} }} }}"))
    return found[:UNSURE]


def unsure_count(handle: Handle) -> int:
    """Return how many claims are less than 0.7 sure."""
    query = "SELECT (COUNT(?claim) AS ?n) { GRAPH ?document { ?claim pkg:confidence ?sure FILTER(?sure < 0.7) } }"
    return ranks.counted(handle, query)


def told_of(handle: Handle, *classes: str, predicates: Collection[str]) -> int:
    """Return how many entities of some classes have a claim with one of some predicates; private persons never count."""
    kinds = " UNION ".join(f"{{ ?entity a pkg:{name} }}" for name in classes)
    query = f"""SELECT (COUNT(DISTINCT ?entity) AS ?n) {{
        GRAPH {ranks.entities_graph(handle)} {{ {kinds} FILTER NOT EXISTS {{ ?entity pkg:standing {ranks.PRIVATE} }} }}
        {ranks.ends_of(predicates)} }}"""
    return ranks.counted(handle, query)


def _in_turn(handle: Handle, name: str, parts: Iterable[str], limit: int) -> tuple[str, ...]:
    """Return the answers to queries one after another until there are enough."""
    found: dict[str, None] = {}
    for part in parts:
        if len(found) < limit:
            query = f"SELECT ?{name} {{ {part} LIMIT {limit - len(found)}"
            found.update(dict.fromkeys(ranks.column(handle, query)))
    return tuple(found)
