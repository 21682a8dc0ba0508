"""Pictures of the window with the demonstration school for docs/user-guide.md; run by hand:

QT_QPA_PLATFORM=offscreen python tools/screenshots.py docs/img
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from PySide6.QtCore import QBuffer, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListWidget, QTabWidget, QWidget

from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import UnusableBase
from curator_app.runtime.paths import data_folder
from curator_app.services import demo, mentees, pairs
from curator_app.services.backups import making
from curator_app.services.backups.listing import DAILY
from curator_app.services.finding import targets
from curator_app.services.inspection import Scope
from curator_app.services.monitoring.forms import keeping
from curator_app.services.monitoring.forms.sources import read_sources
from curator_app.services.outcome_rows import list_outcome_rows
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.surveys.waves import list_waves
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.backups.dialog import BackupsDialog
from curator_app.ui.backups.start_dialog import StartDialog
from curator_app.ui.common import theme
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.table_view import RowTableView
from curator_app.ui.common.turns import at_rest
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.common.worker import LatestJob
from curator_app.ui.finder.deeds import deeds_of
from curator_app.ui.finder.dialog import FinderDialog
from curator_app.ui.first_start.dialog import FirstStart
from curator_app.ui.imports.wizard import ImportWizard
from curator_app.ui.inspection.dialog import InspectionDialog
from curator_app.ui.main_window import MainWindow
from curator_app.ui.monitoring.forms.mapping_dialog import MappingDialog
from curator_app.ui.monitoring.view import MonitoringView
from curator_app.ui.newcomer.wizard import NewcomerWizard
from curator_app.ui.outcomes.rewarding import RewardingDialog
from curator_app.ui.pairs.form_dialog import FormPairDialog
from curator_app.ui.papers.blanks_view import BlanksView
from curator_app.ui.papers.order_dialog import OrderDialog
from curator_app.ui.papers.page import PapersPage
from curator_app.ui.privacy.people_dialog import PeopleDialog
from curator_app.ui.protection.set_dialog import SetDialog
from curator_app.ui.settings.dialog import SettingsDialog
from curator_app.ui.surveys.keying.dialog import KeyingDialog
from curator_app.ui.tabs import TABS
from curator_app.ui.years.rollover_dialog import RolloverDialog

# The tabs that the guide shows, and the names of their pictures.
_PICTURES = {
    "today": "today",
    "mentors": "mentors",
    "requests": "mentees",
    "pairs": "matching",
    "routes": "routes",
    "surveys": "surveys",
    "roadmap": "roadmap",
    "papers": "register",
}
_SCREEN = (1366, 728)  # 1366×768 without the task bar
_NOW = dt.datetime(2026, 10, 5, 9, 0)
_STAFF = """Список работников на 01.09.2026;;;;

№;Ф.И.О.;Должность (предмет);тел.;Кв. категория
1;Гаврилова Ирина Львовна;учитель химии;+7 912 345 67 89;высшая
2;Дьячков Семён Юрьевич;учитель физической культуры;8(912)3456780;1
3;Ёлкина Софья Марковна;педагог-психолог;;б/к
4;Жук Анна Петровна;учитель начальных классов;не скажу;соответствие
"""


_FORM = (
    ("Мониторинг наставничества",),
    ("Организация (полностью)", ""),
    ("Дата заполнения", ""),
    ("Число наставников", ""),
    ("Число наставляемых", ""),
    ("Доля молодых специалистов с наставником, %", ""),
)
_Shot: TypeAlias = "tuple[str, tuple[int, int], QDialog]"


class _Loud(ErrorBoundary):
    def handle(self, error: BaseException, parent: QWidget | None = None) -> None:
        del parent
        raise error


def _settle(app: QApplication, until: Callable[[], bool] = lambda: True) -> None:
    QTest.qWait(400)  # drafts and cards are drawn a moment later
    while not (until() and _at_rest(app)):
        QTest.qWait(50)
    app.sendPostedEvents(QObject(), QEvent.Type.DeferredDelete.value)
    app.processEvents()


def _at_rest(app: QApplication) -> bool:
    """No part of a window and no paper is still being made."""
    shown = [one for one in app.topLevelWidgets() if one.isVisible()]
    return at_rest() and not any(job.busy for one in shown for job in one.findChildren(LatestJob))


def _reckons(tabs: QTabWidget) -> bool:
    """The proposal of pairs is still being made."""
    return any(one.isVisible() and one.text().startswith("Подбор считается") for one in tabs.findChildren(QLabel))


def _save(shown: QWidget, path: Path) -> None:
    """In a palette of its own colours: a third of the size, and no eye sees it."""
    buffer = QBuffer()
    shown.grab().save(buffer, "PNG")
    picture = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    picture.quantize(192, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def _window(folder: Path) -> tuple[MainWindow, Workspace]:
    data = data_folder(folder)
    clock = fixed(_NOW)
    workspace = open_workspace(data, clock)
    window = make_window(workspace, WindowState(data.window_state), _Loud(data, clock))
    window.resize(*_SCREEN)
    return window, workspace


def _tabs(app: QApplication, window: MainWindow, out: Path) -> None:
    tabs = window.findChildren(QTabWidget)[0]
    for tab, name in _PICTURES.items():
        tabs.setCurrentIndex([one.key for one in TABS].index(tab))
        _settle(app)
        for table in tabs.findChildren(RowTableView):
            if table.isVisible() and table.model().rowCount():
                table.selectRow(1)
        _settle(app, lambda: not _reckons(tabs))
        _save(window, out / f"{name}.png")


def _parts(app: QApplication, window: MainWindow, workspace: Workspace, out: Path) -> None:
    """The parts of «Документы» and of «Пары» that their tabs do not show at first."""
    page = window.turn_to("papers")
    assert isinstance(page, PapersPage)
    for number, name in ((1, "blanks"), (2, "wordings"), (3, "monitoring")):
        page.show_part(number)
        _settle(app)
        for blanks in page.widget.findChildren(BlanksView):
            blanks.people.choose_first()
        for monitoring in page.widget.findChildren(MonitoringView):
            monitoring.list.choose([2])
        _settle(app)
        _save(window, out / f"{name}.png")
    window.open_record("incentive", list_outcome_rows(workspace, "incentive")[0].id)
    _settle(app)
    _save(window, out / "results.png")
    page.show_part(0)
    window.open_record("pair", next(row.id for row in pairs.list_pairs(workspace) if row.academic_year == window.year))
    _settle(app)
    _save(window, out / "pairs.png")


def _windows(app: QApplication, window: MainWindow, workspace: Workspace, scratch: Path) -> Iterator[_Shot]:
    """Dialogs with the size they are shown at and what is done in them first."""
    free = [row for row in mentees.list_mentees(workspace) if not row.mentors and row.open_requests]
    yield (
        "pair-forming",
        (1080, 660),
        FormPairDialog(
            workspace, window, mentees=[row.id for row in free[:1]], print_blanks=lambda _blanks: None, parent=window
        ),
    )
    ready = [row for row in pairs.list_pairs(workspace) if row.order_number is None and not row.missing]
    pair = (ready or pairs.list_pairs(workspace))[0]
    order = OrderDialog(window, workspace, OrderCommand(type="assignment", pairs=(pair.id,)), window)
    order.next.click()
    yield "order", (1240, 700), order
    table = scratch / "Список работников.csv"
    table.write_bytes(_STAFF.encode("cp1251"))
    wizard = ImportWizard(window, workspace, window, table)
    wizard.show()
    _settle(app, lambda: wizard.next_button.isVisible())
    yield "import", (1000, 560), wizard
    yield "settings", (980, 620), SettingsDialog(window, workspace, window)
    terms = SettingsDialog(window, workspace, window)
    terms.findChildren(QListWidget)[0].setCurrentRow(4)
    yield "terms", (1040, 620), terms
    newcomer = NewcomerWizard(window, workspace, window)
    newcomer.who.form.fields["surname"].set_value("Лаврентьева")
    newcomer.who.form.fields["first_name"].set_value("Вера")
    newcomer.who.form.fields["work_start_date"].set_value(_NOW.date())
    yield "newcomer", (1120, 640), newcomer
    waves = [row for row in list_waves(workspace) if row.expected]
    yield "keying", (1040, 620), KeyingDialog(window, workspace, waves[0].id, parent=window)
    yield "rewarding", (900, 600), RewardingDialog(workspace, "2026/2027", window)
    yield "inspection", (1080, 620), InspectionDialog(window, workspace, Scope("year", year="2026/2027"), window)
    form = scratch / "Форма района.xlsx"
    form.write_bytes(_form())
    kept = keeping.get_form(workspace, keeping.keep_form(workspace, form))
    sources = read_sources(workspace, "2026-Q3")
    yield "form", (1120, 600), MappingDialog(workspace, kept, keeping.view_of(workspace, kept), sources, window)
    finder = FinderDialog(deeds_of(window.menuBar(), window.findChildren(QTabWidget)[0]), targets(workspace), window)
    finder.show()
    _settle(app)
    finder.search.append("сед")
    finder.search.edit.deselect()
    yield "finder", (620, 420), finder
    yield "rollover", (980, 600), RolloverDialog(window, workspace, window)
    kept_data = PeopleDialog(window, workspace, window)
    kept_data.findChildren(RowTableView)[0].selectRow(0)
    yield "personal-data", (1120, 560), kept_data
    yield "password", (860, 560), SetDialog(window, workspace, window)
    making.make_copy(workspace, reason=DAILY)
    making.make_copy(workspace)
    yield "backups", (1040, 580), BackupsDialog(window, workspace, window)
    damaged = UnusableBase("damaged", "Файл базы повреждён: открыть его нельзя. Восстановите базу из копии.")
    yield "start", (900, 540), StartDialog(damaged, workspace.folder, workspace.clock, parent=window)


def _form() -> bytes:
    """A small form of a district."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Сведения"
    edge = Side(style="thin")
    sheet.column_dimensions["A"].width = 46
    sheet.column_dimensions["B"].width = 30
    for row in _FORM:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _first_start(app: QApplication, scratch: Path, out: Path) -> None:
    window, workspace = _window(scratch / "пустая")
    dialog = FirstStart(window, workspace, window)
    dialog.resize(920, 600)
    dialog.show()
    for name, text in (
        ("short_name", "МБОУ СОШ № 99"),
        (
            "full_name",
            "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 99»",
        ),
        ("place", "г. Заречинск"),
    ):
        dialog.form.boxes[name].set_text(text)
    dialog.form.director.combo.setEditText("Могилевских Тамара Андреевна")
    dialog.form.curator.combo.setEditText("Леонова Наталья Сергеевна")
    _settle(app)
    _save(dialog, out / "first-start.png")
    dialog.hide()
    workspace.close()


def main(out: Path) -> None:
    """Writes the pictures into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as made:
        scratch = Path(made)
        window, workspace = _window(scratch / "школа")
        demo.fill(workspace)
        demo.make_papers(workspace, scratch / "бумаги")
        window.show()
        _settle(app)
        _tabs(app, window, out)
        _parts(app, window, workspace, out)
        for name, size, dialog in _windows(app, window, workspace, scratch):
            dialog.resize(*size)  # the offscreen screen is small
            dialog.show()
            _settle(app)
            _save(dialog, out / f"{name}.png")
            dialog.hide()
        workspace.close()
        _first_start(app, scratch, out)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
