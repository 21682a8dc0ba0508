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
from heapq import heapify, heappop, heappush

_STALE = 4  # columns looked at in vain, in rows, before a unit's columns are ranked anew


class Transport:
    """``cost[unit][column]`` is at most ``wall``; ``wall`` stands for «must not» and outweighs any honest total.

    One column should take everybody («nobody», unlimited room), so that there is always a placement.
    """

    __slots__ = (
        "_fallen", "_far", "_ranked", "_waste",
        "cost", "first", "held", "place", "price", "room", "step", "wall",
    )  # fmt: skip

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
        self._fallen = 0
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
        copy._fallen = self._fallen
        copy._ranked = self._ranked[:]
        copy._waste = self._waste[:]
        return copy

    @property
    def value(self) -> int:
        """The total cost of the placement (at least half a ``wall`` when something was forced that cannot be)."""
        total = sum(row[column] for row, column in zip(self.cost, self.place, strict=True) if column >= 0)
        for units, first, step in zip(self.held, self.first, self.step, strict=True):
            taken = len(units)
            total += first * taken + step * (taken * (taken - 1) // 2)
        return total

    def insert(self, unit: int) -> None:
        """Places a unit that stands nowhere, moving others where that is cheaper."""
        self._rise([], [unit])

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
        if len(self.held[column]) > self.room[column]:
            self._rise([(0, column)], [])

    def reprice(self, unit: int, row: list[int]) -> None:
        """Other costs for a unit, placed or not."""
        column = self.place[unit]
        old = self.cost[unit]
        stays = column < 0 or (row[column] == old[column] and all(map(int.__ge__, row, old)))
        if not stays:
            self.remove(unit)
        self.cost[unit] = row
        self._ranked[unit] = None
        if not stays:
            self.insert(unit)

    def adopt(self, places: Sequence[int], price: Sequence[int]) -> None:
        """Takes over a placing of all units that is known to be the cheapest at these prices."""
        for unit, column in enumerate(places):
            self._put(unit, column)
        self.price = list(price)

    def favourites(self, unit: int) -> list[int]:
        """Columns that suit a placed unit as well as its own, its own among them."""
        row = self.cost[unit]
        own = self.place[unit]
        best = row[own] + self.price[own]
        return [
            column for column, (cost, price) in enumerate(zip(row, self.price, strict=True)) if cost + price == best
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

    def _take(self, unit: int) -> None:
        self.held[self.place[unit]].remove(unit)
        self.place[unit] = -1

    def _rise(self, start: list[tuple[int, int]], scouts: list[int]) -> None:
        """Sends a unit along the cheapest way to a free place; prices on the way rise to what it costs."""
        goal, end, settled, comer = self._search(start, scouts, None, self._far)
        for column, distance in settled:
            self.price[column] += goal - distance
        self._follow(comer, end)

    def _refill(self, column: int) -> None:
        """After a place came free in a column whose price is above its cost: lets in the chain that gains most."""
        excess = self.price[column] - self._next(column)
        if excess <= 0:
            return
        start = [
            (self.price[here] - self.first[here] - self.step[here] * (len(units) - 1), here)
            for here, units in enumerate(self.held)
            if units
        ]
        goal, end, settled, comer = self._search(start, [], column, excess)
        fall = [goal] * len(self.room)
        for here, distance in settled:
            fall[here] = distance
        self.price = [
            price - less if units else max(first, price - less)
            for price, less, units, first in zip(self.price, fall, self.held, self.first, strict=True)
        ]
        self._fallen += goal
        if end >= 0:
            self._follow(comer, end)

    def _search(
        self, start: list[tuple[int, int]], scouts: list[int], gate: int | None, goal: int
    ) -> tuple[int, int, list[tuple[int, int]], list[int]]:
        """Shortest way below ``goal`` to the column ``gate`` (None: to a free place of any column): its length, its
        last column (-1: there is none), the columns passed with their distances, and who would step into each column
        (-1: the way starts there). It starts from (distance, column) or from scouts that stand nowhere."""
        price, held, cost, ranked, waste = self.price, self.held, self.cost, self._ranked, self._waste
        most_waste = _STALE * len(price)
        label = [self._far] * len(price)
        comer = [-1] * len(price)
        for distance, column in start:
            label[column] = distance
        heap = start
        heapify(heap)
        settled: list[tuple[int, int]] = []
        distance, column, end = 0, -1, -1
        while True:
            for scout in scouts:
                row = cost[scout]
                offset = distance - row[column] - price[column] if column >= 0 else 0
                reach = goal - offset + self._fallen
                known = ranked[scout]
                if known is None or waste[scout] > most_waste:
                    known = self._rank(scout)
                for looked, (bound, target) in enumerate(known):
                    if bound >= reach:
                        waste[scout] += looked
                        break
                    way = offset + row[target] + price[target]
                    if way < label[target] and way < goal:
                        label[target] = way
                        comer[target] = scout
                        heappush(heap, (way, target))
                        arrival = self._arrival(target, way) if gate is None else way if target == gate else goal
                        if arrival < goal:
                            goal, end = arrival, target
                            reach = goal - offset + self._fallen
            while heap and label[heap[0][1]] < heap[0][0]:
                heappop(heap)
            if not heap or heap[0][0] >= goal:
                return goal, end, settled, comer
            distance, column = heappop(heap)
            settled.append((column, distance))
            scouts = held[column]

    def _arrival(self, column: int, way: int) -> int:
        """What it costs to end a way in a column: at its next free place, if there is one."""
        taken = len(self.held[column])
        if taken >= self.room[column]:
            return self._far
        return way + self.first[column] + self.step[column] * taken - self.price[column]

    def _follow(self, comer: list[int], column: int) -> None:
        """Each column on the way takes its comer, back to where the way began."""
        while (mover := comer[column]) >= 0:
            origin = self.place[mover]
            if origin >= 0:
                self._take(mover)
            self._put(mover, column)
            if origin < 0:
                return
            column = origin

    def _rank(self, unit: int) -> list[tuple[int, int]]:
        """Columns of a unit by cost and price when they were ranked, raised by what all prices had fallen until then:
        less what they have fallen by now, a lower bound of cost and price today."""
        fallen = self._fallen
        bounds = [cost + price + fallen for cost, price in zip(self.cost[unit], self.price, strict=True)]
        known = self._ranked[unit] = sorted(zip(bounds, range(len(bounds)), strict=True))
        self._waste[unit] = 0
        return known
