"""Where a file goes or comes from: asked in the folder of the last time, and the name gets its ending."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from curator_app.ui.common.window_state import WindowState

_KINDS: Final = {
    "pdf": "Документы PDF (*.pdf)",
    "docx": "Документы Word (*.docx)",
    "xlsx": "Книги Excel (*.xlsx)",
    "csv": "Таблица CSV (*.csv)",
    "ics": "Календари (*.ics)",
    "html": "Анкеты (*.html)",
    "png": "Картинки PNG (*.png)",
}

_mark = ""


def use_mark(mark: str) -> None:
    """What every offered name of a file begins with, so that a paper of the demonstration school is never taken for a
    real one; «» for a real school."""
    global _mark
    _mark = mark


def start_folder(state: WindowState, key: str) -> Path:
    """The folder that is remembered under ``key``, at first the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(state.text(key) or documents or ".")


def ask_target(parent: QWidget, title: str, folder: Path, name: str, suffix: str) -> Path | None:
    """Asks where to save; ``name`` is offered and ``suffix`` («pdf») put to a name without it. None = thought better
    of."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(folder / f"{_mark}{name}.{suffix}"), _KINDS[suffix])
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.casefold() == f".{suffix}" else path.with_name(f"{path.name}.{suffix}")
