"""What the card beside the timeline says: a step, a meeting or an order, a whole route, several steps at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from curator_app.domain.codes import RouteStatus
from curator_app.services.routes.rows import RouteRow, StepRow, WallRoute
from curator_app.texts.grammar import counted, date_short
from curator_app.texts.route_words import ROUTE_PAPER
from curator_app.ui.common.card_content import Act, Bullet, Bullets, CardContent, Line, MeterLine, Part, Prose, Section
from curator_app.ui.common.table_model import Badge, Meter
from curator_app.ui.routes.acts import LIFE, Acts
from curator_app.ui.routes.lines import StepLine, state_badge
from curator_app.ui.routes.timeline import Mark, State
from curator_app.ui.routes.timeline.words import STATES, TONES, state_words

_SHOWN_MEETINGS = 4


def step_card(line: StepLine, today: dt.date, acts: Acts, *, read_only: bool) -> CardContent:
    """One step."""
    step, route = line.step, line.route
    finish = (
        Act("Снять отметку", acts.unmark, "undo")
        if step.done
        else Act("Выполнено…", acts.mark_done, "check", "primary")
    )
    change = Act("Изменить…", acts.change, "edit")
    meetings = () if route.pair is None else (Act("Журнал встреч…", partial(acts.meetings, route.pair), "users"),)
    move = Act("Перенести…", acts.move, "calendar", enabled=not step.done, hint="Срок выполненного шага не меняется.")
    return CardContent(
        " ".join(step.content.split()),
        subtitle=f"№ {step.number} · {route.mentee_name}",
        badges=(state_badge(line),),
        actions=() if read_only else (finish, change, move) if step.live else (change,),
        more=(
            Act("Маршрут целиком", partial(acts.show_route, route.id), "eye"),
            Act("Файлы шага…", partial(acts.files, step.id, " ".join(step.content.split())[:60]), "folder"),
            *meetings,
            None,
            Act("Удалить из маршрута", acts.delete, "trash", enabled=not read_only),
        ),
        sections=(
            Section("Срок", tuple(_term(step, today))),
            Section(
                "Что делать",
                (
                    Line("Ответственный", _responsible(step)),
                    Line("Форма", step.form or ""),
                    Line("Уровень", step.level_label),
                    Prose(step.expected_result or "", "Ожидаемый результат"),
                    Prose(step.resources or "", "Ресурсы"),
                    Prose(step.report_document or "", "Отчётный документ"),
                ),
            ),
            Section("Дефициты", (Bullets(tuple(Bullet(label, icon="target") for label in step.deficits_label)),)),
            Section(
                "Отметка о выполнении",
                (
                    Line("Дата", date_short(step.done_on) if step.done_on else ""),
                    Prose(step.result or "", "Результат"),
                    Prose(step.evidence or "", "Подтверждение"),
                    _file_line(step.evidence_path, acts),
                    Prose(step.mentor_comment or "", "Комментарий наставника"),
                ),
            ),
            Section(
                "Чей маршрут",
                (
                    Line("Наставляемый", route.mentee_name, partial(acts.open_record, "mentee", route.mentee)),
                    _mentor_line(route.pair, route.mentor_name, acts),
                ),
            ),
        ),
        key=("route_step", step.id),
    )


def _file_line(kept: str | None, acts: Acts) -> Line:
    return Line("Файл", kept, partial(acts.open_file, kept)) if kept else Line("Файл", "")


def mark_card(mark: Mark, one: WallRoute | None, record: tuple[str, int], today: dt.date, acts: Acts) -> CardContent:
    """A meeting, an order or a survey."""
    said = state_words(mark, today)
    parts: list[Part] = [Line("Дата", date_short(mark.day)), Prose(mark.note)]
    meeting = next((row for row in one.meetings if row.id == record[1]), None) if one is not None else None
    if record[0] == "meeting" and meeting is not None:
        parts += [
            Line("Длительность", f"{meeting.duration_minutes} мин" if meeting.duration_minutes else ""),
            Line("Форма", meeting.form or ""),
            Prose(meeting.done or "", "Что сделано"),
            Prose(meeting.agreed or "", "Договорённости"),
            Line("Следующая", date_short(meeting.next_date) if meeting.next_date else ""),
            Line("Оценка", f"{meeting.rating} из 10" if meeting.rating else ""),
        ]
    actions = (
        (Act("Открыть приказ", partial(acts.open_record, "order", record[1]), "document"),)
        if record[0] == "order"
        else ()
    )
    return CardContent(
        mark.title,
        subtitle=mark.whose,
        badges=(Badge(said, TONES[mark.state]),),
        actions=actions,
        sections=(Section("", tuple(parts)),),
        key=record,
    )


def route_card(one: WallRoute, acts: Acts, *, alone: bool, read_only: bool) -> CardContent:
    """A whole route; ``alone``: it is the only one shown."""
    route, progress = one.route, one.route.progress
    badges = [Badge(route.status_label, "ok" if route.approved_on and not route.over else "neutral")]
    if progress.overdue:
        badges.append(Badge(f"просрочено: {progress.overdue}", "danger"))
    show = Act("Показать маршрут", partial(acts.show_route, route.id), "eye", "primary")
    add = Act("Добавить шаг…", partial(acts.add_step, route.id), "plus")
    draft = route.status == RouteStatus.DRAFT.value
    approve = (Act("Утвердить…", partial(acts.live, route.id, "approval"), "check-circle"),) if draft else ()
    without_term = sum(step.due_date is None and step.live for step in one.steps)
    return CardContent(
        route.mentee_name,
        subtitle=route.title,
        badges=tuple(badges),
        actions=(*(() if alone else (show,)), *(() if read_only else (add, *approve))),
        more=tuple(_route_menu(route, acts, read_only=read_only)),
        sections=(
            Section(
                "Выполнение",
                (
                    MeterLine("Сделано", Meter(progress.done, progress.total)),
                    Line("Позже срока", str(progress.late) if progress.late else ""),
                    Line("Ближайший срок", date_short(route.next_due) if route.next_due else ""),
                    Prose(route.next_step or "", "Ближайшее мероприятие"),
                    Line(
                        "Без срока", counted(without_term, "шаг", "шага", "шагов") if without_term else "", tone="warn"
                    ),
                ),
            ),
            Section("Дефициты", (Bullets(tuple(_deficits(one)), "Дефициты не указаны."),)),
            Section(
                "Маршрут",
                (
                    Line("Срок", f"{date_short(route.start_date)} — {date_short(route.end_date)}"),
                    _mentor_line(route.pair, route.mentor_name, acts),
                    Line("Наставляемый", route.mentee_name, partial(acts.open_record, "mentee", route.mentee)),
                    Line("Утверждён", date_short(route.approved_on) if route.approved_on else ""),
                    Line("Ознакомлен", date_short(route.acquainted_on) if route.acquainted_on else ""),
                    Line("Режим", route.mode or ""),
                    Prose(route.goal or "", "Цель"),
                    Prose(route.result or "", "Итог"),
                ),
            ),
            Section("Документы", (Bullets(tuple(_papers(route, acts))),)),
            Section(
                "Последние встречи",
                (Bullets(tuple(_meetings(one)), "Встреч пока не было."),),
                Act("Записать…", partial(acts.add_meeting, route.pair)) if route.pair and not read_only else None,
            ),
        ),
        key=("route", route.id),
    )


def _papers(route: RouteRow, acts: Acts) -> list[Bullet]:
    """The papers of a route that are printed and signed."""
    told = [
        Bullet(words, do=partial(acts.paper, route.id, code), icon="document") for code, words in ROUTE_PAPER.items()
    ]
    if route.pair is not None:
        told.append(Bullet("Журнал встреч", do=partial(acts.journal, route.pair), icon="document"))
    return told


def _route_menu(route: RouteRow, acts: Acts, *, read_only: bool) -> list[Act | None]:
    entries: list[Act | None] = [
        Act(one.text, partial(acts.live, route.id, one.key), one.icon, enabled=not read_only and one.able(route))
        for one in LIFE
    ]
    entries += [
        None,
        Act("Пересчитать сроки…", partial(acts.redate, route.id), "refresh", enabled=not read_only),
        Act("Скопировать…", partial(acts.copy_route, route.id), "copy"),
        Act("Сохранить как шаблон…", partial(acts.keep_as_template, route.id), "save"),
    ]
    if route.pair is not None:
        entries.append(Act("Журнал встреч…", partial(acts.meetings, route.pair), "users"))
    entries.append(Act("История изменений…", partial(acts.show_history, route.id), "history"))
    remove = partial(acts.remove_route, route.id)
    return [*entries, None, Act("Удалить маршрут", remove, "trash", enabled=not read_only)]


def many_card(lines: Sequence[StepLine], acts: Acts) -> CardContent:
    """Several steps of the list."""
    states = [(state, sum(line.state is state for line in lines)) for state in State]
    open_ones = sum(not line.step.done for line in lines)
    return CardContent(
        f"Выбрано: {counted(len(lines), 'мероприятие', 'мероприятия', 'мероприятий')}",
        actions=(
            Act(
                "Отметить выполнение…",
                acts.mark_done,
                "check",
                "primary",
                "Все выбранные уже выполнены.",
                enabled=open_ones > 0,
            ),
            Act("Изменить сразу все…", acts.change_many, "edit"),
            Act("Удалить", acts.delete, "trash"),
        ),
        sections=(
            Section(
                "Среди них",
                tuple(Line(STATES[state], str(number)) for state, number in states if number),
            ),
        ),
        key="many",
    )


def _term(step: StepRow, today: dt.date) -> list[Part]:
    if step.start_date is None or step.due_date is None:
        return [Line("Срок", "не указан", tone="warn")]
    days = (step.due_date - step.start_date).days + 1
    words = date_short(step.due_date)
    if days > 1:
        words = f"{date_short(step.start_date)} — {words}"
    parts: list[Part] = [Line("Когда", words), Line("Этап", step.stage_label)]
    if step.overdue:
        parts.insert(1, Line("Просрочено", counted((today - step.due_date).days, "день", "дня", "дней"), tone="danger"))
    return parts


def _responsible(step: StepRow) -> str:
    if step.responsible_label and step.responsible_label != step.responsible_name:
        return f"{step.responsible_name} ({step.responsible_label})"
    return step.responsible_name


def _mentor_line(pair: int | None, name: str, acts: Acts) -> Line:
    if pair is None:
        return Line("Наставник", name or "не закреплён")
    return Line("Наставник", name, partial(acts.open_record, "pair", pair), hint="Открыть пару")


def _deficits(one: WallRoute) -> list[Bullet]:
    bullets = []
    for deficit in one.deficits:
        steps = [step for step in one.steps if deficit.id in step.deficits and step.live]
        done = sum(step.done for step in steps)
        badge = Badge(f"{done} из {len(steps)}", "ok" if done == len(steps) else "neutral") if steps else None
        note = "" if steps else "нет ни одного мероприятия"
        bullets.append(Bullet(deficit.label, note, badge or Badge("без шагов", "warn")))
    return bullets


def _meetings(one: WallRoute) -> list[Bullet]:
    latest = sorted(one.meetings, key=lambda meeting: meeting.date, reverse=True)[:_SHOWN_MEETINGS]
    return [
        Bullet(f"{date_short(meeting.date)} — {meeting.kind_label}", meeting.topic or "", icon="users")
        for meeting in latest
    ]
