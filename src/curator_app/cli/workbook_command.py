"""``workbook``: the monitoring workbook of a period."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import reading
from curator_app.cli.output import print_json, say
from curator_app.cli.parser import iso_date
from curator_app.cli.registry import Subparsers
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("workbook", help="книга мониторинга за период")
    command.add_argument(
        "--period", required=True, metavar="ПЕРИОД", help="2026-09, 2026-Q3, 2026/2027 или дата 2026-12-31"
    )
    command.add_argument("--on", type=iso_date, metavar="ДАТА", help="дата среза, если не последний день периода")
    command.add_argument("--depersonalised", action="store_true", help="без имён: коды вместо людей")
    command.add_argument("--password", metavar="ПАРОЛЬ", help="зашифровать книгу этим паролем")
    command.add_argument("--out", type=Path, required=True, metavar="ФАЙЛ.xlsx")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_workbook)


def _workbook(args: argparse.Namespace) -> int:
    from curator_app.services.monitoring.book import make_workbook

    target: Path = args.out.absolute()
    if target.suffix.lower() != ".xlsx":
        raise KnownProblem(f"«{target.name}»: книга пишется в .xlsx. Измените имя файла.")
    with reading(args) as workspace:
        workspace.refuse_own_file(target)
        made = make_workbook(
            workspace, args.period, args.on, depersonalised=args.depersonalised, password=args.password
        )
        files.write_bytes(target, made.content)
    if args.json:
        print_json({"on": made.on.isoformat(), "files": [{"kind": "workbook", "path": str(target)}]})
    else:
        say(str(target))
    return 0
