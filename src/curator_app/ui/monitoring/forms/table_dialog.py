"""«Таблица с этой строки»: which table of the school, and what goes under which heading of the form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from curator_app.exchange.form_filling.view import ShownSheet
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring.forms.marks import ColumnMark, TableMark
from curator_app.services.monitoring.forms.sources import Sources, shown
from curator_app.services.monitoring.forms.suggesting import best_table, column_caption, heading_of, match_columns
from curator_app.services.monitoring.forms.tables import SourceTable
from curator_app.texts.grammar import counted
from curator_app.ui.common.captioned import Captioned, Choice
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice

_NOTHING = "— не заполнять —"


class TableDialog(QDialog):
    """``mark`` is what was decided; None before. ``removed``: the table is to be unmarked."""

    def __init__(
        self, sheet: ShownSheet, row: int, sources: Sources, mark: TableMark | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._row = row
        self._sources = sources
        self._old = mark
        self.mark: TableMark | None = None
        self.removed = False
        self.setWindowTitle(f"Таблица со строки {row}, лист «{sheet.title}»")
        self._headings = _headings(sheet, row)
        self.table = Choice(self)
        self.table.setAccessibleName("Какая таблица")
        for one in sources.tables.values():
            self.table.addItem(f"{one.title} — {len(one.rows)}", one.title)
        self.choices: dict[int, Choice] = {}
        self.samples: dict[int, QLabel] = {}
        self.notice = Notice(parent=self)
        self._build()
        chosen = mark.table if mark is not None else self._likeliest()
        self.table.setCurrentIndex(max(0, self.table.findData(chosen)))
        self._offer(mark)
        self.table.activated.connect(lambda _index: self._offer(None))

    @property
    def chosen(self) -> SourceTable:
        """The table chosen."""
        return self._sources.tables[str(self.table.currentData())]

    @told()
    def accept(self) -> None:
        """Keeps the columns chosen. Raises KnownProblem, told in the dialog: none chosen, a formula in the way."""
        columns = tuple(
            ColumnMark(column, str(choice.currentData()), self._headings[column])
            for column, choice in self.choices.items()
            if choice.currentData()
        )
        if not columns:
            raise KnownProblem("Не выбрано ни одного столбца. Укажите, что писать хотя бы в один.")
        self._sheet.prepared(self._row, tuple(one.column for one in columns))
        last = self._old.last_row if self._old is not None else None
        self.mark = TableMark(
            sheet=self._sheet.title, row=self._row, table=self.chosen.title, columns=columns, last_row=last
        )
        super().accept()

    def _remove(self) -> None:
        self.removed = True
        super().accept()

    def _likeliest(self) -> str:
        best = best_table(self._headings, self._sources)
        return "" if best is None else best[0]

    def _offer(self, mark: TableMark | None) -> None:
        """Fills the choices of the columns: as marked, else by the likeness of the headings."""
        table = self.chosen
        marks = match_columns(self._headings, table.columns) if mark is None else mark.columns
        wanted = {one.column: one.source for one in marks}
        for column, choice in self.choices.items():
            choice.clear()
            choice.addItem(_NOTHING, "")
            for name in table.columns:
                choice.addItem(name, name)
            choice.setCurrentIndex(max(0, choice.findData(wanted.get(column, ""))))
            self._sample(column)
        self._tell()

    def _sample(self, column: int) -> None:
        place = self.chosen.column(str(self.choices[column].currentData()))
        rows = self.chosen.rows
        text = shown(rows[0][place]).replace("\n", " ") if rows and place is not None else ""
        label = self.samples[column]
        label.setText(label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 190))
        label.setToolTip(text)

    def _tell(self) -> None:
        """Whether the records fit."""
        needed = len(self.chosen.rows)
        columns = tuple(column for column, choice in self.choices.items() if choice.currentData())
        if not columns:
            self.notice.say("Укажите, что писать в столбцы.", "info")
            return
        try:
            ready = self._sheet.prepared(self._row, columns)
        except KnownProblem as problem:
            self.notice.say(problem.message, "danger")
            return
        rows = counted(ready, "строка", "строки", "строк")
        records = counted(needed, "запись", "записи", "записей")
        said = f"В форме приготовлено: {rows}. Сейчас в таблице: {records}."
        below = self._row + ready
        free = all(not self._sheet.text(row, column) for row, column in self._sheet.cells if row >= below)
        if needed <= ready:
            self.notice.say(said, "ok")
        elif free:
            self.notice.say(f"{said} Недостающие строки программа добавит ниже, в том же виде.", "info")
        else:
            self.notice.say(
                f"{said} Недостающие строки программа вставит, если ниже нет формул, рисунков и проверок. "
                "Иначе вставьте их в форму сами в Excel и обновите её файл.",
                "warn",
            )

    def _changed(self, column: int) -> None:
        self._sample(column)
        self._tell()

    def _build(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for number, title in enumerate(("Столбец формы", "Что писать", "Первая запись")):
            head = QLabel(title, inside)
            head.setProperty("role", "field")
            grid.addWidget(head, 0, number)
        for line, column in enumerate(self._headings, start=1):
            caption = QLabel(column_caption(self._sheet, self._row, column), inside)
            caption.setWordWrap(True)
            choice = Choice(inside)
            choice.setMinimumWidth(220)
            choice.setAccessibleName(caption.text())
            choice.activated.connect(lambda _index, place=column: self._changed(place))
            sample = QLabel(inside)
            sample.setProperty("role", "muted")
            self.choices[column], self.samples[column] = choice, sample
            for number, part in enumerate((caption, choice, sample)):
                grid.addWidget(part, line, number)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self._headings) + 1, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        keep = QPushButton("Разметить таблицу", self)
        keep.setProperty("kind", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.accept)
        drop = QPushButton("Убрать разметку таблицы", self)
        drop.setVisible(self._old is not None)
        drop.clicked.connect(self._remove)
        cancel = QPushButton("Отмена", self)
        cancel.clicked.connect(self.reject)
        foot = foot_row(keep, cancel, left=(drop,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(Captioned("Какая таблица школы", self.table))
        layout.addWidget(self.notice)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 780, 560)


def _headings(sheet: ShownSheet, row: int) -> dict[int, str]:
    """Columns of the form that may be filled in a row, with the words above them."""
    found: dict[int, str] = {}
    for column in range(sheet.columns):
        merge = sheet.grid.merge_at(row, column)
        if merge is not None and (merge.left != column or merge.top != row):
            continue
        cell = sheet.cells.get((row, column))
        heading = heading_of(sheet, row, column)
        if (cell is not None and cell.kept) or not (heading or (cell is not None and cell.bordered)):
            continue
        found[column] = heading
    return found
