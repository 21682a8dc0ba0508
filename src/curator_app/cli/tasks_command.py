"""``tasks``: what is late, due and coming on a day; ``--done`` marks tasks of that day."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from curator_app.cli.opening import reading, writing
from curator_app.cli.output import print_json, say
from curator_app.cli.parser import iso_date
from curator_app.cli.registry import Subparsers
from curator_app.services.records import tasks as records
from curator_app.services.terms import marks, tasks
from curator_app.services.validation import EARLIEST, LATEST
from curator_app.texts.grammar import counted
from curator_app.texts.terms import TASK_STATE


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("tasks", help="показать задачи и сроки на день")
    command.add_argument("--on", type=_day, metavar="ДАТА", help="на какой день (по умолчанию сегодня)")
    command.add_argument(
        "--horizon", type=_days, default=records.HORIZON, metavar="ДНЕЙ", help="на сколько дней вперёд"
    )
    command.add_argument("--done", action="append", metavar="ЗАДАЧА", help="отметить задачу сделанной в этот день")
    command.add_argument("--evidence", metavar="ТЕКСТ", help="чем подтверждается")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_tasks)


def _tasks(args: argparse.Namespace) -> int:
    day: dt.date = args.on or args.clock.today()
    if args.done:
        with writing(args) as workspace:
            found = [tasks.get_task(workspace, one, on=day) for one in args.done]
            marks.mark_done(workspace, found, on=day, evidence=args.evidence)
            rows = records.tasks_of_day(workspace, day, args.horizon)
    else:
        with reading(args) as workspace:
            rows = records.tasks_of_day(workspace, day, args.horizon)
    if args.json:
        print_json(rows)
    else:
        for row in rows:
            say(_line(row))
        say(f"На {day:%d.%m.%Y}: {counted(len(rows), 'задача', 'задачи', 'задач')}.")
    return 0


def _line(row: dict[str, Any]) -> str:
    due = row["postponed_to"] or row["due"]
    when = "" if due is None else f"{dt.date.fromisoformat(due):%d.%m.%Y} "
    about = f" — {row['object']['title']}" if row["object"]["title"] else ""
    return f"{when}{TASK_STATE[row['status']]}: {row['title']}{about} [{row['id']}]"


def _day(told: str) -> dt.date:
    day = iso_date(told)
    if not EARLIEST <= day <= LATEST:
        raise argparse.ArgumentTypeError(f"нужен день от {EARLIEST:%d.%m.%Y} до {LATEST:%d.%m.%Y}, указано «{told}»")
    return day


def _days(told: str) -> int:
    if not told.isdecimal() or not told.isascii() or len(told) > 5:
        raise argparse.ArgumentTypeError(f"нужно число дней, указано «{told}»")
    return int(told)
