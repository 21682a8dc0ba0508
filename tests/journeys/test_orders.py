"""Orders: for a group and a pair at once, never changed once issued, never without consents."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from tests.journeys.conftest import Office, pdf_text

from curator_app.services import consents, mentees, mentors, pairs
from curator_app.services.papers import register

pytestmark = pytest.mark.journey
_CTRL = Qt.KeyboardModifier.ControlModifier


def _form(office: Office, mentor: str, *names: str, consents_received: bool = True) -> None:
    """A pair or a group through the dialog; the base has no other."""
    hand = office.hand

    def dialog() -> None:
        hand.row(names[0])
        for name in names[1:]:
            hand.row(name, more=True)
        hand.row(mentor)
        hand.press("Далее")
        hand.press("Сформировать группу" if len(names) > 1 else "Сформировать пару")
        if consents_received:
            hand.press("Отметить получение")
        hand.press("Готово")

    hand.tab("Пары")
    hand.tab("Пары и группы")
    hand.press("Сформировать пару", dialog)


def _issue(office: Office) -> None:
    """«Приказ…» about the chosen pairs, through to the end; the paper is saved."""
    hand = office.hand

    def dialog() -> None:
        hand.press("Далее")
        hand.press("Издать приказ")
        hand.press("Сохранить PDF…")
        hand.press("Готово")

    hand.press("Приказ…", dialog)


def test_a_group_of_three_and_a_pair_go_into_one_order_with_an_appendix(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    _form(office, "Петрова", "Иванова", "Сидоренко", "Ким")
    _form(office, "Зайцев", "Лебедев")
    group, pair = pairs.list_pairs(workspace)
    assert (len(group.mentees), pair.mentees_name) == (3, ("Лебедев Артём Денисович",))
    load = next(row for row in mentors.list_mentors(workspace) if row.surname == "Петрова")
    assert (load.load, load.capacity) == (3, 2)

    hand.row("Петрова")
    hand.row("Зайцев", more=True)
    _issue(office)
    (order,) = register.list_orders(workspace)
    assert (order.type, set(order.pairs)) == ("assignment_list", {group.id, pair.id})
    assert {row.status for row in pairs.list_pairs(workspace)} == {"assigned"}
    paper = office.saved_pdf("Приказ")
    assert paper == pdf_text(register.reprint(workspace, order.id))
    assert "Утвердить перечень наставнических пар (групп) на 2026/2027 учебный год" in paper
    head, _, appendix = paper.partition("Приложение")
    assert "Сидоренко Илья" not in head
    for name in ("Петрова Анна Сергеевна", "Иванова Мария Петровна", "Ким Виктория Игоревна", "Лебедев Артём"):
        assert name in appendix


def test_an_issued_order_is_never_undone_and_a_second_one_cancels_it(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    _form(office, "Петрова", "Иванова")
    hand.row("Петрова")
    _issue(office)
    (first,) = register.list_orders(workspace)
    seal = register.reprint(workspace, first.id)

    hand.key(Qt.Key.Key_Z, _CTRL)
    assert [row.status for row in register.list_orders(workspace)] == ["issued"]
    hand.menu_of_row("Петрова")
    assert not hand.offered()["Удалить"]
    hand.key(Qt.Key.Key_Escape)

    def look_at_terms() -> None:
        hand.sees("Их меняют другим приказом")
        assert not hand.field("Начало").isEnabled()
        hand.press("Отмена")

    def undo_by_list() -> None:
        hand.row("Издан приказ")
        assert next(row for row in hand.rows() if "Издан приказ" in row).endswith("не отменяется")
        assert not hand.able("Отменить это действие")
        hand.press("Закрыть")

    def cancel() -> None:
        hand.press("Далее")
        hand.press("Издать приказ")
        hand.press("Готово")

    hand.row("Петрова", twice=True, dialogs=[look_at_terms])
    hand.menu("Правка", "Что изменилось…", undo_by_list)
    hand.tab("Документы")
    hand.row("1-од")
    hand.press("Изменить, отменить…")
    hand.pick("Приказ об отмене…", cancel)
    old, new = register.list_orders(workspace)
    assert (old.status, new.type, new.refers_to) == ("cancelled", "cancellation", old.id)
    assert register.reprint(workspace, old.id) == seal
    assert "1-од" in pdf_text(register.reprint(workspace, new.id))
    told = {row.split(" | ")[0]: row for row in hand.rows()}
    assert "отменён приказом № 2-од от 03.09.2026" in told["1-од"]
    assert pairs.list_pairs(workspace)[0].status == "ready"


def test_without_consents_no_order_but_their_blanks(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    _form(office, "Петрова", "Лебедев", consents_received=False)
    hand.row("Петрова")
    hand.sees("нет согласий: 2 чел.")

    def dialog() -> None:
        hand.press("Далее")
        for words in ("Не хватает 5 согласий", "Лебедев Артём Денисович", "Согласие родителя"):
            hand.sees(words)
        hand.press("Издать приказ")
        hand.sees("Нет согласий: Петрова Анна Сергеевна")
        hand.press("Напечатать бланки", save_blanks)
        hand.press("Отмена")

    def save_blanks() -> None:
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    hand.press("Приказ…", dialog)
    assert register.list_orders(workspace) == []
    assert consents.list_consents(workspace) == []
    blanks = office.saved_pdf("Согласия")
    assert "Лебедева Артёма Денисовича" in blanks
    assert blanks.count("персональных данных") > 2
    pupil = next(row for row in mentees.list_mentees(workspace) if row.surname == "Лебедев")
    assert len(pupil.missing_consents) == 3
