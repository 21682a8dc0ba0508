"""Form files that came back: what each of them brought, and what is wrong with the others."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from curator_app.services.surveys.form_import import FormFileResult, FormImport
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.window_state import WindowState

Placed = tuple[int, FormFileResult]
_OUTCOMES: dict[str, tuple[str, Tone]] = {
    "created": ("принят", "ok"),
    "updated": ("ответы обновлены", "ok"),
    "unchanged": ("уже был принят", "neutral"),
    "rejected": ("не принят", "danger"),
}


def _badge(one: Placed) -> Badge:
    return Badge(*_OUTCOMES[one[1].outcome])


_COLUMNS: tuple[Column[Placed], ...] = (
    Column("name", "Файл", lambda one: one[1].path.name, width=220, strong=True),
    Column("outcome", "Что вышло", lambda one: _OUTCOMES[one[1].outcome][0], width=150, badge=_badge),
    Column("person", "Кто", lambda one: one[1].person_name, width=200),
    Column("wave", "Опрос", lambda one: one[1].wave_title, width=200),
    Column(
        "problems",
        "Замечания",
        lambda one: " ".join(one[1].problems),
        width=420,
        tooltip=lambda one: "\n".join(one[1].problems),
    ),
)


class FormsTakenDialog(QDialog):
    """Shows, never acts: everything has been kept already and can be undone."""

    def __init__(self, taken: FormImport, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Принятые файлы-анкеты")
        bad = taken.count("rejected")
        told = (
            f"Принято новых: {taken.count('created')}, обновлено: {taken.count('updated')}, "
            f"без изменений: {taken.count('unchanged')}"
        )
        notice = Notice("warn" if bad else "ok", f"{told}, не принято: {bad}." if bad else f"{told}.", self)
        self.panel: TablePanel[Placed] = TablePanel(
            _COLUMNS,
            lambda one: one[0],
            state,
            "survey_forms_taken",
            empty=EmptyState("download", "Файлов нет", "Выберите файлы-анкеты, которые вернулись от людей."),
            hint="Найти файл…",
            parent=self,
        )
        self.panel.set_rows(list(enumerate(taken.files)))
        close = QPushButton("Закрыть", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = foot_row(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(notice)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 980, 480)
