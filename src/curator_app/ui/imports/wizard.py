"""The import in four steps: file, columns, check, done. Nothing is saved before the last one."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.imports import ImportChoices, ImportPreview, Outcome
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common import dialogs
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.single_click import single_clicks
from curator_app.ui.common.step_bar import StepBar
from curator_app.ui.common.turns import in_turn
from curator_app.ui.common.worker import JobRunner
from curator_app.ui.imports import session as steps
from curator_app.ui.imports import words
from curator_app.ui.imports.columns_page import ColumnsPage
from curator_app.ui.imports.done_page import DonePage
from curator_app.ui.imports.file_page import FilePage
from curator_app.ui.imports.questions_dialog import QuestionsDialog
from curator_app.ui.imports.review_page import ReviewPage
from curator_app.ui.imports.session import Imported, ImportSession


class Step(IntEnum):
    """Places in the row of steps."""

    FILE = 0
    COLUMNS = 1
    REVIEW = 2
    DONE = 3


_PAGE_HEIGHT = 300  # of 1366×768 at 150 %, the rest is steps and buttons
_NAMES = ("Файл", "Столбцы", "Проверка", "Готово")


class ImportWizard(QDialog):
    """Steps, their buttons and jobs; the pages only show and ask."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        parent: QWidget | None = None,
        path: Path | None = None,
        choices: ImportChoices | None = None,
        *,
        pasted_as: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Загрузка из файла")
        self._host, self._workspace = host, workspace
        self._choices = choices
        self._session: ImportSession | None = None
        self._imported: Imported | None = None
        self._undone = False
        self.jobs = JobRunner(self, _raise)
        self.bar = StepBar(_NAMES, self)
        self._pages = QStackedWidget(self)
        self.file_page = FilePage(host, self._pages)
        self.columns_page = ColumnsPage(self._pages)
        for page in (self.file_page, self.columns_page):
            page.setMinimumHeight(_PAGE_HEIGHT)
            self._pages.addWidget(page)
        self._trouble = Notice("danger", parent=self)
        self._note = QLabel(self)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self.back_button = QPushButton("Назад", self)
        self.back_button.setToolTip("Предыдущий шаг (Alt+Влево)")
        self.back_button.setAutoDefault(False)
        self.next_button = QPushButton("Далее", self)
        self.next_button.setProperty("kind", "primary")
        self.cancel_button = QPushButton("Отмена", self)
        self.cancel_button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self._go(Step.FILE)
        fit_to_screen(self, 1000, 640)
        in_turn(self, lambda: self.review_page)
        if path is not None:
            QTimer.singleShot(
                0, self, lambda: self.open_file(path, people_are=pasted_as, straight=pasted_as is not None)
            )

    @cached_property
    def review_page(self) -> ReviewPage:
        """The third step, made a moment after the first is seen."""
        page = ReviewPage(self._host, self._pages)
        page.setMinimumHeight(_PAGE_HEIGHT)
        page.questions_wanted.connect(self._ask)
        self._pages.insertWidget(Step.REVIEW, page)
        return page

    @cached_property
    def done_page(self) -> DonePage:
        """The last step, made when it is reached."""
        assert self.review_page is not None  # it stands before
        page = DonePage(self._host, self._pages)
        page.setMinimumHeight(_PAGE_HEIGHT)
        page.undo_wanted.connect(self._undo)
        self._pages.insertWidget(Step.DONE, page)
        return page

    @property
    def imported(self) -> ImportPreview | None:
        """What was imported; None when nothing was or it was taken back at once."""
        return self._imported.preview if self._imported is not None and not self._undone else None

    @property
    def step(self) -> Step:
        """The step at hand."""
        return Step(self.bar.current)

    @property
    def trouble(self) -> str:
        """The sentence of refusal shown above the buttons; «» when there is none."""
        return self._trouble.text

    def open_file(self, path: Path, *, people_are: str | None = None, straight: bool = False) -> None:
        """Reads the file in the background and goes to its columns; ``straight`` to the rows when all columns are sure.
        ``people_are``: what a mere list of people is taken for."""
        self.file_page.refuse("")
        self._run(
            "Файл читается…",
            lambda progress: steps.begin(self._workspace, path, progress, self._choices, people_are=people_are),
            lambda session: self._take(session, Step.REVIEW if straight and session.sure else Step.COLUMNS),
            self.file_page.refuse,
        )

    def reject(self) -> None:
        """Esc and «Отмена»."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks only where work by hand would be lost."""
        session = self._session
        at_work = self.step in {Step.COLUMNS, Step.REVIEW} and session is not None and session.changed_by_hand
        if at_work and not dialogs.confirm(
            self, "Прервать загрузку файла?", "Прервать", detail="В базу ещё ничего не сохранено.", cancel="Продолжить"
        ):
            event.ignore()
            return
        self.jobs.wait()
        event.accept()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        foot.addWidget(self.cancel_button)
        single_clicks(self.back_button, self.next_button, self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._trouble)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.file_page.chosen.connect(self.open_file)
        self.columns_page.kind_chosen.connect(self._kind_chosen)
        self.columns_page.field_chosen.connect(self._field_chosen)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._next)
        self.cancel_button.clicked.connect(self.close)
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.activated.connect(self._back)

    # -- steps

    def _go(self, step: Step) -> None:
        self._pages.setCurrentIndex(step)
        self.bar.show_step(step)
        self._say("")
        self.back_button.setVisible(step in {Step.COLUMNS, Step.REVIEW})
        self.next_button.setVisible(step is not Step.FILE)
        self.next_button.setEnabled(True)
        self.cancel_button.setVisible(step is not Step.DONE)
        self.next_button.setDefault(step is not Step.FILE)
        self.file_page.button.setDefault(step is Step.FILE)
        self._note.setText(f"Файл «{self._session.draft.file_name}»" if self._session and step < Step.DONE else "")
        if step is Step.COLUMNS:
            self.next_button.setText("Далее")
        elif step is Step.REVIEW:
            self._show_load_button()
        elif step is Step.DONE:
            self.next_button.setText("Закрыть")
        if step is not Step.FILE:
            self.next_button.setFocus()

    def _show_load_button(self) -> None:
        assert self._session is not None
        counts = words.counts_of(self._session.preview)
        number = counts[Outcome.CREATED] + counts[Outcome.UPDATED]
        self.next_button.setEnabled(number > 0 and not self._workspace.read_only)
        self.next_button.setText(
            f"Загрузить {counted(number, 'строку', 'строки', 'строк')}" if number else "Загружать нечего"
        )
        self._note.setText(f"{words.outcome_sentence(counts)}.")

    def _back(self) -> None:
        if self.step in {Step.COLUMNS, Step.REVIEW}:
            self._go(Step(self.step - 1))

    def _next(self) -> None:
        if self.step is Step.COLUMNS:
            self._look_again(Step.REVIEW)
        elif self.step is Step.REVIEW:
            self._load()
        elif self.step is Step.DONE:
            self.accept()

    def _take(self, session: ImportSession, step: Step) -> None:
        self._session = session
        if step is Step.REVIEW:
            self.review_page.show_session(session)
        else:
            self.columns_page.show_session(session)
        self._go(step)

    # -- decisions

    def _kind_chosen(self, table: int, kind: str | None) -> None:
        assert self._session is not None
        self._look_again(Step.COLUMNS, self._session.with_kind(table, kind))

    def _field_chosen(self, table: int, column: int, field: str | None) -> None:
        assert self._session is not None
        self._session = self._session.with_field(table, column, field)
        self.columns_page.field_changed(self._session, column)

    def _ask(self) -> None:
        session = self._session
        assert session is not None
        dialog = QuestionsDialog(session.preview.questions, session.choices.answers, self)
        if run_dialog(dialog) and (answers := dialog.answers()) != dict(session.choices.answers):
            self._look_again(Step.REVIEW, session.with_answers(answers))

    # -- jobs

    def _look_again(self, step: Step, session: ImportSession | None = None) -> None:
        wanted = session or self._session
        assert wanted is not None
        if not wanted.stale:
            self._take(wanted, step)
            return
        self._run(
            "Строки проверяются…",
            lambda progress: steps.look_again(self._workspace, wanted, progress),
            lambda looked: self._take(looked, step),
            self._refused,
        )

    def _refused(self, sentence: str) -> None:
        """The decision led nowhere (no table is left to read): the former state is shown again."""
        assert self._session is not None
        self.columns_page.show_session(self._session)
        self._say(sentence)

    def _load(self) -> None:
        session = self._session
        assert session is not None
        self._run(
            "Строки загружаются…",
            lambda progress: steps.finish(self._workspace, session, progress),
            self._loaded,
            self._say,
        )

    def _loaded(self, imported: Imported) -> None:
        self._imported = imported
        self.done_page.show_result(imported.preview, undoable=imported.action_id is not None)
        self._go(Step.DONE)
        self._host.changed(None)

    def _undo(self) -> None:
        assert self._imported is not None
        action_id = self._imported.action_id
        self._run(
            "Импорт отменяется…",
            lambda _progress: self._workspace.undo(action_id),
            lambda _entry: self._taken_back(),
            self._say,
        )

    def _taken_back(self) -> None:
        self._undone = True
        self.done_page.show_undone()
        self._host.changed(None)

    def _run(
        self,
        title: str,
        job: Callable[[Progress], object],
        done: Callable[..., None],
        refused: Callable[[str], None],
    ) -> None:
        def failed(error: Exception) -> bool:
            if isinstance(error, KnownProblem):
                refused(error.message)
                return True
            return False

        self._say("")
        self.jobs.start(title, job, done, failed)

    def _say(self, sentence: str) -> None:
        self._trouble.say(sentence)


def _raise(error: BaseException) -> None:
    """A bug goes on to the program's boundary."""
    raise error
