"""The window of a round: who takes part, the slips, what they say; papers; on to the proposal of pairs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.codes import WishSide
from curator_app.services.rounds import papers as round_papers
from curator_app.services.rounds import planning, reading
from curator_app.services.rounds.keying import answered_words
from curator_app.services.rounds.rows import RoundView
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.scrolled import Scrolled
from curator_app.ui.rounds.keying_page import KeyingPage
from curator_app.ui.rounds.people_page import PeoplePage
from curator_app.ui.rounds.plan_dialog import PlanDialog
from curator_app.ui.rounds.results_page import ResultsPage
from curator_app.ui.rounds.words import title

PEOPLE, KEYING, RESULTS = range(3)
P = TypeVar("P", PeoplePage, KeyingPage, ResultsPage)
_LOWEST = 180  # so that the window fits 1366×768 at 150 %, logical pixels


class RoundWindow(QDialog):
    """``matching_wanted`` is True when the curator goes on to «Подбор»."""

    def __init__(self, host: PageHost, workspace: Workspace, round_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._round = round_id
        self._view: RoundView | None = None
        self._made: list[PeoplePage | KeyingPage | ResultsPage] = []
        self.matching_wanted = False
        self.setWindowTitle("Встреча-знакомство")
        self.rounds = QComboBox(self)
        self.rounds.setAccessibleName("Какая встреча")
        self.parts = QTabBar(self)
        self.parts.setAccessibleName("Часть встречи")
        self.parts.setExpanding(False)
        self.progress = QLabel(self)
        self.progress.setProperty("role", "small")
        self._pages = QStackedWidget(self)
        self._pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._pages.setMinimumHeight(_LOWEST)
        for name in ("Участники", "Анкеты", "Итоги"):
            self.parts.addTab(name)
            holder = QWidget(self._pages)
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self._pages.addWidget(holder)
        self.edit = self._button("Изменить…", self._edit)
        self.slips = self._button("Напечатать анкеты…", self._print_slips)
        self.invitation = self._button("Приглашение…", self._print_invitation)
        self.new = self._button("Новая встреча…", self._new)
        self.close_round = self._button("", self._close_or_open)
        self.delete = self._button("Удалить встречу", self._delete)
        self.matching = self._button("Перейти к подбору", self._to_matching)
        self.matching.setProperty("kind", "primary")
        self._build()
        self.parts.currentChanged.connect(self._turned)
        self.rounds.activated.connect(lambda _index: self._choose(int(self.rounds.currentData())))
        self.refresh()
        fit_to_screen(self, 1180, 700)
        self.parts.setCurrentIndex(KEYING if self._begun() else PEOPLE)
        self._turned(self.parts.currentIndex())

    @cached_property
    def people(self) -> PeoplePage:
        """Made, like the other two, when it is first looked at."""
        holder = self._pages.widget(PEOPLE)
        page = PeoplePage(self._workspace, self._host.state, self._changed, holder)
        return self._put(holder, page, page)

    @cached_property
    def keying(self) -> KeyingPage:
        """Questionnaires, keyed in."""
        holder = self._pages.widget(KEYING)
        page = KeyingPage(self._workspace, self._host.state, self._changed, holder)
        return self._put(holder, page, Scrolled(page, holder))

    @cached_property
    def results(self) -> ResultsPage:
        """Whom each side has named."""
        holder = self._pages.widget(RESULTS)
        page = ResultsPage(holder)
        return self._put(holder, page, page)

    def _put(self, holder: QWidget | None, page: P, inside: QWidget) -> P:
        assert holder is not None
        layout = holder.layout()
        assert layout is not None
        layout.addWidget(inside)
        self._made.append(page)
        if self._view is not None:
            page.show_round(self._view)
        return page

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _build(self) -> None:
        close = self._button("Закрыть", self.accept)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.rounds, 1)
        top.addWidget(flowing((self.edit, self.invitation, self.slips), self), 2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(flowing((self.new, self.close_round, self.delete), self), 1)
        foot.addWidget(self.matching)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(top)
        middle = QHBoxLayout()
        middle.addWidget(self.parts, 1)
        middle.addWidget(self.progress)
        layout.addLayout(middle)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)

    # --- shown

    def refresh(self) -> None:
        """Reads the round anew."""
        view = reading.get_round(self._workspace, self._round)
        self._view = view
        self.rounds.clear()
        for row in reading.list_rounds(self._workspace):
            self.rounds.addItem(title(row), row.id)
        self.rounds.setCurrentIndex(max(0, self.rounds.findData(self._round)))
        for page in self._made:
            page.show_round(view)
        mentors, mentees = (answered_words(view.of_side(side)) for side in (WishSide.MENTOR, WishSide.MENTEE))
        self.progress.setText(f"Наставники: {mentors}   Наставляемые: {mentees}")
        open_ = view.row.closed_on is None
        self.close_round.setText("Закрыть встречу" if open_ else "Открыть встречу снова")
        self.close_round.setToolTip("Все анкеты введены" if open_ else "")
        self.close_round.setEnabled(not open_ or view.row.answered > 0)
        self.edit.setEnabled(open_)
        self.matching.setEnabled(view.row.answered > 0)

    def _begun(self) -> bool:
        day = None if self._view is None else self._view.row.date
        return day is not None and day <= self._workspace.clock.today()

    def _changed(self, said: str) -> None:
        self.refresh()
        self._host.changed(None, said or None)

    def _turned(self, part: int) -> None:
        if part == PEOPLE:
            self.people.show()
        elif part == RESULTS:
            self.results.show()
        self._pages.setCurrentIndex(part)
        if part == KEYING:
            self.keying.start()

    def _choose(self, round_id: int) -> None:
        self._round = round_id
        self.refresh()

    # --- acts

    @told()
    def _edit(self) -> None:
        if run_dialog(PlanDialog(self._workspace, self._round, self)):
            self._changed("Встреча изменена")

    @told()
    def _new(self) -> None:
        dialog = PlanDialog(self._workspace, parent=self)
        if run_dialog(dialog) and dialog.round_id is not None:
            self._round = dialog.round_id
            self._changed("Встреча-знакомство запланирована")
            self.parts.setCurrentIndex(PEOPLE)

    @told()
    def _print_slips(self) -> None:
        chosen = [row.number for row in self.people.panel.selected_rows()] if self._on_people() else []
        numbers = chosen if len(chosen) > 1 else None
        write = partial(round_papers.slips, self._workspace, self._round, numbers)
        papers.show_paper(self._host, self, "Анкеты предпочтений", write)

    @told()
    def _print_invitation(self) -> None:
        write = partial(round_papers.invitation, self._workspace, self._round)
        papers.show_paper(self._host, self, "Приглашение на встречу", write)

    @told()
    def _close_or_open(self) -> None:
        assert self._view is not None
        if self._view.row.closed_on is None:
            planning.close_round(self._workspace, self._round)
            self._changed("Встреча закрыта")
            self.parts.setCurrentIndex(RESULTS)
        else:
            planning.reopen_round(self._workspace, self._round)
            self._changed("Встреча снова открыта")

    @told()
    def _delete(self) -> None:
        planning.delete_round(self._workspace, self._round)
        self._host.changed(None, "Встреча-знакомство удалена")
        left = reading.list_rounds(self._workspace)
        if not left:
            self.accept()
            return
        self._round = left[0].id
        self.refresh()

    def _to_matching(self) -> None:
        self.matching_wanted = True
        self.accept()

    def _on_people(self) -> bool:
        return self.parts.currentIndex() == PEOPLE
