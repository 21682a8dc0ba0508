"""A mentee's card for changes; a new one is asked for the first request at once (S2-П1, П2)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from curator_app.domain.codes import Catalogue
from curator_app.services import catalogues, mentees, people
from curator_app.services.mentees import MenteeData
from curator_app.services.rows import MenteeRow, PersonRow
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import MENTEE_CATEGORY
from curator_app.ui.common.fields import ChoiceField, ComboField, DayField, Field, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.people import person_form
from curator_app.ui.people.namesakes import Namesakes
from curator_app.ui.requests.request_dialog import new_request, request_data, request_rows

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


class MenteeDialog(FormDialog):
    """``person_id`` tells who was saved, ``pairing`` that a mentor is to be found for them at once."""

    def __init__(self, workspace: Workspace, row: MenteeRow | None, parent: QWidget | None) -> None:
        self._workspace = workspace
        self._row = row
        self.person_id: int | None = None if row is None else row.id
        self.pairing = False
        self._names: Namesakes | None = None
        # Post and first day come before the request: the order needs them, and below the fold they are forgotten.
        sections = [
            Section("Кто", person_form.name_rows()),
            Section("Работа и учёба", person_form.work_rows(workspace)),
            Section("Выход на работу", person_form.date_rows(workspace)),
        ]
        values = person_form.person_values(row)
        if row is None:
            sections.append(Section("Запрос", request_rows(workspace)))
            values |= new_request(workspace)
        else:
            values |= {name: getattr(row, name) for name in _OWN_NAMES}
        sections += [
            Section("Связь", person_form.contact_rows()),
            Section("Участие в программе", _program_rows(workspace)),
            Section("Остальное", person_form.other_rows(workspace)),
        ]
        super().__init__(
            "Новый наставляемый" if row is None else f"Наставляемый — {row.full_name}",
            sections,
            self._keep,
            values=values,
            size=(760, 660),
            parent=parent,
        )
        person_form.follow_kind(self.form)
        if row is None:
            person_form.split_full_name(self.form)
            self.pair_button = QPushButton("Сохранить и подобрать наставника", self)
            self.pair_button.setAutoDefault(False)
            self.pair_button.clicked.connect(self._save_and_pair)
            self.foot.insertWidget(0, self.pair_button)
            known = people.list_people(workspace)
            self._names = Namesakes(self.form, self.notice, known, self._take_present, self._release)

    def save(self) -> None:
        """Saves and closes, once it is said whose card it is."""
        if self._names is None or self._names.settled():
            super().save()

    def _save_and_pair(self) -> None:
        self.pairing = True
        self.save()
        self.pairing = self.result() == self.DialogCode.Accepted

    def _take_present(self, person: PersonRow) -> None:
        """The typed name is somebody of the base: the card gets the known facts, no second person is made."""
        self.person_id = person.id
        self.form.set_values(person_form.person_values(person))

    def _release(self) -> None:
        self.person_id = None

    def _keep(self, values: Mapping[str, Any]) -> None:
        told = {name: values.get(name) for name in _OWN_NAMES}
        told["mentor_name_raw"] = None if self._row is None else self._row.mentor_name_raw
        asked = self._row is None and (values["wording"] or values["deficits"])
        self.person_id = mentees.save_mentee(
            self._workspace,
            person_form.person_data(values),
            MenteeData(**told),
            request=request_data(values) if asked else None,
            person_id=self.person_id,
        )
