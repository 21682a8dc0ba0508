"""The history of one record: what was changed, when, from what to what."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator_app.services import history
from curator_app.services.rows import HistoryRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.foot import foot_row
from curator_app.ui.records import values, words

# Roles stand under the person's number: one history for all of them.
_RECORDS = {"mentor": "person", "mentee": "person"}
_SHOWN_AT_ONCE = 40
_FIRST = (
    "surname", "first_name", "patronymic", "gender", "birth_date", "birth_year", "position", "subjects",
    "qualification_category", "experience_years", "phone", "email", "workplace", "work_start_date", "class_name",
    "building", "shift",
    "capacity", "mentoring_form", "program_entry_date", "competencies", "achievements", "interests",
)  # fmt: skip


class HistoryDialog(QDialog):
    """Actions as panels, the newest first; «Показать более ранние» adds more."""

    def __init__(
        self, workspace: Workspace, kind: str, record_id: int, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("История изменений")
        self._today = workspace.clock.today()
        rows = history.record_history(workspace, _RECORDS.get(kind, kind), record_id)
        self._groups = [list(group) for _, group in groupby(rows, key=lambda row: row.action_id)]
        self._shown = 0
        heading = QLabel(title, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("role", "title")
        heading.setWordWrap(True)
        self._feed = QVBoxLayout()
        self._feed.setSpacing(10)
        self._more = QPushButton("Показать более ранние", self)
        self._more.setProperty("kind", "quiet")
        self._more.clicked.connect(self._show_more)
        close = QPushButton("Закрыть", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = foot_row(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self._page(), 1)
        layout.addLayout(foot)
        self._show_more()
        fit_to_screen(self, 720, 600)

    def _page(self) -> QWidget:
        if not self._groups:
            return EmptyState("history", "Изменений ещё не было", "Здесь появится каждое изменение этой записи.")
        inside = QWidget(self)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addLayout(self._feed)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _show_more(self) -> None:
        for group in self._groups[self._shown : self._shown + _SHOWN_AT_ONCE]:
            self._feed.addWidget(self._panel(group))
        self._shown += _SHOWN_AT_ONCE
        self._more.setVisible(self._shown < len(self._groups))

    def _panel(self, rows: list[HistoryRow]) -> QFrame:
        panel = QFrame(self)
        panel.setProperty("role", "panel")
        title = _text(rows[0].action, "heading")
        who = f", {rows[0].who}" if rows[0].who else ""
        when = _text(words.moment(rows[0].at, self._today) + who, "muted")
        when.setWordWrap(False)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 180)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(_telling(rows)):
            grid.addWidget(
                _text(values.field_words(row.table, row.field) or "", "muted"),
                number,
                0,
                Qt.AlignmentFlag.AlignTop,
            )
            grid.addWidget(_text(_change(row)), number, 1)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(grid)
        return panel


def _telling(rows: list[HistoryRow]) -> list[HistoryRow]:
    """Without links between tables and without «нет» of a fresh record, which tell a person nothing; who it is
    comes first, parts (competences, consents) stay together."""
    known = [row for row in rows if not row.field.endswith("_id") and values.field_words(row.table, row.field)]
    told = [row for row in known if _change(row) not in {"", "нет"}]
    return sorted(told, key=lambda row: _FIRST.index(row.field) if row.field in _FIRST else len(_FIRST))


def _change(row: HistoryRow) -> str:
    was, became = (values.told(row.table, row.field, value) for value in (row.before, row.after))
    if not was or was == became:
        return became
    return f"{was}  →  {became}" if became else f"{was}  →  пусто"


def _text(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
