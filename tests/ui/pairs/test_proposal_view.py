"""«Подбор»: the map solved in the background, the card beside it, locks, bans, repairs, troubles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import mentees, mentors, people
from curator_app.services.proposals import cells
from curator_app.services.records.adding import add_records
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common.card_content import Act, BarLine, Bullets, CardContent, Part
from curator_app.ui.pairs.heat_map import Mark, RowSort
from curator_app.ui.pairs.proposal import marking
from curator_app.ui.pairs.proposal.ban_dialog import BanDialog
from curator_app.ui.pairs.proposal.solved import Solved
from curator_app.ui.pairs.proposal.view import ProposalView

Open = Callable[[Workspace], ProposalView]


@pytest.fixture
def open_view(tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    opened: list[ProposalView] = []

    def make(workspace: Workspace) -> ProposalView:
        view = ProposalView(Desk(tmp_path, workspace.clock), workspace, lambda _pairs: None)
        opened.append(view)
        qtbot.addWidget(view.widget)
        view.widget.resize(1300, 640)
        view.widget.show()
        _solved(view, qtbot)
        return view

    yield make
    for view in opened:
        view.widget.hide()


def _solved(view: ProposalView, qtbot: QtBot) -> Solved:
    view.refresh()
    qtbot.waitUntil(lambda: not view.busy, timeout=10_000)
    assert view.solved is not None
    return view.solved


def _at_rest(view: ProposalView, qtbot: QtBot) -> CardContent:
    qtbot.waitUntil(lambda: not view.busy, timeout=10_000)
    assert view.card.content is not None
    return view.card.content


def _parts(content: CardContent, title: str) -> tuple[Part, ...]:
    return next(section.parts for section in content.sections if section.title.startswith(title))


def _texts(content: CardContent, title: str) -> list[str]:
    told: list[str] = []
    for part in _parts(content, title):
        told += [one.text for one in part.items] if isinstance(part, Bullets) else [getattr(part, "text", "")]
    return told


def _request(view: ProposalView, mentee: int) -> int:
    assert view.solved is not None
    return view.solved.proposal.requests_of[mentee][0].id


def _act(content: CardContent, words: str) -> Act:
    return next(act for act in content.actions if act.text == words)


def _chemist(base: Invented) -> int:
    """A newcomer who wants a chemist, and the school has none."""
    return mentees.save_mentee(
        base.workspace,
        people.PersonData(surname="Носова", first_name="Нина", patronymic="Павловна", position="учитель химии"),
        mentees.MenteeData(category="newcomer"),
        request=mentees.RequestData(wording="Опыты без аварий", subject="химия", subject_required=True),
    )


def test_the_proposal_is_drawn_and_told(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(base.workspace)
    proposal = _solved(view, qtbot).proposal
    assert view.map.data.mentor_of == dict(proposal.mentor_of)
    assert len(proposal.pairs) == 2
    content = _at_rest(view, qtbot)
    assert content.title == "Предложение: 2 пары"
    assert view.map.data.row[base.petrova].places == 2


def test_space_locks_at_once_and_undo_takes_it_back(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(base.workspace)
    cell = (base.zaitsev, _request(view, base.ivanova))
    assert view.map.data.mentor_of[cell[1]] == base.petrova
    view.map.go_to(cell)
    _at_rest(view, qtbot)
    QTest.keyClick(view.map, Qt.Key.Key_Space)
    _solved(view, qtbot)
    assert view.map.data.cells[cell].mark is Mark.LOCKED
    assert view.map.data.mentor_of[cell[1]] == base.zaitsev
    assert view.map.current == cell
    assert view.status.text().startswith("Изменилось:")
    assert "Иванова М.П.: Петрова А.С. → Зайцев" in view.status.accessibleDescription()
    base.workspace.undo()
    _solved(view, qtbot)
    assert view.map.data.cells[cell].mark is Mark.FREE
    assert view.map.data.mentor_of[cell[1]] == base.petrova


def test_a_ban_has_its_reason_and_is_taken_off_by_del(
    base: Invented, open_view: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(dialog: QDialog) -> bool:
        assert isinstance(dialog, BanDialog)
        dialog.ban.click()
        assert dialog.reason.problem
        dialog.reason.set_value("близкие родственники")
        dialog.ban.click()
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(marking, "run_dialog", write)
    view = open_view(base.workspace)
    cell = (base.petrova, _request(view, base.ivanova))
    view.go_to(cell)
    _act(_at_rest(view, qtbot), "Запретить…").do()
    _solved(view, qtbot)
    assert view.map.data.cells[cell].mark is Mark.BANNED
    assert view.map.data.mentor_of.get(cell[1]) != base.petrova
    assert "близкие родственники" in _texts(_at_rest(view, qtbot), "Эту пару составить нельзя")[0]
    QTest.keyClick(view.map, Qt.Key.Key_Delete)
    _solved(view, qtbot)
    assert view.map.data.mentor_of[cell[1]] == base.petrova


def test_the_card_says_why_and_why_not(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(base.workspace)
    request = _request(view, base.ivanova)
    view.go_to((base.petrova, request))
    content = _at_rest(view, qtbot)
    assert content.subtitle == "Почему эта пара"
    assert any("методическая" in words for words in _texts(content, "Что даёт эта пара"))
    assert any("согласие" in words for words in _texts(content, "До приказа не хватает"))
    view.go_to((base.zaitsev, request))
    content = _at_rest(view, qtbot)
    assert content.subtitle == "Почему не эта пара"
    losses = [part for part in _parts(content, "Что изменится") if isinstance(part, BarLine)]
    assert ("Дефициты", "danger") in {(part.label, part.tone) for part in losses}
    assert losses[0].text.startswith("−")
    view.go_to((base.chernykh, request))
    assert "нет свободных мест" in _texts(_at_rest(view, qtbot), "Эту пару составить нельзя")[0]


def test_a_request_left_out_has_a_cause_and_a_repair_of_one_click(
    base: Invented, open_view: Open, qtbot: QtBot
) -> None:
    chemist = _chemist(base)
    view = open_view(base.workspace)
    solved = _solved(view, qtbot)
    request = _request(view, chemist)
    assert solved.proposal.unmatched == (request,)
    view.show_overview()
    assert "Носова Нина Павловна" in _texts(_at_rest(view, qtbot), "Без наставника")
    view.go_to_request(request)
    content = _at_rest(view, qtbot)
    assert "обязательный предмет" in _texts(content, "Почему запрос без наставника")[0]
    (offers,) = _parts(content, "Что поможет")
    assert isinstance(offers, Bullets)
    repair = next(one for one in offers.items if one.text.startswith("Не требовать предмет"))
    assert repair.act is not None
    repair.act.do()
    assert _solved(view, qtbot).proposal.unmatched == ()
    base.workspace.undo()
    assert _solved(view, qtbot).proposal.unmatched == (request,)


def test_a_newer_question_takes_the_place_of_a_stale_one(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(base.workspace)
    for _ in range(5):
        view.solve()
    for mentor in (base.chernykh, base.zaitsev, base.petrova):
        view.go_to((mentor, _request(view, base.kim)))
    content = _at_rest(view, qtbot)
    assert content.key == ("cell", base.petrova, _request(view, base.kim))


def test_a_mutual_wish_can_be_bought_with_fit(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    for side in ("mentee", "mentor"):
        wish = {"side": side, "mentor": base.zaitsev, "mentee": base.ivanova, "rank": 1}
        add_records(base.workspace, "wish", [wish])
    view = open_view(base.workspace)
    view.show_overview()
    assert "Зайцев" in _texts(_at_rest(view, qtbot), "Несбывшиеся взаимные пожелания")[0]
    assert view.wishes.isVisible()
    assert not view.wishes.take.isEnabled()
    view.wishes.slider.setValue(view.wishes.slider.maximum())
    assert "сбудется ещё 1 взаимное пожелание" in view.wishes.words.text()
    view.wishes.take.click()
    solved = _solved(view, qtbot)
    assert solved.unfulfilled == ()
    assert not view.wishes.isVisible()


def test_nothing_goes_on_when_the_screen_is_left(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(base.workspace)
    view.solve()
    view.widget.hide()
    qtbot.waitUntil(lambda: not view.busy)


def test_what_was_left_half_solved_is_solved_when_seen_again(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(base.workspace)
    cell = (base.zaitsev, _request(view, base.ivanova))
    cells.lock(base.workspace, base.zaitsev, base.ivanova)
    view.refresh()
    view.widget.hide()
    qtbot.waitUntil(lambda: not view.busy)
    assert view.map.data.cells[cell].mark is Mark.FREE
    view.widget.show()
    qtbot.waitUntil(lambda: view.map.data.cells[cell].mark is Mark.LOCKED)
    _at_rest(view, qtbot)


def test_escape_clears_the_search_then_goes_back_to_the_whole(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(base.workspace)
    view.go_to((base.petrova, _request(view, base.kim)))
    view.tools.search.edit.setText("петрова")
    assert view.map.shown_rows() == [base.petrova]
    QTest.keyClick(view.map, Qt.Key.Key_Escape)
    assert len(view.map.shown_rows()) == 3
    QTest.keyClick(view.map, Qt.Key.Key_Escape)
    assert view.map.current is None
    assert _at_rest(view, qtbot).key == "overview"


def test_enter_goes_to_the_card_and_escape_back_to_the_map(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(base.workspace)
    view.go_to((base.petrova, _request(view, base.ivanova)))
    _at_rest(view, qtbot)

    def drawn() -> bool:
        return any(one.text() == "Закрепить" for one in view.card.findChildren(QPushButton) if one.isVisible())

    qtbot.waitUntil(drawn)  # a card waits until the arrows rest
    view.map.setFocus()
    QTest.keyClick(view.map, Qt.Key.Key_Return)
    held = view.widget.window().focusWidget()
    assert held is not None
    assert view.card.isAncestorOf(held)
    QTest.keyClick(held, Qt.Key.Key_Escape)
    assert view.widget.window().focusWidget() is view.map


def test_the_menu_of_a_cell_has_its_states_and_the_two_people(base: Invented, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(base.workspace)
    cell = (base.petrova, _request(view, base.ivanova))
    view.go_to(cell)
    _at_rest(view, qtbot)
    view.map.menu_requested.emit(view.map.mapToGlobal(view.map.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = {act.text(): act for act in menu.actions()}
    assert not entries["Освободить"].isEnabled()
    entries["Закрепить"].trigger()
    menu.close()
    _solved(view, qtbot)
    assert view.map.data.cells[cell].mark is Mark.LOCKED


def test_the_orders_are_ticked_in_one_menu(base: Invented, open_view: Open) -> None:
    view = open_view(base.workspace)
    acts = {act.text(): act for act in view.tools.order_menu().actions() if act.text()}
    assert [words for words, act in acts.items() if act.isChecked()] == [
        "Наставники по фамилии",
        "Сначала запросы без пары и срочные",
    ]
    acts["Наставники по предмету"].trigger()
    assert view.map.shown_rows()[-1] == base.chernykh
    assert view.map.row_sort is RowSort.SUBJECT


# --- troubles


@pytest.fixture
def empty(tmp_path: Path, base: Invented) -> Iterator[Workspace]:
    del base  # the application is dressed by it
    opened = open_workspace(data_folder(tmp_path / "пусто"), fixed(dt.datetime(2026, 9, 3, 9, 30)))
    yield opened
    opened.close()


def _seen_words(view: ProposalView) -> str:
    return "\n".join(one.text() for one in view.widget.findChildren(QLabel) if one.isVisible())


def _mentor(workspace: Workspace, capacity: int) -> int:
    return mentors.save_mentor(
        workspace,
        people.PersonData(surname="Орлов", first_name="Олег", patronymic=None, position="учитель"),
        mentors.MentorData(capacity=capacity),
    )


def _newcomer(workspace: Workspace, surname: str) -> int:
    return mentees.save_mentee(
        workspace,
        people.PersonData(surname=surname, first_name="Анна", patronymic=None, position="учитель"),
        mentees.MenteeData(category="newcomer"),
        request=mentees.RequestData(wording="Помощь в работе"),
    )


def test_without_mentors_the_screen_says_so_and_helps(empty: Workspace, open_view: Open) -> None:
    view = open_view(empty)
    assert "В базе нет ни одного наставника" in _seen_words(view)
    assert any(one.text() == "Новый наставник" for one in view.widget.findChildren(QPushButton) if one.isVisible())
    assert not view.tools.accept.isEnabled()


def test_without_requests_the_screen_says_so_and_helps(empty: Workspace, open_view: Open) -> None:
    _mentor(empty, 1)
    view = open_view(empty)
    assert "Запросов без пары нет" in _seen_words(view)


def test_without_places_the_map_stays_and_help_is_a_click_away(empty: Workspace, open_view: Open, qtbot: QtBot) -> None:
    _mentor(empty, 0)
    _newcomer(empty, "Рыбина")
    view = open_view(empty)
    assert "нет свободных мест" in view.notice.text
    view.notice.help.click()
    assert any("Добавить 1 место" in words for words in _texts(_at_rest(view, qtbot), "Что поможет"))


def test_everything_forbidden_is_told(empty: Workspace, open_view: Open, qtbot: QtBot) -> None:
    mentor, mentee = _mentor(empty, 1), _newcomer(empty, "Рыбина")
    add_records(empty, "ban", [{"mentor": mentor, "mentee": mentee, "reason": "супруги"}])
    view = open_view(empty)
    assert "Ни одна пара не разрешена" in view.notice.text
    view.notice.help.click()
    assert any("Снять запрет" in words for words in _texts(_at_rest(view, qtbot), "Что поможет"))
