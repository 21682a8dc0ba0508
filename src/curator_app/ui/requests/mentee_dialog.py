"""A mentee's card for changes; a new one is asked for the first request at once (S2-П1, П2)."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from curator_app.domain.codes import Catalogue
from curator_app.runtime.errors import InvalidInput
from curator_app.services import catalogues, mentees, people
from curator_app.services.mentees import MenteeData
from curator_app.services.rows import MenteeRow, PersonRow
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import MENTEE_CATEGORY
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm, show_problem
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import ChoiceField, ComboField, DayField, Field, LinesField, TextField
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.notice import Notice
from curator_app.ui.people import person_form
from curator_app.ui.people.namesakes import warn_of_namesakes
from curator_app.ui.requests.request_dialog import request_data, request_rows

_OWN_NAMES = frozenset(field.name for field in dataclasses.fields(MenteeData))


def _program_rows(workspace: Workspace) -> list[list[Field]]:
    forms = [entry.title for entry in catalogues.list_catalogue(workspace, Catalogue.MENTORING_FORM)]
    today = workspace.clock.today()
    return [
        [
            ChoiceField("category", "Почему нужен наставник", list(MENTEE_CATEGORY.items())),
            ComboField("mentoring_form", "Форма наставничества", forms),
        ],
        [
            DayField("program_entry_date", "Дата вхождения в программу", today),
            DayField("actualized_on", "Сведения актуализированы", today),
            TextField("group", "Группа", hint="Одинаковая метка — один наставник."),
        ],
        [LinesField("mentee_note", "Примечание о наставляемом", rows=2)],
    ]


class MenteeDialog(QDialog):
    """``person_id`` tells who was saved. Stays open, with the work in it, when the command is refused."""

    def __init__(self, workspace: Workspace, row: MenteeRow | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._row = row
        self.person_id: int | None = None if row is None else row.id
        self._present: PersonRow | None = row
        self.setWindowTitle("Новый наставляемый" if row is None else f"Наставляемый — {row.full_name}")
        sections = [Section("Кто", person_form.name_rows())]
        if row is None:
            sections.append(Section("Запрос", request_rows(workspace)))
        sections += [
            Section("Выход на работу", person_form.date_rows(workspace)),
            Section("Работа и учёба", person_form.work_rows(workspace)),
            Section("Связь", person_form.contact_rows()),
            Section("Участие в программе", _program_rows(workspace)),
            Section("Остальное", person_form.other_rows(workspace)),
        ]
        self.form = Form(sections, self)
        values = person_form.person_values(row)
        if row is None:
            values |= {"source": "survey", "date": workspace.clock.today()}
        else:
            values |= {name: getattr(row, name) for name in _OWN_NAMES}
        self.form.set_values(values)
        person_form.follow_kind(self.form)
        self.buttons = QDialogButtonBox(self)
        save = self.buttons.addButton("Сохранить", QDialogButtonBox.ButtonRole.AcceptRole)
        save.setProperty("kind", "primary")
        self.buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 12, 16)
        notice = Notice(parent=self)
        layout.addWidget(notice)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.buttons)
        fit_to_screen(self, 760, 640)
        if row is None:
            warn_of_namesakes(self.form, notice, people.list_people(workspace), self._take_present)
        self.form.fields["surname"].setFocus()

    def _take_present(self, person: PersonRow) -> None:
        """The typed name is somebody of the base: the card gets the known facts, no second person is made."""
        self._present = person
        self.person_id = person.id
        self.form.set_values(person_form.person_values(person))

    @told()
    def save(self) -> None:
        """Saves and closes."""
        if not self.form.readable():
            return
        values = self.form.values()
        mentee = MenteeData(**{name: values.get(name) for name in _OWN_NAMES if name != "mentor_name_raw"})
        if self._row is not None:
            mentee = dataclasses.replace(mentee, mentor_name_raw=self._row.mentor_name_raw)
        request = None
        if self._row is None and (values["wording"] or values["deficits"]):
            request = request_data(values)
        try:
            self.person_id = mentees.save_mentee(
                self._workspace,
                person_form.person_data(values),
                mentee,
                request=request,
                person_id=self.person_id,
            )
        except InvalidInput as refusal:
            if rest := self.form.show_problems(refusal):
                show_problem(self, " ".join(rest))
            return
        self.accept()

    def reject(self) -> None:
        """Esc asks before typed work is thrown away."""
        if not self.form.dirty or confirm(self, "Закрыть без сохранения?", "Закрыть", cancel="Вернуться", danger=True):
            super().reject()
