"""Short dialogs about tasks: how it was done, until when and why it waits, why it is not needed, an own task."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import TaskObject
from curator_app.services import mentees, mentors, pairs
from curator_app.services.terms import marks, own
from curator_app.services.terms.own import OwnTaskData
from curator_app.services.terms.rows import OWN_RULE, TaskRow
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted
from curator_app.ui.common.fields import ChoiceField, DayField, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.run_dialog import run_dialog

_SMALL = (520, 380)
_WEEK = dt.timedelta(days=7)


def done_dialog(workspace: Workspace, tasks: Sequence[TaskRow], parent: QWidget | None) -> FormDialog:
    """«Сделано»: the day (today) and the evidence; Enter in them goes on, Ctrl+Enter keeps."""
    today = workspace.clock.today()
    one = tasks[0] if len(tasks) == 1 else None

    def save(values: Values) -> None:
        marks.mark_done(workspace, tasks, on=values["done_on"] or today, evidence=values["evidence"])

    return _dialog(
        _title("Сделано", tasks),
        [
            Section(
                "",
                [
                    [DayField("done_on", "Когда сделано", today, required=True)],
                    [
                        TextField(
                            "evidence", "Чем подтверждается", placeholder="например, приказ № 12-од, протокол, ссылка"
                        )
                    ],
                ],
            )
        ],
        save,
        {"done_on": (one and one.done_on) or today, "evidence": one.evidence if one else None},
        "Отметить",
        parent,
    )


def postpone_dialog(workspace: Workspace, tasks: Sequence[TaskRow], parent: QWidget | None) -> FormDialog:
    """«Отложить»: to which day (in a week) and why."""
    today = workspace.clock.today()

    def save(values: Values) -> None:
        marks.postpone(workspace, tasks, to=values["postponed_to"] or today, reason=values["note"] or "")

    return _dialog(
        _title("Отложить", tasks),
        [
            Section(
                "",
                [
                    [DayField("postponed_to", "До какого дня", today, required=True)],
                    [
                        LinesField(
                            "note", "Почему", rows=2, required=True, hint="Останется в задаче: пригодится при проверке."
                        )
                    ],
                ],
            )
        ],
        save,
        {"postponed_to": today + _WEEK},
        "Отложить",
        parent,
    )


def drop_dialog(workspace: Workspace, tasks: Sequence[TaskRow], parent: QWidget | None) -> FormDialog:
    """«Не требуется»: why this rule does not concern this person, pair or school."""
    return _dialog(
        _title("Не требуется", tasks),
        [Section("", [[LinesField("note", "Почему не требуется", rows=3, placeholder="например, делает район")]])],
        lambda values: marks.drop(workspace, tasks, reason=values["note"]),
        {},
        "Не требуется",
        parent,
    )


def own_task_dialog(workspace: Workspace, task: TaskRow | None, parent: QWidget | None) -> FormDialog:
    """A task of the curator's own: what, by when, about whom."""
    today = workspace.clock.today()
    choices = _objects(workspace)

    def save(values: Values) -> None:
        kind, _, number = (values["object"] or "").partition(":")
        data = OwnTaskData(
            title=values["task"] or "",
            due=values["due"],
            object_kind=kind or None,
            object_id=int(number) if number else None,
            note=values["note"],
        )
        if task is None:
            own.add_own_task(workspace, data)
        else:
            own.change_own_task(workspace, int(task.id.removeprefix(f"{OWN_RULE}:")), data)

    values: Values = {"due": today}
    if task is not None:
        about = "" if task.object_kind == TaskObject.SCHOOL.value else f"{task.object_kind}:{task.object_id}"
        values = {"task": task.title, "due": task.due, "object": about or None, "note": task.note}
    return FormDialog(
        "Новая задача" if task is None else "Своя задача",
        [
            Section(
                "",
                [
                    [TextField("task", "Что сделать", required=True)],
                    [
                        DayField("due", "К какому дню", today, required=True),
                        ChoiceField("object", "О ком", choices, empty="о школе в целом"),
                    ],
                    [LinesField("note", "Заметка", rows=2)],
                ],
            )
        ],
        save,
        values=values,
        size=(600, 420),
        parent=parent,
    )


def ask(dialog: FormDialog) -> bool:
    """Runs a dialog of this module; True when it was kept."""
    return run_dialog(dialog)


# --- inside


def _dialog(
    title: str, sections: list[Section], save: object, values: Values, verb: str, parent: QWidget | None
) -> FormDialog:
    assert callable(save)
    dialog = FormDialog(title, sections, partial(save), values=values, verb=verb, size=_SMALL, parent=parent)
    dialog.save_button.setDefault(True)
    return dialog


def _title(verb: str, tasks: Sequence[TaskRow]) -> str:
    if len(tasks) == 1:
        return f"{verb}: {tasks[0].title}"
    return f"{verb}: {counted(len(tasks), 'задача', 'задачи', 'задач')}"


def _objects(workspace: Workspace) -> list[tuple[str, str]]:
    """(«mentee:7», «Иванова Мария Петровна») of everybody a task may be about, by name, pairs last."""
    people = {
        **{row.id: ("mentor", row.full_name) for row in mentors.list_mentors(workspace) if not row.archived},
        **{row.id: ("mentee", row.full_name) for row in mentees.list_mentees(workspace) if not row.archived},
    }
    named = sorted(
        ((f"{kind}:{number}", name) for number, (kind, name) in people.items()), key=lambda one: collation_key(one[1])
    )
    paired = [
        (f"{TaskObject.PAIR.value}:{row.id}", f"{row.mentor_name} — {', '.join(row.mentees_name)}")
        for row in pairs.list_pairs(workspace)
        if row.status not in {"completed", "terminated"}
    ]
    return [*named, *paired]
