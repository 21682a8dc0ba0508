"""10,000 people × 20 columns from .xlsx: reading beside calamine, the whole import beside bare reading and writing; as
many as a sheet may hold, in a process of their own.

Two files of the same cells: texts in the cells, as openpyxl writes them, and texts apart, as Excel does.
"""

from __future__ import annotations

import datetime as dt
import gc
import random
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import insert

from benchmarks.measuring import Figure, by_turns, once, python
from curator_app.exchange.grid import MAX_ROWS
from curator_app.exchange.xlsx_reader import read_workbook
from curator_app.models import Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.runtime.progress import Progress
from curator_app.services import imports
from curator_app.services.workspace import open_workspace

_ROWS = 10_000
_MOST = MAX_ROWS - 1  # beneath the headings
_WHOLE = """
import datetime, gc, pathlib, resource, sys, time
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import imports
from curator_app.services.workspace import open_workspace
gc.set_threshold(20_000, 20, 20)
path = pathlib.Path(sys.argv[1])
workspace = open_workspace(data_folder(path.parent / "most"), fixed(datetime.datetime(2026, 10, 5, 9, 0)))
began = time.process_time()
done = imports.run_import(workspace, imports.open_import(path), imports.ImportChoices())
took = time.process_time() - began
assert done.count(imports.Outcome.CREATED) == int(sys.argv[2])
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))
_SYLLABLES = (
    "ба",
    "ве",
    "го",
    "ди",
    "жу",
    "зы",
    "ка",
    "ле",
    "ми",
    "но",
    "пе",
    "ра",
    "со",
    "ту",
    "фё",
    "хи",
    "ча",
    "шо",
)
_HEADINGS = (
    "Фамилия", "Имя", "Отчество", "Должность", "Предмет", "Телефон", "Электронная почта", "Дата рождения",
    "Дата приёма на работу", "Категория", "Образование", "Стаж", "Корпус", "Смена", "Кабинет", "Классы", "Награды",
    "Курсы", "Нагрузка", "Примечание",
)  # fmt: skip


def table(path: Path, rows: int) -> None:
    """A list of staff; everybody has a name of his own."""
    dice = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Сотрудники")
    sheet.append(_HEADINGS)
    for number in range(rows):
        subject = dice.choice(("математика", "химия"))
        left, syllables = number, []
        for _ in range(4):
            left, one = divmod(left, len(_SYLLABLES))
            syllables.append(_SYLLABLES[one])
        sheet.append(
            [
                "".join(syllables).capitalize() + "нов", "Иван", "Петрович", "учитель", subject,
                f"8 (912) {number // 100 % 1000:03d}-{number % 100:02d}-11", f"t{number}@school.example",
                dt.date(1980, 1, 1) + dt.timedelta(days=number % 9000), dt.date(2015, 9, 1), "высшая", "высшее",
                number % 40, "А", 1, number % 50, "5А, 6Б", "нет", "2024", 18, "",
            ]
        )  # fmt: skip
    book.save(path)


def as_excel_writes(source: Path, target: Path) -> None:
    """The same cells with the texts in a part of their own."""
    with xlsxwriter.Workbook(str(target)) as book:
        sheet = book.add_worksheet("Сотрудники")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        rows = CalamineWorkbook.from_path(str(source)).get_sheet_by_index(0).to_python()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, dt.datetime.combine(value, dt.time()), day)
                elif value != "":
                    sheet.write(number, column, value)


def read_beside_calamine(path: Path) -> dict[str, float]:
    """Milliseconds of both readers."""
    content = path.read_bytes()
    return by_turns(
        5,
        ours=lambda: read_workbook(content, path.name, Progress()),
        calamine=lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(),
    )


def measure() -> Iterator[Figure]:
    """Reading; preview; import. The collector of garbage rests as it does in the program."""
    usual = gc.get_threshold()
    gc.set_threshold(20_000, 20, 20)
    try:
        yield from _measured()
    finally:
        gc.set_threshold(*usual)


def _measured() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "Сотрудники.xlsx"
        table(path, _ROWS)
        excel = Path(scratch) / "Из Excel.xlsx"
        as_excel_writes(path, excel)
        cells = f"{_ROWS} × {len(_HEADINGS)}"
        best = read_beside_calamine(path)
        yield Figure(f"{cells}: read", best["ours"], "ms", best["calamine"], "calamine", 1.5)
        best = read_beside_calamine(excel)
        yield Figure(f"{cells}, texts apart: read", best["ours"], "ms", best["calamine"], "calamine", 1.5)
        runs = count()

        def bare() -> None:
            """The same rows by calamine and one insert, without a question asked."""
            rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
            workspace = open_workspace(data_folder(Path(scratch) / f"bare{next(runs)}"), _CLOCK)
            with workspace.action("Вставка") as session:
                session.execute(
                    insert(Person),
                    [
                        {"surname": row[0], "first_name": row[1], "patronymic": row[2], "position": row[3],
                         "subjects": row[4], "phone": row[5], "email": row[6], "birth_date": row[7],
                         "work_start_date": row[8], "kind": "staff"}
                        for row in rows
                    ],
                )  # fmt: skip
            workspace.close()

        def whole() -> None:
            workspace = open_workspace(data_folder(Path(scratch) / f"ours{next(runs)}"), _CLOCK)
            imports.run_import(workspace, imports.open_import(path), imports.ImportChoices())
            workspace.close()

        best = by_turns(2, ours=whole, bare=bare)
        yield Figure(f"{_ROWS} rows: the whole import", best["ours"], "ms", best["bare"], "calamine and one insert", 3)
        workspace = open_workspace(data_folder(Path(scratch) / "look"), _CLOCK)
        draft = imports.open_import(path)
        look = partial(imports.preview_import, workspace, draft, imports.ImportChoices())
        yield Figure(f"{_ROWS} rows: the preview", once(look))
        workspace.close()
        path = Path(scratch) / "Все.xlsx"
        table(path, _MOST)
        seconds, megabytes = map(float, python(_WHOLE, str(path), str(_MOST)).split())
        yield Figure(f"{_MOST} rows: the whole import", seconds, "s", bar=20)
        yield Figure(f"{_MOST} rows: the most memory at once", megabytes, "MB", bar=1000)
