"""How a command opens the base."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from curator_app.runtime import paths
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.services.workspace import BaseKey, Workspace, open_workspace, refuse_lost

_VARIABLE = "CURATOR_PASSWORD"


@contextmanager
def reading(args: argparse.Namespace) -> Iterator[Workspace]:
    """The base for looking: works while the window is open; a folder without a base reads as an empty school and
    stays as it is."""
    folder = paths.data_folder(args.data_dir)
    with contextlib.ExitStack() as stack:
        if folder.database.exists():
            workspace = open_workspace(folder, args.clock, write=False, key=key_of(args, folder))
        else:
            refuse_lost(folder)
            passing = stack.enter_context(tempfile.TemporaryDirectory(prefix="curator-"))
            workspace = open_workspace(paths.data_folder(Path(passing)), args.clock)
        stack.callback(workspace.close)
        yield workspace


@contextmanager
def writing(args: argparse.Namespace) -> Iterator[Workspace]:
    """The base for changing: takes the lock. Raises DataFolderBusy while another process holds it."""
    clock: Clock = args.clock
    folder = paths.data_folder(args.data_dir)
    workspace = open_workspace(folder, clock, key=key_of(args, folder))
    try:
        if workspace.key is not None:
            from curator_app.services import protection

            protection.settle(workspace)
        yield workspace
    finally:
        workspace.close()


def key_of(args: argparse.Namespace, folder: DataFolder) -> BaseKey | None:
    """The key of an encrypted base by its password or its recovery code; None for a plain one. Neither ever stands
    among the arguments, where every program of the computer could read it. Raises KnownProblem."""
    from curator_app.services import protection

    if not protection.is_protected(folder):
        return None
    return protection.unlock_by_either(
        folder, told_password(args.password_file, "Пароль базы или код восстановления: ")
    )


def told_password(file: Path | None, question: str) -> str:
    """The password out of a file, of CURATOR_PASSWORD, or typed unseen. Raises KnownProblem."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8-sig").removesuffix("\n").removesuffix("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise KnownProblem(
                f"Файл с паролем «{file.name}» не читается. Сохраните в нём пароль одной строкой в UTF-8."
            ) from error
    if (told := os.environ.get(_VARIABLE)) is not None:
        return told
    if sys.stdin is None or not sys.stdin.isatty():
        raise KnownProblem(f"База зашифрована. Укажите пароль: --password-file ФАЙЛ или переменная «{_VARIABLE}».")
    return getpass.getpass(question)
