"""«Шаблоны маршрутов»: the list at the left, the steps of the chosen one with relative terms at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.codes import RouteStageCode
from curator_app.domain.route.dating import Term
from curator_app.domain.route.template import RouteTemplateData, TemplateStep
from curator_app.services.routes import templates
from curator_app.services.routes.templates import TemplateRow
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import code_label
from curator_app.texts.route_words import RESPONSIBLE, ROUTE_STAGE, term_words
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.routes.template_step_dialog import TemplateStepDialog

_WIDE, _TALL = 1000, 560  # a smaller window gives its room to the steps


@dataclass(frozen=True, slots=True)
class _Listed:
    id: int
    row: TemplateRow


@dataclass(frozen=True, slots=True)
class _Line:
    id: int
    step: TemplateStep


def _mark(listed: _Listed) -> Badge | None:
    if listed.row.hidden:
        return Badge("скрыт")
    if not listed.row.shipped:
        return Badge("свой", "accent")
    return Badge("изменён", "info") if listed.row.changed else None


def _mark_words(listed: _Listed) -> str:
    badge = _mark(listed)
    return "" if badge is None else badge.text


_LIST: tuple[Column[_Listed], ...] = (
    Column("title", "Шаблон", lambda one: one.row.title, width=290, strong=True, tooltip=lambda one: one.row.title),
    Column("mark", "Пометка", _mark_words, badge=_mark, width=94),
)
_STEPS: tuple[Column[_Line], ...] = (
    Column("number", "№", lambda line: line.id, kind="number", width=40),
    Column("content", "Мероприятие", lambda line: " ".join(line.step.content.split()), width=280, strong=True),
    Column("term", "Когда", lambda line: term_words(line.step.term), width=330),
    Column("stage", "Этап", lambda line: code_label(line.step.stage, ROUTE_STAGE), width=120),
    Column("responsible", "Ответственный", lambda line: code_label(line.step.responsible, RESPONSIBLE), width=116),
    Column("only", "При дефиците", lambda line: line.step.only_for_deficit, kind="bool", width=104),
    Column("form", "Форма", lambda line: line.step.form, width=140),
)


class TemplatesDialog(QDialog):
    """Every change of a template is kept at once and can be taken back (Ctrl+Z); routes made earlier stay."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._template: RouteTemplateData | None = None
        self.setWindowTitle("Шаблоны маршрутов")
        self.list: TablePanel[_Listed] = TablePanel(
            _LIST, lambda one: one.id, host.state, "route_templates", empty=EmptyState("document", "Шаблонов нет", "")
        )
        self.steps: TablePanel[_Line] = TablePanel(
            _STEPS,
            lambda line: line.id,
            host.state,
            "template_steps",
            empty=EmptyState("calendar", "В шаблоне нет мероприятий", "Добавьте первое."),
            hint="Найти мероприятие…",
        )
        self.title = QLineEdit(self)
        self.title.setAccessibleName("Название шаблона")
        self.title.editingFinished.connect(self._rename)
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.about.setProperty("role", "muted")
        self.change = self._button("Изменить…", self._change)
        self.add = self._button("Добавить…", self._add)
        self.remove = self._button("Удалить", self._remove)
        self.up = self._button("", lambda: self._move(-1))
        self.down = self._button("", lambda: self._move(1))
        for button, words in ((self.up, "Выше"), (self.down, "Ниже")):
            button.setToolTip(words)
            button.setAccessibleName(words)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()
        self.hide_it = self._button("Скрыть", self._hide)
        self.reset = self._button("Вернуть", self._reset)
        self.copy = self._button("Копия", self._copy)
        self.copy.setToolTip("Создать копию шаблона, чтобы изменить её")
        self._build()
        self.list.table.current_changed.connect(lambda _id: self._show())
        self.steps.table.opened.connect(lambda _id: self._change())
        self.steps.table.delete_requested.connect(lambda _ids: self._remove())
        self.steps.table.selection_changed.connect(lambda _ids: self._enable())
        self._reload()
        if self.list.model.total:
            self.list.show_id(self.list.model.id_at(0))
        self.list.table.setFocus()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(flowing((self.copy, self.hide_it, self.reset), self))
        right = QWidget(self)
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.title)
        rows.addWidget(self.about)
        rows.addWidget(self.steps, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(flowing((self.add, self.change, self.remove, self.up, self.down), self), 1)
        foot.addWidget(self._button("Закрыть", self.accept))
        rows.addLayout(foot)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(split, 1)
        fit_to_screen(self, 1290, 690)
        split.setSizes([430, 800] if self.width() >= _WIDE else [300, 600])

    def _draw_icons(self) -> None:
        self.up.setIcon(themed_icon("chevron-up", size=18))
        self.down.setIcon(themed_icon("chevron-down", size=18))

    def _reload(self, code: str | None = None) -> None:
        """Everything anew; ``code`` is shown, else what was shown stays."""
        wanted = code or (self._template.code if self._template is not None else None)
        found = templates.list_templates(self._workspace, hidden=True)
        self.list.set_rows(_Listed(number, row) for number, row in enumerate(found, start=1))
        place = next((number for number, row in enumerate(found, start=1) if row.code == wanted), None)
        if place is not None:
            self.list.show_id(place)
        self._show()

    def _row(self) -> TemplateRow | None:
        chosen = self.list.table.current_id()
        listed = None if chosen is None else self.list.model.find(chosen)
        return None if listed is None else listed.row

    def _show(self) -> None:
        row = self._row()
        self._template = None if row is None else templates.get_template(self._workspace, row.code)
        steps = () if self._template is None else self._template.steps
        self.steps.set_rows(_Line(number, step) for number, step in enumerate(steps, start=1))
        self.title.setText("" if self._template is None else self._template.title)
        self.title.setCursorPosition(0)
        about = "" if self._template is None else self._template.description or self._template.goal or ""
        self.about.setText(about)
        self.about.setVisible(bool(about) and self.height() >= _TALL)
        self._enable()

    def _enable(self) -> None:
        row, chosen = self._row(), len(self.steps.table.selected_ids())
        self.title.setEnabled(row is not None)
        for button in (self.add, self.copy, self.hide_it):
            button.setEnabled(row is not None)
        for button in (self.change, self.up, self.down):
            button.setEnabled(chosen == 1)
        self.remove.setEnabled(chosen > 0)
        self.hide_it.setText("Показать" if row is not None and row.hidden else "Скрыть")
        own = row is not None and not row.shipped
        self.reset.setText("Удалить" if own else "Вернуть")
        self.reset.setToolTip("Удалить этот шаблон школы" if own else "Вернуть исходный текст шаблона")
        self.reset.setEnabled(own or (row is not None and row.changed))

    def _keep(self, steps: tuple[TemplateStep, ...], said: str) -> None:
        if self._template is None:
            return
        templates.save_template(self._workspace, replace(self._template, steps=steps))
        self._host.changed(None, said)
        chosen = self.steps.table.current_id()
        self._reload()
        if chosen is not None:
            self.steps.show_id(min(chosen, len(steps)))

    @told()
    def _rename(self) -> None:
        title = self.title.text().strip()
        if self._template is None or not title or title == self._template.title:
            return
        templates.save_template(self._workspace, replace(self._template, title=title))
        self._host.changed(None, "Шаблон переименован")
        self._reload()

    @told()
    def _change(self) -> None:
        chosen = self.steps.table.current_id()
        if self._template is None or chosen is None:
            return
        dialog = TemplateStepDialog(self._workspace, self._template.steps[chosen - 1], self)
        if run_dialog(dialog):
            steps = list(self._template.steps)
            steps[chosen - 1] = dialog.step
            self._keep(tuple(steps), "Шаблон изменён")

    @told()
    def _add(self) -> None:
        if self._template is None:
            return
        place = self.steps.table.current_id() or len(self._template.steps)
        near = self._template.steps[place - 1] if self._template.steps else None
        stage = near.stage if near is not None else RouteStageCode.MAIN.value
        empty = TemplateStep(stage=stage, content="", responsible="mentor", term=Term(f"stage_start:{stage}", 0, 14))
        dialog = TemplateStepDialog(self._workspace, empty, self)
        if run_dialog(dialog):
            steps = (*self._template.steps[:place], dialog.step, *self._template.steps[place:])
            self._keep(steps, "Мероприятие добавлено в шаблон")
            self.steps.show_id(place + 1)

    @told()
    def _remove(self) -> None:
        ids = set(self.steps.table.selected_ids())
        if self._template is None or not ids:
            return
        left = tuple(step for number, step in enumerate(self._template.steps, start=1) if number not in ids)
        self._keep(left, "Удалено из шаблона")

    @told()
    def _move(self, by: int) -> None:
        chosen = self.steps.table.current_id()
        if self._template is None or chosen is None or not 0 <= chosen - 1 + by < len(self._template.steps):
            return
        steps = list(self._template.steps)
        steps.insert(chosen - 1 + by, steps.pop(chosen - 1))
        self._keep(tuple(steps), "Порядок изменён")
        self.steps.show_id(chosen + by)

    @told()
    def _hide(self) -> None:
        row = self._row()
        if row is not None:
            templates.set_template_hidden(self._workspace, row.code, hidden=not row.hidden)
            self._host.changed(None, "Шаблон показан" if row.hidden else "Шаблон скрыт")
            self._reload()

    @told()
    def _reset(self) -> None:
        row = self._row()
        if row is None:
            return
        question = "Вернуть исходный шаблон?" if row.shipped else "Удалить этот шаблон?"
        verb = "Вернуть исходный" if row.shipped else "Удалить"
        if confirm(self, question, verb, detail="Уже созданные маршруты не изменятся."):
            templates.reset_template(self._workspace, row.code)
            self._host.changed(None, "Возвращён исходный шаблон" if row.shipped else "Шаблон удалён")
            self._reload()

    @told()
    def _copy(self) -> None:
        if self._template is None:
            return
        title = f"{self._template.title} (копия)"
        code = templates.save_template(self._workspace, replace(self._template, code="", title=title))
        self._host.changed(None, "Создана копия шаблона")
        self._reload(code)
        self.title.setFocus()
        self.title.selectAll()
