"""«Запланировать встречу»: when, where, who takes part; free mentors and mentees that wait are ticked already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.domain.codes import WishSide
from curator_app.runtime.errors import InvalidInput
from curator_app.services.rounds import planning, reading
from curator_app.services.rounds.planning import RoundData
from curator_app.services.rows import MenteeRow, MentorRow
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import DayField, TextField
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.turns import in_turn

_FORM_HEIGHT = 132  # two rows of fields, logical pixels


class PlanDialog(QDialog):
    """Plans a round, or changes the one of ``round_id``. Accepted = saved."""

    def __init__(self, workspace: Workspace, round_id: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.round_id = round_id
        self.setWindowTitle("Запланировать встречу-знакомство" if round_id is None else "Изменить встречу-знакомство")
        today = workspace.clock.today()
        self.form = Form(
            [
                Section(
                    "",
                    [
                        [
                            TextField("title", "Название", required=True),
                            DayField("date", "Дата", today),
                            TextField("time", "Время", placeholder="14:30", limit=20),
                            TextField("place", "Место", placeholder="актовый зал"),
                        ],
                        [TextField("note", "Примечание для приглашения", limit=1000)],
                    ],
                )
            ],
            self,
        )
        self.form.setFixedHeight(_FORM_HEIGHT)
        self.mentors = RichList(several=True, parent=self)
        self.mentees = RichList(several=True, parent=self)
        self._counts = {WishSide.MENTOR: QLabel(self), WishSide.MENTEE: QLabel(self)}
        self.problem = Notice("danger", parent=self)
        self.keep = QPushButton("Запланировать" if round_id is None else "Сохранить", self)
        self.keep.setProperty("kind", "primary")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.save)
        self._build()
        in_turn(self, self._fill)  # everybody of both sides is read: the dialog is there before
        fit_to_screen(self, 1000, 680)

    def _build(self) -> None:
        cancel = QPushButton("Отмена", self)
        cancel.clicked.connect(self.reject)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        for side, heading, view in (
            (WishSide.MENTOR, "Наставники", self.mentors),
            (WishSide.MENTEE, "Наставляемые", self.mentees),
        ):
            lists.addLayout(self._column(side, heading, view), 1)
        foot = foot_row(self.keep, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        layout.addLayout(lists, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot)

    def _column(self, side: WishSide, heading: str, view: RichList) -> QVBoxLayout:
        view.setAccessibleName(heading)
        title = QLabel(heading, self)
        title.setProperty("role", "heading")
        count = self._counts[side]
        count.setProperty("role", "small")
        search = SearchBar("Найти…", self)
        search.query_changed.connect(view.set_query)
        search.left_down.connect(view.setFocus)
        view.typed.connect(search.append)
        view.chosen_changed.connect(lambda _ids: self._count())
        view.accepted.connect(self.keep.click)
        top = QHBoxLayout()
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(count)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(search)
        column.addWidget(view, 1)
        return column

    def _fill(self) -> None:
        found = planning.candidates(self._workspace)
        self.mentors.set_items(_mentor_items(found.mentors))
        self.mentees.set_items(_mentee_items(found.mentees))
        if self.round_id is None:
            self.form.set_values({"title": RoundData().title})
            self.mentors.choose(found.free)
            self.mentees.choose(found.waiting)
        else:
            view = reading.get_round(self._workspace, self.round_id)
            row = view.row
            self.form.set_values({name: getattr(row, name) for name in self.form.fields})
            self.mentors.choose([one.person for one in view.of_side(WishSide.MENTOR)])
            self.mentees.choose([one.person for one in view.of_side(WishSide.MENTEE)])
        for side_list in (self.mentors, self.mentees):
            side_list.selectionModel().setCurrentIndex(
                side_list.model().index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            side_list.scrollToTop()
        self._count()

    def _count(self) -> None:
        for side, view in ((WishSide.MENTOR, self.mentors), (WishSide.MENTEE, self.mentees)):
            number = len(view.chosen())
            self._counts[side].setText(f"Отмечено: {counted(number, 'человек', 'человека', 'человек')}")
        self.problem.say("")

    @told()
    def save(self) -> None:
        """Keeps the plan and closes; a refusal stays on the screen."""
        if not self.form.readable():
            return
        data = RoundData(**self.form.values())
        chosen = (self.mentors.chosen(), self.mentees.chosen())
        try:
            if self.round_id is None:
                self.round_id = planning.plan_round(self._workspace, data, *chosen)
            else:
                planning.update_round(self._workspace, self.round_id, data, *chosen)
        except InvalidInput as refusal:
            self.problem.say(" ".join(self.form.show_problems(refusal)))
            return
        self.accept()


def _mentor_items(rows: Sequence[MentorRow]) -> list[RichItem]:
    listed = sorted(rows, key=lambda row: (not row.free, collation_key(row.full_name)))
    return [
        RichItem(
            row.id,
            row.full_name,
            (RichLine(", ".join(one for one in (row.position, _places(row)) if one)),),
        )
        for row in listed
    ]


def _places(row: MentorRow) -> str:
    return f"свободно мест: {row.free}" if row.free else "мест нет"


def _mentee_items(rows: Sequence[MenteeRow]) -> list[RichItem]:
    listed = sorted(rows, key=lambda row: (bool(row.mentors), not row.open_requests, collation_key(row.full_name)))
    return [RichItem(row.id, row.full_name, (RichLine(_need(row)),)) for row in listed]


def _need(row: MenteeRow) -> str:
    what = row.position or (f"{row.class_name} класс" if row.class_name else "")
    need = "наставник уже есть" if row.mentors else "ждёт наставника" if row.open_requests else "запроса нет"
    return ", ".join(one for one in (what, need) if one)
