"""When a document was published, as a table or a page's head states it, turned into EDTF."""

from __future__ import annotations

import re
from datetime import date

from extractors import edtf

META = frozenset(
    "article:published_time og:published_time dcterms.issued dcterms.available dc.date.issued dc.issued citation_publication_date "
    "citation_online_date datepublished publish-date publish_date publishdate publication_date pubdate parsely-pub-date".split()
)
"""Names of HTML ``meta`` elements whose content is a day of publication (Open Graph, Dublin Core, schema.org and kin)."""
# Hours and zones say nothing here; a day may be written in the Danish order.
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}[:.][0-9]{2}[0-9:.,]{0,12} ?(?:Z|[+-][0-9]{2}:?[0-9]{0,2})?")
_DANISH = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})(?: (?:kl\.? )?[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?)?")
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")


def published(text: str) -> str:
    """Return a day, month or year of publication as EDTF, or the empty string where `text` states none.

    >>> published("2026-03-02T08:15:00+01:00"), published("2/3-2026"), published("2026-03"), published("i går")
    ('2026-03-02', '2026-03-02', '2026-03', '')
    """
    text = " ".join(text[:100].split())
    iso, danish, slashed = _ISO.fullmatch(text), _DANISH.fullmatch(text), _SLASHED.fullmatch(text)
    if iso:
        text = iso.group(1)
    elif danish or slashed:
        day, month, year = map(int, danish.groups() if danish else reversed(slashed.groups() if slashed else ()))
        try:
            text = date(year, month, day).isoformat()
        except ValueError:
            return ""
    return text if edtf.is_valid(text) and "/" not in text else ""
