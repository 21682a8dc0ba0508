"""Changes of an earlier order: the clause meant and its new wording, as many as needed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from curator_app.documents.paper_data import ChangeItem
from curator_app.ui.common.captioned import line_edit, text_edit
from curator_app.ui.common.fields import Field
from curator_app.ui.common.theme import themed_icon


class ChangesField(Field):
    """The value is a tuple of ChangeItem; items without a new wording do not count."""

    def __init__(self, name: str, label: str) -> None:
        holder = QWidget()
        self._rows: list[_ChangeRow] = []
        self._layout = QVBoxLayout(holder)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.add = QPushButton("Ещё одно изменение", holder)
        self.add.setProperty("kind", "link")
        self.add.clicked.connect(lambda: self._append(ChangeItem()))
        self._layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        super().__init__(
            name, label, holder, hint="Без пункта новая редакция печатается как есть: «Пункт 3 исключить»."
        )
        self._append(ChangeItem())

    @property
    def rows(self) -> tuple[_ChangeRow, ...]:
        """The editors, from top to bottom."""
        return tuple(self._rows)

    def value(self) -> tuple[ChangeItem, ...]:
        items = (row.item() for row in self._rows)
        return tuple(item for item in items if item.wording)

    def set_value(self, value: Any) -> None:
        for row in list(self._rows):
            self._drop(row)
        for item in value or (ChangeItem(),):
            self._append(item)

    def _append(self, item: ChangeItem) -> None:
        row = _ChangeRow(item)
        row.clause.textEdited.connect(lambda _text: self.edited.emit())
        row.wording.textChanged.connect(self.edited)
        row.remove.clicked.connect(lambda: self._removed(row))
        self._rows.append(row)
        self._layout.insertWidget(self._layout.count() - 1, row)
        for one in self._rows:
            one.remove.setVisible(len(self._rows) > 1)

    def _removed(self, row: _ChangeRow) -> None:
        self._drop(row)
        for one in self._rows:
            one.remove.setVisible(len(self._rows) > 1)
        self.edited.emit()

    def _drop(self, row: _ChangeRow) -> None:
        self._rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()


class _ChangeRow(QWidget):
    def __init__(self, item: ChangeItem) -> None:
        super().__init__()
        self.clause = line_edit(item.clause, limit=200, placeholder="Пункт: пункт 1, подпункт 2.1, приложение 1")
        self.clause.setAccessibleName("Изменяемый пункт")
        self.wording = text_edit(item.wording, rows=3, placeholder="Новая редакция")
        self.wording.setAccessibleName("Новая редакция")
        self.remove = QToolButton(self)
        self.remove.setIcon(themed_icon("close", size=16))
        self.remove.setToolTip("Убрать это изменение")
        self.remove.setAccessibleName("Убрать это изменение")
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.clause, 1)
        top.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.wording)

    def item(self) -> ChangeItem:
        """What is typed."""
        return ChangeItem(self.clause.text().strip(), self.wording.toPlainText().strip())
