"""What a paper changes, cancels or is an appendix of, and what does so to it; a double click leads there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from curator_app.services.papers import links
from curator_app.services.papers.entries import Entry
from curator_app.services.papers.links import RELATIONS, LinkRow, ObjectKind
from curator_app.services.workspace import Workspace
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import ChoiceField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.papers.small_buttons import buttons

_PLACE = int(Qt.ItemDataRole.UserRole)


class LinksPanel(QWidget):
    """``wanted``: show the other paper (its kind and number). ``changed`` after a link was made or removed."""

    wanted = Signal(str, int)
    changed = Signal()

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._object: tuple[ObjectKind, int] | None = None
        self._rows: list[LinkRow] = []
        self._others: Sequence[Entry] = ()
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Связанные документы")
        self.hint = QLabel("Связей нет. Например, протокол — приложение к приказу.", self)
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.add, self.show_other, self.remove = buttons(
            self,
            ("Связать…", "link", self._add),
            ("Показать", "eye", self._show),
            ("Убрать", "trash", self._remove),
        )
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.add, self.show_other, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.hint)
        self.list.itemActivated.connect(lambda _item: self._show())
        self.list.itemSelectionChanged.connect(self._look)

    def show_object(self, kind: ObjectKind | None, number: int, others: Sequence[Entry]) -> None:
        """Links of a paper; ``others`` may be linked with it."""
        self._object = None if kind is None else (kind, number)
        self._others = [one for one in others if one.kind != "draft" and (one.kind, one.id) != self._object]
        self.refresh()

    def refresh(self) -> None:
        """Reads the links anew."""
        self._rows = links.list_links(self._workspace, *self._object) if self._object is not None else []
        self.list.clear()
        for place, row in enumerate(self._rows):
            item = QListWidgetItem(f"{row.words}: {row.other_title}", self.list)
            item.setData(_PLACE, place)
        if self._rows:
            self.list.setCurrentRow(0)
        self.hint.setVisible(not self._rows)
        self._look()

    @property
    def count(self) -> int:
        """How many links there are."""
        return len(self._rows)

    def _current(self) -> LinkRow | None:
        row = self.list.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _look(self) -> None:
        row = self._current()
        self.add.setEnabled(self._object is not None and bool(self._others))
        self.show_other.setEnabled(row is not None)
        self.remove.setEnabled(row is not None and row.id is not None)
        fixed = row is not None and row.id is None
        self.remove.setToolTip("Эту связь установил сам приказ, она не убирается" if fixed else "")

    def _show(self) -> None:
        if (row := self._current()) is not None:
            self.wanted.emit(row.other_kind, row.other_id)

    @told()
    def _remove(self) -> None:
        row = self._current()
        if row is not None and row.id is not None:
            links.unlink(self._workspace, row.id)
            self._done("Связь убрана")

    def _add(self) -> None:
        if self._object is None:
            return
        choices = [(place, f"{one.title} «{one.heading}»") for place, one in enumerate(self._others)]
        relation = ChoiceField("relation", "Этот документ", RELATIONS, empty="")
        other = ChoiceField("other", "С каким документом связан", choices, empty="")
        sections = [Section("", [[relation], [other]])]
        run_dialog(FormDialog("Связать документы", sections, self._link, verb="Связать", size=(560, 260), parent=self))

    def _link(self, values: Values) -> None:
        assert self._object is not None
        other = self._others[values["other"]]
        assert other.kind != "draft"
        links.link(self._workspace, *self._object, other.kind, other.id, values["relation"])
        self._done("Документы связаны")

    def _done(self, what: str) -> None:
        self._host.changed(None, what)
        self.refresh()
        self.changed.emit()
