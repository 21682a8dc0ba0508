"""Mentees and ranked mentors as items of the lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curator_app.services.ranking import RankedMentor
from curator_app.services.rows import MenteeRow, PersonRow
from curator_app.texts.collation import collation_key
from curator_app.texts.labels import QUALIFICATION_CATEGORY, code_label
from curator_app.ui.common.rich_list import RichItem, RichLine
from curator_app.ui.common.table_model import Meter

SEVERITY = ("не выражен", "слабо", "заметно", "сильно")
# how a phrase of texts.fit begins: the icon and the tone it is shown with
_MARKS = (
    ("закрывает", RichLine("", "check-circle", "ok")),
    ("не закрывает", RichLine("", "minus", "warn")),
    ("взаимное", RichLine("", "star", "ok")),
    ("пожелание", RichLine("", "star", "info")),
    ("мест нет", RichLine("", "warning", "warn")),
)


def mentee_items(rows: Iterable[MenteeRow]) -> list[RichItem]:
    """Those without a mentor first (urgent ones before others), each with the request and the deficits."""
    listed = sorted(
        (row for row in rows if not row.archived),
        key=lambda row: (not any(one.urgent for one in row.open_requests), collation_key(row.full_name)),
    )
    without = [_mentee(row) for row in listed if not row.mentors]
    others = [_mentee(row) for row in listed if row.mentors]
    items: list[RichItem] = []
    if without:
        items += [RichItem(None, f"Без наставника: {len(without)}"), *without]
    if others:
        items += [RichItem(None, f"Наставник уже есть: {len(others)}"), *others]
    return items


def _post(row: PersonRow) -> str:
    category = row.qualification_category
    told = [row.position, f"{row.class_name} класс" if row.class_name else None]
    if category and category != "none":
        told.append(f"категория: {code_label(category, QUALIFICATION_CATEGORY)}")
    told.append(row.workplace)
    return ", ".join(one for one in told if one)


def _mentee(row: MenteeRow) -> RichItem:
    lines: list[RichLine] = []
    post = _post(row)
    if row.work_start_date:
        post = ", ".join(one for one in (post, f"на работе с {row.work_start_date:%d.%m.%Y}") if one)
    if post:
        lines.append(RichLine(post))
    for request in row.open_requests:
        if request.urgent:
            lines.append(RichLine("срочный запрос", "clock", "danger"))
        if request.wording:
            lines.append(RichLine(f"Запрос: {request.wording}", "note"))
        if request.deficits:
            told = ", ".join(f"{one.area_label} ({SEVERITY[min(one.severity, 3)]})" for one in request.deficits)
            lines.append(RichLine(f"Дефициты: {told}", "target"))
    if not row.open_requests:
        lines.append(RichLine("Запрос не записан: наставник подбирается по предмету и нагрузке", "info"))
    if row.mentors:
        lines.append(RichLine("Наставник: " + ", ".join(row.mentors_name), "mentor"))
    return RichItem(row.id, row.full_name, tuple(lines))


def mentor_items(ranked: Sequence[RankedMentor]) -> list[RichItem]:
    """Possible mentors, best first, with their reasons; below, grey, those who must not be and why."""
    possible = [_mentor(one) for one in ranked if one.possible]
    blocked = [_mentor(one) for one in ranked if not one.possible]
    if blocked:
        return [*possible, RichItem(None, f"Поставить нельзя: {len(blocked)}"), *blocked]
    return possible


def _mentor(ranked: RankedMentor) -> RichItem:
    row = ranked.mentor
    lines = [RichLine(post)] if (post := _post(row)) else []
    if not ranked.possible:
        lines.append(RichLine(ranked.words[0], "ban", "danger"))
        return RichItem(row.id, row.full_name, tuple(lines), Meter(row.load, row.capacity), enabled=False)
    plain: list[str] = []
    for word in ranked.words:
        mark = next((mark for start, mark in _MARKS if word.startswith(start)), None)
        if mark is None:
            plain.append(word)
        else:
            lines.append(RichLine(word, mark.icon, mark.tone))
    if plain:
        lines.append(RichLine("; ".join(plain)))
    return RichItem(row.id, row.full_name, tuple(lines), Meter(row.load, row.capacity))
