"""«Резервные копии»: what there is and what is inside; make, verify, restore; the second place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.backups import checking, listing, making
from curator_app.services.backups.listing import CopyRow
from curator_app.services.workspace import Workspace
from curator_app.ui.backups import ask_restore, words
from curator_app.ui.backups.inside_view import InsideView
from curator_app.ui.backups.second_view import SecondView
from curator_app.ui.common import dialogs
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.scrolled import Scrolled
from curator_app.ui.common.table_model import Column
from curator_app.ui.common.table_panel import TablePanel

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    row: CopyRow


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("made", "Снята", lambda line: line.row.made, lambda line: words.when(line.row), "date", 150, strong=True),
    Column(
        "state",
        "Состояние",
        lambda line: words.state_badge(line.row).text,
        width=150,
        badge=lambda line: words.state_badge(line.row),
    ),
    Column("reason", "Почему", lambda line: line.row.reason, width=180),
    Column("people", "Людей", lambda line: line.row.people, kind="number", width=75),
    Column("pairs", "Пар", lambda line: line.row.pairs, kind="number", width=60, visible=False),
    Column(
        "size",
        "Размер",
        lambda line: line.row.size,
        lambda line: words.size_words(line.row.size),
        "number",
        80,
        visible=False,
    ),
)


class BackupsDialog(QDialog):
    """``wanted`` is the copy to be restored after the dialog is closed, None when there is none."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Резервные копии")
        self._host, self._workspace = host, workspace
        self.wanted: Path | None = None
        empty = EmptyState(
            "save", "Копий ещё нет", "Первая сделается сама, когда в базе что-нибудь изменится. Можно и сейчас."
        )
        self.panel: TablePanel[_Line] = TablePanel(
            _COLUMNS, lambda line: line.number, host.state, "backups", empty=empty, hint="Найти копию…"
        )
        self.inside = InsideView(self)
        self.second = SecondView(host, workspace, self._report, self._reload, self)
        self._trouble = Notice("danger", parent=self)
        self.make_button = self._button("Сделать копию", self.make)
        self.save_button = self._button("Сохранить в файл…", self.save_elsewhere)
        self.restore_button = self._button("Восстановить…", self.restore)
        self.verify_button = self._button("Проверить", self.verify)
        self.delete_button = self._button("Удалить…", self.delete)
        self.other_button = self._button("Восстановить из файла…", self.restore_other)
        close = self._button("Закрыть", self.reject)
        self.restore_button.setProperty("kind", "primary")
        right = QWidget(self)
        side = QVBoxLayout(right)
        side.setContentsMargins(12, 0, 0, 0)
        side.setSpacing(8)
        heading = QLabel("Что внутри", self)
        heading.setProperty("role", "heading")
        side.addWidget(heading)
        side.addWidget(Scrolled(self.inside, self), 1)
        side.addWidget(self.restore_button)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.verify_button, 1)
        acts.addWidget(self.delete_button, 1)
        side.addLayout(acts)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.panel)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([650, 290])
        foot = foot_row(close, left=(self.make_button, self.save_button, self.other_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(split, 1)
        layout.addWidget(self._trouble)
        layout.addWidget(self.second)
        layout.addLayout(foot)
        self.panel.table.current_changed.connect(lambda _id: self._look())
        self.panel.table.delete_requested.connect(lambda _ids: self.delete())
        self.panel.table.opened.connect(lambda _id: self.restore())
        self._reload()
        self.panel.table.setFocus()
        fit_to_screen(self, 1010, 620)

    @property
    def trouble(self) -> str:
        """Why the last act was refused; «» when it was not."""
        return self._trouble.text

    def make(self) -> None:
        """A copy into the folder of copies."""
        self._run(
            "Снимается копия базы",
            lambda progress: making.make_copy(self._workspace, progress=progress),
            lambda _path: "Копия снята и проверена",
        )

    def save_elsewhere(self) -> None:
        """A copy into a file of the person's choice."""
        name = f"curator-{self._workspace.clock.today():%Y-%m-%d}.curator"
        chosen, _ = QFileDialog.getSaveFileName(self, "Сохранить копию базы", name, "Копия базы (*.curator)")
        if chosen:
            target = Path(chosen)
            self._run(
                "Снимается копия базы",
                lambda progress: making.make_copy(self._workspace, target, progress=progress),
                lambda path: f"Копия снята и проверена: {path}",
            )

    def verify(self) -> None:
        """Reads the chosen copy to the last byte and opens what is in it."""
        row = self.current()
        if row is not None:
            self._run(
                "Проверяется копия",
                lambda progress: checking.verify_copy(
                    self._workspace.folder, row.path, key=self._workspace.key, progress=progress
                ),
                lambda _none: "Копия цела: её можно восстановить",
            )

    @told()
    def delete(self) -> None:
        """Removes the chosen copy, after a question."""
        row = self.current()
        if row is None:
            return
        if dialogs.confirm(
            self, f"Удалить копию от {words.when(row)}?", "Удалить", detail="Вернуть её будет нельзя.", danger=True
        ):
            making.delete_copy(row.path)
            self._reload()

    @told()
    def restore(self) -> None:
        """Puts the chosen copy back, after a look at what is inside."""
        row = self.current()
        if row is not None and row.usable:
            self._restore(row.path)

    @told()
    def restore_other(self) -> None:
        """Puts back a copy that lies elsewhere."""
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            "Выберите копию базы",
            str(self._workspace.folder.backups),
            "Копии базы (*.curator *.db);;Все файлы (*)",
        )
        if chosen:
            self._restore(Path(chosen))

    def current(self) -> CopyRow | None:
        """The copy in hand."""
        at = self.panel.table.current_id()
        line = None if at is None else self.panel.model.find(at)
        return None if line is None else line.row

    # -- inside

    def _restore(self, path: Path) -> None:
        if ask_restore(self._workspace, self, path):
            self.wanted = path
            self.accept()

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _run(self, title: str, job: Callable[[Progress], T], said: Callable[[T], str]) -> None:
        self._trouble.say("")

        def done(result: T) -> None:
            self._host.toast(said(result))
            self._trouble.say(said(result), "ok")
            self._reload()

        self._host.run(title, job, done, self._report)

    def _report(self, error: Exception) -> bool:
        """A known problem is told in the dialog, under the list."""
        if not isinstance(error, KnownProblem):
            return False
        self._trouble.say(error.message, "danger")
        self._reload()
        return True

    def _reload(self) -> None:
        rows = listing.list_copies(self._workspace.folder)
        self.panel.set_rows([_Line(at, row) for at, row in enumerate(rows)])
        if rows and self.panel.table.current_id() is None:
            self.panel.show_id(0)
        self.second.reload()
        self._look()

    def _look(self) -> None:
        row = self.current()
        self.inside.show_row(row)
        self.restore_button.setEnabled(row is not None and row.usable and not self._workspace.read_only)
        self.other_button.setEnabled(not self._workspace.read_only)
        for button in (self.verify_button, self.delete_button):
            button.setEnabled(row is not None)
