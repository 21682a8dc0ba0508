"""The tab «Сегодня» over a real base: circles, keys, dialogs, documents, facts in the base afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented

from curator_app.services import mentees, people
from curator_app.services.terms import marks, own, tasks
from curator_app.services.terms.rows import TaskRow
from curator_app.ui import papers
from curator_app.ui.common.card_parts import Pill
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.turns import at_rest
from curator_app.ui.today import dialogs
from curator_app.ui.today.grouping import Counts
from curator_app.ui.today.list_model import Heading, Line
from curator_app.ui.today.page import TodayPage

TODAY = dt.date(2026, 9, 3)
KEY = Qt.Key


@pytest.fixture
def page(base: Invented, desk: Desk, qtbot: QtBot) -> TodayPage:
    made = TodayPage(desk, base.workspace, lambda: desk.opened.append(("newcomer", 0)))
    qtbot.addWidget(made.widget)
    made.widget.resize(1100, 640)
    made.widget.show()
    made.refresh(None)
    return made


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Fills the next dialog and keeps it."""

    def told(**values: object) -> None:
        def run(dialog: FormDialog) -> bool:
            dialog.form.set_values(values)
            dialog.save()
            kept = bool(dialog.result())
            dialog.deleteLater()
            return kept

        monkeypatch.setattr(dialogs, "ask", run)

    return told


def row_of(base: Invented, key: str) -> TaskRow:
    return tasks.get_task(base.workspace, key)


def entries(page: TodayPage) -> list[Heading | Line]:
    model = page.list.model()
    found = (model.entry(row) for row in range(model.rowCount()))  # type: ignore[attr-defined]  # a TodayModel
    return [one for one in found if one is not None]


def click(page: TodayPage, key: str, where: Callable[[QPoint, QPoint], QPoint]) -> None:
    model = page.list.model()
    index = model.index(model.place_of(key), 0)  # type: ignore[attr-defined]  # a TodayModel
    page.list.scrollTo(index)
    rect = page.list.visualRect(index)
    at = where(rect.topLeft(), rect.bottomRight())
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_list_is_a_sound_model(page: TodayPage, qtbot: QtBot) -> None:
    del qtbot
    QAbstractItemModelTester(page.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.group_by("people")
    page.group_by("kinds")


def test_the_tasks_of_the_newcomers_are_due_this_week_and_a_missing_date_is_named(
    page: TodayPage, base: Invented
) -> None:
    headings = {one.title: one.count for one in entries(page) if isinstance(one, Heading)}
    assert "На этой неделе" in headings
    assert "Нет даты-основания" in headings
    key = f"s2-p1:mentee:{base.ivanova}"
    assert page.list.show_line(key)
    content = page.card.content
    assert content is not None
    assert content.subtitle == "Иванова М.П."
    told = "\n".join(str(part) for section in content.sections for part in section.parts)
    for words in ("не позднее 3 календарных дней", "подготовительный этап, строка 1", "01.09.2026 — выход на работу"):
        assert words in told
    page.list.show_line(f"s2-p1:mentee:{base.kim}")
    assert "нет даты «выход на работу»" in str(page.card.content)


def test_space_does_it_today_and_space_opens_it_again(page: TodayPage, base: Invented, desk: Desk) -> None:
    key = f"s2-p1:mentee:{base.ivanova}"
    page.list.show_line(key)
    QTest.keyClick(page.list, KEY.Key_Space)
    done = row_of(base, key)
    assert (done.state, done.done_on) == ("done", TODAY)
    assert desk.said[-1] == "Сделано: Выбрать формы помощи, создать ИОМ"
    base.workspace.undo()
    page.refresh(None)
    assert row_of(base, key).state == "open"
    page.list.show_line(key)
    QTest.keyClick(page.list, KEY.Key_Space)
    page.list.show_line(key)
    QTest.keyClick(page.list, KEY.Key_Space)
    assert row_of(base, key).state == "open"


def test_a_click_on_the_circle_is_space(page: TodayPage, base: Invented) -> None:
    key = f"s2-m1:mentee:{base.sidorov}"
    page.list.show_line(key)
    click(page, key, lambda top, _bottom: top + QPoint(16, 16))
    assert row_of(base, key).state == "done"


def test_several_are_done_in_one_action_with_evidence(
    page: TodayPage, base: Invented, desk: Desk, answer: Callable[..., None]
) -> None:
    keys = [f"s2-p1:mentee:{base.ivanova}", f"s2-p1:mentee:{base.sidorov}"]
    page.list.show_line(keys[0])
    model = page.list.model()
    index = model.index(model.place_of(keys[1]), 0)  # type: ignore[attr-defined]  # a TodayModel
    page.list.scrollTo(index)
    QTest.mouseClick(
        page.list.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        page.list.visualRect(index).center(),
    )
    assert len(page.chosen()) == 2
    answer(done_on=dt.date(2026, 9, 2), evidence="протокол № 1")
    QTest.keyClick(page.list, KEY.Key_Return)
    assert [(row_of(base, key).done_on, row_of(base, key).evidence) for key in keys] == [
        (dt.date(2026, 9, 2), "протокол № 1")
    ] * 2
    assert desk.said[-1] == "Сделано: 2 задачи"
    base.workspace.undo()
    assert {row_of(base, key).state for key in keys} == {"open"}


def test_postponed_with_a_reason_and_not_needed_with_del(
    page: TodayPage, base: Invented, answer: Callable[..., None]
) -> None:
    key = f"s2-p1:mentee:{base.ivanova}"
    page.list.show_line(key)
    answer(postponed_to=dt.date(2026, 9, 14), note="ждём приказ о приёме")
    page.acts.postpone()
    waits = row_of(base, key)
    assert (waits.postponed_to, waits.note) == (dt.date(2026, 9, 14), "ждём приказ о приёме")
    assert waits.due == dt.date(2026, 9, 4)
    other = f"s2-m1:mentee:{base.sidorov}"
    page.list.show_line(other)
    answer(note="опытный педагог")
    QTest.keyClick(page.list, KEY.Key_Delete)
    assert (row_of(base, other).state, row_of(base, other).note) == ("dropped", "опытный педагог")


def test_a_changed_first_day_asks_about_what_was_done(
    page: TodayPage, base: Invented, desk: Desk, qtbot: QtBot
) -> None:
    key = f"s2-p1:mentee:{base.ivanova}"
    marks.mark_done(base.workspace, [row_of(base, key)], on=TODAY)
    row = next(one for one in mentees.list_mentees(base.workspace) if one.id == base.ivanova)
    data = people.PersonData(**{name: getattr(row, name) for name in people.PersonData.__dataclass_fields__})
    moved = replace(data, work_start_date=dt.date(2026, 9, 2))
    mentees.save_mentee(base.workspace, moved, mentees.data_of(row), person_id=row.id)
    page.refresh(None)
    page.list.show_line(key)
    qtbot.waitUntil(at_rest)  # the card is told a moment after the list
    content = page.card.content
    assert content is not None
    assert [one.text for one in content.actions] == ["Оставить как есть", "Вернуть в работу"]
    QTest.keyClick(page.list, KEY.Key_Space)
    assert row_of(base, key).trigger_changed, "Space must not decide"
    assert "Основание изменилось" in desk.said[-1]
    page.acts.confirm()
    assert (row_of(base, key).trigger_changed, row_of(base, key).state) == (False, "done")


def test_own_task_is_added_changed_and_deleted(page: TodayPage, base: Invented, answer: Callable[..., None]) -> None:
    answer(task="Позвонить в ЦНППМ", due=TODAY, object=f"mentee:{base.kim}", note=None)
    page.acts.add()
    (mine,) = [row for row in tasks.list_tasks(base.workspace) if row.rule_id == "own"]
    assert (mine.title, mine.due, mine.persons) == ("Позвонить в ЦНППМ", TODAY, (base.kim,))
    page.list.show_line(mine.id)
    answer(task="Написать в ЦНППМ")
    page.acts.change()
    assert row_of(base, mine.id).title == "Написать в ЦНППМ"
    page.list.show_line(mine.id)
    QTest.keyClick(page.list, KEY.Key_Delete)
    assert not [row for row in tasks.list_tasks(base.workspace) if row.rule_id == "own"]


def test_one_click_to_the_document_and_to_the_person(
    page: TodayPage, base: Invented, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(papers, "show_paper", lambda _host, _parent, title, _write: made.append(title))
    key = f"s2-m1:mentee:{base.sidorov}"
    page.list.show_line(key)
    click(page, key, lambda _top, bottom: bottom + QPoint(-24, -14))
    assert made == ["Лист диагностики — Сидоренко И.О."]
    page.acts.whom()
    assert desk.opened[-1] == ("mentee", base.sidorov)


def test_headings_fold_and_stay_folded(page: TodayPage, base: Invented, desk: Desk, qtbot: QtBot) -> None:
    first = entries(page)[0]
    assert isinstance(first, Heading)
    page.list.setCurrentIndex(page.list.model().index(0, 0))
    QTest.keyClick(page.list, KEY.Key_Space)
    folded = entries(page)[0]
    assert isinstance(folded, Heading)
    assert folded.folded != first.folded
    again = TodayPage(desk, base.workspace, lambda: None)
    qtbot.addWidget(again.widget)
    again.refresh(None)
    assert entries(again)[0] == folded


def test_search_unfolds_everything_it_finds(page: TodayPage, base: Invented) -> None:
    own.add_own_task(base.workspace, own.OwnTaskData(title="Редкое слово", due=TODAY))
    (mine,) = [row for row in tasks.list_tasks(base.workspace) if row.rule_id == "own"]
    marks.mark_done(base.workspace, [mine], on=TODAY)
    page.refresh(None)
    assert not any(isinstance(one, Line) and one.key == mine.id for one in entries(page))
    page.search.edit.setText("редкое")
    assert [one.key for one in entries(page) if isinstance(one, Line)] == [mine.id]
    page.search.edit.setText("такого слова нет")
    assert entries(page) == []


def test_all_done_is_said_with_what_comes_next(page: TodayPage, base: Invented, qtbot: QtBot) -> None:
    coming = row_of(base, f"s2-p1:mentee:{base.ivanova}")
    page.headline.tell(TODAY, Counts(0, 0, 0), coming)

    def pills() -> list[str]:
        return [pill.badge.text for pill in page.headline.findChildren(Pill) if pill.isVisible()]

    qtbot.waitUntil(lambda: pills() == ["На сегодня всё сделано"])
    told = [label.text() for label in page.headline.findChildren(QLabel)]
    assert "Ближайший срок — пт 04.09: Выбрать формы помощи, создать ИОМ" in told
