"""A small invented matrix for tests of the heat map."""

from __future__ import annotations

from curator_app.ui.pairs.heat_map import Cell, HeatColumn, HeatData, HeatRow, Mark, Wish

ANNA, BORIS, VERA = 1, 2, 3
KIM, LEV, MARK_, NINA = 11, 12, 13, 14


def small_matrix() -> HeatData:
    """Three mentors, four requests: one pair proposed, one locked, one banned, one forbidden, a request left out."""
    rows = (
        HeatRow(ANNA, "Петрова А.С.", "Петрова Анна Сергеевна", "математика", load=1, proposed=1, places=3),
        HeatRow(BORIS, "Зайцев Б.О.", "Зайцев Борис Олегович", "физика", load=1, proposed=1, places=2),
        HeatRow(VERA, "Ёлкина В.П.", "Ёлкина Вера Павловна", "", load=1, places=1),
    )
    columns = (
        HeatColumn(KIM, "Ким В.И.", "Ким Виктория Игоревна", "физика", group="группа 1"),
        HeatColumn(LEV, "Левин Л.Л.", "Левин Лев Львович", "математика", urgent=True),
        HeatColumn(MARK_, "Азаров М.М.", "Азаров Марк Маркович", "", group="группа 1"),
        HeatColumn(NINA, "Носова Н.Н.", "Носова Нина Никитична", "химия", unmatched="химию никто не ведёт"),
    )
    fits = {
        (ANNA, KIM): 40, (ANNA, LEV): 90, (ANNA, MARK_): 10, (ANNA, NINA): None,
        (BORIS, KIM): 70, (BORIS, LEV): 20, (BORIS, MARK_): 65, (BORIS, NINA): None,
        (VERA, KIM): 55, (VERA, LEV): 30, (VERA, MARK_): 5, (VERA, NINA): None,
    }  # fmt: skip
    cells = {key: Cell(fit, reason="не ведёт обязательный предмет" if fit is None else "") for key, fit in fits.items()}
    cells[ANNA, LEV] = Cell(90, proposed=True, interchangeable=True, wish=Wish.MUTUAL)
    cells[BORIS, KIM] = Cell(70, Mark.LOCKED, proposed=True)
    cells[VERA, LEV] = Cell(None, Mark.BANNED, reason="живут вместе")
    return HeatData(rows, columns, cells)
