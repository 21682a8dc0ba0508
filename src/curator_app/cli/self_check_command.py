"""``self-check``: what an installed program must prove on the machine where it stands."""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from curator_app.cli.output import say, warn
from curator_app.cli.registry import Register, Subparsers
from curator_app.runtime import paths
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem
from curator_app.services.workspace import open_workspace

# The installed program is proved by this line and nothing else.
CLOSING_LINE = "САМОПРОВЕРКА ПРОЙДЕНА"


def make_register(window: Callable[[], str]) -> Register:
    """The command with the check of the window (Qt lives elsewhere): ``window()`` tells what it found."""

    def add_parser(subparsers: Subparsers) -> None:
        command = subparsers.add_parser("self-check", help="проверить установленную программу")
        command.set_defaults(run=lambda args: _run(args, window))

    return add_parser


def _run(args: argparse.Namespace, window: Callable[[], str]) -> int:
    del args
    failed = 0
    for title, check in _checks(window):
        try:
            say(f"{title}: {check()}")
        except Exception as error:
            failed += 1
            warn(f"{title}: не прошло ({type(error).__name__}: {error})")
    if failed:
        raise KnownProblem(f"Самопроверка не пройдена, ошибок: {failed}. Переустановите программу.")
    say(CLOSING_LINE)
    return 0


def _checks(window: Callable[[], str]) -> tuple[tuple[str, Callable[[], str]], ...]:
    return (
        ("Шрифты", _fonts),
        ("База", _base),
        ("Шифрование", _encryption),
        ("Документ", _paper),
        ("Книга", _workbook),
        ("Окно", window),
    )


def _fonts() -> str:
    folder = paths.resources() / "fonts"
    found = sorted(path.stem for path in folder.glob("*.ttf"))
    if len(found) != 4:
        raise FileNotFoundError(f"{len(found)} из 4 в {folder}")
    return ", ".join(found)


def _base() -> str:
    from curator_app.services import records

    with tempfile.TemporaryDirectory(prefix="curator-проверка-") as folder:
        workspace = open_workspace(paths.data_folder(Path(folder)), Clock())
        try:
            records.add_records(workspace, "person", [{"surname": "Ёлкина", "first_name": "Анна"}])
            workspace.undo()
            workspace.redo()
            people = records.list_records(workspace, "people")
            problems = workspace.check()
            copy = workspace.backup()
            size = copy.stat().st_size
        finally:
            workspace.close()
    if problems or [one["surname"] for one in people] != ["Ёлкина"]:
        raise ValueError(problems or people)
    return f"создана, записана, отменена и повторена правка, копия {size // 1024} КБ"


def _encryption() -> str:
    from curator_app.services import protection, records

    surname, password = "Шифровальникова", "слон, йод и кактус"
    with tempfile.TemporaryDirectory(prefix="curator-проверка-") as place:
        folder, clock = paths.data_folder(Path(place)), Clock()
        workspace = open_workspace(folder, clock)
        try:
            records.add_records(workspace, "person", [{"surname": surname, "first_name": "Анна"}])
            protection.protect(workspace, password, protection.new_code())
        finally:
            workspace.close()
        data = folder.database.read_bytes()
        workspace = open_workspace(folder, clock, key=protection.unlock(folder, password))
        try:
            found = [one["surname"] for one in records.list_records(workspace, "people")]
        finally:
            workspace.close()
    if found != [surname] or surname.encode() in data:
        raise ValueError(found)
    return f"база {len(data) // 1024} КБ зашифрована и открыта паролем"


def _paper() -> str:
    from curator_app.documents import preview
    from curator_app.services import demo, records
    from curator_app.services.papers.commands import OrderCommand
    from curator_app.services.papers.drafting import draft_order, preview_docx, preview_pdf

    with tempfile.TemporaryDirectory(prefix="curator-проверка-") as folder:
        workspace = open_workspace(paths.data_folder(Path(folder)), Clock())
        try:
            demo.fill(workspace)
            draft = draft_order(workspace, OrderCommand(type="assignment_list", date=workspace.clock.today()))
            pdf, docx = preview_pdf(draft), preview_docx(draft)
            people = len(records.list_records(workspace, "people"))
        finally:
            workspace.close()
    if "ПРИКАЗ" not in preview.page_text(pdf, 0):
        raise ValueError("текст приказа не читается")
    return f"учебная школа ({people} чел.), PDF {len(pdf) // 1024} КБ, DOCX {len(docx) // 1024} КБ"


def _workbook() -> str:
    from openpyxl import load_workbook

    from curator_app.services import demo
    from curator_app.services.monitoring.book import make_workbook

    with tempfile.TemporaryDirectory(prefix="curator-проверка-") as folder:
        workspace = open_workspace(paths.data_folder(Path(folder)), Clock())
        try:
            demo.fill(workspace)
            made = make_workbook(workspace, workspace.clock.today().isoformat())
            closed = make_workbook(workspace, workspace.clock.today().isoformat(), password=folder)
        finally:
            workspace.close()
    sheets = load_workbook(io.BytesIO(made.content)).sheetnames
    if len(sheets) != 12 or closed.content[:4] != b"\xd0\xcf\x11\xe0":
        raise ValueError(sheets)
    return f"листов {len(sheets)}, {len(made.content) // 1024} КБ, с паролем {len(closed.content) // 1024} КБ"
