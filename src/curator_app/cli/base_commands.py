"""``dump``, ``load``, ``check``, ``backup``: the base as a whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import reading, writing
from curator_app.cli.output import print_json, say
from curator_app.cli.registry import Subparsers
from curator_app.runtime import files, paths
from curator_app.runtime.errors import KnownProblem
from curator_app.services import transfer


def add_parser(subparsers: Subparsers) -> None:
    """Registers the commands."""
    dumping = subparsers.add_parser("dump", help="выгрузить все данные в JSON")
    dumping.add_argument("--out", type=Path, required=True, metavar="FILE.json")
    dumping.set_defaults(run=_dump)
    loading = subparsers.add_parser("load", help="загрузить выгрузку в пустую папку данных")
    loading.add_argument("source", type=Path, metavar="FILE.json")
    loading.set_defaults(run=_load)
    checking = subparsers.add_parser("check", help="проверить целостность базы")
    checking.add_argument("--json", action="store_true")
    checking.set_defaults(run=_check)
    copying = subparsers.add_parser("backup", help="снять проверенную копию базы")
    copying.add_argument("--out", type=Path, metavar="FILE")
    copying.add_argument("--json", action="store_true")
    copying.set_defaults(run=_backup)


def _dump(args: argparse.Namespace) -> int:
    with reading(args) as workspace:
        files.make_folder(args.out.absolute().parent)
        transfer.dump(workspace, args.out.absolute())
    say(f"Выгружено: {args.out}")
    return 0


def _load(args: argparse.Namespace) -> int:
    with writing(args) as workspace:
        transfer.load(workspace, args.source)
    say(f"Загружено: {args.source}")
    return 0


def _check(args: argparse.Namespace) -> int:
    with reading(args) as workspace:
        problems = workspace.check()
    if args.json:
        print_json({"ok": not problems, "problems": problems})
    elif not problems:
        say("База в порядке.")
    if problems:
        raise KnownProblem(f"База повреждена: найдено нарушений — {len(problems)}. Восстановите её из резервной копии.")
    return 0


def _backup(args: argparse.Namespace) -> int:
    folder = paths.data_folder(args.data_dir)
    if not folder.database.exists():
        raise KnownProblem(f"В папке «{folder.root}» ещё нет базы, копировать нечего. Укажите другую в --data-dir.")
    with reading(args) as workspace:
        path = workspace.backup(None if args.out is None else args.out.absolute())
    if args.json:
        print_json({"file": str(path)})
    else:
        say(f"Копия снята и проверена: {path}")
    return 0
