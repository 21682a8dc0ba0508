"""Puts the parts together: the clock, the commands, the window. Heavy parts are imported when they are wanted."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from curator_app.runtime import crash, log, paths
from curator_app.runtime.clock import Clock

if TYPE_CHECKING:
    from curator_app.cli.registry import Subparsers


def _open_window(data_dir: Path | None, copy: Path | None = None) -> int:
    gc.disable()  # all that the start makes stays: looking through it for garbage costs a tenth of its time
    clock = Clock()
    home = paths.data_folder()
    crash.install(home.log, clock)  # before anything that may fail
    from curator_app.runtime.bases import Bases

    # A folder that was named wins; else the base that was open last.
    bases = Bases(home.root)
    named = data_dir is not None or paths.is_overridden()
    folder = paths.data_folder(data_dir if named else bases.last())
    crash.arm(folder.log, clock)
    try:
        from curator_app.ui import splash

        shown = splash.show_splash()  # before the rest of the program is read
        from curator_app.ui.app import open_window

        code = open_window(folder, clock, bases, copy)
        del shown
        return code
    finally:
        crash.disarm()
        gc.enable()


def _double_clicked(told: Sequence[str]) -> tuple[Path | None, Path] | None:
    """The folder of data and the copy of a base, when the program was started with such a file and no command."""
    named = told[:-1]
    if not told[-1].casefold().endswith(".curator") or (named and (len(named) != 2 or named[0] != "--data-dir")):
        return None
    return (Path(named[1]) if named else None), Path(told[-1])


def _check_window() -> str:
    from curator_app.ui.self_check import check_window

    return check_window()


def _self_check(subparsers: Subparsers) -> None:
    from curator_app.cli import self_check_command

    self_check_command.make_register(_check_window)(subparsers)


def start(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with ``arguments`` (default: the command line) and returns the exit code."""
    gc.set_threshold(20_000, 20, 20)  # rows come by ten thousands: Python's 700 costs an import a sixth of its time
    told = sys.argv[1:] if arguments is None else arguments
    if not told:
        return _open_window(None)
    if (opened := _double_clicked(told)) is not None:
        return _open_window(*opened)
    from curator_app.cli import commands, main

    clock = Clock()

    def report(error: BaseException, data_dir: Path | None) -> Path:
        return log.report_bug(error, paths.data_folder(data_dir).log, clock)

    return main.run(
        told,
        clock=clock,
        window=_open_window,
        commands=commands.registers(told, [(frozenset({"self-check"}), _self_check)]),
        report_bug=report,
    )
