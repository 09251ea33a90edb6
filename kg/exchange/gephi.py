"""GraphML and GEXF of a build, for Gephi and its like: written node by node and edge by edge, valid whatever the texts hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from xml.sax.saxutils import escape

from extractors.edtf import last_day
from kg.answers import QUALIFIERS
from kg.exchange.edges import Edge, Node

NODE_FIELDS = ("label", "iri", "type", "code", "standing", "value", "aliases")
EDGE_FIELDS = (
    "label", "predicate", "status", "confidence", *(name for name, _ in QUALIFIERS), "said_by", "quote", "citation",
    "document", "date", "page",
)  # fmt: skip
STRUCTURE = "item_of"
"""The predicate of edges from agenda items to their meetings, which are no facts: without them the network falls apart."""
# What XML 1.0 has no way to write, and lone surrogates.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_APART = re.compile(r"[^A-Za-z0-9.-]")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def token(iri: str, base: str) -> str:
    """Return an IRI as an identifier that GraphML allows (NMTOKEN), another one for each.

    >>> token("https://e.org/id/plan/a", "https://e.org/id/"), token("urn:x_y", "")
    ('plan:a', 'urn_3a_x_5f_y')
    """
    plain = iri.removeprefix(base)
    # With a colon it could be the whole of another IRI.
    plain = iri if not plain or ":" in plain else plain
    return _APART.sub(lambda match: ":" if match[0] == "/" else f"_{ord(match[0]):x}_", plain)


def graphml(nodes: Iterable[Node], edges: Iterable[Edge], *, base: str = "") -> Iterator[str]:
    """Yield GraphML (graphml.graphdrawing.org) of nodes and the edges between them; other edges are left out.

    Identifiers are the ends of IRIs after `base`, the IRI itself is one of a node's values.

    >>> print("".join(graphml((), ())).splitlines()[-2:])
    ['</graph>', '</graphml>']
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for of, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name in fields:
            yield f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{_kind(name)}"/>\n'
    yield '<graph id="policykg" edgedefault="directed">\n'
    known: set[str] = set()
    for node, row in _nodes(nodes, known):
        yield f'<node id="{token(node.id, base)}">\n{_data("node", row)}</node>\n'
    for one, source, target, row in _links(known, edges):
        yield f'<edge id="{token(one, base)}" {_ends(source, target, base)}>\n{_data("edge", row)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def gexf(nodes: Iterable[Node], edges: Iterable[Edge], *, base: str = "") -> Iterator[str]:
    """Yield GEXF 1.2 (gexf.net) of nodes and the edges between them, with the time that facts are said to hold.

    Where a day's month or day is not known, the first is taken; the words stand in ``valid_from`` and ``valid_to``. GEXF's end
    is the last day, ``valid_to`` the first day no more. Nodes last as long as the registers say.

    >>> print("".join(gexf((), ())).splitlines()[-3:])
    ['</edges>', '</graph>', '</gexf>']
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '<graph mode="dynamic" timeformat="date" defaultedgetype="directed">\n'
    for of, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        yield f'<attributes class="{of}">\n'
        for name in fields[1:]:
            yield f'<attribute id="{name}" title="{name}" type="{_kind(name)}"/>\n'
        yield "</attributes>\n"
    known: set[str] = set()
    yield "<nodes>\n"
    for node, row in _nodes(nodes, known):
        lasts = _lasts(node.valid_from, node.valid_to)
        yield f'<node id="{token(node.id, base)}" label="{xml(node.label)}"{lasts}>\n{_values(row)}</node>\n'
    yield "</nodes>\n<edges>\n"
    for one, source, target, row in _links(known, edges):
        lasts = _lasts(row.get("valid_from", ""), row.get("valid_to", ""))
        ends = _ends(source, target, base)
        yield f'<edge id="{token(one, base)}" {ends} label="{xml(row["label"])}"{lasts}>\n{_values(row)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _nodes(nodes: Iterable[Node], known: set[str]) -> Iterator[tuple[Node, dict[str, str]]]:
    """Yield nodes with their values, and note in `known` which there are and, for agenda items, of which meeting."""
    for node in nodes:
        known.add(node.id)
        if node.type == "AGENDA_ITEM" and node.owner:
            known.add(f"{node.id} {node.owner}")
        row = {"label": node.label, "iri": node.id, "type": node.type, "code": node.code, "standing": node.standing,
               "value": node.value, "aliases": "; ".join(node.aliases)}  # fmt: skip
        yield node, row


def _links(known: set[str], edges: Iterable[Edge]) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Yield id, ends and values of the edges between known nodes, agenda items' to their meetings first."""
    for pair in sorted(pair for pair in known if " " in pair):
        item, _, meeting = pair.partition(" ")
        if meeting in known:
            yield f"{item} {STRUCTURE}", item, meeting, {"label": "punkt på", "predicate": STRUCTURE}
    for edge in edges:
        if edge.source in known and edge.target in known:
            yield edge.id, edge.source, edge.target, {
                "label": edge.label, "predicate": edge.predicate, "status": edge.status,
                "confidence": f"{edge.confidence:g}", **edge.qualifiers, "said_by": edge.said_by, "quote": edge.quote,
                "citation": edge.citation, "document": edge.document, "date": edge.date, "page": edge.page,
            }  # fmt: skip


def _ends(source: str, target: str, base: str) -> str:
    return f'source="{token(source, base)}" target="{token(target, base)}"'


def _kind(name: str) -> str:
    return "double" if name == "confidence" else "string"


def _data(of: str, row: Mapping[str, str]) -> str:
    return "".join(f'<data key="{of}-{name}">{xml(value)}</data>\n' for name, value in row.items() if value)


def _values(row: Mapping[str, str]) -> str:
    values = [f'<attvalue for="{n}" value="{xml(v)}"/>\n' for n, v in row.items() if v and n != "label"]
    return f"<attvalues>\n{''.join(values)}</attvalues>\n"


def xml(text: str) -> str:
    r"""Return text as it stands in an element or an attribute, without the characters that XML cannot hold.

    >>> xml('"A" & <B>\x00\n')
    '&quot;A&quot; &amp; &lt;B&gt;&#10;'
    """
    return escape(_UNWRITABLE.sub("", text), _ESCAPES)


def _lasts(valid_from: str, valid_to: str) -> str:
    return _bound("start", valid_from) + _bound("end", last_day(valid_to) if _DAY.fullmatch(valid_to) else "")


def _bound(name: str, value: str) -> str:
    if not _DAY.fullmatch(value):
        return ""
    day = value + "-01" * ((10 - len(value)) // 3)
    try:
        date.fromisoformat(day)
    except ValueError:
        return ""
    return f' {name}="{day}"'
