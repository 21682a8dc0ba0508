"""One deadline rule for changes, with what the change moves told before it is kept."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from curator_app.domain.terms.rules import Kind, Repeat, Rule, Trigger, Unit
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services.terms import rule_editing
from curator_app.services.terms.rule_editing import RuleRow
from curator_app.services.workspace import Workspace
from curator_app.texts.terms import rule_words, source_words
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.settings.changes_preview import ChangesPreview
from curator_app.ui.settings.rule_form import follow, own_fields, rule_of, rule_sections, rule_values

_WAIT_MS = 300
NEW_RULE = Rule(
    id="",
    trigger=Trigger.WORK_START,
    kind=Kind.NOT_LATER_THAN,
    task="",
    source="свой",
    amount=3,
    unit=Unit.CALENDAR_DAYS,
    responsible=("curator",),
    repeat=Repeat.ONCE,
)


class RuleDialog(FormDialog):
    """Changes a rule, or adds one when ``row`` is None. ``saved`` is the code of what was kept."""

    def __init__(self, workspace: Workspace, row: RuleRow | None, parent: QWidget | None) -> None:
        self._workspace = workspace
        self._base = NEW_RULE if row is None else row.rule
        self._enabled = row is None or row.enabled
        self.saved = ""
        super().__init__(
            "Новое правило" if row is None else f"Правило: {source_words(row.rule.source)}",
            rule_sections(),
            self._keep,
            values=rule_values(self._base),
            size=(720, 640),
            parent=parent,
        )
        self.preview = ChangesPreview(self)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, self.preview)
        follow(self.form)
        if row is not None and row.default is not None:
            back = QPushButton("Показать исходное", self)
            back.setAutoDefault(False)
            back.setToolTip(rule_words(row.default))
            back.clicked.connect(lambda: self._show_default(row))
            self.foot.insertWidget(0, back)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.look)
        self.form.edited.connect(self._timer.start)
        self.look()

    def look(self) -> None:
        """Reckons what the rule as it stands would change."""
        self._timer.stop()
        try:
            rule = rule_of(self._base, self.form.values())
            if not self._enabled:
                self.preview.say("Правило выключено: задач по нему нет.")
                return
            changes = rule_editing.preview_rule(self._workspace, rule)
        except KnownProblem:
            self.preview.say("Заполните правило — здесь будет видно, какие сроки изменятся.")
            return
        self.preview.show_changes(changes)

    def _show_default(self, row: RuleRow) -> None:
        assert row.default is not None
        self._base = row.default
        self.form.set_values(rule_values(row.default))
        self.form.edited.emit()

    def _keep(self, values: Values) -> None:
        self._timer.stop()
        try:
            self.saved = rule_editing.save_rule(self._workspace, rule_of(self._base, values))
        except InvalidInput as refusal:
            raise own_fields(refusal) from refusal
