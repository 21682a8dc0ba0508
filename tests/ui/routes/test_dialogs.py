"""Dialogs of routes: a dated route in a few keys, steps, life, re-dating, templates, copies."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School, fill
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import records
from curator_app.services.routes import life, making, reading, steps, templates
from curator_app.services.routes.rows import RouteCard
from curator_app.services.terms import counting
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import form_dialog, theme
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.routes import drawn, life_dialogs, templates_dialog
from curator_app.ui.routes.copy_dialog import CopyRouteDialog
from curator_app.ui.routes.file_field import FileField
from curator_app.ui.routes.new_route_dialog import NewRouteDialog
from curator_app.ui.routes.redating_dialog import RedatingDialog
from curator_app.ui.routes.step_dialog import StepDialog
from curator_app.ui.routes.template_step_dialog import TemplateStepDialog
from curator_app.ui.routes.templates_dialog import TemplatesDialog
from curator_app.ui.routes.timeline import words

D = dt.date
CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))


@dataclass(frozen=True)
class Base:
    """The school with a route of Иванова (number 1); Ким has none."""

    workspace: Workspace
    school: School
    desk: Desk

    def card(self, route: int = 1) -> RouteCard:
        return reading.get_route(self.workspace, route)


@pytest.fixture(autouse=True)
def nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog left with typed work at the end of a test closes without a question."""
    monkeypatch.setattr(form_dialog, "confirm", lambda *_args, **_kwargs: True)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, School]:
    folder = tmp_path_factory.mktemp("school") / "данные"
    workspace = open_workspace(data_folder(folder), CLOCK)
    school = fill(workspace)
    for name, area in (("ivanova", "methodical"), ("kim", "digital")):
        deficit = {"area": area, "text": f"дефицит {name}", "severity": 3}
        person = school.people[name]
        records.add_records(workspace, "request", [{"mentee": person, "wording": "Урок", "deficits": [deficit]}], {})
    making.create_route(workspace, making.propose_route(workspace, school.people["ivanova"]).data)
    workspace.close()
    return folder, school


@pytest.fixture
def base(tmp_path: Path, qapp: QApplication, made_once: tuple[Path, School]) -> Iterator[Base]:
    theme.apply(qapp, "light")
    folder, school = made_once
    shutil.copytree(folder, tmp_path / "данные")
    workspace = open_workspace(data_folder(tmp_path / "данные"), CLOCK)
    yield Base(workspace, school, Desk(tmp_path, CLOCK))
    workspace.close()


def shown(qtbot: QtBot, dialog: FormDialog) -> FormDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def put(dialog: FormDialog, **values: object) -> None:
    """As a person does: sets fields and tells the form."""
    for name, value in values.items():
        dialog.form.fields[name].set_value(value)
        dialog.form.fields[name].edited.emit()


class TestNewRoute:
    def test_with_a_mentee_one_key_makes_a_dated_route(self, qtbot: QtBot, base: Base) -> None:
        dialog = NewRouteDialog(base.workspace, base.desk.state, base.school.people["kim"])
        shown(qtbot, dialog)
        assert dialog.model.total > 10
        dialog.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(dialog.form.fields["mentee"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not dialog.isVisible()
        assert dialog.route_id is not None
        card = base.card(dialog.route_id)
        assert (card.route.mentee_name, card.route.pair) == ("Ким Лев Олегович", base.school.other)
        assert len(card.steps) == dialog.model.total

    def test_without_a_mentee_the_first_who_has_none_is_taken(self, qtbot: QtBot, base: Base) -> None:
        dialog = NewRouteDialog(base.workspace, base.desk.state)
        shown(qtbot, dialog)
        assert dialog.form.fields["mentee"].value() == base.school.people["kim"]
        put(dialog, mentee=base.school.people["sokolova"])
        assert dialog.form.fields["pair"].value() == base.school.pupil
        assert dialog.form.fields["template"].value() in {"pupil_pupil", "teacher_pupil"}

    def test_template_days_and_pair_change_what_will_be_made(self, qtbot: QtBot, base: Base) -> None:
        dialog = NewRouteDialog(base.workspace, base.desk.state, base.school.people["kim"])
        shown(qtbot, dialog)
        put(dialog, template="reverse")
        first = dialog.model.total
        put(dialog, start_date=D(2026, 11, 2))
        assert dialog.form.fields["template"].value() == "reverse"
        assert min(line.step.start for line in dialog.model.rows) == D(2026, 11, 2)
        put(dialog, strengths="Терпелив")
        put(dialog, pair=None)
        assert dialog.form.fields["strengths"].value() == "Терпелив"
        dialog.save()
        assert dialog.route_id is not None
        card = base.card(dialog.route_id)
        assert (card.route.template, card.route.pair, card.route.strengths) == ("reverse", None, "Терпелив")
        assert len(card.steps) == first

    def test_an_empty_route(self, qtbot: QtBot, base: Base) -> None:
        dialog = NewRouteDialog(base.workspace, base.desk.state, base.school.people["kim"])
        shown(qtbot, dialog)
        put(dialog, template="empty")
        assert dialog.model.total == 0
        put(dialog, end_date=D(2027, 4, 30))
        dialog.save()
        assert dialog.route_id is not None
        card = base.card(dialog.route_id)
        assert (card.steps, card.route.end_date, card.route.template) == ((), D(2027, 4, 30), None)

    def test_a_wrong_day_stays_in_the_dialog(self, qtbot: QtBot, base: Base) -> None:
        dialog = NewRouteDialog(base.workspace, base.desk.state, base.school.people["kim"])
        shown(qtbot, dialog)
        put(dialog, end_date=D(2026, 1, 1))
        dialog.save()
        assert dialog.isVisible()
        assert "раньше начала" in dialog.form.fields["end_date"].problem
        assert len(reading.list_routes(base.workspace)) == 1


class TestStep:
    def test_opening_and_saving_changes_nothing(self, qtbot: QtBot, base: Base) -> None:
        before = base.card()
        for step in before.steps[:6]:
            dialog = shown(qtbot, StepDialog(base.workspace, before, step))
            assert not dialog.form.dirty
            dialog.save()
        assert base.card() == before

    def test_a_new_step_with_a_deficit(self, qtbot: QtBot, base: Base) -> None:
        card = base.card()
        deficit = card.deficits[0].id
        dialog = StepDialog(base.workspace, card)
        shown(qtbot, dialog)
        assert dialog.form.fields["start_date"].value() == D(2026, 10, 5)
        put(dialog, content="Мастер-класс", due_date=D(2026, 10, 20), **{f"deficit_{deficit}": True})
        put(dialog, responsible_person=base.school.people["babenko"])
        dialog.save()
        step = next(one for one in base.card().steps if one.id == dialog.step_id)
        assert (step.content, step.deficits, step.responsible_name) == ("Мастер-класс", (deficit,), "Бабенко И.К.")
        assert (step.stage, step.due_date) == ("adaptation", D(2026, 10, 20))

    def test_a_term_on_a_day_off_is_told_and_not_forbidden(self, qtbot: QtBot, base: Base) -> None:
        dialog = StepDialog(base.workspace, base.card())
        shown(qtbot, dialog)
        put(dialog, content="Мастер-класс", due_date=D(2026, 10, 10))
        assert dialog.notice.text == "Срок — сб 10.10, нерабочий день."
        put(dialog, due_date=D(2026, 10, 12))
        assert dialog.notice.text == ""
        put(dialog, due_date=D(2026, 10, 11))
        dialog.save()
        wall = reading.wall(base.workspace)
        working = counting.get_calendar(base.workspace).is_working
        bars = {one.key: one for row in drawn.wall_timeline(wall, working).rows for one in row.bars}
        assert dialog.step_id is not None
        told = words.facts(bars[drawn.step_key(dialog.step_id)])
        assert ("Последний день", "вс 11.10 — нерабочий") in told
        assert sum(one.day_off for one in bars.values()) < len(bars)

    def test_a_step_says_something(self, qtbot: QtBot, base: Base) -> None:
        dialog = shown(qtbot, StepDialog(base.workspace, base.card()))
        dialog.save()
        assert dialog.isVisible()
        assert dialog.form.fields["content"].problem


class TestLife:
    def test_approval_names_what_is_wrong_and_lets_it_be(self, qtbot: QtBot, base: Base) -> None:
        sound = shown(qtbot, life_dialogs.approval_dialog(base.workspace, base.card()))
        assert "на месте" in sound.notice.text
        final = next(one for one in base.card().steps if one.form == "итоговая встреча")
        steps.remove_steps(base.workspace, [final.id])
        dialog = shown(qtbot, life_dialogs.approval_dialog(base.workspace, base.card()))
        assert "1 замечание" in dialog.notice.text
        assert "«итоговая встреча»" in dialog.notice.text
        dialog.save()
        assert base.card().route.approved_on == D(2026, 10, 5)

    def test_correction_is_already_told(self, qtbot: QtBot, base: Base) -> None:
        life.approve_route(base.workspace, 1, D(2026, 9, 7))
        steps.remove_steps(base.workspace, [base.card().steps[8].id])
        dialog = shown(qtbot, life_dialogs.correction_dialog(base.workspace, base.card()))
        assert "Исключено" in (dialog.form.fields["what"].value() or "")
        dialog.save()
        assert dialog.isVisible(), "a reason is wanted"
        put(dialog, reason="По итогам опроса")
        dialog.save()
        assert base.card().changes[-1].reason == "По итогам опроса"

    def test_extension_wants_both_sides(self, qtbot: QtBot, base: Base) -> None:
        dialog = shown(qtbot, life_dialogs.extension_dialog(base.workspace, base.card()))
        put(dialog, reason="Болезнь", end_date=D(2027, 6, 30))
        dialog.save()
        assert dialog.isVisible()
        put(dialog, agreed=True)
        dialog.save()
        assert base.card().route.end_date == D(2027, 6, 30)

    def test_facts_acquaintance_completion_termination(self, qtbot: QtBot, base: Base) -> None:
        facts = shown(qtbot, life_dialogs.facts_dialog(base.workspace, base.card()))
        put(facts, goal="Новая цель", start_date=D(2026, 9, 7))
        facts.save()
        assert (base.card().route.goal, base.card().stages[0].start_date) == ("Новая цель", D(2026, 9, 7))
        shown(qtbot, life_dialogs.acquaintance_dialog(base.workspace, base.card())).save()
        assert base.card().route.acquainted_on == D(2026, 10, 5)
        completion = shown(qtbot, life_dialogs.completion_dialog(base.workspace, base.card()))
        assert "Не отмечено выполнение" in completion.notice.text
        put(completion, result="Всё удалось")
        completion.save()
        assert base.card().route.status == "completed"
        later = shown(qtbot, life_dialogs.result_dialog(base.workspace, base.card()))
        put(later, result="Сняты два дефицита из трёх")
        later.save()
        assert base.card().route.result == "Сняты два дефицита из трёх"
        base.workspace.undo()
        base.workspace.undo()
        termination = shown(qtbot, life_dialogs.termination_dialog(base.workspace, base.card()))
        put(termination, reason="Увольнение")
        termination.save()
        assert base.card().route.status == "terminated"

    def test_keep_as_template(self, qtbot: QtBot, base: Base) -> None:
        dialog = shown(qtbot, life_dialogs.template_dialog(base.workspace, base.card()))
        put(dialog, title="Опыт школы")
        dialog.save()
        assert "Опыт школы" in {one.title for one in templates.list_templates(base.workspace)}


def test_redating_is_seen_before_it_is_done(qtbot: QtBot, base: Base) -> None:
    person = base.school.people["ivanova"]
    quiet = RedatingDialog(base.workspace, base.desk.state, base.card())
    qtbot.addWidget(quiet)
    assert not quiet.act.isEnabled()
    records.set_records(base.workspace, "person", [{"id": person, "work_start_date": "2026-09-10"}])
    dialog = RedatingDialog(base.workspace, base.desk.state, base.card())
    qtbot.addWidget(dialog)
    dialog.show()
    wanted = dialog.panel.model.total
    assert wanted > 0
    dialog.act.click()
    assert dialog.moved == wanted
    assert base.card().steps[0].due_date == D(2026, 9, 13)


def test_copy_goes_to_somebody_without_a_route(qtbot: QtBot, base: Base) -> None:
    dialog = CopyRouteDialog(base.workspace, base.card())
    shown(qtbot, dialog)
    assert dialog.form.fields["mentee"].value() == base.school.people["kim"]
    dialog.save()
    assert dialog.route_id is not None
    copied = base.card(dialog.route_id)
    assert (copied.route.mentee_name, copied.route.pair) == ("Ким Лев Олегович", base.school.other)
    assert len(copied.steps) == len(base.card().steps)


class TestTemplates:
    @pytest.fixture
    def dialog(self, qtbot: QtBot, base: Base) -> TemplatesDialog:
        dialog = TemplatesDialog(base.desk, base.workspace)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    def test_the_first_is_shown_with_its_steps(self, base: Base, dialog: TemplatesDialog) -> None:
        template = templates.get_template(base.workspace, "newcomer")
        assert dialog.title.text() == template.title
        assert dialog.steps.model.total == len(template.steps)
        assert not dialog.reset.isEnabled()

    def test_order_removal_and_return(
        self, base: Base, dialog: TemplatesDialog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = templates.get_template(base.workspace, "newcomer")
        dialog.steps.show_id(2)
        dialog.up.click()
        assert templates.get_template(base.workspace, "newcomer").steps[0] == before.steps[1]
        dialog.steps.show_id(1)
        dialog.remove.click()
        assert len(templates.get_template(base.workspace, "newcomer").steps) == len(before.steps) - 1
        assert dialog.reset.isEnabled()
        monkeypatch.setattr(templates_dialog, "confirm", lambda *_args, **_kwargs: True)
        dialog.reset.click()
        assert templates.get_template(base.workspace, "newcomer") == before
        base.workspace.undo()
        assert len(templates.get_template(base.workspace, "newcomer").steps) == len(before.steps) - 1

    def test_copy_rename_hide(self, base: Base, dialog: TemplatesDialog) -> None:
        dialog.copy.click()
        dialog.title.setText("Наш")
        dialog.title.editingFinished.emit()
        own = next(one for one in templates.list_templates(base.workspace) if not one.shipped)
        assert own.title == "Наш"
        dialog.hide_it.click()
        assert "Наш" not in {one.title for one in templates.list_templates(base.workspace)}
        assert dialog.hide_it.text() == "Показать"

    def test_a_step_is_changed_and_added(
        self, base: Base, dialog: TemplatesDialog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def answer(opened: QDialog) -> bool:
            assert isinstance(opened, TemplateStepDialog)
            put(opened, content="Иное мероприятие", anchor="order", offset_days=2, length_days=5)
            hint = opened.form.fields["anchor"]._hint
            assert hint is not None
            assert "через 2 дня от приказа" in hint.text().lower()
            opened.save()
            opened.deleteLater()
            return True

        monkeypatch.setattr(templates_dialog, "run_dialog", answer)
        dialog.steps.show_id(3)
        dialog.change.click()
        changed = templates.get_template(base.workspace, "newcomer").steps[2]
        assert (changed.content, changed.term.anchor, changed.term.offset_days) == ("Иное мероприятие", "order", 2)
        dialog.add.click()
        assert [one.content for one in templates.get_template(base.workspace, "newcomer").steps].count(
            "Иное мероприятие"
        ) == 2
        assert base.desk.said == ["Шаблон изменён", "Мероприятие добавлено в шаблон"]


def test_a_file_of_the_data_folder_or_a_link(qtbot: QtBot, tmp_path: Path) -> None:
    field = FileField("evidence_path", "Файл", tmp_path)
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_value("подтверждения/лист.pdf")
    assert Path(field.url.toLocalFile()) == tmp_path / "подтверждения" / "лист.pdf"
    field.set_value("https://school.ru/otchet")
    assert field.url == QUrl("https://school.ru/otchet")
