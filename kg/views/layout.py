"""Places the nodes of the graph on the plane at build time: the same input gives the same whole numbers everywhere."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

SPACING = 90.0
SLACK = 0.3  # how strongly a weak link pulls, beside others
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
EXACT = 600  # all pairs are compared up to here; beyond, nodes stand around their neighbours

Link = tuple[int, int]
Point = tuple[int, int]


def place(
    count: int, links: Sequence[Link], *, core: Sequence[int] | None = None, weak: Collection[Link] = frozenset()
) -> tuple[Point, ...]:
    """Return a point for each of the nodes 0 … `count` - 1, in layout units, no two alike.

    The nodes of `core` (at most 600 of them; by default the first) are placed by forces after Fruchterman and
    Reingold, "Graph drawing by force-directed placement", 1991, from a fixed spiral; the others stand around the
    mean of their placed neighbours. Only additions, multiplications, divisions and square roots in a fixed order
    are used from the spiral on, so that every machine rounds alike. The links in `weak` pull less.

    >>> place(3, [(0, 1)]) == place(3, [(0, 1)]), len(set(place(50, []))), place(0, [])
    (True, 50, ())
    """
    chosen = list(range(count) if core is None else core)[:EXACT]
    index = {node: i for i, node in enumerate(chosen)}
    kept = {(index[a], index[b]): (a, b) for a, b in links if a in index and b in index and a != b}
    inner = sorted(kept)
    slack = np.array([SLACK if kept[link] in weak else 1.0 for link in inner])
    points = dict(zip(chosen, _forces(len(chosen), inner, slack), strict=True))
    _surround(points, count, links)
    return _distinct([points[i] for i in range(count)])


def _spiral(i: int, *, spacing: float = SPACING) -> tuple[float, float]:
    radius, angle = spacing * 0.6 * math.sqrt(i + 0.5), i * GOLDEN_ANGLE
    # Sine and cosine may differ in the last digit between C libraries; three decimals do not.
    return round(radius * math.cos(angle), 3), round(radius * math.sin(angle), 3)


def _forces(
    count: int, links: Sequence[Link], slack: np.ndarray, *, rounds: int = 200
) -> list[tuple[float, float]]:
    if count == 0:
        return []
    xy = np.array([_spiral(i) for i in range(count)])
    degree = np.zeros(count)
    for a, b in links:
        degree[a] += 1
        degree[b] += 1
    order = sorted(range(count), key=lambda i: (-degree[i], i))
    xy = xy[np.argsort(np.array(order), kind="stable")]  # the most connected start in the middle
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    weight = 1.0 / np.sqrt(np.maximum(np.minimum(degree[ends[:, 0]], degree[ends[:, 1]]), 1.0))
    weight *= slack
    heavy = np.sqrt(1.0 + degree)
    # Islands are drawn in more strongly than the mainland, which would else drive them far out.
    island = np.array([size * 4 < count for size in _islands(count, links)], dtype=bool)
    home = np.where(island, 0.75, 0.32 + 0.02 * heavy)
    far = 100 * SPACING * SPACING
    for step in range(rounds):
        heat = SPACING * 0.9 * (1.0 - step / rounds) + 1.0
        dx = xy[None, :, 0] - xy[:, None, 0]
        dy = xy[None, :, 1] - xy[:, None, 1]
        squared = dx * dx + dy * dy + 1.0
        push = (SPACING * SPACING * heavy)[:, None] / squared
        push *= np.where(squared > far, 0.25, 1.0)
        # Along the first axis numpy adds row by row; along the last it adds in pairs, as wide as the processor likes.
        move = np.stack([np.add.reduce(dx * push, axis=0), np.add.reduce(dy * push, axis=0)], axis=1)
        pull = xy[ends[:, 0]] - xy[ends[:, 1]]
        pull = pull * (np.sqrt(pull[:, 0] * pull[:, 0] + pull[:, 1] * pull[:, 1]) * weight * 1.6 / SPACING)[:, None]
        np.subtract.at(move, ends[:, 0], pull)
        np.add.at(move, ends[:, 1], pull)
        move -= xy * home[:, None]  # towards the middle, so that islands stay in sight
        length = np.sqrt(move[:, 0] * move[:, 0] + move[:, 1] * move[:, 1]) + 0.001
        xy = xy + move * (np.minimum(length, heat) / length)[:, None]
    return [(float(x), float(y)) for x, y in xy]


def _islands(count: int, links: Sequence[Link]) -> list[int]:
    """Return for each node how many nodes hang together with it, itself included."""
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for a, b in links:
        root[max(find(a), find(b))] = min(find(a), find(b))
    size = Counter(find(i) for i in range(count))
    return [size[find(i)] for i in range(count)]


def _surround(points: dict[int, tuple[float, float]], count: int, links: Sequence[Link]) -> None:
    """Place what is not placed around the mean of its placed neighbours, ring by ring, the rest outside."""
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in links:
        neighbours[a].append(b)
        neighbours[b].append(a)
    around: dict[Point, int] = {}
    waiting = [i for i in range(count) if i not in points]
    while waiting:
        ring: dict[int, tuple[float, float]] = {}
        for i in waiting:
            placed = sorted({n for n in neighbours[i] if n in points})
            if not placed:
                continue
            x = sum(points[n][0] for n in placed) / len(placed)
            y = sum(points[n][1] for n in placed) / len(placed)
            cell = (round(x / SPACING), round(y / SPACING))
            around[cell] = turn = around.get(cell, 0) + 1
            dx, dy = _spiral(turn, spacing=SPACING * 0.7)
            ring[i] = (x + dx, y + dy)
        if not ring:
            break
        points.update(ring)
        waiting = [i for i in waiting if i not in ring]
    first = len(points)
    for turn, i in enumerate(waiting):
        points[i] = _spiral(first + turn)


def _distinct(points: Sequence[tuple[float, float]]) -> tuple[Point, ...]:
    taken: set[Point] = set()
    result = []
    for x, y in points:
        point = (round(x), round(y))
        while point in taken:
            point = (point[0] + 7, point[1] + 5)
        taken.add(point)
        result.append(point)
    return tuple(result)
