"""``list``, ``add``, ``set``, ``remove``, ``form-pairs``."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import re
from pathlib import Path
from typing import Any

from curator_app.cli.opening import reading, writing
from curator_app.cli.output import print_json, read_json_list, say
from curator_app.cli.parser import record_id
from curator_app.cli.registry import Subparsers
from curator_app.runtime.errors import KnownProblem
from curator_app.services import pairs, records
from curator_app.texts.grammar import counted

_NUMBER = re.compile(r"[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"(20\d\d)/(20\d\d)")


def iso_date(value: str) -> dt.date:
    """A date of the command line."""
    if _DATE.fullmatch(value):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(value)
    raise argparse.ArgumentTypeError(f"нужна дата вида 2026-09-01, указано «{value}»")


def school_year(value: str) -> str:
    """«2026/2027»."""
    found = _YEAR.fullmatch(value)
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise argparse.ArgumentTypeError(f"нужен учебный год вида 2026/2027, указано «{value}»")
    return value


def add_parser(subparsers: Subparsers) -> None:
    """Registers the commands."""
    listing = subparsers.add_parser("list", help="показать записи со всеми полями")
    listing.add_argument("kind", choices=sorted(records.LISTS))
    listing.add_argument("--year", type=school_year)
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    for name, run, what in (("add", _add, "добавить записи из JSON"), ("set", _set, "изменить названные поля")):
        command = subparsers.add_parser(name, help=what)
        command.add_argument("kind", choices=list(records.KINDS))
        command.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE.json")
        command.add_argument("--json", action="store_true")
        command.set_defaults(run=run)
    removing = subparsers.add_parser("remove", help="удалить одну запись")
    removing.add_argument("kind", choices=[kind for kind in records.KINDS if kind != "school"])
    removing.add_argument("--id", type=record_id, required=True)
    removing.set_defaults(run=_remove)
    forming = subparsers.add_parser("form-pairs", help="сформировать пары и группы")
    forming.add_argument("--pair", action="append", required=True, metavar="НАСТАВНИК:НАСТАВЛЯЕМЫЙ[,…]")
    forming.add_argument("--starts", type=iso_date, required=True)
    forming.add_argument("--ends", type=iso_date, required=True)
    forming.add_argument("--form", dest="mentoring_form")
    forming.add_argument("--json", action="store_true")
    forming.set_defaults(run=_form_pairs)


def _line(record: dict[str, Any]) -> str:
    title = record.get("full_name") or record.get("mentor_name") or record.get("heading") or ""
    partners = record.get("mentees_name") or record.get("mentee_name") or record.get("number") or ""
    shown = ", ".join(partners) if isinstance(partners, list) else str(partners)
    return f"{record['id']}. {title}" + (f" — {shown}" if shown else "")


def _list(args: argparse.Namespace) -> int:
    with reading(args) as workspace:
        rows = records.list_records(workspace, args.kind, year=args.year)
    if args.json:
        print_json(rows)
    else:
        for row in rows:
            say(_line(row))
        say(f"Всего: {len(rows)}")
    return 0


def _tell(args: argparse.Namespace, done: list[dict[str, Any]], verb: str) -> int:
    if args.json:
        print_json(done)
    else:
        say(f"{verb}: {counted(len(done), 'запись', 'записи', 'записей')}.")
    return 0


def _add(args: argparse.Namespace) -> int:
    with writing(args) as workspace:
        return _tell(args, records.add_records(workspace, args.kind, read_json_list(args.source)), "Добавлено")


def _set(args: argparse.Namespace) -> int:
    with writing(args) as workspace:
        return _tell(args, records.set_records(workspace, args.kind, read_json_list(args.source)), "Изменено")


def _remove(args: argparse.Namespace) -> int:
    with writing(args) as workspace:
        records.remove_record(workspace, args.kind, args.id)
    say("Удалено.")
    return 0


def _pairing(told: str) -> tuple[int, list[int]]:
    mentor, _, mentees = told.partition(":")
    numbers = [one.strip() for one in mentees.split(",")]
    if not all(_NUMBER.fullmatch(one) for one in (mentor.strip(), *numbers)):
        raise KnownProblem(f"«{told}»: пара задаётся номерами, например 3:7 или 3:7,8 для группы.")
    return int(mentor), [int(one) for one in numbers]


def _form_pairs(args: argparse.Namespace) -> int:
    with writing(args) as workspace:
        wanted = []
        for told in args.pair:
            mentor, mentees = _pairing(told)
            wanted.append(
                pairs.PairData(
                    mentor=mentor,
                    mentees=mentees,
                    start_date=args.starts,
                    end_date=args.ends,
                    mentoring_form=args.mentoring_form,
                )
            )
        ids = pairs.form_pairs(workspace, wanted)
        by_id = {row["id"]: row for row in records.list_records(workspace, "pairs")}
    if args.json:
        print_json([by_id[one] for one in ids])
    else:
        for one in ids:
            say(_line(by_id[one]))
    return 0
