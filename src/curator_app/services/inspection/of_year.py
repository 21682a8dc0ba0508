"""Papers of the whole school in a year: orders that are about no pair, plans, lists, registers, results of surveys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from curator_app.domain.school_year import SchoolYear
from curator_app.services.inspection.of_pair import Shelf, made, order_parts, paper_parts
from curator_app.services.inspection.rows import FolderPart
from curator_app.services.papers import plans, registers
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.surveys.papers import summary_paper
from curator_app.services.surveys.waves import list_waves
from curator_app.services.workspace import Workspace

_LISTS = {
    "consultation_plan": "План консультаций",
    "trained_mentors": "Обучение наставников",
    "event_list": "Перечень мероприятий",
}
_REGISTERS = {
    "register_mentors": "Реестр наставников",
    "register_mentees": "Реестр наставляемых",
    "register_pairs": "Реестр пар и групп",
    "register_consents": "Реестр согласий",
    "register_orders": "Реестр приказов",
}


def parts(workspace: Workspace, year: str, shelf: Shelf) -> Iterator[FolderPart]:
    """What an inspection asks of the school before it asks of pairs."""
    own = SchoolYear.parse(year)
    orders = [one for one in shelf.orders if one.school_year == year]
    yield from order_parts(workspace, orders, shelf, "Приказы")
    papers = [
        one
        for one in shelf.papers
        if one.pair is None and one.person is None and (one.date is None or own is None or own.holds(one.date))
    ]
    yield from paper_parts(workspace, papers, shelf, "Локальные акты и протоколы")
    yield from _plans(workspace, year)
    for code, title in _REGISTERS.items():
        yield FolderPart("Реестры", title, partial(_register, workspace, code, year))
    for wave in list_waves(workspace):
        if wave.replies and (own is None or wave.date is None or own.holds(wave.date)):
            yield FolderPart(
                "Мониторинг",
                f"Итоги опроса: {wave.title}",
                partial(_summary, workspace, wave.id),
            )


def _plans(workspace: Workspace, year: str) -> Iterator[FolderPart]:
    roadmap = roadmap_of(workspace, year)
    if roadmap is not None:
        yield FolderPart("Планы", "Дорожная карта", lambda: made(plans.roadmap_paper(workspace, roadmap).document))
    for code, title in _LISTS.items():
        yield FolderPart("Планы", title, partial(_list, workspace, code, year))


def _register(workspace: Workspace, code: str, year: str) -> bytes:
    return made(registers.register_paper(workspace, code, year=year).document)


def _list(workspace: Workspace, code: str, year: str) -> bytes:
    return made(plans.list_paper(workspace, code, year).document)


def _summary(workspace: Workspace, wave: int) -> bytes:
    return made(summary_paper(workspace, wave))
