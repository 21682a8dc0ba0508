"""Pictures of the window with the demonstration school for docs/user-guide.md; run by hand:

QT_QPA_PLATFORM=offscreen python tools/screenshots.py docs/img
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import demo, mentees, pairs
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.common import theme
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.table_view import RowTableView
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.first_start.dialog import FirstStart
from curator_app.ui.imports.wizard import ImportWizard
from curator_app.ui.main_window import MainWindow
from curator_app.ui.pairs.form_dialog import FormPairDialog
from curator_app.ui.papers.order_dialog import OrderDialog
from curator_app.ui.settings.dialog import SettingsDialog
from curator_app.ui.tabs import TABS

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


class _Loud(ErrorBoundary):
    def handle(self, error: BaseException, parent: QWidget | None = None) -> None:
        del parent
        raise error


def _settle(app: QApplication, until: Callable[[], bool] = lambda: True) -> None:
    QTest.qWait(400)  # drafts and cards are drawn a moment later
    while not until():
        QTest.qWait(50)
    app.sendPostedEvents(QObject(), QEvent.Type.DeferredDelete.value)
    app.processEvents()


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


def _dialogs(app: QApplication, window: MainWindow, workspace: Workspace, scratch: Path, out: Path) -> None:
    free = [row for row in mentees.list_mentees(workspace) if not row.mentors and row.open_requests]
    forming = FormPairDialog(
        workspace, window, mentees=[free[0].id] if free else [], print_blanks=lambda _blanks: None, parent=window
    )
    ready = [row for row in pairs.list_pairs(workspace) if row.order_number is None and not row.missing]
    pair = (ready or pairs.list_pairs(workspace))[0]
    order = OrderDialog(window, workspace, OrderCommand(type="assignment", pairs=(pair.id,)), window)
    table = scratch / "Список работников.csv"
    table.write_bytes(_STAFF.encode("cp1251"))
    wizard = ImportWizard(window, workspace, window, table)
    for name, dialog, size in (
        ("pair-forming", forming, (1080, 660)),
        ("order", order, (1240, 700)),
        ("import", wizard, (1000, 560)),
        ("settings", SettingsDialog(window, workspace, window), (980, 620)),
    ):
        dialog.resize(*size)  # the offscreen screen is small
        dialog.show()
        _settle(app)
        if dialog is order:
            order.next.click()
        if dialog is wizard:
            _settle(app, lambda: wizard.next_button.isVisible())
        _settle(app)
        _save(dialog, out / f"{name}.png")
        dialog.hide()


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
        window.open_record("pair", pairs.list_pairs(workspace)[0].id)
        _settle(app)
        _save(window, out / "pairs.png")
        _dialogs(app, window, workspace, scratch, out)
        workspace.close()
        _first_start(app, scratch, out)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
