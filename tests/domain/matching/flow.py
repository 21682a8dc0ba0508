"""A second solver, written differently: least-cost flow by Bellman and Ford over plain edges. Slow and simple."""

from __future__ import annotations

from collections.abc import Sequence


def cheapest_flow(
    cost: Sequence[Sequence[int | None]], room: Sequence[int], steps: Sequence[Sequence[int]] | None = None
) -> int:
    """The least total cost of giving every row a column; None must not be. ``steps[column][n]`` is what the n-th
    place costs on top. There has to be a way for every row."""
    rows, columns = len(cost), len(room)
    sink = rows + columns
    edges: list[list[int]] = []  # from, to, room, cost; the way back follows every edge

    def edge(start: int, end: int, capacity: int, price: int) -> None:
        edges.append([start, end, capacity, price])
        edges.append([end, start, 0, -price])

    for row, prices in enumerate(cost):
        for column, price in enumerate(prices):
            if price is not None:
                edge(row, rows + column, 1, price)
    for column, places in enumerate(room):
        for place in range(min(places, rows)):
            edge(rows + column, sink, 1, steps[column][place] if steps else 0)
    total = 0
    for row in range(rows):
        total += _augment(edges, row, sink)
    return total


def _augment(edges: list[list[int]], start: int, sink: int) -> int:
    best: dict[int, int] = {start: 0}
    into: dict[int, int] = {}
    changed = True
    while changed:
        changed = False
        for number, (tail, head, room, price) in enumerate(edges):
            if room and tail in best and best[tail] + price < best.get(head, best[tail] + price + 1):
                best[head] = best[tail] + price
                into[head] = number
                changed = True
    node = sink
    while node != start:
        number = into[node]
        edges[number][2] -= 1
        edges[number ^ 1][2] += 1
        node = edges[number][0]
    return best[sink]
