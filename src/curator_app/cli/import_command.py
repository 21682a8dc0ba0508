"""``import FILE``: the school's tables into the base, or only what would happen (``--dry-run``)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from curator_app.cli.opening import reading, writing
from curator_app.cli.output import print_json, say, warn
from curator_app.cli.registry import Subparsers
from curator_app.runtime.progress import Progress
from curator_app.services import imports

_KINDS = ("auto", "staff", "mentors", "mentees", "pairs", "replies")
_SHOWN = 50


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("import", help="загрузить таблицу .xlsx или .csv")
    command.add_argument("file", type=Path, metavar="ФАЙЛ")
    command.add_argument("--kind", choices=_KINDS, default="auto", help="что в таблице; по умолчанию узнаётся само")
    command.add_argument("--sheet", metavar="NAME", help="только этот лист книги")
    command.add_argument("--wave", metavar="NAME", help="опрос, к которому относятся ответы")
    command.add_argument("--dry-run", action="store_true", help="показать итог, ничего не меняя")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    progress = Progress(report=_report) if sys.stderr is not None and sys.stderr.isatty() else Progress()
    draft = imports.open_import(args.file, progress)
    choices = imports.ImportChoices(kind=args.kind, sheet=args.sheet, wave=args.wave)
    if args.dry_run:
        with reading(args) as workspace:
            preview = imports.preview_import(workspace, draft, choices, progress)
    else:
        imports.require_tables(draft, choices)  # a refusal must not make the data folder
        with writing(args) as workspace:
            preview = imports.run_import(workspace, draft, choices, progress)
    if args.json:
        print_json(preview.as_json())
    else:
        _tell(preview)
    return 0


def _tell(preview: imports.ImportPreview) -> None:
    for table in preview.tables:
        if table.kind is None:
            say(f"Лист «{table.name}» пропущен: в нём нет понятной таблицы.")
    say(imports.summary(preview))
    problems = [(table, problem) for table in preview.tables for problem in table.problems]
    for table, problem in problems[:_SHOWN]:
        say(f"{table.name}, строка {problem.row}: {problem.message}")
    if len(problems) > _SHOWN:
        say(f"… и ещё замечаний: {len(problems) - _SHOWN}. Все — с ключом --json.")


def _report(done: int, total: int, text: str) -> None:
    if total:
        warn(f"{text}: {done} из {total}")
