"""What could be saved of a damaged base and what was lost, table by table, before it is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from curator_app.services.backups.rescuing import RescuedTable, RescueReport
from curator_app.texts.grammar import counted
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice


class RescueDialog(QDialog):
    """Accepted = go on with what was saved."""

    def __init__(self, report: RescueReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Что удалось прочитать")
        lost = sum(one.lost or 0 for one in report.tables)
        unknown = any(one.lost is None for one in report.tables)
        self.notice = Notice("ok" if report.is_whole else "warn", _words(report, lost, unknown), self)
        self.table = QTreeWidget(self)
        self.table.setHeaderLabels(["Записи", "Спасено", "Потеряно"])
        self.table.setRootIsDecorated(False)
        self.table.setStyleSheet("QTreeView::item { padding: 4px 6px; }")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAccessibleName("Что спасено и что потеряно")
        for one in report.tables:
            if one.saved or one.lost != 0:
                self.table.addTopLevelItem(_line(one))
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.header().setStretchLastSection(False)
        self.take_button = QPushButton("Работать со спасённым", self)
        self.take_button.setProperty("kind", "primary")
        self.take_button.setDefault(True)
        cancel = QPushButton("Отмена", self)
        cancel.setAutoDefault(False)
        self.take_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        foot = foot_row(self.take_button, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.notice)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.take_button.setFocus()
        fit_to_screen(self, 560, 480)


def _words(report: RescueReport, lost: int, unknown: bool) -> str:
    after = "Повреждённый файл останется рядом с копиями."
    if report.is_whole:
        return f"Прочитано всё. {after}"
    cut = f" Снято связей с потерянными записями: {report.cut}." if report.cut else ""
    known = (
        f"Потеряно не меньше {counted(lost, 'записи', 'записей', 'записей')}." if lost else "Часть записей потеряна."
    )
    doubt = " Сколько было записей в некоторых разделах, узнать нельзя." if unknown else ""
    return f"{known}{doubt}{cut} {after}"


def _line(one: RescuedTable) -> QTreeWidgetItem:
    lost = "неизвестно" if one.lost is None else (str(one.lost) if one.lost else "—")
    item = QTreeWidgetItem([one.label, str(one.saved), lost])
    for column in (1, 2):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
