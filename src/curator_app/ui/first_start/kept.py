"""What was typed into an unfinished first start: put back when the steps come again, after a crash too."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from curator_app.runtime.errors import KnownProblem
from curator_app.ui.common.draft_store import DraftStore, store_in_use
from curator_app.ui.first_start import KEY
from curator_app.ui.first_start.school_step import SchoolStep
from curator_app.ui.settings.person_choice import PersonChoice

_TITLE: Final = "Первые шаги"
_EVERY_MS: Final = 2000
_POST: Final = "curator_post"


class KeptFirstStart(QObject):
    """Writes at most every two seconds. Without a store (a base that can't be written, tests) nothing is kept."""

    def __init__(self, step: SchoolStep, parent: QObject, *, restore: bool = True) -> None:
        super().__init__(parent)
        self._step = step
        self._store: DraftStore | None = store_in_use()
        self._restored = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.write)
        if restore:
            self._restore()
        step.form.changed.connect(self._typed)
        step.curator_post.editTextChanged.connect(self._typed)

    @property
    def keeps(self) -> bool:
        """Whether closing loses nothing."""
        return self._store is not None

    @property
    def restored(self) -> bool:
        """Something of the last time was put back."""
        return self._restored

    def write(self) -> None:
        """Writes now."""
        self._timer.stop()
        values: dict[str, Any] = {name: self._step.form.boxes[name].text() for name in self._step.names}
        self._try(values | {_POST: self._step.curator_post.currentText()})

    def stop(self) -> None:
        """The fields are going."""
        self._timer.stop()
        self._store = None

    def drop(self) -> None:
        """The steps are over."""
        self._try(None)
        self.stop()

    def _typed(self) -> None:
        if self._store is not None and not self._timer.isActive():
            self._timer.start()

    def _restore(self) -> None:
        if self._store is None:
            return
        try:
            found = self._store.get(KEY)
        except KnownProblem:
            self._store = None
            return
        for name, text in found[1].items() if found is not None else ():
            if name == _POST:
                self._step.curator_post.setCurrentText(text)
            elif text and (box := self._step.form.boxes.get(name)) is not None:
                self._restored = True
                if isinstance(box.input, PersonChoice):
                    box.input.combo.setEditText(text)
                else:
                    box.set_text(text)

    def _try(self, values: dict[str, Any] | None) -> None:
        if self._store is None:
            return
        try:
            if values is None:
                self._store.drop(KEY)
            else:
                self._store.put(KEY, _TITLE, values)
        except KnownProblem:
            self._store = None
