"""First step of «Сформировать пару»: whose mentor, and who. Mentees at the left, ranked mentors at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.services import ranking
from curator_app.services.ranking import RankedMentor
from curator_app.services.rows import MenteeRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.rich_list import RichList
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.pairs.candidates import mentee_items, mentor_items


class WhoPage(QWidget):
    """Two lists. ``changed`` after every choice; ``accepted`` when Enter is pressed on a chosen mentor."""

    changed = Signal()
    accepted = Signal()

    def __init__(
        self, workspace: Workspace, mentees: Sequence[MenteeRow], chosen: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows = {row.id: row for row in mentees}
        self._ranked: dict[int, RankedMentor] = {}
        self._ranked_for: int | None = None
        # Made in the order in which Tab goes through them.
        self._mentee_search = SearchBar("Найти наставляемого…", self)
        self.mentees = RichList(several=True, parent=self)
        self.mentees.setAccessibleName("Наставляемые")
        self._mentor_search = SearchBar("Найти наставника…", self)
        self.mentors = RichList(parent=self)
        self.mentors.setAccessibleName("Наставники по порядку пригодности")
        self._group = QLabel(self)
        self._group.setProperty("role", "small")
        self._group.setWordWrap(True)
        self._why = QLabel(self)
        self._why.setProperty("role", "small")
        self._why.setWordWrap(True)
        left = self._column("Кому нужен наставник", self._mentee_search, self.mentees, self._group)
        right = self._column("Кто будет наставником", self._mentor_search, self.mentors, self._why)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        layout.addLayout(left, 0, 0)
        layout.addLayout(right, 0, 1)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        for search, view in ((self._mentee_search, self.mentees), (self._mentor_search, self.mentors)):
            search.query_changed.connect(view.set_query)
            search.left_down.connect(view.setFocus)
            view.typed.connect(search.append)
        self.mentees.chosen_changed.connect(self._mentees_changed)
        self.mentees.accepted.connect(self._to_mentors)
        self.mentors.chosen_changed.connect(lambda _chosen: self.changed.emit())
        self.mentors.accepted.connect(self._accept)
        self.mentees.set_items(mentee_items(mentees))
        if chosen:
            self.mentees.choose(chosen)
        else:
            self.mentees.choose_first()
        self._mentees_changed(self.mentees.chosen())

    def chosen_mentees(self) -> list[MenteeRow]:
        """Those ticked, in the order of ticking."""
        return [self._rows[one] for one in self.mentees.chosen()]

    def chosen_mentor(self) -> RankedMentor | None:
        """The mentor chosen for them."""
        chosen = self.mentors.chosen()
        return self._ranked[chosen[0]] if chosen else None

    def start(self) -> None:
        """Puts the cursor where the next choice is made."""
        (self.mentors if self.mentees.chosen() else self.mentees).setFocus()

    def _column(self, heading: str, search: SearchBar, view: RichList, foot: QLabel) -> QVBoxLayout:
        title = QLabel(heading, self)
        title.setProperty("role", "heading")
        top = QHBoxLayout()
        top.addWidget(title)
        top.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(search)
        column.addWidget(view, 1)
        column.addWidget(foot)
        return column

    def _mentees_changed(self, chosen: list[int]) -> None:
        if len(chosen) > 1:
            self._group.setText(f"Будет группа: {counted(len(chosen), 'человек', 'человека', 'человек')}.")
        else:
            self._group.setText("Чтобы составить группу, отметьте нескольких (щелчок по квадратику или пробел).")
        first = chosen[0] if chosen else None
        if first != self._ranked_for:
            self._ranked_for = first
            ranked = [] if first is None else ranking.rank_mentors(self._workspace, first)
            self._ranked = {one.mentor.id: one for one in ranked}
            self.mentors.set_items(mentor_items(ranked))
            self.mentors.choose_first()
        self._why.setText(self._ranking_words(first, group=len(chosen) > 1))
        self.changed.emit()

    def _ranking_words(self, first: int | None, *, group: bool) -> str:
        if first is None:
            return "Сначала отметьте наставляемого."
        if not self._ranked:
            return "В базе наставников пока никого нет. Добавьте наставника на вкладке «Наставники»."
        name = self._rows[first].name.surname_initials
        whose = "первого отмеченного" if group else "наставляемого"
        return f"Порядок — по запросу {whose} ({name}): сначала те, кто подходит лучше."

    def _to_mentors(self) -> None:
        if self.mentees.chosen():
            self.mentors.setFocus(Qt.FocusReason.TabFocusReason)

    def _accept(self) -> None:
        if self.mentors.chosen():
            self.accepted.emit()
