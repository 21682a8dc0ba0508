"""«Новый приказ»: what it is about, a look at the cases, issuing; the paper itself is seen at the right throughout."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from curator_app.runtime.errors import Cancelled, InvalidInput, KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.drafting import OrderDraft, draft_order, preview_pdf
from curator_app.services.papers.drafts import save_draft
from curator_app.services.papers.issuing import IssuedOrder, check_order, issue_order
from curator_app.services.papers.norm_library import remarks as norm_remarks
from curator_app.services.papers.numbering import order_remarks as number_remarks
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common import dialogs
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.step_bar import StepBar
from curator_app.ui.common.turns import in_turn
from curator_app.ui.common.worker import LatestJob
from curator_app.ui.papers.order_check import CheckPage
from curator_app.ui.papers.order_done import DonePage
from curator_app.ui.papers.order_form import OrderForm
from curator_app.ui.papers.paper_view import PaperView

_FORM, _CHECK, _DONE = range(3)
_DRAFT_AFTER_MS = 250


class OrderDialog(QDialog):
    """``issued`` holds the number of the record once the order is issued, ``kept`` that of the draft it was kept as."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        wish: OrderCommand,
        parent: QWidget | None = None,
        *,
        draft: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.kept = draft
        self._host = host
        self._workspace = workspace
        self._draft: OrderDraft | None = None
        self._key = uuid.uuid4().hex
        self._typed = False
        self.issued: int | None = None
        self.setWindowTitle("Новый приказ" if draft is None else "Проект приказа")
        self._steps = StepBar(("Содержание", "Проверка", "Готово"), self)
        self._step = _FORM
        # Everything is made where it stays: whatever is moved is dressed by the style sheet again, with all inside.
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._left = QWidget(self._split)
        self._pages = QStackedWidget(self._left)
        self._pages.setMinimumWidth(390)
        self.form = OrderForm(workspace, wish, self._pages)
        self._pages.addWidget(self.form)
        self._check: CheckPage | None = None
        self._done: DonePage | None = None
        self.remark = Notice("warn", parent=self._left)
        self.problem = Notice("danger", parent=self._left)
        self.view = PaperView("Здесь появится приказ.", self._split)
        self.back = QPushButton("Назад", self)
        self.close_button = QPushButton(self)
        self.keep = QPushButton("Сохранить проект", self)
        self.keep.setToolTip("Проект останется в реестре: его можно открыть, напечатать и издать позже (Ctrl+S)")
        self.next = QPushButton(self)
        self.next.setProperty("kind", "primary")
        self.next.setDefault(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.redraw)
        self._drawing = LatestJob(self, self._not_drawn)
        self._straight = False
        self._issuing = False
        self._closed = False
        self._build()
        self.form.edited.connect(self._edited)
        self.form.look_kept.connect(lambda: host.changed(None, "Вид приказов запомнен"))
        self._show(_FORM)
        fit_to_screen(self, 1240, 720)
        in_turn(self, self._begin)

    def _begin(self) -> None:
        self.form.begin()
        self.redraw()

    def begin_at_check(self) -> None:
        """Turns to «Проверка» as soon as the paper is there, when nothing hinders it."""
        self._straight = True

    @property
    def check(self) -> CheckPage:
        """«Проверка», made when it is needed."""
        if self._check is None:
            self._check = CheckPage(self._workspace, self._print_blanks, self._pages)
            self._check.remade.connect(self._remade)
            self._pages.addWidget(self._check)
            if self._draft is not None:
                self._check.show_draft(self._draft)
        return self._check

    @property
    def done_page(self) -> DonePage:
        """«Готово», made when it is needed."""
        if self._done is None:
            self._done = DonePage(self._host, self._workspace, self._pages)
            self._pages.addWidget(self._done)
        return self._done

    def _build(self) -> None:
        self.back.clicked.connect(lambda: self._show(_FORM))
        self.close_button.clicked.connect(self.reject)
        self.next.clicked.connect(self._go_on)
        self.keep.clicked.connect(self._keep)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._keep)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._pages, 1)
        column.addWidget(self.remark)
        column.addWidget(self.problem)
        split = self._split
        split.addWidget(self._left)
        split.addWidget(self.view)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([440, 760])
        foot = foot_row(self.close_button, self.keep, self.back, self.next, left=(self._steps,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(split, 1)
        layout.addLayout(foot)

    # --- steps

    def _show(self, step: int) -> None:
        self._step = step
        self._steps.show_step(step)
        self._pages.setCurrentWidget(self.form if step == _FORM else self.check if step == _CHECK else self.done_page)
        self.problem.say("")
        self.back.setVisible(step == _CHECK)
        self.close_button.setVisible(step != _DONE)
        self.keep.setVisible(step != _DONE)
        self.remark.setVisible(step != _DONE and bool(self.remark.text))
        self.close_button.setText("Отмена")
        self.next.setText(("Далее", "Издать приказ", "Готово")[step])
        if step == _FORM:
            self.form.setFocus()
        else:
            self.next.setFocus()

    @told()
    def _go_on(self) -> None:
        if self._step == _FORM:
            self._to_check()
        elif self._step == _CHECK:
            self._issue()
        else:
            self.accept()

    def _to_check(self) -> None:
        if not self.form.readable():
            return
        try:
            check_order(self._workspace, self.form.command())
        except InvalidInput as refusal:
            self.problem.say(" ".join(self.form.show_problems(refusal)))
            return
        except KnownProblem as problem:
            self.problem.say(problem.message)
            return
        if self._draft is not None and self._draft.command == self.form.command():
            self._show(_CHECK)
        else:
            self._straight = True
            self.redraw()

    def _go_straight(self) -> None:
        if self._step == _FORM:
            self._to_check()

    def _issue(self) -> None:
        """Beside the window: the order is written once more from what the base says now."""
        if self._issuing:
            return
        command = self.form.command()

        def job(_progress: Progress) -> IssuedOrder | None:
            try:
                return issue_order(self._workspace, command, key=self._key, draft=self.kept)
            except Cancelled:
                return None

        self._hold(True)
        try:
            self._host.run("Издаётся приказ", job, self._take_issued, self._refused)
        except KnownProblem:
            self._hold(False)
            raise

    def _hold(self, issuing: bool) -> None:
        """While the order is being issued nothing here can be changed, kept or closed: the dialog waits for it."""
        self._issuing = issuing
        for part in (self._left, self.back, self.close_button, self.keep):
            part.setEnabled(not issuing)

    def _refused(self, problem: Exception) -> bool:
        self._hold(False)
        if isinstance(problem, InvalidInput):
            self._show(_FORM)
            self.problem.say(" ".join(self.form.show_problems(problem)))
        elif isinstance(problem, KnownProblem):
            self.problem.say(problem.message)
        return isinstance(problem, KnownProblem)

    def _take_issued(self, issued: IssuedOrder | None) -> None:
        """``None``: given up before anything was written."""
        self._hold(False)
        if issued is None:
            return
        self._timer.stop()
        self._drawing.stop()  # a draft drawn by now would be shown in the place of the order
        self.issued = issued.id
        self._typed = False
        self.view.show_source(self.done_page.show_order(issued), from_start=False)
        self._show(_DONE)
        self._host.changed(None, f"Издан приказ № {issued.draft.command.number}")
        self.done_page.bar.print.setFocus()

    # --- draft

    def _edited(self) -> None:
        self._typed = True
        self._straight = False
        self.problem.say("")
        self._timer.start()

    def _remade(self, what: str) -> None:
        self._host.changed(None, what)
        self.problem.say("")
        self.redraw()

    def redraw(self) -> None:
        """Makes the paper anew from what is told, beside the window: it takes longer than a blink."""
        self._timer.stop()
        if self._closed:  # a turn that was waited for when the dialog was closed
            return
        self._drawing.start(partial(_made, self._workspace, self.form.command()), self._take_paper)

    def _not_drawn(self, problem: BaseException) -> None:
        if not isinstance(problem, KnownProblem):
            raise problem
        self._straight = False
        self._draft = None
        self.problem.say(problem.message)
        self.view.clear("Приказ пока не получается напечатать.")

    def _take_paper(self, made: tuple[OrderDraft, bytes]) -> None:
        draft, pdf = made
        self._draft = draft
        self._look_at_number()
        self.form.show_draft(draft)
        if self._check is not None:
            self._check.show_draft(draft)
        self.view.set_pdf(pdf)
        if self._straight:
            self._straight = False
            in_turn(self, self._go_straight)

    @told()
    def _keep(self) -> None:
        """Keeps the order as it is told so far; whatever it lacks may come later."""
        if self._issuing or not self.keep.isVisible():
            return
        try:
            self.kept = save_draft(self._workspace, self.form.command(), draft=self.kept)
        except InvalidInput as refusal:
            self.problem.say(" ".join(self.form.show_problems(refusal)))
            return
        self._typed = False
        self._host.changed(None, "Проект сохранён в реестре")
        super().reject()

    def _look_at_number(self) -> None:
        """What is odd about the number: taken, skipping others, out of the order of dates; norms gone out of force."""
        command = self.form.command()
        words: list[str] = []
        if command.number and command.date is not None:
            words += number_remarks(self._workspace, command.type, command.number, command.date, draft=self.kept)
        if self._draft is not None:
            words += norm_remarks(self._workspace, self._draft.data.preamble, command.date)
        self.remark.say(" ".join(words))

    def _print_blanks(self, blanks: Sequence[ConsentBlank]) -> None:
        papers.show_blanks(self._host, self._workspace, self, blanks)

    def done(self, result: int) -> None:
        """No thread outlives the dialog."""
        self._closed = True
        self._timer.stop()
        self._drawing.stop()
        super().done(result)

    def reject(self) -> None:
        """Esc and the cross: an order that was worked on is not thrown away without a question."""
        if self._issuing:
            return
        if self.issued is not None:
            self.accept()
            return
        if self._typed and not dialogs.confirm(
            self,
            "Закрыть, не издавая приказ?",
            "Закрыть",
            detail="То, что указано в этом окне, не сохранится. Чтобы вернуться к приказу позже, сохраните проект.",
            cancel="Вернуться",
        ):
            return
        super().reject()


def _made(workspace: Workspace, command: OrderCommand, _progress: Progress) -> tuple[OrderDraft, bytes]:
    draft = draft_order(workspace, command)
    return draft, preview_pdf(draft)
