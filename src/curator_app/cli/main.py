"""The command line: ``curator-app COMMAND …``. Exit codes: 0 done, 1 known problem, 2 wrong usage, 3 a bug."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from curator_app import __version__
from curator_app.cli import output
from curator_app.cli.parser import Parser, data_folder
from curator_app.cli.registry import Register
from curator_app.runtime import paths
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import OUT_OF_MEMORY, KnownProblem

DONE, KNOWN_PROBLEM, BUG = 0, 1, 3


def make_parser(commands: Sequence[Register]) -> argparse.ArgumentParser:
    """The whole command line with these commands."""
    parser: argparse.ArgumentParser = Parser(
        prog="curator-app",
        description="«Куратор наставничества». Без команды открывается окно.",
    )
    parser.add_argument("--version", action="version", version=f"curator-app {__version__}")
    parser.add_argument("--data-dir", type=data_folder, default=None, metavar="ПАПКА", help="папка с данными школы")
    parser.add_argument(
        "--password-file", type=Path, default=None, metavar="ФАЙЛ", help="файл с паролем зашифрованной базы"
    )
    subparsers = parser.add_subparsers(dest="command", metavar="КОМАНДА")
    for add in commands:
        add(subparsers)
    for command in subparsers.choices.values():
        # SUPPRESS: a folder named before the command is not overwritten by the command's own default.
        command.add_argument(
            "--data-dir", type=data_folder, default=argparse.SUPPRESS, metavar="ПАПКА", help="папка с данными школы"
        )
        command.add_argument(
            "--password-file",
            type=Path,
            default=argparse.SUPPRESS,
            metavar="ФАЙЛ",
            help="файл с паролем зашифрованной базы",
        )
    return parser


def run(
    arguments: Sequence[str],
    *,
    clock: Clock,
    window: Callable[[Path | None], int],
    commands: Sequence[Register],
    report_bug: Callable[[BaseException, Path | None], Path],
) -> int:
    """Runs one command, or opens the window when there is none. Returns the exit code."""
    output.use_utf8()
    args = make_parser(commands).parse_args(arguments)
    if args.command is None:
        return window(args.data_dir)
    args.clock = clock
    try:
        paths.data_folder(args.data_dir).refuse_long()
        code: int = args.run(args)
        output.flush()
    except KnownProblem as problem:
        output.warn(problem.message)
        return KNOWN_PROBLEM
    except BrokenPipeError:
        # Whoever read the output (``| head``) has enough of it; nothing is left to be flushed at the exit.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 — open until the process ends
        return DONE
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename is not None:
            return _bug(error, args.data_dir, report_bug)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 — what is left in it fits nowhere
        output.warn("Ответ команды не записан: на диске нет места. Освободите место и посмотрите, что сделано.")
        return KNOWN_PROBLEM
    except MemoryError:
        output.warn(OUT_OF_MEMORY)
        return KNOWN_PROBLEM
    except KeyboardInterrupt:
        output.warn("Прервано. Ничего не изменено.")
        return KNOWN_PROBLEM
    except Exception as error:
        return _bug(error, args.data_dir, report_bug)
    return code


def _bug(error: BaseException, data_dir: Path | None, report_bug: Callable[[BaseException, Path | None], Path]) -> int:
    log = report_bug(error, data_dir)
    output.warn(f"Ошибка программы. Данные целы, подробности для разработчиков: {log}")
    return BUG
