"""A mentor's card for changes, or a new one (S2-П3)."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import Catalogue
from curator_app.services import catalogues, mentors, people, school
from curator_app.services.mentors import CompetenceData, MentorData
from curator_app.services.rows import MentorRow, PersonRow
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import MENTOR_STATUS
from curator_app.ui.common.fields import ChoiceField, ComboField, DayField, Field, LinesField, NumberField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.tags_field import TagsField
from curator_app.ui.mentors.words import LEVELS
from curator_app.ui.people import person_form
from curator_app.ui.people.namesakes import Namesakes

_OWN_NAMES = tuple(field.name for field in dataclasses.fields(MentorData) if field.name != "competence_areas")


class MentorDialog(FormDialog):
    """``person_id`` tells who was saved."""

    def __init__(self, workspace: Workspace, row: MentorRow | None, parent: QWidget | None = None) -> None:
        self._workspace = workspace
        self.person_id: int | None = None if row is None else row.id
        self.added = row is None
        self._names: Namesakes | None = None
        super().__init__(
            "Новый наставник" if row is None else f"Наставник — {row.full_name}",
            [
                Section("Кто", person_form.name_rows()),
                Section("Работа", person_form.work_rows(workspace)),
                Section("Наставничество", _mentor_rows(workspace)),
                Section("Связь", person_form.contact_rows()),
                Section("Ещё о наставнике", _more_rows(workspace)),
                Section("Ещё о человеке", [*person_form.date_rows(workspace), *person_form.other_rows(workspace)]),
            ],
            self._put,
            values={**person_form.person_values(row), **_own_values(row, workspace)},
            size=(800, 660),
            parent=parent,
        )
        person_form.follow_kind(self.form)
        if row is None:
            person_form.split_full_name(self.form)
            known = people.list_people(workspace)
            self._names = Namesakes(self.form, self.notice, known, self._take, self._release)

    def save(self) -> None:
        """Saves and closes, once it is said whose card it is."""
        if self._names is None or self._names.settled():
            super().save()

    def _take(self, person: PersonRow) -> None:
        """The typed name is somebody of the base: the card gets the known facts, no second person is made."""
        self.person_id = person.id
        present = next((row for row in mentors.list_mentors(self._workspace) if row.id == person.id), None)
        values = person_form.person_values(person)
        if present is not None:
            values |= _own_values(present, self._workspace)
        self.form.set_values(values)
        role = "уже в базе наставников" if present is not None else "карточка взята из базы"
        self.notice.say(f"{person.name.surname_initials}: {role}. Проверьте сведения и сохраните.", "info")

    def _release(self) -> None:
        self.person_id = None

    def _put(self, values: Values) -> None:
        own = {name: values[name] for name in _OWN_NAMES}
        areas = [CompetenceData(area=area, level=level) for area, level in values["competence_areas"]]
        self.person_id = mentors.save_mentor(
            self._workspace,
            person_form.person_data(values),
            MentorData(**own, competence_areas=areas),
            person_id=self.person_id,
        )


def _own_values(row: MentorRow | None, workspace: Workspace) -> Values:
    if row is None:
        capacity = school.get_school(workspace).default_capacity
        return {"status": MentorData().status, "capacity": capacity, "program_entry_date": workspace.clock.today()}
    values: Values = {name: getattr(row, name) for name in _OWN_NAMES}
    return {**values, "competence_areas": [(one.area, one.level) for one in row.competence_areas]}


def _mentor_rows(workspace: Workspace) -> list[list[Field]]:
    areas = catalogues.list_catalogue(workspace, Catalogue.AREA)
    forms = [entry.title for entry in catalogues.list_catalogue(workspace, Catalogue.MENTORING_FORM)]
    return [
        [
            NumberField("capacity", "Может вести, человек"),
            ChoiceField("status", "Статус", list(MENTOR_STATUS.items()), empty=""),
            ComboField("mentoring_form", "Форма наставничества", forms),
        ],
        [
            TagsField(
                "competence_areas",
                "Компетенции",
                [(area.code or area.title, area.title) for area in areas],
                levels=(1, 3, 2, LEVELS),
                hint="Точки — уровень: 1 может подсказать, 2 уверенно владеет, 3 учит других.",
            )
        ],
        [LinesField("competencies", "Основные компетенции своими словами", rows=2)],
    ]


def _more_rows(workspace: Workspace) -> list[list[Field]]:
    return [
        [LinesField("achievements", "Важные для программы достижения", rows=2)],
        [LinesField("interests", "Интересы", rows=2)],
        [
            TextField("desired_mentee_age", "Желаемый возраст наставляемых"),
            TextField("time_resource", "Ресурс времени", placeholder="например, среда после 14:00"),
        ],
        [DayField("program_entry_date", "Дата вхождения в программу", workspace.clock.today())],
        [LinesField("mentor_note", "Примечание о наставнике", rows=2)],
    ]
