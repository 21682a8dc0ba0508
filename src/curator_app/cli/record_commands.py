"""``list``, ``add``, ``set``, ``remove``, ``form-pairs``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from curator_app.cli.opening import reading, writing
from curator_app.cli.output import print_json, read_json_list, say
from curator_app.cli.parser import iso_date, record_id
from curator_app.cli.registry import Subparsers
from curator_app.runtime.errors import KnownProblem
from curator_app.services import pairs, records
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

_NUMBER = re.compile(r"[0-9]{1,18}")
_YEAR = re.compile(r"(20\d\d)/(20\d\d)")


def school_year(value: str) -> str:
    """«2026/2027»."""
    found = _YEAR.fullmatch(value)
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise argparse.ArgumentTypeError(f"нужен учебный год вида 2026/2027, указано «{value}»")
    return value


def add_parser(subparsers: Subparsers) -> None:
    """Registers the commands."""
    listing = subparsers.add_parser("list", help="показать записи со всеми полями")
    listing.add_argument("kind", metavar="ВИД", choices=sorted(records.LISTS))
    listing.add_argument("--year", type=school_year)
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    for name, run, what in (("add", _add, "добавить записи из JSON"), ("set", _set, "изменить названные поля")):
        command = subparsers.add_parser(name, help=what)
        command.add_argument("kind", metavar="ВИД", choices=list(records.KINDS))
        command.add_argument("--from", dest="source", type=Path, required=True, metavar="ФАЙЛ.json")
        command.add_argument("--json", action="store_true")
        command.set_defaults(run=run)
    removing = subparsers.add_parser("remove", help="удалить одну запись")
    removing.add_argument("kind", metavar="ВИД", choices=[kind for kind in records.KINDS if kind != "school"])
    removing.add_argument("--id", type=record_id, required=True)
    removing.set_defaults(run=_remove)
    forming = subparsers.add_parser("form-pairs", help="сформировать пары и группы")
    forming.add_argument("--pair", action="append", default=[], metavar="НАСТАВНИК:НАСТАВЛЯЕМЫЙ[,…]")
    forming.add_argument("--from-proposal", action="store_true", help="предложенные пары; с --pair — только названные")
    forming.add_argument("--starts", type=iso_date, required=True)
    forming.add_argument("--ends", type=iso_date, required=True)
    forming.add_argument("--form", dest="mentoring_form")
    forming.add_argument("--json", action="store_true")
    forming.set_defaults(run=_form_pairs, wrong_usage=forming.error)


def _line(record: dict[str, Any]) -> str:
    names = ("full_name", "mentor_name", "heading", "title", "partner")
    title = next((record[name] for name in names if record.get(name)), "")
    if not title and record.get("person_name"):  # a consent, a reward
        return f"{record['id']}. {record['person_name']} — {record.get('kind_label') or ''}"
    about = record.get("object", {}).get("title")
    partners = record.get("mentees_name") or record.get("mentee_name") or record.get("number") or about or ""
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
        raise KnownProblem(f"«{told}»: укажите пару номерами, например 3:7 или 3:7,8 для группы.")
    return int(mentor), [int(one) for one in numbers]


def _form_pairs(args: argparse.Namespace) -> int:
    if not args.pair and not args.from_proposal:
        args.wrong_usage("нужен хотя бы один --pair или --from-proposal.")
    told = [_pairing(one) for one in args.pair]
    with writing(args) as workspace:
        ids = _accepted(args, workspace, told) if args.from_proposal else _formed(args, workspace, told)
        by_id = {row["id"]: row for row in records.list_records(workspace, "pairs")}
    place = {(mentor, mentee): index for index, (mentor, mentees) in enumerate(told) for mentee in mentees}
    rows = sorted((by_id[one] for one in ids), key=lambda row: place.get((row["mentor"], row["mentees"][0]), 0))
    if args.json:
        print_json(rows)
    else:
        for row in rows:
            say(_line(row))
    return 0


def _formed(args: argparse.Namespace, workspace: Workspace, told: Sequence[tuple[int, list[int]]]) -> list[int]:
    wanted = [
        pairs.PairData(
            mentor=mentor,
            mentees=mentees,
            start_date=args.starts,
            end_date=args.ends,
            mentoring_form=args.mentoring_form,
        )
        for mentor, mentees in told
    ]
    return pairs.form_pairs(workspace, wanted)


def _accepted(args: argparse.Namespace, workspace: Workspace, told: Sequence[tuple[int, list[int]]]) -> list[int]:
    """The pairs of the proposal for that period; with pairs told, those of them only, in their order."""
    from curator_app.services.proposals import accepting, telling

    proposal = telling.planned_proposal(workspace, args.starts, args.ends)
    if not proposal.pairs:
        raise KnownProblem(" ".join(proposal.problems) or "Подбор не дал ни одной пары. Причины — в propose --explain.")
    chosen = None
    if told:
        chosen = []
        for mentor, mentees in told:
            for mentee in mentees:
                own = [one.request for one in proposal.pairs if (one.mentor, one.mentee) == (mentor, mentee)]
                if not own:
                    raise KnownProblem(f"Пары {mentor}:{mentee} в предложении нет. Посмотрите его командой propose.")
                chosen += own
    how = accepting.Acceptance(
        start_date=args.starts, end_date=args.ends, requests=chosen, mentoring_form=args.mentoring_form
    )
    return accepting.accept(workspace, proposal, how)
