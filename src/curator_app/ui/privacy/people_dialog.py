"""«Персональные данные»: everybody in the base — is there a consent, until when to keep, what to do."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.services import people
from curator_app.services.privacy import about, retention
from curator_app.services.privacy.retention import KeptRow
from curator_app.services.workspace import Workspace
from curator_app.services.years import retention as term
from curator_app.texts.grammar import counted
from curator_app.texts.labels import PERSON_KIND, code_label
from curator_app.ui import papers
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.consent_badge import consent_badge, consent_word
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.number_box import NumberBox
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.people.person_dialog import PersonDialog
from curator_app.ui.privacy.table_dialog import TableDialog


def _keeping(row: KeptRow) -> Badge | None:
    if row.office:
        return Badge("должностное лицо", "neutral")
    if row.consent == "withdrawn":
        return Badge("отозвано — удалить", "danger")
    if row.due:
        return Badge("срок истёк", "danger")
    if row.running:
        return Badge("участвует", "ok")
    return Badge("в корзине", "neutral") if row.deleted else None


def _keeping_word(row: KeptRow) -> str:
    badge = _keeping(row)
    return "" if badge is None else badge.text


_COLUMNS: tuple[Column[KeptRow], ...] = (
    Column("name", "Фамилия, имя, отчество", lambda row: row.name, width=250, strong=True),
    Column("about", "Кто это", lambda row: row.about or code_label(row.kind, PERSON_KIND), width=190),
    Column("consent", "Согласие на обработку", lambda row: consent_word(row.consent), width=160,
           badge=lambda row: consent_badge(row.consent)),
    Column("last", "Последнее участие", lambda row: row.last, kind="date", width=140),
    Column("keep_until", "Хранить до", lambda row: row.keep_until, kind="date", width=110),
    Column("keeping", "Хранение", _keeping_word, width=170, badge=_keeping),
)  # fmt: skip
_CHIPS: tuple[Chip[KeptRow], ...] = (
    Chip("due", "Срок хранения истёк", lambda row: row.due),
    Chip("withdrawn", "Согласие отозвано", lambda row: row.consent == "withdrawn"),
    Chip("without", "Нет действующего согласия", lambda row: row.consent != "given"),
    Chip("archived", "В архиве", lambda row: row.archived),
)


class PeopleDialog(TableDialog[KeptRow]):
    """The list; the term of keeping above it."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "Персональные данные",
            _COLUMNS,
            lambda row: row.id,
            "kept",
            empty=EmptyState("users", "В базе никого нет", "Здесь появится каждый, чьи данные хранит программа."),
            chips=_CHIPS,
            hint="Найти человека…",
            size=(1080, 640),
            parent=parent,
        )
        self._workspace = workspace
        self.years = NumberBox(1, 75, self)
        self.years.setValue(term.keep_years(workspace))
        self.years.setAccessibleName("Сколько лет хранить")
        self.years.setEnabled(not workspace.read_only)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(QLabel("Хранить после последнего участия, лет:", self))
        top.addWidget(self.years)
        top.addStretch(1)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(0, top)
        self.card = self.add_act("Карточка…", self.edit_card, tip="Имя, должность, связь: и у того, кто не участвует")
        self.sheet = self.add_act("Что хранится о человеке…", self.show_sheet, tip="Лист для печати: 152-ФЗ, ст. 14")
        self.erase = self.add_act("Уничтожить или обезличить…", self.run_erase, kind="danger")
        self.years.editingFinished.connect(self.keep)
        self.panel.table.opened.connect(lambda _id: self.show_sheet())
        self.reload()

    @told()
    def keep(self) -> None:
        """Another number of years."""
        if self.years.value() != term.keep_years(self._workspace):
            term.set_keep_years(self._workspace, self.years.value())
            self.host.changed(None, f"Срок хранения данных: {counted(self.years.value(), 'год', 'года', 'лет')}")
            self.reload()

    @told()
    def edit_card(self) -> None:
        """The card of the selected person."""
        rows = self.panel.selected_rows()
        if len(rows) != 1 or not self.card.isEnabled():
            return
        person = people.get_person(self._workspace, rows[0].id)
        if run_dialog(PersonDialog(self._workspace, person, self)):
            self.host.changed(None, f"Карточка сохранена: {person.name.surname_initials}")
            self.reload()

    @told()
    def show_sheet(self) -> None:
        """What is kept of the selected person, as a paper."""
        rows = self.panel.selected_rows()
        if len(rows) == 1 and not rows[0].deleted:
            write = partial(about.subject_paper, self._workspace, rows[0].id)
            papers.show_paper(self.host, self, f"Сведения о персональных данных — {rows[0].name}", write)

    @told()
    def run_erase(self) -> None:
        """The selected people, one after another or all at once."""
        from curator_app.ui.privacy.erase_dialog import run_erase

        ids = [row.id for row in self.panel.selected_rows()]
        if ids:
            run_erase(self.host, self._workspace, self, ids, done=self.reload)

    def reload(self) -> None:
        """The list anew."""
        self.panel.set_rows(retention.list_kept(self._workspace))
        old = retention.old_copies(self._workspace)
        copies = counted(old, "копия базы старше", "копии базы старше", "копий базы старше")
        self.remark.setText(
            f"В папке копий {copies} этого срока: в них есть данные тех, чей срок хранения прошёл. Удалите такие копии."
            if old
            else ""
        )
        self.remark.setVisible(bool(old))
        self.look()

    def look(self) -> None:
        """One for the card and the sheet; anybody but the director and the curator may be erased."""
        rows = self.panel.selected_rows()
        one = len(rows) == 1 and not rows[0].deleted
        self.card.setEnabled(one and not self._workspace.read_only)
        self.sheet.setEnabled(one)
        may = bool(rows) and not any(row.office for row in rows) and not self._workspace.read_only
        self.erase.setEnabled(may)
        self.erase.setText(
            "Уничтожить или обезличить…" if len(rows) < 2 else f"Уничтожить или обезличить ({len(rows)})…"
        )
