"""«Учебные годы»: years side by side in numbers, closing a year and opening the last one again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.services.workspace import Workspace
from curator_app.services.years import listing
from curator_app.services.years.comparison import YearNumbers, compare_years
from curator_app.services.years.listing import YearRow
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import TextField
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel


@dataclass(frozen=True, slots=True)
class _Line:
    """A year with its numbers."""

    row: YearRow
    numbers: YearNumbers

    @property
    def id(self) -> int:
        """The year in which it begins."""
        return self.row.start.year


def _badge(line: _Line) -> Badge:
    if line.row.closed:
        return Badge("закрыт", "neutral")
    return Badge("текущий", "ok") if line.row.current else Badge("открыт", "info")


def _number(key: str, title: str, value: Callable[[YearNumbers], int], width: int = 90) -> Column[_Line]:
    return Column(key, title, lambda line: value(line.numbers), kind="number", width=width)


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("label", "Учебный год", lambda line: line.row.label, width=108, strong=True),
    Column("state", "Состояние", lambda line: line.row.closed_on, width=96, badge=_badge),
    _number("mentors", "Наставники", lambda one: one.mentors, 100),
    _number("mentees", "Наставляемые", lambda one: one.mentees, 114),
    _number("pairs", "Пары", lambda one: one.pairs, 62),
    _number("completed", "Завершены", lambda one: one.completed, 94),
    _number("terminated", "Прекращены", lambda one: one.terminated, 104),
    _number("meetings", "Встречи", lambda one: one.meetings, 80),
    _number("hours", "Часы встреч", lambda one: round(one.minutes / 60), 102),
    _number("trained", "Обучено", lambda one: one.trained, 82),
    _number("orders", "Приказы", lambda one: one.orders, 84),
    Column(
        "roadmap",
        "Дорожная карта",
        lambda line: line.numbers.roadmap_done,
        lambda line: f"{line.numbers.roadmap_done} из {line.numbers.roadmap_total}" if line.numbers.roadmap_total
        else "—",
        kind="number",
        width=124,
    ),
)  # fmt: skip


class YearsDialog(QDialog):
    """``tab_wanted``: the tab that the person wants to see for the year chosen; ``rollover_wanted``: the next year."""

    def __init__(
        self, host: PageHost, workspace: Workspace, show_year: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._host, self._workspace, self._show_year = host, workspace, show_year
        self.tab_wanted = ""
        self.rollover_wanted = False
        self.setWindowTitle("Учебные годы")
        empty = EmptyState("calendar", "Учебных лет пока нет", "Они появятся вместе с первыми парами и планами.")
        self.panel: TablePanel[_Line] = TablePanel(
            _COLUMNS, lambda line: line.id, host.state, "years", empty=empty, hint="Найти год…", parent=self
        )
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.about.setProperty("role", "muted")
        self.show_pairs = QPushButton("Пары этого года", self)
        self.show_plan = QPushButton("Его дорожная карта", self)
        self.close_year = QPushButton("Закрыть год…", self)
        self.reopen = QPushButton("Открыть снова…", self)
        self.next = QPushButton("Переход на новый год…", self)
        self.next.setProperty("kind", "primary")
        done = QPushButton("Готово", self)
        for button in (self.show_pairs, self.show_plan, self.close_year, self.reopen, self.next, done):
            button.setAutoDefault(False)
        self.show_pairs.clicked.connect(lambda: self._turn("pairs"))
        self.show_plan.clicked.connect(lambda: self._turn("roadmap"))
        self.close_year.clicked.connect(lambda: self.close_chosen())
        self.reopen.clicked.connect(lambda: self.reopen_chosen())
        self.next.clicked.connect(self._next)
        done.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(flowing((self.show_pairs, self.show_plan, self.close_year, self.reopen), self), 1)
        foot.addWidget(self.next)
        foot.addWidget(done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.about)
        layout.addLayout(foot)
        table = self.panel.table
        table.selection_changed.connect(lambda _ids: self._look())
        table.opened.connect(lambda _id: self._turn("pairs"))
        self._reload()
        table.setFocus()
        fit_to_screen(self, 1240, 520)

    # --- what a person can do

    @told()
    def close_chosen(self) -> None:
        """Makes the chosen year read-only."""
        line = self._chosen()
        if line is None or not confirm(
            self,
            f"Закрыть {line.row.label} учебный год?",
            "Закрыть год",
            detail="Записи с датами этого года можно будет смотреть и печатать, но не менять. Последний закрытый год "
            "можно открыть снова, указав причину.",
        ):
            return
        listing.close_year(self._workspace, line.row.label)
        self._done(f"Закрыт {line.row.label} учебный год")

    @told()
    def reopen_chosen(self) -> None:
        """Opens the last closed year again, with a reason."""
        line = self._chosen()
        if line is None:
            return
        label = line.row.label
        dialog = FormDialog(
            f"Открыть снова {label} учебный год",
            [Section("", [[TextField("reason", "Причина", required=True, hint="Останется в журнале изменений")]])],
            lambda values: listing.reopen_year(self._workspace, label, values["reason"] or ""),
            verb="Открыть год",
            size=(520, 220),
            parent=self,
        )
        if run_dialog(dialog):
            self._done(f"Снова открыт {label} учебный год")

    # --- inside

    def _chosen(self) -> _Line | None:
        rows = self.panel.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _turn(self, tab: str) -> None:
        line = self._chosen()
        if line is not None:
            self._show_year(line.row.label)
            self.tab_wanted = tab
            self.accept()

    def _next(self) -> None:
        self.rollover_wanted = True
        self.accept()

    def _done(self, said: str) -> None:
        self._host.changed(None, said)
        self._reload()

    def _reload(self) -> None:
        numbers = {one.label: one for one in compare_years(self._workspace)}
        rows = listing.list_years(self._workspace)
        self.panel.set_rows([_Line(row, numbers[row.label]) for row in rows])
        if rows and self._chosen() is None:
            self.panel.show_id(rows[0].start.year)
        self._look()

    def _look(self) -> None:
        line = self._chosen()
        closed = [one.row.label for one in self.panel.model.rows if one.row.closed]
        writes = not self._workspace.read_only
        for button in (self.show_pairs, self.show_plan):
            button.setEnabled(line is not None)
        self.close_year.setEnabled(writes and line is not None and not line.row.closed)
        self.reopen.setEnabled(writes and line is not None and bool(closed) and line.row.label == max(closed))
        self.next.setEnabled(writes)
        self.about.setText(_about(line) if line is not None else "")


def _about(line: _Line) -> str:
    parts = [f"{form} — {count}" for form, count in line.numbers.by_form.items()]
    words = "Пары по формам: " + ", ".join(parts) + "." if parts else "Пар в этом году нет."
    if line.numbers.consultations or line.numbers.events:
        words += f" Консультаций проведено {line.numbers.consultations}, мероприятий {line.numbers.events}."
    if line.row.unfinished:
        words += f" Не завершено пар, чей срок кончается в этом году: {line.row.unfinished}."
    return words
