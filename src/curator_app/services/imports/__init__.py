"""Import of the school's tables: open, look at the preview, change the mapping, answer questions, import, undo.

``open_import`` reads a file, ``preview_import`` tells what would happen to every row, ``run_import`` does it as one
action that undo takes back. All take the same ``ImportChoices``.
"""

from curator_app.services.imports.choices import ImportChoices, ImportDraft, field_choices, open_import, require_tables
from curator_app.services.imports.preview import (
    ColumnPreview,
    ImportPreview,
    ImportProblem,
    Outcome,
    Question,
    RowPreview,
    TablePreview,
)
from curator_app.services.imports.running import ImportReport, list_batches, preview_import, run_import, summary

__all__ = [
    "ColumnPreview",
    "ImportChoices",
    "ImportDraft",
    "ImportPreview",
    "ImportProblem",
    "ImportReport",
    "Outcome",
    "Question",
    "RowPreview",
    "TablePreview",
    "field_choices",
    "list_batches",
    "open_import",
    "preview_import",
    "require_tables",
    "run_import",
    "summary",
]
