"""When the base can't be opened: what is wrong, and the ways out. The newest sound copy is one click away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app import APP_NAME
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder
from curator_app.services.backups import listing, rescuing, restoring
from curator_app.services.backups.listing import CopyRow
from curator_app.services.workspace import BaseKey
from curator_app.ui.backups import words
from curator_app.ui.backups.inside_view import InsideView
from curator_app.ui.backups.preview_dialog import PreviewDialog
from curator_app.ui.backups.rescue_dialog import RescueDialog
from curator_app.ui.common import dialogs
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.worker import JobRunner

Way = Literal["close", "again", "as_it_is", "fresh"]
_MOST = 30
_OPENED_AS_IT_IS = {
    "rotten": "Файл читается, но в нём изменились байты: где-то могла испортиться дата, буква или цифра. "
    "Восстановление из копии надёжнее.",
    "cut_off": "База прежняя, но часть сканов и файлов рядом с ней может быть из копии: проверьте их. Восстановление "
    "из копии надёжнее.",
}


class StartDialog(QDialog):
    """``way``: what the start is to do next; ``said``: what was done, to be told in the window that opens."""

    def __init__(
        self,
        problem: UnusableBase,
        folder: DataFolder,
        clock: Clock,
        key: BaseKey | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"База не открывается — {APP_NAME}")
        self._folder, self._clock, self._key, self._kind = folder, clock, key, problem.kind
        self.way: Way = "close"
        self.said = ("", "")
        self._jobs = JobRunner(self, self._failed)
        self._rows = [row for row in listing.list_copies(folder) if row.state != "damaged"][:_MOST]
        best = listing.newest_sound(folder)
        trouble = Notice("danger", problem.message, self)
        heading = QLabel("Копии базы, новые сверху" if self._rows else "Резервных копий на этом компьютере нет", self)
        heading.setProperty("role", "heading")
        self.list = RichList(parent=self)
        self.list.setAccessibleName("Копии базы")
        self.list.set_items([self._item(at, row, best) for at, row in enumerate(self._rows)])
        self.list.setVisible(bool(self._rows))
        self.inside = InsideView(self)
        self.trouble = Notice("danger", parent=self)
        self.restore_button = self._button("Восстановить", self.restore)
        self.restore_button.setProperty("kind", "primary")
        self.restore_button.setDefault(True)
        self.other_button = self._button("Копия в другом месте…", self.restore_other)
        self.rescue_button = self._button("Спасти, что читается…", self.rescue)
        self.open_button = self._button("Открыть как есть…", self.open_as_it_is)
        self.fresh_button = self._button("Начать новую базу…", self.begin)
        close = self._button("Закрыть программу", self.reject)
        self.rescue_button.setVisible(problem.kind in ("damaged", "rotten"))
        self.open_button.setVisible(problem.kind in _OPENED_AS_IT_IS)
        self.fresh_button.setVisible(problem.kind == "missing")
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list, 1)
        middle.addWidget(self.inside, 1)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for button in (self.other_button, self.rescue_button, self.open_button, self.fresh_button):
            ways.addWidget(button)
        ways.addStretch(1)
        foot = foot_row(self.restore_button, close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(trouble)
        layout.addWidget(heading)
        layout.addLayout(middle, 1)
        if not self._rows:
            layout.addStretch(1)
        layout.addWidget(self.trouble)
        layout.addLayout(ways)
        layout.addLayout(foot)
        self.list.chosen_changed.connect(lambda _ids: self._look())
        self.list.accepted.connect(self.restore)
        if best is not None and best in self._rows:
            self.list.choose([self._rows.index(best)])
        else:
            self.list.choose_first()
        self._look()
        (self.list if self._rows else self.other_button).setFocus()
        fit_to_screen(self, 860, 520 if self._rows else 300)

    def chosen(self) -> CopyRow | None:
        """The copy in hand."""
        ids = self.list.chosen()
        return self._rows[ids[0]] if ids else None

    @told()
    def restore(self) -> None:
        """Puts the chosen copy back at once: the base that is there can't be used as it is, and it is kept."""
        row = self.chosen()
        if row is not None and row.usable:
            self._restore(row.path)

    @told()
    def restore_other(self) -> None:
        """Looks at a copy that lies elsewhere, then puts it back."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Выберите копию базы", str(self._folder.backups), "Копии базы (*.curator *.db);;Все файлы (*)"
        )
        if chosen:
            self.restore_from(Path(chosen))

    @told()
    def restore_from(self, path: Path) -> None:
        """The same for a known file."""
        row = listing.preview(self._folder, path)
        if run_dialog(PreviewDialog(row, {}, self._clock.today(), self)):
            self._restore(path)

    @told()
    def rescue(self) -> None:
        """Reads what can be read, shows it, and takes it if the person wants it."""
        self._jobs.start(
            "Читается повреждённая база",
            lambda progress: rescuing.attempt(self._folder, self._clock, key=self._key, progress=progress),
            self._show_rescued,
        )

    @told()
    def open_as_it_is(self) -> None:
        """The person takes what is there for good."""
        if dialogs.confirm(
            self,
            "Открыть базу как есть?",
            "Открыть как есть",
            detail=_OPENED_AS_IT_IS[self._kind],
            danger=True,
        ):
            self._go("as_it_is")

    @told()
    def begin(self) -> None:
        """A new base although there was one."""
        if dialogs.confirm(
            self,
            "Начать новую, пустую базу?",
            "Начать новую",
            detail="Копии прежней базы останутся, к ним можно вернуться: «Файл» → «Резервные копии…».",
            danger=True,
        ):
            self._go("fresh")

    # -- inside

    def _restore(self, path: Path) -> None:
        self._jobs.start(
            "База восстанавливается из копии",
            lambda progress: restoring.restore_copy(self._folder, self._clock, path, key=self._key, progress=progress),
            self._restored,
        )

    def _restored(self, done: restoring.RestoreResult) -> None:
        self.said = words.restored(done)
        self._go("again")

    def _show_rescued(self, report: rescuing.RescueReport) -> None:
        if run_dialog(RescueDialog(report, self)):
            try:
                kept = rescuing.accept(self._folder, self._clock, report)
            except KnownProblem as problem:
                self._failed(problem)
                return
            self.said = ("Спасённая база открыта. Проверьте в ней последние изменения.", f"Повреждённый файл: {kept}")
            self._go("again")
        else:
            rescuing.discard(report)

    def _go(self, way: Way) -> None:
        self.way = way
        self.accept()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownProblem):
            raise error
        self.trouble.say(error.message)

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _item(self, at: int, row: CopyRow, best: CopyRow | None) -> RichItem:
        title = words.when(row) + (f" · {told}" if (told := words.age(row, self._clock.now())) else "")
        lines = [RichLine(words.counts_words(row) or row.reason)]
        if row == best:
            lines.append(RichLine("рекомендуем: самая новая из проверенных", "check-circle", "ok"))
        elif row.state == "newer":
            lines.append(RichLine("снята более новой программой", "warning", "warn"))
        return RichItem(at, title, tuple(lines), enabled=row.usable)

    def _look(self) -> None:
        row = self.chosen()
        self.inside.show_row(row)
        self.restore_button.setVisible(bool(self._rows))
        self.restore_button.setEnabled(row is not None and row.usable)
        self.restore_button.setText(f"Восстановить копию от {words.when(row)}" if row else "Восстановить")
