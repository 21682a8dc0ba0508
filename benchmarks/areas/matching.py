"""The solver of pairs beside scipy's solver, whole schools, and whole processes."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measuring import Figure, by_turns, children, environment, once
from curator_app.domain.matching.blocking import blocking_pairs
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


def everything(plan: Plan) -> None:
    """All that is told about a plan beside the plan itself."""
    explain(plan), causes(plan), troubles(plan), all_repairs(plan), blocking_pairs(plan), gaps(plan), plan.scores


def measure() -> Iterator[Figure]:
    """Bare matrices, whole schools with everything that explains the plan, whole processes."""
    yield from _matrices()
    yield from _schools()
    yield from _processes()


def _matrices() -> Iterator[Figure]:
    for name, mentees, mentors, places, cell in MATRICES:
        dice = random.Random(1)
        scores = [[cell(dice, i, j) for i in range(mentees)] for j in range(mentors)]
        acts: dict[str, Callable[[], object]] = {"ours": partial(solve_matrix, scores, [places] * mentors)}
        if find_spec("scipy"):
            acts["scipy"] = partial(_scipy, scores, places)
        best = by_turns(3, **acts)
        yield Figure(name, best["ours"], "ms", best.get("scipy"), "scipy, matrix made and solved")


def _scipy(scores: list[list[int]], places: int) -> None:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    linear_sum_assignment(np.repeat(np.array(scores, float), places, axis=0), maximize=True)


def _schools() -> Iterator[Figure]:
    for name, problem in (
        ("200 × 60, places enough", realistic(200, 60, (3, 6))),
        ("200 × 60, places short", realistic(200, 60, (2, 4))),
        ("200 × 60, 5 groups of 3", realistic(200, 60, (3, 6), groups=5)),
        ("60 × 20, 4 groups, places short", realistic(60, 20, (2, 4), groups=4)),
        ("500 × 160, places enough", realistic(500, 160, (3, 6))),
    ):
        plan = solve(problem)
        yield Figure(f"plan, {name}", by_turns(3, plan=partial(solve, problem))["plan"])
        yield Figure(f"explanations, {name}", once(partial(everything, plan)))
        dice = random.Random(2)
        asked = [(dice.choice(problem.mentors).id, dice.choice(problem.requests).id) for _ in range(40)]
        why = [once(partial(why_not, plan, *pair)) for pair in asked]
        yield Figure(f"«почему не», the median, {name}", statistics.median(why))
        yield Figure(f"«почему не», the worst, {name}", max(why))


def _processes() -> Iterator[Figure]:
    """`propose` on a base of its own; scipy's process does nothing but read the printed scores and place everybody."""
    from benchmarks.matching_base import fill

    with tempfile.TemporaryDirectory() as folder:
        for name, capacity in (("places enough", (3, 6)), ("places short", (2, 4))):
            base = Path(folder) / str(capacity[0])
            fill(base, 200, 60, capacity)
            told = _command(base, "propose", "--json")
            (base / "told.json").write_bytes(told.stdout)
            acts: dict[str, Callable[[], object]] = {
                "ours": partial(_command, base, "propose", "--json"),
                "explained": partial(_command, base, "propose", "--json", "--explain"),
            }
            if find_spec("scipy"):
                acts["scipy"] = partial(_scipy_process, base / "told.json")
            best = by_turns(3, clock=children, **acts)
            against = "a process that calls scipy"
            yield Figure(f"propose, 200 × 60, {name}", best["ours"], "ms", best.get("scipy"), against)
            yield Figure(f"propose --explain, 200 × 60, {name}", best["explained"], "ms", best.get("scipy"), against)


def _command(base: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "curator_app", "--data-dir", str(base), *words]
    return subprocess.run(command, check=True, capture_output=True, env=environment())


def _scipy_process(told: Path) -> None:
    code = (
        "import json, sys, numpy as np\n"
        "from scipy.optimize import linear_sum_assignment\n"
        "told = json.load(open(sys.argv[1]))\n"
        "rows = [row for row, one in zip(told['scores'], told['mentors']) for _ in range(one['capacity_left'])]\n"
        "cells = [[-1e18 if cell is None else float(cell) for cell in row] for row in rows]\n"
        "linear_sum_assignment(np.array(cells), maximize=True)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(told)], check=True, env=environment())
