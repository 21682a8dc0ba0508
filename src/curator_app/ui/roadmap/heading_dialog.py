"""Title of the roadmap, day of approval, usual set of columns, note under the table."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator_app.services.roadmaps import making
from curator_app.services.roadmaps.rows import RoadmapRow
from curator_app.services.workspace import Workspace
from curator_app.texts.roadmap_words import COLUMN_SETS
from curator_app.ui.common.fields import ChoiceField, DayField, LinesField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.page import PageHost


class HeadingDialog(FormDialog):
    """Changes what stands around the rows."""

    def __init__(self, workspace: Workspace, host: PageHost, row: RoadmapRow, parent: QWidget | None = None) -> None:
        def save(values: Values) -> None:
            making.update_roadmap(workspace, row.id, **values)

        sections = [
            Section(
                "",
                [
                    [LinesField("title", "Название", rows=2, required=True)],
                    [ChoiceField("columns", "Столбцы при печати", list(COLUMN_SETS.items()), empty="")],
                    [DayField("approved_on", "Утверждена", host.clock.today(), hint="Пусто — место для даты от руки")],
                    [LinesField("note", "Примечание под таблицей", rows=2)],
                ],
            )
        ]
        values = {name: getattr(row, name) for name in ("title", "columns", "approved_on", "note")}
        super().__init__("Дорожная карта", sections, save, values=values, size=(640, 460), parent=parent)
