"""Small dialogs over steps: the mark of completion, another term, one change for many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import StepStatus
from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.services.routes import steps
from curator_app.services.routes.rows import StepRow
from curator_app.services.routes.steps import BulkEdit, Completion
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.route_words import RESPONSIBLE, STEP_LEVEL, STEP_STATUS
from curator_app.ui.common.fields import ChoiceField, DayField, Field, LinesField, NumberField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.routes.file_field import FileField


def done_dialog(workspace: Workspace, chosen: Sequence[StepRow], parent: QWidget) -> FormDialog:
    """«Отметка о выполнении» of one step or of several on one day."""
    today = workspace.clock.today()
    one = chosen[0] if len(chosen) == 1 else None
    fields: list[list[Field]] = [
        [DayField("done_on", "Когда выполнено", today, required=True)],
        [LinesField("result", "Результат")],
        [TextField("evidence", "Чем подтверждено", hint="Справка, конспект, отзыв")],
        [LinesField("mentor_comment", "Комментарий наставника")],
    ]
    values: dict[str, Any] = {"done_on": today}
    if one is not None:
        fields.insert(3, [FileField("evidence_path", "Файл или ссылка", workspace.folder.root)])
        values |= {name: getattr(one, name) for name in ("result", "evidence", "evidence_path", "mentor_comment")}

    def save(told: dict[str, Any]) -> None:
        mark = Completion(
            done_on=told["done_on"] or today,
            result=told["result"],
            evidence=told["evidence"],
            evidence_path=told.get("evidence_path"),
            mentor_comment=told["mentor_comment"],
        )
        steps.mark_many_done(workspace, [step.id for step in chosen], mark)

    title = "Отметить выполнение" if one is not None else f"Отметить выполнение: {_many(chosen)}"
    dialog = FormDialog(
        title,
        [Section("", fields)],
        save,
        values=values,
        verb="Выполнено",
        size=(580, 540),
        parent=parent,
    )
    return _about(dialog, chosen)


def move_dialog(workspace: Workspace, step: StepRow, parent: QWidget) -> FormDialog:
    """«Перенести» one step: both days typed or picked."""
    today = workspace.clock.today()

    def save(told: dict[str, Any]) -> None:
        start, due = told["start_date"] or told["due_date"], told["due_date"] or told["start_date"]
        steps.move_step(workspace, step.id, start, due)

    dialog = FormDialog(
        "Перенести",
        [
            Section(
                "",
                [
                    [
                        DayField("start_date", "Начало", today, required=True),
                        DayField("due_date", "Срок", today, required=True),
                    ]
                ],
            )
        ],
        save,
        values={"start_date": step.start_date, "due_date": step.due_date},
        verb="Перенести",
        size=(480, 270),
        parent=parent,
    )
    return _about(dialog, [step])


def many_dialog(workspace: Workspace, chosen: Sequence[StepRow], parent: QWidget) -> FormDialog:
    """«Изменить сразу все»: only what is filled in is changed."""
    keep = "не менять"
    fields: list[list[Field]] = [
        [
            ChoiceField(
                "direction", "Сроки", ((1, "сдвинуть позже"), (-1, "сдвинуть раньше")), empty=keep, hint="Оба дня шага"
            ),
            NumberField("days", "На сколько дней"),
        ],
        [ChoiceField("responsible", "Ответственный", tuple((k.value, w) for k, w in RESPONSIBLE.items()), empty=keep)],
        [ChoiceField("level", "Уровень", tuple((k.value, w) for k, w in STEP_LEVEL.items()), empty=keep)],
        [
            ChoiceField(
                "status",
                "Состояние",
                tuple((k.value, w) for k, w in STEP_STATUS.items() if k is not StepStatus.DONE),
                empty=keep,
            )
        ],
    ]

    def save(told: dict[str, Any]) -> None:
        if all(value is None for value in told.values()):
            raise InvalidInput([FieldProblem("direction", "Выберите, что изменить.")])
        if told["direction"] is not None and not told["days"]:
            raise InvalidInput([FieldProblem("days", "Укажите, на сколько дней.")])
        if told["direction"] is None and told["days"]:
            raise InvalidInput([FieldProblem("direction", "Укажите, позже или раньше.")])
        edit = BulkEdit(
            responsible=told["responsible"],
            level=told["level"],
            status=told["status"],
            shift_days=(told["direction"] or 0) * (told["days"] or 0),
        )
        steps.edit_steps(workspace, [step.id for step in chosen], edit)

    return FormDialog(
        f"Изменить сразу: {_many(chosen)}",
        [Section("", fields)],
        save,
        verb="Изменить",
        size=(560, 390),
        parent=parent,
    )


def _many(chosen: Sequence[StepRow]) -> str:
    return counted(len(chosen), "мероприятие", "мероприятия", "мероприятий")


def _about(dialog: FormDialog, chosen: Sequence[StepRow]) -> FormDialog:
    """Which step it is about; the words wrap, however long they are."""
    if len(chosen) == 1:
        dialog.notice.say(" ".join(chosen[0].content.split()), "neutral")
    return dialog
