"""«Изменить пару»: its terms; what an order has fixed is shown but not changed here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import pairs
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common import dialogs
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.pairs import facts
from curator_app.ui.pairs.terms import TermsForm


class EditPairDialog(QDialog):
    """Accepted = saved. Esc asks before throwing typed text away."""

    def __init__(self, workspace: Workspace, row: PairRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._row = row
        self._data = pairs.data_of(row)
        self.setWindowTitle("Изменить группу" if row.is_group else "Изменить пару")
        who = QLabel(f"{row.mentor_name} → {', '.join(row.mentees_name)}", self)
        who.setTextFormat(Qt.TextFormat.PlainText)
        who.setProperty("role", "heading")
        who.setWordWrap(True)
        self.terms = TermsForm(workspace, self)
        self.terms.fill(self._data)
        self._problem = Notice("danger", parent=self)
        fixed = Notice("info", parent=self)
        if facts.has_order(row):
            fixed.say(
                f"Участники и срок утверждены приказом {facts.order_words(row)}. "
                "Их меняют другим приказом: о внесении изменений или о замене наставника. "
                "Содержание по согласию сторон меняет «Скорректировать содержание…»: запись останется в жизни пары."
            )
            self.terms.lock(("start_date", "end_date"))
        else:
            fixed.say("Чтобы сменить участников, удалите эту пару и сформируйте новую: приказа по ней ещё нет.")
        self.save = QPushButton("Сохранить", self)
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        cancel = QPushButton("Отмена", self)
        cancel.clicked.connect(self.reject)
        foot = foot_row(self.save, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(who)
        layout.addWidget(fixed)
        layout.addWidget(self.terms, 1)
        layout.addWidget(self.terms.term)
        layout.addWidget(self._problem)
        layout.addLayout(foot)
        self.terms.edited.connect(lambda: self._problem.say(""))
        fit_to_screen(self, 820, 640)

    def _save(self) -> None:
        if not self.terms.readable():
            return
        try:
            pairs.update_pair(self._workspace, self._row.id, self.terms.put_into(self._data))
        except InvalidInput as problem:
            self._problem.say(" ".join(self.terms.show_problems(problem)))
            return
        except KnownProblem as problem:
            self._problem.say(problem.message)
            return
        self.accept()

    def reject(self) -> None:
        """Esc or the cross."""
        if self.terms.dirty and not dialogs.confirm(
            self, "Закрыть без сохранения?", "Закрыть", detail="Изменения этой пары не сохранятся.", cancel="Вернуться"
        ):
            return
        super().reject()
