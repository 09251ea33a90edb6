"""Local entities: the hits of one document grouped by the thing they name, each group under one key.

Not caught: bare heads that stand for a name ('aftalen', 'projektet'); relations read those where they can.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractors.context import Context
from extractors.hits import Hit, mention_of
from extractors.keys import body_key, definite, fold, programme_key, same_name
from extractors.owners import FEDERATIONS, name_of
from extractors.records import LocalEntity
from extractors.sittings import meeting_bodies, meeting_entities
from ontology.registry import by_code

PROGRAMMES = {"REFORM", "AGREEMENT", "PLAN", "LAW", "INITIATIVE"}
_OWNED_PROVIDER = re.compile(
    r"^(?:psykiatrien$|psykiatrien i |børne?- og ungdomspsykiat|[a-zæøå]+psykiatrisk ambulatorium|præhospitalet|psykiatrihospitalet)"
)
_BUDGET = re.compile(r"^budget", re.IGNORECASE)
_OWN_NAME = re.compile(r"klynge|sundhedsråd .+|national|kkr|(?:forum|råd|udvalg|panel) (?:midt|nord|syd|vest|øst|fyn|\w+jylland|sjælland|hovedstaden)$| (?:på|ved) \w*(?:sygehus|hospital)", re.IGNORECASE)
_SHARED = re.compile(
    r"(?:(?:styre|arbejds|projekt|følge|reference)gruppen|(?:fagligt|rådgivende|tværsektorielt) (?:råd|forum)|samarbejdsudvalget) for |(?:regionalt|nationalt|tværsektorielt) [A-ZÆØÅ]",
    re.IGNORECASE,
)
"""Groups for one matter: they are as often shared as somebody's own, so an owner must stand beside the name."""
COMING = re.compile(r"forberedende|sundhedsråd")


@dataclass(slots=True)
class _Group:
    key: str
    type: str
    hits: list[Hit] = field(default_factory=list)
    owner: str = ""
    code: str = ""
    name: str = ""


def link(context: Context) -> tuple[Context, tuple[LocalEntity, ...]]:
    """Group the hits of a document; return the context with every hit's key, and the entities in order of appearance."""
    groups: dict[str, _Group] = {}
    key_of: dict[tuple[int, int, str], str] = {}
    bodies = meeting_bodies(context)
    for hit in context.hits:
        group = _group(hit, context, bodies)
        if group is None:
            continue
        known = groups.setdefault(group.key, group)
        known.hits.append(hit)
        key_of[(hit.start, hit.end, hit.type)] = known.key
    renamed = _merges(groups)
    for old, new in renamed.items():
        groups[new].hits += groups.pop(old).hits
    key_of = {place: _final(key, renamed) for place, key in key_of.items()}
    entities = [_entity(group, context) for group in groups.values()]
    entities += meeting_entities(context, entities, bodies)
    order = sorted(entities, key=lambda e: (min((m.span.start for m in e.mentions), default=0), e.key))
    kept = {e.key for e in order}
    keys = {place: key for place, key in key_of.items() if key in kept}
    return replace(context, keys=keys), tuple(order)


@lru_cache(maxsize=1)
def _registered() -> dict[tuple[str, str], str]:
    """Return codes by type and name or alias, for names that a pattern found before the register could."""
    return {(entry.type, form): code for code, entry in by_code().items() for form in (entry.name, *entry.aliases)}


def _final(key: str, renamed: Mapping[str, str]) -> str:
    while key in renamed:
        key = renamed[key]
    return key


def _group(hit: Hit, context: Context, bodies: Mapping[int, tuple[str, str]]) -> _Group | None:
    """Return the group that a hit opens or joins, or None where it names nothing in particular."""
    text = context.text[hit.start : hit.end]
    name = hit.name or text
    if not hit.code and (hit.type, name) in _registered():
        hit = replace(hit, code=_registered()[(hit.type, name)])
    if hit.code and hit.type != "COUNCIL":
        return _Group(
            f"{hit.type}|{hit.code}",
            hit.type,
            code=hit.code,
            name=by_code()[hit.code].name if hit.code in by_code() else name,
        )
    if hit.type == "COUNCIL":
        return _body(hit, name, context, bodies)
    if hit.type in ("DATE", "AMOUNT"):
        return _Group(f"{hit.type}|{hit.value}", hit.type)
    if hit.type in PROGRAMMES:
        key = programme_key(name)
        if _BUDGET.match(key):
            owner = hit.owner or _beside(hit, context) or context.owners.at(hit.start)
            return _Group(
                f"PROGRAMME|{key.replace('budgetaftale', 'budget').replace('budgettet', 'budget').replace(' for', '')}|{owner}",
                hit.type,
                owner=owner,
            )
        return _Group(f"PROGRAMME|{key}|", hit.type)
    if hit.type == "PROVIDER" and _OWNED_PROVIDER.match(fold(name)):
        owner = _explicit(hit, context) or context.owners.region(hit.start)
        if not owner.startswith("region:"):
            return None
        key = fold(name).replace("psykiatrisk afdeling", "psykiatrien").replace("psykiatrisk center", "psykiatrien")
        return _Group(f"PROVIDER|{key.replace('børn- og', 'børne- og')}|{owner}", "PROVIDER", owner=owner)
    return _Group(
        f"{hit.type}|{fold(name)}|",
        hit.type,
        name=hit.name if hit.name and hit.type != "PERSON" and not hit.name.isupper() else "",
    )


def _explicit(hit: Hit, context: Context) -> str:
    """Return the owner that follows a name: 'Psykiatrien i Region X'."""
    for other in context.hits_in(hit.end, hit.end + 8, nested=True):
        if other.type == "REGION" and context.text[hit.end : other.start] in (" i ", " "):
            return other.code
    return ""


def _beside(hit: Hit, context: Context) -> str:
    """Return the one region or municipality that the hit's sentence names, or the empty string."""
    line = context.text.rfind("\n", 0, hit.start) + 1
    begin = max(context.text.rfind(". ", line, hit.start) + 1, line)
    stop = context.text.find(". ", hit.end)
    newline = context.text.find("\n", hit.end)
    ends = [p for p in (stop, newline) if p >= 0]
    codes = {
        h.code
        for h in context.hits_in(begin, min(ends, default=len(context.text)), nested=True)
        if h.type in ("REGION", "MUNICIPALITY") and h.code
    }
    return next(iter(codes)) if len(codes) == 1 else ""


def _body(hit: Hit, name: str, context: Context, bodies: Mapping[int, tuple[str, str]]) -> _Group | None:
    if hit.code:
        entry = by_code()[hit.code]
        return _Group(f"COUNCIL|{hit.code}", "COUNCIL", code=hit.code, name=entry.name, owner=entry.parent)
    key = body_key(name)
    if hit.score < 0.6 and not hit.owner and not _is_known(key, context):
        return None
    if _OWN_NAME.search(key) and " " in key and not hit.owner and key not in ("forberedende sundhedsråd",):
        return _Group(f"COUNCIL|{key}|", "COUNCIL")
    for meeting_key, meeting_owner in bodies.values():
        if meeting_key.startswith(f"{key} ") and name.casefold().endswith(("rådet", "klyngen", "udvalget")):
            return _Group(f"COUNCIL|{meeting_key}|{'' if _OWN_NAME.search(meeting_key) else meeting_owner}", "COUNCIL")
    owner = hit.owner
    if not owner:
        meeting_key, meeting_owner = next(((k, o) for k, o in bodies.values()), ("", ""))
        own = context.owners.own
        owner = (
            meeting_owner
            if meeting_key == key and meeting_owner
            else own
            if meeting_key == key
            else context.owners.at(hit.start)
        )
        if key.startswith(("regionsråd", "forberedende regionsråd")) or (
            key.startswith("regions") and owner.startswith("kommune:")
        ):
            owner = context.owners.region(hit.start)
        elif key in ("byråd", "kommunalbestyrelse") and not owner.startswith("kommune:"):
            return None
        if key.startswith("sundhedsråd") and owner.startswith("kommune:"):
            return None
        if _SHARED.match(name) and key != meeting_key:
            return _Group(f"COUNCIL|{key}|", "COUNCIL")
        if owner in FEDERATIONS and key != meeting_key and not key.endswith("kreds"):
            if text_is_common(hit, context):
                return None
            owner = ""
        if COMING.search(key):
            owner = context.owners.coming(owner)
        if not owner and key in ("regionsråd", "byråd", "kommunalbestyrelse"):
            return None
    return _Group(f"COUNCIL|{key}|{owner}", "COUNCIL", owner=owner)


def text_is_common(hit: Hit, context: Context) -> bool:
    """Tell whether a body is written small, as a sort of body and not as a name."""
    return context.text[hit.start].islower()


def _is_known(key: str, context: Context) -> bool:
    """Tell whether a word that may mean any body of its sort is elsewhere used as a name ('Udsatterådet')."""
    for hit in context.hits:
        if hit.type == "COUNCIL" and body_key(hit.name or context.text[hit.start : hit.end]) == key:
            surface = context.text[hit.start : hit.end].split(" i ")[0]
            if (
                surface.endswith(("rådet", "rådene", "udvalget", "klyngen", "klyngerne", "bestyrelsen", "forummet"))
                or hit.owner
            ):
                return True
    return False


def _merges(groups: dict[str, _Group]) -> dict[str, str]:
    """Return which groups are others under another spelling: slips, a year or a subtitle left out, a long form."""
    renamed: dict[str, str] = {}
    by_kind: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    for group in groups.values():
        if group.type in PROGRAMMES or group.type in (
            "COUNCIL",
            "PROVIDER",
            "ASSOCIATION",
            "ORG_OTHER",
            "PERSON",
            "EDUCATION",
        ):
            by_kind[("PROGRAMME" if group.type in PROGRAMMES else group.type, group.owner)].append(group)
    for (kind, _), members in sorted(by_kind.items()):
        ordered = sorted(members, key=lambda g: (-len(g.hits), g.key))
        blocks: dict[str, list[int]] = {}
        for place, group in enumerate(ordered):
            near = sorted({p for block in _blocks(_bare(group.key)) for p in blocks.get(block, ())})
            for block in _blocks(_bare(group.key)):
                blocks.setdefault(block, []).append(place)
            for other in (ordered[p] for p in near):
                if (
                    other.key not in renamed
                    and same_name(_bare(other.key), _bare(group.key), kind)
                    and not (group.code and other.code)
                ):
                    if group.code and not other.code:
                        renamed[other.key] = group.key
                    else:
                        renamed[group.key] = other.key
                    break
    for key in list(renamed):
        renamed[key] = _final(renamed[key], {k: v for k, v in renamed.items() if k != key})
    return {k: v for k, v in renamed.items() if k != v}


def _blocks(name: str) -> tuple[str, str]:
    """Return what two spellings of a name share one of: how it begins and how it ends."""
    return name[:5], "…" + name[-5:]


def _bare(key: str) -> str:
    return key.split("|")[1]


def _surfaces(hits: Sequence[Hit], text: str) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for hit in sorted(hits, key=lambda h: h.start):
        surface = " ".join(text[hit.start : hit.end].split())
        if surface:
            seen.setdefault(surface, None)
    return tuple(seen)


def _entity(group: _Group, context: Context) -> LocalEntity:
    surfaces = _surfaces(group.hits, context.text)
    hits = sorted(group.hits, key=lambda h: h.start)
    kind = Counter(h.type for h in hits).most_common(1)[0][0] if group.type in PROGRAMMES else group.type
    kind = (
        min(
            (t for t, n in Counter(h.type for h in hits).items() if n == max(Counter(h.type for h in hits).values())),
            default=kind,
        )
        if group.type in PROGRAMMES
        else kind
    )
    name = group.name or _name(group, kind, surfaces, hits)
    key = group.key.replace("PROGRAMME|", f"{kind}|", 1)
    mentions = tuple(mention_of(h, context.flow) for h in hits)
    value = hits[0].value if kind in ("DATE", "AMOUNT") else ""
    return LocalEntity(
        group.key if group.key.startswith("PROGRAMME|") else key,
        kind,
        name,
        surfaces,
        mentions,
        value=value,
        owner=group.owner,
        code=group.code,
    )


def _behind_article(name: str) -> str:
    """Put a body's name behind an article and an adjective in the indefinite form, first letter upper case: 'Det forberedende råd'."""
    return re.sub(r"(udvalg|nævn|råd)et$", r"\1", name[:1].upper() + name[1:])


def _name(group: _Group, kind: str, surfaces: tuple[str, ...], hits: Sequence[Hit]) -> str:
    """Choose the canonical name: the fullest form that is used, first letter upper case, with its owner where it needs one."""
    names = [h.name for h in hits if h.name]
    if kind == "COUNCIL":
        own = [
            re.sub(
                r" (?:i|for) (?:ny |det kommende |den kommende )?(?:Region|Danske Regioner)\b.*$| i [A-ZÆØÅ][\wæøå-]+ [Kk]ommune$",
                "",
                b,
            )
            for b in (*names, *surfaces)
        ]
        wanted = group.key.split("|")[1]
        fitting = [b for b in own if body_key(b) == wanted]
        counted = Counter(fitting or own)
        base = min(
            counted,
            key=lambda b: (not b.endswith(("et", "en", "ne")) and " for " not in b, b[:1].islower(), -counted[b], b),
        )
        base = re.sub(r" -(?= og )", "-", _behind_article(base) if base.casefold().startswith(("det ", "den ")) else definite(base))
        return f"{base} {'for' if 'orberedende' in base else 'i'} {name_of(group.owner)}" if group.owner else base
    if group.owner and kind == "PROVIDER":
        base = surfaces[0][:1].upper() + surfaces[0][1:]
        return f"{re.sub(' i Region .*$', '', base).replace('- & ', '- og ')} i {name_of(group.owner)}"
    if kind in PROGRAMMES:
        best = max(names or list(surfaces), key=lambda s: (len(s), s))
        if group.owner and _BUDGET.match(fold(best)):
            return (
                f"{best[:1].upper()}{best[1:]} for {name_of(group.owner)}"
                if "undhedsaftale" not in best
                else best[:1].upper() + best[1:]
            )
        return best[:1].upper() + best[1:]
    if kind in ("DATE", "AMOUNT"):
        return surfaces[0]
    best = names[0] if names else max(surfaces, key=lambda s: (not s.isupper(), len(s), s))
    return best
