"""Lines of the list «Сегодня» under their headings; headings fold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from curator_app.ui.common.palette import Tone

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One task as the list paints it. ``below``: about whom, in small letters; ``badge``: when, as a pill;
    ``moved``: «сб 06.09 → пн 08.09», «» when the term was not moved; ``need``: words of its document."""

    key: str
    title: str
    below: str
    badge: str
    tone: Tone
    moved: str = ""
    need: str = ""
    done: bool = False
    faint: bool = False
    question: bool = False

    @property
    def spoken(self) -> str:
        """Everything of the line as one text, for screen readers."""
        told = ("сделано" if self.done else "", self.title, self.below, self.badge, self.moved, self.need)
        return ". ".join(one for one in told if one)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading. ``folds_first``: folded until the person unfolds it."""

    key: str
    title: str
    lines: tuple[Line, ...]
    tone: Tone = "neutral"
    folds_first: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it is painted."""

    key: str
    title: str
    count: int
    tone: Tone
    folded: bool


Entry = Heading | Line


class TodayModel(QAbstractListModel):
    """Headings and the lines of those that are unfolded."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._entries: list[Entry] = []
        self._turned: set[str] = set()

    @property
    def turned(self) -> list[str]:
        """Keys of the headings whose folding the person has changed."""
        return sorted(self._turned)

    def set_turned(self, keys: Collection[str]) -> None:
        """Headings folded otherwise than at first."""
        self._turned = set(keys)
        self._lay_out()

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Other lines."""
        self._groups = tuple(groups)
        self._lay_out()

    def turn(self, key: str) -> None:
        """Folds or unfolds a heading."""
        self._turned ^= {key}
        self._lay_out()

    def show_line(self, key: str) -> int | None:
        """Unfolds the heading of a line and gives its place; None when there is no such line."""
        group = next((one for one in self._groups if any(line.key == key for line in one.lines)), None)
        if group is None:
            return None
        if self._folded(group):
            self.turn(group.key)
        return self.place_of(key)

    def place_of(self, key: str) -> int | None:
        """Where an unfolded line stands."""
        return next((at for at, one in enumerate(self._entries) if isinstance(one, Line) and one.key == key), None)

    def entry(self, place: int) -> Entry | None:
        """What stands at a place."""
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Headings and unfolded lines."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One line or heading."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(entry, Line):
                return entry.spoken
            return f"{entry.title}: {entry.count}" + (", свёрнуто" if entry.folded else "")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be stood on, not chosen."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsSelectable if isinstance(entry, Line) else flags

    def _folded(self, group: Group) -> bool:
        return group.folds_first != (group.key in self._turned)

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._entries = []
        for group in self._groups:
            folded = self._folded(group)
            self._entries.append(Heading(group.key, group.title, len(group.lines), group.tone, folded))
            if not folded:
                self._entries.extend(group.lines)
        self.endResetModel()
