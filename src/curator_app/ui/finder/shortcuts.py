"""The sheet of keys: those of the menus as they are, and those of lists, dialogs and keyed questionnaires."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QMenuBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.finder.deeds import action_keys, menu_of

Key = tuple[str, str]

_EVERYWHERE: tuple[Key, ...] = (
    ("Ctrl+1 … Ctrl+8", "вкладки по порядку"),
    ("Ctrl+F", "поиск в списке"),
    ("Tab, Shift+Tab", "следующее, предыдущее поле"),
    ("F1", "руководство на нужном месте"),
)
_LISTS: tuple[Key, ...] = (
    ("буквы", "сразу попадают в поиск"),
    ("↓ ↑ Home End", "по строкам"),
    ("Shift, Ctrl + стрелки или мышь", "выбрать несколько строк"),
    ("Ctrl+A", "выбрать все"),
    ("Ctrl+C", "копировать выбранное в Excel"),
    ("Ctrl+V", "вставить строки из Excel в список"),
    ("Enter", "открыть"),
    ("Ctrl+N", "добавить"),
    ("Delete", "удалить в корзину"),
    ("Esc", "очистить поиск, закрыть"),
    ("Shift+F10", "меню строки"),
)
_DIALOGS: tuple[Key, ...] = (
    ("Enter", "сохранить"),
    ("Ctrl+Enter", "сохранить из многострочного поля"),
    ("Esc", "отмена"),
    ("Alt+↓", "открыть список или календарь"),
)


def keys_of(bar: QMenuBar) -> list[tuple[str, list[Key]]]:
    """Keys by where they work; the menus are read as they are, so the sheet never lies."""
    found: list[tuple[str, list[Key]]] = []
    for top in bar.actions():
        menu = menu_of(top)
        if menu is None:
            continue
        keys = [(action_keys(one), one.text().partition(":")[0]) for one in menu.actions() if action_keys(one)]
        if keys:
            found.append((f"Меню «{top.text().replace('&', '')}»", keys))
    return [("Везде", list(_EVERYWHERE)), ("В списках", list(_LISTS)), ("В окнах с полями", list(_DIALOGS)), *found]


class ShortcutsDialog(QDialog):
    """Two columns of groups."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[Key]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Горячие клавиши")
        inner = QWidget(self)
        columns = QGridLayout(inner)
        columns.setHorizontalSpacing(28)
        columns.setVerticalSpacing(14)
        for place, (title, keys) in enumerate(groups):
            columns.addWidget(_group(title, keys, inner), place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName("Горячие клавиши")
        area.setWidget(inner)
        buttons = QDialogButtonBox(self)
        buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        fit_to_screen(self, 860, 620)


def _group(title: str, keys: Sequence[Key], parent: QWidget) -> QWidget:
    box = QWidget(parent)
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    heading = QLabel(title, box)
    heading.setProperty("role", "heading")
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (combination, words) in enumerate(keys, start=1):
        key = QLabel(combination, box)
        key.setWordWrap(True)
        key.setMinimumWidth(150)
        key.setMaximumWidth(170)
        said = QLabel(words, box)
        said.setWordWrap(True)
        said.setProperty("role", "muted")
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
    return box
