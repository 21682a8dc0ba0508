"""«Что изменилось»: the list of actions; one of them, such as a whole import, can be undone out of turn."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services import history
from curator_app.services.history import ActionRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.records import words

_LIMIT = 1000


def can_undo(row: ActionRow) -> bool:
    """Whether the action is still done and may be taken back."""
    return row.kind == "do" and not row.undone and row.undoable


def _state(row: ActionRow) -> Badge | None:
    if row.kind != "do":
        return Badge("отмена" if row.kind == "undo" else "повтор", "info")
    if row.undone:
        return Badge("отменено", "neutral")
    return None if row.undoable else Badge("не отменяется", "warn")


def _state_word(row: ActionRow) -> str:
    badge = _state(row)
    return badge.text if badge else ""


_CHIPS: tuple[Chip[ActionRow], ...] = (
    Chip("undoable", "Можно отменить", can_undo),
    Chip("import", "Импорт", lambda row: row.title.startswith("Импорт")),
)


class ActionsDialog(QDialog):
    """All actions, the newest first, with «Отменить это действие»."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Что изменилось")
        self._host, self._workspace = host, workspace
        today = workspace.clock.today()
        columns: tuple[Column[ActionRow], ...] = (
            Column("at", "Когда", lambda row: row.at, lambda row: words.moment(row.at, today), "date", 160),
            Column("who", "Кто", lambda row: row.who or "", width=110, visible=False),
            Column("title", "Что сделано", lambda row: row.title, width=430, strong=True),
            Column("state", "Состояние", _state_word, width=130, badge=_state),
        )
        empty = EmptyState("history", "Ещё ничего не менялось", "Здесь появится каждое ваше действие.")
        self.panel = TablePanel(
            columns, lambda row: row.id, host.state, "actions", empty=empty, chips=_CHIPS, hint="Найти действие…"
        )
        self._scope = QLabel(self)
        self._scope.setProperty("role", "muted")
        self._scope.setWordWrap(True)
        self._trouble = Notice("danger", parent=self)
        self.undo_button = QPushButton("Отменить это действие", self)
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(self._undo)
        close = QPushButton("Закрыть", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._scope, 1)
        foot.addWidget(self.undo_button)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self._trouble)
        layout.addLayout(foot)
        self.panel.table.current_changed.connect(lambda _id: self._look())
        self._reload()
        self.panel.table.setFocus()
        fit_to_screen(self, 820, 600)

    @property
    def trouble(self) -> str:
        """Why the last act was refused; «» when it was not."""
        return self._trouble.text

    def _reload(self) -> None:
        self.panel.set_rows(history.list_actions(self._workspace, limit=_LIMIT))
        self._look()

    def _current(self) -> ActionRow | None:
        current = self.panel.table.current_id()
        return None if current is None else self.panel.model.find(current)

    def _look(self) -> None:
        row = self._current()
        self.undo_button.setEnabled(row is not None and can_undo(row) and not self._workspace.read_only)
        if row is None:
            self._scope.setText("Выберите действие, чтобы увидеть, что оно затронуло.")
            return
        scope = words.scope_words(history.touched(self._workspace, row.id))
        self._scope.setText(f"Затронуто: {scope}." if scope else "Записи людей и пар не затронуты.")

    def _undo(self) -> None:
        row = self._current()
        if row is None:
            return
        try:
            self._workspace.undo(row.id)
        except KnownProblem as problem:
            self._trouble.say(problem.message)
            return
        self._trouble.say("")
        self._host.changed(None)
        self._host.toast(f"Отменено: {row.title}")
        self._reload()
