"""Times of the solver of pairs: `python -m benchmarks.matching_speed`, beside scipy's solver where it is installed."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from curator_app.domain.matching.blocking import blocking_pairs, offers
from curator_app.domain.matching.causes import causes, troubles
from curator_app.domain.matching.explain import explain
from curator_app.domain.matching.facts import MenteeFacts, MentorFacts, Wishes
from curator_app.domain.matching.gaps import gaps
from curator_app.domain.matching.matrix import solve_matrix
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.problem import Problem, Request
from curator_app.domain.matching.remedies import all_repairs
from curator_app.domain.matching.solver import solve
from curator_app.domain.matching.why_not import why_not

AREAS = ("subject", "methodical", "psychological_pedagogical", "communicative", "digital", "upbringing")
SUBJECTS = ("математика", "русский язык", "физика", "химия", "биология", "история", "английский язык", "информатика")
Cell = Callable[[random.Random, int, int], int]
MATRICES: tuple[tuple[str, int, int, int, Cell], ...] = (
    ("200 × 60 по 4 места, 0…100", 200, 60, 4, lambda dice, _i, _j: dice.randrange(101)),
    ("500 × 500, 0…100", 500, 500, 1, lambda dice, _i, _j: dice.randrange(101)),
    ("500 × 500, 0…1 000 000", 500, 500, 1, lambda dice, _i, _j: dice.randrange(10**6)),
    ("300 × 100 по 3 места, i·j", 300, 100, 3, lambda _dice, i, j: (i + 1) * (j + 1)),
    ("300 × 100 по 3 места, −i·j", 300, 100, 3, lambda _dice, i, j: -(i + 1) * (j + 1)),
    ("300 × 100 по 3 места, все к одним", 300, 100, 3, lambda dice, _i, j: 1000 * j + dice.randrange(100)),
)


def realistic(requests: int, mentors: int, capacity: tuple[int, int], groups: int = 0) -> Problem:
    """A school whose data look like a school's: two subjects a mentor at most, three deficits a request, wishes."""
    dice = random.Random(f"{requests} {mentors} {capacity} {groups}")
    people = tuple(
        MentorFacts(
            id=number,
            competences={area: dice.randint(1, 3) for area in AREAS if dice.random() < 0.5},
            subjects=frozenset(dice.sample(SUBJECTS, dice.choice([1, 1, 2]))),
            capacity=dice.randint(*capacity),
            load=dice.choice([0, 0, 0, 1]),
            building=dice.choice("АБ"),
            shift=dice.choice("12"),
            experience=dice.randint(3, 40),
            key=(f"Наставник {number:04}",),
        )
        for number in range(1, mentors + 1)
    )
    asked = tuple(
        Request(
            id=number,
            mentee=MenteeFacts(
                id=10_000 + number,
                deficits=[(area, dice.randint(1, 3)) for area in dice.sample(AREAS, 3)],
                subjects=frozenset([dice.choice(SUBJECTS)]),
                required_subject=dice.choice(SUBJECTS) if dice.random() < 0.1 else None,
                building=dice.choice("АБ"),
                shift=dice.choice("12"),
                experience=dice.randint(0, 3),
            ),
            key=(f"Запрос {number:04}",),
            urgent=dice.random() < 0.1,
            group=f"группа {number % groups}" if groups and number <= 3 * groups else None,
        )
        for number in range(1, requests + 1)
    )
    pairs = [(dice.choice(people).id, one.mentee.id) for one in asked for _ in range(3)]
    mentees = {pair: dice.randint(1, 3) for pair in pairs[::2]}
    mentors_wishes = {pair: dice.randint(1, 3) for pair in pairs[::5]}
    bans = frozenset(dice.sample(pairs, len(pairs) // 20))
    return Problem(people, asked, Wishes(mentees, mentors_wishes), bans)


def milliseconds(action: Callable[[], object], times: int = 3, clock: Callable[[], float] = time.process_time) -> float:
    """The best of several runs, by the processor's time unless another clock is given."""
    best = float("inf")
    for _ in range(times):
        start = clock()
        action()
        best = min(best, clock() - start)
    return best * 1000


def children() -> float:
    """Seconds of the processor that finished processes have taken: other work of the machine does not count."""
    told = os.times()
    return told.children_user + told.children_system


def matrices() -> None:
    """Bare instances."""
    print(f"{'матрица':36} {'наше, мс':>9} {'scipy, мс':>10}")
    for name, mentees, mentors, places, cell in MATRICES:
        dice = random.Random(1)
        scores = [[cell(dice, i, j) for i in range(mentees)] for j in range(mentors)]
        ours = milliseconds(partial(solve_matrix, scores, [places] * mentors))
        print(f"{name:36} {ours:9.0f} {_scipy(scores, places):>10}")


def _scipy(scores: list[list[int]], places: int) -> str:
    if not find_spec("scipy"):
        return "—"
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    gains = np.repeat(np.array(scores, float), places, axis=0)
    return f"{milliseconds(lambda: linear_sum_assignment(gains, maximize=True)):.1f}"


def schools() -> None:
    """Whole schools with everything that explains the plan."""
    print(
        f"\n{'школа':34} {'план':>6} {'пояснения':>10} {'ползунок':>9} "
        f"{'«почему не»: медиана / худшее':>30} {'пары':>5}"
    )
    for name, problem in (
        ("200 × 60, мест хватает", realistic(200, 60, (3, 6))),
        ("200 × 60, мест не хватает", realistic(200, 60, (2, 4))),
        ("200 × 60, 5 групп по 3", realistic(200, 60, (3, 6), groups=5)),
        ("200 × 60, 5 групп, мест не хватает", realistic(200, 60, (2, 4), groups=5)),
        ("60 × 20, 4 группы, мест не хватает", realistic(60, 20, (2, 4), groups=4)),
        ("500 × 160, мест хватает", realistic(500, 160, (3, 6))),
    ):
        took = milliseconds(partial(solve, problem))
        plan = solve(problem)
        told = milliseconds(partial(everything, plan), 1)
        slider = milliseconds(partial(offers, plan), 1)
        dice = random.Random(2)
        asked = [(dice.choice(problem.mentors).id, dice.choice(problem.requests).id) for _ in range(40)]
        why = [milliseconds(partial(why_not, plan, *pair), 1) for pair in asked]
        line = f"{statistics.median(why):.1f} / {max(why):.1f}"
        print(f"{name:34} {took:6.0f} {told:10.0f} {slider:9.0f} {line:>30} {len(plan.pairs):5}")


def everything(plan: Plan) -> None:
    """All that is told about a plan beside the plan itself."""
    explain(plan), causes(plan), troubles(plan), all_repairs(plan), blocking_pairs(plan), gaps(plan), plan.scores


def process() -> None:
    """Whole processes, from the start to the last letter: the bare solver, and `propose` on a base of its own; scipy's
    process beside them does nothing but read the printed scores and place everybody."""
    code = "from benchmarks.matching_speed import *; everything(solve(realistic(200, 60, (2, 4))))"
    took = milliseconds(lambda: subprocess.run([sys.executable, "-c", code], check=True), clock=children)
    print(f"\n200 × 60 со всеми пояснениями, процесс целиком: {took:.0f} мс процессора")
    from benchmarks.matching_school import fill

    print(f"\n{'процесс целиком, мс процессора':34} {'propose':>8} {'--explain':>10} {'why-not':>8} {'scipy':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for name, capacity in (("200 × 60, мест хватает", (3, 6)), ("200 × 60, мест не хватает", (2, 4))):
            base = Path(folder) / str(capacity[0])
            fill(base, 200, 60, capacity)
            told = _command(base, "propose", "--json")
            value = json.loads(told.stdout)
            asked = ["--mentor", str(value["mentors"][0]["id"]), "--mentee", str(value["mentees"][0]["id"])]
            (base / "told.json").write_bytes(told.stdout)
            times = [
                milliseconds(partial(_command, base, *words), clock=children)
                for words in (["propose", "--json"], ["propose", "--json", "--explain"], ["why-not", "--json", *asked])
            ]
            told_by_scipy = _scipy_process(base / "told.json")
            print(f"{name:34} {times[0]:8.0f} {times[1]:10.0f} {times[2]:8.0f} {told_by_scipy:>6}")


def _command(base: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "curator_app", "--data-dir", str(base), *words], check=True, capture_output=True
    )


def _scipy_process(told: Path) -> str:
    if not find_spec("scipy"):
        return "—"
    code = (
        "import json, sys, numpy as np\n"
        "from scipy.optimize import linear_sum_assignment\n"
        "told = json.load(open(sys.argv[1]))\n"
        "rows = [row for row, one in zip(told['scores'], told['mentors']) for _ in range(one['capacity_left'])]\n"
        "cells = [[-1e18 if cell is None else float(cell) for cell in row] for row in rows]\n"
        "linear_sum_assignment(np.array(cells), maximize=True)\n"
    )
    run = [sys.executable, "-c", code, str(told)]
    return f"{milliseconds(lambda: subprocess.run(run, check=True), clock=children):.0f}"


if __name__ == "__main__":
    matrices()
    schools()
    process()
