"""Who stands behind a bar: names, roles, index; Enter opens the answers of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.services.surveys.result_rows import RespondentResult
from curator_app.texts.survey_words import LEVEL, decimal
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.window_state import WindowState

_COLUMNS: tuple[Column[RespondentResult], ...] = (
    Column("name", "Кто", lambda one: one.person.name, width=240, strong=True),
    Column(
        "index",
        "Индекс",
        lambda one: float(one.index) if one.index is not None else None,
        lambda one: decimal(one.index, 2),
        kind="number",
        width=80,
    ),
    Column("level", "Уровень", lambda one: LEVEL[one.level] if one.level is not None else None, width=100),
    Column(
        "total",
        "Сумма баллов",
        lambda one: one.total if one.highest else None,
        lambda one: f"{one.total} из {one.highest}" if one.highest else "",
        kind="number",
        width=120,
        visible=False,
    ),
    Column("band", "Вывод", lambda one: one.band or None, width=120, visible=False),
    Column(
        "satisfied",
        "Удовлетворён(а)",
        lambda one: one.satisfied,
        width=130,
        badge=lambda one: (
            None if one.satisfied is None else Badge("да", "ok") if one.satisfied else Badge("нет", "warn")
        ),
    ),
    Column("about", "О паре", lambda one: one.about, width=180),
)


class PeopleDialog(QDialog):
    """``open_reply`` is called with the number of a reply."""

    def __init__(
        self,
        title: str,
        people: Sequence[RespondentResult],
        state: WindowState,
        open_reply: Callable[[int], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Кто так ответил")
        self._open_reply = open_reply
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        self.panel: TablePanel[RespondentResult] = TablePanel(
            _COLUMNS,
            lambda one: one.person.reply,
            state,
            "survey_people",
            empty=EmptyState("users", "Никого нет", "За этим числом не стоит ни одного ответа."),
            hint="Найти человека…",
            parent=self,
        )
        self.panel.set_rows(people)
        self.answers = QPushButton("Ответы…", self)
        close = QPushButton("Закрыть", self)
        for button in (self.answers, close):
            button.setAutoDefault(False)
        foot = foot_row(close, left=(self.answers,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        self.answers.clicked.connect(lambda _on=False: self._open())
        self.panel.table.opened.connect(lambda _id: self._open())
        self.panel.table.selection_changed.connect(lambda ids: self.answers.setEnabled(len(ids) == 1))
        close.clicked.connect(self.accept)
        if people:
            self.panel.table.selectRow(0)
        fit_to_screen(self, 760, 460)

    def _open(self) -> None:
        rows = self.panel.selected_rows()
        if len(rows) == 1:
            self._open_reply(rows[0].person.reply)
