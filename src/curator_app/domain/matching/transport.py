"""Cheapest placing of units into columns with room, kept optimal while units, rooms and costs change.

The school's question «who goes to whom» is a transport problem: every unit takes one place of one column, the n-th
place of a column costs ``first + step·n`` (a growing price of places is what spreads the load), the total is least.
Every column has a price; a placement is optimal when every unit stands where ``cost + price`` is least for it and
every column's price lies between the cost of its last taken place and of its next free one. Each operation below
keeps this true by one shortest-path search over the columns, so that «what if» costs a fraction of a fresh solve.
All numbers are integers, nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise
from operator import add

_STALE = 4  # columns looked at in vain, in rows, before a unit's ranked columns are ranked anew


class Transport:
    """``cost[unit][column]`` is at most ``wall``; ``wall`` stands for «must not» and outweighs any honest total.

    One column should take everybody («nobody», unlimited room), so that there is always a placement.
    """

    __slots__ = (
        "_far",
        "_leaving",
        "_ranked",
        "_waste",
        "cost",
        "first",
        "held",
        "place",
        "price",
        "room",
        "step",
        "wall",
    )

    def __init__(
        self, cost: list[list[int]], room: list[int], first: Sequence[int], step: Sequence[int], wall: int
    ) -> None:
        self.cost = cost
        self.room = room
        self.first = first
        self.step = step
        self.wall = wall
        self._far = wall << 24
        self.held: list[list[int]] = [[] for _ in room]
        self.place = [-1] * len(cost)
        self.price = list(first)
        self._leaving: list[tuple[list[int], int] | None] = [None] * len(room)
        self._ranked: list[list[tuple[int, int]] | None] = [None] * len(cost)
        self._waste = [0] * len(cost)

    def clone(self) -> Transport:
        """An independent copy to try something on."""
        copy = object.__new__(Transport)
        copy.cost = self.cost[:]
        copy.room = self.room[:]
        copy.first, copy.step, copy.wall, copy._far = self.first, self.step, self.wall, self._far
        copy.held = [units[:] for units in self.held]
        copy.place = self.place[:]
        copy.price = self.price[:]
        copy._leaving = self._leaving[:]
        copy._ranked = [None] * len(self.cost)
        copy._waste = [0] * len(self.cost)
        return copy

    @property
    def value(self) -> int:
        """The total cost of the placement (at least ``wall`` when something was forced that cannot be)."""
        total = sum(self.cost[unit][column] for unit, column in enumerate(self.place) if column >= 0)
        for units, first, step in zip(self.held, self.first, self.step, strict=True):
            taken = len(units)
            total += first * taken + step * (taken * (taken - 1) // 2)
        return total

    def insert(self, unit: int) -> None:
        """Places a unit that stands nowhere, moving others where that is cheaper."""
        price, held, room, cost = self.price, self.held, self.room, self.cost
        label: dict[int, int] = {}
        comer: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        settled: list[tuple[int, int]] = []
        goal, end = self._far, -1
        distance, column, scouts = 0, -1, [unit]
        while True:
            for scout in scouts:
                row = cost[scout]
                offset = distance - (row[column] + price[column] if column >= 0 else 0)
                count = 0
                for bound, target in self._rank(scout):
                    if offset + bound >= goal:
                        break
                    count += 1
                    way = offset + row[target] + price[target]
                    if way < label.get(target, goal):
                        label[target] = way
                        comer[target] = scout
                        heappush(heap, (way, target))
                        taken = len(held[target])
                        if taken < room[target]:
                            arrival = way + self.first[target] + self.step[target] * taken - price[target]
                            if arrival < goal:
                                goal, end = arrival, target
                self._waste[scout] += count
            while heap and label[heap[0][1]] < heap[0][0]:
                heappop(heap)
            if not heap or heap[0][0] >= goal:
                break
            distance, column = heappop(heap)
            settled.append((column, distance))
            scouts = held[column]
        for column, distance in settled:
            price[column] += goal - distance
        self._follow(comer, end, unit)

    def _follow(self, comer: dict[int, int], column: int, unit: int) -> None:
        """Each column on the way takes its comer, back to the unit that started."""
        mover = comer[column]
        while mover != unit:
            origin = self.place[mover]
            self._take(mover)
            self._put(mover, column)
            column, mover = origin, comer[origin]
        self._put(unit, column)

    def _return(self, unit: int) -> None:
        """``insert`` where prices have fallen before, so that ranked columns would have to be ranked anew."""
        key = list(map(add, self.cost[unit], self.price))
        path = self._reach(key, [])
        self._move(path)
        self._put(unit, path[0])

    def _rank(self, unit: int) -> list[tuple[int, int]]:
        """Columns of a unit by lower bounds of cost and price; prices have not fallen since they were taken."""
        known = self._ranked[unit]
        if known is None or self._waste[unit] > _STALE * len(self.price):
            known = sorted(zip(map(add, self.cost[unit], self.price), range(len(self.price)), strict=True))
            self._ranked[unit] = known
            self._waste[unit] = 0
        return known

    def remove(self, unit: int) -> None:
        """Takes a unit away; the freed place goes to whom it helps most."""
        column = self.place[unit]
        self._take(unit)
        self._refill(column)

    def add_place(self, column: int) -> None:
        """One place more in a column."""
        self.room[column] += 1
        self._refill(column)

    def drop_place(self, column: int) -> None:
        """One place less in a column; somebody leaves it when it was full."""
        self.room[column] -= 1
        if len(self.held[column]) <= self.room[column]:
            return
        row, base = self._leave(column)
        base += self.price[column]
        key = [cost + price - base for cost, price in zip(row, self.price, strict=True)]
        key[column] = self._far
        self._move([column, *self._reach(key, [(column, 0)])])

    def reprice(self, unit: int, row: list[int]) -> None:
        """Other costs for a unit, placed or not."""
        column = self.place[unit]
        if column < 0:
            self.cost[unit] = row
            self._ranked[unit] = None
            return
        old = self.cost[unit]
        if row[column] == old[column] and all(new >= was for new, was in zip(row, old, strict=True)):
            self.cost[unit] = row
            self._leaving[column] = None
            self._ranked[unit] = None
            return
        self.remove(unit)
        self.cost[unit] = row
        self._ranked[unit] = None
        self._return(unit)

    def adopt(self, places: Sequence[int], price: Sequence[int]) -> None:
        """Takes over a placing of all units that is known to be the cheapest at these prices."""
        for unit, column in enumerate(places):
            self._put(unit, column)
        self.price = list(price)

    def favourites(self, unit: int, slack: int = 0) -> list[int]:
        """Columns that cost a placed unit at most ``slack`` more than its own, its own among them."""
        row = self.cost[unit]
        own = self.place[unit]
        most = row[own] + self.price[own] + slack
        return [
            column for column, (cost, price) in enumerate(zip(row, self.price, strict=True)) if cost + price <= most
        ]

    def open(self, column: int) -> bool:
        """Whether the column can take one more at its present price."""
        return len(self.held[column]) < self.room[column] and self._next(column) == self.price[column]

    def idle(self, column: int) -> bool:
        """Whether the column can give one up at its present price."""
        taken = len(self.held[column])
        return taken > 0 and self.first[column] + self.step[column] * (taken - 1) == self.price[column]

    def _next(self, column: int) -> int:
        return self.first[column] + self.step[column] * len(self.held[column])

    def _put(self, unit: int, column: int) -> None:
        self.held[column].append(unit)
        self.place[unit] = column
        self._leaving[column] = None

    def _take(self, unit: int) -> None:
        column = self.place[unit]
        self.held[column].remove(unit)
        self.place[unit] = -1
        self._leaving[column] = None

    def _leave(self, column: int) -> tuple[list[int], int]:
        """(row, base): sending the cheapest unit of a column to another one costs ``row[other] - base``."""
        known = self._leaving[column]
        if known is None:
            units = self.held[column]
            if len(units) == 1:
                row = self.cost[units[0]]
                known = row, row[column]
            else:
                known = list(map(min, *[self._relative(unit, column) for unit in units])), 0
            self._leaving[column] = known
        return known

    def _relative(self, unit: int, column: int) -> list[int]:
        row = self.cost[unit]
        base = row[column]
        return [cost - base for cost in row] if base else row

    def _reach(self, key: list[int], settled: list[tuple[int, int]]) -> list[int]:
        """The cheapest way from the labels of ``key`` to a free place, as columns; prices rise accordingly."""
        gates = [
            (column, self._next(column) - price)
            for column, (units, room, price) in enumerate(zip(self.held, self.room, self.price, strict=True))
            if len(units) < room
        ]
        start = key[:]
        goal, end = self._search(key, settled, gates, self._far)
        path = self._path(start, settled, end)
        for column, distance in settled:
            if distance < goal:
                self.price[column] += goal - distance
        return path

    def _refill(self, column: int) -> None:
        """After a place came free in a column whose price is above its cost: lets in the chain that gains most."""
        excess = self.price[column] - self._next(column)
        if excess <= 0:
            return
        key = [
            price - first - step * (len(units) - 1) if units else self._far
            for price, first, step, units in zip(self.price, self.first, self.step, self.held, strict=True)
        ]
        start = key[:]
        settled: list[tuple[int, int]] = []
        goal, end = self._search(key, settled, [(column, 0)], excess)
        path = self._path(start, settled, end) if end >= 0 else []
        lower = [goal] * len(self.price)
        for here, distance in settled:
            lower[here] = min(distance, goal)
        self.price = [price - less for price, less in zip(self.price, lower, strict=True)]
        self._ranked = [None] * len(self.cost)
        self._move(path)
        for here, units in enumerate(self.held):
            if not units and self.price[here] < self.first[here]:
                self.price[here] = self.first[here]

    def _search(
        self, key: list[int], settled: list[tuple[int, int]], gates: list[tuple[int, int]], goal: int
    ) -> tuple[int, int]:
        """Shortest distance below ``goal`` from the labels of ``key`` through one of the gates (column, toll) and
        that column, else (``goal``, -1). Columns passed are added to ``settled`` with their distances."""
        far = self._far
        gauge = self.price[:]
        for column, _ in settled:
            gauge[column] = far
        end = -1
        while True:
            for column, toll in gates:
                arrival = key[column] + toll
                if arrival < goal:
                    goal, end = arrival, column
            distance = min(key)
            if distance >= goal:
                break
            column = key.index(distance)
            settled.append((column, distance))
            key[column] = gauge[column] = far
            if self.held[column]:
                row, base = self._leave(column)
                start = distance - self.price[column] - base
                key = [
                    old if old <= (new := start + cost + price) else new
                    for old, cost, price in zip(key, row, gauge, strict=True)
                ]
        if end >= 0 and all(column != end for column, _ in settled):
            settled.append((end, key[end]))
        return goal, end

    def _path(self, start: list[int], settled: list[tuple[int, int]], end: int) -> list[int]:
        """The columns passed on the way to ``end``, in order."""
        rank = next(index for index, (column, _) in enumerate(settled) if column == end)
        path = [end]
        while start[path[-1]] != settled[rank][1]:
            rank = self._before(settled, rank)
            path.append(settled[rank][0])
        path.reverse()
        return path

    def _before(self, settled: list[tuple[int, int]], rank: int) -> int:
        """Which settled column the shortest way to the one at ``rank`` comes from."""
        column, distance = settled[rank]
        wanted = distance - self.price[column]
        for index, (other, passed) in enumerate(settled[:rank]):
            if self.held[other]:
                row, base = self._leave(other)
                if passed - self.price[other] + row[column] - base == wanted:
                    return index
        raise AssertionError("a settled column was reached from nowhere")

    def _move(self, path: list[int]) -> None:
        """Sends the cheapest unit of each column of the path to the next one."""
        movers = []
        for here, there in pairwise(path):
            row, base = self._leave(here)
            shift = row[there] - base
            movers.append(next(x for x in self.held[here] if self.cost[x][there] - self.cost[x][here] == shift))
        for unit, there in zip(movers, path[1:], strict=True):
            self._take(unit)
            self._put(unit, there)
