"""The guide in a small window: no picture is cut, links lead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication

from curator_app.ui.common import theme
from curator_app.ui.guide import GuideWindow, _Pages, guide_file


@pytest.fixture
def guide(qapp: QApplication) -> Iterator[GuideWindow]:
    theme.apply(qapp, "light")
    file = guide_file()
    assert file is not None
    window = GuideWindow(file)
    window.show()
    yield window
    window.close()


def _width(guide: GuideWindow, name: str) -> float:
    found = guide.text.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
    assert isinstance(found, QImage)
    return found.width() / found.devicePixelRatio()


def test_pictures_follow_the_width_of_the_window(guide: GuideWindow) -> None:
    for width in (760, 1000):
        guide.resize(width, 500)
        QApplication.processEvents()
        room = guide.text.viewport().width()
        assert 200 < _width(guide, "img/today.png") <= room
        assert not guide.text.horizontalScrollBar().maximum()


def test_a_picture_is_read_when_it_comes_into_view(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(qapp, "light")
    file = guide_file()
    assert file is not None
    read: list[str] = []

    def counted(pages: _Pages, url: str) -> QImage:
        read.append(url)
        return QImage(_Pages._path(pages, url))

    monkeypatch.setattr(_Pages, "_picture", counted)
    window = GuideWindow(file)
    window.show()
    QApplication.processEvents()
    pictures = file.read_text(encoding="utf-8").count("](img/")
    assert pictures > 20
    assert len(read) < 4
    high = window.text.document().size().height()
    window.open_chapter("Пары и группы")
    QApplication.processEvents()
    assert any(url.endswith("img/pairs.png") for url in read)
    assert len(read) < 8
    assert window.text.document().size().height() == high  # its room was kept
    window.close()


def test_a_link_leads_to_its_chapter(guide: GuideWindow) -> None:
    guide.text.anchorClicked.emit(QUrl("#пары-и-группы"))
    assert guide.chapters.currentItem().text() == "Пары и группы"
    guide.text.anchorClicked.emit(QUrl("https://example.org/#пароль"))
    assert guide.chapters.currentItem().text() == "Пары и группы"
