"""Step «Готово»: what went in, what did not, the list of problems as a file, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.exchange.problem_sheet import problem_sheet
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services.imports import ImportPreview, ImportProblem, Outcome, TablePreview
from curator_app.texts.grammar import counted, plural
from curator_app.ui.common import dialogs, icons
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_model import Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import colours
from curator_app.ui.imports import words
from curator_app.ui.imports.review_page import Line

_NUMBERS = (
    (Outcome.CREATED, "добавлена", "добавлено", "ok"),
    (Outcome.UPDATED, "обновлена", "обновлено", "info"),
    (Outcome.UNCHANGED, "без изменений", "без изменений", "neutral"),
    (Outcome.REJECTED, "не вошла", "не вошло", "danger"),
)


class DonePage(QWidget):
    """``undo_wanted``: take the whole import back."""

    undo_wanted = Signal()

    def __init__(self, host: PageHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._file_name = ""
        self._problems: list[tuple[TablePreview, ImportProblem]] = []
        self._picture = QLabel(self)
        self._title = _label("title")
        self._sentence = _label("muted")
        self.undo_button = QPushButton("Отменить импорт", self)
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(self.undo_wanted)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._title)
        text.addWidget(self._sentence)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(text, 1)
        head.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignTop)
        self._whole = _label("muted")
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(12)
        self.save_button = QPushButton("Сохранить список замечаний…", self)
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self._save)
        columns: tuple[Column[Line], ...] = (
            Column("row", "Строка", lambda line: line.row.row, kind="number", width=80),
            Column("title", "Кто", lambda line: line.row.title, width=220, strong=True),
            Column("problem", "Замечание", _sentences, width=520, tooltip=_sentences),
        )
        empty = EmptyState("check-circle", "Замечаний нет", "Все строки поняты полностью.")
        self.panel: TablePanel[Line] = TablePanel(
            columns, lambda line: line.number, host.state, "import-problems", empty=empty, hint="Найти замечание…"
        )
        self.panel.tools.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(self._numbers)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self._whole)
        self.panel.table.current_changed.connect(lambda _id: self._show_whole())

    def show_result(self, preview: ImportPreview, *, undoable: bool) -> None:
        """What came of the import."""
        self._file_name = preview.file_name
        self._problems = [(table, one) for table in preview.tables for one in table.problems]
        counts = words.counts_of(preview)
        self._picture.setPixmap(icons.pixmap("check-circle", colours().ok_text, 44, self.devicePixelRatioF()))
        self._title.setText(f"Файл «{preview.file_name}» загружен")
        number = len(self._problems)
        self._sentence.setText(
            f"Осталось {counted(number, 'замечание', 'замечания', 'замечаний')}: исходный текст сохранён в карточках, "
            "его можно поправить там."
            if number
            else "Все строки поняты полностью."
        )
        self.undo_button.setVisible(undoable)
        self._show_numbers(counts)
        lines = [
            Line(place, table, row)
            for place, (table, row) in enumerate(
                (table, row) for table in preview.tables for row in table.rows if row.problems
            )
        ]
        self.panel.set_rows(lines)
        if lines:
            self.panel.table.selectRow(0)
        self.save_button.setVisible(bool(lines))

    def show_undone(self) -> None:
        """After the import was taken back."""
        self._picture.setPixmap(icons.pixmap("undo", colours().muted, 44, self.devicePixelRatioF()))
        self._title.setText("Импорт отменён")
        self._sentence.setText("Все данные такие, какими были до загрузки файла.")
        self.undo_button.hide()

    def _show_whole(self) -> None:
        """The chosen remark in full: a cell shows only its beginning."""
        current = self.panel.table.current_id()
        line = None if current is None else self.panel.model.find(current)
        self._whole.setText(_sentences(line) if line else "")
        self._whole.setVisible(line is not None)

    def _show_numbers(self, counts: dict[Outcome, int]) -> None:
        while (item := self._numbers.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for outcome, of_one, of_many, tone in _NUMBERS:
            number = counts[outcome]
            told = plural(number, f"строка {of_one}", f"строки {of_many}", f"строк {of_many}")
            self._numbers.addWidget(_tile(number, told, tone if number else "neutral"), 1)

    def _save(self) -> None:
        name = f"Замечания к {files.safe_name(Path(self._file_name).stem)}.xlsx"
        told, _ = QFileDialog.getSaveFileName(self, "Сохранить список замечаний", name, "Таблица Excel (*.xlsx)")
        if told:
            self.save_problems(Path(told).with_suffix(".xlsx"))

    def save_problems(self, path: Path) -> None:
        """Writes the problems to ``path``; a failure is told and the page stays."""
        rows = (
            (words.table_title(table), one.row, one.column, one.value, one.message) for table, one in self._problems
        )
        if _told(self, lambda: files.write_bytes(path, problem_sheet(rows))):
            self._host.toast(f"Список замечаний сохранён: {path.name}")
            self.save_button.setText("Список сохранён")


def _told(parent: QWidget, act: Callable[[], None]) -> bool:
    try:
        act()
    except KnownProblem as problem:
        dialogs.show_problem(parent, problem.message)
        return False
    return True


def _sentences(line: Line) -> str:
    return " ".join(problem.message for problem in line.row.problems)


def _tile(number: int, told: str, tone: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "panel")
    figure = QLabel(str(number), frame)
    figure.setProperty("role", "title")
    figure.setProperty("tone", tone)
    caption = QLabel(told, frame)
    caption.setProperty("role", "muted")
    caption.setWordWrap(True)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(14, 8, 14, 8)
    layout.setSpacing(0)
    layout.addWidget(figure)
    layout.addWidget(caption)
    return frame


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
