"""A row of the roadmap: what, when, who, with which result, and how it was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from curator_app.domain.terms.states import TaskState
from curator_app.services.roadmaps.items import ItemData
from curator_app.services.terms.rows import TaskRow
from curator_app.texts.grammar import counted
from curator_app.texts.roadmap_words import ROADMAP_STATUS
from curator_app.ui.common.fields import ChoiceField, ComboField, DayField, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog

_RESPONSIBLE = (
    "куратор",
    "директор",
    "куратор, директор",
    "наставник",
    "куратор, наставник",
    "педагог-психолог",
    "администрация",
    "рабочая группа",
)
_TERMS = ("в течение учебного года", "ежеквартально", "сентябрь", "до 15 сентября", "декабрь, май", "по окончании ИОМ")


def task_words(tasks: Iterable[TaskRow], rule: str | None) -> str:
    """How the tasks that the rule of a row sets stand on «Сегодня»; «» when there are none. Neither marks the other:
    a row speaks of the whole year, a task of one pair."""
    states = [one.state for one in tasks if rule is not None and one.rule_id == rule]
    known = [one for one in states if one not in {TaskState.DROPPED.value, TaskState.NO_TRIGGER.value}]
    if not known:
        return ""
    told = [f"На вкладке «Сегодня» по этой строке {counted(len(known), 'задача', 'задачи', 'задач')}"]
    for state, words in ((TaskState.DONE, "сделано"), (TaskState.OVERDUE, "просрочено")):
        if number := known.count(state.value):
            told.append(f"{words} {number}")
    return ", ".join(told) + "."


class ItemDialog(FormDialog):
    """``save`` gets the row as it shall be."""

    def __init__(
        self,
        title: str,
        data: ItemData,
        stages: Sequence[str],
        today: dt.date,
        save: Callable[[ItemData], object],
        parent: QWidget | None = None,
    ) -> None:
        self._rest = asdict(data)
        sections = [
            Section(
                "",
                [
                    [LinesField("content", "Мероприятие", rows=2, required=True)],
                    [
                        ComboField("stage", "Этап", stages, placeholder="Выберите или впишите новый"),
                        ComboField("responsible", "Ответственный", _RESPONSIBLE),
                    ],
                    [ComboField("term_text", "Срок словами", _TERMS, hint="Так он будет напечатан")],
                    [
                        DayField("start_date", "С", today),
                        DayField("due_date", "По", today, hint="Пусто — по словам или событию"),
                    ],
                    [
                        LinesField("expected_result", "Ожидаемый результат", rows=2),
                        LinesField("resources", "Ресурсы", rows=2),
                    ],
                ],
            ),
            Section(
                "Выполнение",
                [
                    [
                        ChoiceField("status", "Состояние", [(one.value, ROADMAP_STATUS[one]) for one in ROADMAP_STATUS],
                                    empty=""),
                        DayField("done_on", "Дата выполнения", today),
                    ],
                    [
                        LinesField("result", "Что сделано", rows=2),
                        TextField("evidence", "Подтверждающий документ", placeholder="Приказ № 14, протокол, ссылка"),
                    ],
                ],
            ),
            Section("Основание", [[TextField("basis", "Основание, проект"), TextField("source", "Пункт образца")],
                                  [LinesField("note", "Примечание", rows=2)]]),
        ]  # fmt: skip
        super().__init__(title, sections, lambda values: save(self._data(values)), size=(820, 640), parent=parent)
        self.form.set_values(self._rest)

    def _data(self, values: Mapping[str, Any]) -> ItemData:
        told = {**self._rest, **values}
        same_term = told["term_text"] == self._rest["term_text"]
        same_days = (told["start_date"], told["due_date"]) == (self._rest["start_date"], self._rest["due_date"])
        if not same_term and same_days:
            # Other words, the old days left alone: the days follow the words.
            told["start_date"] = told["due_date"] = None
        return ItemData(**told)
