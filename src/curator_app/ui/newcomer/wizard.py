"""«Вышел на работу новый сотрудник»: name and date, the mentor, and all papers ready to print."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services import newcomer
from curator_app.services.papers.pack import person_pack
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.step_bar import StepBar
from curator_app.ui.common.turns import in_turn
from curator_app.ui.newcomer.mentor_step import MentorStep
from curator_app.ui.newcomer.papers_panel import PapersPanel
from curator_app.ui.newcomer.who_step import WhoStep

_WHO, _MENTOR, _PAPERS = range(3)


class NewcomerWizard(QDialog):
    """Every step is kept when it is left; closing loses nothing that was kept. ``person_id``: who was saved."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._workspace = host, workspace
        self.setWindowTitle("Вышел на работу новый сотрудник")
        self._steps = StepBar(("Кто вышел", "Наставник", "Бумаги"), self)
        self._going = False
        self._pages = QStackedWidget(self)
        self.who = WhoStep(workspace, self._pages)
        self._pages.addWidget(self.who)
        self._problem = Notice("danger", parent=self)
        self.back = QPushButton("Назад", self)
        self.without = QPushButton("Пока без наставника", self)
        self.later = QPushButton(self)
        self.next = QPushButton(self)
        self.next.setProperty("kind", "primary")
        for button in (self.back, self.without, self.later):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        self._build()
        self._show(_WHO)
        fit_to_screen(self, 1180, 700)
        in_turn(self, lambda: self.mentor)
        in_turn(self, lambda: self.papers)

    @cached_property
    def mentor(self) -> MentorStep:
        """The second step, made a moment after the first is seen."""
        step = MentorStep(self._workspace, self._pages)
        self._pages.insertWidget(_MENTOR, step)
        step.changed.connect(self._enable)
        step.accepted.connect(self._go_on)
        return step

    @cached_property
    def papers(self) -> PapersPanel:
        """The third step."""
        assert self.mentor is not None  # it stands before
        panel = PapersPanel(self._host, self._workspace, self._pages)
        self._pages.addWidget(panel)
        return panel

    @property
    def person_id(self) -> int | None:
        """The newcomer, once saved."""
        return self.who.person_id

    def reject(self) -> None:
        """Esc: typed work is not thrown away without a question."""
        if (
            self._pages.currentIndex() == _WHO
            and self.who.form.dirty
            and not confirm(
                self,
                "Закрыть без сохранения?",
                "Закрыть без сохранения",
                detail="Введённое в этом окне пропадёт.",
                cancel="Вернуться",
                danger=True,
            )
        ):
            return
        super().reject()

    # --- inside

    def _build(self) -> None:
        self.back.clicked.connect(lambda: self._show(_WHO))
        self.without.clicked.connect(self._to_papers)
        self.later.clicked.connect(self.reject)
        self.next.clicked.connect(self._go_on)
        foot = foot_row(self.without, self.later, self.next, left=(self.back,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        layout.addWidget(self._steps)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._problem)
        layout.addLayout(foot)

    def _show(self, step: int) -> None:
        self._steps.show_step(step)
        self._pages.setCurrentIndex(step)
        self._problem.say("")
        self.back.setVisible(step == _MENTOR)
        self.without.setVisible(step == _MENTOR)
        self.later.setVisible(step != _PAPERS)
        self.later.setText("Отмена" if step == _WHO else "Закрыть")
        self.next.setText(("Сохранить и подобрать наставника", "Закрепить и подготовить бумаги", "Готово")[step])
        self._enable()
        if step == _WHO:
            self.who.begin()
        elif step == _PAPERS:
            self.papers.all.print.setFocus()

    def _enable(self) -> None:
        self.next.setEnabled(self._pages.currentIndex() != _MENTOR or self.mentor.ready)

    @told()
    def _go_on(self) -> None:
        step = self._pages.currentIndex()
        if self._going:
            return
        if step == _WHO:
            self._save()
        elif step == _MENTOR:
            self._settle()
        else:
            self.accept()

    def _then(self, do: Callable[[], None]) -> None:
        """What follows an act has a turn of its own; nothing can be pressed twice meanwhile."""
        self._going = True

        @told(lambda: self)
        def go() -> None:
            self._going = False
            do()

        in_turn(self, go)

    def _save(self) -> None:
        if not self.who.save():
            return
        self._host.changed(None, f"Карточка сохранена: {self.who.name}")
        self._then(self._look_for_mentor)

    def _look_for_mentor(self) -> None:
        assert self.person_id is not None
        has_mentor = person_pack(self._workspace, self.person_id).pair is not None  # somebody of the base already
        self._then(self._to_papers if has_mentor else self._to_mentor)

    def _to_mentor(self) -> None:
        assert self.person_id is not None
        self.mentor.show_person(self.person_id)
        self._show(_MENTOR)

    def _settle(self) -> None:
        if not self.mentor.ready or not self.mentor.readable():
            return
        try:
            newcomer.settle_newcomer(self._workspace, self.mentor.command())
        except KnownProblem as problem:
            self._problem.say(problem.message)
            return
        self._host.changed(None, "Пара сформирована, ИОМ составлен")
        self._then(self._to_papers)

    def _to_papers(self) -> None:
        assert self.person_id is not None
        self.papers.show_person(self.person_id)
        self._show(_PAPERS)
