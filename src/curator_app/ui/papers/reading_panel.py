"""Who is to read a paper, by when, and when it was read; marks for many at once; the sheet to sign."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from curator_app.services import people
from curator_app.services.papers import acknowledgements
from curator_app.services.papers.links import ObjectKind
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.scrolled import Scrolled
from curator_app.ui.common.theme import colours, themed_icon
from curator_app.ui.papers.small_buttons import buttons
from curator_app.ui.people.staff_picker import pick_people

_PERSON = int(Qt.ItemDataRole.UserRole)
_WAITING = _PERSON + 1


class ReadingPanel(QWidget):
    """``changed`` after somebody was added, marked or taken off."""

    changed = Signal()

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._object: tuple[ObjectKind, int] | None = None
        today = workspace.clock.today()
        self.due = DateField(today, "Ознакомить до")
        self.on = DateField(today, "Дата ознакомления")
        self.on.set_date(today)
        self.on.setToolTip("В какой день ознакомлены")
        self.list = QListWidget(self)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName("Кого ознакомить")
        self.named, self.others, self.sheet = buttons(
            self,
            ("Добавить названных", "users", self._add_named),
            ("Добавить…", "plus", self._add_others),
            ("Лист…", "print", self._print),
        )
        self.sheet.setToolTip("Напечатать лист ознакомления с этими людьми")
        self.mark, self.unmark, self.remove = buttons(
            self,
            ("Отметить", "check", self._mark),
            ("", "undo", self._unmark),
            ("", "trash", self._remove),
        )
        self.mark.setToolTip("Отметить выбранных ознакомленными в этот день")
        for button, words in ((self.unmark, "Снять отметку"), (self.remove, "Убрать из списка")):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.empty = EmptyState("users", "Ещё никого", "Добавьте тех, кто назван в документе, или выберите других.", [])
        self._build()
        self.list.itemSelectionChanged.connect(self._look)

    def show_object(self, kind: ObjectKind | None, number: int = 0) -> None:
        """People of a paper; None for nothing."""
        self._object = None if kind is None else (kind, number)
        self.refresh()
        for row in range(self.list.count()):
            self.list.item(row).setSelected(self.list.item(row).data(_WAITING))

    def refresh(self) -> None:
        """Reads the people anew."""
        chosen = set(self._chosen())
        rows = acknowledgements.list_acknowledgements(self._workspace, *self._object) if self._object else []
        self.list.clear()
        for row in rows:
            words, icon = "не ознакомлен(а)", "clock"
            if row.acquainted_on is not None:
                words, icon = f"ознакомлен(а) {row.acquainted_on:%d.%m.%Y}", "check-circle"
            elif row.due is not None:
                words = f"до {row.due:%d.%m.%Y}" + (" — срок прошёл" if row.overdue else "")
            item = QListWidgetItem(themed_icon(icon, size=18), f"{row.person_name} — {words}", self.list)
            item.setData(_PERSON, row.person)
            item.setData(_WAITING, row.acquainted_on is None)
            if row.overdue:
                item.setForeground(QColor(colours().danger_text))
            item.setSelected(row.person in chosen)
        named = acknowledgements.proposal(self._workspace, *self._object) if self._object else None
        number = len(named.people) if named is not None else 0
        self.named.setText(f"Добавить названных ({number})" if number else "Добавить названных")
        self.named.setToolTip(", ".join(name for _id, name in named.people) if named is not None else "")
        self.named.setVisible(number > 0)
        self.others.setEnabled(self._object is not None)
        if named is not None and self.due.date() is None:
            self.due.set_date(named.due)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._look()

    @property
    def counted(self) -> tuple[int, int]:
        """How many have read the paper, of how many."""
        rows = acknowledgements.list_acknowledgements(self._workspace, *self._object) if self._object else []
        return sum(row.acquainted_on is not None for row in rows), len(rows)

    # --- inside

    def _build(self) -> None:
        layout = QVBoxLayout()
        layout.setSpacing(8)
        due = QLabel("Ознакомить до:", self)
        layout.addWidget(flowing((self.named, self.others, self.sheet, due, self.due), self, gap=6))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(flowing((self.on, self.mark, self.unmark, self.remove), self, gap=6))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.addWidget(Scrolled(layout, self))

    def _chosen(self) -> list[int]:
        return [int(item.data(_PERSON)) for item in self.list.selectedItems()]

    def _look(self) -> None:
        chosen = bool(self._chosen())
        for button in (self.mark, self.unmark, self.remove):
            button.setEnabled(chosen)
        self.sheet.setEnabled(self.list.count() > 0)

    def _done(self, what: str) -> None:
        self._host.changed(None, what)
        self.refresh()
        self.changed.emit()

    @told()
    def _add_named(self) -> None:
        if self._object is None:
            return
        found = acknowledgements.proposal(self._workspace, *self._object)
        self._ask([one for one, _name in found.people])

    @told()
    def _add_others(self) -> None:
        if self._object is None:
            return
        known = {row.person for row in acknowledgements.list_acknowledgements(self._workspace, *self._object)}
        rows = [row for row in people.list_people(self._workspace, archived=False) if row.id not in known]
        self._ask(pick_people(self, "Кого ознакомить", "Отметьте тех, кто должен подписать.", "Добавить", rows))

    def _ask(self, chosen: list[int]) -> None:
        if chosen and self._object is not None:
            acknowledgements.ask(self._workspace, *self._object, chosen, self.due.date())
            self._done("Записано, кого ознакомить")

    @told()
    def _mark(self) -> None:
        if self._object is not None:
            acknowledgements.mark(
                self._workspace, *self._object, self._chosen(), self.on.date() or self._workspace.clock.today()
            )
            self._done("Отмечено ознакомление")

    @told()
    def _unmark(self) -> None:
        if self._object is not None:
            acknowledgements.mark(self._workspace, *self._object, self._chosen(), None)
            self._done("Отметка снята")

    @told()
    def _remove(self) -> None:
        if self._object is not None:
            acknowledgements.dismiss(self._workspace, *self._object, self._chosen())
            self._done("Убраны из ознакомления")

    @told()
    def _print(self) -> None:
        if self._object is not None:
            write = partial(acknowledgements.sheet, self._workspace, *self._object)
            papers.show_paper(self._host, self, "Лист ознакомления", write)
