"""Step «Люди»: three ways to get people into the base, and quick adding by hand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.codes import Catalogue
from curator_app.domain.names import PersonName
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import catalogues, mentees, mentors, people
from curator_app.services.mentees import MenteeData
from curator_app.services.mentors import MentorData
from curator_app.services.people import PersonData
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.captioned import Captioned, line_edit
from curator_app.ui.common.scrolled import Scrolled
from curator_app.ui.first_start.choice_card import ChoiceCard
from curator_app.ui.settings.person_choice import name_typed

_ROLES = {"mentee": "нужен наставник", "mentor": "наставник", "": "другой сотрудник"}


class PeopleStep(QWidget):
    """Cards first; «по одному» opens the quick adding."""

    import_wanted = Signal()
    by_hand_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quick = QuickAdd(workspace, self)
        self.import_card = ChoiceCard(
            "upload",
            "Загрузить из файла",
            "Список сотрудников или база наставников в Excel, как есть. Программа узнает столбцы сама "
            "и покажет, что поняла.",
            "Выбрать файл…",
            primary=True,
        )
        self.hand_card = ChoiceCard(
            "edit",
            "Внести по одному",
            "Если людей немного или таблицы нет. Достаточно имени и должности, остальное — потом в карточке.",
            "Внести людей",
        )
        self.import_card.chosen.connect(self.import_wanted)
        self.hand_card.chosen.connect(self.by_hand_wanted)
        heading = QLabel("Кого внести в базу?", self)
        heading.setProperty("role", "title")
        hint = QLabel("Начните с одного, другое можно потом: всё это есть и в самой программе.", self)
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(14)
        for card in (self.import_card, self.hand_card):
            row.addWidget(card, 1)
        first = QVBoxLayout()
        first.setSpacing(4)
        first.addWidget(heading)
        first.addWidget(hint)
        first.addSpacing(10)
        first.addLayout(row, 1)
        first.addStretch(0)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(Scrolled(first, self))
        self._pages.addWidget(self.quick)

    @property
    def adding(self) -> bool:
        """Whether the quick adding is shown."""
        return self._pages.currentWidget() is self.quick

    def show_cards(self) -> None:
        """Back to the three ways."""
        self._pages.setCurrentIndex(0)
        self.import_card.button.setFocus()

    def show_quick(self) -> None:
        """To the quick adding."""
        self._pages.setCurrentWidget(self.quick)
        self.quick.name.setFocus()


class QuickAdd(QWidget):
    """Name, post, role, Enter; what was added stands below."""

    added = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._lines: list[tuple[QLabel, int | None]] = []  # with the act that added them, None: nothing was new
        heading = QLabel("Внесите людей по одному", self)
        heading.setProperty("role", "title")
        self.edit = line_edit(placeholder="Петрова Анна Сергеевна")
        self.name = Captioned("Фамилия, имя, отчество", self.edit, required=True)
        self.post = QComboBox(self)
        self.post.setEditable(True)
        self.post.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.post.addItem("")
        self.post.addItems([row.title for row in catalogues.list_catalogue(workspace, Catalogue.POSITION)])
        self.post.setMaxVisibleItems(12)
        self.post.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.post.setMinimumContentsLength(12)
        self.role = QComboBox(self)
        for code, words in _ROLES.items():
            self.role.addItem(words, code)
        self.add_button = QPushButton("Добавить", self)
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add)
        self.edit.returnPressed.connect(self.add)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        for box, share in (
            (self.name, 5),
            (Captioned("Должность", self.post), 4),
            (Captioned("Кто это", self.role), 3),
        ):
            fields.addWidget(box, share, top)
        self._count = QLabel("Здесь появятся внесённые люди.", self)
        self._count.setProperty("role", "muted")
        inside = QWidget()
        inside.setProperty("role", "surface")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(14, 10, 14, 10)
        self._list.setSpacing(6)
        self._list.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        frame = QFrame(self)
        frame.setProperty("role", "panel")
        framed = QVBoxLayout(frame)
        framed.setContentsMargins(2, 2, 2, 2)
        framed.addWidget(area)
        bar = QHBoxLayout()
        self.undo_button = QPushButton("Убрать последнего", self)
        self.undo_button.setProperty("kind", "quiet")
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(self.undo)
        self.undo_button.hide()
        bar.addWidget(self._count, 1)
        bar.addWidget(self.undo_button)
        bar.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addLayout(fields)
        layout.addLayout(bar)
        layout.addWidget(frame, 1)

    def add(self) -> None:
        """Saves one person; a refusal is told under the name and everything typed stays."""
        name = name_typed(self.edit.text())
        if name is None:
            self.name.tell("Напишите фамилию и имя полностью: Петрова Анна Сергеевна.")
            self.edit.setFocus()
            return
        person = PersonData(
            surname=name.surname,
            first_name=name.first_name,
            patronymic=name.patronymic,
            position=self.post.currentText().strip() or None,
        )
        before = self._workspace.next_undo()
        try:
            self._save(person, self.role.currentData())
        except InvalidInput as refused:
            self.name.tell(refused.problems[0].message)
            return
        except KnownProblem as problem:
            self.name.tell(problem.message)
            return
        self.name.tell("")
        words = ", ".join(filter(None, (person.position, self.role.currentText())))
        line = QLabel(f"{name.full} — {words}")
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        self._list.insertWidget(0, line)
        done = self._workspace.next_undo()
        self._lines.append((line, done.id if done is not None and done != before else None))
        self._tell_count()
        self.edit.clear()
        self.post.setCurrentText("")
        self.edit.setFocus()
        self.added.emit()

    @property
    def pending(self) -> bool:
        """A name is typed and not added yet."""
        return bool(self.edit.text().strip())

    def undo(self) -> None:
        """Takes the last one added back, whatever else was done since."""
        line, act = self._lines[-1]
        if act is not None:
            try:
                self._workspace.undo(act)
            except KnownProblem as problem:
                self.name.tell(problem.message)
                return
        self._lines.pop()
        self._list.removeWidget(line)
        line.deleteLater()
        self._tell_count()
        self.edit.setFocus()

    def _tell_count(self) -> None:
        number = len(self._lines)
        told = f"Внесено: {counted(number, 'человек', 'человека', 'человек')}."
        self._count.setText(told if number else "Здесь появятся внесённые люди.")
        self.undo_button.setVisible(bool(number))

    def _save(self, person: PersonData, role: str) -> None:
        """Somebody already in the base (the director, the curator) gets the role instead of a second card."""
        known = next((row for row in people.list_people(self._workspace) if row.full_name == _full(person)), None)
        known_id = known.id if known is not None else None
        if known is not None:
            person = replace(people.data_of(known), position=known.position or person.position)
        if role == "mentor":
            mentors.save_mentor(self._workspace, person, MentorData(), person_id=known_id)
        elif role == "mentee":
            mentees.save_mentee(self._workspace, person, MenteeData(), person_id=known_id)
        elif known_id is None:
            people.add_person(self._workspace, person)


def _full(person: PersonData) -> str:
    return PersonName(person.surname, person.first_name, person.patronymic).full
