"""A consultation, a training or an event: what, when, who, with which outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import ActivityKind
from curator_app.services.activities import ActivityData
from curator_app.texts.roadmap_words import (
    ACTIVITY_KIND,
    ACTIVITY_STATUS,
    CONSULTATION_FORMS,
    EVENT_FORMS,
    RESPONSIBLE,
    TRAINING_FORMS,
)
from curator_app.ui.common.fields import (
    ChoiceField,
    ComboField,
    DayField,
    Field,
    LinesField,
    NumberField,
    TextField,
)
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.roadmap.participants import Candidate, ParticipantsField

_FORMS: dict[str, tuple[str, ...]] = {
    ActivityKind.CONSULTATION.value: CONSULTATION_FORMS,
    ActivityKind.TRAINING.value: TRAINING_FORMS,
    ActivityKind.EVENT.value: EVENT_FORMS,
}
_TITLE_LABEL = {
    ActivityKind.CONSULTATION.value: "Тема",
    ActivityKind.TRAINING.value: "Программа, тема",
    ActivityKind.EVENT.value: "Название",
}


class ActivityDialog(FormDialog):
    """``save`` gets the activity as it shall be."""

    def __init__(
        self,
        data: ActivityData,
        candidates: Sequence[Candidate],
        today: dt.date,
        save: Callable[[ActivityData], object],
        *,
        orders: Sequence[tuple[int, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        self._rest = asdict(data)
        staff = [(one.id, one.name) for one in sorted(candidates, key=lambda one: one.name)]
        kind = data.kind
        word = ACTIVITY_KIND[ActivityKind(kind)]
        about: list[list[Field]] = [
            [TextField("title", _TITLE_LABEL[kind], required=True)],
            [
                DayField("date", "Дата", today, required=True),
                DayField("end_date", "Последний день", today, hint="Если длится несколько дней"),
            ],
            [ComboField("form", "Форма", _FORMS[kind]), TextField("place", "Место")],
            [
                ChoiceField("responsible_person", "Ответственный", staff, empty="не выбран"),
                ChoiceField("responsible", "или его роль", [(one.value, RESPONSIBLE[one]) for one in RESPONSIBLE],
                            empty="не указана"),
            ],
            [ChoiceField("status", "Отметка", [(one.value, ACTIVITY_STATUS[one]) for one in ACTIVITY_STATUS],
                         empty=""), *_numbers(kind)],
        ]  # fmt: skip
        more: list[list[Field]] = []
        if kind == ActivityKind.TRAINING.value:
            more.append([TextField("organisation", "Организация")])
        if kind == ActivityKind.EVENT.value:
            more.append([ChoiceField("order_id", "Приказ о мероприятии", orders, empty="нет")])
            more.append([LinesField("programme", "Программа", rows=3)])
        sections = [
            Section("", about),
            Section("Участники", [[ParticipantsField("participants", "", candidates)]]),
            Section("Подробности", [*more, [LinesField("result", "Итог", rows=2)], [LinesField("note", "Примечание",
                                                                                              rows=2)]]),
        ]  # fmt: skip
        heading = word[:1].upper() + word[1:]
        super().__init__(heading, sections, lambda values: save(self._data(values)), size=(780, 660), parent=parent)
        self.form.set_values(self._rest)

    def _data(self, values: Mapping[str, Any]) -> ActivityData:
        return ActivityData(**{**self._rest, **values})


def _numbers(kind: str) -> list[Field]:
    fields: list[Field] = [NumberField("hours", "Часы (академические)")]
    if kind == ActivityKind.EVENT.value:
        fields.append(NumberField("attended", "Сколько человек было", hint="Пусто — по списку участников"))
    return fields
