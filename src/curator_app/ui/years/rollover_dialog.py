"""«Переход на новый учебный год»: pairs, mentors, people, the rest; one action, which can be taken back."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services.workspace import Workspace
from curator_app.services.years import planning, rollover
from curator_app.services.years.rollover import Rollover, RolloverDone
from curator_app.ui.common import dialogs
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.step_bar import StepBar
from curator_app.ui.common.worker import JobRunner
from curator_app.ui.years.rollover_steps import LastStep, MentorsStep, PairsStep, PeopleStep

_STEPS = ("Пары", "Наставники", "Люди", "Проверка")


class RolloverDialog(QDialog):
    """``outcome``: what was done, None when the person went away. ``order_wanted``: pairs to be extended by an order
    first, and until when; ``kept``: what had been decided by then, to be given to the next dialog as ``before``."""

    def __init__(
        self, host: PageHost, workspace: Workspace, parent: QWidget | None = None, *, before: Rollover | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.plan = planning.plan(workspace)
        self.outcome: RolloverDone | None = None
        self.order_wanted: tuple[list[int], dt.date | None] | None = None
        self.kept: Rollover | None = None
        self.setWindowTitle(f"Переход на {self.plan.next} учебный год")
        today = host.clock.today()
        self.jobs = JobRunner(self, self._failed)
        self.pairs = PairsStep(self.plan, today)
        self.mentors = MentorsStep(self.plan)
        self.people = PeopleStep(self.plan)
        self.last = LastStep(self.plan, today)
        self._bar = StepBar(_STEPS, self)
        self._pages = QStackedWidget(self)
        for page in (self.pairs, self.mentors, self.people, self.last):
            self._pages.addWidget(page)
        self.back = QPushButton("Назад", self)
        self.next = QPushButton("Далее", self)
        self.next.setProperty("kind", "primary")
        self.next.setDefault(True)
        cancel = QPushButton("Отмена", self)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.back, self.next, cancel):
            foot.addWidget(button)
        top = QHBoxLayout()
        top.addWidget(self._bar)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)
        self.back.clicked.connect(lambda: self.turn(self._pages.currentIndex() - 1))
        self.next.clicked.connect(self._forward)
        self.people.list.accepted.connect(self.next.click)
        cancel.clicked.connect(self.reject)
        self.pairs.order_wanted.connect(self._order)
        if before is not None:
            self._restore(before)
        self.turn(0)
        fit_to_screen(self, 900, 620)

    def turn(self, step: int) -> None:
        """Shows a step."""
        self._pages.setCurrentIndex(step)
        self._bar.show_step(step)
        self.back.setEnabled(step > 0)
        if self._pages.currentWidget() is self.mentors:
            self.mentors.follow(self.pairs.fates())
        last = step == len(_STEPS) - 1
        self.next.setText(f"Перейти на {self.plan.next}" if last else "Далее")
        if last:
            self.last.tell(self.wish())

    def wish(self) -> Rollover:
        """What has been decided so far."""
        return Rollover(
            year=self.plan.year,
            pairs=self.pairs.fates(),
            until=self.pairs.until(),
            mentors=self.mentors.fates(),
            leavers=frozenset(self.people.leavers()),
            move_classes=self.people.moves_classes(),
            copy_roadmap=self.last.copies_roadmap(),
            close=self.last.closes(),
        )

    def apply(self) -> None:
        """Does it beside the window (a copy of the base is made first); a refusal leaves everything as chosen."""
        wish = self.wish()
        self.jobs.start("Переход на новый учебный год…", partial(rollover.apply, self._workspace, wish), self._applied)

    def reject(self) -> None:
        """Esc: what runs is waited for or given up by its own «Отмена», or it would be done and nobody told."""
        if not self.jobs.busy:
            super().reject()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownProblem):
            raise error
        dialogs.show_problem(self, error.message)

    def _applied(self, outcome: RolloverDone) -> None:
        self.outcome = outcome
        self.accept()

    def _order(self, pairs: list[int], until: dt.date | None) -> None:
        self.order_wanted, self.kept = (pairs, until), self.wish()
        self.reject()

    def _restore(self, before: Rollover) -> None:
        self.pairs.restore(before.pairs, before.until)
        self.mentors.restore(before.mentors, before.pairs)
        self.people.list.choose(sorted(before.leavers or ()))
        self.people.classes.setChecked(before.move_classes)
        self.last.roadmap.setChecked(before.copy_roadmap)
        self.last.close_year.setChecked(before.close)

    def _forward(self) -> None:
        step = self._pages.currentIndex()
        if step < len(_STEPS) - 1:
            self.turn(step + 1)
        elif not self.jobs.busy:
            self.apply()
