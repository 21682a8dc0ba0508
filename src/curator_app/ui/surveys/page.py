"""The tab «Анкеты»: waves at the left; who answered, results and questions of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from curator_app.services.surveys import comparing, proposing, results, waves
from curator_app.services.surveys.result_rows import BeforeAfter
from curator_app.services.surveys.rows import RespondentRow, WaveProposal, WaveRow, WaveView
from curator_app.services.surveys.settings import get_settings
from curator_app.services.workspace import Workspace
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.common.turns import in_turn
from curator_app.ui.surveys import figures
from curator_app.ui.surveys.acts import Acts
from curator_app.ui.surveys.menus import Menus, has_forms, may_key, popped
from curator_app.ui.surveys.people_dialog import PeopleDialog
from curator_app.ui.surveys.questions_view import QuestionsView
from curator_app.ui.surveys.respondents_view import RespondentsView
from curator_app.ui.surveys.results_view import ResultsView, Shown
from curator_app.ui.surveys.wave_list import WaveList
from curator_app.ui.surveys.words import progress_words, proposal_title, proposal_words

PEOPLE, RESULTS, QUESTIONS = range(3)
_PARTS = ("Кто ответил", "Итоги", "Вопросы")
_SPLIT = "surveys/split"
_WAVE = "survey_wave"


class SurveysPage(QObject):
    """A TabPage. Lives and dies with its widget; results are reckoned when they are seen."""

    def __init__(self, host: PageHost, workspace: Workspace) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._widget.setProperty("role", "canvas")
        self._host, self._workspace = host, workspace
        self._rows: list[WaveRow] = []
        self._view: WaveView | None = None
        self._reads = 0
        self._stale_results = True
        self.acts = Acts(host, workspace, self._widget, lambda: self._view, self.told, self.show_wave)
        self.menus = Menus(host, self.acts, self._widget, lambda: self._view)
        # Everything is made at its place: what is moved is dressed again with all inside.
        self._pages = QStackedWidget(self._widget)
        self._split = QSplitter(Qt.Orientation.Horizontal, self._pages)
        self._pages.addWidget(self._split)
        self._left, self._right = QWidget(self._split), QWidget(self._split)
        self.search = SearchBar("Найти опрос…", self._left)
        self.list = WaveList(self._left)
        self._proposals = QVBoxLayout()
        self._proposals.setSpacing(6)
        self.parts = QTabBar(self._right)
        self.parts.setAccessibleName("Что показать об опросе")
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        for words in _PARTS:
            self.parts.addTab(words)
        self._stack = QStackedWidget(self._right)
        self.people = RespondentsView(
            host.state, self._open_person, self.menus.of_people, self.acts.add_people, self._strike, self._stack
        )
        self.results = ResultsView(
            self.acts.out.save_picture, self.acts.out.print_charts, self.acts.show_reply, self._stack
        )
        self.questions = QuestionsView(self.acts.edit_questionnaire, self.acts.out.preview_blank, self._stack)
        for page in (self.people, self.results, self._framed(self.questions)):
            self._stack.addWidget(page)
        # The chips of a part that is hidden would claim their height at its narrowest.
        self._stack.setMinimumSize(240, 120)
        self._told = QLabel(self._right)
        self._told.setProperty("role", "small")
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._empty = EmptyState(
            "note",
            "Опросов пока нет",
            "Выберите анкеты и людей — программа напечатает бланки, примет ответы с бумаги, из таблицы или файлом и "
            "посчитает итоги. Когда подойдёт срок, она сама предложит опрос здесь.",
            [
                NextStep("Новый опрос…", self.acts.new, primary=True),
                NextStep("Загрузить таблицу ответов…", self.acts.load_file),
            ],
        )
        self.new = self._button("Новый опрос", self.acts.new)
        self.new.setProperty("kind", "primary")
        self.key = self._button("Ввод ответов", lambda: self.acts.key_in())
        self.blanks = self._button("Бланки…", lambda: self.acts.out.print_blanks(self.people.chosen_many()))
        self.files = self._button("Ответы файлом", self._show_files)
        self.more = self._button("Ещё", self._show_more)
        self._build()
        self._connect()
        self._recolour()

    # --- TabPage

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads the waves of the year anew; the choice, part and filters stay."""
        del changes
        self._reads += 1
        self._rows = waves.list_waves(self._workspace, year=self._host.year)
        if self._widget.isVisible():  # what was asked for is painted first
            in_turn(self, self._propose)
        else:
            self._propose()
        self._pages.setCurrentIndex(0 if self._rows else 1)
        self.list.set_rows(self._rows, self._workspace.clock.today())

    def _propose(self) -> None:
        self._show_proposals(proposing.propose_waves(self._workspace))

    def focus_search(self) -> None:
        """Ctrl+F: among the people when they are shown, else among the waves."""
        if self.parts.currentIndex() == PEOPLE and self._view is not None:
            self.people.panel.search.start()
        else:
            self.search.start()

    def show_record(self, kind: str, record_id: int) -> bool:
        """Shows a wave."""
        return kind == _WAVE and self.show_wave(record_id)

    # --- for the acts

    def told(self, said: str) -> None:
        """After a change: refreshes and says what was done, with «Отменить»."""
        reads = self._reads
        self._host.changed(None, said or None)
        if self._reads == reads:  # the host had not seen that this tab is stale
            self.refresh(None)

    def show_wave(self, wave_id: int) -> bool:
        """Chooses a wave; False when it is not there."""
        self.search.clear()
        return self.list.choose(wave_id)

    def show_part(self, part: int) -> None:
        """Turns to people, results or questions."""
        self.parts.setCurrentIndex(part)

    # --- inside: shown

    def _read_wave(self, wave_id: object) -> None:
        self._view = waves.get_wave(self._workspace, wave_id) if isinstance(wave_id, int) else None
        view = self._view
        self._stale_results = True
        self._told.setText(progress_words(view.row) if view is not None else "")
        self.people.show_wave(view)
        self.questions.show_wave(view)
        self.key.setEnabled(may_key(view))
        self.key.setToolTip("" if self.key.isEnabled() else "Опрос закрыт или его вопросы пришли с таблицей ответов")
        self.blanks.setEnabled(has_forms(view))
        if self._widget.isVisible():
            in_turn(self, self._show_results)
        else:
            self._show_results()

    def _show_results(self) -> None:
        if self.parts.currentIndex() != RESULTS or not self._stale_results:
            return
        self._stale_results = False
        if self._view is None:
            self.results.show_results(None)
            return
        number = self._view.row.id
        found = results.wave_results(self._workspace, number)
        compared: list[BeforeAfter] = []
        for before, after in comparing.comparable(self._workspace):
            if number in (before.id, after.id):
                compared += comparing.before_after(self._workspace, before.id, after.id)
        own = comparing.own_changes(self._workspace, number)
        self.results.show_results(Shown(found, tuple(compared), own, get_settings(self._workspace).few))

    def _show_proposals(self, proposals: Sequence[WaveProposal]) -> None:
        while (item := self._proposals.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not proposals:
            return
        first = proposals[0]
        notice = Notice("accent", proposal_words(first), self._widget)
        verb = "Добавить в идущий опрос" if first.wave is not None else "Провести"
        notice.add_button(verb, partial(self.acts.accept, first))
        if len(proposals) > 1:
            others = notice.add_button(f"Ещё {len(proposals) - 1}…", lambda: None)
            menu = QMenu(others)
            for one in proposals[1:]:
                menu.addAction(themed_icon("plus", size=18), proposal_title(one), partial(self.acts.accept, one))
            others.setMenu(menu)
        self._proposals.addWidget(notice)

    # --- inside: acting

    def _open_person(self, row: RespondentRow) -> None:
        if row.reply is not None:
            self.acts.show_reply(row.reply)
        elif self.key.isEnabled():
            self.acts.key_in(row)

    def _strike(self) -> None:
        self.acts.strike(self.people.chosen())

    def _drill(self, words: str, ids: list[int]) -> None:
        if self.results.shown is None:
            return
        people = figures.chosen_people(self.results.shown.results, ids, by_person=self.results.about_people)
        run_dialog(PeopleDialog(words, people, self._host.state, self.acts.show_reply, self._widget))

    def _show_files(self) -> None:
        popped(self.menus.of_files(self.people.chosen_many), self.files)

    def _show_more(self) -> None:
        popped(self.menus.of_wave(), self.more)

    # --- inside: building

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words, self._widget)
        assert callable(act)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _framed(self, inner: QWidget) -> QFrame:
        frame = QFrame(self._widget)
        frame.setProperty("role", "panel")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(1, 4, 1, 4)
        layout.addWidget(inner)
        return frame

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for button in (self.new, self.key, self.blanks, self.files):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.more)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        beside = QVBoxLayout(self._right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.parts)
        head.addWidget(self._told, 1)
        beside.addLayout(head)
        beside.addWidget(self._stack, 1)
        split = self._split
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([300, 1000])
        split.restoreState(self._host.state.blob(_SPLIT))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(_SPLIT, split.saveState()))
        self._pages.addWidget(self._framed(self._empty))
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(bar)
        layout.addLayout(self._proposals)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self._widget, lambda: self.acts.new())
        self.search.query_changed.connect(self.list.set_query)
        self.search.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.search.append)
        self.list.chosen.connect(self._read_wave)
        self.list.opened.connect(lambda _id: self.acts.change())
        self.list.delete_requested.connect(lambda _id: self.acts.delete())
        self.list.menu_requested.connect(lambda at: self.menus.of_wave().popup(at))
        self.parts.currentChanged.connect(self._turned)
        self.results.people_wanted.connect(self._drill)
        theme().changed.connect(self._recolour)

    def _turned(self, part: int) -> None:
        self._stack.setCurrentIndex(part)
        self._show_results()

    def _recolour(self) -> None:
        self.new.setIcon(themed_icon("plus", size=18, role="on_accent"))
        for button, icon in (
            (self.key, "edit"),
            (self.blanks, "print"),
            (self.files, "upload"),
            (self.more, "more"),
        ):
            button.setIcon(themed_icon(icon, size=18))
