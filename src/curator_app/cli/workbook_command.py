"""``workbook``: the monitoring workbook of a period."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import reading
from curator_app.cli.output import print_json, read_json, say, warn
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
    command.add_argument(
        "--template", type=Path, metavar="ФОРМА.xlsx", help="заполнить форму района, размеченную в окне программы"
    )
    command.add_argument("--mapping", type=Path, metavar="РАЗМЕТКА.json", help="разметка формы, если её нет в базе")
    command.add_argument("--out", type=Path, required=True, metavar="ФАЙЛ.xlsx")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_workbook)


def _workbook(args: argparse.Namespace) -> int:
    target: Path = args.out.absolute()
    if target.suffix.lower() != ".xlsx":
        raise KnownProblem(f"«{target.name}»: книга пишется в .xlsx. Измените имя файла.")
    if args.template is not None:
        return _form(args, target)
    if args.mapping is not None:
        raise KnownProblem("Разметка (--mapping) нужна только с формой. Укажите форму: --template ФОРМА.xlsx.")
    from curator_app.services.monitoring.book import make_workbook

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


def _form(args: argparse.Namespace, target: Path) -> int:
    """The district's own form instead of the workbook."""
    from curator_app.exchange.opening import read_file
    from curator_app.services.monitoring.forms.filling import fill_template
    from curator_app.services.monitoring.forms.marks import from_json

    if args.depersonalised or args.password:
        raise KnownProblem(
            "Форма района заполняется как есть, --depersonalised и --password относятся только к книге мониторинга. "
            "Уберите их."
        )
    template: Path = args.template.absolute()
    if template.suffix.lower() != ".xlsx":
        raise KnownProblem(f"«{template.name}»: форма должна быть книгой .xlsx. Сохраните её в Excel заново.")
    if template.resolve() == target.resolve():
        raise KnownProblem(f"«{target.name}» — сама форма. Укажите для результата другое имя (--out).")
    content = read_file(template)
    marks = None if args.mapping is None else from_json(read_json(args.mapping))
    with reading(args) as workspace:
        workspace.refuse_own_file(target)
        made = fill_template(workspace, content, template.name, args.period, args.on, marks)
        files.write_bytes(target, made.content)
    if args.json:
        print_json(
            {
                "on": made.on.isoformat(),
                "files": [{"kind": "form", "path": str(target)}],
                "cells": made.cells,
                "records": made.records,
                "missing": list(made.missing),
                "remarks": list(made.remarks),
            }
        )
        return 0
    say(str(target))
    for line in (*made.missing, *made.remarks):
        warn(line)
    return 0
