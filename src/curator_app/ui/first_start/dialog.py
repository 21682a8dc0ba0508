"""The first start: three steps over an empty base. Until people are chosen only a draft of the school is kept."""

from __future__ import annotations

from enum import IntEnum
from functools import cached_property

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator_app import APP_NAME
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import people, school
from curator_app.services.workspace import Workspace
from curator_app.ui.common import dialogs
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.step_bar import StepBar
from curator_app.ui.common.turns import in_turn
from curator_app.ui.first_start import Outcome
from curator_app.ui.first_start.done_step import DoneStep
from curator_app.ui.first_start.kept import KeptFirstStart
from curator_app.ui.first_start.people_step import PeopleStep
from curator_app.ui.first_start.school_step import SchoolStep
from curator_app.ui.imports import run_import
from curator_app.ui.settings.school_form import SchoolForm


class Step(IntEnum):
    """Places in the row of steps."""

    SCHOOL = 0
    PEOPLE = 1
    DONE = 2


class FirstStart(QDialog):
    """``outcome`` tells how it ended."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(APP_NAME)
        self._host, self._workspace = host, workspace
        self.outcome = Outcome.LATER
        self.begins = False
        """She goes straight to the first useful act."""
        empty = not people.list_people(workspace)
        self.form = SchoolForm(workspace, self)
        self.bar = StepBar(("Школа", "Люди", "Готово"), self)
        self.school_step = SchoolStep(self.form, demo=empty)
        self._pages = QStackedWidget(self)
        self._take(self.school_step)
        self._trouble = Notice("danger", parent=self)
        self.later_button = QPushButton("Позже", self)
        self.later_button.setProperty("kind", "quiet")
        self.later_button.setToolTip("Закрыть; введённое сохранится до следующего запуска")
        self.back_button = QPushButton("Назад", self)
        self.next_button = QPushButton("Далее", self)
        self.next_button.setProperty("kind", "primary")
        foot = foot_row(self.back_button, self.next_button, left=(self.later_button,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._trouble)
        layout.addLayout(foot)
        for button in (self.later_button, self.back_button, self.next_button):
            button.setAutoDefault(False)
        self.later_button.clicked.connect(self.close)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._next)
        self.school_step.demo_wanted.connect(self._demo)
        set_up = school.is_set_up(workspace)
        self.kept = KeptFirstStart(self.school_step, self, restore=not set_up)
        self._go(Step.SCHOOL)
        fit_to_screen(self, 920, 600)
        in_turn(self, lambda: self.people_step)
        if set_up:  # closed or broken off at the second step
            self.outcome = Outcome.SET_UP
            self._to_people()
        else:
            self._first_empty().setFocus()
            self._trouble.say("Введённое в прошлый раз на месте." if self.kept.restored else "", "info")

    @cached_property
    def people_step(self) -> PeopleStep:
        """The second step, made a moment after the first is seen."""
        made = PeopleStep(self._workspace, self._pages)
        made.import_wanted.connect(self._import)
        made.by_hand_wanted.connect(self._by_hand)
        self._take(made)
        return made

    @cached_property
    def done_step(self) -> DoneStep:
        """The last step, made when it is reached."""
        assert self.people_step is not None  # it stands before
        made = DoneStep(self._workspace, self._pages)
        self._take(made)
        return made

    @property
    def step(self) -> Step:
        """The step at hand."""
        return Step(self.bar.current)

    def reject(self) -> None:
        """Esc: one step back, at the first one as «Позже», at the last one it is over."""
        if self.step is Step.PEOPLE:
            self._back()
        elif self.step is Step.DONE:
            self.accept()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is kept for the next time; asks where it can't be."""
        if self.step is Step.SCHOOL and self.form.dirty:
            self.kept.write()
        lost = self.outcome is Outcome.LATER and self.form.dirty and not self.kept.keeps
        if lost and not dialogs.confirm(
            self,
            "Закрыть, не сохранив сведения о школе?",
            "Закрыть",
            detail="При следующем запуске программа спросит их снова.",
            cancel="Продолжить",
        ):
            event.ignore()
            return
        self.kept.stop()
        event.accept()

    # -- steps

    def _take(self, page: QWidget) -> None:
        page.setMinimumHeight(280)
        self._pages.addWidget(page)

    def _go(self, step: Step) -> None:
        self._pages.setCurrentIndex(step)
        self.bar.show_step(step)
        self._trouble.say("")
        self._look()

    def _look(self) -> None:
        step = self.step
        self.later_button.setVisible(self.outcome is Outcome.LATER or step is Step.DONE)
        self.later_button.setText("Не сейчас" if step is Step.DONE else "Позже")
        self.back_button.setVisible(step is Step.PEOPLE)
        adding = step is Step.PEOPLE and self.people_step.adding
        if step is Step.DONE:
            self.next_button.setText(self.done_step.beginning.verb)
        else:
            self.next_button.setText("Далее" if step is Step.SCHOOL else "Готово" if adding else "Пропустить")
        secondary = step is Step.PEOPLE and not adding
        self.next_button.setProperty("kind", "" if secondary else "primary")
        self.next_button.style().unpolish(self.next_button)
        self.next_button.style().polish(self.next_button)
        self.next_button.setDefault(not secondary and not adding)

    def _next(self) -> None:
        if self.step is Step.SCHOOL:
            if self.school_step.ready():
                self._to_people()
        elif self.step is Step.PEOPLE:
            if self.people_step.adding and self.people_step.quick.pending:
                self.people_step.quick.add()
            if self._saved() and not (self.people_step.adding and self.people_step.quick.pending):
                self._finish()
        else:
            self.begins = True
            self.accept()

    def _to_people(self) -> None:
        steps = self.people_step
        self._go(Step.PEOPLE)
        steps.show_cards()

    def _first_empty(self) -> QWidget:
        boxes = [self.form.boxes[name] for name in self.school_step.names]
        return next((box for box in boxes if not box.text()), boxes[0])

    def _back(self) -> None:
        if self.people_step.adding:
            self.people_step.show_cards()
            self._look()
        else:
            self._go(Step.SCHOOL)
            self.next_button.setFocus()

    def _saved(self) -> bool:
        """Saves the school (once typed, again only when changed)."""
        if not self.form.dirty:
            return True
        try:
            self.form.save()
        except InvalidInput as refused:
            self._go(Step.SCHOOL)
            self.form.show_problems(refused.problems)
            return False
        except KnownProblem as problem:
            self._trouble.say(problem.message, "danger")
            return False
        self.outcome = Outcome.SET_UP
        self.kept.write()  # until the steps are over they come again
        self._host.changed(None)
        self._look()
        return True

    def _finish(self) -> None:
        self.outcome = Outcome.SET_UP
        self.kept.drop()
        self.done_step.show_base()
        self._host.changed(None)
        self._go(Step.DONE)
        self.next_button.setFocus()

    # -- ways to people

    def _import(self) -> None:
        if self._saved():
            in_turn(self, self._open_import)

    def _open_import(self) -> None:
        if run_import(self._host, self._workspace, self) is not None:
            in_turn(self, self._finish)

    def _by_hand(self) -> None:
        if self._saved():
            self.people_step.show_quick()
            self._look()

    def _demo(self) -> None:
        """To the demonstration school, which has its own folder; what was typed waits here."""
        if self.form.dirty:
            self.kept.write()
        self.kept.stop()
        self.outcome = Outcome.DEMO
        self.accept()
