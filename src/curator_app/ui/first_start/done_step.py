"""Step «Готово»: who is in the base now and the one thing to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.services import mentees, mentors, people, school
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import plural
from curator_app.ui.common import icons
from curator_app.ui.common.theme import colours

_OFFICIALS = 2  # the director and the curator herself


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first useful act: words, the verb of the button, the tab where it is done. ``newcomer``: it is the wizard of
    a new employee."""

    icon: str
    title: str
    sentence: str
    verb: str
    tab: str
    newcomer: bool = False


_IMPORT = Beginning(
    "upload",
    "Списка сотрудников пока нет",
    "Загрузите его: меню «Файл» → «Загрузить из Excel или CSV…». Или внесите первого нового сотрудника.",
    "Открыть программу",
    "today",
)
_MENTORS = Beginning(
    "mentor",
    "Выберите наставников",
    "На вкладке «Наставники» отметьте в списке сотрудников тех, кто может помогать другим.",
    "Выбрать наставников",
    "mentors",
)
_NEWCOMER = Beginning(
    "mentee",
    "Кому нужен наставник?",
    "Внесите того, кто вышел на работу: имя, должность и день. Программа подберёт наставника и подготовит все бумаги.",
    "Внести нового сотрудника",
    "today",
    newcomer=True,
)
_PAIRS = Beginning(
    "pair",
    "Подберите пары",
    "Вкладка «Пары» покажет, кто кому подходит и почему. Оттуда же — приказ, согласия и лист ознакомления.",
    "Подобрать пары",
    "pairs",
)


class DoneStep(QWidget):
    """Numbers and the beginning."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.beginning = _IMPORT
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(12)
        heading = QLabel("С чего начать", self)
        heading.setProperty("role", "heading")
        self._thing = QHBoxLayout()
        self._thing.setSpacing(14)
        rest = QLabel("Подсказка, что делать дальше, есть на каждой вкладке. Помощь — клавиша F1.", self)
        rest.setProperty("role", "muted")
        rest.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addLayout(self._numbers)
        layout.addSpacing(6)
        layout.addWidget(heading)
        layout.addLayout(self._thing)
        layout.addSpacing(6)
        layout.addWidget(rest)
        layout.addStretch(1)

    def show_base(self) -> None:
        """What the base holds now."""
        name = school.get_school(self._workspace).short_name
        self._title.setText(f"{name}: всё готово к работе")
        everybody = len(people.list_people(self._workspace))
        guides, guided = len(mentors.list_mentors(self._workspace)), len(mentees.list_mentees(self._workspace))
        counts = (
            (everybody, ("человек", "человека", "человек"), "в базе"),
            (guides, ("наставник", "наставника", "наставников"), ""),
            (guided, ("наставляемый", "наставляемых", "наставляемых"), ""),
        )
        for number, forms, rest in counts:
            self._numbers.addWidget(_tile(number, f"{plural(number, *forms)} {rest}".strip()), 1)
        if guides:
            self.beginning = _PAIRS if guided else _NEWCOMER
        else:
            self.beginning = _MENTORS if guided or everybody > _OFFICIALS else _IMPORT
        picture = QLabel()
        picture.setPixmap(icons.pixmap(self.beginning.icon, colours().accent, 32, self.devicePixelRatioF()))
        text = QLabel(f"<b>{self.beginning.title}</b><br>{self.beginning.sentence}")
        text.setWordWrap(True)
        self._thing.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self._thing.addWidget(text, 1)


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
