"""Turning a page to one of its parts by the words on its inner tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar, QWidget


def turn_to_part(page: QWidget, path: str) -> bool:
    """«Итоги/Конкурсы»: the part of the page, then the part of that part. False when there is none of these words."""
    return all(_turn(page, words) for words in filter(None, path.split("/")))


def part_words(bar: QTabBar, place: int) -> str:
    """The words of an inner tab without its counter and the mark of the access key."""
    return bar.tabText(place).replace("&", "").partition(" · ")[0].strip()


def _turn(page: QWidget, words: str) -> bool:
    for bar in page.findChildren(QTabBar):
        if not bar.isVisibleTo(page):
            continue
        for place in range(bar.count()):
            if part_words(bar, place) == words:
                bar.setCurrentIndex(place)
                return True
    return False
