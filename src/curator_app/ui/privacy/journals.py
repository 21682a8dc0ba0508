"""The register of exports and the register of erasures."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from curator_app.documents.privacy_papers import plain_list
from curator_app.services import school
from curator_app.services.privacy import deeds, erasing, exports
from curator_app.services.privacy.erasing import ErasureRow
from curator_app.services.privacy.exports import KIND, ExportRow
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.privacy.table_dialog import TableDialog
from curator_app.ui.privacy.words import ERASED


def _names(row: ExportRow) -> Badge:
    if not row.personal:
        return Badge("без имён", "ok")
    return Badge("под паролем", "ok") if row.protected else Badge("с именами", "warn")


_EXPORTS: tuple[Column[ExportRow], ...] = (
    Column("at", "Когда", lambda row: row.at, lambda row: f"{row.at:%d.%m.%Y %H:%M}", "date", 140),
    Column("kind", "Что", lambda row: KIND.get(row.kind, row.kind), width=150),
    Column("title", "Название", lambda row: row.title, width=270, strong=True),
    Column("people", "Человек", lambda row: row.people or None, kind="number", width=90),
    Column("names", "Данные", lambda row: _names(row).text, width=130, badge=_names),
    Column("file", "Файл", lambda row: row.file_name, width=220),
    Column("recipient", "Кому", lambda row: row.recipient or "", width=160),
)
_EXPORT_CHIPS: tuple[Chip[ExportRow], ...] = (
    Chip("names", "С именами", lambda row: row.personal and not row.protected),
    Chip("many", f"Больше {exports.MANY} человек", lambda row: row.people > exports.MANY),
    Chip("sent", "Переданы", lambda row: bool(row.recipient)),
)


class ExportsDialog(TableDialog[ExportRow]):
    """Every file with data of people that has left the program."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "Журнал выгрузок",
            _EXPORTS,
            lambda row: row.id,
            "exports",
            empty=EmptyState(
                "download",
                "Ничего не выгружалось",
                "Здесь появится каждый файл с данными людей: книга, реестр, письмо.",
            ),
            chips=_EXPORT_CHIPS,
            hint="Найти выгрузку…",
            size=(1080, 560),
            parent=parent,
        )
        self._workspace = workspace
        self.print = self.add_act("Напечатать…", self.run_print)
        self.panel.set_rows(exports.list_exports(workspace))
        self.look()

    @told()
    def run_print(self) -> None:
        """What is shown now, as a paper."""
        rows = [row for one in self.panel.model.shown_ids() if (row := self.panel.model.find(one)) is not None]
        columns = (("Когда", 0.13), ("Что", 0.13), ("Название", 0.26), ("Человек", 0.08), ("Данные", 0.1),
                   ("Файл", 0.18), ("Кому", 0.12))  # fmt: skip
        lines = [
            (f"{row.at:%d.%m.%Y %H:%M}", KIND.get(row.kind, row.kind), row.title, str(row.people or "—"),
             _names(row).text, row.file_name, row.recipient or "")
            for row in rows
        ]  # fmt: skip
        name = school.get_school(self._workspace).short_name
        title, about = "Журнал выгрузок", f"на {self._workspace.clock.today():%d.%m.%Y}"
        papers.show_paper(self.host, self, title, partial(plain_list, name, title, about, columns, lines))


_ERASURES: tuple[Column[ErasureRow], ...] = (
    Column("at", "Когда", lambda row: row.at, lambda row: f"{row.at:%d.%m.%Y %H:%M}", "date", 140),
    Column("person", "Запись №", lambda row: row.person, kind="number", width=100),
    Column("kind", "Данные", lambda row: ERASED.get(row.kind, row.kind), width=120),
    Column("act", "Акт №", lambda row: row.act_number or "", width=100),
    Column("reason", "Причина", lambda row: row.reason, width=260, strong=True),
    Column("what", "Что удалено", lambda row: "; ".join(row.categories), width=320),
)


class ErasuresDialog(TableDialog[ErasureRow]):
    """Whose data are gone: numbers, never names."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "Журнал уничтожения данных",
            _ERASURES,
            lambda row: row.id,
            "erasures",
            empty=EmptyState("trash", "Данные не уничтожались", "Здесь остаются номера записей и акты, но не имена."),
            hint="Найти акт или причину…",
            size=(1040, 520),
            parent=parent,
        )
        self._workspace = workspace
        self.deed = self.add_act("Акт и выгрузка…", self.show_deed)
        self.panel.table.opened.connect(lambda _id: self.show_deed())
        self.panel.set_rows(erasing.list_erasures(workspace))
        self.look()

    @told()
    def show_deed(self) -> None:
        """The deed of the selected line with all that stand under the same number; without names."""
        rows = self.panel.selected_rows()
        if len(rows) != 1:
            return
        same = [one.id for one in self.panel.model.rows if (one.act_number, one.at) == (rows[0].act_number, rows[0].at)]
        write = partial(deeds.deed, self._workspace, same)
        papers.show_paper(self.host, self, "Акт об уничтожении персональных данных", write)

    def look(self) -> None:
        """A deed belongs to one line."""
        self.deed.setEnabled(len(self.panel.selected_rows()) == 1)
