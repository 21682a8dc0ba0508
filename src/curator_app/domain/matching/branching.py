"""Placing whole groups: branch and bound over the groups that a cheapest placing would tear apart.

Torn groups are allowed first; that placing costs no more than any honest one, so it bounds them from below. Where it
tears a group, the group is either kept in one column or kept out of it, and both ways are followed as long as they
could still beat the best honest placing found. Rooms that whole groups cannot fill are narrowed on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import add

from curator_app.domain.matching.transport import Transport


@dataclass(frozen=True, slots=True)
class Rules:
    """``together``: units of equal costs that share a column, all or none. ``apart``: two units that must not share
    one. ``nobody`` is the column of those left out, where neither rule holds. ``grain`` divides every honest value."""

    together: Sequence[Sequence[int]]
    apart: Sequence[tuple[int, int]]
    nobody: int
    grain: int = 1

    def __bool__(self) -> bool:
        return bool(self.together or self.apart)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``best`` is the cheapest honest placing found (None: there is none below the ceiling). ``proven`` tells that
    nothing cheaper exists; ``floor`` is a value that no honest placing goes under. ``best`` is the cheapest of its
    part of the search even when rules are broken there; in no other part an honest one goes under ``rival``."""

    best: Transport | None
    floor: int
    proven: bool
    nodes: int
    rival: int | None = None


@dataclass(frozen=True, slots=True)
class _Node:
    placing: Transport
    value: int
    fixed: frozenset[int] = frozenset()


def honest(placing: Transport, rules: Rules) -> bool:
    """Whether a placing obeys the rules."""
    return not any(_torn(placing, group) for group in rules.together) and not any(
        placing.place[one] == placing.place[other] != rules.nobody for one, other in rules.apart
    )


def settle(
    root: Transport,
    rules: Rules,
    *,
    ceiling: int | None = None,
    limit: int,
    pulse: Callable[[], None] | None = None,
) -> Outcome:
    """The cheapest placing that obeys ``rules``, strictly below ``ceiling`` when one is given.

    ``limit`` is the number of placings looked at before the proof is given up (without a ceiling not before an honest
    one was met); ``pulse`` is called before each and may raise to stop. ``root`` is left as it is.
    """
    if not rules:
        value = root.value
        honest = value < (root.wall // 2 if ceiling is None else ceiling)
        return Outcome(root if honest else None, value, proven=True, nodes=1)
    return _Search(root, rules).run(root.wall // 2 if ceiling is None else ceiling, limit, pulse)


def every_best(root: Transport, rules: Rules, *, ceiling: int, limit: int) -> list[Transport] | None:
    """Placings below the ceiling, one for every way to place the groups (what single units could do instead is not
    spelled out); None when there are too many to look through."""
    return _Search(root, rules).every(ceiling, limit)


class _Search:
    def __init__(self, root: Transport, rules: Rules) -> None:
        self._rules = rules
        self._root = root
        self._must_not = root.wall // 2
        grouped = {unit for group in rules.together for unit in group}
        self._loners = [unit for unit in range(len(root.cost)) if unit not in grouped]
        self._welcome = [
            sum(root.cost[unit][column] < self._must_not for unit in self._loners) for column in range(len(root.room))
        ]

    def run(self, goal: int, limit: int, pulse: Callable[[], None] | None) -> Outcome:
        best: Transport | None = None
        any_will_do = goal == self._must_not
        stack = self._child(self._root.clone(), frozenset())
        nodes = 0
        rival = self._root.wall
        while stack:
            node = stack.pop()
            if node.value > goal - self._rules.grain:
                rival = min(rival, node.value)
                continue
            if nodes >= limit and not (any_will_do and best is None):
                return Outcome(best, min([node.value, *(other.value for other in stack)]), proven=False, nodes=nodes)
            nodes += 1
            if pulse is not None:
                pulse()
            bound = node.value + self._packing_loss(node.placing)
            if bound > goal - self._rules.grain:
                rival = min(rival, bound)
                continue
            branches = self._branches(node)
            if branches is None:
                rival = rival if best is None else min(rival, goal)
                best, goal = node.placing, node.value
            else:
                stack += branches
        return Outcome(best, goal, proven=True, nodes=nodes, rival=rival)

    def every(self, ceiling: int, limit: int) -> list[Transport] | None:
        found = []
        stack = self._child(self._root.clone(), frozenset())
        nodes = 0
        while stack:
            node = stack.pop()
            nodes += 1
            if nodes > limit:
                return None
            if node.value + self._packing_loss(node.placing) > ceiling - self._rules.grain:
                continue
            branches = self._branches(node)
            if branches is None:
                loose = next((index for index in range(len(self._rules.together)) if index not in node.fixed), None)
                if loose is None:
                    found.append(node.placing)
                    continue
                branches = self._around(node, loose)
            stack += branches
        return found

    def _branches(self, node: _Node) -> list[_Node] | None:
        """Ways to mend the first broken rule, the most promising last; None when nothing is broken."""
        placing = node.placing
        torn = [index for index, group in enumerate(self._rules.together) if _torn(placing, group)]
        if torn:
            return self._around(node, max(torn, key=lambda one: (len(self._rules.together[one]), -one)))
        for one, other in self._rules.apart:
            column = placing.place[one]
            if column == placing.place[other] != self._rules.nobody:
                return [*self._without(node, [other], column), *self._without(node, [one], column)]
        return None

    def _around(self, node: _Node, index: int) -> list[_Node]:
        """The group kept out of the column where most of it stands, or kept in it."""
        group = self._rules.together[index]
        places = [node.placing.place[unit] for unit in group]
        column = max(places, key=lambda place: (places.count(place), -place))
        return [*self._without(node, group, column), *self._within(node, index, column)]

    def _without(self, node: _Node, group: Sequence[int], column: int) -> list[_Node]:
        placing = node.placing.clone()
        _forbid(placing, group, column)
        return self._child(placing, node.fixed)

    def _within(self, node: _Node, index: int, column: int) -> list[_Node]:
        placing = node.placing.clone()
        group = self._rules.together[index]
        row = [placing.wall] * len(placing.room)
        row[column] = placing.cost[group[0]][column]
        for unit in group:
            placing.reprice(unit, row)
        return self._child(placing, node.fixed | {index})

    def _child(self, placing: Transport, fixed: frozenset[int]) -> list[_Node]:
        """The node when its groups can be placed at all, with rooms narrowed to what whole groups can fill."""
        for column in range(len(placing.room)):
            if column != self._rules.nobody and not self._narrow(placing, fixed, column):
                return []
        return [_Node(placing, placing.value, fixed)]

    def _narrow(self, placing: Transport, fixed: frozenset[int], column: int) -> bool:
        rest = placing.room[column]
        open_groups = []
        for index, group in enumerate(self._rules.together):
            if placing.cost[group[0]][column] < self._must_not:
                if index in fixed:
                    rest -= len(group)
                else:
                    open_groups.append(group)
        if rest < 0:
            return False
        reachable = 1
        for group in open_groups:
            if len(group) > rest:
                _forbid(placing, group, column)
            else:
                reachable |= reachable << len(group)
        welcome = self._welcome[column]
        if welcome < rest:
            filled = max(min(rest, sum_ + welcome) for sum_ in range(rest + 1) if reachable >> sum_ & 1)
            for _ in range(rest - filled):
                placing.drop_place(column)
        return True

    def _packing_loss(self, placing: Transport) -> int:
        """What whole groups cost at least above a placing that tears some of them.

        Each column with a piece of a torn group is filled anew, with whole groups and single units only, at the
        prices of the placing (the Lagrangean bound of the generalised assignment problem).
        """
        torn = {placing.place[unit] for group in self._rules.together if _torn(placing, group) for unit in group}
        torn.discard(self._rules.nobody)
        if not torn:
            return 0
        label = [row[column] + placing.price[column] for row, column in zip(placing.cost, placing.place, strict=True)]
        return sum(self._refilling_loss(placing, column, label) for column in torn)

    def _refilling_loss(self, placing: Transport, column: int, label: list[int]) -> int:
        room, price = placing.room[column], placing.price[column]
        single = sorted(placing.cost[unit][column] + price - label[unit] for unit in self._loners)[:room]
        loss = [0]
        for one in single:
            loss.append(loss[-1] + one)
        loss += [placing.wall] * (room + 1 - len(loss))
        for group in self._rules.together:
            size = len(group)
            extra = size * (placing.cost[group[0]][column] + price) - sum(label[unit] for unit in group)
            if extra < self._must_not:
                for taken in range(room, size - 1, -1):
                    loss[taken] = min(loss[taken], loss[taken - size] + extra)
        first, step = placing.first[column] - price, placing.step[column]
        costs = [first * taken + step * (taken * (taken - 1) // 2) for taken in range(room + 1)]
        best: int = min(map(add, costs, loss))
        return best - min(costs)


def _torn(placing: Transport, group: Sequence[int]) -> bool:
    first = placing.place[group[0]]
    return any(placing.place[unit] != first for unit in group)


def _forbid(placing: Transport, group: Sequence[int], column: int) -> None:
    row = placing.cost[group[0]][:]
    row[column] = placing.wall
    for unit in group:
        placing.reprice(unit, row)
