"""Puts the parts together: the clock, the commands, the window. Heavy parts are imported when they are wanted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from curator_app.runtime import log, paths
from curator_app.runtime.clock import Clock


def _open_window(data_dir: Path | None) -> int:
    from curator_app.ui.app import open_window

    return open_window(paths.data_folder(data_dir), Clock())


def _check_window() -> str:
    from curator_app.ui.self_check import check_window

    return check_window()


def start(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with ``arguments`` (default: the command line) and returns the exit code."""
    told = sys.argv[1:] if arguments is None else arguments
    if not told:
        return _open_window(None)
    from curator_app.cli import (
        base_commands,
        decline_command,
        demo_command,
        import_command,
        main,
        order_command,
        proposal_commands,
        record_commands,
        self_check_command,
        tasks_command,
    )

    clock = Clock()

    def report(error: BaseException, data_dir: Path | None) -> Path:
        return log.report_bug(error, paths.data_folder(data_dir).log, clock)

    return main.run(
        told,
        clock=clock,
        window=_open_window,
        commands=[
            demo_command.add_parser,
            import_command.add_parser,
            record_commands.add_parser,
            proposal_commands.add_parser,
            order_command.add_parser,
            decline_command.add_parser,
            tasks_command.add_parser,
            base_commands.add_parser,
            self_check_command.make_register(_check_window),
        ],
        report_bug=report,
    )
