"""«Посещение урока»: who was at whose lesson, what was seen and advised."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import Catalogue
from curator_app.services import catalogues, pairs, people
from curator_app.services.meetings import keeping
from curator_app.services.meetings.keeping import VisitData
from curator_app.services.meetings.rows import VisitRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import ChoiceField, ComboField, DayField, Field, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values

_NAMES = ("teacher", "visitor", "date", "class_name", "subject", "topic", "purpose", "observed", "advice")


class VisitDialog(FormDialog):
    """A new visited lesson of a pair, or a change of one; the mentor visits the mentee unless told otherwise."""

    def __init__(
        self, workspace: Workspace, pair_id: int, present: VisitRow | None = None, parent: QWidget | None = None
    ) -> None:
        self._workspace = workspace
        self._pair = pair_id
        self._present = present
        row = next(one for one in pairs.list_pairs(workspace) if one.id == pair_id)
        names = dict(zip((row.mentor, *row.mentees), (row.mentor_name, *row.mentees_name), strict=True))
        others = {one.id: one.full_name for one in people.list_people(workspace, archived=False)}
        everybody = list({**names, **others}.items())
        today = workspace.clock.today()
        subjects = [one.title for one in catalogues.list_catalogue(workspace, Catalogue.SUBJECT)]
        rows: list[list[Field]] = [
            [
                ChoiceField("teacher", "Чей урок", everybody, empty=""),
                ChoiceField("visitor", "Кто посетил", everybody),
            ],
            [
                DayField("date", "Дата", today, required=True),
                TextField("class_name", "Класс", limit=20),
                ComboField("subject", "Предмет", subjects),
            ],
            [TextField("topic", "Тема урока")],
            [LinesField("purpose", "Цель посещения", rows=1)],
            [LinesField("observed", "Что отмечено", rows=3)],
            [LinesField("advice", "Рекомендации", rows=3)],
        ]
        told = (
            {"date": today, "teacher": row.mentees[0], "visitor": row.mentor, "subject": row.subject}
            if present is None
            else {name: getattr(present, name) for name in _NAMES}
        )
        super().__init__(
            "Посещение урока",
            [Section("", rows)],
            self._put,
            values=told,
            size=(780, 580),
            parent=parent,
        )
        self.form.fields["class_name"].setFocus()

    def _put(self, values: Values) -> None:
        data = VisitData(pair=self._pair, **{name: values[name] for name in _NAMES})
        if self._present is None:
            keeping.add_visit(self._workspace, data)
        else:
            keeping.update_visit(self._workspace, self._present.id, data)
