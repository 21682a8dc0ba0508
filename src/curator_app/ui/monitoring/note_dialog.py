"""What the curator says himself in the analytical note: SWOT, conclusions, proposals; begun from the data."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from curator_app.services.monitoring.notes import Note, get_note, save_note, suggest_note
from curator_app.services.monitoring.rows import Measured
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import LinesField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values


class NoteDialog(FormDialog):
    """The curator's fields; everything else is written by the program. ``yearly``: the final report of a school year,
    which asks for the tasks of the next one as well."""

    def __init__(
        self, workspace: Workspace, measured: Measured, parent: QWidget | None, *, yearly: bool = False
    ) -> None:
        self._workspace = workspace
        self._period = measured.period
        paper = "Итоговый отчёт" if yearly else "Аналитическая справка"
        last = [[LinesField("tasks", "Задачи на следующий учебный год", rows=4)]] if yearly else []
        kept = get_note(workspace, measured.period)
        note = kept or suggest_note(measured)
        self._note = note
        super().__init__(
            f"{paper}: {measured.title}",
            [
                Section(
                    "SWOT-анализ",
                    [
                        [LinesField("strengths", "Сильные стороны"), LinesField("weaknesses", "Слабые стороны")],
                        [LinesField("opportunities", "Возможности"), LinesField("threats", "Угрозы")],
                    ],
                ),
                Section(
                    "Итоги",
                    [[LinesField("conclusions", "Выводы", rows=4)], [LinesField("proposals", "Предложения")], *last],
                ),
            ],
            self._keep,
            values={name: getattr(note, name) for name in Note.__dataclass_fields__},
            verb="Показать отчёт" if yearly else "Показать справку",
            size=(820, 600),
            parent=parent,
        )
        self.notice.say(
            "Числа, таблицы и диаграммы программа впишет сама. Здесь — ваши слова: каждая мысль с новой строки."
            + ("" if kept else " Сильные и слабые стороны предложены по показателям — исправьте их.")
        )

    def _keep(self, values: Values) -> None:
        save_note(
            self._workspace, self._period, replace(self._note, **{name: text or "" for name, text in values.items()})
        )
