"""Tasks under headings: by term, by person, by kind; what is urgent first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from curator_app.services.terms.rows import OWN_RULE, TaskRow
from curator_app.ui.today import grouping, needs
from curator_app.ui.today.headline import spoken

TODAY = dt.date(2026, 10, 7)  # Wednesday


def task(number: int = 1, day: dt.date | None = TODAY, state: str = "open", **more: object) -> TaskRow:
    row = TaskRow(
        id=f"s2-p1:mentee:{number}",
        rule_id="s2-p1",
        occurrence="",
        title="Создать ИОМ",
        rule="не позднее 3 календарных дней со дня выхода на работу",
        source="S2-П1",
        object_kind="mentee",
        object_id=number,
        object_title=f"Человек {number}",
        persons=(number,),
        trigger="mentee.work_start",
        trigger_date=dt.date(2026, 9, 1),
        raw_due=day,
        due=day,
        window_start=None,
        window_end=None,
        moved="",
        acts_on=day,
        state=state,
        days_left=None,
        ladder=None,
        needs="route",
        responsible=("curator",),
        result=None,
        done_on=None,
        evidence=None,
        note=None,
        postponed_to=None,
        trigger_changed=False,
        derived=False,
        calendar_known=True,
    )
    return replace(row, **more)  # type: ignore[arg-type]  # fields of TaskRow by name


@pytest.mark.parametrize(
    ("day", "where"),
    [
        (dt.date(2026, 10, 6), grouping.LATE),
        (TODAY, grouping.TODAY),
        (dt.date(2026, 10, 8), grouping.WEEK),
        (dt.date(2026, 10, 11), grouping.WEEK),
        (dt.date(2026, 10, 12), grouping.LATER),
        (None, grouping.NO_DATE),
    ],
)
def test_a_week_ends_on_sunday(day: dt.date | None, where: str) -> None:
    assert grouping.bucket(task(day=day), TODAY) == where


def test_done_and_dropped_leave_the_urgent_parts_but_a_changed_foundation_asks_today() -> None:
    late = dt.date(2026, 9, 1)
    assert grouping.bucket(task(day=late, state="done"), TODAY) == grouping.DONE
    assert grouping.bucket(task(day=late, state="dropped"), TODAY) == grouping.DONE
    asked = task(day=late, state="done", trigger_changed=True)
    assert grouping.bucket(asked, TODAY) == grouping.TODAY
    assert grouping.line(asked, TODAY).question


def test_what_fell_due_before_the_school_began_here_is_not_called_late() -> None:
    before = task(day=dt.date(2026, 9, 1), inherited=True)
    assert grouping.bucket(before, TODAY) == grouping.EARLIER
    assert grouping.count([before], TODAY) == grouping.Counts(0, 0, 0)
    (group,) = grouping.groups([before], "terms", TODAY, {})
    assert (group.title, group.folds_first) == ("До начала работы в программе", True)
    put_off = replace(before, postponed_to=dt.date(2026, 10, 1), acts_on=dt.date(2026, 10, 1))
    assert grouping.bucket(put_off, TODAY) == grouping.LATE
    assert grouping.bucket(task(inherited=True), TODAY) == grouping.TODAY


def test_groups_by_terms_stand_in_the_order_of_urgency_and_done_is_folded() -> None:
    days = (None, dt.date(2026, 12, 1), TODAY, dt.date(2026, 10, 1), dt.date(2026, 10, 9))
    rows = [task(number, day) for number, day in enumerate(days, start=1)] + [task(9, TODAY, "done", done_on=TODAY)]
    made = grouping.groups(rows, "terms", TODAY, {})
    assert [one.title for one in made] == [
        "Просрочено",
        "Сегодня",
        "На этой неделе",
        "Позже",
        "Нет даты-основания",
        "Сделано",
    ]
    assert [one.folds_first for one in made] == [False, False, False, False, True, True]
    assert made[-1].lines[0].done


def test_by_people_a_pair_stands_under_its_mentee_and_the_most_urgent_person_is_first() -> None:
    calm = task(1, dt.date(2026, 12, 1))
    late = task(2, dt.date(2026, 9, 1), object_kind="pair", persons=(7, 2), object_title="Петрова А.С. — Ким В.И.")
    school = task(3, dt.date(2026, 12, 31), object_kind="school", persons=(), object_title="Школа")
    made = grouping.groups([calm, school, late], "people", TODAY, {1: "Иванова Мария", 2: "Ким Виктория"})
    assert [(one.title, one.tone) for one in made] == [
        ("Ким Виктория", "danger"),
        ("Иванова Мария", "neutral"),
        ("Школа", "neutral"),
    ]
    assert made[0].lines[0].below == "Петрова А.С. — Ким В.И."
    assert "Человек 1" not in made[1].lines[0].below


def test_by_kinds_own_tasks_have_a_heading_of_their_own() -> None:
    made = grouping.groups([task(1), task(2, rule_id=OWN_RULE, needs=None)], "kinds", TODAY, {})
    assert {one.title for one in made} == {"ИОМ", "Свои задачи"}


def test_words_of_a_line() -> None:
    assert grouping.badge_words(task(day=dt.date(2026, 10, 5)), TODAY) == "2 дня назад"
    assert grouping.badge_words(task(day=dt.date(2026, 10, 8)), TODAY) == "завтра"
    assert grouping.badge_words(task(day=dt.date(2026, 10, 9)), TODAY) == "пт 09.10"
    assert grouping.badge_words(task(day=None), TODAY) == "нет даты"
    waits = task(postponed_to=dt.date(2026, 10, 12), acts_on=dt.date(2026, 10, 12))
    assert "отложено до пн 12.10" in grouping.line(waits, TODAY).below


def test_search_looks_at_person_rule_and_document() -> None:
    rows = [task(1), task(2, needs="survey", title="Анкетирование", object_title="Лебедев А.Д.")]
    assert grouping.found(rows, "лебедев") == [rows[1]]
    assert grouping.found(rows, "анкета") == [rows[1]]
    assert grouping.found(rows, "s2-п1 календарных") == rows


def test_only_the_survey_of_requests_is_made_by_the_program_itself() -> None:
    survey = task(needs="survey", rule_id="s2-p2")
    assert needs.need_words(survey) == "Анкета"
    assert needs.need_words(replace(survey, rule_id="s2-m2a")) == ""


def test_the_reminder_tells_numbers_only() -> None:
    counts = grouping.count([task(1, dt.date(2026, 9, 1)), task(2), task(3, dt.date(2026, 10, 9))], TODAY)
    assert (counts.late, counts.today, counts.week) == (1, 1, 1)
    assert spoken(counts) == "Просрочено: 1, сегодня: 1, на этой неделе: 1"
    assert spoken(grouping.Counts(0, 0, 0)) == ""
