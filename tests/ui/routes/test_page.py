"""The tab «ИОМ» on a real base: wall, one route, list, filters, acts, files."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from tests.documents.reading import pdf_letters
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, make_school

from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import mentees
from curator_app.services.routes import life, making, reading, steps
from curator_app.services.routes.rows import StepRow
from curator_app.services.routes.steps import Completion
from curator_app.services.workspace import open_workspace
from curator_app.services.years import listing
from curator_app.ui.common import theme
from curator_app.ui.common.card_content import Bullets
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.routes import acts as acts_module
from curator_app.ui.routes import drawn
from curator_app.ui.routes.changing import many_dialog
from curator_app.ui.routes.page import RoutesPage
from curator_app.ui.routes.page_bar import Mode
from curator_app.ui.routes.timeline import State

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Invented, dict[int, int]]:
    """A school made once, copied for every test: folder, numbers, {mentee: route} of Иванова and Ким from September."""
    folder = tmp_path_factory.mktemp("school") / "данные"
    made = make_school(folder, today=TODAY)
    routes = {}
    for mentee in (made.ivanova, made.kim):
        proposal = making.propose_route(
            made.workspace, mentee, start_date=dt.date(2026, 9, 1), end_date=dt.date(2027, 5, 31)
        )
        routes[mentee] = making.create_route(made.workspace, proposal.data)
    made.workspace.close()
    return folder, made, routes


@pytest.fixture
def base(tmp_path: Path, qapp: QApplication, prepared: tuple[Path, Invented, dict[int, int]]) -> Iterator[Invented]:
    theme.apply(qapp, "light")
    folder, made, _routes = prepared
    shutil.copytree(folder, tmp_path / "данные")
    clock = fixed(dt.datetime.combine(TODAY, dt.time(9, 30)))
    workspace = open_workspace(data_folder(tmp_path / "данные"), clock)
    yield replace(made, workspace=workspace)
    workspace.close()


@pytest.fixture
def desk(tmp_path: Path, base: Invented) -> Desk:
    return Desk(tmp_path, base.workspace.clock)


@pytest.fixture
def routes(prepared: tuple[Path, Invented, dict[int, int]]) -> dict[int, int]:
    return prepared[2]


@pytest.fixture
def page(base: Invented, desk: Desk, routes: dict[int, int], qtbot: QtBot) -> Iterator[RoutesPage]:
    made = RoutesPage(desk, base.workspace)
    qtbot.addWidget(made.widget)
    made.refresh(None)
    made.widget.resize(1300, 700)
    made.widget.show()
    yield made
    made.widget.hide()


def steps_of(base: Invented, route: int) -> tuple[StepRow, ...]:
    return reading.get_route(base.workspace, route).steps


def unfinished(base: Invented, route: int) -> StepRow:
    """A step with a term that is still ahead."""
    return next(one for one in steps_of(base, route) if one.due_date is not None and one.due_date > TODAY)


def answer(monkeypatch: pytest.MonkeyPatch, **values: object) -> list[str]:
    """Dialogs are filled in with ``values`` and saved; gives the titles of those that were shown."""
    seen: list[str] = []

    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, FormDialog)
        seen.append(dialog.windowTitle())
        for name, value in values.items():
            dialog.form.fields[name].set_value(value)
        dialog.save()
        accepted = dialog.result() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted

    monkeypatch.setattr(acts_module, "run_dialog", run)
    return seen


def test_every_route_has_a_row_and_every_dated_step_a_bar(
    page: RoutesPage, base: Invented, routes: dict[int, int]
) -> None:
    rows = page.wall.view.timeline.rows
    assert [row.title for row in rows] == ["Иванова Мария Петровна", "Ким Виктория Игоревна"]
    for row, route in zip(rows, routes.values(), strict=True):
        dated = {drawn.step_key(one.id) for one in steps_of(base, route) if one.due_date is not None}
        assert {bar.key for bar in row.bars} == dated
        assert [band.title for band in row.bands] == [
            "Адаптационный этап",
            "Основной этап",
            "Контрольно-оценочный этап",
        ]


def test_one_route_by_deficits_holds_every_step_once(page: RoutesPage, base: Invented, routes: dict[int, int]) -> None:
    page.show_route(routes[base.ivanova])
    view = page.one.view
    keys = [bar.key for row in view.timeline.rows for bar in row.bars]
    dated = [drawn.step_key(one.id) for one in steps_of(base, routes[base.ivanova]) if one.due_date is not None]
    assert sorted(keys) == sorted(dated)
    linked = {link for row in view.timeline.rows for link in row.links}
    assert linked <= set(keys)
    page.bar.stages.setChecked(True)
    by_stage = [row.title for row in page.one.view.timeline.rows]
    assert by_stage == ["Этапы и встречи", "Адаптационный этап", "Основной этап", "Контрольно-оценочный этап"]


def test_a_dragged_step_is_moved_told_and_taken_back(
    page: RoutesPage, base: Invented, desk: Desk, routes: dict[int, int]
) -> None:
    step = unfinished(base, routes[base.ivanova])
    start, due = dt.date(2026, 12, 7), dt.date(2026, 12, 18)
    page.wall.view.moved.emit(drawn.step_key(step.id), start, due)
    moved = next(one for one in steps_of(base, routes[base.ivanova]) if one.id == step.id)
    assert (moved.start_date, moved.due_date) == (start, due)
    assert desk.said == ["Новый срок: пн, 7 дек — пт, 18 дек"]
    bar = next(bar for row in page.wall.view.timeline.rows for bar in row.bars if bar.key == drawn.step_key(step.id))
    assert (bar.start, bar.due) == (start, due)
    base.workspace.undo()
    back = next(one for one in steps_of(base, routes[base.ivanova]) if one.id == step.id)
    assert (back.start_date, back.due_date) == (step.start_date, step.due_date)


def test_a_drag_out_of_the_route_is_named(page: RoutesPage, base: Invented, desk: Desk, routes: dict[int, int]) -> None:
    step = unfinished(base, routes[base.kim])
    page.wall.view.moved.emit(drawn.step_key(step.id), dt.date(2027, 6, 1), dt.date(2027, 6, 4))
    assert desk.said[-1].endswith("— вне сроков маршрута")


def test_a_done_step_is_fixed(page: RoutesPage, base: Invented, routes: dict[int, int]) -> None:
    step = steps_of(base, routes[base.kim])[0]
    steps.mark_done(base.workspace, step.id, Completion(done_on=TODAY))
    page.refresh(None)
    bar = next(bar for row in page.wall.view.timeline.rows for bar in row.bars if bar.key == drawn.step_key(step.id))
    assert bar.fixed
    assert bar.state is State.DONE
    with pytest.raises(KnownProblem, match="уже выполнено"):
        page.acts.drag(page._by_step[step.id], TODAY, TODAY)


def test_marking_by_the_card(
    page: RoutesPage, base: Invented, desk: Desk, routes: dict[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    step = steps_of(base, routes[base.kim])[0]
    page.show_record("route_step", step.id)
    assert page.card.content is not None
    assert page.card.content.title == " ".join(step.content.split())
    seen = answer(monkeypatch, result="Освоено", evidence="Справка")
    page.card.content.actions[0].do()
    assert seen == ["Отметить выполнение"]
    after = next(one for one in steps_of(base, routes[base.kim]) if one.id == step.id)
    assert (after.done, after.done_on, after.result, after.evidence) == (True, TODAY, "Освоено", "Справка")
    assert page.card.content.actions[0].text == "Снять отметку"
    page.card.content.actions[0].do()
    assert not next(one for one in steps_of(base, routes[base.kim]) if one.id == step.id).done


def test_many_steps_of_the_list_are_changed_at_once(
    page: RoutesPage, base: Invented, routes: dict[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = [one for one in steps_of(base, routes[base.kim]) if one.due_date is not None and one.due_date > TODAY][:3]
    page.bar.set_mode(Mode.LIST)
    page.list.table.select_ids([one.id for one in ahead])
    assert page.card.content is not None
    assert page.card.content.title == "Выбрано: 3 мероприятия"
    seen = answer(monkeypatch, direction=1, days="7", responsible="curator")
    page.acts.change_many()
    assert seen == ["Изменить сразу: 3 мероприятия"]
    after = {one.id: one for one in steps_of(base, routes[base.kim])}
    for one in ahead:
        assert one.due_date is not None
        assert after[one.id].due_date == one.due_date + dt.timedelta(days=7)
        assert after[one.id].responsible == "curator"
    assert all(after[one.id] == one for one in steps_of(base, routes[base.kim]) if one.id not in {s.id for s in ahead})


@pytest.mark.parametrize(
    ("values", "field"), [({}, "direction"), ({"direction": -1}, "days"), ({"days": "3"}, "direction")]
)
def test_half_a_wish_for_many_steps_is_refused(
    page: RoutesPage, base: Invented, routes: dict[int, int], qtbot: QtBot, values: dict[str, object], field: str
) -> None:
    before = steps_of(base, routes[base.kim])
    dialog = many_dialog(base.workspace, before[:2], page.widget)
    qtbot.addWidget(dialog)
    for name, value in values.items():
        dialog.form.fields[name].set_value(value)
    dialog.save()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert dialog.form.fields[field].problem
    assert steps_of(base, routes[base.kim]) == before


def test_with_nothing_chosen_the_card_tells_who_needs_attention(
    page: RoutesPage, base: Invented, routes: dict[int, int]
) -> None:
    # Сидоренко has neither a mentor nor a request yet
    mentees.save_request(base.workspace, base.pupil, mentees.RequestData(wording="Готовлюсь к олимпиаде"))
    page.refresh(None)
    content = page.card.content
    assert content is not None
    assert (content.title, content.subtitle) == ("Маршруты, 2026/2027", "2 маршрута в работе")
    sections = {section.title: section.parts for section in content.sections}
    late, lacking = sections["Требуют внимания"][0], sections["Без маршрута"][0]
    assert isinstance(late, Bullets)
    assert isinstance(lacking, Bullets)
    assert {bullet.text for bullet in late.items} == {"Иванова Мария Петровна", "Ким Виктория Игоревна"}
    assert {bullet.text for bullet in lacking.items} == {"Лебедев Артём Денисович"}
    assert late.items[0].do is not None
    late.items[0].do()
    assert page.bar.mode is Mode.ONE


def test_words_and_chips_filter_the_wall(page: RoutesPage) -> None:
    view = page.wall.view
    page.bar.search.edit.setText("ким вик")
    assert [box.row.title for box in view.rows_shown()] == ["Ким Виктория Игоревна"]
    page.bar.search.clear()
    assert len(view.rows_shown()) == 2
    page.bar.chips.choose(["overdue"])
    assert {one.item.state for one in view.scene.layout.items} == {State.OVERDUE}
    page.bar.chips.choose(["overdue", "who-mentor"])
    shown = [page._by_step[one.item.key[1]] for one in view.scene.layout.items]
    assert shown
    assert all(line.step.overdue and line.step.responsible == "mentor" for line in shown)
    page.bar.search.edit.setText("такого шага нет")
    assert view.rows_shown() == []


def test_finished_routes_are_hidden_until_asked_for(page: RoutesPage, base: Invented, routes: dict[int, int]) -> None:
    life.terminate_route(base.workspace, routes[base.kim], TODAY, "Увольнение")
    page.refresh(None)
    assert [box.row.title for box in page.wall.view.rows_shown()] == ["Иванова Мария Петровна"]
    page.bar.chips.choose(["over"])
    assert len(page.wall.view.rows_shown()) == 2


def test_records_are_shown(page: RoutesPage, base: Invented, routes: dict[int, int]) -> None:
    assert page.show_record("route", routes[base.kim])
    assert page.bar.mode is Mode.ONE
    assert page.bar.route == routes[base.kim]
    step = steps_of(base, routes[base.ivanova])[3]
    assert page.show_record("route_step", step.id)
    assert [line.step.id for line in page.chosen()] == [step.id]
    assert not page.show_record("pair", 1)
    assert not page.show_record("route", 999)


def test_a_step_without_a_term_is_shown_in_the_list(page: RoutesPage, base: Invented, routes: dict[int, int]) -> None:
    step = steps.add_step(base.workspace, routes[base.kim], steps.StepData(stage="main", content="Без срока"))
    page.refresh(None)
    assert page.show_record("route_step", step)
    assert page.bar.mode is Mode.LIST
    assert [line.step.id for line in page.chosen()] == [step]


def test_a_closed_year_is_only_read(page: RoutesPage, base: Invented, routes: dict[int, int]) -> None:
    for route in routes.values():
        life.terminate_route(base.workspace, route, TODAY, "Год закрыт")
    listing.open_next(base.workspace)
    listing.close_year(base.workspace, "2026/2027")
    page.refresh(None)
    assert page.wall.view.timeline.read_only
    page.show_record("route_step", steps_of(base, routes[base.kim])[0].id)
    assert page.card.content is not None
    assert page.card.content.actions == ()
    assert page.acts.menu() is None


def test_a_route_that_only_began_in_a_closed_year_goes_on(
    page: RoutesPage, base: Invented, routes: dict[int, int]
) -> None:
    life.extend_route(base.workspace, routes[base.kim], dt.date(2027, 12, 31), TODAY, "Не успеваем", True)
    life.terminate_route(base.workspace, routes[base.ivanova], TODAY, "Год закрыт")
    listing.open_next(base.workspace)
    listing.close_year(base.workspace, "2026/2027")
    page.refresh(None)
    page.show_record("route_step", steps_of(base, routes[base.kim])[-1].id)
    assert page.card.content is not None
    assert page.card.content.actions
    assert page.acts.menu() is not None


def test_without_routes_the_way_to_the_first_one_is_offered(
    page: RoutesPage, base: Invented, routes: dict[int, int]
) -> None:
    for route in routes.values():
        life.remove_route(base.workspace, route)
    page.refresh(None)
    assert page._stack.currentWidget() is page._empty
    assert page.bar.new.isHidden()


@pytest.mark.parametrize("alone", [True, False])
def test_files_hold_every_step(
    page: RoutesPage,
    base: Invented,
    routes: dict[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    alone: bool,
) -> None:
    if alone:
        page.show_route(routes[base.kim])
    wanted = [one for route in ([routes[base.kim]] if alone else routes.values()) for one in steps_of(base, route)]
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda _p, _t, offered, _w: (str(tmp_path / Path(offered).name), "")
    )
    page._exports.save_pdf("A3")
    page._exports.save_sheet()
    page._exports.save_calendar()
    written = {
        path.suffix: path.read_bytes() for path in tmp_path.iterdir() if path.suffix in {".pdf", ".xlsx", ".ics"}
    }
    letters = pdf_letters(written[".pdf"])
    assert all("".join(one.content.split()) in letters for one in wanted if one.due_date is not None)
    calendar = written[".ics"].decode("utf-8").replace("\r\n ", "")
    assert calendar.count("BEGIN:VEVENT") == sum(one.due_date is not None and not one.done for one in wanted)
    assert written[".xlsx"].startswith(b"PK")


def test_the_evidence_of_a_step_opens(page: RoutesPage, base: Invented, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return len(opened) < 3

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page.acts.open_file("подтверждения/лист.pdf")
    page.acts.open_file("https://disk.example/лист")
    kept = base.workspace.folder.root / "подтверждения" / "лист.pdf"
    assert opened == [QUrl.fromLocalFile(str(kept)).toString(), "https://disk.example/лист"]
    with pytest.raises(KnownProblem, match="перенесли или удалили"):
        page.acts.open_file("нет.pdf")
