"""``propose`` and ``why-not``: the proposal of pairs, what explains it, and a bare instance by ``--matrix``."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import reading
from curator_app.cli.output import print_json, read_json, say, warn
from curator_app.cli.parser import iso_date, record_id
from curator_app.cli.registry import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Registers the commands."""
    proposing = subparsers.add_parser("propose", help="предложить пары для всех открытых запросов")
    proposing.add_argument("--json", action="store_true")
    proposing.add_argument("--explain", action="store_true", help="пояснить каждую пару словами")
    proposing.add_argument("--matrix", type=Path, metavar="ФАЙЛ.json", help="решить готовую матрицу, без базы")
    _add_planned(proposing)
    proposing.set_defaults(run=_propose)
    asking = subparsers.add_parser("why-not", help="почему не эта пара: что потеряется и кто сдвинется")
    asking.add_argument("--mentor", type=record_id, required=True, metavar="ID")
    asking.add_argument("--mentee", type=record_id, required=True, metavar="ID")
    asking.add_argument("--request", type=record_id, metavar="ID", help="какой из запросов наставляемого")
    asking.add_argument("--json", action="store_true")
    _add_planned(asking)
    asking.set_defaults(run=_why_not)


def _add_planned(command: argparse.ArgumentParser) -> None:
    command.add_argument("--starts", type=iso_date, metavar="ДАТА", help="с какой даты планируются пары")
    command.add_argument("--ends", type=iso_date, metavar="ДАТА", help="по какую дату")


def _propose(args: argparse.Namespace) -> int:
    if args.matrix is not None:
        return _matrix(args)
    from curator_app.services.proposals import telling

    with reading(args) as workspace:
        proposal = telling.planned_proposal(workspace, args.starts, args.ends)
    for problem in (*proposal.problems, *proposal.notes):
        warn(problem)
    if args.json:
        print_json(telling.told(proposal, explained=args.explain), compact=True)
    else:
        for line in telling.lines(proposal, explained=args.explain):
            say(line)
    return 0


def _why_not(args: argparse.Namespace) -> int:
    from curator_app.services.proposals import telling
    from curator_app.services.proposals.asking import ask_why_not

    with reading(args) as workspace:
        proposal = telling.planned_proposal(workspace, args.starts, args.ends)
    answer = ask_why_not(proposal, args.mentor, args.mentee, args.request)
    if args.json:
        print_json(telling.told_answer(answer))
    else:
        for line in telling.answer_lines(answer):
            say(line)
    return 0


def _matrix(args: argparse.Namespace) -> int:
    from curator_app.services.proposals.bare import solve_bare

    result = solve_bare(read_json(args.matrix), args.matrix.name)
    if args.json:
        print_json(result, compact=True)
    else:
        for pair in result["pairs"]:
            say(f"{pair['mentor']} — {pair['mentee']}: {pair['score']}")
        say(f"Сумма: {result['objective'][1]}. Без пары: {len(result['unmatched'])}.")
    return 0
