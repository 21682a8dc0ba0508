"""The first start as everybody takes it: the school, then the staff from a table of the secretary."""

from __future__ import annotations

from tests.journeys.hand import Hand


def tell_school(hand: Hand) -> None:
    """The first step, up to «Далее»."""
    hand.fill("Сокращённое наименование", "МБОУ СОШ № 99")
    hand.fill("Полное наименование по Уставу", "Муниципальное бюджетное общеобразовательное учреждение «СОШ № 99»")
    hand.fill("Населённый пункт", "г. Заречинск")
    hand.fill("Директор", "Могилевских Тамара Андреевна")
    hand.fill("Куратор наставничества", "Леонова Наталья Сергеевна")
    hand.press("Далее")


def load_table(hand: Hand, known_by: str, lines: str, row: str) -> None:
    """The wizard of import: what tells that the file is read, how many lines are loaded, one that is to be seen."""
    hand.press("Выбрать файл…")
    hand.wait(lambda: known_by in hand.screen())
    hand.press("Далее")
    hand.wait(lambda: f"Загрузить {lines}" in hand.screen())
    assert any(row in one for one in hand.rows())
    hand.press(f"Загрузить {lines}")
    hand.wait(lambda: "загружен" in hand.screen())
    hand.press("Закрыть")
