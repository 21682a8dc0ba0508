"""``check``, ``backup``, ``restore``: is the base whole, a copy of it, a copy in its place."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from curator_app.cli.opening import key_of, reading
from curator_app.cli.output import print_json, say
from curator_app.cli.registry import Subparsers
from curator_app.runtime import paths
from curator_app.runtime.errors import KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder
from curator_app.services.workspace import BaseKey, KeyNeeded, Workspace, open_workspace
from curator_app.texts.grammar import counted


def add_parser(subparsers: Subparsers) -> None:
    """Registers the commands."""
    checking = subparsers.add_parser("check", help="проверить целостность базы")
    checking.add_argument("--json", action="store_true")
    checking.set_defaults(run=_check)
    copying = subparsers.add_parser("backup", help="снять проверенную копию базы")
    copying.add_argument(
        "--out", type=Path, metavar="ФАЙЛ", help="куда; «….db» — только сама база, иначе со сканами и другими файлами"
    )
    copying.add_argument("--json", action="store_true")
    copying.set_defaults(run=_backup)
    restoring = subparsers.add_parser("restore", help="восстановить базу из копии; прежняя база сохраняется")
    restoring.add_argument("copy", type=Path, metavar="ФАЙЛ")
    restoring.add_argument("--json", action="store_true")
    restoring.set_defaults(run=_restore)


def _check(args: argparse.Namespace) -> int:
    try:
        with reading(args) as workspace:
            _refuse_empty(args, "проверять")
            problems = workspace.check()
    except UnusableBase as problem:
        if args.json:
            print_json({"ok": False, "problems": [problem.message]})
        raise
    if args.json:
        print_json({"ok": not problems, "problems": problems})
    elif not problems:
        say("База в порядке.")
    if problems:
        raise KnownProblem(f"База повреждена: найдено нарушений — {len(problems)}. Восстановите её из резервной копии.")
    return 0


def _backup(args: argparse.Namespace) -> int:
    from curator_app.services.backups import making

    _refuse_empty(args, "копировать")
    with reading(args) as workspace:
        path = making.make_copy(workspace, None if args.out is None else args.out.absolute())
    if args.json:
        print_json({"file": str(path)})
    else:
        say(f"Копия снята и проверена: {path}")
    return 0


def _refuse_empty(args: argparse.Namespace, act: str) -> None:
    """A folder mistyped must not pass for a base that is well or kept. Raises KnownProblem."""
    folder = paths.data_folder(args.data_dir)
    if not folder.database.exists():
        raise KnownProblem(f"В папке «{folder.root}» ещё нет базы, {act} нечего. Укажите другую в --data-dir.")


def _restore(args: argparse.Namespace) -> int:
    from curator_app.services.backups import pending, restoring

    folder = paths.data_folder(args.data_dir)
    key = _key(args, folder)
    done = restoring.restore_copy(folder, args.clock, args.copy.absolute(), key=key)
    counts: dict[str, Any] = {"people": done.people, "pairs": done.pairs, "orders": done.orders}
    erased = 0
    try:
        workspace = open_workspace(folder, args.clock, key=key)
    except KeyNeeded:
        pass  # a copy under another password: the next who opens it destroys again what was destroyed
    else:
        try:
            erased = pending.apply_pending(workspace)
            counts = _counts(workspace)
        finally:
            workspace.close()
    kept = None if done.kept is None else str(done.kept)
    if args.json:
        print_json({"file": str(args.copy), "kept": kept, **counts, "erased_again": erased})
        return 0
    people, pairs = counts["people"], counts["pairs"]
    if people is not None and pairs is not None:
        words = f"{counted(people, 'человек', 'человека', 'человек')}, {counted(pairs, 'пара', 'пары', 'пар')}"
        say(f"Восстановлено: {words}.")
    else:
        say("Восстановлено.")
    if kept is not None:
        say(f"Прежняя база сохранена: {kept}")
    return 0


def _key(args: argparse.Namespace, folder: DataFolder) -> BaseKey | None:
    """The key of the present base, where it can be had: restoring must work over a damaged one, too."""
    try:
        return key_of(args, folder)
    except KnownProblem:
        return None


def _counts(workspace: Workspace) -> dict[str, Any]:
    counts = workspace.facts().counts
    return {"people": counts["person"], "pairs": counts["pair"], "orders": counts["order"]}
