"""More people to ask in a wave: those who may be asked and are not yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from curator_app.services.surveys import candidates
from curator_app.services.surveys.rows import Asked, WaveView
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.rich_list import RichList
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.surveys.wave_dialog import candidate_items


class AddPeopleDialog(QDialog):
    """Accepted: ``asked`` are to be added."""

    def __init__(self, workspace: Workspace, view: WaveView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Добавить людей в опрос")
        forms = {one.role: one.questionnaire.code for one in view.forms}
        there = {(one.person, one.role, one.about_pair) for one in view.respondents if one.id is not None}
        found = candidates.candidates(workspace, forms, stage=view.row.stage)
        self._found = [one for one in found if _key(one.asked) not in there]
        self.people = RichList(several=True, parent=self)
        self.people.setAccessibleName("Кого добавить")
        self.people.set_items(candidate_items(self._found))
        search = SearchBar("Найти человека…", self)
        nothing = Notice("info", "" if self._found else "Все, кого можно спросить, уже в этом опросе.", self)
        self.keep = QPushButton("Добавить", self)
        self.keep.setProperty("kind", "primary")
        self.keep.setDefault(True)
        self.keep.setEnabled(False)
        cancel = QPushButton("Отмена", self)
        cancel.setAutoDefault(False)
        foot = foot_row(self.keep, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(search)
        layout.addWidget(nothing)
        layout.addWidget(self.people, 1)
        layout.addLayout(foot)
        search.query_changed.connect(self.people.set_query)
        search.left_down.connect(self.people.setFocus)
        self.people.typed.connect(search.append)
        self.people.chosen_changed.connect(lambda ids: self.keep.setEnabled(bool(ids)))
        self.keep.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        fit_to_screen(self, 640, 560)

    def asked(self) -> Sequence[Asked]:
        """Those ticked."""
        return [self._found[place].asked for place in sorted(self.people.chosen())]


def _key(asked: Asked) -> tuple[int, object, int]:
    return asked.person, asked.role, asked.about_pair
