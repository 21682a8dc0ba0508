"""The tasks of one day in a school of ten years: 2,000 people, 1,500 pairs and routes, 9,000 marks.

    python -m benchmarks.tasks_of_a_day

Prints how many tasks are told, the median and the worst of several runs in milliseconds, and the number of queries.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import event

from curator_app.models import Mentee, Mentor, Pair, PairMentee, Person, Route, TaskMark
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace, open_workspace

_PEOPLE, _MENTORS, _FIRST = 2000, 500, 1000
_TIMES = 9
_ON_PAPER = {"pair": ("s2-p6", "s2-p7", "s2-p8", "s2-i1"), "mentee": ("s2-p1", "s2-p2")}


def fill(workspace: Workspace) -> None:
    """The same invented school every time; a sixth of the pairs still runs, a tenth of the first days is unknown."""
    dice = random.Random(1)
    numbers = range(_FIRST, _FIRST + _PEOPLE)
    with workspace.action("Школа за десять лет") as session:
        for one in numbers:
            came = dt.date(dice.randint(2016, 2026), dice.randint(1, 12), dice.randint(1, 28))
            known = came if dice.random() < 0.9 else None
            session.add(Person(id=one, surname=f"Фамилия{one}", first_name="Имя", work_start_date=known))
        session.flush()
        session.add_all([Mentor(id=one) for one in numbers[:_MENTORS]])
        session.add_all([Mentee(id=one) for one in numbers[_MENTORS:]])
        session.flush()
        for one in numbers[_MENTORS:]:
            year, mentor = dice.randint(2016, 2026), dice.choice(numbers[:_MENTORS])
            span = {"start_date": dt.date(year, 9, 1), "end_date": dt.date(year + 1, 5, 31)}
            ended = year < 2025
            pair = Pair(mentor_id=mentor, order_date=span["start_date"], **span)
            pair.status, pair.closing_reason = ("completed", "plan_completed") if ended else ("assigned", None)
            session.add(pair)
            session.flush()
            session.add(PairMentee(pair_id=pair.id, mentor_id=mentor, mentee_id=one, **span))
            status = "completed" if ended else "approved"
            session.add(Route(mentee_id=one, pair_id=pair.id, title="ИОМ", status=status, **span))
            for kind, number in (("pair", pair.id), ("mentee", one)):
                for rule in _ON_PAPER[kind]:
                    done = {"state": "done", "done_on": span["start_date"], "trigger_date": span["start_date"]}
                    session.add(TaskMark(rule_code=rule, object_kind=kind, object_id=number, **done))


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory(prefix="curator-") as folder:
        workspace = open_workspace(data_folder(Path(folder)), fixed(dt.datetime(2026, 10, 5, 9, 0)))
        try:
            fill(workspace)
            asked: list[str] = []
            event.listen(workspace._engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
            for horizon in (7, 30, None):
                taken, rows = [], 0
                for _ in range(_TIMES):
                    asked.clear()
                    began = time.perf_counter()
                    rows = len(list_tasks(workspace, horizon=horizon))
                    taken.append((time.perf_counter() - began) * 1000)
                print(
                    f"horizon {horizon}: {rows} tasks, median {statistics.median(taken):.0f} ms, "
                    f"worst {max(taken):.0f} ms, {len(asked)} queries"
                )
        finally:
            workspace.close()


if __name__ == "__main__":
    main()
