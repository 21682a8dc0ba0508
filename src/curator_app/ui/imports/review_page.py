"""Step «Проверка»: what becomes of every row, how its cells were understood, what must be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QSplitter, QVBoxLayout, QWidget

from curator_app.services.imports import Outcome, RowPreview, TablePreview
from curator_app.texts.grammar import counted
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.imports import words
from curator_app.ui.imports.row_details import RowDetails
from curator_app.ui.imports.session import ImportSession


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file under a number of its own."""

    number: int
    table: TablePreview
    row: RowPreview


def _chip(outcome: Outcome) -> Chip[Line]:
    return Chip(outcome.value, words.OUTCOME_CHIPS[outcome], lambda line: line.row.outcome is outcome, group="outcome")


_CHIPS: tuple[Chip[Line], ...] = (
    *(_chip(outcome) for outcome in Outcome),
    Chip("problems", "Замечания", lambda line: bool(line.row.problems)),
)


def _problems_tip(line: Line) -> str:
    return "\n".join(problem.message for problem in line.row.problems)


def _outcome(line: Line) -> Badge:
    return words.OUTCOME_BADGES[line.row.outcome]


def _place(line: Line) -> str:
    return f"{line.row.row} · {words.table_title(line.table)}"


_COLUMNS: tuple[Column[Line], ...] = (
    Column("row", "Строка", lambda line: line.row.row, kind="number", width=84),
    Column(
        "place",
        "Строка и лист",
        lambda line: line.table.number * 1_000_000 + line.row.row,
        _place,
        "number",
        150,
        "left",
        visible=False,
    ),
    Column(
        "title",
        "Кто",
        lambda line: line.row.title,
        width=200,
        strong=True,
        tooltip=_problems_tip,
        icon=lambda line: "warning" if line.row.problems else None,
    ),
    Column("outcome", "Что будет", lambda line: _outcome(line).text, width=136, badge=_outcome),
    Column(
        "problems",
        "Замечания",
        lambda line: len(line.row.problems) or None,
        kind="number",
        width=120,
        tooltip=_problems_tip,
        visible=False,
    ),
)


_ROW, _PLACE, _TITLE = 0, 1, 2


class ReviewPage(QWidget):
    """``questions_wanted``: the user wants to answer."""

    questions_wanted = Signal()

    def __init__(self, host: PageHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = Notice("info", parent=self)
        self.answer_button = self._note.add_button("Ответить…", self.questions_wanted.emit)
        self.answer_button.setAutoDefault(False)
        empty = EmptyState("table", "Строк с данными нет", "Вернитесь к столбцам и выберите лист с данными.")
        self.panel: TablePanel[Line] = TablePanel(
            _COLUMNS,
            lambda line: line.number,
            host.state,
            "import-rows",
            empty=empty,
            chips=_CHIPS,
            hint="Найти строку…",
        )
        header = self.panel.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.details = RowDetails(self)
        frame = QFrame(self)
        frame.setProperty("role", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self.details)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.panel)
        split.addWidget(frame)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([575, 300])
        split.setHandleWidth(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._note)
        layout.addWidget(split, 1)
        self.panel.table.current_changed.connect(lambda _id: self._show_current())

    def show_session(self, session: ImportSession) -> None:
        """The rows as they would go in; those with a problem come first into sight."""
        lines = [
            Line(number, table, row)
            for number, (table, row) in enumerate(
                (table, row) for table in session.preview.tables if table.kind is not None for row in table.rows
            )
        ]
        several = len({line.table.number for line in lines}) > 1
        self.panel.table.setColumnHidden(_ROW, several)
        self.panel.table.setColumnHidden(_PLACE, not several)
        self.panel.set_rows(lines)
        self._ask(session)
        self._select(lines)
        self._show_current()

    def _ask(self, session: ImportSession) -> None:
        number = len(session.open_questions)
        if number:
            text = counted(number, "имя нужно уточнить", "имени нужно уточнить", "имён нужно уточнить")
            self._note.say(f"{text}: подходят несколько человек. Без ответа программа никого не выберет.")
            self.answer_button.setText("Ответить…")
        else:
            self._note.say("На все вопросы об именах вы ответили." if session.preview.questions else "")
            self.answer_button.setText("Изменить ответы…")

    def _select(self, lines: Sequence[Line]) -> None:
        table = self.panel.table
        if table.current_id() is None and lines:
            first = next((line for line in lines if line.row.problems), lines[0])
            table.show_id(first.number)

    def _show_current(self) -> None:
        current = self.panel.table.current_id()
        line = None if current is None else self.panel.model.find(current)
        self.details.show_row(line.table if line else None, line.row if line else None)
