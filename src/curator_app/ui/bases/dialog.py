"""«Базы»: those known, with the school's name and the folder; open one, look in another folder, begin a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.bases import Bases, KnownBase
from curator_app.runtime.paths import DATABASE_NAME
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList

_NO_SCHOOL = "Школа ещё не указана"


class BasesDialog(QDialog):
    """``chosen`` is the folder to go on with, None when nothing was chosen."""

    def __init__(self, current: Path, bases: Bases, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Базы на этом компьютере")
        self._bases = bases
        self._current = current
        self._known = [one for one in bases.known() if one.folder != current]
        self.chosen: Path | None = None
        told = QLabel(
            "У каждой школы своя база в своей папке. Нынешняя останется на месте: к ней можно вернуться отсюда же.",
            self,
        )
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        self.list = RichList(parent=self)
        self.list.setAccessibleName("Базы")
        self.list.set_items(
            [
                RichItem(number, _name_of(one), (RichLine(str(one.folder), "folder"),))
                for number, one in enumerate(self._known)
            ]
        )
        self._nothing = QLabel("Других баз на этом компьютере программа пока не знает.", self)
        self._nothing.setProperty("role", "muted")
        self._nothing.setVisible(not self._known)
        self.new = QPushButton("Начать новую базу", self)
        self.other = QPushButton("Другая папка…", self)
        self.open_button = QPushButton("Открыть", self)
        cancel = QPushButton("Отмена", self)
        for button in (self.new, self.other, cancel):
            button.setAutoDefault(False)
        (self.open_button if self._known else self.new).setProperty("kind", "primary")
        self.open_button.setDefault(bool(self._known))
        self.open_button.setVisible(bool(self._known))
        self.list.setVisible(bool(self._known))
        foot = foot_row(self.open_button, cancel, left=(self.new, self.other))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(told)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        if not self._known:
            layout.addStretch(1)
        layout.addLayout(foot)
        self.new.clicked.connect(lambda: self._take(self._bases.fresh()))
        self.other.clicked.connect(self._look)
        self.open_button.clicked.connect(self._open)
        self.list.accepted.connect(self._open)
        self.list.chosen_changed.connect(lambda _ids: self._enable())
        cancel.clicked.connect(self.reject)
        self.list.choose_first()
        self._enable()
        fit_to_screen(self, 640, 420 if self._known else 220)

    def _enable(self) -> None:
        self.open_button.setEnabled(bool(self.list.chosen()))

    def _open(self) -> None:
        chosen = self.list.chosen()
        if chosen:
            self._take(self._known[chosen[0]].folder)

    def _look(self) -> None:
        told = QFileDialog.getExistingDirectory(self, "Папка с базой", str(self._current.parent))
        if not told:
            return
        folder = Path(told)
        if (folder / DATABASE_NAME).is_file() or confirm(
            self,
            "В этой папке ещё нет базы. Начать в ней новую?",
            "Начать новую",
            detail=str(folder),
        ):
            self._take(folder)

    def _take(self, folder: Path) -> None:
        if folder == self._current:
            self.reject()
            return
        self.chosen = folder
        self.accept()


def _name_of(base: KnownBase) -> str:
    return "Учебная школа (все люди вымышлены)" if base.demonstration else base.school or _NO_SCHOOL
