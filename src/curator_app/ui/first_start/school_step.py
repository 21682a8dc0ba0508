"""Step «Школа»: the few facts without which no order goes out; the rest is in the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator_app.ui.common.captioned import Captioned
from curator_app.ui.settings.header_preview import HeaderPreview
from curator_app.ui.settings.school_form import SchoolForm

_LINES: tuple[tuple[tuple[str, int], ...], ...] = (
    (("short_name", 3), ("place", 2)),
    (("full_name", 1),),
    (("director", 3), ("director_post", 2)),
    (("curator", 1),),
)
_LOW = 400  # logical pixels of the step: 1366×768 at 150 %
_FIELDS = tuple(name for line in _LINES for name, _ in line)
_CURATOR_POSTS = (
    "заместитель директора по УВР",
    "заместитель директора",
    "заместитель директора по воспитательной работе",
    "методист",
    "старший методист",
)


class SchoolStep(QWidget):
    """``demo_wanted``: the user wants to look at the demonstration school first."""

    demo_wanted = Signal()

    def __init__(self, form: SchoolForm, *, demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.names = _FIELDS
        heading = QLabel("Здравствуйте! Расскажите о школе", self)
        heading.setProperty("role", "title")
        hint = QLabel("Это нужно для шапки и подписи приказа. Всё можно изменить потом в настройках.", self)
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 10, 0)
        fields.setSpacing(10)
        for line in _LINES:
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            for column, (name, share) in enumerate(line):
                grid.setColumnStretch(column, share)
                grid.addWidget(form.boxes[name], 0, column, Qt.AlignmentFlag.AlignTop)
            fields.addLayout(grid)
        fields.addWidget(self._curator_post())
        fields.addStretch(1)
        area = self._area = _scrolled(inside, self)
        beside = QWidget(self)
        self._preview = HeaderPreview(beside)
        side = QVBoxLayout(beside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(10)
        side.addWidget(self._preview)
        side.addStretch(1)
        side.addWidget(self._demo(shown=demo))
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(area, 5)
        body.addWidget(_scrolled(beside, self), 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(hint)
        layout.addSpacing(8)
        layout.addLayout(body, 1)
        form.changed.connect(self._show)
        self._show()

    def _demo(self, *, shown: bool) -> QFrame:
        """The way to the demonstration school, beside the one question of this step."""
        frame = QFrame(self)
        frame.setProperty("role", "panel")
        name = QLabel("Хотите сначала попробовать?", frame)
        name.setProperty("role", "heading")
        name.setWordWrap(True)
        told = self._why = QLabel("Вымышленная школа в своей папке. Ваша база останется пустой.", frame)
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        self.demo_button = QPushButton("Открыть учебную школу", frame)
        self.demo_button.setAutoDefault(False)
        self.demo_button.setAccessibleDescription(f"{name.text()} {told.text()}")
        self.demo_button.clicked.connect(self.demo_wanted)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        for one in (name, told, self.demo_button):
            layout.addWidget(one)
        frame.setVisible(shown)
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the head of the order needs the room of the explanation."""
        super().resizeEvent(event)
        self._why.setVisible(self.height() >= _LOW)

    def ready(self) -> bool:
        """Checks the fields; what is wrong is told at them."""
        problems = self.form.problems()
        self.form.show_problems(problems)
        wrong = [name for name in _FIELDS if self.form.boxes[name].problem]
        if wrong:
            self.form.boxes[wrong[0]].setFocus()
            # The sentence below the field needs its room first.
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.form.boxes[wrong[0]]))
        return not problems

    def _curator_post(self) -> Captioned:
        """Asked only here: in the base the post stands in the person's card."""
        self.curator_post = QComboBox(self)
        self.curator_post.setEditable(True)
        self.curator_post.addItems(_CURATOR_POSTS)
        self.curator_post.currentTextChanged.connect(self._post_changed)
        self._post_changed(self.curator_post.currentText())
        return Captioned("Должность куратора", self.curator_post)

    def _post_changed(self, post: str) -> None:
        self.form.curator.post = post.strip()

    def _show(self) -> None:
        name = self.form.director.name
        self._preview.show_school(self.form.data(), name.initials_surname if name else "")


def _scrolled(inside: QWidget, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
