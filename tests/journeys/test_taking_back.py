"""Nothing is ever lost: Ctrl+Z and Ctrl+Y over all tabs, the recycle bin."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from tests.journeys.conftest import Office

from curator_app.services import mentees, mentors, pairs

pytestmark = pytest.mark.journey
_CTRL = Qt.KeyboardModifier.ControlModifier


def test_edit_delete_and_pair_are_taken_back_and_done_again_across_tabs(office: Office) -> None:
    hand, workspace = office.hand, office.workspace

    def new_phone() -> None:
        hand.fill("Телефон", "89123456789")
        hand.press("Сохранить")

    def form_pair() -> None:
        hand.press("Далее")
        hand.press("Сформировать пару")
        hand.press("Готово")

    def facts() -> tuple[str | None, int, int]:
        phone = next(row.phone for row in mentors.list_mentors(workspace) if row.surname == "Зайцев")
        return phone, len(mentees.list_mentees(workspace)), len(pairs.list_pairs(workspace))

    start = facts()
    hand.tab("Наставники")
    hand.row("Зайцев", twice=True, dialogs=[new_phone])
    hand.tab("Наставляемые")
    hand.row("Лебедев")
    hand.key(Qt.Key.Key_Delete)
    hand.sees("Удалено из базы наставляемых: Лебедев А.Д.")
    hand.row("Ким")
    hand.press("Подобрать наставника", form_pair)
    done = facts()
    assert done[1:] == (start[1] - 1, 1)
    assert done[0] != start[0]

    hand.tab("Документы")
    for _ in range(3):
        hand.key(Qt.Key.Key_Z, _CTRL)
    assert facts() == start
    hand.sees("Отменено: Изменена карточка: Зайцев П.И.")
    hand.tab("Наставляемые")
    assert any("Лебедев" in row for row in hand.rows())
    for _ in range(3):
        hand.key(Qt.Key.Key_Y, _CTRL)
    assert facts() == done
    assert not any("Лебедев" in row for row in hand.rows())


def test_what_was_deleted_lies_in_the_bin_and_comes_back(office: Office) -> None:
    hand, workspace = office.hand, office.workspace

    def bring_back() -> None:
        hand.row("Сидоренко И.О.")
        hand.press("Вернуть")
        hand.press("Закрыть")

    hand.tab("Наставляемые")
    hand.menu_of_row("Сидоренко")
    hand.pick("Удалить")
    assert not any("Сидоренко" in row for row in hand.rows())
    assert all(row.surname != "Сидоренко" for row in mentees.list_mentees(workspace))
    hand.menu("Правка", "Корзина…", bring_back)
    assert any(row.surname == "Сидоренко" for row in mentees.list_mentees(workspace))
    assert any("Сидоренко" in row for row in hand.rows())
