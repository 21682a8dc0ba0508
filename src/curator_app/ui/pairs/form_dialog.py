"""«Сформировать пару»: who with whom, on what terms, then at once the consents and the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import mentees as mentee_service
from curator_app.services import pairs
from curator_app.services.pairs import PairData
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.rows import MenteeRow, MentorRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.step_bar import StepBar
from curator_app.ui.common.turns import in_turn
from curator_app.ui.pairs.suggest import suggested_terms
from curator_app.ui.pairs.terms import TermsForm
from curator_app.ui.pairs.who_page import WhoPage
from curator_app.ui.papers.gate import GatePanel

_WHO, _TERMS, _GATE = range(3)


class FormPairDialog(QDialog):
    """Three steps. ``formed`` holds the number of the pair once it is saved; closing then loses nothing.
    ``order_wanted``: the person pressed «Приказ…»."""

    def __init__(
        self,
        workspace: Workspace,
        host: PageHost,
        *,
        mentees: Sequence[int] = (),
        print_blanks: Callable[[Sequence[ConsentBlank]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._host = host
        self.formed: int | None = None
        self.order_wanted = False
        self.setWindowTitle("Сформировать пару")
        self._steps = StepBar(("Кто с кем", "Условия", "Согласия и приказ"), self)
        self._print_blanks = print_blanks
        self._pages = QStackedWidget(self)
        self.who = WhoPage(workspace, mentee_service.list_mentees(workspace), mentees, self._pages)
        self._places = [QWidget(self._pages) for _ in (_TERMS, _GATE)]  # filled a moment later, or when gone to
        for page in (self.who, *self._places):
            self._pages.addWidget(page)
        self._problem = Notice("danger", parent=self)
        self.back = QPushButton("Назад", self)
        self.later = QPushButton("Закрыть", self)
        self.next = QPushButton(self)
        self.next.setProperty("kind", "primary")
        self.next.setDefault(True)
        self._build()
        self.who.changed.connect(self._enable)
        self.who.accepted.connect(self._go_on)
        self._show(_WHO)
        fit_to_screen(self, 1080, 660)
        in_turn(self, lambda: self.terms)
        in_turn(self, lambda: self.gate)

    def _build(self) -> None:
        self.back.clicked.connect(lambda: self._show(_WHO))
        self.later.clicked.connect(self.reject)
        self.next.clicked.connect(self._go_on)
        foot = foot_row(self.next, self.later, left=(self.back,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self._steps)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._problem)
        layout.addLayout(foot)

    @cached_property
    def terms(self) -> TermsForm:
        """The second step."""
        page = self._places[0]
        self._who_told = QLabel(page)
        self._who_told.setTextFormat(Qt.TextFormat.PlainText)
        self._who_told.setProperty("role", "heading")
        self._who_told.setWordWrap(True)
        self._load = Notice("warn", parent=page)
        terms = TermsForm(self._workspace, page)
        terms.edited.connect(lambda: self._problem.say(""))
        _fill(page, (self._who_told, self._load, terms, terms.term), terms)
        return terms

    @cached_property
    def gate(self) -> GatePanel:
        """The third step."""
        page = self._places[1]
        self._done = Notice("ok", parent=page)
        gate = GatePanel(self._workspace, self._print_blanks, page)
        gate.received.connect(self._consents_received)
        _fill(page, (self._done, gate), gate)
        return gate

    # --- steps

    def _show(self, step: int) -> None:
        self._steps.show_step(step)
        self._pages.setCurrentIndex(step)
        self._problem.say("")
        self.back.setVisible(step == _TERMS)
        words = {_WHO: "Далее", _TERMS: "Сформировать пару", _GATE: "Приказ…"}
        self.next.setText("Сформировать группу" if step == _TERMS and self._is_group() else words[step])
        self.later.setText("Готово" if step == _GATE else "Отмена")
        self._enable()
        if step == _WHO:
            self.who.start()
        elif step == _TERMS:
            self.terms.start.setFocus()
        else:
            (self.gate.mark if self.gate.missing else self.next).setFocus()

    def _enable(self) -> None:
        ready = bool(self.who.chosen_mentees()) and self.who.chosen_mentor() is not None
        self.next.setEnabled(self._pages.currentIndex() != _WHO or ready)

    def _is_group(self) -> bool:
        return len(self.who.chosen_mentees()) > 1

    def _go_on(self) -> None:
        step = self._pages.currentIndex()
        if step == _WHO and self.next.isEnabled():
            self._to_terms()
        elif step == _TERMS:
            self._form()
        elif step == _GATE:
            self._order()

    def _to_terms(self) -> None:
        chosen, rows = self.who.chosen_mentor(), self.who.chosen_mentees()
        if chosen is None or not rows:
            return
        mentor, terms = chosen.mentor, self.terms
        names = ", ".join(row.full_name for row in rows)
        self._who_told.setText(f"{mentor.full_name} → {names}")
        self._load.say(load_warning(mentor, rows))
        terms.suggest(suggested_terms(self._workspace, mentor, rows))
        self._show(_TERMS)

    def _form(self) -> None:
        chosen, rows = self.who.chosen_mentor(), self.who.chosen_mentees()
        assert chosen is not None
        if not self.terms.readable():
            return
        data = self.terms.put_into(PairData(mentor=chosen.mentor.id, mentees=[row.id for row in rows]))
        try:
            (self.formed,) = pairs.form_pairs(self._workspace, [data])
        except InvalidInput as problem:
            self._problem.say(" ".join(self.terms.show_problems(problem)))
            return
        except KnownProblem as problem:
            self._problem.say(problem.message)
            return
        what = "Группа сформирована" if len(rows) > 1 else "Пара сформирована"
        self._host.changed(None, what)
        self.setWindowTitle(what)
        self._refresh_gate()
        self._done.say(f"{what}: {self._who_told.text()}.", "ok")
        self._show(_GATE)

    def _refresh_gate(self) -> None:
        chosen, rows = self.who.chosen_mentor(), self.who.chosen_mentees()
        assert chosen is not None
        missing = pairs.missing_consents(self._workspace, chosen.mentor.id, [row.id for row in rows])
        self.gate.show_missing([(one, self.formed) for one in missing])
        self.next.setProperty("kind", "" if missing else "primary")
        self.next.style().unpolish(self.next)
        self.next.style().polish(self.next)

    def _consents_received(self, what: str) -> None:
        self._host.changed(None, what)
        self._refresh_gate()
        (self.gate.mark if self.gate.missing else self.next).setFocus()

    def _order(self) -> None:
        self.order_wanted = True
        self.accept()

    def reject(self) -> None:
        """Esc: a formed pair stays."""
        if self.formed is not None:
            self.accept()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross of the window is Esc."""
        self.reject()
        event.accept()


def _fill(page: QWidget, parts: Sequence[QWidget], main: QWidget) -> None:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    for part in parts:
        layout.addWidget(part, int(part is main))


def load_warning(mentor: MentorRow, mentees: Sequence[MenteeRow]) -> str:
    """What to say when the mentor gets more people than places; «» when there is room."""
    would = mentor.load + len(mentees)
    if would <= mentor.capacity:
        return ""
    people = counted(would, "человек", "человека", "человек")
    return (
        f"{mentor.name.surname_initials} будет вести {people} при норме {mentor.capacity}. "
        "Пару можно сформировать, но лучше согласовать нагрузку."
    )
