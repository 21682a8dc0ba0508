"""Cards of leavers: how long they are kept, and those whose time has passed go to the recycle bin."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.services.workspace import Workspace
from curator_app.services.years import retention
from curator_app.services.years.retention import LeaverRow
from curator_app.texts.grammar import counted
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.number_box import NumberBox
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel


def _badge(row: LeaverRow) -> Badge:
    if not row.due:
        return Badge("хранится", "neutral")
    return Badge("можно стереть", "warn") if row.erasable else Badge("есть пары, приказы", "info")


_RESTS = "На карточке держатся пары, приказы, занятия или ответы: корзина её скроет, но не сотрёт"
_COLUMNS: tuple[Column[LeaverRow], ...] = (
    Column("name", "Фамилия, имя, отчество", lambda row: row.name, width=260, strong=True),
    Column("about", "Кто это", lambda row: row.about, width=170),
    Column("archived_on", "В архиве с", lambda row: row.archived_on, kind="date", width=110),
    Column("keep_until", "Хранить до", lambda row: row.keep_until, kind="date", width=110),
    Column("state", "Карточка", lambda row: not row.due, width=160, badge=_badge,
           tooltip=lambda row: "" if row.erasable else _RESTS),
)  # fmt: skip


class LeaversDialog(QDialog):
    """A list with ticks by selection, the years of keeping above it."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._workspace = host, workspace
        self.setWindowTitle("Карточки выбывших")
        self.years = NumberBox(1, 75, self)
        self.years.setValue(retention.keep_years(workspace))
        self.years.setAccessibleName("Сколько лет хранить")
        empty = EmptyState("archive", "В архиве никого нет", "Сюда попадают карточки тех, кого перенесли в архив.")
        chips = [Chip("due", "Срок истёк", lambda row: row.due), Chip("erasable", "Можно стереть", _may_go)]
        self.panel: TablePanel[LeaverRow] = TablePanel(
            _COLUMNS, lambda row: row.id, host.state, "leavers", empty=empty, chips=chips, hint="Найти человека…"
        )
        self.to_bin = QPushButton("В корзину", self)
        self.to_bin.setToolTip("Из корзины карточку можно стереть или вернуть")
        close = QPushButton("Закрыть", self)
        for button in (self.to_bin, close):
            button.setAutoDefault(False)
        top = QHBoxLayout()
        top.addWidget(QLabel("Хранить после переноса в архив, лет:", self))
        top.addWidget(self.years)
        top.addStretch(1)
        foot = foot_row(close, left=(self.to_bin,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        self.years.editingFinished.connect(self.keep)
        self.to_bin.clicked.connect(lambda: self.put_into_bin())
        close.clicked.connect(self.accept)
        self.panel.table.selection_changed.connect(lambda _ids: self._look())
        self._reload()
        fit_to_screen(self, 900, 560)

    @told()
    def keep(self) -> None:
        """Another number of years."""
        if self.years.value() != retention.keep_years(self._workspace):
            retention.set_keep_years(self._workspace, self.years.value())
            self._host.changed(None, f"Карточки выбывших хранятся {counted(self.years.value(), 'год', 'года', 'лет')}")
            self._reload()

    @told()
    def put_into_bin(self) -> None:
        """The selected cards."""
        ids = [row.id for row in self.panel.selected_rows()]
        if ids:
            retention.put_into_bin(self._workspace, ids)
            self._host.changed(None, f"В корзину: {counted(len(ids), 'карточка', 'карточки', 'карточек')}")
            self._reload()

    def _reload(self) -> None:
        self.panel.set_rows(retention.list_leavers(self._workspace))
        self._look()

    def _look(self) -> None:
        rows = self.panel.selected_rows()
        self.to_bin.setEnabled(bool(rows) and not self._workspace.read_only)
        self.to_bin.setText("В корзину" if len(rows) < 2 else f"В корзину ({len(rows)})")


def _may_go(row: LeaverRow) -> bool:
    return row.due and row.erasable
