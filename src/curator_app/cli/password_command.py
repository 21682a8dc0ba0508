"""``password``: sets, changes and takes off the password of the base."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from curator_app.cli.opening import told_password, writing
from curator_app.cli.output import print_json, say
from curator_app.cli.registry import Subparsers
from curator_app.runtime import files, paths
from curator_app.runtime.errors import KnownProblem

if TYPE_CHECKING:
    from curator_app.services.workspace import Workspace


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("password", help="пароль базы: поставить, сменить, снять")
    command.add_argument("act", choices=tuple(_ACTS), metavar="ДЕЙСТВИЕ", help="set, change, remove или status")
    command.add_argument("--new-password-file", type=Path, metavar="ФАЙЛ", help="файл с новым паролем")
    command.add_argument("--code-out", type=Path, metavar="ФАЙЛ.pdf", help="куда сохранить лист с кодом восстановления")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=lambda args: _ACTS[args.act](args))


def _needed(value: Path | None, option: str) -> Path:
    if value is None:
        raise KnownProblem(f"Не указано: {option}. Добавьте это к команде; все её части показывает --help.")
    return value


def _set(args: argparse.Namespace) -> int:
    from curator_app.services import protection, recovery_sheet

    password = told_password(_needed(args.new_password_file, "--new-password-file"), "")
    out = _needed(args.code_out, "--code-out").absolute()
    protection.refuse_bad_password(password)
    with writing(args) as workspace:
        if workspace.key is not None:
            raise KnownProblem("База уже зашифрована. Чтобы сменить пароль, выполните команду «password change».")
        workspace.refuse_own_file(out)
        code = protection.new_code()
        files.write_bytes(out, recovery_sheet.to_pdf(workspace, code))
        protection.protect(workspace, password, code)
    _told(args, f"База зашифрована. Лист с кодом восстановления: {args.code_out}", encrypted=True)
    return 0


def _change(args: argparse.Namespace) -> int:
    from curator_app.services import protection

    new = told_password(_needed(args.new_password_file, "--new-password-file"), "")
    with writing(args) as workspace:
        _refuse_plain(workspace)
        old = told_password(args.password_file, "Прежний пароль: ")
        protection.change_password(workspace, old, new)
    _told(args, "Пароль сменён. Копии, снятые раньше, открываются прежним паролем.", encrypted=True)
    return 0


def _remove(args: argparse.Namespace) -> int:
    from curator_app.services import protection

    with writing(args) as workspace:
        _refuse_plain(workspace)
        protection.remove(workspace, told_password(args.password_file, "Пароль базы: "))
    _told(args, "Пароль снят, база больше не зашифрована.", encrypted=False)
    return 0


def _refuse_plain(workspace: Workspace) -> None:
    if workspace.key is None:
        raise KnownProblem("База не зашифрована, пароля у неё нет. Поставьте его командой «password set».")


def _status(args: argparse.Namespace) -> int:
    from curator_app.services import protection

    encrypted = protection.is_protected(paths.data_folder(args.data_dir))
    _told(args, "База зашифрована." if encrypted else "База не зашифрована.", encrypted=encrypted)
    return 0


def _told(args: argparse.Namespace, sentence: str, *, encrypted: bool) -> None:
    if args.json:
        print_json({"encrypted": encrypted})
    else:
        say(sentence)


_ACTS: dict[str, Callable[[argparse.Namespace], int]] = {
    "set": _set,
    "change": _change,
    "remove": _remove,
    "status": _status,
}
