"""The programmes and councils that a fact or remark belongs to: at its ends, or by the meeting and item it tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from kg.answers import names
from kg.compare.keys import Build, Key
from ontology.terms import PROGRAMME

_LAST = str.maketrans({"æ": "{a", "ø": "{b", "å": "{c"})


class Groups:
    """Which programmes and councils there are in two builds, what they are called and what belongs to each.

    Everything goes by slug; `same` gives the slug that stands for another.
    """

    def __init__(self, a: Build, b: Build, same: Mapping[str, str]) -> None:
        self._builds = (b, a)
        self._same = same
        self._names: dict[str, str] = {}
        self._types: dict[str, str] = {}
        for build in (a, b):
            for slug, kind in build.types.items():
                if kind in PROGRAMME or kind == "COUNCIL":
                    self._types[same.get(slug, slug)] = kind

    def of(self, *keys: Key) -> tuple[str, ...]:
        """Return the slugs of the groups of something that is said: programmes first, then councils, each by name."""
        found: set[str] = set()
        for key in keys:
            for part in key[2:] if key[0] == "fact" else key[1:]:
                found |= self._around(part)
        return tuple(sorted(found, key=self.order))

    def order(self, slug: str) -> tuple[int, str, str]:
        """Return what groups sort by; what belongs to none comes last."""
        kind = self._types.get(slug, "")
        place = 2 if not kind else 1 if kind == "COUNCIL" else 0
        return place, self.name(slug).lower().translate(_LAST), slug

    def type(self, slug: str) -> str:
        """Return the type of a group's programme or council, empty where it has none."""
        return self._types.get(slug, "")

    def name(self, slug: str) -> str:
        """Return what a group is called in the newer build, or else in the older."""
        if not slug:
            return ""
        if slug not in self._names:
            for build in self._builds:
                if slug in build.types:
                    iri = build.handle.base + slug
                    self._names[slug] = names(build.handle, (iri,))[iri]
                    break
        return self._names.get(slug, slug)

    def _around(self, slug: str) -> set[str]:
        if slug in self._types:
            return {slug}
        found = set(self._meetings.get(slug, ()))
        if slug in self._items:
            meetings, programmes = self._items[slug]
            found |= programmes
            for meeting in meetings:
                found |= self._meetings.get(meeting, set())
        return found

    @cached_property
    def _meetings(self) -> dict[str, set[str]]:
        """The councils of each meeting."""
        found: dict[str, set[str]] = defaultdict(set)
        for meeting, council in self._pairs("meetingOf"):
            if self._types.get(council) == "COUNCIL":
                found[meeting].add(council)
        return dict(found)

    @cached_property
    def _items(self) -> dict[str, tuple[set[str], set[str]]]:
        """The meetings of each agenda item, and the programmes that it discusses."""
        found: dict[str, tuple[set[str], set[str]]] = {}
        for item, meeting in self._pairs("itemOf"):
            found.setdefault(item, (set(), set()))[0].add(meeting)
        for item, programme in self._pairs("discusses"):
            if self._types.get(programme) in PROGRAMME:
                found.setdefault(item, (set(), set()))[1].add(programme)
        return found

    def _pairs(self, name: str) -> Iterable[tuple[str, str]]:
        for build in self._builds:
            for subject, object_ in build.pairs(name):
                yield self._same.get(subject, subject), self._same.get(object_, object_)
