"""The card of anybody in the base, also of one who is neither mentor nor mentee: the director, the curator."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator_app.services import people
from curator_app.services.rows import PersonRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.people import person_form


class PersonDialog(FormDialog):
    """What is known of a person whatever the role."""

    def __init__(self, workspace: Workspace, row: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Карточка — {row.name.full}",
            [
                Section("Кто", person_form.name_rows()),
                Section("Работа и учёба", person_form.work_rows(workspace)),
                Section("Связь", person_form.contact_rows()),
                Section("Ещё о человеке", [*person_form.date_rows(workspace), *person_form.other_rows(workspace)]),
            ],
            lambda values: people.update_person(workspace, row.id, person_form.person_data(values)),
            values=person_form.person_values(row),
            size=(800, 660),
            parent=parent,
        )
        person_form.follow_kind(self.form)
