"""A condition, a repetition or a tag of a wording, changed as it is written; and what may be put in from a menu."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from curator_app.documents.template_pieces import pieces
from curator_app.ui.common.captioned import Captioned
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.reading_order import tab_as_read

LINES: Final = (
    ("Пункт", "\n[пункт] "),
    ("Подпункт", "\n[подпункт] "),
    ("Абзац", "\n[абзац] "),
    ("Строка слева", "\n[слева] "),
    ("Строка по центру", "\n[по центру] "),
    ("Подпись", "\n[подпись] Должность | И.О. Фамилия"),
    ("Линия для записи", "\n[линия] Слова | | подпись под чертой"),
    ("Пустое место, 5 мм", "\n[пробел 5]\n"),
    ("Новый лист", "\n[новый лист]\n"),
)
CONDITIONS: Final = (
    ("если это группа", "\n{% if is_group %}\n\n{% endif %}"),
    ("если наставляемый — обучающийся", "\n{% if mentees[0].is_pupil %}\n\n{% endif %}"),
    ("если наставляемый — молодой специалист", "\n{% if mentees[0].young_specialist %}\n\n{% endif %}"),
    ("если указана категория наставника", "\n{% if mentor.category %}\n\n{% endif %}"),
    ("если указано направление", "\n{% if pair.focus %}\n\n{% endif %}"),
)


class MarkDialog(QDialog):
    """Shows a mark in Russian words and lets it be changed as it is written."""

    def __init__(self, raw: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Изменить метку")
        tab_as_read(self)
        self.words = Notice("info", parent=self)
        self.text = QPlainTextEdit(raw, self)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 4)
        take = QPushButton("Изменить", self)
        take.setProperty("kind", "primary")
        take.setDefault(True)
        cancel = QPushButton("Отмена", self)
        take.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        foot = foot_row(take, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(Captioned("Как это записано в шаблоне", self.text))
        layout.addLayout(foot)
        self.resize(520, 220)
        self.text.textChanged.connect(self._look)
        self._look()

    def raw(self) -> str:
        """The mark as it is written now."""
        return self.text.toPlainText().strip()

    def _look(self) -> None:
        told = " ".join(piece.words for piece in pieces(self.raw()) if piece.words.strip())
        self.words.say(f"Читается так: {told}" if told else "Метка будет убрана.")
