"""Step «Готово»: who is in the base now and what to begin with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.services import mentees, mentors, people, school
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import plural
from curator_app.ui.common import icons
from curator_app.ui.common.theme import colours

_NEXT = (
    ("mentee", "Вышел на работу новый учитель?", "Вкладка «Сегодня», большая кнопка: наставник, приказ и все бумаги."),
    ("pair", "Подберите ему наставника", "Вкладка «Пары»: кто подходит и почему, кого не хватает."),
    ("document", "Напечатайте приказ", "Вкладка «Документы»: приказ, согласия и лист ознакомления на подпись."),
)


class DoneStep(QWidget):
    """Numbers and three first things to do."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(12)
        heading = QLabel("С чего начать", self)
        heading.setProperty("role", "heading")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(self._title)
        self._layout.addLayout(self._numbers)
        self._layout.addWidget(heading)
        self._things = QVBoxLayout()
        self._things.setSpacing(10)
        self._layout.addLayout(self._things)
        self._layout.addStretch(1)

    def show_base(self) -> None:
        """What the base holds now."""
        name = school.get_school(self._workspace).short_name
        self._title.setText(f"{name}: всё готово к работе")
        counts = (
            (len(people.list_people(self._workspace)), ("человек", "человека", "человек"), "в базе"),
            (len(mentors.list_mentors(self._workspace)), ("наставник", "наставника", "наставников"), ""),
            (len(mentees.list_mentees(self._workspace)), ("наставляемый", "наставляемых", "наставляемых"), ""),
        )
        for number, forms, rest in counts:
            self._numbers.addWidget(_tile(number, f"{plural(number, *forms)} {rest}".strip()), 1)
        for icon, title, where in _NEXT:
            self._things.addLayout(self._thing(icon, title, where))

    def _thing(self, icon: str, title: str, where: str) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, colours().accent, 26, self.devicePixelRatioF()))
        text = QLabel(f"<b>{title}</b><br>{where}")
        text.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)
        return line


def _tile(number: int, word: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "panel")
    figure = QLabel(str(number), frame)
    figure.setProperty("role", "title")
    caption = QLabel(word, frame)
    caption.setProperty("role", "muted")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(16, 10, 16, 10)
    layout.setSpacing(0)
    layout.addWidget(figure)
    layout.addWidget(caption)
    return frame
