"""Marking a form: a cell, what goes into it, Enter — and the next one is in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from curator_app.exchange.form_filling.values import cell_name
from curator_app.exchange.form_filling.view import FormView, ShownSheet
from curator_app.services.monitoring.forms import keeping
from curator_app.services.monitoring.forms.marks import TableMark
from curator_app.services.monitoring.forms.sources import Source, Sources
from curator_app.services.monitoring.forms.suggesting import label_of, rank
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.errors import told
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.monitoring.forms.form_grid import FormGrid
from curator_app.ui.monitoring.forms.marking import Marking
from curator_app.ui.monitoring.forms.source_list import SourceList
from curator_app.ui.monitoring.forms.table_dialog import TableDialog


class MappingDialog(QDialog):
    """Saves the marks of a kept form; ``sources`` are those of the period in the window."""

    def __init__(
        self, workspace: Workspace, form: keeping.FormRow, view: FormView, sources: Sources, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._form = form
        self._sources = sources
        self._view = view
        self.marking = Marking(view, sources, form.marks)
        self._visible = [one for one in view.sheets if not one.hidden] or list(view.sheets)
        self._sheet: ShownSheet = self._visible[0]
        self.setWindowTitle(f"Разметка формы «{form.title}»")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("Листы формы")
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setExpanding(False)
        self.grid = FormGrid(self)
        self.place = QLabel(self)
        self.place.setProperty("role", "heading")
        self.place.setWordWrap(True)
        self.label = QLabel(self)
        self.label.setProperty("role", "muted")
        self.label.setWordWrap(True)
        self.choice = SourceList(self)
        self.set_button = QPushButton("Записать сюда", self)
        self.set_button.setToolTip("Enter: записать и перейти к следующему месту")
        self.clear_button = QPushButton("Очистить", self)
        self.clear_button.setToolTip("Del: снять разметку с ячейки")
        self.table_button = QPushButton("Таблица с этой строки…", self)
        self.table_button.setToolTip("Ctrl+T: строки таблицы пойдут отсюда вниз")
        self.notice = Notice(parent=self)
        self.all_button = QPushButton(self)
        self.all_button.setToolTip("Принять все подсказки, потом проверьте их по одной")
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(8)
        self.counter = QLabel(self)
        self.save_button = QPushButton("Сохранить разметку", self)
        self.save_button.setProperty("kind", "primary")
        self.save_button.setToolTip("Ctrl+Enter")
        self.cancel_button = QPushButton("Отмена", self)
        self._table_hint = self.notice.add_button("Разметить…", self._take_table_hint)
        self._build()
        self._connect()
        self._show_sheet(0)

    # --- what a person does

    def accept_cell(self) -> None:
        """Puts the chosen source into the cell in hand and goes to the next place."""
        place, source = self.grid.place, self.choice.chosen
        if place is None or source is None or self._kept(place):
            return
        self.marking.put(self._sheet, place, source.key)
        self._refresh()
        self.grid.setFocus()
        following = self.marking.next_place(self._sheet, place)
        if following is not None:
            self.grid.go(*following)
        else:
            self._moved(*place)

    def clear_cell(self) -> None:
        """Takes the mark (or the suggestion) off the cell in hand."""
        place = self.grid.place
        if place is not None and self.marking.clear(self._sheet, place):
            self._refresh()
            self._moved(*place)

    def accept_all(self) -> None:
        """Every suggestion of all sheets becomes a mark."""
        self.marking.accept_all()
        self._refresh()
        if (place := self.grid.place) is not None:
            self._moved(*place)

    @told()
    def mark_table(self) -> None:
        """The dialog of the table that begins in the row in hand."""
        place = self.grid.place
        if place is None:
            return
        known = self.marking.table_over(self._sheet, place)
        row = place[0] if known is None else known.row
        self._ask_table(self._sheet, row, known)

    @told()
    def save(self) -> None:
        """Keeps the marks. A refusal leaves everything as it is in the window."""
        keeping.save_marks(self._workspace, self._form.id, self.marking.marks, self._view)
        super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        """From the beginning of the form: before it was shown there was nothing to scroll in."""
        super().showEvent(event)
        self.grid.scrollToTop()

    def reject(self) -> None:
        """Typed work is not thrown away without a question."""
        if self.marking.dirty and not confirm(
            self,
            "Закрыть без сохранения?",
            "Закрыть без сохранения",
            detail="Новая разметка пропадёт.",
            cancel="Вернуться",
            danger=True,
        ):
            return
        super().reject()

    # --- inside

    def _ask_table(self, sheet: ShownSheet, row: int, known: TableMark | None) -> None:
        dialog = TableDialog(sheet, row, self._sources, known, self)
        if not run_dialog(dialog):
            return
        self.marking.set_table(sheet, row, None if dialog.removed else dialog.mark)
        self._refresh()
        self._moved(*(self.grid.place or (row, 0)))

    def _take_table_hint(self) -> None:
        hint = self.marking.table_hint(self._sheet)
        if hint is not None:
            self.grid.go(hint.row, hint.columns[0].column)
            self._ask_table(self._sheet, hint.row, None)

    def _kept(self, place: tuple[int, int]) -> str:
        cell = self._sheet.cells.get(place)
        return "" if cell is None else cell.kept

    def _show_sheet(self, number: int) -> None:
        self._sheet = self._visible[number]
        self.grid.show_sheet(self._sheet)
        self._refresh()
        start = self.marking.next_place(self._sheet, (0, 0)) or (1, 0)
        self.grid.go(*start)
        self._moved(*start)
        self.grid.setFocus()

    def _moved(self, row: int, column: int) -> None:
        """The panel at the right tells about the cell in hand."""
        place = (row, column)
        kept = self._kept(place)
        table = self.marking.table_over(self._sheet, place)
        mark = self.marking.mark_at(self._sheet, place)
        label = label_of(self._sheet, row, column)
        own = self._sheet.text(row, column)
        self.place.setText(f"Ячейка {cell_name(row, column)}")
        if kept:
            told = f"{kept[:1].upper()}{kept[1:]}"
        elif table is not None:
            told = f"Строка таблицы «{table.table}»."
        elif own:
            told = f"Сейчас в форме: «{own}». Запись её заменит."
        else:
            told = label or "Рядом нет подписи."
        self.label.setText(told if len(told) < 220 else f"{told[:220]}…")
        free = not kept and table is None
        self.choice.setEnabled(free)
        self.set_button.setEnabled(free)
        self.clear_button.setEnabled(mark is not None or self.marking.hint_at(self._sheet, place) is not None)
        self.table_button.setText("Изменить таблицу…" if table is not None else "Таблица с этой строки…")
        self.table_button.setEnabled(not kept)
        chosen = mark or self.marking.hint_at(self._sheet, place)
        self.choice.offer(self._ranked(label), "" if chosen is None else chosen.source)

    def _ranked(self, label: str) -> list[Source]:
        """The likest first, then all the others in their order."""
        items = list(self._sources.items.values())
        near = [source for _score, source in rank(label, items)[:8]]
        keys = {one.key for one in near}
        return [*near, *(one for one in items if one.key not in keys)]

    def _refresh(self) -> None:
        self.grid.lay(self.marking.laid(self._sheet))
        done, total, known = self.marking.progress()
        hints = self.marking.hints_left
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(done)
        self.counter.setText(f"Заполнено {done} из {total}" + (f", без данных: {done - known}" if done > known else ""))
        self.all_button.setText(f"Принять подсказки: {hints}")
        self.all_button.setVisible(bool(hints))
        hint = self.marking.table_hint(self._sheet)
        self.notice.say("" if hint is None else f"Похоже на таблицу со строки {hint.row}: «{hint.table}».", "info")

    def _connect(self) -> None:
        for number, sheet in enumerate(self._visible):
            self.tabs.addTab(sheet.title)
            self.tabs.setTabToolTip(number, "Лист защищён, заполнить его можно" if sheet.protected else sheet.title)
        self.tabs.currentChanged.connect(self._show_sheet)
        self.grid.moved.connect(self._moved)
        self.grid.accepted.connect(self.accept_cell)
        self.grid.cleared.connect(self.clear_cell)
        self.grid.typed.connect(self.choice.start)
        self.choice.accepted.connect(self.accept_cell)
        self.choice.left.connect(self.grid.setFocus)
        self.set_button.clicked.connect(self.accept_cell)
        self.clear_button.clicked.connect(self.clear_cell)
        self.table_button.clicked.connect(self.mark_table)
        self.all_button.clicked.connect(self.accept_all)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save)
        QShortcut(QKeySequence("Ctrl+T"), self, self.mark_table)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.notice)
        column.addWidget(self.grid, 1)
        column.addWidget(self.tabs)
        right = QWidget(self)
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        for part in (self.place, self.label):
            side.addWidget(part)
        side.addWidget(self.choice, 1)
        acts = QHBoxLayout()
        acts.setSpacing(6)
        acts.addWidget(self.set_button, 1)
        acts.addWidget(self.clear_button)
        side.addLayout(acts)
        side.addWidget(self.table_button)
        right.setMinimumWidth(270)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([760, 320])
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.all_button)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.counter)
        foot.addWidget(self.save_button)
        foot.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 1240, 680)
