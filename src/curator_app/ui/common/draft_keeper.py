"""Keeps what is typed into forms, so that a crash does not take it; offers it back when the form is opened again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.ui.common.draft_store import DraftStore, store_in_use
from curator_app.ui.common.form import Form
from curator_app.ui.common.notice import Notice

_EVERY_MS = 2000


class DraftKeeper(QObject):
    """Of one form: writes at most every two seconds and only when something was typed. Nothing secret is kept."""

    def __init__(self, form: Form, notice: Notice, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self._form, self._title = form, title
        self._key = f"{type(parent).__module__}.{type(parent).__qualname__}:{title}:{_print_of(form)}"
        self._store = store_in_use()
        self._written = False
        self._offered: dict[str, Any] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.write)
        form.edited.connect(self._typed)
        if self._store is not None:
            self._offer(self._store)

    def write(self) -> None:
        """Writes now. A base that can't be written at this moment is no reason to disturb somebody who types."""
        self._timer.stop()
        if self._store is None:
            return
        values = {
            name: field.value()
            for name, field in self._form.fields.items()
            if not _secret(field) and not field.own_problem()
        }
        self._try(lambda store: store.put(self._key, self._title, values))
        self._written = True

    def due_within(self) -> int:
        """Milliseconds until what was typed is written; −1 when there is nothing to write."""
        return self._timer.remainingTime()

    def finish(self) -> None:
        """The form was saved or thrown away."""
        self._timer.stop()
        if self._written:
            self._written = False
            self._try(lambda store: store.drop(self._key))

    def restore(self) -> None:
        """Puts the offered text back into the form."""
        if self._offered is not None:
            self._form.restore(self._offered)
            self._offered = None
            self._written = True
            self.notice.say("")

    def forget(self) -> None:
        """The offered text is not wanted."""
        self._offered = None
        self._try(lambda store: store.drop(self._key))
        self.notice.say("")

    def _offer(self, store: DraftStore) -> None:
        try:
            found = store.get(self._key)
        except KnownProblem:
            return
        if found is None:
            return
        when, self._offered = found
        self.notice.say(f"В прошлый раз это окно закрылось без сохранения ({when}). Вернуть введённое?", "warn")
        self.notice.add_button("Вернуть", self.restore)
        self.notice.add_button("Не нужно", self.forget)

    def _typed(self) -> None:
        if self._store is not None and not self._timer.isActive():
            self._timer.start()

    def _try(self, act: Callable[[DraftStore], None]) -> None:
        if self._store is not None:
            try:
                act(self._store)
            except KnownProblem:
                self._store = None


def _print_of(form: Form) -> str:
    """Tells forms of one title apart by what they were opened with; dates of today must not matter tomorrow."""
    values = {
        name: str(value)
        for name, field in form.fields.items()
        if not _secret(field) and not isinstance(value := field.value(), dt.date)
    }
    told = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _secret(field: QWidget) -> bool:
    return any(line.echoMode() != QLineEdit.EchoMode.Normal for line in field.findChildren(QLineEdit))
