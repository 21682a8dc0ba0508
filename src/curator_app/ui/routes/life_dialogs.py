"""Small dialogs of a route's life: facts, approval with warnings, correction, extension, completion."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import RouteStatus
from curator_app.domain.terms.arithmetic import add_months
from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.services.routes import differences, life, templates
from curator_app.services.routes.rows import RouteCard
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.fields import DayField, Field, FlagField, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values

_SHOWN = 8


def facts_dialog(workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> FormDialog:
    """«Сведения о маршруте»: title, days (only of a draft), goal, strengths, mode, note."""
    route = card.route
    today = workspace.clock.today()
    draft = route.status == RouteStatus.DRAFT.value
    days: list[Field] = [
        DayField("start_date", "Начало", today, required=True),
        DayField("end_date", "Окончание", today, required=True),
    ]
    rows: list[list[Field]] = [
        [TextField("title", "Название", required=True)],
        *([days] if draft else []),
        [LinesField("goal", "Цель", rows=2)],
        [LinesField("strengths", "Сильные стороны наставляемого", rows=2)],
        [LinesField("mode", "Режим занятий", rows=2)],
        [LinesField("note", "Примечание", rows=2)],
    ]

    def put(values: Values) -> None:
        facts = life.RouteFacts(
            title=values["title"] or "",
            pair=route.pair,
            start_date=_day(values, "start_date") if draft else route.start_date,
            end_date=_day(values, "end_date") if draft else route.end_date,
            goal=values["goal"],
            strengths=values["strengths"],
            mode=values["mode"],
            note=values["note"],
        )
        life.update_route(workspace, route.id, facts)

    names = ("title", "start_date", "end_date", "goal", "strengths", "mode", "note")
    dialog = FormDialog(
        f"Сведения о маршруте — {route.mentee_name}",
        [Section("", rows)],
        put,
        values={name: getattr(route, name) for name in names if draft or not name.endswith("_date")},
        size=(720, 600),
        parent=parent,
    )
    if draft:
        dialog.notice.say("С новыми сроками пересчитаются этапы и мероприятия, кроме перенесённых вручную.", "info")
    return dialog


def approval_dialog(workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> FormDialog:
    """«Утвердить маршрут»: what is still wrong is named, nothing is forbidden (S2-П1, П8)."""
    route = card.route
    today = workspace.clock.today()
    warnings = life.check_route(workspace, route.id)

    def put(values: Values) -> None:
        life.approve_route(workspace, route.id, _day(values, "approved_on"), note=values["note"])

    dialog = FormDialog(
        f"Утвердить маршрут — {route.mentee_name}",
        [
            Section(
                "",
                [
                    [DayField("approved_on", "Дата утверждения", today, required=True)],
                    [LinesField("note", "Примечание", rows=2, placeholder="Например, почему утверждён с замечаниями")],
                ],
            )
        ],
        put,
        values={"approved_on": route.approved_on or today},
        verb="Утвердить",
        size=(640, 300 + 26 * min(len(warnings), _SHOWN)),
        parent=parent,
    )
    if warnings:
        head = counted(len(warnings), "замечание", "замечания", "замечаний")
        lines = [f"• {one.sentence}" for one in warnings[:_SHOWN]]
        if len(warnings) > _SHOWN:
            lines.append(f"и ещё {len(warnings) - _SHOWN}")
        dialog.notice.say("\n".join((f"К маршруту {head}. Утвердить можно и так.", *lines)), "warn")
    else:
        dialog.notice.say("Маршрут проверен: дефициты, сроки, ответственные и пять встреч на месте.", "ok")
    return dialog


def acquaintance_dialog(workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> FormDialog:
    """«Ознакомлен(а)»: the day the mentee signed (S2-П8)."""
    today = workspace.clock.today()
    return FormDialog(
        f"Ознакомление — {card.route.mentee_name}",
        [Section("", [[DayField("acquainted_on", "Дата подписи", today, hint="Пусто — отметка снимается.")]])],
        lambda values: life.acquaint(workspace, card.route.id, values["acquainted_on"]),
        values={"acquainted_on": card.route.acquainted_on or today},
        size=(460, 240),
        parent=parent,
    )


def correction_dialog(workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> FormDialog:
    """«Корректировка»: the changes since the approval are already told, the curator gives the reason."""
    today = workspace.clock.today()
    changed = differences.changes_since_approval(workspace, card.route.id)

    def put(values: Values) -> None:
        life.correct_route(workspace, card.route.id, _day(values, "date"), values["reason"] or "", values["what"] or "")

    dialog = FormDialog(
        f"Корректировка маршрута — {card.route.mentee_name}",
        [
            Section(
                "",
                [
                    [DayField("date", "Дата", today, required=True)],
                    [
                        LinesField(
                            "reason",
                            "Причина",
                            rows=2,
                            required=True,
                            placeholder="Например: по итогам опроса об удовлетворённости",
                        )
                    ],
                    [LinesField("what", "Что изменено", rows=5, required=True)],
                ],
            )
        ],
        put,
        values={"date": today, "what": "\n".join(changed)},
        verb="Записать",
        size=(700, 460),
        parent=parent,
    )
    if not changed:
        dialog.notice.say(
            "С утверждения (или прошлой корректировки) мероприятия не менялись. Обычно сначала меняют маршрут, "
            "потом записывают корректировку.",
            "info",
        )
    return dialog


def extension_dialog(workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> FormDialog:
    """«Продлить» by mutual agreement (S1 Пол-7.2)."""
    route = card.route
    today = workspace.clock.today()

    def put(values: Values) -> None:
        life.extend_route(
            workspace,
            route.id,
            _day(values, "end_date"),
            _day(values, "date"),
            values["reason"] or "",
            bool(values["agreed"]),
        )

    return FormDialog(
        f"Продлить маршрут — {route.mentee_name}",
        [
            Section(
                "",
                [
                    [
                        DayField(
                            "end_date",
                            "Продлить до",
                            today,
                            required=True,
                            hint=f"Сейчас до {route.end_date:%d.%m.%Y}.",
                        ),
                        DayField("date", "Дата соглашения", today, required=True),
                    ],
                    [LinesField("reason", "Основание", rows=2, required=True)],
                    [FlagField("agreed", "Наставник и наставляемый согласны (п. 7.2 Положения)")],
                ],
            )
        ],
        put,
        values={"end_date": add_months(route.end_date, 1), "date": today},
        verb="Продлить",
        size=(600, 400),
        parent=parent,
    )


def completion_dialog(workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> FormDialog:
    """«Завершить маршрут»: the day and the result."""
    route = card.route
    today = workspace.clock.today()
    dialog = FormDialog(
        f"Завершить маршрут — {route.mentee_name}",
        [
            Section(
                "",
                [
                    [DayField("completed_on", "Дата завершения", today, required=True)],
                    [_result_field()],
                ],
            )
        ],
        lambda values: life.complete_route(workspace, route.id, _day(values, "completed_on"), values["result"]),
        values={"completed_on": today, "result": route.result},
        verb="Завершить",
        size=(600, 420),
        parent=parent,
    )
    left = route.progress.total - route.progress.done
    if left:
        words = counted(left, "мероприятие", "мероприятия", "мероприятий")
        dialog.notice.say(f"Не отмечено выполнение: {words}. Завершить маршрут можно и так.", "warn")
    return dialog


def result_dialog(workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> FormDialog:
    """«Итог маршрута» of one that is over."""
    return FormDialog(
        f"Итог маршрута — {card.route.mentee_name}",
        [Section("", [[_result_field()]])],
        lambda values: life.tell_result(workspace, card.route.id, values["result"]),
        values={"result": card.route.result},
        verb="Записать",
        size=(600, 300),
        parent=parent,
    )


def _result_field() -> LinesField:
    hint = "Какие дефициты сняты, что удалось, что рекомендовано дальше"
    return LinesField("result", "Итог", rows=4, placeholder=hint)


def termination_dialog(workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> FormDialog:
    """«Прекратить маршрут» before it is carried out, for a reason (S1 Пол-7.1)."""
    today = workspace.clock.today()
    return FormDialog(
        f"Прекратить маршрут — {card.route.mentee_name}",
        [
            Section(
                "",
                [
                    [DayField("completed_on", "С какого дня", today, required=True)],
                    [LinesField("reason", "Причина", rows=3, required=True)],
                ],
            )
        ],
        lambda values: life.terminate_route(
            workspace, card.route.id, _day(values, "completed_on"), values["reason"] or ""
        ),
        values={"completed_on": today},
        verb="Прекратить",
        size=(560, 360),
        parent=parent,
    )


def template_dialog(workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> FormDialog:
    """«Сохранить как шаблон»: the steps without names and marks, their terms relative to the events."""
    return FormDialog(
        "Сохранить маршрут как шаблон",
        [Section("", [[TextField("title", "Название шаблона", required=True)]])],
        lambda values: templates.save_route_as_template(workspace, card.route.id, values["title"] or ""),
        values={"title": f"По маршруту {card.route.start_date.year} года"},
        size=(520, 220),
        parent=parent,
    )


def _day(values: Values, field: str) -> dt.date:
    day = values[field]
    if not isinstance(day, dt.date):
        raise InvalidInput([FieldProblem(field, "Укажите дату.")])
    return day
