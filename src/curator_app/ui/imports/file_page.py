"""Step «Файл»: drop a file or choose one; what kinds of tables are understood; why a file was refused."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.ui.common import icons
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.theme import colours, theme

_FILTER = "Таблицы Excel и CSV (*.xlsx *.csv);;Все файлы (*)"
_FOLDER_KEY = "import/folder"
_TABLES = (
    ("users", "Список сотрудников", "ФИО, должность, предмет, категория, стаж, телефон"),
    ("mentor", "База наставников", "компетенции, достижения, форма, за кем закреплён"),
    ("mentee", "База наставляемых", "запросы и дефициты, кто наставник, когда вошёл"),
    ("pair", "Реестр пар и приказов", "наставник, наставляемые, сроки, номер приказа"),
    ("note", "Ответы на анкету", "выгрузка веб-формы: вопрос — столбец, человек — строка"),
)


class _DropArea(QFrame):
    """A dashed field that takes one file."""

    dropped = Signal(Path)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dashes; solid and tinted while a file hangs over them."""
        del event
        palette = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self._over else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(palette.accent if self._over else palette.border_strong), 1.6, style))
        painter.setBrush(QColor(palette.accent_soft if self._over else palette.surface))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 12, 12)
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files only."""
        if _file_of(event) is not None:
            event.acceptProposedAction()
            self._hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Not this time."""
        del event
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the file."""
        self._hover(False)
        path = _file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _hover(self, over: bool) -> None:
        self._over = over
        self.update()


class FilePage(QWidget):
    """``chosen`` brings the file; ``refuse`` shows why it could not be read."""

    chosen = Signal(Path)

    def __init__(self, host: PageHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        area = _DropArea(self)
        area.dropped.connect(self.chosen)
        self._picture = QLabel(area)
        words = QLabel("Перетащите сюда файл Excel (.xlsx) или CSV", area)
        words.setProperty("role", "heading")
        words.setWordWrap(True)
        promise = QLabel(
            "Переделывать таблицу не нужно: столбцы могут называться по\N{NON-BREAKING HYPHEN}своему "
            "и стоять в любом порядке. До последнего шага ничего не сохранится.",
            area,
        )
        promise.setProperty("role", "muted")
        promise.setWordWrap(True)
        self.button = QPushButton("Выбрать файл…", area)
        self.button.setProperty("kind", "primary")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._choose)
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addStretch(1)
        text.addWidget(words)
        text.addWidget(promise)
        text.addStretch(1)
        inside = QHBoxLayout(area)
        inside.setContentsMargins(24, 18, 24, 18)
        inside.setSpacing(20)
        inside.addWidget(self._picture)
        inside.addLayout(text, 1)
        inside.addWidget(self.button)
        self._trouble = Notice("danger", parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(area, 1)
        layout.addWidget(self._trouble)
        layout.addWidget(self._tables())
        theme().changed.connect(self._draw)
        self._draw()

    @property
    def trouble(self) -> str:
        """Why the last file was refused; «» when it was not."""
        return self._trouble.text

    def refuse(self, sentence: str) -> None:
        """Says why the file could not be read; «» takes the words away."""
        self._trouble.say(sentence)
        self.button.setText("Выбрать другой файл…" if sentence else "Выбрать файл…")
        self.button.setFocus()

    def _tables(self) -> QWidget:
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        heading = QLabel("Что программа узнаёт сама", box)
        heading.setProperty("role", "section")
        grid.addWidget(heading, 0, 0, 1, 2)
        self._pictures: list[tuple[QLabel, str]] = []
        for number, (icon, title, what) in enumerate(_TABLES):
            picture = QLabel(box)
            self._pictures.append((picture, icon))
            name = QLabel(f"<b>{title}</b>", box)
            hint = QLabel(what, box)
            hint.setProperty("role", "small")
            hint.setWordWrap(True)
            text = QVBoxLayout()
            text.setSpacing(0)
            text.addWidget(name)
            text.addWidget(hint)
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
            line.addLayout(text, 1)
            grid.addLayout(line, 1 + number // 2, number % 2)
        note = QLabel("На одном листе или на нескольких — лист узнаётся по заголовкам.", box)
        note.setProperty("role", "small")
        note.setWordWrap(True)
        grid.addWidget(note, 3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return box

    def _choose(self) -> None:
        start = self._host.state.text(_FOLDER_KEY)
        told, _ = QFileDialog.getOpenFileName(self, "Файл для загрузки", start, _FILTER)
        if told:
            path = Path(told)
            self._host.state.put(_FOLDER_KEY, str(path.parent))
            self.chosen.emit(path)

    def _draw(self) -> None:
        palette, scale = colours(), self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap("upload", palette.accent, 48, scale))
        for label, icon in self._pictures:
            label.setPixmap(icons.pixmap(icon, palette.accent, 22, scale))


def _file_of(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
