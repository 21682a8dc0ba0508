"""Pictures of the window with the demonstration school, to be looked at (not a test).

    xvfb-run -a -s "-screen 0 1366x768x24" python -m tests.ui.gallery FOLDER [light|dark]

``QT_SCALE_FACTOR=1.5`` gives the pictures of a screen set to 150 %.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget
from tests.exchange.form_filling.made import form
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import demo
from curator_app.services.monitoring.forms import keeping
from curator_app.services.monitoring.forms.sources import read_sources
from curator_app.services.monitoring.measuring import measure
from curator_app.services.outcome_rows import list_outcome_rows
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.common import theme
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.table_view import RowTableView
from curator_app.ui.common.turns import at_rest
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.monitoring.forms.forms_dialog import FormsDialog
from curator_app.ui.monitoring.forms.mapping_dialog import MappingDialog
from curator_app.ui.monitoring.forms.register_dialog import RegisterDialog
from curator_app.ui.outcomes.words import ORDER
from curator_app.ui.papers.page import PapersPage

_SCREEN = (1366, 728)  # without the task bar
_SETTLE_MS = 600  # previews are drawn a moment later
_NOW = dt.datetime(2026, 10, 5, 9, 0)


class _Loud(ErrorBoundary):
    def handle(self, error: BaseException, parent: QWidget | None = None) -> None:
        raise error


def _settle(app: QApplication) -> None:
    done = QElapsedTimer()
    done.start()
    while done.elapsed() < _SETTLE_MS or not at_rest():
        app.processEvents()
        app.sendPostedEvents(QObject(), QEvent.Type.DeferredDelete.value)


def main(folder: Path, mode: theme.Mode) -> None:
    """Writes one picture a tab."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme.apply(app, mode)
    with tempfile.TemporaryDirectory() as scratch:
        data = data_folder(Path(scratch) / "школа")
        workspace = open_workspace(data, fixed(_NOW))
        demo.fill(workspace)
        demo.make_papers(workspace, Path(scratch) / "бумаги")
        window = make_window(workspace, WindowState(data.window_state), _Loud(data, fixed(_NOW)))
        scale = window.devicePixelRatioF()
        window.resize(round(_SCREEN[0] / scale), round(_SCREEN[1] / scale))
        window.show()
        tabs = window.findChildren(QTabWidget)[0]
        for index in range(tabs.count()):
            tabs.setCurrentIndex(index)
            _settle(app)
            for table in tabs.findChildren(RowTableView):
                if table.isVisible() and table.model().rowCount():
                    table.selectRow(1)
                    table.setFocus()
            _settle(app)
            window.grab().save(str(folder / f"{mode}_{round(scale * 100)}_{index + 1}.png"))
        for kind in ORDER:
            window.open_record(kind, list_outcome_rows(workspace, kind)[0].id)
            _settle(app)
            window.grab().save(str(folder / f"{mode}_{round(scale * 100)}_results_{kind}.png"))
        for page in window.findChildren(PapersPage):
            page.show_part(2)
            _settle(app)
            window.grab().save(str(folder / f"{mode}_{round(scale * 100)}_wordings.png"))
            page.show_part(0)
            for part in range(1, page.register.card.parts.count()):
                page.register.card.parts.setCurrentIndex(part)
                _settle(app)
                window.grab().save(str(folder / f"{mode}_{round(scale * 100)}_register_{part}.png"))
        for name, dialog in form_windows(workspace, Path(scratch)):
            dialog.resize(round(1240 / scale), round(680 / scale))
            dialog.show()
            _settle(app)
            dialog.grab().save(str(folder / f"{mode}_{round(scale * 100)}_{name}.png"))
            dialog.deleteLater()
        window.close()
        workspace.close()


def form_windows(workspace: Workspace, scratch: Path) -> Iterator[tuple[str, QDialog]]:
    """Marking a form of the district, the list of forms, a register of own columns."""
    file = scratch / "Форма района.xlsx"
    file.write_bytes(form())
    kept = keeping.get_form(workspace, keeping.keep_form(workspace, file))
    desk, measured = Desk(scratch, workspace.clock), measure(workspace, "2026-Q3")
    sources = read_sources(workspace, "2026-Q3")
    yield "form_marking", MappingDialog(workspace, kept, keeping.view_of(workspace, kept), sources, None)
    yield "forms", FormsDialog(desk, workspace, measured, lambda _made: None)
    yield "register", RegisterDialog(desk, workspace, measured)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "dark" if "dark" in sys.argv else "light")
