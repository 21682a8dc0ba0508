"""Who takes part: people ticked from a list, mentors first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator_app.domain.codes import MentorStatus, PairStatus
from curator_app.services import mentors, pairs, people
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.ui.common.fields import Field
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.search_bar import SearchBar

_LIST_HEIGHT = 210


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be ticked. ``group``: 0 mentors with running pairs, 1 other mentors, 2 everybody else."""

    id: int
    name: str
    about: str
    group: int


def read_candidates(workspace: Workspace) -> list[Candidate]:
    """Everybody but the archive: mentors with pairs, other mentors, others; by name."""
    running = {row.mentor for row in pairs.list_pairs(workspace) if row.status in _RUNNING}
    active = {row.id for row in mentors.list_mentors(workspace) if row.status != MentorStatus.LEFT.value}
    found = [
        Candidate(
            row.id,
            row.full_name,
            row.position or (f"{row.class_name} класс" if row.class_name else ""),
            0 if row.id in running else 1 if row.id in active else 2,
        )
        for row in people.list_people(workspace, archived=False)
    ]
    return sorted(found, key=lambda one: (one.group, collation_key(one.name)))


_RUNNING = frozenset({PairStatus.ASSIGNED.value, PairStatus.READY.value, PairStatus.PAUSED.value})
_GROUPS = ("Наставники с парами", "Другие наставники", "Остальные")


class ParticipantsField(Field):
    """People with a search; the value is {person: document about it}."""

    def __init__(self, name: str, label: str, candidates: Sequence[Candidate]) -> None:
        self._documents: dict[int, str | None] = {}
        self.search = SearchBar("Найти человека…")
        self.list = RichList(several=True)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list)
        super().__init__(name, label, box)
        self.list.set_items(_items(candidates))
        self.search.query_changed.connect(self.list.set_query)
        self.search.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.search.append)
        self.list.chosen_changed.connect(lambda _ids: self.edited.emit())

    def value(self) -> Mapping[int, str | None]:
        return {one: self._documents.get(one) for one in self.list.chosen()}

    def set_value(self, value: Any) -> None:
        self._documents = dict(value or {})
        self.list.choose(list(self._documents))


def _items(candidates: Sequence[Candidate]) -> list[RichItem]:
    items: list[RichItem] = []
    group = -1
    for one in candidates:
        if one.group != group:
            group = one.group
            items.append(RichItem(None, _GROUPS[group]))
        items.append(RichItem(one.id, one.name, (RichLine(one.about),) if one.about else ()))
    return items
