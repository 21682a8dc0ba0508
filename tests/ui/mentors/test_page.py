"""The tab «Наставники»: what is seen, and what the base holds after the clicks and keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, give_consents

from curator_app.runtime.paths import data_folder
from curator_app.services import bin as recycle_bin
from curator_app.services import mentors, pairs, people
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.rows import MentorRow
from curator_app.services.workspace import open_workspace
from curator_app.ui import papers
from curator_app.ui.common.card import Bullets, MeterLine
from curator_app.ui.common.table_model import Meter
from curator_app.ui.mentors import page as page_module
from curator_app.ui.mentors.mentor_dialog import MentorDialog
from curator_app.ui.mentors.page import MentorsPage


def surnames(page: MentorsPage) -> list[str]:
    return [page.panel.model.row(place).surname for place in range(page.panel.model.rowCount())]


def chip(page: MentorsPage, words: str) -> QPushButton:
    return next(one for one in page.panel.chips.findChildren(QPushButton) if one.text().startswith(words))


def row_of(base: Invented, person: int) -> MentorRow:
    return next(row for row in mentors.list_mentors(base.workspace) if row.id == person)


def test_it_is_a_tab_in_the_order_of_names(page: MentorsPage, base: Invented) -> None:
    assert surnames(page) == ["Зайцев", "Петрова", "Черных"]
    assert page.show_record("mentor", base.petrova)
    assert not page.show_record("mentee", base.petrova)
    assert not page.show_record("mentor", base.ivanova)


def test_search_as_you_type_finds_by_competence_and_post(page: MentorsPage) -> None:
    page.panel.search.edit.insert("методич")
    assert surnames(page) == ["Петрова", "Черных"]
    page.panel.search.edit.insert(" математ")
    assert surnames(page) == ["Петрова"]


def test_chips_count_and_narrow(page: MentorsPage, base: Invented) -> None:
    give_consents(base, base.petrova)
    page.refresh(None)
    assert chip(page, "Есть места").text() == "Есть места  2"
    assert chip(page, "Без согласия").text() == "Без согласия  2"
    assert not chip(page, "Внешние").isVisible()
    chip(page, "Без согласия").click()
    assert surnames(page) == ["Зайцев", "Черных"]
    chip(page, "Есть места").click()
    assert surnames(page) == ["Зайцев"]


def test_the_archive_is_out_of_sight_until_asked_for(page: MentorsPage, base: Invented, desk: Desk) -> None:
    page.show_record("mentor", base.zaitsev)
    page.archive()
    assert row_of(base, base.zaitsev).archived
    assert desk.said == ["Убрано в архив: Зайцев П.И."]
    assert surnames(page) == ["Петрова", "Черных"]
    assert chip(page, "Есть места").text() == "Есть места  1"
    assert page.show_record("mentor", base.zaitsev), "a link from elsewhere finds him in the archive"
    assert surnames(page) == ["Зайцев"]
    page.archive()
    assert not row_of(base, base.zaitsev).archived
    assert desk.said[-1] == "Возвращено из архива: Зайцев П.И."


def test_delete_goes_to_the_bin_and_back(page: MentorsPage, base: Invented, desk: Desk) -> None:
    page.panel.table.select_ids([base.zaitsev, base.chernykh])
    QTest.keyClick(page.panel.table, Qt.Key.Key_Delete)
    assert surnames(page) == ["Петрова"]
    assert {(one.kind, one.id) for one in recycle_bin.list_bin(base.workspace)} == {
        ("mentor", base.zaitsev),
        ("mentor", base.chernykh),
    }
    assert desk.said == ["Удалено из базы наставников: 2 человека"]
    assert people.get_person(base.workspace, base.zaitsev).surname == "Зайцев", "the person stays"
    base.workspace.undo()
    page.refresh(None)
    assert surnames(page) == ["Зайцев", "Петрова", "Черных"]


def test_a_mentor_with_a_pair_is_not_deleted(
    page: MentorsPage, base: Invented, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("curator_app.ui.common.dialogs.show_problem", lambda _parent, sentence: told.append(sentence))
    pairs.form_pairs(base.workspace, [pairs.PairData(mentor=base.petrova, mentees=[base.ivanova])])
    page.refresh(None)
    page.show_record("mentor", base.petrova)
    page.delete()
    assert "Петрова" in surnames(page)
    assert len(told) == 1
    assert "есть действующая пара" in told[0]


def test_the_card_says_what_a_curator_asks_first(page: MentorsPage, base: Invented, desk: Desk) -> None:
    pairs.form_pairs(base.workspace, [pairs.PairData(mentor=base.petrova, mentees=[base.ivanova])])
    page.refresh(None)
    page.show_record("mentor", base.petrova)
    content = page.card.content
    assert content is not None
    assert (content.title, content.subtitle) == ("Петрова Анна Сергеевна", "учитель математики")
    assert [section.title for section in content.sections[:3]] == ["Кого ведёт", "Согласия", "Что умеет"]
    load, mentees = content.sections[0].parts
    assert isinstance(load, MeterLine)
    assert load.meter == Meter(1, 2)
    assert isinstance(mentees, Bullets)
    assert mentees.items[0].text == "Иванова М.П."
    assert mentees.items[0].do is not None
    mentees.items[0].do()
    assert desk.opened == [("mentee", base.ivanova)]
    consents = content.sections[1].parts[0]
    assert isinstance(consents, Bullets)
    assert [(one.text, one.badge.text if one.badge else "") for one in consents.items] == [
        ("На работу наставником", "нет"),
        ("На обработку персональных данных", "нет"),
    ]


def test_several_at_once_have_a_card_of_their_own(page: MentorsPage, base: Invented) -> None:
    page.panel.table.select_ids([base.petrova, base.chernykh])
    content = page.card.content
    assert content is not None
    assert content.title == "Выбрано: 2 наставника"
    assert [act.text for act in content.actions] == ["Согласия…"]


def test_mentors_are_chosen_from_the_staff(
    page: MentorsPage, base: Invented, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def pick(_parent: object, _title: str, _sentence: str, _verb: str, rows: Sequence[object]) -> list[int]:
        offered.extend(row.surname for row in rows)  # type: ignore[attr-defined]  # rows are PersonRow
        return [base.curator, base.kim]

    monkeypatch.setattr(page_module, "pick_people", pick)
    before = len(people.list_people(base.workspace))
    page.choose_from_staff()
    assert "Петрова" not in offered
    assert {"Леонова", "Ким"} <= set(offered)
    assert surnames(page) == ["Зайцев", "Ким", "Леонова", "Петрова", "Черных"]
    assert desk.said == ["В базу наставников добавлено: 2 человека"]
    assert len(people.list_people(base.workspace)) == before, "nobody was doubled"
    assert {row.id for row in page.panel.selected_rows()} == {base.curator, base.kim}


def test_blanks_are_those_that_are_missing(page: MentorsPage, base: Invented, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[ConsentBlank] = []
    monkeypatch.setattr(papers, "show_blanks", lambda _host, _ws, _parent, blanks: wanted.extend(blanks))
    give_consents(base, base.petrova)
    page.refresh(None)
    page.panel.table.select_ids([base.petrova, base.zaitsev])
    page.print_blanks()
    assert {(one.person, one.kind) for one in wanted} == {
        (base.zaitsev, "mentoring"),
        (base.zaitsev, "personal_data"),
    }
    wanted.clear()
    page.panel.table.select_ids([base.petrova])
    page.print_blanks()
    assert [one.kind for one in wanted] == ["mentoring", "personal_data"]


def test_keys_open_and_add(page: MentorsPage, base: Invented, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def run(dialog: MentorDialog) -> int:
        opened.append(dialog.windowTitle())
        return 0

    monkeypatch.setattr(MentorDialog, "exec", run)
    page.show_record("mentor", base.petrova)
    QTest.keyClick(page.panel.table, Qt.Key.Key_Return)
    page.widget.activateWindow()
    QTest.keyClick(page.panel.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert opened == ["Наставник — Петрова Анна Сергеевна", "Новый наставник"]


def test_an_empty_base_says_what_to_do(qtbot: QtBot, base: Invented, tmp_path: Path) -> None:
    fresh = open_workspace(data_folder(tmp_path / "пусто"), base.workspace.clock)
    try:
        page = MentorsPage(Desk(tmp_path, base.workspace.clock), fresh)
        qtbot.addWidget(page.widget)
        page.widget.show()
        page.refresh(None)
        words = [one.text() for one in page.panel.findChildren(QPushButton) if one.isVisible()]
        assert words[:1] != []
        assert {"Загрузить из Excel…", "Выбрать из сотрудников…", "Добавить вручную…"} <= set(words)
        assert not chip(page, "Архив").isVisible()
    finally:
        fresh.close()


def test_unread_text_of_a_file_is_shown(page: MentorsPage, base: Invented) -> None:
    row = dataclasses.replace(row_of(base, base.petrova), mentor_raw={"capacity": "сколько дадут"})
    page.panel.set_rows([row])
    page.show_record("mentor", base.petrova)
    content = page.card.content
    assert content is not None
    last = content.sections[-1]
    assert last.title == "Не распознано при загрузке из файла"
    assert [getattr(part, "text", "") for part in last.parts] == ["сколько дадут"]
    assert chip(page, "Не распознано").text().endswith("1")
