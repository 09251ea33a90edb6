"""What the tagger adds: names in the segments where a word written large is left that nothing else explains.

The tagger reads those segments alone; labels, numbers, ballot letters and generic words are taken out of what it finds,
titles and genitives are cut off. Not caught: names written small, and names over the end of a segment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from extractors.hits import Hit, settle
from extractors.labels import form_kind, part_kind, split_label
from extractors.names import everyday_words, read_segments, registered
from extractors.people import NOT_IN, TITLE, Person, first_of_two, named
from extractors.records import NO_TAGGER, Reading
from extractors.short_names import SHORTHAND, shortened, with_short_forms
from ontology.registry import given_names

_WORD = re.compile(r"(?<![\w-])[^\W\d_a-zæøå][\w’'.-]*")
_ANY_WORD = re.compile(r"\w(?:[\w'’-]*\w)?")
_ENDS = re.compile(r"s?(?![\w-])")
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
_BALLOT_AT_END = re.compile(r" \((?:[A-ZÆØÅ]|RV|EL|DD|KF|SF|LA|DF|KD|NB)\)$")
_BALLOT = re.compile(r"\(?(?:[A-ZÆØÅ]|RV|EL|DD|KF|LA|DF|KD|NB)\)?$")
BY_TAGGER = "tagger-"
LEAST = {"PERSON": 0.5, "PLACE": 0.8}
"""The least probability with which a name of a type is found; of any other type see `LEAST_OTHER`."""

LEAST_OTHER = 0.4
LEAST_IN_BUILD = 0.7
"""The least with which anything but a person counts beside the rules: there a wrong name is worse than a missing one."""

SURE, AGAIN = 0.8, 0.7
"""From which probability on a name is looked for in the rest of the text, and with which it counts there."""

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



def supplemented(text: str, segments: Sequence[tuple[int, int]], hits: Sequence[Hit], *, model: str = "") -> tuple[tuple[Hit, ...], list[Person]]:
    """Return the hits with those of the tagger settled among them, and the records of the people that it saw.

    A person whom a rule saw without a known given name stays only where the tagger sees a person too.
    """
    if model == NO_TAGGER:
        return tuple(hits), []
    unsure = {hit for hit in hits if hit.type == "PERSON" and text[hit.start : hit.end].split()[0].split("-")[0] not in given_names()}
    explained = frozenset(p for hit in hits if hit not in unsure for p in range(hit.start, hit.end))
    read = unexplained(text, segments, explained)
    tagged = [hit for hit in find_tagged(text, read, model=model) if hit.type == "PERSON" or hit.score >= LEAST_IN_BUILD]
    people = [hit for hit in tagged if hit.type == "PERSON"]
    seen = {p for hit in people for p in range(hit.start, hit.end)}
    looked_at = {p for start, end in read for p in range(start, end)} if unsure else set()
    agreed = [hit for hit in hits if hit not in unsure or hit.start not in looked_at or not seen.isdisjoint(range(hit.start, hit.end))]
    tagged = list(shortened(text, tagged, [*agreed, *people]))
    return settle([*agreed, *tagged]), [named(text, hit.start, hit.end, score=hit.score) for hit in tagged if hit.type == "PERSON"]


def no_surer(reading: Reading) -> Reading:
    """Return the reading with no claim surer than the names in it that only the tagger found."""
    doubtful = {e.key: max(m.score for m in e.mentions) for e in reading.entities if e.mentions and all(m.extractor.startswith(BY_TAGGER) for m in e.mentions)}
    if not doubtful:
        return reading
    claims = (replace(c, score=min(c.score, doubtful.get(c.subject, 1.0), doubtful.get(c.object, 1.0))) for c in reading.claims)
    return replace(reading, claims=tuple(claims))


def unexplained(text: str, segments: Sequence[tuple[int, int]], covered: Collection[int]) -> list[tuple[int, int]]:
    """Return the segments in which a word written large is neither part of a name nor an everyday word that opens a sentence.

    >>> text = "I dag kom Ida. Vi var glade."
    >>> unexplained(text, [(0, 14), (15, 28)], ())
    [(0, 14)]
    """
    common = everyday_words()
    return [
        (start, end) for start, end in segments
        if any(
            found.start() not in covered and not (found.start() == start and found.group().strip(".").lower() in common)
            for found in _WORD.finditer(text, start, end)
        )
    ]  # fmt: skip


def find_tagged(text: str, segments: Sequence[tuple[int, int]], *, model: str = "") -> Iterator[Hit]:
    """Yield what the tagger, or the installed pipeline `model`, finds in the segments."""
    words = frozenset(_ANY_WORD.findall(text))
    whole = (part for hit in read_segments(text, segments, model=model) for part in _one_each(hit, text))
    found = [cut for hit in whole if (cut := trimmed(hit, text, words)) and plausible(cut, text, words)]
    alike = list(_alike(found, text))
    alike = with_short_forms(text, segments, alike)
    yield from alike
    yield from _again(alike, text, segments)


def _one_each(hit: Hit, text: str) -> Iterator[Hit]:
    """Yield the people of a hit one by one where two names stand side by side."""
    start = hit.start
    while hit.type == "PERSON":
        words = text[start : hit.end].split(" ")
        count = first_of_two(words)
        if count == len(words):
            break
        end = start + len(" ".join(words[:count]))
        yield replace(hit, start=start, end=end)
        start = end + 1
    yield replace(hit, start=start)


def _alike(hits: Sequence[Hit], text: str) -> Iterator[Hit]:
    """Yield hits, those of one surface with the type that is most probable over all of them."""
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for hit in hits:
        weights[text[hit.start : hit.end].casefold()][hit.type] += hit.score
    for hit in hits:
        kinds = weights[text[hit.start : hit.end].casefold()]
        kind = max(kinds, key=lambda kind: (kinds[kind], kind))
        if hit.score >= LEAST.get(kind, LEAST_OTHER):
            entry = registered(kind, text[hit.start : hit.end]) if kind not in ("PERSON", "PLACE") else None
            yield replace(hit, type=kind, code=entry.code, name=entry.name) if entry else replace(hit, type=kind)


def _again(hits: Sequence[Hit], text: str, segments: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the other places where a name stands that was found with certainty, as far as no other hit is there."""
    covered = {p for hit in hits for p in range(hit.start, hit.end)}
    sure: dict[str, Hit] = {}
    lengths: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        surface = text[hit.start : hit.end]
        first = _ANY_WORD.match(surface)
        if hit.score >= SURE and len(surface) > 3 and hit.type != "PLACE" and first:
            sure.setdefault(surface, hit)
            lengths[first.group()].add(len(surface))
    longest = {first: sorted(found, reverse=True) for first, found in lengths.items()}
    for start, end in segments if sure else ():
        for word in _ANY_WORD.finditer(text, start, end):
            begin = word.start()
            for opening in dict.fromkeys((word.group(), word.group().removesuffix("s"))):
                for length in longest.get(opening, []):
                    known = sure.get(text[begin : begin + length])
                    stop = begin + length
                    if known and stop <= end and _ENDS.match(text, stop) and covered.isdisjoint(range(begin, stop)):
                        covered.update(range(begin, stop))
                        yield replace(known, start=begin, end=stop, score=AGAIN)


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
        known = surface.split()[0].split("-")[0] in given_names()
        return _PERSON.fullmatch(surface) is not None and not NOT_IN.search(surface) and (known or hit.score >= LEAST_STRANGER)
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
