"""All questionnaires: примерные формы, those the school has changed, its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator_app.domain.codes import Catalogue, QuestionnaireKind
from curator_app.services import catalogues
from curator_app.services.surveys import catalogue
from curator_app.services.surveys.catalogue import QuestionnaireData
from curator_app.services.surveys.rows import QuestionnaireRow
from curator_app.services.workspace import Workspace
from curator_app.texts.survey_words import KIND, ROLE
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import themed_icon
from curator_app.ui.surveys.editor.editor_dialog import EditorDialog

Placed = tuple[int, QuestionnaireRow]


def _origin(row: QuestionnaireRow) -> Badge:
    if not row.shipped:
        return Badge("анкета школы", "accent")
    return Badge("изменена школой", "info") if row.changed else Badge("примерная форма")


_COLUMNS: tuple[Column[Placed], ...] = (
    Column("title", "Анкета", lambda one: one[1].title, width=360, strong=True),
    Column("role", "Кто отвечает", lambda one: ROLE[one[1].role] if one[1].role is not None else "любой", width=120),
    Column("origin", "Откуда", lambda one: _origin(one[1]).text, width=150, badge=lambda one: _origin(one[1])),
    Column("questions", "Вопросов", lambda one: len(one[1].questions), kind="number", width=90),
    Column("version", "Версия", lambda one: one[1].version or None, kind="number", width=80),
    Column("replies", "Ответов", lambda one: one[1].replies or None, kind="number", width=85),
    Column("kind", "Для чего", lambda one: KIND[one[1].kind], width=180),
    Column("form", "Форма наставничества", lambda one: one[1].mentoring_form, width=180, visible=False),
)


class QuestionnairesDialog(QDialog):
    """``preview`` shows the blank of a questionnaire."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        preview: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Анкеты и вопросы")
        self._host, self._workspace, self._preview = host, workspace, preview
        chips: list[Chip[Placed]] = [
            Chip("own", "Школы", lambda one: not one[1].shipped, "origin"),
            Chip("changed", "Изменённые", lambda one: one[1].shipped and one[1].changed, "origin"),
            Chip("used", "С ответами", lambda one: one[1].replies > 0, "used"),
            Chip("hidden", "Скрытые", lambda one: one[1].hidden, "hidden", hides=True),
        ]
        self.panel: TablePanel[Placed] = TablePanel(
            _COLUMNS,
            lambda one: one[0],
            host.state,
            "questionnaires",
            empty=EmptyState("document", "Анкет нет", "Создайте анкету: впишите вопросы и шкалы."),
            chips=chips,
            hint="Найти анкету…",
            parent=self,
        )
        self.edit = self._button("Изменить…", "edit", self.change)
        self.blank = self._button("Бланк…", "eye", self.show_blank)
        self.copy = self._button("Создать похожую…", "copy", self.copy_chosen)
        self.default = self._button("Вернуть примерную форму", "undo", self.return_to_default)
        self.hide_button = self._button("Скрыть", "archive", self.hide_or_show)
        self.new = self._button("Новая анкета…", "plus", self.create_new)
        close = self._button("Закрыть", "", self.accept)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for button in (self.new, self.edit, self.copy, self.blank):
            bar.addWidget(button)
        bar.addStretch(1)
        foot = foot_row(close, left=(self.default, self.hide_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(bar)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        self.panel.table.opened.connect(lambda _id: self.change())
        self.panel.table.selection_changed.connect(lambda _ids: self._enable())
        self.refresh()
        fit_to_screen(self, 1080, 640)

    def refresh(self) -> None:
        """Reads the questionnaires anew."""
        self.panel.set_rows(list(enumerate(catalogue.list_questionnaires(self._workspace, hidden=True))))
        self._enable()

    def chosen(self) -> QuestionnaireRow | None:
        """The questionnaire selected."""
        rows = self.panel.selected_rows()
        return rows[0][1] if len(rows) == 1 else None

    def show_code(self, code: str) -> None:
        """Selects a questionnaire."""
        found = next((place for place, row in self.panel.model.rows if row.code == code), None)
        if found is not None:
            self.panel.show_id(found)

    @told()
    def change(self) -> None:
        """The wording of the one chosen."""
        row = self.chosen()
        if row is not None:
            self._edit(catalogue.copy_of(self._workspace, row.code), row)

    @told()
    def create_new(self) -> None:
        """A questionnaire of the school, from nothing."""
        self._edit(QuestionnaireData(title="", kind=QuestionnaireKind.OTHER), None)

    @told()
    def copy_chosen(self) -> None:
        """A questionnaire of the school that begins like the one chosen."""
        row = self.chosen()
        if row is not None:
            data = catalogue.copy_of(self._workspace, row.code)
            self._edit(replace(data, title=f"{data.title} (наша)"), None)

    @told()
    def show_blank(self) -> None:
        """The blank of the one chosen."""
        row = self.chosen()
        if row is not None:
            self._preview(row.code)

    @told()
    def return_to_default(self) -> None:
        """The shipped wording again."""
        row = self.chosen()
        if row is not None and confirm(
            self,
            f"Вернуть примерную форму анкеты «{row.title}»?",
            "Вернуть",
            detail="Версии, на которые уже ответили, останутся у своих опросов. Действие можно отменить: Ctrl+Z.",
        ):
            catalogue.return_to_default(self._workspace, row.code)
            self._done("Возвращена примерная форма", row.code)

    @told()
    def hide_or_show(self) -> None:
        """Out of the lists of choice, or back."""
        row = self.chosen()
        if row is not None:
            catalogue.hide(self._workspace, row.code, not row.hidden)
            self._done("Анкета возвращена в список" if row.hidden else "Анкета скрыта", row.code)

    # --- inside

    def _edit(self, data: QuestionnaireData, row: QuestionnaireRow | None) -> None:
        dialog = EditorDialog(self._workspace, data, row, area_choices(self._workspace), self)
        if run_dialog(dialog) and dialog.code is not None:
            self._done("Анкета сохранена", dialog.code)

    def _done(self, said: str, code: str) -> None:
        self._host.changed(None, said)
        self.refresh()
        self.show_code(code)

    def _enable(self) -> None:
        row = self.chosen()
        for button in (self.edit, self.blank, self.copy, self.hide_button):
            button.setEnabled(row is not None)
        self.default.setEnabled(row is not None and row.shipped and row.changed)
        self.hide_button.setText("Вернуть в список" if row is not None and row.hidden else "Скрыть")

    def _button(self, words: str, icon: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        if icon:
            button.setIcon(themed_icon(icon, size=18))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button


def area_choices(workspace: Workspace) -> list[tuple[str, str]]:
    """Areas of deficits: (code, words)."""
    areas = catalogues.list_catalogue(workspace, Catalogue.AREA)
    return [(one.code or one.title, one.title) for one in areas]
