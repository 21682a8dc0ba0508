"""Documents about a training: a line for every participant to write «удостоверение № …» into."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from curator_app.services.activities import ActivityRow, data_of, update_activity
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values


class DocumentsDialog(FormDialog):
    """Enter goes from one participant to the next."""

    def __init__(self, workspace: Workspace, row: ActivityRow, parent: QWidget | None = None) -> None:
        fields = {
            f"person_{part.person}": TextField(
                f"person_{part.person}", part.name, placeholder="Удостоверение № 123 от 12.11.2026"
            )
            for part in row.participants
        }

        def save(values: Values) -> None:
            told = {part.person: values[f"person_{part.person}"] for part in row.participants}
            update_activity(workspace, row.id, replace(data_of(row), participants=told))

        sections = [Section(row.title, [[field] for field in fields.values()])]
        values = {f"person_{part.person}": part.document for part in row.participants}
        super().__init__("Документы об обучении", sections, save, values=values, size=(560, 520), parent=parent)
