"""The window of a round: slips keyed in by digits and Enter alone, put right; «не хотел(а) бы» stays unsaid."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from tests.ui.desk import Desk
from tests.ui.waiting import settled

from curator_app.domain.codes import WishSide
from curator_app.models import Wish
from curator_app.services.rounds import keying, planning, reading
from curator_app.services.rounds.keying import SlipData
from curator_app.services.workspace import Workspace
from curator_app.ui import rounds
from curator_app.ui.rounds import words
from curator_app.ui.rounds.plan_dialog import PlanDialog
from curator_app.ui.rounds.window import KEYING, RESULTS, RoundWindow


@pytest.fixture
def window(workspace: Workspace, round_id: int, desk: Desk, qtbot: QtBot) -> RoundWindow:
    made = RoundWindow(desk, workspace, round_id)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _type(window: RoundWindow, keys: str) -> None:
    """Digits and «⏎» go where the cursor is."""
    page = window.keying
    for key in keys:
        held = page.focusWidget()
        assert held is not None
        if key == "⏎":
            QTest.keyClick(held, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(held, key)


def _wishes(workspace: Workspace) -> set[tuple[str, int, int, int | None]]:
    with workspace.read() as session:
        return {(one.side, one.mentor_id, one.mentee_id, one.rank) for one in session.scalars(select(Wish))}


def test_slips_are_keyed_in_by_digits_and_enter_alone(workspace: Workspace, window: RoundWindow, round_id: int) -> None:
    assert window.parts.currentIndex() == KEYING
    window.keying.start()
    _type(window, "4⏎2⏎1⏎3⏎⏎")
    _type(window, "5⏎1⏎⏎3⏎")
    _type(window, "1⏎⏎⏎")
    view = reading.get_round(workspace, round_id)
    told = {one.number: (one.choices, one.avoid) for one in view.participants if one.answered}
    assert told == {4: ((2, 1, 3), ()), 5: ((1,), (3,)), 1: ((), ())}
    assert len(_wishes(workspace)) == 5
    assert window.parts.tabText(KEYING) == "Анкеты"
    assert window.progress.text() == "Наставники: ответили 1 из 3   Наставляемые: ответили 2 из 6"
    assert window.keying.number.hasFocus()
    assert window.keying.notice.text == "Записано: № 1, Абрамова Л. → никого не выбрал(а)."


def test_enter_in_an_empty_number_takes_the_next_slip(window: RoundWindow) -> None:
    window.keying.start()
    _type(window, "⏎")
    assert window.keying.number.text() == "1"
    assert window.keying.choices[0].hasFocus()


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ("4⏎5⏎", "тоже наставляемый"),
        ("4⏎2⏎2⏎", "указан(а) дважды"),
        ("4⏎4⏎", "Себя выбрать нельзя"),
        ("44⏎", "Такой анкеты в этой встрече нет"),
        ("4⏎2⏎⏎2⏎", "что-то одно"),
    ],
)
def test_what_is_wrong_is_said_at_once(workspace: Workspace, window: RoundWindow, keys: str, sentence: str) -> None:
    window.keying.start()
    _type(window, keys)
    assert sentence in window.keying.notice.text
    assert _wishes(workspace) == set()


def test_a_slip_is_put_right(workspace: Workspace, window: RoundWindow, round_id: int) -> None:
    keying.key_slip(workspace, round_id, SlipData(number=4, choices=(2, 1), avoid=(3,)))
    window.refresh()
    window.keying.start()
    _type(window, "4")
    assert [field.text() for field in window.keying.choices] == ["2", "1", ""]
    assert window.keying.avoid.text() == "3"
    _type(window, "⏎")
    window.keying.choices[0].setText("Волк")
    assert window.keying.slip() == SlipData(number=4, choices=(3, 1), avoid=(3,))
    window.keying.avoid.clear()
    window.keying.save()
    kept = reading.get_round(workspace, round_id).by_number(4)
    assert kept is not None
    assert (kept.choices, kept.avoid) == ((3, 1), ())
    window.keying.open_slip(4)
    window.keying.clear.click()
    assert _wishes(workspace) == set()


def test_the_results_never_tell_who_was_not_wished(workspace: Workspace, window: RoundWindow, round_id: int) -> None:
    for number, choices, avoid in ((1, (4,), (9,)), (4, (1,), (3,)), (5, (1, 2), ())):
        keying.key_slip(workspace, round_id, SlipData(number=number, choices=choices, avoid=avoid))
    window.refresh()
    window.parts.setCurrentIndex(RESULTS)
    content = window.results.card.content
    assert content is not None
    assert next(section.title for section in content.sections) == "Взаимные пожелания: 1"
    assert "бы" not in repr(content)
    chart = window.results.charts[WishSide.MENTOR]
    assert chart.accessibleName() == "Кого из наставников назвали. Абрамова Л.: 2 раза; Белов Л.: 1 раз"
    chart.grab()


def test_who_came_is_marked_and_the_round_is_closed(
    workspace: Workspace, window: RoundWindow, round_id: int, desk: Desk
) -> None:
    assert not window.close_round.isEnabled()
    keying.key_slip(workspace, round_id, SlipData(number=1, choices=(4,)))
    window.refresh()
    window.people.panel.table.select_ids([4, 5])
    window.people.came.click()
    assert reading.get_round(workspace, round_id).row.came == 3
    window.close_round.click()
    assert window.close_round.text() == "Открыть встречу снова"
    assert not window.keying.number.isEnabled()
    assert desk.said[-1] == "Встреча закрыта"
    window.matching.click()
    assert window.matching_wanted


def test_a_round_is_deleted_and_comes_back_by_undo(
    workspace: Workspace, window: RoundWindow, round_id: int, desk: Desk
) -> None:
    window.delete.click()
    assert reading.list_rounds(workspace) == []
    assert desk.said[-1] == "Встреча-знакомство удалена"
    workspace.undo()
    assert [row.id for row in reading.list_rounds(workspace)] == [round_id]


def test_the_plan_has_free_mentors_and_waiting_mentees_ticked(workspace: Workspace, qtbot: QtBot) -> None:
    dialog = settled(PlanDialog(workspace))
    qtbot.addWidget(dialog)
    assert (len(dialog.mentors.chosen()), len(dialog.mentees.chosen())) == (3, 6)
    dialog.form.fields["time"].set_value("утром")
    dialog.save()
    assert "похоже на время" in dialog.form.fields["time"].problem
    dialog.form.fields["time"].set_value("15:00")
    dialog.mentors.choose(dialog.mentors.chosen()[:2])
    dialog.save()
    assert dialog.round_id is not None
    assert reading.get_round(workspace, dialog.round_id).row.mentors == 2


def test_the_door_opens_the_latest_round(
    workspace: Workspace, round_id: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = planning.plan_round(
        workspace,
        planning.RoundData(title="Вторая", date=dt.date(2026, 9, 20)),
        planning.candidates(workspace).free,
        planning.candidates(workspace).waiting,
    )
    seen: list[str] = []

    def run(dialog: RoundWindow) -> bool:
        seen.append(dialog.rounds.currentText())
        dialog.matching_wanted = True
        dialog.deleteLater()
        return True

    monkeypatch.setattr("curator_app.ui.common.run_dialog.run_dialog", run)
    went: list[int] = []
    rounds.open_round(desk, workspace, None, to_matching=lambda: went.append(1))
    assert later != round_id
    assert seen == ["Вторая, 20.09.2026"]
    assert went == [1]


def test_names_and_numbers_are_read(workspace: Workspace, round_id: int) -> None:
    rows = reading.get_round(workspace, round_id).participants
    assert words.number_of("дем", rows) == 5
    assert words.number_of("12", rows) == 12
    assert words.number_of("я", rows) is None
    assert words.list_parts("4 7; Белов, 2") == ["4", "7", "Белов", "2"]
