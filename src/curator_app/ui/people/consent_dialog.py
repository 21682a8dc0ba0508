"""Consents on paper become lines in the base: received from one or several people, changed, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.services import consents
from curator_app.services.consents import ConsentData
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.rows import ConsentRow, MenteeRow, MentorRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import CONSENT_KIND, code_label
from curator_app.ui import papers
from curator_app.ui.common.consent_badge import consent_badge, consent_word
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import ChoiceField, DayField, Field, FlagField, LinesField, TextField
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_model import Column, RowTableModel
from curator_app.ui.common.table_view import RowTableView
from curator_app.ui.people.subjects import Subject, states_of, subject_of

_GIVEN_OR_NOT = ((False, "согласие"), (True, "отказ"))


def mark_consents(workspace: Workspace, rows: Sequence[MentorRow | MenteeRow], parent: QWidget | None) -> bool:
    """«Отметить согласия»: asks which have been received and when, puts them on file. True when something was."""
    return run_dialog(MarkDialog(workspace, [subject_of(row) for row in rows], parent))


def show_consents(host: PageHost, workspace: Workspace, row: MentorRow | MenteeRow, parent: QWidget | None) -> None:
    """All consents of one person: mark, change, take off the file, print the blanks."""
    run_dialog(ConsentsDialog(host, workspace, subject_of(row), parent))


class MarkDialog(FormDialog):
    """Kinds to tick, date, term. Of several people only those who have not given the kind yet get a line."""

    def __init__(self, workspace: Workspace, subjects: Sequence[Subject], parent: QWidget | None = None) -> None:
        self._workspace = workspace
        self._subjects = list(subjects)
        self._states = states_of(workspace, subjects)
        self.marked = 0
        self._kinds = list(dict.fromkeys(kind for subject in subjects for kind in subject.kinds))
        one = subjects[0].name if len(subjects) == 1 else counted(len(subjects), "человек", "человека", "человек")
        today = workspace.clock.today()
        rows: list[list[Field]] = [
            [FlagField(kind, f"Согласие {code_label(kind, CONSENT_KIND)}", hint=self._hint(kind))]
            for kind in self._kinds
        ]
        rows += [
            [
                ChoiceField("refused", "Что получено", _GIVEN_OR_NOT, empty=""),
                DayField("date", "Дата подписи", today),
                DayField("until", "Действует до", today, hint="Пусто — бессрочно."),
            ],
            [TextField("signed_by", "Кто подписал, если не сам(а)", hint="Родитель или законный представитель.")],
            [LinesField("note", "Примечание", rows=2)],
        ]
        super().__init__(
            f"Отметить согласия — {one}",
            [Section("", rows)],
            self._put,
            values={"date": today, "refused": False, **{kind: self._owed(kind) for kind in self._kinds}},
            verb="Отметить",
            size=(620, 520),
            parent=parent,
        )

    def _owed(self, kind: str) -> bool:
        """Ticked from the start: needed and never given. A refusal is not overwritten by one careless click."""
        return any(
            kind in subject.needed and self._states.get((subject.id, kind)) in {None, "expired"}
            for subject in self._subjects
        )

    def _hint(self, kind: str) -> str:
        asked = [subject for subject in self._subjects if kind in subject.kinds]
        states = [self._states.get((subject.id, kind)) for subject in asked]
        if len(self._subjects) == 1:
            return "" if states[0] is None else f"Сейчас: {consent_word(states[0])}."
        given = states.count("given")
        return f"Есть у {given} из {len(asked)}." if given else ""

    def _put(self, values: Values) -> None:
        ticked = [kind for kind in self._kinds if values[kind]]
        several = len(self._subjects) > 1
        wanted = [
            ConsentData(
                person=subject.id,
                kind=kind,
                date=values["date"],
                until=values["until"],
                refused=bool(values["refused"]),
                note=values["note"],
                signed_by=values["signed_by"],
            )
            for subject in self._subjects
            for kind in subject.kinds
            if kind in ticked and not (several and self._states.get((subject.id, kind)) == "given")
        ]
        if not wanted:
            raise InvalidInput([FieldProblem(self._kinds[0], "Отметьте хотя бы одно согласие, которого ещё нет.")])
        consents.add_consents(self._workspace, wanted)
        self.marked = len(wanted)


_COLUMNS: tuple[Column[ConsentRow], ...] = (
    Column("kind", "Согласие", lambda row: code_label(row.kind, CONSENT_KIND), width=304),
    Column(
        "state", "Состояние", lambda row: consent_word(row.state), width=104, badge=lambda r: consent_badge(r.state)
    ),
    Column("date", "Дата", lambda row: row.date, kind="date", width=96),
    Column("until", "Действует до", lambda row: row.until, kind="date", width=130),
    Column("withdrawn_on", "Отозвано", lambda row: row.withdrawn_on, kind="date", width=100),
    Column("note", "Примечание", lambda row: row.note, width=126),
)


class ConsentsDialog(QDialog):
    """The list of one person."""

    def __init__(self, host: PageHost, workspace: Workspace, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._subject = subject
        self.setWindowTitle(f"Согласия — {subject.name}")
        empty = EmptyState(
            "document",
            "Согласий пока нет",
            "Напечатайте бланки, дайте подписать и отметьте здесь дату. Без согласий приказ не издаётся.",
        )
        self.model: RowTableModel[ConsentRow] = RowTableModel(_COLUMNS, lambda row: row.id, self)
        self.table = RowTableView(self.model, host.state, "consents", self)
        frame = QWidget(self)
        self._pages = QStackedLayout(frame)
        self._pages.addWidget(self.table)
        self._pages.addWidget(empty)
        self.mark = self._button("Отметить…", self._mark)
        self.mark.setProperty("kind", "primary")
        self.change = self._button("Изменить…", self._change)
        self.remove = self._button("Удалить запись", self._remove)
        blanks = self._button("Бланки…", self._blanks)
        close = self._button("Закрыть", self.reject)
        foot = foot_row(close, left=(self.mark, self.change, self.remove, blanks))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(frame, 1)
        layout.addLayout(foot)
        self.table.opened.connect(lambda _id: self._change())
        self.table.delete_requested.connect(lambda _ids: self._remove())
        self.table.selection_changed.connect(lambda _ids: self._enable())
        fit_to_screen(self, 900, 440)
        self._reload()
        self.mark.setFocus()

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _reload(self) -> None:
        self.model.set_rows(consents.list_consents(self._workspace, self._subject.id))
        self._pages.setCurrentIndex(0 if self.model.total else 1)
        self._enable()

    def _selected(self) -> list[ConsentRow]:
        found = (self.model.find(row_id) for row_id in self.table.selected_ids())
        return [row for row in found if row is not None]

    def _enable(self) -> None:
        number = len(self.table.selected_ids())
        self.change.setEnabled(number == 1)
        self.remove.setEnabled(number == 1)

    def _mark(self) -> None:
        if run_dialog(MarkDialog(self._workspace, [self._subject], self)):
            self._host.changed(None, "Согласия отмечены")
            self._reload()

    def _change(self) -> None:
        rows = self._selected()
        if len(rows) == 1 and run_dialog(EditDialog(self._workspace, rows[0], self._subject, self)):
            self._host.changed(None, "Согласие изменено")
            self._reload()

    @told()
    def _remove(self) -> None:
        rows = self._selected()
        if len(rows) == 1:
            consents.remove_consent(self._workspace, rows[0].id)
            self._host.changed(None, "Запись о согласии удалена")
            self._reload()

    @told()
    def _blanks(self) -> None:
        states = states_of(self._workspace, [self._subject])
        owed = [kind for kind in self._subject.needed if states.get((self._subject.id, kind)) != "given"]
        kinds = owed or list(self._subject.needed)
        papers.show_blanks(
            self._host, self._workspace, self, [ConsentBlank(person=self._subject.id, kind=kind) for kind in kinds]
        )


_FIELDS = ("kind", "refused", "date", "until", "withdrawn_on", "note", "signed_by")


class EditDialog(FormDialog):
    """One consent: its dates, a withdrawal, a refusal."""

    def __init__(self, workspace: Workspace, row: ConsentRow, subject: Subject, parent: QWidget | None = None) -> None:
        today = workspace.clock.today()
        kinds = list(dict.fromkeys((*subject.kinds, row.kind)))
        rows: list[list[Field]] = [
            [ChoiceField("kind", "Согласие", [(kind, code_label(kind, CONSENT_KIND)) for kind in kinds], empty="")],
            [
                ChoiceField("refused", "Что получено", _GIVEN_OR_NOT, empty=""),
                DayField("date", "Дата подписи", today),
            ],
            [
                DayField("until", "Действует до", today, hint="Пусто — бессрочно."),
                DayField("withdrawn_on", "Отозвано", today, hint="С этого дня согласие не действует."),
            ],
            [TextField("signed_by", "Кто подписал, если не сам(а)", hint="Родитель или законный представитель.")],
            [LinesField("note", "Примечание", rows=2)],
        ]

        def put(values: Values) -> None:
            consents.update_consent(workspace, row.id, ConsentData(person=row.person, **values))

        super().__init__(
            f"Согласие — {row.person_name}",
            [Section("", rows)],
            put,
            values={name: getattr(row, name) for name in _FIELDS},
            size=(560, 480),
            parent=parent,
        )
