"""«Мероприятие маршрута»: every column of the ИОМ, and the deficits it works on."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import RouteStageCode
from curator_app.services import people
from curator_app.services.routes import steps
from curator_app.services.routes.rows import RouteCard, StepRow
from curator_app.services.routes.steps import StepData
from curator_app.services.terms import counting
from curator_app.services.workspace import Workspace
from curator_app.texts.route_words import RESPONSIBLE, ROUTE_STAGE, STEP_FORMS, STEP_LEVEL
from curator_app.texts.terms import day_words
from curator_app.ui.common.fields import ChoiceField, ComboField, DayField, Field, FlagField, LinesField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values

_NAMES = (
    "stage",
    "content",
    "form",
    "level",
    "expected_result",
    "resources",
    "report_document",
    "responsible",
    "responsible_person",
    "start_date",
    "due_date",
)


class StepDialog(FormDialog):
    """Adds a step to a route or changes one; ``step_id`` is its number afterwards."""

    def __init__(
        self, workspace: Workspace, card: RouteCard, present: StepRow | None = None, parent: QWidget | None = None
    ) -> None:
        self._workspace = workspace
        self._card = card
        self._present = present
        self.step_id = None if present is None else present.id
        super().__init__(
            "Новое мероприятие маршрута" if present is None else f"Мероприятие № {present.number}",
            self._sections(),
            self._put,
            values=self._values(),
            verb="Добавить" if present is None else "Сохранить",
            size=(820, 700),
            parent=parent,
        )
        self._is_working = counting.get_calendar(workspace).is_working
        self.form.fields["due_date"].edited.connect(self._remark)
        self._remark()

    def _remark(self) -> None:
        """What is worth knowing of the term; nothing of it forbids to save."""
        due = self.form.fields["due_date"].value()
        words = []
        if due is not None and not self._is_working(due):
            words.append(f"Срок — {day_words(due)}, нерабочий день.")
        if self._present is not None and self._present.anchor is not None:
            words.append("Срок рассчитан по шаблону. Изменённый срок больше не пересчитывается сам.")
        self.notice.say(" ".join(words), "info")

    def _sections(self) -> list[Section]:
        today = self._workspace.clock.today()
        staff = [(one.id, one.full_name) for one in people.list_people(self._workspace, archived=False)]
        rows: list[list[Field]] = [
            [LinesField("content", "Мероприятие", rows=2, required=True, placeholder="Что будет сделано")],
            [
                ComboField("form", "Форма", STEP_FORMS),
                ChoiceField("stage", "Этап", [(one.value, word) for one, word in ROUTE_STAGE.items()], empty=""),
                ChoiceField("level", "Уровень", [(one.value, word) for one, word in STEP_LEVEL.items()]),
            ],
            [
                DayField("start_date", "Начало", today),
                DayField("due_date", "Срок", today, required=True),
                ChoiceField("responsible", "Ответственный", [(one.value, word) for one, word in RESPONSIBLE.items()]),
                ChoiceField("responsible_person", "Кто именно", staff, empty="по роли"),
            ],
            [LinesField("expected_result", "Ожидаемый результат", rows=2)],
            [LinesField("resources", "Ресурсы", rows=1), LinesField("report_document", "Отчётный документ", rows=1)],
        ]
        sections = [Section("", rows)]
        if self._card.deficits:
            flags: list[list[Field]] = [[FlagField(f"deficit_{one.id}", one.label)] for one in self._card.deficits]
            sections.append(Section("Над каким дефицитом работает", flags))
        return sections

    def _values(self) -> dict[str, Any]:
        step = self._present
        if step is None:
            today = self._workspace.clock.today()
            route = self._card.route
            start = min(max(today, route.start_date), route.end_date)
            stages = [one.code for one in self._card.stages if one.start_date <= start <= one.end_date]
            return {
                "stage": stages[0] if stages else RouteStageCode.MAIN.value,
                "responsible": "mentor",
                "level": "school",
                "start_date": start,
            }
        linked = {f"deficit_{one.id}": one.id in step.deficits for one in self._card.deficits}
        return {name: getattr(step, name) for name in _NAMES} | linked

    def _put(self, values: Values) -> None:
        deficits = [one.id for one in self._card.deficits if values[f"deficit_{one.id}"]]
        data = StepData(
            **{name: values[name] for name in _NAMES} | {"content": values["content"] or ""}, deficits=deficits
        )
        if self._present is None:
            self.step_id = steps.add_step(self._workspace, self._card.route.id, data)
        else:
            steps.update_step(self._workspace, self._present.id, data)
