"""The lists to choose people from: who comes first, what is said of them, how they are chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from tests.ui.pairs.invented import Invented

from curator_app.services import mentees, pairs, ranking
from curator_app.ui.common.rich_list import RichItem, RichList
from curator_app.ui.common.table_model import Meter
from curator_app.ui.pairs.candidates import mentee_items, mentor_items


def test_mentees_without_mentor_come_first_and_urgent_ones_before_others(base: Invented) -> None:
    pairs.form_pairs(base.workspace, [pairs.PairData(mentor=base.zaitsev, mentees=[base.sidorov])])
    items = mentee_items(mentees.list_mentees(base.workspace))
    assert [item.title.split()[0] for item in items] == [
        "Без", "Ким", "Иванова", "Лебедев", "Наставник", "Сидоренко",
    ]  # fmt: skip
    ivanova = items[2].spoken
    assert "удержать внимание пятого класса" in ivanova
    assert "методическая (сильно), цифровая (слабо)" in ivanova
    assert "Зайцев П.И." in items[-1].spoken


def test_mentors_have_reasons_load_and_the_blocked_lie_below(base: Invented) -> None:
    pairs.form_pairs(base.workspace, [pairs.PairData(mentor=base.zaitsev, mentees=[base.ivanova])])
    items = mentor_items(ranking.rank_mentors(base.workspace, base.ivanova))
    assert [item.id for item in items] == [base.petrova, base.chernykh, None, base.zaitsev]
    assert items[0].meter == Meter(0, 2)
    assert any(
        line.text == "закрывает дефициты: методическая, цифровая" and line.tone == "ok" for line in items[0].lines
    )
    assert any(line.icon == "warning" and line.text.startswith("мест нет") for line in items[1].lines)
    assert not items[3].enabled
    assert items[3].lines[-1].text == "эта пара уже есть"


def _list(qtbot: QtBot, *, several: bool) -> RichList:
    view = RichList(several=several)
    qtbot.addWidget(view)
    view.set_items(
        [
            RichItem(None, "Раздел"),
            RichItem(1, "Алёхина"),
            RichItem(2, "Белов"),
            RichItem(3, "Власов", enabled=False),
            RichItem(4, "Громов"),
        ]
    )
    view.resize(300, 400)
    view.show()
    return view


def test_several_are_chosen_with_space_in_their_order(base: Invented, qtbot: QtBot) -> None:
    view = _list(qtbot, several=True)
    view.choose([2])
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.chosen() == [2, 4]
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.chosen() == [2]


def test_click_on_the_box_adds_and_on_the_name_chooses_one(base: Invented, qtbot: QtBot) -> None:
    view = _list(qtbot, several=True)
    model = view.model()
    for place in (4, 1):
        box = view.visualRect(model.index(place, 0)).topLeft()
        box.setX(box.x() + 15)
        box.setY(box.y() + 12)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert view.chosen() == [4, 1]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(2, 0)).center())
    assert view.chosen() == [2]


def test_grey_and_headings_can_not_be_chosen(base: Invented, qtbot: QtBot) -> None:
    view = _list(qtbot, several=False)
    view.choose([3])
    assert view.chosen() == []
    view.choose_first()
    assert view.chosen() == [1]
    QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.set_query("громов")
    assert view.model().rowCount() == 2
    view.set_query("нет такого")
    assert view.model().rowCount() == 0


def test_enter_goes_on_and_letters_go_to_the_search(base: Invented, qtbot: QtBot) -> None:
    view = _list(qtbot, several=False)
    with qtbot.waitSignal(view.accepted):
        QTest.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.typed) as told:
        QTest.keyClick(view, Qt.Key.Key_G)
    assert told.args == ["g"]


def test_chosen_stay_chosen_when_the_search_hides_them(base: Invented, qtbot: QtBot) -> None:
    view = _list(qtbot, several=True)
    view.choose([1, 4])
    view.set_query("белов")
    assert view.chosen() == [1, 4]
    view.set_query("")
    assert len(view.selectionModel().selectedIndexes()) == 2
