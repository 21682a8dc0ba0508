"""A dialog around a form: saves by a command, shows a refusal at the fields, never loses typed work unasked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import InvalidInput
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.draft_keeper import DraftKeeper
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import Field
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.tags_field import TagsField

Values = dict[str, Any]


class FormDialog(QDialog):
    """``save`` gets the values of the form and calls a service; InvalidInput goes to the fields, the dialog stays.

    Enter goes to the next field, Ctrl+Enter saves, Esc closes (asking when something was typed).
    ``notice`` above the form is free for remarks of the caller; ``foot`` is the row of buttons, own ones at its left.
    """

    def __init__(
        self,
        title: str,
        sections: Sequence[Section],
        save: Callable[[Values], object],
        *,
        values: Mapping[str, Any] | None = None,
        verb: str = "Сохранить",
        size: tuple[int, int] = (760, 620),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self.setWindowTitle(title)
        self.notice = Notice(parent=self)
        self.form = Form(sections, self)
        if values is not None:
            self.form.set_values(values)
        self.save_button = QPushButton(verb, self)
        self.save_button.setProperty("kind", "primary")
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.save)
        self.cancel_button = QPushButton("Отмена", self)
        self.cancel_button.clicked.connect(self.reject)
        for button in (self.save_button, self.cancel_button):
            # Enter inside a long form must not send it off half filled.
            button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(0, 0, 8, 0)
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save_button)
        self.foot.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 12, 16)
        layout.setSpacing(10)
        layout.addWidget(self.notice)
        layout.addWidget(self.form, 1)
        layout.addLayout(self.foot)
        self.drafts = DraftKeeper(self.form, Notice("warn", parent=self), title, self)
        layout.insertWidget(1, self.drafts.notice)
        fit_to_screen(self, *size)
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Not higher than the fields need: half a window of nothing looks unfinished."""
        layout = self.layout()
        if not event.spontaneous() and layout is not None:
            layout.activate()
            self.resize(self.width(), self.height() - self.form.spare_height())
        super().showEvent(event)

    @told()
    def save(self) -> None:
        """Saves and closes; a refused command leaves everything as typed."""
        if not self.form.readable():
            return
        try:
            self._save(self.form.values())
        except InvalidInput as refusal:
            self.notice.say(" ".join(self.form.show_problems(refusal)), "danger")
            return
        self.accept()

    def reject(self) -> None:
        """Esc and the cross: typed work is not thrown away without a question."""
        if self.form.dirty and not confirm(
            self,
            "Закрыть без сохранения?",
            "Закрыть без сохранения",
            detail="Введённое в этом окне пропадёт.",
            cancel="Вернуться",
            danger=True,
        ):
            return
        super().reject()

    def done(self, result: int) -> None:
        """However it ends, what was typed is either saved or not wanted any more."""
        self.drafts.finish()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field; among tags it has added one and stays for another. On a button it presses."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            held = self.focusWidget()
            if isinstance(held, QPushButton):
                held.click()
            elif not isinstance(self._field_in_focus(), TagsField):
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _field_in_focus(self) -> Field | None:
        held = self.focusWidget()
        return next((field for field in self.form.fields.values() if field.isAncestorOf(held)), None)
