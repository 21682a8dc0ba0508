"""The card of a task: when and why then, what it is done with, what can be done about it."""

from __future__ import annotations

import datetime as dt

from curator_app.domain.codes import TaskObject
from curator_app.domain.terms.rules import Trigger
from curator_app.domain.terms.states import TaskState
from curator_app.services.terms.rows import OWN_RULE, TaskRow
from curator_app.texts.grammar import counted
from curator_app.texts.terms import TRIGGER, day_words, responsible_words, source_words
from curator_app.ui.common.card_content import Act, CardContent, Line, Prose, Section
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge
from curator_app.ui.today.acts import OVER, TaskActs
from curator_app.ui.today.grouping import badge_words, bucket
from curator_app.ui.today.needs import need_words, tab_words

_TONES: dict[str, Tone] = {"late": "danger", "today": "accent", "week": "info", "done": "ok"}


def task_card(row: TaskRow, acts: TaskActs, today: dt.date) -> CardContent:
    """The card of one task."""
    own = row.rule_id == OWN_RULE
    where = bucket(row, today)
    about = row.object_title if row.object_kind != TaskObject.SCHOOL.value else "Школа"
    return CardContent(
        title=row.title,
        subtitle=about,
        badges=(Badge(badge_words(row, today), "warn" if row.trigger_changed else _TONES.get(where, "neutral")),),
        actions=_actions(row, acts),
        more=_more(row, acts, own=own),
        sections=(_question(row), _term(row, today), _why(row), _doing(row, acts), _mark(row)),
        key=("task", row.id),
    )


def _actions(row: TaskRow, acts: TaskActs) -> tuple[Act, ...]:
    if row.trigger_changed:
        stays = Act("Оставить как есть", acts.confirm, "check", "primary", "Отметка остаётся в силе")
        return stays, Act("Вернуть в работу", acts.reopen, "restore", hint="Отметка снимается, срок считается заново")
    if row.state in OVER:
        if row.derived:
            return ()
        return (Act("Вернуть в работу", acts.reopen, "restore", hint="Пробел"),)
    made = need_words(row)
    done = Act("Сделано…", acts.done, "check", "" if made else "primary", "С датой и подтверждением (Enter)")
    need = (Act(made, acts.need, "document", "primary"),) if made else ()
    return (*need, done, Act("Отложить…", acts.postpone, "clock"))


def _more(row: TaskRow, acts: TaskActs, *, own: bool) -> tuple[Act | None, ...]:
    entries: list[Act | None] = []
    if row.state == TaskState.DONE.value and not row.derived:
        entries.append(Act("Изменить отметку…", acts.done, "edit"))
    if own:
        entries += [Act("Изменить задачу…", acts.change, "edit"), Act("Удалить задачу", acts.drop, "trash")]
    elif row.state not in OVER:
        entries.append(Act("Не требуется…", acts.drop, "ban", hint="Del"))
    if row.object_kind != TaskObject.SCHOOL.value:
        entries.append(Act("Открыть карточку", acts.whom, "user", hint="Двойной щелчок"))
    return tuple(entries)


def _question(row: TaskRow) -> Section:
    if not row.trigger_changed:
        return Section("", ())
    base = _day(row.trigger_date) if row.trigger_date else "не указана"
    told = (
        "Отметка сделана, когда срок считался от другой даты. Теперь в базе дата-основание "
        f"{base}. Оставьте отметку, если всё сделано верно, или верните задачу в работу."
    )
    return Section("Основание изменилось", (Prose(told),))


def _term(row: TaskRow, today: dt.date) -> Section:
    if row.acts_on is None:
        trigger = TRIGGER.get(Trigger(row.trigger), "") if row.trigger else ""
        told = f"Срок пока не считается: в базе нет даты «{trigger}». Впишите её — задача встанет на своё место."
        return Section("Срок", (Prose(told),))
    parts: list[Line] = []
    if row.due is not None:
        parts.append(Line("Сделать до", day_words(row.due, year=True)))
    if row.moved:
        parts.append(Line("Перенос", row.moved, hint="ТК РФ, ст. 14: последний день на выходном — следующий рабочий"))
    if row.postponed_to is not None:
        parts.append(Line("Отложено до", day_words(row.postponed_to, year=True), tone="warn"))
        parts.append(Line("Почему", row.note or ""))
    if row.ladder is not None:
        parts.append(Line("Напоминание", ladder_words(row.ladder)))
    if row.window_start is not None and row.window_end is not None:
        parts.append(Line("Можно делать", f"с {_day(row.window_start)} по {_day(row.window_end)}"))
    elif row.window_start is not None and row.window_start > today:
        parts.append(Line("Начать можно", day_words(row.window_start, year=True)))
    return Section("Срок", tuple(parts))


def ladder_words(step: int) -> str:
    """The last step of the ladder -7, -1, 0, 7, 14… in words."""
    if step < -1:
        return "осталась неделя или меньше"
    if step < 0:
        return "остался один день"
    if step == 0:
        return "срок наступил"
    return f"просрочено: {counted(step // 7, 'неделя', 'недели', 'недель')}"


def _why(row: TaskRow) -> Section:
    if row.rule_id == OWN_RULE:
        return Section("Заметка", (Prose(row.note or ""),))
    parts: list[Line | Prose] = [Line("Правило", row.rule)]
    if row.trigger_date is not None and row.trigger:
        parts.append(Line("Считается от", f"{_day(row.trigger_date)} — {TRIGGER[Trigger(row.trigger)]}"))
    parts.append(Line("Откуда", source_words(row.source)))
    if not row.calendar_known:
        parts.append(Prose("Переносы выходных этого года ещё не известны: учтены только праздники по закону."))
    return Section("Почему такой срок", tuple(parts))


def _doing(row: TaskRow, acts: TaskActs) -> Section:
    about = row.object_title if row.object_kind != TaskObject.SCHOOL.value else ""
    tab = tab_words(row)
    parts = (
        Line("О ком", about, do=acts.whom),
        Line("Где делать", tab, do=acts.tab),
        Line("Результат", row.result or ""),
        Line("Отвечает", responsible_words(row.responsible)),
    )
    return Section("Что нужно", tuple(one for one in parts if one.text))


def _mark(row: TaskRow) -> Section:
    if row.state == TaskState.DONE.value:
        told = (
            Line("Когда", _day(row.done_on) if row.done_on else ""),
            Line("Подтверждение", row.evidence or ""),
            Prose("Отмечено программой: документ уже есть в базе." if row.derived else ""),
        )
        return Section("Сделано", told)
    if row.state == TaskState.DROPPED.value:
        return Section("Не требуется", (Prose(row.note or "Причина не указана."),))
    return Section("", ())


def _day(day: dt.date) -> str:
    return f"{day:%d.%m.%Y}"
