"""The heat map in words: for the hover card and for those who listen instead of looking."""

from __future__ import annotations

from curator_app.texts.grammar import counted
from curator_app.ui.pairs.heat_map.data import Cell, HeatColumn, HeatData, HeatRow, Mark, Wish


def load_words(row: HeatRow) -> str:
    """«ведёт 1 из 3, предложено ещё 1»."""
    more = f", предложено ещё {row.proposed}" if row.proposed else ""
    return f"ведёт {row.load} из {row.places}{more}"


def state_words(cell: Cell) -> str:
    """What is settled about the cell, in two or three words."""
    if cell.mark is Mark.LOCKED:
        return "закреплено вами"
    if cell.mark is Mark.BANNED:
        return "запрещено вами"
    if cell.fit is None:
        return "нельзя"
    if cell.proposed:
        return "предложено, есть равноценная замена" if cell.interchangeable else "предложено"
    return "не предложено"


def wish_words(cell: Cell) -> str:
    """«взаимное пожелание», «»."""
    return {Wish.MUTUAL: "взаимное пожелание", Wish.ONE: "пожелание одной стороны", Wish.NONE: ""}[cell.wish]


def spoken_cell(data: HeatData, row: int, column: int) -> str:
    """Everything about a cell as one text."""
    cell, mentor, request = data.cells[row, column], data.row[row], data.column[column]
    parts = [
        f"Наставник {mentor.full_name}, {load_words(mentor)}",
        f"наставляемый {request.full_name}{', срочно' if request.urgent else ''}",
        f"пригодность {cell.fit} из 100" if cell.fit is not None else "",
        state_words(cell),
        cell.reason,
        wish_words(cell),
        f"без наставника: {request.unmatched}" if request.unmatched else "",
    ]
    return ". ".join(part for part in parts if part)


def spoken_map(data: HeatData) -> str:
    """What the map shows as a whole."""
    mentors = counted(len(data.rows), "наставник", "наставника", "наставников")
    requests = counted(len(data.columns), "запрос", "запроса", "запросов")
    return f"Карта подбора: {mentors}, {requests}, предложено {counted(len(data.mentor_of), 'пара', 'пары', 'пар')}"


def column_words(column: HeatColumn) -> str:
    """The tooltip of a column."""
    lines = [column.full_name, column.note, "срочный запрос" if column.urgent else ""]
    lines += [f"группа «{column.group}»" if column.group else ""]
    lines += [f"Без наставника: {column.unmatched}" if column.unmatched else ""]
    return "\n".join(line for line in lines if line)


def row_words(row: HeatRow) -> str:
    """The tooltip of a row."""
    return "\n".join(line for line in (row.full_name, row.subject, load_words(row), row.note) if line)
