"""The interactive graph: one HTML file that asks the network for nothing, made of pyvis' nodes, edges and script."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from extractors.records import Configuration, Entity
from kg import selection
from kg.facts import Fact, Source
from kg.printing import readable
from kg.views import layout, model, texts
from kg.views.strings import STRINGS

if TYPE_CHECKING:
    from kg.answers import Handle

LIMIT = 300
LIMITS = (100, 300, 600, 1200)
SCRIPTS = ("data.js", "graph.js", "labels.js", "panel.js", "page.js")
TENTATIVE = frozenset({"recommended", "proposed", "expected", "estimated"})

Json = dict[str, Any]


def render_page(handle: Handle, *, configuration: Configuration) -> str:
    """Return the page of a build: all of it, or what its budget holds of a large one and how much that leaves out.

    Parameters
    ----------
    handle
        The open build.
    configuration
        ``persons`` decides whether private persons are left out; ``base`` shortens the page's own links.
    """
    chosen = selection.page(handle, configuration=configuration)
    return page_of(
        chosen.entities, chosen.facts, chosen.sources, configuration=configuration, totals=chosen.totals
    )


def page_of(
    entities: Sequence[Entity],
    facts: Sequence[Fact],
    sources: Sequence[Source],
    *,
    configuration: Configuration,
    totals: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """Return the whole page as text; the same records give the same text on every machine.

    Parameters
    ----------
    entities, facts, sources
        The records to show, in any order.
    configuration
        ``persons`` decides whether private persons are left out; ``base`` shortens the page's own links.
    totals
        How many ``documents``, ``entities`` and ``facts`` the build holds where the records are not all of them.

    Examples
    --------
    >>> page = page_of((), (), (), configuration=Configuration())
    >>> page.startswith("<!DOCTYPE html>"), "https://cdn" in page
    (True, False)
    """
    entities, facts = model.shown(entities, facts, configuration=configuration)
    ordered = sorted(sources, key=lambda source: source.iri)
    statements = _statements(entities, facts, ordered)
    links = _links(statements)
    weak = frozenset(
        pair for pair, rows in links.items() if all(statements.rows[i]["p"] in texts.STRUCTURE for i in rows)
    )
    first = drawn_first(entities, links, weak=weak)
    data = _network(entities, facts, links, first, weak)
    data |= {
        "entities": [_record(e, configuration) for e in entities],
        "facts": statements.rows,
        "texts": statements.texts,
        "sources": [_source(s) for s in ordered],
        "limit": LIMIT,
        "limits": LIMITS,
        **_words(),
    }
    if totals:
        data["totals"] = {name: totals[name] for name in ("documents", "entities", "facts")}
    return fill("page.html", data=data, scripts=SCRIPTS, style="page.css", strings=STRINGS)


class _Statements:
    """The rows of the page's facts; each text that several facts share is kept once."""

    def __init__(self) -> None:
        self.rows: list[Json] = []
        self.texts: list[str] = []
        self._index: dict[str, int] = {}

    def text(self, text: str) -> int:
        if text not in self._index:
            self._index[text] = len(self.texts)
            self.texts.append(text)
        return self._index[text]


def _statements(entities: Sequence[Entity], facts: Sequence[Fact], sources: Sequence[Source]) -> _Statements:
    index = {e.id: i for i, e in enumerate(entities)}
    papers = {s.iri: i for i, s in enumerate(sources)}
    found = _Statements()

    def row(fact: Fact, subject: str, predicate: str, obj: str, *, derived: bool = False) -> None:
        entry: Json = {"s": index[subject], "p": predicate, "st": fact.status}
        entry |= {"o": index[obj]} if obj in index else {"v": obj}
        entry |= {"q": found.text(readable(fact.quote)), "ct": found.text(fact.citation)}
        if fact.document in papers:
            source = sources[papers[fact.document]]
            entry["d"] = papers[fact.document]
            address = model.place_url(source, fact.page)
            if address and address != source.url:
                entry["pg"] = fact.page
        if not derived:
            entry["c"] = round(fact.confidence, 2)
            if fact.polarity != "positive":
                entry["n"] = 1
            if fact.said_by:
                entry["by"] = index[fact.said_by]
            qualifiers = [
                [n, index[v] if n == "funder" else model.qualifier(n, v)]
                for n, v in fact.qualifiers
                if n not in texts.QUOTED
            ]
            if qualifiers:
                entry["ql"] = qualifiers
        else:
            entry |= {"x": 1, "st": "stated", "it": index[fact.subject]}
        found.rows.append(entry)

    for fact in facts:
        row(fact, fact.subject, fact.predicate, fact.object)
    for dealt in model.dealt_with(entities, facts):
        row(dealt.fact, dealt.council, "dealt_with", dealt.programme, derived=True)
    for item, meeting in model.meetings_of_items(entities).items():
        found.rows.append({"s": index[item], "p": "item_of", "o": index[meeting], "st": "stated", "x": 1})
    return found


def _links(statements: _Statements) -> dict[tuple[int, int], list[int]]:
    """Return the statements that tie each pair of nodes together; negated ones tie nothing."""
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for i, row in enumerate(statements.rows):
        if "o" in row and "n" not in row and row["o"] != row["s"]:
            found[min(row["s"], row["o"]), max(row["s"], row["o"])].append(i)
    return dict(sorted(found.items()))


def drawn_first(
    entities: Sequence[Entity],
    links: Mapping[tuple[int, int], Sequence[int]],
    *,
    weak: Collection[tuple[int, int]] = frozenset(),
) -> tuple[int, ...]:
    """Return the nodes of the first view, most connected first, at most 300.

    These are the councils and programmes that a link says more of than where they belong, the organisations that a
    chain of such links ties to them, and the regions and municipalities that any of these belong to; `weak` are
    the links that say only where something belongs. The page's ``choose`` does the same in the browser for every
    other choice of types.

    >>> drawn_first((), {})
    ()
    """
    on = {i for i, e in enumerate(entities) if texts.style(e.type).on}
    core = {i for i in on if entities[i].type in texts.CORE}
    tied: defaultdict[int, set[int]] = defaultdict(set)
    belongs: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in links:
        if a in on and b in on:
            found = belongs if (a, b) in weak else tied
            found[a].add(b)
            found[b].add(a)
    reached = {i for i in core if tied[i]}
    edge = sorted(reached)
    while edge:
        edge = sorted({n for i in edge for n in tied[i]} - reached)
        reached.update(edge)
    reached |= {n for i in sorted(reached) for n in belongs[i] if entities[n].type in texts.HUBS}
    ranked = sorted(reached, key=lambda i: (-len(tied[i]), i not in core, i))
    return tuple(ranked[:LIMIT])


def _network(
    entities: Sequence[Entity],
    facts: Sequence[Fact],
    links: Mapping[tuple[int, int], Sequence[int]],
    first: Sequence[int],
    weak: Collection[tuple[int, int]],
) -> Json:
    """Return pyvis' nodes, edges and options, with a place for each node."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(cdn_resources="in_line")
    network.set_options(json.dumps(_options(entities)))
    degree = Counter(i for pair in links if pair not in weak for i in pair)
    points = layout.place(len(entities), list(links), core=first, weak=weak)
    marks = _money_marks(facts)
    # Network.add_node and add_edge search the whole list each time; the lists are filled directly instead.
    for i, entity in enumerate(entities):
        shape = texts.style(entity.type).shape
        most = 4.0 if entity.type in texts.HUBS else 20.0  # nearly everything belongs to one
        size = 7 + min(most, 2.6 * math.sqrt(degree[i])) + (3 if entity.type in texts.CORE else 0)
        size = round(size * (0.82 if shape == "square" else 1.0), 1)  # a square of the same size looks larger
        options: Json = {"group": entity.type, "size": size, "x": points[i][0], "y": points[i][1]}
        if entity.id in marks:
            options["mark"] = marks[entity.id]
            options["shapeProperties"] = {"borderDashes": [3, 2]}
        network.nodes.append(Node(i, shape, model.title(entity), **options).options)
    network.edges.extend(Edge(a, b, facts=list(rows)).options for (a, b), rows in links.items())
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options, "first": list(first)}


def _options(entities: Sequence[Entity]) -> Json:
    groups = {}
    for name in sorted({e.type for e in entities} | set(texts.STYLES)):
        style = texts.style(name)
        colour = {"background": style.colour, "border": style.border}
        groups[name] = {"shape": style.shape, "color": colour | {"highlight": colour, "hover": colour}}
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "hideEdgesOnDrag": False, "multiselect": False, "selectConnectedEdges": False},
        "nodes": {"borderWidth": 1.5, "borderWidthSelected": 4},
        "edges": {"smooth": False, "selectionWidth": 2, "hoverWidth": 1},
        "groups": groups,
    }


def _money_marks(facts: Sequence[Fact]) -> dict[str, str]:
    """Return ``proposed``, ``expected`` or ``mixed`` for each amount that is not, or not only, granted."""
    buckets: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.predicate == "funded_with":
            buckets[fact.object].add(model.money_bucket(fact))
    marks = {}
    for amount, found in sorted(buckets.items()):
        found -= {"rejected"} if len(found) > 1 else set()
        if found & {"proposed", "expected"}:
            marks[amount] = "mixed" if len(found) > 1 else next(iter(found))
    return marks


def _record(entity: Entity, configuration: Configuration) -> Json:
    value = ""
    if entity.type in {"DATE", "MEETING"}:
        value = model.date_da(entity.value)
    elif entity.type == "AMOUNT":
        value = model.kroner(entity.value)
    short = entity.id.removeprefix(configuration.base)
    others = {a.casefold(): a for a in reversed(entity.aliases) if a.casefold() != entity.name.casefold()}
    record: Json = {"i": short, "a": list(reversed(others.values())), "v": value}
    if entity.standing and entity.standing != "unknown":
        record["sd"] = entity.standing
    return {key: found for key, found in record.items() if found}


def _source(source: Source) -> Json:
    return {
        "t": source.title or source.doc,
        "k": source.kind,
        "dt": model.date_da(source.date),
        "u": model.safe_url(source.url),
    }


def _words() -> Json:
    styles = {
        name: {
            "da": s.da, "en": s.en, "daMany": s.da_many, "enMany": s.en_many, "family": s.family, "shape": s.shape,
            "colour": s.colour, "border": s.border, "on": s.on, "core": name in texts.CORE,
        }
        for name, s in texts.STYLES.items()
    }  # fmt: skip
    return {
        "types": styles,
        "families": texts.FAMILIES,
        "predicates": texts.PREDICATES,
        "statuses": texts.STATUSES,
        "tentative": sorted(TENTATIVE),
        "structure": sorted(texts.STRUCTURE),
        "hubs": sorted(texts.HUBS),
        "unsettled": ("agenda", "minutes_draft"),
        "outcomes": texts.OUTCOMES,
        "standings": texts.STANDINGS,
        "kinds": texts.KINDS,
        "dateKinds": texts.DATE_KINDS,
        "qualifiers": texts.QUALIFIERS,
        "said": texts.SAID,
        "strings": STRINGS,
    }


def embed(data: object) -> str:
    """Return JSON that no HTML parser can leave: ``<``, ``>``, ``&`` and the two line separators are escaped.

    >>> embed({"a": "</script>"})
    '{"a":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_plain)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form.")


def fill(
    template: str, *, data: object, scripts: Sequence[str], style: str, strings: Mapping[str, tuple[str, str]]
) -> str:
    """Return a template with its parts put in, in one pass, so that no part is searched for places of another.

    The policy lets only these very scripts run, by their SHA-256 (W3C, Content Security Policy Level 3, 8.4).
    """
    vis = _vis_network()
    app = '"use strict";\n(() => {\n' + "\n".join(part(name) for name in scripts) + "\n})();"
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in (vis, app))
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts: dict[str, Callable[[], str]] = {
        "csp": lambda: policy,
        "css": lambda: part(style),
        "data": lambda: embed(data),
        "vis": lambda: vis,
        "app": lambda: app,
    }

    def put(found: re.Match[str]) -> str:
        name = found[1]
        return html.escape(strings[name[2:]][0]) if name.startswith("t:") else parts[name]()

    return re.sub(r"\{\{(t?:?[a-z_]+)\}\}", put, part(template))


def part(name: str) -> str:
    """Return a file that lies beside this module."""
    return resources.files("kg.views").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _vis_network() -> str:
    source = resources.files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    script = source.read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"//# sourceMappingURL=\S*", "", script).rstrip()


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
