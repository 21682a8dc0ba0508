"""The user guide in a window of its own: chapters at the left, text at the right; it stays open beside the work."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import QImage, QImageReader, QKeySequence, QResizeEvent, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from curator_app import APP_NAME
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import resources
from curator_app.ui.common.reading_order import tab_as_read
from curator_app.ui.common.search_bar import SearchBar

_NAME = "user-guide.md"
_LEVEL = 2
_WIDEST = 640  # logical pixels of a picture
_PICTURE = QTextDocument.ResourceType.ImageResource.value
_STANDS_FOR_PICTURE = "\ufffc"


def guide_file() -> Path | None:
    """Where the guide lies: in the installed package or in the checkout; None when it is nowhere."""
    places = (resources() / "guide" / _NAME, resources().parent / "docs" / _NAME)
    return next((place for place in places if place.is_file()), None)


def show_guide(parent: QWidget, about: str = "") -> QWidget:
    """Opens the guide at the chapter ``about`` something, or brings the one that is open to the front.

    Raises KnownProblem when the guide was not installed.
    """
    present = parent.findChild(GuideWindow)
    if present is not None:
        present.open_chapter(about)
        present.show()
        present.raise_()
        present.activateWindow()
        return present
    file = guide_file()
    if file is None:
        raise KnownProblem("Руководство не найдено рядом с программой. Установите программу заново.")
    window = GuideWindow(file, parent)
    window.show()
    window.open_chapter(about)
    return window


class GuideWindow(QWidget):
    """Not modal. It goes when it is closed."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Руководство — {APP_NAME}")
        self.setProperty("role", "canvas")
        tab_as_read(self)
        self.chapters = QListWidget(self)
        self.chapters.setProperty("role", "nav")
        self.chapters.setAccessibleName("Разделы руководства")
        self.chapters.setFixedWidth(270)
        self.chapters.setWordWrap(True)
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.search = SearchBar("Найти в руководстве…", self)
        self.text = _Pages(self)
        self.text.setAccessibleName("Текст руководства")
        self.text.setOpenExternalLinks(False)
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.text.show_text(file)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.chapters, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(14)
        layout.addLayout(left)
        layout.addWidget(self.text, 1)
        self.search.setFixedWidth(270)
        self._fill()
        self.chapters.currentItemChanged.connect(lambda item, _old: self._go(item))
        self.search.query_changed.connect(self.seek)
        self.search.left_down.connect(self.find_next)
        room = self.screen().availableGeometry()
        self.resize(min(980, room.width() - 40), min(700, room.height() - 60))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)

    def open_chapter(self, about: str) -> None:
        """Goes to the chapter whose title begins with these words or, failing that, has them; else stays."""
        words = about.casefold()
        titles = [self.chapters.item(row).text().casefold() for row in range(self.chapters.count())]
        rows = [row for row, title in enumerate(titles) if title.startswith(words)]
        rows += [row for row, title in enumerate(titles) if words in title]
        if words and rows:
            self.chapters.setCurrentRow(rows[0])

    def seek(self, words: str) -> bool:
        """Goes to the first place with these words."""
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        return bool(words.strip()) and self.text.find(words.strip())

    def find_next(self) -> None:
        """The next place, from the beginning again after the last."""
        words = self.search.text().strip()
        if words and not self.text.find(words):
            self.seek(words)

    def _fill(self) -> None:
        block = self.text.document().begin()
        while block.isValid():
            if 0 < block.blockFormat().headingLevel() <= _LEVEL:
                item = QListWidgetItem(block.text())
                item.setData(Qt.ItemDataRole.UserRole, block.position())
                item.setToolTip(block.text())
                self.chapters.addItem(item)
            block = block.next()

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        cursor = self.text.textCursor()
        cursor.setPosition(int(item.data(Qt.ItemDataRole.UserRole)))
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()

    def _follow(self, link: QUrl) -> None:
        """Links inside the guide lead to its chapters; there is no internet to lead to."""
        if not link.hasFragment() or link.scheme():
            return
        wanted = link.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
        for row in range(self.chapters.count()):
            if _anchor(self.chapters.item(row).text()) == wanted:
                self.chapters.setCurrentRow(row)


def _anchor(title: str) -> str:
    """The name of a chapter in a link, as sites that show Markdown make it: «Пары: подбор» is «пары-подбор»."""
    return re.sub(r"[^\w\- ]", "", title.casefold()).replace(" ", "-")


class _Pages(QTextBrowser):
    """Pictures never grow wider than the text and are as sharp as the screen. The text is laid out by their sizes; a
    picture is read when it first comes into view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fitted = 0
        self._sizes: dict[str, QSize] = {}
        self._read: dict[str, int] = {}
        """The width every picture that was read was made for."""

    def show_text(self, file: Path) -> None:
        """Markdown with pictures beside it."""
        self.document().setBaseUrl(QUrl.fromLocalFile(str(file.parent) + "/"))
        self.setSearchPaths([str(file.parent)])
        self.setMarkdown(file.read_text(encoding="utf-8"))
        self._fit()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the guide, made narrower when there is no room for it."""
        if kind != _PICTURE:
            return super().loadResource(kind, name)
        url = QUrl(name).toString()
        self._read[url] = self._room()
        return self._picture(url)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures made for another width are made anew."""
        super().resizeEvent(event)
        room = self._room()
        if room == self._fitted:
            return
        self._fit()
        for url in [url for url, made_for in self._read.items() if made_for != room]:
            self._read[url] = room
            self.document().addResource(_PICTURE, QUrl(url), self._picture(url))

    def _fit(self) -> None:
        """Writes the size of every picture into the text."""
        self._fitted = self._room()
        whole = QTextCursor(self.document())
        whole.beginEditBlock()
        at = self.document().find(_STANDS_FOR_PICTURE)
        while not at.isNull():
            picture = at.charFormat().toImageFormat()
            size = self._seen_size(picture.name())
            picture.setWidth(size.width())
            picture.setHeight(size.height())
            at.setCharFormat(picture)
            at = self.document().find(_STANDS_FOR_PICTURE, at)
        whole.endEditBlock()

    def _seen_size(self, url: str) -> QSizeF:
        """Logical pixels of what ``_picture`` makes."""
        if url not in self._sizes:
            self._sizes[url] = QImageReader(self._path(url)).size()
        size, room, ratio = self._sizes[url], self._room(), self.devicePixelRatioF()
        if size.width() > room * ratio:
            width = round(room * ratio)
            return QSizeF(width, round(size.height() * width / size.width())) / ratio
        return QSizeF(size) * min(1.0, room / max(1, size.width()))

    def _path(self, url: str) -> str:
        return self.document().baseUrl().resolved(QUrl(url)).toLocalFile()

    def _room(self) -> int:
        return max(240, min(_WIDEST, self.viewport().width() - 2 * round(self.document().documentMargin()) - 2))

    def _picture(self, url: str) -> QImage:
        picture = QImage(self._path(url))
        ratio = self.devicePixelRatioF()
        if picture.width() > self._room() * ratio:
            width = round(self._room() * ratio)
            picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
        elif picture.width() > self._room():
            picture.setDevicePixelRatio(picture.width() / self._room())
        return picture
