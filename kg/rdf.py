"""Terms of the graph in their canonical forms, so that no store has a reason to rewrite them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.iris import RDF, XSD

Object = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Object]

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@lru_cache(maxsize=65536)
def iri(value: str) -> NamedNode:
    """Return an IRI as a term.

    Raises
    ------
    ValueError
        If `value` is no IRI.
    """
    return NamedNode(value)


TYPE = iri(RDF + "type")


def text(value: str) -> Literal:
    """Return a plain string."""
    return Literal(value)


def danish(value: str) -> Literal:
    """Return a string in Danish."""
    return Literal(value, language="da")


def typed(value: str, name: str) -> Literal:
    """Return a literal of an XML Schema datatype; `value` must be canonical.

    >>> typed("2026", "gYear").datatype.value
    'http://www.w3.org/2001/XMLSchema#gYear'
    """
    return Literal(value, datatype=iri(XSD + name))


def integer(value: int) -> Literal:
    """Return a whole number."""
    return typed(str(value), "integer")


def decimal(value: str | float) -> Literal:
    """Return a decimal number in the form that Oxigraph writes: no exponent, no closing zeros.

    Raises
    ------
    ValueError
        If `value` is no finite number.

    Examples
    --------
    >>> decimal("2500000.50").value, decimal(0.9).value, decimal("1E+3").value, decimal("-0").value
    ('2500000.5', '0.9', '1000', '0')
    """
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is no decimal number.") from None
    if not number.is_finite():
        raise ValueError(f"{value!r} is no finite number.")
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return typed("0" if plain in ("-0", "") else plain, "decimal")


def calendar(value: str) -> Literal | None:
    """Return an EDTF value as xsd:date, xsd:gYearMonth or xsd:gYear where it is one, else None.

    >>> str(calendar("2026-01")), calendar("2025~"), calendar("2026-02-30"), calendar("2026-34")
    ('"2026-01"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', None, None, None)
    """
    if _DAY.fullmatch(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            return None
        return typed(value, "date")
    if value[:4] == "0000":
        return None
    if _MONTH.fullmatch(value):
        return typed(value, "gYearMonth")
    return typed(value, "gYear") if _YEAR.fullmatch(value) else None


