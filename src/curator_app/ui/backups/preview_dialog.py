"""Before a restore: what is in the copy, what is in the base now, where the base of now goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.services.backups.listing import CopyRow
from curator_app.texts.grammar import counted
from curator_app.ui.backups.inside_view import InsideView
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.scrolled import Scrolled


class PreviewDialog(QDialog):
    """Accepted = restore. ``now``: rows by table of the present base, empty when it can't be read."""

    def __init__(self, row: CopyRow, now: Mapping[str, int], today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Восстановить базу из копии")
        name = QLabel(row.name, self)
        name.setProperty("role", "title")
        name.setWordWrap(True)
        inside = InsideView(self)
        inside.show_row(row)
        self.notice = Notice("info", parent=self)
        self.warning = Notice("warn", _doubt(row, now, today), parent=self)
        people = counted(now.get("person", 0), "человек", "человека", "человек")
        self.notice.say(
            f"Нынешняя база ({people}) не пропадёт: она сохранится как копия рядом с остальными. Окно откроется заново."
            if now
            else "Нынешний файл базы не пропадёт: он сохранится рядом с копиями. Окно откроется заново."
        )
        self.restore_button = QPushButton("Восстановить", self)
        self.restore_button.setProperty("kind", "primary")
        self.restore_button.setDefault(True)
        cancel = QPushButton("Отмена", self)
        cancel.setAutoDefault(False)
        self.restore_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        foot = foot_row(self.restore_button, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        told = QVBoxLayout()
        told.setSpacing(12)
        told.addWidget(name)
        told.addWidget(inside, 1)
        told.addWidget(self.warning)
        told.addWidget(self.notice)
        layout.addWidget(Scrolled(told, self), 1)
        layout.addLayout(foot)
        self.restore_button.setFocus()
        fit_to_screen(self, 600, 390)


def _doubt(row: CopyRow, now: Mapping[str, int], today: dt.date) -> str:
    """What a person might regret; «» when there is nothing of the kind."""
    if row.encrypted:
        return "Копия зашифрована: после восстановления понадобится пароль, который был у базы тогда."
    if row.people is not None and row.people * 2 < now.get("person", 0):
        return "В копии меньше половины людей, которые есть в базе сейчас. Проверьте, та ли это копия."
    if row.made is not None and row.made.date() > today:
        return "Копия снята «в будущем»: часы того компьютера шли неверно."
    return ""
