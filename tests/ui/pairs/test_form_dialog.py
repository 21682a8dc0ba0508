"""«Сформировать пару» as a curator goes through it: facts in the base, and nothing lost on a problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import FORM, TODAY, Invented, give_consents

from curator_app.services import consents, pairs
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.ui.common.fields import LinesField
from curator_app.ui.pairs.form_dialog import FormPairDialog


class Printed:
    """Notes the blanks that were asked for."""

    def __init__(self) -> None:
        self.blanks: list[ConsentBlank] = []

    def __call__(self, blanks: Sequence[ConsentBlank]) -> None:
        self.blanks = list(blanks)


@pytest.fixture
def printed() -> Printed:
    return Printed()


def _dialog(base: Invented, desk: Desk, qtbot: QtBot, printed: Printed, mentees: Sequence[int] = ()) -> FormPairDialog:
    dialog = FormPairDialog(base.workspace, desk, mentees=mentees, print_blanks=printed)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_from_mentee_to_order_in_four_clicks(base: Invented, desk: Desk, qtbot: QtBot, printed: Printed) -> None:
    dialog = _dialog(base, desk, qtbot, printed, [base.ivanova])
    chosen = dialog.who.chosen_mentor()
    assert chosen is not None
    assert chosen.mentor.id == base.petrova  # the best one is chosen beforehand
    dialog.next.click()
    assert dialog.terms.values()["start_date"] == dt.date(2026, 9, 1)  # came to work two days ago
    assert dialog.terms.values()["end_date"] == dt.date(2027, 5, 31)
    assert dialog.terms.values()["role_model"] == "опытный учитель – молодой специалист"
    dialog.next.click()
    (row,) = pairs.list_pairs(base.workspace)
    assert (row.id, row.mentor, row.mentees) == (dialog.formed, base.petrova, (base.ivanova,))
    assert row.mentoring_form == FORM
    assert row.justification == "Компетенции наставника соответствуют дефицитам наставляемого: методическая, цифровая."
    assert dialog.gate.missing == 4
    dialog.gate.mark.click()
    assert dialog.gate.missing == 0
    assert {one.date for one in consents.list_consents(base.workspace)} == {TODAY}
    dialog.next.click()
    assert dialog.order_wanted
    assert not dialog.isVisible()
    assert desk.said == ["Пара сформирована", "Отмечено: 4 согласия"]


def test_group_of_two_goes_by_the_request_of_the_first(
    base: Invented, desk: Desk, qtbot: QtBot, printed: Printed
) -> None:
    dialog = _dialog(base, desk, qtbot, printed)
    dialog.who.mentees.choose([base.sidorov, base.kim])
    dialog.next.click()
    assert dialog.next.text() == "Сформировать группу"
    assert dialog.terms.values()["mentoring_kind"] == "групповое"
    dialog.next.click()
    (row,) = pairs.list_pairs(base.workspace)
    assert row.is_group
    assert row.mentees == (base.sidorov, base.kim)


def test_more_people_than_places_is_a_warning_not_a_refusal(
    base: Invented, desk: Desk, qtbot: QtBot, printed: Printed
) -> None:
    dialog = _dialog(base, desk, qtbot, printed, [base.ivanova])
    dialog.who.mentors.choose([base.chernykh])
    dialog.next.click()
    assert "будет вести 1 человек при норме 0" in dialog._load.text
    dialog.next.click()
    assert pairs.list_pairs(base.workspace)[0].mentor == base.chernykh


def test_what_cannot_be_read_stays_typed(base: Invented, desk: Desk, qtbot: QtBot, printed: Printed) -> None:
    dialog = _dialog(base, desk, qtbot, printed, [base.ivanova])
    dialog.next.click()
    line = dialog.terms.start.day.edit
    line.setText("когда-нибудь")
    dialog.next.click()
    assert dialog.formed is None
    assert "Не понимаю дату" in dialog.terms.start.problem
    assert line.text() == "когда-нибудь"
    line.setText("1.6.2027")  # later than the end
    dialog.next.click()
    assert pairs.list_pairs(base.workspace) == []
    assert "раньше начала" in dialog.terms.end.problem


def test_typed_terms_survive_another_choice_of_the_mentor(
    base: Invented, desk: Desk, qtbot: QtBot, printed: Printed
) -> None:
    dialog = _dialog(base, desk, qtbot, printed, [base.ivanova])
    dialog.next.click()
    justification = dialog.terms.fields["justification"]
    assert isinstance(justification, LinesField)
    justification.text.insertPlainText("Сидят в одном кабинете. ")
    dialog.back.click()
    dialog.who.mentors.choose([base.zaitsev])
    dialog.next.click()
    assert "Сидят в одном кабинете." in str(dialog.terms.values()["justification"])
    assert dialog.terms.values()["end_date"] == dt.date(2027, 5, 31)


def test_conflict_is_told_and_the_work_stays(base: Invented, desk: Desk, qtbot: QtBot, printed: Printed) -> None:
    dialog = _dialog(base, desk, qtbot, printed, [base.ivanova])
    dialog.next.click()
    pairs.form_pairs(
        base.workspace,
        [
            pairs.PairData(
                mentor=base.petrova,
                mentees=[base.ivanova],
                start_date=dt.date(2026, 9, 1),
                end_date=dt.date(2027, 5, 31),
            )
        ],
    )
    dialog.next.click()
    assert dialog.isVisible()
    assert "уже есть пара на пересекающийся период" in dialog._problem.text
    assert len(pairs.list_pairs(base.workspace)) == 1


def test_escape_before_forming_forms_nothing(base: Invented, desk: Desk, qtbot: QtBot, printed: Printed) -> None:
    dialog = _dialog(base, desk, qtbot, printed, [base.ivanova])
    dialog.next.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert pairs.list_pairs(base.workspace) == []


def test_escape_after_forming_keeps_the_pair(base: Invented, desk: Desk, qtbot: QtBot, printed: Printed) -> None:
    dialog = _dialog(base, desk, qtbot, printed, [base.ivanova])
    dialog.next.click()
    dialog.next.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not dialog.order_wanted
    assert len(pairs.list_pairs(base.workspace)) == 1


def test_keyboard_alone_is_enough(base: Invented, desk: Desk, qtbot: QtBot, printed: Printed) -> None:
    dialog = _dialog(base, desk, qtbot, printed)
    QTest.keyClick(dialog.who.mentees, Qt.Key.Key_Down)
    QTest.keyClick(dialog.who.mentees, Qt.Key.Key_Return)
    QTest.keyClick(dialog.who.mentors, Qt.Key.Key_Down)
    QTest.keyClick(dialog.who.mentors, Qt.Key.Key_Return)
    assert dialog.who.chosen_mentees()[0].id == base.ivanova
    chosen = dialog.who.chosen_mentor()
    assert chosen is not None
    assert chosen.mentor.id == base.zaitsev
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert pairs.list_pairs(base.workspace)[0].mentor == base.zaitsev


def test_blanks_are_asked_for_the_ticked_consents_of_this_pair(
    base: Invented, desk: Desk, qtbot: QtBot, printed: Printed
) -> None:
    give_consents(base, base.petrova)
    dialog = _dialog(base, desk, qtbot, printed, [base.pupil])
    dialog.who.mentors.choose([base.petrova])
    dialog.next.click()
    dialog.next.click()
    dialog.gate.blanks.click()
    assert {(one.person, one.kind, one.pair) for one in printed.blanks} == {
        (base.pupil, "mentee", dialog.formed),
        (base.pupil, "personal_data", dialog.formed),
        (base.pupil, "parent", dialog.formed),
    }


def test_withdrawn_consent_is_not_ticked_by_itself(base: Invented, desk: Desk, qtbot: QtBot, printed: Printed) -> None:
    give_consents(base, base.petrova, base.ivanova)
    mine = next(one for one in consents.list_consents(base.workspace, base.ivanova) if one.kind == "personal_data")
    consents.update_consent(
        base.workspace,
        mine.id,
        consents.ConsentData(person=base.ivanova, kind="personal_data", date=mine.date, withdrawn_on=TODAY),
    )
    dialog = _dialog(base, desk, qtbot, printed, [base.ivanova])
    dialog.next.click()
    dialog.next.click()
    assert dialog.gate.missing == 1
    assert not dialog.gate.mark.isEnabled()
