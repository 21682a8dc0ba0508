"""Second step: the mentors that fit, best first, with their reasons; and from when to when."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.services import mentees, ranking
from curator_app.services.pairs import PairData
from curator_app.services.ranking import RankedMentor
from curator_app.services.rows import MenteeRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import DayField
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.rich_list import RichList
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.pairs.candidates import mentor_items
from curator_app.ui.pairs.form_dialog import load_warning
from curator_app.ui.pairs.suggest import suggested_terms


class MentorStep(QWidget):
    """``changed`` after every choice; ``accepted`` when Enter is pressed on a mentor."""

    changed = Signal()
    accepted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._mentee: MenteeRow | None = None
        self._ranked: dict[int, RankedMentor] = {}
        self._terms: PairData | None = None
        self._told = QLabel(self)
        self._told.setProperty("role", "heading")
        self._told.setWordWrap(True)
        self._hint = QLabel("Порядок — по запросу и дефицитам: сначала те, кто подходит лучше.", self)
        self._hint.setProperty("role", "muted")
        self.search = SearchBar("Найти наставника…", self)
        self.list = RichList(parent=self)
        self.list.setAccessibleName("Наставники по порядку пригодности")
        self.load = Notice("warn", parent=self)
        today = workspace.clock.today()
        self.start = DayField("start_date", "Начало", today)
        self.end = DayField("end_date", "Окончание", today)
        self._build()
        self.search.query_changed.connect(self.list.set_query)
        self.search.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.search.append)
        self.list.chosen_changed.connect(lambda _ids: self._look())
        self.list.accepted.connect(self.accepted)

    def show_person(self, person_id: int) -> None:
        """Ranks the mentors for this mentee; the best is chosen."""
        self._mentee = next(row for row in mentees.list_mentees(self._workspace) if row.id == person_id)
        ranked = ranking.rank_mentors(self._workspace, person_id)
        self._ranked = {one.mentor.id: one for one in ranked}
        self._told.setText(f"Кто будет наставником: {self._mentee.full_name}")
        quiet = self.list.blockSignals(True)
        self.list.set_items(mentor_items(ranked))
        self.list.choose_first()
        self.list.blockSignals(quiet)
        self._look()
        self.list.setFocus()

    @property
    def ready(self) -> bool:
        """A mentor is chosen."""
        return bool(self.list.chosen())

    def readable(self) -> bool:
        """Both days can be read; what is wrong stands at its field."""
        for field in (self.start, self.end):
            field.tell(field.own_problem())
        return not (self.start.own_problem() or self.end.own_problem())

    def command(self) -> PairData:
        """The pair as it is to be formed."""
        assert self._terms is not None
        return replace(self._terms, start_date=self.start.value(), end_date=self.end.value())

    def _build(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(12)
        days.addWidget(self.start)
        days.addWidget(self.end)
        days.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._told, self._hint, self.search):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.load)
        layout.addLayout(days)

    def _look(self) -> None:
        chosen = self.list.chosen()
        if chosen and self._mentee is not None:
            mentor = self._ranked[chosen[0]].mentor
            self._terms = suggested_terms(self._workspace, mentor, [self._mentee])
            self.start.set_value(self._terms.start_date)
            self.end.set_value(self._terms.end_date)
            self.load.say(load_warning(mentor, [self._mentee]))
        else:
            self.load.say(
                "" if self._ranked else "В базе наставников пока никого нет: добавьте их на вкладке «Наставники»."
            )
        self.changed.emit()
