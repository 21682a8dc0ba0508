"""The report for the developers: shown whole before it is saved, so that one sees that nobody is named in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.log import report_text
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import show_problem
from curator_app.ui.common.foot import foot_row

_NAME = "Отчёт об ошибке.txt"


class ReportDialog(QDialog):
    """``log``: where the entries lie. What is shown is what is saved."""

    def __init__(self, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Отчёт об ошибке")
        words = QLabel(
            "Так выглядит отчёт: версия программы, виды ошибок и места в её коде. Имён, телефонов и других данных "
            "людей в нём нет. Сохраните файл и перешлите его тому, кто сопровождает программу.",
            self,
        )
        words.setWordWrap(True)
        self.text = QPlainTextEdit(report_text(log) or "Записей об ошибках нет.", self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Текст отчёта")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.save_button = QPushButton("Сохранить отчёт…", self)
        self.save_button.setProperty("kind", "primary")
        close = QPushButton("Закрыть", self)
        foot = foot_row(self.save_button, close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(words)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        self.save_button.clicked.connect(self._save)
        close.clicked.connect(self.reject)
        fit_to_screen(self, 760, 480)

    def _save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
        chosen, _ = QFileDialog.getSaveFileName(self, "Сохранить отчёт", str(Path(folder) / _NAME), "Текст (*.txt)")
        if not chosen:
            return
        try:
            files.write_bytes(Path(chosen), self.text.toPlainText().encode())
        except KnownProblem as problem:
            show_problem(self, problem.message)
            return
        self.accept()
