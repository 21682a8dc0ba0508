"""The recycle bin: bring back, or erase for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services import bin as recycle_bin
from curator_app.services.bin import KIND_LABELS, Kind
from curator_app.services.rows import BinRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common import dialogs
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.records import words

_KINDS: tuple[Kind, ...] = tuple(KIND_LABELS)
_TONES: dict[str, Tone] = {"mentor": "accent", "mentee": "info", "pair": "ok", "request": "warn"}
_WORDS: dict[str, str] = {str(kind): label for kind, label in KIND_LABELS.items()}
_CHIP_WORDS: dict[Kind, str] = {
    "person": "Люди",
    "mentor": "Наставники",
    "mentee": "Наставляемые",
    "request": "Запросы",
    "pair": "Пары и группы",
    "roadmap": "Дорожные карты",
    "activity": "Мероприятия",
    "route": "Маршруты",
    "meeting": "Встречи",
    "lesson_visit": "Посещения уроков",
    "contest": "Конкурсы",
    "publication": "Публикации",
    "practice": "Практики",
    "incentive": "Поощрения",
    "agreement": "Соглашения",
    "order_draft": "Проекты приказов",
    "paper": "Документы",
    "attachment": "Файлы",
}


_OF_PEOPLE = frozenset({"person", "mentor", "mentee"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the bin under a number of its own: kinds share their numbers."""

    number: int
    row: BinRow


def _chip(kind: Kind) -> Chip[_Line]:
    return Chip(kind, _CHIP_WORDS[kind], lambda line: line.row.kind == kind, group="kind")


class BinDialog(QDialog):
    """What was deleted, the latest first; several lines may be chosen."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Корзина")
        self._host, self._workspace = host, workspace
        today = workspace.clock.today()
        columns: tuple[Column[_Line], ...] = (
            Column("title", "Что удалено", lambda line: line.row.title, width=360, strong=True),
            Column(
                "kind",
                "Вид записи",
                lambda line: _WORDS[line.row.kind],
                width=150,
                badge=lambda line: Badge(_WORDS[line.row.kind], _TONES.get(line.row.kind, "neutral")),
            ),
            Column(
                "deleted_at",
                "Когда удалено",
                lambda line: line.row.deleted_at,
                lambda line: words.moment(line.row.deleted_at, today),
                "date",
                150,
            ),
        )
        chips = [_chip(kind) for kind in _KINDS]
        empty = EmptyState("trash", "Корзина пуста", "Удалённые записи попадают сюда, их можно вернуть.")
        self.panel = TablePanel(
            columns, lambda line: line.number, host.state, "bin", empty=empty, chips=chips, hint="Найти в корзине…"
        )
        self._trouble = Notice("danger", parent=self)
        self.restore_button = QPushButton("Вернуть", self)
        self.restore_button.setProperty("kind", "primary")
        self.erase_button = QPushButton("Стереть…", self)
        self.traceless_button = QPushButton("Удалить без следа…", self)
        self.traceless_button.setToolTip("Данные человека исчезнут и из истории изменений; печатается акт")
        close = QPushButton("Закрыть", self)
        for button in (self.restore_button, self.erase_button, self.traceless_button, close):
            button.setAutoDefault(False)
        self.restore_button.clicked.connect(self._restore)
        self.erase_button.clicked.connect(self._erase)
        self.traceless_button.clicked.connect(self._erase_without_trace)
        close.clicked.connect(self.accept)
        foot = foot_row(close, left=(self.restore_button, self.erase_button, self.traceless_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self._trouble)
        layout.addLayout(foot)
        table = self.panel.table
        table.selection_changed.connect(lambda _ids: self._look())
        table.current_changed.connect(lambda _id: self._look())
        table.delete_requested.connect(lambda _ids: self._erase())
        self._reload()
        table.setFocus()
        fit_to_screen(self, 780, 560)

    @property
    def trouble(self) -> str:
        """Why the last act was refused; «» when it was not."""
        return self._trouble.text

    def _reload(self) -> None:
        rows = recycle_bin.list_bin(self._workspace)
        self.panel.set_rows([_Line(number, row) for number, row in enumerate(rows)])
        self._look()

    def _chosen(self) -> list[tuple[Kind, int]]:
        lines = self.panel.selected_rows()
        return [(kind, line.row.id) for line in lines for kind in _KINDS if kind == line.row.kind]

    def _look(self) -> None:
        number = len(self.panel.table.selected_ids())
        usable = number > 0 and not self._workspace.read_only
        self.restore_button.setEnabled(usable)
        self.erase_button.setEnabled(usable)
        people = [line.row.kind in _OF_PEOPLE for line in self.panel.selected_rows()]
        self.traceless_button.setEnabled(usable and all(people))
        self.restore_button.setText("Вернуть" if number < 2 else f"Вернуть ({number})")

    def _restore(self) -> None:
        chosen = self._chosen()
        said = f"Возвращено: {self._named(chosen)}"
        if self._done(lambda: recycle_bin.restore_many(self._workspace, chosen)):
            self._host.changed(None, said)
            self._reload()

    def _erase(self) -> None:
        chosen = self._chosen()
        named = self._named(chosen)
        if not chosen or not dialogs.confirm(
            self,
            f"Стереть из корзины: {named}?",
            "Стереть",
            detail="Запись исчезнет из корзины. Вернуть её можно будет только отменой этого действия: история "
            "изменений помнит прежние сведения. Чтобы данные человека исчезли отовсюду, нажмите «Удалить без следа…».",
            danger=True,
        ):
            return
        if self._done(lambda: recycle_bin.erase_many(self._workspace, chosen)):
            self._host.changed(None, f"Стёрто: {named}")
            self._reload()

    def _erase_without_trace(self) -> None:
        from curator_app.ui.privacy.erase_dialog import run_erase

        people = list(dict.fromkeys(record_id for _kind, record_id in self._chosen()))
        self._done(lambda: run_erase(self._host, self._workspace, self, people, done=self._reload))

    def _named(self, chosen: list[tuple[Kind, int]]) -> str:
        rows = self.panel.selected_rows()
        return rows[0].row.title if len(rows) == 1 else counted(len(chosen), "запись", "записи", "записей")

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownProblem as problem:
            self._trouble.say(problem.message)
            return False
        self._trouble.say("")
        return True
