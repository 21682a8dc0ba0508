"""«Что изменилось с …»: records changed since a day, with what they were and what they became; to be printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.documents.privacy_papers import plain_list
from curator_app.domain.school_year import SchoolYear
from curator_app.services import changes_since, school
from curator_app.services.changes_since import ChangeRow
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.privacy.table_dialog import TableDialog
from curator_app.ui.records import values, words

_WHAT = {"added": "добавлено", "changed": "изменено", "removed": "удалено"}
_TONE: dict[str, Tone] = {"added": "ok", "changed": "info", "removed": "warn"}
_PEOPLE = frozenset({"person", "mentor", "mentee", "competence", "name_form"})
_PAIRS = frozenset({"pair", "pair_mentee", "pair_event"})
_ROUTES = frozenset({"route", "route_step", "route_stage", "route_change", "meeting", "lesson_visit"})
_MOST_PRINTED = 1000


def kind_words(table: str) -> str:
    """«карточка наставника»: whose row it is."""
    return words.PARTS[table][0] if table in words.PARTS else words.SILENT_PARTS[table]


def change_words(row: ChangeRow) -> str:
    """«Телефон: 8 900 … → 8 901 …; Примечание: пусто → ездит»; of an added record what it says."""
    said = []
    for one in row.fields:
        label = values.field_words(row.table, one.field)
        if label is None:
            continue
        was, became = (values.told(row.table, one.field, value) for value in (one.before, one.after))
        if row.what == "changed":
            said.append(f"{label}: {was or 'пусто'} → {became or 'пусто'}")
        elif told_now := became or was:
            said.append(f"{label}: {told_now}")
    return "; ".join(said)


_CHIPS: tuple[Chip[ChangeRow], ...] = (
    Chip("people", "Люди", lambda row: row.table in _PEOPLE, group="kind"),
    Chip("requests", "Запросы", lambda row: row.table in {"request", "deficit"}, group="kind"),
    Chip("pairs", "Пары", lambda row: row.table in _PAIRS, group="kind"),
    Chip("routes", "Маршруты и встречи", lambda row: row.table in _ROUTES, group="kind"),
    Chip("consents", "Согласия", lambda row: row.table == "consent", group="kind"),
    Chip("papers", "Документы", lambda row: row.table in {"order", "paper", "order_draft"}, group="kind"),
    Chip("added", "Добавлено", lambda row: row.what == "added", group="what"),
    Chip("removed", "Удалено", lambda row: row.what == "removed", group="what"),
)


class ChangesDialog(TableDialog[ChangeRow]):
    """Since 1 September unless another day is chosen; search finds people and words."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        today = workspace.clock.today()
        columns: tuple[Column[ChangeRow], ...] = (
            Column("at", "Когда", lambda row: row.at, lambda row: words.moment(row.at, today), "date", 140),
            Column("about", "О ком, о чём", lambda row: row.about, width=170, strong=True),
            Column("kind", "Запись", lambda row: kind_words(row.table), width=150),
            Column("what", "Что", lambda row: _WHAT[row.what], width=110,
                   badge=lambda row: Badge(_WHAT[row.what], _TONE[row.what])),
            Column("change", "Было → стало", change_words, width=360, tooltip=change_words),
            Column("action", "Действие", lambda row: row.action, width=200, visible=False),
            Column("who", "Кто", lambda row: row.who or "", width=100),
        )  # fmt: skip
        super().__init__(
            host,
            "Что изменилось",
            columns,
            lambda row: row.id,
            "changes",
            empty=EmptyState("history", "С этого дня ничего не менялось", "Выберите более раннюю дату."),
            chips=_CHIPS,
            hint="Найти человека, поле или значение…",
            size=(1100, 640),
            parent=parent,
        )
        self._workspace = workspace
        self.since = DateField(today, "С какого дня", self)
        self.since.set_date(SchoolYear.of(today).start)
        self._number = QLabel(self)
        self._number.setProperty("role", "muted")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(QLabel("Что изменилось с", self))
        top.addWidget(self.since)
        top.addWidget(self._number)
        top.addStretch(1)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(0, top)
        self.print = self.add_act("Напечатать…", self.run_print)
        self.since.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """The journal since the chosen day; an unreadable date changes nothing."""
        day = self.since.date()
        if day is None:
            return
        rows = changes_since.list_changes(self._workspace, day)
        self.panel.set_rows(rows)
        whole = changes_since.count_changes(self._workspace, day)
        self._number.setText(f"показаны последние {len(rows)} из {whole}" if whole > changes_since.LIMIT else "")

    @told()
    def run_print(self) -> None:
        """What the list shows now."""
        rows = [row for one in self.panel.model.shown_ids() if (row := self.panel.model.find(one)) is not None]
        columns = (("Когда", 0.12), ("О ком, о чём", 0.16), ("Запись", 0.13), ("Что", 0.09), ("Было → стало", 0.4),
                   ("Кто", 0.1))  # fmt: skip
        lines = [
            (f"{row.at:%d.%m.%Y %H:%M}", row.about, kind_words(row.table), _WHAT[row.what], change_words(row)[:600],
             row.who or "")
            for row in rows[:_MOST_PRINTED]
        ]  # fmt: skip
        day = self.since.date() or self._workspace.clock.today()
        about = f"с {day:%d.%m.%Y} по {self._workspace.clock.today():%d.%m.%Y}"
        if len(rows) > _MOST_PRINTED:
            about += f", последние {_MOST_PRINTED} из {len(rows)}"
        name = school.get_school(self._workspace).short_name
        title = "Что изменилось"
        papers.show_paper(self.host, self, title, partial(plain_list, name, title, about, columns, lines))
