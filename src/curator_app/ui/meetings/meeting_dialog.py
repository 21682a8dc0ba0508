"""«Записать встречу»: everything usual is filled in; Enter goes on, Ctrl+Enter keeps (≤ 20 s)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from curator_app.services.meetings import keeping
from curator_app.services.meetings.keeping import MeetingData
from curator_app.services.meetings.rows import MeetingRow
from curator_app.services.workspace import Workspace
from curator_app.texts.route_words import MEETING_KIND
from curator_app.ui.common.fields import (
    ChoiceField,
    ComboField,
    DayField,
    Field,
    FlagField,
    LinesField,
    NumberField,
)
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values

_FORMS = ("беседа", "консультация", "совместная подготовка урока", "разбор урока", "посещение урока", "дистанционно")
_NAMES = ("kind", "date", "duration_minutes", "form", "topic", "done", "agreed", "next_date", "rating")


class MeetingDialog(FormDialog):
    """A new entry of the log of a pair, or a change of one."""

    def __init__(
        self, workspace: Workspace, pair_id: int, present: MeetingRow | None = None, parent: QWidget | None = None
    ) -> None:
        self._workspace = workspace
        self._pair = pair_id
        self._present = present
        self._proposal = keeping.propose_meeting(workspace, pair_id)
        self._topics = {hint.topic: hint.step for hint in self._proposal.topics}
        super().__init__(
            f"{'Встреча' if present is None else 'Изменить встречу'}: {self._proposal.pair_title}",
            [Section("", self._rows())],
            self._put,
            values=self._values(),
            verb="Записать" if present is None else "Сохранить",
            size=(760, 560),
            parent=parent,
        )
        self.form.fields["topic"].setFocus()
        for name in ("kind", "date"):
            self.form.fields[name].edited.connect(self._look)
        if present is None and self._proposal.agreed_before:
            self.notice.say(f"В прошлый раз договорились: {self._proposal.agreed_before}", "info")
        else:
            self._look()

    def _rows(self) -> list[list[Field]]:
        today = self._workspace.clock.today()
        topic = ComboField("topic", "Тема", list(self._topics), placeholder="О чём говорили; список — из маршрута")
        rows: list[list[Field]] = [
            [
                DayField("date", "Дата", today, required=True),
                ChoiceField("kind", "Вид встречи", [(one.value, word) for one, word in MEETING_KIND.items()], empty=""),
                NumberField("duration_minutes", "Минут"),
                ComboField("form", "Форма", _FORMS),
            ],
            [topic],
            [LinesField("done", "Что сделано", rows=2)],
            [LinesField("agreed", "О чём договорились", rows=2)],
            [
                DayField("next_date", "Следующая встреча", today),
                NumberField("rating", "Оценка встречи, 1–10", hint="Необязательно."),
            ],
        ]
        if self._proposal.mentees:
            rows.append([FlagField(f"absent_{one}", f"Не был(а): {name}") for one, name in self._proposal.mentees])
        return rows

    def _values(self) -> dict[str, Any]:
        source = self._proposal.data if self._present is None else self._present
        absent = {f"absent_{one}": one in source.absent for one, _ in self._proposal.mentees}
        return {name: getattr(source, name) for name in _NAMES} | absent

    def _look(self) -> None:
        """Warns of a broken order of kinds while it can still be put right."""
        kind, date = self.form.fields["kind"].value(), self.form.fields["date"].value()
        if kind is None or date is None:
            return
        but = None if self._present is None else self._present.id
        self.notice.say(keeping.order_warning(self._workspace, self._pair, kind, date, but=but) or "", "warn")

    def _put(self, values: Values) -> None:
        step = self._topics.get(values["topic"] or "")
        if step is None and self._present is not None and values["topic"] == self._present.topic:
            step = self._present.step
        data = MeetingData(
            **{name: values[name] for name in _NAMES},
            pair=self._pair,
            step=step,
            absent=[one for one, _ in self._proposal.mentees if values[f"absent_{one}"]],
        )
        if self._present is None:
            keeping.add_meeting(self._workspace, data)
        else:
            keeping.update_meeting(self._workspace, self._present.id, data)
