"""Questions in SPARQL: made safe and complete, asked of the store, handed back as plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from extractors.errors import QueryError
from kg import iris, ordering
from ontology.terms import DATA, pkg

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Store

PREFIXES: Mapping[str, str] = {**iris.PREFIXES, "kgid": DATA}
NUMERIC = frozenset(iris.XSD + name for name in ("integer", "decimal", "double", "float", "gYear"))
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))

# Each alternative begins with a character of its own kind and repeats one class: linear in the length of the query.
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<string>\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        |\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<prefixed>[\w.-]*:[\w.%:-]*)
    |(?P<word>\w+)
    |(?P<sign>[{}()])
    """,
    re.VERBOSE | re.DOTALL,
)
_SERVICE = re.compile(r"service", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ERROR = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CURIE = re.compile(r"([a-z]+):([\w-]+)")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Term:
    """One value of an answer: ``kind`` is ``iri``, ``literal`` or ``blank``."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""

    @property
    def number(self) -> bool:
        """Whether the value is a number, in type and in form."""
        return self.datatype in NUMERIC and _NUMBER.fullmatch(self.value) is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query returned: rows of a SELECT, the truth of an ASK or the Turtle of a CONSTRUCT or DESCRIBE."""

    kind: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool = False
    turtle: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "comment":
            yield _Token(match.lastgroup or "", match.group(), match.start())


def unescape(text: str) -> str:
    r"""Replace the code point escapes that SPARQL allows anywhere in a query, until none is left.

    >>> unescape("\\u0053ELECT")
    'SELECT'
    """
    while (plain := _ESCAPE.sub(_code_point, text)) != text:
        text = plain
    return text


def _code_point(match: re.Match[str]) -> str:
    point = int(match.group(1) or match.group(2), 16)
    if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
        raise QueryError(f"{match.group()} is no character. Write the character itself.")
    return chr(point)


def check(text: str) -> None:
    """Refuse what a read-only, offline graph does not answer.

    Raises
    ------
    QueryError
        Where the query is empty, is an update, or asks another server (SERVICE).

    Examples
    --------
    >>> check("SELECT ?service WHERE { ?service a pkg:Council }")
    """
    tokens = list(_tokens(text))
    verb = next((word for token in tokens if (word := _verb(token))), "")
    if not verb:
        raise QueryError("The query is empty or has no SELECT, ASK, CONSTRUCT or DESCRIBE. See kg query --list.")
    if verb in UPDATES:
        raise QueryError(f"{verb} changes the graph, and kg query only reads. Change the documents and run kg build.")
    if _SERVICE.search(text) and any(_may_be_service(token) for token in tokens):
        raise QueryError("SERVICE asks another server, and kg query uses no network. Remove the SERVICE part.")


def _may_be_service(token: _Token) -> bool:
    """Tell whether the parser might see the keyword in a token; in doubt it does, since it splits words as it needs.

    It reads ``1SERVICE`` as two words, ``SERVICE:x`` as a keyword and a name, and the ``<`` of ``1<2)SERVICE?x#>`` as
    an operator, where the tokens see one word, one name and one IRI.
    """
    if token.kind == "iri":
        return bool(set(token.text) & set(")'"))
    if token.kind == "prefixed":
        prefix, _, local = token.text.partition(":")
        return bool(_SERVICE.search(prefix) or ("." in local and _SERVICE.search(local)))
    return token.kind == "word" and bool(_SERVICE.search(token.text))


def _verb(token: _Token) -> str:
    word = token.text.upper()
    verbs = UPDATES | {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
    return word if token.kind == "word" and word in verbs else ""


def variables(text: str) -> tuple[str, ...]:
    """Return the names of the variables of a query, sorted.

    >>> variables("SELECT ?name WHERE { ?council rdfs:label ?name }")
    ('council', 'name')
    """
    return tuple(sorted({token.text[1:] for token in _tokens(text) if token.kind == "variable"}))


def bind(text: str, parameters: Mapping[str, str]) -> str:
    """Bind variables: a VALUES line goes in where the query's own pattern opens, on the same line.

    Parameters
    ----------
    text
        The query.
    parameters
        Variable name to a term as SPARQL writes it.

    Raises
    ------
    QueryError
        Where the query has no variable of that name, or its form takes none.

    Examples
    --------
    >>> bind("SELECT ?o WHERE { ?s ?p ?o }", {"s": "<https://example.org/a>"})
    'SELECT ?o WHERE { VALUES ?s { <https://example.org/a> } ?s ?p ?o }'
    """
    if not parameters:
        return text
    known = variables(text)
    for name in parameters:
        if name not in known:
            raise QueryError(f"The query has no ?{name} to bind. It has: {', '.join(known) or 'no variables'}.")
    place = _pattern_start(text)
    values = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in sorted(parameters.items()))
    return text[:place] + values + text[place:]


def _pattern_start(text: str) -> int:
    tokens = list(_tokens(text))
    form = next((index for index, token in enumerate(tokens) if _verb(token)), 0)
    construct = bool(tokens) and tokens[form].text.upper() == "CONSTRUCT"
    template = construct and form + 1 < len(tokens) and tokens[form + 1].text == "{"
    braces = parentheses = 0
    for token in tokens[form:]:
        if token.kind != "sign":
            continue
        if token.text in "()":
            parentheses += 1 if token.text == "(" else -1
        elif token.text == "}":
            braces -= 1
        elif template:
            template = False
            braces += 1
        elif braces == 0 and parentheses == 0:
            if construct and not any(t.text == "}" for t in tokens[form:] if t.start < token.start):
                break
            return token.start + 1
        else:
            braces += 1
    raise QueryError("This form of query takes no --param. Write CONSTRUCT { … } WHERE { … } in full.")


def iri_term(iri: str) -> str:
    """Return an IRI as SPARQL writes it.

    >>> iri_term("https://example.org/a")
    '<https://example.org/a>'
    """
    if not iri or set(iri) & set('<>"{}|^`\\') or any(ord(character) <= 32 for character in iri):
        raise QueryError(f"{iri!r} is no IRI: it has a blank or one of <>\"{{}}|^`\\. Check the spelling.")
    return f"<{iri}>"


def string_term(value: str, language: str = "") -> str:
    r"""Return a string as SPARQL writes it.

    >>> print(string_term('Råd "A"', "da"))
    "Råd \"A\""@da
    """
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{escaped}"' + (f"@{language}" if language else "")


def term(value: str) -> str:
    """Return what a user wrote after ``--param name=`` as a term: an IRI, a prefixed name, a number or a string.

    >>> term("pkg:decided"), term("<https://example.org/a>"), term("2026"), term("Psykiatri")
    ('<https://w3id.org/policykg/ontology#decided>', '<https://example.org/a>', '2026', '"Psykiatri"')
    """
    if value.startswith("<") and value.endswith(">"):
        return iri_term(value[1:-1])
    if value.startswith(("http://", "https://")):
        return iri_term(value)
    curie = _CURIE.fullmatch(value)
    if curie and curie.group(1) in PREFIXES:
        return iri_term(PREFIXES[curie.group(1)] + curie.group(2))
    return value if _NUMBER.fullmatch(value) else string_term(value)


def ask(
    store: Store,
    text: str,
    *,
    parameters: Mapping[str, str] | None = None,
    limit: int | None = None,
    quote: Callable[[str], str] | None = None,
) -> Answer:
    """Ask a query of the union of all graphs, or of those that its FROM names.

    Parameters
    ----------
    store
        The graph.
    text
        SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of `PREFIXES` need no declaration.
    parameters
        Variable name to terms as SPARQL writes them, with blanks between.
    limit
        How many rows or triples to read at most; all where None.
    quote
        What ``pkg:quote(?passage)`` calls with the passage's IRI.

    Raises
    ------
    QueryError
        Where the query cannot be read (with line and column), or is refused by `check`.
    """
    text = unescape(text)
    check(text)
    text = bind(text, parameters or {})
    # Oxigraph lets the union win over FROM, so the union is asked for only where the query names no graphs.
    named = any(token.kind == "word" and token.text.upper() == "FROM" for token in _tokens(text))
    verb = next(word for token in _tokens(text) if (word := _verb(token)))
    asked, keys = ordering.split(text) if verb == "SELECT" else (text, ())
    try:
        result = store.query(
            asked, prefixes=dict(PREFIXES), use_default_graph_as_union=not named, custom_functions=functions(quote)
        )
        if not keys:
            return _answer(result, limit)
        answer = _answer(result, None)
        return replace(answer, rows=tuple(ordering.ordered(answer.columns, answer.rows, keys)[:limit]))
    except SyntaxError as error:
        raise QueryError(explain(text, str(error))) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"The query could not be answered: {error}. Simplify it, or run kg build again.") from error


def functions(quote: Callable[[str], str] | None) -> dict[NamedNode, Any]:
    """Return the functions of our own that queries may call; `quote` gives the words at a passage, by its IRI.

    >>> [name.value for name in functions(None)]
    ['https://w3id.org/policykg/ontology#quote']
    """
    from pyoxigraph import Literal, NamedNode

    def text(passage: object = None, *_: object) -> Literal | None:
        found = quote(passage.value) if quote is not None and isinstance(passage, NamedNode) else ""
        return Literal(found) if found else None

    return {NamedNode(pkg("quote")): text}


def _answer(result: object, limit: int | None) -> Answer:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple, serialize

    if isinstance(result, QueryBoolean):
        return Answer("ask", truth=bool(result))
    if isinstance(result, QueryTriples):
        triples: list[Triple] = sorted(set(islice(result, limit)), key=str)
        data = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))
        return Answer("graph", turtle=(data or b"").decode("utf-8"))
    assert isinstance(result, QuerySolutions)
    columns = tuple(variable.value for variable in result.variables)
    rows = tuple(tuple(_term(solution[name]) for name in columns) for solution in islice(result, limit))
    return Answer("select", columns, rows)


def _term(value: object) -> Term | None:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(value, NamedNode):
        return Term("iri", value.value)
    if isinstance(value, Literal):
        return Term("literal", value.value, value.datatype.value, value.language or "")
    if isinstance(value, BlankNode):
        return Term("blank", value.value)
    return None if value is None else Term("literal", str(value))


def rows(store: Store, text: str, parameters: Mapping[str, str] | None = None) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a SELECT as strings, one by one; what is not bound is the empty string."""
    from pyoxigraph import QuerySolutions

    try:
        result = store.query(bind(text, parameters or {}), prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        assert isinstance(result, QuerySolutions)
        for solution in result:
            # A million terms pass here: each is asked for once, and no text is made that is not used.
            yield tuple("" if value is None else value.value if hasattr(value, "value") else str(value) for value in solution)
    except (OSError, RuntimeError) as error:
        raise QueryError(f"The store cannot be read: {error}. Run kg build --fresh.") from error


def values(name: str, terms: Sequence[str]) -> str:
    """Return a VALUES clause for terms as SPARQL writes them.

    >>> values("s", ["<https://example.org/a>"])
    'VALUES ?s { <https://example.org/a> }'
    """
    return f"VALUES ?{name} {{ {' '.join(terms)} }}"


def explain(text: str, message: str) -> str:
    """Say in plain words where a query cannot be read.

    >>> print(explain("SELECT * {\\n ?s ?p \\n}", "error at 3:1: expected OPTIONAL"))
    Line 3, column 1: the query cannot be read here.
      }
      ^
    A pattern is subject, predicate, object and a full stop; see kg query --list for queries that work.
    """
    match = _ERROR.match(message)
    if not match:
        return f"The query cannot be read: {message}"
    line, column, expected = int(match.group(1)), int(match.group(2)), match.group(3)
    lines = text.splitlines() or [""]
    shown = lines[line - 1] if line <= len(lines) else ""
    begin = max(0, column - 60)
    pointer = " " * (max(0, column - 1 - begin)) + "^"
    where = f"Line {line}, column {column}: the query cannot be read here."
    return f"{where}\n  {shown[begin : begin + 100]}\n  {pointer}\n{_advice(expected)}"


def _advice(expected: str) -> str:
    if "Prefix not found" in expected:
        return f"This prefix is not known. Known by themselves: {', '.join(PREFIXES)}; declare others with PREFIX."
    if "unbound" in expected:
        return "A variable of the SELECT is neither in the GROUP BY nor within COUNT, SUM or the like."
    if "IRI parsing failed" in expected:
        return "This IRI is not well formed: it has no scheme such as https:, or a blank in it."
    return "A pattern is subject, predicate, object and a full stop; see kg query --list for queries that work."
