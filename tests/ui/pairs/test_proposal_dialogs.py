"""Dialogs of «Подбор»: acceptance, variants, rules; and the tab of two parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import FORM, Invented, give_consents

from curator_app.domain.matching.weights import DEFAULT_ORDER, Tier
from curator_app.runtime.progress import Progress
from curator_app.services import mentees, pairs, people
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.proposals import cells, drafts
from curator_app.services.proposals.settings import MatchingSettings, get_settings, save_settings
from curator_app.ui import papers
from curator_app.ui.common.card_content import Bullets
from curator_app.ui.pairs.proposal import view as view_module
from curator_app.ui.pairs.proposal.accept_dialog import AcceptDialog
from curator_app.ui.pairs.proposal.comparison_card import comparison_content, difference
from curator_app.ui.pairs.proposal.drafts_dialog import DraftsDialog
from curator_app.ui.pairs.proposal.settings_dialog import SettingsDialog
from curator_app.ui.pairs.proposal.solved import Solved, solve
from curator_app.ui.pairs.tab import PairsTab

_ALT = Qt.KeyboardModifier.AltModifier


def _solve(base: Invented) -> Solved:
    return solve(base.workspace, Progress())


def _ignore(_blanks: object) -> None:
    pass


def _accept_dialog(base: Invented, desk: Desk, qtbot: QtBot, blanks: list[ConsentBlank] | None = None) -> AcceptDialog:
    printed = blanks if blanks is not None else []
    dialog = AcceptDialog(base.workspace, desk, _solve(base).proposal, print_blanks=printed.extend)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_all_proposed_pairs_are_formed_by_one_click_and_one_undo(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    dialog = _accept_dialog(base, desk, qtbot)
    assert dialog.next.text() == "Сформировать 2 пары"
    assert dialog.form.values()["mentoring_form"] == FORM
    dialog.next.click()
    rows = pairs.list_pairs(base.workspace)
    assert {row.id for row in rows} == set(dialog.formed)
    assert {(row.mentor, row.mentees) for row in rows} == {
        (base.petrova, (base.ivanova,)),
        (next(row.mentor for row in rows if row.mentees == (base.kim,)), (base.kim,)),
    }
    assert {(row.start_date, row.end_date) for row in rows} == {(dt.date(2026, 9, 3), dt.date(2027, 5, 31))}
    assert dialog.gate.missing > 0
    base.workspace.undo()
    assert pairs.list_pairs(base.workspace) == []


def test_some_of_the_pairs_by_space(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    dialog = _accept_dialog(base, desk, qtbot)
    QTest.keyClick(dialog.pairs, Qt.Key.Key_Space)
    assert dialog.next.text() == "Сформировать 1 пару"
    dialog.next.click()
    assert len(pairs.list_pairs(base.workspace)) == 1


def test_nothing_ticked_forms_nothing(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    dialog = _accept_dialog(base, desk, qtbot)
    dialog.all.click()
    assert not dialog.next.isEnabled()
    dialog.all.click()
    assert dialog.next.text() == "Сформировать 2 пары"


def test_blanks_are_printed_before_anything_is_formed(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    printed: list[ConsentBlank] = []
    dialog = _accept_dialog(base, desk, qtbot, printed)
    dialog.blanks.click()
    assert {one.person for one in printed} >= {base.ivanova, base.kim, base.petrova}
    assert pairs.list_pairs(base.workspace) == []


def test_a_wrong_term_is_told_at_its_field(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    dialog = _accept_dialog(base, desk, qtbot)
    dialog.form.set_values({"end_date": dt.date(2026, 1, 1)})
    dialog.next.click()
    assert dialog.form.fields["end_date"].problem
    assert pairs.list_pairs(base.workspace) == []


def test_a_group_is_one_line(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    for surname in ("Рыбина", "Раков"):
        mentees.save_mentee(
            base.workspace,
            people.PersonData(surname=surname, first_name="Анна", patronymic=None, position="учитель"),
            mentees.MenteeData(category="newcomer", group="Первый класс"),
            request=mentees.RequestData(wording="Помощь в работе"),
        )
    cells.ban(base.workspace, base.petrova, base.ivanova, "для проверки")
    cells.ban(base.workspace, base.petrova, base.kim, "для проверки")
    dialog = _accept_dialog(base, desk, qtbot)
    group = next(unit for unit in dialog.chosen_units() if len(unit.requests) == 2)
    assert group.mentor == base.petrova


def test_a_variant_is_kept_compared_renamed_and_deleted(
    base: Invented, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _solve(base)
    dialog = DraftsDialog(base.workspace, desk, first.proposal)
    qtbot.addWidget(dialog)
    dialog.title.set_value("Первый")
    dialog.keep.click()
    assert [row.title for row in drafts.list_drafts(base.workspace)] == ["Первый"]
    assert dialog.card.content is not None
    assert dialog.card.content.title == "Ничего не изменилось"
    dialog.keep.click()
    assert "уже есть" in dialog.title.problem
    cells.lock(base.workspace, base.zaitsev, base.ivanova)
    second = DraftsDialog(base.workspace, desk, _solve(base).proposal)
    qtbot.addWidget(second)
    assert second.card.content is not None
    assert second.card.content.title == "Что изменилось"
    second.delete.click()
    assert drafts.list_drafts(base.workspace) == []
    assert second.card.content is None


def test_a_kept_variant_is_accepted_though_the_map_has_moved_on(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    kept = drafts.save_draft(base.workspace, _solve(base).proposal, "Первый")
    save_settings(base.workspace, MatchingSettings(tiers=(DEFAULT_ORDER[0], *reversed(DEFAULT_ORDER[1:]))))
    present = _solve(base).proposal
    dialog = DraftsDialog(base.workspace, desk, present)
    qtbot.addWidget(dialog)
    dialog.take.click()
    assert dialog.to_accept == drafts.read_draft(base.workspace, kept).mentor_of
    accepting = AcceptDialog(base.workspace, desk, present, variant=dialog.to_accept, print_blanks=_ignore)
    qtbot.addWidget(accepting)
    accepting.next.click()
    formed = {mentee: row.mentor for row in pairs.list_pairs(base.workspace) for mentee in row.mentees}
    requests = present.request
    assert formed == {requests[one].mentee: mentor for one, mentor in dialog.to_accept.items()}


def test_the_order_of_importance_moves_by_keys_but_coverage_stays(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    del desk
    dialog = SettingsDialog(base.workspace, _solve(base))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.tiers.setCurrentRow(2)
    QTest.keyClick(dialog.tiers, Qt.Key.Key_Up, _ALT)
    QTest.keyClick(dialog.tiers, Qt.Key.Key_Up, _ALT)
    assert dialog.settings().tiers[:3] == (Tier.COVERAGE, Tier.WISHES, Tier.DEFICITS)
    dialog.tiers.setCurrentRow(0)
    QTest.keyClick(dialog.tiers, Qt.Key.Key_Down, _ALT)
    assert dialog.settings().tiers[0] is Tier.COVERAGE
    dialog.weights.boxes["mutual"].setValue(33)
    dialog.group_limit.setValue(4)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)
    assert dialog.preview.content is not None
    dialog.save_button.click()
    kept = get_settings(base.workspace)
    assert (kept.tiers[1], kept.weights.mutual, kept.group_limit) == (Tier.WISHES, 33, 4)


def test_back_to_the_defaults(base: Invented, qtbot: QtBot) -> None:
    save_settings(base.workspace, MatchingSettings(tiers=(DEFAULT_ORDER[0], *reversed(DEFAULT_ORDER[1:]))))
    dialog = SettingsDialog(base.workspace, _solve(base))
    qtbot.addWidget(dialog)
    dialog.defaults.click()
    assert dialog.settings() == MatchingSettings()
    dialog.reject()
    assert get_settings(base.workspace).tiers != DEFAULT_ORDER


def test_what_changes_between_two_proposals(base: Invented) -> None:
    before = _solve(base).proposal
    cells.lock(base.workspace, base.zaitsev, base.ivanova)
    content = comparison_content("было", "стало", difference(before, _solve(base).proposal))
    moved = next(section for section in content.sections if section.title.startswith("Сменился наставник"))
    (rows,) = moved.parts
    assert isinstance(rows, Bullets)
    told = {one.text: one.note for one in rows.items}
    assert told["Иванова М.П."].startswith("Петрова А.С. → Зайцев")


# --- the tab


@pytest.fixture
def tab(base: Invented, desk: Desk, qtbot: QtBot) -> Iterator[PairsTab]:
    made = PairsTab(desk, base.workspace)
    qtbot.addWidget(made.widget)
    made.widget.resize(1300, 700)
    made.widget.show()
    made.refresh(None)
    qtbot.waitUntil(lambda: not made.matching.busy, timeout=10_000)
    yield made
    made.widget.hide()


def _parts(tab: PairsTab) -> list[QWidget]:
    return [tab.matching.widget, tab.list.widget]


def test_the_tab_opens_on_matching_and_remembers_the_part(base: Invented, tab: PairsTab, desk: Desk) -> None:
    assert [part.isVisible() for part in _parts(tab)] == [True, False]
    tab.parts.setCurrentIndex(1)
    assert [part.isVisible() for part in _parts(tab)] == [False, True]
    assert PairsTab(desk, base.workspace).parts.currentIndex() == 1


def test_accepted_pairs_go_into_an_order_and_are_chosen_in_the_list(
    base: Invented, tab: PairsTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes: list[OrderCommand] = []

    def at_once(dialog: AcceptDialog) -> bool:
        dialog.next.click()
        dialog.gate.mark.click()
        dialog.next.click()
        return True

    monkeypatch.setattr(view_module, "run_dialog", at_once)
    monkeypatch.setattr(papers, "new_order", lambda *told, complete: wishes.append(told[3]))
    give_consents(base, base.petrova)
    tab.matching.tools.accept.click()
    formed = {row.id for row in pairs.list_pairs(base.workspace)}
    assert [(wish.type, set(wish.pairs)) for wish in wishes] == [("assignment_list", formed)]
    assert tab.parts.currentIndex() == 1
    assert {row.id for row in tab.list.chosen()} == formed


def test_a_pair_is_shown_in_the_list(base: Invented, tab: PairsTab) -> None:
    (one,) = pairs.form_pairs(base.workspace, [pairs.PairData(mentor=base.petrova, mentees=(base.ivanova,))])
    tab.refresh(None)
    assert tab.show_record("pair", one)
    assert tab.parts.currentIndex() == 1
    assert not tab.show_record("mentor", base.petrova)
