"""``dump``, ``load``: all data of the base in one JSON file."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import reading, writing
from curator_app.cli.output import say, warn
from curator_app.cli.registry import Subparsers
from curator_app.runtime import files
from curator_app.services import transfer


def add_parser(subparsers: Subparsers) -> None:
    """Registers the commands."""
    dumping = subparsers.add_parser("dump", help="выгрузить все данные в JSON")
    dumping.add_argument("--out", type=Path, required=True, metavar="ФАЙЛ.json")
    dumping.set_defaults(run=_dump)
    loading = subparsers.add_parser("load", help="загрузить выгрузку в пустую папку данных")
    loading.add_argument("source", type=Path, metavar="ФАЙЛ.json")
    loading.set_defaults(run=_load)


def _dump(args: argparse.Namespace) -> int:
    with reading(args) as workspace:
        files.make_folder(args.out.absolute().parent)
        outside = transfer.dump(workspace, args.out.absolute())
    say(f"Выгружено: {args.out}")
    for name in outside:
        warn(f"Файла «{name}» в выгрузке нет: он пропал, изменён или все вместе больше 64 МБ. Перенесите его копией.")
    return 0


def _load(args: argparse.Namespace) -> int:
    with writing(args) as workspace:
        transfer.load(workspace, args.source)
    say(f"Загружено: {args.source}")
    return 0
