"""A person picked among those in the base, or typed anew with the full name."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLabel, QVBoxLayout, QWidget

from curator_app.domain.name_parsing import person_in
from curator_app.domain.names import PersonName
from curator_app.exchange.catalogues import first_names
from curator_app.services.people import PersonData
from curator_app.services.rows import PersonRow
from curator_app.texts.collation import collation_key, fold

_ID = int(Qt.ItemDataRole.UserRole)


def name_typed(text: str) -> PersonName | None:
    """The full name in the nominative that ``text`` gives, in whatever order; None when it gives none."""
    return person_in(text, first_names()).name


class PersonChoice(QWidget):
    """A combo with search by any part of the name. Says under the field what will become of a typed name."""

    changed = Signal()

    def __init__(self, name: str, *, post: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.post = post
        """The post of somebody typed anew."""
        self._people: dict[str, PersonRow] = {}
        self.combo = QComboBox(self)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setAccessibleName(name)
        self.combo.setMaxVisibleItems(12)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(24)
        edit = self.combo.lineEdit()
        assert edit is not None
        edit.setPlaceholderText("Фамилия Имя Отчество")
        self._edit = edit
        self._said = QLabel(self)
        self._said.setProperty("role", "small")
        self._said.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.combo)
        layout.addWidget(self._said)
        self.setFocusProxy(self.combo)
        self.combo.editTextChanged.connect(self._changed)

    def set_people(self, people: list[PersonRow], chosen: int | None) -> None:
        """Who may be picked, in the order of names; ``chosen`` is the one set now."""
        living = [one for one in people if not one.archived or one.id == chosen]
        rows = sorted(living, key=lambda one: collation_key(one.full_name))
        blocker = QSignalBlocker(self.combo)
        self.combo.clear()
        self._people = {}
        for one in rows:
            text = f"{one.full_name} — {one.position}" if one.position else one.full_name
            self.combo.addItem(text, one.id)
            self._people.setdefault(text, one)
            self._people.setdefault(fold(one.full_name), one)
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("role", "popup")
        self.combo.setCompleter(completer)
        place = self.combo.findData(chosen, _ID) if chosen is not None else -1
        self.combo.setCurrentIndex(place)
        if place < 0:
            self.combo.setEditText("")
        self._edit.setCursorPosition(0)
        del blocker
        self._look()

    def chosen(self) -> int | None:
        """Number of the person picked (or typed exactly as in the base)."""
        text = self.combo.currentText().strip()
        row = self._people.get(text) or self._people.get(fold(text))
        return row.id if row is not None else None

    def newcomer(self) -> PersonData | None:
        """The person typed anew; an unreadable name comes as typed, so that the check can refuse it."""
        text = self.combo.currentText().strip()
        if not text or self.chosen() is not None:
            return None
        name = name_typed(text)
        if name is None:
            return PersonData(surname=text, first_name="", position=self.post)
        return PersonData(
            surname=name.surname, first_name=name.first_name, patronymic=name.patronymic, position=self.post
        )

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.combo.currentText().strip()

    @property
    def name(self) -> PersonName | None:
        """The name picked or typed."""
        row = self._people.get(self.text) or self._people.get(fold(self.text))
        return row.name if row is not None else name_typed(self.text)

    def _changed(self) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        text = self.text
        name = name_typed(text) if text and self.chosen() is None else None
        differs = name is not None and fold(name.full) != fold(text)
        self._said.setText(f"Добавится в базу: {name.full}." if name and differs else "Добавится в базу.")
        self._said.setVisible(name is not None)
