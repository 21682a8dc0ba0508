"""The plan of the year on the screen: grouped rows, quick states, filter, picture, dialogs, a closed year."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School
from tests.ui.desk import Desk

from curator_app.domain.school_year import SchoolYear
from curator_app.services import mentees, pairs, people
from curator_app.services.demo import at
from curator_app.services.roadmaps import items, making
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.roadmaps.rows import ItemRow
from curator_app.services.workspace import Workspace
from curator_app.services.years import listing
from curator_app.ui.roadmap import plan_view
from curator_app.ui.roadmap.band_layout import MOST_LANES, lay_out
from curator_app.ui.roadmap.item_dialog import ItemDialog
from curator_app.ui.roadmap.page import RoadmapPage
from curator_app.ui.roadmap.plan_model import CONTENT, STATE, TERM, StageLine
from curator_app.ui.roadmap.plan_view import PlanView
from curator_app.ui.roadmap.template_dialog import TemplateDialog

YEAR = "2026/2027"


@pytest.fixture
def page(workspace: Workspace, desk: Desk, qtbot: QtBot) -> RoadmapPage:
    making.create_from_templates(workspace, YEAR, ["school", "cycle"])
    made = RoadmapPage(desk, workspace)
    qtbot.addWidget(made.widget)
    made.widget.resize(1320, 680)
    made.widget.show()
    made.refresh(None)
    return made


@pytest.fixture
def view(page: RoadmapPage) -> PlanView:
    return page.plan


def rows(workspace: Workspace) -> tuple[ItemRow, ...]:
    found = roadmap_of(workspace, YEAR)
    assert found is not None
    return found.items


def press(view: PlanView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view.table, key, modifier)


def test_rows_stand_under_their_stages_with_progress(view: PlanView, workspace: Workspace) -> None:
    lines = [view.model.line(place) for place in range(view.model.rowCount())]
    stages = [line for line in lines if isinstance(line, StageLine)]
    assert [stage.title for stage in stages][:2] == ["Подготовительный этап", "Интегративный этап"]
    assert len(lines) - len(stages) == len(rows(workspace)) == 36
    assert stages[0].progress.total == 8
    assert view.table.columnSpan(0, 0) == view.model.columnCount()


def test_space_marks_done_and_takes_it_back(view: PlanView, workspace: Workspace, desk: Desk) -> None:
    first = rows(workspace)[0].id
    view.show_item(first)
    press(view, Qt.Key.Key_Space)
    assert (rows(workspace)[0].status, rows(workspace)[0].done_on) == ("done", dt.date(2026, 10, 5))
    assert desk.said == ["Отмечено: выполнено"]
    assert view.table.current_id() == first  # the keyboard stays where it was
    press(view, Qt.Key.Key_Space)
    assert rows(workspace)[0].status == "planned"


def test_a_click_on_the_state_asks_for_another(view: PlanView, workspace: Workspace, qtbot: QtBot) -> None:
    place = view.model.place_of(rows(workspace)[1].id)
    assert place is not None
    corner = view.table.visualRect(view.model.index(place, STATE)).center()
    with qtbot.waitSignal(view.table.state_wanted) as asked:
        QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert asked.args is not None
    assert asked.args[0] == rows(workspace)[1].id
    menu = next(one for one in view.findChildren(QMenu) if one.actions() and one.isVisible())
    words = [action.text().partition("\t")[0] for action in menu.actions()]
    assert words == ["Запланировано", "В работе", "Выполнено", "Отменено"]
    menu.actions()[1].trigger()
    menu.close()
    assert rows(workspace)[1].status == "in_progress"


def test_a_stage_folds_by_click_and_by_keys(view: PlanView) -> None:
    whole = view.model.rowCount()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    assert view.model.rowCount() == whole - 8
    press(view, Qt.Key.Key_Right)
    assert view.model.rowCount() == whole
    press(view, Qt.Key.Key_Left)
    view.search.edit.setText("консультации")
    assert [view.model.line(n) for n in range(view.model.rowCount())][1:] != []  # a search opens folded stages
    view.search.clear()


def test_filter_and_chips_narrow_the_rows(view: PlanView, workspace: Workspace) -> None:
    late = [item for item in rows(workspace) if item.state == "overdue"]
    view.chips.choose(["overdue"])
    assert view.model.shown == len(late) > 5
    view.search.edit.setText("рабочая группа")
    assert view.model.shown == sum("рабочая группа" in (item.responsible or "") for item in late) > 0
    view.search.edit.setText("нет такого слова")
    assert (view.model.shown, view.model.rowCount()) == (0, 0)


def test_sorting_stays_inside_the_stages_and_can_be_taken_back(view: PlanView, workspace: Workspace) -> None:
    plan = [item.id for item in rows(workspace)]

    def shown() -> list[int]:
        lines = (view.model.line(n) for n in range(view.model.rowCount()))
        return [line.id for line in lines if isinstance(line, ItemRow)]

    view.model.sort(TERM, Qt.SortOrder.AscendingOrder)
    assert shown() != plan
    assert set(shown()[:8]) == set(plan[:8])
    view.model.sort(CONTENT, Qt.SortOrder.DescendingOrder)
    view.model.sort(-1)
    assert shown() == plan


def test_alt_and_arrows_move_a_row_and_del_takes_it_out(view: PlanView, workspace: Workspace) -> None:
    first, second = (item.id for item in rows(workspace)[:2])
    view.show_item(first)
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [item.id for item in rows(workspace)[:2]] == [second, first]
    press(view, Qt.Key.Key_Delete)
    assert first not in [item.id for item in rows(workspace)]
    workspace.undo()
    assert [item.id for item in rows(workspace)[:2]] == [second, first]


def test_the_picture_chooses_a_row(view: PlanView, qtbot: QtBot) -> None:
    band = view.band.band
    assert band is not None
    assert band.today is not None
    with qtbot.waitSignal(view.band.chosen) as chosen:
        QTest.mouseClick(view.band, Qt.MouseButton.LeftButton, pos=view.band._place(band.bars[3]).center().toPoint())
    assert view.table.current_id() == chosen.args[0] == band.bars[3].item.id if chosen.args else False
    view.band.setFocus()
    QTest.keyClick(view.band, Qt.Key.Key_Right)
    assert view.table.current_id() == band.bars[4].item.id
    assert "просрочено" in view.band.accessibleDescription()


def test_bars_never_lie_on_each_other(workspace: Workspace) -> None:
    making.create_from_templates(workspace, YEAR, ["school", "cycle", "district"])
    band = lay_out(rows(workspace), SchoolYear(2026), dt.date(2026, 12, 8))
    for one in band.bars:
        assert 0 <= one.left < one.right <= 1
        for other in band.bars:
            apart = one.right <= other.left + 1e-9 or other.right <= one.left + 1e-9
            assert one is other or one.lane != other.lane or apart
    assert band.lanes <= MOST_LANES
    assert len(band.months) == 13  # with the August before
    assert len(band.bars) + len(band.all_year) + band.undated == len(rows(workspace))


def test_without_a_roadmap_the_page_says_what_to_do(workspace: Workspace, desk: Desk, qtbot: QtBot) -> None:
    view = PlanView(desk, workspace)
    qtbot.addWidget(view)
    view.show()
    view.refresh()
    assert not view.table.isVisible()
    assert not view.tools.findChildren(QPushButton)[0].isVisibleTo(view.tools)
    dialog = TemplateDialog(workspace, YEAR, [], parent=view)
    assert dialog.ok.isEnabled()
    dialog.list.choose([1, 2])
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    view.refresh()
    assert view.roadmap is not None
    assert len(view.roadmap.items) == 36
    again = TemplateDialog(workspace, YEAR, [], view.roadmap.id, view)
    again.list.choose([3])
    again.make()
    assert again.added == 15


def test_last_year_is_offered_first(workspace: Workspace, qtbot: QtBot, view: PlanView) -> None:
    assert view.roadmap is not None
    dialog = TemplateDialog(workspace, "2027/2028", [view.roadmap])
    qtbot.addWidget(dialog)
    dialog.make()
    copied = roadmap_of(workspace, "2027/2028")
    assert copied is not None
    assert len(copied.items) == 36


def test_other_words_give_other_days(workspace: Workspace, view: PlanView, qtbot: QtBot) -> None:
    row = next(item for item in rows(workspace) if item.source == "S4-6.1")
    saved: list[items.ItemData] = []
    dialog = ItemDialog("Строка", items.data_of(row), ["Мониторинг"], dt.date(2026, 10, 5), saved.append, view)
    qtbot.addWidget(dialog)
    dialog.form.fields["term_text"].set_value("ноябрь")
    dialog.save()
    assert (saved[0].start_date, saved[0].due_date) == (None, None)
    items.update_item(workspace, row.id, saved[0])
    found = next(item for item in rows(workspace) if item.id == row.id)
    assert (found.start_date, found.due_date) == (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert (found.source, found.rule_code) == (row.source, row.rule_code)


def test_a_row_tells_how_its_tasks_stand_today(
    workspace: Workspace, view: PlanView, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str | None, str] = {}

    def look(dialog: ItemDialog) -> bool:
        told[row.rule_code] = dialog.notice.text
        return False

    monkeypatch.setattr(plan_view, "run_dialog", look)
    newcomer = people.PersonData(surname="Ким", first_name="Олег", work_start_date=dt.date(2026, 10, 1))
    mentees.save_mentee(workspace, newcomer, mentees.MenteeData())
    by_rule = {one.rule_code: one for one in rows(workspace)}
    for row in (by_rule["s2-p1"], by_rule[None]):
        view.edit(row.id)
    assert told == {"s2-p1": "На вкладке «Сегодня» по этой строке 1 задача.", None: ""}


def test_a_closed_year_is_only_looked_at(school: School, workspace: Workspace, desk: Desk, qtbot: QtBot) -> None:
    making.create_from_templates(workspace, YEAR, ["school"])
    later = at(workspace, dt.datetime(2027, 6, 30, 9))
    for one in (school.pair, school.other, school.pupil):
        pairs.end_pair(later, one, dt.date(2027, 5, 31), "plan_completed")
    listing.close_year(later, YEAR)
    view = PlanView(desk, workspace)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    view.refresh()
    assert not view.add.isEnabled()
    assert view.print.isEnabled()
    view.show_item(rows(workspace)[0].id)
    press(view, Qt.Key.Key_Space)
    assert desk.said == ["Учебный год закрыт: его карту можно смотреть и печатать."]


def test_a_low_window_gives_its_room_to_the_rows(view: PlanView) -> None:
    assert view.band.isVisible()
    view.window().resize(880, 420)
    assert not view.band.isVisible()
    view.picture.click()
    assert view.band.isVisible()
