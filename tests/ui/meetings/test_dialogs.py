"""The log of meetings: keyed in with a few keys, seen by pairs, printed."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School, fill, pair_data
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import mentees, pairs, people, records
from curator_app.services.meetings import keeping, reading
from curator_app.services.routes import making
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import form_dialog, theme
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.meetings import columns, log_dialog
from curator_app.ui.meetings.log_dialog import MeetingsDialog
from curator_app.ui.meetings.meeting_dialog import MeetingDialog
from curator_app.ui.meetings.visit_dialog import VisitDialog

D = dt.date
CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))


@dataclass(frozen=True)
class Base:
    """The school; a group is the last pair."""

    workspace: Workspace
    school: School
    group: int
    desk: Desk


@pytest.fixture(autouse=True)
def nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog left with typed work at the end of a test closes without a question."""
    monkeypatch.setattr(form_dialog, "confirm", lambda *_args, **_kwargs: True)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, School, int]:
    folder = tmp_path_factory.mktemp("school") / "данные"
    workspace = open_workspace(data_folder(folder), CLOCK)
    school = fill(workspace)
    making.create_route(workspace, making.propose_route(workspace, school.people["ivanova"]).data)
    ids = [
        one["id"]
        for one in records.add_records(
            workspace, "mentee", [{"surname": "Белова", "first_name": "Ия"}, {"surname": "Цой", "first_name": "Юн"}], {}
        )
    ]
    [group] = pairs.form_pairs(workspace, [pair_data(school.people["babenko"], ids)])
    assert len(mentees.list_mentees(workspace)) == 5
    assert people.list_people(workspace)
    workspace.close()
    return folder, school, group


@pytest.fixture
def base(tmp_path: Path, qapp: QApplication, made_once: tuple[Path, School, int]) -> Iterator[Base]:
    theme.apply(qapp, "light")
    folder, school, group = made_once
    shutil.copytree(folder, tmp_path / "данные")
    workspace = open_workspace(data_folder(tmp_path / "данные"), CLOCK)
    yield Base(workspace, school, group, Desk(tmp_path, CLOCK))
    workspace.close()


def shown(qtbot: QtBot, dialog: FormDialog) -> FormDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def put(dialog: FormDialog, **values: object) -> None:
    for name, value in values.items():
        dialog.form.fields[name].set_value(value)
        dialog.form.fields[name].edited.emit()


def test_one_key_writes_a_meeting_down(qtbot: QtBot, base: Base) -> None:
    """The cursor stands in the topic; date, kind and minutes are already there."""
    dialog = shown(qtbot, MeetingDialog(base.workspace, base.school.pair))
    dialog.activateWindow()
    QApplication.processEvents()
    put(dialog, topic="Знакомство")
    QTest.keyClick(dialog.form.fields["topic"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    [row] = reading.list_meetings(base.workspace)
    assert (row.kind, row.date, row.duration_minutes, row.topic) == ("acquaintance", D(2026, 10, 5), 45, "Знакомство")


def test_a_topic_of_the_route_links_the_step(qtbot: QtBot, base: Base) -> None:
    hint = keeping.propose_meeting(base.workspace, base.school.pair).topics[0]
    dialog = shown(qtbot, MeetingDialog(base.workspace, base.school.pair))
    put(dialog, topic=hint.topic)
    dialog.save()
    [row] = reading.list_meetings(base.workspace)
    assert row.step == hint.step
    again = shown(qtbot, MeetingDialog(base.workspace, base.school.pair, row))
    assert not again.form.dirty
    again.save()
    assert reading.list_meetings(base.workspace) == [row]


def test_what_was_agreed_and_a_broken_order_are_told(qtbot: QtBot, base: Base) -> None:
    pair = base.school.pair
    keeping.add_meeting(
        base.workspace, keeping.MeetingData(pair=pair, kind="planning", date=D(2026, 9, 20), agreed="Урок во вторник")
    )
    dialog = shown(qtbot, MeetingDialog(base.workspace, pair))
    assert "Урок во вторник" in dialog.notice.text
    put(dialog, kind="trial")
    assert "порядок встреч нарушен" in dialog.notice.text
    dialog.save()
    assert len(reading.list_meetings(base.workspace)) == 2, "warned, not forbidden"


def test_a_meeting_of_a_group_notes_the_absent(qtbot: QtBot, base: Base) -> None:
    dialog = shown(qtbot, MeetingDialog(base.workspace, base.group))
    flags = [name for name in dialog.form.fields if name.startswith("absent_")]
    assert len(flags) == 2
    put(dialog, **{flags[0]: True})
    dialog.save()
    [row] = reading.list_meetings(base.workspace)
    assert row.absent == (int(flags[0].removeprefix("absent_")),)


def test_a_future_meeting_is_refused_at_its_field(qtbot: QtBot, base: Base) -> None:
    dialog = shown(qtbot, MeetingDialog(base.workspace, base.school.pair))
    put(dialog, date=D(2026, 10, 6))
    dialog.save()
    assert dialog.isVisible()
    assert "Следующая встреча" in dialog.form.fields["date"].problem


def test_a_visited_lesson(qtbot: QtBot, base: Base) -> None:
    dialog = shown(qtbot, VisitDialog(base.workspace, base.school.pair))
    told = [dialog.form.fields[name].value() for name in ("teacher", "visitor")]
    assert told == [base.school.people["ivanova"], base.school.people["petrova"]]
    put(dialog, class_name="6Б", advice="Короче")
    dialog.save()
    [row] = reading.list_visits(base.workspace)
    assert (row.class_name, row.advice, row.date) == ("6Б", "Короче", D(2026, 10, 5))
    again = shown(qtbot, VisitDialog(base.workspace, base.school.pair, row))
    again.save()
    assert reading.list_visits(base.workspace) == [row]


class TestLog:
    @pytest.fixture
    def log(self, qtbot: QtBot, base: Base) -> MeetingsDialog:
        for kind, day in (("acquaintance", D(2026, 9, 8)), ("trial", D(2026, 9, 15))):
            keeping.add_meeting(
                base.workspace, keeping.MeetingData(pair=base.school.other, kind=kind, date=day, topic=f"Тема {kind}")
            )
        dialog = MeetingsDialog(base.desk, base.workspace, base.school.other)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    def test_pairs_with_totals(self, base: Base, log: MeetingsDialog) -> None:
        assert log.pairs.model.total == 4
        assert (
            log.heading.text()
            == "Бабенко И.К. — Ким Л.О.: 2 встречи, всего 1\N{NO-BREAK SPACE}ч\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}мин"
        )
        assert [row.kind for row in log.meetings.model.rows] == ["trial", "acquaintance"]
        badge = columns.silence(next(row for row in log.pairs.model.rows if row.pair == base.school.other))
        assert badge is not None
        assert badge.text == "20 дней"
        log.pairs.show_id(base.school.pair)
        assert log.meetings.model.total == 0
        assert "0 встреч" in log.heading.text()

    def test_writing_changing_taking_out(
        self, base: Base, log: MeetingsDialog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def answer(opened: QDialog) -> bool:
            assert isinstance(opened, FormDialog)
            put(opened, topic="Новая тема")
            opened.save()
            opened.deleteLater()
            return True

        monkeypatch.setattr(log_dialog, "run_dialog", answer)
        log.add.click()
        assert [row.topic for row in log.meetings.model.rows] == ["Новая тема", "Тема trial", "Тема acquaintance"]
        log.meetings.table.opened.emit(log.meetings.model.rows[2].id)
        assert [row.topic for row in log.meetings.model.rows].count("Новая тема") == 2
        log.meetings.table.delete_requested.emit([log.meetings.model.rows[0].id])
        assert log.meetings.model.total == 2
        base.workspace.undo()
        assert len(reading.list_meetings(base.workspace, pair=base.school.other)) == 3
        assert base.desk.said == ["Встреча записана", "Встреча изменена", "Встреча удалена из журнала"]

    def test_journal_and_sheet_are_shown(self, log: MeetingsDialog, monkeypatch: pytest.MonkeyPatch) -> None:
        titles: list[str] = []

        def look(opened: QDialog) -> bool:
            titles.append(opened.windowTitle())
            opened.deleteLater()
            return True

        monkeypatch.setattr("curator_app.ui.common.run_dialog.run_dialog", look)
        log.journal.click()
        log.sheet.click()
        assert titles == ["Журнал встреч Бабенко И.К. — Ким Л.О.", "Лист посещения урока"]
