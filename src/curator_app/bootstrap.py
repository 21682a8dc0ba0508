"""Puts the parts together: the clock, the commands, the window. Heavy parts are imported when they are wanted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from curator_app.cli import base_commands, demo_command, main, record_commands
from curator_app.runtime import log, paths
from curator_app.runtime.clock import Clock


def _open_window(data_dir: Path | None) -> int:
    from curator_app.ui.app import open_window

    return open_window(paths.data_folder(data_dir), Clock())


def start(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with ``arguments`` (default: the command line) and returns the exit code."""
    clock = Clock()

    def report(error: BaseException, data_dir: Path | None) -> Path:
        return log.report_bug(error, paths.data_folder(data_dir).log, clock)

    return main.run(
        sys.argv[1:] if arguments is None else arguments,
        clock=clock,
        window=_open_window,
        commands=[record_commands.add_parser, base_commands.add_parser, demo_command.add_parser],
        report_bug=report,
    )
