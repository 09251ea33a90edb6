"""Two builds compared: which facts and remarks are new, gone or changed, and which documents lie behind that."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from extractors.errors import ConfigurationError
from kg.compare.collect import Told, differing
from kg.compare.groups import Groups
from kg.compare.keys import Build, Filed, Key, opened
from kg.compare.show import Shown, Side, fetched
from ontology.terms import PREDICATES, REMARKS

LIMIT = 500
"""How many changes are described one by one."""
KINDS = ("changed", "new", "gone")
Slugs = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that is ``new``, ``gone``, ``replaced`` (at a path of it now stand the bytes of ``new_id``) or ``moved``.

    ``path`` and ``id`` are those before, or now where the document is new; ``now`` is the new path of one that moved.
    """

    kind: str
    id: str
    path: str
    title: str
    new_id: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact or remark that is ``new``, ``gone`` or ``changed``, with how it was said before and is said now.

    ``family`` is ``fact`` or the kind of remark. ``why`` is ``document_new``, ``document_gone``, ``document_replaced``
    or ``read_otherwise`` (the document is in both builds; the program, its settings or another document made the
    difference). ``groups`` are the slugs of the programmes and councils that it belongs to, the first of them the one
    that it is listed under. ``before`` and ``now`` quote at most some passages of each wording.
    """

    kind: str
    family: str
    key: Key
    new_key: Key
    why: str
    groups: tuple[str, ...]
    before: tuple[Shown, ...] = ()
    now: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A programme or council (or what belongs to none, with an empty ``slug``) and the changes listed under it.

    ``counts`` are those of all its changes by kind; ``changes`` are as many of them as were asked for.
    """

    slug: str
    type: str
    name: str
    counts: Mapping[str, int]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs between two builds.

    ``facts`` and ``remarks`` count by ``new``, ``gone``, ``changed`` and ``same``; ``entities_new`` and
    ``entities_gone`` count by type. ``before`` and ``now`` hold what is named and cited of either build; ``group_names``
    are the names of all groups.
    """

    before: Side
    now: Side
    documents: tuple[DocumentChange, ...]
    facts: Mapping[str, int]
    remarks: Mapping[str, int]
    entities_new: Mapping[str, int]
    entities_gone: Mapping[str, int]
    groups: tuple[Group, ...]
    group_names: Slugs
    total: int
    shown: int

    @property
    def differs(self) -> bool:
        """Whether anything differs: a fact, a remark, a document or an entity."""
        return bool(self.total or self.documents or self.entities_new or self.entities_gone)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A change before its passages are fetched: claim ids by side."""

    kind: str
    before: Told | None
    now: Told | None
    why: str
    groups: tuple[str, ...]

    @property
    def key(self) -> Key:
        return (self.before or self.now).key  # type: ignore[union-attr]

    @property
    def new_key(self) -> Key:
        return (self.now or self.before).key  # type: ignore[union-attr]


def diff(
    before: str | os.PathLike[str], now: str | os.PathLike[str], *, persons: str = "public", limit: int = LIMIT
) -> Diff:
    """Compare two builds by what they say, not by how they number it.

    Parameters
    ----------
    before, now
        The older and the newer build, each a folder that ``kg build`` wrote or a graph as N-Quads (``.nq``).
    persons
        ``public`` leaves private persons out, with what is said of them; ``all`` keeps them.
    limit
        How many changes to describe, with quotes; all are counted.

    Returns
    -------
    The differences; groups by programmes and then councils, each by name, changes in them by predicate.

    Raises
    ------
    QueryError
        If there is no build in one of the two places.
    ConfigurationError
        If `persons` is neither ``public`` nor ``all``.
    """
    if persons not in ("public", "all"):
        raise ConfigurationError(f"Unknown setting persons={persons!r}. Known: public, all.")
    with ExitStack() as stack:
        a, b = stack.enter_context(opened(before)), stack.enter_context(opened(now))
        same = _renamed(a, b)
        private = {*a.private(), *b.private()} if persons == "public" else set()
        hidden = frozenset(same.get(slug, slug) for slug in private)
        papers = a.documents(), b.documents()
        documents, kinds = _documents(*papers)
        told, counts = differing(a, b, same, hidden, papers)
        groups = Groups(a, b, same)
        drafts = sorted(_drafts(*told, kinds, groups), key=lambda draft: _order(draft, groups))
        # What differs only in what a fuller wording tells as well is the same.
        counts.update("fact" if key[0] == "fact" else "remark" for key in told[0].keys() & told[1].keys())
        facts, remarks = _counts(drafts, counts)
        entities_new, entities_gone = _entities(a, b, same, hidden)
        shown = _shown(a, b, drafts[:limit], hidden)
        return Diff(
            Side.of(a, str(before), [c.before for c in shown]), Side.of(b, str(now), [c.now for c in shown]),
            documents, facts, remarks, entities_new, entities_gone, _grouped(drafts, shown, groups),
            {slug: groups.name(slug) for slug in sorted({slug for draft in drafts for slug in draft.groups})},
            len(drafts), len(shown),
        )  # fmt: skip


def _renamed(a: Build, b: Build) -> dict[str, str]:
    """Return which slug stands for another: what was renamed or merged in either build is one and the same."""
    parent: dict[str, str] = {}

    def root(slug: str) -> str:
        while slug in parent:
            slug = parent[slug]
        return slug

    def rank(slug: str) -> tuple[bool, bool, str]:
        return slug not in b.types, slug not in a.types, slug

    for old, new in sorted({*a.replaced, *b.replaced}):
        one, two = sorted((root(old), root(new)), key=rank)
        if one != two:
            parent[two] = one
    return {slug: root(slug) for slug in parent}


def _documents(a: Sequence[Filed], b: Sequence[Filed]) -> tuple[tuple[DocumentChange, ...], dict[str, str]]:
    """Return the documents that differ, by path, and what became of each by id: new, gone or replaced."""
    old, new = {one.id: one for one in a}, {one.id: one for one in b}
    lies = {path: one.id for one in b for path in one.paths}
    moved = [one for one in a if one.id in new and one.paths and new[one.id].paths and not {*one.paths} & {*new[one.id].paths}]
    found = [DocumentChange("moved", one.id, one.path, one.title, now=new[one.id].path) for one in moved]
    away = {one.id for one in moved}
    kinds: dict[str, str] = {}
    for one in a:
        # By what stands there now, the first path of each; files that only changed names have moved.
        there = {lies[path]: path for path in sorted(one.paths, reverse=True) if path in lies}
        for id in (id for id in sorted(there) if id != one.id and not (one.id in away and id in old)):
            found.append(DocumentChange("replaced", one.id, there[id], one.title, id))
            kinds |= {each: "replaced" for each, other in ((one.id, new), (id, old)) if each not in other}
    for kind, side, other in (("gone", a, new), ("new", b, old)):
        for one in side:
            if one.id not in other and one.id not in kinds:
                found.append(DocumentChange(kind, one.id, one.path, one.title))
                kinds[one.id] = kind
    return tuple(sorted(found, key=lambda one: (one.path, one.kind, one.id, one.new_id))), kinds


def _drafts(a: dict[Key, Told], b: dict[Key, Told], kinds: Slugs, groups: Groups) -> Iterator[_Draft]:
    gone, new = [a[key] for key in sorted(a.keys() - b.keys())], [b[key] for key in sorted(b.keys() - a.keys())]

    def draft(kind: str, old: Told | None, now: Told | None) -> _Draft:
        keys = [one.key for one in (old, now) if one]
        return _Draft(kind, old, now, _why(old, now, kinds), groups.of(*keys))

    for key in sorted(a.keys() & b.keys()):
        old, now = _told(a[key]), _told(b[key])
        if old.variants.keys() != now.variants.keys():
            yield draft("changed", _without(old, now), _without(now, old))
    pairs = _paired(gone, new)
    yield from (draft("changed", _told(old), _told(now)) for old, now in pairs)
    paired = {one.key for pair in pairs for one in pair}
    yield from (draft("gone", _told(one), None) for one in gone if one.key not in paired)
    yield from (draft("new", None, _told(one)) for one in new if one.key not in paired)


def _told(one: Told) -> Told:
    """Leave out a wording that only lacks what another one tells beside it: both say the same."""
    kept = {v: ids for v, ids in one.variants.items() if not any(set(v) < set(other) for other in one.variants)}
    return Told(one.key, kept, one.documents)


def _without(one: Told, other: Told) -> Told:
    kept = {variant: ids for variant, ids in one.variants.items() if variant not in other.variants}
    return Told(one.key, kept, one.documents)


def _paired(gone: Sequence[Told], new: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Return what is gone with what came in its place, where there is just one of each: another sum, day or outcome."""
    pairs: list[tuple[Told, Told]] = []
    taken: set[Key] = set()
    for place in (_place, _wide_place):
        before, after = (_by_place((o for o in side if o.key not in taken), place) for side in (gone, new))
        for where in sorted(before.keys() & after.keys()):
            if len(before[where]) == len(after[where]) == 1:
                pairs.append((before[where][0], after[where][0]))
                taken |= {before[where][0].key, after[where][0].key}
    return pairs


def _by_place(side: Iterable[Told], place: object) -> dict[tuple[object, ...], list[Told]]:
    found: dict[tuple[object, ...], list[Told]] = {}
    for one in side:
        where = place(one)  # type: ignore[operator]
        if where is not None:
            found.setdefault(where, []).append(one)
    return found


def _place(one: Told) -> tuple[object, ...] | None:
    """Return what stays the same where something has become another: a decision's item and point, what a sum is for."""
    names = {"decision": ("status", "point"), "funded_with": ("year", "funder", "kind"), "dated": ("kind",)}
    if one.key[0] == "fact":
        predicate = one.key[1]
        if predicate not in names:
            return None
        told = sorted({tuple(p for p in variant if p[0] in names[predicate]) for variant in one.variants})
        return (predicate, one.key[2], tuple(told))
    changing = {"figure": "count=", "follow_up": "due=", "vote": "votes=", "earlier_decision": "outcome="}.get(one.key[0])
    if changing is None:
        return None
    return tuple(part for part in one.key if not part.startswith(changing))


def _wide_place(one: Told) -> tuple[object, ...] | None:
    return ("decision", one.key[2]) if one.key[:2] == ("fact", "decision") else None


def _why(old: Told | None, now: Told | None, kinds: Slugs) -> str:
    """Return what became of the documents behind a change: of those that said it, or say it now."""
    sides = [one for one in (old, now) if one is not None]
    said = {kinds.get(d, "kept") for one in sides for variant in one.variants for d in one.documents[variant]}
    if "kept" in said:
        return "read_otherwise"
    if "replaced" in said:
        return "document_replaced"
    return "document_new" if "new" in said else "document_gone"


def _order(draft: _Draft, groups: Groups) -> tuple[object, ...]:
    key = draft.key
    fact = key[0] == "fact"
    words, word = (list(PREDICATES), key[1]) if fact else (list(REMARKS), key[0])
    return (groups.order(draft.groups[0] if draft.groups else ""), not fact, words.index(word),
            KINDS.index(draft.kind), key, draft.new_key)  # fmt: skip


def _counts(drafts: Iterable[_Draft], alike: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    facts, remarks = dict.fromkeys((*KINDS, "same"), 0), dict.fromkeys((*KINDS, "same"), 0)
    facts["same"], remarks["same"] = alike["fact"], alike["remark"]
    for draft in drafts:
        count = facts if draft.key[0] == "fact" else remarks
        count[draft.kind] += 1
        count["same"] -= draft.before is not None and draft.now is not None and draft.before.key == draft.now.key
    return facts, remarks


def _entities(a: Build, b: Build, same: Slugs, hidden: frozenset[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many entities of each type are new and gone; what was renamed or merged is neither."""
    old, now = ({same.get(slug, slug): kind for slug, kind in build.types.items()} for build in (a, b))
    new = Counter(now[slug] for slug in now.keys() - old.keys() - hidden)
    gone = Counter(old[slug] for slug in old.keys() - now.keys() - hidden)
    return ({kind: count[kind] for kind in sorted(count)} for count in (new, gone))  # type: ignore[return-value]


def _shown(a: Build, b: Build, drafts: Sequence[_Draft], hidden: frozenset[str]) -> list[Change]:
    before = fetched(a, (id for d in drafts if d.before for ids in d.before.variants.values() for id in ids), hidden)
    now = fetched(b, (id for d in drafts if d.now for ids in d.now.variants.values() for id in ids), hidden)

    def passages(one: Told | None, found: Mapping[str, Shown]) -> tuple[Shown, ...]:
        variants = one.variants if one else {}
        return tuple(found[id] for variant in sorted(variants) for id in variants[variant] if id in found)

    return [
        Change(draft.kind, draft.key[0], draft.key, draft.new_key, draft.why, draft.groups,
               passages(draft.before, before), passages(draft.now, now))
        for draft in drafts
    ]  # fmt: skip


def _grouped(drafts: Sequence[_Draft], shown: Sequence[Change], groups: Groups) -> tuple[Group, ...]:
    counts: dict[str, Counter[str]] = {}
    for draft in drafts:
        counts.setdefault(draft.groups[0] if draft.groups else "", Counter())[draft.kind] += 1
    changes: dict[str, list[Change]] = {}
    for change in shown:
        changes.setdefault(change.groups[0] if change.groups else "", []).append(change)
    return tuple(
        Group(slug, groups.type(slug), groups.name(slug), {kind: found[kind] for kind in KINDS if found[kind]},
              tuple(changes.get(slug, ())))
        for slug, found in counts.items()
    )  # fmt: skip
