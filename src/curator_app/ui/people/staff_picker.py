"""A checklist with search over people who are already in the base: nobody is typed twice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.codes import PersonKind
from curator_app.services.rows import PersonRow
from curator_app.texts.collation import collation_key, fold, words
from curator_app.texts.grammar import counted
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.search_bar import SearchBar

_ID = Qt.ItemDataRole.UserRole
_FOLDED = Qt.ItemDataRole.UserRole + 1


def pick_people(parent: QWidget | None, title: str, sentence: str, verb: str, people: Sequence[PersonRow]) -> list[int]:
    """Asks to tick some of ``people``; ``verb`` stands on the button («Взять в базу»). Empty when thought better."""
    dialog = StaffPicker(title, sentence, verb, people, parent)
    return dialog.chosen() if run_dialog(dialog) else []


def person_line(row: PersonRow) -> str:
    """«Иванова Мария Петровна — учитель физики»."""
    if row.kind == PersonKind.PUPIL.value and row.class_name:
        return f"{row.full_name} — {row.class_name} класс"
    what = row.position or ("" if row.kind == PersonKind.STAFF.value else row.workplace or "")
    return f"{row.full_name} — {what}" if what else row.full_name


class StaffPicker(QDialog):
    """The list itself. A click anywhere on a line ticks it, Space too; Enter in the search goes to the list."""

    def __init__(
        self, title: str, sentence: str, verb: str, people: Sequence[PersonRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._verb = verb
        self.setWindowTitle(title)
        told = QLabel(sentence, self)
        told.setWordWrap(True)
        told.setProperty("role", "muted")
        self.search = SearchBar("Найти по имени, должности, классу…", self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for row in sorted(people, key=lambda one: collation_key(one.full_name)):
            item = QListWidgetItem(person_line(row))
            item.setToolTip(person_line(row))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_ID, row.id)
            item.setData(_FOLDED, fold(" ".join((person_line(row), *row.subjects))))
            self.list.addItem(item)
        self.take = QPushButton(self)
        self.take.setProperty("kind", "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        cancel = QPushButton("Отмена", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = foot_row(self.take, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(told)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.search.query_changed.connect(self._find)
        self.search.left_down.connect(self._enter_list)
        self.list.itemClicked.connect(self._toggle)
        self.list.installEventFilter(self)
        self._look()
        fit_to_screen(self, 620, 560)
        self.search.setFocus()

    def chosen(self) -> list[int]:
        """Numbers of the people ticked, those hidden by the search too."""
        return [int(item.data(_ID)) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def tick(self, ids: Sequence[int]) -> None:
        """Ticks exactly these."""
        wanted = set(ids)
        for item in self._items():
            on = item.data(_ID) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the line; letters go into the search."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self.list.currentItem()
            if event.key() == Qt.Key.Key_Space and item is not None:
                self._toggle(item)
                return True
            if len(event.text()) == 1 and event.text().isalnum() and not event.modifiers():
                self.search.append(event.text())
                return True
        return super().eventFilter(watched, event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _toggle(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self._look()

    def _find(self, query: str) -> None:
        wanted = words(query)
        for item in self._items():
            item.setHidden(not all(word in str(item.data(_FOLDED)) for word in wanted))
        self._look()

    def _enter_list(self) -> None:
        first = next((item for item in self._items() if not item.isHidden()), None)
        if first is not None:
            self.list.setCurrentItem(first)
            self.list.setFocus()

    def _look(self) -> None:
        items = self._items()
        self.search.count(sum(1 for item in items if not item.isHidden()), len(items))
        number = len(self.chosen())
        people = counted(number, "человек", "человека", "человек")
        self.take.setText(f"{self._verb}: {people}" if number else self._verb)
        self.take.setEnabled(number > 0)
