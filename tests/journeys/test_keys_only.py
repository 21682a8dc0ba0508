"""The main journeys again without a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys import (
    test_going_over,
    test_import,
    test_life_of_pairs,
    test_matching,
    test_newcomer,
    test_orders,
    test_quarter_report,
    test_results,
    test_route,
    test_surveys,
    test_wordings,
)
from tests.journeys.conftest import Office
from tests.journeys.key_hand import by_keys

from curator_app.services.papers import register

pytestmark = pytest.mark.journey


def test_new_teacher(keys: Office) -> None:
    """«Вышел на работу» to all papers: not above 15 actions."""
    test_newcomer.test_a_name_and_a_date_become_all_papers_ready_to_sign(keys)


def test_the_quarter(keys: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quarter for the district: not above 10 actions."""
    test_quarter_report.test_the_quarter_goes_to_the_district_in_ten_actions_at_most(keys, tmp_path, monkeypatch)


def test_final_event(keys: Office) -> None:
    """The event, its order, its report."""
    test_results.test_the_final_event_its_order_in_two_clicks_and_its_report(keys)


def test_a_route(keys: Office) -> None:
    """A route from the tab to its approval."""
    test_route.test_a_route_is_made_moved_done_approved_and_printed(keys)


def test_first_order(keys: Office) -> None:
    """A group and a pair formed, one order about both."""
    test_orders.test_a_group_of_three_and_a_pair_go_into_one_order_with_an_appendix(keys)


def test_one_pair_to_its_order_in_fifteen_actions_at_most(keys: Office) -> None:
    """From the list of tabs to the saved PDF of the order."""
    test_orders._form(keys, "Петрова", "Иванова")
    test_orders._issue(keys)
    assert keys.hand.actions <= 15
    assert len(register.list_orders(keys.workspace)) == 1


def test_keyed_questionnaire(keys: Office) -> None:
    """Ten questions by digits: not above 12 actions."""
    test_surveys.test_ten_questions_by_digits_and_enter(keys)


def test_a_wording(keys: Office) -> None:
    """A template is changed, seen and given back its default."""
    test_wordings.test_a_wording_is_changed_seen_mended_and_returned(keys)


def test_another_mentor(keys: Office) -> None:
    """From the application to the order."""
    test_life_of_pairs.test_from_the_application_to_the_order_about_another_mentor(keys)


def test_the_heat_map(keys: Office) -> None:
    """Wishes, a lock, the proposal accepted, its order."""
    test_matching.test_from_wishes_and_a_lock_to_the_order(keys)


def test_rewards(keys: Office) -> None:
    """Whom to reward, the order on it, the thanks."""
    test_results.test_from_the_list_of_mentors_to_the_order_and_the_thanks(keys)


def test_a_file_is_loaded(keys: Office, tmp_path: Path) -> None:
    """A column put right and remembered, the import taken back."""
    test_import.test_a_column_put_right_is_remembered_and_a_whole_import_is_taken_back(keys, tmp_path)


def test_the_year_is_gone_over(last_year: Office, tmp_path: Path) -> None:
    """Last year's pair ended, the roadmap copied, the year closed, all of it taken back."""
    test_going_over.test_the_year_is_gone_over_closed_and_taken_back(by_keys(last_year), tmp_path)


def test_the_folder_for_an_inspection(keys: Office) -> None:
    """All papers of a pair in one file."""
    hand = keys.hand
    test_surveys._pair(keys)

    def folder() -> None:
        hand.sees("одним файлом PDF")
        hand.press("Собрать папку", paper)
        hand.press("Закрыть")

    def paper() -> None:
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    before = hand.actions
    hand.menu("Школа", "Папка для проверки…", folder)
    assert hand.actions - before <= 6
    assert "ОПИСЬ" in keys.saved_pdf("Папка").upper()
