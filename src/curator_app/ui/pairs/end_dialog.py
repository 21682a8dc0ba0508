"""«Завершить пару»: the last day and one of the three reasons (S1 Пол-7.1)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.codes import ClosingReason
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import pairs
from curator_app.services.pair_life import orders
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.fields import DayField
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.wrapping_button import WrappingRadio
from curator_app.ui.pairs import facts

_REASONS = (
    (ClosingReason.PLAN_COMPLETED, "План мероприятий выполнен полностью"),
    (ClosingReason.PARTICIPANTS_INITIATIVE, "По инициативе наставника или наставляемого (уважительные обстоятельства)"),
    (ClosingReason.CURATOR_INITIATIVE, "По инициативе куратора (недолжное исполнение, форс-мажор)"),
)


class EndPairDialog(QDialog):
    """``by_order`` is True when the person rather wants to end the pair by an order."""

    def __init__(self, workspace: Workspace, row: PairRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._row = row
        self.by_order = False
        self.setWindowTitle("Завершить группу" if row.is_group else "Завершить пару")
        who = QLabel(f"{row.mentor_name} → {', '.join(row.mentees_name)}", self)
        who.setTextFormat(Qt.TextFormat.PlainText)
        who.setProperty("role", "heading")
        who.setWordWrap(True)
        today = workspace.clock.today()
        self.day = DayField("end_date", "Последний день", today)
        self.day.set_value(min(today, row.end_date) if row.end_date else today)
        self._reasons = QButtonGroup(self)
        self.reasons: list[QRadioButton] = []
        for place, (_code, words) in enumerate(_REASONS):
            button = WrappingRadio(words, self)
            self._reasons.addButton(button, place)
            self.reasons.append(button)
        self.reasons[0].setChecked(True)
        self._take_request()
        self._problem = Notice("danger", parent=self)
        self.end = QPushButton("Завершить", self)
        self.end.setProperty("kind", "primary")
        self.end.setDefault(True)
        self.end.clicked.connect(self._end)
        self._build(who)

    def _build(self, who: QLabel) -> None:
        reason = QLabel("Причина", self)
        reason.setProperty("role", "field")
        cancel = QPushButton("Отмена", self)
        cancel.clicked.connect(self.reject)
        foot = foot_row(self.end, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(who)
        layout.addWidget(self.day)
        layout.addWidget(reason)
        for button in self.reasons:
            layout.addWidget(button)
        if facts.has_order(self._row):
            by_order = Notice("info", f"Пара закреплена приказом {facts.order_words(self._row)}.", self)
            by_order.add_button("Завершить приказом…", self._by_order)
            layout.addWidget(by_order)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addLayout(foot)
        fit_to_screen(self, 560, 0)

    def _take_request(self) -> None:
        """A request that waits tells the last day and the reason."""
        wish = orders.completion(self._workspace, self._row.id)
        if wish.effective_date is not None:
            self.day.set_value(wish.effective_date)
        for place, (code, _words) in enumerate(_REASONS):
            if code.value == wish.closing_reason:
                self.reasons[place].setChecked(True)

    @property
    def reason(self) -> str:
        """Code of the reason chosen."""
        return _REASONS[self._reasons.checkedId()][0].value

    def _by_order(self) -> None:
        self.by_order = True
        self.accept()

    def _end(self) -> None:
        day = self.day.value()
        if day is None:
            self.day.tell(self.day.own_problem() or "Укажите последний день.")
            self.day.setFocus()
            return
        try:
            pairs.end_pair(self._workspace, self._row.id, day, self.reason)
        except InvalidInput as problem:
            rest = [one.message for one in problem.problems if one.field != "end_date"]
            self.day.tell(next((one.message for one in problem.problems if one.field == "end_date"), ""))
            self._problem.say(" ".join(rest))
            return
        except KnownProblem as problem:
            self._problem.say(problem.message)
            return
        self.accept()
