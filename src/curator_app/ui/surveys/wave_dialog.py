"""A wave of asking: what is asked, of whom, until when. A usual wave is chosen in one line and fills the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.domain.codes import RespondentRole
from curator_app.runtime.errors import InvalidInput
from curator_app.services.surveys import candidates, catalogue, planning, shipped, waves
from curator_app.services.surveys.rows import Asked, Candidate, WaveData, WaveKit
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short
from curator_app.texts.survey_words import ROLE, ROLES
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import ChoiceField, DayField, TextField
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.surveys.words import people_words

_OWN = ""
_TIME_TO_ANSWER = dt.timedelta(days=14)


class WaveDialog(QDialog):
    """Begins a wave; ``wave_id`` is its number afterwards."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.wave_id: int | None = None
        self.setWindowTitle("Новый опрос")
        self._kits: dict[str, WaveKit] = {one.code: one for one in shipped.wave_kits()}
        self._candidates: list[Candidate] = []
        today = workspace.clock.today()
        self.kit = ChoiceField(
            "kit",
            "Какой опрос",
            [*((one.code, one.title) for one in self._kits.values()), (_OWN, "Свой набор анкет")],
            empty="",
        )
        known = catalogue.list_questionnaires(workspace)
        self.forms: dict[RespondentRole, ChoiceField] = {
            role: ChoiceField(
                role.value,
                f"Анкета: {ROLES[role]}",
                [(one.code, one.title) for one in known if one.role in (None, role)],
                empty="не спрашиваем",
            )
            for role in RespondentRole
        }
        self.form = Form(
            [
                Section(
                    "",
                    [
                        [self.kit, TextField("title", "Название", required=True)],
                        list(self.forms.values()),
                        [
                            DayField("date", "Начало", today, required=True),
                            DayField("due_date", "Ответы до", today),
                            TextField("note", "Примечание"),
                        ],
                    ],
                )
            ],
            self,
        )
        self.form.setFixedHeight(196)
        self.people = RichList(several=True, parent=self)
        self.people.setAccessibleName("Кого спрашиваем")
        self._count = QLabel(self)
        self._count.setProperty("role", "small")
        self.problem = Notice("danger", parent=self)
        self.keep = QPushButton("Начать опрос", self)
        self.keep.setProperty("kind", "primary")
        self.keep.setDefault(True)
        self._build()
        self.kit.edited.connect(self._take_kit)
        for field in self.forms.values():
            field.edited.connect(self._forms_changed)
        self.people.chosen_changed.connect(lambda _ids: self._say_count())
        self.keep.clicked.connect(lambda _on=False: self.save())
        self.form.set_values({"date": today, "due_date": today + _TIME_TO_ANSWER, "kit": next(iter(self._kits), _OWN)})
        self._take_kit()
        fit_to_screen(self, 940, 660)

    def asked(self) -> list[Asked]:
        """Those ticked."""
        return [self._candidates[place].asked for place in sorted(self.people.chosen())]

    @told()
    def save(self) -> None:
        """Begins the wave and closes; a refusal stays on the screen."""
        if not self.form.readable():
            return
        values = self.form.values()
        kit = self._kits.get(values["kit"])
        data = WaveData(
            title=values["title"] or "",
            stage=kit.stage if kit is not None else None,
            date=values["date"],
            due_date=values["due_date"],
            note=values["note"],
        )
        try:
            self.wave_id = planning.make_wave(self._workspace, data, self._chosen_forms(), self.asked())
        except InvalidInput as refusal:
            self.problem.say(" ".join(self.form.show_problems(refusal)))
            return
        self.accept()

    # --- inside

    def _take_kit(self) -> None:
        kit = self._kits.get(self.kit.value())
        if kit is not None:
            forms = dict(kit.forms)
            for role, field in self.forms.items():
                field.set_value(forms.get(role))
            day = self.form.fields["date"].value() or self._workspace.clock.today()
            self.form.fields["title"].set_value(self._free_title(f"{kit.title}, {date_short(day)}"))
        self._forms_changed()

    def _free_title(self, title: str) -> str:
        taken = {one.title for one in waves.list_waves(self._workspace)}
        number, free = 1, title
        while free in taken:
            number += 1
            free = f"{title} ({number})"
        return free

    def _chosen_forms(self) -> dict[RespondentRole, str]:
        return {role: field.value() for role, field in self.forms.items() if field.value()}

    @told()
    def _forms_changed(self) -> None:
        kit = self._kits.get(self.kit.value())
        self._candidates = candidates.candidates(
            self._workspace,
            self._chosen_forms(),
            stage=kit.stage if kit is not None else None,
            mentoring_form=kit.mentoring_form if kit is not None else None,
        )
        self.people.set_items(candidate_items(self._candidates))
        self.people.choose([place for place, one in enumerate(self._candidates) if one.preselected])
        self.people.scrollToTop()
        self._say_count()

    def _say_count(self) -> None:
        self._count.setText(f"Отмечено: {people_words(len(self.people.chosen()))}")
        self.problem.say("")

    def _build(self) -> None:
        cancel = QPushButton("Отмена", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        search = SearchBar("Найти человека…", self)
        search.query_changed.connect(self.people.set_query)
        search.left_down.connect(self.people.setFocus)
        self.people.typed.connect(search.append)
        heading = QLabel("Кого спрашиваем", self)
        heading.setProperty("role", "heading")
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(heading)
        top.addWidget(search, 1)
        top.addWidget(self._count)
        foot = foot_row(self.keep, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        layout.addLayout(top)
        layout.addWidget(self.people, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot)


def candidate_items(found: Sequence[Candidate]) -> list[RichItem]:
    """Candidates as lines to tick, by their places."""
    return [
        RichItem(
            place,
            one.name,
            (RichLine(", ".join(part for part in (ROLE[one.asked.role], one.what, one.reason) if part)),),
        )
        for place, one in enumerate(found)
    ]
