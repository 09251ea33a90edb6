"""What a tagger found, made a name or left out: titles, genitives and signs are cut off, what can be no name does not count.

Not caught: generic words that neither the lists here nor the text itself, by writing them small, give away.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from extractors.hits import Hit
from extractors.labels import form_kind, part_kind, split_label
from extractors.names import registered
from extractors.people import BALLOT, NOT_IN, PARTY_LETTERS, TITLE, has_given_name
from extractors.short_names import SHORTHAND

_GENITIVE = re.compile(r"(?:['’]s?|s|(?<=[TN])S)$")
_OUTER = re.compile(r"^[\s\"'“”»«(\[•·*/–-]+|[\s\"'“”»«,;:!?\]•·*/–-]+$")
_OWN_STOP = re.compile(r"(?:(?<![\wæøå])[^\W\d_a-zæøå]|A\.m\.b\.a|(?<!\w)(?:St|Kbh))\.$")
_NO_NAME = re.compile(r"[\n\t;|@█]|\d{5,}|^\W*$|https?:|www\.")
_CASE_NUMBER = re.compile(r"(?=\S*\d)[A-ZÆØÅ\d][\w./-]*\d[\w./-]*$")
_LEAD = re.compile(r"(?:For|Af|Fra|Til|Ved|Med|Og|Hos|Om|Samt|Både) (?=[^\W\d_a-zæøå])")
_WITHOUT_TOWN = {"PROVIDER", "ASSOCIATION", "ORG_OTHER"}
_OWN_NAME_IN = re.compile(r"(?P<name>.*\S (?!Forening|Enhed|Afdeling|Klub|Hus|Center|Klinik|Politi|Ret)[A-ZÆØÅ][\w-]*) i (?P<town>[A-ZÆØÅ][\w. -]*)")
"""A name of its own and the town it lies in: 'Værestedet Perlen i Nyby', unlike 'Lægevagten i Nyby'."""
_SMALL_LEAD = re.compile(r"(?:[a-zæøå]+\s)+(?=[A-ZÆØÅ])")
_BALLOT_AT_END = re.compile(rf" {BALLOT.pattern}$")
_BALLOT = re.compile(rf"\(?(?:[A-ZÆØÅ]|{'|'.join(letters for letters in PARTY_LETTERS if letters != 'SF')})\)?$")
"""SF is also how the party calls itself."""
LEAST_STRANGER = 0.8
"""The least for a person whose given name no list knows."""
LEAST_PHRASE = 0.97
"""The least for a name that holds other small words than those that join."""
_COMPOUND = re.compile(r"[A-ZÆØÅ]-[a-zæøå]+$|[a-zæøå]-(?:møde|forløb|team|data|indsats|behandling|bruger|medarbejder|facilitator)[a-zæøå]*$")
_OPEN_END = re.compile(r"(?:-|\s(?:og|i|for|af|på|til|med|om|samt|eller))$")
_PERSON = re.compile(r"[^\W\d_a-zæøå][\w.'’-]*(?:\s(?:[^\W\d_a-zæøå][\w.'’-]*|af|von|van|de|der|den|da|el|al|bin|ibn|la|le|du|dos|zu|í|á|av))*")
_COMMON = re.compile(r"(?:erne|ene|centre|steder|huse|(?<![uU]d)valg(?:et)?|møde|mødet|forløb|forløbet)$")
_IN = re.compile(r"\b(?:i|på|ved|fra|til|nær|mod|over|for)\s$", re.IGNORECASE)
_PHRASE = re.compile(r"(?:De|Den|Det|En|Et) [a-zæøå]+(?: [a-zæøå]+)*$")
_LINKS = frozenset("og i for af på til med den det de en et under over fra mod uden ved hos om the of and & von van".split())
GENERIC = frozenset(
    "Beslutning Indstilling Sagsfremstilling Mødested Mødedato Dagsorden Referat Bilag Punkt Sagsnr Sagsid Formand Formanden Næstformand Næstformanden Borgmester Borgmesteren Direktør "
    "Direktøren Direktionen Administrationen Sekretariatet Forvaltningen Udvalget Rådet Bestyrelsen Kommunen Regionen Hospitalet Sygehuset Afdelingen Afsnittet Klinikken Foreningen Styregruppen "
    "Arbejdsgruppen Følgegruppen Projektgruppen Ledelsen Centret Centeret Huset Kontoret Staben Teamet Enheden Klyngen Klyngerne Institutionen Kommunerne Regionerne Politikerne Medlemmerne Mor Far Søn Datter".split()
)
"""Words that name nobody in particular."""


def trimmed(hit: Hit, text: str, words: Collection[str]) -> Hit | None:
    """Return a hit without the signs, the title and the genitive around its name, or None where nothing is left.

    `words` are all words of the text: a genitive is one where the word also stands without its -s, or a register knows the name.

    >>> text = "Ida Holm ? Så kom overlæge Ida Holms bror"
    >>> hit = trimmed(Hit(18, 36, "PERSON", "tagger"), text, text.split())
    >>> text[hit.start : hit.end]
    'Ida Holm'
    """
    start, end = hit.start, hit.end
    while found := _OUTER.search(text[start:end]):
        a, b = found.span()
        start, end = (start + b, end) if a == 0 else (start, start + a)
        if end <= start:
            return None
    if hit.type == "PERSON":
        while (title := TITLE.match(text, start, end)) and text[title.end() : title.end() + 1] == " ":
            start = title.end() + 1
        while lead := _LEAD.match(text, start, end):
            start = lead.end()
        if (other := NOT_IN.search(text, start, end)) and other.start() > start:
            end = start + len(text[start : other.start()].rstrip())
    if hit.type == "COUNCIL" and (small := _SMALL_LEAD.match(text, start, end)):
        start = small.end()
    if hit.type in _WITHOUT_TOWN and (town := _OWN_NAME_IN.fullmatch(text, start, end)) and registered("PLACE", town["town"]):
        end = town.end("name")
    if ballot := _BALLOT_AT_END.search(text, start, end):
        end = ballot.start() if ballot.end() == end else end
    if text[start:end].count("(") != text[start:end].count(")"):
        end = start + len(text[start:end].split("(")[0].rstrip(" )"))
    end = _without_genitive(text, start, end, hit.type, words)
    if text[end - 1 : end] == "." and not _OWN_STOP.search(text[start:end]):
        end -= 1
    return replace(hit, start=start, end=end) if end > start else None


def _without_genitive(text: str, start: int, end: int, kind: str, words: Collection[str]) -> int:
    """Return where a name ends without its genitive -s."""
    found = _GENITIVE.search(text, start, end)
    if not found or found.end() != end:
        return end
    bare = text[start : found.start()]
    if found.group() not in "sS" or bare.casefold().endswith((" kommune", "udvalget", "rådet", "foreningen", "ministeriet", "styrelsen")):
        return found.start()
    return found.start() if bare.isupper() or bare.split(" ")[-1] in words or registered(kind, bare) else end


def plausible(hit: Hit, text: str, words: Collection[str]) -> bool:
    """Tell whether what a tagger found can be a name in minutes: no label, number, ballot letter or generic word.

    `words` are all words of the text: a single word that it also writes small is no organisation's name.
    """
    surface = text[hit.start : hit.end]
    before, after = text[max(0, hit.start - 1) : hit.start], text[hit.end : hit.end + 1]
    if len(surface) < 2 or _NO_NAME.search(surface) or not any(c.isupper() for c in surface):
        return False
    if _CASE_NUMBER.match(surface) or (_BALLOT.match(surface) and (before == "(" or len(surface) < 2)) or before == "@" or after == "@" or before.isalnum():
        return False
    if surface in GENERIC or surface in SHORTHAND or (hit.start == text.rfind("\n", 0, hit.start) + 1 and _is_label(text, hit.start, hit.end, after)):
        return False
    if text[hit.end : hit.end + 1] == "-" or _OPEN_END.search(surface) or _COMPOUND.search(surface) or _PHRASE.match(surface):
        return False
    if hit.type == "PERSON":
        return _PERSON.fullmatch(surface) is not None and not NOT_IN.search(surface) and (has_given_name(surface) or hit.score >= LEAST_STRANGER)
    if hit.type == "PLACE":
        return " " in surface or bool(registered("PLACE", surface) and _IN.search(text, max(0, hit.start - 6), hit.start))
    if " " not in surface and (_COMMON.search(surface) or surface[0].lower() + surface[1:] in words):
        return False
    return all(word[0].isupper() or not word[0].isalpha() or word in _LINKS for word in surface.split()) or hit.score >= LEAST_PHRASE


def _is_label(text: str, start: int, end: int, after: str) -> bool:
    """Tell whether a line's first words are a form label or the heading of a part of a case."""
    if after in (":", "\n", "") and (part_kind(text[start:end]) or form_kind(text[start:end])):
        return True
    stop = text.find("\n", start)
    kind, _, content = split_label(text[start : stop if stop >= 0 else len(text)])
    return bool(kind) and end <= start + content
