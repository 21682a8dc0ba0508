"""The list in which one types a few letters and presses Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from curator_app.services.finding import Target, matching, search
from curator_app.texts.collation import fold
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.finder.deeds import Deed

_HEADINGS = {
    "mentor": "Люди",
    "mentee": "Люди",
    "pair": "Пары и группы",
    "order": "Приказы и документы",
    "paper": "Приказы и документы",
    "survey_wave": "Опросы",
}
_NEVER = 1_000
_MANY = 20
"""Actions shown beside people once something is typed."""


class FinderDialog(QDialog):
    """After Enter ``deed`` or ``target`` is what was chosen."""

    def __init__(
        self,
        deeds: Sequence[Deed],
        targets: Sequence[Target],
        parent: QWidget | None = None,
        *,
        recent: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Найти и сделать")
        self.deed: Deed | None = None
        self.target: Target | None = None
        self._recent = {key: place for place, key in enumerate(recent)}
        self._deeds = sorted(deeds, key=lambda one: (bool(one.off), self._recent.get(one.key, _NEVER)))
        self._targets = sorted(targets, key=lambda one: self._recent.get(key_of(one), _NEVER))
        self._offered: list[Deed | Target] = []
        self.search = SearchBar("Что сделать или кого найти…", self)
        self.search.edit.setMaximumWidth(16_777_215)
        self.search.edit.setToolTip("Несколько букв действия, фамилии или номера приказа")
        self.list = RichList(parent=self)
        self.list.setAccessibleName("Действия, люди, пары, приказы")
        self._nothing = QLabel("Ничего не нашлось. Попробуйте начало фамилии или слова.", self)
        self._nothing.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        self.search.query_changed.connect(self._show)
        self.search.left_down.connect(self.list.setFocus)
        self.search.edit.installEventFilter(self)
        self.list.accepted.connect(self._take)
        self.list.typed.connect(self.search.append)
        fit_to_screen(self, 620, 520)
        self._show("")
        self.search.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the search takes what is lit, without a step into the list."""
        enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            self._take()
            return True
        return super().eventFilter(watched, event)

    @property
    def key(self) -> str:
        """What the choice is remembered by."""
        return self.deed.key if self.deed is not None else key_of(self.target) if self.target is not None else ""

    def _show(self, query: str) -> None:
        self._offered = []
        items: list[RichItem] = []
        if fold(query):
            people = matching(self._targets, query)
            deeds = search(self._deeds, query, lambda one: one.text)
            deeds.sort(key=lambda one: (bool(one.off), _distance(one.words, query)))
            deeds = deeds[: _MANY if people else None]
        else:
            people, deeds = [], [one for one in self._deeds if one.key not in self._recent]
            lately: list[Deed | Target] = [one for one in self._deeds if one.key in self._recent]
            lately += [one for one in self._targets if key_of(one) in self._recent]
            lately.sort(key=lambda one: self._recent[one.key if isinstance(one, Deed) else key_of(one)])
            self._add(items, "Недавнее", lately)
        self._add(items, "Действия", deeds)
        for heading in dict.fromkeys(_HEADINGS.values()):
            self._add(items, heading, [one for one in people if _HEADINGS[one.kind] == heading])
        self.list.set_items(items)
        self.list.choose_first()
        self.list.scrollToTop()  # the heading over the first one stays in view
        self.list.setVisible(bool(items))
        self._nothing.setVisible(not items)

    def _add(self, items: list[RichItem], heading: str, found: Sequence[Deed | Target]) -> None:
        if not found:
            return
        items.append(RichItem(None, heading))
        for one in found:
            title = one.words if isinstance(one, Deed) else one.title
            off = one.off if isinstance(one, Deed) else ""
            lines = tuple(RichLine(words) for words in (one.told, off) if words)
            items.append(RichItem(len(self._offered), title, lines, enabled=not off))
            self._offered.append(one)

    def _take(self) -> None:
        chosen = self.list.chosen()
        if not chosen:
            return
        one = self._offered[chosen[0]]
        if isinstance(one, Deed):
            self.deed = one
        else:
            self.target = one
        self.accept()


def _distance(title: str, query: str) -> int:
    """0: the title begins with the query; 1: with its first word; 2: holds all of it; 3: the rest."""
    told, wanted = fold(title), fold(query)
    words = wanted.split()
    if told.startswith(wanted):
        return 0
    if told.startswith(words[0]):
        return 1
    return 2 if all(f" {word}" in f" {told}" for word in words) else 3


def key_of(target: Target) -> str:
    """What a record is remembered by."""
    return f"{target.kind}:{target.id}"
