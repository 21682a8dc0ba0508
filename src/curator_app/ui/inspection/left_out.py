"""What did not get into the folder, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from curator_app.services.inspection import Gap
from curator_app.texts.grammar import counted
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList


class LeftOutDialog(QDialog):
    """A list to read before the folder is looked at."""

    def __init__(self, failed: Sequence[Gap], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Не всё вошло в папку")
        said = QLabel(f"Папка собрана. Не вошло: {counted(len(failed), 'документ', 'документа', 'документов')}.", self)
        said.setWordWrap(True)
        rows = RichList(parent=self)
        rows.setAccessibleName("Не вошло в папку")
        rows.set_items(
            [RichItem(n, gap.about, (RichLine(gap.way, "warning", "warn"),)) for n, gap in enumerate(failed)]
        )
        buttons = QDialogButtonBox(self)
        buttons.addButton("Показать папку", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(said)
        layout.addWidget(rows, 1)
        layout.addWidget(buttons)
        fit_to_screen(self, 560, 360)
