"""Rules of terms: find, change, switch off, add, return to the one shipped; and how days are counted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator_app.services.terms import counting, rule_editing
from curator_app.services.terms.rule_editing import RuleRow
from curator_app.services.workspace import Workspace
from curator_app.texts.terms import responsible_words, source_words
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_model import Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.settings.changes_preview import sentence
from curator_app.ui.settings.counting_dialog import CountingDialog
from curator_app.ui.settings.rule_dialog import RuleDialog

_ICONS = {"changed": "edit", "own": "user"}
_STATES = {"changed": "изменено школой", "own": "своё правило"}


def _icon(row: RuleRow) -> str | None:
    return _ICONS.get(row.origin) if row.enabled else "ban"


def _hint(row: RuleRow) -> str:
    state = _STATES.get(row.origin, "") if row.enabled else "выключено"
    return f"{row.rule.task} ({state})" if state else row.rule.task


def _from(beginning: str) -> Callable[[RuleRow], bool]:
    return lambda row: row.rule.source.startswith(beginning)


_COLUMNS: tuple[Column[RuleRow], ...] = (
    Column("task", "Что нужно сделать", lambda row: row.rule.task, width=300, icon=_icon, tooltip=_hint),
    Column("words", "Срок", lambda row: row.words, width=260, tooltip=lambda row: row.words),
    Column("source", "Откуда", lambda row: source_words(row.rule.source), width=220,
           tooltip=lambda row: source_words(row.rule.source)),
    Column("responsible", "Кто отвечает", lambda row: responsible_words(row.rule.responsible), width=140,
           visible=False),
    Column("result", "Результат", lambda row: row.rule.result, width=200, visible=False),
)  # fmt: skip
_CHIPS: tuple[Chip[RuleRow], ...] = (
    Chip("s2", "Школа", _from("S2"), "source", "Дорожная карта школы"),
    Chip("s1", "Положение района", _from("S1"), "source", "Районное положение и дорожная карта"),
    Chip("s0", "Район", _from("S0"), "source", "Чего ждёт район"),
    Chip("s3", "Округ", _from("S3"), "source", "План округа"),
    Chip("s4", "Годовой цикл", _from("S4"), "source", "Годовой цикл учреждения"),
    Chip("law", "ТК РФ", _from("ТК"), "source"),
    Chip("own", "Свои и изменённые", lambda row: row.origin != "shipped", "state"),
    Chip("off", "Выключенные", lambda row: not row.enabled, "state"),
)


class TermsPage(QWidget):
    """Changes are kept at once and can be taken back by Ctrl+Z."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._workspace = host, workspace
        self._rows: list[RuleRow] = []
        self.panel: TablePanel[RuleRow] = TablePanel(
            _COLUMNS,
            self._number,
            host.state,
            "rules",
            empty=EmptyState("calendar", "Правил нет", "Добавьте своё правило."),
            chips=_CHIPS,
            hint="Найти правило…",
        )
        self.edit = self._button("Изменить…", "edit", self.change)
        self.add = self._button("Добавить…", "plus", self.add_rule)
        self.off = self._button("Выключить", "eye", self.switch)
        self.back = self._button("Вернуть исходное", "undo", self.reset)
        self.counting = self._button("Как считать…", "calendar", self.change_counting)
        self.counting.setToolTip("Считается ли день события, переносится ли срок с выходного")
        tools = QHBoxLayout()
        tools.setSpacing(6)
        tools.addWidget(flowing((self.edit, self.off, self.back, self.add), self, gap=6), 1)
        tools.addWidget(self.counting)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.panel, 1)
        layout.addLayout(tools)
        self.panel.table.selection_changed.connect(lambda _ids: self._look())
        self.panel.table.opened.connect(lambda _id: self.change())
        theme().changed.connect(self._draw_icons)
        self._draw_icons()
        self.reload()

    def reload(self, keep: str = "") -> None:
        """Reads the rules anew; ``keep`` is chosen."""
        self._rows = rule_editing.list_rules(self._workspace)
        self.panel.set_rows(self._rows)
        place = next((at for at, row in enumerate(self._rows, start=1) if row.id == keep), None)
        if place is not None:
            self.panel.show_id(place)
        self._look()

    @told()
    def change(self) -> None:
        """Opens the chosen rule."""
        if (row := self._one()) is not None:
            dialog = RuleDialog(self._workspace, row, self)
            if run_dialog(dialog):
                self._kept("Правило изменено", row.id)

    @told()
    def add_rule(self) -> None:
        """A rule of the school's own."""
        dialog = RuleDialog(self._workspace, None, self)
        if run_dialog(dialog):
            self._kept("Правило добавлено", dialog.saved)

    @told()
    def switch(self) -> None:
        """Switches the chosen rule off (after telling what goes) or on."""
        row = self._one()
        if row is None:
            return
        changes = rule_editing.preview_rule(self._workspace, row.rule, enabled=not row.enabled)
        verb = "Выключить" if row.enabled else "Включить"
        if changes and not confirm(self, f"{verb} правило «{row.rule.task}»?", verb, detail=sentence(changes)):
            return
        rule_editing.set_rule_enabled(self._workspace, row.id, enabled=not row.enabled)
        self._kept("Правило выключено" if row.enabled else "Правило включено", row.id)

    @told()
    def reset(self) -> None:
        """The rule shipped comes back; an own rule is removed."""
        row = self._one()
        if row is None:
            return
        rule_editing.reset_rule(self._workspace, row.id)
        self._kept("Правило удалено" if row.origin == "own" else "Правило возвращено", row.id)

    @told()
    def change_counting(self) -> None:
        """How days are counted."""
        before = counting.get_counting(self._workspace)
        if run_dialog(CountingDialog(self._workspace, self)) and counting.get_counting(self._workspace) != before:
            self._kept("Счёт сроков изменён", "")

    # --- inside

    def _number(self, row: RuleRow) -> int:
        """Rules have codes, tables numbers: the place in the list."""
        return next((at for at, one in enumerate(self._rows, start=1) if one.id == row.id), 0)

    def _one(self) -> RuleRow | None:
        rows = self.panel.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _kept(self, said: str, code: str) -> None:
        self.reload(code)
        self._host.changed(None, said)

    def _look(self) -> None:
        row = self._one()
        for button in (self.edit, self.off):
            button.setEnabled(row is not None)
        self.off.setText("Выключить" if row is None or row.enabled else "Включить")
        self.back.setText("Удалить" if row is not None and row.origin == "own" else "Вернуть исходное")
        self.back.setEnabled(row is not None and row.origin != "shipped")

    def _button(self, words: str, icon: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setProperty("icon-name", icon)
        button.setProperty("dense", True)
        button.clicked.connect(lambda _on=False: do())
        return button

    def _draw_icons(self) -> None:
        for button in (self.edit, self.add, self.off, self.back, self.counting):
            button.setIcon(themed_icon(str(button.property("icon-name")), size=18))
